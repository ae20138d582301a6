"""The words and rows that every renderer writes: the ledger's names, its methods, the caveats of a table."""

from dataclasses import dataclass, field
from typing import Final

from tanlu.brief.model import Cell, Document, Ledger, Table
from tanlu.evidence.fact import Fact
from tanlu.lineage.derived import Derived
from tanlu.lineage.panel import Panel
from tanlu.lineage.verdict import Checked, Recomputed, Year
from tanlu.period import PartialDate
from tanlu.registers.indicators import series
from tanlu.registers.regions import region
from tanlu.registers.units import factor, unit
from tanlu.registers.wording import column_unit
from tanlu.text import Lang, Text, exact, grouped, significant

LANG_TAGS: Final[dict[str, str]] = {"en": "en", "zh": "zh-Hans"}
SHAPES: Final = {
    "supported": "✓",
    "understated": "▲",
    "overstated": "▼",
    "contradicted": "✕",
    "cannot be checked": "○",
}
UI: Final = {
    "switch": Text("English", "中文"),
    "contents": Text("Contents", "目录"),
    "not_measured": Text("not measured", "无数据"),
    "data": Text("Data", "数据表"),
    "download": Text("Download (CSV)", "下载（CSV）"),
    "recomputed": Text("Recomputed:", "重新计算："),
    "also": Text("Also", "另一口径："),
    "colon": Text(": ", "，"),
    "holds": Text("Holds for:", "成立年份："),
    "no_year": Text("none of the years computed", "无"),
    "differs": Text("The two languages hedge differently.", "中英文所用限定词不同，结论因此不同。"),
    "computed": Text("Computed numbers", "计算值"),
    "tables": Text("Whole tables", "整表数据"),
    "tables_note": Text(
        "Every figure of these tables is in the folder of the brief, in facts/facts.csv",
        "这些表的全部原始数字见简报文件夹中的 facts/facts.csv",
    ),
    "count": Text("Figures", "数字个数"),
    "digest": Text("SHA-256", "SHA-256"),
    "figures": Text("Figures", "原始数字"),
    "publications": Text("Publications", "文献"),
    "row": Text("Row", "行"),
    "what": Text("What", "指标"),
    "value": Text("Value", "数值"),
    "method": Text("Method and caveats", "算法与说明"),
    "made_from": Text("From", "出自"),
    "notes": Text("Methods and caveats", "算法与说明"),
    "trace": Text("Trace", "追溯"),
    "scope": Text("Scope", "口径"),
    "status": Text("Status", "状态"),
    "source": Text("Source", "来源"),
    "rivals": Text("Other sources say", "其他来源"),
    "grade": Text(
        "Comparability: A same definition, B adjusted, C indicative",
        "可比性：A 定义相同，B 经调整，C 仅供参考",
    ),
    "grade_of": Text("Class", "可比性"),
    "how_to_trace": Text(
        "The address under a name can be given to tanlu trace",
        "名称下方的地址可直接用于 tanlu trace 命令",
    ),
    "is": Text(": ", "："),
    "open": Text(" (", "（"),
    "close": Text(")", "）"),
    "semicolon": Text("; ", "；"),
    "stop": Text(". ", "。"),
    "full_stop": Text(".", "。"),
}


@dataclass(slots=True)
class Footnotes:
    """Caveats of one table, each sentence once, lettered in the order met."""

    lang: Lang
    sentences: list[str] = field(default_factory=list)

    def marks(self, cell: Cell) -> list[str]:
        """Return the letters of a cell's caveats."""
        found = []
        for caveat in cell.caveats:
            sentence = caveat(self.lang)
            if sentence not in self.sentences:
                self.sentences.append(sentence)
            found.append(chr(ord("a") + self.sentences.index(sentence)))
        return sorted(found)


@dataclass(slots=True)
class Notes:
    """Methods and caveats of the ledger, each sentence once, numbered in the order met."""

    lang: Lang
    sentences: list[str] = field(default_factory=list)

    def of(self, made: Derived) -> list[int]:
        """Return the numbers of a computed value's method and caveats."""
        return [self._number(each(self.lang)) for each in (made.recipe.method, *made.caveats)]

    def _number(self, sentence: str) -> int:
        if sentence not in self.sentences:
            self.sentences.append(sentence)
        return self.sentences.index(sentence) + 1


