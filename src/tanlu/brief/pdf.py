"""Render a document as a PDF that can be printed, searched and read aloud (PDF/UA-1)."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

from tanlu.brief.model import Document
from tanlu.brief.paper import Sheet
from tanlu.errors import NoGlyph, NotInstalled, OurFault

EXTRA: Final = "tanlu[paper]"
_FAMILIES: Final = {"en": "Tanlu Sans, Tanlu Sans SC", "zh": "Tanlu Sans SC, Tanlu Sans"}
_TAGS: Final = re.compile(r"<[^>]*>")
_PAGE: Final = re.compile(rb"/Type\s*/Page\b")
_TIGHTEST: Final = 6
"""How tightly a document of one sheet may be set before it is let run over; type stays above 8 points."""
_NO_GLYPH_NEEDED: Final = frozenset("\n\t\u200b\u00ad")


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1 on A4, set in the fonts that come with Tanlu.

    Charts stay drawings, numbers in sentences carry footnotes, tables carry their caveats and sources, and every
    number leads to its row at the end. Equal documents give equal bytes.

    Parameters
    ----------
    document : Document
        The brief in one language.

    Raises
    ------
    NoGlyph
        If a character is in none of the fonts; it is named, never set as a box.
    NotInstalled
        If the packages of the extra ``paper`` are absent.
    """
    typst = demand_paper()
    sheet = Sheet(document, _FAMILIES[document.lang])
    data = sheet.data()
    demand_glyphs(data)
    made = _set(typst, data, document, tight=0)
    for tight in range(1, _TIGHTEST + 1) if document.role == "page" else ():
        if _pages(made) == 1:
            break
        made = _set(typst, data, document, tight=tight)
    return made


def _set(typst: Any, data: Any, document: Document, *, tight: int) -> bytes:  # noqa: ANN401
    template = (files("tanlu.brief") / "templates" / "brief.typ").read_bytes()
    with as_file(files("tanlu.brief") / "fonts") as fonts:
        try:
            made: bytes = typst.compile(
                template,
                root=fonts,
                font_paths=[fonts],
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"doc": json.dumps(data, ensure_ascii=False), "tight": str(tight)},
                pdf_standards=["ua-1"],
                timestamp=moment_of(document.dated),
            )
        except typst.TypstError as error:
            raise OurFault(
                (f"The page cannot be set ({error}).", f"排版失败（{error}）。"),
                (
                    "Write HTML instead, and report this with the command you ran.",
                    "请改用 HTML 格式，并附上所用命令反馈此问题。",
                ),
            ) from error
    return made


def _pages(made: bytes) -> int:
    """Return how many pages a PDF has; the typesetter writes page objects in the open."""
    return len(_PAGE.findall(made))


def demand_glyphs(data: Any) -> None:  # noqa: ANN401 - any nesting of words
    """Refuse words that the fonts of paper cannot set.

    Raises
    ------
    NoGlyph
        Naming each character by its code, and in Chinese with the words around the first.
    """
    held = characters()
    strange: dict[str, str] = {}
    for words in _words(data):
        for at, each in enumerate(words):
            if each not in held and each not in _NO_GLYPH_NEEDED:
                strange.setdefault(each, words[max(0, at - 12) : at + 13])
    if not strange:
        return
    # The English sentence names a character by its code, so that it can be read where Chinese cannot be shown.
    codes = ", ".join(_name(each) for each in strange)
    named = "、".join(f"{each}（{_name(each)}）" for each in strange)
    around = next(iter(strange.values()))
    raise NoGlyph(
        (
            f"The fonts of paper lack {codes}.",
            f"PDF 所用字体缺少以下字符：{named}；首处见于“{around}”。",
        ),
        (
            "Write HTML, which uses the fonts of the reader, or replace the character.",
            "请改用 HTML 格式（使用读者设备上的字体），或替换该字符。",
        ),
    )


@cache
def characters() -> frozenset[str]:
    """Return every character that the fonts of paper hold, in both weights."""
    found: set[str] = set()
    for line in (files("tanlu.brief") / "fonts" / "characters.txt").read_text("utf-8").split():
        low, _, high = line.partition("-")
        found.update(map(chr, range(int(low, 16), int(high or low, 16) + 1)))
    return frozenset(found)


def _words(data: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield every string that is set; of a drawing, the words between its tags."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "svg":
                yield html.unescape(_TAGS.sub(" ", value))
            else:
                yield from _words(value)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _words(each)


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return code if not name or name.startswith("CJK ") else f"{code} {name.lower()}"


def moment_of(dated: str) -> datetime:
    """Return the first moment of an ISO date, which may lack day or month."""
    year, month, day = (*map(int, dated.split("-")), 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)


def demand_paper() -> Any:  # noqa: ANN401 - typst is imported only where paper is asked for
    """Return the typesetter.

    Raises
    ------
    NotInstalled
        If the packages of the extra ``paper`` are absent.
    """
    try:
        import typst  # noqa: PLC0415
    except ImportError as error:
        raise NotInstalled(
            ("PDF needs the package typst, which is not installed.", "生成 PDF 需要 typst 包，当前未安装。"),
            (f'Install it: pip install "{EXTRA}".', f'请安装：pip install "{EXTRA}"。'),
        ) from error
    return typst
