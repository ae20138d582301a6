"""Which projects a budget should carry, what each floor costs, and which rules cannot hold together."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from tanlu.analysis.finance.programme import Kinds, Programme, Risk, build, kinds
from tanlu.analysis.finance.projects import Projects
from tanlu.errors import BadTable, NotIdentified

Floats = NDArray[np.float64]

GAP: Final = 1e-3
_RULES: Final = ("once", "paid", "risk")
"""Rows that say what a start and a payment are; they are no rule that could be given up."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a floor costs.

    Parameters
    ----------
    name : str
        Of the floor.
    cost : float
        What the choice would be worth more without it.
    reached : float
        What the choice reaches without it.
    gap : float
        How far the solution without it may be from the best, as a share; the cost is no surer than that.
    """

    name: str
    cost: float
    reached: float
    gap: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A portfolio.

    Parameters
    ----------
    starts : dict of str to int
        Period (from 0) in which each chosen project starts.
    benefit : float
        What it is worth; with risk, its mean.
    spent : ndarray, shape (periods,)
        Money by period.
    by_source : ndarray, shape (sources, periods) or None
        Money by source, where several may pay.
    gap : float
        How far it may be from the best, as a share; above the gap asked for where the solver stopped at its limit.
    proven : bool
        Whether the gap asked for was reached.
    floors : dict of str to float
        What it reaches of each floor.
    tail : float or None
        Mean of the worst outcomes, with risk.
    """

    starts: dict[str, int]
    benefit: float
    spent: Floats
    by_source: Floats | None
    gap: float
    proven: bool
    floors: dict[str, float]
    tail: float | None = None


def choose(
    projects: Projects, *, risk: Risk | None = None, gap: float = GAP, seconds: float = 60.0
) -> Choice:
    """Return the portfolio that is worth the most within the rules.

    Parameters
    ----------
    projects : Projects
        What may be chosen, and the rules.
    risk : Risk or None
        How much the worst outcomes count.
    gap : float
        How far from the best it may be, as a share.
    seconds : float
        When the solver stops; what it holds by then is returned with its gap, never the number alone.

    Raises
    ------
    NotIdentified
        If the rules cannot hold together (the ones in conflict are named), or nothing was found in time.

    Examples
    --------
    >>> one = Projects(("a", "b"), np.array([2.0, 3.0]), np.array([[5.0], [6.0]]), np.array([[4.0]]), np.full((2, 1), True))
    >>> choose(one).starts
    {'b': 0}
    """
    _demand_risk(projects, risk)
    found = kinds(projects, risk.scenarios if risk else None)
    programme = build(projects, found, risk)
    solved = _solve(programme, gap, seconds)
    if solved.x is None:
        if solved.status == 2:
            raise _conflict(programme, seconds)
        raise NotIdentified(
            (f"No portfolio was found in {seconds:g} s.", f"{seconds:g} 秒内未找到可行组合。"),
            ("Give it more time, or a wider gap.", "请延长时间，或放宽允许的差距。"),
        )
    return _choice(projects, found, solved, gap, risk)


def _demand_risk(projects: Projects, risk: Risk | None) -> None:
    if risk is None:
        return
    whole = (
        risk.scenarios.ndim == 2 and risk.scenarios.shape[1] == len(projects.ids) and len(risk.scenarios) > 1
    )
    if (
        not whole
        or not np.isfinite(risk.scenarios).all()
        or not 0 < risk.worst <= 1
        or not 0 <= risk.weight <= 1
    ):
        raise BadTable(
            (
                "The scenarios do not fit the projects, or a share is off its range.",
                "情景与项目不对应，或比例超出范围。",
            ),
            (
                "Give a worth for each project in each of two or more scenarios.",
                "请给出两个以上情景下每个项目的价值。",
            ),
        )


def _solve(programme: Programme, gap: float, seconds: float) -> Any:  # noqa: ANN401 - scipy's own result
    low = np.where(programme.free, -np.inf, 0.0)
    whole = np.zeros(len(programme.gain))
    whole[: programme.whole] = 1
    rules = LinearConstraint(programme.rows, programme.low, programme.high) if len(programme.low) else ()
    return milp(
        -programme.gain,
        integrality=whole,
        bounds=Bounds(low, programme.most),
        constraints=rules,
        options={"mip_rel_gap": gap, "time_limit": seconds},
    )


