"""Contrast sets: small sets of concepts that a translator or a typo could exchange, and that mean different things."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.registers.tables import Row, rows, split

FIELDS: Final = ("people", "papers", "acts", "opposites", "economy", "nature", "society")
"""One file ``concepts_FIELD.csv`` for each."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A set of concepts that are easily exchanged.

    Parameters
    ----------
    id : str
        Its name in the files.
    kind : str
        Class of the finding that an exchange makes.
    strong : bool
        Whether an exchange is an error; if not, a reader should look.
    """

    id: str
    kind: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a set.

    Parameters
    ----------
    number : int
        Place among all concepts.
    contrast : Contrast
        The set it belongs to.
    en, zh : tuple of str
        The words that name it, in the form of a dictionary; these can accuse.
    en_also, zh_also : tuple of str
        Words that may stand for it and for much else: these explain a word of the other language, and accuse nothing.
    """

    number: int
    contrast: Contrast
    en: tuple[str, ...]
    zh: tuple[str, ...]
    en_also: tuple[str, ...] = ()
    zh_also: tuple[str, ...] = ()


@cache
def contrasts() -> dict[str, Contrast]:
    """Return the sets by name.

    Examples
    --------
    >>> contrasts()["workers"].kind
    'term'
    """
    return {
        row["set"]: Contrast(row["set"], row["class"], row["severity"] == "error")
        for row in rows("contrasts")
    }


@cache
def concepts() -> tuple[Concept, ...]:
    """Return the concepts of every set, in the order of the files."""
    found = [row for field in FIELDS for row in rows(f"concepts_{field}")]
    return tuple(_concept(number, row) for number, row in enumerate(found))


def _concept(number: int, row: Row) -> Concept:
    return Concept(
        number,
        contrasts()[row["set"]],
        split(row["en"]),
        split(row["zh"]),
        split(row["en_also"] or ""),
        split(row["zh_also"] or ""),
    )
