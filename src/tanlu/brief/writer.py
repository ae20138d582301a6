"""What composing a document in one language needs at hand: its prose, what the prose asks for, its ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tanlu.brief.model import (
    Block,
    Cited,
    Document,
    Inline,
    Ledger,
    Paragraph,
    Picture,
    Section,
    Table,
    Word,
)
from tanlu.brief.prose import Prose
from tanlu.chart.model import Chart
from tanlu.chart.render import NARROW, WIDE, render
from tanlu.evidence.source import Source
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, of_derived
from tanlu.registers.regions import region
from tanlu.text import Lang, Text


@dataclass(slots=True)
class Bindings:
    """Numbers and words by the names that the prose uses."""

    numbers: dict[str, Cited] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)

    def number(self, name: str, made: Derived, unit: str = "") -> None:
        """Bind a number, perhaps said in another unit whose sentence supplies the rest (people per million t)."""
        self.numbers[name] = cited(of_derived(made), unit)

    def place(self, name: str, made: Derived) -> None:
        """Bind the name of a region."""
        self.words[name] = region(made.region).name

    def year(self, name: str, made: Derived) -> None:
        """Bind a year."""
        self.words[name] = year_words(made.year)


def year_words(year: int) -> Text:
    """Return a year as a sentence writes it."""
    return Text(str(year), f"{year}年")


def cited(figure: Figure, unit: str = "") -> Cited:
    """Return a figure as a citation in its own unit, or under the name of ``unit`` with the same number."""
    return Cited(figure, figure.value, unit or figure.unit)


@dataclass(slots=True)
class Writer:
    """Composes paragraphs, pictures and the document.

    Parameters
    ----------
    store : Store
        The evidence.
    prose : Prose
        Texts of the edition in both languages.
    lang : Lang
        The language composed.
    bindings : Bindings
        What the texts ask for.
    ledger : Ledger
        Every figure cited so far.
    sources : dict of str to int
        Numbers given to sources so far.
    own : mapping of str to Source
        Sources that papers bring with them, beside those of the evidence.
    day : str
        ISO date for which papers are told.
    """

    store: Store
    prose: Prose
    lang: Lang
    bindings: Bindings
    ledger: Ledger = field(default_factory=Ledger)
    sources: dict[str, int] = field(default_factory=dict)
    own: Mapping[str, Source] = field(default_factory=dict)
    day: str = ""

    def say(self, key: str, role: str = "") -> tuple[Paragraph, ...]:
        """Return a paragraph, or none where the figures it needs are not known."""
        inlines = self.inlines(key)
        return (Paragraph(inlines, role),) if inlines else ()

    def inlines(self, key: str) -> tuple[Inline, ...]:
        """Return a filled text and enter its numbers, or nothing where one is not bound."""
        if not self.prose.answers(key, self.bindings.numbers, self.bindings.words):
            return ()
        inlines = self.prose.fill(key, self.lang, self.bindings.numbers, self.bindings.words)
        for each in inlines:
            if isinstance(each, Cited):
                self.ledger.cite(each.figure)
        return inlines

    def about(self, words: Mapping[str, Text]) -> "Writer":
        """Return a writer with further words, at the same ledger; what is bound to it stays with it."""
        bound = Bindings(dict(self.bindings.numbers), {**self.bindings.words, **words})
        return replace(self, bindings=bound)

    def plain(self, key: str) -> str:
        """Return a heading or caption."""
        return self.prose.plain(key, self.lang)

    def both(self, key: str) -> Text:
        """Return a heading or caption in both languages."""
        return Text(self.prose.plain(key, "en"), self.prose.plain(key, "zh"))

    def picture(
        self, ident: str, chart: Chart | None, title: str = "", note: str = "", data: Table | None = None
    ) -> tuple[Picture, ...]:
        """Return a chart with its finding as title."""
        if chart is None:
            return ()
        head = self.inlines(title) if title else ()
        return (
            Picture(
                id=ident,
                title=head or (Word(chart.title(self.lang)),),
                subtitle=chart.subtitle(self.lang),
                wide=render(chart, self.lang, width=WIDE, ident=f"{ident}-wide"),
                narrow=render(chart, self.lang, width=NARROW, ident=f"{ident}-narrow"),
                source=chart.source(self.lang),
                note=self.plain(note) if note else "",
                data=data,
            ),
        )

    def number_of(self, source_id: str) -> int:
        """Return the number under which a source is listed."""
        return self.sources.setdefault(source_id, len(self.sources) + 1)

    def _dated(self) -> str:
        """Return the date of the newest release that a figure comes from; of the newest packaged one without figures."""
        used = self.ledger.releases()
        releases = self.store.releases
        dates = [each.published for each in releases if each.id in used]
        return max(dates or [each.published for each in releases if each.packaged or len(releases) == 1])

    def document(
        self, name: str, title: str, lead: tuple[Block, ...], sections: tuple[Section, ...], role: str = ""
    ) -> Document:
        """Return the document, with every source that its figures come from."""
        for each in self.ledger.sources():
            self.number_of(each)
        return Document(
            name=name,
            lang=self.lang,
            title=title,
            lead=lead,
            sections=sections,
            ledger=self.ledger,
            sources=tuple(self.own.get(each) or self.store.source(each) for each in self.sources),
            publishers={each.id: each.publisher for each in (*self.store.sources(), *self.own.values())},
            dated=self.day or self._dated(),
            cutoff=self.store.cutoff,
            role=role,
            day=self.day,
        )
