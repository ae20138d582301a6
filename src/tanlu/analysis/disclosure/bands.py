"""In which steps a count of agreement may be told, so that three known votes never settle a fourth."""

from itertools import pairwise
from typing import Final

from tanlu.errors import BadTable

Span = tuple[int, int]
"""The least and the greatest count that a released step stands for, both included."""

KNOWN: Final = 3
"""Votes that the attacker knows: one of their own and those of two colleagues."""


def spare(known: int = KNOWN) -> int:
    """Return how many votes a step must leave open on either side: one more than are known."""
    return known + 1


def least(known: int = KNOWN) -> int:
    """Return the fewest voters of a cell about which anything can be told.

    Two steps need ``known + 1`` votes to spare below and above, and one vote to stand between them: 2(k + 1) + 1.

    Examples
    --------
    >>> least(), least(0)
    (9, 3)
    """
    return 2 * spare(known) + 1


def is_safe(span: Span, voters: int, known: int = KNOWN) -> bool:
    r"""Tell whether a step leaves every other vote of its cell open, whoever's votes are known.

    With ``m <= k`` votes known, ``g`` of them agreeing, the count among the other ``n - m`` lies between ``low - g`` and
    ``high - g``. All of them are settled as agreeing when ``low - g >= n - m``, and as not agreeing when
    ``high - g <= 0``. Neither can happen for any known votes exactly when

    .. math:: high \ge k + 1 \quad\text{and}\quad low \le n - (k + 1)

    Parameters
    ----------
    span : tuple of int
        Least and greatest count of those who agree.
    voters : int
        Votes cast in the cell.
    known : int
        Votes that the attacker knows.

    Examples
    --------
    >>> is_safe((8, 12), 12), is_safe((9, 12), 12), is_safe((6, 6), 12)
    (True, False, True)
    """
    low, high = span
    return high >= spare(known) and low <= voters - spare(known)


def whole(voters: int) -> tuple[Span, ...]:
    """Return the one step that tells nothing."""
    return ((0, voters),)


def halves(voters: int, known: int = KNOWN) -> tuple[Span, ...]:
    """Return two steps, less than half and the rest, or one where the cell is too small.

    Examples
    --------
    >>> halves(12), halves(8)
    (((0, 5), (6, 12)), ((0, 8),))
    """
    return _cut(voters, ((voters + 1) // 2,), known)


def thirds(voters: int, known: int = KNOWN) -> tuple[Span, ...]:
    """Return three steps: at most a third, between, two thirds or more; as far as the votes to spare allow.

    Examples
    --------
    >>> thirds(12), thirds(10)
    (((0, 4), (5, 7), (8, 12)), ((0, 4), (5, 5), (6, 10)))
    """
    return _cut(voters, (voters // 3 + 1, -(-2 * voters // 3)), known)


def fifths(voters: int, known: int = KNOWN) -> tuple[Span, ...]:
    """Return up to four steps: few (a fifth), less than half, half or more, nearly all (four fifths).

    Examples
    --------
    >>> fifths(30)
    ((0, 6), (7, 14), (15, 23), (24, 30))
    """
    return _cut(voters, (voters // 5 + 1, (voters + 1) // 2, -(-4 * voters // 5)), known)


def exact(voters: int, known: int = KNOWN) -> tuple[Span, ...]:
    """Return single counts, with both ends in one step each.

    An exact count tells of itself that it is no end, so the ends must be safe without the counts that are told: they
    reach to ``k + 1`` and from ``n - (k + 1)``.

    Examples
    --------
    >>> exact(12)
    ((0, 4), (5, 5), (6, 6), (7, 7), (8, 12))
    """
    return _cut(voters, tuple(range(1, voters + 1)), known)


def coarse(voters: int, known: int = KNOWN) -> tuple[tuple[Span, ...], ...]:
    """Return the ways to band a count, the finest first: fifths from 20 voters, thirds from 12, halves, nothing.

    Below these sizes the votes to spare leave single counts between the steps, which are no bands.

    Examples
    --------
    >>> [len(steps) for steps in coarse(30)], [len(steps) for steps in coarse(12)], coarse(8)
    ([4, 3, 2, 1], [3, 2, 1], (((0, 8),), ((0, 8),)))
    """
    room = spare(known)
    found = [fifths(voters, known)] if voters >= 5 * room else []
    found += [thirds(voters, known)] if voters >= 3 * room else []
    return (*found, halves(voters, known), whole(voters))


def step_of(steps: tuple[Span, ...], count: int) -> Span:
    """Return the step in which a count lies.

    Raises
    ------
    BadTable
        If none holds it.
    """
    for span in steps:
        if span[0] <= count <= span[1]:
            return span
    raise BadTable(
        (f"{count} votes lie in no step of {steps}.", f"{count} 票不在任何分档 {steps} 之内。"),
        ("Count the votes of this cell again.", "请重新核对该单元的票数。"),
    )


def _cut(voters: int, starts: tuple[int, ...], known: int) -> tuple[Span, ...]:
    if voters < least(known):
        return whole(voters)
    room = spare(known)
    kept = sorted({min(max(start, room + 1), voters - room) for start in starts})
    edges = [0, *kept, voters + 1]
    return tuple((low, high - 1) for low, high in pairwise(edges))
