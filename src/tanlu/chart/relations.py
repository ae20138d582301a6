"""What a chart of ties, places, spans or years ahead shows: plain data, every number with the reference it came from."""

from dataclasses import dataclass

from tanlu.chart.checks import check_finite, check_keys, refuse
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in a drawing of ties: a key and a name."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a node of the left column and one of the right; ``label`` names what ties them."""

    left: str
    right: str
    label: Text
    ref: str


@dataclass(frozen=True, slots=True)
class TieChart:
    """Two columns of names with a line for each tie between them; ``heads`` name the columns."""

    title: Text
    subtitle: Text
    heads: tuple[Text, Text]
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    links: tuple[Link, ...]
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(each.key for each in (*self.left, *self.right)), "names", "名称")
        sides = {each.key for each in self.left}, {each.key for each in self.right}
        if not self.links or any(e.left not in sides[0] or e.right not in sides[1] for e in self.links):
            raise refuse("it has no ties, or one whose ends are not listed", "没有连线，或连线的两端未列出")


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot with its two values, its name and their references.

    A ``number`` above zero stands beside it and is named below the drawing, in bold if ``bold``; a hollow dot is not
    ``full``. Without references its place is a layout and no measure, and ``value`` and ``ref`` are what the table shows.
    """

    key: str
    label: Text
    x: float
    y: float
    refs: tuple[str, str] = ("", "")
    number: int = 0
    full: bool = True
    bold: bool = False
    value: float | None = None
    ref: str = ""

    def __post_init__(self) -> None:
        check_finite(self.key, self.x, self.y, self.value)


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Dots on two measures; with ``axes`` false a map on which near means alike, perhaps with ties between dots.

    ``across`` and ``up`` name the measures (of a map, ``up`` what the values are), ``key`` says what full, hollow and
    bold mean, ``rows`` what the dots are, and ``mark`` is the region whose colour and shape they take.
    """

    title: Text
    subtitle: Text
    dots: tuple[Dot, ...]
    across: Text
    up: Text
    key: Text
    rows: Text
    source: Text
    mark: str = ""
    axes: bool = True
    ties: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        check_keys(tuple(dot.key for dot in self.dots), "dots", "点")
        known = {dot.key for dot in self.dots}
        if any(end not in known for tie in self.ties for end in tie):
            raise refuse("a tie ends at no dot", "有连线的一端没有点")


@dataclass(frozen=True, slots=True)
class Span:
    """Between which shares of the whole a group lies, from 0 to 1; without ends nothing is told, and ``words`` says why."""

    key: str
    label: Text
    low: float | None
    high: float | None
    words: Text
    ref: str

    def __post_init__(self) -> None:
        check_finite(self.key, self.low, self.high)
        if (self.low is None) != (self.high is None) or not 0 <= (self.low or 0) <= (self.high or 0) <= 1:
            raise refuse(f"{self.key} has no span between 0 and 1", f"{self.key} 的区间不在 0 与 1 之间")


