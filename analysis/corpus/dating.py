"""Which year a report plans for, by what it says beside its explicit years: the words of its time and dated events.

The words' weights (data/lexicon/year_words.csv.gz) give every year a score, events (events.csv) take from the years that they
exclude. The stated year, the implied year and the cues stay beside each other; neither file name nor index.csv is looked at.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.meeting import DATE_LINE, HEAD, MEETING, delivered_year
from analysis.corpus.split import number_of
from analysis.lexicon.congress import term_start
from analysis.lexicon.events import Event, events
from analysis.lexicon.year_words import FIRST_YEAR, LAST_YEAR, year_words
from analysis.model import Dating, Report, SectionRole, Verdict, YearCue

# A year is implied when it has this share of all; in five folds by place, years at 0.6 and more were right in 99.8 % of the reports.
DECIDED = 0.6
# Two neighbours that leave next to nothing to the others decide too: reports given before the turn of the year speak of both.
DECIDED_BY_TWO = 0.85
LEAST_OF_TWO = 0.4
# A stated year is in doubt below these shares: one off happens to reports given late in the year, two off does not.
EXCLUDED = 0.01
EXCLUDED_NEIGHBOUR = 0.004
CLEAR = 0.95
# Below so many phrases and events a text is too thin to be judged.
FEWEST_CUES = 6
MOST_WORDS = 8
MOST_CUES = 24

EXPLICIT = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|乡|镇|工作|政府|人民)")
TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d—–-])[^日月“远规纲]{0,30}报告")
FEWEST_MENTIONS = 2
FARTHEST_PLAN = 5
PLAN_BEFORE = 18
ANNIVERSARY = re.compile(r"[^。，,;；\n]{0,4}?第?(?P<count>\d{2,3}|[一二三四五六七八九十百]{2,4})\s*周年")
NUMBERS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
Floats = npt.NDArray[np.float64]


# The line of the meeting stands before the salutation. Sessions come once a year, now and then twice or not at all.
MEETING_HEAD = 600
SESSION = re.compile(
    r"第?\s*(?P<term>[一二三四五六七八九十\d]{1,3})\s*届\s*(?:人民代表大会|人大)\s*(?:第\s*)?(?P<session>[一二三四五六七八九十\d]{1,3})\s*次"
)
SESSION_WEIGHT = 2.0


class Session(NamedTuple):
    """A meeting of a people's congress: 第五届……第二次会议 is term 5, number 2."""

    term: int
    number: int
    start: int
    end: int


class Cue(NamedTuple):
    """A passage with the planned years it allows; what is learned of a word has no hard limits and is kept apart."""

    start: int
    end: int
    name: str
    first: int
    last: int
    weight: float


def date_report(report: Report) -> Dating:
    """The verdict on the stated years. CONSISTENT too where the text states none and the cues decide; `implied` is then theirs."""
    found = event_cues(report)
    held = _phrases_held(report.text)
    if len(found) + len(held) < FEWEST_CUES:
        return Dating(Verdict.UNDETERMINED, None, _shown(report, found, []))
    shares = year_shares(held, found)
    stated = stated_planned(report)
    verdict, implied = judge(shares, stated, own_statements(report))
    if any(is_excluded(shares, year) for year in strange_years(report, shares)):
        verdict, implied = Verdict.DOUBTFUL, implied_year(shares)
    words = _telling_words(report.text, held, shares, stated)
    return Dating(verdict, implied, _shown(report, found, words))


def claim_verdict(dating: Dating, stated: int | None, claimed: int | None) -> Verdict:
    """Whether the text bears out the year that a file name or an index claims for it; a year's difference is no contradiction."""
    year = dating.implied if dating.implied is not None else stated
    if claimed is None or year is None or dating.verdict is Verdict.UNDETERMINED:
        return Verdict.UNDETERMINED
    return Verdict.CONSISTENT if abs(claimed - year) <= 1 else Verdict.DOUBTFUL


def stated_planned(report: Report) -> int | None:
    """The planned year as stated, else the one after the reviewed year; None where the text states neither."""
    years = report.years
    if years.planned is None and years.reviewed is not None:
        return years.reviewed if years.months else years.reviewed + 1
    return years.planned


def judge(shares: Floats, stated: int | None, statements: Collection[int] = ()) -> tuple[Verdict, int | None]:
    """The verdict and the implied year from each year's share.

    `statements` are all years planned for that the text states: where they differ, the one that the cues imply is believed.
    """
    implied = implied_year(shares)
    if stated is None:
        return (Verdict.CONSISTENT if implied is not None else Verdict.UNDETERMINED), implied
    if implied is not None and implied != stated and implied in statements:
        return Verdict.CONSISTENT, implied
    if is_excluded(shares, stated):
        return Verdict.DOUBTFUL, implied
    return Verdict.CONSISTENT, stated


