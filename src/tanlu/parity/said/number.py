"""A number as a text says it, and when two of them say the same."""

from dataclasses import dataclass
from typing import Final

SHARE, POINTS, PLAIN, ORDINAL, VAGUE, TIMES, CLOCK = (
    "share",
    "points",
    "plain",
    "ordinal",
    "vague",
    "times",
    "clock",
)

MINUS: Final = r"(?:−|(?:^|[\s|（(])-|\bminus )$"
"""What before a number makes it negative: a minus sign, or a hyphen that joins nothing."""

UNITS: Final[dict[str, tuple[str, float]]] = {
    "t": ("mass", 1.0), "kt": ("mass", 1e3), "Mt": ("mass", 1e6), "Gt": ("mass", 1e9),
    "ton": ("mass", 1.0), "short_ton": ("mass", 0.90718474), "kg": ("mass", 0.001),
    "tce": ("coal equivalent", 1.0),
    "W": ("power", 1e-6), "kW": ("power", 0.001), "MW": ("power", 1.0), "GW": ("power", 1000.0),
    "kWh": ("energy", 0.001), "MWh": ("energy", 1.0), "GWh": ("energy", 1e3), "TWh": ("energy", 1e6),
    "km": ("length", 1.0), "mile": ("length", 1.609344), "m": ("length", 0.001), "foot": ("length", 0.0003048),
    "ha": ("area", 1.0), "acre": ("area", 0.40468564), "mu": ("area", 1 / 15), "km2": ("area", 100.0),
    "square_mile": ("area", 258.9988), "m2": ("area", 1e-4),
    "USD": ("US dollars", 1.0), "CNY": ("yuan", 1.0), "EUR": ("euros", 1.0),
    "year": ("years", 1.0), "month": ("months", 1.0), "week": ("weeks", 1.0), "day": ("days", 1.0),
    "hour": ("hours", 1.0), "minute": ("minutes", 1.0), "degC": ("degrees Celsius", 1.0),
    "degF": ("degrees Fahrenheit", 1.0),
    "sqft": ("area", 9.290304e-6),
}  # fmt: skip
"""Unit of a text, its dimension, and its size in the dimension's own unit (NIST SP 811; 15 mu are one hectare)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a segment.

    Parameters
    ----------
    value : float
        With its scale word: ``12.7亿`` is 1.27e9; a percentage is a share.
    kind : str
        ``plain``, ``share``, ``points``, ``times``, ``ordinal``, ``clock`` (minutes of the day) or ``vague``
        (several hundred).
    unit : str
        Code of `UNITS`; empty where none stands beside it.
    hard : bool
        Written so that a faithful translation must carry it: in digits, with a scale word, or as a share.
        Small numbers in words are soft: languages differ in when they say them.
    start, end : int
        Where it stands.
    hedge : str
        ``about``, ``nearly``, ``over``, ``under``, ``least``, ``most`` or empty.
    """

    value: float
    kind: str
    unit: str
    hard: bool
    start: int
    end: int
    hedge: str = ""

    @property
    def size(self) -> float:
        """The value in the unit of its dimension."""
        return self.value * UNITS[self.unit][1] if self.unit else self.value

    @property
    def dimension(self) -> str:
        """What it measures; empty where no unit stands beside it."""
        return UNITS[self.unit][0] if self.unit else ""


def close(one: float, other: float, tolerance: float = 1e-6) -> bool:
    """Return whether two values are equal up to the tolerance, relative to the larger."""
    return abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-12)


def same(one: Number, other: Number) -> bool:
    """Return whether two numbers say the same.

    Equal values in one unit do; so do values in two units of one dimension that convert into each
    other within half a percent (20 miles, 32.2公里). A number without a unit beside it equals its
    value in any unit. A bare English *ton* equals a 吨 or a 短吨: it does not say which it is.
    """
    if one.kind != other.kind:
        return False
    if one.kind == SHARE:
        return close(one.value, other.value, 0.004 if _rounded(one, other) else 1e-6)
    if (
        not one.unit
        or not other.unit
        or one.unit == other.unit
        or {one.unit, other.unit} == {"ton", "short_ton"}
    ):
        return close(one.value, other.value)
    return one.dimension == other.dimension and close(one.size, other.size, 0.005)


def _rounded(one: Number, other: Number) -> bool:
    """Whether one of two shares is a third or a sixth, which no percentage equals."""
    return any(close(each.value * n % 1, 0, 1e-9) for each in (one, other) for n in (3, 6, 7, 9)) and not (
        close(one.value * 100 % 1, 0, 1e-9) and close(other.value * 100 % 1, 0, 1e-9)
    )
