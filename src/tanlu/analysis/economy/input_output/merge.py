"""Sectors of a table joined, so that figures of a coarser classification fit it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tanlu.analysis.economy.caution import named
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadTable
from tanlu.text import Text


def merge(table: IOTable, groups: Sequence[Sequence[str]]) -> IOTable:
    """Return the table with some sectors joined; a joined sector is called ``a+b``.

    Parameters
    ----------
    table : IOTable
    groups : sequence of sequences of str
        The sectors of each new sector, in the new order; every sector once.

    Raises
    ------
    UnknownName
        If a sector is not in the table.
    BadTable
        If a sector is left out or stands in two groups.

    Examples
    --------
    >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
    >>> merge(table, [["a", "b"]]).flows.tolist()
    [[950.0]]
    """
    places = [[table.place(each) for each in group] for group in groups]
    flat = [at for group in places for at in group]
    if sorted(flat) != list(range(len(table.sectors))):
        lost = [each for at, each in enumerate(table.sectors) if flat.count(at) != 1]
        few = named(tuple(lost))
        raise BadTable(
            (f"These sectors are left out, or stand twice: {few.en}.", f"以下部门遗漏或重复：{few.zh}。"),
            (
                "Give each sector of the table once; join several as a+b.",
                "表中每个部门须出现一次；几个部门合并的写成“甲+乙”。",
            ),
        )
    sums = np.zeros((len(places), len(table.sectors)))
    for row, group in enumerate(places):
        sums[row, group] = 1.0
    joined: dict[str, Any] = {
        name: None if (held := getattr(table, name)) is None else sums @ held
        for name in ("final", "output", "value_added", "wages", "households", "jobs")
    }
    return replace(
        table,
        sectors=tuple("+".join(table.sectors[at] for at in group) for group in places),
        titles=tuple(_title([table.titles[at] for at in group]) for group in places),
        flows=sums @ table.flows @ sums.T,
        **joined,
    )


def _title(titles: list[Text]) -> Text:
    return Text(" + ".join(each.en for each in titles), "、".join(each.zh for each in titles))
