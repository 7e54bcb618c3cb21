"""Figures of one report that do not fit each other.

Nothing is called wrong: each problem names both places and says what does not fit, because of what. Only whole-year figures of the
same unit are compared, redacted ones never.
"""

import math
import re
from collections.abc import Iterable
from itertools import pairwise

from analysis.checks.figures import Figure, Figures, Key, apart, gather, single
from analysis.lexicon.relations import relations
from analysis.model import Fact, FactKind, Measure, Problem, Report, SectionRole, Wording

YEAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4})-(\d{4})")
INCOME_RATIO = re.compile(
    r"收入(?:差距)?(?:之)?比[^。；;，,\n]{0,14}?(\d(?:\.\d+)?)\s*[:：∶]\s*1(?!\d|缩小|下降|降|减|调整|扩大|变)"
)
SHORTEST_NAME = 3
DIGIT = re.compile(r"\d")
FARTHEST = 2.5
FARTHEST_APART = 150
# 完成计划指标的117%: a share of what was planned, no average.
PLANNED_INDICATOR = "指标"
BEFORE = 60
CLAUSE = re.compile(r"[，,。；;\n]")
BARE_VERB = re.compile(r"\s*(?:\d{4}年)?(?:提高|增加|上升)?[到至达为]{1,2}(?:了)?\s*")
COMPARED_TWICE = (Measure.LEVEL, Measure.YOY, Measure.CAGR)
GROWTH_PERCENT = frozenset({"%", "％"})

# Code, words, the figure that does not fit, and the one that it does not fit to.
Finding = tuple[str, str, Fact, Fact | None]


def check_report(report: Report, facts: list[Fact]) -> list[Problem]:
    """The contradictions among the figures of one report, in the order of the text."""
    figures = gather(report, facts)
    found = [
        *_stated_twice(figures),
        *_growth_against_levels(figures),
        *_averages(figures),
        *_completions(figures),
        *_sums(figures),
        *_orders(report, figures),
        *_units(report, facts),
    ]
    problems = [_problem(report, code, message, first, second) for code, message, first, second in found]
    problems += _income_ratios(report, figures)
    unique = {(problem.code, problem.start, problem.other_start): problem for problem in problems}
    return sorted(unique.values(), key=lambda problem: (problem.start or 0, problem.other_start or 0))


def _problem(report: Report, code: str, message: str, first: Fact, second: Fact | None) -> Problem:
    other = (second.start, second.end) if second else (None, None)
    return Problem(
        code,
        report.source,
        message,
        report.report_id,
        first.start,
        first.end,
        report.report_id if second else "",
        other[0],
        other[1],
    )


