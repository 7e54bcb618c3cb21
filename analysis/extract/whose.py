"""Whose figure it is: the reporting place as a whole, or a firm, park, village, or another place."""

import re

from analysis.extract.marks import Mark
from analysis.lexicon.divisions import divisions
from analysis.lexicon.indicators import Indicator, load_indicators
from analysis.lexicon.levels import level_words
from analysis.lexicon.wording import load_wording
from analysis.model import Level, Report

HEAD_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|县|区|市|州|省|旗)")
WORDS = load_wording()
WHOLE_OF = ("全", "我")


def any_of(name: str) -> str:
    """A pattern for any word of a list, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(WORDS[name], key=len, reverse=True)) + ")"


# 8个先行镇财政收入, 20个村社实现财政收入: so many places within the place are parts of it, and not all of it.
SOME_PLACES = (
    r"(?:[\d一二两三四五六七八九十百余多]个[^，。；、\d]{0,6}?(?:镇街|街镇|街道|县|市|区|镇|乡|村))(?<![全我本该].)"
)
NARROWER = re.compile(
    rf"{SOME_PLACES}{any_of('lead_verb')}*$|{any_of('narrower')}{any_of('lead_verb')}*$|所有[^，。；]{{1,8}}$|[\d一二两三四五六七八九十]个?(?:县|市|区|镇|乡)的?$|(?<![全我本]){any_of('part_but_whole')}的?$"
)
SCENES, NO_SCENES = WORDS["scene"], WORDS["no_scene"]
LONGEST_HEADING = 40
SUFFIXES = "镇乡县区市州省旗"
HAN_END = re.compile(r"[\u4e00-\u9fff”]$")
BARE = re.compile(rf"(?:{any_of('lead_verb')}|20\d\d年|[\s“”])*")
PLACE = re.compile(r"([\u4e00-\u9fff]{1,4}?)(镇|乡|村|街道|县|区|市|州|省|旗)(?:的|累计|全年|共|预计|完成|实现)*$")
OWN_HEAD, LIST_MARKS = WORDS["own_head"], re.compile("[、和与及]")
NO_PLACE, VERBS = WORDS["no_place"], WORDS["verb"]
OWN_WORD = re.compile(rf"全[镇乡县区市州省旗盟国]|我[镇乡县区市州省旗国]|{any_of('own_topic')}")
# A clause that begins with the name of a part of the place: 高新区发展格局初步形成.
PART_LEAD = re.compile(
    rf"(?:^|[，；,;])(?!{any_of('acts')})[\u4e00-\u9fff“”]{{0,10}}?{any_of('part')}(?!招商|、|等|总?产值|总收入|增加值|营业收入)(?![^，。；]{{0,8}}\d+[家个])(?![^，。；]{{0,6}}(?:引领|带动|为载体|为平台|为龙头))"
    rf"|(?:^|[，；,;])(?!{any_of('acts')})[\u4e00-\u9fff“”]{{2,8}}(?<![全本我该])地区(?=已|成为|率先|继续)"
)
# 全国人大代表建议8件、省人大代表建议254件: what is counted before is done with.
COUNTED_BEFORE = re.compile(r".*\d[件家户人个]、")
SECTORS = ("primary_va", "secondary_va", "tertiary_va")
BY_SECTOR = re.compile(r"(?:分|从|按)(?:三次)?产业(?:看|分)")
FIRM_LEAD = re.compile(r"(?:企业|公司|厂)[^，。；]{0,16}(?:投产|达产|落户)[，,]$")  # 新引进企业投产，实现税收800万元
HEADING_BEFORE = re.compile(r"[^。\n\d]{2,16}。\s*$")  # 招商引资成效显著。实际到位资金8亿元
OWN_PREFIX = re.compile(r"(?:全|我|本|该|整个)(?:镇|乡|县|区|市|州|省|旗|盟|国|自治区|自治州|街道|地区)$")


def own_words(report: Report, text: str) -> tuple[str, ...]:
    """The words above this report's level, whose figures are not its own; by its level, else by what it calls itself most."""
    level = report.level
    if level == Level.UNKNOWN:
        level = guess_level(text)
    return level_words().above[level]


