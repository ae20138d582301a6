"""The help that ships with Tanlu: the same pages in both languages."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from tanlu.errors import UnknownName
from tanlu.registers.tables import nearest
from tanlu.text import LANGS, Text


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name, its title, its Markdown in both languages."""

    name: str
    title: Text
    text: Text


def _folder() -> Path:
    """Return where the pages lie: inside an installed package, or beside the source of a checkout."""
    inside = Path(str(files("tanlu") / "docs"))
    return inside if inside.is_dir() else Path(str(files("tanlu"))).parents[1] / "docs"


@cache
def pages() -> tuple[HelpPage, ...]:
    """Return every page that stands in both languages, by name; none where the pages are not installed."""
    folders = [_folder() / lang for lang in LANGS]
    names = sorted(
        {each.stem for each in folders[0].glob("*.md")} & {each.stem for each in folders[1].glob("*.md")}
    )
    return tuple(_read(name) for name in names)


def _read(name: str) -> HelpPage:
    en, zh = ((_folder() / lang / f"{name}.md").read_text("utf-8") for lang in LANGS)
    return HelpPage(name, Text(_title(en), _title(zh)), Text(en, zh))


def _title(text: str) -> str:
    return text.lstrip().partition("\n")[0].lstrip("# ").strip()


def help_page(name: str) -> HelpPage:
    """Return one page.

    Raises
    ------
    UnknownName
        If there is none of this name.
    """
    found = {each.name: each for each in pages()}
    if name in found:
        return found[name]
    near = ", ".join(nearest(name, list(found)) or list(found)[:5])
    raise UnknownName(
        (f"No page of help is called {name!r}.", f"没有名为 {name!r} 的帮助页面。"),
        (f"Try: {near}.", f"可试：{near}。"),
    )


def picture(name: str) -> bytes:
    """Return a picture that a page of help shows.

    Raises
    ------
    UnknownName
        If there is none of this name.
    """
    held = {each.name: each for each in (_folder() / "pictures").glob("*.png")}
    if name in held:
        return held[name].read_bytes()
    raise UnknownName(
        (f"No picture of help is called {name!r}.", f"没有名为 {name!r} 的帮助图片。"),
        ("Open the page of help that shows it.", "请打开显示该图片的帮助页面。"),
    )
