"""Totals, means, ratios and shares with their errors, of the whole or of a domain."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from tanlu.analysis.survey.design import Bools, Design, Floats
from tanlu.analysis.survey.variance import covariance
from tanlu.text import Text

Kind = Literal["mean", "total", "ratio", "proportion", "quantile", "variance"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with what it rests on.

    Parameters
    ----------
    value : float or None
        None where nothing can be estimated; ``why`` then says so.
    error : float or None
        Standard error; None where it cannot be estimated.
    n : int
        Rows with an answer, in the domain.
    missing : int
        Rows of the domain without one.
    df : int
        Clusters less strata among the rows with an answer.
    low, high : float or None
        Interval at the level asked for.
    deff, deff_replace : float or None
        Design effect against a simple random sample drawn without and with replacement.
    why : Text or None
        Why something is None.
    """

    value: float | None
    error: float | None
    n: int
    missing: int
    df: int
    low: float | None = None
    high: float | None = None
    deff: float | None = None
    deff_replace: float | None = None
    why: Text | None = None


NO_ANSWERS = Text("nobody in this group has an answer", "该组没有任何有效回答")
NO_WHOLE = Text("the total to divide by is zero", "分母合计为零")
NO_ERROR = Text(
    "no degrees of freedom: the group lies in too few clusters", "自由度为零：该组所在的群太少，无法估计误差"
)


def mean(held: Design, values: ArrayLike, inside: Bools | None = None, level: float = 0.95) -> Estimate:
    r"""Return the mean of a variable; a missing answer is outside the domain, and no row is ever dropped.

    .. math:: \bar y_d = \frac{\sum w_k \delta_k y_k}{\sum w_k \delta_k},
        \qquad u_k = \delta_k \frac{y_k - \bar y_d}{\sum w_k \delta_k}

    Parameters
    ----------
    held : Design
        Of n rows.
    values : array_like, shape (n,)
        NaN where there is no answer.
    inside : ndarray of bool, shape (n,), optional
        The domain; all rows if not given.
    level : float
        Of the interval, which is by Student's t.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> found = mean(design(4, fpc=[8] * 4), [1.0, 2.0, 3.0, 4.0])
    >>> found.value, round(found.error, 4), found.df, round(found.deff, 12)
    (2.5, 0.4564, 3, 1.0)

    References
    ----------
    Särndal, Swensson and Wretman (1992), section 5.7; Lumley (2010), Complex Surveys, chapter 2.
    """
    y = np.asarray(values, dtype=np.float64)
    kept, missing = _answered(held, y, inside)
    if not kept.any():
        return nothing(missing)
    y, w = y[kept], held.weights[kept]
    # From the first answer on, so that answers that are all the same leave no rounding to pass for an error.
    start, whole = float(y[0]), float(w.sum())
    value = start + float(w @ (y - start)) / whole
    simple = _simple(w, y, value)
    return with_error(held, value, (y - value) / whole, kept, missing, level=level, simple=simple)


def total(held: Design, values: ArrayLike, inside: Bools | None = None, level: float = 0.95) -> Estimate:
    r"""Return the total of a variable over a domain, :math:`\sum w_k \delta_k y_k`.

    Rows without an answer add nothing, so the total is that of those who answered: see ``missing``.

    Parameters
    ----------
    held : Design
        Of n rows.
    values : array_like, shape (n,)
        NaN where there is no answer.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    level : float
        Of the interval.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> total(design(4, fpc=[8] * 4), [1.0, 2.0, 3.0, 4.0]).value
    20.0
    """
    y = np.asarray(values, dtype=np.float64)
    kept, missing = _answered(held, y, inside)
    if not kept.any():
        return nothing(missing)
    y, w = y[kept], held.weights[kept]
    whole, value = float(w.sum()), float(w @ y)
    bare, replaced = _simple(w, y, value / whole)
    return with_error(
        held, value, y, kept, missing, level=level, simple=(bare * whole**2, replaced * whole**2)
    )


