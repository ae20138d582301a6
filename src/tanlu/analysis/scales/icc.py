"""Intraclass correlations of a complete table of targets by judges."""

from dataclasses import dataclass

import numpy as np

from tanlu.analysis.scales.ratings import Floats
from tanlu.errors import BadTable


@dataclass(frozen=True, slots=True)
class Icc:
    """The six intraclass correlations; None where there is no variation between targets.

    Parameters
    ----------
    one_random, two_random, two_fixed : float or None
        ICC(1,1), ICC(2,1), ICC(3,1): of one judge.
    one_random_mean, two_random_mean, two_fixed_mean : float or None
        ICC(1,k), ICC(2,k), ICC(3,k): of the mean of all judges.
    """

    one_random: float | None
    two_random: float | None
    two_fixed: float | None
    one_random_mean: float | None
    two_random_mean: float | None
    two_fixed_mean: float | None


def icc(values: Floats) -> Icc:
    """Return the intraclass correlations of Shrout and Fleiss, from mean squares.

    Between targets (B), within (W), between judges (J), residual (E), for n targets and k judges:
    ICC(1,1) = (B-W) / (B+(k-1)W); ICC(2,1) = (B-E) / (B+(k-1)E+k(J-E)/n); ICC(3,1) = (B-E) / (B+(k-1)E);
    ICC(1,k) = (B-W)/B; ICC(2,k) = (B-E) / (B+(J-E)/n); ICC(3,k) = (B-E)/B.

    Parameters
    ----------
    values : ndarray, shape (n, k)
        No value missing.

    Raises
    ------
    BadTable
        If there are fewer than two targets or judges, or a value is not finite.

    References
    ----------
    Shrout & Fleiss (1979), Psychological Bulletin 86:420-428.

    Examples
    --------
    >>> round(icc(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])).two_fixed, 6)
    1.0
    """
    if values.ndim != 2 or min(values.shape) < 2 or not np.isfinite(values).all():
        raise BadTable(
            (
                "Intraclass correlations need two targets, two judges and no missing value.",
                "组内相关至少需要两个对象、两名评定者，且无缺失值。",
            ),
            (
                "Use alpha at the level interval where ratings are missing.",
                "有缺失时请改用 interval 级别的 α。",
            ),
        )
    n, k = values.shape
    centred = values - values.mean()
    rows, columns = centred.mean(axis=1), centred.mean(axis=0)
    total = float((centred**2).sum())
    between, judges = k * float((rows**2).sum()), n * float((columns**2).sum())
    b, j = between / (n - 1), judges / (k - 1)
    w = (total - between) / (n * (k - 1))
    e = max(total - between - judges, 0.0) / ((n - 1) * (k - 1))
    return Icc(
        _ratio(b - w, b + (k - 1) * w),
        _ratio(b - e, b + (k - 1) * e + k * (j - e) / n),
        _ratio(b - e, b + (k - 1) * e),
        _ratio(b - w, b),
        _ratio(b - e, b + (j - e) / n),
        _ratio(b - e, b),
    )


def _ratio(above: float, below: float) -> float | None:
    return above / below if below > 0 else None
