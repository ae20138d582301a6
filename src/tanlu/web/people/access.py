"""Who is asking, and whether they may: asked by every view that is not public, before anything else."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanlu.web.audit.operations import today
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import Person
from tanlu.web.people.policy import may

View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> Person | None:
    """Return who is asking; None for the public."""
    user = request.user
    return user if isinstance(user, Person) and user.is_active else None


def allowed(request: HttpRequest, act: str, dialogue: Dialogue | None = None) -> bool:
    """Return whether who is asking may do something."""
    person = person_of(request)
    return person is not None and may(
        person,
        act,
        dialogue=dialogue.pk if dialogue else None,
        state=dialogue.state if dialogue else "",
        on=_day_of(request),
    )


def _day_of(request: HttpRequest) -> date:
    """Return the day of a request, looked up once."""
    if not hasattr(request, "judged_on"):
        request.judged_on = today()  # type: ignore[attr-defined]
    found: date = request.judged_on  # type: ignore[attr-defined]
    return found


def demand(request: HttpRequest, act: str, dialogue: Dialogue | None = None) -> Person:
    """Return who is asking, if they may; else there is no such page.

    Raises
    ------
    Http404
        If they may not: whether anything is there is not told.
    """
    person = person_of(request)
    if person is None or not allowed(request, act, dialogue):
        raise Http404
    return person


def guarded(act: str) -> Callable[[View], View]:
    """Let a view be asked only by who may do ``act``; the public is led to the door. Nothing of it is kept by browsers.

    A view with the part ``slug`` is about the dialogue of that name and gets it as ``dialogue``.
    """

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, lang: str, **parts: object) -> HttpResponse:
            if person_of(request) is None:
                response: HttpResponse = redirect("join", lang=lang)
            else:
                slug = parts.pop("slug", None)
                dialogue = Dialogue.objects.filter(slug=slug).first() if slug else None
                if slug and dialogue is None:
                    raise Http404
                demand(request, act, dialogue)
                more = {"dialogue": dialogue} if slug else {}
                response = view(request, lang=lang, **more, **parts)
            response["Cache-Control"] = "no-store"
            return response

        asked.act = act  # type: ignore[attr-defined]
        return asked

    return around
