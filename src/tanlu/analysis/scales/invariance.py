"""Whether a scale measures the same in every group: confirmatory factor analysis in steps of equality.

Means of two languages or countries may stand beside each other only where loadings and intercepts are equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import chi2

from tanlu.analysis.scales.factors import Fitted, Moments, Step, fit, moments
from tanlu.analysis.scales.ratings import Bools, Floats
from tanlu.text import Text

Reached = Literal["none", "configural", "metric", "scalar", "strict"]

STEPS: Final[tuple[Step, ...]] = ("configural", "metric", "scalar", "strict")
MAY_SAY: Final[dict[Reached, Text]] = {
    "none": Text("each group alone", "只能分别描述各组"),
    "configural": Text("each group alone: the same items belong together", "只能分别描述各组：题项归属相同"),
    "metric": Text("correlations and slopes compared, not means", "可比较相关和斜率，不可比较均值"),
    "scalar": Text("means compared", "可比较均值"),
    "strict": Text("means and spreads of answers compared", "可比较均值和答案的离散程度"),
}
LEAST_CFI: Final = 0.90
MOST_RMSEA: Final = 0.10
FALL_OF_CFI: Final = 0.010
RISE_OF_RMSEA: Final = 0.015
NOT_SETTLED: Final = Text(
    "the model does not settle: too few people, or a residual variance that goes to zero",
    "模型无法收敛：人数太少，或有残差方差趋于零",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one step fits.

    Parameters
    ----------
    step : str
    chi_square : float
    df : int
    p : float
    cfi, tli, rmsea, srmr, aic, bic : float
    difference : float or None
        Of chi-square, to the step before.
    difference_df : int or None
    difference_p : float or None
    holds : bool
        False where the step is rejected, or one before it.
    """

    step: Step
    chi_square: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    srmr: float
    aic: float
    bic: float
    difference: float | None
    difference_df: int | None
    difference_p: float | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a scale measures the same.

    Parameters
    ----------
    groups : tuple of str
    people : tuple of int
        Of each group, with all answers.
    left_out : int
        People with an answer missing.
    fits : tuple of Fit
        Of each step that settled.
    reached : str
    may_say : Text
        What may be printed of the groups.
    why : Text or None
        Why a step is missing.
    """

    groups: tuple[str, ...]
    people: tuple[int, ...]
    left_out: int
    fits: tuple[Fit, ...]
    reached: Reached
    may_say: Text
    why: Text | None


def invariance(values: Floats, seen: Bools, groups: Sequence[str], factors: Sequence[int]) -> Ladder:
    """Return how far items measure the same in every group.

    Configural: the same items belong together. Metric: equal loadings. Scalar: equal intercepts too, latent means free after
    the first group. Strict: equal residual variances too. The first step holds with a CFI of .90 or more and an RMSEA of
    .10 or less; each further one unless CFI falls by .010 or RMSEA rises by .015. Either is enough: in doubt, means are not
    compared.

    Parameters
    ----------
    values : ndarray, shape (n, p)
    seen : ndarray of bool, shape (n, p)
        People who lack an answer are left out.
    groups : sequence of str, length n
        Two or more different ones.
    factors : sequence of int, length p
        The factor of each item, from zero.

    Raises
    ------
    BadTable
        If there are fewer than two groups, too few people or items, or an item without variation in a group.

    References
    ----------
    Joreskog (1971), Psychometrika 36:409-426; Chen (2007), Structural Equation Modeling 14:464-504.
    """
    whole = np.asarray(seen.all(axis=1))
    told = np.array(groups)[whole]
    names = tuple(sorted(set(told.tolist())))
    held = moments([values[whole][told == name] for name in names], factors, least=2)
    fits: list[Fit] = []
    why = None
    for step in STEPS:
        fitted = fit(held, factors, step)
        if fitted is None:
            why = NOT_SETTLED
            break
        fits.append(_judged(held, fitted, fits[-1] if fits else None))
    reached: Reached = "none"
    for each in fits:
        reached = each.step if each.holds else reached
    people = tuple(each.n for each in held)
    return Ladder(names, people, int((~whole).sum()), tuple(fits), reached, MAY_SAY[reached], why)


@dataclass(frozen=True, slots=True)
class Partial:
    """Equal intercepts but for some items.

    Parameters
    ----------
    free : tuple of int
        Items whose intercepts differ, in the order in which they were freed.
    fit : Fit
    holds : bool
    """

    free: tuple[int, ...]
    fit: Fit
    holds: bool


def partial(values: Floats, seen: Bools, groups: Sequence[str], factors: Sequence[int]) -> Partial | None:
    """Return equal intercepts but for the fewest items, or None where equal loadings do not hold.

    The intercept that improves chi-square most is freed, then the next, until the step passes as any other does. Every
    factor keeps two equal items, and more than half of its items: what is common is what most items share, and with fewer
    nothing tells the shifted items from the others. Where that is not enough, the last try is returned and does not hold.

    Parameters
    ----------
    values, seen, groups, factors
        As for `invariance`.

    Raises
    ------
    BadTable
        As `invariance`.

    References
    ----------
    Byrne, Shavelson and Muthén (1989), Psychological Bulletin 105:456-466; Steenkamp and Baumgartner (1998), Journal of
    Consumer Research 25:78-90.
    """
    whole = np.asarray(seen.all(axis=1))
    told = np.array(groups)[whole]
    held = moments([values[whole][told == name] for name in sorted(set(told.tolist()))], factors, least=2)
    before: Fit | None = None
    for step in ("configural", "metric"):
        fitted = fit(held, factors, step)
        if fitted is None:
            return None
        before = _judged(held, fitted, before)
    if before is None or not before.holds:
        return None
    free: tuple[int, ...] = ()
    found: Partial | None = None
    while may := _may_be_freed(factors, free):
        tries = [(each, fit(held, factors, "scalar", frozenset((*free, each)))) for each in may]
        settled = [(each, fitted) for each, fitted in tries if fitted is not None]
        if not settled:
            return found
        each, best = min(settled, key=lambda one: one[1].chi_square)
        free = (*free, each)
        judged = _judged(held, best, before)
        found = Partial(free, judged, judged.holds)
        if judged.holds:
            return found
    return found


def _may_be_freed(factors: Sequence[int], free: tuple[int, ...]) -> list[int]:
    """Return the items without whom their factor would still have two equal ones, and more than half of all."""
    kept = [at for at in range(len(factors)) if at not in free]
    counts = {each: sum(factors[at] == each for at in kept) for each in set(factors)}
    least = {each: max(2, list(factors).count(each) // 2 + 1) for each in set(factors)}
    return [at for at in kept if counts[factors[at]] > least[factors[at]]]


def one_group(values: Floats, factors: Sequence[int]) -> Fit | None:
    """Return the fit of one group without means, or None where it does not settle.

    Parameters
    ----------
    values : ndarray, shape (n, p)
        No answer missing.
    factors : sequence of int, length p

    Raises
    ------
    BadTable
        As `invariance`.
    """
    held = moments([values], factors, least=1)
    fitted = fit(held, factors, "configural")
    return None if fitted is None else _judged(held, fitted, None)


def _judged(held: Sequence[Moments], fitted: Fitted, before: Fit | None) -> Fit:
    groups, p = len(held), len(held[0].mean)
    n = sum(each.n for each in held)
    has_means = groups > 1
    parameters = fitted.parameters - (0 if has_means else p)
    df = groups * (p * (p + 1) // 2 + (p if has_means else 0)) - parameters
    alone = sum(each.n * (np.log(np.diag(each.cov)).sum() - np.linalg.slogdet(each.cov)[1]) for each in held)
    alone_df = groups * p * (p - 1) // 2
    over, over_alone = max(fitted.chi_square - df, 0.0), max(float(alone) - alone_df, 0.0)
    cfi = 1 - over / max(over, over_alone) if max(over, over_alone) > 0 else 1.0
    tli = (alone / alone_df - fitted.chi_square / df) / (alone / alone_df - 1)
    rmsea = float(np.sqrt(groups) * np.sqrt(over / (df * n)))
    stands = cfi >= LEAST_CFI and rmsea <= MOST_RMSEA
    if before is not None:
        stands = before.holds and before.cfi - cfi < FALL_OF_CFI and rmsea - before.rmsea < RISE_OF_RMSEA
    more = None if before is None else max(fitted.chi_square - before.chi_square, 0.0)
    more_df = None if before is None else df - before.df
    return Fit(
        step=fitted.step,
        chi_square=fitted.chi_square,
        df=df,
        p=float(chi2.sf(fitted.chi_square, df)),
        cfi=float(cfi),
        tli=float(tli),
        rmsea=rmsea,
        srmr=_srmr(held, fitted, has_means=has_means),
        aic=fitted.deviance + 2 * parameters,
        bic=fitted.deviance + float(np.log(n)) * parameters,
        difference=more,
        difference_df=more_df,
        difference_p=None if more is None or not more_df else float(chi2.sf(more, more_df)),
        holds=stands,
    )


def _srmr(held: Sequence[Moments], fitted: Fitted, *, has_means: bool) -> float:
    n = sum(each.n for each in held)
    total = 0.0
    for each, cov, mean in zip(held, fitted.covs, fitted.means, strict=True):
        spread = np.sqrt(np.diag(each.cov))
        apart = ((each.cov - cov) / np.outer(spread, spread))[np.tril_indices(len(spread))]
        shift = (each.mean - mean) / spread if has_means else np.empty(0)
        total += each.n / n * float(np.sqrt(np.mean(np.concatenate([apart, shift]) ** 2)))
    return total
