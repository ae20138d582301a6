"""The transportation problem against every answer there is, and against its own dual."""

import numpy as np
import pytest

from tanlu.analysis.economy.workforce.transport import ship


def best(cost, supply, demand, allowed):
    """Return the most units and their least cost, by trying every shipment."""
    cells = [tuple(each) for each in np.argwhere(allowed)]
    found = (0, 0.0)

    def fill(at, supply, demand, units, price):
        nonlocal found
        if at == len(cells):
            found = max(found, (units, -price))
            return
        i, j = cells[at]
        for amount in range(min(supply[i], demand[j]) + 1):
            rest, room = list(supply), list(demand)
            rest[i] -= amount
            room[j] -= amount
            fill(at + 1, rest, room, units + amount, price + amount * cost[i, j])

    fill(0, list(supply), list(demand), 0, 0.0)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_it_is_the_best_of_all(seed):
    draw = np.random.default_rng(seed)
    rows, columns = draw.integers(1, 4, 2)
    cost = draw.integers(0, 9, (rows, columns)).astype(float)
    supply, demand = draw.integers(0, 4, rows), draw.integers(0, 4, columns)
    allowed = draw.random((rows, columns)) < 0.7
    flow = ship(cost, supply, demand, allowed)
    assert (flow >= 0).all()
    assert (flow.sum(axis=1) <= supply).all()
    assert (flow.sum(axis=0) <= demand).all()
    assert not flow[~allowed].any()
    assert (int(flow.sum()), -float((flow * cost).sum())) == best(cost, supply, demand, allowed)


def test_no_cycle_is_cheaper_at_the_size_of_a_region():
    """Optimal means that no round of swaps saves anything: shortest paths over rows and columns find no loss."""
    draw = np.random.default_rng(7)
    cost = draw.random((40, 200))
    supply, demand = draw.integers(1, 500, 40), draw.integers(1, 60, 200)
    flow = ship(cost, supply, demand, np.full(cost.shape, True))
    assert flow.sum() == min(supply.sum(), demand.sum())
    left, room = supply - flow.sum(axis=1), demand - flow.sum(axis=0)
    row, column = np.zeros(40), np.full(200, np.inf)
    for _ in range(240):
        column = np.minimum(column, (row[:, None] + cost).min(axis=0))
        back = np.where(flow > 0, column - cost, np.inf).min(axis=1)
        if (back >= row - 1e-9).all():
            break
        row = np.minimum(row, back)
    else:
        pytest.fail("a round of swaps would save something")
    assert not (left.any() and room.any())


def test_equal_costs_and_nothing_at_all_come_to_an_end():
    flow = ship(np.zeros((3, 3)), np.array([2, 2, 2]), np.array([3, 3, 0]), np.full((3, 3), True))
    assert flow.sum() == 6
    none = ship(np.ones((2, 2)), np.array([1, 1]), np.array([1, 1]), np.full((2, 2), False))
    assert not none.any()
