"""Names of indicators in a sentence: they open or extend the group of subjects, or take the numbers before them."""

import re

from analysis.extract.marks import Mark
from analysis.extract.quantities import NUMERIC, Quantity
from analysis.extract.reading import ReaderState, Subject, fits
from analysis.lexicon.indicators import Indicator
from analysis.lexicon.wording import load_wording

ADDING = load_wording()["adding"]
# 新增高新技术企业6家、研发中心1家，科技型中小企业9家: counted on in a list of new ones.
ADDED_LIST = re.compile(rf"(?:{'|'.join(ADDING)})(?:[^，,。；;\d]{{2,24}}\d+[家户个名](?:以上)?[，,、]){{1,6}}$")
COUNTED = re.compile(r"\d+[家户个]")
# 民营经济增加值在生产总值中的比重: the name is the whole of which another is a share.
SHARE_OF_WHOLE = re.compile(r"(?:中|里|之中)?(?:的|所)?(?:占比|比重|比例|占)")
VILLAGES = re.compile(r"辖[^。；]{0,40}(?:村|社区|居委会|小组)")
HOUSEHOLDS = re.compile(
    r"(?<!贫困)(?<!低保)(?:有|[，,、]|总|农|住)(?:农|居民|总|常住|居)?(?:户数?)?(?:为|约)?\s?\d[\d.]*万?户[，,、]?(?:共有|有|共)?(?:总|农业|户籍|常住)?(?:人口)?(?:约|共)?\s?$"
)
INHABITANTS_END = re.compile(r"口?(?:[，,。；;、(]|\s|$)")
JOINT_PROPOSALS = re.compile(
    r"(?:和|、|与|及|以及)(?:[省市县区]级?)?(?:政协)?(?:委员)?(?:会)?提案"
)  # 47件人大代表建议和政协提案
COUNTED_BY = re.compile(r"[\dxX×_*]")  # 开展制造业招商，… tells no figure of its own, and narrows none.
GROWN_BY = re.compile(r"[，,](?:同比|比上年)?(?:增长|下降|提高)[\d.]+%(?:以上|左右)?")
COMMA = re.compile("[，,；;]")
OF_CLAUSE_BEFORE = load_wording()["of_clause_before"]
LISTED = re.compile("[、和与及]")
MEASURED_BY = load_wording()["measured_by"]
MULTIPLIER_WORDS = "百千万亿"


