"""One number at a time: whose it is in its list, what it measures, and the reading it becomes."""

import re
from itertools import pairwise

from analysis.extract.aims import Aims
from analysis.extract.marks import Name
from analysis.extract.measures import read_measure, read_period, which
from analysis.extract.quantities import Quantity
from analysis.extract.reading import Reading, Subject
from analysis.lexicon.indicators import Indicator
from analysis.lexicon.wording import load_wording

CHANGES = ("yoy", "cagr", "cum", "pp")
MINUS = re.compile(r"[\u4e00-\u9fff、，]\s?-\s?$")
OF_WHOLE = re.compile(r"的|(?:其中|有|的)?(?:约|近|超过?)?|的(?:总量|总额)的")
DIGIT = re.compile(r"\d")
PARTS = re.compile(r"、|和|与|以及|(?<![普涉])及")
# 其中，制造业项目90个，协议总投资147亿元: what is told of those counted is a part.
PART_COUNTED = re.compile(r"其中[，,:：]?[^，。；\d]{2,12}\d+[个家户](?:[，,、][^。；]*)?$")
# 五年来，粮食产量年均5万吨: a mean of years is the amount of none.
MEAN_AMOUNT = re.compile(r"(?:年均|平均每年)(?!增|递|提|下降|上升)[^，。；\d]{0,8}$")
ONE_MORE = re.compile(r"[再又连][^，。；\d]{0,2}[跨上迈登越]{1,2}了?$")  # 再跨千亿元台阶: one more of them.
PASSING = re.compile(r"[跨迈登跃站越突攀进破到过上超达的击向往]了?$")  # 分别迈上“2345”千亿台阶 counts marks.
AMOUNTS = ("money", "count", "mass", "area", "amount")
MULTIPLIER_WORDS = "百千万亿"
PASSED = load_wording()["passed"]
MARK_REACHED = load_wording()["mark_reached"]
PASSED_MARK = MARK_REACHED + load_wording()["passed_mark"]
WHOLE_SPAN = re.compile("|".join(load_wording()["whole_span"]))


