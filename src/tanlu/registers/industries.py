"""The list of industries that both countries share: NAICS, ISIC and GB/T 4754 side by side, with its leaks.

Codes are those of NAICS 2022 (US Census Bureau), ISIC Rev. 4 (United Nations) and GB/T 4754-2017 (Standardization
Administration of China), lines those of the state accounts (US Bureau of Economic Analysis). Which belong together, how
reliably, and what mostly serves residents (after Delgado, Porter & Stern 2016, Journal of Economic Geography 16:1-38) is
our own reading of these standards; rows of class B and C wait for a statistician.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.errors import UnknownName
from tanlu.registers.tables import nearest, rows, split
from tanlu.text import Text

RELIABILITY: Final[dict[str, Text]] = {
    "A": Text("same content", "内容一致"),
    "B": Text("small known leaks", "有少量已知差异"),
    "C": Text("residual groups, compare with care", "剩余类，比较须谨慎"),
}
_NAICS: Final = re.compile(r"\d{3,6}", re.ASCII)
_DIVISION: Final = re.compile(r"[A-Ta-t]?(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry of the shared list.

    Parameters
    ----------
    id : str
        The name used in references, such as ``wood``.
    title : Text
        What a reader sees.
    naics, isic, gbt : tuple of str
        Codes of NAICS 2022 (``325 less 3254`` leaves a part out, ``44-45`` is a range), divisions of ISIC Rev. 4, and
        divisions of GB/T 4754-2017.
    group : str
        The group under which US states publish it; empty where they do not publish it apart from others.
    local : bool
        True for what mostly serves residents: such industries follow people and are not proposed.
    reliability : {"A", "B", "C"}
        How well the three codes hold the same; see :data:`RELIABILITY`.
    leak : Text or None
        What is counted elsewhere in one of them.
    """

    id: str
    title: Text
    naics: tuple[str, ...]
    isic: tuple[str, ...]
    gbt: tuple[str, ...]
    group: str
    local: bool
    reliability: str
    leak: Text | None

    def holds_naics(self, code: str) -> bool:
        """Return whether a NAICS code, or the group it begins with, belongs to this industry.

        Examples
        --------
        >>> industry("chem").holds_naics("3251"), industry("chem").holds_naics("3254")
        (True, False)
        >>> industry("trd").holds_naics("4451")
        True
        """
        return any(_covers(each, code) for each in self.naics)


@dataclass(frozen=True, slots=True)
class Group:
    """Industries that US states publish together, or one that they publish alone.

    Parameters
    ----------
    id : str
        The name used in references, such as ``mining``.
    title : Text
        What a reader sees.
    lines : tuple of str
        Lines of the state accounts (BEA) that add up to it.
    members : tuple of str
        Industries of the shared list inside it.
    local : bool
        Whether all of it mostly serves residents.
    """

    id: str
    title: Text
    lines: tuple[str, ...]
    members: tuple[str, ...]
    local: bool


def _covers(rule: str, code: str) -> bool:
    rule, _, without = rule.partition(" less ")
    if without and code.startswith(without):
        return False
    first, _, last = rule.partition("-")
    if last:
        return first <= code[: len(first)] <= last
    return code.startswith(rule)


@cache
def industries() -> dict[str, Industry]:
    """Return the shared list by id, in its order."""
    return {
        row["id"]: Industry(
            id=row["id"],
            title=Text(row["en"], row["zh"]),
            naics=split(row["naics"]),
            isic=split(row["isic"]),
            gbt=split(row["gbt"]),
            group=row["group"],
            local=row["serves"] == "local",
            reliability=row["reliability"],
            leak=Text(row["leak_en"], row["leak_zh"]) if row["leak_en"] else None,
        )
        for row in rows("industries")
    }


@cache
def groups() -> dict[str, Group]:
    """Return the groups in which US states publish the shared list, by id, in its order."""
    joint = {row["id"]: (Text(row["en"], row["zh"]), split(row["bea"])) for row in rows("industry_groups")}
    lines = {row["id"]: split(row["bea"]) for row in rows("industries")}
    found: dict[str, Group] = {}
    for each in industries().values():
        if each.group and each.group not in found:
            members = tuple(one.id for one in industries().values() if one.group == each.group)
            title, held = joint.get(each.group, (each.title, lines[each.id]))
            found[each.group] = Group(
                each.group, title, held, members, all(industries()[one].local for one in members)
            )
    return found


