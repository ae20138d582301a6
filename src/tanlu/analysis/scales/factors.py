"""Confirmatory factor analysis of one or several groups by maximum likelihood, each item on one factor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.optimize import minimize

from tanlu.analysis.scales.ratings import Floats, Ints
from tanlu.errors import BadTable

Step = Literal["configural", "metric", "scalar", "strict"]

_ONE, _ZERO = -1, -2
"""Places that stand for the constants: a loading of one, a mean of zero."""
_SETTLED: Final = 1e-4
_VANISHED: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Moments:
    """Size, means and covariances (divided by n) of one group.

    Parameters
    ----------
    n : int
    mean : ndarray, shape (p,)
    cov : ndarray, shape (p, p)
    """

    n: int
    mean: Floats
    cov: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model at its greatest likelihood.

    Parameters
    ----------
    step : str
    chi_square, deviance : float
        Against the saturated model; minus two log-likelihoods.
    parameters : int
        With intercepts.
    covs, means : tuple of ndarray
        Implied, of each group.
    loadings : ndarray, shape (g, p)
        The first of each factor is one.
    """

    step: Step
    chi_square: float
    deviance: float
    parameters: int
    covs: tuple[Floats, ...]
    means: tuple[Floats, ...]
    loadings: Floats


def moments(samples: Sequence[Floats], factors: Sequence[int], least: int) -> tuple[Moments, ...]:
    """Return the moments of groups that can bear a model.

    Raises
    ------
    BadTable
        If there are fewer than ``least`` groups, a factor has too few items, a group too few people, or items that settle
        one another.
    """
    sizes = np.bincount(np.array(factors, dtype=np.int64))
    if len(samples) < least or sizes.min() < (2 if len(sizes) > 1 else 4):
        raise BadTable(
            ("Comparing groups needs two groups, and four items on one factor or two on each of several.",
             "组间比较至少需要两组；单因子至少四个题项，多因子时每个因子至少两个题项。"),
            ("Take more items, or compare nothing.", "请增加题项，否则不作比较。"),
        )  # fmt: skip
    if any(each.shape[1] != len(factors) or not np.isfinite(each).all() for each in samples):
        raise BadTable(
            (
                "Answers do not fit the items, or one is not a finite number.",
                "答案与题项不符，或有答案不是有限的数。",
            ),
            ("Give one column for each item.", "每个题项一列。"),
        )
    found = []
    for each in samples:
        n, p = each.shape
        cov = np.atleast_2d(np.cov(each.T, ddof=0)) if n > p else np.zeros((p, p))
        spread = np.sqrt(np.diag(cov))
        if (spread <= 0).any() or np.linalg.cond(cov / np.outer(spread, spread)) > 1e10:
            raise BadTable(
                ("A group has fewer people than items, an item without variation, or items that settle one another.",
                 "有一组的人数不多于题项数，或有题项没有差异，或有题项可由其他题项推出。"),
                ("Leave the item out, or describe the group alone.", "请去掉该题项，或只单独描述该组。"),
            )  # fmt: skip
        found.append(Moments(n, each.mean(axis=0), cov))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in the vector of parameters each number of a group stands."""

    loadings: Ints
    roots: Ints
    residuals: Ints
    intercepts: Ints
    latent: Ints


def _places(
    groups: int, factors: Sequence[int], step: Step, free: frozenset[int] = frozenset()
) -> tuple[list[_Places], int]:
    p, k = len(factors), max(factors) + 1
    markers = [list(factors).index(each) for each in range(k)]
    size = 0

    def take(count: int) -> Ints:
        nonlocal size
        size += count
        return np.arange(size - count, size)

    def loadings() -> Ints:
        found = np.full(p, _ONE)
        found[[at for at in range(p) if at not in markers]] = take(p - k)
        return found

    def roots() -> Ints:
        found = np.full((k, k), _ZERO)
        found[np.tril_indices(k)] = take(k * (k + 1) // 2)
        return found

    def intercepts(first: Ints) -> Ints:
        found = first.copy()
        at = sorted(free)
        found[at] = take(len(at))
        return found

    made: list[_Places] = []
    for group in range(groups):
        first = made[0] if made else None
        is_scalar = step in {"scalar", "strict"}
        made.append(
            _Places(
                loadings() if first is None or step == "configural" else first.loadings,
                roots(),
                take(p) if first is None or step != "strict" else first.residuals,
                take(p) if first is None or not is_scalar else intercepts(first.intercepts),
                take(k) if group and is_scalar else np.full(k, _ZERO),
            )
        )
    return made, size


def fit(
    held: Sequence[Moments], factors: Sequence[int], step: Step, free: frozenset[int] = frozenset()
) -> Fitted | None:
    r"""Return the model of greatest likelihood, or None where it does not settle.

    Minimises :math:`\sum_g \frac{n_g}{n}(\ln|\Sigma_g| + \mathrm{tr}(S_g\Sigma_g^{-1}) +
    (m_g-\mu_g)'\Sigma_g^{-1}(m_g-\mu_g))` with :math:`\Sigma = \Lambda\Phi\Lambda' + \Theta`,
    :math:`\mu = \nu + \Lambda\kappa`. Residual variances are kept above zero; where one vanishes, nothing is returned.

    Parameters
    ----------
    held : sequence of Moments
    factors : sequence of int
    step : {"configural", "metric", "scalar", "strict"}
    free : frozenset of int
        Items whose intercepts differ between groups all the same.

    References
    ----------
    Joreskog (1971), Psychometrika 36:409-426.
    """
    n = sum(each.n for each in held)
    centre = sum(each.n * each.mean for each in held) / n
    scale = np.sqrt(sum(each.n * np.diag(each.cov) for each in held) / n)
    plain = [
        Moments(each.n, (each.mean - centre) / scale, each.cov / np.outer(scale, scale)) for each in held
    ]
    places, size = _places(len(held), factors, step, free)
    start = _start(plain, places, size)
    pattern = np.eye(max(factors) + 1)[list(factors)]
    best = start
    for method, more in (("L-BFGS-B", {"maxiter": 5000, "maxfun": 20_000, "ftol": 1e-15, "gtol": 1e-9}),
                         ("BFGS", {"maxiter": 1000, "gtol": 1e-8})):  # fmt: skip
        best = minimize(_loss, best, (plain, places, pattern), jac=True, method=method, options=more).x
    value, slope = _loss(best, plain, places, pattern)
    if not np.isfinite(value) or np.abs(slope).max() > _SETTLED:
        return None
    parts = [_implied(best, each, pattern) for each in places]
    if min(float(each.residuals.min()) for each in parts) < _VANISHED:
        return None
    p = len(factors)
    whole = n * float(value) + 2 * n * float(np.log(scale).sum())
    saturated = sum(each.n * (float(np.linalg.slogdet(each.cov)[1]) + p) for each in held)
    return Fitted(
        step,
        max(whole - saturated, 0.0),
        whole + n * p * float(np.log(2 * np.pi)),
        size,
        tuple(each.cov * np.outer(scale, scale) for each in parts),
        tuple(each.mean * scale + centre for each in parts),
        np.array([each.loadings for each in parts]),
    )


@dataclass(frozen=True, slots=True)
class _Implied:
    loadings: Floats
    matrix: Floats
    root: Floats
    residuals: Floats
    latent: Floats
    cov: Floats
    mean: Floats


def _implied(vector: Floats, at: _Places, pattern: Floats) -> _Implied:
    full = np.concatenate([vector, [0.0, 1.0]])  # the places _ZERO and _ONE
    loadings, root, latent = full[at.loadings], full[at.roots], full[at.latent]
    matrix = pattern * loadings[:, None]
    residuals = np.exp(full[at.residuals])
    cov = matrix @ root @ root.T @ matrix.T + np.diag(residuals)
    return _Implied(loadings, matrix, root, residuals, latent, cov, full[at.intercepts] + matrix @ latent)


def _start(plain: Sequence[Moments], places: Sequence[_Places], size: int) -> Floats:
    found = np.zeros(size + 2)
    for each, at in zip(plain, places, strict=True):
        found[at.loadings] = 1.0
        found[np.diag(at.roots)] = 0.7
        found[at.residuals] = np.log(0.5 * np.diag(each.cov))
        found[at.intercepts] = each.mean
    return found[:size]


def _loss(
    vector: Floats, plain: Sequence[Moments], places: Sequence[_Places], pattern: Floats
) -> tuple[float, Floats]:
    n = sum(each.n for each in plain)
    total, slope = 0.0, np.zeros(len(vector) + 2)
    with np.errstate(over="ignore", invalid="ignore"):
        for each, at in zip(plain, places, strict=True):
            made = _implied(vector, at, pattern)
            sign, log = np.linalg.slogdet(made.cov) if np.isfinite(made.cov).all() else (0.0, 0.0)
            if sign <= 0:
                return 1e10, np.zeros(len(vector))
            inverse = np.linalg.inv(made.cov)
            apart = each.mean - made.mean
            spread = each.cov + np.outer(apart, apart)
            share = each.n / n
            total += share * float(log + (inverse * spread).sum())
            by_cov = share * (inverse - inverse @ spread @ inverse)
            by_mean = -2 * share * (inverse @ apart)
            by_matrix = 2 * by_cov @ made.matrix @ made.root @ made.root.T + np.outer(by_mean, made.latent)
            np.add.at(slope, at.loadings, (by_matrix * pattern).sum(axis=1))
            np.add.at(slope, at.roots, 2 * made.matrix.T @ by_cov @ made.matrix @ made.root)
            np.add.at(slope, at.residuals, np.diag(by_cov) * made.residuals)
            np.add.at(slope, at.intercepts, by_mean)
            np.add.at(slope, at.latent, made.matrix.T @ by_mean)
    return total, slope[:-2]
