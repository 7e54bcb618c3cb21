"""Cut a report into sections, which look back, ahead or neither way, and into sentences."""

import re
from itertools import pairwise
from typing import NamedTuple

from analysis.corpus.meeting import HEAD, delivered_year, plain_years, years_in, years_spoken_of
from analysis.model import Level, ReportKind, Section, SectionRole

NUMERAL = "一二三四五六七八九十"
# 一、二、三产业 is a list of three, no heading.
NUMBERED = re.compile(
    rf"(?:^|(?<=[\n\r。！：:!]))[ \t\u3000\xa0]*(?![{NUMERAL}]、[{NUMERAL}](?:、|三?产业))(?:(?P<first>第?[{NUMERAL}]{{1,3}}(?:[、.．，]|部分[ :：、]?)|[{NUMERAL}]{{1,2}}[ \u3000]+)"
    rf"|(?P<second>[(（][{NUMERAL}]{{1,3}}[)）]))[ \t\u3000]*(?=\S)"
    rf"|(?<=[ \u3000])(?:(?P<inline>[{NUMERAL}]{{1,2}}、)|(?P<inline_second>[(（][{NUMERAL}]{{1,2}}[)）]))(?=\S)",
    re.MULTILINE,
)
TITLE_LINE = re.compile(
    r"(?:^|(?<=[\n\r]))[ \t\u3000\xa0—-]*([^\n\r。；;!！?？]{4,36})[ \t\u3000\xa0]*[:：]?(?=[\n\r]|$)"
)
ENDING = "。！？!?；;：:”）)》"
CONTINUES = re.compile(r"\s*(?:(?!(?:19|20)\d\d ?年)\d[\d.]*(?![\d.]*[、.．)）年])|[，。、；％%])")
FULL_LINE = 34
LIST_NUMBER = re.compile(rf"[\d(（{NUMERAL}]{{1,4}}[、.．)）]")
TWO_COMMAS = re.compile(r"[^，,]*[，,][^，,]*[，,]")
RUN_ON_TITLE = re.compile(
    r"(?:^|(?<=[\n\r]))[ \t\u3000]*((?:(?:19|20)\d\d年|过去五年|今后五年|未来五年)[^\n，。；]{0,10}?(?:工作回顾|工作安排|主要任务|工作任务|目标任务|重点工作))[ \u3000]+(?=\S)"
)
HEADING_END = re.compile(r"[\n\r。；;！!]")
LONGEST_HEADING = 60
REVIEW = re.compile(
    r"回顾|成就|成绩|总结|完成情况|执行情况|工作情况|基本情况|主要特点|以来的?工作|取得(?:了|的|新|显著|重大|明显|历史)|过去|走过"
    r"|本届政府(?:工作|五年|任期)|历程|来之不易|较好(?:地)?(?:完成|实现)|(?:完成|实现)[^，]{0,10}目标任务|取得[^，]{0,10}(?:开局|进展|胜利|成效|突破|成果)|成效(?:显著|明显)|[一三四五]年来|做了以下|主要做了|抓了以下|进展情况"
)
PLAN = re.compile(
    r"今后|未来|(?:做好|抓好|干好)[^，]{0,6}(?:今年|明年|(?:19|20)\d\d年)|下一步|下步|明年|下半年|新一年|新的一年|远景|展望|打算|思路|工作的?(?:安排|目标|任务|重点|计划|要求|部署|建议|意见)"
    r"|重点工作|主要任务|目标任务|主要目标|主要指标|奋斗目标|预期目标|总体要求|指导思想|总体目标|战略任务|发展目标|重点抓好|着重抓好|重点做好|着力做好"
    r"|(?:年|时期|五|政府|发展)的?(?:主要|重点|总体|奋斗|宏伟|美好)?(?:工作)?(?:安排|任务|目标|要求|部署|建议|规划|计划|蓝图|重点)"
)
TITLE = re.compile(
    r"回顾|总结|成就$|(?:工作|目标|任务|发展)的?(?:安排|目标|任务|重点|计划|打算|思路|部署|建议)|(?:今后|未来)[^，,]{0,12}(?:任务|目标|工作)|奋斗目标$"
    r"|重点工作$|主要工作$|总体要求$|(?:20\d\d|__|今)年[^，,]{0,8}(?:安排|目标|任务|重点|计划|打算|思路|部署)"
)
BODY_BACK = re.compile(r"[\s，,。]*(?:过去|刚刚过去|一年来|五年来|去年|回顾|本届政府)")
BODY_AHEAD = re.compile(
    r"[\s，,。]*(?:[^。\n]{0,8}新的一年|今年[，,]?(?:我们)?(?:是|要)|做好(?:今年|明年|(?:19|20)\d\d年))"
)
BARE_YEAR = re.compile(r"(?:19|20)\d\d年的?(?:政府)?工作$")
THIS_YEAR = re.compile(r"今年(?!以来|上半年)|新的一年|明年")
LAST_YEAR = re.compile(r"去年|上年")
GOALS = re.compile(
    r"(?:今年|明年|今后|未来|(?:19|20)(?:\d\d|__|[xX]{2})年|新的一年|下半年|“?十[一二三四五]?五”?(?:时期|期间)?)[^\n。；]{0,40}?"
    r"(?:预期目标|主要目标|奋斗目标|主要任务目标|总体要求|指导思想|总的要求|总体思路|基本思路|总要求)[^\n。]{0,6}?[:：是为]"
    r"|(?:经济(?:和)?社会发展|国民经济)[^\n。；]{0,14}?预期(?:调控)?目标[^\n。]{0,4}?[:：是为]"
)
LOOKS_BACK = re.compile(
    r"过去|任期的|[两三四五]年来|一年来|回顾|完成了|实现了|胜利完成|圆满完成|超额完成|提前|较好地|确定的"
)
SENTENCE_END = re.compile(r"(?:[！？!?\n\r]|。(?!以[内下上]|左右))+[”’」』)）]*")


