"""What can only be said of a report beside the others: near duplicates, reuse, and whether it enters comparisons."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import checks
from analysis.corpus import duplicates
from analysis.model import ReportKind
from analysis.schema import arrow_schema

Tables = dict[str, pa.Table]

COMPARED_KINDS = (ReportKind.WORK_REPORT.value, ReportKind.HALF_YEAR_REPORT.value)


def compare_reports(tables: Tables) -> Tables:
    """The tables with overlaps, the reports' columns on duplicates, reuse and use, and the problems between reports."""
    reports = tables["reports"].to_pandas()
    overlaps, found = duplicates.compare(reports, tables["sentences"].to_pandas())
    reports = reports.drop(columns=[*found.columns.drop("report_id")]).merge(found, on="report_id", how="left")
    reports["exclusion"] = exclusion(reports)
    reports["usable"] = reports["exclusion"] == ""
    texts = tables["texts"]
    place = {report_id: row for row, report_id in enumerate(texts["report_id"].to_pylist())}
    between = checks.check_corpus(
        reports, tables["facts"].to_pandas(), lambda report_id: texts["text"][place[report_id]].as_py()
    )
    return tables | {
        "reports": _arrow("reports", reports),
        "overlaps": _arrow("overlaps", overlaps),
        "problems": pa.concat_tables([_without_neighbours(tables["problems"]), _arrow("problems", between)]),
    }


def _without_neighbours(problems: pa.Table) -> pa.Table:
    """Rows kept from the last build hold what was said between reports then: it would stand twice."""
    codes = pa.array(checks.CODES_BETWEEN)
    return problems.filter(pc.invert(pc.is_in(pc.cast(problems["code"], pa.string()), codes)))


def exclusion(reports: pd.DataFrame) -> pd.Series:
    """Why a report does not enter comparisons, "" where it does: another kind of text, or a near duplicate of an earlier one."""
    reason = pd.Series("", index=reports.index, dtype="str")
    reason[reports["duplicate_of"].fillna("") != ""] = "duplicate"
    reason[~reports["kind"].isin(COMPARED_KINDS)] = "other_kind"
    return reason


def _arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    schema = arrow_schema(name)
    frame = frame.reindex(columns=schema.names)
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(schema.metadata)
