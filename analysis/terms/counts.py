"""Term counts of one report, by what its sections do: look back, look ahead, or neither."""

from collections.abc import Iterator

from analysis.model import Report, RoleTerms, Section, SectionRole
from analysis.terms.tokens import Token, count_tokens, find_tokens


def count_terms(report: Report) -> list[RoleTerms]:
    """The counts of each section role that has words; empty for a text without words."""
    texts = role_texts(report.text, report.sections)
    counted = [RoleTerms(report.report_id, role, count_tokens(text)) for role, text in texts.items()]
    return [terms for terms in counted if terms.counts]


def role_texts(text: str, sections: tuple[Section, ...]) -> dict[SectionRole, str]:
    """The text of each role, sections joined by line breaks so that no word spans two; all is OTHER without sections."""
    pieces: dict[SectionRole, list[str]] = {}
    for start, end, role in section_spans(text, sections):
        pieces.setdefault(role, []).append(text[start:end])
    return {role: "\n".join(parts) for role, parts in pieces.items()}


def section_spans(text: str, sections: tuple[Section, ...]) -> list[tuple[int, int, SectionRole]]:
    """Sections as (start, end, role); the whole text as OTHER where there are none."""
    return [(section.start, section.end, section.role) for section in sections] or [(0, len(text), SectionRole.OTHER)]


def section_tokens(text: str, sections: tuple[Section, ...]) -> Iterator[tuple[SectionRole, Token]]:
    """The tokens behind `count_terms`, each with the role of its section and its offsets in the whole text."""
    for start, end, role in section_spans(text, sections):
        for token in find_tokens(text[start:end]):
            yield role, Token(token.start + start, token.end + start, token.term)
