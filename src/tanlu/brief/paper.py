"""A document as plain data for paper: its blocks, the footnote of every number, its ledger.

Nothing here knows how a page is set. Words stay words: what a renderer receives is data, never its own markup.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from tanlu import __version__
from tanlu.brief.model import Block, Cell, Cited, Claims, Document, Inline, Paragraph, Picture, Table
from tanlu.brief.phrases import (
    SHAPES,
    UI,
    Footnotes,
    Notes,
    Phrases,
    address_of,
    beneath,
    dated,
    decided,
    footnotes_of,
)
from tanlu.evidence.fact import STATUSES, Fact
from tanlu.lineage.derived import Derived
from tanlu.lineage.panel import Panel
from tanlu.lineage.verdict import VERDICTS, Checked, Recomputed
from tanlu.period import spans
from tanlu.registers.indicators import scope as scope_of
from tanlu.registers.indicators import series
from tanlu.text import Text

Data = dict[str, Any]

_WORDS: Final = {
    "sources": Text("Sources: ", "数据来源："),
    "source": Text("Source: ", "来源："),
    "scope": Text("Scope: ", "口径："),
    "from": Text("Computed from figures of ", "据下列数据计算："),
    "row": Text("Row", "编号"),
    "and_more": Text(" and others", "等"),
    "comma": Text(", ", "、"),
    "page": Text("Page", "页码"),
}
_MOST: Final = 4
"""Publishers named in a footnote; its row in the ledger has them all."""
_SVG_FONT: Final = re.compile(r'font-family="[^"]*"')


@dataclass(slots=True)
class Sheet:
    """Turns the blocks of one document into data, counting its footnotes.

    Parameters
    ----------
    document : Document
        The brief in one language.
    family : str
        Fonts that drawings are set in, as SVG names them.
    notes : dict of str to str
        Text of every footnote so far, by its key.
    """

    document: Document
    family: str
    notes: dict[str, str] = field(default_factory=dict)
    _place: str = ""

    def data(self) -> Data:
        """Return the whole document."""
        document, lang = self.document, self.document.lang
        lead = self.blocks(document.lead)
        sections = [self._section(each.id, each.heading, each.blocks) for each in document.sections]
        return {
            "lang": lang,
            "title": document.title,
            "dated": dated(document)(lang),
            "made": f"Tanlu {__version__}",
            "role": document.role,
            "contents": UI["contents"](lang),
            "page": _WORDS["page"](lang),
            "lead": lead,
            "sections": sections,
            "notes": self.notes,
            "ledger": self._ledger(),
        }

    def _section(self, ident: str, heading: str, blocks: Iterable[Block]) -> Data:
        self._place = ident
        return {"id": ident, "heading": heading, "blocks": self.blocks(blocks)}

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """Return blocks as data, in order."""
        return [self._block(each) for each in blocks]

    def _block(self, block: Block) -> Data:
        match block:
            case Paragraph():
                return {"kind": "paragraph", "role": block.role, "inlines": self._inlines(block.inlines)}
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case Claims():
                return {"kind": "claims", "cards": [self._card(each, block) for each in block.checked]}

    def _inlines(self, inlines: Iterable[Inline]) -> list[Data]:
        said = []
        for each in inlines:
            if isinstance(each, Cited):
                said.append(self._noted(each))
            else:
                said.append({"text": each.text})
        return said

    def _noted(self, cited: Cited) -> Data:
        """Return a number of a sentence with its footnote, one for every place that is cited in a section."""
        key = f"{self._place}:{cited.figure.address}"
        first = key not in self.notes
        if first:
            self.notes[key] = self.note(cited)
        return {"text": cited.said(self.document.lang), "note": key, "first": first}

    def note(self, cited: Cited) -> str:
        """Return the footnote of a number: what it is, its period, its scope, its source, its row."""
        origin, lang = cited.figure.origin, self.document.lang
        facts = _facts(origin)
        phrases = Phrases(lang)
        if isinstance(origin, Fact):
            head = phrases.named(series(origin.ref.series).title(lang), origin.ref.region, origin.year)
            made = ""
        else:
            head, made = phrases.told(origin), _WORDS["from"](lang)
        scope = dict.fromkeys(scope_of(fact.scope)(lang) for fact in facts)
        years = spans(sorted(_years(origin)), lang) + ("年" if lang == "zh" else "")
        parts = [
            head,
            (made or _WORDS["source"](lang)) + self.publishers(facts, most=_MOST) + UI["open"](lang) + years
            + UI["close"](lang),
            _WORDS["scope"](lang) + UI["semicolon"](lang).join(list(scope)[:_MOST]),
        ]  # fmt: skip
        status = cited.figure.status
        if status != "reported":
            parts.append(UI["status"](lang) + UI["is"](lang) + STATUSES[status](lang))
        row = self.document.ledger.anchor(cited.figure.address)
        if row and self.document.role != "page":
            parts.append(f"{_WORDS['row'](lang)} {row}")
        return UI["stop"](lang).join(parts) + UI["full_stop"](lang)

    def publishers(self, facts: Iterable[Fact], most: int = 0) -> str:
        """Return who published these figures, each with the numbers of the publications."""
        lang = self.document.lang
        places = {source.id: at for at, source in enumerate(self.document.sources, start=1)}
        found: dict[str, set[int]] = {}
        for fact in facts:
            found.setdefault(self.document.publishers[fact.ref.source](lang), set()).add(
                places[fact.ref.source]
            )
        named = [f"{name} [{', '.join(map(str, sorted(at)))}]" for name, at in found.items()]
        kept = named[:most] if most else named
        words = _WORDS["comma"](lang) if lang == "zh" else UI["semicolon"](lang)
        return words.join(kept) + (_WORDS["and_more"](lang) if len(named) > len(kept) else "")

    def _table(self, block: Table) -> Data:
        lang = self.document.lang
        foot = footnotes_of(block, lang)
        facts = [
            fact
            for row in block.rows
            for cell in row
            if cell.number
            for fact in _facts(cell.number.figure.origin)
        ]
        return {
            "kind": "table",
            "role": block.role,
            "caption": block.caption,
            "headers": list(block.headers),
            "rows": [[self._cell(cell, foot) for cell in row] for row in block.rows],
            "caveats": foot.sentences,
            "sources": _WORDS["sources"](lang) + self.publishers(facts) + UI["full_stop"](lang)
            if facts
            else "",
        }

    def _cell(self, cell: Cell, foot: Footnotes) -> Data:
        lang = self.document.lang
        made: Data = {"text": cell.text, "kind": "", "marks": foot.marks(cell)}
        if cell.absent:
            made |= {"text": UI["not_measured"](lang), "kind": "gap"}
        elif cell.number:
            number = cell.number
            made |= {"text": number.said(lang) if cell.said else number.bare(lang), "kind": "number"}
            made["row"] = self.document.ledger.anchor(number.figure.address)
            if cell.year:
                made["year"] = str(cell.year)
        elif cell.spark:
            made |= {"kind": "spark", "svg": self._drawn(cell.spark)}
        elif cell.lang:
            made["lang"] = cell.lang
        elif cell.link:
            made["row"] = cell.link
        return made

    def _drawn(self, svg: str) -> str:
        return _SVG_FONT.sub(f'font-family="{self.family}"', svg)

    def _picture(self, block: Picture) -> Data:
        lang = self.document.lang
        return {
            "kind": "picture",
            "id": block.id,
            "title": self._inlines(block.title),
            "subtitle": block.subtitle,
            "svg": self._drawn(block.wide.svg),
            "alt": block.wide.alt(lang),
            "source": block.source,
            "note": block.note,
            "data": self._table(block.data) if block.data else None,
        }

    def _card(self, checked: Checked, block: Claims) -> Data:
        lang = self.document.lang
        shown = checked.deciding()
        number = block.numbers.get(shown.made.address) if shown and shown.made else None
        lines = []
        for at, basis in enumerate(checked.bases):
            lines.append({"inlines": self._basis(checked, basis, block, first=at == 0)})
        if checked.bases:
            held = spans(checked.holds_for, lang) or UI["no_year"](lang)
            lines.append({"inlines": [{"text": UI["holds"](lang) + (" " if lang == "en" else "") + held}]})
        if checked.claim.stated and checked.by_language["en"] != checked.by_language["zh"]:
            lines.append({"inlines": [{"text": UI["differs"](lang)}]})
        told: list[Data] = [{"text": checked.why(lang)}]
        if number and shown:
            told = [{"text": UI["recomputed"](lang) + (" " if lang == "en" else "")}, self._noted(number)]
            told.append({"text": f" ({shown.year})" if lang == "en" else f"（{shown.year}年）"})
        return {
            "statement": checked.claim.statement(lang),
            "verdict": VERDICTS[checked.verdict](lang),
            "colour": checked.verdict,
            "shape": SHAPES[checked.verdict],
            "told": told,
            "lines": lines,
        }

    def _basis(self, checked: Checked, basis: Recomputed, block: Claims, *, first: bool) -> list[Data]:
        lang = self.document.lang
        said: list[Data] = []
        if not first:
            said.append({"text": UI["also"](lang) + (" " if lang == "en" else "")})
            other = decided(checked, basis)
            number = block.numbers.get(other.made.address) if other and other.made else None
            if number:
                said += [self._noted(number), {"text": UI["colon"](lang)}]
        said.append({"text": f"{basis.label(lang)} [{basis.comparison.grade}]"})
        return said

    def _ledger(self) -> Data:
        document, lang = self.document, self.document.lang
        notes, phrases = Notes(lang), Phrases(lang)
        held: list[str] = []
        computed = [
            {
                "id": document.ledger.anchor(made.address),
                "what": phrases.told(made),
                "address": made.address,
                "value": phrases.computed(made),
                "grade": made.grade,
                "notes": [f"m{at}" for at in notes.of(made)],
                "beneath": beneath(made, document.ledger),
            }
            for made in document.ledger.derived.values()
        ]
        return {
            "ui": {name: words(lang) for name, words in UI.items()},
            "computed": computed,
            "methods": notes.sentences,
            "tables": [self._table_row(each) for each in document.ledger.panels.values()],
            "figures": [self._row(ref, fact, held) for ref, fact in document.ledger.facts.items()],
            "scopes": held,
            "publications": [
                {
                    "citation": source.citation(lang) + UI["full_stop"](lang),
                    "url": source.url if source.url.startswith("http") else "",
                    "terms": source.licence(lang)
                    + (UI["stop"](lang) + source.note(lang) if source.note else ""),
                }
                for source in document.sources
            ],
        }

    def _row(self, ref: str, fact: Fact, held: list[str]) -> Data:
        """Return a row of the figures; its scope is entered in ``held`` once, however many rows share it."""
        document, lang = self.document, self.document.lang
        phrases = Phrases(lang)
        places = {source.id: at for at, source in enumerate(document.sources, start=1)}
        scope = scope_of(fact.scope)(lang) + (UI["stop"](lang) + fact.note(lang) if fact.note else "")
        if scope not in held:
            held.append(scope)
        rivals = UI["semicolon"](lang).join(
            phrases.exactly(each.value, each.unit)
            + UI["open"](lang) + document.publishers[each.ref.source](lang) + UI["close"](lang)
            for each in document.ledger.rivals.get(ref, ())
            if each.value is not None
        )  # fmt: skip
        return {
            "id": document.ledger.anchor(ref),
            "what": phrases.named(series(fact.ref.series).title(lang), fact.ref.region, fact.year),
            "address": address_of(fact),
            "value": phrases.exactly(fact.value, fact.unit) if fact.value is not None else "",
            "scope": f"k{held.index(scope) + 1}",
            "rivals": UI["rivals"](lang) + UI["is"](lang) + rivals if rivals else "",
            "status": STATUSES[fact.status](lang),
            "source": f"[{places[fact.ref.source]}]",
            "place": f"s{places[fact.ref.source]}",
        }

    def _table_row(self, panel: Panel) -> Data:
        document, phrases = self.document, Phrases(self.document.lang)
        places = {source.id: at for at, source in enumerate(document.sources, start=1)}
        return {
            "id": document.ledger.anchor(panel.address),
            "what": phrases.table(panel),
            "address": panel.address,
            "value": phrases.count(panel),
            "digest": panel.id[:16],
            "source": " ".join(f"[{places[each]}]" for each in panel.sources),
            "place": f"s{places[panel.sources[0]]}",
        }


def _years(origin: Fact | Derived) -> set[int]:
    """Return the years of the figures beneath a number."""
    if isinstance(origin, Fact):
        return {origin.year}
    return {fact.year for fact in origin.facts()}.union(
        *({int(each) for each in panel.years} for panel in origin.panels)
    )


def _facts(origin: Fact | Derived) -> tuple[Fact, ...]:
    """Return the figures beneath a number; of a whole table, one for each source."""
    if isinstance(origin, Fact):
        return (origin,)
    return (*origin.facts(), *(each for panel in origin.panels for each in panel.examples))
