"""Errors from replicates: jackknife, balanced halves, Fay, bootstrap."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import hadamard

from tanlu.analysis.survey.design import Design, Floats
from tanlu.errors import BadTable


@dataclass(frozen=True, slots=True)
class Replicates:
    r"""Weights of replicates, and how their spread becomes a variance.

    .. math:: V = \sum_r c_r (\theta_r - c)^2

    with c the mean of the replicates, or the estimate where ``on_estimate``.

    Parameters
    ----------
    weights : ndarray, shape (rows, R)
        Full weights of each replicate.
    scales : ndarray, shape (R,)
        The factor of each replicate.
    base : ndarray, shape (rows,)
        Weights of the sample.
    on_estimate : bool
        What the spread is measured from.
    """

    weights: Floats
    scales: Floats
    base: Floats
    on_estimate: bool = False

    def estimate(self, statistic: Callable[[Floats], float]) -> tuple[float, float]:
        """Return a statistic and its standard error.

        Parameters
        ----------
        statistic : callable
            Takes weights of shape (rows,), returns a number.
        """
        value = statistic(self.weights[:, 0] * 0 + self.base)
        found = np.array([statistic(each) for each in self.weights.T])
        centre = value if self.on_estimate else found.mean()
        return value, float((self.scales @ (found - centre) ** 2) ** 0.5)


def jackknife(held: Design, *, on_estimate: bool = False) -> Replicates:
    r"""Return replicates that leave out one cluster each: JK1 without strata, JKn with.

    The others of its stratum grow by :math:`n_h / (n_h - 1)`, and :math:`c_r = (1 - f_h) (n_h - 1) / n_h`.

    Parameters
    ----------
    held : Design
        Of one stage; a second stage is left out of the error.
    on_estimate : bool
        Whether the spread is measured from the estimate, not from the mean of the replicates.

    Raises
    ------
    BadTable
        If a stratum has one cluster.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> y = np.array([1.0, 2.0, 3.0])
    >>> value, error = jackknife(design(3)).estimate(lambda w: float(w @ y))
    >>> value, round(error, 4)
    (6.0, 1.7321)

    References
    ----------
    Wolter (2007), Introduction to Variance Estimation, chapter 4.
    """
    first = held.first
    _demand_pairs(held, exactly=False)
    grown = first.drawn / (first.drawn - 1.0)
    clusters = np.arange(len(first.group))
    same = first.group[:, None] == first.group[None, :]
    factors = np.where(same, grown[first.group][None, :], 1.0)
    factors[clusters, clusters] = 0.0
    scales = ((1 - first.fraction) * (first.drawn - 1) / first.drawn)[first.group]
    return Replicates(held.weights[:, None] * factors[first.unit], scales, held.weights, on_estimate)


def balanced(held: Design, rho: float = 0.0, *, on_estimate: bool = False) -> Replicates:
    r"""Return balanced half-samples: of the two clusters of a stratum one counts 2 - rho times, the other rho times.

    :math:`c_r = 1 / (R (1-\rho)^2)`; rho of zero is BRR, above it Fay's method.

    Parameters
    ----------
    held : Design
        With two clusters in every stratum.
    rho : float
        From 0 to below 1.
    on_estimate : bool
        What the spread is measured from.

    Raises
    ------
    BadTable
        If a stratum has not two clusters, or ``rho`` is off its range.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> made = balanced(design(4, strata=[1, 1, 2, 2]))
    >>> made.weights.shape, made.scales.tolist()
    ((4, 4), [0.25, 0.25, 0.25, 0.25])

    References
    ----------
    McCarthy (1969), Review of the ISI 37; Judkins (1990), Fay's method for variance estimation, Journal of Official
    Statistics 6.
    """
    if not 0 <= rho < 1:
        raise BadTable(
            (f"Fay's rho is {rho:g}.", f"Fay 系数 rho 为{rho:g}。"),
            ("Give a number from 0 to below 1.", "请给出不小于0、小于1的数。"),
        )
    _demand_pairs(held, exactly=True)
    first = held.first
    strata = len(first.drawn)
    count = 1 << int(strata).bit_length()
    signs = hadamard(count)[:, 1 : strata + 1].astype(np.float64)
    is_second = np.zeros(len(first.group))
    is_second[np.unique(first.group, return_index=True)[1]] = 1.0
    side = np.where(is_second == 1.0, 1.0, -1.0)
    chosen = signs[:, first.group] * side[None, :] > 0
    factors = np.where(chosen, 2 - rho, rho).T
    scales = np.full(count, 1 / (count * (1 - rho) ** 2))
    return Replicates(held.weights[:, None] * factors[first.unit], scales, held.weights, on_estimate)


def bootstrap(held: Design, count: int, seed: int, *, on_estimate: bool = False) -> Replicates:
    r"""Return bootstrap replicates that draw :math:`n_h - 1` clusters of each stratum again.

    A cluster counts :math:`n_h / (n_h - 1)` times for each time that it was drawn; :math:`c_r = 1 / R`. A finite
    population is not minded, so the error is on the safe side.

    Parameters
    ----------
    held : Design
        With two clusters or more in every stratum.
    count : int
        Replicates, two or more.
    seed : int
        Of all chance.
    on_estimate : bool
        What the spread is measured from.

    Raises
    ------
    BadTable
        If a stratum has one cluster.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> bootstrap(design(4), 5, seed=1).weights.sum(0).round(6).tolist()
    [4.0, 4.0, 4.0, 4.0, 4.0]

    References
    ----------
    Rao and Wu (1988), Resampling inference with complex survey data, JASA 83.
    """
    _demand_pairs(held, exactly=False)
    first, draw = held.first, np.random.default_rng(seed)
    factors = np.empty((len(first.group), count))
    for stratum, drawn in enumerate(first.drawn.tolist()):
        here = np.flatnonzero(first.group == stratum)
        again = draw.multinomial(drawn - 1, np.full(drawn, 1 / drawn), size=count)
        factors[here] = again.T * (drawn / (drawn - 1))
    return Replicates(
        held.weights[:, None] * factors[first.unit], np.full(count, 1 / count), held.weights, on_estimate
    )


def _demand_pairs(held: Design, *, exactly: bool) -> None:
    drawn = held.first.drawn
    if held.fitted is not None:
        raise BadTable(
            (
                "Replicates of calibrated weights would have to be calibrated each.",
                "权数已经校准，每组重复样本都须重新校准。",
            ),
            ("Use the linearised error.", "请改用线性化误差。"),
        )
    if (drawn != 2).any() if exactly else (drawn < 2).any():
        need = ("two clusters", "两个群") if exactly else ("two clusters or more", "至少两个群")
        raise BadTable(
            (
                f"These replicates need {need[0]} in every stratum; there are from {drawn.min()} to {drawn.max()}.",
                f"这种重复抽样法要求每层有{need[1]}；现有{drawn.min()}至{drawn.max()}个。",
            ),
            (
                "Choose another kind of replicates, or merge strata.",
                "请换用其他重复抽样方法，或合并相近的层。",
            ),
        )
