"""A composite index: indicators brought to one scale, weighted, and put together level by level.

What is missing stays missing: a group is scored from what is there only if enough of its weight is there.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from tanlu.analysis.scales.ratings import Bools, Floats
from tanlu.errors import BadTable

Normalisation = Literal["goalposts", "min-max", "z"]
Aggregation = Literal["arithmetic", "geometric"]

NORMALISATIONS: Final[tuple[Normalisation, ...]] = ("goalposts", "min-max", "z")
ENOUGH: Final = 2 / 3
"""A group is scored only where this share of its weight is there."""
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Layer:
    """How the things of one level make up those of the next.

    Parameters
    ----------
    parents : tuple of int, length p
        For each thing, the place of its group.
    weights : ndarray, shape (p,)
        Above zero; only their ratios within a group count.
    aggregation : {"arithmetic", "geometric"}
    names : tuple of str
        Of the groups.

    Raises
    ------
    BadTable
        If lengths differ, a weight is not above zero, or a group is empty.
    """

    parents: tuple[int, ...]
    weights: Floats
    aggregation: Aggregation
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        fits = self.weights.shape == (len(self.parents),) and set(self.parents) == set(range(len(self.names)))
        if not fits or not np.isfinite(self.weights).all() or (self.weights <= 0).any():
            raise BadTable(
                (
                    "A level of the index has an empty group, or a weight that is not above zero.",
                    "指数的某一层有空组，或有权重不大于零。",
                ),
                (
                    "Give every group a member, and every member a weight.",
                    "每组至少一个成员，每个成员权重大于零。",
                ),
            )

    def matrix(self, weights: Floats | None = None) -> Floats:
        """Return weights as a matrix from things to groups, shape (p, g)."""
        found = np.zeros((len(self.parents), len(self.names)))
        found[np.arange(len(self.parents)), list(self.parents)] = self.weights if weights is None else weights
        return found


@dataclass(frozen=True, slots=True)
class Index:
    """A composite index.

    Parameters
    ----------
    indicators : tuple of str
    directions : ndarray, shape (p,)
        1 where more is better, -1 where less is.
    goalposts : ndarray, shape (p, 2)
        Values that score nothing and everything, set before the data are seen; ``low`` below ``high``, whatever the
        direction.
    layers : tuple of Layer
        From the indicators up to one number.
    floor : float
        The lowest score on the scale to 100: 0, or above it where a level is geometric.
    enough : float
        Share of the weight of a group that must be there.

    Raises
    ------
    BadTable
        If shapes do not fit, a direction is neither 1 nor -1, goalposts do not go up, or geometric scores could be zero.
    """

    indicators: tuple[str, ...]
    directions: Floats
    goalposts: Floats
    layers: tuple[Layer, ...]
    floor: float = 0.0
    enough: float = ENOUGH

    def __post_init__(self) -> None:
        p = len(self.indicators)
        sizes = [p, *(len(each.names) for each in self.layers)]
        if (
            not self.layers
            or sizes[-1] != 1
            or any(len(each.parents) != size for each, size in zip(self.layers, sizes, strict=False))
        ):
            raise BadTable(
                ("The levels of the index do not lead to one number.", "指数各层不能汇总为一个数。"),
                ("Give each level a group for every thing below it, and the last one group.",
                 "每层须为下层各项指定所属组，最上层只有一组。"),
            )  # fmt: skip
        if self.directions.shape != (p,) or not np.isin(self.directions, (-1, 1)).all():
            raise BadTable(
                ("A direction of an indicator is neither 1 nor -1.", "有指标的方向既不是 1 也不是 -1。"),
                ("Write 1 where more is better, -1 where less is.", "数值越大越好写 1，越小越好写 -1。"),
            )
        goes_up = self.goalposts.shape == (p, 2) and bool((self.goalposts[:, 0] < self.goalposts[:, 1]).all())
        if not goes_up or not np.isfinite(self.goalposts).all():
            raise BadTable(
                ("The goalposts of an indicator do not go from a lower to a higher value.",
                 "有指标的目标界限不是由低到高。"),
                ("Set both before looking at the data, lower first.", "请在查看数据之前定好上下限，下限在前。"),
            )  # fmt: skip
        if not 0 <= self.floor < 100 or not 0 <= self.enough <= 1:
            raise BadTable(
                (
                    "The floor or the share of weight asked for is out of range.",
                    "最低分或所需权重比例超出范围。",
                ),
                (
                    "The floor is from 0 to below 100, the share from 0 to 1.",
                    "最低分为 0 至 100 以下，比例为 0 至 1。",
                ),
            )
        if self.floor <= 0 and any(each.aggregation == "geometric" for each in self.layers):
            raise BadTable(
                ("A geometric mean cannot hold a score of zero.", "几何平均不能含零分。"),
                ("Set the floor above zero, such as 1.", "请将最低分设为大于零，如 1。"),
            )


@dataclass(frozen=True, slots=True)
class Scores:
    """What a composite gives.

    Parameters
    ----------
    levels : tuple of ndarray, shapes (n, g)
        Scores of each level, indicators first; 0 where there is none.
    known : tuple of ndarray of bool, shapes (n, g)
        Where there is a score.
    coverage : ndarray, shape (n,)
        Share of all weight of indicators that is there.
    capped : ndarray of bool, shape (n, p)
        Where a value lay outside of its goalposts and was taken as the nearer one.
    """

    levels: tuple[Floats, ...]
    known: tuple[Bools, ...]
    coverage: Floats
    capped: Bools

    @property
    def total(self) -> Floats:
        """Return the last level, shape (n,); see `scored`."""
        return self.levels[-1][:, 0]

    @property
    def scored(self) -> Bools:
        """Return who has a total, shape (n,)."""
        return self.known[-1][:, 0]


def composite(
    index: Index, values: Floats, known: Bools, normalisation: Normalisation = "goalposts"
) -> Scores:
    r"""Return scores at every level.

    Goalposts and min-max: :math:`f + (100-f)(x-l)/(h-l)`, turned round where less is better, with :math:`f` the floor and
    :math:`l, h` the goalposts or the extremes seen; z: :math:`(x-\bar x)/s`. Then weighted arithmetic or geometric means
    over what is there.

    Parameters
    ----------
    index : Index
    values : ndarray, shape (n, p)
        Units by indicators.
    known : ndarray of bool, shape (n, p)
        False where a value is missing; what stands there is not looked at.
    normalisation : {"goalposts", "min-max", "z"}
        Goalposts do not move when a unit joins; the others do.

    Raises
    ------
    BadTable
        If shapes do not fit, a value is not finite, an indicator does not vary (min-max, z), or z meets a geometric mean.

    References
    ----------
    OECD & JRC (2008), Handbook on Constructing Composite Indicators.

    Examples
    --------
    >>> top = Layer((0, 0), np.array([1.0, 1.0]), "arithmetic", ("index",))
    >>> index = Index(("a", "b"), np.array([1.0, -1.0]), np.array([[0.0, 10], [0, 4]]), (top,))
    >>> composite(index, np.array([[5.0, 1.0]]), np.ones((1, 2), bool)).total.tolist()
    [62.5]
    """
    if (
        values.shape != known.shape
        or values.shape[1:] != (len(index.indicators),)
        or not np.isfinite(values[known]).all()
    ):
        raise BadTable(
            ("The values do not fit the indicators, or one of them is not finite.",
             "数值与指标不符，或有数值不是有限的数。"),
            ("Give one column for each indicator, and mark what is missing.", "每个指标一列，缺失处应予标明。"),
        )  # fmt: skip
    if normalisation == "z" and any(each.aggregation == "geometric" for each in index.layers):
        raise BadTable(
            ("Scores around zero (z) have no geometric mean.", "以零为中心的 z 分数没有几何平均。"),
            ("Use goalposts, min-max or arithmetic means.", "请使用目标界限、极差法，或改用算术平均。"),
        )
    scores, capped = _normalised(index, values, known, normalisation)
    levels, seen = [scores], [known]
    for layer in index.layers:
        made, there = _gather(levels[-1], seen[-1], layer.matrix(), layer.aggregation, index.enough)
        levels.append(made)
        seen.append(there)
    shares = shares_of(index)
    return Scores(tuple(levels), tuple(seen), known @ shares, capped)


def shares_of(index: Index) -> Floats:
    """Return the share of each indicator in the whole, its weights multiplied up the levels, shape (p,)."""
    found = np.ones((len(index.indicators), len(index.indicators))).diagonal().copy()
    at = np.arange(len(index.indicators))
    for layer in index.layers:
        sums = layer.matrix().sum(axis=0)
        parents = np.array(layer.parents)
        found = found * (layer.weights / sums[parents])[at]
        at = parents[at]
    return found


def without(index: Index, place: int) -> Index:
    """Return the index without one indicator; groups that lose their only member are left out too.

    Raises
    ------
    BadTable
        If it is the only indicator.
    """
    if len(index.indicators) < 2:
        raise BadTable(
            ("The only indicator of an index cannot be left out.", "指数唯一的指标不能去掉。"),
            ("Give the index a second indicator.", "请为指数增加指标。"),
        )
    kept = np.arange(len(index.indicators)) != place
    names = tuple(name for name, stays in zip(index.indicators, kept, strict=True) if stays)
    layers, staying = [], kept
    for layer in index.layers:
        parents = [parent for parent, stays in zip(layer.parents, staying, strict=True) if stays]
        groups = sorted(set(parents))
        layers.append(
            replace(
                layer,
                parents=tuple(groups.index(each) for each in parents),
                weights=layer.weights[staying],
                names=tuple(layer.names[each] for each in groups),
            )
        )
        staying = np.isin(np.arange(len(layer.names)), groups)
    return replace(
        index,
        indicators=names,
        directions=index.directions[kept],
        goalposts=index.goalposts[kept],
        layers=tuple(layers),
    )


def _normalised(index: Index, values: Floats, known: Bools, kind: Normalisation) -> tuple[Floats, Bools]:
    held = np.where(known, values, 0.0)
    none = np.zeros(known.shape, dtype=bool)
    if kind == "z":
        n = np.maximum(known.sum(axis=0), 1)
        mean = held.sum(axis=0) / n
        apart = np.where(known, held - mean, 0.0)
        spread = np.sqrt((apart**2).sum(axis=0) / np.maximum(n - 1, 1))
        _demand_variation(index, spread)
        return apart / spread * index.directions, none
    low, high = index.goalposts.T
    if kind == "min-max":
        low = np.where(known, values, np.inf).min(axis=0, initial=np.inf)
        high = np.where(known, values, -np.inf).max(axis=0, initial=-np.inf)
        _demand_variation(index, high - low)
    inside = np.clip(held, low, high)
    share = (inside - low) / (high - low)
    share = np.where(index.directions > 0, share, 1 - share)
    return np.where(known, index.floor + (100 - index.floor) * share, 0.0), known & (inside != held)


def _demand_variation(index: Index, spread: Floats) -> None:
    flat = ~(np.isfinite(spread) & (spread > 0))
    if flat.any():
        name = index.indicators[int(flat.argmax())]
        raise BadTable(
            (f"The indicator {name} does not vary, or nobody has it.", f"指标 {name} 没有差异，或均为缺失。"),
            ("Use goalposts, or leave the indicator out.", "请使用目标界限，或去掉该指标。"),
        )


def _gather(
    scores: Floats, known: Bools, matrix: Floats, aggregation: Aggregation, enough: float
) -> tuple[Floats, Bools]:
    there = known @ matrix
    seen = (there > 0) & (there >= (enough - _SLACK) * matrix.sum(axis=0))
    told = (
        np.log(np.where(known, scores, 1.0)) if aggregation == "geometric" else np.where(known, scores, 0.0)
    )
    mean = told @ matrix / np.where(there > 0, there, 1.0)
    if aggregation == "geometric":
        mean = np.exp(mean)
    return np.where(seen, mean, 0.0), seen
