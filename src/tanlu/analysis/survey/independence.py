"""Whether two questions hang together: Rao and Scott's chi-square and Wald's test."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, fdtrc

from tanlu.analysis.survey.design import Bools, Design, Floats
from tanlu.analysis.survey.variance import covariance
from tanlu.errors import BadTable

Which = Literal["F", "chi-square", "Wald", "adjusted Wald"]


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of independence.

    Parameters
    ----------
    statistic : float
        The statistic.
    df, df_below : float
        Degrees of freedom; the second is 0 for a chi-square.
    p : float
        Chance of as much without any association.
    n, missing : int
        Rows with both answers, and rows without.
    """

    statistic: float
    df: float
    df_below: float
    p: float
    n: int
    missing: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """A table of two answers, as shares of the population.

    Parameters
    ----------
    rows, columns : int
        Categories of each.
    shares : ndarray, shape (rows * columns,)
        Of the population.
    spread : ndarray, shape (rows * columns, rows * columns)
        Their covariance.
    flags, influence : ndarray, shape (n, rows * columns)
        Where each row of the sample stands, and what it adds to the shares.
    kept : ndarray of bool, shape (n,)
        Rows with both answers.
    nu : int
        Degrees of freedom of the design.
    """

    rows: int
    columns: int
    shares: Floats
    spread: Floats
    flags: Floats
    influence: Floats
    kept: Bools
    nu: int


def independence(held: Design, one: ArrayLike, two: ArrayLike, which: Which = "F") -> Tested:
    r"""Return a test of independence of two categorical answers.

    Pearson's statistic is corrected by the generalised design effects, the eigenvalues of

    .. math:: \Delta = (C^T D^{-1} C)^{-1} (C^T D^{-1} n V D^{-1} C), \quad
        F = X^2 / tr\Delta, \quad df = (tr\Delta)^2 / tr\Delta^2, \quad df_2 = df\,\nu

    with D the shares, V their covariance, C contrasts of interaction: to second order for ``F``; ``chi-square`` is the
    first order, :math:`X^2 k / tr\Delta` on the k degrees of freedom of the table. Wald's test is of the counts less those
    expected, :math:`\hat N_{ij} - \hat N_{i+} \hat N_{+j} / \hat N`.

    Parameters
    ----------
    held : Design
        Of n rows.
    one, two : array_like of str, shape (n,)
        Categories; empty where there is no answer.
    which : str
        ``F``, ``chi-square``, ``Wald`` or ``adjusted Wald``.

    Raises
    ------
    BadTable
        If one of them has fewer than two categories, or a cell of the table is empty.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> a, b = ["x", "x", "y", "y"] * 5, ["p", "q"] * 10
    >>> abs(round(independence(design(20), a, b).p, 6))
    1.0

    References
    ----------
    Rao and Scott (1984), On chi-squared tests for multiway contingency tables, Annals of Statistics 12; Thomas, Singh
    and Roberts (1996), ISR 64.
    """
    cells = crossed(held, one, two)
    if not cells.shares.all():
        raise _refused()
    n, missing = int(cells.kept.sum()), int((~cells.kept).sum())
    if which in {"Wald", "adjusted Wald"}:
        return _wald(held, cells, n, missing, adjusted=which == "adjusted Wald")
    table = cells.shares.reshape(cells.rows, cells.columns)
    expected = np.outer(table.sum(1), table.sum(0))
    pearson = float(n * ((table - expected) ** 2 / expected).sum())
    contrasts = _interaction(cells.rows, cells.columns) / cells.shares[:, None]
    plain = contrasts.T @ (contrasts * cells.shares[:, None])
    delta = np.linalg.solve(plain, contrasts.T @ (n * cells.spread) @ contrasts)
    trace, square = float(np.trace(delta)), float(np.trace(delta @ delta))
    df = trace**2 / square
    if which == "F":
        below = df * cells.nu
        return Tested(pearson / trace, df, below, float(fdtrc(df, below, pearson / trace)), n, missing)
    k = len(delta)
    return Tested(pearson, float(k), 0.0, float(chdtrc(k, pearson * k / trace)), n, missing)


def crossed(held: Design, one: ArrayLike, two: ArrayLike) -> Crossed:
    """Return the table of two answers.

    Parameters
    ----------
    held : Design
        Of n rows.
    one, two : array_like of str, shape (n,)
        Categories; empty where there is no answer.

    Raises
    ------
    BadTable
        If one of them has fewer than two categories.
    """
    a, b = np.asarray(one, dtype=str), np.asarray(two, dtype=str)
    kept = (a != "") & (b != "")
    names_a, code_a = np.unique(np.where(kept, a, ""), return_inverse=True)
    names_b, code_b = np.unique(np.where(kept, b, ""), return_inverse=True)
    drop = int(not kept.all())
    rows, columns = len(names_a) - drop, len(names_b) - drop
    place = (code_a - drop) * columns + (code_b - drop)
    flags = np.column_stack([kept & (place == at) for at in range(rows * columns)]).astype(np.float64)
    if rows < 2 or columns < 2:
        raise _refused()
    whole = float(held.weights[kept].sum())
    shares = held.weights @ flags / whole
    influence = np.where(kept[:, None], (flags - shares) / whole, 0.0)
    return Crossed(rows, columns, shares, covariance(held, influence), flags, influence, kept, held.df())


def _refused() -> BadTable:
    return BadTable(
        (
            "The table has an empty cell, or an answer with one category.",
            "列联表有空单元格，或某题只有一个类别。",
        ),
        ("Merge categories.", "请合并类别。"),
    )


def _interaction(rows: int, columns: int) -> Floats:
    """Return contrasts of interaction: each row and each column of a contrast sums to zero."""
    one, two = (np.vstack([np.eye(n - 1), -np.ones(n - 1)]) for n in (rows, columns))
    return np.asarray(np.kron(one, two), dtype=np.float64)


def _wald(held: Design, cells: Crossed, n: int, missing: int, *, adjusted: bool) -> Tested:
    table = cells.shares.reshape(cells.rows, cells.columns)
    down, across = table.sum(1), table.sum(0)
    # Counts, not shares: where the weights of a sample do not sum to a fixed whole, the two differ.
    flags: Floats = cells.flags.reshape(held.rows, cells.rows, cells.columns)
    expected = np.outer(down, across).astype(np.float64)
    off = flags - flags.sum(2)[:, :, None] * across - down[:, None] * flags.sum(1)[:, None, :]
    off[cells.kept] += expected
    k = (cells.rows - 1) * (cells.columns - 1)
    inner = off[:, :-1, :-1].reshape(held.rows, k)
    excess = (table - expected)[:-1, :-1].ravel() * float(held.weights[cells.kept].sum())
    found = float(excess @ np.linalg.solve(covariance(held, inner), excess)) / k
    below = cells.nu
    if adjusted:
        below = cells.nu - k + 1
        found = found * below / cells.nu
    return Tested(found, float(k), float(below), float(fdtrc(k, below, found)), n, missing)
