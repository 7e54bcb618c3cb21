"""Learning which words belong to which years: makes data/lexicon/year_words.csv.gz from reports whose years are known.

    python -m analysis.review.clock REPORTS

Every explicit year is masked first, so that only the words of the time speak. Truth is the year planned for in index.csv, with the
reviewed corrections of data/lexicon/label_corrections.csv. Accuracy is printed from five folds that never share a place.
"""

import csv
import gzip
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import rjieba
from ahocorasick_rs import AhoCorasick, Implementation
from scipy.optimize import minimize

from analysis.corpus.clean import clean
from analysis.lexicon.faults import LEXICON
from analysis.lexicon.label_corrections import corrected_year
from analysis.lexicon.year_words import FIRST_YEAR, LAST_YEAR, TABLE, YearWords
from analysis.model import Problem
from analysis.readers import list_sources, read_source

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

YEARS = list(range(FIRST_YEAR, LAST_YEAR + 1))
MASK = re.compile(r"(?:19|20)\d\d(?!\d)|[一二][〇零○Ｏ九][〇零○Ｏ一二三四五六七八九]{2}(?=年)|[０-９]{4}")
RUN = re.compile(r"[一-鿿]+")
FEWEST_REPORTS = 25
FEWEST_PLACES = 12
CANDIDATES = 2500
CHOSEN = 700
LONGEST = 14
ONE_SIDED = 0.75
PENALTY = 0.0005
FOLDS = 5
# Township reports are short: each report is also learned from a third of its sentences, so that absence says little.
SUBSAMPLES = 2


class Sample(NamedTuple):
    source: str
    place: str
    year: int
    text: str


def load(location: Path) -> list[Sample]:
    """The reports whose year is claimed, cleaned and masked, with corrections applied."""
    samples = []
    for ref in list_sources(location):
        year = corrected_year(ref.source, ref.claim.year)
        document = read_source(ref)
        if year is not None and not isinstance(document, Problem):
            text = MASK.sub(" ", clean(document.visible or document.text).text)
            samples.append(Sample(ref.source, ref.claim.place, year, text))
    return samples


