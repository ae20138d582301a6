"""Ratings of occupations: O*NET's own files, or one row for each occupation and element."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.workforce.ratings import BOUNDS, Ratings, off_scale
from tanlu.errors import BadTable
from tanlu.evidence.readers.headed import Headed, at_row, number_of, open_headed
from tanlu.text import Text

OCCUPATION: Final = (
    "o*net-soc code",
    "onetsoc",
    "onetsoc_code",
    "occupation",
    "occ_code",
    "soc",
    "职业",
    "职业代码",
)
_NAMES: Final = {
    "occupation": OCCUPATION,
    "title": ("title", "occ_title", "职业名称"),
    "element": ("element id", "element_id", "element", "要素", "要素代码"),
    "name": ("element name", "element_name", "要素名称"),
    "scale": ("scale id", "scale_id", "scale", "量表"),
    "value": ("data value", "data_value", "value", "数值", "评分"),
    "importance": ("importance", "重要性"),
    "level": ("level", "水平"),
    "suppress": ("recommend suppress", "recommend_suppress", "suppress"),
}
_TITLES: Final = {
    "code": (*OCCUPATION, "element id", "element_id", "code", "代码"),
    "title": ("title", "occ_title", "element name", "element_name", "element", "name", "名称"),
}
_SCALES: Final = {
    "im": "importance",
    "importance": "importance",
    "重要性": "importance",
    "lv": "level",
    "level": "level",
    "水平": "level",
}
_NO: Final = frozenset({"", "0", "n", "no", "否", "n/a"})
_ONET: Final = re.compile(r"\d\d-\d{4}\.\d\d", re.ASCII)
ONET_NOTICE: Final = Text(
    "This result includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Tanlu has "
    "modified all or some of this information. USDOL/ETA has not approved, endorsed, or tested these modifications.",
    "本结果含有美国劳工部就业与培训管理局（USDOL/ETA）O*NET 数据库的信息，依 CC BY 4.0 许可使用。O*NET® 是 USDOL/ETA 的"
    "商标。探路改动了其中全部或部分信息；USDOL/ETA 未批准、认可或测试这些改动。",
)


@dataclass(slots=True)
class _Held:
    values: dict[tuple[str, str, str], float] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    flagged: int = 0


def read_ratings(paths: Sequence[Path], titles: Sequence[Path] = ()) -> Ratings:
    """Read ratings from one file or several, such as the Skills and the Knowledge of O*NET.

    Parameters
    ----------
    paths : sequence of Path
        Each with the columns occupation, element, scale and value (``IM`` importance, ``LV`` level), or with
        occupation, element, importance and level.
    titles : sequence of Path
        Codes and titles, of occupations or elements, where the ratings have codes only.

    Raises
    ------
    BadTable
        If a file cannot be read, a rating stands twice, is off its scale or no number; the row is named.
    """
    held = _Held()
    for path in paths:
        table = open_headed(path, _NAMES, ("occupation", "element"))
        _demand_scales(table)
        for number, row in table.rows():
            try:
                _take(row, held)
            except BadTable as error:
                raise at_row(path, number, error) from error
    for path in titles:
        for _, row in open_headed(path, _TITLES, ("code", "title")).rows():
            held.titles[row["code"]] = row["title"]
    return _made(held)


def is_onet(occupations: Iterable[str]) -> bool:
    """Return whether the codes are those of O*NET.

    Examples
    --------
    >>> is_onet(["47-5041.00"]), is_onet(["6310100"])
    (True, False)
    """
    return any(_ONET.fullmatch(each) for each in occupations)


def _demand_scales(table: Headed) -> None:
    if {"scale", "value"} <= table.places.keys() or {"importance", "level"} & table.places.keys():
        return
    raise BadTable(
        (
            f"{table.path.name} has neither scale and value, nor importance or level.",
            f"{table.path.name} 既没有量表和数值两列，也没有重要性或水平。",
        ),
        (
            f"Name the columns so; they are: {', '.join(table.header)}.",
            f"请如此命名各列；现有的列：{'、'.join(table.header)}。",
        ),
    )


def _take(row: dict[str, str], held: _Held) -> None:
    occupation, element = row["occupation"], row["element"]
    if not occupation or not element:
        raise BadTable(
            ("the occupation or the element is empty.", "职业或要素为空。"),
            ("Give both in every row.", "每行都须填写职业和要素。"),
        )
    for code, name in ((occupation, row.get("title")), (element, row.get("name"))):
        if name:
            held.titles[code] = name
    for scale, cell in _cells(row):
        value = number_of(cell)
        low, high = BOUNDS[scale]
        if not low <= value <= high:
            raise off_scale(value, scale)
        key = (scale, occupation, element)
        if key in held.values:
            raise BadTable(
                (
                    f"{occupation} is rated twice on {element} ({scale}).",
                    f"{occupation} 的 {element} 有两个评分（{scale}）。",
                ),
                ("Keep one row for each.", "每项只能保留一行。"),
            )
        held.values[key] = value
    held.flagged += row.get("suppress", "").casefold() not in _NO


def _cells(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    if "scale" not in row:
        yield from ((scale, row[scale]) for scale in BOUNDS if row.get(scale))
        return
    scale = _SCALES.get(row["scale"].casefold())
    if scale is None:
        raise BadTable(
            (f"{row['scale']!r} is no scale we know.", f"{row['scale']!r} 不是可用的量表。"),
            (
                "Keep the rows of IM (importance, 1 to 5) and LV (level, 0 to 7).",
                "只保留 IM（重要性，1 至 5）和 LV（水平，0 至 7）的行。",
            ),
        )
    yield scale, row["value"]


def _made(held: _Held) -> Ratings:
    occupations = list(dict.fromkeys(key[1] for key in held.values))
    elements = list(dict.fromkeys(key[2] for key in held.values))
    rows = {each: at for at, each in enumerate(occupations)}
    columns = {each: at for at, each in enumerate(elements)}
    scales = {
        scale: np.full((len(occupations), len(elements)), np.nan)
        for scale in dict.fromkeys(k[0] for k in held.values)
    }
    for (scale, occupation, element), value in held.values.items():
        scales[scale][rows[occupation], columns[element]] = value
    found = Ratings.from_arrays(
        occupations,
        elements,
        importance=scales.get("importance"),
        level=scales.get("level"),
        titles=held.titles,
    )
    return found.warned(_flagged(held.flagged)) if held.flagged else found


def _flagged(count: int) -> tuple[Caution, ...]:
    return (
        Caution(
            "low_precision",
            Text(
                f"{count:,} ratings are marked by their source as of low precision.",
                f"来源将 {count} 项评分标为精度较低。",
            ),
            Text("They are used nevertheless.", "仍予使用。"),
        ),
    )