def implied_year(shares: Floats) -> int | None:
    """The year that the cues decide for, None where they do not; what is older than the table's first year is no single year."""
    best = int(shares.argmax())
    around = shares[max(0, best - 1) : best + 2]
    top, two = float(shares[best]), float(shares[best] + max(np.delete(around, min(best, 1))))
    decided = top >= DECIDED or (top >= LEAST_OF_TWO and two >= DECIDED_BY_TWO)
    return FIRST_YEAR + best if decided and best > 0 else None


def is_excluded(shares: Floats, year: int) -> bool:
    """Whether the cues leave next to nothing to a year; beside the best year, only when that one is clear."""
    column, best = _column(year), int(shares.argmax())
    own = float(shares[column])
    if abs(column - best) <= 1:
        return column != best and float(shares[best]) >= CLEAR and own <= EXCLUDED_NEIGHBOUR
    return own <= EXCLUDED


def statement_cues(report: Report) -> list[Cue]:
    """What the text itself says of its year, in title, date of the meeting and headings. Without weight: years can be swapped."""
    text = report.text
    cues = []
    meeting = MEETING.search(text, 0, HEAD) or DATE_LINE.search(text, 0, HEAD)
    delivered = delivered_year(text[:HEAD])
    if meeting and delivered is not None:
        cues.append(Cue(*meeting.span(1), "会议日期", delivered, delivered, 0.0))
    for match in TITLE_YEAR.finditer(report.title):
        start = text.find(match[1])
        if start >= 0:
            cues.append(Cue(start, start + len(match[1]), "标题里的年份", int(match[1]), int(match[1]), 0.0))
    for section in report.sections:
        if section.depth <= 1 and section.role is not SectionRole.OTHER:
            ahead = 1 if section.role is SectionRole.REVIEW and not report.years.months else 0
            for year in EXPLICIT.findall(section.heading):
                start = text.find(year, section.start)
                planned = int(year) + ahead
                if start >= 0:
                    cues.append(Cue(start, start + len(year), "章节标题里的年份", planned, planned, 0.0))
    return cues


def own_statements(report: Report) -> set[int]:
    """The years planned for as stated, by headings and by the date of the meeting."""
    stated = {cue.first for cue in statement_cues(report) if cue.name != "标题里的年份"}
    planned = stated_planned(report)
    return stated if planned is None else stated | {planned}


def strange_years(report: Report, shares: Floats) -> list[int]:
    """Explicit years beside the stated ones that may belong to the page and not to the report.

    The title's; and where nothing is stated, the year named most often when it lies far behind the implied one and is no
    round year, which a plan would aim at.
    """
    stated = stated_planned(report)
    years = [int(match[1]) for match in TITLE_YEAR.finditer(report.title)]
    if stated is not None:
        return [year for year in years if abs(year - stated) > 1]
    counts = Counter(int(year) for year in EXPLICIT.findall(report.text) if int(year) % 5)
    best = FIRST_YEAR + int(shares.argmax())
    often = [year for year, count in counts.most_common(1) if count >= FEWEST_MENTIONS and year - best > FARTHEST_PLAN]
    return [*years, *often]


