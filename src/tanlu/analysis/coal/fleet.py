"""Coal plants: how long units live, how announced dates slip, and what that means for the mines that feed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable, NotIdentified

Floats = NDArray[np.float64]
Draws = NDArray[np.float32]

LEAST_RETIRED: Final = 10
"""Retirements without which no hazard is fitted."""
LEAST_SLIPS: Final = 10
"""Units with an announced and a real date without which announced dates are not said to slip."""
_HOURS: Final = 8760
_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a plant.

    Parameters
    ----------
    name : str
        Plant and unit.
    capacity : float
        MW.
    start : int
        First year of service.
    announced : int or None
        Year in which its owner says it will close.
    retired : int or None
        Year in which it closed; None while it runs.
    """

    name: str
    capacity: float
    start: int
    announced: int | None = None
    retired: int | None = None

    def alive(self, year: int) -> bool:
        """Return whether it runs through a year."""
        return self.start <= year and (self.retired is None or self.retired > year)


@dataclass(frozen=True, slots=True)
class Hazard:
    r"""The yearly chance to close: :math:`\mathrm{logit}\, h = a + b \cdot \mathrm{age}/10`.

    Parameters
    ----------
    coefficients : ndarray, shape (2,)
        a and b.
    covariance : ndarray, shape (2, 2)
        Of the two, from the information at the maximum.
    years, retired : int
        Years of units that it was fitted on, and how many of them closed.
    """

    coefficients: Floats
    covariance: Floats
    years: int
    retired: int

    def chance(self, age: ArrayLike) -> Floats:
        """Return the chance to close within the year at an age in years.

        Examples
        --------
        >>> import numpy as np
        >>> Hazard(np.array([-4.0, 1.0]), np.zeros((2, 2)), 100, 10).chance([0, 40]).round(3).tolist()
        [0.018, 0.5]
        """
        return np.asarray(
            1 / (1 + np.exp(-(_design(np.asarray(age, np.float64)) @ self.coefficients))), np.float64
        )


def _design(age: Floats) -> Floats:
    return np.stack([np.ones_like(age), age / 10], axis=-1)


def fit_hazard(units: Sequence[Unit], since: int, until: int) -> Hazard:
    """Fit the yearly chance to close by age, on every year that a unit ran in a window.

    Maximum likelihood of a discrete hazard by Newton's method; a unit that still runs at the end is censored there.

    Parameters
    ----------
    units : sequence of Unit
    since, until : int
        First and last year of the window.

    Raises
    ------
    NotIdentified
        If fewer than ten units closed in it, or age tells those that closed from all others without fail.

    References
    ----------
    Allison 1982, Sociological Methodology 13:61-98 (discrete hazards).
    """
    ages, closed = _exposed(units, since, until)
    if closed.sum() < LEAST_RETIRED:
        count = int(closed.sum())
        raise NotIdentified(
            (
                f"{count} units closed from {since} to {until}; a chance by age needs {LEAST_RETIRED}.",
                f"{since}—{until}年关停机组{count}台，按服役年限估计概率至少需要{LEAST_RETIRED}台。",
            ),
            ("Widen the window, or rely on announced dates alone.", "请放宽时段，或仅依据已公布的日期。"),
        )
    x, y = _design(ages), closed.astype(np.float64)
    beta = np.array([np.log(y.mean() / (1 - y.mean())), 0.0])
    information = np.eye(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ beta, -40, 40)))
        information = (x * (chance * (1 - chance))[:, None]).T @ x
        step = np.linalg.solve(information + 1e-12 * np.eye(2), x.T @ (y - chance))
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            return Hazard(beta, np.linalg.inv(information), int(y.size), int(y.sum()))
    raise NotIdentified(
        (
            "Age tells the units that closed from the others without fail.",
            "服役年限可将已关停机组与其余机组完全分开。",
        ),
        ("Rely on announced dates, or add units.", "请依据已公布的日期，或补充机组。"),
    )


