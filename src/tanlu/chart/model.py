"""What a chart shows: plain data, every number with the reference it came from."""

import math
import re
from dataclasses import dataclass

from tanlu.chart.checks import check_finite, check_keys, refuse
from tanlu.chart.relations import (
    FanChart,
    LadderChart,
    OpinionChart,
    RangeChart,
    ScatterChart,
    SpanChart,
    TieChart,
)
from tanlu.chart.style import fuel_of
from tanlu.text import Text

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One year's value; a year without a figure has no point."""

    year: int
    value: float
    provisional: bool
    ref: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series over years; ``key`` (a region's code) decides its colour and shape."""

    key: str
    label: Text
    points: tuple[LinePoint, ...]

    def __post_init__(self) -> None:
        years = [point.year for point in self.points]
        if not years or years != sorted(set(years)):
            raise refuse(
                f"{self.key} has no points, or its years are not in order", f"{self.key} 没有点，或年份无序"
            )
        check_finite(self.key, *(point.value for point in self.points))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``value`` is None where nothing was measured, and ``note`` then says why.

    ``low`` and ``high`` bound an interval, drawn as a line across the end of the bar.
    """

    key: str
    label: Text
    value: float | None
    note: Text | None
    ref: str
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        check_finite(self.key, self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stack: the amount in the chart's unit, not yet a share."""

    fuel: str
    value: float
    ref: str

    def __post_init__(self) -> None:
        fuel_of(self.fuel)


@dataclass(frozen=True, slots=True)
class Stack:
    """The parts of one whole in one year; without segments nothing was measured."""

    key: str
    label: Text
    year: int | None
    segments: tuple[Segment, ...]
    note: Text | None = None

    def __post_init__(self) -> None:
        check_finite(self.key, *(segment.value for segment in self.segments))
        if any(segment.value < 0 for segment in self.segments):
            raise refuse(f"{self.key} has a negative part", f"{self.key} 有负的组成部分")
        if self.segments and self.total <= 0:
            raise refuse(f"the parts of {self.key} add up to nothing", f"{self.key} 各部分之和为零")

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return math.fsum(segment.value for segment in self.segments)

    def share(self, segment: Segment) -> float:
        """Return a part's share of the whole, in percent."""
        return 100 * segment.value / self.total


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One row of two years; ``refs`` holds the reference of the start, then of the end."""

    key: str
    label: Text
    start: float
    end: float
    start_year: int
    end_year: int
    refs: tuple[str, str]

    def __post_init__(self) -> None:
        check_finite(self.key, self.start, self.end)


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A dated event; ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, ``lane`` a lane's key."""

    date: str
    lane: str
    label: Text
    ref: str

    def __post_init__(self) -> None:
        if not _DATE.fullmatch(self.date):
            raise refuse(f"{self.date!r} is not a date", f"{self.date!r} 不是日期")


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a timeline: a key and its name."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over years. ``title`` is the finding, ``subtitle`` the measure and unit.

    Parameters
    ----------
    step : int
        Years between two neighbouring points; a wider distance is a gap and stays one.
    from_zero : bool
        Whether the vertical axis holds zero.
    """

    title: Text
    subtitle: Text
    lines: tuple[Line, ...]
    unit: Text
    source: Text
    step: int = 1
    from_zero: bool = True

    def __post_init__(self) -> None:
        check_keys(tuple(line.key for line in self.lines), "lines", "折线")


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from zero; ``rows`` says what the bars are, where they are not regions."""

    title: Text
    subtitle: Text
    bars: tuple[Bar, ...]
    unit: Text
    source: Text
    rows: Text | None = None

    def __post_init__(self) -> None:
        check_keys(tuple(bar.key for bar in self.bars), "bars", "条形")


@dataclass(frozen=True, slots=True)
class StackedShareChart:
    """Bars of equal length, each the parts of one whole; ``unit`` is that of the amounts."""

    title: Text
    subtitle: Text
    stacks: tuple[Stack, ...]
    unit: Text
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(stack.key for stack in self.stacks), "bars", "条形")


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    """Two years of each row, with an arrow from the first to the second."""

    title: Text
    subtitle: Text
    rows: tuple[Dumbbell, ...]
    unit: Text
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(row.key for row in self.rows), "rows", "行")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in lanes, in the order of ``lanes``, each lane in order of time."""

    title: Text
    subtitle: Text
    lanes: tuple[Lane, ...]
    events: tuple[TimelineEvent, ...]
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(lane.key for lane in self.lanes), "lanes", "泳道")
        known = {lane.key for lane in self.lanes}
        if not self.events or any(event.lane not in known for event in self.events):
            raise refuse("it has no events, or one whose lane is not listed", "没有事件，或事件的泳道未列出")


@dataclass(frozen=True, slots=True)
class TileValue:
    """The value of one state or province; None where nothing was measured, and ``note`` then says why."""

    code: str
    value: float | None
    year: int | None
    ref: str
    note: Text | None = None

    def __post_init__(self) -> None:
        check_finite(self.code, self.value)
        if (self.value is None) != (self.year is None):
            raise refuse(
                f"{self.code} has a value without a year, or a year without a value",
                f"{self.code} 的数值与年份不成对",
            )


@dataclass(frozen=True, slots=True)
class TileMap:
    """Equal squares for the states and provinces of ``countries``; those without a value are hatched.

    ``outlined`` are the regions that the map is about; without any, those that have a colour of their own.
    """

    title: Text
    subtitle: Text
    values: tuple[TileValue, ...]
    unit: Text
    source: Text
    countries: tuple[str, ...] = ("USA", "CHN")
    outlined: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_keys(tuple(each.code for each in self.values if each.value is not None), "values", "数值")


Chart = (
    FanChart
    | LadderChart
    | OpinionChart
    | RangeChart
    | ScatterChart
    | SpanChart
    | TieChart
    | TileMap
    | LineChart
    | BarChart
    | StackedShareChart
    | DumbbellChart
    | Timeline
)
