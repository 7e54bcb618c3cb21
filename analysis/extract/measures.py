"""What a number says of its indicator: its amount, a growth, a share, a rate of completion; and of which period."""

from analysis.extract.quantities import Quantity
from analysis.extract.reading import (
    GROWTH,
    Governing,
    Subject,
    cagr_period,
    choose,
    cum_period,
    fits,
    level_period,
    streak_period,
)
from analysis.extract.setting import Years
from analysis.lexicon.indicators import Indicator
from analysis.lexicon.wording import load_wording

PERCENT = ("percent", "")
SPEEDS = load_wording()["speed"]
WHOLE = 100
GROWING_COUNTS = ("firms_above_scale_new", "firms_hightech_new")


def growth_measure(governing: Governing, words: str) -> str:
    """年均 makes an average, a base year or a span of years a growth over several years, else it is on the year before.

    The speed (增速) of a span of years is an average too; `words` are those of the name.
    """
    if governing.annual:
        return "cagr"
    if governing.same:
        return "yoy"
    base = governing.base or governing.rise_from
    if base:
        return "yoy" if governing.point == str(base + 1) else "cum"
    if governing.span and governing.spoken_span:
        return "cagr" if governing.speed or words.endswith(SPEEDS) else "cum"
    return "yoy"


def growth_period(measure: str, governing: Governing, years: Years) -> str:
    if measure == "cagr":
        return cagr_period(governing, years)
    if measure == "cum":
        if governing.doubling:
            return f"{governing.doubling[0]}-{governing.doubling[1]}"
        base = governing.base or governing.rise_from
        if base and governing.base_span and governing.span and governing.span[0] == base + 1:
            return f"{governing.span[0]}-{governing.span[1]}"  # 累计投资9亿元，是“十一五”的3倍: one span by another.
        if base:
            return cum_period(base, governing.point)
        if governing.span:
            return f"{governing.span[0] - 1}-{governing.span[1]}"
    return governing.point


def percent_measure(subject: Subject, indicator: Indicator, quantity: Quantity, governing: Governing) -> str:
    """The measure of a percentage, "" where nothing says what it is of."""
    name = subject.name
    if governing.over and (quantity.value is None or quantity.value < WHOLE):
        return ""
    if governing.task:
        return "completion"
    if indicator.rate and not name.share:
        bare_change = governing.grow and not governing.reached and indicator.id not in ("cpi", "energy_intensity_cut")
        if bare_change or (quantity.dimension == "" and not governing.reached):
            return ""
        return "level" if quantity.dimension in ("percent", "permille", "") else ""
    if name.share and not governing.grow:
        return "share"
    if governing.share:
        return "share"
    if governing.grow or (name.growth and not name.level):
        return growth_measure(governing, subject.words)
    if governing.annual and quantity.dimension == "percent":
        return "cagr"
    if governing.last_measure in GROWTH and quantity.dimension == "percent":
        return governing.last_measure
    if governing.same and quantity.dimension == "percent":
        return "yoy"
    return ""


def is_increment(indicator: Indicator, subject: Subject, governing: Governing) -> bool:
    """增加300万元 and 新增贷款 tell a change, not the amount; 高新技术企业增长10户 tells the new ones."""
    if indicator.id in GROWING_COUNTS:
        return False
    if governing.adding and not indicator.flow and not governing.total:
        return True
    if governing.grow and not governing.reached:
        return True
    return subject.adding and not indicator.flow and not governing.total


def which(subject: Subject, quantity: Quantity, governing: Governing) -> Indicator | None:
    name = subject.name
    return choose(name.level or name.growth or name.share or name.carried or name.behind, quantity)


def read_measure(subject: Subject, indicator: Indicator, quantity: Quantity, governing: Governing) -> str:
    """The measure of a quantity, "" where it is none of the indicator's."""
    dimension = quantity.dimension
    if indicator.adding and not subject.adding:
        return ""
    if governing.compare:
        return ""
    if dimension in ("points", "permille_points"):
        if indicator.rate and governing.hold and not governing.grow:
            return "level"  # 涨幅控制在4个百分点以内
        of_share = governing.share_said or governing.last_measure == "share" or subject.name.share
        return "pp" if indicator.rate or indicator.dimension == "permille" or of_share else ""
    if dimension == "fold":
        return "cum"
    if dimension == "times":
        return "cum" if governing.grow or governing.base else ("yoy" if governing.same else "")
    if dimension == "permille":
        return "level" if indicator.dimension == "permille" else ""
    if indicator.dimension == "permille" and dimension in PERCENT:
        return "level" if not governing.grow else ""
    if dimension in PERCENT:
        return percent_measure(subject, indicator, quantity, governing)
    if quantity.unit == "个" and "人" in indicator.units and not subject.words.endswith("岗位"):
        return ""
    if not fits(indicator, quantity) or is_increment(indicator, subject, governing):
        return ""
    return "level"


def read_period(measure: str, indicator: Indicator, governing: Governing, years: Years, whole: bool) -> str:
    """The period a figure is about, as GUIDE.md writes periods: what grew from a year has that year."""
    if governing.from_point and measure in ("level", "share", "yoy"):
        return governing.from_point
    if governing.streak and measure in ("level", "yoy") and streak_period(governing):
        return streak_period(governing)
    if measure in GROWTH:
        return growth_period(measure, governing, years)
    if measure == "pp":
        if governing.base:
            return cum_period(governing.base, governing.point)
        if governing.span:
            return f"{governing.span[0]}-{governing.span[1]}"
        return governing.point
    if measure == "share" and governing.span and whole:
        return f"{governing.span[0]}-{governing.span[1]}"
    if measure == "level":
        return level_period(governing, indicator, whole)
    return governing.point
