"""Places whose name changed, as a county made a district: one series, or one for each name, as the reader likes.

A place keeps its id through such changes; its reports bear the name of their time.
"""

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from analysis.compare.breaks import load_breaks


def former_names(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The names, oldest first, of the places in `rows` (place_id, place, year) that changed theirs; {} where none did.

    A name follows another where its years begin after the other's end, and either the kind of place differs (its last character)
    or data/lexicon/series_breaks.toml knows the change: 恩施州 beside 恩施土家族苗族自治州 is one name written shorter.
    """
    spans = rows.groupby(["place_id", "place"], observed=True)["year"].agg(["min", "max"]).reset_index()
    found: dict[str, list[str]] = {}
    for place_id, part in spans.sort_values("min").groupby("place_id", observed=True):
        names, ends = part["place"].tolist(), part["max"].tolist()
        follow = all(first > last for first, last in zip(part["min"].tolist()[1:], ends, strict=False))
        if len(names) > 1 and follow and all(_changed(*pair) for pair in pairwise(names)):
            found[str(place_id)] = names
    return found


def _changed(old: str, new: str) -> bool:
    breaks = load_breaks()
    known = breaks[(breaks["place"] == new) & (breaks["kind"] == "renamed")]["related"]
    return old[-1:] != new[-1:] or any(old in related.split("、") for related in known)


def apart(rows: pd.DataFrame, order: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows with an id of its own for each name of the places that changed theirs, and `order` (id to name) with those ids."""
    changed = former_names(rows)
    ids = rows["place_id"].astype("str")
    own = ids.where(~ids.isin(changed), ids + "~" + rows["place"].astype("str"))
    split = {
        (f"{place_id}~{each}" if place_id in changed else place_id): each
        for place_id, name in order.items()
        for each in changed.get(place_id, [name])
    }
    return rows.assign(place_id=own), split
