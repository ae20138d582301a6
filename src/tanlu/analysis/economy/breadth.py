"""Why a region became broader or narrower: by growth, or by collapse."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.diversity import entropy
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Verdict = Literal["diversified", "broader by loss", "narrower", "unchanged"]

VERDICTS: Final[dict[Verdict, Text]] = {
    "diversified": Text(
        "Diversified: broader because industries grew, and not smaller than before.",
        "多元化：因有行业增长而更为多样，且总量没有减少。",
    ),
    "broader by loss": Text(
        "Not diversified: it looks broader because jobs or output were lost, or the whole shrank.",
        "并非多元化：表面上更为多样，实因有行业萎缩或总量减少。",
    ),
    "narrower": Text(
        "Narrower: the region rests on fewer industries than before.", "更趋单一：所依靠的行业比以前少。"
    ),
    "unchanged": Text("As broad as before.", "多样程度没有变化。"),
}
METHOD: Final = Text(
    "breadth = effective number of industries (exp of the entropy); its change is split by the Shapley value between "
    "industries that shrank and industries that grew, and, where named, the industry in focus",
    "多样程度＝有效行业数（熵取指数）；其变化按沙普利值分解到萎缩的行业和增长的行业，如指定重点行业则单列",
)
_SMALL: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Breadth:
    """The change in the effective number of industries, and what caused it.

    Parameters
    ----------
    before, after : float
        Effective number of industries.
    focus, losses, gains : float
        Parts of the change: of the industry in focus (zero without one), of the other industries that shrank, and of
        the others that grew. They sum to ``after - before``.
    lost, gained : float
        The changes in level themselves, in the unit of the table; ``lost`` is zero or below.
    verdict : str
        A key of :data:`VERDICTS`.
    """

    before: float
    after: float
    focus: float
    losses: float
    gains: float
    lost: float
    gained: float
    verdict: Verdict


def breadth_change(start: ArrayLike, end: ArrayLike, *, focus: Sequence[int] = ()) -> Breadth:
    r"""Split the change in breadth of a region between collapse and growth.

    Breadth is :math:`D = \exp(-\sum_p s_p\ln s_p)`. The changes of the industries are grouped into players: the
    industry in focus, the other losses, the other gains; the part of a player is its Shapley value, the mean of what
    it adds to D over all orders in which the players may enter.

    Parameters
    ----------
    start, end : array_like, shape (P,)
        Levels of the region from zero up, in one unit.
    focus : sequence of int
        Places of the industry to show apart, such as coal mining.

    Returns
    -------
    Breadth
        ``diversified`` only if D rose, the growth of industries added more than shrinking did, and the whole did
        not shrink. A region that only lost jobs is never that.

    Raises
    ------
    BadTable
        If shapes do not fit, values are not finite from zero up, or the region is empty at either end.

    References
    ----------
    Shorrocks (2013), Journal of Economic Inequality 11:99-126, for decomposition by the Shapley value.

    Examples
    --------
    >>> found = breadth_change([900, 50, 50], [100, 50, 50], focus=[0])
    >>> found.after > found.before, found.verdict
    (True, 'broader by loss')
    """
    before, after = np.array(start, dtype=np.float64), np.array(end, dtype=np.float64)
    _demand(before, after)
    change = after - before
    chosen = np.zeros(before.shape, bool)
    chosen[list(focus)] = True
    players = [
        np.where(chosen, change, 0.0),
        np.where(~chosen & (change < 0), change, 0.0),
        np.where(~chosen & (change > 0), change, 0.0),
    ]
    parts = _shapley(before, players)
    lost, gained = float(change[change < 0].sum()), float(change[change > 0].sum())
    rise = sum(parts)
    shrinking = parts[1] + (parts[0] if players[0].sum() < 0 else 0.0)
    verdict = _verdict(rise, rise - shrinking, lost + gained)
    return Breadth(breadth(before), breadth(after), parts[0], parts[1], parts[2], lost, gained, verdict)


def breadth(levels: Floats) -> float:
    """Return the effective number of industries; 0 where there is nothing.

    Examples
    --------
    >>> round(breadth(np.array([5.0, 5.0, 0.0])), 9), breadth(np.zeros(3))
    (2.0, 0.0)
    """
    total = levels.sum()
    return float(2 ** entropy(levels[None, :] / total)[0]) if total > 0 else 0.0


def _shapley(base: Floats, players: list[Floats]) -> list[float]:
    count = len(players)
    worth = {
        chosen: breadth(np.maximum(base + sum((players[i] for i in chosen), np.zeros_like(base)), 0.0))
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
    }
    parts = []
    for player in range(count):
        others = [i for i in range(count) if i != player]
        part = 0.0
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for chosen in combinations(others, size):
                part += weight * (worth[tuple(sorted((*chosen, player)))] - worth[chosen])
        parts.append(part)
    return parts


def _verdict(rise: float, grown: float, net: float) -> Verdict:
    if abs(rise) < _SMALL:
        return "unchanged"
    if rise < 0:
        return "narrower"
    return "diversified" if grown > rise / 2 and net >= 0 else "broader by loss"


def _demand(before: Floats, after: Floats) -> None:
    for each in (before, after):
        if (
            each.ndim != 1
            or each.shape != before.shape
            or not (np.isfinite(each) & (each >= 0)).all()
            or not each.any()
        ):
            raise BadTable(
                (
                    "The region is empty at one end, or its values are not finite from zero up.",
                    "该地区期初或期末全部为零，或有数值为负、非有限值。",
                ),
                ("Give the levels of the same industries at both ends.", "请给出期初和期末相同行业的数值。"),
            )
