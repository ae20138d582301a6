"""The portfolio as a mixed-integer programme: one sparse matrix, its rows named, so that conflicts can be told."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from tanlu.analysis.finance.projects import Projects

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Projects alike in everything are one kind with a count: a thousand twins would else be a thousand choices.

    Parameters
    ----------
    of : ndarray of int, shape (n,)
        The kind of each project.
    first : ndarray of int, shape (kinds,)
        The first project of each.
    count : ndarray of int, shape (kinds,)
        How many there are.
    """

    of: NDArray[np.intp]
    first: NDArray[np.intp]
    count: NDArray[np.intp]


def kinds(projects: Projects, scenarios: Floats | None) -> Kinds:
    """Return the kinds of projects; one that a prerequisite or an exclusion names is a kind of its own."""
    parts = [
        projects.cost[:, None],
        projects.benefit,
        projects.eligible.astype(float),
        projects.may_start.astype(float),
    ]
    parts += [each.amounts[:, None] for each in projects.floors]
    if scenarios is not None:
        parts.append(scenarios.T)
    named = {each for pair in projects.needs for each in pair} | {
        one for each in projects.exclusive for one in each
    }
    alone = np.array([1.0 + at if name in named else 0.0 for at, name in enumerate(projects.ids)])
    table = np.column_stack([alone, *parts])
    _, first, of, count = np.unique(table, axis=0, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return Kinds(rank[of.ravel()], first[order], count[order])


@dataclass(frozen=True, slots=True)
class Programme:
    """Minimise ``-gain @ z`` subject to ``low <= rows @ z <= high``, ``0 <= z <= most``, the first columns whole.

    Parameters
    ----------
    gain, most : ndarray, shape (columns,)
    whole : int
        How many of the first columns are counts of starts, a kind and a period each, kinds slowest.
    rows : csr_array, shape (m, columns)
    low, high : ndarray, shape (m,)
    names : tuple of str
        One a row; several rows of one rule share its name.
    free : ndarray of bool, shape (columns,)
        Columns that may also be negative.
    """

    gain: Floats
    most: Floats
    whole: int
    rows: csr_array
    low: Floats
    high: Floats
    names: tuple[str, ...]
    free: NDArray[np.bool_]

    def without(self, names: set[str]) -> "Programme":
        """Return the programme without the rows of these names."""
        kept = [at for at, name in enumerate(self.names) if name not in names]
        return replace(
            self,
            rows=self.rows[kept],
            low=self.low[kept],
            high=self.high[kept],
            names=tuple(self.names[at] for at in kept),
        )


class _Rows:
    """Rows as they are added: triples, bounds and names."""

    def __init__(self) -> None:
        self.at: list[NDArray[np.intp]] = []
        self.of: list[NDArray[np.intp]] = []
        self.value: list[Floats] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.names: list[str] = []

    def add(self, columns: NDArray[np.intp], values: Floats, low: float, high: float, name: str) -> None:
        self.at.append(np.full(len(columns), len(self.low)))
        self.of.append(columns)
        self.value.append(np.asarray(values, float))
        self.low.append(low)
        self.high.append(high)
        self.names.append(name)

    def matrix(self, columns: int) -> csr_array:
        if not self.low:
            return csr_array((0, columns))
        triples = np.concatenate(self.value), (np.concatenate(self.at), np.concatenate(self.of))
        return csr_array(coo_array(triples, shape=(len(self.low), columns)))


@dataclass(frozen=True, slots=True)
class Risk:
    """How much the worst outcomes count.

    Parameters
    ----------
    scenarios : ndarray, shape (s, n)
        What each project is worth in each of ``s`` equally likely scenarios.
    worst : float
        The share of outcomes that is averaged: 0.1 is the worst tenth.
    weight : float
        From 0 (the mean alone) to 1 (the worst outcomes alone).
    """

    scenarios: Floats
    worst: float = 0.1
    weight: float = 0.5


def build(projects: Projects, found: Kinds, risk: Risk | None) -> Programme:
    """Return the programme of a choice.

    Columns: starts by kind and period; money by kind, source and period where more than one source may pay; and, with
    risk, a quantile and a shortfall a scenario (Rockafellar & Uryasev 2000, J. Risk 2:21-41).
    """
    many, periods, sources = len(found.first), projects.periods, len(projects.budget)
    starts = np.arange(many * periods).reshape(many, periods)
    simple = sources == 1 and bool(projects.eligible.all())
    money = np.zeros((0, 0, 0), np.intp)
    width = many * periods
    if not simple:
        money = width + np.arange(many * sources * periods).reshape(many, sources, periods)
        width += money.size
    rows, cost = _Rows(), projects.cost[found.first]
    _budgets(rows, projects, found, starts, money)
    _links(rows, projects, found, starts)
    _floors(rows, projects, found, starts)
    gain = projects.benefit[found.first].ravel()
    gain = np.concatenate([gain, np.zeros(width - gain.size)])
    most = np.concatenate(
        [
            (found.count[:, None] * projects.may_start[found.first]).ravel().astype(float),
            np.full(width - many * periods, np.inf),
        ]
    )
    if not simple:
        paid = projects.eligible[found.first][:, :, None] * (cost * found.count)[:, None, None]
        most[money.ravel()] = np.broadcast_to(paid, money.shape).ravel()
    free = np.zeros(width, bool)
    if risk is not None:
        gain, most, free, width = _risk(rows, found, starts, risk, (gain, most))
    return Programme(
        gain,
        most,
        many * periods,
        rows.matrix(width),
        np.array(rows.low),
        np.array(rows.high),
        tuple(rows.names),
        free,
    )


def _budgets(
    rows: _Rows, projects: Projects, found: Kinds, starts: NDArray[np.intp], money: NDArray[np.intp]
) -> None:
    cost, periods = projects.cost[found.first], projects.periods
    for kind, count in enumerate(found.count):
        rows.add(starts[kind], np.ones(periods), -np.inf, float(count), "once")
    if money.size:
        for kind in range(len(found.first)):
            for period in range(periods):
                columns = np.concatenate([money[kind, :, period], starts[kind, [period]]])
                rows.add(columns, np.append(np.ones(money.shape[1]), -cost[kind]), 0.0, 0.0, "paid")
    for source, amounts in enumerate(projects.budget):
        for period, limit in enumerate(np.cumsum(amounts)):
            name = f"budget {source + 1}, period {period + 1}"
            if money.size:
                columns = money[:, source, : period + 1].ravel()
                rows.add(columns, np.ones(columns.size), -np.inf, float(limit), name)
            else:
                columns = starts[:, : period + 1]
                rows.add(columns.ravel(), np.repeat(cost, period + 1), -np.inf, float(limit), name)


def _links(rows: _Rows, projects: Projects, found: Kinds, starts: NDArray[np.intp]) -> None:
    place = {name: int(found.of[at]) for at, name in enumerate(projects.ids)}
    for one, other in projects.needs:
        for period in range(projects.periods):
            columns = np.concatenate([starts[place[one], : period + 1], starts[place[other], : period + 1]])
            signs = np.repeat([1.0, -1.0], period + 1)
            rows.add(columns, signs, -np.inf, 0.0, f"{one} needs {other}")
    for members in projects.exclusive:
        columns = starts[[place[each] for each in members]].ravel()
        rows.add(columns, np.ones(columns.size), -np.inf, 1.0, f"one of {', '.join(members)}")


def _floors(rows: _Rows, projects: Projects, found: Kinds, starts: NDArray[np.intp]) -> None:
    cost = projects.cost[found.first]
    for each in projects.floors:
        amounts = each.amounts[found.first]
        if each.share is not None:
            amounts = cost * (amounts - each.share)
        low = 0.0 if each.least is None else each.least
        rows.add(starts.ravel(), np.repeat(amounts, projects.periods), low, np.inf, each.name)


def _risk(
    rows: _Rows, found: Kinds, starts: NDArray[np.intp], risk: Risk, bounds: tuple[Floats, Floats]
) -> tuple[Floats, Floats, NDArray[np.bool_], int]:
    gain, most = bounds
    count, width = len(risk.scenarios), len(gain)
    quantile, short = width, width + 1 + np.arange(count)
    values = risk.scenarios[:, found.first]
    for at in range(count):
        columns = np.concatenate([starts.ravel(), [quantile], [short[at]]])
        worth = np.repeat(values[at], starts.shape[1])
        rows.add(columns, np.concatenate([worth, [-1.0, 1.0]]), 0.0, np.inf, "risk")
    tail = np.full(count, -risk.weight / (risk.worst * count))
    gain = np.concatenate([(1 - risk.weight) * gain, [risk.weight], tail])
    most = np.concatenate([most, np.full(count + 1, np.inf)])
    free = np.zeros(len(gain), bool)
    free[quantile] = True
    return gain, most, free, len(gain)
