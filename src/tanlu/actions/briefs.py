"""Write a brief."""

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tanlu.actions.papers import papers_of
from tanlu.actions.progress import Progress, silent
from tanlu.brief.docx import demand_word, render_docx
from tanlu.brief.editions import EDITIONS, Papers, Prepared, edition
from tanlu.brief.folder.assemble import Made, assemble, page_name
from tanlu.brief.folder.manifest import read_manifest
from tanlu.brief.gate import Held, compare, demand_parity, demand_same
from tanlu.brief.html import render_html
from tanlu.brief.model import Document
from tanlu.brief.pdf import demand_paper, render_pdf
from tanlu.errors import BadFolder, BadReference, CannotWrite
from tanlu.evidence.store import Store
from tanlu.lineage.verdict import Checked
from tanlu.registers.regions import named, region
from tanlu.text import LANGS, Lang, Text

FORMATS: Final = ("html", "pdf", "docx")
DEFAULT: Final = "regions"

_SETTERS: Final[dict[str, Callable[[Document], bytes]]] = {"pdf": render_pdf, "docx": render_docx}


@dataclass(frozen=True, slots=True)
class Written:
    """A written brief.

    Parameters
    ----------
    folder : Path
        The folder that holds the brief and its data.
    paths : dict of str to Path
        The file of each language, in the first format asked for.
    files : dict of tuple to Path
        Every file, by language and format.
    documents : dict of str to Document
        What was written, by language.
    codes : tuple of str
        Its regions.
    claims : tuple of Checked
        Claims it checked.
    """

    folder: Path
    paths: dict[Lang, Path]
    files: dict[tuple[Lang, str], Path]
    documents: dict[Lang, Document]
    codes: tuple[str, ...]
    claims: tuple[Checked, ...]


def write_brief(
    store: Store,
    name_and_regions: tuple[str, ...] = (),
    *,
    out: Path = Path("out"),
    langs: str = "en,zh",
    forms: str = "html",
    source: Path | None = None,
    progress: Progress = silent,
) -> Written:
    """Write a brief in one or two languages, with its data, into a folder of its own.

    Parameters
    ----------
    store : Store
        The evidence.
    name_and_regions : tuple of str
        An edition's name, if any, then region codes; without codes, the five regions of the programme.
    out : Path
        Folder in which the brief's own is made.
    langs, forms : str
        Comma-separated languages and formats (``html``, ``pdf``, ``docx``); the page is always among them,
        because the folder is verified by it.
    source : Path or None
        The file or folder that an edition about papers is made from (a register, votes, a pipeline).
    progress : callable
        Told how many steps of how many are done.

    Raises
    ------
    UnknownName, BadReference
        If a name, region, language or format is unknown; nothing is written then.
    NotInstalled
        If PDF or DOCX is asked for and the extra ``paper`` is absent; nothing is written then.
    BadText
        If the two languages do not say the same; nothing is written then.
    NoGlyph
        If the fonts of paper lack a character.
    CannotWrite
        If the folder cannot be written.
    """
    name, codes = _split(name_and_regions)
    wanted = _languages(langs)
    formats = _formats(forms)
    kind = edition(name)
    papers = papers_of(kind, source, store.cutoff)
    whole = (1 + len(formats)) * len(wanted) + 1
    progress(0, whole, Text("reading the evidence", "读取数据"))
    watched = store.watched()
    found = kind.prepare(watched, codes, papers)
    documents = _compose(found, len(wanted), whole, progress)
    demand_parity(documents["en"], documents["zh"])
    pages, others = _set(documents, wanted, formats, progress)
    folder = out / documents["en"].name
    _write(folder, assemble(Made(watched, name, codes, documents, found.claims, papers), pages, others).files)
    progress(whole, whole, Text("written", "完成"))
    files = {(lang, form): folder / _file(documents[lang], form) for lang in wanted for form in formats}
    paths = {lang: files[lang, formats[0]] for lang in wanted}
    shown = {lang: documents[lang] for lang in wanted}
    return Written(folder, paths, files, shown, codes, found.claims)


def hold_brief(
    store: Store,
    name: str,
    codes: tuple[str, ...] = (),
    source: Path | None = None,
    papers: Papers | None = None,
) -> tuple[dict[Lang, Document], Held]:
    """Return a brief in both languages with what the parity guard finds in them, whatever it is.

    Raises
    ------
    UnknownName, BadReference
        If the edition or a region is unknown.
    """
    kind = edition(name)
    _, wanted = _split((kind.id, *codes))
    given = papers_of(kind, source, store.cutoff) if papers is None else papers
    found = kind.prepare(store, wanted, given)
    documents: dict[Lang, Document] = {lang: found.write(lang) for lang in LANGS}
    return documents, compare(documents["en"], documents["zh"])


def read_brief(
    store: Store,
    name: str,
    codes: tuple[str, ...] = (),
    source: Path | None = None,
    *,
    papers: Papers | None = None,
) -> dict[Lang, Document]:
    """Return a brief in both languages, which were held against each other, without writing anything.

    Parameters
    ----------
    store : Store
        The evidence.
    name : str
        An edition's name.
    codes : tuple of str
        Region codes.
    source : Path or None
        As for :func:`write_brief`.
    papers : mapping or None
        The papers themselves, where whoever asks holds them.

    Raises
    ------
    UnknownName, BadReference
        If the edition or a region is unknown.
    BadText
        If the two languages do not say the same.
    """
    documents, held = hold_brief(store, name, codes, source, papers)
    demand_same(documents["en"].name, held)
    return documents


