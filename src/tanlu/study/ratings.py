"""What raters judged and what was counted: rows that are never changed, only followed by newer ones."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadRecord
from tanlu.registers.tables import nearest
from tanlu.study.framework import TOP, Indicator, indicators

ABSENT: Final = ("NA", "NE", "NR")
"""Does not apply; looked for, no evidence found; not rated. None of them is a score."""
GRADES: Final = ("A", "B", "C", "D")
_CAP_OF_PAIR: Final = 2
_YES: Final = {"yes": True, "是": True, "no": False, "否": False}
RATED: Final = (
    "region",
    "indicator",
    "rater",
    "group",
    "outside",
    "score",
    "grade",
    "sources",
    "locator",
    "date",
)
"""The columns of a table of ratings."""
_MEASURED: Final = ("region", "indicator", "value", "low", "high", "source")


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater judged.

    Parameters
    ----------
    region, indicator : str
    rater, group : str
        Neither is ever told; the group of stakeholders gives each group the same weight.
    is_outside : bool
        Whether the rater is from outside the region.
    score : int, optional
        On the ladder; None where ``absent`` says why.
    absent : str
        ``NA``, ``NE``, ``NR`` or nothing.
    grade : str
        Of the evidence: A administrative or audited, B official with figures, C interviews or news, D a claim.
    sources : int
        Independent sources of that grade.
    """

    region: str
    indicator: str
    rater: str
    group: str
    is_outside: bool
    score: int | None
    absent: str
    grade: str
    sources: int

    @property
    def capped(self) -> int | None:
        """Return the score that the evidence can carry: 4 needs A, 3 needs B, 2 needs B or two of C; D carries 1.

        >>> made = Rating("X", "GOV1", "r", "g", False, 4, "", "C", 2)
        >>> made.capped
        2
        """
        if self.score is None:
            return None
        return min(self.score, cap(self.grade, self.sources))