def _stated_twice(figures: Figures) -> Iterable[Finding]:
    """The same name with different values in two sentences; inside one sentence the second is a part or a stretch goal."""
    for key, found in figures.items():
        if key.measure not in COMPARED_TWICE or not (YEAR.fullmatch(key.period) or SPAN.fullmatch(key.period)):
            continue
        plain = [
            figure
            for figure in found
            if figure.whole and figure.one_year and figure.named and len(figure.name) >= SHORTEST_NAME
        ]
        for first, other in pairwise(plain):
            same = first.name == other.name and (first.role, first.aim) == (other.role, other.aim)
            same = same and first.sentence != other.sentence and _is_slip(first, other)
            if same and apart(first, other) and _near(first.value, other.value):
                what = f"“{first.name}”在同一时期({key.period})先后写作{first.fact.quote}和{other.fact.quote},两个数不相符。"
                yield "figure_stated_twice", what, first.fact, other.fact
                break


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether two figures are one mistold: their sentences name a year, or their digits are the same but for one or their order."""
    if one.dated and other.dated:
        return True
    digits = ["".join(DIGIT.findall(figure.fact.quote)) for figure in (one, other)]
    changed = len(digits[0]) == len(digits[1]) and sum(a != b for a, b in zip(*digits, strict=True)) == 1
    return changed or sorted(digits[0].strip("0")) == sorted(digits[1].strip("0"))


def _near(one: float, other: float) -> bool:
    """Not so far apart that two things must be meant, unless by a power of ten: a slip of the unit or of the decimal point."""
    low, high = sorted((abs(one), abs(other)))
    if low == 0:
        return high < 10
    return high / low < FARTHEST or abs(math.log10(high / low) - round(math.log10(high / low))) < 0.02


def _growth_against_levels(figures: Figures) -> Iterable[Finding]:
    tolerance = relations().tolerance
    for key, found in list(figures.items()):
        if key.measure is not Measure.YOY or not YEAR.fullmatch(key.period) or found[0].fact.unit not in GROWTH_PERCENT:
            continue
        before = single(figures, Key(key.metric, Measure.LEVEL, FactKind.RESULT, str(int(key.period) - 1)))
        now = single(figures, Key(key.metric, Measure.LEVEL, key.kind, key.period), before.fact.unit if before else "")
        growth = single(figures, Key(key.metric, Measure.YOY, key.kind, key.period))
        if before is None or now is None or growth is None or before.value <= 0 or now.sentence != growth.sentence:
            continue
        if now.fact.wording is Wording.STRIVE or any(each.adjusted for each in (before, now, growth)):
            continue
        if not 1 / FARTHEST <= now.value / before.value <= FARTHEST:
            continue
        allowed = tolerance["growth_real" if key.metric in relations().real else "growth"]
        computed = (now.value / before.value - 1) * 100
        open_end = 100 * (now.slack + before.slack) * now.value / before.value + growth.slack * abs(growth.value)
        if abs(computed - growth.value) > allowed + open_end:
            what = (
                f"{int(key.period) - 1}年{before.fact.quote}到{key.period}年{now.fact.quote},推算增长{computed:.1f}%,"
                f"与所写的{growth.fact.quote}不相符(价格、口径或修订也会造成差别)。"
            )
            yield "growth_unlike_levels", what, growth.fact, before.fact


def _averages(figures: Figures) -> Iterable[Finding]:
    """年均 and cumulated growth against the levels at both ends; a plan's span begins with the year before its first or with it."""
    tolerance = relations().tolerance
    for key, found in list(figures.items()):
        span = SPAN.fullmatch(key.period)
        if not span or key.measure not in (Measure.CAGR, Measure.CUM) or found[0].fact.unit not in GROWTH_PERCENT:
            continue
        first, last = int(span[1]), int(span[2])
        growth = single(figures, key, one_year=False)
        end = single(figures, Key(key.metric, Measure.LEVEL, key.kind, span[2]), one_year=False)
        computed: list[tuple[float, Figure, int]] = []
        for base in (first, first - 1):
            start = single(
                figures,
                Key(key.metric, Measure.LEVEL, FactKind.RESULT, str(base)),
                end.fact.unit if end else "",
                one_year=False,
            )
            if start is not None and end is not None and start.value > 0 and end.value > 0 and last > base:
                ratio = end.value / start.value
                years = last - base if key.measure is Measure.CAGR else 1
                computed.append(((ratio ** (1 / years) - 1) * 100, start, base))
        allowed = tolerance["average_real" if key.metric in relations().real else "average"]
        if key.measure is Measure.CUM:
            allowed *= 6
        if (
            growth is None
            or end is None
            or growth.adjusted
            or PLANNED_INDICATOR in growth.name
            or end.fact.wording is Wording.STRIVE
            or not computed
            or _belongs_to_another(figures, growth, [rate for rate, _, _ in computed], allowed)
            or any(abs(rate - growth.value) <= allowed for rate, _, _ in computed)
        ):
            continue
        rate, start, base = computed[0]
        name = "年均增长" if key.measure is Measure.CAGR else "累计增长"
        what = f"{base}年{start.fact.quote}到{last}年{end.fact.quote},推算{name}{rate:.1f}%,与所写的{growth.fact.quote}不相符(价格、口径或修订也会造成差别)。"
        yield "average_unlike_ends", what, growth.fact, start.fact


def _belongs_to_another(figures: Figures, growth: Figure, rates: list[float], allowed: float) -> bool:
    """Whether another average of the same sentence fits: 年均分别增长9%和12%, read the other way round."""
    return any(
        figure.sentence == growth.sentence and figure is not growth and abs(figure.value - rate) <= allowed
        for key, found in figures.items()
        if key.measure is Measure.CAGR
        for figure in found
        for rate in rates
    )


def _completions(figures: Figures) -> Iterable[Finding]:
    allowed = relations().tolerance["completion"]
    for key, found in list(figures.items()):
        if (
            key.measure is not Measure.COMPLETION
            or key.kind is not FactKind.RESULT
            or found[0].fact.unit not in GROWTH_PERCENT
        ):
            continue
        target = single(figures, Key(key.metric, Measure.LEVEL, FactKind.TARGET, key.period))
        result = single(
            figures, Key(key.metric, Measure.LEVEL, FactKind.RESULT, key.period), target.fact.unit if target else ""
        )
        if target is None or result is None or target.value <= 0:
            continue
        share = result.value / target.value
        if abs(share - found[0].value / 100) > allowed + target.slack + result.slack:
            what = f"结果{result.fact.quote}是目标{target.fact.quote}的{share:.1%},与所写的完成{found[0].fact.quote}不相符。"
            yield "completion_unlike_target", what, found[0].fact, target.fact


