"""Runs of numbers: listed together, joined to ranges, sharing bounds and units, and given to names or refused."""

import re

from analysis.extract import marks as kinds
from analysis.extract.aims import AIM_BEHIND, RATE_OF_TASK, TASK_DONE, TASK_MEASURED
from analysis.extract.figures import Figures
from analysis.extract.marks import Mark, find_words
from analysis.extract.names import Names
from analysis.extract.numerals import MULTIPLIERS
from analysis.extract.quantities import Quantity
from analysis.extract.reading import GROWTH, Subject, fits
from analysis.lexicon.wording import load_wording

WORDS = load_wording()
LINKS = frozenset(WORDS["link"])
RANGES = frozenset(WORDS["range"])
GOES_ON, BOUND_WORDS = WORDS["goes_on"], WORDS["bound"]
STILL_AMOUNT, COUNTED_NOUNS = WORDS["still_amount"], WORDS["counted_noun"]
HAN = re.compile(r"[\u4e00-\u9fff]")
MULTIPLIER = re.compile(r"[十百千]?[万亿]")
DOUBLED_IN = re.compile(r"年(?:实现)?翻")
AFFECTED = re.compile("受.{1,20}影响")  # 一季度受疫情影响下降3%: what caused a change is not what it is of.
PROJECT_TOPIC = re.compile(r"(?:项目|工程|公司)[，,]$")
GROWN = {"times", "percent"}  # 分别增长1倍和64.2%
LIGHT = 6
SHORTEST_NOUN = 3
HEAVY = re.compile("|".join(WORDS["heavy"]) + "|的[^的]{2,}")


