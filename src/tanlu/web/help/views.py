"""Pages of the help."""

import re
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from markdown_it import MarkdownIt

from tanlu.actions.documentation import help_page, pages, picture
from tanlu.text import Lang, Text
from tanlu.web.shell.evidence import public
from tanlu.web.shell.pages import page

FIRST: Final[dict[str, Text]] = {
    "for-residents": Text("I live in a coal region", "我住在煤炭地区"),
    "for-participants": Text("I am invited to a dialogue", "我受邀参加对话"),
    "for-convenors": Text("I convene or facilitate a dialogue", "我召集或主持对话"),
    "for-planners": Text("I plan for a state or a province", "我负责省（州）级规划"),
    "for-researchers": Text("I study the transition", "我研究转型"),
    "for-partners": Text(
        "I fund, manage energy, make things or run a park", "我来自出资方、城市、企业或公园"
    ),
    "evidence": Text("I want to know where a number comes from", "我想知道数字从哪里来"),
    "claims": Text("I want to check what somebody says", "我想核对某个说法"),
    "own-figures": Text("I have figures of my own", "我有自己的数据"),
    "first-steps": Text("I want to use Tanlu on a computer", "我想在电脑上使用探路"),
}
"""Where a person in a role begins."""
_LINK: Final = re.compile(r'href="(?:\./)?([a-z0-9-]+)\.md(#[^"]*)?"')
_PICTURE: Final = re.compile(r'src="\.\./pictures/([a-z-]+\.(?:en|zh)\.png)"')
_OUTSIDE: Final = re.compile(r'<a href="(?!https?:|/|#)[^"]*">(.*?)</a>', re.DOTALL)


@lru_cache(maxsize=200)
def _html(name: str, lang: Lang) -> str:
    """Return a page as HTML; a link to another page stays on the site, one to a file of the repository is words."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(help_page(name).text(lang))
    known = {each.name for each in pages()}

    def inside(found: re.Match[str]) -> str:
        if found[1] not in known:
            return found[0]
        return f'href="{reverse("help_page", kwargs={"lang": lang, "name": found[1]})}{found[2] or ""}"'

    def shown(found: re.Match[str]) -> str:
        address = reverse("help_picture", kwargs={"lang": lang, "name": found[1]})
        return f'loading="lazy" src="{address}"'

    made = _PICTURE.sub(shown, made)
    return (
        _OUTSIDE.sub(r"\1", _LINK.sub(inside, made))
        .replace("<table>", '<div class="scroll" tabindex="0"><table>')
        .replace("</table>", "</table></div>")
        .replace("<pre>", '<pre tabindex="0">')
    )


@public
def contents(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List the pages, first by what a person wants."""
    first = [(name, words(lang)) for name, words in FIRST.items()]
    return page(
        request,
        "help.html.jinja",
        {"first": first, "pages": [(each.name, each.title(lang)) for each in pages()]},
    )


@public
def one(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Show one page."""
    found = help_page(name)
    return page(request, "help_page.html.jinja", {"title": found.title(lang), "body": _html(name, lang)})


def a_picture(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return a picture of the help, to be kept for a day."""
    response = HttpResponse(picture(name), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response
