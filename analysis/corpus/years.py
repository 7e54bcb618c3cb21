"""The years that a report says it looks back on and plans for, as stated, even where they are false."""

import re
from collections import Counter
from typing import NamedTuple

from analysis.corpus.meeting import (
    FIRST_LATE_MONTH,
    HEAD,
    delivered_year,
    meeting_date,
    plain_years,
    years_spoken_of,
)
from analysis.corpus.segment import find_sections, names_two_years
from analysis.model import Section, SectionRole, StatedYears

HIDDEN = re.compile(r"(?:20|(?<![\d_]))(?:_{1,}|[xX×]{2}|\*\*)年(?!级)")
PART = r"(?P<part>(?<!下)上?半年|第?一季度|前三季度)"
PARTS = {"上半年": "H1", "半年": "H1", "一季度": "M1-3", "第一季度": "M1-3", "前三季度": "M1-9"}
PART_OF_YEAR = re.compile(
    rf"((?:19|20)\d\d)年?(?:[^\n。，,；\d]{{2,16}}?(?=上?半年工作))?{PART}[^\n。]{{0,16}}(?:回顾|总结|工作|情况)"
)
PART_WITHOUT_YEAR = re.compile(rf"(?:^|\n)[^\n。，,]{{0,12}}{PART}(?:政府)?工作(?:的)?(?:报告|总结|回顾|情况)")
FIRST_MONTH_OF_HALF = 6
# A year that figures are told of: 截止2007年底, 2021年1-12月; not the day a page was posted, nor 2016年度财政决算.
TOLD_OF = re.compile(
    r"(?<![\d到至比自从由较与同])((?:19|20)\d\d)年(?!度|[底末]|以来|\d{1,2}月\d{1,2}日|[—–-]|至|到)|[~～—-]((?:19|20)\d\d)[)）]"
    r"|截[止至]((?:19|20)\d\d)年"
)
# A year that is named once may be that of anything but these: 2009年全镇实现, 截止2007年底，全镇.
FIGURES_OF = re.compile(
    r"底?[，,]?[^。，,\n]{0,6}?(?:全[镇乡县区市]|实现|完成|预计|我[镇乡]|街道)|在[^。，,\n]{1,30}(?:领导|指导|支持|关心)下"
)
BEGINS_WITH_PLACE = re.compile(r"[^。，,\n]{1,10}[镇乡]")
MOSTLY = 0.6
TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?(?!\d)[^\n。]{0,30}?(?:政府)?工作(?:的)?报告")
TITLE_OF_PLAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?(?:政府)?工作(?:规划|计划|安排|要点|打算)")
# 审查2013年财政预算执行情况和2014年预算草案的报告: what the same meeting looks back on and ahead to.
BUDGETS = re.compile(
    r"((?:19|20)\d\d)年度?(?:财政)?预算执行情况[^。\n]{0,8}?[和及与、]((?:19|20)\d\d)年度?(?:财政)?预算"
)
GOAL = re.compile(
    r"(?<![\d到至])((?:19|20)\d\d)年(?P<words>[^\n。；]{0,24}?)"
    r"(?:预期目标|主要目标|奋斗目标|工作的总体要求|政府工作的总体|总的要求|指导思想|工作总体要求)(?P<after>[^\n。；，]{0,12})"
)
# 报告1988年工作的情况和1989年政府工作的任务: what is put before the meeting.
ANNOUNCED = re.compile(r"报告[^。\n]{0,80}?(?<![\d到至])((?:19|20)\d\d)年[^。\n，]{0,8}(?:任务|安排|工作的?意见)")
# 1998年1月省九届人大一次会议以来, in a review of five years.
TERM = re.compile(
    r"((?:19|20)\d\d)年(?:(\d{1,2})月)?[^。\n]{0,16}(?:人大|人民代表大会)第?一次(?:全体)?会议(?:选举产生|召开)?以来"
)
YEARS_OF_A_TERM = 5
ACHIEVED = re.compile(r"完成|确定|实现了|提出|达到|超额")
OPENING = re.compile(
    r"(?:^|[\n。])[ \t\u3000]*(?:过去的|刚刚过去的|回顾)?((?:19|20)\d\d)年(?:[，,]|是[^\n。]{0,40}?(?:一年|之年|面对|不平凡))"
)
# 2019年，街道将聚焦项目建设, where no heading names a year.
YEAR_BEGUN = re.compile(r"(?:^|\n)[ \t\u3000]*((?:19|20)\d\d)年[，,][^。\n，,]{0,12}?(?:将(?!近)|计划)")
LAST_EARLY_MONTH = 5
FIRST_WORDS = 200
FARTHEST = 4  # A report plans for the year after the one reviewed; a heading that names a year far off is a vision.


