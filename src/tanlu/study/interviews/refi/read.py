"""Read a project of another program, and tell what of it is not kept."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tanlu.errors import BadDocument
from tanlu.study.interviews.codebook import Code, check_codes
from tanlu.study.interviews.model import Coder, Coding, Note
from tanlu.study.interviews.refi.archive import PROJECT, Archive
from tanlu.study.interviews.refi.codes import read_codes
from tanlu.study.interviews.refi.offsets import BASES, Chosen, Marked, Reading, choose, plain
from tanlu.study.interviews.refi.rules import broken, departures, same
from tanlu.study.interviews.refi.xml import Node, parse
from tanlu.text import Text

_LOST: Final[dict[str, Text]] = {
    "PictureSource": Text("pictures, with their codings", "图片及其编码"),
    "PDFSource": Text("PDF sources, with their codings", "PDF 及其编码"),
    "AudioSource": Text("sound, with its codings and transcripts", "音频及其编码和转写"),
    "VideoSource": Text("film, with its codings and transcripts", "视频及其编码和转写"),
    "Link": Text("links", "链接"), "Set": Text("sets", "集合"), "Graph": Text("graphs", "图形"),
    "rich": Text("sources in rich text only, with their codings", "仅有富文本的来源及其编码"),
    "layout": Text("layout of rich text", "富文本版式"),
    "bare": Text("marked passages without a code; notes on them now hang on the transcript",
                 "未编码的标记段落；其备注改挂在访谈记录上"),
    "cases": Text("codes and passages tied to a case", "与个案直接关联的编码和段落"),
    "described": Text("descriptions of sources, passages and cases", "来源、段落和个案的说明"),
    "noted": Text("codings of notes, and notes on notes", "对备注的编码，以及备注的备注"),
    "dates": Text("dates and authors of changes", "修改日期和修改者"),
}  # fmt: skip


_HARMFUL: Final = re.compile(
    r"stands twice| lacks (guid|targetGUID|startPosition|endPosition)|^(guid|targetGUID) of "
)
"""Departures from the schema after which nobody could say what belongs to what."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text of a project.

    Parameters
    ----------
    guid, name, text : str
    case : str
        What the file calls the person.
    descriptors : mapping of str to str
    """

    guid: str
    name: str
    text: str
    case: str = ""
    descriptors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that the file holds and that is not kept."""

    what: Text
    count: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """A project as it was read.

    Parameters
    ----------
    name : str
    coders, codes, sources, codings, notes : tuple
    chosen : Chosen
        How it counts characters.
    lost : tuple of Lost
    departures : tuple of str
        Where it departs from the published schema without harm.
    """

    name: str
    coders: tuple[Coder, ...]
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    codings: tuple[Coding, ...]
    notes: tuple[Note, ...]
    chosen: Chosen
    lost: tuple[Lost, ...]
    departures: tuple[str, ...]


def read_qdpx(data: bytes, name: str, told: Reading | None = None) -> Foreign:
    """Read a project.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for errors.
    told : Reading, optional
        How it counts characters, if the user knows.

    Raises
    ------
    BadDocument
        If it is no project, a reference leads nowhere, a text is missing, or its counting of characters cannot be told.
    BadRecord
        If its codebook does not hold together.
    """
    archive = Archive(data, name)
    root = parse(archive.read(PROJECT), f"{name}/{PROJECT}")
    if root.tag != "Project":
        raise _bad(f"{name}/{PROJECT} is no project (its root is {root.tag})",
                   f"{name}/{PROJECT} 不是项目（根元素为 {root.tag}）",
                   "Export it again as REFI-QDA (.qdpx).", "请重新导出为 REFI-QDA（.qdpx）。")  # fmt: skip
    _demand_whole(root, name)
    return _Reader(archive, root, told).project()


def _demand_whole(root: Node, name: str) -> None:
    astray = [*broken(root), *(each for each in departures(root) if _HARMFUL.search(each))]
    if astray:
        raise _bad(f"{name} does not hold together in {len(astray)} places, first: {astray[0]}",
                   f"{name} 有{len(astray)}处内部引用或编号不完整，第一处：{astray[0]}",
                   "Nothing was read. Export it again, or repair it in the program that made it.",
                   "未读取任何内容。请重新导出，或在原软件中修复。")  # fmt: skip


