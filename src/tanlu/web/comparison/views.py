"""Pages of the comparison."""

import csv
import io
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tanlu.actions.compare import Column, Compared, compare_figures, compared_rows
from tanlu.actions.comparison_charts import MIXED, chart_of
from tanlu.actions.evidence import list_series
from tanlu.chart.render import Drawing
from tanlu.errors import UserMistake
from tanlu.evidence.store import Store
from tanlu.lineage.recipes import recipes
from tanlu.registers.regions import FIVE, Region, region, regions
from tanlu.registers.units import unit
from tanlu.text import LANGS, Lang, grouped, significant
from tanlu.web.comparison.asked import CHANGES, Asked, read
from tanlu.web.shell.errors import beside_form
from tanlu.web.shell.evidence import evidence, public
from tanlu.web.shell.pages import page
from tanlu.web.shell.safety import harmless
from tanlu.web.shell.shown import Shown
from tanlu.web.shell.words import NOT_MEASURED
from tanlu.web.workshop.charts import drawn
from tanlu.web.workshop.process import SHORT

_SHORT = 12
"""Years up to which a table shows all of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator: its chart in two widths, its caveats and its table, newest year first."""

    title: str
    symbol: str
    wide: Drawing
    narrow: Drawing
    caveats: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Shown, ...]], ...]


@public
def compare(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show the form, and one chart and one table for each indicator."""
    asked, trouble = read(request.GET), None
    found: Compared | None = None
    with evidence() as store:
        choices = _indicators(store, lang)
        try:
            found = compare_figures(store, asked.names, asked.codes, asked.periods(), asked.changed())
        except UserMistake as error:
            trouble = beside_form(error, lang)
    context = {
        "asked": asked,
        "trouble": trouble,
        "parts": [_part(found, at, lang) for at in range(len(found.columns))] if found else [],
        "above": [each(lang) for each in found.caveats] if found else [],
        "choices": choices,
        "places": _places(asked),
        "chosen": [region(each) for each in asked.codes if each in regions()],
        "changes": [(name, words(lang)) for name, words in CHANGES.items()],
        "csv": request.META.get("QUERY_STRING", ""),
    }
    return page(request, "compare.html.jinja", context, status=400 if trouble else 200)


@public
def as_csv(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - the table holds both languages
    """Return the figures as CSV, with their references; a spreadsheet reads no cell as a formula."""
    asked = read(request.GET)
    with evidence() as store:
        rows = compared_rows(
            compare_figures(store, asked.names, asked.codes, asked.periods(), asked.changed())
        )
    out = io.StringIO()
    words = [name for name in rows[0] if name == "mark"]
    heads = [
        *(each for each in rows[0] if each not in words),
        *(f"{name}_{lang}" for name in words for lang in LANGS),
    ]
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        flat = {
            **row,
            **{f"{name}_{each}": (row[name] or {}).get(each, "") for name in words for each in LANGS},
        }
        writer.writerow([harmless(flat[each]) for each in heads])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tanlu-compare.csv"'
    return response


def _places(asked: Asked) -> list[tuple[Region, bool]]:
    first = [region(each) for each in FIVE]
    more = [each for each in regions().values() if each.code in asked.codes and each not in first]
    return [(each, each.code in asked.codes) for each in (*first, *more)]


def _indicators(store: Store, lang: Lang) -> list[tuple[str, str]]:
    """Return what may be chosen: recipes first, for they are comparable, then every series held, by title."""
    computed = [(each.id, each.title(lang)) for each in recipes().values()]
    held = {each.series.id: each.series.title(lang) for each in list_series(store)}
    return computed + sorted(held.items(), key=lambda each: each[1])


def _part(found: Compared, at: int, lang: Lang) -> Part:
    column = found.columns[at]
    wide, narrow = SHORT.do(drawn, chart_of(found, at), lang, f"c{at}")
    return Part(
        column.title(lang),
        (unit(column.unit).symbol if column.unit else MIXED)(lang),
        wide,
        narrow,
        tuple(each(lang) for each in column.caveats),
        tuple(
            (year, tuple(_cell(column, code, year, lang) for code in found.codes))
            for year in reversed(found.years)
        ),
    )


def _cell(column: Column, code: str, year: int, lang: Lang) -> Shown:
    shown = column.cells.get((code, year))
    if shown is None:
        return Shown(NOT_MEASURED(lang), absent=NOT_MEASURED(lang))
    number = grouped(significant(shown.value, 4), lang)
    words = number if column.unit else f"{number} {unit(shown.unit).symbol(lang)}"
    marked = shown.figure.grade == "C" and bool(shown.figure.caveats)
    return Shown(
        words,
        shown.value,
        shown.figure.address,
        "",
        shown.figure.grade if marked else "",
        shown.figure.caveats[0](lang) if marked else "",
    )
