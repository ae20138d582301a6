"""What a clean build-out costs: the cheapest system, its shadow prices, and how far others of nearly its cost may differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.energy.blueprint import INF, Blueprint, blueprint
from tanlu.analysis.energy.system import System
from tanlu.errors import NotIdentified

if TYPE_CHECKING:
    import highspy

Floats = NDArray[np.float64]

SLACK: Final = 0.05
"""Extra cost that near-optimal systems may have."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A system that meets demand.

    Parameters
    ----------
    cost : float
        Money a year.
    built : dict of str to float
        MW built of each source and storage.
    energy : dict of str to float
        MWh of each source.
    co2 : float
        Tonnes.
    co2_price : float
        Money per tonne that one tonne less would cost; zero where the cap does not bind.
    prices : ndarray, shape (zones, steps)
        Money per MWh: what one MWh more would cost.
    jobs : float
        Lasting jobs of what is built and stands.
    unused : dict of str to float
        Share of what each source with a profile could have made and did not.
    shadow : dict of str to float
        Cost of one unit more of each rule that binds.
    """

    cost: float
    built: dict[str, float]
    energy: dict[str, float]
    co2: float
    co2_price: float
    prices: Floats
    jobs: float
    unused: dict[str, float]
    shadow: dict[str, float]


class Model:
    """A system that is built once and solved again, from where it was, for other costs and caps.

    Parameters
    ----------
    system : System
        The system.

    Examples
    --------
    >>> from tanlu.analysis.energy.system import Source
    >>> gas = Source("gas", "a", capital=10.0, running=2.0)
    >>> round(Model(System(("a",), np.array([[5.0, 8.0]]), np.ones(2), (gas,))).solve().cost, 6)
    106.0
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.blueprint: Blueprint = blueprint(system)
        self._solver = _solver(self.blueprint)

    def solve(self) -> Plan:
        """Return the cheapest plan.

        Raises
        ------
        NotIdentified
            If no plan meets demand within the rules, the cost has no bottom, or the solver stopped at its limit.
        """
        return self._plan(self._run())

    def again(self, *, running: Mapping[str, float] | None = None, capital: Mapping[str, float] | None = None,
              co2: float | None = None) -> Plan:  # fmt: skip
        """Return the cheapest plan after a change of costs or of the cap, starting from the last solution.

        Parameters
        ----------
        running, capital : mapping of str to float
            New costs of sources, per MWh and per MW a year.
        co2 : float or None
            A new cap; as it was for None.
        """
        places = {each.id: place for place, each in enumerate(self.system.sources)}
        for name, value in (running or {}).items():
            columns = self.blueprint.at.power[places[name]]
            self._set_costs(columns, value * self.system.hours)
        for name, value in (capital or {}).items():
            self._set_costs(self.blueprint.at.built[[places[name]]], np.array([value]))
        if co2 is not None:
            self._solver.changeRowBounds(self.blueprint.named["co2"], -INF, co2)
        return self.solve()

    def _set_costs(self, columns: NDArray[np.intp], values: Floats) -> None:
        self.blueprint.cost[columns] = values
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), values.astype(np.float64))

    def _run(self) -> Any:  # noqa: ANN401 - highspy's own solution
        import highspy  # noqa: PLC0415 - only where a system is solved

        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise _unsolved(status, highspy, self)
        return self._solver.getSolution()

    def _plan(self, solution: Any) -> Plan:  # noqa: ANN401
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        at, system = self.blueprint.at, self.system
        energy = (values[at.power] * system.hours).sum(axis=1)
        built = [*values[at.built], *values[at.stored]]
        names = [each.id for each in system.plants]
        jobs = sum(
            each.jobs * (amount + getattr(each, "standing", 0.0))
            for each, amount in zip(system.plants, built, strict=True)
        )
        return Plan(
            cost=float(self.blueprint.cost @ values),
            built={name: float(amount) + 0.0 for name, amount in zip(names, built, strict=True)},
            energy={each.id: float(amount) for each, amount in zip(system.sources, energy, strict=True)},
            co2=float(
                sum(each.emissions * amount for each, amount in zip(system.sources, energy, strict=True))
            ),
            co2_price=float(max(0.0, -duals[self.blueprint.named["co2"]])),
            prices=duals[self.blueprint.balance] / system.hours,
            jobs=float(jobs),
            unused=_unused(system, values[at.built], energy),
            shadow={
                name: float(duals[row])
                for name, row in self.blueprint.named.items()
                if abs(duals[row]) > 1e-9
            },
        )

    def near(self, of: Mapping[str, float], *, slack: float = SLACK) -> tuple[float, float]:
        """Return the least and the most of something among systems that cost a little more than the cheapest.

        Parameters
        ----------
        of : mapping of str to float
            Weights of MW built by id: ``{"wind": 1.0}`` for wind, jobs per MW for jobs.
        slack : float
            Extra cost, as a share of the least.

        References
        ----------
        DeCarolis 2011, Energy Economics 33:145-152; Neumann & Brown 2021, Electric Power Systems Research 190:106690.
        """
        least = self.solve().cost
        cost = self.blueprint.cost.copy()
        used = np.flatnonzero(cost).astype(np.int32)
        row = self._solver.getNumRow()
        self._solver.addRow(-INF, least + abs(least) * slack, len(used), used, cost[used])
        names = [each.id for each in self.system.plants]
        places = np.concatenate([self.blueprint.at.built, self.blueprint.at.stored])
        weights = np.zeros_like(cost)
        weights[places] = [of.get(each, 0.0) for each in names]
        found = []
        everything = np.arange(len(cost), dtype=np.int32)
        try:
            for sign in (1.0, -1.0):
                self._solver.changeColsCost(len(cost), everything, sign * weights)
                found.append(float(weights @ np.array(self._run().col_value)) + 0.0)
        finally:
            self._solver.changeColsCost(len(cost), everything, cost)
            self._solver.deleteRows(1, np.array([row], np.int32))
        return max(0.0, found[0]), max(0.0, found[1])


