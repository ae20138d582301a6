"""Tables and trees for the terminal: aligned, and never colour without a word."""

from typing import TYPE_CHECKING, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Styled
from rich.tree import Tree

from tanlu.actions.doctor import Finding
from tanlu.actions.figures import Shown
from tanlu.cli.listings import Cell, Listing
from tanlu.cli.wrapping import FoldingTable
from tanlu.evidence.fact import STATUSES, Fact
from tanlu.evidence.release import OWN
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.panel import Panel
from tanlu.lineage.trace import Node
from tanlu.lineage.verdict import VERDICTS, Checked, Verdict
from tanlu.period import spans
from tanlu.registers.indicators import own_series, series
from tanlu.registers.indicators import scope as scope_of
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Lang, Text, exact, significant, user_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS: Final[dict[Verdict, tuple[str, str]]] = {
    "supported": ("✓", "green"),
    "understated": ("▲", "yellow"),
    "overstated": ("▼", "yellow"),
    "contradicted": ("✕", "red"),
    "cannot be checked": ("○", "bright_black"),
}


def console() -> Console:
    """Return a console that follows the terminal's width and colours."""
    return Console(highlight=False, soft_wrap=False)


def new_table(*headers: str) -> Table:
    """Return an empty table in the house style."""
    table = FoldingTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


_WORDY: Final = frozenset({"note", "title", "citation", "licence", "url", "method", "source"})
"""Columns of a listing that may fold; the others are short and stay whole."""
_SHORT: Final = 12
"""Cells of a column that stays whole even where the terminal is too narrow for all of them, as a code and a year."""


def print_listing(listing: Listing) -> None:
    """Print a listing, or what to do where it is empty; an address that the other columns spell out is left out."""
    lang = user_lang()
    if not listing.rows:
        console().print(listing.empty(lang))
        return
    shown = [place for place, key in enumerate(listing.keys) if key != "ref"]
    rows = [[_told(listing.keys[place], row[place], lang) for place in shown] for row in listing.rows]
    heads = [listing.headers[place](lang) for place in shown]
    widths = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    wordy = [listing.keys[place] in _WORDY for place in shown]
    out = console()
    if sum(width + 2 if not folds else 12 for width, folds in zip(widths, wordy, strict=True)) > out.width:
        wordy = [folds or width > _SHORT for width, folds in zip(widths, wordy, strict=True)]
    table = new_table()
    for head, folds in zip(heads, wordy, strict=True):
        table.add_column(head, overflow="fold", no_wrap=not folds)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _told(key: str, cell: Cell, lang: Lang) -> str:
    if key == "status":
        return next((words(lang) for status, words in STATUSES.items() if status == cell), str(cell))
    return _cell(cell, lang)


def _cell(cell: Cell, lang: Lang) -> str:
    if isinstance(cell, Text):
        return escape(cell(lang))
    if isinstance(cell, float):
        return exact(float(f"{cell:.10g}"), lang)
    return "" if cell is None else escape(str(cell))