class _Reader:
    def __init__(self, archive: Archive, root: Node, told: Reading | None) -> None:
        self.archive, self.root, self.told = archive, root, told
        self.lost: Counter[str] = Counter()
        self.about: dict[str, list[str]] = {}
        self.moved: dict[str, str] = {}
        held = root.first("Sources")
        self.nodes = [each for each in held.children if each.tag == "TextSource"] if held else []
        self.raw: dict[str, str] = {}

    def project(self) -> Foreign:
        self._count_lost()
        self.nodes = [each for each in self.nodes if self._read_text(each)]
        chosen = self._choose()
        book = self.root.first("CodeBook")
        codes = read_codes(book.first("Codes") if book else None)
        check_codes(codes)
        codings = tuple(
            coding
            for node, spans in zip(self.nodes, chosen.spans, strict=True)
            for coding in self._codings(node, spans)
        )
        values, cases = self._cases()
        sources = tuple(
            Source(guid, node.get("name"), plain(self.raw[guid]), cases.get(guid, ""), values.get(guid, {}))
            for node, guid in ((each, same(each.get("guid"))) for each in self.nodes)
        )
        users = self.root.first("Users")
        coders = (
            tuple(Coder(same(each.get("guid")), each.get("name")) for each in users.children) if users else ()
        )
        notes = self._notes()
        lost = tuple(Lost(_LOST[key], count) for key, count in self.lost.items())
        return Foreign(
            self.root.get("name"), coders, codes, sources, codings, notes, chosen, lost, departures(self.root)
        )

    def _count_lost(self) -> None:
        for node in self.root.walk():
            if node.tag in _LOST:
                self.lost[node.tag] += 1
            if node.get("modifyingUser") or node.get("modifyingUserGUID"):
                self.lost["dates"] += 1
            if node.tag in ("TextSource", "PlainTextSelection", "Case") and node.first("Description"):
                self.lost["described"] += 1
            if node.tag == "Case" and (node.first("CodeRef") or node.first("SelectionRef")):
                self.lost["cases"] += 1
            if node.tag == "TextSource" and node.get("richTextPath"):
                self.lost[
                    "layout" if node.get("plainTextPath") or node.first("PlainTextContent") else "rich"
                ] += 1

    def _read_text(self, node: Node) -> bool:
        found = self._text_of(node)
        if found is None:
            return False
        self.raw[same(node.get("guid"))] = found
        return True

    def _text_of(self, node: Node) -> str | None:
        """Return the text of a source or note; None where it has rich text only."""
        inside = node.first("PlainTextContent")
        if inside is not None:
            return inside.text
        path = node.get("plainTextPath")
        if not path:
            if node.get("richTextPath"):
                return None
            return ""
        name = "sources/" + path.removeprefix("internal://").lstrip("/")
        held = {each.lower(): each for each in self.archive.names}
        if not path.startswith("internal://") or name.lower() not in held:
            raise _bad(f"The text of line {node.line} is not in {self.archive.name}",
                       f"{self.archive.name} 中缺少第{node.line}行所指的文本",
                       "Nothing was read. Export the project again with its sources.",
                       "未读取任何内容。请连同来源文本重新导出。")  # fmt: skip
        return self._decoded(self.archive.read(held[name.lower()]), node)

    def _decoded(self, data: bytes, node: Node) -> str:
        try:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return "\ufeff" + data.decode("utf-16")
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _bad(f"The text of line {node.line} in {self.archive.name} is not UTF-8",
                       f"{self.archive.name} 第{node.line}行所指的文本不是UTF-8编码",
                       "Nothing was read. Save it as UTF-8, or export again.",
                       "未读取任何内容。请改存为UTF-8，或重新导出。") from error  # fmt: skip

    def _choose(self) -> Chosen:
        chosen = choose([self._marked(each) for each in self.nodes], self.told)
        if chosen.reading is None and self.nodes:
            why, ways = BASES[chosen.basis], [each.id for each in chosen.rivals]
            raise _bad(f"How {self.archive.name} counts characters cannot be told: {why.en}",
                       f"无法判断 {self.archive.name} 的字符计数方式：{why.zh}",
                       "Nothing was read, since codings would move. If you know it, say so with --offsets"
                       + (f" ({', '.join(ways)})." if ways else "."),
                       "为避免编码错位，未读取任何内容。若知道计数方式，请用 --offsets 指定"
                       + (f"（{'、'.join(ways)}）。" if ways else "。"))  # fmt: skip
        return chosen

    def _marked(self, node: Node) -> Marked:
        held = node.all("PlainTextSelection")
        spans = tuple((_whole(each.get("startPosition")), _whole(each.get("endPosition"))) for each in held)
        return Marked(self.raw[same(node.get("guid"))], spans, tuple(each.get("name") for each in held))

    def _codings(self, node: Node, spans: tuple[tuple[int, int], ...]) -> list[Coding]:
        source = same(node.get("guid"))
        self._refer(node, source)
        size = len(plain(self.raw[source]))
        found = [self._coding(each, "", source, (0, size), "") for each in node.all("Coding")]
        for marked, span in zip(node.all("PlainTextSelection"), spans, strict=True):
            guid, codings = same(marked.get("guid")), marked.all("Coding")
            if not codings:
                self.lost["bare"] += 1
            self._refer(marked, guid if codings else source)
            user = marked.get("creatingUser")
            found += [self._coding(each, guid, source, span, user) for each in codings]
        return found

    def _coding(self, node: Node, selection: str, source: str, span: tuple[int, int], user: str) -> Coding:
        guid, code = same(node.get("guid")), node.first("CodeRef")
        self._refer(node, guid)
        coder = same(node.get("creatingUser") or user)
        return Coding(guid, selection, source, *span, same(code.get("targetGUID")) if code else "", coder)

    def _refer(self, node: Node, guid: str) -> None:
        for each in node.all("NoteRef"):
            self.about.setdefault(same(each.get("targetGUID")), []).append(guid)

    def _cases(self) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        held = self.root.first("Variables")
        names = {same(each.get("guid")): each.get("name") for each in held.children} if held else {}
        values = {same(each.get("guid")): _values(each, names) for each in self.nodes}
        called: dict[str, str] = {}
        cases = self.root.first("Cases")
        for case in cases.children if cases else []:
            for ref in case.all("SourceRef"):
                guid = same(ref.get("targetGUID"))
                if guid in values:
                    values[guid] |= _values(case, names)
                    called[guid] = case.get("name")
        return values, called

    def _notes(self) -> tuple[Note, ...]:
        book, held = self.root.first("CodeBook"), self.root.first("Notes")
        for node in book.walk() if book else ():
            if node.tag == "Code":
                self._refer(node, same(node.get("guid")))
        found = []
        for node in held.children if held else []:
            guid = same(node.get("guid"))
            if node.all("PlainTextSelection") or node.all("Coding") or node.all("NoteRef"):
                self.lost["noted"] += 1
            text = self._text_of(node) or ""
            about = tuple(dict.fromkeys(self.about.get(guid, ())))
            found.append(Note(guid, node.get("name"), plain(text), same(node.get("creatingUser")), about))
        return tuple(found)


def _values(node: Node, names: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for each in node.all("VariableValue"):
        ref = each.first("VariableRef")
        said = next((one.text.strip() for one in each.children if one.tag.endswith("Value")), "")
        if ref and said:
            found[names.get(same(ref.get("targetGUID")), "").strip()] = said
    return found


def _whole(text: str) -> int:
    """Return a position; one that is no number lies outside of every text."""
    try:
        return int(text)
    except ValueError:
        return -1


def _bad(en: str, zh: str, do_en: str, do_zh: str) -> BadDocument:
    return BadDocument((f"{en}.", f"{zh}。"), (do_en, do_zh))
