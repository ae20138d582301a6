"""The variance of weighted totals under a design, by Taylor linearisation."""

import numpy as np

from tanlu.analysis.survey.design import Bools, Design, Floats, Ints, Lonely, Stage


def covariance(held: Design, influence: Floats, inside: Bools | None = None) -> Floats:
    r"""Return the covariance of the totals of weighted influences.

    With :math:`z_k = w_k u_k` summed over clusters (h, i) and second-stage units (h, i, j):

    .. math::
        V = \sum_h (1-f_h) \frac{n_h}{n_h-1} \sum_i (z_{hi} - \bar z_h)(z_{hi} - \bar z_h)^T
          + \sum_h f_h \sum_i (1-f_{hi}) \frac{m_{hi}}{m_{hi}-1} \sum_j (z_{hij} - \bar z_{hi})(z_{hij} - \bar z_{hi})^T

    After calibration :math:`u_k` gives way to :math:`u_k - x_k^T B`, with B from the regression on what was calibrated, in
    the weights before calibration.

    A stratum with one cluster is measured from zero where that was chosen (``centred``), which is where the influences of
    a mean or ratio have their own mean over the sample; of a total it is more careful than that.

    Parameters
    ----------
    held : Design
        Of n rows.
    influence : ndarray, shape (m,) or (m, p)
        What each row inside adds to each estimate.
    inside : ndarray of bool, shape (n,), optional
        The m rows that are given; the others count as zero, and their clusters stay. All rows if not given.

    Returns
    -------
    ndarray, shape (p, p)

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> float(covariance(design(3), np.array([1.0, 2.0, 3.0]))[0, 0])
    3.0

    References
    ----------
    Särndal, Swensson and Wretman (1992), sections 4.3 and 5.5; Deville and Särndal (1992), JASA 87.
    """
    columns = influence.reshape(len(influence), -1)
    if held.fitted is not None and inside is not None:
        whole = np.zeros((held.rows, columns.shape[1]))
        whole[inside] = columns
        columns, inside = whole, None
    at = slice(None) if inside is None else np.flatnonzero(inside)
    z = residuals(held, columns) * held.weights[at][:, None]
    found = _spread(held.first, held.first.unit[at], z, 1 - held.first.fraction, held.lonely)
    if held.second is not None:
        beneath = held.first.fraction[held.first.group] * (1 - held.second.fraction)
        if beneath.any():
            found = found + _spread(held.second, held.second.unit[at], z, beneath, held.lonely)
    return found


def residuals(held: Design, columns: Floats) -> Floats:
    """Return what calibration leaves unexplained of each column.

    Parameters
    ----------
    held : Design
        Of n rows.
    columns : ndarray, shape (n, p)
        Influences.
    """
    if held.fitted is None or held.base is None:
        return columns
    root = np.sqrt(held.base)[:, None]
    slopes = np.linalg.lstsq(held.fitted * root, columns * root, rcond=None)[0]
    left: Floats = columns - held.fitted @ slopes
    return left


def sums(codes: Ints, columns: Floats, count: int) -> Floats:
    """Return the sum of each column over the rows of each code.

    Parameters
    ----------
    codes : ndarray of int, shape (n,)
        From 0 to ``count`` - 1.
    columns : ndarray, shape (n, p)
        What is summed.
    count : int
        How many codes there are.
    """
    return np.column_stack([np.bincount(codes, each, minlength=count) for each in columns.T])


def _spread(stage: Stage, unit: Ints, z: Floats, scale: Floats, lonely: Lonely) -> Floats:
    totals = sums(unit, z, len(stage.group))
    means = sums(stage.group, totals, len(stage.drawn)) / stage.drawn[:, None]
    factor = scale * stage.drawn / np.maximum(stage.drawn - 1, 1)
    alone = stage.drawn == 1
    if lonely == "centred":
        means[alone] = 0.0
    else:
        factor = np.where(alone, 0.0, factor)
    off = totals - means[stage.group]
    found: Floats = (off * factor[stage.group][:, None]).T @ off
    return found
