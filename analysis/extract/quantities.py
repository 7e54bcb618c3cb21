"""Numbers with their units, and years and months, found in a stretch of text by one regular expression.

The text is normalised first, one character for one, so that offsets stay: full-width digits, points and signs of percent
become plain ones. No alternative can start inside a run of its own characters, so no input takes more than linear time.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from analysis.extract.numerals import LARGE, MULTIPLIERS, read_digits, read_han, read_whole_han
from analysis.lexicon.units import load_units
from analysis.simplified import simplified

WIDE = "".join(
    chr(code)
    for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF05, 0xFF08, 0xFF09, 0xFF3F, 0xFF38, 0xFF58, 0xFE6A, 0x2236)
)
# Hyphens, minus signs and waves that are written for the plain ones.
DASHES, WAVES, LONG_DASHES = "\uff0d\u2212\u2010\u2011\ufe63", "\u301c\u223c", "\u2015\u2500\u2501"
PLAIN = tuple(
    zip(
        WIDE + "\u3000\xa0\uff1a\uff1b\uff0b" + DASHES + WAVES + LONG_DASHES,
        "0123456789.%()_Xx%:  :;+" + "-" * len(DASHES) + "~" * len(WAVES) + "—" * len(LONG_DASHES),
        strict=True,
    )
)
HAN = "零〇○一二两三四五六七八九十百千万亿"
# Circles, boxes and stars stand for digits where none is beside them: 〇〇亿元, □%, *万元. One by itself only before a unit.
CIRCLES = "〇○□"
HIDDEN = rf"(?:_++|[xX×]++|\*{{2,}}+|[Oo{CIRCLES}]{{2,}}+)"
MANY = "余多来几"


class Quantity(NamedTuple):
    """A number as it stands: [start, end) spans number and unit; `value` is None when its digits are hidden or too many."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    dimension: str
    bound: str
    redacted: bool


class Moment(NamedTuple):
    """A year (`first` equals `last`), a span of years or a part of a year; years are None when they are hidden or not named."""

    start: int
    end: int
    first: int | None
    last: int | None
    part: str
    role: str


def normalise(text: str) -> str:
    """The text with plain digits and signs and in simplified characters, of equal length."""
    text = simplified(text)
    for written, plain in PLAIN:  # Many times faster than str.translate, as most of them stand in no report.
        text = text.replace(written, plain)
    return text


def unit_pattern() -> str:
    units = "|".join(re.escape(unit) for unit in sorted(load_units(), key=len, reverse=True))
    return f"(?!台阶)(?:{units})"


