"""How evenly a term is spread over reports: Gries' DP."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

Numbers = npt.NDArray[np.float64]

# From here on a term is said to stand in few reports only.
CONCENTRATED = 0.8


def deviation_of_proportions(sizes: Numbers, counts: Numbers, normalised: bool = True) -> float:
    """Gries' DP over reports: 0 for a term spread like the text itself, 1 for one in the shortest report alone.

    DP = ½ Σ |countᵢ/Σcounts - sizeᵢ/Σsizes| (Gries 2008); normalised by 1 - min(sizeᵢ/Σsizes) (Lijffijt & Gries 2012).
    NaN where the term does not occur or there is no text. With a single report normalised DP is 0.
    """
    sizes, counts = np.asarray(sizes, float), np.asarray(counts, float)
    if not counts.sum() or not sizes.sum():
        return float("nan")
    expected = sizes / sizes.sum()
    value = np.abs(counts / counts.sum() - expected).sum() / 2
    if not normalised:
        return float(value)
    room = 1 - expected.min()
    return float(value / room) if room > 0 else 0.0


def deviations(sizes: Numbers, counts: csc_matrix) -> Numbers:
    """Normalised DP of every column of a reports × terms matrix; NaN for a term that does not occur.

    A report without the term adds its expected share, so only the entries that are there need be visited:
    Σ|p-e| = Σ_present |p-e| + (1 - Σ_present e).
    """
    expected = np.asarray(sizes, float) / np.sum(sizes)
    totals = np.asarray(counts.sum(axis=0)).ravel().astype(float)
    columns = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
    own = expected[counts.indices]
    with np.errstate(divide="ignore", invalid="ignore"):
        gaps = np.abs(counts.data / totals[columns] - own)
        present = np.bincount(columns, gaps, counts.shape[1])
        absent = 1 - np.bincount(columns, own, counts.shape[1])
        room = 1 - expected.min()
        values = (present + absent) / 2 / room if room > 0 else np.zeros(counts.shape[1])
    return np.where(totals > 0, values, np.nan)
