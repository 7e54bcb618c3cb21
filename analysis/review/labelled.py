"""Reports whose place and year are known: what the forensics are measured on and learn from."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.corpus import prepare
from analysis.lexicon.label_corrections import corrected_place, corrected_year
from analysis.model import Problem, Report
from analysis.readers import list_sources, read_source


def load(location: Path, sample: int | None = None, seed: int = 0) -> list[Report]:
    """The first piece of each labelled file, with the corrected label as its claim."""
    refs = [ref for ref in list_sources(location) if ref.claim.year is not None]
    if sample is not None and sample < len(refs):
        refs = [refs[number] for number in sorted(np.random.default_rng(seed).choice(len(refs), sample, replace=False))]
    reports = []
    for ref in refs:
        document = read_source(ref)
        if not isinstance(document, Problem):
            report = prepare(document)[0][0]
            claim = replace(
                report.claim,
                year=corrected_year(ref.source, ref.claim.year),
                place=corrected_place(ref.source, ref.claim.place),
            )
            reports.append(replace(report, claim=claim))
    return reports
