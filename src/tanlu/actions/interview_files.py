"""Bring coded interviews in from other programs, under pseudonyms; nothing that was removed comes back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from tanlu.accord.people import Participant
from tanlu.actions.interviews import (
    PSEUDONYM,
    Held,
    cuts_of,
    found_in,
    held,
    keep,
    next_pseudonym,
    pseudonymised,
)
from tanlu.errors import BadDocument, BadReference
from tanlu.study.interviews.codebook import Code, check_codes
from tanlu.study.interviews.model import Coder, Coding, Note, Project, Transcript, language_of
from tanlu.study.interviews.passage import changed
from tanlu.study.interviews.quoting import redacted
from tanlu.study.interviews.refi.offsets import READINGS, Reading
from tanlu.study.interviews.refi.read import Foreign, Lost, Source, read_qdpx
from tanlu.study.interviews.withdrawal import grams, repeats, returns, unquoted, whole
from tanlu.text import Lang, Text

_NAMING: Final = re.compile(
    r"(?i)^(full.?name|name|surname|phone|tel.*|mobile|e-?mail|address|id.?number|姓名|名字|电话|手机|邮箱|地址|住址|身份证.*)$"
)
MOST: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import.

    Parameters
    ----------
    foreign : Foreign
    transcripts, codes, codings, notes, coders : int
        New ones.
    removed_before : int
        Transcripts left out because their owners withdrew.
    replaced : tuple of (Text, int)
        Names and numbers that were replaced.
    without_consent : tuple of str
        Pseudonyms that wait for their consent to be recorded.
    lost : tuple of Lost
    """

    foreign: Foreign
    transcripts: int
    codes: int
    codings: int
    notes: int
    coders: int
    removed_before: int
    replaced: tuple[tuple[Text, int], ...]
    without_consent: tuple[str, ...]
    lost: tuple[Lost, ...]


def read_reading(name: str) -> Reading | None:
    """Return a way of counting characters by its name; None for an empty one.

    Raises
    ------
    BadReference
        If there is none of that name.
    """
    found = next((each for each in READINGS if each.id == name), None)
    if name and found is None:
        listed = ", ".join(each.id for each in READINGS)
        raise BadReference(
            (f"{name!r} is no way to count characters.", f"没有名为 {name!r} 的字符计数方式。"),
            (f"One of {listed}.", f"可选：{listed}。"),
        )
    return found


def read_foreign(file: Path, offsets: str = "") -> Foreign:
    """Read a project of another program; nothing is kept.

    Raises
    ------
    BadDocument
        If it cannot be read.
    """
    return read_qdpx(file_bytes(file), file.name, read_reading(offsets))


def file_bytes(file: Path) -> bytes:
    """Return the bytes of a file that is not larger than a project of texts can be.

    Raises
    ------
    BadDocument
        If it is, or cannot be read.
    """
    try:
        if file.stat().st_size > MOST:
            raise BadDocument(
                (f"{file} is larger than a project of texts can be.", f"{file} 超出文本项目应有的大小。"),
                ("Export it without pictures, sound and film.", "请不带图片、音频和视频重新导出。"),
            )
        return file.read_bytes()
    except OSError as error:
        raise BadDocument(
            (f"{file} cannot be read ({error.strerror}).", f"无法读取 {file}（{error.strerror}）。"),
            ("Look at the name and at its permissions.", "请检查文件名和权限。"),
        ) from error


def bring(folder: Path, file: Path, offsets: str = "", *, dry_run: bool = False) -> Brought:
    """Join a project of another program to the interviews, by guid: all of it or nothing, and nothing twice.

    Raises
    ------
    BadDocument
        If it cannot be read, or a transcript in it is not the one that is kept under its guid.
    BadRecord
        If the joined codebook does not hold together.
    """
    at, foreign = held(folder), read_foreign(file, offsets)
    joining = _Joining(at, foreign)
    joining.take_sources()
    project = joining.project()
    check_codes(project.codes)
    if not dry_run:
        keep(at.store, project, joining.keys)
    before = at.project
    fresh = [each.who for each in project.transcripts if each.who not in project.consents]
    return Brought(
        foreign,
        len(project.transcripts) - len(before.transcripts),
        len(project.codes) - len(before.codes),
        len(project.codings) - len(before.codings),
        len(project.notes) - len(before.notes),
        len(project.coders) - len(before.coders),
        joining.barred,
        tuple(joining.replaced.items()),
        tuple(dict.fromkeys(fresh)),
        (*foreign.lost, *((Lost(_NAMING_LOST, joining.naming),) if joining.naming else ())),
    )


_NAMING_LOST: Final = Text("variables that name people", "可直接识别个人的变量")


