"""Search interviews, see how far coders agree, and quote: only what their owners agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanlu.actions.dialogue import today
from tanlu.actions.interview_exports import demand_permission, put_out
from tanlu.actions.interview_files import read_foreign
from tanlu.actions.interviews import Held, found_in, held, keep
from tanlu.errors import BadRecord, UnknownName
from tanlu.study.interviews.agree import Shared, agreements
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.consent import USES, Use, allows
from tanlu.study.interviews.model import Project, Sent, Transcript, Translated, Translation, language_of
from tanlu.study.interviews.passage import check_span
from tanlu.study.interviews.quoting import Quotation, Side, demand_consent, quotation, redacted, speaker
from tanlu.study.interviews.refi.offsets import Chosen
from tanlu.study.interviews.search import Hit, search, twins
from tanlu.text import LANGS, Lang, Text


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and how many transcripts it did not look at."""

    hits: tuple[Hit, ...]
    searched: int
    held_back: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far coders agree.

    Parameters
    ----------
    rows : tuple of Shared
    codes : tuple of Code
    transcripts, held_back : int
    chosen : Chosen or None
        How a file counts characters; None for a folder.
    """

    rows: tuple[Shared, ...]
    codes: tuple[Code, ...]
    transcripts: int
    held_back: int
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded passage, and why it may not be quoted.

    Parameters
    ----------
    who, language : str
    start, end : int
    words : str
        Empty where the person did not agree to be quoted.
    coders : int
    why : Text or None
    """

    who: str
    language: str
    start: int
    end: int
    words: str
    coders: int
    why: Text | None


def find(folder: Path, query: str, *, both: bool = False, width: int = 16) -> Found:
    """Search the transcripts whose owners agreed to analysis; the others are not looked at.

    Raises
    ------
    BadReference
        If there is no word to look for.
    """
    project = held(folder).project
    allowed = project.allowed(today())
    terms = (query, *(twins(query) if both else ()))
    labels = project.labels()
    hits = {
        replace(hit, who=labels[hit.transcript]): None
        for term in terms
        for hit in search(allowed, term, width)
    }
    ordered = sorted(hits, key=lambda each: (each.who, each.start, each.end))
    return Found(tuple(ordered), len(allowed), len(project.transcripts) - len(allowed), terms)


def agree(
    path: Path,
    *,
    themes: bool = False,
    unit: str = "sentence",
    draws: int = 1000,
    seed: int = 1,
    offsets: str = "",
) -> Agreed:
    """Tell how far coders agree, from a folder or from a REFI-QDA project alone; no coder is named.

    Raises
    ------
    BadDocument, BadFolder
        If it cannot be read.
    """
    if path.is_file():
        foreign = read_foreign(path, offsets)
        texts = tuple(
            Transcript(each.guid, "", language_of(each.text), each.text) for each in foreign.sources
        )
        rows = agreements(
            texts, foreign.codings, foreign.codes, themes=themes, unit=unit, draws=draws, seed=seed
        )
        return Agreed(rows, foreign.codes, len(texts), 0, foreign.chosen)
    project = held(path).project
    allowed = project.allowed(today())
    rows = agreements(
        allowed, project.codings, project.codes, themes=themes, unit=unit, draws=draws, seed=seed
    )
    return Agreed(rows, project.codes, len(allowed), len(project.transcripts) - len(allowed))


def coded(folder: Path, code: str) -> tuple[Code, tuple[Coded, ...]]:
    """Return the passages under a code, with words only where they may be quoted.

    Raises
    ------
    UnknownName
        If there is no such code.
    """
    project = held(folder).project
    wanted, labels = _code(project, code), project.labels()
    texts = {each.guid: each for each in project.transcripts}
    spans: dict[tuple[str, int, int], set[str]] = {}
    for each in project.codings:
        if each.code == wanted.guid:
            spans.setdefault((each.transcript, each.start, each.end), set()).add(each.coder)
    found = []
    for (guid, start, end), coders in sorted(
        spans.items(), key=lambda each: (texts[each[0][0]].who, each[0][1:])
    ):
        text = texts[guid]
        may = allows(project.consents.get(text.who), today(), Use.QUOTE)
        why = None if may else Text("not agreed to: " + USES[Use.QUOTE].en, "未同意：" + USES[Use.QUOTE].zh)
        words = text.text[start:end] if may else ""
        found.append(Coded(labels[guid], text.language, start, end, words, len(coders), why))
    return wanted, tuple(found)


