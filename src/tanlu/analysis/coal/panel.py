"""Output of many coal regions over many years: what shocks and reference paths are taken from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable, UnknownName

Floats = NDArray[np.float64]

WINDOW: Final = 10
"""Years whose mean growth is the trend of a region."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Output of regions without a gap.

    Parameters
    ----------
    names : tuple of str
        Regions, each once.
    years : tuple of int
        Consecutive.
    logs : ndarray, shape (regions, years)
        Natural logarithms of output; the unit does not matter, as long as a region keeps it.
    """

    names: tuple[str, ...]
    years: tuple[int, ...]
    logs: Floats

    @classmethod
    def from_output(cls, names: Sequence[str], years: Sequence[int], output: ArrayLike) -> "Panel":
        """Return a panel of output above zero.

        Parameters
        ----------
        names, years : sequence
            Of the rows and the columns.
        output : array_like, shape (regions, years)

        Raises
        ------
        BadTable
            If years are missing, a region stands twice, or an output is not above zero.
        """
        table = np.asarray(output, np.float64)
        if table.shape != (len(names), len(years)) or len(set(names)) < len(names) or not len(names):
            raise BadTable(
                (
                    "The panel does not fit its regions and years, or a region stands twice.",
                    "面板与地区、年份不符，或地区重复。",
                ),
                ("Give one row a region and one column a year.", "每个地区一行，每年一列。"),
            )
        held = tuple(int(year) for year in years)
        gaps = [year for year in range(held[0], held[-1] + 1) if year not in held]
        if gaps or list(held) != sorted(held):
            missing = ", ".join(map(str, gaps[:5])) or "?"
            raise BadTable(
                (f"Years are missing or out of order: {missing}.", f"年份缺失或无序：{missing}。"),
                (
                    "Give consecutive years; cut the panel where a year is missing.",
                    "请给出连续年份，缺年处应截断。",
                ),
            )
        if not np.isfinite(table).all() or (table <= 0).any():
            row, column = np.argwhere(~(np.isfinite(table) & (table > 0)))[0]
            raise BadTable(
                (
                    f"{names[row]} has {table[row, column]:g} in {held[column]}.",
                    f"{names[row]} {held[column]}年的产量为 {table[row, column]:g}。",
                ),
                (
                    "Leave out regions whose output ended, or years before it began.",
                    "产量已归零的地区，或投产之前的年份，请不要列入。",
                ),
            )
        return cls(tuple(names), held, np.log(table))

    def without(self, name: str) -> "Panel":
        """Return the panel without a region; as it is where the region is not in it."""
        kept = [at for at, each in enumerate(self.names) if each != name]
        return Panel(tuple(self.names[at] for at in kept), self.years, self.logs[kept])

    def until(self, year: int) -> "Panel":
        """Return what was known at the end of a year."""
        end = sum(each <= year for each in self.years)
        return Panel(self.names, self.years[:end], self.logs[:, :end])

    def path(self, name: str) -> Floats:
        """Return the logarithms of one region.

        Raises
        ------
        UnknownName
            If it is not in the panel.
        """
        if name not in self.names:
            raise UnknownName(
                (f"The panel does not hold {name!r}.", f"面板中没有 {name!r}。"),
                (f"It holds {', '.join(self.names)}.", f"其中有：{'、'.join(self.names)}。"),
            )
        return np.asarray(self.logs[self.names.index(name)], np.float64)


@dataclass(frozen=True, slots=True)
class Shocks:
    """What surprises were, year by year.

    Parameters
    ----------
    common : ndarray, shape (years,)
        The mean surprise of all regions in a year.
    own : ndarray, shape (years, regions)
        What is left of each region's.
    growth : ndarray, shape (regions, years)
        Growth of each region as it was, in logarithms: the reference class.
    """

    common: Floats
    own: Floats
    growth: Floats


def shocks(panel: Panel, damping: float, window: int = WINDOW) -> Shocks:
    r"""Return the surprises of a panel: growth less the damped mean growth of the years before.

    :math:`e_{st} = \Delta y_{st} - \phi \, \overline{\Delta y}_{s,t-w..t-1}`.

    Raises
    ------
    BadTable
        If it holds fewer than two regions, or too few years for a trend and ten surprises.
    """
    growth = np.diff(panel.logs, axis=1)
    count = growth.shape[1] - window
    if len(panel.names) < 2 or count < 10:
        raise BadTable(
            (f"{len(panel.names)} regions over {len(panel.years)} years are too few for shocks.",
             f"{len(panel.names)}个地区、{len(panel.years)}年的数据不足以估计冲击。"),
            (f"Give two regions or more over {window + 11} years or more.", f"至少需要两个地区、{window + 11}年。"),
        )  # fmt: skip
    total = np.cumsum(np.pad(growth, ((0, 0), (1, 0))), axis=1)
    trend = (total[:, window:-1] - total[:, : -window - 1]) / window
    found = (growth[:, window:] - damping * trend).T
    common = found.mean(axis=1)
    return Shocks(common, found - common[:, None], growth)
