"""Read a page as a reader's program would: with nothing but the standard library's parser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "input", "hr", "wbr"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for each in self.children:
            if isinstance(each, Element):
                yield from each.walk()

    def all(self, *tags: str) -> list["Element"]:
        return [each for each in self.walk() if each.tag in tags]

    def has(self, name: str) -> bool:
        return name in self.attrs.get("class", "").split()

    def inside(self, tag: str) -> "Element | None":
        at = self.parent
        while at is not None and at.tag != tag:
            at = at.parent
        return at

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def text_without(self, *tags: str) -> str:
        """The text that stands outside elements of these tags."""
        return "".join(
            each if isinstance(each, str) else "" if each.tag in tags else each.text_without(*tags)
            for each in self.children
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.at.tag != tag:
            raise ValueError(f"</{tag}> closes <{self.at.tag}>")
        self.at = self.at.parent or self.root

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


@dataclass
class Page:
    """A page, and what stands under each id."""

    root: Element
    ids: dict[str, Element]
    source: str

    def cited(self) -> list[Element]:
        """Every link of a number."""
        return [each for each in self.root.all("a") if each.has("n")]

    def sections(self) -> dict[str, Element]:
        """The sections by the id of their heading."""
        return {each.attrs["aria-labelledby"]: each for each in self.root.all("section")}


def read(source: str | Path) -> Page:
    """Read a page; an element left open or an id used twice is an error."""
    text = source.read_text("utf-8") if isinstance(source, Path) else source
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.at is not reader.root:
        raise ValueError(f"<{reader.at.tag}> is never closed")
    ids: dict[str, Element] = {}
    for each in reader.root.walk():
        name = each.attrs.get("id")
        if name is not None:
            if name in ids:
                raise ValueError(f"two elements are called {name!r}")
            ids[name] = each
    return Page(reader.root, ids, text)


def links_within(element: Element) -> list[str]:
    """Ids that an element's links lead to in the same file."""
    return [each.attrs["href"][1:] for each in element.all("a") if each.attrs.get("href", "").startswith("#")]


def leads_to_source(page: Page, row_id: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a row of the ledger leads to a publication: a figure at once, a computed number by its figures."""
    row = page.ids.get(row_id)
    if row is None or row.tag != "tr" or row_id in seen:
        return False
    table = row.inside("table")
    if table is None or not table.has("ledger"):
        return False
    targets = links_within(row)
    if row_id.startswith("f"):
        return any(each.startswith("s") and page.ids[each].tag == "li" for each in targets)
    below = [each for each in targets if each[0] in "fd"]
    return bool(below) and all(leads_to_source(page, each, seen | {row_id}) for each in below)


def lost(page: Page) -> list[str]:
    """Numbers whose link leads to no row, or whose row leads to no source."""
    return [each.text for each in page.cited() if not leads_to_source(page, each.attrs["href"][1:])]