class Runs(Names, Figures):
    """Takes numbers as they are listed and finds their subjects."""

    def read_run(self, marks: list[Mark], index: int) -> int:
        """Take the numbers listed from here on, with the bounds behind them, and give them to their names."""
        run: list[list] = []
        place = index
        while place < len(marks):
            mark = marks[place]
            if mark.kind != kinds.QUANTITY or self.is_ratio(mark):
                break
            if run and not self.links(run, mark):
                break
            run.append([mark.load, "", False])
            self.done = mark.end
            place = self.take_after(marks, place + 1, run)
            place = self.skip_links(marks, place)
        if not run:
            self.done = marks[index].end
            self.unknown += "比"
            self.governing.from_point = ""  # 由12:48:40调整为10:45:45
            return index + 1
        if len(run) == 1 and DOUBLED_IN.match(self.text, self.done):
            return place
        if len(run) == 1 and self.inhabitants(run[0][0]):
            self.count_inhabitants(run[0][0], run[0][1])
            return place
        if len(run) == 1 and self.stands_before_name(marks, place, run[0][0]):
            self.chain = [*(self.chain if not self.unknown else []), (run[0][0], run[0][1])]
            self.unknown = ""
            return place
        if self.qualifies_noun(run):
            self.unknown += "的"
            return place
        self.assign(run)
        return place

    def stands_before_name(self, marks: list[Mark], place: int, quantity: Quantity) -> bool:
        """5家高新技术企业: the number belongs to the name directly behind it, not to the one before."""
        if place >= len(marks) or marks[place].kind != kinds.NAME or marks[place].start != self.done:
            return False
        if quantity.dimension not in ("count", "area", "amount"):
            return False
        words = self.text[marks[place].start : self.clause_end(marks[place].end)]
        return any(self.fits_behind(one, quantity, words) for one in self.behind_options(marks[place], quantity))

    def qualifies_noun(self, run: list[list]) -> bool:
        """亿元以上项目 and 5000万元的工程 tell of a noun, not an amount reached."""
        behind = self.text[self.done : self.done + 4]
        quantity, bound, _ = run[-1]
        if (
            not behind
            or quantity.dimension not in ("money", "amount", "count")
            or RATE_OF_TASK.match(self.text, self.done)
        ):
            return False
        if quantity.dimension == "money" and behind.startswith(COUNTED_NOUNS):
            return True
        if bound:
            return HAN.match(behind) is not None and not behind.startswith(GOES_ON)
        return behind[0] == "的" and quantity.dimension == "money" and not behind.startswith(STILL_AMOUNT)

    def take_after(self, marks: list[Mark], place: int, run: list[list]) -> int:
        if place < len(marks) and marks[place].kind == kinds.AFTER and marks[place].start - self.done <= 1:
            gap = self.text[self.done : marks[place].start]
            if gap.strip("%％‰。的 “”") == "":
                run[-1][1] = marks[place].load
                self.done = marks[place].end
                return place + 1
        return place

    def skip_links(self, marks: list[Mark], place: int) -> int:
        """Linking words between two numbers (和, 与) are marks of their own: step over them."""
        ahead = place
        while (
            ahead < len(marks)
            and marks[ahead].kind in (kinds.FILL, kinds.REACH)
            and marks[ahead].end - marks[ahead].start == 1
        ):
            ahead += 1
        if ahead > place and ahead < len(marks) and marks[ahead].kind == kinds.QUANTITY:
            between = self.between(marks[ahead])
            if between in LINKS or between in RANGES:
                return ahead
        return place

    def between(self, mark: Mark) -> str:
        """What stands between the number before and a mark, without the minus of the next number (5.2%和-1.1%)."""
        between = self.text[self.done : mark.start].replace(" ", "").replace("&nbsp;", "")
        return between[:-1] if between[-1:] == "-" and between[:-1] in LINKS else between

    def links(self, run: list[list], mark: Mark) -> bool:
        between = self.between(mark)
        last, quantity = run[-1][0], mark.load
        if between in RANGES and not run[-1][1] and (last.unit == quantity.unit or last.dimension in ("", "amount")):
            run[-1][2] = True
            return True
        if between in LINKS and self.of_pair(last, quantity, len(run)):
            return True
        same = last.dimension == quantity.dimension or last.dimension in ("", "amount") or quantity.dimension == ""
        if same and last.unit and quantity.unit and last.unit != quantity.unit:
            return self.governing.each and between in LINKS and len(self.group) > len(run)
        if not same:
            return between in LINKS and {last.dimension, quantity.dimension} == GROWN
        if between in ("，", ",", "；"):
            return self.governing.each and last.dimension == quantity.dimension
        return between in LINKS

    def of_pair(self, last: Quantity, quantity: Quantity, place: int) -> bool:
        """播种面积和产量分别稳定在17万亩和9万吨: each number has the unit of its own part of the pair."""
        pair = self.group[0].name.pair if len(self.group) == 1 and self.governing.each else ()
        return place < len(pair) and fits(pair[place - 1], last) and fits(pair[place], quantity)

    def is_ratio(self, mark: Mark) -> bool:
        text = self.text
        before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
        return (before == ":" and text[mark.start - 2 : mark.start - 1].isdigit()) or (
            after[:1] == ":" and after[1:].isdigit()
        )

    def assign(self, run: list[list]) -> None:
        """Give each number of a run its subject, and read it."""
        entries = self.join_ranges(run)
        if self.governing.wording_idle and not self.named_here and self.group and not self.unknown:
            self.governing.wording_own = True
        self.governing.wording_idle = False
        self.share_bounds(entries)
        self.share_units(entries)
        if self.refused(entries):
            return
        if self.read_by_times(entries):
            return
        for (quantities, bound), (subject, rule) in zip(entries, self.subjects(len(entries), entries), strict=True):
            measure = ""
            for quantity in quantities:
                measure = (
                    self.read_number(subject, quantity, bound if len(quantities) == 1 else "range", rule) or measure
                )
            self.remember(subject, quantities[0], measure)
        self.after_run()

    def read_by_times(self, entries: list) -> bool:
        """生产总值一季度、上半年、全年分别增长3%、3.4%和4%: one name, and a number for each of the times listed."""
        if not (self.governing.each and len(self.group) == 1 and len(self.times) == len(entries) > 1):
            return False
        if len(self.expand(len(entries))) > 1 or self.times[0][0] < self.clause_start:
            return False
        governing, measure = self.governing, ""
        for (quantities, bound), (_, point, target) in zip(entries, self.times, strict=True):
            governing.point, governing.target, governing.span = point, target, None
            for quantity in quantities:
                shared = bound if len(quantities) == 1 else "range"
                measure = self.read_number(self.group[0], quantity, shared, "each") or measure
        self.remember(self.group[0], entries[-1][0][0], measure)
        self.after_run()
        return True

    def join_ranges(self, run: list[list]) -> list[tuple[list[Quantity], str]]:
        entries: list[tuple[list[Quantity], str]] = []
        joined = False
        for quantity, bound, opens in run:
            if joined:
                first = entries[-1][0][0]
                if first.dimension in ("", "amount") and quantity.dimension not in ("", "amount"):
                    first = first._replace(dimension=quantity.dimension, unit=quantity.unit, value=first.value)
                entries[-1] = ([first, quantity], bound)
            else:
                entries.append(([quantity], bound))
            joined = opens
        return entries

    def share_bounds(self, entries: list) -> None:
        """A bound behind the last number of a list governs all that have none of their own."""
        last = entries[-1][1]
        if last and len(entries) > 1 and not any(bound for _, bound in entries[:-1]):
            entries[:] = [(quantities, bound or last) for quantities, bound in entries]

    def share_units(self, entries: list) -> None:
        """2.7和2.4倍: the last unit is that of all."""
        last = entries[-1][0][-1]
        if last.dimension not in ("", "amount") and len(entries) > 1:
            for position, (quantities, bound) in enumerate(entries[:-1]):
                if len(quantities) == 1 and quantities[0].dimension == "":
                    only = self.share_multiplier(quantities[0]._replace(unit=last.unit, dimension=last.dimension), last)
                    entries[position] = ([only], bound)

    def share_multiplier(self, quantity: Quantity, last: Quantity) -> Quantity:
        """4895和2608亿元: the 亿 of the last number is that of all; of plain counts and rates there is none."""
        written = MULTIPLIER.search(self.text, last.start, last.end)
        if written is None or quantity.value is None:
            return quantity
        return quantity._replace(value=quantity.value * MULTIPLIERS[written[0]])

    def refused(self, entries: list) -> bool:
        """Unknown words between name and number, or none of the names known: the number belongs to something else."""
        if self.governing.share_of and self.group:
            self.unknown = self.before_share  # 占全年支出的50%: what it is a share of is no word in between.
        if self.counts_other(entries) or self.of_project_before(entries):
            self.unknown += "名"
        elif self.group and self.named_here and self.near_enough(entries):
            return False
        if self.counts_noun(entries):
            self.unknown += "名"
        if self.governing.all and not self.group and not self.unknown and len(entries) == 1:
            self.group = [subject for subject, _ in self.items[-2:] if subject][:1]
        if self.group and not self.named_here and (not self.unknown or self.of_running_subject(entries)):
            return False
        listed = self.governing.each or (self.governing.grow and not self.group and self.apart(len(entries)))
        if listed and self.items and not self.unknown:
            return False
        if self.group and len(entries) > 1 and (self.governing.each or self.open) and self.parts(entries):
            return False
        why = "no_subject" if not self.group else ("unknown:" + self.unknown)
        for quantities, _ in entries:
            self.note(quantities[0].start, quantities[-1].end, why)
        self.chain = (self.chain if self.adjacent(entries) else []) + [(q[0], b) for q, b in entries]
        for quantities, _ in entries:
            self.items.append((None, quantities[0]))
        if self.takes_over(entries):
            self.group, self.open = [], False
        self.unknown = ""
        self.after_run()
        return True

    def near_enough(self, entries: list) -> bool:
        """Whether the words between a name and its numbers are known, or few and light, or say that all members are meant."""
        self.unknown = AFFECTED.sub("", self.unknown)
        if not self.unknown:
            return True
        return self.open and (self.tolerable(entries) or (self.governing.all and len(entries) == 1))

    def counts_noun(self, entries: list) -> bool:
        """14360名毕业生 behind a comma counts what stands behind it, not what was spoken of before."""
        quantity = entries[-1][0][-1]
        if quantity.dimension != "amount" and (self.named_here or quantity.dimension != "count"):
            return False
        if RATE_OF_TASK.match(self.text, quantity.end):
            return False
        return HAN.match(self.text, quantity.end) is not None and not self.text.startswith(
            (*GOES_ON, *BOUND_WORDS), quantity.end
        )

    def counts_other(self, entries: list) -> bool:
        """与规上工业企业共建15家研发中心, and an amount carried on that qualifies a noun (安排3亿元专项资金): not the subject's."""
        quantity = entries[-1][0][-1]
        if quantity.dimension != ("count" if self.named_here else "money") or quantity.unit == "个":
            return False
        if not self.unknown_noun(quantity.end):
            return False
        return not self.named_here or bool(self.unknown)

    def of_project_before(self, entries: list) -> bool:
        """其中，总投资20亿元的光伏项目，已完成5亿元: an amount carried on is of the project that the clause before ends with."""
        if self.named_here or entries[-1][0][-1].dimension != "money":
            return False
        before = self.text[self.start : self.clause_start]
        statement = before[max(before.rfind("；"), before.rfind(";")) + 1 :]
        return "其中" in before and PROJECT_TOPIC.search(statement) is not None

    def unknown_noun(self, start: int) -> bool:
        """Whether a noun that is no word of ours stands directly at a place."""
        behind = self.text[start : start + 6]
        if not HAN.match(behind) or RATE_OF_TASK.match(self.text, start) or behind.startswith((*GOES_ON, *BOUND_WORDS)):
            return False
        words = find_words(behind)
        return not words or words[0].start > 0

    def of_running_subject(self, entries: list) -> bool:
        """完成市下达任务的102%, 完成县里下达的5亿元任务: how a task is done is told of the subject, whoever set it."""
        first = entries[0][0][0]
        if TASK_DONE.search(self.text, self.clause_start, first.start):
            return AIM_BEHIND.match(self.text, first.end) is not None
        if RATE_OF_TASK.match(self.text, first.end) and TASK_MEASURED.search(self.text, self.clause_start, first.start):
            return True
        return self.governing.task and entries[0][0][0].dimension == "percent" and self.tolerable(entries)

    def adjacent(self, entries: list) -> bool:
        return bool(self.chain) and self.text[self.chain[-1][0].end : entries[0][0][0].start] in ("", "、", "和", "，")

    def takes_over(self, entries: list) -> bool:
        """A number of a thing unknown takes the subject's place, unless it only compares (居第3位)."""
        return bool(self.unknown) or not self.group

    def tolerable(self, entries: list) -> bool:
        """A few unknown words may stand before money and percentages, none before a count or as the goods of 出口."""
        rate = entries[0][0][0].dimension == "percent" and len(self.unknown) < SHORTEST_NOUN  # 出口逆势增长8%
        if self.group and self.has_object(self.group[-1]) and not rate:
            return False
        if entries[0][0][0].dimension == "count" and not self.governing.reached:
            return False
        return len(self.unknown) <= LIGHT and not HEAVY.search(self.unknown)

    def has_object(self, subject: Subject) -> bool:
        """出口机电产品9亿元 is of those goods: an unknown noun directly behind a short name that is a verb too."""
        short = any(subject.words in indicator.alone for indicator in subject.name.level)
        return short and self.text.startswith(self.unknown, subject.end)

    def remember(self, subject: Subject | None, quantity: Quantity, measure: str) -> None:
        if measure not in ("yoy", "cagr", "cum", "pp", "share", "completion"):
            self.items.append((subject if measure else None, quantity))
        if measure:
            self.governing.last_measure = measure

    def after_run(self) -> None:
        governing = self.governing
        governing.base_used = governing.base_used or governing.base is not None
        governing.bound, governing.grow_waits = "", False
        governing.compare = governing.task = False
        governing.aim = False
        if governing.measured:  # 占全年任务2300万元的60%: what follows the aim is how far it is reached.
            governing.measured = governing.share = governing.share_of = False
            governing.task, governing.from_point = True, ""
        if governing.from_point.isdigit() and governing.last_measure not in GROWTH:
            governing.rise_from = int(governing.from_point)
        governing.from_point = ""
        self.open = False
        self.unknown = ""
        if self.governing.grow and governing.annual:
            governing.annual = False