class Told(NamedTuple):
    """What headings say: years reviewed and planned, and whether they hide one or speak of this year without naming it."""

    reviewed: int | None
    planned: int | None
    hidden: bool
    this_year: bool


def told_by_headings(sections: tuple[Section, ...], named: int | None) -> Told:
    """The years named in the headings that look back and ahead; of several the last reviewed and the first planned.

    A year that is far from the one named by title or date (到2035年) is a vision, not the year planned for.
    """
    reviewed = planned = None
    hidden = this_year = False
    for section in sections:
        if section.depth > 1 or not section.heading:
            continue
        found = years_spoken_of(section.heading)
        hidden = hidden or bool(HIDDEN.search(section.heading))
        if section.role == SectionRole.REVIEW:
            this_year = this_year or "今年以来" in section.heading
            if found and reviewed is None:
                both = names_two_years(section.heading)
                reviewed, planned = (min(found), max(found)) if both else (max(found), planned)
        elif section.role == SectionRole.PLAN and found and planned is None:
            near = [year for year in found if named is None or year - named <= 1]
            planned = next((year for year in near if reviewed is None or reviewed <= year <= reviewed + FARTHEST), None)
    return Told(reviewed, planned, hidden, this_year)


def opening_year(text: str, sections: tuple[Section, ...]) -> int | None:
    """The year named at the beginning of the part that looks back; where none does, only a year that no later one follows but the next."""
    back = next((section for section in sections if section.role == SectionRole.REVIEW), None)
    section = back or next(iter(sections), None)
    match = OPENING.search(text, section.start, min(section.end, section.start + 1500)) if section else None
    if match is None or back:
        return int(match[1]) if match else None
    told = [int(later[1] or later[2] or later[3]) for later in TOLD_OF.finditer(text)]
    return int(match[1]) if max(told, default=0) <= int(match[1]) + 1 else None


def goal_year(text: str) -> int | None:
    """The year whose goals are stated; goals that were set and reached before do not count."""
    for match in GOAL.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if not any(ACHIEVED.search(words) for words in (before.rpartition("\n")[2], match["words"], match["after"])):
            return int(match[1])
    return None


def term_year(text: str) -> int | None:
    """The year planned for at the end of a term of five years, by the meeting that the term began with."""
    match = TERM.search(text, 0, HEAD)
    if not match or "五年" not in text[:HEAD]:
        return None
    return int(match[1]) + YEARS_OF_A_TERM + (int(match[2] or 1) >= FIRST_LATE_MONTH)


def only_year(text: str, sections: tuple[Section, ...]) -> int | None:
    """The year that a text without title, date and headings of its own mostly tells of; None where it tells of several."""
    told = [section for section in sections if section.role != SectionRole.PLAN]
    matches = [match for section in told for match in TOLD_OF.finditer(text, section.start, section.end)]
    found = Counter(int(match[1] or match[2] or match[3]) for match in matches)
    if not found or (len(matches) == 1 and not tells_figures(text, matches[0])):
        return None
    year, count = found.most_common(1)[0]
    return year if count >= MOSTLY * found.total() else None


def tells_figures(text: str, year: re.Match) -> bool:
    """Whether a year named once is that of the figures: 2009年全镇实现, or a text that begins 2020年清河县青溪镇紧紧围绕."""
    if FIGURES_OF.match(text, year.end()):
        return True
    return not text[: year.start()].strip() and BEGINS_WITH_PLACE.match(text, year.end()) is not None


