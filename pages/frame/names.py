"""Names for ids: indicators from the lexicon, the fixed lists of the model from the catalogue, places from the reports."""

import re

from analysis.lexicon.indicators import load_indicators
from pages.frame.strings import has_text, language, text

PERIOD = re.compile(r"(\d{4}|[RT])(?:(H[12])|M1-(\d{1,2}))")


def metric(metric_id: str) -> str:
    """An indicator's name in the reader's language; the id itself where the lexicon does not know it."""
    entry = load_indicators().by_id.get(metric_id)
    return metric_id if entry is None else entry.en if language() == "en" else entry.zh


def of(group: str, value: str) -> str:
    """The name of a value of one of the model's lists: of("level", "township"); the value itself where none is given."""
    key = f"{group}.{value or 'none'}"
    return text(key) if has_text(key) else value


def period(value: str) -> str:
    """A figure's period: 2022, 2016–2020, 2022年1–9月; R and T stand for years that the text does not state."""
    whole, half, last = PERIOD.fullmatch(value).groups() if PERIOD.fullmatch(value) else (value, None, None)
    year = of("period", whole).replace("-", "–")
    if half is None and last is None:
        return year
    part = text(f"part.{half}") if half else text("part.months", last=last)
    return text("period.part", year=year, part=part) if whole.isdigit() else f"{year} · {part}"


def series(metric_id: str, measure: str) -> str:
    """Indicator and measure together: 地区生产总值 · 同比增长; a rate's level is the rate itself and needs no second word."""
    entry = load_indicators().by_id.get(metric_id)
    if entry is not None and entry.rate and measure == "level":
        return metric(metric_id)
    return f"{metric(metric_id)} · {of('measure', measure)}"
