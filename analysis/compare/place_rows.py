"""Comparisons of places made ready for charts and tables: scaled, named, with hover text and evidence."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import drawings
from analysis.compare.marks import CHOSEN, PEER, Words, common_range, outside
from analysis.compare.place_charts import Line, Panel
from analysis.compare.scale import Scale, scale_of
from analysis.compare.townships import Verdicts

FEWEST_FOR_A_PERCENTILE = 10
MOST_PANELS = 9
Names = Callable[[str], str]


def evidence(rows: pd.DataFrame, *suffixes: str) -> list[str]:
    """The evidence strings of rows with report_id, start, end (under each suffix)."""
    packed = [""] * len(rows)
    for suffix in suffixes or ("",):
        spots = zip(rows[f"report_id{suffix}"], rows[f"start{suffix}"], rows[f"end{suffix}"], strict=True)
        for at, (report, start, end) in enumerate(spots):
            if isinstance(report, str) and pd.notna(start):
                packed[at] += f"{';' if packed[at] else ''}{report}:{int(start)}-{int(end)}"
    return packed


def claim(found: Verdicts, first: str, second: str, year: int, words: Words) -> str:
    """How two places compare, in one sentence; no ranking, and no sentence where nothing can be compared."""
    if not found.comparable:
        return words("places.claim.none", first=first, second=second, year=year, shared=found.shared)
    return words("places.claim", first=first, second=second, year=year, n=found.comparable,
                 a=found.first_higher, b=found.second_higher, left=found.shared - found.comparable)  # fmt: skip


def side_table(both: pd.DataFrame, metric_name: Names, words: Words) -> pd.DataFrame:
    """The comparison of two places as a table: values in a printable unit, the difference in words, the verdict of the gate."""
    both = both.reset_index(drop=True)
    scales = [scale_of(str(row.base), pd.Series([row.value_a, row.value_b])) for row in both.itertuples()]
    divisors = np.array([scale.divisor for scale in scales]) if len(scales) else np.array([], dtype=float)
    return pd.DataFrame({
        "metric": [metric_name(metric) for metric in both["metric"]],
        "measure": [words(f"measure.{measure}") for measure in both["measure"]],
        "value_a": both["value_a"] / divisors, "value_b": both["value_b"] / divisors,
        "unit": [words(f"unit.{scale.name}") for scale in scales],
        "gap": [_gap_text(row, words) for row in both.itertuples()],
        "verdict": [words(f"gate.{verdict}") for verdict in both["verdict"]],
        "evidence": evidence(both, "_a", "_b"),
    })  # fmt: skip


def sentences(
    both: pd.DataFrame, first: str, second: str, metric_name: Names, words: Words, most: int = 5
) -> list[str]:
    """One sentence of difference for each of the first comparable indicators; growth and amounts in their own words."""
    told = []
    for row in both[both["verdict"] == "ok"].head(most).itertuples():
        scale = scale_of(str(row.base), pd.Series([row.value_a, row.value_b]))
        numbers = {"a": f"{row.value_a / scale.divisor:,.4g}", "b": f"{row.value_b / scale.divisor:,.4g}"}
        name = f"{metric_name(row.metric)} · {words(f'measure.{row.measure}')}"
        unit = words(f"unit.{scale.name}")
        told.append(
            words(
                "places.sentence",
                name=name,
                first=first,
                second=second,
                unit=unit,
                gap=_gap_text(row, words),
                **numbers,
            )
        )
    return told


def strip_rows(rows: pd.DataFrame, metric_name: Names, words: Words) -> tuple[pd.DataFrame, Scale]:
    """Rows of a strip plot with scaled values, hover text, evidence and, where there are enough places, a percentile."""
    base = rows["base"].iloc[0] if len(rows) else "percent"
    scale = scale_of(str(base), rows["value"])
    rows = rows.assign(value=rows["value"] / scale.divisor, median=rows["median"] / scale.divisor)
    percentile = rows.groupby("metric")["value"].rank(pct=True, method="max") * 100
    rows = rows.assign(
        percentile=percentile.where(rows["n"] >= FEWEST_FOR_A_PERCENTILE).round(0), evidence=evidence(rows)
    )
    unit = words(f"unit.{scale.name}")
    hover = [
        f"<b>{row.place} {row.year}</b><br>{metric_name(row.metric)}: {row.value:,.4g} {unit}<br>"
        + words("places.median", value=f"{row.median:,.4g}", n=row.n)
        for row in rows.itertuples()
    ]
    return rows.assign(hover=hover), scale


def strip_table(rows: pd.DataFrame, metric_name: Names) -> pd.DataFrame:
    """The dots of a strip plot as a table."""
    return pd.DataFrame({
        "metric": rows["metric"].map(metric_name), "place": rows["place"], "year": rows["year"], "value": rows["value"],
        "median": rows["median"], "n": rows["n"], "percentile": rows["percentile"], "evidence": rows["evidence"],
    })  # fmt: skip


def beyond(strip: pd.DataFrame, logarithmic: bool, words: Words) -> list[str]:
    """The note on dots that lie outside the axis of a strip plot; none on a logarithmic axis, which holds them all."""
    stretch = common_range(strip["value"], strip.loc[strip["role"] == "chosen", "value"])
    count = 0 if logarithmic else outside(stretch, strip["value"])
    return [words("chart.outside", n=count)] if count else []


def over_years_panels(
    rows: pd.DataFrame, order: Sequence[str], metric_name: Names, words: Words
) -> tuple[list[Panel], pd.DataFrame]:
    """Panels of the chosen places over the years, and the table of the same values in the same order."""
    rows = rows[rows["rank"] < MOST_PANELS].reset_index(drop=True)
    scales = {base: scale_of(str(base), part["value"]) for base, part in rows.groupby("base")}
    divisor = rows["base"].map({base: scale.divisor for base, scale in scales.items()}).astype(float)
    rows = rows.assign(value=rows["value"] / divisor)
    marks = dict(zip(order, CHOSEN, strict=False))
    panels = []
    for metric, part in rows.groupby("metric", sort=False):
        lines = []
        for place_id in order:
            own = part[part["place_id"] == place_id]
            if len(own):
                colour, symbol = marks[place_id]
                lines.append(Line(own["place"].iloc[0], own["year"].tolist(), own["value"].tolist(), own.index.tolist(), colour, symbol))  # fmt: skip
        unit = words(f"unit.{scales[part['base'].iloc[0]].name}")
        panels.append(Panel(metric_name(str(metric)), unit, lines))
    table = pd.DataFrame({
        "metric": rows["metric"].map(metric_name), "place": rows["place"], "year": rows["year"], "value": rows["value"],
        "unit": [words(f"unit.{scales[base].name}") for base in rows["base"]], "evidence": evidence(rows),
    })  # fmt: skip
    return panels, table


def profile_table(rows: pd.DataFrame, metric_name: Names, words: Words) -> pd.DataFrame:
    """The profile of a place as a table; `check` says where stated growth and amounts do not fit."""
    scales = [scale_of(str(base), pd.Series([value])) for base, value in zip(rows["base"], rows["value"], strict=True)]
    return pd.DataFrame({
        "year": rows["year"], "metric": rows["metric"].map(metric_name), "measure": [words(f"measure.{m}") for m in rows["measure"]],
        "value": [value / scale.divisor for value, scale in zip(rows["value"], scales, strict=True)],
        "unit": [words(f"unit.{scale.name}") for scale in scales], "quote": rows["quote"], "implied": rows["implied"].round(2),
        "check": [words(f"check.{check}") if check else "" for check in rows["check"]], "evidence": evidence(rows),
    })  # fmt: skip


def legend(order: Mapping[str, str], words: Words, others: bool = False) -> str:
    """The chosen places with their marks and, for strips, the grey dots and the median, as HTML."""
    items = [(name, colour, symbol) for name, (colour, symbol) in zip(order.values(), CHOSEN, strict=False)]
    if others:
        items += [(words("chart.others"), PEER, "circle"), (words("chart.median"), PEER, "line-ns")]
    return drawings.mark_legend(items)


def _gap_text(row: Any, words: Words) -> str:
    gap = row.gap
    if pd.isna(gap):
        return ""
    if row.rate:
        return words("gap.points", gap=f"{gap:+.2f}")
    return words("gap.times", gap=f"{gap:.2f}")
