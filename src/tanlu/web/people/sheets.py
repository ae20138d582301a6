"""A sheet of codes to print and cut out, for whoever has not come in yet."""

import segno
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tanlu.text import Lang, Text
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.access import demand, guarded
from tanlu.web.people.operations import DAYS, invite_waiting
from tanlu.web.people.views import link_to_join
from tanlu.web.shell.pages import page


@require_POST
@guarded("people.invite")
def sheet(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Show the codes, this once; earlier invitations of the same people are void."""
    made = invite_waiting(dialogue, by=demand(request, "people.invite", dialogue))
    cards = [(person, code, _square(link_to_join(request, lang, code))) for person, code in made]
    site = request.build_absolute_uri("/")
    opens = Text(
        f"{site}en/join/ · opens once, within {DAYS} days", f"{site}zh/join/ · 限用一次，{DAYS}天内有效"
    )
    context = {"dialogue": dialogue, "cards": cards, "opens": opens}
    return page(request, "code_sheet.html.jinja", context)


def _square(link: str) -> str:
    return segno.make(link, error="m").svg_inline(scale=3, border=2, omitsize=True)
