"""Which occupations someone could move to, in order, each with reasons for and against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.analysis.economy.workforce.similarity import DEFAULT, Floats, Similarity, similarity
from tanlu.errors import BadReference, NotIdentified
from tanlu.text import Text

CUT: Final = 0.1
"""A wage that falls by more than this share is marked as a cut."""
NAMED: Final = 3
"""How many of the largest gaps are named."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of occupations besides their ratings, by code; whatever is not known is not there.

    Parameters
    ----------
    wage : mapping
        In one currency and period, above zero.
    employment : mapping
        Jobs.
    zone : mapping
        Job zone, from 1 (little preparation) to 5.
    licence : mapping
        True where a licence is needed.
    distance : mapping
        Kilometres to the nearest such job.
    industry : mapping
        Jobs in a chosen industry.
    """

    wage: Mapping[str, float] = field(default_factory=dict)
    employment: Mapping[str, float] = field(default_factory=dict)
    zone: Mapping[str, float] = field(default_factory=dict)
    licence: Mapping[str, bool] = field(default_factory=dict)
    distance: Mapping[str, float] = field(default_factory=dict)
    industry: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asks:
    """An element of which the destination asks for more than the origin has."""

    element: str
    name: str
    here: float
    there: float


@dataclass(frozen=True, slots=True)
class Match:
    """A destination with its reasons; None is not known.

    Parameters
    ----------
    occupation, title : str
    similarity : float
        By the measure chosen.
    percentile : float
        Share of all pairs of occupations that are less alike, 0 to 100.
    asks : tuple of Asks
        Where the destination asks for more, the largest gap first.
    wage, wage_change : float or None
        The destination's wage, and its change as a share of the origin's.
    zone, zone_change : float or None
        Its job zone, and the steps up or down.
    licence : bool or None
    distance : float or None
        Kilometres.
    employment, industry : float or None
        Jobs in all, and in the chosen industry (None if none was chosen).
    """

    occupation: str
    title: str
    similarity: float
    percentile: float
    asks: tuple[Asks, ...]
    wage: float | None
    wage_change: float | None
    zone: float | None
    zone_change: float | None
    licence: bool | None
    distance: float | None
    employment: float | None
    industry: float | None

    @property
    def cut(self) -> bool:
        """Whether the wage falls by more than a tenth."""
        return is_cut(self.wage_change)


@dataclass(frozen=True, slots=True)
class Matches:
    """Destinations of an occupation, the most alike first.

    Parameters
    ----------
    origin, title : str
        Code and title.
    wage : float or None
        Of the origin.
    kind : str
        The measure.
    scale : str
        The scale of the named gaps: ``level``, or ``importance`` where there are no levels.
    rows : tuple of Match
    method : Text
    cautions : tuple of Caution
    """

    origin: str
    title: str
    wage: float | None
    kind: str
    scale: str
    rows: tuple[Match, ...]
    method: Text
    cautions: tuple[Caution, ...]


def matches(
    ratings: Ratings,
    origin: str,
    *,
    kind: str = DEFAULT,
    known: Known | None = None,
    top: int = 10,
    inside: bool = False,
) -> Matches:
    """Return the occupations most like one, each with reasons.

    Parameters
    ----------
    ratings : Ratings
        Of all occupations.
    origin : str
        Code or title.
    kind : str
        The measure; ``gap`` needs wages, and lists only what pays at least nine tenths of the origin's wage.
    known : Known, optional
        Wages, size and so on.
    top : int
        How many.
    inside : bool
        True for occupations of the chosen industry only.

    Raises
    ------
    UnknownName
        If the ratings have no such occupation.
    BadReference
        If the measure needs a scale or wages that are not given.
    NotIdentified
        If no destination is left.

    Examples
    --------
    >>> held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], level=[[1, 5], [1, 4], [5, 1]])
    >>> found = matches(held, "a", kind="euclid", known=Known(wage={"a": 100, "b": 80}))
    >>> [(each.occupation, each.cut) for each in found.rows]
    [('b', True), ('c', False)]
    >>> [(each.element, each.there - each.here) for each in found.rows[1].asks]
    [('x', 4.0)]
    """
    held, here = known or Known(), ratings.place(origin)
    found = similarity(ratings, kind)
    code = ratings.occupations[here]
    own = held.wage.get(code)
    places = _places(ratings, found, here, held, inside=inside)
    rows = tuple(_match(ratings, found, here, at, held) for at in places[:top])
    scale = "importance" if ratings.level is None else "level"
    cautions = ratings.cautions + _unpaid(ratings, held)
    return Matches(code, ratings.titles[here], own, kind, scale, rows, found.method, cautions)


def wage_change(here: float | None, there: float | None) -> float | None:
    """Return the change of a wage as a share of the first, or None where one is not known.

    Examples
    --------
    >>> wage_change(100, 80), wage_change(None, 80)
    (-0.2, None)
    """
    return None if here is None or there is None else (there - here) / here


def is_cut(change: float | None) -> bool:
    """Return whether a wage falls by more than a tenth.

    Examples
    --------
    >>> is_cut(-0.1), is_cut(-0.11), is_cut(None)
    (False, True, False)
    """
    return change is not None and change < -CUT - 1e-12


def _pays(here: float | None, there: float | None) -> bool:
    change = wage_change(here, there)
    return change is not None and not is_cut(change)


def _places(ratings: Ratings, found: Similarity, here: int, held: Known, *, inside: bool) -> list[int]:
    """Return the rows of destinations, the most alike first."""
    own = held.wage.get(ratings.occupations[here])
    if found.kind == "gap" and own is None:
        raise BadReference(
            (
                f"The gap alone favours whatever asks for little, and no wage of {ratings.titles[here]} is given.",
                f"单看差距，总是要求低的职业居前；而 {ratings.titles[here]} 的工资未给出。",
            ),
            ("Give --wages, or choose another --measure.", "请用 --wages 给出工资，或改用其他 --measure。"),
        )
    places = [at for at in np.argsort(-found.values[here], kind="stable").tolist() if at != here]
    if inside:
        places = [at for at in places if held.industry.get(ratings.occupations[at], 0.0) > 0]
    if found.kind == "gap":
        places = [at for at in places if _pays(own, held.wage.get(ratings.occupations[at]))]
    if not places:
        raise NotIdentified(
            ("No destination is left under these conditions.", "没有符合条件的职业。"),
            ("Drop a condition, or give wages of more occupations.", "请放宽条件，或补充更多职业的工资。"),
        )
    return places


def _match(ratings: Ratings, found: Similarity, here: int, at: int, held: Known) -> Match:
    code, origin = ratings.occupations[at], ratings.occupations[here]
    value = found.values[here, at]
    zones = held.zone.get(origin), held.zone.get(code)
    step = None if zones[0] is None or zones[1] is None else zones[1] - zones[0]
    wage = held.wage.get(code)
    return Match(
        code, ratings.titles[at], float(value), float(found.percentile(value)), _asks(ratings, here, at), wage,
        wage_change(held.wage.get(origin), wage), zones[1], step, held.licence.get(code), held.distance.get(code),
        held.employment.get(code), held.industry.get(code, 0.0) if held.industry else None,
    )  # fmt: skip


def _asks(ratings: Ratings, here: int, at: int) -> tuple[Asks, ...]:
    values: Floats = ratings.scale("importance" if ratings.level is None else "level")
    more = values[at] - values[here]
    order = [e for e in np.argsort(-more, kind="stable").tolist()[:NAMED] if more[e] > 0]
    return tuple(
        Asks(ratings.elements[e], ratings.names[e], float(values[here, e]), float(values[at, e]))
        for e in order
    )


def _unpaid(ratings: Ratings, held: Known) -> tuple[Caution, ...]:
    lacking = sum(each not in held.wage for each in ratings.occupations)
    if not held.wage or not lacking:
        return ()
    count = len(ratings.occupations)
    return (
        Caution(
            "no_wage",
            Text(f"{lacking} of {count} occupations have no wage.", f"{count} 个职业中有 {lacking} 个没有工资数据。"),
            Text(
                "Codes of another edition, or not published; their wage change is not known.",
                "可能因代码版本不同，或数据未公布；其工资变化无从得知。",
            ),
        ),
    )  # fmt: skip
