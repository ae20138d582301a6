"""The term base: words, places, organisations and instruments, with the rendering that is agreed in each language."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.registers.regions import regions
from tanlu.registers.tables import Row, rows, split

KINDS: Final = ("term", "place", "organisation", "event", "region")
_COLUMNS: Final = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or name in both languages.

    Parameters
    ----------
    id : str
        Id of the row; a region keeps its code.
    kind : str
        One of `KINDS`.
    en, zh : tuple of str
        The rendering to use, then the others that are accepted.
    avoid : tuple of str
        Chinese renderings that are wrong or not to be used.
    confirm : bool
        Whether a native reader should confirm the row.
    note : str
        Why, for people.
    """

    id: str
    kind: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    confirm: bool = False
    note: str = ""

    @property
    def named(self) -> bool:
        """Whether it is a proper name."""
        return self.kind != "term"


@cache
def terms() -> tuple[Term, ...]:
    """Return the packaged term base, the regions of the register and a list of places among it."""
    return tuple(_term(row) for row in rows("terms")) + _regions() + _places()


def _places() -> tuple[Term, ...]:
    """Return prefecture-level cities of China, countries and places of other coal regions; from general knowledge."""
    found = []
    for row in rows("places"):
        plain = row["en"].replace("ü", "u").replace("'", "’")
        also = (plain,) if plain != row["en"] else ()
        found.append(
            Term(f"place_{re.sub('[^a-z]', '_', plain.lower())}", "place", (row["en"], *also), (row["zh"],))
        )
    return tuple(found)


def read_terms(path: Path) -> tuple[Term, ...]:
    """Return a person's own terms from a CSV with the columns ``en`` and ``zh``.

    ``en_also``, ``zh_also``, ``zh_avoid`` (several values apart by ``|``), ``kind`` and ``note`` may be there too.

    Raises
    ------
    BadTable
        If the file cannot be read as UTF-8 CSV, lacks a column, or a row lacks a language or has an
        unknown kind.
    """
    try:
        table = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadTable(
            (
                f"{path} cannot be read as a UTF-8 CSV ({error}).",
                f"无法将 {path} 作为UTF-8编码的CSV读取（{error}）。",
            ),
            ("Save the terms as CSV with the columns en and zh.", "请将术语另存为CSV，含 en 与 zh 两列。"),
        ) from error
    if not table or any(column not in table[0] for column in _COLUMNS):
        raise BadTable(
            (f"{path} lacks the columns en and zh, or holds no row.", f"{path} 缺少 en、zh 列，或没有内容。"),
            ("Its first line should read: en,zh,en_also,zh_also,zh_avoid,kind,note",
             "首行应为：en,zh,en_also,zh_also,zh_avoid,kind,note"),
        )  # fmt: skip
    return tuple(_own(path, number, row) for number, row in enumerate(table, 2))


def _own(path: Path, number: int, row: dict[str, str]) -> Term:
    cells = {column: (row.get(column) or "").strip() for column in
             ("en", "zh", "en_also", "zh_also", "zh_avoid", "kind", "note")}  # fmt: skip
    kind = cells["kind"] or "term"
    if not cells["en"] or not cells["zh"] or kind not in KINDS:
        raise BadTable(
            (f"Line {number} of {path} lacks a language, or its kind is none of {', '.join(KINDS)}.",
             f"{path} 第 {number} 行缺少一种语言，或 kind 不属于 {'、'.join(KINDS)}。"),
            ("Give the term in English and in Chinese.", "请同时给出英文和中文。"),
        )  # fmt: skip
    return Term(
        f"own_{number}",
        kind,
        (cells["en"], *split(cells["en_also"])),
        (cells["zh"], *split(cells["zh_also"])),
        split(cells["zh_avoid"]),
        note=cells["note"],
    )


def _term(row: Row) -> Term:
    return Term(
        row["id"],
        row["kind"],
        (row["en"], *split(row["en_also"])),
        (row["zh"], *split(row["zh_also"])),
        split(row["zh_avoid"]),
        row["confirm"] == "yes",
        row["note"],
    )


def _regions() -> tuple[Term, ...]:
    found = []
    for row in rows("regions"):
        code = row["code"]
        if code not in regions():
            continue
        also = [each for each in split(row["aliases_en"]) if len(each) > 3 or each.endswith(".")]
        found.append(
            Term(
                code,
                "region",
                (row["name_en"], *also, *_MORE_EN.get(code, ())),
                (
                    row["name_zh"],
                    *(each for each in split(row["aliases_zh"]) if len(each) > 1),
                    *_MORE_ZH.get(code, ()),
                ),
            )
        )
    return tuple(found)


_MORE_EN: Final = {
    "USA": ("U.S.", "US", "USA", "American", "Americans", "America"),
    "CHN": ("Chinese",),
    "WORLD": ("global", "worldwide", "globe", "globally"),
}
_MORE_ZH: Final = {
    "USA": ("美方", "美", "全美"), "CHN": ("中方", "我国", "中", "全国", "国内"), "WORLD": ("全世界", "国际"),
}  # fmt: skip
"""Adjectives and short forms in running text; 中 and 美 count only within 中美 and 美中."""