def _solver(held: Blueprint) -> "highspy.Highs":
    import highspy  # noqa: PLC0415 - only where a system is solved

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = held.at.count, len(held.low)
    program.col_cost_, program.col_lower_, program.col_upper_ = held.cost, held.least, held.most
    program.row_lower_, program.row_upper_ = held.low, held.high
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = held.rows.indptr.astype(np.int32)
    program.a_matrix_.index_ = held.rows.indices.astype(np.int32)
    program.a_matrix_.value_ = held.rows.data
    make: Any = highspy.Highs  # says nothing of its types
    solver: highspy.Highs = make()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    return solver


def _unused(system: System, built: Floats, energy: Floats) -> dict[str, float]:
    found = {}
    for each, amount, made in zip(system.sources, built, energy, strict=True):
        if each.available is None:
            continue
        could = (amount + each.standing) * float(each.available @ system.hours)
        found[each.id] = 1 - float(made) / could if could > 1e-9 else 0.0
    return found


def _unsolved(status: Any, highspy: Any, model: Model) -> NotIdentified:  # noqa: ANN401
    statuses = highspy.HighsModelStatus
    if status == statuses.kUnbounded:
        return NotIdentified(
            ("The cost has no bottom: something earns money without end.", "成本没有下界：某项无限获利。"),
            ("Give each source that earns money a potential.", "请为有收益的电源设定可建上限。"),
        )
    if status in {statuses.kInfeasible, statuses.kUnboundedOrInfeasible}:
        names = "; ".join(_conflict(model)) or "demand"
        return NotIdentified(
            (
                f"No system meets demand within the rules; in conflict: {names}.",
                f"没有系统能在规则内满足负荷，冲突规则：{names}。",
            ),
            ("Loosen one of them, or allow more to be built.", "请放宽其中一项，或允许多建。"),
        )
    return NotIdentified(
        ("The solver stopped before it had found the cheapest system.", "求解器在找到最低成本之前停止。"),
        ("Ask for fewer steps, and confirm the result step by step.", "请减少时段数，再逐步加细验证。"),
    )


def _conflict(model: Model) -> Iterable[str]:
    """Return the rules that each alone, when given up, make the system possible."""
    import highspy  # noqa: PLC0415 - only where something is wrong

    rules = model.system.rules
    tries = {
        "co2": replace(rules, co2=None), "jobs": replace(rules, jobs=None), "coal_least": replace(rules, coal_least=None),
        "coal_most": replace(rules, coal_most=None), "sites": replace(rules, sites=dict.fromkeys(rules.sites, INF)),
    }  # fmt: skip
    for name, loosened in tries.items():
        if loosened == rules:
            continue
        solver = _solver(blueprint(replace(model.system, rules=loosened)))
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            yield name
