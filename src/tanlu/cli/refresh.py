"""``tanlu evidence refresh``, and what it says."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json
from tanlu.text import Lang, Text, user_lang

if TYPE_CHECKING:
    from tanlu.actions.refresh import Listed, Refreshed
    from tanlu.cli.listings import Listing
    from tanlu.evidence.difference import Difference


@click.command(
    help=both(
        "Fetch a source anew, show what would change, and change it once you say so.\n\nWithout SOURCE: list the "
        "sources, their keys and terms.",
        "重新获取一个来源，先显示将有哪些变化，确认后才改动。\n\n不写 SOURCE 时，列出各来源及其密钥和使用条款。",
    )
)
@click.argument("source", default="")
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=both("Read this hand download instead of asking the service.", "读取手工下载的文件，不访问网络。"),
)
@click.option(
    "--years", default="", metavar="YEARS", help=both("Years, such as 2015-2024.", "年份，如 2015-2024。")
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help=both("Names of series (TOML), as for import.", "指标名称对应文件（TOML），同 import。"),
)
@click.option(
    "--address", default="", metavar="URL", help=both("Another address of the service.", "该服务的另一网址。")
)
@click.option("--dry-run", is_flag=True, help=both("Show it, change nothing.", "只显示变化，不作改动。"))
@click.option("--yes", is_flag=True, help=both("Do not ask before the change.", "不再询问，直接改动。"))
@format_option
def refresh(
    source: str, files: tuple[Path, ...], years: str, mapping: Path | None, address: str, dry_run: bool, yes: bool,
    form: str,
) -> None:  # fmt: skip
    """Refresh a source."""
    from tanlu.actions.refresh import list_connectors
    from tanlu.actions.refresh import refresh as run
    from tanlu.cli.own import demand_whole
    from tanlu.cli.progress import report_progress

    if not source:
        _list(list_connectors(), form)
        return

    def confirm(plan: "Refreshed") -> bool:
        if form == "text":
            _print_plan(plan)
        return False if dry_run else yes or (form == "text" and _asked(plan))

    with report_progress() as tell:
        found = run(
            source, files=files, years=years, mapping=mapping, base=address, confirm=confirm, tell=tell
        )
    if form == "json":
        put_json(_json(found))
    else:
        _print_end(found)
    demand_whole(found.imported)


def _asked(plan: "Refreshed") -> bool:
    if not sys.stdin.isatty():
        return False
    name = plan.imported.name
    return click.confirm(both(f"Make release {name}?", f"是否写入数据版本 {name}？"), default=False)


def _list(found: "tuple[Listed, ...]", form: str) -> None:
    from tanlu.cli.listings import Listing
    from tanlu.cli.tables import print_listing
    from tanlu.evidence.source import LICENCES

    rows = Listing(
        ("source", "title", "key", "licence", "fetched"),
        (Text("source", "来源"), Text("brings", "内容"), Text("key", "密钥"), Text("terms", "使用条款"),
         Text("last fetched", "上次获取")),
        tuple(
            (each.connector.id, each.connector.title, _key(each), LICENCES[each.connector.licence],
             each.fetched or Text("never", "从未"))
            for each in found
        ),
        Text("There is no source.", "没有来源。"),
    )  # fmt: skip
    if form == "json":
        put_json(rows.to_json())
    else:
        print_listing(rows)


def _key(each: "Listed") -> Text:
    name = each.connector.key_env
    if not name:
        return Text("none needed", "不需要")
    if each.key_set:
        return Text(f"{name}: set", f"{name}：已设置")
    if each.connector.key_optional:
        return Text(f"{name}: not set (optional)", f"{name}：未设置（可选）")
    return Text(f"{name}: not set", f"{name}：未设置")


def _json(found: "Refreshed") -> dict[str, Any]:
    from tanlu.cli.own import imported_json

    change = found.imported.difference
    missed = change.missed if change else ()
    return {
        **imported_json(found.imported),
        "source": found.connector.id,
        "compared_with": found.before,
        "nothing_changes": found.changes_nothing,
        "gone": change.gone if change else 0,
        "gone_figures": [
            {"key": each.key, "held": each.held, "held_unit": each.held_unit} for each in missed
        ],
        "raw_files": found.files,
        "raw_bytes": found.size,
    }


def _print_plan(found: "Refreshed") -> None:
    from tanlu.cli.own import lines
    from tanlu.cli.tables import console, print_listing

    lang, out = user_lang(), console()
    size = found.size / 1000
    files = Text(
        f"{found.connector.id}: raw answers {found.files}, {size:,.1f} kB, kept by SHA-256.",
        f"{found.connector.id}：{found.files} 个原始返回，共 {size:.1f} kB，已按 SHA-256 保存。",
    )
    for line in (files, *lines(found.imported)):
        out.print(line(lang), soft_wrap=True, markup=False)
    change = found.imported.difference
    if change is None:
        return
    beside = found.before or both("everything held", "全部已收录数据")
    told = Text(
        f"Beside {beside}: {change.new} new, {change.changed} changed, {change.gone} gone, {change.same} unchanged.",
        f"与{beside}相比：新增 {change.new}，改变 {change.changed}，消失 {change.gone}，未变 {change.same}。",
    )
    out.print(told(lang), soft_wrap=True, markup=False)
    if change.examples or change.missed:
        print_listing(_changes(change, lang))


def _changes(change: "Difference", lang: Lang) -> "Listing":
    from tanlu.cli.listings import Listing
    from tanlu.cli.own import said

    none, gone = both("not measured", "无数据"), both("gone", "消失")
    rows = [(each, gone if each in change.missed else none) for each in (*change.examples, *change.missed)]
    return Listing(
        ("key", "held", "value"),
        (Text("figure", "数字"), Text("before", "原为"), Text("now", "现为")),
        tuple(
            (
                each.key,
                none if each.held is None else said(each.held, each.held_unit, lang),
                absent if each.value is None else said(each.value, each.unit, lang),
            )
            for each, absent in rows
        ),
        Text("No figure differs.", "没有不同的数字。"),
    )


def _print_end(found: "Refreshed") -> None:
    from tanlu.cli.own import print_rejected
    from tanlu.cli.tables import console

    name, out = found.imported.name, console()
    if found.imported.rejected_count:
        print_rejected(found.imported)
        return
    if found.changes_nothing:
        words = Text(
            f"Nothing changed: {found.before} holds the same figures.",
            f"没有变化：{found.before} 已有相同数字。",
        )
    elif found.imported.done:
        words = Text(
            f"Release {name} (your own) stands. Packaged figures are unchanged; tanlu evidence remove {name} undoes it.",
            f"已写入数据版本 {name}（自有）。随软件发布的数字未改动；如需撤销，运行 tanlu evidence remove {name}。",
        )
    else:
        words = Text(
            "Nothing was changed. Add --yes to change it; the raw answers are used again for a day.",
            "未作任何改动。如需改动请加 --yes；一天之内不必重新下载。",
        )
    out.print(words(user_lang()), soft_wrap=True, markup=False)
