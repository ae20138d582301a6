"""Quantiles with Woodruff's interval, and intervals of shares that stay between 0 and 1."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, stdtrit

from tanlu.analysis.survey.design import Bools, Design, Floats
from tanlu.analysis.survey.estimate import NO_ERROR, Estimate, mean, nothing

Method = Literal["mean", "logit", "beta"]


def quantile(
    held: Design, values: ArrayLike, share: float, inside: Bools | None = None, level: float = 0.95
) -> Estimate:
    r"""Return the smallest value at or below which a share of the population lies.

    The interval of the share below is carried back through the distribution, and the error is its width over twice t (the
    design effect is that of the share):

    .. math:: \hat F(\hat q) \pm t\, se \;\to\; [\hat F^{-1}(\cdot), \hat F^{-1}(\cdot)],
        \qquad se(\hat q) = (high - low) / 2t

    Parameters
    ----------
    held : Design
        Of n rows.
    values : array_like, shape (n,)
        NaN where there is no answer.
    share : float
        Between 0 and 1; 0.5 is the median.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    level : float
        Of the interval.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> found = quantile(design(100), np.arange(1.0, 101.0), 0.5)
    >>> found.value, found.low, found.high
    (50.0, 41.0, 60.0)

    References
    ----------
    Woodruff (1952), Confidence intervals for medians and other position measures, JASA 47.
    """
    y = np.asarray(values, dtype=np.float64)
    kept = np.isfinite(y) if inside is None else inside & np.isfinite(y)
    missing = (held.rows if inside is None else int(inside.sum())) - int(kept.sum())
    if not kept.any():
        return nothing(missing)
    order = np.argsort(y[kept], kind="stable")
    sorted_values = y[kept][order]
    below = np.cumsum(held.weights[kept][order])
    below /= below[-1]
    value = _at(sorted_values, below, share)
    under = mean(held, np.where(kept, (y <= value).astype(float), np.nan), inside, level)
    if under.low is None or under.high is None:
        return Estimate(value, None, under.n, missing, under.df, why=NO_ERROR)
    low, high = _at(sorted_values, below, under.low), _at(sorted_values, below, under.high)
    reach = float(stdtrit(under.df, (1 + level) / 2))
    error = (high - low) / (2 * reach)
    return Estimate(value, error, under.n, missing, under.df, low, high, under.deff, under.deff_replace)


def _at(values: Floats, below: Floats, share: float) -> float:
    # Sums of weights miss a share such as one half by a few units in the last place.
    place = int(np.searchsorted(below, share - 1e-12))
    return float(values[min(max(place, 0), len(values) - 1)])


def share_interval(
    found: Estimate, rows: int, method: Method = "logit", level: float = 0.95
) -> tuple[float, float]:
    r"""Return an interval of a share.

    ``logit``: :math:`logit(p) \pm t\, se / (p (1-p))`; ``beta``: Korn and Graubard's, from the beta distribution with
    an effective sample of :math:`p (1-p) / V` times :math:`(t_{n-1} / t_{df})^2`; ``mean``: :math:`p \pm t\, se`.

    Parameters
    ----------
    found : Estimate
        Of a share with its error.
    rows : int
        Rows of the sample.
    method : str
        How.
    level : float
        Of the interval.

    Examples
    --------
    >>> low, high = share_interval(Estimate(0.1, 0.03, 100, 0, 99), 100, "logit")
    >>> round(low, 4), round(high, 4)
    (0.0542, 0.1771)

    References
    ----------
    Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive counts,
    Survey Methodology 24.
    """
    p, error = found.value or 0.0, found.error or 0.0
    reach = float(stdtrit(found.df, (1 + level) / 2))
    if method == "mean" or error == 0 or not 0 < p < 1:
        return p - reach * error, p + reach * error
    if method == "logit":
        centre, wide = float(np.log(p / (1 - p))), reach * error / (p * (1 - p))
        return _share(centre - wide), _share(centre + wide)
    n = p * (1 - p) / error**2 * (float(stdtrit(rows - 1, (1 + level) / 2)) / reach) ** 2
    tail = (1 - level) / 2
    return float(betaincinv(n * p, n * (1 - p) + 1, tail)), float(
        betaincinv(n * p + 1, n * (1 - p), 1 - tail)
    )


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
