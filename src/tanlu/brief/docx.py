"""Render a document as a Word file that people can edit: real styles, headings, captions and footnotes."""

import io
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

from tanlu.brief.model import Document
from tanlu.brief.paper import Data, Sheet
from tanlu.brief.pdf import EXTRA, demand_glyphs, moment_of
from tanlu.errors import NotInstalled
from tanlu.text import Lang

_FAMILIES: Final = {"en": "Tanlu Sans, Tanlu Sans SC", "zh": "Tanlu Sans SC, Tanlu Sans"}
# A page is edited where its fonts are: these are on every Windows and macOS with Office.
_LATIN, _HAN = "Arial", "Microsoft YaHei"
_QUIET, _ACCENT, _WASH, _HATCH = "5b6570", "0b5e6b", "e2ecee", "f1f3f5"
_TEXT_WIDTH: Final = 9071  # twentieths of a point: A4 less margins of 30 and 20 mm
_SCALE: Final = 2.5


def render_docx(document: Document) -> bytes:
    """Return the document as DOCX; equal documents give equal bytes.

    Parameters
    ----------
    document : Document
        The brief in one language.

    Raises
    ------
    NoGlyph
        If a word in a drawing holds a character that the fonts which come with Tanlu lack.
    NotInstalled
        If the packages of the extra ``paper`` are absent.
    """
    demand_word()
    sheet = Sheet(document, _FAMILIES[document.lang])
    return _Writer(sheet.data(), document).write()


def demand_word() -> None:
    """Make sure that a Word file can be written.

    Raises
    ------
    NotInstalled
        If python-docx is absent.
    """
    try:
        import docx  # noqa: F401, PLC0415
    except ImportError as error:
        raise NotInstalled(
            (
                "DOCX needs the package python-docx, which is not installed.",
                "生成 DOCX 需要 python-docx 包，当前未安装。",
            ),
            (f'Install it: pip install "{EXTRA}".', f'请安装：pip install "{EXTRA}"。'),
        ) from error


