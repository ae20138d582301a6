"""What output means for a region: jobs, public revenue, emissions; each drawn with the output, path by path."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.coal.outlook import Draws
from tanlu.errors import BadTable, NoFigure
from tanlu.text import Text

Floats = NDArray[np.float64]

LEAST_YEARS: Final = 12
"""Years of output and jobs side by side, without which no relation is fitted."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """How jobs followed output in one region.

    Parameters
    ----------
    rise, fall : tuple of float
        Elasticity of jobs to output that rises, and that falls: in the same year, and a year later.
    drift : float
        Yearly growth of jobs that output does not explain, in logarithms; its sign is either.
    spread : float
        Standard error of the drift: each path has its own drift, drawn once.
    noise : float
        Standard deviation of what is left each year.
    last : float
        Jobs of the last year known.
    years : int
        Years that it was fitted on.
    """

    rise: tuple[float, float]
    fall: tuple[float, float]
    drift: float
    spread: float
    noise: float
    last: float
    years: int


def fit_jobs(output: ArrayLike, jobs: ArrayLike) -> Jobs:
    r"""Return how jobs followed output.

    :math:`\Delta \ln J_t = d + r_0 x^+_t + r_1 x^+_{t-1} + f_0 x^-_t + f_1 x^-_{t-1} + e_t`, with x the growth of output,
    rises and falls apart, elasticities from 0 to 1 and no more than 1 together, by bounded least squares.

    Parameters
    ----------
    output, jobs : array_like, shape (years,)
        Side by side, above zero.

    Raises
    ------
    BadTable
        If fewer than twelve years are known, or one is not above zero.
    """
    from scipy.optimize import lsq_linear  # noqa: PLC0415 - only where jobs are asked for

    tons, people = np.asarray(output, np.float64), np.asarray(jobs, np.float64)
    good = tons.shape == people.shape and tons.size >= LEAST_YEARS
    if not good or not (np.isfinite(tons) & np.isfinite(people) & (tons > 0) & (people > 0)).all():
        raise BadTable(
            (f"Output and jobs stand side by side in {min(tons.size, people.size)} years, {LEAST_YEARS} are needed.",
             f"产量与就业同时可得的年份为{min(tons.size, people.size)}年，至少需要{LEAST_YEARS}年。"),
            ("Draw no band of jobs; tell the last figure instead.", "不应绘制就业区间，请改为说明最近的数字。"),
        )  # fmt: skip
    growth, change = np.diff(np.log(tons)), np.diff(np.log(people))[1:]
    up, down = np.maximum(growth, 0), np.minimum(growth, 0)
    table = np.column_stack([up[1:], up[:-1], down[1:], down[:-1], np.ones(len(change))])
    found = lsq_linear(table, change, bounds=([0, 0, 0, 0, -0.2], [1, 1, 1, 1, 0.2])).x
    rise, fall = _capped(found[0], found[1]), _capped(found[2], found[3])
    explained = table[:, :4] @ np.array([*rise, *fall])
    drift = float((change - explained).mean())
    rest = change - explained - drift
    noise = float(rest.std(ddof=1))
    return Jobs(rise, fall, drift, noise / np.sqrt(len(rest)), noise, float(people[-1]), int(tons.size))


def _capped(now: float, later: float) -> tuple[float, float]:
    together = now + later
    return (float(now), float(later)) if together <= 1 else (float(now / together), float(later / together))


def draw_jobs(output: Draws, last_output: float, held: Jobs, seed: np.random.SeedSequence | int) -> Draws:
    """Return jobs along each path of output, shape (draws, horizon).

    Parameters
    ----------
    output : ndarray, shape (draws, horizon)
        From :func:`tanlu.analysis.coal.outlook.draw`.
    last_output : float
        Of the last year known, in the same unit.
    held : Jobs
        How jobs followed output.
    seed : SeedSequence or int
        Of the drift of each path and of what is left each year.
    """
    stream = np.random.default_rng(seed)
    count, horizon = output.shape
    before = np.concatenate([np.full((count, 1), last_output, np.float32), output[:, :-1]], axis=1)
    growth = np.log(output / before)
    later = np.concatenate([np.zeros((count, 1), np.float32), growth[:, :-1]], axis=1)
    step = np.where(growth > 0, held.rise[0], held.fall[0]) * growth
    step += np.where(later > 0, held.rise[1], held.fall[1]) * later
    step += (held.drift + held.spread * stream.standard_normal((count, 1), np.float32)).astype(np.float32)
    step += np.float32(held.noise) * stream.standard_normal((count, horizon), np.float32)
    return np.asarray(held.last * np.exp(np.cumsum(step, axis=1)), np.float32)


@dataclass(frozen=True, slots=True)
class Rule:
    """A tax or royalty: dated, cited, never a constant in code.

    Parameters
    ----------
    id : str
        Its name.
    title : Text
        In both languages.
    rate : float
        Share of the value of output that reaches the region's budget: the tax rate, less deductions, times the region's
        share of it.
    since, until : int
        First and last year; ``until`` is 9999 for an open end.
    source : str
        Id of the source.
    """

    id: str
    title: Text
    rate: float
    since: int
    until: int
    source: str


def rates(rules: Sequence[Rule], years: Sequence[int]) -> Floats:
    """Return the sum of the rates in force in each year.

    Raises
    ------
    NoFigure
        If no rule holds in a year: a rule is never carried past its end.
    """
    found = np.zeros(len(years))
    for place, year in enumerate(years):
        held = [each.rate for each in rules if each.since <= year <= each.until]
        if not held:
            raise NoFigure(
                (f"No tax rule holds in {year}.", f"{year}年没有适用的税费规则。"),
                (
                    "Add a dated rule for that year, or ask for fewer years.",
                    "请补充该年适用的规则，或缩短年限。",
                ),
            )
        found[place] = sum(held)
    return found


def draw_revenue(output: Draws, price: float, rules: Sequence[Rule], years: Sequence[int]) -> Draws:
    """Return public revenue along each path: output x price x the rates in force.

    Parameters
    ----------
    output : ndarray, shape (draws, horizon)
    price : float
        Money per unit of output, real, held where it is: a price is no forecast here.
    rules : sequence of Rule
        Dated.
    years : sequence of int, length horizon

    Raises
    ------
    BadTable
        If the price is negative or no number.
    NoFigure
        If no rule holds in a year.
    """
    if not 0 <= price < float("inf"):
        raise BadTable(
            (f"The price is {price:g}.", f"价格为 {price:g}。"),
            (
                "Give a price of zero or more; a price below zero is a mistake of sign or unit.",
                "价格不得为负；负值多为符号或单位错误。",
            ),
        )
    return np.asarray(output * (price * rates(rules, years)).astype(np.float32), np.float32)


@dataclass(frozen=True, slots=True)
class Emissions:
    """Emissions along each path; production-based, so that they are never added to a territorial account.

    Parameters
    ----------
    burnt : ndarray, shape (draws, horizon)
        CO2 where the coal is burnt, elsewhere or here, in tonnes.
    methane : ndarray, shape (draws, horizon)
        Methane from the mines, in tonnes of CO2 equivalent.
    """

    burnt: Draws
    methane: Draws


METHANE_DENSITY: Final = 0.67e-3
"""Tonnes per cubic metre at 20 degrees Celsius and one atmosphere (IPCC 2006 Guidelines, volume 2, chapter 4)."""


def draw_emissions(output: Draws, *, heat: float, factor: float, methane: float, warming: float) -> Emissions:
    """Return emissions along each path of output in tonnes.

    Parameters
    ----------
    output : ndarray, shape (draws, horizon)
        Tonnes of coal.
    heat, factor : float
        GJ per tonne of coal, and tonnes of CO2 per GJ.
    methane : float
        Cubic metres of methane per tonne of coal (IPCC tier 1: 1.2 for surface mines, 18 underground).
    warming : float
        Tonnes of CO2 equivalent per tonne of methane; say over which years.
    """
    if min(heat, factor, methane, warming) < 0:
        raise BadTable(
            ("A factor of emissions is negative.", "排放因子为负。"),
            ("Give factors of zero or more.", "排放因子须为零或正数。"),
        )
    return Emissions(
        np.asarray(output * np.float32(heat * factor), np.float32),
        np.asarray(output * np.float32(methane * METHANE_DENSITY * warming), np.float32),
    )
