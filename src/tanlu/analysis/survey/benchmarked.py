"""Small areas made to add up to a figure that is known of the whole, both shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tanlu.analysis.survey.design import Floats
from tanlu.errors import BadTable


@dataclass(frozen=True, slots=True)
class Benchmarked:
    """Estimates of areas that add up.

    Parameters
    ----------
    ratio, difference : ndarray, shape (m,)
        All multiplied by one number, or all moved by one.
    before : float
        The mean of the areas as they were.
    """

    ratio: Floats
    difference: Floats
    before: float


def benchmark(values: ArrayLike, population: ArrayLike, whole: float) -> Benchmarked:
    r"""Return areas whose mean, weighted by population, is that of the whole.

    .. math:: \theta_i^* = \theta_i \frac{\mu}{\bar\theta} \quad\text{or}\quad \theta_i + (\mu - \bar\theta),
        \qquad \bar\theta = \frac{\sum N_i \theta_i}{\sum N_i}

    Parameters
    ----------
    values : array_like, shape (m,)
    population : array_like, shape (m,)
        Above zero.
    whole : float
        The known mean.

    Raises
    ------
    BadTable
        If a population is not above zero, or the mean of the areas is zero.

    Examples
    --------
    >>> found = benchmark([40.0, 60.0], [100, 300], 50.0)
    >>> found.before, found.ratio.round(2).tolist(), found.difference.tolist()
    (55.0, [36.36, 54.55], [35.0, 55.0])

    References
    ----------
    Rao and Molina (2015), Small Area Estimation, section 6.4.6.
    """
    theta, n = np.asarray(values, dtype=np.float64), np.asarray(population, dtype=np.float64)
    if not (np.isfinite(n) & (n > 0)).all() or not np.isfinite(whole):
        raise BadTable(
            ("A population is not above zero, or the figure of the whole is missing.",
             "有地区的人口不大于零，或缺少总体的数值。"),
            ("Give both for every area.", "请为每个地区提供这两项。"),
        )  # fmt: skip
    before = float(n @ theta / n.sum())
    if before == 0:
        raise BadTable(
            ("The areas have a mean of zero, so no ratio brings them to the whole.",
             "各地区均值为零，无法按比例调整到总体。"),
            ("Leave out the benchmark.", "请不作调整。"),
        )  # fmt: skip
    return Benchmarked(theta * whole / before, theta + (whole - before), before)
