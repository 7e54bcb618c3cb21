"""The word side on a made-up store: groups, series, shifts, promises, attention, concordance, clouds."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.compare import attention, clouds, concordance, groups, promises, series, shifts, word_views
from analysis.compare.groups import Group
from analysis.compare.termcounts import TermCounts, load_term_counts
from analysis.model import Section, SectionRole
from analysis.store import Store
from analysis.terms.attention import area_amounts, area_of_heading, heading_areas
from analysis.terms.tokens import find_tokens, han_count, segment
from tests.made_up_words import PLACES, YEARS, made_up_report, made_up_store
from tests.test_terms import ANY_TEXT


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return made_up_store(tmp_path_factory.mktemp("words") / "store")


@pytest.fixture(scope="module")
def counts(store: Store) -> TermCounts:
    return load_term_counts(store)


def test_counts_and_sizes(counts: TermCounts) -> None:
    assert counts.vector(["水渠"]).sum() == 3 * len(counts.reports)
    assert counts.vector(["水渠"], "plan").sum() == len(counts.reports)
    assert counts.vector(["无此词"]).sum() == 0 and not counts.knows("无此词")
    assert counts.sizes().sum() == sum(han_count(made_up_report(*key).text) for key in _keys())
    assert counts.version.startswith("rjieba-")


def _keys() -> list[tuple[str, int]]:
    return [(place, year) for place in PLACES for year in YEARS if place != "云岭乡" or year < 2018]


def test_groups_and_weights(counts: TermCounts) -> None:
    rows = groups.find_reports(counts, "township")
    early = groups.in_group(counts, rows, Group(2014, 2014))
    assert len(early) == 4
    weights = groups.duplicate_weights(counts, early)
    assert weights.sum() == 3 and groups.effective_number(weights) == pytest.approx(3.6)
    late = groups.in_group(counts, rows, Group(2018, 2021))
    assert "云岭乡" not in set(counts.reports["place"].iloc[late])
    one, two = groups.same_places(counts, early, late)
    assert len(one) == 3 and len(two) == len(late)
    assert len(groups.places_of_all_years(counts, rows)) == 3 * len(YEARS)
    assert len(groups.find_reports(counts, "county")) == 0


def test_series(counts: TermCounts) -> None:
    rows = groups.find_reports(counts)
    frame = series.term_years(counts, rows, {"乡村振兴": counts.vector(["乡村振兴"])}, counts.sizes())
    assert list(frame["year"]) == list(YEARS)
    first, last = frame.iloc[0], frame.iloc[-1]
    assert (first["using"], first["share"], first["reports"], first["effective"]) == (0, 0, 4, pytest.approx(3.6))
    assert (last["using"], last["share"], last["reports"]) == (3, 1, 3)
    assert last["rate"] == pytest.approx(last["count"] / last["han"] * 10_000)
    assert series.change_points(frame)["乡村振兴"].year == 2018


def test_shifts_find_what_came_and_went(counts: TermCounts) -> None:
    found = shifts.compare_groups(counts, Group(2018, 2021), Group(2014, 2017), least=2)
    kinds = dict(zip(found.table["term"], found.table["kind"], strict=True))
    assert (kinds["乡村振兴"], kinds["新农村"], kinds["水渠"]) == ("new", "vanished", "unsure")
    assert (found.reports_a, found.reports_b, found.basis, found.thin) == (12, 16, "words", False)
    row = found.table.set_index("term").loc["乡村振兴"]
    assert row["count_a"] == 24 and row["reports_a"] == 12 and np.isinf(row["percent"]) and row["low"] > 0


def test_same_places_only_drops_the_place_without_later_reports(counts: TermCounts) -> None:
    found = shifts.compare_groups(counts, Group(2018, 2021), Group(2014, 2017), only_same_places=True)
    assert (found.reports_a, found.reports_b) == (12, 12)


def test_an_empty_group_gives_an_empty_table(counts: TermCounts) -> None:
    found = shifts.compare_groups(counts, Group(1990, 1991), Group())
    assert found.table.empty and found.thin and found.family == 0


def test_swapped_groups_mirror_each_other(counts: TermCounts) -> None:
    one = shifts.compare_groups(counts, Group(2018, 2021), Group(2014, 2017)).table.set_index("term")
    two = shifts.compare_groups(counts, Group(2014, 2017), Group(2018, 2021)).table.set_index("term")
    assert np.allclose(one["lrc"], -two["lrc"].reindex(one.index), atol=1e-9)


def test_what_is_promised_and_never_reported(counts: TermCounts) -> None:
    rows = groups.find_reports(counts)
    frame = promises.promised_and_reported(counts, rows, ["文化礼堂", "乡村振兴", "新农村"]).set_index("term")
    assert (frame.loc["文化礼堂", "promised"], frame.loc["文化礼堂", "reported"]) == (24, 0)
    assert frame.loc["乡村振兴", "dropped"] == 0
    pair = promises.consecutive_reports(counts, rows)[0]
    assert promises.dropped_terms(counts, *pair, ["文化礼堂", "新农村"])["term"].iloc[0] == "文化礼堂"


def test_attention_adds_up(store: Store, counts: TermCounts) -> None:
    report = made_up_report("青禾镇", 2018)
    amounts = area_amounts(report)
    assert sum(amount.han_characters for amount in amounts) == han_count(report.text)
    shares = attention.area_shares(store, counts, groups.find_reports(counts))
    assert shares.groupby("year")["share"].sum().round(9).eq(1).all()
    assert shares[shares["area"] == "agriculture"]["share"].min() > 0
    assert (
        attention.mention_shares(counts, groups.find_reports(counts))
        .groupby("year")["share"]
        .sum()
        .round(9)
        .eq(1)
        .all()
    )


def test_a_heading_passes_its_area_on() -> None:
    sections = (
        Section(0, 5, SectionRole.PLAN, "一、生态环境", 1),
        Section(5, 9, SectionRole.PLAN, "(一)再接再厉", 2),
        Section(9, 12, SectionRole.PLAN, "二、再接再厉", 1),
    )
    assert heading_areas(sections) == ["environment", "environment", ""]
    assert area_of_heading("加强平安建设") == "safety"


def test_lines_are_as_many_as_the_count_for_every_term(store: Store, counts: TermCounts) -> None:
    rows = groups.find_reports(counts)
    for term in counts.terms:
        lines = concordance.concordance(store, counts, rows, [term], most=10_000)
        assert len(lines) == counts.vector([term]).sum(), term
    plan = concordance.concordance(store, counts, rows, ["水渠"], role="plan")
    assert set(plan["role"]) == {"plan"} and len(plan) == counts.vector(["水渠"], "plan").sum()


def test_a_line_stands_where_it_says(store: Store, counts: TermCounts) -> None:
    lines = concordance.concordance(store, counts, groups.find_reports(counts), ["放管服"])
    for line in lines.itertuples():
        text = store.text(line.report_id)
        assert text is not None and text[line.start : line.end] == line.hit
    assert set(lines["hit"]) == {"“放管服”改革"}
    right = concordance.sort_lines(lines, "right")["right"]
    assert list(right) == sorted(right)


@given(ANY_TEXT)
def test_a_term_is_found_where_it_is_counted(text: str) -> None:
    tokens = find_tokens(text)
    for term in {token.term for token in tokens} | {"水渠", "集体林权制度改革", "我们"}:
        expected = [(token.start, token.end) for token in tokens if token.term == term]
        assert concordance.find_term(text, term) == expected


def test_phrases(store: Store, counts: TermCounts) -> None:
    assert concordance.find_phrases("修水渠和水渠道", ["水渠", "水渠道"]) == [(1, 3), (4, 7)]
    vectors = concordance.phrase_vectors(store, counts, ["修好水渠", "修水渠"])
    assert vectors["all"].sum() == 2 * len(counts.reports) == vectors["review"].sum() + vectors["plan"].sum()
    lines = concordance.concordance(store, counts, groups.find_reports(counts), ["修好水渠", "修水渠"], phrases=True)
    assert len(lines) == vectors["all"].sum()


@pytest.mark.parametrize(
    ("written", "words"), [("水渠", ["水渠"]), ("{水渠、道路,水渠}", ["水渠", "道路"]), ("{}", []), ("  ", [])]
)
def test_a_query_is_one_phrase_or_a_group(written: str, words: list[str]) -> None:
    assert concordance.read_query(written) == words


def test_queries_of_one_line() -> None:
    assert concordance.split_queries("水渠 { 道路、桥 } 水渠 {堤}") == ["水渠", "{ 道路、桥 }", "{堤}"]


def test_without_texts_counts_work_and_lines_are_empty(tmp_path: Path) -> None:
    store = made_up_store(tmp_path / "store", texts=False)
    counts = load_term_counts(store)
    assert not store.has_texts and counts.vector(["水渠"]).sum() > 0
    assert concordance.concordance(store, counts, groups.find_reports(counts), ["水渠"]).empty
    assert concordance.phrase_vectors(store, counts, ["水渠"])["all"].sum() == 0


def test_the_same_words_give_the_same_cloud(counts: TermCounts) -> None:
    words = clouds.cloud_words(counts, groups.find_reports(counts))
    weights = dict(zip(words["term"], words["count"].astype(float), strict=True))
    assert clouds.cloud_png(weights) == clouds.cloud_png(weights) != b""
    assert clouds.cloud_png({}) == b""
    assert "推进" not in weights


def test_cloud_pair_holds_the_terms_of_each_side(counts: TermCounts) -> None:
    table = shifts.compare_groups(counts, Group(2018, 2021), Group(2014, 2017), least=2).table
    assert "乡村振兴" in clouds.key_words(table, "a") and "新农村" in clouds.key_words(table, "b")


def test_pieces_joined_are_the_text() -> None:
    text = "推进乡村振兴 ABC\n修 水渠。"
    assert "".join(segment(text)) == text


def test_a_policy_term_that_nobody_uses_needs_no_text(tmp_path: Path) -> None:
    store = made_up_store(tmp_path / "store", texts=False)
    items, unanswered = word_views.items_of(store, [], ["{ 乡村振兴、农业学大寨 }", "修好水渠"])
    assert [(item.words, item.phrases) for item in items] == [(("乡村振兴", "农业学大寨"), False)]
    assert unanswered == ["修好水渠"]


def test_the_surest_terms_of_each_side_come_first_whatever_is_drawn() -> None:
    table = pd.DataFrame(
        {"term": list("甲乙丙丁戊"), "lrc": [-3.0, 2.0, -1.0, 0.5, 0.0], "log_ratio": [-4.0, 3.0, -2.0, 1.0, -0.1]}
    )
    assert shifts.sure_terms(table) == (["乙", "丁"], ["甲", "丙"])
    assert shifts.most_of_each_side(table, 1)["term"].tolist() == ["乙", "甲"]
