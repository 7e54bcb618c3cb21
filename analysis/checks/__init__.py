"""What does not fit: figures within a report, figures between a place's reports, labels against the text."""

from analysis.checks.between import CODES as CODES_BETWEEN
from analysis.checks.between import check_corpus
from analysis.checks.within import check_report

__all__ = ["CODES_BETWEEN", "check_corpus", "check_report"]
