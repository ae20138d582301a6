"""Breaks: what no band drawn beforehand would have held. Each is a line of its own, without a probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Break:
    """A break as an index from its onset on.

    Parameters
    ----------
    id : str
        Its name.
    title : Text
        What happened, where and when; or what is assumed.
    index : tuple of float
        Output (or jobs) over that of the year of onset, one a year from the first year after it.
    real : bool
        Whether it happened; else it is constructed, and says so.
    """

    id: str
    title: Text
    index: tuple[float, ...]
    real: bool


def from_path(name: str, title: Text, values: Sequence[float]) -> Break:
    """Return a break that happened, from the year of onset on.

    Parameters
    ----------
    name, title : str, Text
    values : sequence of float
        The year of onset first.
    """
    held = np.asarray(values, np.float64)
    if held.size < 2 or not (np.isfinite(held).all() and held[0] > 0 and (held >= 0).all()):
        raise BadTable(
            (
                f"{name}: a break needs two years or more, and output above zero at its onset.",
                f"{name}：断崖路径至少需要两年，且起始年产量须大于零。",
            ),
            ("Give the year of onset and the years after it.", "请给出起始年及其后各年。"),
        )
    return Break(name, title, tuple(float(each) for each in held[1:] / held[0]), real=True)


def halving(years: int = 5) -> Break:
    """Return the constructed break: half is lost within some years, at an even rate, and no more after.

    Examples
    --------
    >>> round(halving().index[4], 3)
    0.5
    """
    if years < 1:
        raise BadTable(
            (f"Half cannot be lost within {years} years.", f"无法在{years}年内减半。"),
            ("Give one year or more.", "请给出一年或以上。"),
        )
    title = Text(f"Half is lost within {years} years (constructed)", f"{years}年内减半（设定情景）")
    return Break("halving", title, tuple(0.5 ** (year / years) for year in range(1, years + 1)), real=False)


def line(start: float, held: Break, onset: int, horizon: int) -> Floats:
    """Return output year by year: level until the onset, then the break, then level again.

    Parameters
    ----------
    start : float
        Output of the last year known.
    held : Break
    onset : int
        Years ahead after which it begins; 0 for at once.
    horizon : int
        Years.

    Examples
    --------
    >>> line(100.0, halving(2), 1, 4).round(1).tolist()
    [100.0, 70.7, 50.0, 50.0]
    """
    if onset < 0 or horizon < 1:
        raise BadTable(
            (
                f"A break {onset} years ahead within {horizon} years.",
                f"断崖始于{onset}年后，总年数为{horizon}。",
            ),
            (
                "Give an onset of zero or more, and a horizon of one year or more.",
                "起始年须为零或以上，总年数至少为一年。",
            ),
        )
    index = np.concatenate([np.ones(onset), held.index, np.full(horizon, held.index[-1])])[:horizon]
    return np.asarray(start * index, np.float64)


def inside(low: Floats, high: Floats, path: Floats) -> tuple[bool, ...]:
    """Return for each year whether a break lies within a band; that it does not is the reason why it is shown."""
    return tuple(bool(a <= each <= b) for a, each, b in zip(low, path, high, strict=True))
