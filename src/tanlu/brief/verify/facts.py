"""The second layer: are the facts whole and sound, and those of the installed release?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tanlu.brief.folder.manifest import Manifest
from tanlu.brief.folder.records import FACTS
from tanlu.brief.verify.report import Difference, Layer, unreadable
from tanlu.errors import BadFolder, TanluError
from tanlu.evidence.excerpt import Rows, parse, read_csv, take, written
from tanlu.evidence.fact import ABSENT, STATUSES, Ref
from tanlu.evidence.rows import CELLS
from tanlu.evidence.store import Asked, Store
from tanlu.registers.indicators import all_series, scope
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text

TABLES: Final = ("facts", "sources", "preferences", "policies")
Row = Mapping[str, Any]


@dataclass(slots=True)
class Inside:
    """The facts of a folder as far as they could be read."""

    tables: dict[str, Rows] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Return whether a store can be opened over them."""
        return len(self.tables) == len(TABLES)


def read_facts(data: Mapping[str, bytes]) -> Inside:
    """Read the four tables of facts; what cannot be read is a difference."""
    found = Inside()
    for table in TABLES:
        name = f"facts/{table}.csv"
        if name not in data:
            found.differences.append(Difference(name, "", Text("is missing", "缺失")))
            continue
        header = FACTS if table == "facts" else CELLS[table]
        try:
            rows = read_csv(data[name], name, header)
            found.tables[table] = parse(table, [row[1:] for row in rows] if table == "facts" else rows, name)
        except BadFolder as error:
            found.differences.append(unreadable(name, error))
    return found


def name_of(table: str, row: Row) -> str:
    """Return what a row is called: a figure by its address, a source by its id."""
    if table == "facts":
        dims = f"[{row['dims']}]" if row["dims"] else ""
        return f"{row['series']}{dims}/{row['region']}/{row['period']}~{row['source']}@{row['release']}"
    if table == "policies":
        return f"policy/{row['region']}/{row['row']}@{row['release']}"
    return str(row.get("id") or f"{row['series']}/{row['regions']}")


def _rows(tables: Mapping[str, Rows], table: str) -> list[dict[str, Any]]:
    return [dict(zip(CELLS[table], row, strict=True)) for row in tables[table]]


def check_soundness(inside: Inside, manifest: Manifest) -> list[Difference]:
    """Return the facts that break a rule of facts: unknown names, a value beside an absence, two rows under one key."""
    releases = {each.id for each in manifest.releases}
    sources = {row["id"] for row in _rows(inside.tables, "sources")}
    found, names = [], Counter[str]()
    for row in _rows(inside.tables, "facts"):
        name = name_of("facts", row)
        names[name] += 1
        why = _unsound(row, name, releases, sources)
        if why:
            found.append(Difference("facts/facts.csv", name, why))
    twice = [name for name, count in names.items() if count > 1]
    found += [
        Difference("facts/facts.csv", name, Text("stands in two rows", "出现在两行中")) for name in twice
    ]
    return found


def _unsound(row: Row, name: str, releases: set[str], sources: set[str]) -> Text | None:
    rules: tuple[tuple[Callable[[], bool], Text], ...] = (
        (lambda: row["release"] in releases,
         Text("comes from a release that the manifest does not name", "所属数据版本未列入清单")),
        (lambda: row["source"] in sources, Text("has a source that is not listed", "来源未列入来源表")),
        (lambda: row["series"] in all_series(), Text("is of a series that no register holds", "指标不在登记表中")),
        (lambda: row["status"] in STATUSES, Text("has an unknown status", "状态未知")),
        (lambda: (row["value"] is None) == (row["status"] in ABSENT),
         Text("has a value that its status denies, or lacks one", "数值与状态矛盾")),
        (lambda: _is_known(row, name),
         Text("has an address, unit or scope that cannot be read", "地址、单位或口径无法识别")),
    )  # fmt: skip
    return next((why for holds, why in rules if not holds()), None)


def _is_known(row: Row, name: str) -> bool:
    try:
        known = str(Ref.parse(name)) == name and region(row["region"]).code == row["region"]
        unit(row["unit"])
        scope(row["scope"])
    except TanluError:
        return False
    return known