def cap(grade: str, sources: int) -> int:
    """Return the highest score that evidence of a grade carries.

    >>> [cap(grade, 1) for grade in "ABCD"], cap("C", 2)
    ([4, 3, 1, 1], 2)
    """
    if grade == "C":
        return _CAP_OF_PAIR if sources >= _CAP_OF_PAIR else 1
    return {"A": TOP, "B": 3}.get(grade, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted, or the share of people who agree, with its 90% interval where there is one.

    Parameters
    ----------
    region, indicator : str
    value, low, high : float
    source : str
    address : str
        Of the figure in the evidence; empty where the file itself holds the value.
    """

    region: str
    indicator: str
    value: float
    low: float
    high: float
    source: str
    address: str = ""


Look = Callable[[str, str, str], tuple[float, float, float, str]]
"""Value, low, high and full address of a figure, from its address, the region that is scored, and the place in the file."""


def read_ratings(text: str, file: str = "ratings.csv") -> tuple[Rating, ...]:
    """Read ratings; of one rater on one cell the last row counts.

    Raises
    ------
    BadRecord
        As :func:`read_rounds`.
    """
    return read_rounds(text, file)[1]


def read_rounds(text: str, file: str = "ratings.csv") -> tuple[tuple[Rating, ...], tuple[Rating, ...]]:
    """Read ratings; return the first of each rater on each cell, and the last.

    Raises
    ------
    BadRecord
        If a column is missing, an indicator is not of the framework or is not rated by people, a score is off the ladder or
        stands without evidence, or a grade is unknown.
    """
    first: dict[tuple[str, str, str], Rating] = {}
    last: dict[tuple[str, str, str], Rating] = {}
    for at, row in _table(text, file, RATED):
        made = _rating(row, at)
        first.setdefault((made.region, made.indicator, made.rater), made)
        last[made.region, made.indicator, made.rater] = made
    return tuple(first.values()), tuple(last.values())


def read_measured(text: str, file: str = "measured.csv", look: Look | None = None) -> tuple[Measured, ...]:
    """Read measured and perceived indicators; ``low`` and ``high`` may be empty.

    A ``value`` with a slash, such as coal_revenue_share/US-WY/2017, is the address of a figure, which ``look`` finds; it
    brings its own source, so ``low``, ``high`` and ``source`` stay empty.

    Raises
    ------
    BadRecord
        If a column is missing, an indicator is not of the framework or is rated by people, a number is none, an interval
        does not hold its value, two rows tell of one cell, or a source is missing.
    """
    found: dict[tuple[str, str], Measured] = {}
    for at, row in _table(text, file, _MEASURED):
        made = _referred(row, at, look) if "/" in row["value"] else _measured(row, at)
        if (made.region, made.indicator) in found:
            raise bad(at, "tells of a cell that a row before it told of", "与前面某行说的是同一项",
                      "Keep one of them.", "请只保留一行。")  # fmt: skip
        found[made.region, made.indicator] = made
    return tuple(found.values())


def _table(text: str, file: str, columns: tuple[str, ...]) -> list[tuple[str, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [each for each in columns if each not in (reader.fieldnames or ())]
    if lacking:
        raise bad(
            file, f"lacks the column {', '.join(lacking)}", f"缺少列：{'、'.join(lacking)}",
            f"Its columns are {', '.join(columns)}.", f"应有的列：{'、'.join(columns)}。",
        )  # fmt: skip
    return [
        (f"{file}:{at}", {key: (value or "").strip() for key, value in row.items() if key})
        for at, row in enumerate(reader, 2)
        if any((value or "").strip() for key, value in row.items() if key)
    ]


def _rating(row: Mapping[str, str], at: str) -> Rating:
    indicator = _indicator(row["indicator"], at)
    if indicator.kind != "rated":
        raise bad(at, f"rates {indicator.id}, which is not judged but counted", f"给 {indicator.id} 打分，但它由数据得出",
                  "Put its value into measured.csv.", "请将数值填入 measured.csv。")  # fmt: skip
    for name in ("region", "rater", "group"):
        if not row[name]:
            raise bad(at, f"has no {name}", f"缺少 {name}", f"Write the {name}.", f"请填写 {name}。")
    outside = _YES.get(row["outside"].lower())
    if outside is None:
        raise bad(at, f"says outside = {row['outside']!r}", f"的 outside 为 {row['outside']!r}",
                  "Write yes or no.", "请写 yes 或 no。")  # fmt: skip
    absent = row["score"] if row["score"] in ABSENT else ""
    score = None if absent else _score(row["score"], at)
    grade, sources = ("D", 0) if absent else _evidence(row, at)
    return Rating(
        row["region"], indicator.id, row["rater"], row["group"], outside, score, absent, grade, sources
    )


def _score(written: str, at: str) -> int:
    if written in {str(each) for each in range(TOP + 1)}:
        return int(written)
    raise bad(at, f"has the score {written!r}", f"的分数为 {written!r}",
              "Write 0 to 4, or NA, NE or NR.", "请写 0 至 4，或 NA、NE、NR。")  # fmt: skip


def _evidence(row: Mapping[str, str], at: str) -> tuple[str, int]:
    if row["grade"] not in GRADES or not row["locator"]:
        raise bad(
            at, "scores without evidence: it needs a grade from A to D and a locator",
            "有分数而无证据：须有等级 A 至 D 和出处位置",
            "Name the document and page, or write NE: looked for, none found.", "请注明文件和页码；查找而未见证据的写 NE。",
        )  # fmt: skip
    if row["sources"] and not row["sources"].isdecimal():
        raise bad(at, f"has sources = {row['sources']!r}", f"的 sources 为 {row['sources']!r}",
                  "Count the independent sources.", "请填独立来源的个数。")  # fmt: skip
    return row["grade"], max(1, int(row["sources"] or 1))


def _counted(name: str, at: str) -> Indicator:
    indicator = _indicator(name, at)
    if indicator.kind == "rated":
        raise bad(at, f"gives a value for {indicator.id}, which raters judge", f"为 {indicator.id} 填了数值，它应由人评定",
                  "Put ratings into ratings.csv.", "请将评定填入 ratings.csv。")  # fmt: skip
    return indicator


def _referred(row: Mapping[str, str], at: str, look: Look | None) -> Measured:
    indicator = _counted(row["indicator"], at)
    if indicator.kind == "perceived":
        raise bad(at, f"refers to a figure for {indicator.id}, which people answer",
                  f"为受访者回答的 {indicator.id} 引用了数字",
                  "Write the share of the survey.", "请填写调查所得的比例。")  # fmt: skip
    if row["low"] or row["high"] or row["source"]:
        raise bad(at, "refers to a figure and brings values of its own", "既引用数字，又自填了数值或来源",
                  "Leave low, high and source empty: the figure brings them.",
                  "请将 low、high、source 留空，由所引数字提供。")  # fmt: skip
    if look is None:
        raise bad(at, "refers to a figure, and there is no evidence to look in", "引用了数字，但没有可查的数据",
                  "Write the value itself.", "请直接填写数值。")  # fmt: skip
    value, low, high, address = look(row["value"], row["region"], at)
    return Measured(row["region"], indicator.id, value, low, high, address, address)


def _measured(row: Mapping[str, str], at: str) -> Measured:
    indicator = _counted(row["indicator"], at)
    if not row["source"] or not row["region"]:
        raise bad(at, "has no region or no source", "缺少地区或来源", "Write both.", "请补全。")
    value = _number(row["value"], at)
    low = _number(row["low"], at) if row["low"] else value
    high = _number(row["high"], at) if row["high"] else value
    if not low <= value <= high:
        raise bad(at, "has an interval that does not hold its value", "的区间不包含其数值",
                  "Write low, value, high in order.", "请依次填写 low、value、high。")  # fmt: skip
    return Measured(row["region"], indicator.id, value, low, high, row["source"])


def _number(written: str, at: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf"):
        raise bad(at, f"has {written!r} where a number belongs", f"有 {written!r}，此处应为数值",
                  "Write a plain number; leave the row out if nothing was measured.",
                  "请写数值；没有数据的不要列入。")  # fmt: skip
    return value


def _indicator(name: str, at: str) -> Indicator:
    found = indicators().get(name)
    if found:
        return found
    near = nearest(name, list(indicators()))
    raise bad(at, f"names {name!r}, which is no indicator", f"所写的 {name!r} 不是指标",
              f"Near it: {', '.join(near)}." if near else "tanlu study scorecard --framework lists them.",
              f"相近的有：{'、'.join(near)}。" if near else "指标见 tanlu study scorecard --framework。")  # fmt: skip


def bad(at: str, en: str, zh: str, do_en: str, do_zh: str) -> BadRecord:
    """Return an error about a place in a file."""
    return BadRecord((f"{at} {en}.", f"{at} {zh}。"), (do_en, do_zh))
