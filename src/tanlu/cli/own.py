"""What ``tanlu evidence import`` says, for people and for programs."""

from typing import Any, Final

from tanlu.actions.own import Imported
from tanlu.cli.listings import Listing
from tanlu.cli.tables import console, print_listing
from tanlu.errors import BadTable
from tanlu.evidence.difference import Changed
from tanlu.evidence.readers.layouts import LAYOUTS
from tanlu.registers.units import unit
from tanlu.text import Lang, Text, exact, user_lang

SHOWN: Final = 40


def imported_json(found: Imported) -> dict[str, Any]:
    """Return an import as plain data; every rejected row is in it."""
    change = found.difference
    return {
        "release": found.name,
        "kind": "own",
        "layout": found.layout,
        "file": found.file,
        "rows": found.rows,
        "done": found.done,
        "unchanged": found.unchanged,
        "folder": str(found.folder),
        "read_as": found.names,
        "left_out": [{"what": what.to_json(), "count": count} for what, count in found.left_out],
        "new": change.new if change else 0,
        "changed": change.changed if change else 0,
        "same": change.same if change else 0,
        "changes": [
            {"key": each.key, "value": each.value, "unit": each.unit, "held": each.held, "held_unit": each.held_unit,
             "held_by": each.held_by}
            for each in (change.examples if change else ())
        ],
        "rejected_count": found.rejected_count,
        "rejected": [
            {"row": each.row, "column": each.column, "reason": each.reason.to_json()} for each in found.rejected
        ],
    }  # fmt: skip


def print_imported(found: Imported) -> None:
    """Print an import: what was read, what was left out, what was refused, what changed."""
    lang = user_lang()
    out = console()
    for line in lines(found):
        out.print(line(lang), soft_wrap=True, markup=False)
    if found.rejected:
        print_listing(_rejected(found))
    if found.difference and found.difference.examples:
        print_listing(_changes(found.difference.examples, lang))
    out.print(_end(found)(lang), soft_wrap=True, markup=False)


def demand_whole(found: Imported) -> None:
    """Raise where rows were rejected, so that the command ends as a mistake.

    Raises
    ------
    BadTable
        If any row was rejected.
    """
    if found.rejected_count:
        raise BadTable(
            (f"{found.rejected_count} rows of {found.file} are refused; nothing was imported.",
             f"{found.file} 有 {found.rejected_count} 行被拒收；未导入任何数据。"),
            ("Put these rows right, and import the file again.", "请改正这些行后重新导入。"),
        )  # fmt: skip


def lines(found: Imported) -> list[Text]:
    """Return what was read, as which codes, and what was left out."""
    if found.unchanged:
        return []
    layout = LAYOUTS.get(found.layout, Text(found.layout, found.layout))
    lines = [
        Text(
            f"{found.file}: read as {layout.en}, {found.rows} figures.",
            f"{found.file}：按{layout.zh}读取，共 {found.rows} 个数字。",
        )
    ]
    if found.names:
        pairs = [f"{name} → {code}" for name, code in found.names.items()]
        lines.append(Text(f"Read as: {', '.join(pairs)}", f"对应关系：{'、'.join(pairs)}"))
    lines += [
        Text(f"Left out: {what.en} ({count})", f"未读取：{what.zh}（{count}）")
        for what, count in found.left_out
    ]
    return lines


def print_rejected(found: Imported) -> None:
    """Print the rows that were refused, and how many more there are."""
    print_listing(_rejected(found))
    console().print(_end(found)(user_lang()), soft_wrap=True, markup=False)


def _rejected(found: Imported) -> Listing:
    return Listing(
        ("row", "column", "reason"),
        (Text("row", "行"), Text("column", "列"), Text("reason", "原因")),
        tuple((each.row, each.column, each.reason) for each in found.rejected[:SHOWN]),
        Text("No row was refused.", "没有被拒收的行。"),
    )


def _changes(examples: tuple[Changed, ...], lang: Lang) -> Listing:
    return Listing(
        ("key", "value", "held", "held_by"),
        (Text("figure", "数字"), Text("yours", "自有"), Text("held", "已收录"), Text("held by", "收录于")),
        tuple(
            (
                each.key,
                said(each.value, each.unit, lang),
                said(each.held, each.held_unit, lang),
                each.held_by,
            )
            for each in examples
        ),
        Text("No figure differs.", "没有不同的数字。"),
    )


def said(value: float | None, code: str, lang: Lang) -> str:
    """Return a figure with its unit."""
    return "–" if value is None else f"{exact(value, lang)} {unit(code).symbol(lang)}"


def _end(found: Imported) -> Text:
    if found.unchanged:
        return Text(
            f"Nothing changed: release {found.name} holds this very file.",
            f"没有变化：数据版本 {found.name} 已收录该文件。",
        )
    if found.rejected_count:
        more = found.rejected_count - min(SHOWN, len({each.row for each in found.rejected}))
        return (
            Text(f"{more} more; --format json lists them.", f"另有 {more} 行；用 --format json 可全部列出。")
            if more > 0
            else Text("Nothing was imported.", "未导入任何数据。")
        )
    change = found.difference
    new, changed, same = (change.new, change.changed, change.same) if change else (0, 0, 0)
    counts = Text(
        f"{new} new, {changed} other than what is held, {same} the same",
        f"新增 {new}，与已收录不同 {changed}，相同 {same}",
    )
    if found.done:
        return Text(
            f"Release {found.name} (your own): {counts.en}. Packaged figures are unchanged.",
            f"数据版本 {found.name}（自有）：{counts.zh}。随软件发布的数字未改动。",
        )
    return Text(f"A dry run: {counts.en}. Nothing was imported.", f"试运行：{counts.zh}。未导入任何数据。")
