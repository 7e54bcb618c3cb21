"""What the method page publishes, taken from the code and the lexicon, so that page and program cannot part ways."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import dispersion, keyness, series, shifts, targets, trend
from analysis.corpus import duplicates
from analysis.lexicon.cues import load_cues
from analysis.lexicon.indicators import load_indicators

SCORES = Path(__file__).resolve().parents[2] / "data" / "scores.json"
# The table of two counts by which the page shows why a large G² is not enough.
EXAMPLE = {"a": 60, "b": 20, "size_a": 50_000, "size_b": 40_000}
FAMILY = 2_000


def thresholds() -> dict[str, float]:
    """Every threshold that decides what is shown, by the key under which the catalogue explains it."""
    return {
        "tolerance": targets.DEFAULT_TOLERANCE,
        "pairs_for_share": targets.FEWEST_FOR_A_SHARE,
        "few_reports": series.FEW_REPORTS,
        "fewer_than_percent": series.FEWER_THAN_PERCENT,
        "years_for_trend": trend.YEARS_FOR_A_TREND,
        "least_count": shifts.LEAST_COUNT,
        "document_counts": shifts.REPORTS_FOR_DOCUMENT_COUNTS,
        "zero_cell": keyness.ZERO_CELL,
        "prior_strength": shifts.PRIOR_STRENGTH,
        "concentrated": dispersion.CONCENTRATED,
        "duplicate_share": duplicates.DUPLICATE_SHARE,
        "overlap_share": duplicates.OVERLAP_SHARE,
        "fewest_shared": duplicates.FEWEST_SHARED,
        "formula": duplicates.FORMULA,
        "shortest_sentence": duplicates.SHORTEST,
    }


def worked_keyness() -> dict[str, float]:
    """The keyness measures of EXAMPLE: alone, and as one of a FAMILY of terms."""
    a, b = (np.array([float(EXAMPLE[name])]) for name in ("a", "b"))
    sizes = EXAMPLE["size_a"], EXAMPLE["size_b"]
    single, many = (keyness.log_ratio_interval(a, b, *sizes, family=family) for family in (1, FAMILY))
    values = {
        "g2": keyness.g2_two_cell(a, b, *sizes),
        "g2_full": keyness.g2_full(a, b, *sizes),
        "log_ratio": keyness.log_ratio(a, b, *sizes),
        "percent": keyness.percent_difference(a, b, *sizes),
        "single_low": single.low,
        "single_high": single.high,
        "many_low": many.low,
        "many_high": many.high,
        "single": keyness.conservative_log_ratio(a, b, *sizes),
        "many": keyness.conservative_log_ratio(a, b, *sizes, family=FAMILY),
    }
    return {name: float(value[0]) for name, value in values.items()}


def indicators(language: str) -> pd.DataFrame:
    """All indicators of the lexicon: id, name, dimension, which way is better, names in reports, what they are mixed up with."""
    rows = [
        {
            "id": entry.id,
            "name": getattr(entry, language),
            "dimension": entry.dimension,
            "better": entry.better,
            # The shortest first: the long ones are made of them with a word before or behind.
            "forms": "、".join(sorted(entry.forms, key=len)[:12]),
            "not": "、".join((*entry.narrow, *entry.stops)[:8]),
            "example": entry.example,
            "counter": entry.counter,
        }
        for entry in load_indicators().by_id.values()
    ]
    return pd.DataFrame(rows)


def cues() -> pd.DataFrame:
    """The cue words by what they say of a number, with their reach and an example."""
    rows = [
        {
            "kind": cue.kind,
            "value": cue.value,
            "direction": cue.direction,
            "scope": cue.scope,
            "count": len(cue.words),
            "words": "、".join(cue.words[:16]),
            "example": cue.example,
        }
        for cue in load_cues()
    ]
    return pd.DataFrame(rows)


def scores(path: Path = SCORES) -> dict[str, Any] | None:
    """The scores of the extraction as `python -m analysis evaluate --save` wrote them; None where there are none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("scores"), dict) else None


def score_table(found: dict[str, Any]) -> pd.DataFrame:
    """Precision, recall and F1 for each level of agreement."""
    rows = [{"level": level, **row} for level, row in found["scores"].items()]
    return pd.DataFrame(rows, columns=["level", "precision", "recall", "f1"])


def indicator_scores(found: dict[str, Any]) -> pd.DataFrame:
    """For each indicator: labels, figures found, figures right, precision and recall; those with most labels first."""
    rows = [{"metric": metric, **row} for metric, row in found.get("metrics", {}).items()]
    table = pd.DataFrame(rows, columns=["metric", "labels", "found", "right"])
    table["precision"] = (table["right"] / table["found"]).where(table["found"] > 0)
    table["recall"] = (table["right"] / table["labels"]).where(table["labels"] > 0)
    return table.sort_values(["labels", "metric"], ascending=[False, True], ignore_index=True)
