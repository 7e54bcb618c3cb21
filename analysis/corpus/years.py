"""The years that a report says it looks back on and plans for, as stated, even where they are false."""

import re
from typing import NamedTuple

from analysis.corpus.segment import find_sections, names_two_years
from analysis.model import Section, SectionRole, StatedYears

PLAIN = str.maketrans("".join(chr(0xFF10 + digit) for digit in range(10)) + "〇○Ｏ０", "0123456789" + "0000")
HAN_DIGITS = str.maketrans("一二三四五六七八九零", "1234567890")
HAN_YEAR = re.compile(r"[一二][九零0][一二三四五六七八九零0]{2}(?=年)")
SPACED_YEAR = re.compile(r"(?<!\d)([12]) ?([09]) ?(\d) ?(\d) ?年")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[上下]半年))")
HIDDEN = re.compile(r"(?:20|(?<![\d_]))(?:_{1,}|[xX×]{2}|\*\*)年(?!级)")
HALF = re.compile(r"((?:19|20)\d\d)年?上半年[^\n。]{0,16}(?:回顾|总结|工作|情况)")
MEETING = re.compile(
    r"((?:19|20)\d\d) ?年 ?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月(?: ?[\d一二三四五六七八九十]{1,3} ?日)?[^\n。]{0,14}(?:在|于)[^\n。]{0,48}(?:会议|大会|全会)"
)
DATE_LINE = re.compile(
    r"[(（—–\-][\s—–\-]*((?:19|20)\d\d) ?年 ?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?[\d一二三四五六七八九十]{1,3} ?日"
)
TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?(?!\d)[^\n。]{0,30}?(?:政府)?工作(?:的)?报告")
GOAL = re.compile(
    r"(?:做好|关于|建议|新的一年|综合|因此|[，,。\n]|确定|我们)?((?:19|20)\d\d)年[^\n。；]{0,24}?"
    r"(?:预期目标|主要目标|奋斗目标|工作的总体要求|政府工作的总体|总的要求|指导思想|工作总体要求)"
)
OPENING = re.compile(
    r"(?:^|[\n。])[ \t\u3000]*(?:过去的|刚刚过去的|回顾)?((?:19|20)\d\d)年(?:[，,]|是[^\n。]{0,40}?(?:一年|面对|不平凡))"
)
LATE_MONTHS = ("9", "09", "10", "11", "12", "九", "十", "十一", "十二")
FARTHEST = 4  # A report plans for the year after the one reviewed; a heading that names a year far off is a vision.


class Told(NamedTuple):
    """What headings say: years reviewed and planned, and whether they hide one or speak of this year without naming it."""

    reviewed: int | None
    planned: int | None
    hidden: bool
    this_year: bool


def plain_years(text: str) -> str:
    """The text with full-width digits, spaced years and Han years written in plain digits; offsets need not stay."""
    text = SPACED_YEAR.sub(r"\1\2\3\4年", text.translate(PLAIN))
    return HAN_YEAR.sub(lambda match: match[0].translate(HAN_DIGITS), text)


def years_in(words: str) -> list[int]:
    return [int(year) for year in YEAR.findall(words)]


def told_by_headings(sections: tuple[Section, ...], named: int | None) -> Told:
    """The years named in the headings that look back and ahead; of several the last reviewed and the first planned.

    A year that is far from the one named by title or date (到2035年) is a vision, not the year planned for.
    """
    reviewed = planned = None
    hidden = this_year = False
    for section in sections:
        if section.depth > 1 or not section.heading:
            continue
        found = years_in(section.heading)
        hidden = hidden or bool(HIDDEN.search(section.heading))
        if section.role == SectionRole.REVIEW:
            this_year = this_year or "今年以来" in section.heading
            if found and reviewed is None:
                both = names_two_years(section.heading)
                reviewed, planned = (min(found), max(found)) if both else (max(found), planned)
        elif section.role == SectionRole.PLAN and found and planned is None:
            near = [year for year in found if named is None or abs(year - named) <= 1]
            planned = next((year for year in near if reviewed is None or reviewed <= year <= reviewed + FARTHEST), None)
    return Told(reviewed, planned, hidden, this_year)


def delivered_year(head: str) -> int | None:
    """The year planned for by the date of the meeting: its own up to August, the next from September."""
    match = MEETING.search(head) or DATE_LINE.search(head)
    return int(match[1]) + (match[2] in LATE_MONTHS) if match else None


def opening_year(text: str, sections: tuple[Section, ...]) -> int | None:
    """The year named at the beginning of the part that looks back."""
    back = [section for section in sections if section.role == SectionRole.REVIEW] or list(sections[:1])
    for section in back:
        if section:
            match = OPENING.search(text, section.start, min(section.end, section.start + 1500))
            return int(match[1]) if match else None
    return None


def goal_year(text: str) -> int | None:
    match = GOAL.search(text)
    return int(match[1]) if match else None


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
    half = HALF.search(plain[:3000])
    if half and told.reviewed in (None, int(half[1])):
        return StatedYears(int(half[1]), int(half[1]), "H1")
    goal = goal_year(plain)
    reviewed = told.reviewed
    planned = choose_planned(told, goal, named)
    if reviewed is None and not told.this_year and not told.hidden:
        opening = opening_year(plain, sections)
        reviewed = choose_reviewed(opening, planned)
        if planned is None and reviewed is not None and not HIDDEN.search(plain):
            planned = reviewed + 1
    return StatedYears(reviewed, planned, "")


def named_year(title: str, text: str) -> int | None:
    """The year planned for by the date of the meeting or the title; None where neither names one."""
    head = text[:1500]
    by_date = delivered_year(head)
    by_title = TITLE_YEAR.search(title) or TITLE_YEAR.search(text[:300])
    return by_date or (int(by_title[1]) if by_title else None)


def choose_planned(told: Told, goal: int | None, named: int | None) -> int | None:
    """The year planned for: by its heading, else by its goals, title or date where they fit the year reviewed.

    Where title or date contradict the year reviewed, nothing is known of the year planned for.
    """
    reviewed = told.reviewed
    if told.planned is not None:
        return told.planned
    if reviewed is None:
        return named or goal
    for year in (goal, named):
        if year in (reviewed, reviewed + 1):
            return reviewed + 1 if year == reviewed and not told.hidden and goal != reviewed else year
    return None if named is not None and abs(named - reviewed) > 1 else reviewed + 1


def choose_reviewed(opening: int | None, planned: int | None) -> int | None:
    """The year reviewed: the year before the one planned for, unless the text opens with another that is near."""
    if planned is None:
        return opening
    return planned - 1
