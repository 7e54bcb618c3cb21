"""Names for ids: indicators from the lexicon, the fixed lists of the model from the catalogue, places from the reports."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pages.frame.strings import has_text, language, text

INDICATORS = Path(__file__).resolve().parents[2] / "data" / "lexicon" / "indicators.toml"


@cache
def _indicators() -> dict[str, dict[str, Any]]:
    try:
        content = tomllib.loads(INDICATORS.read_text(encoding="utf-8"))
    except OSError:
        return {}
    rows = next((value for value in content.values() if isinstance(value, list)), None)
    if rows is not None:
        return {row["id"]: row for row in rows}
    return {key: value for key, value in content.items() if isinstance(value, dict)}


def metric(metric_id: str) -> str:
    """An indicator's name in the reader's language; the id itself where the lexicon does not know it."""
    entry = _indicators().get(metric_id, {})
    return entry.get(language()) or entry.get("zh") or metric_id


def of(group: str, value: str) -> str:
    """The name of a value of one of the model's lists: of("level", "township"); the value itself where none is given."""
    key = f"{group}.{value or 'none'}"
    return text(key) if has_text(key) else value


def series(metric_id: str, measure: str) -> str:
    """Indicator and measure together: 地区生产总值 · 同比增长."""
    return f"{metric(metric_id)} · {of('measure', measure)}"
