"""The framework JTP-32: ten dimensions, thirty-two indicators, each with what a score means, fixed before data are seen."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from tanlu.errors import OurFault
from tanlu.text import Text

Kind = Literal["rated", "measured", "perceived"]

VERSION: Final = "JTP-32, 1"
COUNTS: Final[dict[str, int]] = {"rated": 15, "measured": 13, "perceived": 4}
DIMENSIONS: Final = 10
TOP: Final = 4
"""The highest score."""

LADDER: Final = (
    Text("nothing, or refused", "没有，或被拒绝"),
    Text("announced: no owner, money or date", "已宣布：没有责任单位、资金或期限"),
    Text("planned: owner, budget and date in a document", "已规划：文件中写明责任单位、预算和期限"),
    Text("delivering: verified, not all covered", "正在落实：已核实，尚未全部覆盖"),
    Text("effective: independent evidence that most are better off", "见效：有独立证据表明多数人境况改善"),
)
"""What each step of a rated indicator means."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    Parameters
    ----------
    id, dimension : str
    kind : {"rated", "measured", "perceived"}
        Judged by raters on the ladder, counted and placed between goalposts, or the share of people who agree.
    levels : tuple of str
        ``S`` for a state or province, ``C`` for a county or prefecture.
    title : Text
    ladder : Text, optional
        What a score of 3 means, of a rated indicator.
    low, high : float, optional
        Values that score 0 and 4; ``low`` above ``high`` where less is better. None while the goalposts are not settled.
    unit : Text, optional
    """

    id: str
    dimension: str
    kind: Kind
    levels: tuple[str, ...]
    title: Text
    ladder: Text | None
    low: float | None
    high: float | None
    unit: Text | None

    @property
    def is_settled(self) -> bool:
        """Tell whether a value can be scored."""
        return self.low is not None and self.high is not None

    def score(self, value: float) -> float | None:
        """Return the score of a value between the goalposts, from 0 to 4; None while these are not settled.

        >>> indicators()["WRK1"].score(0.3), indicators()["EQU2"].score(1.5), indicators()["WRK2"].score(0.4)
        (2.0, 3.0, 0.0)
        """
        if self.low is None or self.high is None:
            return None
        return TOP * min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@cache
def dimensions() -> dict[str, Text]:
    """Return the titles of the dimensions, in order."""
    return {row["id"]: Text(row["title_en"], row["title_zh"]) for row in _rows("dimensions")}


@cache
def indicators() -> dict[str, Indicator]:
    """Return the indicators, in order.

    Raises
    ------
    OurFault
        If there are not ten dimensions, or not as many indicators of each kind as the framework says.
    """
    found = {row["id"]: _indicator(row) for row in _rows("jtp32")}
    kinds = Counter(each.kind for each in found.values())
    named = {each.dimension for each in found.values()}
    if kinds != COUNTS or named != set(dimensions()) or len(named) != DIMENSIONS:
        raise OurFault(
            (f"The framework does not hold what {VERSION} holds.", f"框架内容与 {VERSION} 不符。"),
            ("Restore the packaged file.", "请恢复随附的文件。"),
        )
    return found


def _indicator(row: dict[str, str]) -> Indicator:
    kinds: dict[str, Kind] = {"rated": "rated", "measured": "measured", "perceived": "perceived"}
    return Indicator(
        row["id"], row["dimension"], kinds[row["kind"]], tuple(row["levels"].split()),
        Text(row["title_en"], row["title_zh"]),
        Text(row["ladder_en"], row["ladder_zh"]) if row["ladder_en"] else None,
        float(row["low"]) if row["low"] else None, float(row["high"]) if row["high"] else None,
        Text(row["unit_en"], row["unit_zh"]) if row["unit_en"] else None,
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("tanlu.study") / "data" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
