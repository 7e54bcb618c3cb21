"""Whose figure it is: the reporting place as a whole, or a firm, park, village, or another place."""

import re

from analysis.extract.marks import Mark
from analysis.lexicon.indicators import Indicator, load_indicators
from analysis.model import Level, Report

# The words by which a place of each level speaks of itself, and of the places above it.
OWN = {
    Level.TOWNSHIP: ("镇", "乡", "街道", "场", "苏木"),
    Level.COUNTY: ("县", "区", "旗", "市"),
    Level.CITY: ("市", "州", "盟", "地区"),
    Level.PROVINCE: ("省", "区", "市"),
    Level.NATIONAL: ("国",),
}
ABOVE = {
    Level.TOWNSHIP: ("全县", "全市", "全区", "全省", "全国", "全州", "全旗"),
    Level.COUNTY: ("全省", "全国", "全州"),
    Level.CITY: ("全省", "全国", "全自治区"),
    Level.PROVINCE: ("全国", "全球", "世界", "我国"),
    Level.NATIONAL: ("全球", "世界"),
}
HEAD_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|县|区|市|州|省|旗)")
ALWAYS = ("全国", "全球", "世界", "我国")
NARROWER = re.compile(
    r"(?:园区|开发区|工业园|产业园|示范区|高新区|经开区|保税区|新区|集聚区|集中区|功能区|试验区|合作区|企业|公司|集团|项目|行业|产业|每个村|行政村|各村|个村|所有村|人均|亩均|户均|单位"
    r"|中小|民营|民营经济|非公|非公有制|个体|私营|国有|国企|央企|外资|三资|限上|限额以上|龙头|重点|骨干|亿元|百强|贫困村|贫困县|贫困地区|脱贫县|革命老区|山区|市区|县级|乡镇企业|农场|厂|店|建筑业|房地产|服务业|制造业|商贸|物流|文化|海洋|数字经济|金融业|新兴|园内|基地|社区|合作社|农户|家庭|占|相当于|贫困户|贫困人口|脱贫户|脱贫人口|新城|县\(市\)|县\(市、区\)|各县区|县区)(?:的|累计|年|全年|共|预计|实现|完成|达到|达|去年|今年|上年)*$"
    r"|所有[^，。；]{1,8}$"
)
BARE = re.compile(r"(?:的|完成|实现|达到|累计|全年|共|预计|年|[\s“”])*")
PLACE = re.compile(r"([\u4e00-\u9fff]{1,4}?)(镇|乡|村|街道|县|区|市|州|省|旗)(?:的|累计|全年|共|预计|完成|实现)*$")
NO_PLACE = (
    "地区",
    "全区",
    "城区",
    "市区",
    "各县",
    "各乡镇",
    "乡镇",
    "社区",
    "全县市",
    "城镇",
    "农村",
    "乡村",
    "县区",
    "牧区",
    "城市",
)
OWN_WORD = re.compile(
    r"全[镇乡县区市州省旗盟国]|我[镇乡县区市州省旗国]|经济社会发展|预期目标|主要目标|目标|综合实力|经济总量"
)
PART = (
    r"(?:新区|高新区|经开区|开发区|产业园区?|工业园区?|园区|工业集中区|集聚区|示范区|保税区|经济区|试验区|工业城|工业新城|产业新城|科技城|度假区"
    r"|集团|有限公司|四县\(市\)|县\(市\)|湖区|增长区域|片区|乡镇企业|农垦)"
)
ACTS = "加快|推进|推动|强力|加强|打造|建设|完善|支持|以|围绕|依托|大力|积极|深入|着力|做|把|将|优化|提升|实施|重点|抓|全力|启动|发挥|促进|规划|争创|新增|引进|通过|在|建好|推|培育|鼓励|引导"
# A clause that begins with the name of a part of the place: 高新区发展格局初步形成.
PART_LEAD = re.compile(
    rf"(?:^|[，；,;])(?!{ACTS})[\u4e00-\u9fff“”]{{0,10}}?{PART}(?![^，。；]{{0,6}}(?:引领|带动|为载体|为平台|为龙头))"
)
VERBS = ("实现", "完成", "办理", "达到", "办结", "办复", "由", "对", "答复", "突破", "使", "预计", "年", "和", "及")
OWN_PREFIX = re.compile(r"(?:全|我|本|该|整个)(?:镇|乡|县|区|市|州|省|旗|盟|国|自治区|自治州|街道|地区)$")


