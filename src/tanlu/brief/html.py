"""Render a document as one self-contained HTML file: no request leaves the machine."""

import base64
import csv
import io
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from tanlu import __version__
from tanlu.brief.model import Cited, Document
from tanlu.brief.phrases import (
    LANG_TAGS,
    SHAPES,
    UI,
    Notes,
    Phrases,
    address_of,
    beneath,
    dated,
    decided,
    footnotes_of,
)
from tanlu.chart.table import Table as ChartTable
from tanlu.evidence.fact import STATUSES
from tanlu.lineage.verdict import VERDICTS
from tanlu.period import spans
from tanlu.registers.indicators import scope, series
from tanlu.text import Lang


def render_html(document: Document, *, twin: str = "") -> str:
    """Return the document as HTML.

    Parameters
    ----------
    document : Document
        The brief in one language.
    twin : str
        File name of the same brief in the other language, for the switch; empty for none.
    """
    other: Lang = "en" if document.lang == "zh" else "zh"
    page: str = _template("brief.html.jinja").render(
        **_at_hand(document),
        other=other,
        twin=twin,
        version=__version__,
        css=_asset("brief.css"),
        js=_asset("brief.js"),
    )
    return page


def render_body(document: Document, link: Callable[[str], str], *, ledger: bool = True) -> str:
    """Return what a page holds between its head and its foot, for a page that has its own.

    Parameters
    ----------
    document : Document
        The brief in one language.
    link : callable
        Returns where the address of a figure leads.
    ledger : bool
        Whether the figures stand in the page and numbers lead to their rows; without, numbers lead to ``link``.
    """
    body: str = _template("body.html.jinja").render(**_at_hand(document, link, outward=not ledger))
    return body


def _at_hand(
    document: Document, link: Callable[[str], str] | None = None, *, outward: bool = False
) -> dict[str, Any]:
    """Return what the templates ask for, beside the page around them."""
    lang = document.lang
    other: Lang = "en" if lang == "zh" else "zh"
    numbers = {source.id: place for place, source in enumerate(document.sources, start=1)}
    phrases = Phrases(lang)
    ui = {name: words(lang) for name, words in UI.items()}
    return {
        "document": document,
        "lang": lang,
        "langs": LANG_TAGS,
        "ui": {**ui, "switch": UI["switch"](other), "dated": dated(document)(lang)},
        "shapes": SHAPES,
        "verdicts": VERDICTS,
        "statuses": STATUSES,
        "scope": scope,
        "anchor": lambda cited: document.ledger.anchor(_address(cited)),
        "row_of": document.ledger.anchor,
        "address_of": address_of,
        "kind_of": lambda block: type(block).__name__,
        "worded": lambda inlines: "".join(
            each.said(lang) if isinstance(each, Cited) else each.text for each in inlines
        ),
        "footnotes": lambda block: footnotes_of(block, lang),
        "notes": Notes(lang),
        "beneath": lambda made: beneath(made, document.ledger),
        "csv_of": lambda table: _csv(table, lang),
        "decided": decided,
        "spans": lambda years: spans(years, lang),
        "named": phrases.named,
        "told": phrases.told,
        "computed": phrases.computed,
        "exactly": phrases.exactly,
        "table_told": phrases.table,
        "table_count": phrases.count,
        "series_title": lambda name: series(name).title(lang),
        "number_of": numbers.__getitem__,
        "link": link,
        "outward": outward,
        "publisher_of": lambda source_id: document.publishers[source_id](lang),
    }


@cache
def _template(name: str) -> Any:  # noqa: ANN401 - jinja2 is imported only where a page is made
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)


@cache
def _asset(name: str) -> str:
    return (files("tanlu.brief") / "templates" / name).read_text("utf-8")


def _address(cited: Cited) -> str:
    return cited.figure.address


def _csv(table: ChartTable, lang: Lang) -> str:
    """Return a chart's data as a CSV address; the mark at its start tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([header(lang) for header in table.headers])
    for row in table.rows:
        writer.writerow([cell.value if cell.value is not None else cell.text(lang) for cell in row])
    return (
        "data:text/csv;charset=utf-8;base64," + base64.b64encode(out.getvalue().encode("utf-8-sig")).decode()
    )
