"""The benchmarks are well-formed, measure what they say, and run."""

import json

import numpy as np
import pytest
from benchmarks.__main__ import is_missed, main
from benchmarks.cases import CASES
from benchmarks.measure import Cost, Failed, Measured, run
from benchmarks.report import growth, growths
from tests import needs

BUDGETS = {"help": (0.2, None), "figure": (1, None), "brief": (6, 500), "parity": (10, 500),
           "landscape-large": (60, 4000)}  # fmt: skip


def test_the_registry_is_well_formed():
    ids = [each.id for each in CASES]
    assert len(set(ids)) == len(ids)
    for each in CASES:
        assert each.what
        assert list(each.sizes) == sorted(set(each.sizes))
        assert bool(each.unit) == (each.sizes != (1,))
        assert not each.against or each.against in ids
        assert each.seconds is None or each.seconds > 0


@pytest.mark.parametrize("case", BUDGETS)
def test_the_promised_budgets_stand(case):
    found = next(each for each in CASES if each.id == case)
    assert (found.seconds, found.megabytes) == BUDGETS[case]


def test_the_smallest_case_runs(tmp_path, capsys):
    assert main(["python", "--repetitions", "1", "--out", str(tmp_path / "bench.json")]) == 0
    assert "python" in capsys.readouterr().out
    data = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert data["measured"][0]["case"] == "python"
    assert 0 < data["measured"][0]["cpu_seconds"] < 5
    assert 1 < data["measured"][0]["megabytes"] < 100


def test_work_costs_and_memory_is_seen(tmp_path):
    idle = run(["-c", ""], tmp_path)
    busy = run(["-c", "x = bytearray(400_000_000); x[::4096] = x[::4096]; sum(range(5_000_000))"], tmp_path)
    assert busy.cpu_seconds > idle.cpu_seconds
    assert busy.megabytes > 380


def test_memory_is_that_of_the_command_not_of_whoever_measures(tmp_path):
    held = bytearray(600_000_000)
    held[::4096] = held[::4096]
    assert run(["-c", ""], tmp_path).megabytes < 100
    del held


def test_a_failure_is_never_a_measurement(tmp_path):
    with pytest.raises(Failed, match="no such thing"):
        run(["-c", "raise SystemExit('no such thing')"], tmp_path)


def test_an_unknown_case_is_refused():
    with pytest.raises(SystemExit):
        main(["nothing"])


def test_synthetic_rows_say_that_they_are(tmp_path, monkeypatch):
    from benchmarks import synthetic
    from tanlu.evidence.store import Store
    from tanlu.registers.indicators import all_series
    from tanlu.registers.regions import regions

    synthetic.write(2_000, tmp_path)
    series_id, code = next(iter(all_series())), next(iter(regions()))
    store = Store.open(tmp_path)
    found = [each for each in store.facts(series_id, code) if each.ref.source.startswith("synthetic")]
    assert found
    assert all("Synthetic" in each.note.en for each in found)
    assert store.source("synthetic_0").title.en.startswith("Synthetic")


def test_the_twins_are_long_and_hold_no_paragraph_twice(tmp_path):
    from benchmarks import synthetic

    for path in synthetic.twins(100, tmp_path):
        blocks = [line for line in path.read_text("utf-8").splitlines() if line.strip() and "---" not in line]
        assert len(set(blocks)) == len(blocks) > 1500
    assert len((tmp_path / "twin-100.en.md").read_text("utf-8").split()) >= 100 * synthetic.WORDS_A_PAGE


def measured(case, size, cpu):
    return Measured(next(each for each in CASES if each.id == case), size, (Cost(cpu, cpu, 1),))


@pytest.mark.parametrize(("ours", "missed"), [(1.9, False), (2.1, True)])
def test_a_panel_is_held_against_bare_duckdb_at_its_largest_size(ours, missed):
    found = [measured("panel", 50_000_000, ours), measured("panel-duckdb", 50_000_000, 1)]
    assert next(each for each in CASES if each.id == "panel").at_most == 2
    assert is_missed(found[0], found) is missed
    small = [measured("panel", 1_000_000, 9), measured("panel-duckdb", 1_000_000, 1)]
    assert is_missed(small[0], small) is False


def test_the_panel_is_synthetic_and_says_what_is_missing(tmp_path):
    from benchmarks import synthetic

    needs.module("ibis")
    from tanlu.evidence.engines import open_panel

    found = open_panel(synthetic.panel(20_000, tmp_path)).group(("source",))
    assert {each.key["source"] for each in found} == {"synthetic"}
    assert sum(each.count + each.missing for each in found) == 20_000
    assert all(each.missing for each in found)


@pytest.mark.parametrize(("ours", "plain", "missed"), [(0.9, 1.0, False), (1.1, 1.0, True)])
def test_the_landscape_is_no_slower_than_plain_numpy(ours, plain, missed):
    found = [measured("landscape", 3_000, ours), measured("landscape-plain", 3_000, plain)]
    assert is_missed(found[0], found) is missed


@pytest.mark.parametrize(("peer", "missed"), [(31, False), (29, True)])
def test_ecomplexity_takes_thirty_times_as_long(peer, missed):
    found = [measured("landscape", 3_000, 1), measured("landscape-ecomplexity", 3_000, peer)]
    assert is_missed(found[1], found) is missed


def test_growth_with_size_is_an_exponent():
    found = [measured("landscape", size, (size / 750) ** 1.5) for size in (750, 1_500, 3_000)]
    assert growth(found) == pytest.approx(1.5)
    assert growths(found) == ["landscape: CPU-seconds grow with regions to the power 1.50"]
    assert growth(found[:2]) is None


def test_plain_numpy_and_tanlu_find_the_same():
    from benchmarks import landscapes

    draw = np.random.default_rng(4)
    able, asked = np.sort(draw.random(30)), draw.random(20)
    levels = np.exp(draw.standard_normal((30, 20)) + 4 * np.outer(able - 0.5, asked - 0.5))
    assert landscapes.plain(levels, able) == pytest.approx(landscapes.tanlu(levels, able), abs=1e-9)
