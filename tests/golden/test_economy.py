"""Printed answers of the economy methods, each from the work it names."""

import pytest

from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.shift_share import shift_share
from tanlu.analysis.economy.table import RegionIndustry


def test_location_quotient_of_farhauer_and_kroell():
    """Farhauer & Kroell (2013), as printed by REAT 3.0.3 (?locq): 1,714 of 79,006 against 879,213 of 15,593,224."""
    table = RegionIndustry.from_arrays(["Goettingen"], ["one", "rest"], [[1714, 79006 - 1714]])
    found = quotients(table, reference=[879213, 15593224 - 879213])
    assert found.values[0, 0] == pytest.approx(0.3847623, abs=5e-8)


def test_herfindahl_of_doersam():
    """Doersam (2004), as printed by REAT (?herf): 20, 50, 20, 10 give .34, an equivalent number of 2.941176."""
    table = RegionIndustry.from_arrays(["a"], ["i", "j", "k", "l"], [[20, 50, 20, 10]])
    found = diversity(table, reference=[1, 1, 1, 1])
    assert found.herfindahl[0] == pytest.approx(0.34)
    assert 1 / found.herfindahl[0] == pytest.approx(2.941176, abs=5e-7)


def test_krugman_of_regions_without_a_common_industry():
    """Farhauer & Kroell (2013), as printed by REAT (?krugman.spec): 2.

    The reference must hold what the region has, however little, so 2 is reached in the limit.
    """
    table = RegionIndustry.from_arrays(["a"], list("ijklm"), [[20, 10, 70, 0, 0]], keep_empty=True)
    little = 1e-9
    assert diversity(table, reference=[little, little, little, 60, 40]).krugman[0] == pytest.approx(2.0)


def test_shift_share_of_farhauer_and_kroell():
    """Region A of Farhauer & Kroell (2013), as printed by REAT (?shift): 25 = 27 + 1 - 3."""
    found = shift_share([[90, 20, 10, 60], [100, 40, 10, 55]], [[400, 150, 150, 400], [440, 210, 135, 480]])
    parts = [found.totals()[name] for name in ("change", "national", "mix", "regional")]
    assert parts == pytest.approx([25, 27, 1, -3])


def test_dynamic_shift_share():
    """REAT (?shiftd), after Barff & Knight (1988): 45 = 39.9644269 + .1636996 + 4.8718735."""
    region = [[90, 20, 10, 60], [100, 40, 10, 55], [105, 45, 15, 60]]
    nation = [[400, 150, 150, 400], [440, 210, 135, 480], [460, 230, 155, 500]]
    found = shift_share(region, nation, "dynamic").totals()
    assert found["change"] == pytest.approx(45)
    assert found["national"] == pytest.approx(39.9644269, abs=5e-8)
    assert found["mix"] == pytest.approx(0.1636996, abs=5e-8)
    assert found["regional"] == pytest.approx(4.8718735, abs=5e-8)
