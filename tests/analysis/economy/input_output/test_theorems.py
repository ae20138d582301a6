"""What must hold for every input-output table, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanlu.analysis.economy.input_output.balance import gras, ras
from tanlu.analysis.economy.input_output.extraction import extract
from tanlu.analysis.economy.input_output.leontief import leontief, linkages, multipliers, respond
from tanlu.analysis.economy.input_output.merge import merge
from tanlu.analysis.economy.input_output.regional import location_quotients, quotients, regional_multipliers
from tanlu.analysis.economy.input_output.supply_use import industry_by_industry
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadReference, BadTable, NotComparable, UnknownName
from tanlu.text import Text

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=40, deadline=None)


def made(seed, n=8, apart=False):
    """Return a random productive table; with ``apart`` its last sector trades with nobody."""
    draw = np.random.default_rng(seed)
    inputs = draw.random((n, n)) * (draw.random((n, n)) < 0.6)
    inputs *= draw.uniform(0.1, 0.8, n) / np.maximum(inputs.sum(axis=0), 1e-9)
    if apart:
        inputs[-1] = inputs[:, -1] = 0
    final = draw.uniform(1, 10, n)
    output = np.linalg.solve(np.eye(n) - inputs, final)
    added = output * (1 - inputs.sum(axis=0))
    wages = added * draw.uniform(0.3, 0.7, n)
    homes = final * draw.uniform(0.1, 0.3, n)
    return IOTable.from_domestic(
        [f"s{at}" for at in range(n)], inputs * output, output, added, final=final, wages=wages,
        households=homes, jobs=draw.uniform(1, 5, n),
    )  # fmt: skip


@FEW
@given(SEEDS)
def test_output_is_what_final_demand_calls_for_and_ghosh_is_the_same_table(seed):
    table = made(seed)
    system = leontief(table)
    assert respond(system, table.final) == pytest.approx(table.output)
    allocation = table.flows / table.output[:, None]
    assert system.ghosh == pytest.approx(np.linalg.inv(np.eye(len(allocation)) - allocation))
    assert table.value_added @ system.ghosh == pytest.approx(table.output)
    found = linkages(system)
    assert (found.backward.mean(), found.forward.mean()) == pytest.approx((1, 1))


@FEW
@given(SEEDS)
def test_value_added_multipliers_are_one_where_nothing_is_imported(seed):
    assert multipliers(leontief(made(seed)), "value added").type_1 == pytest.approx(np.ones(8))


@FEW
@given(SEEDS)
def test_type_two_is_type_one_times_one_constant_for_income(seed):
    system = leontief(made(seed))
    found = multipliers(system, "income")
    ratio = found.type_2 / found.type_1
    assert ratio == pytest.approx(np.full(8, ratio[0]))
    assert ratio[0] > 1
    table = system.table
    inputs = np.zeros((9, 9))
    inputs[:8, :8] = system.inputs
    inputs[8, :8], inputs[:8, 8] = table.wages / table.output, table.households / table.wages.sum()
    whole = np.linalg.inv(np.eye(9) - inputs)
    assert found.type_2 == pytest.approx(whole[8, :8])
    assert multipliers(system).type_2 == pytest.approx(whole[:8, :8].sum(axis=0))
    jobs = table.jobs / table.output
    assert multipliers(system, "employment").type_2 == pytest.approx(jobs @ whole[:8, :8])


@FEW
@given(SEEDS, st.sampled_from(["complete", "backward", "forward"]), st.floats(0.05, 1), st.booleans())
def test_extraction_is_the_second_inversion_that_it_saves(seed, kind, share, final):
    table = made(seed)
    found = extract(leontief(table), "s3", kind=kind, share=share, remove_final=final)
    inputs, wanted = table.flows / table.output, table.final.copy()
    unit = np.eye(8)
    if kind == "forward":
        allocation = table.flows / table.output[:, None]
        allocation[3] *= 1 - share
        after = table.value_added @ np.linalg.inv(unit - allocation)
    else:
        own = inputs[3, 3]
        inputs[:, 3] *= 1 - share
        if kind == "complete":
            inputs[3] *= 1 - share
            inputs[3, 3] = own * (1 - share)
        wanted[3] *= 1 - share * final
        after = np.linalg.solve(unit - inputs, wanted)
    assert found.lost == pytest.approx(table.output - after, abs=1e-9)
    assert found.jobs_lost == pytest.approx(float(table.jobs / table.output @ found.lost))
    assert "upper bound" in found.method.en


@FEW
@given(SEEDS)
def test_a_sector_that_trades_with_nobody_takes_only_itself(seed):
    table = made(seed, apart=True)
    lost = extract(leontief(table), "s7").lost
    assert lost[7] == pytest.approx(table.output[7])
    assert np.abs(lost[:7]).max() < 1e-9


@FEW
@given(SEEDS)
def test_gras_keeps_signs_zeros_and_meets_the_margins(seed):
    draw = np.random.default_rng(seed)
    start = draw.normal(1, 3, (5, 6)) * (draw.random((5, 6)) < 0.8)
    left, right = draw.uniform(0.5, 2, 5), draw.uniform(0.5, 2, 6)
    factor = np.outer(left, right)
    wanted = np.where(start > 0, start * factor, start / factor)
    found = gras(start, wanted.sum(axis=1), wanted.sum(axis=0))
    assert found.values == pytest.approx(wanted, rel=1e-5, abs=1e-6)
    assert (np.sign(found.values) == np.sign(start)).all()
    assert found.off < 1e-9 * max(1, np.abs(wanted).sum())
    positive = ras(np.abs(start), np.abs(wanted).sum(axis=1), np.abs(wanted).sum(axis=0))
    assert positive.values.sum(axis=0) == pytest.approx(np.abs(wanted).sum(axis=0))


def test_a_zero_total_empties_a_row():
    assert ras([[1, 1], [0, 1]], [0, 2], [0, 2]).values.tolist() == [[0, 0], [0, 2]]
    assert gras([[-1, -1], [2, 3]], [0, 2], [1, 1]).values.tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize(
    ("start", "rows", "columns", "words"),
    [
        ([[1, 0], [0, 1]], [1, 2], [2, 1], "No matrix"),
        ([[1, 1], [1, 0]], [1, 2], [1, 2], "No matrix"),
        ([[1, 1], [1, 1]], [1, 2], [2, 2], "sum to"),
        ([[-1, -1], [1, 1]], [1, 2], [1, 2], "no cell of the sign"),
        ([[1, 1]], [1, 1], [1, 1], "shape"),
        ([[1, np.nan]], [2], [1, 1], "NaN"),
    ],
)
def test_margins_that_cannot_be_met_are_refused(start, rows, columns, words, assert_bilingual):
    with pytest.raises(BadTable, match=words) as caught:
        gras(start, rows, columns)
    assert_bilingual(caught.value)


def test_ras_refuses_negative_cells(assert_bilingual):
    with pytest.raises(BadTable, match="GRAS") as caught:
        ras([[1, -1]], [0], [1, -1])
    assert_bilingual(caught.value)


def test_the_import_split_follows_the_share_of_use_at_home():
    table = IOTable.from_competitive(
        ["a", "b"], [[10, 30], [20, 10]], [80, 60], [50, 20], domestic_use=[40, 20], exports=[20, 10], imports=[20, 0],
    )  # fmt: skip
    assert table.flows.tolist() == [[7.5, 22.5], [20, 10]]
    assert table.final.tolist() == [50, 30]


def test_a_residual_is_final_demand_and_its_absence_is_noticed(assert_bilingual):
    parts = {"domestic_use": [30, 20], "exports": [20, 10], "imports": [0, 0]}
    flows, output, added = [[10, 30], [20, 10]], [80, 60], [50, 20]
    with pytest.raises(BadTable, match="row of a adds up to 90") as caught:
        IOTable.from_competitive(["a", "b"], flows, output, added, **parts)
    assert_bilingual(caught.value)
    table = IOTable.from_competitive(["a", "b"], flows, output, added, **parts, residual=[-10, 0])
    assert table.final.tolist() == [40, 30]


def test_imports_beyond_use_are_capped_with_a_caution():
    table = IOTable.from_competitive(
        ["a", "b"], [[10, 0], [0, 10]], [20, 60], [10, 50], domestic_use=[10, 20], exports=[30, 30], imports=[30, 0],
    )  # fmt: skip
    assert [each.code for each in table.cautions] == ["imports_exceed_use"]
    assert table.flows[0].tolist() == [0, 0]


GOOD = {"sectors": ["a", "b"], "flows": [[1, 2], [3, 4]], "output": [10, 20], "value_added": [6, 14]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"flows": [[1, 2]]}, "shape"),
        ({"flows": [[1, 2], [3, np.nan]]}, "NaN or infinite: b → b"),
        ({"flows": [[1, 2], [-3, 4]]}, "b has negative deliveries"),
        ({"output": [10, -1]}, "b has negative output"),
        ({"output": [10]}, "numbers of output"),
        ({"output": [10, np.inf]}, "b \\(output"),
        ({"output": [10, 0]}, "without output buy or deliver: b"),
        ({"flows": [[0, 0], [0, 0]], "output": [0, 0]}, "nothing but zeros"),
        ({"sectors": ["a", "a"]}, "stands twice"),
        ({"final": [7, 12]}, "row of b adds up to 19"),
        ({"jobs": [1]}, "numbers of jobs"),
    ],
    ids=str,
)
def test_an_unfit_table_is_refused(change, words, assert_bilingual):
    with pytest.raises(BadTable, match=words) as caught:
        IOTable.from_domestic(**{**GOOD, **change})
    assert_bilingual(caught.value)


def test_an_empty_sector_is_left_out_with_a_caution():
    table = IOTable.from_domestic(["a", "b"], [[1, 0], [0, 0]], [10, 0], [9, 0], jobs=[2, 0])
    assert table.sectors == ("a",)
    assert [each.code for each in table.cautions] == ["empty_sectors"]


@pytest.mark.parametrize("flows", [[[0, 10], [10, 0]], [[12, 0], [0, 1]]], ids=["singular", "not productive"])
def test_a_system_without_a_meaning_is_refused(flows, assert_bilingual):
    with pytest.raises(BadTable, match="productive") as caught:
        leontief(IOTable.from_domestic(["a", "b"], flows, [10, 10], [0, 0]))
    assert_bilingual(caught.value)


def test_households_without_an_end_or_without_wages_are_refused(assert_bilingual):
    for wages, words in (([6, 14], "no answer"), ([0, 0], "Nobody")):
        table = IOTable.from_domestic(**GOOD, wages=wages, households=[9, 15])
        with pytest.raises(BadTable, match=words) as caught:
            multipliers(leontief(table))
        assert_bilingual(caught.value)


def test_households_that_spend_more_than_wages_are_told():
    table = IOTable.from_domestic(**GOOD, wages=[2, 3], households=[3, 3])
    assert [each.code for each in multipliers(leontief(table)).cautions] == ["overspent"]


def test_unknown_names_are_refused(assert_bilingual):
    system = leontief(
        IOTable.from_domestic(**GOOD, titles=[Text("Coal mining", "煤炭开采"), Text("Steel", "钢铁")])
    )
    asked = [
        (UnknownName, lambda: extract(system, "coal")),
        (UnknownName, lambda: extract(system, "zinc")),
        (BadReference, lambda: extract(system, "a", kind="sideways")),
        (BadReference, lambda: extract(system, "a", share=0)),
        (BadReference, lambda: multipliers(system, "joy")),
        (BadTable, lambda: multipliers(system, "employment")),
        (BadTable, lambda: merge(system.table, [["a"]])),
        (BadReference, lambda: quotients([1.0], 0.1, "XLQ")),
        (NotComparable, lambda: regional_multipliers(system.table, [11, 5])),
        (BadTable, lambda: regional_multipliers(system.table, [1, -5])),
        (BadTable, lambda: regional_multipliers(system.table, [1, 1, 1], [2, 2, 2])),
        (BadTable, lambda: industry_by_industry(["a"], [[1]], [[1, 1]], [1], [1], commodity_output=[1])),
    ]
    for kind, ask in asked:
        with pytest.raises(kind) as caught:
            ask()
        assert_bilingual(caught.value)
    assert system.table.place("煤炭开采") == system.table.place("coal MINING") == 0


def test_merging_keeps_the_sums():
    table = made(1)
    whole = merge(table, [[f"s{at}" for at in range(4)], [f"s{at}" for at in range(4, 8)]])
    assert whole.sectors[0] == "s0+s1+s2+s3"
    assert whole.flows.sum() == pytest.approx(table.flows.sum())
    assert respond(leontief(whole), whole.final) == pytest.approx(whole.output)


def test_quotients_by_hand():
    slq, size = location_quotients([30, 10, 0], [100, 300, 100])
    assert slq == pytest.approx([3.75, 10 / 300 * 12.5, 0])
    assert size == pytest.approx(0.08)
    lam = np.log2(1.08) ** 0.3
    cross = quotients(slq, size, "CILQ")
    assert cross[1, 0] == pytest.approx(slq[1] / slq[0])
    assert (cross[:, 2] == 0).all()
    assert quotients(slq, size, "FLQ", 0.3) == pytest.approx(cross * lam)
    assert quotients(slq, size, "AFLQ", 0.3)[1, 0] == pytest.approx(cross[1, 0] * lam * np.log2(4.75))
    assert quotients(slq, size, "AFLQ", 0.3)[0, 1] == pytest.approx(cross[0, 1] * lam)


def test_a_region_gets_a_range_and_never_more_than_the_nation():
    table = made(3)
    region = table.output * np.where(np.arange(8) == 2, 0.2, 0.01)
    found = regional_multipliers(table, region)
    low, high = found.span(2)
    assert 1 <= low < high <= found.national.type_1[2]
    assert "FLQ+SLQ" in {each.kind for each in found.estimates}
    assert "read the range" in found.why(2).en
    same = regional_multipliers(table, table.output)
    assert same.span(0) == pytest.approx((same.national.type_1[0],) * 2)
    assert same.span(0, type_2=True)[0] == pytest.approx(multipliers(leontief(table)).type_2[0])
