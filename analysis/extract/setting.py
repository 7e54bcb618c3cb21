"""When and how a sentence speaks, before its own words are read: looking back or ahead, of which year or span of years.

A section sets this by its heading, a paragraph by its first words (五年来, 2015年), a sentence only for its paragraph.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from analysis.corpus.years import PARTS
from analysis.extract.quantities import month_part
from analysis.lexicon.wording import load_wording
from analysis.model import Report, SectionRole

FIRST_PLAN = 1981  # 六五 ran from 1981 to 1985, each later plan five years on.
PLANS = ("六五", "七五", "八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五")
HAN_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "2": 2, "3": 3, "4": 4, "5": 5}
PLAN_NAME = r"[“\"]?(?P<plan>十?[一二三四五六七八九]五|[六七八九]五|十五)[”\"]?"
# Sought only where a sentence begins, and 预期目标 from its own words back: both are far faster than trying every character.
BEGINNING = re.compile(r"[。！？\n\r]")
YEAR_PART = r"上半年|第?一季度|前三季度|(?:1|一)[ ]?[-—–~至][ ]?(?P<last_month>\d{1,2})[ ]?月份?|(?P<until_month>\d{1,2})月[底末]"
LEAD = re.compile(
    r"[ \t\u3000\xa0\-—·●◆■★▲]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．][ \t]*)?(?:各位代表[！!，,:：]?\s*)?"
    r"(?:(?:回顾|经过|总结|在|刚刚)?(?:过去|这|上届|走过|全市|全省|全县)?的?(?P<back>[两二三四五2345])年(?:来|间|里|的|中|，|,|是)"
    r"|(?:过去|回顾|刚刚过去|这)的?(?P<past>[两二三四五2345])年|(?:回顾)?(?P<term>本届政府|任期内|本届)"
    r"|(?P<session>[^，。；、\n]{0,6}届人(?:民代表)?大会?第?一次会议以来)"
    r"|(?:今后|未来|新一届政府(?:任期)?)的?(?P<ahead>[三四五345])?年?"
    r"|(?P<last>(?:刚刚)?过去的?(?:的)?一年|一年来|去年|(?:回顾)?过去的?一年)"
    rf"|(?:回顾|到|在|经过)?{PLAN_NAME}(?:时期|期间|以来|，|,|是|末|我)"
    r"|(?P<this>今年(?=[，,是]|以来)|新的一年)"
    rf"|(?:回顾|刚刚过去的|过去的|纵观|在|到)?(?P<year>(?:19|20)\d\d)年(?:(?P<upto>底|末)|(?P<part>{YEAR_PART}))?(?P<comma>[，,是])?(?!新型|以来|开始|[ ]?\d{{1,2}}[ ]?月[ ]?\d{{1,2}}[ ]?日))"
)
SINCE_TAKING_OFFICE = re.compile(r"本届政府(?:任职|履职|成立|组成|任期)以?来")
FIRST_SESSION, HEAD = re.compile("第?一次会议上"), 300
HEADING_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[上下]半年))")
HEADING_SPAN = re.compile(
    rf"{PLAN_NAME}|(?P<count>[三四五345])年(?:来|间|工作|的|回顾)|(?:过去|今后|未来|近)(?P<count2>[三四五345])年|本届政府|上届政府|新一届政府|任期"
)
# 1—9月经济指标完成情况: the stretch tells of these months.
HEADING_MONTHS = re.compile(
    r"(?P<first>\d{1,2})月?[-—–至到~]+(?P<last>\d{1,2})月|(?P<part>上半年|前三季度)(?!.*下半年)"
)
WHOLE_YEAR = "M1-12"  # 截至12月底
HEADING_LAST = re.compile(r"(?:过去|刚刚过去|上|去)的?一?年(?!.*五年)|一年来|今年以来")


GOALS = re.compile(r"预期(?:指标|目标)[^。\n；]{0,4}?[是为:：]")
BEFORE_GOALS = re.compile(r"[^。\n；]{0,35}$")
# A look back that opens a stretch of plan (过去的一年……) goes on until a sentence speaks of what is to come.
LOOKING_AHEAD = re.compile("|".join(map(re.escape, load_wording()["ahead"])))
PLANS_AHEAD = re.compile("|".join(load_wording()["of_plans"]) + r"|到20\d\d年")
LONGEST_SAID = 300
SPAN_WORDS = re.compile(r"五年|时期|期间|五”|任期|[三四]年|到20|至20|长远|远景")


# 初步预计(下同): what follows is expected too, to the end of the paragraph and of the list (——) that goes on from it.
EXPECTED_ON = re.compile(
    r"预[计期](?:数|值)?[^。\n\r(]{0,6}\([^()]{0,6}下同\)|\([^()]{0,8}预计(?:数|值)?[，,、]?(?:以)?下同\)"
)
EXPECTED_END = re.compile(r"[\n\r](?!\s*[—\-])")


class Setting(NamedTuple):
    """`target`: looks ahead; `point`: the year as a period (2020, 2021H1, R, T); `span`: first and last year, None for one year.

    `around` is the span that the text around speaks of where a sentence names a single year of it.
    """

    target: bool
    point: str
    span: tuple[int, int] | None
    around: tuple[int, int] | None = None


class Years(NamedTuple):
    """The stated years of a report, and how its two periods are written; `framed` where its headings look back and ahead."""

    reviewed: int | None
    planned: int | None
    months: str
    framed: bool = True

    @property
    def back(self) -> str:
        return f"{self.reviewed}{self.months}" if self.reviewed else "R"

    @property
    def ahead(self) -> str:
        return str(self.planned) if self.planned else "T"


def plan_years(name: str) -> tuple[int, int] | None:
    """十三五 → (2016, 2020); None for a name that is no five-year plan."""
    name = name.strip('“”"')
    if name not in PLANS:
        return None
    first = FIRST_PLAN + 5 * PLANS.index(name)
    return first, first + 4


def span_back(years: Years, count: int) -> tuple[int, int] | None:
    return (years.reviewed - count + 1, years.reviewed) if years.reviewed else None


def span_ahead(years: Years, count: int) -> tuple[int, int] | None:
    return (years.planned, years.planned + count - 1) if years.planned else None


def looking_at_plan(name: str, years: Years, target: bool) -> Setting | None:
    """A plan period that ends by the year reviewed looks back; one that begins later looks ahead."""
    span = plan_years(name)
    if span is None:
        return None
    if years.reviewed and span[1] <= years.reviewed:
        target = False
    elif years.reviewed and span[0] > years.reviewed:
        target = True
    return Setting(target, str(span[1]), span)


def plan_so_far(span: tuple[int, int], years: Years) -> Setting | None:
    """“十四五”以来 ends with the year under review; None where that year is hidden or no year of the plan."""
    last = years.reviewed
    if last is None or not span[0] <= last <= span[1]:
        return None
    return Setting(False, years.back, (span[0], last))


def plain_setting(role: SectionRole, years: Years) -> Setting:
    target = role == SectionRole.PLAN
    return Setting(target, years.ahead if target else years.back, None)


def section_setting(heading: str, role: SectionRole, years: Years) -> Setting:
    """The setting that a heading gives; a heading with a single year beside a span begins with the year."""
    plain = plain_setting(role, years)
    months = HEADING_MONTHS.search(heading)
    if months and not plain.target and years.reviewed and not years.months:
        part = month_part(int(months["first"]), int(months["last"])) if months["first"] else PARTS[months["part"]]
        return plain._replace(point=f"{years.reviewed}{part}")
    spanned, year = HEADING_SPAN.search(heading), HEADING_YEAR.search(heading)
    if spanned and spanned["plan"]:
        looking = looking_at_plan(spanned["plan"], years, plain.target)
        return looking._replace(target=plain.target) if looking and not year else plain
    if spanned and not year:
        count = HAN_COUNT.get(spanned["count"] or spanned["count2"] or "五", 5)
        span = span_ahead(years, count) if plain.target else span_back(years, count)
        return Setting(plain.target, str(span[1]) if span else plain.point, span)
    return plain


def lead_setting(match: re.Match, years: Years, now: Setting, term: str = "五") -> Setting | None:
    """The setting that the first words of a sentence give, a term of office being `term` years; None where they do not change it."""
    count = match["back"] or match["past"] or (term if match["term"] or match["session"] else "")
    if count:
        span = span_back(years, HAN_COUNT[count])
        if span is None and now.span and now.span[1] - now.span[0] + 1 == HAN_COUNT[count]:
            return now  # “十二五”时期，…。五年来，…: its years are those of the plan, where the report hides its own.
        return Setting(False, str(span[1]) if span else years.back, span) if not now.target else None
    if match["ahead"]:
        span = span_ahead(years, HAN_COUNT[match["ahead"]])
        return Setting(True, str(span[1]) if span else years.ahead, span)
    if match["last"]:
        return Setting(False, years.back, None)
    if match["plan"]:
        looking = looking_at_plan(match["plan"], years, now.target)
        so_far = plan_so_far(looking.span, years) if looking and looking.span and match[0].endswith("以来") else None
        return so_far or looking
    if match["this"]:
        return Setting(now.target, years.ahead if now.target else years.back, None)
    if match["year"]:
        if not match["comma"] and years.reviewed and int(match["year"]) not in (years.reviewed, years.planned):
            return None
        stop = match.string.find("。", match.end())
        sentence = match.string[match.start() : stop if stop >= 0 else match.end() + LONGEST_SAID]
        setting = year_setting(int(match["year"]), years, now, sentence)
        if match["part"] and not years.months:
            return setting._replace(target=False, point=f"{match['year']}{part_told(match)}")
        return setting
    return None


def part_told(match: re.Match) -> str:
    """The part of a year that first words name: 2022年1—9月, 到2016年6月底; "" for a whole one."""
    last = match["last_month"] or match["until_month"]
    part = month_part(1, int(last)) if last else PARTS[match["part"]]
    return "" if part == WHOLE_YEAR else part


def year_setting(year: int, years: Years, now: Setting, words: str = "") -> Setting:
    """A named year: ahead when it lies behind the year reviewed, back when it is that year or before.

    In a text without headings that look back or ahead, a later year is ahead only where `words`, those of its sentence, say so.
    """
    target = now.target if years.reviewed is None or years.reviewed == years.planned == year else year > years.reviewed
    if target and not years.framed and not PLANS_AHEAD.search(words):
        target = now.target
    months = years.months if year == years.reviewed and not target else ""
    return Setting(target, f"{year}{months}", None)


def expected_stretches(text: str) -> list[tuple[int, int]]:
    """The stretches behind 预计(下同) in which results are expected ones."""
    found = []
    for match in EXPECTED_ON.finditer(text):
        end = EXPECTED_END.search(text, match.end())
        begin = match.end()
        if text[match.start()] == "(":  # 生产总值达到9亿元(预计,下同): from its own sentence on
            begin = max(text.rfind(mark, 0, match.start()) for mark in "。\n\r") + 1
        found.append((begin, end.start() if end else len(text)))
    return found


def leads(text: str, start: int, end: int) -> list[re.Match]:
    """The first words that give a setting, of all sentences that begin in a stretch."""
    begins = [end.end() for end in BEGINNING.finditer(text, max(0, start - 1), end)]
    found = (LEAD.match(text, begin, end) for begin in ([0, *begins] if start == 0 else begins))
    return [match for match in found if match]


def goals_begin(text: str, start: int, match: re.Match) -> int:
    """Where the clause of 预期目标 begins, at most 35 characters before it."""
    before = BEFORE_GOALS.search(text[max(start, match.start() - 35) : match.start()])
    return match.start() - len(before[0]) if before else match.start()


class Settings:
    """The setting of every place of a report: `at(offset)` for the sentence that begins there."""

    def __init__(self, report: Report, text: str) -> None:
        framed = any(section.role != SectionRole.OTHER for section in report.sections)
        self.years = Years(report.years.reviewed, report.years.planned, report.years.months, framed)
        self.starts: list[int] = [0]
        self.settings: list[Setting] = [plain_setting(SectionRole.OTHER, self.years)]
        self.expected = expected_stretches(text)
        # A report to the first session of a congress looks back on the whole term since the first session before.
        self.term = "四" if text.count("四年来") > text.count("五年来") else "五"
        self.new_term = FIRST_SESSION.search(text, 0, HEAD) is not None
        self.collect(report, text)
        order = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        self.starts, self.settings = [self.starts[at] for at in order], [self.settings[at] for at in order]

    def add(self, start: int, setting: Setting) -> None:
        self.starts.append(start)
        self.settings.append(setting)

    def collect(self, report: Report, text: str) -> None:
        """Walk the sections; a sub-section keeps the setting of its section unless its paragraphs change it."""
        base = self.settings[0]
        for section in report.sections:
            if section.depth <= 1:
                base = section_setting(section.heading, section.role, self.years)
            elif base.target != (section.role == SectionRole.PLAN):
                base = plain_setting(section.role, self.years)
            self.add(section.start, base)
            base = self.walk_paragraphs(text, section.start, section.end, base)

    def walk_paragraphs(self, text: str, start: int, end: int, base: Setting) -> Setting:
        """Settings by the first words of paragraphs, which last, and of sentences, which last for their paragraph.

        预期目标 without a span of years named before it are those of the year planned for, and so is what follows.
        """
        events = [*leads(text, start, end), *GOALS.finditer(text, start, end)]
        for match in sorted(events, key=re.Match.start):
            if match.re is GOALS:
                begin = goals_begin(text, start, match)
                if base.target and not SPAN_WORDS.search(text, begin, match.end()):
                    base = plain_setting(SectionRole.PLAN, self.years)
                    self.add(begin, base)
                continue
            setting = lead_setting(match, self.years, base, self.term)
            if setting is None or (match["session"] and not self.new_term):
                continue
            setting = setting._replace(around=setting.span or base.span or base.around)
            self.add(match.start(), setting)
            if self.lasts(match, text, start, base, setting):
                base = setting
            else:
                stop = self.look_back_end(text, match, end, base)
                if stop >= 0:
                    self.add(stop + 1, base)
        return base

    def look_back_end(self, text: str, match: re.Match, end: int, base: Setting) -> int:
        """Where the setting of a sentence's first words ends; -1 where it holds to the end of the section."""
        if not match["last"] and not (match["year"] and self.years.reviewed):
            return text.find("\n", match.end(), end)
        stop = text.find("。", match.end(), end)
        while stop >= 0 and base.target and match["last"]:
            line, following = text.find("\n", match.end(), stop + 2), text.find("。", stop + 1, end)
            if line >= 0 or following < 0 or LOOKING_AHEAD.search(text, stop + 1, following):
                break
            stop = following
        return stop

    def lasts(self, match: re.Match, text: str, start: int, base: Setting, setting: Setting) -> bool:
        """Whether the first words of a paragraph hold for those that follow: not for a year that is only passed."""
        if self.new_term and match["term"] and SINCE_TAKING_OFFICE.match(text, match.start("term")):
            return True  # What follows is told of the whole term.
        head = match.start() == start or text[match.start() - 1] in "\n\r"
        looks_back = base.target and not setting.target and match["last"]
        return head and not looks_back and not (match["year"] and self.passing(match, text))

    def passing(self, match: re.Match, text: str) -> bool:
        """A year at the head of a paragraph that is neither of the two spoken of, or a part of one, holds for the paragraph only."""
        year = int(match["year"])
        return bool(match["part"]) or year not in (self.years.reviewed, self.years.planned)

    def expects(self, offset: int) -> bool:
        """Whether an expectation spoken of before goes on at an offset (预计,下同)."""
        return any(start <= offset < end for start, end in self.expected)

    def at(self, offset: int) -> Setting:
        return self.settings[bisect_right(self.starts, offset) - 1]
