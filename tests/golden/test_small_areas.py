"""Milk by areas (Fay and Herriot) and corn by units (Battese, Harter and Fuller), to their printed digits."""

import csv
from pathlib import Path

import numpy as np
import pytest

from tanlu.analysis.survey.areas import fay_herriot
from tanlu.analysis.survey.units import unit_level

HERE = Path(__file__).parent

# Corn: Battese, Harter and Fuller (1988); milk: Molina and Marhuenda (2015), R Journal 7.
BETA = (0.968189, 0.132780, 0.226946, -0.241301)
ERRORS = (0.069362, 0.103001, 0.092330, 0.081617)
EBLUP = (1.0219705, 1.0476020, 1.0679514, 0.7608166, 0.8461571)
MSE = (0.01346026, 0.00537288, 0.00570199, 0.00854175, 0.00957961)
ENDLESS = (
    122.196,
    126.223,
    106.696,
    108.443,
    144.281,
    112.141,
    112.804,
    121.999,
    115.327,
    124.420,
    106.904,
    143.015,
)
FINITE = (
    122.195,
    126.228,
    106.664,
    108.422,
    144.307,
    112.159,
    112.780,
    122.002,
    115.344,
    124.414,
    106.888,
    143.031,
)


def rows(name):
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


def numbers(table, name):
    return np.array([float(row[name]) for row in table])


def milk(method):
    table = rows("milk.csv")
    major = numbers(table, "major_area")
    x = np.column_stack([np.ones(len(table)), *(major == each for each in (2, 3, 4))])
    return fay_herriot(numbers(table, "direct_est"), numbers(table, "std_error") ** 2, x, method)


def corn(**more):
    table, means = rows("corn.csv"), rows("corn_means.csv")
    del table[32]  # the second segment of Hardin, as its authors left it out
    x = np.column_stack([np.ones(36), numbers(table, "corn_pixel"), numbers(table, "soybeans_pixel")])
    known = np.column_stack(
        [np.ones(12), *(numbers(means, f"ave_{each}_pixel") for each in ("corn", "soybeans"))]
    )
    counties = numbers(table, "county_id").astype(int) - 1
    population = numbers(means, "pop_segments") if more.pop("finite", False) else None
    return unit_level(numbers(table, "corn_area"), x, counties, known, population=population, **more)


def test_milk_by_restricted_likelihood():
    found = milk("reml")
    assert found.between == pytest.approx(0.0185503, abs=5e-8)
    assert found.coefficients == pytest.approx(BETA, abs=5e-7)
    assert found.errors == pytest.approx(ERRORS, abs=5e-7)
    # One unit of the last digit: the peers stop their steps at about 1e-8 of A, where the slope here is zero to 1e-9.
    assert [each.value for each in found.areas[:5]] == pytest.approx(EBLUP, abs=1e-7)
    assert [each.error**2 for each in found.areas[:5]] == pytest.approx(MSE, abs=5e-9)


@pytest.mark.parametrize(("method", "between"), [("ml", 0.0155175), ("moment", 0.0164203)])
def test_milk_by_other_ways(method, between):
    assert milk(method).between == pytest.approx(between, abs=5e-8)


def test_corn():
    found = corn()
    assert found.between == pytest.approx(140.02, abs=0.005)
    assert found.within == pytest.approx(147.27, abs=0.005)
    assert found.coefficients == pytest.approx((51.0704, 0.328722, -0.134568), rel=1e-5)
    assert [each.value for each in found.areas] == pytest.approx(ENDLESS, abs=5.1e-4)


def test_corn_of_a_finite_population():
    assert [each.value for each in corn(finite=True).areas] == pytest.approx(FINITE, abs=5.1e-4)
