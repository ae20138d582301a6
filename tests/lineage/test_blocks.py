"""Blocks of work give the same whoever does them, tell how far they are, and stop when told."""

import sys

import pytest
from tests import needs
from tests.lineage.working import bands, fails, mean

from tanlu.errors import BadReference, NotInstalled
from tanlu.lineage.blocks import map_blocks


def test_the_same_seed_gives_the_same_and_another_does_not():
    one, two = (map_blocks(mean, range(5), seed=7) for _ in range(2))
    assert one == two
    assert [block for block, _ in one] == list(range(5))
    assert len({value for _, value in one}) == 5
    assert map_blocks(mean, range(5), seed=8) != one


def test_more_blocks_leave_the_first_as_they_were():
    assert map_blocks(mean, range(3), seed=7) == map_blocks(mean, range(5), seed=7)[:3]


def test_progress_is_told_and_can_stop_the_work():
    seen = []
    map_blocks(mean, range(4), seed=1, told=lambda done, whole: seen.append((done, whole)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done, whole):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        map_blocks(mean, range(4), seed=1, told=stop)


def test_an_unknown_place_is_refused(assert_bilingual):
    with pytest.raises(BadReference) as caught:
        map_blocks(mean, range(2), seed=1, backend="cloud")
    assert_bilingual(caught.value)


def test_without_dask_it_says_how_to_get_it(monkeypatch, assert_bilingual):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotInstalled) as caught:
        map_blocks(mean, range(2), seed=1, backend="dask")
    assert_bilingual(caught.value)


@pytest.mark.prove
def test_processes_give_what_one_gives():
    here = map_blocks(mean, range(6), seed=3)
    for workers in (1, 2):
        assert map_blocks(mean, range(6), seed=3, backend="processes", workers=workers) == here
    with pytest.raises(ValueError, match="2"):
        map_blocks(fails, range(6), seed=3, backend="processes", workers=2)


@pytest.mark.prove
@pytest.mark.filterwarnings("ignore")
def test_two_workers_of_dask_give_what_one_gives():
    needs.module("distributed")
    assert map_blocks(mean, range(6), seed=3, backend="dask", workers=2) == map_blocks(mean, range(6), seed=3)


@pytest.mark.prove
@pytest.mark.filterwarnings("ignore")
def test_an_outlook_has_the_same_quantiles_here_on_processes_and_on_dask():
    needs.module("distributed")
    scenarios = (-0.03, 0.0, 0.02)
    here = map_blocks(bands, scenarios, seed=11)
    assert here[0] != here[1]
    for backend in ("processes", "dask"):
        assert map_blocks(bands, scenarios, seed=11, backend=backend, workers=2) == here
