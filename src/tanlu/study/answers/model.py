"""Answers as they arrived, and as tables of codes: one table for the form and one for each repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tanlu.study.forms.model import Item
from tanlu.text import Text


class Missing(StrEnum):
    """Why an answer is not there."""

    NOT_ASKED = "not_asked"
    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_COLLECTED = "not_collected"


MISSING: Final = {
    Missing.NOT_ASKED: Text("not asked, or does not apply", "未问或不适用"),
    Missing.DONT_KNOW: Text("not sure", "说不清"),
    Missing.REFUSED: Text("refused", "拒答"),
    Missing.NOT_COLLECTED: Text("not answered", "未作答"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One row of one level as it arrived.

    Parameters
    ----------
    level : str
        Name of the repeat; empty for the form itself.
    key, parent : str
        Its own key, and the key of the row it belongs to; empty for none.
    cells : mapping of str to str
        By question; an empty one is not in it.
    language, version : str
        As told; empty where the file does not tell.
    place : str
        Where it stands, for sentences: ``line 5``.
    """

    level: str
    key: str
    parent: str
    cells: Mapping[str, str]
    language: str = ""
    version: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file of answers as it arrived.

    Parameters
    ----------
    kind : Text
        What sort of file it is.
    rows : tuple of Sent
        Those of the form before those of repeats.
    unknown : tuple of str
        Headings that name no question.
    same_versions : bool
        Whether its versions are those of ``settings``: KoboToolbox has versions of its own.
    notes : tuple of Text
        What the reader noticed.
    """

    kind: Text
    rows: tuple[Sent, ...]
    unknown: tuple[str, ...] = ()
    same_versions: bool = True
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """One row of codes.

    Parameters
    ----------
    key, parent, language, version : str
    values : mapping of str to str or Missing
        Codes by question; of several choices, with spaces between them.
    """

    key: str
    parent: str
    language: str
    version: str
    values: Mapping[str, str | Missing]


@dataclass(frozen=True, slots=True)
class Level:
    """A table of codes.

    Parameters
    ----------
    name, above : str
        The repeat and the level above it; empty for the form.
    questions : tuple of Item
        Its columns.
    rows : tuple of Coded
    """

    name: str
    above: str
    questions: tuple[Item, ...]
    rows: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as tables of codes.

    Parameters
    ----------
    levels : tuple of Level
        The form first.
    notes : tuple of Text
        What was noticed on the way.
    """

    levels: tuple[Level, ...]
    notes: tuple[Text, ...]
