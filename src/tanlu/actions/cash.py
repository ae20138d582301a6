"""Read a cash flow of one's own, and say what it is worth, what it returns, and how it covers its debt."""

import csv
import io
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from tanlu.analysis.finance.basis import KINDS, Basis
from tanlu.analysis.finance.cash import Cover, Returns, cover, irr, mirr, npv
from tanlu.errors import BadTable, NotIdentified


@dataclass(frozen=True, slots=True)
class Worth:
    """What a cash flow is worth.

    Parameters
    ----------
    years : tuple of int
    flow : tuple of float
    basis : Basis
    rate : float
        At which it was discounted.
    value : float
        Net present value.
    returns : Returns
        Every internal rate, or why there is none.
    modified : float or None
        Modified internal rate, financed and reinvested at ``rate``; None where it has none.
    cover : Cover or None
        Of the debt, where one was given.
    """

    years: tuple[int, ...]
    flow: tuple[float, ...]
    basis: Basis
    rate: float
    value: float
    returns: Returns
    modified: float | None
    cover: Cover | None


def weigh(
    path: Path, rate: float, basis: Basis, debt: float | None = None, debt_rate: float | None = None
) -> Worth:
    """Weigh a cash flow.

    Parameters
    ----------
    path : Path
        CSV with the columns year and flow, the first year at time zero; with a debt also cash and service for the years
        after it.
    rate : float
        Discount rate, on the basis of the flow.
    basis : Basis
    debt, debt_rate : float, optional
        The loan, and its rate (``rate`` where it is not given).

    Raises
    ------
    BadTable
        If the file cannot be read, a year is missing or a cell is no number, or the rate is -1 or less.
    """
    if basis.kind not in KINDS or not rate > -1:
        raise BadTable(
            (f"The rate is {rate:g}.", f"贴现率为 {rate:g}。"),
            ("Give it as a share above -1, such as 0.08.", "请写成大于 -1 的小数，如 0.08。"),
        )
    rows = _rows(path)
    years = tuple(int(_number(row, "year", at)) for at, row in rows)
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if missing or list(years) != sorted(set(years)):
        said = ", ".join(map(str, missing)) or "-"
        raise BadTable(
            (
                f"Years are missing ({said}), or stand twice or out of order.",
                f"年份缺失（{said}）、重复或次序不对。",
            ),
            (
                "Give every year once, in order; write 0 where nothing flows.",
                "请按次序列出每一年；没有现金流的年份写 0。",
            ),
        )
    flow = tuple(_number(row, "flow", at) for at, row in rows)
    held = None
    if debt is not None:
        cash, service = ([_number(row, name, at) for at, row in rows[1:]] for name in ("cash", "service"))
        held = cover(cash, service, debt, rate if debt_rate is None else debt_rate)
    try:
        modified = mirr(flow, rate, rate)
    except (NotIdentified, BadTable):
        modified = None
    return Worth(years, flow, basis, rate, float(npv(flow, rate)[0]), irr(flow), modified, held)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadTable(
            (
                f"{path} cannot be read as a UTF-8 CSV ({error}).",
                f"无法将 {path} 作为 UTF-8 编码的 CSV 读取（{error}）。",
            ),
            ("Give the columns year and flow.", "请提供 year 和 flow 两列。"),
        ) from error
    if len(rows) < 2 or "year" not in rows[0] or "flow" not in rows[0]:
        raise BadTable(
            (
                f"{path} does not hold the columns year and flow in two years or more.",
                f"{path} 缺少 year 和 flow 两列，或不足两年。",
            ),
            ("Write one line a year: year,flow.", "请每年一行：year,flow。"),
        )
    return list(enumerate(rows, 2))


def _number(row: dict[str, str], name: str, at: int) -> float:
    text = (row.get(name) or "").strip()
    try:
        value = float(text)
    except ValueError as error:
        raise BadTable(
            (f"Line {at}: {name} is {text!r}.", f"第{at}行：{name} 为 {text!r}。"),
            ("Give a number.", "请填写数字。"),
        ) from error
    if not isfinite(value):
        raise BadTable(
            (f"Line {at}: {name} is {text}.", f"第{at}行：{name} 为 {text}。"),
            ("Give a number.", "请填写数字。"),
        )
    return value
