"""Every stored table and column, declared once. The store writes by it, and the data dictionary is made from it."""

from typing import NamedTuple

import pyarrow as pa

TEXT = pa.string()
# Few values, many rows: stored as a dictionary, read as a pandas category.
LABEL = pa.dictionary(pa.int32(), pa.string())
WHOLE = pa.int32()
NUMBER = pa.float64()
YES_NO = pa.bool_()


class Column(NamedTuple):
    name: str
    type: pa.DataType
    zh: str
    en: str


DOCUMENTS = (
    Column("source", TEXT, "文件,相对于所分析的文件夹", "File, relative to the folder analysed"),
    Column("sha256", TEXT, "文件字节的校验值", "Hash of the file's bytes"),
    Column("format", LABEL, "文件格式", "File format"),
    Column("encoding", LABEL, "识别出的编码", "Encoding as recognised"),
    Column("characters", WHOLE, "解码后的字符数", "Characters as decoded"),
    Column("parts", WHOLE, "拆出的篇数", "Pieces found in the file"),
    Column("source_url", TEXT, "收集者所记的网址", "Address as the collector gives it"),
)

REPORTS = (
    Column("report_id", TEXT, "报告编号,由内容得出", "Report id, made from its content"),
    Column("source", TEXT, "所在文件", "File it stands in"),
    Column("part", WHOLE, "在文件里的第几篇,从 1 起", "Which piece of the file, from 1"),
    Column("document_sha256", TEXT, "文件字节的校验值", "Hash of the file's bytes"),
    Column("title", TEXT, "标题", "Title"),
    Column("kind", LABEL, "文种", "Kind of text"),
    Column("kind_evidence", TEXT, "判断文种的依据", "What the kind was told by"),
    Column("level", LABEL, "层级", "Administrative level"),
    Column("place_id", TEXT, "地方编号", "Place id"),
    Column("place", TEXT, "地方名称;文中隐去的写作某镇", "Place name; 某镇 where the text hides it"),
    Column("province", TEXT, "省", "Province"),
    Column("city", TEXT, "市", "City"),
    Column("county", TEXT, "县", "County"),
    Column("township", TEXT, "乡镇", "Township"),
    Column("place_code", TEXT, "行政区划代码", "Division code"),
    Column("place_anonymous", YES_NO, "地名是否被隐去", "Whether the place is hidden"),
    Column("place_clues", TEXT, "隐名文本里残留的地名", "Names left over in an anonymous text"),
    Column("place_verdict", LABEL, "文件名或索引所称的地方与正文是否相符", "Whether the claimed place fits the text"),
    Column("year_reviewed", WHOLE, "所回顾的年份,照原文", "Year under review, as stated"),
    Column("year_planned", WHOLE, "所规划的年份,照原文", "Year planned for, as stated"),
    Column("months", TEXT, "只回顾部分年份时的时段", "Part of the year under review"),
    Column("year_verdict", LABEL, "年份是否可信", "Whether the stated years fit the text"),
    Column("year_implied", WHOLE, "线索推出的规划年份", "Planned year that the cues imply"),
    Column("claimed_level", LABEL, "文件名或索引所称的层级", "Level as claimed"),
    Column("claimed_place", TEXT, "文件名或索引所称的地方", "Place as claimed"),
    Column("claimed_year", WHOLE, "文件名或索引所称的年份", "Year as claimed"),
    Column("characters", WHOLE, "正文字符数", "Characters of the cleaned text"),
    Column("han_characters", WHOLE, "用于统计的汉字数", "Han characters analysed"),
    Column("redactions", WHOLE, "被隐去的数字个数", "Figures blanked out"),
    Column("facts", WHOLE, "读出的指标数字个数", "Indicator figures read"),
    Column("duplicate_group", TEXT, "近似重复组,无则为空", "Group of near duplicates, empty if none"),
    Column("duplicate_of", TEXT, "与之高度相似且在前的报告", "The earlier report it closely resembles"),
    Column("duplicate_share", NUMBER, "与之相同的句子占比", "Share of its sentences found there"),
    Column(
        "reuse_previous",
        NUMBER,
        "见于本地上年报告的句子占比",
        "Share of its sentences in the place's report of the year before",
    ),
    Column("reuse_others", NUMBER, "见于其他地方报告的句子占比", "Share of its sentences in other places' reports"),
    Column("usable", YES_NO, "是否进入比较", "Whether it enters comparisons"),
    Column("exclusion", LABEL, "不进入比较的原因", "Why it does not"),
)

SECTIONS = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("start", WHOLE, "起点", "Start"),
    Column("end", WHOLE, "终点", "End"),
    Column("role", LABEL, "回顾、规划或其他", "Review, plan or other"),
    Column("depth", WHOLE, "标题层次", "Depth of the heading"),
    Column("heading", TEXT, "标题", "Heading"),
    Column("han_characters", WHOLE, "汉字数", "Han characters"),
)

