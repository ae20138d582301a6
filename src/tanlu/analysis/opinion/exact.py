"""Exact tests of small tables, and corrections for many of them."""

from functools import lru_cache
from typing import Final

import numpy as np
from scipy.special import gammaln

from tanlu.analysis.opinion.votes import Floats, Ints

_SAME: Final = 1 + 1e-7
"""Two tables of equal probability differ by rounding; within this they count as equal."""
_NUISANCE: Final = 1_000


def fisher(hits: Ints, trials: Ints, others: Ints, others_trials: Ints) -> Floats:
    """Return two-sided p-values of Fisher's exact test, one for each pair of counts.

    The sum of the hypergeometric probabilities of all tables with the same margins that are at most as probable as the
    one seen.

    Parameters
    ----------
    hits, trials, others, others_trials : ndarray of int, shape (m,)
        Successes of trials on either side.

    Returns
    -------
    ndarray, shape (m,)
        1 where a side has no trials.

    References
    ----------
    Fisher (1935), Journal of the Royal Statistical Society 98:39-82.

    Examples
    --------
    >>> fisher(np.array([12]), np.array([12]), np.array([7]), np.array([12])).round(4).tolist()
    [0.0373]
    """
    tables = zip(hits.tolist(), trials.tolist(), others.tolist(), others_trials.tolist(), strict=True)
    return np.array([_fisher(*each) for each in tables], dtype=np.float64)


@lru_cache(maxsize=65_536)
def _fisher(hits: int, trials: int, others: int, others_trials: int) -> float:
    total = hits + others
    low, high = max(0, total - others_trials), min(total, trials)
    if low == high:
        return 1.0
    at = np.arange(low, high + 1)
    chance = np.exp(
        _choose(trials, at) + _choose(others_trials, total - at) - _choose(trials + others_trials, total)
    )
    return min(1.0, float(chance[chance <= chance[hits - low] * _SAME].sum()))


def _choose(above: int, below: Ints | int) -> Floats:
    found: Floats = (
        gammaln(above + 1) - gammaln(np.asarray(below) + 1) - gammaln(above - np.asarray(below) + 1)
    )
    return found


def boschloo(hits: Ints, trials: Ints, others: Ints, others_trials: Ints) -> Floats:
    """Return two-sided p-values of Boschloo's exact test, one for each pair of counts.

    One side: the largest probability, over the common rate of success, of a table whose one-sided p-value by Fisher is at
    most the one seen. Two sides: twice the smaller. A little more powerful than Fisher. The rate is searched on a grid of
    1,000 steps.

    Parameters
    ----------
    hits, trials, others, others_trials : ndarray of int, shape (m,)
        Successes of trials on either side.

    Returns
    -------
    ndarray, shape (m,)
        1 where a side has no trials.

    References
    ----------
    Boschloo (1970), Statistica Neerlandica 24:1-9.

    Examples
    --------
    >>> boschloo(np.array([12]), np.array([12]), np.array([7]), np.array([12])).round(4).tolist()
    [0.0174]
    """
    tables = zip(hits.tolist(), trials.tolist(), others.tolist(), others_trials.tolist(), strict=True)
    return np.array([_boschloo(*each) for each in tables], dtype=np.float64)


@lru_cache(maxsize=65_536)
def _boschloo(hits: int, trials: int, others: int, others_trials: int) -> float:
    if not trials or not others_trials:
        return 1.0
    sides = (
        _largest(hits, trials, others, others_trials),
        _largest(trials - hits, trials, others_trials - others, others_trials),
    )
    return min(1.0, 2 * min(sides))


def _largest(hits: int, trials: int, others: int, others_trials: int) -> float:
    """Return the largest chance of a table at least as extreme upwards as the one seen."""
    extreme = _upper(trials, others_trials)
    chosen = extreme <= extreme[hits, others] * _SAME
    ours, theirs = _binomials(trials), _binomials(others_trials)
    return float(((ours @ chosen.astype(np.float64)) * theirs).sum(axis=1).max())


@lru_cache(maxsize=256)
def _upper(trials: int, others_trials: int) -> Floats:
    """Return Fisher's one-sided p-value, that the first share is above the second, of every table."""
    a, b = np.arange(trials + 1)[:, None], np.arange(others_trials + 1)[None, :]
    logs = _choose(trials, a) + _choose(others_trials, b) - _choose(trials + others_trials, a + b)
    chance = np.exp(logs)
    found = np.zeros(chance.shape)
    for total in range(trials + others_trials + 1):
        at = np.arange(max(0, total - others_trials), min(total, trials) + 1)
        found[at, total - at] = np.cumsum(chance[at, total - at][::-1])[::-1]
    return found


@lru_cache(maxsize=256)
def _binomials(trials: int) -> Floats:
    """Return the binomial probabilities of 0 to ``trials`` successes, a row for each rate."""
    rate = (np.arange(1, _NUISANCE) / _NUISANCE)[:, None]
    at = np.arange(trials + 1)
    found: Floats = np.exp(_choose(trials, at) + at * np.log(rate) + (trials - at) * np.log1p(-rate))
    return found


def benjamini_hochberg(chances: Floats) -> Floats:
    """Return p-values adjusted for the share of false discoveries.

    ``q_(i) = min over k >= i of p_(k) m / k``.

    Parameters
    ----------
    chances : ndarray, shape (m,)

    Returns
    -------
    ndarray, shape (m,)

    References
    ----------
    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57:289-300.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.005])).tolist()
    [0.02, 0.04, 0.04, 0.02]
    """
    many = len(chances)
    if not many:
        return chances.copy()
    order = np.argsort(chances, kind="stable")
    scaled = chances[order] * many / np.arange(1, many + 1)
    found = np.empty(many)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found
