"""Charts: from plain data to SVG, its words for who cannot see it, and the table under it.

The room is pure: it knows no evidence and no brief, only numbers with their references.
"""

from tanlu.chart.alt import alt_of
from tanlu.chart.model import (
    Bar,
    BarChart,
    Chart,
    Dumbbell,
    DumbbellChart,
    Lane,
    Line,
    LineChart,
    LinePoint,
    Segment,
    Stack,
    StackedShareChart,
    TileMap,
    TileValue,
    Timeline,
    TimelineEvent,
)
from tanlu.chart.relations import (
    Dot,
    Link,
    Node,
    Range,
    RangeChart,
    ScatterChart,
    Span,
    SpanChart,
    SpanRow,
    TieChart,
)
from tanlu.chart.render import NARROW, WIDE, Drawing, render
from tanlu.chart.table import Cell, Table, table_of

__all__ = [
    "NARROW",
    "WIDE",
    "Bar",
    "BarChart",
    "Cell",
    "Chart",
    "Dot",
    "Drawing",
    "Dumbbell",
    "DumbbellChart",
    "Lane",
    "Line",
    "LineChart",
    "LinePoint",
    "Link",
    "Node",
    "Range",
    "RangeChart",
    "ScatterChart",
    "Segment",
    "Span",
    "SpanChart",
    "SpanRow",
    "Stack",
    "StackedShareChart",
    "Table",
    "TieChart",
    "TileMap",
    "TileValue",
    "Timeline",
    "TimelineEvent",
    "alt_of",
    "render",
    "table_of",
]
