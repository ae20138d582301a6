"""Projects to exchange, and a foreign program that counts in its own way."""

import io
import zipfile
from dataclasses import replace
from uuid import UUID

from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.model import Coder, Coding, Note, Project, Transcript
from tanlu.study.interviews.refi.archive import PROJECT, packed
from tanlu.study.interviews.refi.offsets import Reading, plain
from tanlu.text import Text


def guid(at: int) -> str:
    return str(UUID(int=at + (4 << 76) + (8 << 60)))


TEXT = "关停以后，𠮷师傅去学焊接。\nThe pay fell by a third.\n没有人问过我们，𡈽地也没了。\nNobody asked us first."
WORDS = ("去学焊接", "The pay fell", "没有人问过我们", "Nobody asked us")


def project(text: str = TEXT, words: tuple[str, ...] = WORDS) -> Project:
    codes = (
        Code(guid(1), "pay", "工资", codable=False),
        Code(guid(2), "arrears", "拖欠", parent=guid(1), colour="#0b5e6b"),
    )
    codings = tuple(
        Coding(guid(100 + at), guid(200 + at), guid(10), start, start + size, guid(2), guid(3 + at % 2))
        for at, (start, size) in enumerate((text.index(each), len(each)) for each in words)
    )  # fmt: skip
    return Project(
        Text("Talks", "访谈"), transcripts=(Transcript(guid(10), "P01", "zh", text, {"country": "CN"}),), codes=codes,
        coders=(Coder(guid(3), "Ann"), Coder(guid(4), "Ben")), codings=codings,
        notes=(Note(guid(5), "memo", "think of this", guid(3), (guid(100),)),),
    )  # fmt: skip


def without_names(held: Project) -> Project:
    """Return what a file carries of a project."""
    return replace(
        held, coders=tuple(Coder(each.guid, f"Coder {at}") for at, each in enumerate(held.coders, 1))
    )


def counted(text: str, place: int, reading: Reading) -> int:
    """Return a position as another program counts it, worked out by encoding."""
    before = text[:place].replace("\n", "\r\n") if reading.breaks else text[:place]
    return reading.mark + (len(before.encode("utf-16-le")) // 2 if reading.wide else len(before))


def foreign(
    raw: str, words: tuple[str, ...], reading: Reading, *, named: bool = True, extra: str = ""
) -> bytes:
    """Return a project of a program that counts by a reading."""
    text = plain(raw)
    marks = ""
    for at, each in enumerate(words):
        start, end = (
            counted(text, place, reading) for place in (text.index(each), text.index(each) + len(each))
        )
        name = each if named else f"Selection {at}"
        marks += (
            f'<PlainTextSelection guid="{guid(200 + at)}" name="{name}" startPosition="{start}" '
            f'endPosition="{end}"><Coding guid="{guid(100 + at)}" creatingUser="{guid(3 + at % 2)}">'
            f'<CodeRef targetGUID="{guid(2)}"/></Coding></PlainTextSelection>'
        )
    document = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="x"><Users>'
        f'<User guid="{guid(3)}" name="Ann"/><User guid="{guid(4)}" name="Ben"/></Users><CodeBook><Codes>'
        f'<Code guid="{guid(2)}" name="pay" isCodable="true"/></Codes></CodeBook><Sources>'
        f'<TextSource guid="{guid(10)}" name="Interview Zhang" plainTextPath="internal://{guid(10)}.txt">{marks}</TextSource>'
        f"{extra}</Sources></Project>"
    )
    return packed({PROJECT: document.encode(), f"sources/{guid(10)}.txt": raw.encode()})


def renamed(data: bytes, old: str, new: str, times: int = 1) -> bytes:
    """Return a project with something else written in its document."""
    held = zipfile.ZipFile(io.BytesIO(data))
    files = {name: held.read(name) for name in held.namelist()}
    assert old in files[PROJECT].decode()
    return packed({**files, PROJECT: files[PROJECT].decode().replace(old, new, times).encode()})
