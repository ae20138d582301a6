"""The look of a Word file: its page, its styles, its fonts for both scripts, its language."""

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tanlu.brief.word import LANG_TAGS, element
from tanlu.text import Lang

_INK, _QUIET, _ACCENT = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x5B, 0x65, 0x70), RGBColor(0x0B, 0x5E, 0x6B)
# Name: size, bold, colour, space before and after in points, kept with the next paragraph.
_STYLES: Final = {
    "Title": (22, True, _INK, 0, 6, True),
    "Heading 1": (15, True, _INK, 26, 8, True),
    "Heading 2": (11.5, True, _INK, 16, 6, True),
    "Caption": (8.5, False, _QUIET, 8, 4, True),
    "Answer": (12, False, _INK, 0, 6, False),
    "Finding": (11.5, True, _INK, 10, 4, True),
    "Claim": (10.5, False, _INK, 16, 2, True),
    "Quiet": (8.5, False, _QUIET, 2, 3, False),
    "Picture": (10.5, False, _INK, 2, 4, True),
    "Cell": (9, False, _INK, 1, 1, False),
    "Ledger": (7, False, _INK, 0, 0, False),
    "Footnote Text": (8, False, _QUIET, 0, 2, False),
}


def dress(file: Any, lang: Lang, latin: str, han: str) -> None:  # noqa: ANN401 - python-docx's own document
    """Set the page, the fonts of both scripts, the language and every style that a brief uses."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    _defaults(file, latin, han)
    normal = file.styles["Normal"]
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = (
        Pt(6),
        1.4 if lang == "zh" else 1.25,
    )
    _font(normal, latin, han, 10.5, bold=False, colour=_INK)
    for name, (size, bold, colour, before, after, kept) in _STYLES.items():
        held = {each.name for each in file.styles}
        style = file.styles[name] if name in held else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in held:
            style.base_style = normal
        _font(style, latin, han, size, bold=bold, colour=colour)
        layout = style.paragraph_format
        if size < 10:
            layout.line_spacing = 1.15
        layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(after), kept
        _unbordered(style)
    mark = file.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript, mark.font.color.rgb = True, _ACCENT
    _page_numbers(section)


def _font(style: Any, latin: str, han: str, size: float, *, bold: bool, colour: RGBColor) -> None:  # noqa: ANN401
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = latin, Pt(size), bold, False, colour
    fonts = style.element.rPr.rFonts
    # A theme's font would win over the one that is named.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, family in (("ascii", latin), ("hAnsi", latin), ("eastAsia", han)):
        fonts.set(qn(f"w:{name}"), family)


def _defaults(file: Any, latin: str, han: str) -> None:  # noqa: ANN401
    """Give text without a style the same fonts, and the language that a screen reader and a speller need."""
    run = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for tag in ("w:rFonts", "w:lang"):
        for old in run.findall(qn(tag)):
            run.remove(old)
    run.insert(0, element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=han))
    # One tag for each script: with Chinese for both, numbers and names would break anywhere.
    run.append(element("w:lang", val=LANG_TAGS["en"], eastAsia=LANG_TAGS["zh"]))


def _unbordered(style: Any) -> None:  # noqa: ANN401
    """Take away the rule that the template draws under a title."""
    properties = style.element.pPr
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _page_numbers(section: Any) -> None:  # noqa: ANN401
    paragraph = section.footer.paragraphs[0]._p  # noqa: SLF001
    for field in ("PAGE", "NUMPAGES"):
        made = element("w:fldSimple", instr=field)
        shown = element("w:r")
        words = element("w:t")
        words.text = "1"
        shown.append(words)
        made.append(shown)
        paragraph.append(made)
        if field == "PAGE":
            between = element("w:r")
            slash = element("w:t")
            slash.text = " / "
            slash.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            between.append(slash)
            paragraph.append(between)
