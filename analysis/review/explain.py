"""The derivation of one figure: the words it was read by, the setting it stood in, or why a number gave no fact."""

from collections.abc import Callable
from decimal import Decimal

from analysis.corpus.segment import sentence_spans
from analysis.extract import account_numbers, marks_of, read_report
from analysis.extract import marks as kinds
from analysis.extract.marks import Mark
from analysis.extract.quantities import normalise
from analysis.extract.sentence import SentenceReader
from analysis.extract.setting import Setting, Settings
from analysis.extract.whose import Whose
from analysis.lexicon.indicators import load_indicators
from analysis.model import Fact, Report

KIND_NAMES = {value: name for name, value in vars(kinds).items() if name.isupper() and isinstance(value, int)}
REASONS = {
    "narrower": "名称前后的词使它另有所指(某个企业、园区、村、项目,或上级、别处的数字)",
    "no_subject": "前面没有可归的指标名称,或名称已被别的事物接替",
    "no_amount": "只有“亿元”之类的量级,没有数目",
    "unknown": "与指标名称之间隔着不认识的词",
    "no_measure": "单位或用词不像该指标的数量(例如增量、与别处比较的差)",
    "no_company": "句中缺少该指标所需的搭配词",
}
ROLES = {
    "fact": "指标数字",
    "quantity": "其他数量",
    "date": "日期",
    "ordinal": "序数",
    "name": "名称的一部分",
    "unread": "未读",
}


Names = Callable[[str, str], str]


def ids(_group: str, value: str) -> str:
    """The names of a reader who knows the program: the ids themselves."""
    return value


def explain(report: Report, offset: int, names: Names = ids) -> str:
    """How the number at an offset of the report's text was read, in words; where none stands there, that is said.

    `names` gives a value of one of the model's lists its name: names("measure", "yoy").
    """
    facts = read_report(report)
    hit = [fact for fact in facts if fact.start <= offset < fact.end]
    span = next(((start, end) for start, end in sentence_spans(report.text) if start <= offset < end), None)
    if span is None:
        return f"偏移 {offset} 不在正文之内。"
    lines = [f"句子 [{span[0]}, {span[1]}):{report.text[span[0] : span[1]].strip()}"]
    settings = Settings(report, normalise(report.text))
    lines.append(setting_line(settings.at(span[0]), names))
    marks, trace = read_again(report, span, settings)
    lines.append("词语:" + " · ".join(mark_words(report.text, mark, names) for mark in marks))
    lines += [fact_line(fact, names) for fact in hit] if hit else refusal_lines(report, facts, offset, trace)
    return "\n".join(lines)


def read_again(report: Report, span: tuple[int, int], settings: Settings) -> tuple[list[Mark], list]:
    """The marks of a sentence, and what was refused in it and why."""
    text = normalise(report.text)
    marks = marks_of(text, *span)
    reader = SentenceReader(text, *span, settings.at(span[0]), settings.years, Whose(report, text))
    reader.trace = []
    reader.read(marks)
    return marks, reader.trace


def setting_line(setting: Setting, names: Names = ids) -> str:
    way = "规划(目标)" if setting.target else "回顾(结果)"
    span = f",跨 {setting.span[0]}-{setting.span[1]} 年" if setting.span else ""
    return f"语境:{way},时期 {names('period', setting.point)}{span}"


def mark_words(text: str, mark: Mark, names: Names = ids) -> str:
    words = text[mark.start : mark.end]
    return f"{words}<{names('mark', KIND_NAMES[mark.kind].lower())}>"


def fact_line(fact: Fact, names: Names = ids) -> str:
    name = load_indicators().by_id[fact.metric].zh
    value = "隐去" if fact.redacted else ("未写数目" if fact.value is None else amount(fact.value, fact.unit))
    parts = [names("measure", fact.measure.value), names("kind", fact.kind.value), names("period", fact.period)]
    parts += [names("bound", fact.bound.value)] if fact.bound.value != "eq" else []
    parts += [names("wording", fact.wording.value)] if fact.wording.value != "-" else []
    rule = names("rule", fact.rule)
    return f"读作:{fact.quote} → {name}({fact.metric}) · {' · '.join(parts)} · {value};规则 {rule}"


def amount(value: float | Decimal, unit: str) -> str:
    """A value as people write it: 43.5亿元, not 4350000000.0 元."""
    value = float(value)
    if unit == "%":
        return f"{value:g}%"
    step, name = next(((step, name) for step, name in ((1e8, "亿"), (1e4, "万")) if abs(value) >= step), (1.0, ""))
    return f"{value / step:.10g}{name}{unit}"


def refusal_lines(report: Report, facts: list[Fact], offset: int, trace: list[tuple[int, int, str]]) -> list[str]:
    """Why the number at the offset gave no fact, with what it was read as instead."""
    mention = next((one for one in account_numbers(report, facts) if one.start <= offset < one.end), None)
    if mention is None:
        return [f"偏移 {offset} 处没有数字。"]
    noun = f",所数为“{mention.noun}”" if mention.noun else ""
    lines = [f"{mention.quote}:{ROLES[mention.role.value]}{noun}"]
    reasons = [why for start, end, why in trace if start < mention.end and mention.start < end]
    if "no_subject" in reasons and any(why == "narrower" and end <= mention.start for _, end, why in trace):
        reasons = ["narrower"]
    lines += [f"未成指标数字:{reason_words(why)}" for why in reasons]
    if not reasons:
        refused = [why for start, _, why in trace if why == "narrower" and start < mention.start]
        lines.append("未成指标数字:" + (REASONS["narrower"] if refused else "句中没有可归的指标名称"))
    return lines


def reason_words(why: str) -> str:
    code, _, detail = why.partition(":")
    return REASONS[code] + (f":{detail}" if detail else "")
