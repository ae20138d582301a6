"""Agreement, reliability and intraclass correlation as printed in the literature."""

import numpy as np
import pytest

from tanlu.analysis.scales.agreement import agreement, krippendorff
from tanlu.analysis.scales.icc import icc
from tanlu.analysis.scales.kappa import disagreements, kappa
from tanlu.analysis.scales.ratings import read_cells

KRIPPENDORFF_2011 = """
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *
"""
"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve units."""

SHROUT_FLEISS_1979 = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout & Fleiss (1979), Psychological Bulletin 86:420-428, table 2."""

COHEN_1968 = [[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]]
COHEN_1968_WEIGHTS = [[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]]
"""Cohen (1968), Psychological Bulletin 70:213-220."""


def units(text):
    rows = [line.replace("*", "_").split() for line in text.split("\n") if line]
    return [["" if cell == "_" else cell for cell in column] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_example(level, printed):
    assert round(krippendorff(read_cells(units(KRIPPENDORFF_2011), level), level), 3) == printed


def test_gwets_coefficient_of_the_same_ratings():
    """Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.: raw agreement .818, AC1 .775."""
    found = agreement(read_cells(units(KRIPPENDORFF_2011), "nominal"), "nominal", draws=0)
    assert (round(found.raw.value, 3), round(found.gwet.value, 3)) == (0.818, 0.775)
    assert (found.units, found.paired, found.raters, found.ratings) == (12, 11, 4, 41)


def test_shrout_and_fleiss():
    found = icc(np.array(SHROUT_FLEISS_1979, dtype=float))
    printed = (found.one_random, found.two_random, found.two_fixed)
    means = (found.one_random_mean, found.two_random_mean, found.two_fixed_mean)
    assert [round(each, 2) for each in (*printed, *means)] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


def test_cohens_weighted_kappa():
    table = np.array(COHEN_1968)
    assert kappa(table, disagreements(3, "identity")) == pytest.approx(0.492, abs=5e-4)
    assert kappa(table, np.array(COHEN_1968_WEIGHTS)) == pytest.approx(0.348, abs=5e-4)