def stated_years(title: str, text: str, sections: tuple[Section, ...] | None = None) -> StatedYears:
    """The years that headings, goals, title and date of the meeting state; None where the text hides them.

    `sections` are those of the text; they are found anew when they are not given.
    """
    plain = plain_years(text)
    if sections is None or plain != text:
        sections = find_sections(plain)
    named = named_year(plain_years(title), plain)
    told = told_by_headings(sections, named)
    if told.hidden or (told.reviewed is None and HIDDEN.search(plain)):
        named = None
    date = meeting_date(plain[:HEAD])
    part = part_of_year(plain, told, date)
    if part:
        return part
    budgets = BUDGETS.search(plain[:HEAD])
    if budgets and told.reviewed is None and told.planned is None and int(budgets[2]) == int(budgets[1]) + 1:
        return StatedYears(int(budgets[1]), int(budgets[2]), "")
    told = told_by_date(told, date)
    planned = choose_planned(told, goal_year(plain), named)
    if planned is None and told.reviewed is None:
        planned = year_begun(plain)
    reviewed = told.reviewed
    if reviewed is None and not told.this_year and not told.hidden:
        reviewed = planned - 1 if planned is not None else opening_year(plain, sections)
        if planned is None and not HIDDEN.search(plain):
            planned = reviewed + 1 if reviewed is not None else term_year(plain)
            reviewed = planned - 1 if planned is not None else only_year(plain, sections)
            planned = reviewed + 1 if reviewed is not None else None
    return StatedYears(reviewed, planned, "")


def part_of_year(plain: str, told: Told, date: tuple[int, int] | None) -> StatedYears | None:
    """The year of a report on a part of it, by the words around the part, the meeting's date or the goals of the year under way."""
    part = PART_OF_YEAR.search(plain[:3000])
    if part and told.reviewed in (None, int(part[1])):
        return StatedYears(int(part[1]), int(part[1]), PARTS[part["part"]])
    part = PART_WITHOUT_YEAR.search(plain[:HEAD])
    if part is None or told.reviewed is not None:
        return None
    held = date[0] if date and date[1] >= FIRST_MONTH_OF_HALF else None
    opening = OPENING.search(plain, part.end(), part.end() + FIRST_WORDS)
    year = held or goal_year(plain[:HEAD]) or (int(opening[1]) if opening else None)
    return StatedYears(year, year, PARTS[part["part"]]) if year else None


def year_begun(text: str) -> int | None:
    """The year that a text without headings says, as it begins, what shall be done in."""
    match = YEAR_BEGUN.search(text, 0, HEAD)
    return int(match[1]) if match else None


def told_by_date(told: Told, date: tuple[int, int] | None) -> Told:
    """What headings say, without the year reviewed when it is that of a meeting held too early to look back on it."""
    if date is None or told.reviewed is None or told.hidden:
        return told
    early = date[1] <= LAST_EARLY_MONTH and told.reviewed == date[0] and told.planned in (None, date[0])
    return told._replace(reviewed=None) if early else told


def named_year(title: str, text: str) -> int | None:
    """The year planned for by the date of the meeting, by what the speaker announces or by the title; None where none names one."""
    head = text[:HEAD]
    by_date = delivered_year(head)
    announced = ANNOUNCED.search(head[:600])
    by_title = announced or TITLE_YEAR.search(title) or TITLE_YEAR.search(text[:300]) or TITLE_OF_PLAN.search(title)
    return by_date or (int(by_title[1]) if by_title else None)


def choose_planned(told: Told, goal: int | None, named: int | None) -> int | None:
    """The year planned for: by its heading, else by its goals, title or date where they fit the year reviewed.

    A whole year is never planned for in the report that reviews it, unless headings say so themselves. Where title or date
    contradict the year reviewed, nothing is known of the year planned for.
    """
    reviewed = told.reviewed
    if told.planned is not None:
        return told.planned
    if reviewed is None:
        return named or goal
    if told.hidden:
        return reviewed + 1 if reviewed + 1 in (goal, named) else None
    fits = goal in (reviewed, reviewed + 1) or named is None or abs(named - reviewed) <= 1
    return reviewed + 1 if fits else None
