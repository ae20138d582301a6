"""Random rooms and sequences of exports: nothing breaks, and with a hole in any rule something does."""

import pytest

from tanlu.accord import releases
from tanlu.analysis.disclosure import attack, bands, transcript
from tests import exporting


@pytest.fixture(autouse=True)
def _no_memory():
    """Answers remembered from before a hole was planted would hide it."""
    attack.settled.cache_clear()
    yield
    attack.settled.cache_clear()


def run(count, start=0):
    rooms = [exporting.played(seed) for seed in range(start, start + count)]
    return rooms, [found for room in rooms for found in exporting.broken(room)]


def test_two_thousand_rooms_do_not_break():
    rooms, found = run(2000)
    assert found == []
    assert sum(len(room.left) for room in rooms) > 2000, "exports must be made, or nothing was tried"
    assert sum(room.refused for room in rooms) > 1000, "and refused"
    assert sum(cell.shown for room in rooms for each in room.left for cell in each["cells"]) > 2000


@pytest.mark.prove
def test_ten_thousand_more_do_not_break():
    for start in range(10_000, 20_000, 1000):
        _, found = run(1000, start)
        assert found == []


def naive_steps(voters, known=3):
    middle = max(1, voters // 2)
    return ((0, middle - 1), (middle, voters))


def as_to_the_room(*args, plain=releases._cell, **more):
    return plain(*args, **{**more, "audience": exporting.Audience.ROOM})


HOLES = {
    "votes to spare": [(bands, "spare", lambda known=3: 1)],
    "least cell": [
        (transcript, "least", lambda known=3: 2),
        (releases, "least", lambda known=3: 2),
        (transcript, "exact", naive_steps),
    ],
    "complementary suppression": [(transcript, "settled", lambda *_: None)],
    "ledger": [(releases, "_demand_unchanged", lambda *_: None)],
    "rules": [(releases, "demand", lambda *_: None)],
    "closed vote": [(releases, "_demand_closed", lambda *_: None)],
    "bands outside": [(releases, "_cell", as_to_the_room)],
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_any_rule_is_found(hole, monkeypatch):
    for module, name, instead in HOLES[hole]:
        monkeypatch.setattr(module, name, instead)
    found = []
    for seed in range(400):
        found = exporting.broken(exporting.played(seed))
        if found:
            break
    assert found, f"without {hole} the attacker should have succeeded"
