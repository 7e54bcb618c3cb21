"""Aims told beside results: set for a number, behind it, in brackets, or as what a rate of completion is measured by."""

import re

from analysis.extract.numerals import read_whole_han
from analysis.extract.quantities import Quantity
from analysis.extract.reading import ReaderState
from analysis.lexicon.indicators import Indicator
from analysis.lexicon.wording import load_wording

SHORT_OF = load_wording()["short_of"]
GROWN_BEHIND = re.compile(
    r"(?:以上|左右|以内)?的?(?:高|较快|快速)?(?P<mean>年均|平均)?(?:增速|增幅|增长率|增长速度|速度增长|速度递增|增长(?=$|[，,；;、。\s]))"
)
AIM_BEHIND = re.compile(
    r"(?:左右|以内|以下|以上)?(?:的|(?=年初|全年|年度|既定|目标任务|目标的|任务的))(?:(?:预定|预期|年初|计划|既定|调控|控制|增长|全年|年度){0,3}(?:目标|任务)|(?:年初|全年|年度)?预期)"
)
# 超额完成50微克/立方米的年度目标: the number is that of the aim.
TASK_SET = re.compile(
    r"(?:收入|支出|投资|产值)(?:年初|全年|年度)?(?:任务|预算|计划|指标)(?:数|指标)?(?:为|是)?$"
)  # 收入任务174万元，完成198万元
# 县下达新增就业任务800人，完成850人; 年初计划新增就业4000人，实际4200人
TASK_GIVEN = re.compile(
    r"^(?:(?!完成|实现|超额?|争取)[^，。；、\d])*?下达[^，。；、\d]{0,16}(?:任务|计划|指标)(?:数|指标)?(?:为|是)?$|^年初(?:计划|原定|预定)(?!数|的|任务)[^，。；、\d]{1,12}$"
)
TASK_IN_BRACKETS = re.compile(r"(?:任务|计划|目标|预算)(?:数)?\($")  # 完成年度任务(3.7亿元)的125%
# 占全年任务2300万元的60%: the amount is the aim, the rate behind it how far it is reached.
TASK_MEASURED = re.compile(r"(?:占|为|是|完成了?|达到?)[^，。；、\d]{0,8}?(?:目标|任务|计划|预算){1,2}数?的?$")
OF_WHOLE_YEAR = re.compile(r"全年|年度|年初|年任务")
RATE_OF_TASK = re.compile(r"的\s?\d[\d.]*\s?%")
# 增长2%(预期目标8%), 新增就业5000人(计划4000人)
AIM_IN_BRACKETS = re.compile(r"\((?:全年|年度|年初|预期)?(?:计划|目标|任务|预期)(?:目标|数)?(?:为|是)?$")
# 年初预定分别增长11%和3%
AIM_BEFORE = re.compile(
    r"(?:年初)?(?:预定|原定|年初计划|年初确定)(?:目标)?(?:分别|为)?(?:增长|下降)为?(?:[\d.]+%[和、])*$"
)
YEARS_AGO = re.compile(r"(?:是|为|比|较)([二三四五六七八九十]|\d{1,2})年前的?(?:增长|提高|增加)?$")  # 是五年前的2倍
TASK_DONE = re.compile(r"(?:完成|优于|好于|低于|超过)了?(?:[^，。；、\d]{0,10}下达的?|年初|全年|年度)?$")


class Aims(ReaderState):
    """Tells, for one number, whether it is an aim, and what the words around it make of it."""

    def behind_words(self, indicator: Indicator, quantity: Quantity) -> None:
        """保持8%以上的增幅 and 低于8%的预定目标: what a percentage is of may stand behind it, an aim behind any number."""
        governing, before = self.governing, self.text[self.clause_start : quantity.start]
        self.find_aim(before, quantity)
        self.count_years_back(before)
        if quantity.dimension != "percent":
            return
        grown = GROWN_BEHIND.match(self.text, quantity.end)
        if grown:
            governing.grow = governing.grow or 1
            governing.annual = governing.annual or bool(grown["mean"])
        missed = governing.bound or governing.compare or self.text.startswith(SHORT_OF, self.clause_start)
        if missed and AIM_BEHIND.match(self.text, quantity.end):
            governing.aim, governing.bound = True, ""
            governing.compare = False
            governing.grow = governing.grow if indicator.rate else governing.grow or 1

    def find_aim(self, before: str, quantity: Quantity) -> None:
        """Whether the words of a clause before a number, or those behind it, make it an aim."""
        governing = self.governing
        in_brackets = AIM_IN_BRACKETS.search(self.text, self.start, quantity.start)
        if not governing.target and (AIM_BEFORE.search(before) or in_brackets):
            governing.aim, governing.task = True, False
        if TASK_DONE.search(before) and AIM_BEHIND.match(self.text, quantity.end):
            governing.aim, governing.bound, governing.task = True, "", False
        if not governing.target and quantity.dimension != "percent" and TASK_GIVEN.search(before):
            governing.aim, governing.task = True, False
        if quantity.dimension not in ("money", "amount"):
            return
        measured = RATE_OF_TASK.match(self.text, quantity.end) and TASK_MEASURED.search(before)
        set_before = TASK_SET.search(before) or TASK_IN_BRACKETS.search(self.text, self.start, quantity.start)
        governing.aim = governing.aim or bool(measured or set_before)
        governing.measured = bool(measured)
        if measured and OF_WHOLE_YEAR.search(measured[0]):
            governing.from_point = governing.point[:4]  # 截至6月底,…占全年任务1500万元的58%

    def count_years_back(self, before: str) -> None:
        """是四年前的2倍: the year it is counted from."""
        governing = self.governing
        years = YEARS_AGO.search(before)
        if years and governing.point[:4].isdigit() and not governing.base:
            count = int(years[1]) if years[1].isdigit() else read_whole_han(years[1]) or 0
            governing.base, governing.base_used = int(governing.point[:4]) - count, False

    def goal_in_brackets(self) -> str:
        """(年度目标6%以上) behind a growth rate is the target it is measured by."""
        self.governing.target, self.governing.wording = True, "-"
        return self.aside[-1][-1].last_measure
