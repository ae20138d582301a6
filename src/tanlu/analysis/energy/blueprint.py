"""The build-out as one sparse matrix, its columns and rows in a known order, so that it can be solved again and again."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array

from tanlu.analysis.energy.system import System

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

INF: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each kind of decision stands among the columns.

    Parameters
    ----------
    built : ndarray of int, shape (sources,)
        MW built of each source.
    power : ndarray of int, shape (sources, steps)
        MW generated.
    stored : ndarray of int, shape (storages,)
        MW built of each storage.
    charge, discharge, level : ndarray of int, shape (storages, steps)
        MW in, MW out, MWh held at the end of a step.
    flow : ndarray of int, shape (links, steps)
        MW from one end to the other; negative the other way.
    count : int
        Of all columns.
    """

    built: Whole
    power: Whole
    stored: Whole
    charge: Whole
    discharge: Whole
    level: Whole
    flow: Whole
    count: int


def columns(system: System) -> Columns:
    """Return the order of the columns."""
    sources, storages, links, steps = (
        len(system.sources),
        len(system.storages),
        len(system.links),
        system.steps,
    )
    at = 0

    def take(*shape: int) -> Whole:
        nonlocal at
        size = int(np.prod(shape))
        found = np.arange(at, at + size).reshape(shape)
        at += size
        return found

    built, power = take(sources), take(sources, steps)
    stored = take(storages)
    charge, discharge, level = (take(storages, steps) for _ in range(3))
    return Columns(built, power, stored, charge, discharge, level, take(links, steps), at)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Minimise ``cost @ x`` subject to ``low <= rows @ x <= high`` and ``least <= x <= most``.

    Parameters
    ----------
    at : Columns
    cost, least, most : ndarray, shape (columns,)
    rows : csc_array, shape (m, columns)
    low, high : ndarray, shape (m,)
    balance : ndarray of int, shape (zones, steps)
        Rows of the balance: what is made, drawn and brought in is what is wanted.
    named : dict of str to int
        Rows of the rules.
    """

    at: Columns
    cost: Floats
    least: Floats
    most: Floats
    rows: csc_array
    low: Floats
    high: Floats
    balance: Whole
    named: dict[str, int]


class _Rows:
    """Rows in blocks of triples."""

    def __init__(self) -> None:
        self.parts: list[tuple[Whole, Whole, Floats]] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []
        self.count = 0

    def block(self, low: Floats | float, high: Floats | float, size: int) -> Whole:
        """Return the numbers of new rows with these bounds."""
        self.low.append(np.broadcast_to(np.asarray(low, float), (size,)))
        self.high.append(np.broadcast_to(np.asarray(high, float), (size,)))
        found = np.arange(self.count, self.count + size)
        self.count += size
        return found

    def put(self, rows: Whole, places: Whole, values: Floats | float) -> None:
        """Put values at rows and columns of one shape."""
        rows_, places_, values_ = np.broadcast_arrays(rows, places, np.asarray(values, float))
        self.parts.append((rows_.ravel(), places_.ravel(), values_.ravel()))


def blueprint(system: System) -> Blueprint:
    """Return the matrix of a system."""
    at, rows = columns(system), _Rows()
    balance = _balance(system, at, rows)
    _capacity(system, at, rows)
    _storage(system, at, rows)
    named = _rules(system, at, rows)
    cost, least, most = _bounds(system, at)
    row, place, value = (np.concatenate([part[which] for part in rows.parts]) for which in range(3))
    matrix = csc_array(coo_array((value, (row, place)), shape=(rows.count, at.count)))
    return Blueprint(
        at, cost, least, most, matrix, np.concatenate(rows.low), np.concatenate(rows.high), balance, named
    )


def _bounds(system: System, at: Columns) -> tuple[Floats, Floats, Floats]:
    cost, least, most = np.zeros(at.count), np.zeros(at.count), np.full(at.count, INF)
    cost[at.built] = [each.capital for each in system.sources]
    most[at.built] = [each.potential for each in system.sources]
    cost[at.power] = np.array([each.running for each in system.sources])[:, None] * system.hours
    if system.storages:
        cost[at.stored] = [each.capital for each in system.storages]
        most[at.stored] = [each.potential for each in system.storages]
    if system.links:
        capacity = np.array([each.capacity for each in system.links])[:, None]
        least[at.flow], most[at.flow] = -capacity, capacity
    return cost, least, most


def _balance(system: System, at: Columns, rows: _Rows) -> Whole:
    found = rows.block(system.demand.ravel(), system.demand.ravel(), system.demand.size).reshape(
        system.demand.shape
    )
    zone = {name: place for place, name in enumerate(system.zones)}
    for place, source in enumerate(system.sources):
        rows.put(found[zone[source.zone]], at.power[place], 1.0)
    for place, storage in enumerate(system.storages):
        rows.put(found[zone[storage.zone]], at.discharge[place], 1.0)
        rows.put(found[zone[storage.zone]], at.charge[place], -1.0)
    for place, link in enumerate(system.links):
        rows.put(found[zone[link.one]], at.flow[place], -1.0)
        rows.put(found[zone[link.other]], at.flow[place], 1.0)
    return found


def _capacity(system: System, at: Columns, rows: _Rows) -> None:
    steps = system.steps
    for place, source in enumerate(system.sources):
        share = np.ones(steps) if source.available is None else source.available
        found = rows.block(-INF, share * source.standing, steps)
        rows.put(found, at.power[place], 1.0)
        rows.put(found, at.built[place], -share)
    for name, limit in system.rules.sites.items():
        members = [place for place, source in enumerate(system.sources) if source.site == name]
        if members:
            found = rows.block(-INF, limit, steps)
            rows.put(np.broadcast_to(found, (len(members), steps)), at.power[members], 1.0)


def _storage(system: System, at: Columns, rows: _Rows) -> None:
    steps = system.steps
    for place, storage in enumerate(system.storages):
        for held in (at.charge[place], at.discharge[place]):
            found = rows.block(-INF, 0.0, steps)
            rows.put(found, held, 1.0)
            rows.put(found, at.stored[place], -1.0)
        found = rows.block(-INF, 0.0, steps)
        rows.put(found, at.level[place], 1.0)
        rows.put(found, at.stored[place], -storage.hours)
        # The last step leads back to the first: nothing is taken from before, or left for later.
        found = rows.block(0.0, 0.0, steps)
        rows.put(found, at.level[place], 1.0)
        rows.put(found, np.roll(at.level[place], 1), -1.0)
        rows.put(found, at.charge[place], -storage.into * system.hours)
        rows.put(found, at.discharge[place], system.hours / storage.out)


def _rules(system: System, at: Columns, rows: _Rows) -> dict[str, int]:
    rules, named = system.rules, {}
    coal = np.array([place for place, source in enumerate(system.sources) if source.coal], np.intp)
    standing = sum(system.sources[place].standing for place in coal)
    tonnes = np.array([each.emissions for each in system.sources])[:, None] * system.hours
    named["co2"] = _row(rows, -INF, INF if rules.co2 is None else rules.co2, at.power, tonnes)
    if rules.jobs is not None:
        have = sum(each.jobs * each.standing for each in system.sources if not each.coal)
        jobs = np.array([each.jobs for each in system.plants])
        named["jobs"] = _row(rows, rules.jobs - have, INF, np.concatenate([at.built, at.stored]), jobs)
    if rules.coal_least is not None and len(coal):
        named["coal_least"] = _row(rows, rules.coal_least - standing, INF, at.built[coal], np.ones(len(coal)))
    if rules.coal_most is not None and len(coal):
        # A ceiling binds what runs: what stands cannot be unbuilt, but need not run.
        found = rows.block(-INF, rules.coal_most, system.steps)
        rows.put(np.broadcast_to(found, (len(coal), system.steps)), at.power[coal], 1.0)
    return named


def _row(rows: _Rows, low: float, high: float, places: Whole, values: Floats) -> int:
    found = rows.block(low, high, 1)
    rows.put(np.broadcast_to(found, places.shape), places, values)
    return int(found[0])
