"""Who took part, kept apart from what was said; and whether a text names one of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import category, normalize

from tanlu.errors import BadDialogue, HeldBack
from tanlu.registers.tables import rows
from tanlu.text import Text

PERSONAL: Final = "personal"
"""The capacity in which everyone takes part unless something else is written."""

DESCRIPTORS: Final = ("country", "sector", "region", "role")

_TITLES: Final = "先生|女士|小姐|教授|博士|主任|部长|厅长|局长|处长|司长|县长|市长|省长|书记|总工|总裁|总经理|董事长|会长|秘书长|委员|老师|院长|所长|总|工"  # noqa: E501
_FORMS: Final = (
    r"(?:Mr|Ms|Mrs|Mx|Dr|Prof|Professor|Minister|Director|Governor|Secretary|Chairman|President|Ambassador)"
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who is invited.

    Parameters
    ----------
    id : str
        As in the ballots; never shown.
    name : Text
        As its owner writes it; Chinese names family name first in both languages.
    family : str
        Family name in English letters.
    organisation : Text, optional
    descriptors : mapping of str to str
        Country, sector, region, role; public knowledge among those present.
    capacity : str
        ``personal`` unless they speak for an organisation.
    listed : bool
        Whether they agreed to stand on a list of participants.
    votes : bool
        Whether they are entitled to vote; interpreters and observers are not.
    languages : tuple of str
        They work in.
    also : tuple of Text
        What else would tell their affiliation: the name of a delegation, say.
    """

    id: str
    name: Text
    family: str
    organisation: Text | None
    descriptors: Mapping[str, str]
    capacity: str = PERSONAL
    listed: bool = False
    votes: bool = True
    languages: tuple[str, ...] = ()
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a participant, or where one works.

    Parameters
    ----------
    start, end : int
        Characters.
    kind : Text
        Name or organisation.
    """

    start: int
    end: int
    kind: Text


_NAME: Final = Text("a participant's name", "与会者姓名")
_EMPLOYER: Final = Text("a participant's organisation", "与会者所属机构")


def read_participants(rows: Iterable[Mapping[str, str]]) -> tuple[Participant, ...]:
    """Read a roster.

    Parameters
    ----------
    rows : iterable of mapping
        Columns id, name_en, name_zh, family, organisation_en, organisation_zh, country, sector, region, role, capacity,
        listed, votes, languages.

    Raises
    ------
    BadDialogue
        If an id or name is missing, or an id stands twice.
    """
    found: dict[str, Participant] = {}
    for number, row in enumerate(rows, 2):
        cells = {name: (value or "").strip() for name, value in row.items() if name}
        who = cells.get("id", "")
        en, zh = cells.get("name_en", ""), cells.get("name_zh", "")
        if not who or not (en or zh):
            raise BadDialogue(
                (f"Line {number} of the roster has no id or no name.", f"名册第{number}行缺少编号或姓名。"),
                ("Give every participant an id and a name.", "请为每位与会者填写编号和姓名。"),
            )
        if who in found:
            raise BadDialogue(
                (
                    f"Line {number} of the roster has an id that stands before.",
                    f"名册第{number}行的编号重复。",
                ),
                ("Give each participant an id of their own.", "每位与会者须有不同编号。"),
            )
        found[who] = _participant(who, Text(en or zh, zh or en), cells)
    return tuple(found.values())


def _participant(who: str, name: Text, cells: Mapping[str, str]) -> Participant:
    at = [cells.get(f"organisation_{lang}", "") for lang in ("en", "zh")]
    return Participant(
        who,
        name,
        cells.get("family", ""),
        Text(at[0] or at[1], at[1] or at[0]) if any(at) else None,
        {each: cells[each] for each in DESCRIPTORS if cells.get(each)},
        cells.get("capacity") or PERSONAL,
        listed=_yes(cells.get("listed", "")),
        votes=_yes(cells.get("votes", "yes") or "yes"),
        languages=tuple(cells.get("languages", "").split()),
    )


def _yes(text: str) -> bool:
    return text.lower() in ("yes", "y", "true", "1", "是")


def mentions(text: str, people: Iterable[Participant], *, organisations: bool = True) -> tuple[Mention, ...]:
    """Find where a text names one of these people, or where one works.

    English names count in both orders, given names of three letters and more alone, family names beside a form of address
    or alone from three letters; Chinese names whole, and family names before a title. Full-width and traditional characters
    are read as their plain ones, and characters that cannot be seen are passed over. It errs on the side of finding one too
    many; nicknames and misspellings it does not know.

    Examples
    --------
    >>> who = Participant("p1", Text("Li Ming", "李明"), "Li", None, {})
    >>> [(each.start, each.end) for each in mentions("As Director Li put it", [who])], mentions("李主任说", [who])[0].end
    ([(3, 14)], 3)
    """
    plain, at = _plain(text)
    found: set[Mention] = set()
    for person in people:
        sought = [(pattern, _NAME) for pattern in _patterns(person)]
        if organisations:
            sought += [(rf"(?i){re.escape(_plain(name)[0])}", _EMPLOYER) for name in _places(person)]
        for pattern, kind in sought:
            found |= {
                Mention(at[match.start()], at[match.end() - 1] + 1, kind)
                for match in re.finditer(pattern, plain)
            }
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text in plain characters, and where each stood."""
    found = [
        (_standard().get(character, character), place)
        for place, each in enumerate(text)
        if category(each) != "Cf"
        for character in normalize("NFKC", each)
    ]
    return "".join(character for character, _ in found), [place for _, place in found]


@cache
def _standard() -> dict[str, str]:
    return {row["variant"]: row["standard"] for row in rows("character_variants")}


def demand_nameless(text: str, people: Iterable[Participant], where: Text) -> None:
    """Refuse a text that names a participant, without repeating the name.

    Raises
    ------
    HeldBack
        With the places.
    """
    found = mentions(text, people)
    if found:
        places = ", ".join(f"{each.start + 1}–{each.end}" for each in found)
        kinds = {each.kind for each in found}
        en, zh = " and ".join(sorted(each.en for each in kinds)), "、".join(sorted(each.zh for each in kinds))
        raise HeldBack(
            (
                f"{where.en} holds {en} (characters {places}).",
                f"{where.zh}含有{zh}（第 {places} 字符）。",
            ),
            ("Say it without the name; nothing was kept.", "请去掉姓名或机构后重写；内容未保存。"),
        )


def _patterns(person: Participant) -> list[str]:
    return [*_english(person), *_chinese(_plain(person.name.zh)[0])]


def _english(person: Participant) -> list[str]:
    words, family = _plain(person.name.en)[0].split(), person.family
    if not words or not words[0].isascii():
        return []
    orders = {tuple(words), (*words[1:], words[0]), (words[-1], *words[:-1])}
    found = [r"(?i)\b" + r"[\s,.\-]+".join(map(re.escape, order)) + r"\b" for order in orders]
    found += [rf"\b{re.escape(each)}\b" for each in words if len(each) > 2]
    if family:
        found.append(rf"\b{_FORMS}\.?\s+{re.escape(family)}\b")
    return found


def _chinese(name: str) -> list[str]:
    if not name or name.isascii():
        return []
    whole = r"\s*".join(map(re.escape, name))
    return [whole, f"{re.escape(name[0])}(?:{_TITLES})", f"[老小]{re.escape(name[0])}(?![\u4e00-\u9fff])"]


def _places(person: Participant) -> list[str]:
    found = (*((person.organisation,) if person.organisation else ()), *person.also)
    return sorted({words for each in found for words in (each.en, each.zh)})
