"""Names for ids: indicators from the lexicon, the fixed lists of the model from the catalogue, places from the reports."""

from analysis.lexicon.indicators import load_indicators
from pages.frame.strings import has_text, language, text


def metric(metric_id: str) -> str:
    """An indicator's name in the reader's language; the id itself where the lexicon does not know it."""
    entry = load_indicators().by_id.get(metric_id)
    return metric_id if entry is None else entry.en if language() == "en" else entry.zh


def of(group: str, value: str) -> str:
    """The name of a value of one of the model's lists: of("level", "township"); the value itself where none is given."""
    key = f"{group}.{value or 'none'}"
    return text(key) if has_text(key) else value


def series(metric_id: str, measure: str) -> str:
    """Indicator and measure together: 地区生产总值 · 同比增长; a rate's level is the rate itself and needs no second word."""
    entry = load_indicators().by_id.get(metric_id)
    if entry is not None and entry.rate and measure == "level":
        return metric(metric_id)
    return f"{metric(metric_id)} · {of('measure', measure)}"