@dataclass(frozen=True, slots=True)
class Phrases:
    """How the rows of the ledger name and write their numbers in one language."""

    lang: Lang

    def named(self, title: str, code: str, year: int) -> str:
        """Return what is measured, where and when."""
        name = region(code).name(self.lang)
        return f"{name}{year}年{title}" if self.lang == "zh" else f"{title}, {name}, {year}"

    def told(self, made: Derived) -> str:
        """Return what a computed number is; a claim is told as its statement."""
        title = made.recipe.title(self.lang)
        if made.recipe.id.startswith("claim_"):
            return f"论断（{made.year}年）：{title}" if self.lang == "zh" else f"Claim, {made.year}: {title}"
        return self.named(title, made.region, made.year)

    def table(self, panel: Panel) -> str:
        """Return what a whole table holds."""
        title, count = series(panel.series).title(self.lang), len({each.ref.region for each in panel.facts})
        years = ("、" if self.lang == "zh" else ", ").join(panel.years)
        if self.lang == "zh":
            return f"{title}，{count}个地区，{years}年"
        return f"{title}, {count} region{'s' if count > 1 else ''}, {years}"

    def count(self, panel: Panel) -> str:
        """Return how many figures a whole table holds, and how many of them are withheld."""
        withheld = len(panel.facts) - panel.known
        number = grouped(str(panel.known), self.lang)
        if not withheld:
            return number
        return (
            f"{number}，另有{withheld}个未披露" if self.lang == "zh" else f"{number}, and {withheld} withheld"
        )

    def exactly(self, value: float, code: str, digits: int = 0) -> str:
        """Return a number with its unit, in every digit or in so many."""
        number = grouped(significant(value, digits), self.lang) if digits else exact(value, self.lang)
        symbol = unit(code).symbol(self.lang)
        return f"{number}{symbol}" if self.lang == "zh" or symbol == "%" else f"{number} {symbol}"

    def computed(self, made: Derived) -> str:
        """Return a computed number in the unit that tables of the language use."""
        shown = column_unit(made.unit, self.lang)
        return self.exactly(made.value * (factor(made.unit, shown) if shown != made.unit else 1), shown, 6)


def address_of(origin: Fact | Derived) -> str:
    """Return the address under which the ledger holds a figure."""
    return origin.address if isinstance(origin, Derived) else str(origin.ref)


def dated(document: Document) -> Text:
    """Return which evidence a document was made from."""
    if document.day:
        on = PartialDate.parse(document.day).label
        return Text(f"As of {on('en')}", f"截至{on('zh')}")
    release = PartialDate.parse(document.dated).label
    words = Text(f"Evidence release of {release('en')}", f"数据版本：{release('zh')}")
    if not document.cutoff:
        return words
    limit = PartialDate.parse(document.cutoff).label
    return Text(
        f"{words.en}; only what was published by {limit('en')}",
        f"{words.zh}；仅使用{limit('zh')}前（含当日）发布的数据",
    )


def beneath(made: Derived, ledger: Ledger) -> list[str]:
    """Return the rows that a computed value was made from, each once, rates of conversion included."""
    origins = [address_of(each.origin) for each in made.inputs] + [each.address for each in made.panels]
    rates = [str(step.rate.ref) for each in made.inputs for step in each.steps if step.rate]
    return [ledger.anchor(each) for each in dict.fromkeys(origins + rates)]


def footnotes_of(block: Table, lang: Lang) -> Footnotes:
    """Return the caveats of a table."""
    found = Footnotes(lang)
    for row in block.rows:
        for cell in row:
            found.marks(cell)
    return found


def decided(checked: Checked, basis: Recomputed) -> Year | None:
    """Return the year that the claim is about, where it was computed on this basis."""
    return next((each for each in basis.years if each.year == checked.claim.year and each.made), None)
