"""How a sample was drawn: strata, clusters in one or two stages, weights, finite populations."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.survey import refused

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Lonely = Literal["fail", "centred", "certainty"]

LONELY: Final[tuple[Lonely, ...]] = ("fail", "centred", "certainty")
"""What to do about a stratum with one cluster: refuse, measure it from the mean of all, or hold it for drawn with
certainty."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a design: units in groups (clusters in strata, or second units in clusters).

    Parameters
    ----------
    unit : ndarray of int, shape (rows,)
        The unit of each row, numbered so that units of a group follow each other.
    group : ndarray of int, shape (units,)
        The group of each unit.
    drawn : ndarray of int, shape (groups,)
        Units drawn in each group.
    fraction : ndarray, shape (groups,)
        Share of the group's units that were drawn; zero where the population counts as endless.
    """

    unit: Ints
    group: Ints
    drawn: Ints
    fraction: Floats


@dataclass(frozen=True, slots=True)
class Design:
    """A sample and how it was drawn; made by :func:`design`.

    Parameters
    ----------
    weights : ndarray, shape (rows,)
        How many of the population a row stands for, after any calibration.
    first : Stage
        Clusters in strata.
    second : Stage or None
        Second-stage units in clusters.
    lonely : str
        One of :data:`LONELY`.
    base : ndarray or None
        Weights before calibration.
    fitted : ndarray or None, shape (rows, q)
        Columns whose totals the calibration met; what they explain of a variable has no sampling error.
    """

    weights: Floats
    first: Stage
    second: Stage | None = None
    lonely: Lonely = "fail"
    base: Floats | None = None
    fitted: Floats | None = field(default=None, repr=False)

    @property
    def rows(self) -> int:
        """Rows of the sample."""
        return len(self.weights)

    def df(self, inside: Bools | None = None) -> int:
        """Return clusters less strata, counted among the rows inside.

        Parameters
        ----------
        inside : ndarray of bool, shape (rows,), optional
            The domain; all rows if not given.
        """
        unit = self.first.unit if inside is None else self.first.unit[inside]
        seen = np.flatnonzero(np.bincount(unit, minlength=len(self.first.group)))
        return len(seen) - len(np.unique(self.first.group[seen]))


def design(
    rows: int,
    *,
    weights: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    seconds: ArrayLike | None = None,
    fpc: ArrayLike | None = None,
    second_fpc: ArrayLike | None = None,
    lonely: Lonely = "fail",
) -> Design:
    r"""Return the design of a sample, checked.

    Clusters are told apart within their stratum, second units within their cluster. A finite population is given for
    each row as a count of units in its group, or as the share that was drawn where no value is above 1. Without
    weights, they are 1, or :math:`w = \prod_s N_s / n_s` where finite populations are given.

    Parameters
    ----------
    rows : int
        Rows of the sample.
    weights : array_like, shape (rows,), optional
        Above zero.
    strata, clusters, seconds : array_like, shape (rows,), optional
        Labels; ``None`` or NaN among them is refused. Without ``clusters`` each row is a cluster of its own.
    fpc, second_fpc : array_like, shape (rows,), optional
        Clusters in the stratum, second units in the cluster: of the population.
    lonely : str
        One of :data:`LONELY`.

    Raises
    ------
    BadTable
        If labels are missing, weights are not above zero, a finite population is below the sample or changes within its
        group, or a stratum has one cluster and nothing was chosen for that.

    Examples
    --------
    >>> made = design(4, strata=["a", "a", "b", "b"], fpc=[4, 4, 8, 8])
    >>> made.weights.tolist(), made.df()
    ([2.0, 2.0, 4.0, 4.0], 2)

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, chapters 3 and 4.
    """
    if rows < 1:
        raise refused.empty()
    top = _codes(strata, rows, refused.STRATA) if strata is not None else np.zeros(rows, dtype=np.int64)
    labels = _codes(clusters, rows, refused.CLUSTERS) if clusters is not None else np.arange(rows)
    first = _stage(top, labels, fpc, refused.FPC)
    second = None
    if seconds is not None or second_fpc is not None:
        inner = _codes(seconds, rows, refused.SECONDS) if seconds is not None else np.arange(rows)
        second = _stage(first.unit, inner, second_fpc, refused.SECOND_FPC)
    if lonely == "fail":
        _refuse_lonely(first, second, strata, top)
    return Design(_weights(weights, first, second, rows), first, second, lonely)


def _codes(labels: ArrayLike, rows: int, name: refused.Name) -> Ints:
    found = np.asarray(labels)
    if found.shape != (rows,):
        raise refused.length(name, len(found), rows)
    missing = _missing(found)
    if missing.any():
        raise refused.missing(name, int(missing.sum()))
    return _numbered(found)


def _missing(found: NDArray[Any]) -> Bools:
    if found.dtype.kind == "f":
        return np.asarray(np.isnan(found))
    if found.dtype == object:
        return np.array([each is None or each == "" or each != each for each in found.tolist()])  # noqa: PLR0124
    if found.dtype.kind == "U":
        empty: Bools = found == ""
        return empty
    return np.zeros(found.shape, dtype=bool)


def _numbered(found: NDArray[Any]) -> Ints:
    """Number labels in order; whole numbers close together without a sort, which a million rows would feel."""
    if found.dtype.kind in "iu" and len(found):
        low, high = int(found.min()), int(found.max())
        if high - low <= 4 * len(found) + 1000:
            seen = np.bincount(found - low, minlength=1) > 0
            codes: Ints = (np.cumsum(seen) - 1)[found - low].astype(np.int64)
            return codes
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def _stage(group: Ints, labels: Ints, fpc: ArrayLike | None, name: refused.Name) -> Stage:
    width = int(labels.max()) + 1
    unit = _numbered(group * width + labels)
    units = int(unit.max()) + 1
    groups_of = np.zeros(units, dtype=np.int64)
    groups_of[unit] = group
    drawn = np.bincount(groups_of)
    return Stage(unit, groups_of, drawn, _fraction(fpc, group, drawn, name))


def _fraction(fpc: ArrayLike | None, group: Ints, drawn: Ints, name: refused.Name) -> Floats:
    if fpc is None:
        return np.zeros(len(drawn))
    given = np.asarray(fpc, dtype=np.float64)
    if given.shape != group.shape:
        raise refused.length(name, len(given), len(group))
    bad = ~(np.isfinite(given) & (given > 0))
    if bad.any():
        raise refused.missing(name, int(bad.sum()))
    one = np.zeros(len(drawn))
    one[group] = given
    if (one[group] != given).any():
        raise refused.changing(name)
    if (given <= 1).all():
        return one
    if (one < drawn).any():
        at = int(np.argmax(one < drawn))
        raise refused.too_small(name, float(one[at]), int(drawn[at]))
    return drawn / one


def _refuse_lonely(first: Stage, second: Stage | None, strata: ArrayLike | None, top: Ints) -> None:
    alone = (first.drawn == 1) & (first.fraction < 1)
    if alone.any():
        raise refused.lonely(_label(strata, top, int(np.argmax(alone))), int(alone.sum()))
    if second is not None:
        counts = (second.drawn == 1) & (second.fraction < 1) & (first.fraction[first.group] > 0)
        if counts.any():
            raise refused.lonely_second(int(counts.sum()))


def _label(strata: ArrayLike | None, top: Ints, code: int) -> str:
    return "" if strata is None else str(np.asarray(strata)[int(np.argmax(top == code))])


def _weights(weights: ArrayLike | None, first: Stage, second: Stage | None, rows: int) -> Floats:
    if weights is None:
        made = np.ones(rows)
        for stage in (first, second):
            if stage is not None and (stage.fraction > 0).all():
                made = made / stage.fraction[stage.group[stage.unit]]
        return made
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (rows,):
        raise refused.length(refused.WEIGHTS, len(given), rows)
    bad = ~(np.isfinite(given) & (given > 0))
    if bad.any():
        raise refused.weights(int(bad.sum()), int(np.argmax(bad)) + 1)
    return given
