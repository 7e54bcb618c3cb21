"""Cut a report into sections, which look back, ahead or neither way, and into sentences."""

import re
from itertools import pairwise
from typing import NamedTuple

from analysis.corpus.meeting import HEAD, delivered_year, plain_years, years_in, years_spoken_of
from analysis.lexicon.chrome import chrome
from analysis.model import Level, ReportKind, Section, SectionRole

NUMERAL = "一二三四五六七八九十"
# 一、二、三产业 is a list of three, no heading.
NUMBERED = re.compile(
    rf"(?:^|(?<=[\n\r。！：:!]))[ \t\u3000\xa0]*(?![{NUMERAL}]、[{NUMERAL}](?:、|三?产业|环|期|级|类|线|代))(?:(?P<first>第?[{NUMERAL}]{{1,3}}[、.．，]|第[{NUMERAL}]{{1,3}}部分[ :：、]?|[{NUMERAL}]{{1,3}}部分[ :：、]|[{NUMERAL}]{{1,2}}[ \u3000]+)"
    rf"|(?P<second>[(（][{NUMERAL}]{{1,3}}[)）]))[ \t\u3000]*(?=\S)"
    rf"|(?P<glued>(?<![{NUMERAL}、])一、)(?=(?:19|20)\d\d ?年度?(?:政府)?工作的?(?:总结|回顾|情况))"
    rf"|(?<=[ \u3000])(?:(?P<inline>[{NUMERAL}]{{1,2}}、)|(?P<inline_second>[(（][{NUMERAL}]{{1,2}}[)）]))(?=\S)",
    re.MULTILINE,
)
TITLE_LINE = re.compile(
    r"(?:^|(?<=[\n\r]))[ \t\u3000\xa0—-]*([^\n\r。；;!！?？]{4,36})[ \t\u3000\xa0]*[:：]?(?=[\n\r]|$)"
)
# 指标 单位 2023年完成 2024年目标: the head of a table names years and targets, and is no title.
COLUMNS = re.compile(r"(?:[^\s|]+[\s|]+){3}[^\s|]")
# 工作计划 时间:2012-01-11: the shelf of a site and the day.
SHELF_MARKS = tuple(word for word in chrome().starts if word[-1] in ":：")
ENDING = "。！？!?；;：:”）)》"
CONTINUES = re.compile(r"\s*(?:(?!(?:19|20)\d\d ?年)\d[\d.]*(?![\d.]*[、.．)）年])|[，。、；％%])")
FULL_LINE = 34
SERIES = re.compile(rf"([{NUMERAL}])、")
LIST_NUMBER = re.compile(rf"[\d(（{NUMERAL}]{{1,4}}[、.．)）]")
TWO_COMMAS = re.compile(r"[^，,]*[，,][^，,]*[，,]")
RUN_ON_TITLE = re.compile(
    r"(?:^|(?<=[\n\r]))[ \t\u3000]*((?:(?:19|20)\d\d年|过去五年|今后五年|未来五年)[^\n，。；]{0,10}?(?:工作回顾|工作安排|主要任务|工作任务|目标任务|重点工作))[ \u3000]+(?=\S)"
)
# A heading ends where its line or sentence does, or where the text begins behind it without a mark: …又好又快发展五年来，
HEADING_END = re.compile(
    r"[\n\r。；;！!]|(?<=[\u4e00-\u9fff]{6})(?=(?:[一三四五]年来|今年以来|去年以来)[，,])|[:：](?=[(（]一[)）])"
)
LONGEST_HEADING = 60
REVIEW = re.compile(
    r"回顾|成就|成绩|总结|完成情况|执行情况|工作情况|运行情况|基本情况|主要特点|以来的?工作|取得(?:了|的|新|显著|重大|明显|历史)|过去|走过"
    r"|本届政府(?:工作|五年|任期)|历程|来之不易|较好(?:地)?(?:完成|实现)|(?:完成|实现)[^，]{0,10}目标任务|取得[^，]{0,10}(?:开局|进展|胜利|成效|突破|成果)|成效(?:显著|明显)|[一三四五]年来|做了以下|主要做了|抓了以下|进展情况"
)
# What a heading of the plan may say too: 推动改革取得新突破. Once ahead, only these turn back.
REVIEW_OUTRIGHT = re.compile(
    r"回顾|总结|(?:完成|执行|工作|进展)情况|过去的?[一两三四五几]年|以来的?工作|本届政府(?:工作|五年|任期)|走过|[一三四五]年来|做了以下|主要做了|抓了以下|的成就|成就$|较好地?(?:完成|实现)"
)
# Under a title such as 2019年工作回顾 only these turn ahead, not 贯彻决策部署.
PLAN_OUTRIGHT = re.compile(
    r"今后|未来|下一步|下步|明年|新一年|新的一年|工作的?(?:安排|打算|计划|目标|任务|思路|重点)|(?:预期|奋斗|主要)目标|总体要求|指导思想|展望|基本思路|战略任务|工作的?建议"
)
# 为完成上述目标任务，要重点抓好以下工作: an aim, no achievement.
PURPOSE = re.compile(
    r"(?:完成|实现|围绕)[^，。]{0,16}(?:目标|任务|要求)[^，。]{0,4}[，,][^。]{0,12}?(?:要|将|必须|重点|着重|着力|切实|认真|突出)"
)
PLAN = re.compile(
    r"今后|未来|(?:做好|抓好|干好)[^，]{0,6}(?:今年|明年|(?:19|20)\d\d年)|下一步|下步|明年|下半年|新一年|新的一年|远景|展望|打算|思路|年(?:政府)?工作要点|工作的?(?:安排|目标|任务|重点|计划|要求|部署|建议|意见)"
    r"|重点工作|主要任务|目标任务|主要目标|主要指标|奋斗目标|预期目标|总体要求|指导思想|总体目标|战略任务|发展目标|重点抓好|着重抓好|重点做好|着力做好"
    r"|(?:年|时期|五|政府|发展)的?(?:主要|重点|总体|奋斗|宏伟|美好)?(?:工作)?(?:安排|任务|目标|要求|部署|建议|规划|计划|蓝图|重点)"
)
TITLE = re.compile(
    r"回顾|总结|成就$|(?:工作|目标|任务|发展)的?(?:安排|目标|任务|重点|计划|打算|思路|部署|建议)|年(?:政府)?工作要点|(?:今后|未来)[^，,]{0,12}(?:任务|目标|工作)|奋斗目标$"
    r"|重点工作$|主要工作$|重点任务$|主要任务$|总体要求$|^(?:19|20)\d\d年的?(?:政府)?工作$|(?:(?:19|20)\d\d|__|今)年[^，,]{0,16}(?:总体要求|主要目标)|(?:20\d\d|__|今)年[^，,]{0,8}(?:安排|目标|任务|重点|计划|打算|思路|部署)"
)
BODY_BACK = re.compile(r"[\s，,。]*(?:过去|刚刚过去|一年来|五年来|去年|回顾|本届政府)")
BODY_AHEAD = re.compile(
    r"[\s，,。]*(?:[^。\n]{0,8}新的一年|今年[，,]?(?:我们)?(?:是|要)|做好(?:今年|明年|(?:19|20)\d\d年))"
)
# 刚刚过去的一年，……增长8.3%。 as the first paragraph under 今年的工作安排.
LOOK_BACK = re.compile(
    r"\s*((?:各位代表[，,！：:]\s*)?(?:刚刚过去|过去的?[一五]年|过去的(?:19|20)\d\d年|一年来|五年来|去年)[^\n]*\n?)"
)
AHEAD = re.compile(r"未来|今后|今年|新的一年")
FIGURE = re.compile(r"\d(?:%|％|亿|万)")
YEAR_FIRST = re.compile(
    r"[\s，,。]*(?:各位代表[，,！!：:])?\s*((?:19|20)\d\d)年[，,]?[^\n。，]{0,6}?(?:是|我们|全[市省县区州]|政府|要)"
)
# What may follow a review and is still part of it.
AFTERTHOUGHT = re.compile(r"体会|经验|问题|不足|困难|启示|形势|差距|感谢")
BARE_YEAR = re.compile(r"(?:19|20)\d\d年的?(?:政府)?工作$")
THIS_YEAR = re.compile(r"今年(?!以来|上半年)|新的一年|明年")
LAST_YEAR = re.compile(r"去年|上年")
GOALS = re.compile(
    r"(?:今年|明年|今后|未来|(?:19|20)(?:\d\d|__|[xX]{2})年|新的一年|下半年|“?十[一二三四五]?五”?(?:时期|期间)?)[^\n。；]{0,40}?"
    r"(?:预期目标|主要目标|奋斗目标|主要任务目标|总体要求|指导思想|总的要求|总体思路|基本思路|总要求)[^\n。]{0,6}?[:：是为]"
    r"|(?:经济(?:和)?社会发展|国民经济)[^\n。；]{0,14}?预期(?:调控)?目标[^\n。]{0,4}?[:：是为]"
    r"|(?:今年|明年|(?:19|20)\d\d年)[^\n。；]{0,12}?主要(?:经济|社会|发展){1,3}目标[^\n。]{0,3}?[:：是为]"
    r"|(?:^|(?<=[\n。])) *(?:经济社会发展的?)?主要(?:预期|经济)?(?:发展)?目标[是为][:：]"
    r"|全年[^\n。；：:]{0,14}?奋斗目标[^\n。]{0,3}?[:：]"
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
        depth = 1 if match["first"] or match["inline"] or match["glued"] else 2
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(Heading(start, heading_end(text, match.end()), depth))
    return found


def run_on_titles(text: str) -> list[Heading]:
    """Titles of stretches that the text follows on the same line: 2011年工作回顾 2011年是……"""
    return [Heading(match.start(1), match.end(1), 1) for match in RUN_ON_TITLE.finditer(text)]


def title_lines(text: str) -> list[Heading]:
    """Short lines that name a stretch without a number: 2023年工作回顾; or that this year's work follows: 今年是……之年."""
    found = []
    for match in TITLE_LINE.finditer(text):
        line = match[1]
        if "报告" in line or LIST_NUMBER.match(line) or TWO_COMMAS.match(line) or COLUMNS.match(line):
            continue
        if TITLE.search(plain_years(line).strip()) and not any(mark in line for mark in SHELF_MARKS):
            found.append(Heading(match.start(1), match.end(1), 1))
    return found


def find_headings(text: str) -> list[Heading]:
    found = (*title_lines(text), *run_on_titles(text), *numbered_headings(text))
    return sorted({heading.start: heading for heading in found}.values())


def heading_role(words: str, body: str, before: SectionRole, planned: int | None) -> SectionRole:
    """What a heading says: by its year, where the year planned for is known, and its words; else by its first sentences; else as before."""
    looks_back, looks_ahead = REVIEW.search(words), PLAN.search(words)
    by_year = role_by_year(words, planned)
    if PURPOSE.search(words):
        return SectionRole.PLAN
    if before == SectionRole.PLAN and looks_back and by_year != SectionRole.REVIEW:
        looks_back = REVIEW_OUTRIGHT.search(words)
    if looks_back and not looks_ahead:
        weak = by_year == SectionRole.PLAN and not REVIEW_OUTRIGHT.search(words)
        return SectionRole.PLAN if weak else SectionRole.REVIEW
    if looks_ahead and before == SectionRole.OTHER and names_two_years(words):
        return SectionRole.REVIEW
    if looks_ahead and not looks_back:
        # 全面完成2003年预期目标 in 2004 looks back, 为2005年目标而奋斗 ahead.
        return by_year or SectionRole.PLAN
    if looks_back and looks_ahead:
        attained = any(mark in words for mark in ("回顾", "总结", "情况", "成", "较好"))
        return SectionRole.REVIEW if attained else SectionRole.PLAN
    return by_year or role_by_body(body, before, planned) or role_of_bare_year(words, before)


def role_by_body(body: str, before: SectionRole, planned: int | None) -> SectionRole | None:
    """What the first sentences under a heading say, where they say something new."""
    if before == SectionRole.PLAN:
        return None
    if GOALS.search(body):
        return SectionRole.PLAN
    year = YEAR_FIRST.match(body)
    if year and planned is not None and int(year[1]) == planned:
        return SectionRole.PLAN
    if before == SectionRole.OTHER and (BODY_BACK.match(body) or (year and planned is not None)):
        return SectionRole.REVIEW
    return SectionRole.PLAN if before == SectionRole.REVIEW and BODY_AHEAD.match(body) else None


def role_of_bare_year(words: str, before: SectionRole) -> SectionRole:
    if BARE_YEAR.search(words):
        return SectionRole.REVIEW if before == SectionRole.OTHER else SectionRole.PLAN
    return before


class Outline:
    """Where in a report the walk along its headings stands, and which way each heading looks.

    `series` is the last heading numbered 一、, `titled` whether the headings so numbered stand below an unnumbered title that looks back.
    """

    def __init__(self, planned: int | None) -> None:
        self.planned = planned
        self.role = SectionRole.OTHER
        self.series = ""
        self.titled = False

    def enter(self, words: str, body: str) -> SectionRole:
        """The role of a heading of the first depth, its words and body in plain years."""
        number = SERIES.match(words)
        if not number:
            self.role = heading_role(words, body, self.role, self.planned)
            self.titled = self.role == SectionRole.REVIEW and bool(REVIEW_OUTRIGHT.search(words))
            self.series = ""
            return self.role
        # A series below a title begins with 一 and is not begun anew.
        again = (number[1] == NUMERAL[0]) == bool(self.series)
        if again or role_by_year(words, self.planned) == SectionRole.PLAN or PLAN_OUTRIGHT.search(words):
            self.titled = False
        if not self.titled:
            over = self.role == SectionRole.REVIEW and ends_review(self.series, words)
            self.role = SectionRole.PLAN if over else heading_role(words, body, self.role, self.planned)
        self.series = words
        return self.role


def ends_review(previous: str, words: str) -> bool:
    """Whether a numbered heading follows the numbered 一、……回顾 next in line: the review is over, whatever this one says."""
    one, other = SERIES.match(previous), SERIES.match(words)
    if not one or not other or NUMERAL.find(other[1]) != NUMERAL.find(one[1]) + 1:
        return False
    return "回顾" in previous and not (REVIEW.search(words) or AFTERTHOUGHT.search(words))


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
    running = next((later for earlier, later in pairwise(single) if later == earlier + 1), None)
    # 一、2010年……取得成绩 二、今年……
    first = set(years_spoken_of(headings[0])) if headings else set()
    if running is None and len(first) == 1 and any(map(THIS_YEAR.search, headings[1:])):
        running = first.pop() + 1
    return running


def names_two_years(words: str) -> bool:
    """一、1996年的工作和1997年的奋斗目标: the stretch begins with the year before."""
    years = set(years_in(words))
    return len(years) == 2 and max(years) - min(years) == 1


def goal_starts(text: str, start: int, end: int) -> int | None:
    """Where, inside a stretch that looks back, the paragraph begins that states the coming year's goals."""
    for match in GOALS.finditer(text, start, end):
        line = max(text.rfind("\n", start, match.start()), text.rfind("\r", start, match.start()))
        begin = text.rfind("。", max(start, line), match.start()) + 1  # Behind what the paragraph tells before.
        begin = begin or (line + 1 if line >= start else match.start())
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


def split_after_look_back(text: str, section: Section) -> list[Section]:
    """A stretch of the plan whose first paragraph looks back with figures, that paragraph as a review of its own."""
    if section.role != SectionRole.PLAN or not section.heading or section.depth != 1:
        return [section]
    begin = text.index(section.heading, section.start) + len(section.heading)
    match = LOOK_BACK.match(text, begin, section.end)
    if match is None or AHEAD.search(match[0]) or not FIGURE.search(match[0]):
        return [section]
    back = Section(match.start(1), match.end(), SectionRole.REVIEW, "", section.depth)
    head = Section(section.start, back.start, section.role, section.heading, section.depth)
    return [head, back, Section(back.end, section.end, section.role, "", section.depth)]


def find_sections(text: str, level: Level = Level.UNKNOWN, kind: ReportKind = ReportKind.OTHER) -> tuple[Section, ...]:
    """Sections in order, covering the text without gaps; the stretch before the first heading is OTHER.

    A sub-heading looks the way its section does. An empty text has no sections.
    """
    if not text:
        return ()
    headings = find_headings(text)
    firsts = [plain_years(text[heading.start : heading.end]) for heading in headings if heading.depth == 1]
    outline = Outline(planned_by_meeting_or_headings(text, firsts))
    sections: list[Section] = []
    if not headings or headings[0].start > 0:
        first = headings[0].start if headings else len(text)
        sections.extend(split_at_goals(text, Section(0, first, outline.role)))
        outline.role = sections[-1].role
    for heading, following in zip(headings, [*headings[1:], Heading(len(text), 0, 0)], strict=False):
        words = text[heading.start : heading.end]
        if heading.depth == 1:
            outline.enter(plain_years(words), plain_years(text[heading.end : heading.end + 400]))
        section = Section(heading.start, following.start, outline.role, words.strip(), heading.depth)
        pieces = split_at_goals(text, section)
        outline.role = pieces[-1].role
        sections.extend(part for piece in pieces for part in split_after_look_back(text, piece))
    return tuple(section for section in sections if section.end > section.start)
