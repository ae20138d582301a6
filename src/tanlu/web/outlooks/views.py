"""The page of the outlook with one's own assumptions."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tanlu.actions.own_outlook import BREAKS, LIMITS, Asked, open_regions, standard
from tanlu.errors import UserMistake
from tanlu.registers.regions import region
from tanlu.text import Lang, Text
from tanlu.web.jobs import begun, operations, worker
from tanlu.web.jobs.models import Job
from tanlu.web.jobs.views import Ways, progress_page
from tanlu.web.outlooks.asked import query, read
from tanlu.web.outlooks.shown import chart, rows
from tanlu.web.outlooks.work import KIND
from tanlu.web.shell.evidence import evidence, releases
from tanlu.web.shell.limits import JOBS, asker, take
from tanlu.web.shell.pages import page
from tanlu.web.workshop.charts import drawn
from tanlu.web.workshop.process import SHORT


@lru_cache(maxsize=2)
def _usual(state: tuple[str, ...]) -> tuple[Asked, tuple[str, ...]]:  # noqa: ARG001 - one answer a state of the evidence
    with evidence() as store:
        return standard(store), open_regions(store)


def own(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show the sliders; with assumptions in the address, work them out and show both bands."""
    usual, places = _usual(releases())
    found: dict[str, Any] | None = None
    asked, trouble, status = usual, None, 200
    if request.GET:
        try:
            asked = read(request.GET, usual)
            if "form" not in request.GET:
                found, elsewhere = _worked_out(request, lang, asked)
                if elsewhere is not None:
                    return elsewhere
        except UserMistake as error:
            trouble, status = error.lines(lang), 400
    context = {
        "asked": asked,
        "usual": usual,
        "limits": LIMITS,
        "places": [region(code) for code in places],
        "breaks": [(name, words(lang)) for name, words in BREAKS.items()],
        "trouble": trouble,
        "found": found,
        **(_told_of(found, lang) if found else {}),
    }
    return page(request, "own_outlook.html.jinja", context, status=status)


def _worked_out(
    request: HttpRequest, lang: Lang, asked: Asked
) -> tuple[dict[str, Any] | None, HttpResponse | None]:
    """Return what came of a question, or the page that waits for it."""
    token, again = begun.token_of(request), "again" in request.GET
    name = operations.id_of(KIND, asdict(asked), releases())
    if again or not Job.objects.filter(pk=name).exists():
        take("jobs", asker(request), JOBS)
    job = operations.ask(KIND, asdict(asked), releases(), again=again, token=token)
    if job.state == "done" and not again:
        return job.result, None
    request.COOKIES[begun.COOKIE] = token
    if again:
        elsewhere: HttpResponse = redirect(_address(lang) + query(asked))
    else:
        worker.wake()
        elsewhere = _waiting(request, lang, job, asked)
    if operations.is_begun_by(job, token):
        begun.keep(elsewhere, token)
    return None, elsewhere


def _address(lang: Lang) -> str:
    return reverse("own_outlook", kwargs={"lang": lang}) + "?"


def _waiting(request: HttpRequest, lang: Lang, job: Job, asked: Asked) -> HttpResponse:
    title = Text("Working out your outlook", "正在计算您的展望")
    back, again = (_address(lang) + each + query(asked) for each in ("form=1&", "again=1&"))
    return progress_page(request, lang, job, Ways(title(lang), back, again))


def _told_of(found: dict[str, Any], lang: Lang) -> dict[str, Any]:
    shown = chart(found)
    wide, narrow = SHORT.do(drawn, shown, lang, "own")
    return {
        "measure": shown.subtitle(lang),
        "wide": wide,
        "narrow": narrow,
        "rows": rows(found, lang),
        "percent": lambda share: f"{100 * share:.0f}%",
        "width": f"{found['narrower']:.2f}",
    }
