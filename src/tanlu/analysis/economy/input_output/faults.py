"""What makes an input-output table unfit: each fault is refused with what to do."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

MOST_OFF: Final = 0.005
"""A row or column may miss its total by this share of the sector's output, which is what rounding leaves."""


def import_shares(sectors: Sequence[str], use: Floats, imports: Floats) -> tuple[Floats, tuple[Caution, ...]]:
    """Return the imported share of the use of each good at home, and what was cut.

    Parameters
    ----------
    sectors : sequence of str, length n
    use, imports : ndarray, shape (n,)
        Intermediate and domestic final use, imports included; imports from zero up.

    Raises
    ------
    BadTable
        If imports are negative.
    """
    if (imports < 0).any():
        at = int(np.argmin(imports))
        raise BadTable(
            (f"The imports of {sectors[at]} are negative ({imports[at]:g}).",
             f"{sectors[at]} 的进口为负（{imports[at]:g}）。"),
            ("Give imports as numbers from zero up; they are subtracted here.", "进口请填不小于零的数，由程序扣除。"),
        )  # fmt: skip
    share = np.divide(imports, use, out=np.where(imports > 0, 1.0, 0.0), where=use > 0)
    over = tuple(each for each, m in zip(sectors, share, strict=True) if m > 1 + 1e-9)
    share = np.minimum(share, 1.0)
    if not over:
        return share, ()
    few = named(over)
    return share, (
        Caution(
            "imports_exceed_use",
            Text(f"Imports exceed the use at home of: {few.en}.", f"以下部门的进口超过国内使用：{few.zh}。"),
            Text(
                "All of it was taken as imported; the excess is re-exported.",
                "其国内使用全部视为进口，超出部分为转口。",
            ),
        ),
    )


def demand_balance(sectors: Sequence[str], parts: Floats, total: Floats, kind: Text) -> None:
    """Make sure that rows or columns add up to output.

    Raises
    ------
    BadTable
        If one misses it by more than half a percent of the sector's output; the worst is named.
    """
    off = np.abs(parts - total)
    allowed = MOST_OFF * np.abs(total) + 1e-6 * max(float(np.abs(total).max()), 1.0)
    if (off <= allowed).all():
        return
    at = int(np.argmax(off - allowed))
    raise BadTable(
        (
            f"The {kind.en} of {sectors[at]} adds up to {parts[at]:.10g}, its output is {total[at]:.10g}.",
            f"{sectors[at]} 的{kind.zh}合计为 {parts[at]:.10g}，总产出为 {total[at]:.10g}。",
        ),
        (
            "Give every part of it: final uses, imports, value added and the statistical error, in one unit.",
            "请给出全部组成部分（最终使用、进口、增加值和误差项），且单位一致。",
        ),
    )


def matrix(sectors: tuple[str, ...], flows: ArrayLike) -> Floats:
    """Return flows as an array, shape (n, n), if they fit the labels and are finite.

    Raises
    ------
    BadTable
        If not, or a label stands twice.
    """
    z = np.array(flows, dtype=np.float64)
    n = len(sectors)
    if z.shape != (n, n) or not n:
        raise BadTable(
            (f"The flows have the shape {z.shape}, {n} sectors need {(n, n)}.",
             f"中间流量的形状为 {z.shape}，{n} 个部门须为 {(n, n)}。"),
            ("Give one row and one column a sector, in the same order.", "每个部门一行一列，顺序一致。"),
        )  # fmt: skip
    twice = tuple(dict.fromkeys(each for each in sectors if sectors.count(each) > 1))
    if twice or not all(sectors):
        few = named(twice or ("''",))
        raise BadTable(
            (f"A sector stands twice, or has no label: {few.en}.", f"部门重复，或没有名称：{few.zh}。"),
            ("Give each sector one code.", "每个部门只能有一个代码。"),
        )
    if not np.isfinite(z).all():
        row, column = (int(each[0]) for each in np.nonzero(~np.isfinite(z)))
        raise _not_finite(f"{sectors[row]} → {sectors[column]}")
    return z


def vector(sectors: tuple[str, ...], given: ArrayLike, en: str, zh: str) -> Floats:
    """Return one number a sector, if they fit and are finite; ``en`` and ``zh`` say what they are.

    Raises
    ------
    BadTable
        If not.
    """
    values = np.array(given, dtype=np.float64)
    if values.shape != (len(sectors),):
        raise BadTable(
            (f"There are {values.shape} numbers of {en} for {len(sectors)} sectors.",
             f"{zh}的形状为 {values.shape}，部门数为 {len(sectors)}。"),
            ("Give one number a sector.", "每个部门一个数。"),
        )  # fmt: skip
    if not np.isfinite(values).all():
        raise _not_finite(f"{sectors[int(np.argmin(np.isfinite(values)))]} ({en} / {zh})")
    return values


def _not_finite(where: str) -> BadTable:
    return BadTable(
        (f"A number is NaN or infinite: {where}.", f"有数值为 NaN 或无穷大：{where}。"),
        ("Write 0 where nothing is delivered.", "没有流量的请填 0。"),
    )


def demand_signs(sectors: tuple[str, ...], z: Floats, x: Floats) -> None:
    """Make sure that output and flows are from zero up, and that no sector trades without output.

    Raises
    ------
    BadTable
        If not; the sector is named.
    """
    for values, en, zh in ((x, "output", "总产出"), (z.min(axis=1), "deliveries", "中间流量")):
        if (values < 0).any():
            at = int(np.argmin(values))
            raise BadTable(
                (f"{sectors[at]} has negative {en} ({values[at]:g}).", f"{sectors[at]} 的{zh}为负（{values[at]:g}）。"),
                (
                    "Book by-products and scrap as final demand, and correct the sign.",
                    "副产品、废料请计入最终使用，并更正符号。",
                ),
            )  # fmt: skip
    idle = (x == 0) & ((z.sum(axis=0) > 0) | (z.sum(axis=1) > 0))
    if idle.any():
        few = named(tuple(each for each, bad in zip(sectors, idle, strict=True) if bad))
        raise BadTable(
            (f"Sectors without output buy or deliver: {few.en}.", f"以下部门没有产出，却有中间投入或使用：{few.zh}。"),
            ("Give their output, or move what they deliver to imports.", "请给出其总产出，或将其供给计入进口。"),
        )  # fmt: skip
