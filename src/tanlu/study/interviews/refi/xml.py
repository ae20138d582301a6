"""XML without entities: a tree of plain nodes that know their line; and the same written back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tanlu.errors import BadDocument

DEEPEST: Final = 200
MOST_NODES: Final = 5_000_000


@dataclass(slots=True)
class Node:
    """An element.

    Parameters
    ----------
    tag : str
        Without its namespace.
    attributes : dict
    children : list of Node
    text : str
        All text right inside.
    line : int
        Where it begins; 0 if it was made here.
    space : str
        Its namespace.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    text: str = ""
    line: int = 0
    space: str = ""

    def get(self, name: str) -> str:
        """Return an attribute, empty if there is none."""
        return self.attributes.get(name, "")

    def all(self, tag: str) -> list["Node"]:
        """Return the children of a kind."""
        return [each for each in self.children if each.tag == tag]

    def first(self, tag: str) -> "Node | None":
        """Return the first child of a kind."""
        return next((each for each in self.children if each.tag == tag), None)

    def said(self, tag: str) -> str:
        """Return the text of the first child of a kind."""
        found = self.first(tag)
        return found.text if found else ""

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


class _Builder:
    def __init__(self, name: str) -> None:
        self.name, self.root, self.count = name, Node(""), 0
        self.open: list[Node] = [self.root]
        self.words: list[list[str]] = [[]]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, plain = tag.rpartition(" ")
        self.count += 1
        if len(self.open) > DEEPEST or self.count > MOST_NODES:
            raise _bad(self.name, "is nested deeper or longer than any project", "的嵌套层级或元素数超出常理",
                       "Nothing was read. Ask where the file comes from.", "未读取任何内容。请核实文件来源。")  # fmt: skip
        node = Node(plain, attributes, line=self.parser.CurrentLineNumber, space=space)
        self.open[-1].children.append(node)
        self.open.append(node)
        self.words.append([])

    def end(self, _tag: str) -> None:
        self.open.pop().text = "".join(self.words.pop())

    def data(self, text: str) -> None:
        self.words[-1].append(text)

    def doctype(self, *_: Any) -> None:  # noqa: ANN401 - whatever expat says of it
        raise _bad(self.name, "declares a document type or entities", "中声明了文档类型或实体",
                   "A REFI-QDA file has none; nothing was read. Ask where it comes from.",
                   "REFI-QDA 文件不含此类声明，未读取任何内容。请核实文件来源。")  # fmt: skip


def parse(data: bytes, name: str) -> Node:
    """Return the root of a document.

    Raises
    ------
    BadDocument
        If it is no XML, declares a document type (and with it entities), or is nested beyond reason.

    Examples
    --------
    >>> parse(b'<a x="1"><b>coal</b></a>', "a.xml").said("b")
    'coal'
    """
    builder = _Builder(name)
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - the end of the document
    except expat.ExpatError as error:
        raise _bad(name, f"is no XML that can be read (line {error.lineno}, column {error.offset + 1})",
                   f"不是可读的XML（第{error.lineno}行第{error.offset + 1}列）",
                   "Export it again; do not edit it by hand.", "请重新导出，不要手工修改。") from error  # fmt: skip
    except (LookupError, ValueError) as error:
        raise _bad(name, "is in an encoding that XML does not know", "的字符编码无法识别",
                   "Export it again in UTF-8.", "请以UTF-8重新导出。") from error  # fmt: skip
    return builder.root.children[0]


_UNSAYABLE: Final = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")
}
"""Characters that no XML can hold, even written as numbers."""


def clean(text: str) -> str:
    """Return a text that XML can hold; what it cannot becomes the replacement character."""
    return text.translate(_UNSAYABLE)


def written(root: Node, namespace: str) -> bytes:
    """Return a document in UTF-8."""
    root.attributes = {"xmlns": namespace, **root.attributes}
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    _write(root, 0, lines)
    return ("\n".join(lines) + "\n").encode()


def _write(node: Node, depth: int, lines: list[str]) -> None:
    said = "".join(f" {name}={quoteattr(clean(value))}" for name, value in node.attributes.items())
    pad = " " * depth
    if node.children:
        lines.append(f"{pad}<{node.tag}{said}>")
        for each in node.children:
            _write(each, depth + 1, lines)
        lines.append(f"{pad}</{node.tag}>")
    elif node.text:
        held = escape(clean(node.text), {"\r": "&#13;"})
        lines.append(f"{pad}<{node.tag}{said}>{held}</{node.tag}>")
    else:
        lines.append(f"{pad}<{node.tag}{said}/>")


def _bad(name: str, en: str, zh: str, do_en: str, do_zh: str) -> BadDocument:
    return BadDocument((f"{name} {en}.", f"{name} {zh}。"), (do_en, do_zh))
