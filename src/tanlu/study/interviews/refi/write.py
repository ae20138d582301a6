"""Write a project for another program: plain line feeds, no byte order mark, code points, the end not included."""

import uuid
from typing import Final

from tanlu.study.interviews.model import Coding, Project, Transcript
from tanlu.study.interviews.refi.archive import PROJECT, packed
from tanlu.study.interviews.refi.codes import code_nodes, demand_sound
from tanlu.study.interviews.refi.rules import PROJECT_SPACE
from tanlu.study.interviews.refi.xml import Node, written

_NAMED: Final = 200
"""Characters of a passage that its name repeats; whoever reads it can tell by them how we count."""
_OURS: Final = uuid.UUID("6f1c1d0e-51d4-4c5b-9a35-0f6a6a3f7a11")


def write_qdpx(project: Project, origin: str) -> bytes:
    """Return a project as a file, with the same bytes for the same project.

    Coders are numbered, never named; transcripts stand under their pseudonyms. What the format has no place for (consent,
    translations, what was sent) is not written.

    Parameters
    ----------
    project : Project
        Only what may leave.
    origin : str
        Name and version of this program.

    Raises
    ------
    BadDocument
        If something in it cannot be written.
    """
    root = Node(
        "Project", {"name": project.title.en + " " + project.title.zh, "origin": origin}, _parts(project)
    )
    demand_sound(root)
    files = {PROJECT: written(root, PROJECT_SPACE)}
    files |= {f"sources/{each.guid}.txt": each.text.encode() for each in project.transcripts}
    return packed(files)


def _parts(project: Project) -> list[Node]:
    refs: dict[str, list[Node]] = {}
    for note in project.notes:
        for guid in note.about or ("",):
            refs.setdefault(guid, []).append(Node("NoteRef", {"targetGUID": note.guid}))
    users = [
        Node("User", {"guid": each.guid, "name": f"Coder {at}", "id": str(at)})
        for at, each in enumerate(project.coders, 1)
    ]
    names = sorted({name for each in project.transcripts for name in each.descriptors})
    lists = {
        "Users": users,
        "CodeBook": [Node("Codes", children=code_nodes(project.codes, refs))] if project.codes else [],
        "Variables": [Node("Variable", {"guid": _made("variable", name), "name": name, "typeOfVariable": "Text"})
                      for name in names],
        "Cases": _cases(project),
        "Sources": [_source(project, each, refs) for each in project.transcripts],
        "Notes": _notes(project),
    }  # fmt: skip
    return [Node(tag, children=held) for tag, held in lists.items() if held] + refs.get("", [])


def _cases(project: Project) -> list[Node]:
    made = []
    for who in dict.fromkeys(each.who for each in project.transcripts):
        held = [each for each in project.transcripts if each.who == who]
        values = {name: value for each in held for name, value in each.descriptors.items()}
        inside = [
            Node("VariableValue", children=[Node("VariableRef", {"targetGUID": _made("variable", name)}),
                                            Node("TextValue", text=value)])
            for name, value in sorted(values.items())
        ]  # fmt: skip
        inside += [Node("SourceRef", {"targetGUID": each.guid}) for each in held]
        made.append(Node("Case", {"guid": _made("case", held[0].guid), "name": who}, inside))
    return made


def _source(project: Project, source: Transcript, refs: dict[str, list[Node]]) -> Node:
    marked: dict[str, list[Coding]] = {}
    for each in project.codings:
        if each.transcript == source.guid:
            marked.setdefault(each.selection, []).append(each)
    whole = [_coding(each, refs) for each in marked.pop("", [])]
    inside = [_selection(source, guid, held, refs) for guid, held in marked.items()]
    inside += [*whole, *refs.get(source.guid, [])]
    said = {"guid": source.guid, "name": source.who, "plainTextPath": f"internal://{source.guid}.txt"}
    return Node("TextSource", said, inside)


def _selection(source: Transcript, guid: str, held: list[Coding], refs: dict[str, list[Node]]) -> Node:
    first = held[0]
    words = source.text[first.start : first.end]
    said = {
        "guid": guid,
        "name": words if len(words) <= _NAMED else words[:_NAMED] + "…",
        "startPosition": str(first.start),
        "endPosition": str(first.end),
        **({"creatingUser": first.coder} if first.coder else {}),
    }
    return Node("PlainTextSelection", said, [*(_coding(each, refs) for each in held), *refs.get(guid, [])])


def _coding(coding: Coding, refs: dict[str, list[Node]]) -> Node:
    user = {"creatingUser": coding.coder} if coding.coder else {}
    inside = [Node("CodeRef", {"targetGUID": coding.code}), *refs.get(coding.guid, [])]
    return Node("Coding", {"guid": coding.guid, **user}, inside)


def _notes(project: Project) -> list[Node]:
    return [
        Node(
            "Note",
            {"guid": each.guid, "name": each.name, **({"creatingUser": each.coder} if each.coder else {})},
            [Node("PlainTextContent", text=each.text)],
        )
        for each in project.notes
    ]


def _made(kind: str, name: str) -> str:
    """Return a guid that stays the same for the same thing, and tells nothing of it."""
    return str(uuid.uuid5(_OURS, f"{kind}:{name}"))