def print_figure(shown: Shown, store: Store) -> None:
    """Print one number with its source, scope and rivals."""
    lang, found = user_lang(), shown.figure
    out = console()
    value = significant(shown.quantity.value, 6) if shown.quantity.steps or found.answer is None else None
    number = exact(float(value), lang) if value else exact(shown.quantity.value, lang)
    out.print(Styled(with_symbol(number, unit(shown.quantity.unit).symbol(lang), lang), style="bold"))
    table = FoldingTable(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")  # a Chinese sentence has no spaces to break at
    for label, words in _rows(shown, store):
        table.add_row(Styled(label(lang), style="bright_black"), escape(words(lang)))
    out.print(table)


def with_symbol(number: str, symbol: str, lang: Lang) -> str:
    """Return a number with its unit: no space in Chinese, nor before a percent sign."""
    return f"{number}{symbol}" if lang == "zh" or symbol == "%" else f"{number} {symbol}"


def _rows(shown: Shown, store: Store) -> "Iterable[tuple[Text, Text]]":
    found = shown.figure
    place = region(found.region).name
    yield Text("what", "指标"), found.title
    yield (
        Text("where, when", "地区、年份"),
        Text(f"{place.en} ({found.region}), {found.year}", f"{place.zh}（{found.region}），{found.year}年"),
    )
    if shown.quantity.steps:
        own = unit(found.unit).symbol
        yield (
            Text("as published", "原数"),
            Text(f"{exact(found.value, 'en')} {own.en}", f"{exact(found.value, 'zh')}{own.zh}"),
        )
    yield Text("status", "状态"), STATUSES[found.status]
    for caveat in found.caveats:
        yield Text("caveat", "注意"), caveat
    if isinstance(found.origin, Derived):
        yield from _computed_rows(found.origin, store)
        return
    yield Text("scope", "口径"), scope_of(found.origin.scope)
    yield from _definition(found.origin)
    yield Text("source", "来源"), _source_line(found.origin, store)
    if not store.release(found.origin.ref.release).packaged:
        name = found.origin.ref.release
        yield Text("release", "数据版本"), Text(f"{name} ({OWN.en})", f"{name}（{OWN.zh}）")
    if found.origin.note:
        yield Text("note", "说明"), found.origin.note
    if found.answer and shown.rivals:
        yield Text("preferred because", "优先理由"), found.answer.reason
    for rival in shown.rivals:
        yield Text("rival", "其他来源"), _fact_line(rival, store)
    for other in shown.related:
        yield Text("other scope", "其他口径"), _fact_line(other, store)
    yield Text("reference", "引用地址"), Text(found.address, found.address)


def _computed_rows(made: Derived, store: Store) -> "Iterable[tuple[Text, Text]]":
    yield Text("method", "算法"), made.recipe.method
    yield Text("id", "编号"), Text(made.id[:16], made.id[:16])
    for fact in made.facts():
        yield Text("from", "出自"), _fact_line(fact, store)
    for panel in made.panels:
        yield Text("from", "出自"), _panel_line(panel, store)


def _definition(fact: Fact) -> "Iterable[tuple[Text, Text]]":
    """Yield what an own series measures: it stands on no page of the documentation."""
    if fact.ref.series in own_series():
        yield Text("defined as", "定义"), own_series()[fact.ref.series].definition


def _source_line(fact: Fact, store: Store) -> Text:
    source = store.source(fact.ref.source)
    return Text(f"{source.citation.en} {source.url}", f"{source.citation.zh} {source.url}")


def _fact_line(fact: Fact, store: Store) -> Text:
    symbol, scope, citation = (
        unit(fact.unit).symbol,
        scope_of(fact.scope),
        store.source(fact.ref.source).citation,
    )
    value = fact.value if fact.value is not None else 0.0
    own = not store.release(fact.ref.release).packaged
    return Text(
        f"{exact(value, 'en')} {symbol.en}; {scope.en}; {citation.en}{f'; {OWN.en}' if own else ''}",
        f"{exact(value, 'zh')}{symbol.zh}；{scope.zh}；{citation.zh}{f'；{OWN.zh}' if own else ''}",
    )


def _panel_line(panel: Panel, store: Store) -> Text:
    title = series(panel.series).title
    cited = [store.source(each).citation for each in panel.sources]
    return Text(
        f"{panel.known} figures, {title.en}, {panel.address}; {'; '.join(each.en for each in cited)}",
        f"{title.zh}，{panel.known}个数字，{panel.address}；{'；'.join(each.zh for each in cited)}",
    )


def print_tree(node: Node) -> None:
    """Print a trace."""
    console().print(_branch(node, user_lang()))


_STYLES: Final = {"derived": "bold", "fact": "bold", "row": "bright_black", "note": "italic", "source": ""}


def _branch(node: Node, lang: Lang) -> Tree:
    style = "" if node.kind == "note" and lang == "zh" else _STYLES.get(node.kind, "")
    tree = Tree(Styled(node.label(lang), style=style))
    for child in node.children:
        tree.children.append(_branch(child, lang))
    return tree


def print_claims(found: tuple[Checked, ...]) -> None:
    """Print the verdict of every claim."""
    lang = user_lang()
    words = (
        Text("claim", "论断"),
        Text("verdict", "结论"),
        Text("recomputed", "重新计算"),
        Text("holds for", "成立年份"),
    )
    table = new_table(*(word(lang) for word in words))
    for each in found:
        holds = spans(each.holds_for, lang) if each.holds_for else Text("none", "无")(lang)
        table.add_row(each.claim.statement(lang), verdict_mark(each.verdict, lang), _why(each)(lang), holds)
    console().print(table)


def _why(each: Checked) -> Text:
    if not each.bases:
        return each.why
    basis = each.bases[0]
    return Text(
        f"{each.why.en} ({basis.label.en}) [{basis.comparison.grade}]",
        f"{each.why.zh}；口径：{basis.label.zh} [{basis.comparison.grade}]",
    )


def verdict_mark(verdict: Verdict, lang: Lang) -> Styled:
    """Return a verdict as a shape, a word and a colour."""
    shape, colour = MARKS[verdict]
    return Styled(f"{shape} {VERDICTS[verdict](lang)}", style=colour)


def print_findings(findings: tuple[Finding, ...]) -> None:
    """Print the doctor's report."""
    lang = user_lang()
    states = {
        "ok": Text("✓ here", "✓ 正常"),
        "absent": Text("○ absent", "○ 没有"),
        "broken": Text("✕ broken", "✕ 异常"),
    }
    colours = {"ok": "green", "absent": "bright_black", "broken": "red"}
    table = new_table(
        *(word(lang) for word in (Text("part", "部件"), Text("state", "状态"), Text("detail", "说明")))
    )
    for each in findings:
        table.add_row(
            each.name(lang), Styled(states[each.state](lang), style=colours[each.state]), each.detail(lang)
        )
    console().print(table)
