"""Which terms a report uses and how often."""

from analysis.terms.counts import count_terms
from analysis.terms.table import counts_table, read_terms, write_terms
from analysis.terms.tokens import terms_version

__all__ = ["count_terms", "counts_table", "read_terms", "terms_version", "write_terms"]
