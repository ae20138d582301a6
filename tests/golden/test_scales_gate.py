"""Printed answers: Mantel and Haenszel on Berkeley's admissions, King and Wand's table of vignettes."""

import numpy as np
import pytest

from tanlu.analysis.scales.bias import mantel
from tanlu.analysis.scales.vignettes import ranks

# UCBAdmissions, by department: men admitted and refused, women admitted and refused (Bickel, Hammel and O'Connell 1975).
BERKELEY = (
    (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391), (138, 279, 131, 244), (53, 138, 94, 299),
    (22, 351, 24, 317),
)  # fmt: skip

# King and Wand (2007), Political Analysis 15:46-66, table 1: the 13 orders of an own answer and two stories, with C. The
# authors' R package anchors holds C of the 13 as data set `table1` (columns Cs, Ce), in this order:
# https://rdrr.io/cran/anchors/man/table1.html
CASES = (
    (1, 2, 3, 1, 1), (2, 2, 3, 2, 2), (2, 1, 3, 3, 3), (3, 2, 3, 4, 4), (4, 2, 3, 5, 5),
    (1, 2, 2, 1, 1), (2, 2, 2, 2, 4), (3, 2, 2, 5, 5),
    (1, 3, 2, 1, 1), (2, 3, 2, 1, 4), (2, 3, 1, 1, 5), (3, 3, 2, 2, 5), (4, 3, 2, 5, 5),
)  # fmt: skip


def test_berkeley():
    found = mantel(np.array(BERKELEY).reshape(-1, 2, 2))
    assert found.odds == pytest.approx(0.9046968, abs=5e-8)
    assert found.chi_square == pytest.approx(1.4269, abs=5e-5)
    assert found.p == pytest.approx(0.2323, abs=5e-5)
    assert np.exp(-found.high / 2.35) == pytest.approx(0.7719074, abs=5e-8)
    assert np.exp(-found.low / 2.35) == pytest.approx(1.0603298, abs=5e-8)
    assert found.size == "A"


@pytest.mark.parametrize(("own", "first", "second", "low", "high"), CASES)
def test_every_order_of_two_stories(own, first, second, low, high):
    found = ranks(np.array([float(own)]), np.array([[float(first), float(second)]]))
    assert (found.low[0], found.high[0]) == (low, high)
    assert found.disordered[0] == (first > second)
