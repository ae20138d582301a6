"""Fitness of regions and complexity of industries."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.placed import METHODS, Complexity, demand_one_group, placed, result
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_MOST: Final = 100_000
_REST: Final = 1e-12


def fitness(table: RegionIndustry, *, updates: int = 100, threshold: float = 1.0) -> Complexity:
    r"""Return fitness of regions and complexity of industries.

    :math:`F_c = \sum_p M_{cp}Q_p`, :math:`Q_p = 1/\sum_c M_{cp}/F_c`, both from 1 and divided by their mean at each
    update. The sign is part of the definition.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    updates : int
        How often, at least 1.
    threshold : float
        RCA from which an industry is present.

    Raises
    ------
    BadReference
        If there is no update.
    BadTable
        If most cells are suppressed, or there are fewer than five regions.
    NotIdentified
        If the regions fall into groups without a common industry.

    Notes
    -----
    Some rows fall towards 0 without end (Pugliese et al. 2016): the number of updates is part of the result.

    References
    ----------
    Tacchella, Cristelli, Caldarelli, Gabrielli & Pietronero (2012), Scientific Reports 2:723.
    """
    if updates < 1:
        raise BadReference(
            ("Fitness needs an update.", "适应度至少须更新一次。"),
            ("Give 1 or more.", "请给出不小于 1 的次数。"),
        )
    found = placed(table, threshold)
    demand_one_group(found.present, found.regions)
    strength, quality = fitness_of(found.present, updates)
    words = METHODS["fitness"]
    method = Text(
        f"{words.en}; RCA ≥ {threshold:g}; {updates} updates",
        f"{words.zh}；RCA ≥ {threshold:g}；更新 {updates} 次",
    )
    return result(table, found, "fitness", strength, quality, method=method)


def nhefc(table: RegionIndustry, *, delta: float = 0.001, threshold: float = 1.0) -> Complexity:
    r"""Return non-homogeneous fitness of regions and complexity of industries.

    The fixed point of :math:`F_c = \delta^2 + \sum_p M_{cp}/P_p` and :math:`P_p = 1 + \sum_c M_{cp}/F_c`; complexity
    is :math:`1/P_p`; both divided by their mean. For small :math:`\delta` the result no longer depends on it.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    delta : float
        Above zero.
    threshold : float
        RCA from which an industry is present.

    Raises
    ------
    BadReference
        If delta is not above zero.
    BadTable
        If most cells are suppressed, there are fewer than five regions, or the updates do not come to rest.
    NotIdentified
        If the regions fall into groups without a common industry.

    Notes
    -----
    Unlike :func:`fitness` it has a limit: no row falls towards 0 without end.

    References
    ----------
    Servedio, Butta, Mazzilli, Tacchella & Pietronero (2018), Entropy 20:783.
    """
    if not delta > 0:
        raise BadReference(
            (f"A delta of {delta:g} adds nothing.", f"δ 为 {delta:g}，没有加入任何量。"),
            ("Give one above zero, such as 0.001.", "请给出大于零的值，如 0.001。"),
        )
    found = placed(table, threshold)
    demand_one_group(found.present, found.regions)
    strength, quality = nhefc_of(found.present, delta)
    words = METHODS["nhefc"]
    method = Text(
        f"{words.en}; RCA ≥ {threshold:g}; δ = {delta:g}", f"{words.zh}；RCA ≥ {threshold:g}；δ = {delta:g}"
    )
    return result(table, found, "nhefc", strength, quality, method=method)


def nhefc_of(present: Bools, delta: float) -> tuple[Floats, Floats]:
    """Return fitness and complexity at the fixed point, to a relative change of 1e-12.

    Raises
    ------
    BadTable
        If it is not reached.

    Examples
    --------
    >>> nhefc_of(np.array([[True, True], [True, False]]), 0.001)[0].round(3).tolist()
    [1.98, 0.02]
    """
    m = present.astype(np.float64)
    strength = np.full(m.shape[0], delta)
    for _ in range(_MOST):
        # Two updates in one: of a pair of updates at once each side would go on from its own start.
        after = delta**2 + m @ (1 / (1 + m.T @ (1 / strength)))
        moved = float(np.abs(after / strength - 1).max())
        strength = after
        if moved < _REST:
            quality = 1 / (1 + m.T @ (1 / strength))
            return strength / strength.mean(), quality / quality.mean()
    raise BadTable(
        (f"Fitness is not at rest after {_MOST} updates.", f"适应度更新 {_MOST} 次后仍未稳定。"),
        (
            "Give a larger delta, or leave out regions with one industry.",
            "请增大 δ，或略去只有一个行业的地区。",
        ),
    )


def fitness_of(present: Bools, updates: int) -> tuple[Floats, Floats]:
    """Return fitness and complexity after a number of updates; the least value is the least positive float.

    Examples
    --------
    >>> fitness_of(np.array([[True, True], [True, False]]), 1)[0].round(3).tolist()
    [1.333, 0.667]
    """
    m = present.astype(np.float64)
    strength, quality = np.ones(m.shape[0]), np.ones(m.shape[1])
    least = np.finfo(np.float64).tiny * 1e16
    for _ in range(updates):
        new_strength, new_quality = m @ quality, 1 / (m.T @ (1 / strength))
        strength = np.maximum(new_strength / new_strength.mean(), least)
        quality = np.maximum(new_quality / new_quality.mean(), least)
    return strength, quality
