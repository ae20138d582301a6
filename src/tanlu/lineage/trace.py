"""Trace any number down to rows, sources and locators."""

from dataclasses import dataclass
from typing import Any

from tanlu.evidence.convert import Step
from tanlu.evidence.fact import STATUSES, Fact
from tanlu.evidence.release import OWN, Release
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure
from tanlu.lineage.panel import Panel
from tanlu.registers.indicators import scope as scope_of
from tanlu.registers.indicators import series
from tanlu.registers.units import unit
from tanlu.text import Lang, Text, exact, significant


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a trace.

    Parameters
    ----------
    kind : str
        ``derived``, ``conversion``, ``panel``, ``fact``, ``row``, ``source`` or ``note``.
    label : Text
        What a reader sees.
    data : dict
        The same for a program.
    children : tuple of Node
        What it rests on.
    """

    kind: str
    label: Text
    data: dict[str, Any]
    children: tuple["Node", ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the tree as plain data."""
        return {"kind": self.kind, **self.data, "from": [each.to_json() for each in self.children]}


def trace(found: Figure, store: Store) -> Node:
    """Return the tree from a number down to rows, sources and locators."""
    return _of(found.origin, store)


def _of(origin: Fact | Derived, store: Store) -> Node:
    return _fact_node(origin, store) if isinstance(origin, Fact) else _derived_node(origin, store)


def _derived_node(made: Derived, store: Store) -> Node:
    below = []
    for each in made.inputs:
        inner = _of(each.origin, store)
        for step in each.steps:
            inner = Node(
                "conversion",
                _step_label(each.value, step),
                _step_data(each.value, step),
                (inner, *_rate(step, store)),
            )
        below.append(inner)
    below += [_panel_node(each, store) for each in made.panels]
    symbol = unit(made.unit).symbol
    number = significant(made.value, 6)
    caveats = tuple(Node("note", each, {"caveat": each.to_json()}) for each in made.caveats[:1])
    return Node(
        "derived",
        Text(
            f"{made.recipe.title.en} = {number}{'' if symbol.en == '%' else ' '}{symbol.en}  [{made.grade}]  {made.address}",
            f"{made.recipe.title.zh} = {number}{symbol.zh}  [{made.grade}]  {made.address}",
        ),
        {
            "address": made.address,
            "id": made.id,
            "recipe": made.recipe.id,
            "version": made.recipe.version,
            "value": made.value,
            "unit": made.unit,
            "grade": made.grade,
            "caveats": [each.to_json() for each in made.caveats],
        },
        (*below, *caveats),
    )


def _panel_node(panel: Panel, store: Store) -> Node:
    """Return a whole table as one node, with its first row as an example of where the rows are."""
    title = series(panel.series).title
    places = len({each.ref.region for each in panel.facts})
    withheld = len(panel.facts) - panel.known
    label = Text(
        f"table of {panel.known} figures: {title.en}; regions: {places}; withheld: {withheld}  {panel.address}  "
        f"SHA-256 {panel.id[:12]}…",
        f"整表 {panel.known} 个数字：{title.zh}；地区 {places} 个；未披露 {withheld} 个  {panel.address}  "
        f"SHA-256 {panel.id[:12]}…",
    )
    data = {
        "address": panel.address,
        "series": panel.series,
        "figures": panel.known,
        "withheld": withheld,
        "sha256": panel.id,
        "unit": panel.unit,
    }
    return Node("panel", label, data, tuple(_fact_node(each, store) for each in panel.examples))


def _step_label(value: float, step: Step) -> Text:
    end = unit(step.end).symbol
    start = unit(step.start).symbol
    number, by = significant(value, 6), f"{step.factor:.8g}"
    return Text(f"{number} {end.en} ({start.en} × {by})", f"{number} {end.zh}（{start.zh} × {by}）")


def _step_data(value: float, step: Step) -> dict[str, Any]:
    return {"value": value, "from_unit": step.start, "unit": step.end, "factor": step.factor}


def _rate(step: Step, store: Store) -> tuple[Node, ...]:
    return (_fact_node(step.rate, store),) if step.rate else ()


def _fact_node(fact: Fact, store: Store) -> Node:
    release = store.release(fact.ref.release)
    symbol, scope, status = unit(fact.unit).symbol, scope_of(fact.scope), STATUSES[fact.status]
    label = Text(
        f"{_number(fact, 'en')} {symbol.en}  {fact.ref.open()}  ({status.en}; {scope.en})",
        f"{_number(fact, 'zh')} {symbol.zh}  {fact.ref.open()}  （{status.zh}；{scope.zh}）",
    )
    row = _row_node(fact, release)
    data = {
        "ref": str(fact.ref),
        "value": fact.value,
        "unit": fact.unit,
        "status": fact.status,
        "scope": fact.scope,
    }
    notes = (Node("note", fact.note, {"note": fact.note.to_json()}),) if fact.note else ()
    return Node("fact", label, data, (row, _source_node(fact, store), *notes))


def _row_node(fact: Fact, release: Release) -> Node:
    """Return the row in its release; what a person added says so, and names the file that it came from."""
    digest = release.sha256["facts"]
    label = Text(
        f"row {fact.row} (from 0) of facts.parquet, release {release.id}, SHA-256 {digest[:12]}…",
        f"数据版本 {release.id} 中 facts.parquet 第 {fact.row} 行（从0起），SHA-256 {digest[:12]}…",
    )
    data = {"release": release.id, "file": "facts.parquet", "row": fact.row, "sha256": digest}
    if release.packaged:
        return Node("row", label, data)
    files = ", ".join(f"{name} (SHA-256 {each[:12]}…)" for name, each in release.raw.items())
    files_zh = "、".join(f"{name}（SHA-256 {each[:12]}…）" for name, each in release.raw.items())
    if release.parser.startswith("connector "):
        house, count = release.parser.split()[1], len(release.raw)
        files, files_zh = f"connector {house}, raw answers: {count}", f"连接器 {house} 的 {count} 个原始返回"
    words = Text(
        f"{label.en} ({OWN.en}{f', from {files}' if files else ''})",
        f"{label.zh}（{OWN.zh}{f'，来自 {files_zh}' if files else ''}）",
    )
    return Node("row", words, {**data, "kind_of_release": "own", "raw": dict(release.raw)})


def _number(fact: Fact, lang: Lang) -> str:
    return "–" if fact.value is None else exact(fact.value, lang)


def _source_node(fact: Fact, store: Store) -> Node:
    source = store.source(fact.ref.source)
    place = f" | {fact.locator}" if fact.locator and fact.locator != source.url else ""
    citation = source.citation
    data = {
        "id": source.id,
        "citation": citation.to_json(),
        "url": source.url,
        "locator": fact.locator,
        "licence": source.licence.to_json(),
    }
    return Node(
        "source", Text(f"{citation.en} {source.url}{place}", f"{citation.zh} {source.url}{place}"), data
    )