def industry(name: str) -> Industry:
    """Return the industry called ``name``.

    Raises
    ------
    UnknownName
        If the shared list does not hold it; the nearest ids are offered.
    """
    if name in industries():
        return industries()[name]
    offers = nearest(name, industries()) or tuple(industries())[:3]
    raise UnknownName(
        (f"No industry of the shared list is called {name!r}.", f"共用行业表中没有 {name!r}。"),
        (
            f"Did you mean {', '.join(offers)}? `tanlu economy bridge` shows the list.",
            f"您要找的是否是：{'、'.join(offers)}？运行 `tanlu economy bridge` 可查看全表。",
        ),
    )


def of_naics(code: str) -> Industry | None:
    """Return the industry of the shared list that a NAICS code of three digits or more belongs to, if one does.

    Examples
    --------
    >>> of_naics("2121").id, of_naics("5415").id, of_naics("5413").id
    ('coal', 'inf', 'rnd')
    """
    return next((each for each in industries().values() if each.holds_naics(code)), None)


def of_gbt(division: str) -> Industry | None:
    """Return the industry of the shared list that a two-digit division of GB/T 4754-2017 belongs to, if one does.

    Examples
    --------
    >>> of_gbt("06").id, of_gbt("39").id
    ('coal', 'eln')
    """
    return next((each for each in industries().values() if division in each.gbt), None)


def look_up(code: str) -> tuple[Industry, ...]:
    """Return the industries of the shared list that a code falls into.

    Parameters
    ----------
    code : str
        A division of GB/T 4754-2017 (two digits, perhaps after the letter of its section), a code of NAICS 2022 (three
        to six digits), or an id. A NAICS code above what the list divides falls into several industries.

    Raises
    ------
    UnknownName
        If no industry holds it; the nearest are offered.

    Examples
    --------
    >>> [each.id for each in look_up("2121")], [each.id for each in look_up("06")]
    (['coal'], ['coal'])
    >>> [each.id for each in look_up("325")], [each.id for each in look_up("wood")]
    (['chem', 'pha'], ['wood'])
    """
    wanted = code.strip()
    division = _DIVISION.fullmatch(wanted)
    if division and (found := of_gbt(division[1])):
        return (found,)
    if _NAICS.fullmatch(wanted):
        held = tuple(each for each in industries().values() if _touches(each, wanted))
        if held:
            return held
    if wanted.casefold() in industries():
        return (industries()[wanted.casefold()],)
    raise _no_code(wanted)


def _touches(each: Industry, code: str) -> bool:
    """Return whether a NAICS code lies in an industry, or holds a part of it."""
    return each.holds_naics(code) or any(rule.partition(" less ")[0].startswith(code) for rule in each.naics)


def _no_code(code: str) -> UnknownName:
    if code.isdigit() or _DIVISION.fullmatch(code):
        near = nearest(code, _codes(), 5)
        offers = [f"{each} ({_codes()[each].title.en} {_codes()[each].title.zh})" for each in near]
    else:
        titles = {
            word.casefold(): each
            for each in industries().values()
            for word in (each.id, each.title.en, each.title.zh, *re.split(r"[ ,]+", each.title.en))
            if len(word) > 2 or not word.isascii()
        }
        within = [each for word, each in titles.items() if code and not code.isascii() and code in word]
        found = dict.fromkeys((*within, *(titles[each] for each in nearest(code.casefold(), titles))))
        offers = [f"{each.id} ({each.title.en} {each.title.zh})" for each in found]
    en = f"Nearest: {', '.join(offers)}. " if offers else ""
    zh = f"相近的有：{'、'.join(offers)}。" if offers else ""
    return UnknownName(
        (f"No industry of the shared list has the code {code!r}.", f"共用行业表中没有代码 {code!r}。"),
        (
            f"{en}Give a NAICS code (2121), a GB/T division (06) or an id (coal); without one the whole list is shown.",
            f"{zh}请给出 NAICS 代码（如 2121）、国标大类（如 06）或行业标识（如 coal）；不给代码则显示全表。",
        ),
    )


@cache
def _codes() -> dict[str, Industry]:
    """Return every code of NAICS and GB/T that the list names, with its industry."""
    naics = {
        part: each
        for each in industries().values()
        for rule in each.naics
        for part in rule.partition(" less ")[0].split("-")
    }
    return naics | {code: each for each in industries().values() for code in each.gbt}
