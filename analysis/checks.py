"""Figures that do not fit each other, within a report and between a place's reports."""

import pandas as pd

from analysis.model import Fact, Problem, Report


def check_report(report: Report, facts: list[Fact]) -> list[Problem]:
    """The contradictions among the figures of one report."""
    return []


def check_corpus(reports: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The contradictions between reports, rows of the problems table."""
    return pd.DataFrame(
        columns=[
            "code",
            "source",
            "report_id",
            "message",
            "start",
            "end",
            "other_report_id",
            "other_start",
            "other_end",
        ]
    )
