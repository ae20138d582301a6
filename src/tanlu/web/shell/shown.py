"""A number as a page shows it: words in the page's language, and the address that leads to its source."""

from dataclasses import dataclass

from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import Figure, of_derived
from tanlu.registers.wording import say
from tanlu.text import Lang, Text
from tanlu.web.shell.words import NOT_MEASURED


@dataclass(frozen=True, slots=True)
class Shown:
    """A number, or why there is none.

    Parameters
    ----------
    words : str
        The number with its unit, or that it is not measured.
    value : float or None
        In the unit of its figure.
    address : str
        Where it leads.
    year : str
        Its year, where it is shown beside it.
    grade, caveat : str
        Its class and first caveat, where it is indicative.
    absent : str
        Why it is not measured.
    """

    words: str
    value: float | None = None
    address: str = ""
    year: str = ""
    grade: str = ""
    caveat: str = ""
    absent: str = ""


def of_figure(found: Figure, lang: Lang) -> Shown:
    """Return a figure as a sentence says it."""
    marked = found.grade == "C" and bool(found.caveats)
    return Shown(
        say(found.value, found.unit, lang),
        found.value,
        found.address,
        str(found.year),
        found.grade if marked else "",
        found.caveats[0](lang) if marked else "",
    )


def of_made(made: Derived | Absence, lang: Lang) -> Shown:
    """Return the newest answer of a recipe, or its absence with the reason."""
    if isinstance(made, Absence):
        return Shown(NOT_MEASURED(lang), absent=made.reason(lang))
    return of_figure(of_derived(made), lang)


def plain(words: Text, lang: Lang) -> Shown:
    """Return words in the place of a number."""
    return Shown(words(lang), absent=words(lang))
