"""The block model: what a document holds, before it is a page or a sheet of paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tanlu.chart.render import Drawing
from tanlu.evidence.fact import Fact
from tanlu.evidence.source import Source
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure
from tanlu.lineage.panel import Panel
from tanlu.lineage.verdict import Checked
from tanlu.registers.wording import say
from tanlu.text import Lang, Text, grouped, significant


@dataclass(frozen=True, slots=True)
class Cited:
    """A number in a document: a figure in the unit it is shown in.

    Parameters
    ----------
    figure : Figure
        Where it comes from.
    value : float
        In ``unit``.
    unit : str
        Unit code.
    digits : int
        Significant figures in prose.
    """

    figure: Figure
    value: float
    unit: str
    digits: int = 3

    def said(self, lang: Lang) -> str:
        """Return the number with its unit, as a sentence says it."""
        return say(self.value, self.unit, lang, self.digits)

    def bare(self, lang: Lang, digits: int = 4) -> str:
        """Return the number alone, as a table column with a unit shows it."""
        return grouped(significant(self.value, digits), lang)


@dataclass(frozen=True, slots=True)
class Word:
    """Words of a sentence."""

    text: str


Inline = Word | Cited


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``role`` is ``answer``, ``finding``, ``note`` or empty."""

    inlines: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Parameters
    ----------
    text : str
        Words, where it holds no number.
    number : Cited or None
        The number.
    year : int or None
        Shown small beside the number.
    absent : str
        Why nothing is measured; the cell then says so in words.
    caveats : tuple of Text
        Sentences that the cell carries to the foot of its table.
    lang : str
        Language of the words, where it is not the document's.
    said : bool
        Whether the number is written with its unit.
    link : str
        Id of the row that the words lead to.
    spark : str
        A sparkline as SVG, which repeats what the other cells say in words.
    """

    text: str = ""
    number: Cited | None = None
    year: int | None = None
    absent: str = ""
    caveats: tuple[Text, ...] = ()
    lang: str = ""
    said: bool = False
    link: str = ""
    spark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    ``role`` is ``grid`` for what is measured and what is not, ``words`` for one of sentences, whose rows stand one below
    the other on a phone, ``card-of`` for what is known of one thing, a line a question, else empty.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its finding above and its data below (``data``, or else the drawing's own table)."""

    id: str
    title: tuple[Inline, ...]
    subtitle: str
    wide: Drawing
    narrow: Drawing
    source: str
    note: str = ""
    data: Table | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims as cards."""

    checked: tuple[Checked, ...]
    numbers: Mapping[str, Cited]


Block = Paragraph | Table | Picture | Claims


@dataclass(frozen=True, slots=True)
class Section:
    """One question: a heading and its blocks."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Ledger:
    """Every figure that a document cites, in the order first met, each with the id of its row."""

    facts: dict[str, Fact] = field(default_factory=dict)
    derived: dict[str, Derived] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)
    rivals: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    _anchors: dict[str, str] = field(default_factory=dict)

    def cite(self, figure: Figure) -> None:
        """Enter a figure and everything beneath it."""
        self._enter(figure.origin)
        if figure.answer and figure.answer.rivals:
            self.rivals[str(figure.answer.fact.ref)] = figure.answer.rivals

    def _enter(self, origin: Fact | Derived) -> None:
        if isinstance(origin, Fact):
            self.facts.setdefault(str(origin.ref), origin)
            self._anchors.setdefault(str(origin.ref), f"f{len(self.facts)}")
            return
        self.derived.setdefault(origin.address, origin)
        self._anchors.setdefault(origin.address, f"d{len(self.derived)}")
        for panel in origin.panels:
            self.panels.setdefault(panel.address, panel)
            self._anchors.setdefault(panel.address, f"t{len(self.panels)}")
        for each in origin.inputs:
            self._enter(each.origin)
            for step in each.steps:
                if step.rate:
                    self._enter(step.rate)

    def anchor(self, address: str) -> str:
        """Return the id of the row of a fact (by full reference), a derived value or a panel (by address), or nothing."""
        return self._anchors.get(address, "")

    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of everything entered, each once."""
        single = [each.ref.source for each in self.facts.values()]
        return tuple(
            dict.fromkeys([*single, *(each for panel in self.panels.values() for each in panel.sources)])
        )

    def releases(self) -> set[str]:
        """Return the ids of the releases of everything entered."""
        single = {each.ref.release for each in self.facts.values()}
        return single.union(*(panel.releases for panel in self.panels.values()))

    def years(self) -> tuple[str, ...]:
        """Return the years of everything entered, oldest first."""
        single = {each.ref.period for each in self.facts.values()}
        return tuple(sorted(single.union(*(panel.years for panel in self.panels.values()))))


@dataclass(frozen=True, slots=True)
class Document:
    """A brief in one language, ready for any renderer.

    Parameters
    ----------
    name : str
        Stem of its file.
    lang : Lang
        Its language.
    title : str
        Its title.
    lead : tuple of Block
        The answer and the grid, before the first question.
    sections : tuple of Section
        One question each.
    ledger : Ledger
        Every figure cited.
    sources : tuple of Source
        In the order of their numbers.
    publishers : mapping of str to Text
        Who published each source, rivals included.
    dated : str
        ISO date of the evidence.
    cutoff : str
        ISO date after which nothing published was used; empty for no limit.
    role : str
        ``page`` for a document of one sheet, without contents; else empty.
    day : str
        ISO date for which the papers that it rests on are told; empty where it tells figures only.
    """

    name: str
    lang: Lang
    title: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    ledger: Ledger
    sources: tuple[Source, ...]
    publishers: Mapping[str, Text]
    dated: str
    cutoff: str = ""
    role: str = ""
    day: str = ""