def guess_level(text: str) -> Level:
    """The level whose words for the whole of one's own place (全镇, 我县) stand most often."""
    counts = {
        level: sum(text.count(word) for word in words if word.startswith(WHOLE_OF))
        for level, words in level_words().own.items()
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else Level.UNKNOWN


def own_names(report: Report, text: str) -> tuple[str, ...]:
    """The names under which the place speaks of itself: those known of it and those in the head of the text, in full and short."""
    place = report.place
    names = {place.name, place.township, place.county, place.city, place.province}
    names.update(match[0] for match in HEAD_NAME.finditer(text[:400]))
    short = {name[:-1] for name in names if len(name) > 2 and name[-1] in SUFFIXES}
    return tuple(name for name in names | short if len(name) > 1)


def parts_of(indicators: dict[str, Indicator]) -> dict[str, tuple[Indicator, ...]]:
    """For each indicator those that are a part of it, told by what it is spent on."""
    found: dict[str, tuple[Indicator, ...]] = {}
    for part in indicators.values():
        for whole in part.of:
            found[whole] = (*found.get(whole, ()), part)
    return found


class Whose:
    """Tells, for one report, whether a name or a number is of the place as a whole."""

    def __init__(self, report: Report, text: str) -> None:
        self.indicators: dict[str, Indicator] = load_indicators().by_id
        self.above = own_words(report, text)
        self.own_names = own_names(report, text)
        self.parts_of = parts_of(self.indicators)
        self.below = level_words().below.get(report.level, ())
        self.scenes: dict[int, int] = {}
        self.head = f"{report.title}{report.place.name}{text[:60].partition(chr(10))[0]}"
        self.below_economy = tuple(f"{word}经济" for word in self.below)
        self.text = text
        self.told_before: list = []
        self.placed = bool(report.place.code)

    def refuses(self, reader, mark: Mark) -> str:
        """What the words around a name make of it: "" the indicator, "word" another thing, "place" another place's or a part's."""
        text, name = self.text, mark.load
        first = (name.level or name.growth or name.share or name.pair)[0]
        begin = max(reader.clause_start, reader.start)
        if first.stops and text.startswith(first.stops, mark.end):
            return "word"
        if first.narrow and text.endswith(first.narrow, begin, mark.start):
            return "word"
        before = text[begin : mark.start]
        if before.endswith(("占", "占全部")) or self.of_product(reader, first, mark) or self.of_sectors(reader, first):
            return "word"
        if self.below and (
            text.startswith(self.below, mark.start) or before.endswith((*self.below, *self.below_economy))
        ):
            return "place"
        if NARROWER.search(before) or self.of_other_place(before, first) or self.of_part(reader, begin, before, first):
            return "place"
        counted = COUNTED_BEFORE.match(before)
        if any(word in before[counted.end() if counted else 0 :] for word in self.above):
            return "place"
        if self.in_named_region(reader, begin, mark) or self.of_division(before.strip()):
            return "place"
        if not (reader.narrowed or first.dimension == "money"):
            return ""
        if text.startswith(OWN_HEAD, mark.start) or OWN_WORD.search(text, reader.start, mark.start):
            return ""
        if reader.narrowed and not first.rate and BARE.fullmatch(before):
            return "place"
        return "place" if first.dimension == "money" and self.under_part(reader.start) else ""

    def under_part(self, start: int) -> bool:
        """加快园区建设。…完成工业增加值9亿元: behind a heading of its own that names a part, a paragraph tells of the part."""
        begin = self.text.rfind("\n", 0, start) + 1
        if begin not in self.scenes:
            stop = self.text.find("。", begin, begin + LONGEST_HEADING)
            self.scenes[begin] = stop if self.names_part(self.text[begin : max(begin, stop)]) else -1
        return 0 <= self.scenes[begin] < start

    def names_part(self, heading: str) -> bool:
        """Whether a heading names a part of the place, not what the place itself is or goes into (融入经济带)."""
        if any(word in heading for word in NO_SCENES):
            return False
        return any(word in heading and word not in self.head for word in (*SCENES, *self.below_economy))

    def of_sectors(self, reader, indicator: Indicator) -> bool:
        """固定资产投资增长9%。分产业看，第一产业增长12%: the sectors of what was told of last, value added only behind 生产总值."""
        if indicator.id not in SECTORS or not BY_SECTOR.search(self.text, reader.start, reader.clause_start):
            return False
        told = reader.readings or self.told_before
        last = told[-1].metric if told else ""
        return last not in ("", "gdp", *SECTORS)

    def of_product(self, reader, indicator: Indicator, mark: Mark) -> bool:
        """钢材出口: an unknown noun directly before a short name makes it that thing's; the place's own name does not."""
        gap = self.text[reader.done : mark.start].strip()
        short = self.text[mark.start : mark.end] in indicator.alone
        return short and HAN_END.search(gap) is not None and not gap.endswith(self.own_names)

    def of_other_place(self, before: str, indicator: Indicator) -> bool:
        """仁寿县地方公共财政收入 is one county's; the place's own name and 全县, 我县 are its own."""
        match = PLACE.search(before)
        if not match or OWN_PREFIX.search(before[: match.end(2)]):
            return False
        name = before[: match.end(2)]
        if match[1].endswith(VERBS) or indicator.id == "deputy_proposals":
            return False
        if any(name.endswith(own) for own in self.own_names):
            return False
        if match[2] in "区市县" and indicator.rate:
            return False
        return not name.endswith(NO_PLACE)

    def in_named_region(self, reader, begin: int, mark: Mark) -> bool:
        """港湾地区生产总值: behind a word that is none of ours and begins the clause, 地区 is part of a region's name."""
        before = self.text[begin : mark.start].strip()
        if not self.text.startswith("地区", mark.start) or not 2 <= len(before) <= 4 or reader.unknown != before:
            return False
        return not before.endswith(VERBS) and not any(own.startswith(before) for own in self.own_names)

    def of_part(self, reader, begin: int, before: str, indicator: Indicator) -> bool:
        """An earlier clause of the same statement set the scene in a park, a new district or a firm: 高新区…，完成投资3亿元."""
        statement = max(
            self.text.rfind("；", reader.start, begin), self.text.rfind(";", reader.start, begin), reader.start
        )
        lead = self.text[statement:begin]
        for word in self.above:
            lead = lead.replace(word, "")
        if (
            indicator.rate
            or indicator.dimension == "mass"
            or len(lead) < 3
            or OWN_WORD.search(lead)
            or OWN_WORD.search(before)
            or not BARE.fullmatch(before)
        ):
            return False
        return PART_LEAD.search(lead) is not None or FIRM_LEAD.search(lead) is not None

    def of_division(self, name: str) -> bool:
        """庆阳经济总量达到9亿元 in the report of a province: a division's own name, without what it is, begins the clause."""
        known = divisions()
        named = name in known.short_codes and name not in known.ordinary
        return self.placed and named and name not in map(known.short, self.own_names) and name not in self.own_names

    def of_named_part(self, prefix: str) -> bool:
        """宣汉、大竹生产总值: whether the list before a name is one of places, the last glued to the name."""
        members = [member for member in LIST_MARKS.split(prefix) if member]
        known = divisions()
        return len(members) > 1 and all(
            (member in known.short_codes or member in known.codes) and member not in known.ordinary
            for member in members
        )

    def in_company(self, reader, indicator: Indicator) -> bool:
        """Whether a word that an indicator needs stands in its sentence, or in the short one that heads it."""
        heading = HEADING_BEFORE.search(self.text, max(0, reader.start - LONGEST_HEADING), reader.start)
        words = self.text[heading.start() if heading else reader.start : reader.end]
        return any(word in words for word in indicator.context)

    def permits(self, reader, indicator: Indicator, subject, measure: str) -> bool:
        """Names that are read only in some company need it in the sentence (化解, 招商)."""
        text = self.text
        sentence = text[reader.start : subject.end]
        if indicator.without and any(word in sentence for word in indicator.without):
            return False
        if indicator.context and not self.in_company(reader, indicator):
            return False
        if indicator.verb:
            before = text[max(reader.start, subject.start - 24) : subject.end]
            return any(word in before for word in indicator.verb)
        return True