def _choice(projects: Projects, found: Kinds, solved: Any, gap: float, risk: Risk | None) -> Choice:  # noqa: ANN401
    many, periods, sources = len(found.first), projects.periods, len(projects.budget)
    counts = np.rint(solved.x[: many * periods]).astype(int).reshape(many, periods)
    starts: dict[str, int] = {}
    for kind in range(many):
        members = np.flatnonzero(found.of == kind)
        when = np.repeat(np.arange(periods), counts[kind])
        starts.update({projects.ids[at]: int(period) for at, period in zip(members, when, strict=False)})
    rows = np.array([projects.place(each) for each in starts], np.intp)
    when = np.fromiter(starts.values(), np.intp, len(starts))
    spent = _spent(projects, rows, when)
    width = many * periods
    several = not (sources == 1 and projects.eligible.all())
    paid = (
        solved.x[width : width + many * sources * periods].reshape(many, sources, periods).sum(0)
        if several
        else None
    )
    reached = float(solved.mip_gap or 0.0)
    return Choice(
        starts=dict(sorted(starts.items(), key=lambda each: (each[1], projects.place(each[0])))),
        benefit=float(projects.benefit[rows, when].sum()),
        spent=spent,
        by_source=paid,
        gap=reached,
        proven=solved.status == 0 and reached <= gap + 1e-9,
        floors={each.name: _reached(projects, each.amounts, each.share, rows) for each in projects.floors},
        tail=_tail(risk, rows) if risk else None,
    )


def _spent(projects: Projects, rows: NDArray[np.intp], when: NDArray[np.intp]) -> Floats:
    spent = np.zeros(projects.periods)
    np.add.at(spent, when, projects.cost[rows])
    return spent


def _reached(projects: Projects, amounts: Floats, share: float | None, rows: NDArray[np.intp]) -> float:
    if share is None:
        return float(amounts[rows].sum())
    spent = projects.cost[rows]
    return float((amounts[rows] * spent).sum() / spent.sum()) if len(rows) else 0.0


def _tail(risk: Risk, rows: NDArray[np.intp]) -> float:
    """Return the mean of the worst outcomes, the last of them counted in part."""
    worth = np.sort(risk.scenarios[:, rows].sum(axis=1))
    weight = np.clip(risk.worst * len(worth) - np.arange(len(worth)), 0.0, 1.0)
    return float((worth * weight).sum() / weight.sum())


def _conflict(programme: Programme, seconds: float) -> NotIdentified:
    """Return the error that names rules which cannot hold together, none of which could be left out of the list."""
    kept = list(dict.fromkeys(name for name in programme.names if name not in _RULES))
    empty = replace(programme, gain=np.zeros_like(programme.gain))
    for name in list(kept):
        others = {each for each in programme.names if each not in _RULES and each not in kept} | {name}
        if _solve(empty.without(others), 0.0, seconds).status == 2:
            kept.remove(name)
    names_en, names_zh = "; ".join(kept), "；".join(kept)
    return NotIdentified(
        (f"No portfolio keeps all the rules; these cannot hold together: {names_en}.",
         f"没有组合能满足全部规则，以下规则无法同时成立：{names_zh}。"),
        ("Raise a budget or lower a floor among them.", "请在其中提高预算或降低下限。"),
    )  # fmt: skip


def prices(
    projects: Projects, choice: Choice, *, gap: float = GAP, seconds: float = 60.0
) -> tuple[Price, ...]:
    """Return what each floor costs: what the choice would be worth more without it, each left out alone.

    Parameters
    ----------
    projects : Projects
        With floors.
    choice : Choice
        From :func:`choose`, without risk.
    """
    found = []
    for floor in projects.floors:
        others = tuple(each for each in projects.floors if each is not floor)
        free = choose(replace(projects, floors=others), gap=gap, seconds=seconds)
        rows = np.array([projects.place(each) for each in free.starts], np.intp)
        reached = _reached(projects, floor.amounts, floor.share, rows)
        found.append(Price(floor.name, max(0.0, free.benefit - choice.benefit), reached, free.gap))
    return tuple(found)


def greedy(projects: Projects) -> Choice:
    """Return what a person would pick by hand: best benefit for its cost first, while money lasts, floors not minded.

    It is shown beside a portfolio as the baseline to beat.
    """
    left = np.cumsum(projects.budget.sum(axis=0))
    starts: dict[str, int] = {}
    opens = projects.may_start
    order = np.argsort(-(projects.benefit.max(axis=1) / projects.cost), kind="stable")
    for at in order:
        name = projects.ids[at]
        blocked = any(name in group and any(each in starts for each in group) for group in projects.exclusive)
        ready = max(
            (starts.get(other, projects.periods) for one, other in projects.needs if one == name), default=0
        )
        for period in range(ready, projects.periods):
            if blocked or not opens[at, period] or projects.benefit[at, period] <= 0:
                continue
            if projects.cost[at] > left[period:].min():
                continue
            starts[name] = period
            left[period:] -= projects.cost[at]
            break
    rows = np.array([projects.place(each) for each in starts], np.intp)
    when = np.fromiter(starts.values(), np.intp, len(starts))
    spent = _spent(projects, rows, when)
    floors = {each.name: _reached(projects, each.amounts, each.share, rows) for each in projects.floors}
    return Choice(
        starts, float(projects.benefit[rows, when].sum()), spent, None, 1.0, proven=False, floors=floors
    )
