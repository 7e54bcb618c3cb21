"""The oracle values of the statistics, to the digits they are given with, and what must hold for any numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csc_matrix

from analysis.compare import dispersion, keyness, trend

# One term: 60 of 50,000 words against 20 of 40,000.
TERM = (np.array([60.0]), np.array([20.0]), 50_000, 40_000)


@pytest.mark.parametrize(
    ("measure", "expected", "digits"),
    [
        (keyness.g2_two_cell, 12.998, 3),
        (keyness.g2_full, 13.009, 3),
        (keyness.log_ratio, 1.263, 3),
        (keyness.percent_difference, 140, 6),
        (keyness.conservative_log_ratio, 0.512, 3),
    ],
)
def test_measures_of_one_term(measure, expected: float, digits: int) -> None:
    assert round(float(measure(*TERM)[0]), digits) == expected


def test_bayes_information() -> None:
    assert round(float(keyness.bayes_information(keyness.g2_two_cell(*TERM), 50_000, 40_000)[0]), 3) == 1.590


def test_rates_per_ten_thousand() -> None:
    assert [round(keyness.per_ten_thousand(count, size), 6) for count, size in ((60, 50_000), (20, 40_000))] == [12, 5]


@pytest.mark.parametrize(("family", "low", "high", "bound"), [(1, 0.512, 2.072, 0.512), (2000, -0.245, 3.071, 0.0)])
def test_interval_and_its_conservative_bound(family: int, low: float, high: float, bound: float) -> None:
    found = keyness.log_ratio_interval(*TERM, family=family)
    assert (round(float(found.low[0]), 3), round(float(found.high[0]), 3)) == (low, high)
    assert round(float(keyness.conservative_log_ratio(*TERM, family=family)[0]), 3) == bound


def test_zero_cell() -> None:
    seven = (np.array([7.0]), np.array([0.0]), 50_000, 40_000)
    assert round(float(keyness.log_ratio(*seven)[0]), 2) == 3.49
    assert math.floor(float(keyness.conservative_log_ratio(*seven)[0]) * 1000) / 1000 == 0.205
    assert float(keyness.conservative_log_ratio(*seven, family=2000)[0]) == 0
    assert np.isinf(keyness.percent_difference(*seven)[0])


def test_dirichlet_log_odds() -> None:
    found = keyness.dirichlet_log_odds(np.array([60, 7, 100]), np.array([20, 0, 95]), np.array([8, 0.7, 19.5]))
    assert [round(float(z), 3) for z in found.z] == [3.510, 1.701, -7.090]


def test_benjamini_hochberg() -> None:
    found = keyness.benjamini_hochberg(np.array([0.001, 0.01, 0.02, 0.04, 0.5]))
    assert [round(float(q), 4) for q in found] == [0.005, 0.025, 0.0333, 0.05, 0.5]


@pytest.mark.parametrize(
    ("sizes", "counts", "plain", "normalised"),
    [
        ([100, 100, 100], [5, 5, 5], 0, 0),
        ([100, 100, 100], [15, 0, 0], 0.667, 1.0),
        ([500, 300, 200], [10, 6, 4], 0, 0),
    ],
)
def test_dispersion(sizes: list[int], counts: list[int], plain: float, normalised: float) -> None:
    """Point 4."""
    sizes, counts = np.array(sizes, float), np.array(counts, float)
    assert round(dispersion.deviation_of_proportions(sizes, counts, normalised=False), 3) == plain
    assert round(dispersion.deviation_of_proportions(sizes, counts), 3) == normalised
    matrix = csc_matrix(counts[:, None])
    assert round(float(dispersion.deviations(sizes, matrix)[0]), 3) == normalised


@pytest.mark.parametrize(("years", "p"), [(3, 0.167), (4, 0.042), (5, 0.008)])
def test_a_monotone_run_of_few_years_proves_little(years: int, p: float) -> None:
    assert round(trend.monotone_p(years), 3) == p


def test_wilson() -> None:
    found = trend.wilson(np.array([8.0]), np.array([10.0]))
    assert [round(float(value[0]), 4) for value in found] == [0.8, 0.4902, 0.9433]


def test_no_change_point_below_six_years() -> None:
    assert trend.change_point(np.arange(2015, 2020), np.array([0, 0, 0, 1, 1.0])) is None


def test_change_point_is_the_first_year_of_the_new_level() -> None:
    found = trend.change_point(
        np.arange(2010, 2022), np.array([0.1, 0.0, 0.1, 0.1, 0.0, 0.1, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9])
    )
    assert found is not None and found.year == 2016 and found.p < 0.01


COUNTS = st.integers(0, 500)


@given(COUNTS, COUNTS, st.integers(1000, 90_000), st.integers(1000, 90_000))
def test_swapping_the_groups_turns_the_sign(a: int, b: int, size_a: int, size_b: int) -> None:
    one, two = (np.array([a]), np.array([b]), size_a, size_b), (np.array([b]), np.array([a]), size_b, size_a)
    for measure in (keyness.log_ratio, keyness.conservative_log_ratio):
        assert float(measure(*one)[0]) == pytest.approx(-float(measure(*two)[0]), abs=1e-6)
    assert float(keyness.g2_two_cell(*one)[0]) == pytest.approx(float(keyness.g2_two_cell(*two)[0]), abs=1e-6)


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 20)), min_size=2, max_size=12))
def test_dispersion_of_a_matrix_is_that_of_its_columns(rows: list[tuple[int, int]]) -> None:
    sizes, counts = (np.array(column, float) for column in zip(*rows, strict=True))
    one = dispersion.deviation_of_proportions(sizes, counts)
    many = float(dispersion.deviations(sizes, csc_matrix(counts[:, None]))[0])
    assert (math.isnan(one) and math.isnan(many)) or one == pytest.approx(many)
    assert math.isnan(one) or -1e-9 <= one <= 1 + 1e-9


def test_bootstrap_is_repeatable() -> None:
    generator = np.random.default_rng(1)
    counts = generator.poisson(0.5, (2000, 400)).astype(float)
    sizes = generator.integers(5_000, 20_000, 2000).astype(float)
    first = keyness.bootstrap_log_ratios(counts[:1000], counts[1000:], sizes[:1000], sizes[1000:])
    second = keyness.bootstrap_log_ratios(counts[:1000], counts[1000:], sizes[:1000], sizes[1000:])
    assert np.array_equal(first.low, second.low) and (first.low < first.high).all()


def test_bootstrap_of_places_is_wider_where_a_place_repeats_itself() -> None:
    counts = np.repeat(np.random.default_rng(2).poisson(3, (20, 1)), 5, axis=0).astype(float)
    sizes = np.full(100, 1000.0)
    places = np.repeat(np.arange(20), 5)
    alone = keyness.bootstrap_log_ratios(counts, counts, sizes, sizes)
    together = keyness.bootstrap_log_ratios(counts, counts, sizes, sizes, places, places)
    assert together.high[0] - together.low[0] > alone.high[0] - alone.low[0]