class _Joining:
    """A project on its way in."""

    def __init__(self, at: Held, foreign: Foreign) -> None:
        self.at, self.foreign = at, foreign
        self.keys = list(at.keys)
        self.people: Sequence[Participant] = at.people()
        self.made: list[Transcript] = []
        self.codings: list[Coding] = list(foreign.codings)
        self.gone: set[str] = set()
        self.said: set[str] = set()
        self.called: list[re.Pattern[str]] = []
        self.seal = at.seal()
        self.replaced: dict[Text, int] = {}
        self.given: dict[str, str] = {}
        self.barred = self.naming = 0

    def take_sources(self) -> None:
        """Take in each text under a pseudonym, unless it is kept or was removed."""
        kept = {each.guid: each for each in self.at.project.transcripts}
        seal = self.seal
        for source in self.foreign.sources:
            raw = Transcript(source.guid, "", language_of(source.text), source.text)
            made, counts = pseudonymised(raw, self.people)
            if returns(self.at.project, raw, seal) or returns(self.at.project, made, seal):
                self.barred += 1
                self.gone.add(source.guid)
                self.said |= set(grams(source.text))
                self.called += [whole(each) for each in (source.name, source.case) if each]
                continue
            if source.guid in kept and kept[source.guid].text == raw.text:
                continue
            self._move(raw)
            if source.guid in kept:
                self._demand_same(kept[source.guid], made)
                continue
            for what, count in counts:
                self.replaced[what] = self.replaced.get(what, 0) + count
            self.made.append(replace(made, who=self._who(source), descriptors=self._descriptors(source)))

    def _move(self, raw: Transcript) -> None:
        told = changed(raw.text, cuts_of(raw, self.people))
        if told.cuts:
            self.codings = [
                replace(each, start=told.at(each.start), end=told.at(each.end, end=True))
                if each.transcript == raw.guid else each
                for each in self.codings
            ]  # fmt: skip

    def _demand_same(self, kept: Transcript, made: Transcript) -> None:
        blanked = (one in (other, "*") for one, other in zip(kept.text, made.text, strict=False))
        if len(kept.text) != len(made.text) or not all(blanked):
            raise BadDocument(
                (f"The transcript of {kept.who} is another one in this file: its codings would not fit.",
                 f"此文件中 {kept.who} 的记录与已保存的不同，编码将对不上位置。"),
                ("Nothing was kept. Code the text that `export` gave; do not edit transcripts in the other program.",
                 "未保存任何内容。请在 export 导出的文本上编码，不要在其他软件中修改记录。"),
            )  # fmt: skip

    def _who(self, source: Source) -> str:
        """Return a pseudonym: the one in the file if nobody here has it, else the next; its name goes to the key file."""
        called = source.case or source.name or source.guid
        if called not in self.given:
            taken = {each["pseudonym"] for each in self.keys} | {
                each.who for each in self.at.project.transcripts
            }
            fitting = [
                each for each in (source.case, source.name) if PSEUDONYM.fullmatch(each) and each not in taken
            ]
            who = fitting[0] if fitting else next_pseudonym(self.keys, self.at.project)
            known = f"{called} ({self.foreign.name})" if PSEUDONYM.fullmatch(called) else called
            self.keys.append({"pseudonym": who, "known_as": "" if who == called else known})
            self.given[called] = who
        return self.given[called]

    def _descriptors(self, source: Source) -> Mapping[str, str]:
        self.naming += sum(bool(_NAMING.match(each)) for each in source.descriptors)
        return {name: value for name, value in source.descriptors.items() if not _NAMING.match(name)}

    def project(self) -> Project:
        """Return everything together."""
        now, new = self.at.project, self.foreign
        kept = {each.guid for each in now.codings}
        codings = [
            each for each in self.codings if each.transcript not in self.gone and each.guid not in kept
        ]
        notes = {each.guid for each in now.notes}
        dead = {
            guid
            for each in self.codings
            if each.transcript in self.gone
            for guid in (each.guid, each.selection)
        }
        return replace(
            now,
            transcripts=(*now.transcripts, *self.made),
            codes=_added(now.codes, [unquoted(each, self.said, self._barred) for each in new.codes]),
            coders=_added(now.coders, new.coders),
            codings=(*now.codings, *codings),
            notes=(
                *now.notes,
                *(self._clean(each) for each in new.notes
                  if each.guid not in notes and not returns(now, each, self.seal)
                  and not (self.gone | dead) & set(each.about)
                    and not repeats(f"{each.name}\n{each.text}", self.said, self._barred)),
            ),
        )  # fmt: skip

    def _barred(self, text: str) -> bool:
        """Tell whether a text names somebody who withdrew, as the file calls them."""
        return any(each.search(text) for each in self.called)

    def _clean(self, note: Note) -> Note:
        lang: Lang = "zh" if language_of(note.text) == "zh" else "en"
        name, text = (
            redacted(each, found_in(each, self.people, certain=True), lang) for each in (note.name, note.text)
        )
        return replace(note, name=name, text=text)


_Kept = TypeVar("_Kept", bound=Code | Coder)


def _added(now: tuple[_Kept, ...], new: Iterable[_Kept]) -> tuple[_Kept, ...]:
    """Return what is kept, and of the new what is not."""
    guids = {each.guid for each in now}
    return (*now, *(each for each in new if each.guid not in guids))
