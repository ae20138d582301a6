"""The page of the audit."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from tanlu.text import Lang
from tanlu.web.audit.models import Event
from tanlu.web.audit.operations import prove
from tanlu.web.people.access import guarded
from tanlu.web.shell.pages import page


@guarded("audit.read")
def audit(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Show the chain, newest first, and whether it holds."""
    lines = Paginator(Event.objects.order_by("-number"), 100).get_page(request.GET.get("page"))
    return page(request, "audit.html.jinja", {"lines": lines, "chain": prove()})