class Heading(NamedTuple):
    start: int
    end: int
    depth: int


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, end marks included, in order; spaces around are left as they are, empty stretches left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match[0][0] in "\n\r" and is_wrapped(text, start, match):
            continue
        if match.start() > start:
            spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def is_wrapped(text: str, start: int, end: re.Match) -> bool:
    """Whether a line was broken in the middle of a sentence: it is long, or a number that is no year or list number follows."""
    line = max(text.rfind("\n", 0, end.start()), text.rfind("\r", 0, end.start())) + 1
    before = text[line : end.start()].strip()
    if not before or before[-1] in ENDING or len(before) < 12:
        return False
    if CONTINUES.match(text, end.end()):
        return True
    return (
        len(before) >= FULL_LINE
        and not LIST_NUMBER.match(text, end.end())
        and text[end.end() : end.end() + 1].strip() != ""
    )


def heading_end(text: str, start: int) -> int:
    """Where a numbered heading ends: at the end of its line or sentence, else after 60 characters."""
    match = HEADING_END.search(text, start, start + LONGEST_HEADING)
    if match:
        return match.start()
    space = text.find(" ", start + 4, start + LONGEST_HEADING)
    return space if space > 0 else min(len(text), start + LONGEST_HEADING)


def numbered_headings(text: str) -> list[Heading]:
    found = []
    for match in NUMBERED.finditer(text):
        depth = 1 if match["first"] or match["inline"] else 2
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(Heading(start, heading_end(text, match.end()), depth))
    return found


def run_on_titles(text: str) -> list[Heading]:
    """Titles of stretches that the text follows on the same line: 2011年工作回顾 2011年是……"""
    return [Heading(match.start(1), match.end(1), 1) for match in RUN_ON_TITLE.finditer(text)]


def title_lines(text: str) -> list[Heading]:
    """Short lines that name a stretch without a number: 2023年工作回顾."""
    found = []
    for match in TITLE_LINE.finditer(text):
        line = match[1]
        if TITLE.search(line) and "报告" not in line and not LIST_NUMBER.match(line) and not TWO_COMMAS.match(line):
            found.append(Heading(match.start(1), match.end(1), 1))
    return found


def find_headings(text: str) -> list[Heading]:
    headings = sorted(
        {
            heading.start: heading for heading in (*title_lines(text), *run_on_titles(text), *numbered_headings(text))
        }.values()
    )
    return headings


