"""The panel for researchers: place x year x indicator x measure, long and wide, names that Stata and R take, nothing filled in.

Which report and which saying stand for a year is decided where the dashboard decides it (analysis/compare/select.py): a target
comes from the report that plans the year, a result from the report of the year after, else from the one after that. Part-year
figures and spans stay out; so do, in the wide table, years that the text contradicts.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.compare import select
from analysis.compare.breaks import load_breaks
from analysis.compare.downloads import to_csv, to_parquet
from analysis.lexicon.indicators import load_indicators
from analysis.store import Store

LONGEST_NAME = 32
MEASURES = {"level": "lv", "yoy": "yoy", "cagr": "avg", "cum": "cum", "pp": "pp", "completion": "cpl", "share": "shr"}
KINDS = {"target": "t", "result": "r"}
# A result may be told late: by the report so many years after.
LATEST = 2
# Levels that differ by more than rounding are restated.
RESTATED = 0.006
STATUSES = {
    "ok": ("无疑点", "Nothing stands against it"),
    "ambiguous": ("同一报告里数字不一,列出的是其中之一", "The report gives different figures; one of them is shown"),
    "restated": ("次年报告改了数,列出的是首次报告的", "The next year's report gives another level; the first is shown"),
    "unit": ("单位与本列不同,未列入宽表", "Another unit than the column's: left out of the wide table"),
    "redacted": ("数字被隐去", "The digits are hidden"),
    "doubtful_year": ("年份与正文不符,未列入宽表", "The text contradicts its stated year: left out of the wide table"),
}
PLACE = ["place_id", "place", "place_code", "level", "province", "city", "county", "township"]
LONG = [
    *PLACE,
    "year",
    "metric",
    "measure",
    "kind",
    "value",
    "value_high",
    "unit",
    "quote",
    "bound",
    "wording",
    "price_basis",
    "status",
    "break_before",
    "report_id",
    "start",
    "end",
]
MEANINGS = {
    "place_id": ("地方编号", "Place id"),
    "place": ("地方名称", "Place name"),
    "place_code": ("行政区划代码", "Division code"),
    "level": ("层级", "Administrative level"),
    "province": ("省", "Province"),
    "city": ("市", "City"),
    "county": ("县", "County"),
    "township": ("乡镇", "Township"),
    "year": ("数字所说的年份", "Year the figure is about"),
    "metric": ("指标", "Indicator id"),
    "measure": ("量法", "level, yoy, cagr, cum, pp, completion, share"),
    "kind": ("目标或自报结果", "Target or reported result"),
    "value": ("数值,按 unit 所记的单位", "Value in the unit named by `unit`"),
    "value_high": ("区间上端", "Upper end of a range"),
    "unit": ("换算后的单位", "Unit converted to"),
    "quote": ("原文中的数字", "The number as it stands"),
    "bound": ("界限", "eq, about, ge, le, range"),
    "wording": ("措辞", "strive, ensure, expect"),
    "price_basis": ("价格口径", "real, nominal"),
    "status": ("状态", "Status, see codebook"),
    "break_before": ("本年与上年之间有口径变化", "Whether the series breaks between the year before and this one"),
    "report_id": ("报告编号", "Report id"),
    "start": ("在正文中的起点", "Start in the cleaned text"),
    "end": ("终点", "End in the cleaned text"),
}


def long_panel(store: Store) -> pd.DataFrame:
    """One row for each place, year, indicator, measure and kind that a report tells of; columns LONG. Empty where none does."""
    told = _told(store)
    if told.empty:
        return pd.DataFrame(columns=LONG)
    key = ["place_id", "year", "metric", "measure", "kind"]
    told = told.sort_values([*key, "lag", "report_id", "start"], kind="stable")
    first = told.drop_duplicates(key).set_index(key)
    first = first.assign(restated=_restated(told, key)).reset_index()
    places = store.reports.drop_duplicates("report_id")[["report_id", "place_code", "city", "county", "township"]]
    first = first.rename(columns={"base": "unit"}).merge(places, on="report_id", how="left")
    first = first.assign(status=_status(first), break_before=_breaks(first))
    return first[LONG].sort_values(key, ignore_index=True)


def _told(store: Store) -> pd.DataFrame:
    """What is said of whole years where it is expected: a target in its own year's report, a result in a later one."""
    seen = select.observations(store)
    seen = seen[(seen["report_kind"] == "work_report") & (seen["part"] == "") & (seen["first"] == seen["year"])]
    lag = seen["year_planned"].astype(float) - seen["year"]
    target = seen["kind"] == "target"
    kept = (target & (lag == 0)) | (~target & lag.between(1, LATEST))
    seen = seen.assign(lag=lag)[kept].drop(columns="unit")
    return seen.assign(year=seen["year"].astype("int32"))