FACTS = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("start", WHOLE, "数字连同单位在正文中的起点", "Start of the number with its unit in the cleaned text"),
    Column("end", WHOLE, "终点", "End"),
    Column("quote", TEXT, "原文中的数字", "The number as it stands"),
    Column("source", TEXT, "文件", "File"),
    Column("source_start", WHOLE, "在文件中的起点", "Start in the file"),
    Column("source_end", WHOLE, "在文件中的终点", "End in the file"),
    Column("section", LABEL, "所在部分", "Section role it stands in"),
    Column("metric", LABEL, "指标", "Indicator id"),
    Column(
        "measure",
        LABEL,
        "量法:水平、同比、年均、累计、百分点、完成率、占比",
        "Level, yoy, cagr, cum, pp, completion, share",
    ),
    Column("kind", LABEL, "目标或自报结果", "Target or reported result"),
    Column("period", TEXT, "所说的时期,照原文", "Period as stated"),
    Column("value", NUMBER, "数值,已乘万、亿;隐去则缺", "Value with 万 and 亿 multiplied out; null when redacted"),
    Column("value_high", NUMBER, "区间上端", "Upper end of a range"),
    Column("unit", LABEL, "单位,照原文", "Unit as written"),
    Column("bound", LABEL, "界限:等于、左右、以上、以内、区间", "eq, about, ge, le, range"),
    Column("wording", LABEL, "措辞:力争、确保、预计", "strive, ensure, expect"),
    Column("price_basis", LABEL, "价格口径", "Price basis"),
    Column("redacted", YES_NO, "数字是否被隐去", "Whether the digits are hidden"),
    Column("flags", TEXT, "疑点代码,空格分隔", "Problem codes, separated by spaces"),
    Column("rule", LABEL, "读出它的规则", "The rule that read it"),
)

NAMED = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("role", LABEL, "提到它的部分:回顾或规划", "Section role that names it: review or plan"),
    Column("metric", LABEL, "这一部分提到的指标,有无数字均算", "Indicator named there, with a figure or without"),
)

NUMBERS = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("start", WHOLE, "起点", "Start"),
    Column("end", WHOLE, "终点", "End"),
    Column("quote", TEXT, "原文", "As it stands"),
    Column("role", LABEL, "读作什么", "What it was read as"),
    Column("noun", TEXT, "所数之物", "What it counts"),
    Column("value", NUMBER, "数值", "Value"),
    Column("unit", LABEL, "单位", "Unit"),
)

TERMS = (
    Column("term", LABEL, "词", "Term"),
    Column("report_id", LABEL, "报告编号", "Report id"),
    Column("role", LABEL, "所在部分", "Section role"),
    Column("count", WHOLE, "次数", "Count"),
)

ATTENTION = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("role", LABEL, "所在部分", "Section role"),
    Column("area", LABEL, "政策领域;空为未归类", "Policy area; empty for the unassigned rest"),
    Column("han_characters", WHOLE, "讲这一领域的汉字数", "Han characters that speak of it"),
    Column(
        "by_terms", WHOLE, "其中由政策词判定的汉字数,其余由标题判定", "Those told by policy terms; the rest by headings"
    ),
)

YEAR_CUES = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("start", WHOLE, "起点", "Start"),
    Column("end", WHOLE, "终点", "End"),
    Column("quote", TEXT, "线索原文", "The cue as it stands"),
    Column("cue", LABEL, "线索", "Cue id"),
    Column("first_year", WHOLE, "所容许的最早规划年份", "Earliest planned year it allows"),
    Column("last_year", WHOLE, "所容许的最晚规划年份", "Latest planned year it allows"),
    Column("weight", NUMBER, "权重", "Weight"),
)

OVERLAPS = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("other_report_id", TEXT, "另一份报告", "The other report"),
    Column("shared", WHOLE, "相同的句子数", "Sentences in common"),
    Column("share", NUMBER, "占本报告句子的比例", "Share of this report's sentences"),
    Column("other_share", NUMBER, "占另一份报告句子的比例", "Share of the other's sentences"),
)

SENTENCES = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("start", WHOLE, "起点", "Start"),
    Column("end", WHOLE, "终点", "End"),
    Column(
        "hash", pa.uint64(), "隐去年份与占位符之后的句子散列", "Hash of the sentence with years and placeholders masked"
    ),
)

PROBLEMS = (
    Column("code", LABEL, "问题代码", "Problem code"),
    Column("source", TEXT, "文件", "File"),
    Column("report_id", TEXT, "报告编号,文件层面的问题为空", "Report id, empty for a file"),
    Column("message", TEXT, "说明", "In words"),
    Column("start", WHOLE, "起点", "Start"),
    Column("end", WHOLE, "终点", "End"),
    Column("other_report_id", TEXT, "另一处所在报告", "Report of the second place"),
    Column("other_start", WHOLE, "另一处起点", "Start of the second place"),
    Column("other_end", WHOLE, "另一处终点", "End of the second place"),
)

TEXTS = (
    Column("report_id", TEXT, "报告编号", "Report id"),
    Column("text", TEXT, "清理后的正文", "Cleaned text"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "reports": REPORTS,
    "sections": SECTIONS,
    "facts": FACTS,
    "named": NAMED,
    "numbers": NUMBERS,
    "terms": TERMS,
    "attention": ATTENTION,
    "year_cues": YEAR_CUES,
    "overlaps": OVERLAPS,
    "sentences": SENTENCES,
    "problems": PROBLEMS,
    "texts": TEXTS,
}


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a stored table, descriptions in the field metadata."""
    return pa.schema(
        [pa.field(column.name, column.type, metadata={"zh": column.zh, "en": column.en}) for column in TABLES[table]]
    )
