"""One factor beneath the items of a scale, and omega."""

from typing import Final, Literal

import numpy as np
from scipy.optimize import minimize

from tanlu.analysis.scales.ratings import Coefficient, Floats
from tanlu.analysis.stopping import FITTED, Stopping, unsuited
from tanlu.text import Text

Variance = Literal["model", "observed"]

FEW_ITEMS: Final = Text(
    "fewer than three items: alpha and omega rest on one correlation",
    "少于三个题项：α 与 ω 只取决于一个相关系数",
)
NOT_FOUND: Final = Text(
    "one factor cannot be fitted: a loading would exceed one, or does not settle",
    "拟合不出单一因子：有载荷超过 1，或无法收敛",
)
_LEAST: Final = 0.005
_SCALE: Final = 0.01


def one_factor(cor: Floats, stopping: Stopping = FITTED) -> Floats | None:
    r"""Return loadings on one factor by minimal residuals.

    Minimises :math:`\sum_{i<j} (r_{ij} - \lambda_i \lambda_j)^2`: one loading at a time, to the last digits
    (``loadings``), or by L-BFGS-B over the uniquenesses u (``objective``), as psych's ``fa`` does. The latter starts from
    :math:`u_i = 1 / (R^{-1})_{ii}`, keeps u between .005 and 1, counts it in hundredths, takes for loadings the first
    principal axis of R less u, and has the residuals of the diagonal as its slope.

    Parameters
    ----------
    cor : ndarray, shape (k, k)
        Correlations R.
    stopping : Stopping, optional
        ``loadings`` or ``objective``.

    Returns
    -------
    ndarray or None, shape (k,)
        With a positive sum; None where it does not settle or a loading exceeds one.

    Raises
    ------
    BadTable
        If the criterion is another.

    References
    ----------
    Harman & Jones (1966), Psychometrika 31:351-368. Byrd, Lu, Nocedal & Zhu (1995), SIAM Journal on Scientific Computing
    16:1190-1208.

    Examples
    --------
    >>> lam = np.array([0.8, 0.7, 0.6])
    >>> one_factor(np.outer(lam, lam) + np.diag(1 - lam**2)).round(6).tolist()
    [0.8, 0.7, 0.6]
    """
    if stopping.criterion == "loadings":
        loads = _in_turn(cor, stopping)
    elif stopping.criterion == "objective":
        loads = _descended(cor, stopping)
    else:
        raise unsuited(stopping, ("loadings", "objective"))
    if loads is None or (np.abs(loads) > 1).any():
        return None
    return np.asarray(-loads if loads.sum() < 0 else loads)


def omega(
    cor: Floats, variance: Variance = "model", stopping: Stopping = FITTED
) -> tuple[Coefficient, tuple[float, ...]]:
    r"""Return omega total of one factor, and its loadings.

    .. math:: \omega = \frac{(\sum \lambda)^2}{(\sum \lambda)^2 + \sum (1 - \lambda^2)} \quad (model), \qquad
        1 - \frac{\sum (1 - \lambda^2)}{\sum_{ij} r_{ij}} \quad (observed)

    The variance of the sum is the model's, or the one that was observed, as psych's ``omega`` takes it.

    Parameters
    ----------
    cor : ndarray, shape (k, k)
        Correlations.
    variance : str
        ``model`` or ``observed``.
    stopping : Stopping, optional
        As for `one_factor`.

    Returns
    -------
    Coefficient, tuple of float
        Without a value, and with the reason, where there are fewer than three items or no factor is found.

    References
    ----------
    McDonald (1999), Test Theory. Revelle & Zinbarg (2009), Psychometrika 74:145-154.

    Examples
    --------
    >>> lam = np.array([0.8, 0.7, 0.6])
    >>> found, _ = omega(np.outer(lam, lam) + np.diag(1 - lam**2))
    >>> round(found.value, 4)
    0.7449
    """
    if len(cor) < 3:
        return Coefficient(None, why=FEW_ITEMS), ()
    loads = one_factor(cor, stopping)
    if loads is None:
        return Coefficient(None, why=NOT_FOUND), ()
    common, own = float(loads.sum()) ** 2, float((1 - loads**2).sum())
    value = common / (common + own) if variance == "model" else 1 - own / float(cor.sum())
    return Coefficient(value), tuple(loads.tolist())


def _in_turn(cor: Floats, stopping: Stopping) -> Floats | None:
    values, vectors = np.linalg.eigh(cor)
    loads = vectors[:, -1] * np.sqrt(values[-1])
    rest = cor - np.diag(np.diag(cor))
    for _ in range(stopping.most_steps):
        before = loads.copy()
        for place in range(len(loads)):
            others = float((loads**2).sum() - loads[place] ** 2)
            if others <= 0:
                return None
            loads[place] = rest[place] @ loads / others
        if np.abs(loads - before).max() < stopping.tolerance:
            return np.asarray(loads, dtype=np.float64)
    return None


def _descended(cor: Floats, stopping: Stopping) -> Floats | None:
    if np.linalg.cond(cor) > 1e12:
        return None

    def loss(scaled: Floats) -> tuple[float, Floats]:
        loads = _axis(cor, scaled * _SCALE)
        apart = np.outer(loads, loads) - cor
        slope = np.diag(apart) + scaled * _SCALE
        return float((apart**2).sum() - (np.diag(apart) ** 2).sum()) / 2, _SCALE * slope

    found = minimize(
        loss, 1 / np.diag(np.linalg.inv(cor)) / _SCALE, jac=True, method="L-BFGS-B",
        bounds=[(_LEAST / _SCALE, 1 / _SCALE)] * len(cor),
        options={"ftol": stopping.tolerance, "gtol": 0.0, "maxcor": 5, "maxiter": stopping.most_steps},
    )  # fmt: skip
    return _axis(cor, found.x * _SCALE) if found.success else None


def _axis(cor: Floats, unique: Floats) -> Floats:
    values, vectors = np.linalg.eigh(cor - np.diag(unique))
    return np.asarray(vectors[:, -1] * np.sqrt(max(values[-1], 0.0)), dtype=np.float64)
