"""Comparisons of places made ready for charts and tables: scaled, named, with hover text and evidence."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import drawings
from analysis.compare.breaks import breaks_between
from analysis.compare.kindred import Card
from analysis.compare.marks import CHOSEN, PEER, Words, common_range, outside
from analysis.compare.place_charts import Line, Panel
from analysis.compare.scale import Scale, scale_of, signed, unit_name
from analysis.compare.townships import Verdicts, by_head

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
        "unit": [unit_name(scale.name, metric, words) for scale, metric in zip(scales, both["metric"], strict=True)],
        "gap": [_gap_text(row, words) for row in both.itertuples()],
        "verdict": [words(f"gate.{verdict}") for verdict in both["verdict"]],
        "evidence": evidence(both, "_a", "_b"),
    })  # fmt: skip


def sentences(
    both: pd.DataFrame, first: str, second: str, metric_name: Names, words: Words, measure: str = "", most: int = 5
) -> list[str]:
    """One sentence of difference for each of the first comparable indicators, those of the measure shown before the others."""
    told = []
    known = both[both["verdict"] == "ok"]
    known = known.assign(other=known["measure"] != measure).sort_values("other", kind="stable")
    for row in known.head(most).itertuples():
        scale = scale_of(str(row.base), pd.Series([row.value_a, row.value_b]))
        numbers = {"a": f"{row.value_a / scale.divisor:,.4g}", "b": f"{row.value_b / scale.divisor:,.4g}"}
        name = f"{metric_name(row.metric)} · {words(f'measure.{row.measure}')}"
        unit = unit_name(scale.name, row.metric, words)
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
    chosen = rows[rows["role"] == "chosen"]
    hover = [
        f"<b>{row.place} {row.year}</b><br>{metric_name(row.metric)}: {row.value:,.4g} {unit}<br>"
        + words("places.median", value=f"{row.median:,.4g}", n=row.n)
        + ("" if pd.isna(row.percentile) else f"<br>{words('places.percentile', value=f'{row.percentile:.0f}')}")
        for row in chosen.itertuples()
    ]
    return rows.assign(hover=pd.Series(hover, chosen.index, dtype=object).reindex(rows.index, fill_value="")), scale


def aim_rows(rows: pd.DataFrame, metric_name: Names, words: Words) -> pd.DataFrame:
    """Rows of analysis.compare.ambition made ready: hover with target and result, evidence of both, a percentile."""
    percentile = rows.groupby("metric")["value"].rank(pct=True, method="max") * 100
    rows = rows.assign(
        percentile=percentile.where(rows["n"] >= FEWEST_FOR_A_PERCENTILE).round(0),
        evidence=[
            f"{row.target_report}:{row.target_start:.0f}-{row.target_end:.0f};{row.result_report}:{row.result_start:.0f}-{row.result_end:.0f}"
            for row in rows.itertuples()
        ],
    )
    chosen = rows[rows["role"] == "chosen"]
    hover = [
        f"<b>{row.place} {row.year}</b><br>{metric_name(row.metric)}: {row.value:+.4g}<br>"
        f"{words('kind.target')} {row.year}: {row.target_quote}<br>{words('kind.result')} {row.year - 1}: {row.result_quote}"
        for row in chosen.itertuples()
    ]
    return rows.assign(hover=pd.Series(hover, chosen.index, dtype=object).reindex(rows.index, fill_value=""))


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
    rows: pd.DataFrame, order: Sequence[str], metric_name: Names, words: Words, restated: pd.DataFrame | None = None
) -> tuple[list[Panel], pd.DataFrame]:
    """Panels of the chosen places over the years, and the table of the same values in the same order.

    `restated` (townships.restated) adds hollow marks where the next report gives an amount otherwise. Breaks are drawn.
    """
    rows = by_head(rows[rows["rank"] < MOST_PANELS]).reset_index(drop=True)
    restated = None if restated is None else by_head(restated)
    scales = {base: scale_of(str(base), part["value"]) for base, part in rows.groupby("base")}
    divisor = rows["base"].map({base: scale.divisor for base, scale in scales.items()}).astype(float)
    rows = _with_restated(rows.assign(value=rows["value"] / divisor), restated, scales)
    marks = dict(zip(order, CHOSEN, strict=False))
    panels = []
    for metric, part in rows.groupby("metric", sort=False):
        lines = []
        for place_id in order:
            colour, symbol = marks.get(place_id, CHOSEN[0])
            for later in (False, True):
                own = part[(part["place_id"] == place_id) & (part["later"] == later)]
                if len(own):
                    name = words("places.restated.name", place=own["place"].iloc[0]) if later else own["place"].iloc[0]
                    lines.append(Line(name, own["year"].tolist(), own["value"].tolist(), own.index.tolist(), colour,
                                      f"{symbol}-open" if later else symbol, not later))  # fmt: skip
        unit = words(f"unit.{scales[part['base'].iloc[0]].name}")
        panels.append(Panel(metric_name(str(metric)), unit, lines, _breaks(str(metric), part)))
    table = pd.DataFrame({
        "metric": rows["metric"].map(metric_name), "place": rows["place"], "year": rows["year"], "value": rows["value"],
        "unit": [words(f"unit.{scales[base].name}") for base in rows["base"]],
        "restated": [words("places.restated") if later else "" for later in rows["later"]], "evidence": evidence(rows),
    })  # fmt: skip
    return panels, table


def _with_restated(rows: pd.DataFrame, restated: pd.DataFrame | None, scales: Mapping[str, Scale]) -> pd.DataFrame:
    """The rows with those of `restated` below that belong to one of them; `later` tells them apart."""
    rows = rows.assign(later=False)
    if restated is None or restated.empty:
        return rows
    keys = ["place_id", "metric", "base", "year"]
    own = restated.drop(columns="value").rename(columns={"later": "value"}).assign(later=True)
    own = own.merge(rows[[*keys, "place", "level"]], on=keys)
    own["value"] = own["value"] / own["base"].map({base: scale.divisor for base, scale in scales.items()}).astype(float)
    return pd.concat([rows, own.reindex(columns=rows.columns)], ignore_index=True)


def _breaks(metric: str, part: pd.DataFrame) -> list[int]:
    """The first years of what is counted anew, within the years of a panel: of the indicator, and of each of its places."""
    first, last = int(part["year"].min()), int(part["year"].max())
    places = part[["place", "level"]].drop_duplicates().itertuples(index=False)
    return sorted(
        {int(year) for place, level in places for year in breaks_between(metric, first, last, place, level)["year"]}
    )


def gate_cards(found: Sequence[Card], first: str, second: str, metric_name: Names, words: Words) -> str:
    """The refusals of the gate as cards, HTML; "" for none."""
    told = [
        words(f"gate.card.{card.reason}", first=first, second=second, a=metric_name(card.first), b=metric_name(card.second),
              measure=words(f"measure.{card.measure}"))
        for card in found
    ]  # fmt: skip
    return f'<ul class="zl-cards">{"".join(f"<li>{escape(line)}</li>" for line in told)}</ul>' if told else ""


def profile_table(
    rows: pd.DataFrame, metric_name: Names, words: Words, restated: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The profile of a place as a table; `check` says where stated growth and amounts do not fit, `later` what the next report says."""
    scales = [scale_of(str(base), pd.Series([value])) for base, value in zip(rows["base"], rows["value"], strict=True)]
    keys = list(zip(rows["metric"], rows["base"], rows["year"], rows["measure"], strict=True))
    again = {} if restated is None else {
        (row.metric, row.base, row.year, "level"): row.later for row in restated.itertuples()
    }  # fmt: skip
    divisors = [scale.divisor for scale in scales]
    return pd.DataFrame({
        "year": rows["year"], "metric": rows["metric"].map(metric_name), "measure": [words(f"measure.{m}") for m in rows["measure"]],
        "value": [value / divisor for value, divisor in zip(rows["value"], divisors, strict=True)],
        "unit": [unit_name(scale.name, metric, words) for scale, metric in zip(scales, rows["metric"], strict=True)],
        "quote": rows["quote"],
        "later": [again.get(key, np.nan) / divisor for key, divisor in zip(keys, divisors, strict=True)],
        "implied": rows["implied"].round(2),
        "check": [words(f"check.{check}") if check else "" for check in rows["check"]], "evidence": evidence(rows),
    })  # fmt: skip


