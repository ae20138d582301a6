"""What moves an outlook: one assumption at a time, everything else and every random number kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from tanlu.analysis.coal.outlook import Settings, Start, draw
from tanlu.analysis.coal.panel import Panel
from tanlu.text import Text

SHARES: Final = (0.1, 0.5, 0.9)
STEPS: Final[dict[str, tuple[Text, tuple[float, float]]]] = {
    "damping": (
        Text(
            "how fast the trend fades (0.75 to 0.95 stays each year)", "趋势减弱的快慢（每年保留0.75至0.95）"
        ),
        (0.75, 0.95),
    ),
    "mixture": (
        Text(
            "paths that follow another region's real course (none to all)",
            "沿其他地区真实走势的路径占比（无至全部）",
        ),
        (0.0, 1.0),
    ),
    "wider": (Text("surprises smaller or larger by a quarter", "意外变动缩小或放大四分之一"), (0.75, 1.25)),
    "trend": (Text("yearly trend two points lower or higher", "年趋势降低或提高两个百分点"), (-0.02, 0.02)),
    "start": (Text("last output five percent lower or higher", "最近产量降低或提高百分之五"), (0.95, 1.05)),
}
"""Assumptions, with the two ends between which each is moved."""


@dataclass(frozen=True, slots=True)
class Driver:
    """How far quantiles of the last year move with one assumption.

    Parameters
    ----------
    name : str
        A key of :data:`STEPS`.
    low, high : mapping of float to float
        Quantile with the assumption at its lower and at its upper end.
    """

    name: str
    low: Mapping[float, float]
    high: Mapping[float, float]

    def reach(self, share: float = 0.5) -> float:
        """Return how far a quantile moves."""
        return abs(self.high[share] - self.low[share])


def drivers(
    start: Start, panel: Panel, *, horizon: int, draws: int, seed: int, settings: Settings
) -> tuple[Mapping[float, float], tuple[Driver, ...]]:
    """Return the quantiles of the last year, and how each assumption moves them, the strongest first.

    Common random numbers: both ends of an assumption are drawn with the same seed, so that a difference is not noise.

    Parameters
    ----------
    start, panel, settings
        As :func:`tanlu.analysis.coal.outlook.draw` takes them.
    horizon, draws, seed : int
    """

    def asked(one: Start, how: Settings) -> Mapping[float, float]:
        found = draw([one], panel, horizon=horizon, draws=draws, seed=seed, settings=how)[:, -1, 0]
        return dict(zip(SHARES, map(float, np.quantile(found, SHARES)), strict=True))

    made = []
    for name, (_, ends) in STEPS.items():
        low, high = (asked(*_moved(start, settings, name, end)) for end in ends)
        made.append(Driver(name, low, high))
    return asked(start, settings), tuple(sorted(made, key=lambda each: -each.reach()))


def _moved(start: Start, settings: Settings, name: str, end: float) -> tuple[Start, Settings]:
    if name == "trend":
        return replace(start, trend=start.trend + end), settings
    if name == "start":
        return replace(start, output=start.output * end), settings
    if name == "wider":
        return start, replace(settings, wider=settings.wider * end)
    return start, replace(settings, damping=end) if name == "damping" else replace(settings, mixture=end)
