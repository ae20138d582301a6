"""Editions: what kinds of brief there are, each a folder with a plan and its prose in two languages."""

from collections.abc import Callable
from dataclasses import dataclass

from tanlu.brief.editions.regions import plan as regions_plan
from tanlu.brief.model import Document
from tanlu.errors import UnknownName
from tanlu.evidence.store import Store
from tanlu.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Edition:
    """A kind of brief.

    Parameters
    ----------
    id : str
        Its name on the command line.
    title : Text
        What it is.
    gather : callable
        Takes a store and region codes and returns everything the brief needs, in no language.
    compose : callable
        Takes what was gathered and a language and returns the document.
    """

    id: str
    title: Text
    gather: Callable[[Store, tuple[str, ...]], regions_plan.Gathered]
    compose: Callable[[regions_plan.Gathered, Lang], Document]


EDITIONS = {
    "regions": Edition(
        "regions",
        Text("Coal regions side by side", "煤炭地区对照"),
        regions_plan.gather,
        regions_plan.compose,
    ),
}


def edition(name: str) -> Edition:
    """Return the edition called ``name``.

    Raises
    ------
    UnknownName
        If there is none.
    """
    if name in EDITIONS:
        return EDITIONS[name]
    known = ", ".join(EDITIONS)
    raise UnknownName(
        (f"No brief is called {name!r}.", f"没有名为 {name!r} 的简报。"),
        (
            f"Known briefs: {known}. Regions go by code, such as CN-SX.",
            f"现有简报：{known}。地区须用代码，如 CN-SX。",
        ),
    )