class _Writer:
    """Puts the data of one document into a Word file, block by block."""

    def __init__(self, data: Data, document: Document) -> None:
        import docx  # noqa: PLC0415

        from tanlu.brief import styles, word  # noqa: PLC0415

        self.data, self.document, self.word = data, document, word
        self.lang: Lang = document.lang
        self.small = document.role == "page"
        self.file: Any = docx.Document()
        styles.dress(self.file, self.lang, _LATIN, _HAN)
        self.numbers = {key: at for at, key in enumerate(data["notes"], start=1)}
        self.marks = 0

    def write(self) -> bytes:
        about, moment = self.file.core_properties, moment_of(self.document.dated)
        about.title, about.author, about.language = (
            self.data["title"],
            "Tanlu",
            self.word.LANG_TAGS[self.lang],
        )
        about.created = about.modified = moment
        about.comments = about.last_modified_by = ""
        self.say(self.data["title"], "Title")
        self.say(self.data["dated"], "Quiet")
        self.blocks(self.data["lead"])
        for section in self.data["sections"]:
            self.say(section["heading"], "Heading 1", f"section_{section['id']}")
            if not (self.small and section["id"] == "sources"):
                self.blocks(section["blocks"])
            if section["id"] == "sources":
                self.ledger(self.data["ledger"])
        self.word.add_footnotes(self.file, self.data["notes"].values())
        return self.word.pack(self.file, moment)

    def say(self, words: str, style: str, anchor: str = "") -> None:
        paragraph = self.file.add_paragraph(words, style=style)
        if anchor:
            self.mark(paragraph._p, anchor)  # noqa: SLF001 - python-docx gives its elements no other way

    def mark(self, paragraph: Any, anchor: str) -> None:  # noqa: ANN401
        self.marks += 1
        self.word.bookmark(paragraph, anchor, self.marks)

    def runs(self, inlines: list[Data]) -> list[Any]:
        made = []
        for each in inlines:
            made.append(self.word.run(each["text"]))
            if "note" in each:
                made.append(self.word.footnote_mark(self.numbers[each["note"]]))
        return made

    def sentence(self, inlines: list[Data], style: str) -> None:
        paragraph = self.file.add_paragraph(style=style)
        for each in self.runs(inlines):
            paragraph._p.append(each)  # noqa: SLF001

    def blocks(self, blocks: list[Data]) -> None:
        for block in blocks:
            getattr(self, block["kind"])(block)

    def paragraph(self, block: Data) -> None:
        styles = {"answer": "Answer", "finding": "Finding", "note": "Quiet"}
        self.sentence(block["inlines"], styles.get(block["role"], "Normal"))

    def picture(self, block: Data) -> None:
        from docx.shared import Twips  # noqa: PLC0415

        self.sentence(block["title"], "Finding")
        self.say(block["subtitle"], "Caption")
        if block["data"]:
            self.table(block["data"])
        else:
            demand_glyphs({"svg": block["svg"]})
            paragraph = self.file.add_paragraph(style="Picture")
            shape = paragraph.add_run().add_picture(io.BytesIO(_png(block["svg"])), width=Twips(_TEXT_WIDTH))
            about = shape._inline.docPr  # noqa: SLF001
            about.set("descr", block["alt"])
            about.set("name", block["id"])
        for words in (block["note"], block["source"]):
            if words:
                self.say(words, "Quiet")

    def table(self, block: Data) -> None:
        self.say(block["caption"], "Caption")
        many = len(block["headers"])
        widths = (1.35,) + (1.0,) * (many - 1) if block["role"] == "grid" else self.widths(block)
        made = self.word.table(widths, block["caption"], _TEXT_WIDTH)
        headers = [[self.word.run(each, b="1")] for each in block["headers"]]
        made.append(self.word.row(headers, "Cell", header=True))
        for row in block["rows"]:
            fills = tuple(
                {"number": _WASH, "gap": _HATCH}.get(cell["kind"], "") if block["role"] == "grid" else ""
                for cell in row
            )
            made.append(self.word.row([self.cell(each) for each in row], "Cell", fills=fills))
        self.place(made)
        for at, sentence in enumerate(block["caveats"]):
            self.say(f"{chr(ord('a') + at)}. {sentence}", "Quiet")
        if block["sources"]:
            self.say(block["sources"], "Quiet")

    def widths(self, block: Data) -> tuple[float, ...]:
        """Return how columns share the page: by the longest words in each, within bounds."""
        found = []
        for at, head in enumerate(block["headers"]):
            cells = [row[at] for row in block["rows"]]
            words = max(_wide(cell["text"]) + (5 if "year" in cell else 0) for cell in cells)
            # A word of the head does not break; Han characters may part anywhere.
            least = max([0, *(_wide(word) for word in head.split() if word.isascii())]) + 2
            found.append(float(min(max(words, least, 9), 38)))
        return tuple(found)

    def cell(self, cell: Data) -> list[Any]:
        if cell["kind"] == "spark":
            return []
        tag = self.word.LANG_TAGS[cell["lang"]] if "lang" in cell else ""
        marks = {"color": _QUIET} if cell["kind"] == "gap" else {"lang": tag} if tag else {}
        anchor = cell.get("row", "")
        if anchor and not (self.small and not anchor.startswith("s")):
            runs = [self.word.link(f"row_{anchor}", cell["text"], **marks)]
        else:
            runs = [self.word.run(cell["text"], **marks)]
        if "year" in cell:
            runs.append(self.word.run(f" {cell['year']}", color=_QUIET, sz="14"))
        if cell["marks"]:
            runs.append(self.word.run(",".join(cell["marks"]), color=_ACCENT, vertAlign="superscript"))
        return runs

    def claims(self, block: Data) -> None:
        for card in block["cards"]:
            self.say(card["statement"], "Claim")
            self.say(f"{card['shape']} {card['verdict']}", "Finding")
            self.sentence(card["told"], "Normal")
            for line in card["lines"]:
                self.sentence(line["inlines"], "Quiet")

    def place(self, made: Any) -> None:  # noqa: ANN401
        """Put a table at the end, before what closes the section."""
        self.file.element.body.sectPr.addprevious(made)

    def ledger(self, ledger: Data) -> None:
        ui = ledger["ui"]
        if not self.small:
            if ledger["computed"]:
                self.say(ui["computed"], "Heading 2")
                heads = ("row", "what", "value", "grade_of", "method", "made_from")
                keys = ("value", "grade", "notes", "beneath")
                self.rows(ui, heads, (1, 6, 2.4, 1, 1.6, 2), ledger["computed"], keys)
                self.numbered(ui["notes"], "m", ledger["methods"])
            if ledger["tables"]:
                self.say(ui["tables"], "Heading 2")
                wide = (1, 7, 1.6, 2.6, 1)
                self.rows(
                    ui,
                    ("row", "what", "count", "digest", "source"),
                    wide,
                    ledger["tables"],
                    ("value", "digest", "source"),
                )
                self.say(ui["tables_note"] + ui["full_stop"], "Quiet")
            if ledger["figures"]:
                self.say(ui["figures"], "Heading 2")
                heads = ("row", "what", "value", "scope", "status", "source")
                keys = ("value", "scope", "status", "source")
                self.rows(ui, heads, (1, 7, 2.6, 1, 1.6, 1), ledger["figures"], keys)
                self.numbered(ui["scope"], "k", ledger["scopes"])
            if ledger["publications"]:
                self.say(ui["publications"], "Heading 2")
        for at, source in enumerate(ledger["publications"], start=1):
            self.say(f"{at}. {source['citation']} {source['url']} {source['terms']}", "Quiet", f"row_s{at}")

    def rows(
        self,
        ui: Data,
        heads: tuple[str, ...],
        widths: tuple[float, ...],
        rows: list[Data],
        keys: tuple[str, ...],
    ) -> None:
        made = self.word.table(widths, ui["what"], _TEXT_WIDTH)
        made.append(
            self.word.row([[self.word.run(ui[each], b="1")] for each in heads], "Ledger", header=True)
        )
        for each in rows:
            cells = [[self.word.run(each["id"])], [self.word.run(each["what"])]]
            cells[1].append(self.word.run(f" {each['address']}", color=_QUIET))
            if each.get("rivals"):
                cells[1].append(self.word.run(f" {each['rivals']}", color=_QUIET))
            for key in keys:
                words = each[key]
                cells.append([self.word.run(" ".join(words) if isinstance(words, list) else words)])
            row = self.word.row(cells, "Ledger")
            self.mark(row.tc_lst[0].p_lst[0], f"row_{each['id']}")
            made.append(row)
        self.place(made)

    def numbered(self, heading: str, letter: str, sentences: list[str]) -> None:
        self.say(heading, "Heading 2")
        for at, words in enumerate(sentences, start=1):
            self.say(f"{letter}{at}. {words}", "Quiet", f"row_{letter}{at}")


def _wide(words: str) -> int:
    """Return how wide words are, a Han character counting two."""
    return sum(1 + (each > "\u2e7f") for each in words)


def _png(svg: str) -> bytes:
    """Return a drawing as pixels, in the fonts that come with Tanlu: Word cannot be relied on for SVG."""
    import vl_convert  # noqa: PLC0415

    _fonts()
    # Words have white edges, which would show as outlines where a picture has no ground.
    opening = svg.index(">") + 1
    grounded = f'{svg[:opening]}<rect width="100%" height="100%" fill="#ffffff"/>{svg[opening:]}'
    made: bytes = vl_convert.svg_to_png(grounded, scale=_SCALE)
    return made


@cache
def _fonts() -> None:
    import vl_convert  # noqa: PLC0415

    with as_file(files("tanlu.brief") / "fonts") as folder:
        vl_convert.register_font_directory(str(folder))