def _sums(figures: Figures) -> Iterable[Finding]:
    allowed = relations().tolerance["sum"]
    for key in list(figures):
        parts = relations().sums.get(key.metric)
        if parts is None or key.measure is not Measure.LEVEL or not YEAR.fullmatch(key.period):
            continue
        whole = single(figures, key)
        held = [
            single(figures, Key(part, Measure.LEVEL, key.kind, key.period), whole.fact.unit if whole else "")
            for part in parts
        ]
        present = [part for part in held if part is not None]
        if whole is None or len(present) < len(parts):
            continue
        total = sum(part.value for part in present)
        if abs(total - whole.value) > allowed * whole.value:
            listed = "、".join(part.fact.quote for part in present)
            what = f"各部分{listed}相加为{total:.4g},与总数{whole.fact.quote}不相符。"
            yield "parts_unlike_whole", what, whole.fact, present[0].fact


def _side_by_side(report: Report, one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one paragraph and close by: further apart, they may be of different places."""
    first, last = sorted((one.fact.start, other.fact.start))
    return last - first <= FARTHEST_APART and "\n" not in report.text[first:last]


def _orders(report: Report, figures: Figures) -> Iterable[Finding]:
    for order in relations().orders:
        for key in [key for key in figures if key.metric == order.less and key.measure is Measure.LEVEL]:
            less = single(figures, key)
            more = single(figures, Key(order.more, Measure.LEVEL, key.kind, key.period), less.fact.unit if less else "")
            if less is None or more is None or not YEAR.fullmatch(key.period) or not _side_by_side(report, less, more):
                continue
            if less.value > more.value and apart(less, more):
                what = f"{order.why},但{key.period}年前者{less.fact.quote}大于后者{more.fact.quote},不相符。"
                yield "part_above_whole", what, less.fact, more.fact


def _is_per_head(report: Report, fact: Fact) -> bool:
    """Whether the words before a figure say that it is a head's: 人均收入达到3万元, not 增加农民收入3亿元."""
    clauses = CLAUSE.split(report.text[max(0, fact.start - BEFORE) : fact.start])
    return "人均" in clauses[-1] or ("人均" in "".join(clauses[-2:]) and bool(BARE_VERB.fullmatch(clauses[-1])))


def _units(report: Report, facts: Iterable[Fact]) -> Iterable[Finding]:
    low, high = relations().per_head
    for fact in facts:
        if fact.value is None or fact.redacted or fact.measure != Measure.LEVEL:
            continue
        value = float(fact.value)
        if fact.metric in relations().per_head_metrics and fact.unit.startswith("元") and not low <= value <= high:
            if not _is_per_head(report, fact):
                continue
            what = f"人均收入写作“{fact.quote}”,合{value:.6g}元,与人均的量级不相符,单位可能有出入。"
            yield "unit_slip", what, fact, None
        if fact.metric in relations().rates and fact.unit in GROWTH_PERCENT and value > 100:
            yield "rate_above_hundred", f"比率写作“{fact.quote}”,超过百分之百,与比率不相符。", fact, None


def _income_ratios(report: Report, figures: Figures) -> list[Problem]:
    """城乡居民收入比 against the urban and rural incomes of the last year that gives both."""
    allowed = relations().tolerance["ratio"]
    pairs: list[tuple[str, Figure, Figure]] = []
    for key in figures:
        if key.metric == "disposable_income_urban" and key.measure is Measure.LEVEL and key.kind is FactKind.RESULT:
            urban = single(figures, key, one_year=False)
            for metric in ("disposable_income_rural", "net_income_rural"):
                rural = single(
                    figures,
                    Key(metric, Measure.LEVEL, FactKind.RESULT, key.period),
                    urban.fact.unit if urban else "",
                    one_year=False,
                )
                if urban and rural and rural.value > 0:
                    pairs.append((key.period, urban, rural))
    problems = []
    for match in INCOME_RATIO.finditer(report.text) if pairs else ():
        stated = float(match[1])
        ratios = [urban.value / rural.value for _, urban, rural in pairs]
        named = "城乡" in report.text[max(0, match.start() - 12) : match.end()] and not _is_planned(
            report, match.start()
        )
        if named and all(abs(ratio - stated) > allowed * stated for ratio in ratios):
            _, urban, rural = max(pairs, key=lambda pair: pair[0])
            what = (
                f"城镇{urban.fact.quote}与农村{rural.fact.quote}之比为{urban.value / rural.value:.2f}:1,"
                f"与所写的{match[1]}:1不相符。"
            )
            problems.append(
                Problem(
                    "ratio_unlike_incomes", report.source, what, report.report_id,
                    match.start(1), match.end(1), report.report_id, urban.fact.start, urban.fact.end,
                )
            )  # fmt: skip
    return problems


def _is_planned(report: Report, offset: int) -> bool:
    return any(
        section.start <= offset < section.end and section.role is SectionRole.PLAN for section in report.sections
    )
