"""The years that a report says it looks back on and plans for, as stated, even where they are false."""

import re
from collections import Counter

from analysis.model import StatedYears

PLAIN = str.maketrans("".join(chr(0xFF10 + digit) for digit in range(10)) + "〇○", "012345678900")
HAN_DIGITS = str.maketrans("一二三四五六七八九零", "1234567890")
YEAR = r"((?:19|20)\d\d)"
HAN_YEAR = re.compile(r"[一二][九零0][一二三四五六七八九零0]{2}(?=年)")
REVIEW_WORDS = r"(?:工作)?(?:的)?(?:简要)?(?:回顾|总结|工作情况|工作完成情况|经济社会发展情况|主要成就|取得|成就|成绩)"
PLAN_WORDS = r"(?:主要|重点)?(?:工作)?(?:安排|目标|任务|计划|打算|思路|重点|总体要求|建议|部署|发展)"
HEADING = (
    r"(?:^|\n|\s)[ \t\u3000]*(?:第?[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十]+[)）])?[^\n。;；]{0,16}?"
)
REVIEW_HEADING = re.compile(HEADING + YEAR + r"年?[^\n。，,;；]{0,24}?" + REVIEW_WORDS)
PLAN_HEADING = re.compile(HEADING + YEAR + r"年?[^\n。，,;；]{0,24}?" + PLAN_WORDS)
HALF = re.compile(YEAR + r"年?上半年[^\n。]{0,16}(?:回顾|总结|工作|情况)")
MEETING = re.compile(YEAR + r"年(\d{1,2})月(?:\d{1,2}日)?[^\n。]{0,12}(?:在|于)[^\n。]{0,40}(?:会议|大会|全会)")
DATE_LINE = re.compile(r"[(（—–-]\s*" + YEAR + r"年(\d{1,2})月\d{1,2}日")
TITLE_YEAR = re.compile(YEAR + r"\s*年?[^\n。]{0,30}?(?:政府)?工作报告")
GOAL = re.compile(
    YEAR + r"年[^\n。；]{0,24}?(?:预期目标|主要目标|奋斗目标|工作的总体要求|政府工作的总体|总的要求|指导思想)"
)
LAST_YEAR = re.compile(YEAR + r"年(?:是|,|，)[^\n。]{0,40}?(?:一年|面对|我们|政府)")


def first_year(pattern: re.Pattern, text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1]) if match else None


def plain_years(text: str) -> str:
    """The text with full-width digits and Han years written in plain digits, of equal length."""
    text = text.translate(PLAIN)
    return HAN_YEAR.sub(lambda match: match[0].translate(HAN_DIGITS), text)


def delivered_year(head: str) -> int | None:
    """The year planned for by the date of the meeting: its own up to August, the next from September."""
    match = MEETING.search(head) or DATE_LINE.search(head)
    if not match:
        return None
    return int(match[1]) + (int(match[2]) >= 9)


def title_year(title: str, head: str) -> int | None:
    return first_year(TITLE_YEAR, title) or first_year(TITLE_YEAR, head[:300])


def stated_years(title: str, text: str, claimed: int | None = None) -> StatedYears:
    """The years that headings, title and date of the meeting state; None where the text hides them.

    `claimed`, the year planned for as the collector gives it, is used only where the text itself says nothing.
    """
    text = plain_years(text)
    half = first_year(HALF, text)
    reviewed, planned = first_year(REVIEW_HEADING, text), first_year(PLAN_HEADING, text)
    goal = first_year(GOAL, text)
    if half and reviewed in (None, half):
        return StatedYears(half, half, "H1")
    named = title_year(plain_years(title), text[:400]) or delivered_year(text[:1500])
    planned = choose_planned(reviewed, planned, goal, named or claimed)
    if reviewed is None and planned is not None:
        reviewed = planned - 1
    return StatedYears(reviewed, planned, "")


def choose_planned(reviewed: int | None, heading: int | None, goal: int | None, named: int | None) -> int | None:
    """The year planned for: by its heading if that is not before the year reviewed, else by its goals, title or date."""
    votes = Counter(year for year in (heading, goal, named) if year is not None)
    if not votes:
        return reviewed + 1 if reviewed is not None else None
    fitting = [year for year in (heading, goal, named) if year is not None and (reviewed is None or year >= reviewed)]
    if not fitting:
        return reviewed + 1 if reviewed is not None else None
    later = [year for year in fitting if reviewed is not None and year == reviewed + 1]
    return later[0] if later else fitting[0]
