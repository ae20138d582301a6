"""Pages of the help."""

import re
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from markdown_it import MarkdownIt

from tanlu.actions.documentation import help_page, pages
from tanlu.text import Lang, Text
from tanlu.web.shell.evidence import public
from tanlu.web.shell.pages import page

FIRST: Final[dict[str, Text]] = {
    "first-steps": Text("I am new here", "我是第一次使用"),
    "evidence": Text("I want to know where a number comes from", "我想知道数字从哪里来"),
    "claims": Text("I want to check what somebody says", "我想核对某个说法"),
    "own-figures": Text("I have figures of my own", "我有自己的数据"),
    "dialogue": Text("I convene a dialogue", "我负责召集对话"),
    "commitments": Text("I follow what was promised", "我关注承诺的落实"),
    "study": Text("I study the transition", "我研究转型"),
}
"""Where a person in a role begins."""
_LINK: Final = re.compile(r'href="(?:\./)?([a-z0-9-]+)\.md(#[^"]*)?"')
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

    return (
        _OUTSIDE.sub(r"\1", _LINK.sub(inside, made))
        .replace("<table>", '<div class="scroll" tabindex="0"><table>')
        .replace("</table>", "</table></div>")
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