def number_pattern() -> re.Pattern:
    """All that is numeric in a report; the group that matched last says what it is."""
    unit, mult = unit_pattern(), r"(?:万亿|[十百千]?[万亿]|千|百)"
    circle = rf"[{CIRCLES}*](?=\s?{mult}?(?:{unit})|亿)"
    year = r"(?:(?:19|20)\d\d|0\d(?=年)|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
    return re.compile(
        rf"""
        (?P<span>(?<!\d)(?P<from>(?:19|20)\d\d)[ ]?年?(?:-|—|–|~|～|―|至|到|——)(?P<to>(?:19|20)\d\d)[ ]?年)
      | (?P<year>(?<![\d.])(?P<named>{year})[ ]?年)(?P<edge>[底末初]?)
      | (?P<hidden_year>(?<![\d_])(?:(?:19|20)?(?:_++|[xX×]{{2,}}+|\*\*)|[xX]|(?:19|20)\d[xX×*_]++)年)(?P<hidden_edge>[底末初]?)
      | (?P<months>(?<!\d)(?P<first_month>\d{{1,2}})[ ]?月?份?[ ]?(?:-|—|–|~|～|―|至|到|——)[ ]?(?P<last_month>\d{{1,2}})[ ]?月份?)
      | (?P<han_months>(?P<han_first>[一二三四五六七八九十]{{1,2}})(?:至|到|—|-)(?P<han_last>[一二三四五六七八九十]{{1,2}})月份?)
      | (?P<until>截[至止]?到?[ ]?(?P<until_month>\d{{1,2}})[ ]?月(?:底|末|份)?|(?:到|至|(?<=年))[ ]?(?P<by_month>\d{{1,2}})[ ]?月[底末])
      | (?P<percent_words>(?P<per>[百千])分之(?P<per_number>[{HAN}点]{{1,16}}|\d+(?:\.\d+)?)(?P<per_many>[{MANY}]?)(?:(?:至|到|-|—)(?:百分之)?(?P<per_to>[{HAN}点]{{1,16}}|\d+(?:\.\d+)?)(?![{HAN}个万亿]))?)
      | (?P<quantity>
          (?:(?:(?<![\d.A-Za-z第])(?<!\d,)(?<!\d，)|(?<=GDP))(?!0\d)(?P<digits>\d{{1,3}}(?:,\d{{3}})++(?:\.\d++)?+(?!\d)|\d{{1,3}}(?:，\d{{3}})++(?=\s?{mult}?(?:{unit}))|\d{{1,3}}(?:[ ]\d{{3}})++(?:\.\d++)?+(?=\s?{mult}?(?:{unit}))
               |\d{{1,3}}(?:\.\d{{1,2}})?+[ ]\d{{1,2}}(?=[ ]?{mult}?(?:%|‰|亿|元|个百分点))
               |\d[ ]\d\.\d{{1,2}}(?=[ ]?%)
               |\d++(?:\s?\.\s?\d++(?!年))?+)(?![A-Za-z_]|\s?\.\s?\d|年代|[ ]?[号日时](?!元))
             |(?<![\dA-Za-z_.×*{HAN}])(?P<hidden>\d{{0,4}}{HIDDEN}(?:\.(?:{HIDDEN}|\d{{1,2}}))?+\d{{0,4}}(?:\.\d{{1,2}})?+(?![{HAN.replace("万亿", "")}])|{circle}|某(?=[万亿%‰])))
          (?:\s?(?P<mult>[{MANY}]?{mult})(?![元]?级|级))?+(?P<many>(?:[余来几]|多(?!元化|元素|元发))(?:[ ]?(?P<late>[万亿]))?)?
          (?:\s?(?P<unit>{unit}))?+
        )
      | (?P<han>(?<![{HAN}点第几数])(?P<han_number>[{HAN}]++(?:点[{HAN}]++)?+|半)(?P<han_many>[余多来])?(?P<han_late>[万亿]*)
          (?:(?P<han_unit>{unit})(?!结构)|(?<=[万亿])(?=新?(?:大关|台阶|关口))))
        """,
        re.VERBOSE,
    )


NUMBER = number_pattern()
# Where a number can begin: a search for one character of a set is many times faster than trying all alternatives.
NUMERIC = re.compile(rf"[0-9_xX×*某半截到至OoＯ□{HAN}]")
DIMENSIONS = {unit: row.dimension for unit, row in load_units().items()} | {"": ""}
CENTURY = 2000  # 04年 is 2004.
MONTH_PARTS = {(1, 6): "H1", (7, 12): "H2"}


def month_part(first: int, last: int) -> str:
    """Months as a part of a period: 1 and 6 → H1, 1 and 7 → M1-7."""
    return MONTH_PARTS.get((first, last), f"M{first}-{last}")


def year_number(written: str) -> int | None:
    number = read_digits(written) if written[0].isdigit() else read_han(written)
    if number is None:
        return None
    return int(number) + (CENTURY if len(written) == len("04") else 0)


def read_moment(match: re.Match, kind: str) -> Moment:
    start, end = match.span(kind)
    if kind == "span":
        return Moment(start, end, int(match["from"]), int(match["to"]), "", "span")
    if kind == "year":
        year = year_number(match["named"])
        return Moment(start, match.end(), year, year, "", "year")
    if kind == "hidden_year":
        return Moment(start, match.end(), None, None, "", "hidden")
    if kind == "months":
        return Moment(start, end, None, None, month_part(int(match["first_month"]), int(match["last_month"])), "part")
    if kind == "han_months":
        first, last = read_whole_han(match["han_first"]), read_whole_han(match["han_last"])
        return Moment(start, end, None, None, month_part(first or 1, last or 12), "part")
    return Moment(start, end, None, None, month_part(1, int(match["until_month"] or match["by_month"])), "part")


