"""Which terms a report uses and how often, and how much of it speaks of which policy area."""

from analysis.terms.attention import area_amounts
from analysis.terms.counts import count_terms
from analysis.terms.newterms import propose_terms
from analysis.terms.table import counts_table, read_terms, write_terms
from analysis.terms.tokens import terms_version

__all__ = [
    "area_amounts",
    "count_terms",
    "counts_table",
    "propose_terms",
    "read_terms",
    "terms_version",
    "write_terms",
]