def heading_role(words: str, body: str, before: SectionRole, planned: int | None) -> SectionRole:
    """What a heading says: by its year, where the year planned for is known, and its words; else by its first sentences; else as before."""
    looks_back, looks_ahead = REVIEW.search(words), PLAN.search(words)
    by_year = role_by_year(words, planned)
    if looks_back and not looks_ahead:
        return SectionRole.REVIEW
    if looks_ahead and before == SectionRole.OTHER and names_two_years(words):
        return SectionRole.REVIEW
    if looks_ahead and not looks_back:
        # 全面完成2003年预期目标 in 2004 looks back, 为2005年目标而奋斗 ahead.
        return by_year or SectionRole.PLAN
    if looks_back and looks_ahead:
        return SectionRole.REVIEW if "回顾" in words or "情况" in words or "成" in words else SectionRole.PLAN
    if by_year:
        return by_year
    if before != SectionRole.PLAN and GOALS.search(body):
        return SectionRole.PLAN
    if before == SectionRole.OTHER and BODY_BACK.match(body):
        return SectionRole.REVIEW
    if before == SectionRole.REVIEW and BODY_AHEAD.match(body):
        return SectionRole.PLAN
    if BARE_YEAR.search(words):
        return SectionRole.REVIEW if before == SectionRole.OTHER else SectionRole.PLAN
    return before


def role_by_year(words: str, planned: int | None) -> SectionRole | None:
    """Back or ahead by the one year that a heading speaks of; None where it names none or several, or too old a one."""
    years = set(years_spoken_of(words))
    if not years and LAST_YEAR.search(words):
        return SectionRole.REVIEW
    if not years and THIS_YEAR.search(words):
        return SectionRole.PLAN
    if planned is None or len(years) != 1:
        return None
    year = years.pop()
    if year == planned - 1:
        return SectionRole.REVIEW
    return SectionRole.PLAN if year == planned else None


def planned_by_meeting_or_headings(text: str, headings: list[str]) -> int | None:
    """The year planned for: by the date of the meeting, else by headings that name two years running, each one of them."""
    by_date = delivered_year(plain_years(text[:HEAD]))
    if by_date is not None:
        return by_date
    single = [years[0] for years in map(years_spoken_of, headings) if len(set(years)) == 1]
    return next((later for earlier, later in pairwise(single) if later == earlier + 1), None)


def names_two_years(words: str) -> bool:
    """一、1996年的工作和1997年的奋斗目标: the stretch begins with the year before."""
    years = set(years_in(words))
    return len(years) == 2 and max(years) - min(years) == 1


def goal_starts(text: str, start: int, end: int) -> int | None:
    """Where, inside a stretch that looks back, the paragraph begins that states the coming year's goals."""
    for match in GOALS.finditer(text, start, end):
        line = max(text.rfind("\n", start, match.start()), text.rfind("\r", start, match.start()))
        begin = line + 1 if line >= start else match.start()
        if not LOOKS_BACK.search(text, begin, match.end()):
            return begin
    return None


def split_at_goals(text: str, section: Section) -> list[Section]:
    """A stretch that looks back, cut in two where the goals of the coming period begin."""
    if section.role == SectionRole.PLAN:
        return [section]
    # What is said early in a review of aims and demands is still said of the year reviewed.
    early = (section.end - section.start) // 3 if section.role == SectionRole.REVIEW and section.depth == 1 else 0
    cut = goal_starts(text, section.start + early, section.end)
    if cut is None or cut <= section.start:
        return [section]
    first = Section(section.start, cut, section.role, section.heading, section.depth)
    return [first, Section(cut, section.end, SectionRole.PLAN, "", section.depth)]


def find_sections(text: str, level: Level = Level.UNKNOWN, kind: ReportKind = ReportKind.OTHER) -> tuple[Section, ...]:
    """Sections in order, covering the text without gaps; the stretch before the first heading is OTHER.

    A sub-heading looks the way its section does. An empty text has no sections.
    """
    if not text:
        return ()
    headings = find_headings(text)
    firsts = [text[heading.start : heading.end] for heading in headings if heading.depth == 1]
    planned = planned_by_meeting_or_headings(text, firsts)
    sections: list[Section] = []
    role = SectionRole.OTHER
    if not headings or headings[0].start > 0:
        first = headings[0].start if headings else len(text)
        sections.extend(split_at_goals(text, Section(0, first, role)))
        role = sections[-1].role
    for heading, following in zip(headings, [*headings[1:], Heading(len(text), 0, 0)], strict=False):
        words = text[heading.start : heading.end]
        if heading.depth == 1:
            body = text[heading.end : heading.end + 400]
            role = heading_role(words, body, role, planned)
        section = Section(heading.start, following.start, role, words.strip(), heading.depth)
        pieces = split_at_goals(text, section)
        role = pieces[-1].role
        sections.extend(pieces)
    return tuple(section for section in sections if section.end > section.start)
