"""A form: its questions in order, its lists of choices, its languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from tanlu.errors import BadForm
from tanlu.study.forms.sheets import CHOICES, SETTINGS, SURVEY, Row, Sheet
from tanlu.text import Lang

SPOKEN: Final = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
"""Columns that respondents or interviewers read."""
SELECTS: Final = ("select_one", "select_multiple")
ASKED: Final = ("text", "integer", "decimal", "date", "time", "dateTime", "note", "acknowledge", *SELECTS)
KEPT: Final = (
    "calculate",
    "hidden",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "audit",
    "start-geopoint",
)
OTHERS: Final = (
    "geopoint",
    "geotrace",
    "geoshape",
    "image",
    "audio",
    "video",
    "file",
    "barcode",
    "range",
    "rank",
)
NUMERIC: Final = ("integer", "decimal", "range")

Kind = Literal["question", "group", "repeat", "end"]
_HEADING: Final = re.compile(
    r"(?P<column>[^:]+?)\s*::\s*(?P<name>.*?)\s*(?:\(\s*(?P<code>[A-Za-z][\w-]*)\s*\))?\s*"
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a form names it.

    Parameters
    ----------
    suffix : str
        What follows ``::`` in the headings: ``中文 (zh)``.
    code : str
        ``en`` or ``zh``, another code, or empty where none stands in half-width brackets.
    """

    suffix: str
    code: str


def tongue_of(heading: str) -> tuple[str, Tongue] | None:
    """Return the column and the language of a heading; None where it names no language.

    Examples
    --------
    >>> tongue_of("label::中文 (zh-Hans)")
    ('label', Tongue(suffix='中文 (zh-Hans)', code='zh'))
    >>> tongue_of("label::中文（zh）")[1].code, tongue_of("name")
    ('', None)
    """
    match = _HEADING.fullmatch(heading)
    if match is None:
        return None
    suffix = heading.split("::", 1)[1].strip()
    code = (match["code"] or "").split("-")[0].lower()
    return match["column"].strip(), Tongue(suffix, code)


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the survey sheet with its place.

    Parameters
    ----------
    row : Row
    kind : str
        ``question``, ``group``, ``repeat`` or ``end``.
    type : str
        Its type without the list: ``select_one``; of groups, ``begin_group`` or ``end_repeat``.
    choices : str
        Name of its list; empty for none.
    name : str
    groups : tuple of str
        The groups and repeats it stands in, outermost first.
    level : str
        The innermost repeat it stands in; empty for the form itself.
    """

    row: Row
    kind: Kind
    type: str
    choices: str
    name: str
    groups: tuple[str, ...]
    level: str

    @property
    def asked(self) -> bool:
        """Whether a person gives an answer to it."""
        return self.kind == "question" and self.type not in {*KEPT, "note"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list."""

    row: Row
    choices: str
    name: str


@dataclass(frozen=True)
class Form:
    """A form as it was read.

    Parameters
    ----------
    sheets : tuple of Sheet
        All of them, in order; sheets and columns that are not known here are kept.
    """

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """Return a sheet; an empty one where it is not there."""
        return next((each for each in self.sheets if each.name == name), Sheet(name, (), ()))

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The one row of the settings."""
        rows = self.sheet(SETTINGS).rows
        return rows[0].cells if rows else {}

    @property
    def id(self) -> str:
        """The id under which answers come back."""
        return self.settings.get("form_id", "")

    @property
    def version(self) -> str:
        """The version."""
        return self.settings.get("version", "")

    @cached_property
    def tongues(self) -> tuple[Tongue, ...]:
        """The languages that headings name, in order."""
        headings = (*self.sheet(SURVEY).headings, *self.sheet(CHOICES).headings)
        named = [found for each in headings if (found := tongue_of(each)) and found[0] in SPOKEN]
        return tuple(dict.fromkeys(tongue for _, tongue in named))

    @cached_property
    def _suffixes(self) -> Mapping[str, str]:
        return {each.code: each.suffix for each in reversed(self.tongues) if each.code}

    def spoken(self, row: Row, column: str, lang: Lang) -> str:
        """Return what a cell says in a language; the empty text where it says nothing."""
        suffix = self._suffixes.get(lang)
        return row(f"{column}::{suffix}") if suffix is not None else ""

    def title(self, lang: Lang) -> str:
        """Return the title in a language, else the one of the form, else its id."""
        own = self.settings.get(f"own_title_{lang}", "")
        return own or self.settings.get("form_title", "") or self.id

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The rows of the survey sheet, each with its place."""
        return tuple(_items(self.sheet(SURVEY)))

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """The questions, notes and calculations, without groups."""
        return tuple(each for each in self.items if each.kind == "question")

    @cached_property
    def by_name(self) -> Mapping[str, Item]:
        """The questions, groups and repeats by name, the first of each."""
        found: dict[str, Item] = {}
        for each in self.items:
            if each.name and each.kind != "end":
                found.setdefault(each.name, each)
        return found

    @cached_property
    def lists(self) -> Mapping[str, tuple[Choice, ...]]:
        """The lists of choices by name."""
        found: dict[str, list[Choice]] = {}
        for row in self.sheet(CHOICES).rows:
            name = row("list_name") or row("list name")
            found.setdefault(name, []).append(Choice(row, name, row("name")))
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def repeats(self) -> tuple[Item, ...]:
        """The repeats, in order."""
        return tuple(each for each in self.items if each.kind == "repeat")


def _items(survey: Sheet) -> Iterator[Item]:
    open_: list[tuple[str, str]] = []
    for row in survey.rows:
        said = row("type").split()
        words = " ".join(said[:1]).replace("begin_", "begin ").replace("end_", "end ").split() + said[1:]
        level = next((name for kind, name in reversed(open_) if kind == "repeat"), "")
        groups = tuple(name for _, name in open_)
        if words[:1] == ["begin"] and words[1:2] in (["group"], ["repeat"]):
            kind: Kind = "group" if words[1] == "group" else "repeat"
            yield Item(row, kind, f"begin_{kind}", "", row("name"), groups, level)
            open_.append((kind, row("name")))
        elif words[:1] == ["end"] and words[1:2] in (["group"], ["repeat"]):
            if open_:
                open_.pop()
            yield Item(row, "end", f"end_{words[1]}", "", row("name"), groups[:-1], level)
        else:
            kind_of, list_name = (words[0], " ".join(words[1:2])) if words else ("", "")
            listed = list_name if kind_of in {*SELECTS, "rank"} else ""
            yield Item(row, "question", kind_of, listed, row("name"), groups, level)


def form_of(sheets: tuple[Sheet, ...], name: str) -> Form:
    """Return a form from its sheets.

    Raises
    ------
    BadForm
        If it has no survey sheet with questions.
    """
    form = Form(sheets)
    if not form.sheet(SURVEY).rows:
        raise BadForm(
            (f"{name} has no sheet survey with questions.", f"{name} 没有含题目的 survey 工作表。"),
            (
                "`tanlu study form new FILE` writes a form to start from.",
                "`tanlu study form new 文件` 可生成范例。",
            ),
        )
    return form