def _restated(told: pd.DataFrame, key: list[str]) -> pd.Series:
    """Whether a level is told as another one by the report of the year after the first telling."""
    levels = told[(told["measure"] == "level") & told["value"].notna()]
    by_lag = levels.drop_duplicates([*key, "lag"]).set_index([*key, "lag"])["value"].unstack("lag")
    if not {1, LATEST} <= set(by_lag.columns):
        return pd.Series(False, index=by_lag.index)
    return (by_lag[LATEST] / by_lag[1] - 1).abs() > RESTATED


def _status(first: pd.DataFrame) -> pd.Series:
    usual = first.groupby(["metric", "measure"])["unit"].agg(lambda units: units.mode().iat[0])
    expected = pd.MultiIndex.from_frame(first[["metric", "measure"]]).map(usual)
    status = pd.Series("ok", index=first.index, dtype="str")
    status[first["ambiguous"].eq(True).to_numpy()] = "ambiguous"
    status[first["restated"].eq(True).to_numpy()] = "restated"
    status[(first["unit"] != expected).to_numpy()] = "unit"
    status[first["redacted"].eq(True).to_numpy()] = "redacted"
    status[first["doubt"].eq(True).to_numpy()] = "doubtful_year"
    return status


def _breaks(first: pd.DataFrame) -> pd.Series:
    """Whether a row's series breaks between the year before and its year: by indicator or by place."""
    breaks = load_breaks()
    of_metric = {(row.metric, row.year) for row in breaks.itertuples() if row.subject == "indicator"}
    of_place = {
        (name, row.level, row.year)
        for row in breaks.itertuples()
        if row.subject == "place"
        for name in (row.place, *row.related.split("、"))
    }
    names = first[["province", "city", "county", "township"]].astype("str")
    own = [
        next((name for name in reversed(row) if name and name not in ("None", "nan")), "") for row in names.to_numpy()
    ]
    rows = zip(
        first["metric"], first["year"], own, first["place"].astype("str"), first["level"].astype("str"), strict=True
    )
    return pd.Series(
        [
            (metric, year) in of_metric or (name, level, year) in of_place or (place, level, year) in of_place
            for metric, year, name, place, level in rows
        ],
        index=first.index,
        dtype=bool,
    )


def variable_name(metric: str, measure: str, kind: str, suffix: str = "") -> str:
    """A column name of the wide table, at most 32 characters, letters, digits and underscores: gdp_yoy_t.

    Words of a long indicator are cut from the longest on, by turns, until the name fits with any suffix of two characters.
    """
    tail = f"_{MEASURES[measure]}_{KINDS[kind]}"
    words = metric.split("_")
    while len("_".join(words)) > LONGEST_NAME - len(tail) - 2:
        longest = max(range(len(words)), key=lambda place: (len(words[place]), place))
        words[longest] = words[longest][:-1]
    return "_".join(words) + tail + suffix