def read_written(written: str) -> Decimal | None:
    return read_digits(written) if written[0].isdigit() else read_han(written)


def read_percent_words(match: re.Match) -> Quantity | tuple[Quantity, Quantity]:
    """百分之八点五 is 8.5 with the unit %, 千分之六 is 6 with the unit ‰; 百分之八至九 is two."""
    unit = "%" if match["per"] == "百" else "‰"
    bound = "ge" if match["per_many"] else ""
    end = match.end("per_many")
    first = Quantity(match.start(), end, read_written(match["per_number"]), unit, DIMENSIONS[unit], bound, False)
    if not match["per_to"]:
        return first
    start = match.start("per_to")
    return first, Quantity(start, match.end(), read_written(match["per_to"]), unit, DIMENSIONS[unit], bound, False)


def read_han_quantity(match: re.Match) -> Quantity:
    value = read_han(match["han_number"])
    if value is not None:
        for multiplier in match["han_late"]:
            value *= MULTIPLIERS[multiplier]
    unit = match["han_unit"] or ""  # 突破百亿大关
    return Quantity(*match.span(), value, unit, DIMENSIONS[unit] or "amount", "ge" if match["han_many"] else "", False)


def read_quantity(match: re.Match) -> Quantity | None:
    """A quantity in digits or with its digits hidden; None for hidden digits without any unit."""
    mult, late, unit = match["mult"] or "", match["late"] or "", match["unit"] or ""
    many = match["many"]
    if mult and mult[0] in MANY:
        mult, many = mult[1:], mult[0]
    start, end = match.span("quantity")
    bound = "ge" if many else ""
    if match["hidden"] is not None:
        if not (unit or mult or late):
            return None
        return Quantity(start, end, None, unit, DIMENSIONS[unit] or "money", bound, True)
    value = read_digits(match["digits"])
    if value is not None:
        value = value * MULTIPLIERS[mult] * MULTIPLIERS[late]
    if not unit and mult in ("百", "千"):
        end, value = match.end("digits"), read_digits(match["digits"])
    if not unit and (mult or late) and not bound:
        return Quantity(start, end, value, "", "amount", bound, False)
    return Quantity(start, end, value, unit, DIMENSIONS[unit] or ("amount" if mult or late else ""), bound, False)


READERS = {"percent_words": read_percent_words, "han": read_han_quantity, "quantity": read_quantity}
OUTER = ("quantity", "year", "han", "percent_words", "months", "han_months", "span", "until", "hidden_year")


def outer_group(match: re.Match) -> str:
    return next(name for name in OUTER if match[name] is not None)


def joined(text: str, before: Quantity | Moment, number: Quantity) -> Quantity | None:
    """1亿2000万元, 6亿3千万元, 1亿零500万元: one number of two parts; None where the two are none."""
    if not isinstance(before, Quantity) or before.unit or before.bound or before.value is None:
        return None
    if number.value is None or not number.unit or text[before.end : number.start] not in ("", "零"):
        return None
    if number.value >= LARGE.get(text[before.end - 1], 0) or "." in text[before.start : before.end]:
        return None
    return number._replace(start=before.start, value=before.value + number.value)


def find_numbers(text: str, start: int, end: int) -> list[Quantity | Moment]:
    """Quantities and moments of `text[start:end]`, in order; `text` must be normalised."""
    found: list[Quantity | Moment] = []
    seek, match_at = NUMERIC.search, NUMBER.match
    candidate = seek(text, start, end)
    while candidate:
        position = candidate.start()
        match = match_at(text, position, end)
        if match:
            position = match.end()
            kind = outer_group(match)
            reader = READERS.get(kind)
            number = reader(match) if reader else read_moment(match, kind)
            if isinstance(number, Quantity | Moment):
                if found and isinstance(number, Quantity) and (whole := joined(text, found[-1], number)):
                    found[-1] = whole
                else:
                    found.append(number)
            elif number is not None:
                found.extend(number)
        else:
            position += 1
        candidate = seek(text, position, end)
    return found
