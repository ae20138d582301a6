"""Keep interviews in a folder: begin, add under a pseudonym, record consent, tell what is there, take a person out."""

import csv
import hashlib
import hmac
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from tanlu.accord.people import Participant, mentions, read_participants
from tanlu.actions.dialogue import today
from tanlu.actions.stores import FolderStore
from tanlu.errors import BadDialogue, BadDocument, BadFolder, BadRecord, CannotWrite
from tanlu.study.interviews.consent import Consent
from tanlu.study.interviews.example import example
from tanlu.study.interviews.identify import Trace, joined, traces
from tanlu.study.interviews.kept import read_project, to_text
from tanlu.study.interviews.model import Project, Transcript, language_of
from tanlu.study.interviews.passage import Cut, changed
from tanlu.study.interviews.refi.offsets import plain
from tanlu.study.interviews.withdrawal import Loss, Seal, without
from tanlu.text import Lang, Text

INTERVIEWS: Final = "interviews.json"
KEYS: Final = "pseudonyms.csv"
KEY_COLUMNS: Final = (
    "pseudonym", "name_en", "name_zh", "family", "organisation_en", "organisation_zh", "known_as"
)  # fmt: skip
PSEUDONYM: Final = re.compile(r"[A-Z]{1,3}\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Held:
    """The interviews of a folder, with the key file beside them.

    Parameters
    ----------
    store : FolderStore
    project : Project
    keys : tuple of mapping
        Rows of the key file.
    """

    store: FolderStore
    project: Project
    keys: tuple[Mapping[str, str], ...]

    def seal(self) -> Seal:
        """Return the keyed hash of the store."""
        key = self.store.key()
        return lambda text: hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def people(self) -> tuple[Participant, ...]:
        """Return the people of the key file who have a name there."""
        rows = [{**each, "id": each["pseudonym"]} for each in self.keys]
        return read_participants(each for each in rows if each.get("name_en") or each.get("name_zh"))


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a transcript."""

    who: str
    language: str
    characters: int
    replaced: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal took, or would take; and files of the folder that it could not clear."""

    who: str
    loss: Loss
    deleted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def held(folder: Path) -> Held:
    """Open the interviews of a folder.

    Raises
    ------
    BadFolder
        If there are none, or they cannot be read.
    """
    store = FolderStore(folder)
    path = store.private / INTERVIEWS
    try:
        project = read_project(path.read_text("utf-8"))
        keys = _read_keys(store.private / KEYS)
    except FileNotFoundError as error:
        raise BadFolder(
            (f"{folder} holds no interviews.", f"{folder} 中没有访谈。"),
            (f"Begin: tanlu study interviews new {folder}, with --example for fictional ones.",
             f"请先新建：tanlu study interviews new {folder}；加 --example 可得虚构示例。"),
        ) from error  # fmt: skip
    except (OSError, UnicodeDecodeError) as error:
        raise BadFolder(
            (f"The interviews in {folder} cannot be read.", f"无法读取 {folder} 中的访谈。"),
            ("Look at the permissions of the folder `private`.", "请检查 private 文件夹的权限。"),
        ) from error
    return Held(store, project, keys)


def keep(store: FolderStore, project: Project, keys: Sequence[Mapping[str, str]] | None = None) -> None:
    """Keep the project, and the key file if it changed; without a version of either, so that what is removed is gone."""
    project = replace(project, given=highest(keys or (), project))
    if keys is not None:
        out = io.StringIO()
        writer = csv.DictWriter(out, KEY_COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(keys)
        store.put_file(KEYS, out.getvalue())
    store.put_file(INTERVIEWS, to_text(project))


def create(folder: Path, title: Text | None) -> Project:
    """Begin interviews in a folder; the fictional example without a title.

    Raises
    ------
    CannotWrite
        If some are there already.
    """
    store = FolderStore(folder)
    if (store.private / INTERVIEWS).exists():
        raise CannotWrite(
            (f"{folder} holds interviews already.", f"{folder} 中已有访谈。"),
            ("Choose another folder; nothing was changed.", "请另选文件夹；未作任何更改。"),
        )
    project, keys = example() if title is None else (Project(title), ())
    keep(store, project, keys)
    store.key()
    return project


def add(
    folder: Path, file: Path, who: str = "", *, language: str = "", names: Mapping[str, str], descriptors: Mapping[str, str]
) -> Added:  # fmt: skip
    """Take in a transcript under a pseudonym; names of the key file, numbers and addresses are replaced first.

    Raises
    ------
    BadDocument
        If the file is no UTF-8 text, or empty.
    BadRecord
        If the pseudonym is none, or the text is kept already.
    """
    at = held(folder)
    text = plain(read_text(file))
    if not text.strip():
        raise BadDocument(
            (f"{file} is empty.", f"{file} 是空的。"), ("Give a transcript.", "请提供访谈记录。")
        )
    who = who or next_pseudonym(at.keys, at.project)
    check_pseudonym(who)
    at = replace(at, keys=_with_key(at.keys, who, names))
    lang = language or language_of(text)
    made, counts = pseudonymised(Transcript(str(uuid4()), who, lang, text, dict(descriptors)), at.people())
    if any(each.text == made.text for each in at.project.transcripts):
        raise BadRecord(
            (f"The text of {file} is kept already.", f"{file} 的内容已保存过。"),
            ("Nothing was added.", "未添加任何内容。"),
        )
    project = replace(at.project, transcripts=(*at.project.transcripts, made))
    keep(at.store, _again(project, at.people()) if names else project, at.keys)
    return Added(who, lang, len(made.text), counts)


def _again(project: Project, people: Sequence[Participant]) -> Project:
    """Replace names that have come into the key file in all transcripts; codings and translations move along."""
    for each in project.transcripts:
        cuts = cuts_of(each, people)
        if cuts:
            project = moved(project, each, cuts)
    return project


def moved(project: Project, transcript: Transcript, cuts: Sequence[Cut]) -> Project:
    """Return the project with characters of one transcript replaced, and every place in it moved along."""
    told = changed(transcript.text, cuts)

    def shift(each: Any) -> Any:  # noqa: ANN401 - a coding or a translation
        if each.transcript != transcript.guid:
            return each
        return replace(each, start=told.at(each.start), end=told.at(each.end, end=True))

    return replace(
        project,
        transcripts=tuple(
            replace(each, text=told.text) if each.guid == transcript.guid else each
            for each in project.transcripts
        ),
        codings=tuple(shift(each) for each in project.codings),
        translations=tuple(shift(each) for each in project.translations),
    )


def found_in(text: str, people: Sequence[Participant], *, certain: bool = False) -> tuple[Trace, ...]:
    """Return what in a text may tell who speaks: names of the key file, and what rules notice."""
    named = [
        Trace(each.start, each.end, "employer" if each.kind.en.endswith("organisation") else "person")
        for each in mentions(text, people)
    ]
    return joined([*named, *traces(text, certain=certain)])


def cuts_of(transcript: Transcript, people: Sequence[Participant]) -> list[Cut]:
    """Return what has to be replaced in a transcript before anyone reads it, and by what."""
    lang: Lang = "zh" if transcript.language == "zh" else "en"
    cuts = []
    for each in found_in(transcript.text, people, certain=True):
        words = transcript.text[each.start : each.end]
        who = next((one.id for one in people if mentions(words, [one], organisations=False)), "")
        mark = who if each.kind_id == "person" and who else each.kind.mark(lang)
        cuts.append(Cut(each.start, each.end, f"[{mark}]"))
    return cuts


def pseudonymised(
    transcript: Transcript, people: Sequence[Participant]
) -> tuple[Transcript, tuple[tuple[Text, int], ...]]:
    """Return a transcript without names of the key file, numbers and addresses, and what was replaced how often."""
    counts: dict[Text, int] = {}
    for each in found_in(transcript.text, people, certain=True):
        counts[each.kind.title] = counts.get(each.kind.title, 0) + 1
    text = changed(transcript.text, cuts_of(transcript, people)).text
    return replace(transcript, text=text), tuple(counts.items())


def record_consent(folder: Path, who: Sequence[str], consent: Consent) -> Project:
    """Record what people agreed to; it takes the place of what was recorded before.

    Raises
    ------
    UnknownName
        If nothing is kept under one of the pseudonyms.
    """
    at = held(folder)
    for each in who:
        at.project.said_by(each)
    project = replace(at.project, consents={**at.project.consents, **dict.fromkeys(who, consent)})
    keep(at.store, project)
    return project


def withdraw(folder: Path, who: str, *, dry_run: bool = False) -> Withdrawn:
    """Remove everything of a person from the folder, for good; what left it before is listed, to be recalled.

    Raises
    ------
    UnknownName
        If nothing is kept under this pseudonym.
    """
    at = held(folder)
    row = next((each for each in at.keys if each["pseudonym"] == who), {})
    names = [row.get(each, "") for each in ("name_en", "name_zh", "known_as") if row.get(each)]
    person = [each for each in at.people() if each.id == who]

    def named(text: str) -> bool:
        return any(each in text for each in names) or bool(mentions(text, person, organisations=False))

    left, loss = without(at.project, who, today(), at.seal(), named)
    gone = at.project.said_by(who)
    recalled = {each.sha256 for each in loss.sent}
    copies = [path for path in _others(at.store) if hashlib.sha256(path.read_bytes()).hexdigest() in recalled]
    if not dry_run:
        left = replace(left, given=highest(at.keys, at.project))
        keep(at.store, left, [each for each in at.keys if each["pseudonym"] != who])
        for path in copies:
            path.unlink()
    lines = [line for each in gone for line in each.text.split("\n") if len(line) > 8]
    signs = [*(each.guid for each in gone), *names, *lines]
    others = (path for path in _others(at.store) if path not in copies)
    still = tuple(str(path.relative_to(folder)) for path in others if _holds(path, signs))
    return Withdrawn(who, loss, tuple(str(path.relative_to(folder)) for path in copies), still)


def _others(store: FolderStore) -> list[Path]:
    """Return the files of the folder that are not the store's own; pieces of an interrupted write are deleted."""
    found = []
    for path in sorted(store.folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            if path.parent == store.private and path.name.startswith(".") and path.suffix == ".tmp":
                path.unlink()
            elif path.parent != store.private or path.name not in (INTERVIEWS, KEYS, "key", ".gitignore"):
                found.append(path)
    return found


def _holds(path: Path, signs: Sequence[str]) -> bool:
    data = path.read_bytes()
    return any(
        each.encode(how, "ignore") in data for each in signs for how in ("utf-8", "utf-16-le", "gb18030")
    )


def next_pseudonym(keys: Iterable[Mapping[str, str]], project: Project) -> str:
    """Return the P-number after the highest that was ever given."""
    return f"P{highest(keys, project) + 1:02d}"


def highest(keys: Iterable[Mapping[str, str]], project: Project) -> int:
    """Return the highest P-number that was ever given, to whoever withdrew included."""
    taken = {each["pseudonym"] for each in keys} | {each.who for each in project.transcripts}
    return max(
        [project.given, *(int(each[1:]) for each in taken if re.fullmatch(r"P\d{1,4}", each, re.ASCII))]
    )


def check_pseudonym(who: str) -> None:
    """Refuse what may be a name."""
    if not PSEUDONYM.fullmatch(who):
        raise BadRecord(
            (
                "A pseudonym is one to three capital letters and a number.",
                "代号由一至三个大写字母加数字组成。",
            ),
            (
                "Write P03 or CN12; never initials or a name alone.",
                "请写成 P03、CN12 等，不要用姓名或其缩写。",
            ),
        )


def read_text(file: Path) -> str:
    """Return a text in UTF-8.

    Raises
    ------
    BadDocument
        If it is none.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadDocument(
            (
                f"{file} is no UTF-8 text (byte {error.start + 1}).",
                f"{file} 不是UTF-8文本（第{error.start + 1}字节）。",
            ),
            ("Save the transcript as plain text in UTF-8.", "请将访谈记录另存为UTF-8编码的纯文本。"),
        ) from error
    except OSError as error:
        raise BadDocument(
            (f"{file} cannot be read ({error.strerror}).", f"无法读取 {file}（{error.strerror}）。"),
            ("Look at the name and at its permissions.", "请检查文件名和权限。"),
        ) from error


def _with_key(
    keys: tuple[Mapping[str, str], ...], who: str, names: Mapping[str, str]
) -> tuple[Mapping[str, str], ...]:
    before = next((each for each in keys if each["pseudonym"] == who), {})
    row = {**before, "pseudonym": who, **{name: value for name, value in names.items() if value}}
    return (*(each for each in keys if each["pseudonym"] != who), row)


def _read_keys(path: Path) -> tuple[Mapping[str, str], ...]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        read_participants({**each, "id": each["pseudonym"], "name_en": "x"} for each in rows)
    except (KeyError, csv.Error, BadDialogue) as error:
        raise BadFolder(
            (f"{path} cannot be read: a pseudonym is missing, or stands twice.", f"无法读取 {path}：有代号缺失或重复。"),
            (f"Its columns are {', '.join(KEY_COLUMNS)}.", f"各列为 {'、'.join(KEY_COLUMNS)}。"),
        ) from error  # fmt: skip
    return tuple({name: (each.get(name) or "").strip() for name in KEY_COLUMNS} for each in rows)
