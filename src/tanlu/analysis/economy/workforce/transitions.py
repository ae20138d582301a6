"""How many displaced people the openings could take, at what distance and what wage, and who is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.quotients import Masked
from tanlu.analysis.economy.workforce.matches import CUT, is_cut, wage_change
from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.analysis.economy.workforce.similarity import DEFAULT, MEASURES, Floats, similarity
from tanlu.analysis.economy.workforce.transport import ship
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

_EARTH: Final = 6371.0088
"""Mean radius in kilometres (IUGG)."""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one occupation, or openings for one, at one place.

    Parameters
    ----------
    occupation : str
        Code or title.
    count : int
        People or openings, from zero up.
    wage : float or None
    place : str
        A label; empty if none.
    at : tuple of float, or None
        Latitude and longitude in degrees.
    """

    occupation: str
    count: int
    wage: float | None = None
    place: str = ""
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What an allocation weighs: choices of whoever asks, not estimates.

    Parameters
    ----------
    wage : float
        A wage lower by the share d costs wage · d.
    distance : float
        A distance of ``within`` kilometres costs this much.
    within : float
        Kilometres that count as within reach.
    least : float
        Percentile of similarity below which a move is not considered.
    """

    wage: float = 1.0
    distance: float = 1.0
    within: float = 80.0
    least: float = 75.0


@dataclass(frozen=True, slots=True)
class Move:
    """People of one group who take openings of another."""

    origin: Group
    target: Group
    people: int
    percentile: float
    wage_change: float | None
    distance: float | None

    @property
    def cut(self) -> bool:
        """Whether the wage falls by more than a tenth."""
        return is_cut(self.wage_change)


@dataclass(frozen=True, slots=True)
class Transitions:
    """An allocation of displaced people to openings.

    Parameters
    ----------
    moves : tuple of Move
        The largest first.
    left : tuple of (Group, int)
        Who finds no opening.
    displaced, openings : int
        In all.
    shares : dict
        Of the displaced: ``placed``, ``left``; ``near`` (placed within reach), ``no_cut`` (placed without a wage cut
        over a tenth), ``near_no_cut`` (both). None where a distance or wage is missing for someone placed.
    method : Text
    cautions : tuple of Caution
    """

    moves: tuple[Move, ...]
    left: tuple[tuple[Group, int], ...]
    displaced: int
    openings: int
    shares: dict[str, float | None]
    method: Text
    cautions: tuple[Caution, ...]


def transitions(
    ratings: Ratings,
    displaced: Sequence[Group],
    openings: Sequence[Group],
    *,
    kind: str = DEFAULT,
    weights: Weights | None = None,
) -> Transitions:
    r"""Allocate displaced people to openings: as many as can be, and among those at the least cost.

    The cost of a move is :math:`(1 - q/100) + w \max(0, -\Delta) + v\,d/D` with q the percentile of similarity, Δ the
    change of wage, d the distance and D the reach. Moves with q below the least are not considered.

    Parameters
    ----------
    ratings : Ratings
    displaced, openings : sequence of Group
    kind : str
        Measure of similarity; ``gap`` needs every wage.
    weights : Weights, optional

    Raises
    ------
    UnknownName
        If the ratings have no such occupation.
    BadTable
        If a count, wage or place cannot be.
    BadReference
        If a weight has no meaning, or wages lack that the measure needs.

    Notes
    -----
    An unknown wage or distance costs nothing, and the shares that need it are None. Whoever stays in the same
    occupation has percentile 100.

    References
    ----------
    del Rio-Chanona, Mealy, Beguerisse-Diaz, Lafond & Farmer (2021), J. R. Soc. Interface 18:20200898, on mobility
    between occupations. Lim, Aklin & Frank (2023), Nature Communications 14:5711, on distance.

    Examples
    --------
    >>> held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=[[1, 5], [1, 4], [5, 1]])
    >>> found = transitions(held, [Group("a", 10, 100)], [Group("b", 6, 95), Group("c", 9, 120)])
    >>> [(each.target.occupation, each.people) for each in found.moves], found.shares["left"]
    ([('b', 6)], 0.4)
    """
    chosen = weights or Weights()
    _demand_weights(chosen)
    people, jobs = (_demand_groups(each) for each in (displaced, openings))
    pairs = _pairs(ratings, people, jobs, kind)
    supply, demand = (np.array([each.count for each in side], dtype=np.int64) for side in (people, jobs))
    flow = ship(pairs.cost(chosen), supply, demand, pairs.percentile >= chosen.least)
    moves = pairs.moves(people, jobs, flow)
    rest = (supply - flow.sum(axis=1)).tolist()
    left = tuple((each, count) for each, count in zip(people, rest, strict=True) if count)
    return Transitions(
        tuple(sorted(moves, key=lambda each: -each.people)), left, int(supply.sum()), int(demand.sum()),
        _shares(moves, int(supply.sum()), chosen.within), _method(MEASURES[kind].method, chosen), ratings.cautions,
    )  # fmt: skip


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two places (haversine, mean radius of the Earth).

    Parameters
    ----------
    one, other : tuple of float
        Latitude and longitude in degrees.

    Examples
    --------
    >>> round(kilometres((0, 0), (0, 90)))
    10008
    """
    lat, lat2 = np.radians(one[0]), np.radians(other[0])
    half = np.radians([other[0] - one[0], other[1] - one[1]]) / 2
    inside = np.sin(half[0]) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin(half[1]) ** 2
    return float(2 * _EARTH * np.arcsin(np.sqrt(min(1.0, inside))))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What every pair of a displaced group and an opening has: percentile, change of wage, kilometres."""

    percentile: Floats
    change: Masked
    distance: Masked

    def cost(self, chosen: Weights) -> Floats:
        lost = np.ma.filled(np.maximum(0, -self.change), 0.0)
        way = np.ma.filled(self.distance, 0.0) / chosen.within
        return np.asarray(1 - self.percentile / 100 + chosen.wage * lost + chosen.distance * way)

    def moves(self, people: Sequence[Group], jobs: Sequence[Group], flow: NDArray[np.int64]) -> list[Move]:
        return [
            Move(people[i], jobs[j], int(flow[i, j]), float(self.percentile[i, j]), _given(self.change, i, j),
                 _given(self.distance, i, j))
            for i, j in np.argwhere(flow).tolist()
        ]  # fmt: skip


def _pairs(ratings: Ratings, people: Sequence[Group], jobs: Sequence[Group], kind: str) -> _Pairs:
    if kind == "gap" and any(each.wage is None for each in (*people, *jobs)):
        raise BadReference(
            (
                "The gap alone favours whatever asks for little, and a wage is missing.",
                "单看差距，总是要求低的职业居前；而有的工资未给出。",
            ),
            ("Give every wage, or choose another --measure.", "请给出全部工资，或改用其他 --measure。"),
        )
    rows, columns = ([ratings.place(each.occupation) for each in side] for side in (people, jobs))
    found = similarity(ratings, kind)
    percentile = found.percentile(found.values[np.ix_(rows, columns)])
    percentile[np.equal.outer(rows, columns)] = 100.0
    change = _masked([[wage_change(each.wage, job.wage) for job in jobs] for each in people])
    return _Pairs(percentile, change, _distances(people, jobs))


def _distances(people: Sequence[Group], jobs: Sequence[Group]) -> Masked:
    return _masked([
        [None if each.at is None or job.at is None else kilometres(each.at, job.at) for job in jobs] for each in people
    ])  # fmt: skip


def _masked(cells: list[list[float | None]]) -> Masked:
    mask: NDArray[np.bool_] = np.array([[each is None for each in row] for row in cells])
    values: Floats = np.array([[each or 0.0 for each in row] for row in cells], dtype=np.float64)
    return np.ma.MaskedArray(values, mask=mask)


def _given(cells: Masked, i: int, j: int) -> float | None:
    return None if np.ma.getmaskarray(cells)[i, j] else float(cells.data[i, j])


def _shares(moves: list[Move], everyone: int, within: float) -> dict[str, float | None]:
    placed = sum(each.people for each in moves)
    far = all(each.distance is not None for each in moves) if moves else True
    paid = all(each.wage_change is not None for each in moves) if moves else True
    near = {id(each) for each in moves if each.distance is not None and each.distance <= within}
    fair = {id(each) for each in moves if not each.cut}

    def share(chosen: set[int]) -> float:
        return sum(each.people for each in moves if id(each) in chosen) / everyone

    return {
        "placed": placed / everyone,
        "left": (everyone - placed) / everyone,
        "near": share(near) if far else None,
        "no_cut": share(fair) if paid else None,
        "near_no_cut": share(near & fair) if far and paid else None,
    }


def _demand_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    for each in groups:
        bad = each.count < 0 or (each.wage is not None and not (np.isfinite(each.wage) and each.wage > 0))
        off = each.at is not None and not (abs(each.at[0]) <= 90 and abs(each.at[1]) <= 180)
        if bad or off:
            raise BadTable(
                (
                    f"{each.occupation} has a count, wage or place that cannot be.",
                    f"{each.occupation} 的人数、工资或位置有误。",
                ),
                (
                    "Counts start at 0, wages lie above 0, latitudes within ±90 and longitudes within ±180.",
                    "人数不小于零，工资大于零，纬度在 ±90 之内，经度在 ±180 之内。",
                ),
            )
    if not sum(each.count for each in groups):
        raise BadTable(
            ("Nobody is displaced, or nothing is open.", "没有失去岗位的人，或没有空缺岗位。"),
            ("Give at least one of each.", "两者都须至少有一个。"),
        )
    return tuple(groups)


def _demand_weights(chosen: Weights) -> None:
    costs = all(np.isfinite(each) and each >= 0 for each in (chosen.wage, chosen.distance))
    if not costs or not (np.isfinite(chosen.within) and chosen.within > 0) or not 0 <= chosen.least <= 100:
        raise BadReference(
            ("A weight of the allocation has no meaning.", "分配所用的权重没有意义。"),
            (
                "Weights start at 0, the reach lies above 0, the least percentile from 0 to 100.",
                "权重不小于零，距离范围大于零，最低百分位为 0 至 100。",
            ),
        )


def _method(words: Text, chosen: Weights) -> Text:
    return Text(
        f"as many placed as can be, then at the least cost; cost = (1 - percentile/100) + {chosen.wage:g} × share of wage "
        f"lost + {chosen.distance:g} × km/{chosen.within:g}; moves below percentile {chosen.least:g} not considered; a cut "
        f"is a loss of more than {CUT:.0%}; the weights are choices, not estimates; similarity: {words.en}",
        f"先使安置人数最多，再使成本最低；成本 =（1 - 百分位/100）+ {chosen.wage:g} × 工资降幅 + {chosen.distance:g} × "
        f"公里数/{chosen.within:g}；不考虑百分位低于 {chosen.least:g} 的转换；降薪指降幅超过 {CUT:.0%}；权重是人为选择，"
        f"不是估计值；相似度：{words.zh}",
    )  # fmt: skip
