"""Term counts: what is counted, that positions and counts agree, that jieba would count the same, that the table keeps them."""

import itertools
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.lexicon.faults import LexiconError
from analysis.lexicon.stopwords import load_stop_groups, stop_words
from analysis.lexicon.terms import load_policy_areas, load_policy_terms
from analysis.model import Report, RoleTerms, Section, SectionRole
from analysis.source_map import SourceMap
from analysis.terms import count_terms, counts_table, read_terms, terms_version, write_terms
from analysis.terms.counts import section_tokens
from analysis.terms.table import stored_version
from analysis.terms.tokens import count_tokens, find_tokens, han_count, lexicon
from tests.conftest import SHARED, needs_shared

COUNTED = [
    ("推进“放管服”改革,放管服不停步", {"放管服": 2}),
    ("两不愁、三保障全部达标", {"两不愁三保障": 1}),
    ("改造低质低效林改造八十亩", {"集体林权制度改革": 0}),
    ("林改顺利推开", {"集体林权制度改革": 1}),
    ("社会主义新农村建设和新农村", {"社会主义新农村": 1, "新农村": 1}),
    ("投资5__万元修桥", {"万元": 0}),
    ("三十五条渠道", {"三十五": 0, "渠道": 1}),
    ("国内国际双循环", {"双循环": 1}),
]


def report(text: str, *cuts: tuple[int, int, SectionRole]) -> Report:
    sections = tuple(Section(*cut) for cut in cuts)
    return Report("r1", "a.txt", 1, "", text, SourceMap(), "", sections=sections)


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_counts(text: str, expected: dict[str, int]) -> None:
    counts = count_tokens(text)
    assert {term: counts[term] for term in expected} == expected


def test_numbers_do_not_join_their_neighbours() -> None:
    assert "增长点" not in count_tokens("增长5.2点") and "增长点" not in count_tokens("增长x点")


def test_stop_words_are_not_counted() -> None:
    assert not set(count_tokens("各位代表,我们今年进一步发展")) & stop_words("counts")


def test_counts_by_section_role() -> None:
    text = "修了水渠。\n再修水渠和水渠。"
    counts = count_terms(report(text, (0, 6, SectionRole.REVIEW), (6, len(text), SectionRole.PLAN)))
    assert [(one.role, one.counts["水渠"]) for one in counts] == [(SectionRole.REVIEW, 1), (SectionRole.PLAN, 2)]


def test_without_sections_all_is_other_and_nothing_gives_nothing() -> None:
    assert [counted.role for counted in count_terms(report("修了水渠"))] == [SectionRole.OTHER]
    assert count_terms(report("")) == [] and count_terms(report("123 xx %")) == []


PIECES = st.sampled_from(
    [
        "乡村振兴",
        "放管服",
        "“放管服”改革",
        "林改",
        "水渠",
        "道路",
        "5",
        "__",
        "x万元",
        "某镇",
        "。",
        "\n",
        "、",
        "A",
        "的",
    ]
)
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(ANY_TEXT)
def test_positions_and_counts_agree(text: str) -> None:
    tokens = find_tokens(text)
    assert Counter(token.term for token in tokens) == count_tokens(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(tokens))
    known = set(lexicon().terms) | set(lexicon().short.values())
    assert all(text[token.start : token.end] == token.term or token.term in known for token in tokens)


@given(ANY_TEXT, st.integers(0, 40))
def test_section_tokens_are_what_is_counted(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    parts = report(text, (0, cut, SectionRole.REVIEW), (cut, len(text), SectionRole.PLAN))
    lines = Counter((role, token.term) for role, token in section_tokens(parts.text, parts.sections))
    counted = {(role, term): number for _, role, counts in count_terms(parts) for term, number in counts.items()}
    assert lines == counted


def test_table_keeps_every_count(tmp_path: Path) -> None:
    counts = [
        RoleTerms("b", SectionRole.PLAN, {"水渠": 1}),
        RoleTerms("a", SectionRole.PLAN, {"水渠": 2, "桥梁": 4}),
        RoleTerms("a", SectionRole.REVIEW, {"道路": 3}),
    ]
    write_terms(tmp_path / "terms.parquet", counts_table(counts), "test+1")
    rows = read_terms(tmp_path / "terms.parquet").to_pylist()
    found = {(row["report_id"], row["role"], row["term"]): row["count"] for row in rows}
    assert found == {
        (one.report_id, one.role.value, term): count for one in counts for term, count in one.counts.items()
    }
    assert [row["count"] for row in read_terms(tmp_path / "terms.parquet", ["水渠"]).to_pylist()] == [2, 1]
    assert read_terms(tmp_path / "terms.parquet", ["桥"]).num_rows == 0
    assert stored_version(tmp_path / "terms.parquet") == "test+1"


def test_an_empty_table_is_written_and_read(tmp_path: Path) -> None:
    write_terms(tmp_path / "terms.parquet", counts_table([]))
    assert read_terms(tmp_path / "terms.parquet").num_rows == 0
    assert read_terms(tmp_path / "terms.parquet", ["桥"]).num_rows == 0


def test_lexicon_is_large_and_every_area_is_used() -> None:
    terms = load_policy_terms()
    assert len(terms) >= 600
    assert {term.area for term in terms} == {area.area for area in load_policy_areas()}


def test_every_stop_group_has_a_reason_and_takes_no_policy_term() -> None:
    assert all(group.reason and group.words for group in load_stop_groups())
    forms = {form for term in load_policy_terms() for form in (term.term, *term.forms)}
    assert not forms & stop_words("counts")


def test_lexicon_faults_are_all_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "policy_areas.toml").write_text('[roads]\nzh = "路"\nen = "Roads"\nheadings = ["路"]\n', "utf-8")
    (tmp_path / "policy_terms.txt").write_text("[road]\n通路 20x1\n通路\n", "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_policy_terms(tmp_path)
    assert len(caught.value.faults) == 3


def test_version_names_the_segmenter() -> None:
    assert terms_version().startswith("rjieba-")


def test_han_count() -> None:
    assert han_count("增长5%,x万元 GDP") == 4


def shared_files() -> list[Path]:
    """All shared reports in CI, where two minutes are there; else every fortieth."""
    seeds = sorted((SHARED / "reports" / "seeds").glob("*.txt"))
    return seeds + sorted((SHARED / "reports" / "labelled").glob("*.txt"))


def shared_texts() -> list[str]:
    import zipfile

    step = 1 if os.environ.get("CI") else 40
    texts = [path.read_text(encoding="utf-8") for path in shared_files()]
    with zipfile.ZipFile(SHARED / "reports" / "real.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".txt"))
        return texts + [archive.read(name).decode("utf-8") for name in names[::step]]


@needs_shared
def test_jieba_counts_the_same() -> None:
    differing = [text[:20] for text in shared_texts() if count_tokens(text) != count_tokens(text, "jieba")]
    assert differing == []
