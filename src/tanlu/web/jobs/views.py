"""The page of a job: how far it is, and what came of it."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tanlu.errors import HeldBack
from tanlu.text import Lang, Text
from tanlu.web.jobs import operations
from tanlu.web.jobs.begun import may_stop
from tanlu.web.jobs.models import STATES, Job
from tanlu.web.shell.pages import page

AGAIN: Final = 3
"""Seconds after which a page without a script asks again."""


def text_of(held: dict[str, str]) -> Text | None:
    """Return words kept as JSON; None where there are none."""
    return Text(held["en"], held["zh"]) if held else None


def shown(job: Job, lang: Lang) -> dict[str, object]:
    """Return a job as its page tells it."""
    said, step = text_of(job.result.get("said", {})), text_of(job.step)
    running = job.state in ("waiting", "running")
    return {
        "id": job.pk,
        "state": STATES[job.state](lang),
        "running": running,
        "stopping": running and job.cancel,
        "done": job.done,
        "whole": job.whole,
        "step": step(lang) if step and job.state == "running" else "",
        "said": said(lang) if said else "",
    }


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page of a job is called, and where it leads: back to the form, and to asking once more."""

    title: str
    back: str
    again: str


def progress_page(request: HttpRequest, lang: Lang, job: Job, ways: Ways) -> HttpResponse:
    """Show how far a job is, on the page that waits for it; it asks again by itself, with a script or without."""
    context = {"job": shown(job, lang), "ways": ways, "may_stop": may_stop(request, job)}
    response = page(request, "job.html.jinja", context)
    if job.state in ("waiting", "running"):
        response["Refresh"] = str(AGAIN)
    response["Cache-Control"] = "no-store"
    return response


def state(request: HttpRequest, lang: Lang, job: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return how far a job is, for the script of its page."""
    response = JsonResponse(shown(operations.find(job), lang), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def stop(request: HttpRequest, lang: Lang, job: str) -> HttpResponse:
    """Cancel a job and go back to where it was asked for; only for the browser that began it, and for the staff."""
    found = operations.find(job)
    if not may_stop(request, found):
        raise HeldBack(
            ("This calculation was begun in another browser.", "该计算由另一浏览器发起。"),
            (
                "Only whoever began it can stop it, or the convenors; its result can be seen by all.",
                "只有发起者或召集人可以停止；结果人人可看。",
            ),
        )
    operations.cancel(found)
    back = request.POST.get("back", "")
    home = reverse("home", kwargs={"lang": lang})
    return redirect(back if back.startswith(home) and "\\" not in back else home)
