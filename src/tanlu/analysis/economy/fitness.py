"""Fitness of regions and complexity of industries."""

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.placed import METHODS, Complexity, demand_one_group, placed, result
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


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