def ratio(
    held: Design, above: ArrayLike, below: ArrayLike, inside: Bools | None = None, level: float = 0.95
) -> Estimate:
    r"""Return the ratio of two totals, :math:`R = \hat Y / \hat X` with :math:`u_k = (y_k - R x_k) / \hat X`.

    Parameters
    ----------
    held : Design
        Of n rows.
    above, below : array_like, shape (n,)
        NaN where there is no answer; a row counts where both are there.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    level : float
        Of the interval.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> ratio(design(3), [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]).value
    0.5
    """
    y, x = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    kept, missing = _answered(held, y + x, inside)
    if not kept.any():
        return nothing(missing)
    y, x, w = y[kept], x[kept], held.weights[kept]
    whole = float(w @ x)
    if whole == 0:
        return nothing(missing, NO_WHOLE, int(kept.sum()))
    value = float(w @ y) / whole
    off = (y - value * x) / whole
    simple = _simple(w, off, 0.0)
    count = float(w.sum())
    by = (simple[0] * count**2, simple[1] * count**2)
    return with_error(held, value, off, kept, missing, level=level, simple=by)


def proportions(
    held: Design, labels: ArrayLike, inside: Bools | None = None, level: float = 0.95
) -> dict[str, Estimate]:
    """Return the share of each category; an empty label is no answer.

    Every category of the whole sample is there, so that domains can be laid side by side.

    Parameters
    ----------
    held : Design
        Of n rows.
    labels : array_like of str, shape (n,)
        The category of each row; empty where there is no answer.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    level : float
        Of the interval.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> {name: found.value for name, found in proportions(design(4), ["a", "b", "a", "a"]).items()}
    {'a': 0.75, 'b': 0.25}
    """
    given = np.asarray(labels, dtype=str)
    answered = given != ""
    return {
        str(name): mean(held, np.where(answered, given == name, np.nan), inside, level)
        for name in np.unique(given[answered])
    }


def variance(held: Design, values: ArrayLike, inside: Bools | None = None, level: float = 0.95) -> Estimate:
    r"""Return the variance of a variable in the population, :math:`\frac{n}{n-1} \sum w (y-\bar y)^2 / \sum w`.

    Parameters
    ----------
    held : Design
        Of n rows.
    values : array_like, shape (n,)
        NaN where there is no answer.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    level : float
        Of the interval.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> round(variance(design(4), [1.0, 2.0, 3.0, 4.0]).value, 4)
    1.6667
    """
    y = np.asarray(values, dtype=np.float64)
    centre = mean(held, y, inside, level)
    if centre.value is None or centre.n < 2:
        return nothing(centre.missing, n=centre.n)
    return mean(held, (y - centre.value) ** 2 * centre.n / (centre.n - 1), inside, level)


def nothing(missing: int, why: Text = NO_ANSWERS, n: int = 0) -> Estimate:
    """Return what stands where nothing can be estimated.

    Parameters
    ----------
    missing : int
        Rows without an answer.
    why : Text
        The reason.
    n : int
        Rows with one.
    """
    return Estimate(None, None, n, missing, 0, why=why)


def with_error(
    held: Design,
    value: float,
    influence: Floats,
    kept: Bools,
    missing: int,
    *,
    level: float,
    simple: tuple[float, float] = (0.0, 0.0),
) -> Estimate:
    """Return an estimate with its linearised error.

    Parameters
    ----------
    held : Design
        Of n rows.
    value : float
        The estimate.
    influence : ndarray, shape (m,)
        What each row that counts adds to it, by its weight.
    kept : ndarray of bool, shape (n,)
        Rows that count.
    missing : int
        Rows of the domain that do not.
    level : float
        Of the interval.
    simple : tuple of float
        Variance under simple random sampling without and with replacement; zero where none is known.
    """
    df, n = held.df(kept), int(kept.sum())
    if df < 1:
        return Estimate(value, None, n, missing, max(df, 0), why=NO_ERROR)
    found = max(0.0, float(covariance(held, influence, kept)[0, 0]))
    error, reach = found**0.5, float(stdtrit(df, (1 + level) / 2))
    bare, replaced = (found / each if each > 0 else None for each in simple)
    return Estimate(
        value, error, n, missing, df, value - reach * error, value + reach * error, bare, replaced
    )


def _answered(held: Design, y: Floats, inside: Bools | None) -> tuple[Bools, int]:
    there = np.isfinite(y)
    domain = np.ones(held.rows, dtype=bool) if inside is None else inside
    return domain & there, int((domain & ~there).sum())


def _simple(w: Floats, y: Floats, centre: float) -> tuple[float, float]:
    """Return the variance that the mean would have in a simple random sample as large."""
    n, whole = len(y), float(w.sum())
    if n < 2:
        return 0.0, 0.0
    spread = float(w @ (y - centre) ** 2) / whole * n / (n - 1)
    return spread / n * max(0.0, 1 - n / whole), spread / n