def year_shares(held: list[int], cues: Iterable[Cue]) -> Floats:
    """The share of each year from FIRST_YEAR to LAST_YEAR; they add up to one."""
    table = year_words()
    scores = table.offsets.astype(float) + table.weights[held].sum(axis=0, dtype=float)
    for cue in cues:
        allowed = np.zeros(len(scores), dtype=bool)
        allowed[_column(cue.first) : _column(cue.last) + 1] = True
        scores[~allowed] -= cue.weight
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def _column(year: int) -> int:
    return min(max(year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR


def _phrases_held(text: str) -> list[int]:
    return sorted({found[0] for found in year_words().finder.find_matches_as_indexes(text, overlapping=True)})


def event_cues(report: Report) -> list[Cue]:
    """The first mention of each dated event, plan year and anniversary, in the order of the text."""
    text = report.text
    table = events()
    cues: dict[str, Cue] = {}
    for pattern, start, end in table.finder.find_matches_as_indexes(text):
        event = table.searched[pattern]
        if event.phrase not in cues:
            first, last = _allowed(event, report, start)
            cues[event.phrase] = Cue(start, end, event.phrase, first, last, event.weight)
    for cue in (*_plan_cues(report), *_anniversaries(report), *_session_cues(report)):
        cues.setdefault(cue.name, cue)
    return sorted(cues.values())


def session_of(text: str) -> Session | None:
    """The term and session that the line of the meeting names; None where there is no such line."""
    match = SESSION.search(text, 0, MEETING_HEAD)
    if not match:
        return None
    term, number = number_of(match["term"]), number_of(match["session"])
    return Session(term, number, *match.span()) if term and number else None


def _session_cues(report: Report) -> Iterable[Cue]:
    """The year of a session of the place's congress, give or take one, where the first year of its term is known."""
    session = session_of(report.text)
    start = term_start(report.place.code, session.term) if session and report.place.code else None
    if session and start is not None:
        year = start + session.number - 1
        yield Cue(session.start, session.end, "人大届次", year - 1, year + 1, SESSION_WEIGHT)


def _allowed(event: Event, report: Report, start: int) -> tuple[int, int]:
    if event.kind == "year":
        return _told_of(event.start, _role_at(report, start))
    if event.kind == "happened":
        return event.start, event.start + 2
    return event.start, event.end


def _told_of(year: int, role: SectionRole) -> tuple[int, int]:
    """What is said of a year: a plan speaks of its own, a review of the one before or, at mid-year, of its own."""
    return (year, year) if role is SectionRole.PLAN else (year, year + 1)


def _role_at(report: Report, offset: int) -> SectionRole:
    for section in report.sections:
        if section.start <= offset < section.end:
            return section.role
    return SectionRole.OTHER


def _plan_cues(report: Report) -> Iterable[Cue]:
    """“十三五”规划的开局之年: the plan's name shortly before the word for one of its years."""
    text = report.text
    for position in events().of("position"):
        start = text.find(position.phrase)
        while start >= 0:
            before = text[max(0, start - PLAN_BEFORE) : start]
            plan = _plan_named(before)
            if plan:
                first, last = _told_of(plan.start + position.start, _role_at(report, start))
                begin = start - len(before) + before.rindex(plan.phrase)
                yield Cue(
                    begin, start + len(position.phrase), f"{plan.phrase}{position.phrase}", first, last, position.weight
                )
            start = text.find(position.phrase, start + len(position.phrase))


def _plan_named(before: str) -> Event | None:
    """The plan named last in a stretch, when quotes or a word such as 规划 show that it is one; nothing across a full stop."""
    before = re.split(r"[。；;\n]", before)[-1]
    best: tuple[int, Event] | None = None
    for plan in events().of("plan"):
        match = re.search(
            rf"(?:[“\"‘]{plan.phrase}[”\"’]|(?<![十一二三四五]){plan.phrase}(?=规划|计划|时期|期间|开局|收官))", before
        )
        if match and (best is None or match.start() > best[0]):
            best = match.start(), plan
    return best[1] if best else None


def _anniversaries(report: Report) -> Iterable[Cue]:
    text = report.text
    if "周年" not in text:
        return
    for base in events().of("anniversary"):
        start = text.find(base.phrase)
        while start >= 0:
            match = ANNIVERSARY.match(text, start + len(base.phrase))
            years = _number(match["count"]) if match else 0
            if match and years >= 10:
                first, last = _told_of(base.start + years, _role_at(report, start))
                yield Cue(start, match.end(), f"{base.phrase}{years}周年", first, last, base.weight)
            start = text.find(base.phrase, start + len(base.phrase))


def _number(numeral: str) -> int:
    """A count of years in digits or Han numerals, 0 for none: 七十 → 70, 一百 → 100."""
    if numeral.isdigit():
        return int(numeral)
    hundreds, found, rest = numeral.rpartition("百")
    total = 100 * NUMBERS.get(hundreds, 1) if found else 0
    tens, found, ones = rest.rpartition("十")
    if found:
        total += 10 * (NUMBERS.get(tens, 1) if tens else 1)
    return total + NUMBERS.get(ones, 0)


def _telling_words(text: str, held: list[int], shares: Floats, stated: int | None) -> list[Cue]:
    """The words that speak most for the best year: against the stated one where that differs, else against the others."""
    table = year_words()
    best = int(shares.argmax())
    against = table.weights.mean(axis=1)
    if stated is not None and _column(stated) != best:
        against = table.weights[:, _column(stated)]
    gains = sorted(((float(table.weights[row, best] - against[row]), row) for row in held), reverse=True)[:MOST_WORDS]
    words = []
    for gain, row in gains:
        if gain > 0:
            start = text.index(table.phrases[row])
            first, last = table.spans[row]
            words.append(Cue(start, start + len(table.phrases[row]), table.phrases[row], first, last, round(gain, 2)))
    return words


def _shown(report: Report, found: list[Cue], words: list[Cue]) -> tuple[YearCue, ...]:
    """What the text states, the narrowest events and the most telling words, in the order of the text."""
    found = [*found, *statement_cues(report)]
    narrow = sorted(found, key=lambda cue: (cue.last - cue.first, -cue.weight))[: MOST_CUES - len(words)]
    known = {cue.name for cue in narrow}
    cues = sorted([*narrow, *(word for word in words if word.name not in known)])
    return tuple(
        YearCue(
            report.report_id,
            cue.start,
            cue.end,
            report.text[cue.start : cue.end],
            cue.name,
            cue.first,
            cue.last,
            cue.weight,
        )
        for cue in cues
    )
