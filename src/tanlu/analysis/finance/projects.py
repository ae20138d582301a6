"""Projects to choose from, and the rules of choosing: budgets by source and year, floors, prerequisites, exclusions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Floor:
    """A least amount that the choice must reach.

    Parameters
    ----------
    name : str
        What it is called, where its price is told.
    amounts : ndarray, shape (n,)
        What each project adds (jobs, tonnes, money spent in a region).
    least : float or None
        What all must reach together by the last period; None for a share.
    share : float or None
        The least share of all spending that must fall on projects, counted by ``amounts`` from 0 to 1 a unit of money.
    """

    name: str
    amounts: Floats
    least: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Projects:
    """What may be chosen.

    Parameters
    ----------
    ids : tuple of str
        One a project, each once.
    cost : ndarray, shape (n,)
        Money at the start of a project, above zero.
    benefit : ndarray, shape (n, periods)
        What a project is worth if it starts in a period, on one basis.
    budget : ndarray, shape (sources, periods)
        Money of each source that comes in each period; what is left is carried on.
    eligible : ndarray of bool, shape (n, sources)
        Which source may pay for which project.
    needs : tuple of tuple of (str, str)
        ``(project, what must have started before or with it)``.
    exclusive : tuple of tuple of str
        Sets of which one at the most may be chosen.
    floors : tuple of Floor
        What the choice must reach.
    open : ndarray of bool, shape (n, periods), or None
        In which periods a project may start; in all where None.
    """

    ids: tuple[str, ...]
    cost: Floats
    benefit: Floats
    budget: Floats
    eligible: Bools
    needs: tuple[tuple[str, str], ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    floors: tuple[Floor, ...] = field(default=())
    open: Bools | None = None

    def __post_init__(self) -> None:
        _demand_shapes(self)
        _demand_names(self)

    @property
    def may_start(self) -> Bools:
        """Return in which periods each project may start, shape (n, periods)."""
        return np.full(self.benefit.shape, True) if self.open is None else self.open  # noqa: FBT003

    @property
    def periods(self) -> int:
        """Return how many periods there are."""
        return int(self.benefit.shape[1])

    def place(self, name: str) -> int:
        """Return the row of a project."""
        return self.ids.index(name)


def _demand_shapes(projects: Projects) -> None:
    count, sources = len(projects.ids), len(projects.budget)
    shapes = (
        projects.cost.shape == (count,)
        and projects.benefit.ndim == 2
        and len(projects.benefit) == count
        and projects.budget.shape == (sources, projects.benefit.shape[1])
        and projects.eligible.shape == (count, sources)
        and all(each.amounts.shape == (count,) for each in projects.floors)
        and projects.may_start.shape == projects.benefit.shape
    )
    if not count or not shapes:
        raise BadTable(
            ("The tables of the projects do not fit one another, or there is no project.",
             "项目各表的行列不一致，或没有项目。"),
            ("Give a cost and a benefit for each project, a budget for each source and period.",
             "请为每个项目给出费用和效益，为每个来源和时期给出预算。"),
        )  # fmt: skip
    held = [projects.cost, projects.benefit, projects.budget, *(each.amounts for each in projects.floors)]
    if not all(np.isfinite(each).all() for each in held):
        raise BadTable(
            (
                "A project, budget or floor holds something that is no number.",
                "项目、预算或下限中含有非数值。",
            ),
            (
                "Leave a project out where its cost or benefit is not known.",
                "费用或效益不明的项目请先不列入。",
            ),
        )
    if not (projects.cost > 0).all() or (projects.budget < 0).any():
        lost = [projects.ids[at] for at in np.flatnonzero(projects.cost <= 0)]
        what = lost[0] if lost else "budget"
        raise BadTable(
            (
                f"{what}: a cost is not above zero, or a budget is negative.",
                f"{what}：费用须大于零，预算不得为负。",
            ),
            ("Correct the amount.", "请更正金额。"),
        )


def _demand_names(projects: Projects) -> None:
    twice = next((each for each in projects.ids if projects.ids.count(each) > 1), "") if len(
        set(projects.ids)
    ) < len(projects.ids) else ""  # fmt: skip
    if twice:
        raise BadTable(
            (f"Two projects are called {twice!r}.", f"有两个项目都叫 {twice!r}。"),
            ("Give each its own name.", "请使用不同的名称。"),
        )
    known = set(projects.ids)
    named = [each for pair in projects.needs for each in pair] + [
        each for one in projects.exclusive for each in one
    ]
    lost = next((each for each in named if each not in known), "")
    if lost:
        raise BadTable(
            (
                f"A rule names the project {lost!r}, which is not among them.",
                f"规则中的项目 {lost!r} 不在项目表中。",
            ),
            ("Add the project, or correct the name.", "请补上该项目，或改正名称。"),
        )
    if circle := _circle(projects.needs):
        way = " → ".join(circle)
        raise BadTable(
            (f"A project is its own prerequisite: {way}.", f"项目互为前提：{way}。"),
            ("Take out one of these prerequisites.", "请去掉其中一个前提条件。"),
        )


def _circle(needs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return projects that need one another in a circle, or nothing."""
    after: dict[str, list[str]] = {}
    for one, other in needs:
        after.setdefault(one, []).append(other)
    done: set[str] = set()
    for first in after:
        stack = [(first, iter(after.get(first, ())))]
        path = [first]
        while stack:
            following = next(stack[-1][1], None)
            if following is None:
                done.add(stack.pop()[0])
                path.pop()
            elif following in path:
                return (*path[path.index(following) :], following)
            elif following not in done:
                stack.append((following, iter(after.get(following, ()))))
                path.append(following)
    return ()
