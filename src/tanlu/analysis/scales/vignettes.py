"""Anchoring vignettes: where a person stands among short stories that everyone rated, in place of their own number.

What "fair" means may differ between languages; a story of a mine that closed means the same in both.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tanlu.analysis.scales.ratings import Bools, Floats, Ints
from tanlu.errors import BadTable

MOST_DISORDER: Final = 0.2
"""Share of a group that may rate the stories against their order; with more, the stories do not mean the same."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where people stand among J stories.

    Parameters
    ----------
    low, high : ndarray of int, shape (n,)
        Ends of C, from 1 (beneath all stories) to 2J + 1 (above all); the same where it is settled, 0 where an answer is
        missing.
    b : ndarray of int, shape (n,)
        How many stories lie beneath, plus one: 1 to J + 1; 0 where an answer is missing or the stories are out of order.
    disordered : ndarray of bool, shape (n,)
        Who rated a story above one that comes after it.
    stories : int
    """

    low: Ints
    high: Ints
    b: Ints
    disordered: Bools
    stories: int

    @property
    def seen(self) -> Bools:
        """Who answered all of them."""
        return np.asarray(self.low > 0)


def ranks(own: Floats, stories: Floats) -> Ranks:
    r"""Return C and B of each person.

    With own answer y and stories :math:`z_1 \le \dots \le z_J`: C is 1 if :math:`y < z_1`, 2 if :math:`y = z_1`, 3 if
    :math:`z_1 < y < z_2`, and so on to 2J + 1. Where stories are tied or out of order, more than one of these may hold, and
    C is the interval from the least to the greatest. B is 1 plus the stories with :math:`z_j < y`.

    Parameters
    ----------
    own : ndarray, shape (n,)
        NaN where missing.
    stories : ndarray, shape (n, J)
        In order, the one that should be rated lowest first.

    Raises
    ------
    BadTable
        If there is no story.

    Examples
    --------
    >>> found = ranks(np.array([1.0, 3.0, 2.0]), np.array([[2.0, 4.0], [2.0, 4.0], [2.0, 2.0]]))
    >>> found.low.tolist(), found.high.tolist(), found.b.tolist()
    ([1, 3, 2], [1, 3, 4], [1, 2, 1])

    References
    ----------
    King, Murray, Salomon and Tandon (2004), American Political Science Review 98:191-207; King and Wand (2007), Political
    Analysis 15:46-66.
    """
    if stories.ndim != 2 or stories.shape[1] < 1:
        raise BadTable(
            ("There is no vignette to compare with.", "没有可供比较的情境题。"),
            ("Give one column for each vignette, lowest first.", "每个情境题一列，按应答由低到高排列。"),
        )
    n, count = stories.shape
    y = own[:, None]
    seen = np.isfinite(own) & np.isfinite(stories).all(axis=1)
    holds = np.zeros((n, 2 * count + 1), dtype=bool)
    holds[:, 1::2] = y == stories
    holds[:, 0] = own < stories[:, 0]
    holds[:, -1] = own > stories[:, -1]
    holds[:, 2:-1:2] = (y > stories[:, :-1]) & (y < stories[:, 1:])
    low = np.argmax(holds, axis=1) + 1
    high = 2 * count + 1 - np.argmax(holds[:, ::-1], axis=1)
    disordered = seen & (np.diff(stories, axis=1) < 0).any(axis=1)
    b = 1 + (stories < y).sum(axis=1)
    return Ranks(
        np.where(seen, low, 0), np.where(seen, high, 0), np.where(seen & ~disordered, b, 0), disordered, count
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A group among the stories.

    Parameters
    ----------
    people : int
        With all answers.
    disorder : float
        Share that rated the stories against their order.
    unsettled : float
        Share whose C is an interval.
    low, high : float
        Mean of C with every interval at its lower and upper end.
    """

    people: int
    disorder: float
    unsettled: float
    low: float
    high: float


def standing(found: Ranks, inside: Bools) -> Standing | None:
    """Return where a group stands, or None where nobody answered all.

    Parameters
    ----------
    found : Ranks
    inside : ndarray of bool, shape (n,)
    """
    kept = inside & found.seen
    people = int(kept.sum())
    if not people:
        return None
    low, high = found.low[kept], found.high[kept]
    return Standing(
        people, float(found.disordered[kept].mean()), float((low < high).mean()), float(low.mean()), float(high.mean())
    )  # fmt: skip
