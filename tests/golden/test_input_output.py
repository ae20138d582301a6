"""Printed answers of the input-output methods, each from the work it names."""

import numpy as np
import pytest

from tanlu.analysis.economy.input_output.balance import gras
from tanlu.analysis.economy.input_output.leontief import Households, closed, leontief, multipliers, respond
from tanlu.analysis.economy.input_output.table import IOTable

HOMES = Households(np.array([300.0, 500.0]), np.array([50.0, 400.0]), own=50.0, total=1000.0)


@pytest.fixture
def system():
    """Two sectors of Miller & Blair (2009), sections 2.3 and 2.5; households pay 50 to one another."""
    return leontief(
        IOTable.from_domestic(
            ["1", "2"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400],
            final=[350, 1700], wages=[300, 500], households=[50, 400],
        )
    )  # fmt: skip


def test_leontief_inverse_of_miller_and_blair(system):
    assert system.inputs == pytest.approx(np.array([[0.15, 0.25], [0.2, 0.05]]))
    assert system.inverse == pytest.approx(np.array([[1.2541, 0.33], [0.264, 1.1221]]), abs=5e-5)
    assert respond(system, [600, 1500]) == pytest.approx([1247.52, 1841.58], abs=5e-3)


def test_closed_model_of_miller_and_blair(system):
    income, induced, scale = closed(system.inverse, system.table.output, HOMES)
    inner = system.inverse + np.outer(induced, income)
    assert inner == pytest.approx(np.array([[1.3651, 0.4253], [0.5273, 1.3481]]), abs=5e-5)
    assert induced * scale == pytest.approx([0.2509, 0.5954], abs=5e-5)
    assert income == pytest.approx([0.5698, 0.489], abs=5e-5)
    assert scale == pytest.approx(1.2885, abs=5e-5)


def test_multipliers_of_miller_and_blair(system):
    output = multipliers(system, "output", homes=HOMES)
    income = multipliers(system, "income", homes=HOMES)
    assert output.type_1 == pytest.approx([1.518, 1.452], abs=5e-4)
    assert output.type_2 == pytest.approx([1.8924, 1.7733], abs=5e-5)
    assert output.type_2 + income.type_2 == pytest.approx([2.462, 2.262], abs=5e-4)
    assert income.ratio_1.tolist() == pytest.approx([1.474, 1.518], abs=5e-4)
    assert income.ratio_2.tolist() == pytest.approx([1.899, 1.956], abs=6e-4)
    assert (income.type_2 / income.type_1).tolist() == pytest.approx([1.2885] * 2, abs=5e-5)


def test_gras_of_junius_and_oosterhaven():
    """Junius & Oosterhaven (2003), Economic Systems Research 15:87-96."""
    start, rows, columns = [[7, 3, 5, -3], [2, 9, 8, 0], [-2, 0, 2, 0]], [15, 26, -1], [9, 16, 17, -2]
    printed = [[8.4243, 3.3752, 5.2004, -2], [3.0010, 12.6248, 10.3742, 0], [-2.4253, 0, 1.4253, 0]]
    found = gras(start, rows, columns)
    assert found.values == pytest.approx(np.array(printed), abs=5e-5)
    assert np.abs(found.values.sum(axis=1) - rows).max() < 1e-12
    assert np.abs(found.values.sum(axis=0) - columns).max() < 1e-12
