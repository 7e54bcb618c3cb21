"""Pairs made ready for a chart and its table: scaled, sorted, named, with hover text and evidence."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import charts, drawings
from analysis.compare.marks import GLYPHS, PEER, RESULT, TARGET, Words, outside
from analysis.compare.pairs import COMPARED, PairType, Status, expected_share, yearly_rate
from analysis.compare.scale import RATE_BASES, Scale, gap_unit, scale_of, signed
from analysis.compare.targets import Summary

TABLE_COLUMNS = {
    "A": ("place", "year", "target_text", "target", "result", "gap", "outcome_text", "status_text", "reference"),
    "B": ("place", "year", "share", "target", "status_text", "result_quote"),
    "C": ("place", "year", "result", "target_text", "target", "change", "status_text"),
    "D": ("place", "year", "part", "result", "target_text", "target", "share", "status_text"),
    "E": ("place", "span", "measure_text", "target_text", "target", "result", "yearly", "status_text"),
}  # fmt: skip
# Newest years first (those with a result before those without), or largest gap first (the far ends are where misread figures gather), or place by place.
SORTS = {
    "year": ["rank", "newest", "key", "place"],
    "gap": ["rank", "key", "place", "year"],
    "place": ["place", "year", "rank"],
}  # fmt: skip
BOUND_SIGNS = {"ge": "≥ ", "le": "≤ ", "about": "≈ "}


class Prepared(NamedTuple):
    """Rows ready to be drawn and the scale their values are in."""

    rows: pd.DataFrame
    scale: Scale


def prepare(rows: pd.DataFrame, order: str = "year") -> Prepared:
    """Rows sorted as they are drawn (one of SORTS): by year, gap or place; those without a result stand behind the others.

    Adds change (target minus last result, type C), share (percent, types B and D) and yearly (percent a year, type E).
    """
    # Of stated completions only those beside an amount have a target, and it is in the amount's unit.
    base = rows["base"].where(rows["target"].notna() | (rows["measure"] != "completion")).mode()
    common = str(base.iloc[0]) if len(base) else "percent"
    # A stated completion is in percent whatever its amount is in.
    completion = rows["measure"] == "completion"
    scale = scale_of(common, pd.concat([rows["target"], rows.loc[~completion, "result"]]))
    divisor = np.where(rows["base"] == common, scale.divisor, 1.0)
    rows = rows.assign(
        target=rows["target"] / divisor, target_high=rows["target_high"] / divisor,
        result=rows["result"] / np.where(completion, 1.0, divisor),
    )  # fmt: skip
    # A result that must not be compared with its target is not drawn either; its words stay in the table.
    beside = rows["type"].isin((PairType.ACROSS.value, PairType.RATCHET.value, PairType.PART_YEAR.value))
    rows = _derived(rows.assign(result=rows["result"].where(~beside | rows["status"].isin(COMPARED))))
    rank = np.select([rows["target"].notna() & rows["result"].notna(), rows["target"].notna()], [0, 1], default=2)
    key = rows["gap"] if "gap" in rows else rows["change"]
    rows = rows.assign(rank=rank, key=-key.fillna(0), newest=-rows["year"].fillna(0))
    rows = rows.sort_values(SORTS[order], kind="stable").drop(columns=["rank", "key", "newest"]).reset_index(drop=True)
    return Prepared(rows, scale)


def table(prepared: Prepared, kind: str) -> pd.DataFrame:
    """The rows of the chart as a table, with the column that opens the evidence."""
    shown = [name for name in TABLE_COLUMNS[kind] if name in prepared.rows]
    rows = prepared.rows[[*shown, "evidence"]]
    rows = rows.assign(year=rows["year"].astype("Int64")) if "year" in shown else rows
    high = prepared.rows.get("target_high")
    if "target" in shown and high is not None and high.notna().any():
        rows.insert(shown.index("target") + 1, "target_high", high)
    return rows


def claim_across(found: Summary, words: Words) -> str:
    """What type A pairs say, in one sentence with its n; below five pairs no share."""
    key = "targets.claim.rest" if found.unmatched else "targets.claim.whole"
    rest = words(key, unmatched=found.unmatched)
    if found.compared == 0:
        return words("targets.claim.none", targets=found.targets)
    return words("targets.claim", compared=found.compared, met=found.met) + rest


def claim_ratchet(rows: pd.DataFrame, words: Words) -> str:
    """How many next targets are above, at, below the last result."""
    change = rows.loc[rows["status"].isin(COMPARED), "change"].dropna()
    if change.empty:
        return words("targets.none")
    counts = {"up": int((change > 0).sum()), "same": int((change == 0).sum()), "down": int((change < 0).sum())}
    first = rows.iloc[0]
    unit = gap_unit(first["measure"], first["base"], words, "unit.percent")
    return words("targets.claim.ratchet", n=len(change), median=f"{signed(change.median(), 1)} {unit}", **counts)


def claim_of(kind: str, prepared: Prepared, found: Summary | None, words: Words) -> str:
    """The sentence over the chart of a type of pairs."""
    rows = prepared.rows
    if found is not None:
        return claim_across(found, words)
    if kind == PairType.RATCHET.value:
        return claim_ratchet(rows, words)
    if kind == PairType.COMPLETION.value:
        shares = rows.loc[rows["status"].isin(COMPARED), "share"].dropna()
        return words("targets.claim.completion", n=len(shares), reached=int((shares >= 100).sum()))
    if kind == PairType.PART_YEAR.value:
        if rows["share"].isna().all():
            return words("targets.claim.part.rates", n=len(rows))
        ahead = rows["share"] >= rows["expected"]
        return words(
            "targets.claim.part", n=len(rows), with_share=int(rows["share"].notna().sum()), ahead=int(ahead.sum())
        )
    return words("targets.claim.several", n=len(rows))


def captions(
    found: Summary, tolerance: float, words: Words, unit: str, unset: Mapping[str, int] | None = None
) -> list[str]:
    """The lines under the claim of type A: share with interval and bounds, bias and error, measurability, the rule.

    `unit` is that of the gaps; `unset` counts the reports without a target of this series by status.
    """
    lines = []
    if pd.notna(found.share):
        percent = {
            name: f"{getattr(found, name) * 100:.0f}%"
            for name in ("share", "low", "high", "if_all_missed", "if_all_met")
        }
        lines.append(words("targets.caption.share", n=found.compared, places=found.places, **percent))
        if pd.notna(found.places_low):
            bounds = {"low": f"{found.places_low * 100:.0f}%", "high": f"{found.places_high * 100:.0f}%"}
            lines[-1] += words("targets.caption.places", **bounds)
        lines.append(words("targets.caption.gap", bias=signed(found.bias), error=f"{found.error:.2f}", unit=unit))
    elif found.compared:
        lines.append(words("targets.caption.few", n=found.compared))
    if pd.notna(found.measurable):
        lines.append(
            words("targets.caption.measurable", share=f"{found.measurable * 100:.0f}%", compared=found.compared,
                  targets=found.targets, silent=found.silent)
        )  # fmt: skip
        rest = found.targets - found.compared - found.unmatched
        lines[-1] += words("targets.caption.uncheckable", rest=rest) if rest > 0 else ""
    if unset and any(unset.values()):
        told = [words(f"targets.unset.{status}", n=count) for status, count in unset.items() if count]
        lines.append(words("targets.caption.unset", n=sum(unset.values()), parts=words("targets.comma").join(told)))
    return [*lines, words("targets.caption.rule", tolerance=f"{tolerance:g}")]


def notes(view: str, rows: pd.DataFrame, found: Summary | None, words: Words) -> list[str]:
    """For the footer: what is counted but not compared, and what lies outside the axes."""
    counts = {"no_report": found.no_report, "redacted": found.redacted, "doubtful": found.doubtful} if found else {}
    told = [words(f"targets.excluded.{name}", n=count) for name, count in counts.items() if count]
    beyond = outside(charts.square(rows), rows["target"], rows["result"]) if view in ("sc", "rt") else 0
    return [*told, words("chart.outside", n=beyond)] if beyond else told


def alt_text(claim: str, rows: pd.DataFrame, words: Words) -> str:
    """What a screen reader says: the claim, and the first rows in words."""
    first = [f"{row.label}: {row.target_text or '—'} → {row.result_quote or '—'}" for row in rows.head(3).itertuples()]
    return f"{claim} {words('chart.first_rows')} {'; '.join(first)}" if first else claim


def legend(view: str, rows: pd.DataFrame, words: Words, fitted: bool = False) -> str:
    """The legend over a view of pairs, as HTML; "" for the table."""
    if view == "db":
        shown = drawings.wording_legend(words, rows["status"])
        has_reference = "reference" in rows and rows["reference"].notna().any()
        return shown + drawings.mark_legend([(words("chart.reference"), PEER, "line-ns")]) if has_reference else shown
    both = rows.dropna(subset=["target", "result"])
    if view == "sc":
        return drawings.mark_legend([
            (words("chart.pairs"), RESULT, "diamond"), (words("chart.pairs.strive"), RESULT, "diamond-open"),
            (words("chart.same"), PEER, "line-ew"),
        ])  # fmt: skip
    if view == "rt":
        counts = {
            "raised": int((both["change"] > 0).sum()), "kept": int((both["change"] == 0).sum()),
            "lowered": int((both["change"] < 0).sum()),
        }  # fmt: skip
        symbols = {"raised": "triangle-up", "kept": "circle-open", "lowered": "triangle-down-open"}
        marks = [(words(f"chart.{key}", n=n), TARGET, symbols[key]) for key, n in counts.items()]
        lines = [(words("chart.kept_line"), PEER, "line-ew")]
        lines += [(words("chart.fit"), RESULT, "line-ew-solid")] if fitted else []
        return drawings.mark_legend([*marks, *lines])
    if view == "bl":
        return drawings.mark_legend(
            [(words("kind.result"), RESULT, "square"), (words("chart.tick"), TARGET, "line-ns")]
        )
    if view == "ms":
        return drawings.mark_legend(
            [(words("kind.target"), TARGET, "circle-open"), (words("kind.result"), RESULT, "diamond"),
             (words("chart.reference"), PEER, "line-ew-solid")]
        )  # fmt: skip
    return ""


def _derived(rows: pd.DataFrame) -> pd.DataFrame:
    rate = (rows["measure"] != "level") | rows["base"].isin(RATE_BASES)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = (rows["target"] - rows["result"]).where(rate, (rows["target"] / rows["result"] - 1) * 100)
        share = (rows["result"] / rows["target"] * 100).where(~rate)
    is_completion = rows["type"] == PairType.COMPLETION.value
    value = rows["target"].fillna(rows["result"])
    yearly = [
        yearly_rate(v, first, year) if measure == "cum" and base == "percent" else np.nan
        for v, first, year, measure, base in zip(value, rows["first"], rows["year"], rows["measure"], rows["base"], strict=True)
    ]  # fmt: skip
    return rows.assign(
        change=change.replace([np.inf, -np.inf], np.nan).round(9),
        share=share.where(~is_completion, rows["result"]), yearly=np.round(yearly, 2),
        expected=rows["part"].map(lambda part: expected_share(part) * 100 if part else 100.0),
    )  # fmt: skip


def named(rows: pd.DataFrame, metric_name: str, words: Words) -> pd.DataFrame:
    """Prepared rows with label, hover, evidence and the texts of the table; costs most of the time, so only for what is drawn."""
    years = rows["year"].map(lambda year: "" if pd.isna(year) else f"{year:.0f}")
    doubt = np.where(rows["doubt"], f"{GLYPHS['doubt']} ", "")
    expected = np.where(rows["status"] == Status.EXPECTED.value, GLYPHS["expected"], "")
    rows = rows.assign(
        label=doubt + rows["place"].astype("str") + " " + years + _parts(rows["part"], words) + expected,
        evidence=evidence(rows),
        target_text=[_target_text(row, words) for row in rows.itertuples()],
        status_text=[words(f"pair.{status}") for status in rows["status"]],
        measure_text=[words(f"measure.{measure}") for measure in rows["measure"]],
        span=_spans(rows),
        part=[part.strip() for part in _parts(rows["part"], words)],
    )
    if "outcome" in rows:
        rows["outcome_text"] = [words(f"outcome.{outcome}") if outcome else "" for outcome in rows["outcome"]]
    rows["hover"] = [_hover(row, metric_name, words) for row in rows.itertuples()]
    return rows


def _parts(parts: pd.Series, words: Words) -> list[str]:
    """The part of a year in words, with a space before it; "" for whole years."""
    said = {
        part: f" {words('part.H1') if part == 'H1' else words('part.months', last=part.split('-')[-1])}" if part else ""
        for part in parts.unique()
    }
    return [said[part] for part in parts]


def evidence(rows: pd.DataFrame) -> list[str]:
    """The evidence string of each pair: its target, then its result."""
    packed = []
    for row in rows.itertuples():
        spots = [
            f"{report}:{int(start)}-{int(end)}"
            for report, start, end in (
                (row.target_report, row.target_start, row.target_end),
                (row.result_report, row.result_start, row.result_end),
            )
            if isinstance(report, str) and pd.notna(start)
        ]
        packed.append(";".join(spots))
    return packed


def _target_text(row: Any, words: Words) -> str:
    """The target as a person would say it: ≥ 8 (力争)."""
    target, high = row.target, row.target_high
    if pd.isna(target):
        return ""
    number = f"{target:,.4g}" if pd.isna(high) else f"{target:,.4g}–{high:,.4g}"
    wording = row.wording
    said = f" ({words(f'wording.{wording}')})" if isinstance(wording, str) and wording != "-" else ""
    return f"{BOUND_SIGNS.get(row.bound, '')}{number}{said}"


def _spans(rows: pd.DataFrame) -> list[str]:
    return [
        "" if pd.isna(year) else f"{year:.0f}" if pd.isna(first) or first == year else f"{first:.0f}–{year:.0f}"
        for first, year in zip(rows["first"], rows["year"], strict=True)
    ]


def _hover(row: Any, metric_name: str, words: Words) -> str:
    lines = [f"<b>{row.label}</b>", metric_name]
    if isinstance(row.target_quote, str) and row.target_quote:
        lines.append(f"{words('kind.target')}: {row.target_text} ({row.target_quote})")
    if isinstance(row.result_quote, str) and row.result_quote:
        lines.append(f"{words('kind.result')}: {row.result_quote}")
    gap = getattr(row, "gap", np.nan)
    if pd.notna(gap):
        said = words("gap.none") if signed(gap) == "0" else f"{signed(gap)} {gap_unit(row.measure, row.base, words)}"
        lines.append(f"{words('targets.gap')}: {said} · {row.outcome_text}")
    reference = getattr(row, "reference", np.nan)
    if pd.notna(reference):
        lines.append(words(f"targets.reference.{row.reference_level}", value=f"{reference:g}"))
    lines.append(row.status_text)
    return "<br>".join(lines)
