"""Q-method: which shared ways of sorting statements a few people have, by factors of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.linalg import eigh

from tanlu.analysis.opinion.space import signed
from tanlu.analysis.opinion.varimax import varimax
from tanlu.analysis.opinion.votes import Bools, Floats, Ints, natural
from tanlu.errors import BadTable

Kind = Literal["distinguishes", "consensus", "neither"]

RELIABILITY: Final = 0.80
"""Correlation of a person's sort with the same person's sort on another day, as Brown (1980) assumes for all."""
Z_95: Final = 1.96
Z_99: Final = 2.58
MOST_FACTORS: Final = 7


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a statement does between factors.

    Parameters
    ----------
    statement : str
    kind : str
        ``distinguishes`` if some factor differs from all others, ``consensus`` if no two differ, else ``neither``.
    factors : tuple of int
        Factors that differ from all others at 5%.
    sure : bool
        Whether these differ at 1% too.
    """

    statement: str
    kind: Kind
    factors: tuple[int, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class QMethod:
    """Factors of people.

    Parameters
    ----------
    people, statements : tuple of str
        In canonical order, which all arrays keep.
    loadings : ndarray, shape (n, k)
        Rotated; each factor turned so that its weightiest loadings are positive.
    flagged : ndarray of bool, shape (n, k)
        Who defines a factor: loading above 1.96 / sqrt(C), and its square above those on all other factors together.
    eigenvalues : ndarray, shape (n,)
        Of the correlations, largest first.
    explained : ndarray, shape (k,)
        Share of the variance of each rotated factor.
    scores : ndarray, shape (C, k)
        z-scores of statements; 0 throughout for a factor that nobody defines.
    ranks : ndarray, shape (C, k)
        The same as places of the sort.
    reliability, error : ndarray, shape (k,)
        Composite reliability and standard error of z-scores.
    contrasts : tuple of Contrast
        One a statement, between the factors that somebody defines.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    loadings: Floats
    flagged: Bools
    eigenvalues: Floats
    explained: Floats
    scores: Floats
    ranks: Floats
    reliability: Floats
    error: Floats
    contrasts: tuple[Contrast, ...]


def q_method(
    sorts: Floats, people: Sequence[str], statements: Sequence[str], factors: int | None = None
) -> QMethod:
    """Return factors of people from how each sorted the same statements.

    Correlations between people, principal components, varimax after Kaiser's normalisation, automatic flags, weights
    ``l / (1 - l^2)``, and z-scores over statements. With p people who define a factor the reliability is
    ``0.8 p / (1 + 0.8 (p - 1))``, the error of a z-score ``sqrt(1 - reliability)``, and two factors differ on a statement
    if their z-scores are 1.96 (2.58) times ``sqrt(e_f^2 + e_g^2)`` apart.

    Parameters
    ----------
    sorts : ndarray, shape (C, n)
        The place each person gave each statement, such as -4 to 4.
    people, statements : sequence of str
    factors : int, optional
        By default as many as eigenvalues above 1, at most 7.

    Returns
    -------
    QMethod

    Raises
    ------
    BadTable
        If shapes do not fit, a number is missing, a person gave all statements one place, there are fewer than three
        statements or two people, or the factors are out of range.

    References
    ----------
    Brown (1980), Political Subjectivity, Yale University Press. Zabala (2014), The R Journal 6(2):163-173.

    Examples
    --------
    >>> sorts = np.array([[2, 2, -2], [1, 1, -1], [0, -1, 1], [-1, 0, 0], [-2, -2, 2.0]])
    >>> found = q_method(sorts, ["a", "b", "c"], ["1", "2", "3", "4", "5"], factors=1)
    >>> found.people, found.loadings[:, 0].round(2).tolist(), found.scores[:, 0].round(2).tolist()
    (('c', 'b', 'a'), [-0.99, 0.99, 0.95], [1.28, 0.64, -0.57, -0.06, -1.28])
    """
    _demand(sorts, people, statements, factors)
    rows = np.array(sorted(range(len(statements)), key=lambda at: natural(statements[at])), dtype=np.int64)
    held = np.asarray(sorts, dtype=np.float64)[rows]
    columns = sorted(range(len(people)), key=lambda at: (held[:, at].tolist(), natural(people[at])))
    held = held[:, columns]
    values, vectors = eigh(np.corrcoef(held.T))
    values, vectors = np.maximum(values[::-1], 0.0), vectors[:, ::-1]
    k = factors or max(1, min(MOST_FACTORS, int((values > 1).sum())))
    raw = np.stack([signed(vectors[:, at]) * np.sqrt(values[at]) for at in range(k)], axis=1)
    loadings = _turned(varimax(raw))
    flagged = _flags(loadings, len(statements))
    scores = _scores(held, loadings, flagged)
    defining = flagged.sum(axis=0)
    reliability = RELIABILITY * defining / (1 + RELIABILITY * np.maximum(defining - 1, 0))
    error = np.sqrt(1 - reliability)
    named = tuple(statements[at] for at in rows)
    return QMethod(
        tuple(people[at] for at in columns), named, loadings, flagged, values,
        (loadings**2).sum(axis=0) / len(people), scores, _ranks(scores, held), reliability, error,
        _contrasts(named, scores, error, np.flatnonzero(defining)),
    )  # fmt: skip


def _turned(loadings: Floats) -> Floats:
    """Return factors by the variance they explain, each with its weightier side positive."""
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    turned = loadings[:, order]
    weight = (turned * np.abs(turned)).sum(axis=0)
    found: Floats = np.where(weight < 0, -turned, turned)
    return found


def _flags(loadings: Floats, statements: int) -> Bools:
    squares = loadings**2
    found: Bools = (np.abs(loadings) > Z_95 / np.sqrt(statements)) & (
        2 * squares > squares.sum(axis=1, keepdims=True)
    )
    return found


def _scores(held: Floats, loadings: Floats, flagged: Bools) -> Floats:
    """Return z-scores of statements: sorts of who defines a factor, weighted and standardised (divisor C - 1)."""
    # A loading of 1 would weigh without bound; a sort that is its factor weighs as if it were nearly so.
    near = np.clip(loadings, -1 + 1e-9, 1 - 1e-9)
    weights = np.where(flagged, near / (1 - near**2), 0.0)
    heaviest = np.abs(weights).max(axis=0)
    summed = held @ (weights / np.where(heaviest > 0, heaviest, 1.0))
    apart = summed - summed.mean(axis=0)
    spread = apart.std(axis=0, ddof=1)
    found: Floats = np.where(spread > 0, apart / np.where(spread > 0, spread, 1.0), 0.0)
    return found


def _ranks(scores: Floats, held: Floats) -> Floats:
    """Return z-scores as places of the sort: the mean shape of all sorts, dealt out by rank, ties to the earlier id."""
    places = np.sort(held, axis=0).mean(axis=1)
    found = np.zeros_like(scores)
    for factor in range(scores.shape[1]):
        order = np.argsort(-scores[:, factor], kind="stable")
        found[order, factor] = places[::-1]
    return found


def _contrasts(
    statements: tuple[str, ...], scores: Floats, error: Floats, defined: Ints
) -> tuple[Contrast, ...]:
    apart = np.abs(scores[:, :, None] - scores[:, None, :])
    between = np.sqrt(error[:, None] ** 2 + error[None, :] ** 2)
    found = []
    for at, statement in enumerate(statements):
        held = {
            level: [
                int(factor)
                for factor in defined
                if all(
                    apart[at, factor, other] > level * between[factor, other]
                    for other in defined
                    if other != factor
                )
            ]
            for level in (Z_95, Z_99)
        }
        same = all(apart[at, f, g] <= Z_95 * between[f, g] for f in defined for g in defined if f < g)
        if len(defined) < 2:
            found.append(Contrast(statement, "neither", (), sure=False))
        elif held[Z_95]:
            sure = held[Z_95] == held[Z_99]
            found.append(Contrast(statement, "distinguishes", tuple(held[Z_95]), sure))
        else:
            found.append(Contrast(statement, "consensus" if same else "neither", (), sure=False))
    return tuple(found)


def _demand(sorts: Floats, people: Sequence[str], statements: Sequence[str], factors: int | None) -> None:
    if np.shape(sorts) != (len(statements), len(people)) or len(set(people)) < len(people) or (
        len(set(statements)) < len(statements)
    ):  # fmt: skip
        raise BadTable(
            (f"The sorts have the shape {np.shape(sorts)}, the labels make {(len(statements), len(people))}.",
             f"排序数据的形状为 {np.shape(sorts)}，标签为 {(len(statements), len(people))}。"),
            ("Give one row a statement and one column a person, no name twice.", "每条陈述一行，每人一列，名称不得重复。"),
        )  # fmt: skip
    if len(statements) < 3 or len(people) < 2:
        raise BadTable(
            ("Q-method needs at least three statements and two people.", "Q 方法至少需要三条陈述、两个人。"),
            ("Add sorts, or use votes with declared groups.", "请补充排序数据，或改用申报分组的投票。"),
        )
    if not np.isfinite(sorts).all():
        raise BadTable(
            ("A place is missing or not a number.", "有排序位置缺失或不是数字。"),
            (
                "Every person sorts every statement; leave out who did not.",
                "每人须排完全部陈述；未完成者请去掉。",
            ),
        )
    flat = [people[at] for at in range(len(people)) if np.ptp(np.asarray(sorts)[:, at]) == 0]
    if flat:
        raise BadTable(
            (f"One person gave all statements the same place ({len(flat)} such).",
             f"有人给全部陈述排了同一位置（共 {len(flat)} 人）。"),
            ("Such a sort correlates with nothing; leave it out.", "这样的排序与任何人都无从相关，请去掉。"),
        )  # fmt: skip
    if factors is not None and not 1 <= factors <= len(people):
        raise BadTable(
            (f"{factors} factors cannot be taken from {len(people)} sorts.",
             f"{len(people)} 份排序提取不出 {factors} 个因子。"),
            ("Ask for 1 to as many as people.", "请取 1 至人数之间的数。"),
        )  # fmt: skip
