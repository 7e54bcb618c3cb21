"""Numbers as they are written, in digits or in Han numerals, to Decimals."""

from decimal import Decimal, InvalidOperation

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
MULTIPLIERS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
MULTIPLIERS |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
LONGEST = 24


def read_digits(written: str) -> Decimal | None:
    """`1,234.5`, `22. 5`, `1 500` as a number; None when it is none or has over 24 characters."""
    if len(written) > LONGEST:
        return None
    try:
        return Decimal(written.replace(",", "").replace("，", "").replace(" ", ""))
    except InvalidOperation:
        return None


def read_whole_han(written: str) -> int | None:
    """`三百二十` → 320, `六亿三千万` → 630,000,000, `二〇一五` → 2015; None when the characters make no number."""
    if all(character in DIGITS for character in written):
        return int("".join(str(DIGITS[character]) for character in written)) if written else None
    total = section = digit = last = 0
    for character in written:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        elif character in LARGE:
            below = section + digit
            if below and LARGE[character] < last:  # 六亿三千万
                total += below * LARGE[character]
            else:
                total = (total + below or 1) * LARGE[character]
            section, digit, last = 0, 0, LARGE[character]
        else:
            return None
    return total + section + digit


def read_han(written: str) -> Decimal | None:
    """Han numerals with 点 and 半: `十二点八` → 12.8, `半` → 0.5; None when they make no number."""
    if not written or len(written) > LONGEST:
        return None
    if written == "半":
        return Decimal("0.5")
    whole, point, rest = written.partition("点")
    number = read_whole_han(whole)
    if number is None:
        return None
    if not point:
        return Decimal(number)
    multiplier = rest.lstrip("".join(DIGITS))
    decimals = rest[: len(rest) - len(multiplier)]
    if not decimals or multiplier not in MULTIPLIERS:
        return None
    places = "".join(str(DIGITS[character]) for character in decimals)
    return Decimal(f"{number}.{places}") * MULTIPLIERS[multiplier]
