"""Candidates by several criteria: which no other beats, and how much an order depends on the weights."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.scores import midranks
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

METHOD: Final = Text(
    "Unbeaten: no other candidate is at least as good in every criterion and better in one (Pareto). For the order, each "
    "criterion is turned into ranks from 0 to 1, weighted and summed; weights are drawn again and again, and the share "
    "of draws in which a candidate stands among the first is told, and the places between which 95 % of them put it.",
    "未被超越：没有其他候选在各项指标上都不逊于它且至少一项更优（帕累托）。排序时，各项指标先换算为 0 到 1 的名次，"
    "再加权求和；反复抽取权重，给出各候选进入前列的抽样比例，以及 95% 的抽样所在的名次范围。",
)
SURE: Final = 20.0
"""How closely drawn weights keep to those given: the concentration of the Dirichlet distribution."""
DECIMALS: Final = 12
"""Scores that differ by less are equal: the order of a sum must not part equal candidates."""


@dataclass(frozen=True, slots=True)
class Frontier:
    """Candidates judged by several criteria.

    Parameters
    ----------
    unbeaten : ndarray of bool, shape (P,)
        Candidates that no other one beats.
    beaten_by : tuple of int or None
        For each candidate, of those that beat it the one with the highest score.
    order : ndarray of int, shape (P,)
        Rows of the candidates, best first, by the weights given (equal without any).
    place : ndarray of int, shape (P,)
        Place of each candidate from one; equal scores share the better place.
    score : ndarray, shape (P,)
        Weighted mean rank from 0 to 1.
    among_first : ndarray, shape (P,)
        Share of draws in which the candidate is among the first.
    low, high : ndarray, shape (P,)
        Places between which 95 % of the draws put it, from one; ties as in ``place``.
    first, draws : int
        How many are the first, and how many draws.
    method : Text
        The definition.
    """

    unbeaten: NDArray[np.bool_]
    beaten_by: tuple[int | None, ...]
    order: NDArray[np.intp]
    place: NDArray[np.intp]
    score: Floats
    among_first: Floats
    low: Floats
    high: Floats
    first: int
    draws: int
    method: Text


def frontier(
    values: ArrayLike,
    *,
    less_is_better: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    first: int = 5,
    draws: int = 1000,
    seed: int = 1,
) -> Frontier:
    r"""Judge candidates by several criteria.

    Candidate j beats i if it is at least as good in every criterion and better in one. The score is
    :math:`\sum_k w_k r_{ik}` with midranks r from 0 (worst) to 1 (best); weights of the draws are Dirichlet, uniform
    over all weights without ``weights``, else around those given.

    Parameters
    ----------
    values : array_like, shape (P, K)
        A criterion a column; every value known.
    less_is_better : array_like of bool, shape (K,), optional
        Criteria of which less is better, such as distance.
    weights : array_like, shape (K,), optional
        Above zero; the sum does not matter.
    first : int
        How many count as the first.
    draws, seed : int
        Of the weights.

    Raises
    ------
    BadTable
        If there is no candidate or criterion, or a value is not a finite number.
    BadReference
        If weights or directions do not fit the criteria, or a number of draws or places is below one.

    Notes
    -----
    Equal candidates do not beat each other, and share every place. With one candidate its score is 1/2. Only the order
    within each criterion counts, so that its unit or logarithm changes nothing.

    References
    ----------
    Lahdelma, Hokkanen & Salminen (1998), European Journal of Operational Research 106:137-143, for acceptability of
    ranks under unknown weights.

    Examples
    --------
    >>> found = frontier([[3, 1], [1, 3], [1, 1]])
    >>> found.unbeaten.tolist(), found.beaten_by
    ([True, True, False], (None, None, 0))
    """
    table = np.array(values, dtype=np.float64)
    _demand(table, less_is_better, weights, first, draws)
    if less_is_better is not None:
        table = np.where(np.array(less_is_better, dtype=bool), -table, table)
    given = None if weights is None else np.array(weights, dtype=np.float64)
    return _judge(table, given, first, draws, seed)


def beats(goods: ArrayLike) -> NDArray[np.bool_]:
    """Return which candidate (row) beats which (column): at least as good in every criterion, and better in one.

    Parameters
    ----------
    goods : array_like, shape (P, K)
        More is better in every criterion.

    Returns
    -------
    ndarray of bool, shape (P, P)

    Examples
    --------
    >>> beats([[2, 1], [1, 1], [1, 2]]).tolist()
    [[False, True, False], [False, False, False], [False, True, False]]
    """
    table = np.array(goods, dtype=np.float64)
    no_worse = (table[:, None, :] >= table[None, :, :]).all(axis=2)
    return np.logical_and(no_worse, (table[:, None, :] > table[None, :, :]).any(axis=2))


def _judge(table: Floats, weights: Floats | None, first: int, draws: int, seed: int) -> Frontier:
    """Judge candidates of which more is better in every criterion."""
    count, criteria = table.shape
    beating = beats(table)
    beaten: NDArray[np.bool_] = np.logical_or.reduce(beating, axis=0)
    ranks = _ranks(table)
    given = np.ones(criteria) if weights is None else weights
    given = given / given.sum()
    score = np.round(ranks @ given, DECIMALS)
    by = tuple(
        int(np.argmax(np.where(beating[:, at], score, -1))) if beaten[at] else None for at in range(count)
    )
    alpha = np.ones(criteria) if weights is None else np.maximum(SURE * given, 1e-6)
    drawn = np.random.default_rng(seed).dirichlet(alpha, size=draws)
    places = _places(np.round(drawn @ ranks.T, DECIMALS))
    low, high = np.quantile(places, [0.025, 0.975], axis=0, method="nearest")
    return Frontier(
        unbeaten=~beaten,
        beaten_by=by,
        order=np.argsort(-score, kind="stable"),
        place=_places(score[None, :])[0],
        score=score,
        among_first=(places <= first).mean(axis=0),
        low=low,
        high=high,
        first=first,
        draws=draws,
        method=METHOD,
    )


def _places(scores: Floats) -> NDArray[np.intp]:
    """Return places from one within each row, the highest first; equal scores share the better place."""
    order = np.argsort(-scores, axis=1, kind="stable")
    falling = np.take_along_axis(scores, order, axis=1)
    lower = np.concatenate([np.ones((len(scores), 1), bool), falling[:, 1:] < falling[:, :-1]], axis=1)
    counted = np.maximum.accumulate(np.where(lower, np.arange(1, scores.shape[1] + 1), 0), axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, counted, axis=1)
    return places


def _ranks(table: Floats) -> Floats:
    """Return midranks of each column from 0 to 1."""
    count = len(table)
    if count == 1:
        return np.full(table.shape, 0.5)
    return (np.column_stack([midranks(column) for column in table.T]) - 1) / (count - 1)


def _demand(
    table: Floats, less_is_better: ArrayLike | None, weights: ArrayLike | None, first: int, draws: int
) -> None:
    if table.ndim != 2 or 0 in table.shape or not np.isfinite(table).all():
        raise BadTable(
            (
                "The table of candidates is empty or holds a value that is not a number.",
                "候选产业表为空，或含有非数值。",
            ),
            (
                "Give each candidate a number in every criterion, or leave it out.",
                "请为每个候选产业填写全部指标，或将其略去。",
            ),
        )
    criteria = table.shape[1]
    given = None if weights is None else np.array(weights, dtype=np.float64)
    turned = None if less_is_better is None else np.array(less_is_better)
    fits = (given is None or given.shape == (criteria,)) and (turned is None or turned.shape == (criteria,))
    if not fits or (
        given is not None
        and not (np.isfinite(given).all() and (given > 0).all() and np.isfinite(given.sum()))
    ):
        raise BadReference(
            (
                f"Weights and directions must be {criteria}, one for each criterion, weights above zero.",
                f"权重和方向须各有{criteria}个，与指标一一对应；权重须大于零。",
            ),
            (
                "Correct them, or leave them out; a criterion that should not count is left out of the table.",
                "请更正，或不指定；不应计入的指标请从表中略去。",
            ),
        )
    if first < 1 or draws < 1:
        raise BadReference(
            ("The number of draws and of first places is one or more.", "抽样次数和前列名额至少为一。"),
            ("Give a number from one up.", "请给出不小于一的整数。"),
        )