class Figures(Aims):
    """Distributes numbers over subjects and makes readings of them."""

    def subjects(self, count: int, entries: list) -> list[tuple[Subject | None, str]]:
        """The subject of each of `count` numbers, with the rule that gave it."""
        group = self.expand(count)
        if count == 1:
            return [self.single(entries)]
        if len(group) == count and not self.unknown:
            return [(subject, "each") for subject in group]
        if self.governing.each:
            parts = self.of_topics(count) or self.parts(entries)
            if parts:
                return parts
            told = self.told_of()
            if len(told) >= count and not self.open:
                return [(subject, "items") for subject in told[-count:]]
        parts = self.parts(entries) or self.of_topics(count) if self.open else None
        if parts:
            return parts
        if not self.governing.each and self.apart(count):
            return [(subject, "items") for subject, _ in self.items[-count:]]
        last = self.group[0] if len(self.group) == 1 and self.passed_one_by_one(entries) else None
        return [(None, "")] * (count - 1) + [(last, "single" if last else "")]

    def passed_one_by_one(self, entries: list) -> bool:
        """先后突破20亿元、30亿元: of marks passed one after the other the last is the amount."""
        passed = self.governing.bound == "ge" or self.governing.reached
        money = all(quantities[0].dimension == "money" for quantities, _ in entries)
        return passed and money and self.named_here and not self.governing.each

    def told_of(self) -> list[Subject | None]:
        """The subjects of the amounts before, one that rose from an amount to another (由3亿元增加到5亿元) taken once."""
        subjects = [subject for subject, _ in self.items]
        return [one for one, after in pairwise([*subjects, None]) if one is None or one != after]

    def apart(self, count: int) -> bool:
        """城镇…24611元，农村…10007元，增长9.7%和9.5%: as many rates as different names with an amount before them."""
        last = [subject for subject, _ in self.items[-count:]]
        names = {subject.words if subject else "" for subject in last}
        return len(last) == count == len(names) > 1 and any(last) and not self.named_here

    def single(self, entries: list) -> tuple[Subject | None, str]:
        if not self.group:
            return None, ""
        subject = self.group[0]
        if subject.name.pair and not subject.name.level:
            first = subject.name.pair[0]
            if not (first.rate or self.governing.each or self.governing.all):
                return None, ""
            subject = subject._replace(name=subject.name._replace(level=(first,), pair=()))
        return subject, ("single" if self.named_here else "carried")

    def expand(self, count: int) -> list[Subject]:
        """The group with names that hold several indicators written out."""
        if len(self.group) == 1:
            name = self.group[0].name
            if len(name.pair) == count > 1:
                return self.written_out(self.group[0]._replace(name=name._replace(level=())))
            if name.level and len(name.level[0].splits) == count > 1:
                return [
                    self.group[0]._replace(name=name._replace(level=(self.whose.indicators[metric],)))
                    for metric in name.level[0].splits
                ]
        return self.group

    def parts(self, entries: list) -> list[tuple[Subject | None, str]] | None:
        """The names by their places in the list before the numbers, unknown members left out; None if the counts differ."""
        if not self.group or not self.named_here:
            return None
        subject = self.group[0]
        begin = max(
            self.text.rfind("，", self.start, subject.start) + 1, self.text.rfind("；", self.start, subject.start) + 1
        )
        begin = max(begin, self.start)
        if "分别" in self.text[begin : subject.start]:
            return None
        stop = self.text.find("分别", self.group[-1].end, entries[0][0][0].start)
        stop = stop if stop >= 0 else entries[0][0][0].start
        if len(PARTS.split(self.text[begin:stop])) != len(entries):
            return None
        if len(self.group) == 1 and self.whose.of_named_part(self.text[begin : subject.start]):
            return None
        given: list[tuple[Subject | None, str]] = [(None, "")] * len(entries)
        for one in self.group:
            place = len(PARTS.findall(self.text[begin : one.start]))
            for offset, single in enumerate(self.written_out(one)):
                given[place + offset] = (single, "part")
        return given

    def written_out(self, subject: Subject) -> list[Subject]:
        """A name that holds several indicators (工业总产值、增加值) as one subject for each."""
        name = subject.name
        if name.level or not name.pair:
            return [subject]
        return [subject._replace(name=name._replace(level=(one,), pair=())) for one in name.pair]

    def of_topics(self, count: int) -> list[tuple[Subject | None, str]] | None:
        """基本养老、基本医疗、失业保险制度建立,参保率分别达到…: a carried name stands for each of those listed a clause before."""
        subject = self.group[0] if len(self.group) == 1 else None
        if count < 2 or not (subject and subject.name.carried):
            return None
        begin = max(self.text.rfind(mark, self.start, self.clause_start - 1) + 1 for mark in "，,；;")
        begin = max(begin, self.start)
        head = self.text[begin : self.clause_start]
        if len(PARTS.split(head)) != count or DIGIT.search(head):
            return None
        given: list[tuple[Subject | None, str]] = [(None, "")] * count
        for one in subject.name.carried:
            at = self.spoken.get(one.id, -1)
            if begin <= at < self.clause_start:
                own = subject._replace(name=subject.name._replace(level=(one,)))
                given[len(PARTS.findall(self.text[begin:at]))] = (own, "part")
        return given

    def read_number(self, subject: Subject | None, quantity: Quantity, bound: str, rule: str) -> str:
        """Read one number as its subject's; returns the measure, "" where it is not."""
        if subject is None:
            self.note(quantity.start, quantity.end, "no_subject")
            return ""
        indicator = which(subject, quantity, self.governing)
        if indicator is None or self.no_amount(quantity):
            self.note(quantity.start, quantity.end, "no_amount")
            return ""
        indicator = self.new_or_stock(indicator, subject, quantity.dimension == "count")
        spent = self.spent(subject, indicator, quantity)
        if spent:
            self.emit(subject, spent, quantity, "share", bound, rule)
            return "share"
        measure = self.measure_of(subject, indicator, quantity)
        if not measure or not self.whose.permits(self, indicator, subject, measure):
            self.note(
                quantity.start,
                quantity.end,
                f"no_measure:{indicator.id}" if not measure else f"no_company:{indicator.id}",
            )
            if self.part_again(subject, indicator, "level"):
                # 其中外商直接投资9亿元，占全部的97%: nor is what is said of it.
                self.group, self.open = [], False
            return ""
        if measure == "level" and self.among and self.text.startswith("地方", subject.start):
            self.retell_whole(indicator, subject.start)
        if measure == "share" and indicator.ratio and self.to_whole(indicator, quantity):
            indicator, measure = self.whose.indicators[indicator.ratio], "level"
        self.emit(subject, indicator, quantity, measure, bound, rule)
        return measure

    def measure_of(self, subject: Subject, indicator: Indicator, quantity: Quantity) -> str:
        """What the number says of its indicator, "" where it is none of its figures."""
        self.behind_words(indicator, quantity)
        measure = read_measure(subject, indicator, quantity, self.governing)
        if (self.governing.total and indicator.adding) or self.part_again(subject, indicator, measure):
            return ""
        if measure == "completion" and self.aside and not self.text.startswith("的", quantity.start - 1):
            return self.goal_in_brackets()
        return measure

    def to_whole(self, indicator: Indicator, quantity: Quantity) -> bool:
        """研发投入…,占生产总值的2%: whether the share is the ratio that is an indicator of its own."""
        return any(word in self.text[self.clause_start : quantity.start] for word in indicator.ratio_to)

    def part_again(self, subject: Subject, indicator: Indicator, measure: str) -> bool:
        """…全部脱贫,其中173户349人稳定脱贫: a part of what was read before is not another amount of the place."""
        if measure != "level" or self.time_end > self.clause_start:
            return False  # 其中今年达到9亿元 is no part but another year.
        counted = PART_COUNTED.search(self.text, self.start, self.clause_start)
        if not (self.among or counted):
            return False
        if self.text.startswith("地方", subject.start):
            return False  # 一般预算收入161亿元,其中地方一般预算收入95亿元: the local one is the place's own.
        heads = counted is not None and not self.text[self.start : counted.start()].strip()
        told = [*self.whose.told_before, *self.readings] if heads else self.readings
        before = (one for one in told if one.start < self.clause_start and one.period == self.governing.point)
        return any((one.metric, one.measure) == (indicator.id, measure) for one in before)

    def retell_whole(self, indicator: Indicator, before: int) -> None:
        """财政一般预算收入20亿元，其中地方一般预算收入12亿元: what has a local part is the total, so far told under the same name."""
        whole = next((other for other in indicator.after if other != indicator.id), "")
        if not whole or any(one.metric == whole for one in self.readings):
            return
        for place, one in enumerate(self.readings):
            if one.metric == indicator.id and one.start < before:
                self.readings[place] = one._replace(metric=whole)

    def spent(self, subject: Subject, indicator: Indicator, quantity: Quantity) -> Indicator | None:
        """财政支出的86%用于民生, …12亿元,其中86%用于民生: a share told by what it is spent on; None where it is none."""
        between = self.text[max(subject.end, self.clause_start) : quantity.start]
        if quantity.dimension != "percent" or not OF_WHOLE.fullmatch(between):
            return None
        behind = self.text[quantity.end : self.clause_end(quantity.end)]
        for part in self.whose.parts_of.get(indicator.id, ()):
            if any(word in behind[:8] for word in part.spent) and any(word in behind for word in part.spent_on):
                return part
        return None

    def no_amount(self, quantity: Quantity) -> bool:
        """亿元 alone, one of each, marks of 千亿元 passed, means of years, and counts of years in which something fell (5连降)."""
        bare = not quantity.dimension and self.text.startswith(("连", "月"), quantity.end)
        bare = bare or (self.text[quantity.start - 1] == "个" and self.text[quantity.start] in MULTIPLIER_WORDS)
        before = self.text[self.clause_start : quantity.start]
        mean = quantity.dimension in AMOUNTS and MEAN_AMOUNT.search(before) is not None
        marked = self.text.startswith(("新", *MARK_REACHED), quantity.end)
        bare = bare or mean or (marked and ONE_MORE.search(before) is not None)
        bare = bare or (marked and not quantity.unit and PASSING.search(before) is None)
        return bare or self.lone_multiplier(quantity) or self.one_each(quantity)

    def lone_multiplier(self, quantity: Quantity) -> bool:
        """亿元 without a number is an amount only as a mark that is passed: 突破亿元大关."""
        written = self.text[quantity.start : quantity.start + 1]
        if written not in "万亿" or not written:
            return False
        if self.clause_end(quantity.end) == quantity.end and self.text.endswith(
            PASSED, self.clause_start, quantity.start
        ):
            return False  # 工业增加值突破万亿元，
        return not self.text.startswith(PASSED_MARK, quantity.end)

    def one_each(self, quantity: Quantity) -> bool:
        """就业一人、脱贫一户: a slogan, not a count."""
        return self.text[quantity.start] == "一" and quantity.value == 1 and quantity.dimension == "count"

    def new_or_stock(self, indicator: Indicator, subject: Subject, counted: bool) -> Indicator:
        """新增高新技术企业 are new ones; 总数达到 tells the stock."""
        indicators = self.whose.indicators
        growing = self.governing.grow > 0 and not self.governing.reached and self.open and counted
        behind = self.governing.adding and not self.governing.reached and counted
        if indicator.new and not self.governing.total and (subject.adding or growing or behind):
            return indicators[indicator.new]
        if self.governing.total and indicator.stock:
            return indicators[indicator.stock]
        if indicator.stock and self.governing.grow and not counted and "净增" in subject.words:
            return indicators[indicator.stock]  # 净增高新技术企业9家、增长20%: the stock grew by what came to it net.
        return indicator

    def count_inhabitants(self, quantity: Quantity, bound: str) -> None:
        """Read a count of people that has no name of its own as the population."""
        subject = Subject(Name(), quantity.start, quantity.start, False, "")
        self.emit(subject, self.whose.indicators["population"], quantity, "level", bound, "inhabitants")

    def falls(self, quantity: Quantity, measure: str) -> bool:
        """下降5% and 增长-5%: a word or a minus behind a word (not behind another number) says that the rate is negative."""
        rate = quantity.dimension in ("percent", "permille", "points")
        if rate and MINUS.search(self.text[max(self.start, quantity.start - 4) : quantity.start]):
            return measure in (*CHANGES, "level")
        return self.governing.grow < 0 and measure in CHANGES

    def starts_from(self) -> bool:
        """由8%提高到10% in a plan: what it rises from was reached before, and is no aim."""
        point, reviewed = self.governing.from_point, self.years.reviewed
        return point.isdigit() and reviewed is not None and int(point) <= reviewed

    def emit(
        self, subject: Subject, indicator: Indicator, quantity: Quantity, measure: str, bound: str, rule: str
    ) -> None:
        governing = self.governing
        near = self.text[max(self.clause_start, subject.start - 10) : quantity.start]
        near = self.text[max(self.start, subject.start - 10) : quantity.start] if not self.named_here else near
        near = near[-(quantity.start - self.time_end) :] if self.time_end > self.start else near
        yearly = "每年" in self.text[self.clause_start : quantity.start]
        listed = self.whole_since == self.clause_start and not indicator.rate  # 累计接待游客9万人次、旅游收入8亿元
        summed = WHOLE_SPAN.search(near)
        near_year = self.time_end > self.start and governing.span is None  # 五年来…，2020年共完成9亿元
        whole = yearly or listed or (summed is not None and not (near_year and summed[0] == "共完成"))
        whole = whole and not self.text.startswith(MARK_REACHED, quantity.end)
        self.whole_since = self.clause_start if whole and not yearly else -1
        if whole and governing.span is None and self.section_span and governing.point == str(self.section_span[1]):
            governing.span = self.section_span
        value = quantity.value
        if value is not None and self.falls(quantity, measure):
            value = -value
        self.readings.append(
            Reading(
                quantity.start,
                quantity.end,
                indicator.id,
                measure,
                governing.aim or governing.doubling_ahead or (governing.target and not self.starts_from()),
                read_period(measure, indicator, governing, self.years, whole),
                None if quantity.redacted or quantity.dimension == "fold" else value,
                quantity.unit or ("%" if measure in ("yoy", "cagr") else ""),
                bound or quantity.bound or governing.bound or "eq",
                "-" if governing.aim else governing.wording,
                governing.basis,
                quantity.redacted,
                rule,
            )
        )