class Names(ReaderState):
    """Names: accepted, refused, carried on from another, or standing behind their numbers."""

    def on_name(self, mark: Mark) -> None:
        name = mark.load
        if self.chain and (name.behind or name.level) and self.take_before(mark):
            return
        if not (name.level or name.growth or name.share or name.pair or name.carried):
            self.on_topic(mark)
            return
        if name.carried and not (name.level or name.pair):
            self.on_carried(mark)
            return
        if self.compares(mark):
            self.governing.compare = not (self.group and SHARE_OF_WHOLE.match(self.text, mark.end))
            return
        if self.governing.share_of and not name.share:
            self.governing.share_of = False
            return
        if self.is_refused(mark):
            self.refuse(mark)
            return
        self.governing.adding = adding = self.governing.adding or self.goes_on_adding(mark)
        subject = Subject(name, mark.start, mark.end, adding, self.text[mark.start : mark.end])
        if self.open and self.listing and self.group:
            self.group.append(subject)
        else:
            self.group = [subject]
        self.open, self.named_here, self.unknown = True, True, ""
        self.named.update(indicator.id for indicator in name.level)
        self.spoken.update((indicator.id, mark.start) for indicator in name.level)
        self.listing = False
        if any(one.adding or one.stock for one in name.level) and subject.words.startswith(ADDING):
            self.governing.adding = True
        if any(indicator.verbal for indicator in name.level) and not self.governing.wording_idle:
            self.governing.wording = "-"
        self.governing.new_name()
        self.chain = []

    def is_refused(self, mark: Mark) -> bool:
        """Whether the words around a name make it another thing; a part of the place goes on to be spoken of."""
        refusal = self.whose.refuses(self, mark)
        if not refusal:
            listed = self.narrowed_list and self.listing and not self.group
            return listed and not all(one.dimension == "count" for one in mark.load.level)
        self.narrowed_list = self.narrowed_list or (refusal == "place" and not self.group)
        of_part = refusal == "place" and any(one.dimension == "money" for one in mark.load.level)
        of_part = of_part and COUNTED_BY.search(self.text, mark.end, self.clause_end(mark.end)) is not None
        if of_part and not self.named and not self.narrowed:
            self.narrowed, self.narrowed_head = True, self.clause_start == self.start
        return True

    def on_topic(self, mark: Mark) -> None:
        """新农合 names no figure, but what 参保率 behind it is of; like any word of no figure it stands in the way of numbers."""
        meant = [one for one in mark.load.topic if not self.text.endswith(one.narrow, self.start, mark.start)]
        if meant:
            self.spoken.update((one.id, mark.start) for one in meant)
            self.listing = False
        self.unknown += self.text[mark.start : mark.end]

    def goes_on_adding(self, mark: Mark) -> bool:
        """新增规上企业6家,科技型中小企业9家: the firms named next to bare numbers are new ones too."""
        counted = COUNTED.match(self.text, mark.end)
        if counted and self.clause_start == mark.start and any(one.adding for one in mark.load.level):
            return ADDED_LIST.search(self.text[self.start : mark.start]) is not None
        if not (self.governing.was_adding and self.group and self.clause_start == mark.start):
            return False
        before = self.text[max(self.start, self.group[0].start - 6) : self.group[0].end]
        firms = any(one.new or one.adding for one in mark.load.level)
        return firms and any(word in before for word in ADDING) and NUMERIC.match(self.text, mark.end) is not None

    def compares(self, mark: Mark) -> bool:
        """比一九七六年全省工业总产值还多, 收入高于经济增速: the name behind is only what another is compared with."""
        if self.group and self.open and self.text.endswith(MEASURED_BY, self.clause_start, mark.start):
            self.governing.grow = self.governing.grow or int(bool(mark.load.growth))
            return True
        before = self.text[self.clause_start : mark.start]
        if before.endswith("在") and SHARE_OF_WHOLE.match(self.text, mark.end):
            return True
        found = before[:1] in ("比", "较") and self.governing.base is not None and not self.governing.grow
        self.unknown += self.text[mark.start : mark.end] if found else ""
        return found

    def on_carried(self, mark: Mark) -> None:
        """综合收入 behind 旅游接待 is tourism revenue, 农业 behind 生产总值 its part; elsewhere they are unknown words."""
        indicator = self.carried_on(mark) if not self.unknown else None
        if indicator is None:
            if self.unknown:  # 蔬菜播种面积9万亩，产量20万吨: the rest is of what stands before the short name.
                self.forget(mark)
            self.on_topic(mark)
            return
        glued = self.open and self.group and self.group[-1].end == mark.start
        if glued and any(one.rate for one in self.group[-1].name.level):
            return  # 基本养老保险参保率: the rest of the name before it.
        name = mark.load._replace(level=(indicator,))
        self.group = [Subject(name, mark.start, mark.end, False, "")]
        self.open, self.named_here, self.unknown = True, True, ""
        self.governing.new_name()

    def forget(self, mark: Mark) -> None:
        """What was spoken of before is it no longer, for the names that go on from it."""
        for indicator in mark.load.carried:
            if indicator.id in indicator.after:
                for other in indicator.after:
                    self.spoken.pop(other, None)

    def carried_on(self, mark: Mark) -> Indicator | None:
        """参保率 is of the insurance spoken of last; None where nothing it can go on from was spoken of."""
        words = self.text[mark.start : mark.end]
        last, found = -1, None
        for indicator in mark.load.carried:
            for other in indicator.after:
                again = other == indicator.id and words in indicator.topic
                if self.spoken.get(other, -1) > last and not again:
                    last, found = self.spoken[other], indicator
        told = GROWN_BY.sub("", self.text[max(last, 0) : mark.start])
        if found and words in OF_CLAUSE_BEFORE and len(COMMA.findall(told)) > 1:
            return None
        return found

    def refuse(self, mark: Mark) -> None:
        """A narrower thing takes the numbers that follow, and they are not read; in a list it is a member unknown."""
        self.note(mark.start, mark.end, "narrower")
        if self.open and self.listing and self.group:
            self.unknown += self.text[mark.start : mark.end]
            return
        self.group, self.open = [], False
        self.unknown += self.text[mark.start : mark.end]

    def take_before(self, mark: Mark) -> bool:
        """1436户6785名贫困人口全面脱贫: the name stands behind its numbers."""
        if not self.chain or self.unknown or LISTED.search(self.text, self.chain[-1][0].end, mark.start):
            return False
        words = self.text[mark.start : self.clause_end(mark.end)]
        if JOINT_PROPOSALS.match(self.text, mark.end):
            return False
        taken = False
        for quantity, bound in self.chain:
            if self.text[quantity.start] in MULTIPLIER_WORDS or self.one_each(quantity):
                continue
            indicator = next(
                (one for one in self.behind_options(mark, quantity) if self.fits_behind(one, quantity, words)), None
            )
            subject = Subject(mark.load, mark.start, mark.end, False, "")
            own = indicator and (indicator.flow or not self.governing.adding)
            if own and not self.part_again(subject, indicator, "level"):
                self.emit(subject, indicator, quantity, "level", bound, "behind")
                taken = True
        self.chain = []
        return taken

    def inhabitants(self, quantity: Quantity) -> bool:
        """辖13个村，4762户、19158人: who lives in a place, told without a name behind its villages and households."""
        if quantity.unit != "人" or not INHABITANTS_END.match(self.text, quantity.end):
            return False
        before = self.text[self.start : quantity.start]
        return VILLAGES.search(before) is not None and HOUSEHOLDS.search(before) is not None

    def behind_options(self, mark: Mark, quantity: Quantity) -> tuple:
        """Names that stand behind their numbers, and counts of new things directly behind them (新增5家高新技术企业)."""
        name = mark.load
        if name.behind or self.text[quantity.end : mark.start].strip():
            return name.behind
        indicators = self.whose.indicators
        counted = [
            indicators[one.new] if one.new and self.governing.adding else one
            for one in name.level
            if one.behind or one.new or one.flow
        ]
        return tuple(
            one for one in counted if not one.new and (not one.id.startswith("firms") or self.governing.adding)
        )

    def fits_behind(self, indicator: Indicator, quantity: Quantity, words: str) -> bool:
        counted = indicator.dimension == "money" and quantity.dimension == "amount"  # 5.5万低保对象
        return (
            fits(indicator, quantity)
            and not counted
            and (not indicator.with_words or any(word in words for word in indicator.with_words))
        )