def profile_lines(rows: pd.DataFrame, metric_name: Names, words: Words, most: int = 6) -> str:
    """Growth over the years as small drawings for print, the indicators with most years first; HTML."""
    known = rows[(rows["measure"] == "yoy") & rows["value"].notna() & (rows["base"] == "percent") & ~rows["doubt"]]
    drawn = []
    for metric in known["metric"].value_counts().index[:most]:
        part = known[known["metric"] == metric].sort_values("year")
        name = f"{metric_name(metric)} · {words('measure.yoy')} (%)"
        series = list(zip(part["year"].astype(int), part["value"], strict=True))
        span = f"{series[0][0]}–{series[-1][0]}"
        drawn.append(f"<p>{escape(name)} {span}<br>{drawings.sparkline(series, f'{name} {span}')}</p>")
    return "".join(drawn)


def legend(order: Mapping[str, str], words: Words, others: bool = False) -> str:
    """The chosen places with their marks and, for strips, the grey dots and the median, as HTML."""
    items = [(name, colour, symbol) for name, (colour, symbol) in zip(order.values(), CHOSEN, strict=False)]
    if others:
        items += [(words("chart.others"), PEER, "square"), (words("chart.median"), PEER, "line-ns")]
    return drawings.mark_legend(items)


def _gap_text(row: Any, words: Words) -> str:
    gap = row.gap
    if pd.isna(gap):
        return ""
    if row.rate:
        return words("gap.points", gap=signed(gap))
    return words("gap.times", gap=f"{gap:.2f}")
