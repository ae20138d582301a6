"""What the published schema of REFI-QDA asks of a project or codebook, as checks of our own."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.study.interviews.codebook import GUID
from tanlu.study.interviews.refi.xml import Node

PROJECT_SPACE: Final = "urn:QDA-XML:project:1.0"
CODES_SPACE: Final = "urn:QDA-XML:codebook:1.0"

_SOURCE: Final = (
    "Description",
    "PlainTextContent",
    "PlainTextSelection",
    "Coding",
    "NoteRef",
    "VariableValue",
)
_VALUES: Final = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
ORDER: Final[dict[str, tuple[str, ...]]] = {
    "Project": ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description",
                "NoteRef"),
    "Users": ("User",), "CodeBook": ("Codes", "Sets"), "Codes": ("Code",), "Code": ("Description", "NoteRef", "Code"),
    "Variables": ("Variable",), "Variable": ("Description",), "Cases": ("Case",),
    "Case": ("Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"),
    "VariableValue": ("VariableRef", *_VALUES), "TextSource": _SOURCE, "Notes": ("Note",), "Note": _SOURCE,
    "PlainTextSelection": ("Description", "Coding", "NoteRef"), "Coding": ("CodeRef", "NoteRef"),
}  # fmt: skip
"""Children of an element, in the order in which they must stand."""
MANY: Final = frozenset(
    {"User", "Code", "Variable", "Case", "Note", "PlainTextSelection", "Coding", "NoteRef", "VariableValue", "CodeRef",
     "SourceRef", "SelectionRef"}
)  # fmt: skip
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "Project": ("name",), "User": ("guid",), "Code": ("guid", "name", "isCodable"),
    "Variable": ("guid", "name", "typeOfVariable"), "Case": ("guid",), "TextSource": ("guid",), "Note": ("guid",),
    "PlainTextSelection": ("guid", "startPosition", "endPosition"), "Coding": ("guid",), "CodeRef": ("targetGUID",),
    "NoteRef": ("targetGUID",), "SourceRef": ("targetGUID",), "SelectionRef": ("targetGUID",),
    "VariableRef": ("targetGUID",),
}  # fmt: skip
FORMS: Final[dict[str, re.Pattern[str]]] = {
    "guid": re.compile(rf"{GUID.pattern}|\{{{GUID.pattern}\}}"),
    "isCodable": re.compile("true|false|1|0"), "color": re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"),
    "startPosition": re.compile(r"[+-]?\d+", re.ASCII), "endPosition": re.compile(r"[+-]?\d+", re.ASCII),
    "typeOfVariable": re.compile("Text|Boolean|Integer|Float|Date|DateTime"),
    "creationDateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII),
}  # fmt: skip
_GUIDS: Final = (
    "guid",
    "targetGUID",
    "creatingUser",
    "modifyingUser",
    "creatingUserGUID",
    "modifyingUserGUID",
)
_TARGETS: Final[dict[str, tuple[str, ...]]] = {
    "CodeRef": ("Code",), "NoteRef": ("Note",), "SourceRef": ("TextSource",), "VariableRef": ("Variable",),
    "SelectionRef": ("PlainTextSelection",),
}  # fmt: skip
_FULL: Final = ("Users", "Codes", "Variables", "Cases", "Sources", "Notes")
"""Elements that may be left out, but not be empty."""


def departures(root: Node) -> tuple[str, ...]:
    """Return where a document departs from the schema: attributes, forms, order, empty lists, references, sources.

    Parameters
    ----------
    root : Node
        Of a project or of a codebook.

    Examples
    --------
    >>> departures(Node("Project", {"name": "x"}, [Node("Sources"), Node("Users")]))[0]
    'Users stands after Sources'
    """
    space = {"Project": PROJECT_SPACE, "CodeBook": CODES_SPACE}.get(root.tag)
    found = [] if space and root.space in ("", space) else [f"the root is {root.space} {root.tag}"]
    for node in root.walk():
        found += [*_order(node), *_attributes(node), *_text(node)]
    return (*found, *broken(root), *_twice(root))


def broken(root: Node) -> tuple[str, ...]:
    """Return the references of a project that lead nowhere, or to something of another kind."""
    held: dict[str, set[str]] = {}
    for node in root.walk():
        if node.get("guid"):
            held.setdefault(same(node.get("guid")), set()).add(node.tag)
    found = []
    for node in root.walk():
        kinds = _TARGETS.get(node.tag)
        if kinds and not _leads(node, kinds, held):
            found.append(f"line {node.line}: {node.tag} leads nowhere")
        found += [
            f"line {node.line}: {name} is no user"
            for name in ("creatingUser", "modifyingUser")
            if node.get(name) and "User" not in held.get(same(node.get(name)), ())
        ]
    return tuple(found)


def _leads(node: Node, kinds: tuple[str, ...], held: dict[str, set[str]]) -> bool:
    there = held.get(same(node.get("targetGUID")), set())
    others = {each for each in there if each.endswith(("Source", "Selection"))}
    # Pictures, PDF and sound are not read here, but what points at them leads somewhere.
    return bool(there & set(kinds)) or (node.tag in ("SourceRef", "SelectionRef") and bool(others))


def same(guid: str) -> str:
    """Return a guid in the one form in which they are compared.

    Examples
    --------
    >>> same("{0B5E6B00-0000-4000-8000-00000000000A}")
    '0b5e6b00-0000-4000-8000-00000000000a'
    """
    return guid.strip().strip("{}").lower()


def _order(node: Node) -> Iterator[str]:
    places = {tag: at for at, tag in enumerate(ORDER.get(node.tag, ()))}
    if not places:
        return
    last, seen = "", set()
    for child in node.children:
        if child.tag not in places:
            yield f"{node.tag} holds {child.tag}"
            continue
        if last and places[child.tag] < places[last]:
            yield f"{child.tag} stands after {last}"
        if child.tag in seen and child.tag not in MANY:
            yield f"{node.tag} holds {child.tag} twice"
        seen.add(child.tag)
        last = child.tag


def _attributes(node: Node) -> Iterator[str]:
    for name in REQUIRED.get(node.tag, ()):
        if not node.get(name):
            yield f"{node.tag} lacks {name}"
    for name, value in node.attributes.items():
        form = FORMS["guid"] if name in _GUIDS else FORMS.get(name)
        if form and not form.fullmatch(value):
            yield f"{name} of {node.tag} is {value!r}"


def _text(node: Node) -> Iterator[str]:
    if node.tag in _FULL and not node.children:
        yield f"{node.tag} is empty"
    if node.tag == "Coding" and len(node.all("CodeRef")) != 1:
        yield "Coding has not one CodeRef"
    if node.tag in ("TextSource", "Note") and bool(node.get("plainTextPath")) == bool(
        node.first("PlainTextContent")
    ):
        yield f"{node.tag} has not one of plainTextPath and PlainTextContent"
    if node.tag == "VariableValue" and sum(bool(node.first(each)) for each in _VALUES) > 1:
        yield "VariableValue holds two values"


def _twice(root: Node) -> Iterator[str]:
    seen: set[str] = set()
    for node in root.walk():
        guid = same(node.get("guid"))
        if guid and guid in seen:
            yield f"the guid of {node.tag} stands twice"
        seen.add(guid)
