"""The date of the meeting that a report was given to, and explicit years in plain digits."""

import re

PLAIN = str.maketrans("".join(chr(0xFF10 + digit) for digit in range(10)) + "〇○Ｏ０", "0123456789" + "0000")
HAN_DIGITS = str.maketrans("一二三四五六七八九零", "1234567890")
HAN_YEAR = re.compile(r"[一二][九零0][一二三四五六七八九零0]{2}(?=年)")
SPACED_YEAR = re.compile(r"(?<!\d)([12]) ?([09]) ?(\d) ?(\d) ?年")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[上下]半年))")
# A year that something began in, or will have reached, is not the year that is spoken of: 2018年以来, 由2000年的, 到2035年.
SPOKEN_OF = re.compile(
    r"(?<!\d)(?<![到至比自从由较])((?:19|20)\d\d)(?:年(?!以来|底以来|来|[—–-]|至|到)|(?=[上下]半年))"
)
DAY = r"(\d{1,2}|[一二三四五六七八九十]{1,2}) ?月"
# The line of the meeting may be broken once: 2012年4月19日在清河市 / 第十四届人民代表大会第一次会议上.
MEETING = re.compile(
    rf"((?:19|20)\d\d) ?年 ?{DAY}(?: ?[\d一二三四五六七八九十]{{1,3}} ?日)?[^\n。]{{0,14}}(?:在|于)"
    r"[^\n。]{0,48}(?:\n\s*[^\n。，]{0,24})?(?:会议|大会|全会)"
)
DATE_LINE = re.compile(rf"[(（—–\-][\s—–\-]*((?:19|20)\d\d) ?年 ?{DAY} ?[\d一二三四五六七八九十]{{1,3}} ?日")
HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
FIRST_LATE_MONTH = 9
HEAD = 1500


def plain_years(text: str) -> str:
    """The text with full-width digits, spaced years and Han years written in plain digits; offsets need not stay."""
    text = SPACED_YEAR.sub(r"\1\2\3\4年", text.translate(PLAIN))
    return HAN_YEAR.sub(lambda match: match[0].translate(HAN_DIGITS), text)


def years_in(words: str) -> list[int]:
    """Every explicit year."""
    return [int(year) for year in YEAR.findall(words)]


def years_spoken_of(words: str) -> list[int]:
    """The explicit years that are spoken of, without those that something began in, is compared with or shall reach."""
    return [int(year) for year in SPOKEN_OF.findall(words)]


def meeting_date(head: str) -> tuple[int, int] | None:
    """Year and month of the meeting as its line or the line below the title gives them; None without a date."""
    match = MEETING.search(head) or DATE_LINE.search(head)
    if not match:
        return None
    month = match[2]
    return int(match[1]), int(month) if month.isdigit() else HAN_MONTHS.index(month) + 1 if month in HAN_MONTHS else 1


def delivered_year(head: str) -> int | None:
    """The year planned for by the date of the meeting: its own up to August, the next from September. None without a date."""
    date = meeting_date(head)
    return date[0] + (date[1] >= FIRST_LATE_MONTH) if date else None
