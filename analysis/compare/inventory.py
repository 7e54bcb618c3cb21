"""What is in the data and what was left out: every file and piece with its state, and the problems by code."""

import re

import pandas as pd

from analysis.store import Store

STATES = ("ok", "redacted", "year", "duplicate", "kind", "unread")
"""State of a piece, the last that applies: usable; usable with blanked figures; year doubtful; near duplicate; another kind
of text; a file out of which no report came."""

COUNTS = ("part", "parts", "characters", "facts", "redactions")
# First lines that are no title: when, before whom and by whom it was read, a heading of the text; a title may begin with a date.
LEADING = r"[\s(（\[【>]*"
NO_TITLE = re.compile(
    rf"{LEADING}(?:[-—－–─―]|[一二三四五六七八九十]+[、\s]|(?!.*报告)"
    r"(?:(?:[在于第].*)?(?:会议|大会|大会第.*…)上?$|[在于].*大会|[\d〇○零一二三四五六七八九十]{4}年\s?[\d一二三四五六七八九十]{1,3}月"
    r"|\S{0,12}(?:长|主席)\s*\S{1,2}\s{0,2}\S{1,2}$))"
)
GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def own_title(title: object) -> str:
    """A text's title without gaps between its signs; "" where the first line says only when, before whom or by whom it was read."""
    return GAP.sub("", title).strip() if isinstance(title, str) and not NO_TITLE.match(title) else ""


def title_of(title: object, place: object, year: float | None) -> str:
    """A text's title, or place and year where it has none of its own."""
    if own := own_title(title):
        return own
    known = [place] if isinstance(place, str) and place else []
    return " ".join(str(part) for part in (*known, *([] if pd.isna(year) else [int(year)])))


def inventory(reports: pd.DataFrame, documents: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """One row for each piece, and one for each file that gave none, with `parts` of the file and `state` (STATES)."""
    parts = documents.set_index("source")["parts"]
    pieces = reports.assign(parts=reports["source"].map(parts), state=states(reports))
    lost = sorted((set(documents["source"]) | set(problems["source"])) - set(reports["source"]) - {""})
    files = pd.DataFrame({"source": pd.Series(lost, dtype="str"), "parts": 0, "state": "unread"})
    rows = pd.concat([pieces, files], ignore_index=True) if lost else pieces.reset_index(drop=True)
    # A file that gave no report has none of these: plain numbers would turn all others into fractions.
    return rows.astype({name: "Int64" for name in COUNTS if name in rows})


def states(reports: pd.DataFrame) -> pd.Series:
    """The state of each report as STATES names it; later conditions outrank earlier ones."""
    state = pd.Series("ok", index=reports.index, dtype="str")
    state[(reports["redactions"] > 0).to_numpy()] = "redacted"
    state[(reports["year_verdict"] == "doubtful").to_numpy()] = "year"
    exclusion = reports["exclusion"].astype("str")
    state[(exclusion == "duplicate").to_numpy()] = "duplicate"
    state[(~exclusion.isin(["", "duplicate", "nan", "None"])).to_numpy()] = "kind"
    return state


def state_counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many rows are in each state, in the order of STATES, zeros too: they add up to the rows."""
    counts = rows["state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}


def states_of_level(store: Store, level: str) -> dict[str, int]:
    """How many texts of a level are in each state, those that occur; files that gave no report have no level and stay."""
    rows = inventory(store.reports, store.documents, store.problems)
    counts = state_counts(rows[rows["level"].isna() | (rows["level"].astype("str") == level)])
    return {state: count for state, count in counts.items() if count}


def select(
    rows: pd.DataFrame,
    states: tuple[str, ...] = (),
    levels: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    code_sources: set[str] | None = None,
    words: str = "",
) -> pd.DataFrame:
    """The rows that pass all filters; an empty filter lets everything pass. `words` is sought in file, title and place."""
    keep = pd.Series(True, index=rows.index)
    for column, wanted in (("state", states), ("level", levels), ("kind", kinds)):
        if wanted:
            keep &= rows[column].isin(wanted)
    if code_sources is not None:
        keep &= rows["source"].isin(code_sources)
    for word in words.split():
        found = [
            rows[column].fillna("").astype("str").str.contains(word, case=False, regex=False)
            for column in ("source", "title", "place")
        ]
        keep &= found[0] | found[1] | found[2]
    return rows[keep]


def problems_by_code(problems: pd.DataFrame) -> pd.DataFrame:
    """Codes with the number of problems and of files they stand in, the most frequent first."""
    grouped = problems.assign(code=problems["code"].astype("str")).groupby("code")
    table = grouped.agg(problems=("source", "size"), files=("source", "nunique")).reset_index()
    return table.sort_values(["problems", "code"], ascending=[False, True], ignore_index=True)


def sources_with(problems: pd.DataFrame, codes: tuple[str, ...]) -> set[str] | None:
    """The files in which a problem of these codes stands; None where no code is asked for."""
    return set(problems.loc[problems["code"].isin(codes), "source"]) if codes else None
