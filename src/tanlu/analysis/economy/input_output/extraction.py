"""Hypothetical extraction: what would be missing without a sector, if nothing took its place."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.input_output.leontief import Leontief
from tanlu.analysis.economy.input_output.table import GROSS
from tanlu.errors import BadReference
from tanlu.text import Text

Floats = NDArray[np.float64]

KINDS: Final = {
    "complete": Text("complete extraction: its purchases and its deliveries", "完全抽取：其采购和供给均去除"),
    "backward": Text("backward extraction: its purchases", "后向抽取：只去除其采购"),
    "forward": Text(
        "forward extraction: its deliveries, in the Ghosh model with primary inputs as they are",
        "前向抽取：只去除其供给，用 Ghosh 模型，初始投入不变",
    ),
}
_REMOVED: Final = Text("its final demand is removed too", "其最终需求一并去除")
_KEPT: Final = Text("its final demand is kept", "其最终需求保留")
_DEPENDENCE: Final = Text("a measure of dependence, no forecast", "衡量依赖程度，不是预测")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What is missing without a sector.

    Parameters
    ----------
    sector : str
    kind : str
        ``complete``, ``backward`` or ``forward``.
    share : float
        How much of the sector is taken out.
    final_removed : bool
        Whether final demand for it goes too.
    sectors : tuple of str
    lost : ndarray, shape (n,)
        Output lost in each sector, in the unit of the table.
    exposure : ndarray, shape (n,)
        The same as a share of each sector's output.
    output_share, value_added_share : float
        Losses as shares of all output and of all value added.
    jobs_lost : float or None
        Persons, at the sectors' average output a job.
    method : Text
    """

    sector: str
    kind: str
    share: float
    final_removed: bool
    sectors: tuple[str, ...]
    lost: Floats
    exposure: Floats
    output_share: float
    value_added_share: float
    jobs_lost: float | None
    method: Text

    def most_exposed(self) -> tuple[int, ...]:
        """Return the places of the other sectors, the most exposed first."""
        order = np.argsort(-self.exposure, kind="stable")
        return tuple(int(at) for at in order if self.sectors[at] != self.sector)


def extract(
    system: Leontief, sector: str, *, kind: str = "complete", share: float = 1.0, remove_final: bool = True
) -> Extraction:
    r"""Take a sector, or a share of it, out of the economy.

    Complete: row and column j of A times :math:`1 - \alpha` (the cell jj once), then :math:`x - (I - A^*)^{-1} f^*`.
    Backward: the column only. Forward: row j of :math:`B = \hat x^{-1} Z` times :math:`1 - \alpha` in
    :math:`x' = v'(I - B)^{-1}`.

    Parameters
    ----------
    system : Leontief
    sector : str
        Code or title.
    kind : str
        ``complete``, ``backward`` or ``forward``.
    share : float
        :math:`\alpha`, above 0 and at most 1; below 1 the extraction is partial.
    remove_final : bool
        Whether the same share of its final demand goes too; ``forward`` has no such choice.

    Raises
    ------
    UnknownName
        If the table has no such sector.
    BadReference
        If the kind or the share is none.

    Notes
    -----
    A row and a column change, so L gives the solution by Woodbury's formula in O(n^2), without a second inversion.

    References
    ----------
    Paelinck, de Caevel & Degueldre (1965); Cella (1984), Oxford Bulletin of Economics and Statistics 46:73-84;
    Dietzenbacher, van der Linden & Steenge (1993), Economic Systems Research 5:185-206; Dietzenbacher & Lahr (2013),
    ibid. 25:341-360.

    Examples
    --------
    >>> from tanlu.analysis.economy.input_output.leontief import leontief
    >>> from tanlu.analysis.economy.input_output.table import IOTable
    >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
    >>> extract(leontief(table), "a").lost.round(6).tolist()
    [1000.0, 210.526316]
    """
    _demand(kind, share)
    table, at = system.table, system.table.place(sector)
    removed = remove_final and kind != "forward"
    if kind == "forward":
        lost = _forward(system, at, share)
    else:
        lost = _by_demand(system, at, share, rows=kind == "complete", final=removed)
    value = table.value_added / table.output
    jobs = None if table.jobs is None else float(table.jobs / table.output @ lost)
    return Extraction(
        table.sectors[at], kind, share, removed, table.sectors, lost, lost / table.output,
        float(lost.sum() / table.output.sum()), float(value @ lost / table.value_added.sum()), jobs,
        _method(system, kind, share, removed=removed),
    )  # fmt: skip


def _demand(kind: str, share: float) -> None:
    if kind not in KINDS:
        raise BadReference(
            (f"There is no extraction {kind!r}.", f"没有 {kind!r} 这种抽取方法。"),
            (f"Choose among {', '.join(KINDS)}.", f"可选：{'、'.join(KINDS)}。"),
        )
    if not 0 < share <= 1:
        raise BadReference(
            (f"The share {share:g} is not above 0 and at most 1.", f"抽取比例 {share:g} 不在 0 到 1 之间（不含 0）。"),
            ("Give 1 for the whole sector, 0.5 for half of it.", "全部抽取填 1，抽取一半填 0.5。"),
        )  # fmt: skip


def _by_demand(system: Leontief, at: int, share: float, *, rows: bool, final: bool) -> Floats:
    """Return losses when the column, and perhaps the row and final demand, of a sector shrink.

    I - A* = (I - A) + U V' with U = [c, e] and V' = share [e'; r'], c and r being column and row of A, e the unit.
    """
    table, column = system.table, system.inverse[:, at]
    through = column.copy()  # L c
    through[at] -= 1.0
    demand = share * table.final[at] if final else 0.0
    before = table.output - demand * column
    if not rows:
        missing = through * (share * before[at] / (1.0 + share * through[at]))
        return np.asarray(table.output - before + missing, dtype=np.float64)
    row = system.inputs[at]
    sides = np.array([through - row[at] * column, column]).T  # L U; the cell jj goes with the row
    small = np.eye(2) + share * np.array([sides[at], row @ sides])
    found = np.linalg.solve(small, share * np.array([before[at], row @ before]))
    return np.asarray(table.output - before + sides @ found, dtype=np.float64)


def _forward(system: Leontief, at: int, share: float) -> Floats:
    x = system.table.output
    beyond = system.inverse[at] * x / x[at]  # row of G
    beyond[at] -= 1.0
    return np.asarray(share * x[at] * beyond / (1.0 + share * beyond[at]), dtype=np.float64)


def _method(system: Leontief, kind: str, share: float, *, removed: bool) -> Text:
    words, final = KINDS[kind], _REMOVED if removed else _KEPT
    part = Text(f"{share:.0%} of the sector", f"抽取该部门的 {share:.0%}")
    parts = [words, part, *((final,) if kind != "forward" else ()), system.table.basis, _DEPENDENCE, GROSS]
    return Text("; ".join(each.en for each in parts), "；".join(each.zh for each in parts))
