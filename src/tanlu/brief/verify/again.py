"""Make a brief again from the facts in its folder."""

from collections.abc import Callable
from dataclasses import dataclass

from tanlu.brief.editions import PAPERS, edition
from tanlu.brief.folder.assemble import Made, assemble, page_name
from tanlu.brief.folder.manifest import Manifest
from tanlu.brief.folder.tables import Sheet
from tanlu.brief.html import render_html
from tanlu.brief.model import Document
from tanlu.brief.verify.facts import Inside
from tanlu.evidence.store import Asked, Store
from tanlu.text import LANGS, Lang

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Again:
    """A brief made again.

    Parameters
    ----------
    files : dict of str to bytes
        Every file that the facts give, by its place.
    pages : dict of str to str
        The pages among them, by place.
    sheets : tuple of Sheet
        The tables.
    numbers : int
        Numbers shown on the pages.
    values : int
        Computed values.
    claims : int
        Claims checked.
    asked : Asked
        What was asked of the facts on the way.
    """

    files: dict[str, bytes]
    pages: dict[str, str]
    sheets: tuple[Sheet, ...]
    numbers: int
    values: int
    claims: int
    asked: Asked


def open_inside(inside: Inside, manifest: Manifest) -> Store:
    """Return a store over the facts of a folder, as it stood on the brief's day."""
    store = Store.of_rows(manifest.releases, inside.tables)
    return (store.as_of(manifest.cutoff) if manifest.cutoff else store).watched()


def make_again(store: Store, manifest: Manifest, lying: dict[str, bytes], step: Step) -> Again:
    """Make the brief again.

    Parameters
    ----------
    store : Store
        Over the facts of the folder, watched.
    manifest : Manifest
        Which brief it is.
    lying : dict of str to bytes
        The files of the folder.
    step : callable
        Called after each step; there is one a language and one more.
    """
    papers = {name: data for name, data in lying.items() if name.startswith(PAPERS)}
    prepared = edition(manifest.edition).prepare(store, manifest.codes, papers)
    step()
    documents: dict[Lang, Document] = {}
    for lang in LANGS:
        documents[lang] = prepared.write(lang)
        step()
    pages: dict[Lang, str] = {}
    for lang in manifest.langs:
        twin = next((page_name(documents[each]) for each in manifest.langs if each != lang), "")
        pages[lang] = render_html(documents[lang], twin=twin)
    made = Made(store, manifest.edition, manifest.codes, documents, prepared.claims, papers)
    laid = assemble(made, pages, there=lying)
    return Again(
        files=laid.files,
        pages={page_name(documents[lang]): page for lang, page in pages.items()},
        sheets=laid.sheets,
        numbers=sum(page.count("data-ref=") for page in pages.values()),
        values=len({address for each in documents.values() for address in each.ledger.derived}),
        claims=len(prepared.claims),
        asked=store.asked,
    )
