"""Editions: what kinds of brief there are, each a folder with a plan and its prose in two languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tanlu.brief.editions.diversification import plan as diversification_plan
from tanlu.brief.editions.region import plan as region_plan
from tanlu.brief.editions.regions import plan as regions_plan
from tanlu.brief.editions.resident import plan as resident_plan
from tanlu.brief.model import Document
from tanlu.errors import UnknownName
from tanlu.evidence.store import Store
from tanlu.lineage.verdict import Checked
from tanlu.registers.regions import FIVE
from tanlu.text import Lang, Text

Papers = Mapping[str, bytes]
"""What a brief rests on beside the evidence (a register, released votes, a pipeline), by its place in the folder."""
OUTLOOK: Final = ("US-WY", "CN-SX")
"""The regions of the outlook where none are named."""
PAPERS: Final = "papers/"
"""Where papers lie in the folder of a brief; it is verified from them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief whose figures are gathered, ready to be written in any language.

    Parameters
    ----------
    write : callable
        Returns the document in a language.
    claims : tuple of Checked
        Claims that were checked on the way.
    """

    write: Callable[[Lang], Document]
    claims: tuple[Checked, ...]


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
        Takes a store, region codes and papers and gathers what the brief needs.
    usual : tuple of str
        Its regions where none are named.
    rests_on_papers : bool
        Whether the brief is about papers; its regions may then be none.
    """

    id: str
    title: Text
    gather: Callable[[Store, tuple[str, ...], Papers], Prepared]
    usual: tuple[str, ...] = ()
    rests_on_papers: bool = False

    def prepare(self, store: Store, codes: tuple[str, ...], papers: Papers | None = None) -> Prepared:
        """Return the brief of these regions and papers, ready to be written."""
        return self.gather(store, codes, papers or {})


def _regions(store: Store, codes: tuple[str, ...], _papers: Papers) -> Prepared:
    found = regions_plan.gather(store, codes)
    return Prepared(lambda lang: regions_plan.compose(found, lang), found.claims)


def _region(store: Store, codes: tuple[str, ...], _papers: Papers) -> Prepared:
    found = region_plan.gather(store, codes)
    return Prepared(lambda lang: region_plan.compose(found, lang), ())


def _resident(store: Store, codes: tuple[str, ...], _papers: Papers) -> Prepared:
    found = resident_plan.gather(store, codes)
    return Prepared(lambda lang: resident_plan.compose(found, lang), ())


def _diversification(store: Store, codes: tuple[str, ...], _papers: Papers) -> Prepared:
    found = diversification_plan.gather(store, codes)
    return Prepared(lambda lang: diversification_plan.compose(found, lang), ())


def _commitments(store: Store, _codes: tuple[str, ...], papers: Papers) -> Prepared:
    from tanlu.brief.editions.commitments import plan as commitments_plan  # noqa: PLC0415 - scipy waits

    found = commitments_plan.gather(store, dict(papers))
    return Prepared(lambda lang: commitments_plan.compose(found, lang), ())


def _finance(store: Store, _codes: tuple[str, ...], papers: Papers) -> Prepared:
    from tanlu.brief.editions.finance import plan as finance_plan  # noqa: PLC0415 - scipy waits

    found = finance_plan.gather(store, dict(papers))
    return Prepared(lambda lang: finance_plan.compose(found, lang), ())


def _outlook(store: Store, codes: tuple[str, ...], _papers: Papers) -> Prepared:
    from tanlu.brief.editions.outlook import plan as outlook_plan  # noqa: PLC0415 - scipy waits

    found = outlook_plan.gather(store, codes)
    return Prepared(lambda lang: outlook_plan.compose(found, lang), ())


def _dialogue(store: Store, _codes: tuple[str, ...], papers: Papers) -> Prepared:
    from tanlu.brief.editions.dialogue import plan as dialogue_plan  # noqa: PLC0415 - scipy waits

    found = dialogue_plan.gather(store, papers)
    return Prepared(lambda lang: dialogue_plan.compose(found, lang), ())


def _progress(store: Store, _codes: tuple[str, ...], papers: Papers) -> Prepared:
    from tanlu.brief.editions.progress import plan as progress_plan  # noqa: PLC0415 - as its neighbours

    found = progress_plan.gather(store, papers)
    return Prepared(lambda lang: progress_plan.compose(found, lang), ())


def _survey(store: Store, _codes: tuple[str, ...], papers: Papers) -> Prepared:
    from tanlu.brief.editions.survey import plan as survey_plan  # noqa: PLC0415 - as its neighbours

    found = survey_plan.gather(store, papers)
    return Prepared(lambda lang: survey_plan.compose(found, lang), ())


EDITIONS: Final = {
    each.id: each
    for each in (
        Edition("regions", Text("Coal regions side by side", "煤炭地区对照"), _regions, FIVE),
        Edition("region", Text("One region in depth", "单个地区数据详览"), _region),
        Edition(
            "diversification",
            Text("What could come after coal", "煤炭之后的产业选择"),
            _diversification,
            diversification_plan.DEFAULT,
        ),
        Edition(
            "commitments",
            Text("What was promised, and what became of it", "承诺了什么，后来怎样"),
            _commitments,
            rests_on_papers=True,
        ),
        Edition(
            "finance",
            Text("What a transition budget can carry", "转型预算能支持哪些项目"),
            _finance,
            rests_on_papers=True,
        ),
        Edition("outlook", Text("Coal ahead", "煤炭前景"), _outlook, OUTLOOK),
        Edition(
            "dialogue",
            Text("What a dialogue agreed on", "对话在哪些方面一致"),
            _dialogue,
            rests_on_papers=True,
        ),
        Edition(
            "progress",
            Text("How far the just transition has been carried out", "公正转型落实到了哪一步"),
            _progress,
            rests_on_papers=True,
        ),
        Edition(
            "survey",
            Text("What people answered in a survey", "调查中人们怎样回答"),
            _survey,
            rests_on_papers=True,
        ),
        Edition("resident", Text("One page for residents", "居民一页纸"), _resident),
    )
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
