"""The columns of the table of pairs that leaves the dashboard: what stands beside what, of which type, and where both stand."""

import pandas as pd
import pyarrow as pa

from analysis.compare import targets
from analysis.schema import NUMBER, TEXT, WHOLE, Column
from analysis.store import Store

PAIRS = (
    Column("type", TEXT, "配对类型:A 跨年核对,B 自报完成率,C 棘轮,D 半年进度,E 五年或年均", "Type: A across years, B stated completion, C ratchet, D part of a year, E several years"),
    Column("place_id", TEXT, "地方编号", "Place id"),
    Column("place", TEXT, "地方名称", "Place name"),
    Column("level", TEXT, "层级", "Administrative level"),
    Column("province", TEXT, "省", "Province"),
    Column("metric", TEXT, "指标编号", "Indicator id"),
    Column("measure", TEXT, "量法", "level, yoy, cagr, cum, pp, completion, share"),
    Column("first", WHOLE, "时期的第一年", "First year of the period"),
    Column("year", WHOLE, "目标所说的年份", "Year of the target"),
    Column("part", TEXT, "一年的哪一段,全年为空", "Part of the year, empty for a whole year"),
    Column("status", TEXT, "状态", "Status"),
    Column("doubt", pa.bool_(), "两份报告之一的年份有疑", "The years of one of the reports are in doubt"),
    Column("target", NUMBER, "目标,按 base 的单位", "Target in the unit named by base"),
    Column("target_high", NUMBER, "目标区间的上端", "Upper end of a target range"),
    Column("bound", TEXT, "目标的界限", "eq, about, ge, le, range"),
    Column("wording", TEXT, "目标的措辞", "strive, ensure, expect"),
    Column("result", NUMBER, "自报结果,按 base 的单位", "Reported result in the unit named by base"),
    Column("base", TEXT, "换算后的单位", "Unit converted to"),
    Column("target_quote", TEXT, "目标的原文数字", "The target as it stands"),
    Column("target_report", TEXT, "目标所在的报告", "Report of the target"),
    Column("target_start", WHOLE, "在正文中的起点", "Start in the cleaned text"),
    Column("target_end", WHOLE, "终点", "End in the cleaned text"),
    Column("result_quote", TEXT, "结果的原文数字", "The result as it stands"),
    Column("result_report", TEXT, "结果所在的报告", "Report of the result"),
    Column("result_start", WHOLE, "在正文中的起点", "Start in the cleaned text"),
    Column("result_end", WHOLE, "终点", "End in the cleaned text"),
)  # fmt: skip


def pairs_table(store: Store) -> pa.Table:
    """All pairs of all five types, one below the other; the types are never to be pooled."""
    frames = [frame for frame in targets.all_pairs(store).values() if len(frame)]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    rows = rows.reindex(columns=[column.name for column in PAIRS])
    schema = pa.schema([(column.name, column.type) for column in PAIRS])
    return pa.Table.from_pandas(rows, schema, preserve_index=False)
