"""Which statements the declared groups agree on, said from a release and from nothing else.

The bounds come from what the room is told; every label, rank and bound is made of them. So whoever reads all of it knows
no more than the release says, and the release settles nobody's vote.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tanlu.accord.releases import Cell, Release
from tanlu.accord.rules import Audience
from tanlu.analysis.opinion.declared import Rules
from tanlu.analysis.opinion.labels import Label
from tanlu.analysis.opinion.told import Bounds, Told, told
from tanlu.errors import HeldBack

SHARES: Final = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the groups of one cut agree on.

    Parameters
    ----------
    cut : str
    groups, statements : tuple of str
    bounds : Bounds
    found : Told
    """

    cut: str
    groups: tuple[str, ...]
    statements: tuple[str, ...]
    bounds: Bounds
    found: Told

    def label(self, statement: str) -> Label:
        """Return the label of a statement."""
        return self.found.labels[self.statements.index(statement)]

    def to_json(self, audience: Audience) -> dict[str, Any]:
        """Return it for a program; bounds of counts are for the room only."""
        return {
            "cut": self.cut,
            "groups": list(self.groups),
            "order": [self.statements[at] for at in self.found.order],
            "by_chance": round(self.found.by_chance, SHARES),
            "statements": [
                {"statement": each, "label": str(self.found.labels[at]), "rank": int(self.found.rank[at])}
                | (self._inside(at) if audience is Audience.ROOM else {})
                for at, each in enumerate(self.statements)
            ],
        }

    def _inside(self, at: int) -> dict[str, Any]:
        known = self.bounds.told[:, at]
        bounds = [
            [round(float(low), 4), round(float(high), 4)] if told else None
            for low, high, told in zip(
                self.found.room_low[:, at], self.found.room_high[:, at], known, strict=True
            )
        ]
        return {
            "share_of_roster": bounds,
            "q_all_above_half": round(float(self.found.q_all[at]), 4),
            "q_differ": round(float(self.found.q_differ[at]), 4),
        }


def agreement(room: Release, cut: str, rules: Rules | None = None) -> Agreement:
    """Return what the groups of a cut agree on.

    Parameters
    ----------
    room : Release
        What the room is told.
    cut : str
        One of its cuts.
    rules : Rules, optional
        What counts as enough.

    Raises
    ------
    HeldBack
        If the release is not the room's, or is not cut so.
    """
    if room.audience is not Audience.ROOM or cut not in room.cuts:
        raise HeldBack(
            (f"Agreement by {cut!r} cannot be told from this release.", f"无法从这份结果得出按“{cut}”划分的一致程度。"),
            ("Ask for a cut that was declared before the vote.", "请使用投票前声明的划分方式。"),
        )  # fmt: skip
    cells = [[cell for cell in table.cells if cell.attribute == cut] for table in room.tables]
    groups = tuple(cell.group for cell in cells[0]) if cells else ()
    statements = tuple(table.statement for table in room.tables)
    bounds = _bounds(cells, len(groups))
    return Agreement(cut, groups, statements, bounds, told(bounds, statements, rules))


def _bounds(cells: list[list[Cell]], groups: int) -> Bounds:
    low, high, voted, against = (np.zeros((groups, len(cells)), dtype=np.int64) for _ in range(4))
    for at, row in enumerate(cells):
        for group, cell in enumerate(row):
            if cell.count is not None and cell.voters is not None:
                low[group, at], high[group, at] = cell.count
                voted[group, at] = cell.voters
                if cell.opposed is not None and cell.opposed.count is not None:
                    against[group, at] = cell.opposed.count[0]
    roster = np.array([cell.people for cell in cells[0]] if cells else [], dtype=np.int64)
    return Bounds(low, high, voted, roster, against)