def pack_brief(store: Store, name_and_regions: tuple[str, ...], langs: str, forms: str) -> bytes:
    """Return the folder of a brief as one zip file, the same bytes every time; raises what :func:`write_brief` raises."""
    out = io.BytesIO()
    with TemporaryDirectory() as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        folder = write_brief(store, name_and_regions, out=Path(made), langs=langs, forms=forms).folder
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix())
            packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def set_brief(document: Document, form: str) -> bytes:
    """Return a brief as the bytes of a file in one of :data:`FORMATS`.

    Raises
    ------
    NotInstalled
        If the extra ``paper`` is absent.
    NoGlyph
        If the fonts of paper lack a character.
    """
    _formats(form)
    return render_html(document).encode() if form == "html" else _SETTERS[form](document)


def _compose(found: Prepared, most: int, whole: int, progress: Progress) -> dict[Lang, Document]:
    """Return the brief in both languages, whichever are shown: they are held against each other."""
    documents: dict[Lang, Document] = {}
    for place, lang in enumerate(LANGS, start=1):
        progress(min(place, most), whole, Text("drawing charts", "绘制图表"))
        documents[lang] = found.write(lang)
    return documents


def _set(
    documents: Mapping[Lang, Document], wanted: tuple[Lang, ...], formats: tuple[str, ...], progress: Progress
) -> tuple[dict[Lang, str], dict[str, bytes]]:
    """Return the pages, and the brief in the other formats by file name."""
    pages: dict[Lang, str] = {}
    others: dict[str, bytes] = {}
    whole = (1 + len(formats)) * len(wanted) + 1
    for place, (lang, form) in enumerate(product(wanted, formats), start=1 + len(wanted)):
        progress(place, whole, Text("setting the page", "排版"))
        if form == "html":
            twin = next((page_name(documents[each]) for each in wanted if each != lang), "")
            pages[lang] = render_html(documents[lang], twin=twin)
        else:
            others[_file(documents[lang], form)] = _SETTERS[form](documents[lang])
    return pages, others


def _file(document: Document, form: str) -> str:
    return f"{document.name}.{document.lang}.{form}"


def _split(given: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if given and given[0] in EDITIONS:
        name, rest = given[0], given[1:]
    elif given and "-" not in given[0] and given[0].islower() and given[0].isascii() and not named(given[0]):
        name, rest = edition(given[0]).id, given[1:]
    else:
        name, rest = DEFAULT, given
    codes = tuple(dict.fromkeys(region(each).code for each in rest)) or edition(name).usual
    worldwide = [code for code in codes if region(code).kind == "world"]
    if worldwide:
        raise BadReference(
            (
                "A brief compares states, provinces or countries, not the world.",
                "简报比较的是州、省区或国家，不能列入世界。",
            ),
            (
                "Leave WORLD out; shares of the world are in every brief.",
                "请去掉 WORLD；每份简报都列有占世界的比重。",
            ),
        )
    return name, codes


def _languages(langs: str) -> tuple[Lang, ...]:
    asked = [each.strip() for each in langs.split(",") if each.strip()]
    if not asked or any(each not in LANGS for each in asked):
        raise BadReference(
            (
                f"{langs!r} names a language that a brief cannot be written in.",
                f"{langs!r} 中有简报不支持的语言。",
            ),
            ("Use en, zh or en,zh.", "请使用 en、zh 或 en,zh。"),
        )
    return tuple(lang for lang in LANGS if lang in asked)


def usual_formats() -> str:
    """Return what is written where nobody asked: HTML, and PDF where the extra ``paper`` is installed."""
    return "html,pdf" if find_spec("typst") else "html"


def _formats(forms: str) -> tuple[str, ...]:
    asked = [each.strip() for each in forms.split(",") if each.strip()]
    if not asked or any(each not in FORMATS for each in asked):
        raise BadReference(
            (
                f"{forms!r} names a format that this version does not write.",
                f"{forms!r} 中有本版本不支持的格式。",
            ),
            (f"Use {', '.join(FORMATS)}.", f"请使用 {'、'.join(FORMATS)}。"),
        )
    if "pdf" in asked:
        demand_paper()
    if "docx" in asked:
        demand_word()
    return tuple(form for form in FORMATS if form in asked or form == "html")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write beside the old files, then put all in their places, so that a half-written brief is never seen."""
    places = {folder / name: data for name, data in files.items()}
    parts = {path: path.with_name(f"{path.name}.part") for path in places}
    before = _listed(folder)
    try:
        for path, data in places.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path].write_bytes(data)
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        where, why = error.filename or next(iter(places)), error.strerror
        raise CannotWrite(
            (f"{where} cannot be written ({why}).", f"无法写入 {where}（{why}）。"),
            ("Choose another folder with --out.", "请用 --out 指定其他目录。"),
        ) from error
    for old in before - places.keys():
        with suppress(OSError):
            old.unlink(missing_ok=True)


def _listed(folder: Path) -> set[Path]:
    """Return the files of the brief that stands there now: those that the new one lacks must not stay beside it."""
    try:
        return {folder / name for name in read_manifest(folder).files}
    except BadFolder:
        return set()