def year_class(year: int) -> int:
    """The column of a year; what is before the first year shares the first column."""
    return min(max(year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR


def candidates(samples: Sequence[Sample]) -> list[str]:
    """Phrases of one or two words that tell years apart, grown to their natural ends."""
    holders = _holders(samples)
    classes = np.array([year_class(sample.year) for sample in samples])
    scored = sorted(
        ((information(classes, rows, len(samples)), phrase) for phrase, rows in holders.items()), reverse=True
    )
    joined = "\n".join(sample.text for sample in samples[:: max(1, len(samples) // 800)])
    return list(dict.fromkeys(grown(phrase, joined) for _, phrase in scored[:CANDIDATES]))


def _holders(samples: Sequence[Sample]) -> dict[str, Whole]:
    holders: dict[str, list[int]] = {}
    for row, sample in enumerate(samples):
        for phrase in _phrases(sample.text):
            holders.setdefault(phrase, []).append(row)
    places = np.array([hash(sample.place) for sample in samples])
    return {
        phrase: np.array(rows)
        for phrase, rows in holders.items()
        if len(rows) >= FEWEST_REPORTS and len(np.unique(places[rows])) >= FEWEST_PLACES
    }


def _phrases(text: str) -> set[str]:
    found = set()
    for run in RUN.findall(text):
        words = rjieba.cut(run)
        for word, following in zip(words, [*words[1:], ""], strict=True):
            found.update(phrase for phrase in (word, word + following) if 3 <= len(phrase) <= 8)
    return found


def information(classes: Whole, rows: Whole, total: int) -> float:
    """Mutual information in nats between holding a phrase and the year."""
    sizes = np.bincount(classes, minlength=len(YEARS)).astype(float)
    inside = np.bincount(classes[rows], minlength=len(YEARS)).astype(float)
    result = 0.0
    for held, count in ((inside, len(rows)), (sizes - inside, total - len(rows))):
        pick = held > 0
        result += float((held[pick] / total * np.log(held[pick] * total / (sizes[pick] * count))).sum())
    return result


def grown(phrase: str, text: str) -> str:
    """A fragment made whole: as long as nearly always the same character stands beside it, it belongs to the phrase."""
    while len(phrase) < LONGEST:
        before, after = Counter[str](), Counter[str]()
        position = text.find(phrase)
        count = 0
        while position >= 0 and count < 300:
            count += 1
            before[text[max(0, position - 1) : position]] += 1
            end = position + len(phrase)
            after[text[end : end + 1]] += 1
            position = text.find(phrase, end)
        (left, lefts), (right, rights) = (before.most_common(1) or [("", 0)])[0], (after.most_common(1) or [("", 0)])[0]
        if lefts >= ONE_SIDED * count and RUN.fullmatch(left):
            phrase = left + phrase
        elif rights >= ONE_SIDED * count and RUN.fullmatch(right):
            phrase += right
        else:
            return phrase
    return phrase


def features(texts: Iterable[str], phrases: Sequence[str]) -> Floats:
    """Which text holds which phrase, overlapping ones too: ones and zeros."""
    finder = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)
    texts = list(texts)
    held = np.zeros((len(texts), len(phrases)), dtype=np.float32)
    for row, text in enumerate(texts):
        held[row, list({found[0] for found in finder.find_matches_as_indexes(text, overlapping=True)})] = 1
    return held


def choose(held: Floats, classes: Whole, phrases: Sequence[str]) -> list[int]:
    """The most telling phrases, without those that hardly differ from a chosen one that contains them or lies in them."""
    total = len(held)
    sizes = held.sum(axis=0)
    scores = [
        information(classes, np.flatnonzero(held[:, column]), total) if sizes[column] else 0.0
        for column in range(len(phrases))
    ]
    chosen: list[int] = []
    for column in np.argsort(scores)[::-1]:
        phrase = phrases[column]
        near = (other for other in chosen if phrase in phrases[other] or phrases[other] in phrase)
        if all(abs(sizes[other] - sizes[column]) > 0.3 * sizes[column] for other in near):
            chosen.append(int(column))
        if len(chosen) == CHOSEN:
            break
    return chosen


def sub_samples(texts: Sequence[str], seed: int) -> list[str]:
    """A random third of the sentences of each text."""
    random = np.random.default_rng(seed)
    halves = []
    for text in texts:
        sentences = re.split(r"(?<=[。；\n])", text)
        halves.append("".join(np.array(sentences, dtype=object)[random.random(len(sentences)) < 0.33]))
    return halves


def train(held: Floats, classes: Whole) -> tuple[Floats, Floats]:
    """Weights (phrases × years) and offsets (years) of a multinomial logistic regression with a ridge penalty."""
    rows, width, height = len(held), held.shape[1], len(YEARS)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, offsets = flat[: width * height].reshape(width, height), flat[width * height :]
        shares = softmax(held @ weights.astype(np.float32) + offsets.astype(np.float32))
        value = -np.log(shares[np.arange(rows), classes] + 1e-12).mean() + PENALTY * (weights**2).sum()
        shares[np.arange(rows), classes] -= 1
        shares /= rows
        gradient = held.T @ shares + 2 * PENALTY * weights
        return float(value), np.concatenate([gradient.ravel(), shares.sum(axis=0)]).astype(float)

    found = minimize(loss, np.zeros(width * height + height), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return found[: width * height].reshape(width, height).astype(np.float32), found[width * height :].astype(np.float32)


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def augmented(texts: Sequence[str], classes: Whole) -> tuple[list[str], Whole]:
    extra = [sub_samples(texts, seed) for seed in range(SUBSAMPLES)]
    return [*texts, *(text for part in extra for text in part)], np.tile(classes, SUBSAMPLES + 1)


def cross_validate(samples: Sequence[Sample], phrases: Sequence[str]) -> Floats:
    """Each report's shares of the years, from a model that has seen no report of its place."""
    places = sorted({sample.place for sample in samples})
    fold_of = {place: number % FOLDS for number, place in enumerate(np.random.default_rng(0).permutation(places))}
    folds = np.array([fold_of[sample.place] for sample in samples])
    texts, classes = augmented(
        [sample.text for sample in samples], np.array([year_class(sample.year) for sample in samples])
    )
    held = features(texts, phrases)
    everyone = np.tile(folds, SUBSAMPLES + 1)
    shares = np.zeros((len(samples), len(YEARS)), dtype=np.float32)
    for fold in range(FOLDS):
        own = everyone != fold
        chosen = choose(held[: len(samples)][folds != fold], classes[: len(samples)][folds != fold], phrases)
        weights, offsets = train(held[own][:, chosen], classes[own])
        shares[folds == fold] = softmax(held[: len(samples)][folds == fold][:, chosen] @ weights + offsets)
    return shares


def spread(held: Floats, classes: Whole) -> list[tuple[int, int]]:
    """For each phrase the shortest run of years that has nine tenths of its use, years weighted alike."""
    spans = []
    sizes = np.maximum(np.bincount(classes, minlength=len(YEARS)), 1)
    for column in range(held.shape[1]):
        rates = np.bincount(classes, weights=held[:, column], minlength=len(YEARS)) / sizes
        total = np.concatenate([[0.0], np.cumsum(rates / max(rates.sum(), 1e-9))])
        runs = [
            (end - start, start, end)
            for start in range(len(YEARS))
            for end in range(start, len(YEARS))
            if total[end + 1] - total[start] >= 0.9
        ]
        _, start, end = min(runs, default=(0, 0, len(YEARS) - 1))
        spans.append((YEARS[start], YEARS[end]))
    return spans


def write(path: Path, words: YearWords) -> None:
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(["phrase", "first", "last", *YEARS])
    table.writerow(["", "", "", *(f"{value:.2f}" for value in words.offsets)])
    for phrase, (first, last), row in sorted(zip(words.phrases, words.spans, words.weights.tolist(), strict=True)):
        table.writerow([phrase, first, last, *(f"{value:.2f}" for value in row)])
    with path.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        packed.write(buffer.getvalue().encode())


def report(samples: Sequence[Sample], shares: Floats) -> None:
    classes = np.array([year_class(sample.year) for sample in samples])
    best, share = shares.argmax(axis=1), shares.max(axis=1)
    print(f"{len(samples)} reports, explicit years masked, five folds by place")
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        pick = share >= least
        exact = (best == classes)[pick].mean()
        far = (abs(best - classes) >= 2)[pick].mean()
        print(
            f"share of the best year >= {least}: {pick.mean():.3f} of the reports, exact {exact:.4f}, off by two or more {far:.4f}"
        )
    for row in np.flatnonzero((best != classes) & (share >= 0.5)):
        print(f"{samples[row].source}: labelled {samples[row].year}, words of {YEARS[best[row]]} ({share[row]:.2f})")


def learn(samples: Sequence[Sample], phrases: Sequence[str] | None = None) -> YearWords:
    """The table that the samples teach."""
    phrases = phrases or candidates(samples)
    classes = np.array([year_class(sample.year) for sample in samples])
    texts, everyone = augmented([sample.text for sample in samples], classes)
    held = features(texts, phrases)
    chosen = choose(held[: len(samples)], classes, phrases)
    weights, offsets = train(held[:, chosen], everyone)
    spans = spread(held[: len(samples)][:, chosen], classes)
    return YearWords(tuple(phrases[column] for column in chosen), tuple(spans), weights, offsets)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    samples = load(Path(arguments[0]))
    phrases = candidates(samples)
    report(samples, cross_validate(samples, phrases))
    write(LEXICON / TABLE, learn(samples, phrases))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
