"""Regions of a study: their names, and the level at which they are looked at."""

import csv
import io
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadText
from tanlu.study.ratings import bad
from tanlu.text import Text

LEVELS: Final = {"S": Text("state or province", "州或省"), "C": Text("county or prefecture", "县或地市")}


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the study; ``level`` is ``S`` for a state or province, ``C`` for a county or prefecture."""

    id: str
    level: str
    title: Text


def read_regions(text: str, file: str = "regions.csv") -> tuple[Region, ...]:
    """Read the regions of a study.

    Raises
    ------
    BadRecord
        If there is none, a column is missing, a level is unknown, a name is in one language only, or an id stands twice.
    """
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    found = [_region(row, f"{file}:{at}") for at, row in enumerate(rows, 2)]
    ids = [each.id for each in found]
    if not ids or len(set(ids)) < len(ids):
        raise bad(file, "holds no region, or one twice", "没有地区，或有地区重复",
                  "Write one row for each region: region, level, title_en, title_zh.",
                  "每个地区一行：region、level、title_en、title_zh。")  # fmt: skip
    return tuple(found)


def _region(row: dict[str, str], at: str) -> Region:
    level = (row.get("level") or "").strip().upper()
    if level not in LEVELS or not (row.get("region") or "").strip():
        raise bad(at, "has no region, or a level other than S and C", "缺少地区，或级别不是 S 或 C",
                  "Write S for a state or province, C for a county or prefecture.",
                  "州或省写 S，县或地市写 C。")  # fmt: skip
    try:
        title = Text((row.get("title_en") or "").strip(), (row.get("title_zh") or "").strip())
    except BadText as error:
        raise bad(at, "has a name in one language only", "的名称只有一种语言", "Write title_en and title_zh.",
                  "请同时填写 title_en 和 title_zh。") from error  # fmt: skip
    return Region(row["region"].strip(), level, title)
