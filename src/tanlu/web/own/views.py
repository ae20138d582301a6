"""Pages of own figures."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.actions.home import home
from tanlu.actions.own import Imported
from tanlu.registers.units import unit
from tanlu.text import Lang, Text, exact
from tanlu.web.own import operations, uploads
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import BilingualForm, answer_form
from tanlu.web.shell.pages import page


class OwnForm(BilingualForm):
    """A table of one's own."""

    table = forms.FileField()
    name = forms.SlugField(max_length=60)
    labels = {
        "table": Text("Table, CSV or XLSX", "表格（CSV 或 XLSX）"),
        "name": Text("Name of the release", "数据版本名称"),
    }
    helps = {
        "name": Text(
            "Letters, digits and hyphens. It is shown wherever these figures are.",
            "英文字母、数字和连字符；凡显示这些数字处均会注明。",
        )
    }


@guarded("evidence.own")
def own(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Send a table, and see what it would change; nothing is imported yet."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        demand(request, "evidence.own")
        kept = uploads.keep(entered["table"].read(uploads.MOST + 1))
        found = operations.tried(kept, entered["name"])
        return page(request, "own_tried.html.jinja", {**_told(found, lang), "kept": kept})

    return answer_form(request, "own.html.jinja", OwnForm, done, {"held": _held()})


@require_POST
@guarded("evidence.own")
def own_import(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Import a table that was shown."""
    by = demand(request, "evidence.own")
    operations.take_in(request.POST.get("kept", ""), request.POST.get("name", ""), by=by)
    return redirect("own", lang=lang)


@require_POST
@guarded("evidence.own")
def own_remove(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Put an own release away."""
    operations.put_away(request.POST.get("name", ""), by=demand(request, "evidence.own"))
    return redirect("own", lang=lang)


def _held() -> list[str]:
    folder = home() / "releases"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def _told(found: Imported, lang: Lang) -> dict[str, Any]:
    change = found.difference

    def number(value: float | None, code: str) -> str:
        return "–" if value is None else f"{exact(value, lang)} {unit(code).symbol(lang)}"

    return {
        "name": found.name,
        "rows": found.rows,
        "names": list(found.names.items()),
        "left_out": [(what(lang), count) for what, count in found.left_out],
        "rejected": [(each.row, each.column, each.reason(lang)) for each in found.rejected],
        "rejected_count": found.rejected_count,
        "unchanged": found.unchanged,
        "counts": (change.new, change.changed, change.same) if change else (0, 0, 0),
        "changed": [
            (each.key, number(each.value, each.unit), number(each.held, each.held_unit), each.held_by)
            for each in (change.examples if change else ())
        ],
    }
