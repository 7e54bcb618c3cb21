"""Read the indicator figures of a report."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from analysis.corpus.segment import sentence_spans
from analysis.extract import marks as kinds
from analysis.extract.accounts import account_numbers
from analysis.extract.marks import Mark, find_words, name_search
from analysis.extract.named import named_indicators
from analysis.extract.quantities import Quantity, find_numbers, normalise
from analysis.extract.reading import Reading
from analysis.extract.sentence import SentenceReader
from analysis.extract.setting import Setting, Settings
from analysis.extract.whose import Whose
from analysis.lexicon.wording import load_wording
from analysis.model import Bound, Fact, FactKind, Measure, PriceBasis, Report, Wording

# Explanations of terms behind a report tell what words mean, not what was done.
GLOSSARY = re.compile(r"[\n\r][^\n\r。，]{0,24}(?:名词|用语|词语|名词术语)(?:解释|注释|说明|释义)")
# What a slogan stands for may be told there: only an aim with its year is read.
YEAR_AIMED_AT = re.compile(r"到20\d\d年")
# 辖13个村，4762户、19158人 names no indicator.
GOVERNED = re.compile("辖")
NO_QUANTITY = (*load_wording()["years_counted"], "强")  # 世界500强 is a name.
# No sentence of 2,682 reports is longer.
LONGEST_SENTENCE = 3000
# Not inside a number: 1,234 and 1 500.
CLAUSE_MARK = re.compile(r"(?<!\d)[，,；;、\s]|[，,；;、\s](?!\d)")
STRONG = (kinds.NAME, kinds.TIME, kinds.PLAN)


def marks_of(text: str, start: int, end: int) -> list[Mark]:
    """Words and numbers of a sentence in order; a number inside a name (PM2.5, 第三产业) is part of the name."""
    words = [mark._replace(start=mark.start + start, end=mark.end + start) for mark in find_words(text[start:end])]
    numbers = []
    for number in find_numbers(text, start, end):
        if (
            isinstance(number, Quantity)
            and not number.dimension
            and text[number.end : number.end + 5].lstrip().startswith(NO_QUANTITY)
        ):
            continue
        kind = kinds.QUANTITY if isinstance(number, Quantity) else kinds.MOMENT
        numbers.append(Mark(number.start, number.end, kind, number))
    return merge(words, numbers)


def merge(words: list[Mark], numbers: list[Mark]) -> list[Mark]:
    """Both lists in order of place; where they overlap, names and times win over numbers, numbers over other words."""
    if not numbers:
        return words
    taken: list[Mark] = []
    index = 0
    for word in words:
        while index < len(numbers) and numbers[index].end <= word.start:
            taken.append(numbers[index])
            index += 1
        if index < len(numbers) and numbers[index].start < word.end:
            if word.kind in STRONG and numbers[index].start >= word.start:
                while index < len(numbers) and numbers[index].start < word.end:
                    index += 1
                taken.append(word)
            continue
        taken.append(word)
    taken.extend(numbers[index:])
    return taken


def bounded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of sentences, those cut behind a mark that are longer than any sentence is: rules look back to where one begins.

    A stretch of that length without a mark is garbled: nothing is read out of it.
    """
    for start, end in spans:
        while end - start > LONGEST_SENTENCE:
            reach = start + LONGEST_SENTENCE
            stop = max((match.end() for match in CLAUSE_MARK.finditer(text, start, reach)), default=0)
            if stop:
                yield start, stop
            start = stop or reach
        yield start, end


def setting_of(text: str, start: int, end: int, settings: Settings, before: SentenceReader | None) -> Setting:
    """When and how a sentence speaks; one that begins with 其中 goes on as the sentence before it ended."""
    begin = next((at for at in range(start, end) if not text[at].isspace()), start)
    setting = settings.at(begin)
    if before and before.end == start and text.startswith("其中", begin):
        return before.setting_now()._replace(around=setting.around)
    return setting


def read_text(report: Report) -> list[Reading]:
    """All figures of a report as readings, in order."""
    text = normalise(report.text)
    names = name_search().find_matches_as_indexes(text)
    starts = sorted([start for _, start, _ in names] + [match.start() for match in GOVERNED.finditer(text)])
    settings, whose = Settings(report, text), Whose(report, text)
    readings: list[Reading] = []
    reader: SentenceReader | None = None
    glossary = GLOSSARY.search(text, len(text) // 2)
    last = glossary.start() if glossary else len(text)
    for start, end in bounded(text, sentence_spans(text)):
        if start >= last and not YEAR_AIMED_AT.search(text, start, end):
            continue
        place = bisect_left(starts, start)
        if place == len(starts):
            break
        if starts[place] >= end:
            continue
        marks = marks_of(text, start, end)
        if not any(mark.kind == kinds.QUANTITY for mark in marks):
            continue
        setting = setting_of(text, start, end, settings, reader)
        reader = SentenceReader(text, start, end, setting, settings.years, whose)
        if settings.expects(start) and not reader.governing.target:
            reader.governing.wording = "expect"
        whose.told_before = reader.read(marks)
        readings.extend(whose.told_before)
    return readings


def make_fact(report: Report, reading: Reading) -> Fact:
    start, end = reading.start, reading.end
    source_start, source_end = report.source_map.span_to_source(start, end)
    return Fact(
        report.report_id,
        start,
        end,
        report.text[start:end],
        report.source,
        source_start,
        source_end,
        reading.metric,
        Measure(reading.measure),
        FactKind.TARGET if reading.target else FactKind.RESULT,
        reading.period,
        reading.value,
        reading.unit,
        Bound(reading.bound),
        Wording(reading.wording),
        PriceBasis(reading.basis),
        reading.redacted,
        reading.rule,
    )


def read_report(report: Report) -> list[Fact]:
    """The indicator facts of a report in order of place; an empty list where it has none."""
    return [make_fact(report, reading) for reading in read_text(report)]


__all__ = ["account_numbers", "named_indicators", "read_report"]
