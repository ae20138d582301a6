"""Sections and divisions of GB/T 4754-2017, by code and by the titles that Chinese tables print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.registers.tables import rows, split
from tanlu.text import Text

_MARKS: Final = re.compile(r"[\s、，,·.;；/]|的")
_CODED: Final = re.compile(r"([A-T]\d{2}|[A-T]|\d{2})\s*[.、 ]?\s*(\D.*)")


@dataclass(frozen=True, slots=True)
class Class:
    """A section (A to T) or division (01 to 97) of GB/T 4754-2017.

    Parameters
    ----------
    code : str
        Letter or two digits.
    title : Text
        The Chinese title is that of the standard, the English one a rendering.
    section : str
        Letter of the section that holds it; its own for a section.
    """

    code: str
    title: Text
    section: str

    @property
    def label(self) -> str:
        """What a table calls it: code and Chinese title."""
        return f"{self.code} {self.title.zh}"

    @property
    def is_section(self) -> bool:
        """Whether it is a section."""
        return self.code == self.section


@cache
def classes() -> dict[str, Class]:
    """Return sections and divisions by code: sections first."""
    return {
        row["code"]: Class(row["code"], Text(row["en"], row["zh"]), row["section"])
        for row in rows("gbt_4754")
    }


@cache
def by_label() -> dict[str, Class]:
    """Return sections and divisions by what a table calls them."""
    return {each.label: each for each in classes().values()}


def said(label: str) -> Text:
    """Return what a person reads for a label: code and title in either language, or the label as it stands.

    Examples
    --------
    >>> said("B 采矿业").en, said("coal").zh
    ('B Mining', 'coal')
    """
    found = by_label().get(label)
    return Text(f"{found.code} {found.title.en}", label) if found else Text(label, label)


def find(title: str) -> tuple[Class, ...]:
    """Return what a title or code may mean: two classes where section and division share a title.

    Examples
    --------
    >>> [each.code for each in find("农林牧渔业")], [each.code for each in find("教育")]
    (['A'], ['P', '83'])
    >>> [each.code for each in find("B06")], find("电力、燃气及水生产和供应业")[0].code
    (['06'], 'D')
    """
    wanted = title.strip()
    coded = _CODED.fullmatch(wanted)
    if coded and (found := _titles().get(_key(coded[2]))):
        return found
    code = wanted.upper()
    code = code[1:] if re.fullmatch(r"[A-T]\d{2}", code) else code
    return (classes()[code],) if code in classes() else _titles().get(_key(wanted), ())


def find_all(titles: Sequence[str]) -> list[Class | None]:
    """Return what the headings of one table mean; a shared title goes by the level of the others.

    Examples
    --------
    >>> [each.code for each in find_all(["采矿业", "教育"])], [each.code for each in find_all(["卫生", "教育"])]
    (['B', 'P'], ['84', '83'])
    """
    meant = [find(each) for each in titles]
    alone = [each[0].is_section for each in meant if len(each) == 1]
    sections = alone.count(True) >= alone.count(False)
    return [
        next((one for one in each if one.is_section == sections), each[0]) if each else None for each in meant
    ]


def _key(title: str) -> str:
    return _MARKS.sub("", title).replace("及", "和").casefold()


@cache
def _titles() -> dict[str, tuple[Class, ...]]:
    found: dict[str, tuple[Class, ...]] = {}
    for row in rows("gbt_4754"):
        for name in dict.fromkeys(_key(each) for each in (row["zh"], row["en"], *split(row["also"]))):
            found[name] = (*found.get(name, ()), classes()[row["code"]])
    return found
