"""Codes as REFI-QDA has them: one name and one description, in which both languages stand together."""

import re
from typing import Final

from tanlu.errors import BadDocument
from tanlu.study.interviews.codebook import Code, below, check_codes
from tanlu.study.interviews.model import language_of
from tanlu.study.interviews.refi.rules import CODES_SPACE, departures, same
from tanlu.study.interviews.refi.xml import Node, parse, written

_BLOCKS: Final = {
    "name en": "name", "name zh": "name_zh", "en": "definition", "zh": "definition_zh", "include": "include",
    "exclude": "exclude", "example": "example",
}  # fmt: skip
_HEAD: Final = re.compile(r"\[(" + "|".join(_BLOCKS) + r")\] ?(.*)", re.DOTALL)
_BOTH: Final = re.compile(r"([^\u3400-\u9fff]*[^\s\u3400-\u9fff]) ([\u3400-\u9fff].*)", re.DOTALL)


def split_name(label: str) -> tuple[str, str]:
    """Return the English and the Chinese half of a name that holds both.

    Examples
    --------
    >>> split_name("procedural justice 程序公正"), split_name("工资"), split_name("pay")
    (('procedural justice', '程序公正'), ('', '工资'), ('pay', ''))
    """
    found = _BOTH.fullmatch(label)
    if found:
        return found[1], found[2]
    return ("", label) if language_of(label) == "zh" else (label, "")


def describe(code: Code) -> str:
    """Return the description that holds everything of a code that a file has no other place for."""
    held = {tag: getattr(code, name) for tag, name in _BLOCKS.items()}
    if split_name(code.label) == (code.name, code.name_zh):
        held |= {"name en": "", "name zh": ""}
    blocks = [f"[{tag}] {_guarded(text)}" for tag, text in held.items() if text]
    return "\n".join(blocks)


def _guarded(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *("\\" + line if line.startswith(("[", "\\")) else line for line in rest)])


def read_description(text: str) -> dict[str, str]:
    r"""Return the parts of a description; one of another program is the definition.

    Examples
    --------
    >>> read_description("[en] Paid late.\n[zh] 拖欠工资。")
    {'definition': 'Paid late.', 'definition_zh': '拖欠工资。'}
    """
    if not _HEAD.match(text):
        name = "definition_zh" if language_of(text) == "zh" else "definition"
        return {name: text} if text else {}
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        head = _HEAD.fullmatch(line)
        if head:
            found[at := _BLOCKS[head[1]]] = [head[2]]
        else:
            found[at].append(line.removeprefix("\\"))
    return {name: "\n".join(lines) for name, lines in found.items()}


def read_codes(parent: Node | None, above: str = "") -> tuple[Code, ...]:
    """Return the codes below an element, each theme before its codes."""
    found: list[Code] = []
    for node in parent.all("Code") if parent else []:
        name, name_zh = split_name(node.get("name"))
        held = {"name": name, "name_zh": name_zh, **read_description(node.said("Description"))}
        guid = same(node.get("guid"))
        codable = node.get("isCodable") not in ("false", "0")
        found.append(Code(guid, parent=above, codable=codable, colour=node.get("color"), **held))
        found += read_codes(node, guid)
    return tuple(found)


def code_nodes(codes: tuple[Code, ...], notes: dict[str, list[Node]], above: str = "") -> list[Node]:
    """Return the elements of all codes below one."""
    made = []
    for each in below(above, codes):
        said = describe(each)
        colour = {"color": each.colour} if each.colour else {}
        inside = [Node("Description", text=said)] if said else []
        inside += [*notes.get(each.guid, []), *code_nodes(codes, notes, each.guid)]
        made.append(
            Node(
                "Code",
                {"guid": each.guid, "name": each.label, "isCodable": str(each.codable).lower(), **colour},
                inside,
            )
        )
    return made


def read_qdc(data: bytes, name: str) -> tuple[tuple[Code, ...], int]:
    """Read a codebook; return its codes, and how many sets of codes are not kept.

    Raises
    ------
    BadDocument
        If it is no codebook.
    BadRecord
        If its codes do not hold together.
    """
    root = parse(data, name)
    if root.tag != "CodeBook" or not root.space.startswith("urn:QDA-XML:codebook"):
        raise BadDocument(
            (f"{name} is no REFI-QDA codebook (its root is {root.tag}).",
             f"{name} 不是 REFI-QDA 编码手册（根元素为 {root.tag}）。"),
            ("Export the codebook as .qdc; a whole project (.qdpx) is read by `import`.",
             "请将编码手册导出为 .qdc；整个项目（.qdpx）请用 import 导入。"),
        )  # fmt: skip
    codes = read_codes(root.first("Codes"))
    check_codes(codes)
    sets = root.first("Sets")
    return codes, len(sets.children) if sets else 0


def write_qdc(codes: tuple[Code, ...], origin: str) -> bytes:
    """Return a codebook as a file.

    Raises
    ------
    BadRecord
        If there is no code, or they do not hold together.
    """
    check_codes(codes)
    root = Node("CodeBook", {"origin": origin}, [Node("Codes", children=code_nodes(codes, {}))])
    demand_sound(root)
    return written(root, CODES_SPACE)


def demand_sound(root: Node) -> None:
    """Refuse to write what the schema would not take.

    Raises
    ------
    BadDocument
        With the first departure.
    """
    found = departures(root)
    if found:
        raise BadDocument(
            (f"This cannot be written as REFI-QDA: {found[0]}.", f"无法写成 REFI-QDA：{found[0]}。"),
            ("Put it right in the codebook or the transcripts; nothing was written.",
             "请先在编码手册或访谈记录中改正；未写入任何内容。"),
        )  # fmt: skip
