"""The derivation of one figure: the words it was read by, the setting it stood in, or why a number gave no fact."""

from collections.abc import Callable
from decimal import Decimal

from analysis.corpus.segment import sentence_spans
from analysis.extract import account_numbers, marks_of, read_report
from analysis.extract import marks as kinds
from analysis.extract.marks import Mark
from analysis.extract.quantities import normalise
from analysis.extract.sentence import SentenceReader
from analysis.extract.setting import Setting, Settings
from analysis.extract.whose import Whose
from analysis.lexicon.catalogue import chinese
from analysis.lexicon.indicators import load_indicators
from analysis.model import Fact, Report

KIND_NAMES = {value: name for name, value in vars(kinds).items() if name.isupper() and isinstance(value, int)}
# text(key, **values): a sentence of data/locale, and names(group, value): the name of a value of one of the model's lists.
Words = Callable[..., str]
Names = Callable[[str, str], str]


def ids(group: str, value: str) -> str:
    """The names of a reader who knows the program: the ids themselves, beside the names of indicators."""
    return f"{load_indicators().by_id[value].zh}({value})" if group == "metric" else value


def explain(report: Report, offset: int, words: Words = chinese, names: Names = ids) -> str:
    """How the number at an offset of the report's text was read, in words; where none stands there, that is said."""
    facts = read_report(report)
    hit = [fact for fact in facts if fact.start <= offset < fact.end]
    span = next(((start, end) for start, end in sentence_spans(report.text) if start <= offset < end), None)
    if span is None:
        return words("explain.outside", offset=offset)
    sentence = report.text[slice(*span)].strip()
    lines = [words("explain.sentence", start=span[0], end=span[1], words=sentence)]
    settings = Settings(report, normalise(report.text))
    lines.append(setting_line(settings.at(span[0]), words, names))
    marks, trace = read_again(report, span, settings)
    lines.append(words("explain.marks", marks=" · ".join(mark_words(report.text, mark, names) for mark in marks)))
    lines += (
        [fact_line(fact, words, names) for fact in hit] if hit else refusal_lines(report, facts, offset, trace, words)
    )
    return "\n".join(lines)


def read_again(report: Report, span: tuple[int, int], settings: Settings) -> tuple[list[Mark], list]:
    """The marks of a sentence, and what was refused in it and why."""
    text = normalise(report.text)
    marks = marks_of(text, *span)
    reader = SentenceReader(text, *span, settings.at(span[0]), settings.years, Whose(report, text))
    reader.trace = []
    reader.read(marks)
    return marks, reader.trace


def setting_line(setting: Setting, words: Words, names: Names) -> str:
    way = words("explain.way.target" if setting.target else "explain.way.result")
    period = names("period", setting.point)
    if not setting.span:
        return words("explain.setting", way=way, period=period)
    return words("explain.setting.span", way=way, period=period, first=setting.span[0], last=setting.span[1])


def mark_words(text: str, mark: Mark, names: Names) -> str:
    return f"{text[mark.start : mark.end]}<{names('mark', KIND_NAMES[mark.kind].lower())}>"


def fact_line(fact: Fact, words: Words, names: Names) -> str:
    value = amount(fact.value, fact.unit) if fact.value is not None else words("explain.no_number")
    value = words("explain.redacted") if fact.redacted else value
    parts = [names("measure", fact.measure.value), names("kind", fact.kind.value), names("period", fact.period)]
    parts += [names("bound", fact.bound.value)] if fact.bound.value != "eq" else []
    parts += [names("wording", fact.wording.value)] if fact.wording.value != "-" else []
    name, rule = names("metric", fact.metric), names("rule", fact.rule)
    return words("explain.read", quote=fact.quote, name=name, parts=" · ".join(parts), value=value, rule=rule)


def amount(value: float | Decimal, unit: str) -> str:
    """A value as people write it: 43.5亿元, not 4350000000.0 元."""
    value = float(value)
    if unit == "%":
        return f"{value:g}%"
    step, name = next(((step, name) for step, name in ((1e8, "亿"), (1e4, "万")) if abs(value) >= step), (1.0, ""))
    return f"{value / step:.10g}{name}{unit}"


def refusal_lines(
    report: Report, facts: list[Fact], offset: int, trace: list[tuple[int, int, str]], words: Words
) -> list[str]:
    """Why the number at the offset gave no fact, with what it was read as instead."""
    mention = next((one for one in account_numbers(report, facts) if one.start <= offset < one.end), None)
    if mention is None:
        return [words("explain.nothing_there", offset=offset)]
    role = words(f"explain.role.{mention.role.value}")
    key = "explain.role.of" if mention.noun else "explain.role"
    lines = [words(key, quote=mention.quote, role=role, noun=mention.noun)]
    reasons = [why for start, end, why in trace if start < mention.end and mention.start < end]
    if "no_subject" in reasons and any(why == "narrower" and end <= mention.start for _, end, why in trace):
        reasons = ["narrower"]
    if not reasons:
        refused = any(why == "narrower" and start < mention.start for start, _, why in trace)
        reasons = ["narrower" if refused else "no_name"]
    return lines + [words("explain.refused", reason=reason_words(why, words)) for why in reasons]


def reason_words(why: str, words: Words) -> str:
    code, _, detail = why.partition(":")
    reason = words(f"explain.reason.{code}")
    return words("explain.reason.detail", reason=reason, detail=detail) if detail else reason