def compare_installed(
    inside: Inside, manifest: Manifest, installed: Store | None, asked: Asked | None
) -> list[Difference]:
    """Return where the facts differ from the installed releases of the same names.

    Parameters
    ----------
    inside : Inside
        The facts of the folder.
    manifest : Manifest
        Names the releases.
    installed : Store or None
        Over the installed releases of these names.
    asked : Asked or None
        What the brief asks for when it is made again; what is installed under it must be in the folder.
    """
    if installed is None:
        return []
    held = {each.id: each for each in installed.releases}
    found = [
        Difference(
            "manifest.json",
            "",
            Text(
                f"names a release {each.id} of other contents than the installed one",
                f"所列数据版本 {each.id} 的内容与已安装的不同",
            ),
        )
        for each in manifest.releases
        if each.id in held and each.sha256 != held[each.id].sha256
    ]
    theirs = _theirs(inside, manifest, installed, asked)
    for table in TABLES:
        found += _compare(table, _rows(inside.tables, table), theirs[table], set(held))
    return found


def _theirs(
    inside: Inside, manifest: Manifest, installed: Store, asked: Asked | None
) -> dict[str, list[dict[str, Any]]]:
    watched = installed.as_of(manifest.cutoff) if manifest.cutoff else installed
    watched = watched.watched()
    watched.asked.figures.update(asked.figures if asked else set())
    watched.asked.figures.update((row["series"], row["region"]) for row in _rows(inside.tables, "facts"))
    watched.asked.rules.update(
        asked.rules if asked else {row["region"] for row in _rows(inside.tables, "policies")}
    )
    return {table: _rows({table: rows}, table) for table, rows in take(watched).items()}


def _compare(
    table: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]], releases: set[str]
) -> list[Difference]:
    file = f"facts/{table}.csv"
    held = {(row["release"], row["row"]): row for row in theirs}
    found, seen = [], set()
    for row in ours:
        if row["release"] not in releases:
            continue
        key = row["release"], row["row"]
        seen.add(key)
        other = held.get(key)
        if other is None:
            found.append(
                Difference(
                    file,
                    name_of(table, row),
                    Text("is not in the installed release", "不在已安装的数据版本中"),
                )
            )
        else:
            found += _cells(file, name_of(table, other), row, other)
    return found + [
        Difference(
            file,
            name_of(table, row),
            Text("is left out, and the installed release has it", "被删去，而已安装的数据版本中有"),
        )
        for key, row in held.items()
        if key not in seen
    ]


def _cells(file: str, name: str, ours: Row, theirs: Row) -> Iterable[Difference]:
    for column in ours:
        if ours[column] != theirs[column]:
            here, there = written(ours[column]), written(theirs[column])
            yield Difference(
                file,
                name,
                Text(
                    f"{column} is {here or 'nothing'} here, {there or 'nothing'} in the installed release",
                    f"{column} 此处为 {here or '空'}，已安装的数据版本中为 {there or '空'}",
                ),
                here,
                there,
            )


def facts_layer(
    inside: Inside, differences: list[Difference], manifest: Manifest, installed: Store | None
) -> Layer:
    """Return the layer, saying which releases could be compared."""
    count = len(inside.tables.get("facts", ()))
    held = [each.id for each in installed.releases] if installed else []
    ids = [each.id for each in manifest.releases]
    same, rest = [each for each in ids if each in held], [each for each in ids if each not in held]
    parts_en, parts_zh = [f"{count} facts read and consistent"], [f"{count}个原始数字可读且前后一致"]
    if same:
        parts_en.append(f"compared with the installed release {', '.join(same)}")
        parts_zh.append(f"并与已安装的数据版本 {'、'.join(same)} 逐行比对")
    if rest:
        parts_en.append(f"{', '.join(rest)} not compared: it is not installed here")
        parts_zh.append(f"{'、'.join(rest)} 未比对：此处没有安装该版本")
    if inside.differences or differences:
        parts_en[0], parts_zh[0] = f"{count} facts", f"{count}个原始数字"
    found = (*inside.differences, *differences)
    return Layer("facts", Text("; ".join(parts_en), "；".join(parts_zh)), found)