def _code(project: Project, name: str) -> Code:
    found = [each for each in project.codes if name in (each.guid, each.name, each.name_zh, each.label)]
    if len(found) != 1:
        listed = sorted(each.label for each in found or project.codes)
        raise UnknownName(
            (f"{len(found) or 'No'} code{'s' if found else ''} called {name!r}.",
             f"{'有' + str(len(found)) + '个' if found else '没有'}名为 {name!r} 的编码。"),
            (f"Choose one: {', '.join(listed) or 'the codebook is empty'}.",
             f"请选择：{'、'.join(listed) or '编码手册为空'}。"),
        )  # fmt: skip
    return found[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage to quote.

    Parameters
    ----------
    who : str
    start, end : int
    omit : sequence of (int, int)
    describe : sequence of str
        Descriptors that may be told.
    by_name, abroad : bool
    permission : str
    translation : str
    status : Translated
    """

    who: str
    start: int
    end: int
    omit: Sequence[tuple[int, int]] = ()
    describe: Sequence[str] = ()
    by_name: bool = False
    abroad: bool = False
    permission: str = ""
    translation: str = ""
    status: Translated = Translated.DRAFT


def quote(folder: Path, asked: Asked) -> Quotation:
    """Return a quotation as it may leave; a translation that is given is kept with it.

    Raises
    ------
    HeldBack
        If the person did not agree, or the speaker would be told by what too few share.
    BadReference, UnknownName
        If there is no such passage or person.
    """
    at = held(folder)
    text = at.project.transcript(asked.who)
    uses = [Use.QUOTE, *([Use.NAME] if asked.by_name else []), *([Use.ABROAD] if asked.abroad else [])]
    demand_consent(at.project.consents.get(text.who), today(), uses)
    demand_permission([text], asked.permission, abroad=asked.abroad)
    check_span(len(text.text), asked.start, asked.end)
    if asked.translation and not asked.omit:
        at = _translated(at, text, asked)
    told = _name(at, text.who) if asked.by_name else speaker(at.project, text, asked.describe)
    people = at.people()
    return quotation(
        text, (asked.start, asked.end), found=found_in(text.text, people), told=told, omit=asked.omit,
        twin=_twin(at, text, asked),
    )  # fmt: skip


def put_quote(folder: Path, asked: Asked, out: Path) -> tuple[Quotation, Sent]:
    """Write a quotation to a file (Markdown, or JSON by its name), and enter it in the ledger.

    Raises
    ------
    HeldBack, CannotWrite
        As :func:`quote`, and if the file cannot be written.
    """
    import json

    found = quote(folder, asked)
    at = held(folder)
    text = found.to_markdown()
    if out.suffix.lower() == ".json":
        text = json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n"
    source = [each for each in at.project.transcripts if each.guid == found.transcript]
    return found, put_out(at, out, text.encode(), source, what="quotation", permission=asked.permission)


def _name(at: Held, who: str) -> Text:
    row = next((each for each in at.keys if each["pseudonym"] == who), {})
    en, zh = row.get("name_en", ""), row.get("name_zh", "")
    if not (en or zh):
        raise BadRecord(
            (f"The key file has no name for {who}.", f"代号表中没有 {who} 的姓名。"),
            ("Enter it there, or quote without a name.", "请先填写，或匿名引用。"),
        )
    return Text(en or zh, zh or en)


def _translated(at: Held, text: Transcript, asked: Asked) -> Held:
    made = Translation(text.guid, asked.start, asked.end, asked.translation, asked.status)
    others = tuple(
        each for each in at.project.translations
        if (each.transcript, each.start, each.end) != (text.guid, asked.start, asked.end)
    )  # fmt: skip
    project = replace(at.project, translations=(*others, made))
    keep(at.store, project)
    return replace(at, project=project)


def _twin(at: Held, text: Transcript, asked: Asked) -> Side | None:
    """Return the translation without traces; of a shortened passage only one that is given with it, and not kept."""
    lang: Lang = next(each for each in LANGS if each != text.language)
    if asked.omit:
        if not asked.translation:
            return None
        return Side(
            lang, redacted(asked.translation, found_in(asked.translation, at.people()), lang), asked.status
        )
    held_one = next(
        (each for each in at.project.translations
         if (each.transcript, each.start, each.end) == (text.guid, asked.start, asked.end)), None
    )  # fmt: skip
    if held_one is None:
        return None
    return Side(lang, redacted(held_one.text, found_in(held_one.text, at.people()), lang), held_one.status)