def own_words(report: Report, text: str) -> tuple[str, ...]:
    """The words above this report's level, whose figures are not its own; by its level, else by what it calls itself most."""
    level = report.level
    if level == Level.UNKNOWN:
        level = guess_level(text)
    return ABOVE.get(level, ALWAYS)


def guess_level(text: str) -> Level:
    """The level by which of 全镇, 全县, 全市 ... stands most often."""
    counts = {
        Level.TOWNSHIP: text.count("全镇") + text.count("全乡") + text.count("我镇") + text.count("我乡"),
        Level.COUNTY: text.count("全县") + text.count("我县") + text.count("全旗"),
        Level.CITY: text.count("全市") + text.count("我市") + text.count("全州"),
        Level.PROVINCE: text.count("全省") + text.count("我省"),
    }
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else Level.UNKNOWN


def own_names(report: Report, text: str) -> tuple[str, ...]:
    """The names under which the place speaks of itself: those known of it, and those in the head of the text."""
    place = report.place
    names = {place.name, place.township, place.county, place.city, place.province}
    names.update(match[0] for match in HEAD_NAME.finditer(text[:400]))
    return tuple(name for name in names if len(name) > 1)


class Whose:
    """Tells, for one report, whether a name or a number is of the place as a whole."""

    def __init__(self, report: Report, text: str) -> None:
        self.indicators: dict[str, Indicator] = load_indicators().by_id
        self.above = own_words(report, text)
        self.own_names = own_names(report, text)
        self.text = text

    def refuses(self, reader, mark: Mark) -> str:
        """What the words around a name make of it: "" the indicator, "word" another thing, "place" another place's or a part's."""
        text, name = self.text, mark.load
        first = (name.level or name.growth or name.share or name.pair)[0]
        begin = max(reader.clause_start, reader.start)
        if first.stops and text.startswith(first.stops, mark.end):
            return "word"
        if first.narrow and any(text.endswith(word, begin, mark.start) for word in first.narrow):
            return "word"
        before = text[begin : mark.start]
        if before.endswith(("占", "占全部")):
            return "word"
        if NARROWER.search(before) or self.of_other_place(before, first) or self.of_part(reader, begin, before, first):
            return "place"
        if any(word in before for word in self.above) and not reader.group:
            return "place"
        owned = OWN_WORD.search(text, reader.start, mark.start) is not None
        return "place" if reader.narrowed and not owned and BARE.fullmatch(before) else ""

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

    def of_part(self, reader, begin: int, before: str, indicator: Indicator) -> bool:
        """An earlier clause of the same statement set the scene in a park, a new district or a firm: 高新区…，完成投资3亿元."""
        statement = max(
            self.text.rfind("；", reader.start, begin), self.text.rfind(";", reader.start, begin), reader.start
        )
        lead = self.text[statement:begin]
        for word in self.above:
            lead = lead.replace(word, "")
        if indicator.rate or len(lead) < 3 or OWN_WORD.search(lead) or OWN_WORD.search(before) or not BARE.fullmatch(before):
            return False
        return PART_LEAD.search(lead) is not None

    def permits(self, reader, indicator: Indicator, subject, measure: str) -> bool:
        """Names that are read only in some company need it in the sentence (化解, 招商)."""
        text = self.text
        sentence = text[reader.start : subject.end]
        if indicator.without and any(word in sentence for word in indicator.without):
            return False
        if indicator.context and not any(word in text[reader.start : reader.end] for word in indicator.context):
            return False
        if indicator.verb:
            before = text[max(reader.start, subject.start - 24) : subject.end]
            return any(word in before for word in indicator.verb)
        return True