@dataclass(frozen=True, slots=True)
class SpanRow:
    """What is asked, what is said of it, and the span of each group."""

    key: str
    label: Text
    said: Text
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpanChart:
    """Spans of groups, row by row, on a track from none to all."""

    title: Text
    subtitle: Text
    rows: tuple[SpanRow, ...]
    unit: Text
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(row.key for row in self.rows), "rows", "行")


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where something may lie, and where it lies."""

    key: str
    label: Text
    low: float
    best: float
    high: float
    ref: str = ""

    def __post_init__(self) -> None:
        check_finite(self.key, self.low, self.best, self.high)
        if self.low > self.high:
            raise refuse(f"the range of {self.key} ends before it begins", f"{self.key} 的范围首尾颠倒")


@dataclass(frozen=True, slots=True)
class RangeChart:
    """Ranges on one axis: how far good solutions may differ, or how far an answer moves with each assumption.

    ``axis`` is where the axis begins and ends; without it, at zero and at what the ranges reach.
    """

    title: Text
    subtitle: Text
    ranges: tuple[Range, ...]
    unit: Text
    rows: Text
    source: Text
    axis: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        check_keys(tuple(each.key for each in self.ranges), "ranges", "范围")


@dataclass(frozen=True, slots=True)
class FanYear:
    """Quantiles of one year ahead, the lowest first: of the outer band, the inner band, the middle, and back."""

    year: int
    values: tuple[float, float, float, float, float]
    refs: tuple[str, str, str, str, str]

    def __post_init__(self) -> None:
        check_finite(str(self.year), *self.values)
        if list(self.values) != sorted(self.values):
            raise refuse(f"quantiles of {self.year} are not in order", f"{self.year}年的分位数无序")


@dataclass(frozen=True, slots=True)
class Course:
    """Values by year, each with its reference: what was, or a line of its own beside the fan."""

    key: str
    label: Text
    points: tuple[tuple[int, float, str], ...]

    def __post_init__(self) -> None:
        years = [year for year, *_ in self.points]
        if not years or years != sorted(set(years)):
            raise refuse(
                f"{self.key} has no points, or its years are not in order", f"{self.key} 没有点，或年份无序"
            )
        check_finite(self.key, *(value for _, value, _ in self.points))


@dataclass(frozen=True, slots=True)
class FanChart:
    """What was, and bands of what may come with lines beside them; without years ahead there is no band.

    ``heads`` name the quantiles in the table, ``mark`` is the region whose colour it takes. A line of one or two points is
    drawn as dots where its years lie apart: nothing is drawn between them that is not known.
    """

    title: Text
    subtitle: Text
    past: Course
    ahead: tuple[FanYear, ...]
    lines: tuple[Course, ...]
    heads: tuple[Text, Text, Text, Text, Text]
    unit: Text
    source: Text
    mark: str = ""

    def __post_init__(self) -> None:
        check_keys(tuple(each.key for each in (self.past, *self.lines)), "lines", "折线")
        years = [each.year for each in self.ahead]
        if years != sorted(set(years)) or (years and years[0] <= self.past.points[-1][0]):
            raise refuse(
                "its years ahead are not in order, or lie in the past", "展望年份无序，或早于已知年份"
            )


@dataclass(frozen=True, slots=True)
class Opinion:
    """How a question was answered: shares from 0 to 1, None where one is not told, and ``note`` then says why.

    ``apart`` is the share of those who are not sure; it belongs to neither side. ``told`` is what stands beside the bar,
    such as the number of answers.
    """

    key: str
    label: Text
    against: float | None
    middle: float | None
    favour: float | None
    apart: float | None
    told: Text
    note: Text | None = None
    ref: str = ""

    def __post_init__(self) -> None:
        parts = (self.against, self.middle, self.favour, self.apart)
        check_finite(self.key, *parts)
        known = [each for each in parts if each is not None]
        if any(each < 0 for each in known) or sum(known) > 1 + 1e-6:
            raise refuse(
                f"the shares of {self.key} do not lie between 0 and 1", f"{self.key} 的比例不在 0 与 1 之间"
            )
        if len(known) < len(parts) and self.note is None:
            raise refuse(f"{self.key} lacks a share and does not say why", f"{self.key} 缺少比例且未说明原因")

    @property
    def sides(self) -> tuple[float, float, float] | None:
        """Against, middle and in favour, where all of them are told."""
        if self.against is None or self.middle is None or self.favour is None:
            return None
        return self.against, self.middle, self.favour


@dataclass(frozen=True, slots=True)
class OpinionChart:
    """Bars that diverge from the middle, with those who are not sure apart; ``heads`` name the four parts in order."""

    title: Text
    subtitle: Text
    rows: tuple[Opinion, ...]
    heads: tuple[Text, Text, Text, Text]
    unit: Text
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(each.key for each in self.rows), "rows", "行")


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a ladder: its name, whether it holds, and what shows it."""

    key: str
    label: Text
    holds: bool
    told: Text
    ref: str = ""


@dataclass(frozen=True, slots=True)
class LadderChart:
    """Steps taken from the top down; the line is drawn as far as they hold. ``said`` is what follows from it."""

    title: Text
    subtitle: Text
    rungs: tuple[Rung, ...]
    said: Text
    unit: Text
    source: Text

    def __post_init__(self) -> None:
        check_keys(tuple(each.key for each in self.rungs), "steps", "步骤")