def wide_panel(long: pd.DataFrame) -> pd.DataFrame:
    """One row a place and year; a column a figure, and one with its status (suffix _s). Doubtful years and odd units are left out."""
    kept = long[long["status"] != "doubtful_year"].reset_index(drop=True)
    if kept.empty:
        return pd.DataFrame(columns=[*PLACE, "year"])
    figures = list(kept[["metric", "measure", "kind"]].itertuples(index=False, name=None))
    names = [variable_name(*figure) for figure in figures]
    kept = kept.assign(name=names, value=kept["value"].where(kept["status"] != "unit"))
    cells = kept.set_index(["place_id", "year", "name"])
    both = cells["value"].unstack("name").join(cells["status"].unstack("name").add_suffix("_s"))
    order = [column for name in sorted(set(names)) for column in (name, f"{name}_s")]
    places = kept.drop_duplicates(["place_id", "year"])[[*PLACE, "year"]]
    wide = places.merge(both[order], left_on=["place_id", "year"], right_index=True)
    return wide.sort_values(["place_id", "year"], ignore_index=True)


def codebook(wide: pd.DataFrame, long: pd.DataFrame) -> pd.DataFrame:
    """One row a column of the wide table: name, meaning in Chinese and English, unit, how many rows have a value."""
    indicators = load_indicators().by_id
    by_name = {
        variable_name(*key): key
        for key in long[["metric", "measure", "kind"]].drop_duplicates().itertuples(index=False, name=None)
    }
    units = long[long["status"] != "unit"].groupby(["metric", "measure"])["unit"].agg(lambda each: each.mode().iat[0])
    rows = []
    for column in wide.columns:
        metric, measure, kind = by_name.get(column.removesuffix("_s"), ("", "", ""))
        zh, en = MEANINGS.get(column, ("", ""))
        unit = ""
        if metric:
            indicator = indicators.get(metric)
            zh, en = (indicator.zh, indicator.en) if indicator else (metric, metric)
            about = " 状态" if column.endswith("_s") else ""
            zh, en = f"{zh}·{measure}·{kind}{about}", f"{en}, {measure}, {kind}{', status' if about else ''}"
            unit = "" if about else str(units.get((metric, measure), ""))
        counted = wide[column].replace("", None).notna().sum()
        rows.append((column, zh, en, metric, measure, kind, unit, int(counted)))
    return pd.DataFrame(rows, columns=["variable", "zh", "en", "metric", "measure", "kind", "unit", "rows"])


def status_codes() -> pd.DataFrame:
    """What each value of `status` means."""
    rows = [(status, zh, en) for status, (zh, en) in STATUSES.items()]
    return pd.DataFrame(rows, columns=["status", "zh", "en"])


def write_panel(store: Store, out: Path) -> list[Path]:
    """Write the panel of a store into the folder `out` (see `panel_files`)."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    written = panel_files(store)
    for name, data in written.items():
        (out / name).write_bytes(data)
    return [out / name for name in written]


def panel_files(store: Store) -> dict[str, bytes]:
    """The panel of a store by file name: long and wide as CSV and Parquet, codebook, status codes, datapackage.json."""
    long = long_panel(store)
    wide = wide_panel(long)
    frames = {"panel_long": long, "panel_wide": wide}
    written = {f"{name}.csv": to_csv(frame) for name, frame in frames.items()}
    written |= {f"{name}.parquet": to_parquet(frame) for name, frame in frames.items()}
    written["codebook.csv"] = to_csv(codebook(wide, long))
    written["status.csv"] = to_csv(status_codes())
    written["datapackage.json"] = _descriptor(frames, wide, long, store.version)
    return written


def _descriptor(frames: dict[str, pd.DataFrame], wide: pd.DataFrame, long: pd.DataFrame, version: str) -> bytes:
    titles = codebook(wide, long).set_index("variable")
    resources: list[dict[str, Any]] = []
    for name, frame in frames.items():
        fields = []
        for column in frame.columns:
            zh, en = MEANINGS[column] if column in MEANINGS else tuple(titles.loc[column, ["zh", "en"]])
            fields.append({"name": column, "type": _field_type(frame[column]), "title": zh, "description": en})
        schema = {"fields": fields, "missingValues": [""]}
        keys = ["place_id", "year", *(["metric", "measure", "kind"] if name == "panel_long" else [])]
        resources.append(
            {
                "name": name.replace("_", "-"),
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig",
                "schema": schema | {"primaryKey": keys},
            }
        )
    package = {"profile": "data-package", "name": "zhenlan-panel", "version": version, "resources": resources}
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _field_type(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"
