"""The publish gate: what is published has passed the parity guard."""

from collections.abc import Iterator

from tanlu.brief.model import Block, Cell, Claims, Document, Inline, Paragraph, Picture, Table, Word
from tanlu.errors import BadText
from tanlu.parity.check import Checked, check
from tanlu.parity.segment import Reading, Segment
from tanlu.text import Lang

Held = Checked
"""What the guard found in the two languages of a brief."""


def reading(document: Document) -> Reading:
    """Return what a document says, block by block, as the guard reads it."""
    said = [(document.title, "heading")]
    for block in document.lead:
        said.extend(_block(block, document.lang))
    for section in document.sections:
        said.append((section.heading, "heading"))
        for block in section.blocks:
            said.extend(_block(block, document.lang))
    segments = [Segment(text, number, kind) for number, (text, kind) in enumerate(said, 1)]
    return Reading(document.lang, f"{document.name}.{document.lang}", tuple(segments))


def _block(block: Block, lang: Lang) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph():
            yield _inlines(block.inlines, lang), "paragraph"
        case Table():
            yield from _table(block, lang)
        case Picture():
            yield _inlines(block.title, lang), "paragraph"
            yield block.subtitle, "note"
            yield block.note, "note"
            if block.data:
                yield from _table(block.data, lang)
        case Claims():
            for each in block.checked:
                yield each.claim.statement(lang), "item"
                yield each.why(lang), "item"


def _table(table: Table, lang: Lang) -> Iterator[tuple[str, str]]:
    yield table.caption, "note"
    yield " | ".join(table.headers), "row"
    for row in table.rows:
        yield " | ".join(_cell(each, lang) for each in row), "row"


def _cell(cell: Cell, lang: Lang) -> str:
    if cell.number is None:
        return cell.text if cell.lang in {"", lang} else ""
    return cell.number.said(lang)


def _inlines(inlines: tuple[Inline, ...], lang: Lang) -> str:
    return " ".join(
        "".join(each.text if isinstance(each, Word) else each.said(lang) for each in inlines).split()
    )


def compare(en: Document, zh: Document) -> Checked:
    """Return where the two documents of a brief do not say the same."""
    return check(reading(en), reading(zh), in_step=True)


def demand_parity(en: Document, zh: Document) -> Checked:
    """Raise where a brief's two languages say different things.

    Raises
    ------
    BadText
        If the guard finds an error; the first of them is told with both places.
    """
    found = compare(en, zh)
    demand_same(en.name, found)
    return found


def demand_same(name: str, found: Checked) -> None:
    """Raise where the guard found an error in the brief of this name; see :func:`demand_parity`."""
    if found.errors:
        first, count = found.errors[0], len(found.errors)
        places = f"“{first.en}” / “{first.zh}”"
        raise BadText(
            (
                f"The two languages of {name} do not say the same in {count} places. First: {first.why.en} {places}",
                f"简报 {name} 的中英文有 {count} 处不一致。第一处：{first.why.zh}{places}",
            ),
            (
                "Put the text of the edition right (en.md, zh.md), then write the brief again; nothing was written.",
                "请改正该版本的正文（en.md、zh.md）后重新生成；本次未写入任何文件。",
            ),
        )