def _exposed(units: Sequence[Unit], since: int, until: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the age of every unit in every year that it began in service, and whether it closed in that year."""
    ages, closed = [], []
    for unit in units:
        last = min(until, unit.retired if unit.retired is not None else until)
        for year in range(max(since, unit.start), last + 1):
            ages.append(year - unit.start)
            closed.append(unit.retired == year)
    return np.asarray(ages, np.float64), np.asarray(closed, np.bool_)


def slips(units: Sequence[Unit]) -> NDArray[np.int64]:
    """Return by how many years units closed after the announced year; before it is below zero.

    Raises
    ------
    NotIdentified
        If fewer than ten units have both years.
    """
    found = [
        each.retired - each.announced
        for each in units
        if each.retired is not None and each.announced is not None
    ]
    if len(found) < LEAST_SLIPS:
        raise NotIdentified(
            (
                f"{len(found)} units have an announced and a real year; {LEAST_SLIPS} are needed to say how dates slip.",
                f"同时有公布年份和实际年份的机组{len(found)}台，说明日期推迟情况至少需要{LEAST_SLIPS}台。",
            ),
            ("Announced years are then taken as they are.", "此时按公布年份计算。"),
        )
    return np.asarray(found, np.int64)


@dataclass(frozen=True, slots=True)
class Fleet:
    """What is drawn of units that run now.

    Parameters
    ----------
    units : tuple of Unit
        Those that run in the last year known.
    years : tuple of int
        Years ahead.
    alive : ndarray of bool, shape (draws, years, units)
        Whether a unit runs through a year.
    """

    units: tuple[Unit, ...]
    years: tuple[int, ...]
    alive: NDArray[np.bool_]

    def capacity(self) -> Draws:
        """Return MW in service, shape (draws, years)."""
        sizes = np.array([each.capacity for each in self.units], np.float32)
        return np.asarray(self.alive @ sizes, np.float32)


def draw_fleet(
    units: Sequence[Unit],
    last: int,
    horizon: int,
    draws: int,
    seed: int,
    *,
    hazard: Hazard | None = None,
    slip: ArrayLike = (0,),
) -> Fleet:
    """Draw which units run in the years after ``last``.

    A unit with an announced year closes then, plus a slip drawn from those seen; if that lies in the past, it is taken to
    close as one without a date does. A unit without a date closes by the hazard, whose coefficients are drawn once a path;
    without a hazard it runs on. A unit keeps its random numbers whichever others there are.

    Parameters
    ----------
    units : sequence of Unit
    last : int
        Last year known.
    horizon, draws : int
    seed : int
    hazard : Hazard, optional
    slip : array_like of int
        Slips seen, in years.

    Raises
    ------
    BadTable
        If no unit runs, or nothing is to be drawn.
    """
    running = tuple(each for each in units if each.alive(last))
    if not running or horizon < 1 or draws < 1:
        raise BadTable(
            (f"No unit runs in {last}, or no year is asked for.", f"{last}年没有在运机组，或未指定年数。"),
            ("Look at the years of the table.", "请检查表中的年份。"),
        )
    years, seen = tuple(range(last + 1, last + 1 + horizon)), np.asarray(slip, np.int64)
    coefficients = _coefficients(hazard, draws, seed)
    alive = np.empty((draws, horizon, len(running)), np.bool_)
    for at, unit in enumerate(running):
        stream = np.random.default_rng([seed, *unit.name.encode()])
        end = _ends(unit, years, coefficients, stream)
        if unit.announced is not None:
            said = unit.announced + stream.choice(seen, draws)
            end = np.where(said > last, said, end)
        alive[:, :, at] = np.asarray(years)[None, :] < end[:, None]
    return Fleet(running, years, alive)


def _coefficients(hazard: Hazard | None, draws: int, seed: int) -> Floats | None:
    if hazard is None:
        return None
    stream = np.random.default_rng([seed, 7])
    return stream.multivariate_normal(hazard.coefficients, hazard.covariance, draws, method="eigh")


def _ends(
    unit: Unit, years: tuple[int, ...], coefficients: Floats | None, stream: np.random.Generator
) -> NDArray[np.int64]:
    """Return the year in which each path closes a unit; after the horizon where it runs on."""
    draws = 1 if coefficients is None else len(coefficients)
    beyond = years[-1] + 1
    if coefficients is None:
        return np.full(draws, beyond, np.int64)
    age = np.array([year - unit.start for year in years], np.float64)
    chance = 1 / (1 + np.exp(-(coefficients @ _design(age).T)))
    closes = stream.random((draws, len(years))) < chance
    first = np.where(closes.any(axis=1), closes.argmax(axis=1), len(years))
    return np.asarray(years[0] + first, np.int64)


def burnt(capacity: ArrayLike, factor: ArrayLike, rate: ArrayLike, heat: ArrayLike) -> Floats:
    r"""Return the coal that a unit burns in a year: :math:`P \cdot CF \cdot 8760 \cdot HR / HV`, in tonnes.

    Parameters
    ----------
    capacity : array_like
        MW.
    factor : array_like
        Share of the year at full load.
    rate : array_like
        GJ of coal per MWh.
    heat : array_like
        GJ per tonne of coal.

    Examples
    --------
    >>> round(float(burnt(500, 0.5, 10.8, 20.0)))
    1182600
    """
    return np.asarray(
        np.asarray(capacity) * np.asarray(factor) * _HOURS * np.asarray(rate) / np.asarray(heat), np.float64
    )


def demand(fleet: Fleet, coal: ArrayLike, shares: ArrayLike) -> Draws:
    """Return the coal that the fleet takes from each mining region.

    Parameters
    ----------
    fleet : Fleet
    coal : array_like, shape (units,)
        Tonnes a unit burns in a year while it runs.
    shares : array_like, shape (regions, units)
        Which part of it comes from a region; a unit's parts make one at most.

    Returns
    -------
    ndarray of float32, shape (draws, years, regions)

    Raises
    ------
    BadTable
        If a share is below zero, or those of a unit make more than one.
    """
    part = np.asarray(shares, np.float64)
    if (part < 0).any() or (part.sum(axis=0) > 1 + 1e-9).any():
        raise BadTable(
            (
                "The supply shares of a unit are below zero or more than one together.",
                "机组的供煤份额为负，或合计超过一。",
            ),
            ("Give shares from 0 to 1; what is not known is left out.", "份额应在0到1之间；不清楚的留空。"),
        )
    weights = (part * np.asarray(coal, np.float64)).T.astype(np.float32)
    return np.asarray(fleet.alive @ weights, np.float32)
