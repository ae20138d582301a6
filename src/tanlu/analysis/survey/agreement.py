"""How far two ratings agree, and how far items hang together."""

import numpy as np
from numpy.typing import ArrayLike

from tanlu.analysis.survey.design import Design
from tanlu.analysis.survey.estimate import Estimate, with_error
from tanlu.analysis.survey.independence import crossed
from tanlu.errors import BadTable


def kappa(held: Design, one: ArrayLike, two: ArrayLike, level: float = 0.95) -> Estimate:
    r"""Return Cohen's kappa of two ratings, :math:`(p_o - p_e) / (1 - p_e)`, with its linearised error.

    Parameters
    ----------
    held : Design
        Of n rows.
    one, two : array_like of str, shape (n,)
        Ratings in the same categories; empty where there is none.
    level : float
        Of the interval.

    Raises
    ------
    BadTable
        If the ratings have other categories than each other, or fewer than two.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> kappa(design(8), list("aabbabab"), list("aabbabba")).value
    0.5

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20.
    """
    cells = crossed(held, one, two)
    table = cells.shares.reshape(cells.rows, cells.columns)
    if cells.rows != cells.columns:
        raise BadTable(
            ("The two ratings have different categories.", "两组评分的类别不同。"),
            ("Use one set of categories for both.", "请使用同一套类别。"),
        )
    down, across = table.sum(1), table.sum(0)
    agreed, chance = float(np.trace(table)), float(down @ across)
    value = (agreed - chance) / (1 - chance)
    # The slope of kappa in each cell: by what is agreed, and by what chance would agree.
    slope = np.eye(cells.rows) / (1 - chance) - (1 - value) / (1 - chance) * (across[:, None] + down[None, :])
    influence = cells.influence[cells.kept] @ slope.ravel()
    return with_error(held, value, influence, cells.kept, int((~cells.kept).sum()), level=level)


def alpha(held: Design, items: ArrayLike) -> float:
    r"""Return Cronbach's alpha of items, from the covariances of the population.

    .. math:: \alpha = \frac{k}{k-1} \left(1 - \frac{\sum s_i^2}{s_{total}^2}\right)

    Rows without one of the items are left out of the domain.

    Parameters
    ----------
    held : Design
        Of n rows.
    items : array_like, shape (n, k)
        Scored in one direction; NaN where there is no answer.

    Raises
    ------
    BadTable
        With fewer than two items, or where they do not vary.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> alpha(design(3), [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    1.0

    References
    ----------
    Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16.
    """
    given = np.asarray(items, dtype=np.float64)
    kept = np.isfinite(given).all(1)
    x, w, k = given[kept], held.weights[kept], given.shape[1]
    off = x - w @ x / w.sum() if kept.any() else x
    apart, together = float((w @ off**2).sum()), float(w @ off.sum(1) ** 2)
    if k < 2 or together <= 0:
        raise BadTable(
            ("Alpha needs two items or more that vary.", "计算 α 系数至少需要两个有变化的题项。"),
            ("Give the items of one scale, scored in one direction.", "请给出同一量表、同向计分的题项。"),
        )
    return float(k / (k - 1) * (1 - apart / together))
