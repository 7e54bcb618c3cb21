"""Places that changed their names: one series or two, and what is no change."""

import pandas as pd
import pytest

from analysis.compare import renamed, townships


def told(*spans: tuple[str, int, int]) -> pd.DataFrame:
    rows = [("p1", place, year) for place, first, last in spans for year in range(first, last + 1)]
    return pd.DataFrame(rows, columns=["place_id", "place", "year"]).assign(metric="gdp", level="county")


@pytest.mark.parametrize(
    ("spans", "names"),
    [
        ([("岚溪县", 2012, 2015), ("岚溪区", 2016, 2020)], ["岚溪县", "岚溪区"]),
        ([("襄樊市", 2008, 2010), ("襄阳市", 2011, 2014)], ["襄樊市", "襄阳市"]),
        ([("岚溪土家族自治州", 2012, 2015), ("岚溪州", 2016, 2020)], None),
        ([("岚溪县", 2012, 2017), ("岚溪区", 2016, 2020)], None),
        ([("岚溪县", 2012, 2017)], None),
    ],
)
def test_a_change_of_name_is_told_from_a_shorter_spelling(spans, names) -> None:
    """Point 19."""
    assert renamed.former_names(told(*spans)) == ({"p1": names} if names else {})


def test_each_name_becomes_a_series_of_its_own() -> None:
    """Point 19: one series or two is the reader's choice."""
    rows = told(("岚溪县", 2012, 2013), ("岚溪区", 2014, 2015))
    split, order = renamed.apart(rows, {"p0": "石磨县", "p1": "岚溪区"})
    assert order == {"p0": "石磨县", "p1~岚溪县": "岚溪县", "p1~岚溪区": "岚溪区"}
    assert split["place_id"].tolist() == ["p1~岚溪县"] * 2 + ["p1~岚溪区"] * 2


def test_one_series_names_the_break_it_crosses() -> None:
    """Point 19: a county's years and its district's years are one series, and the note says what lies between."""
    rows = told(("徐水县", 2013, 2014), ("徐水区", 2015, 2016))
    assert any("徐水" in note for _, note in townships.crossed_breaks(rows, "zh"))
