"""``tanlu evidence``."""

from pathlib import Path

import click

from tanlu.cli.options import as_of_option, format_option
from tanlu.cli.refresh import refresh
from tanlu.cli.speak import both, put_json


@click.group(help=both("Look through the figures that are held.", "查看已收录的数据。"))
def evidence() -> None:
    """Hold the evidence commands together."""


@evidence.command(
    "list",
    help=both(
        "List series with their regions and years; or regions, sources, recipes or releases.",
        "列出各指标所涵盖的地区和年份；也可列出地区、来源、算法或数据版本。",
    ),
)
@click.option(
    "--region",
    "code",
    default="",
    metavar="CODE",
    help=both("Only this region, such as CN-SX.", "仅列该地区，如 CN-SX。"),
)
@click.option("--regions", "what", flag_value="regions", help=both("List regions.", "列出地区。"))
@click.option("--sources", "what", flag_value="sources", help=both("List sources.", "列出来源。"))
@click.option("--recipes", "what", flag_value="recipes", help=both("List recipes.", "列出算法。"))
@click.option("--releases", "what", flag_value="releases", help=both("List releases.", "列出数据版本。"))
@as_of_option
@format_option
def list_(code: str, what: str | None, as_of: str, form: str) -> None:
    """List what is held."""
    from tanlu.actions.home import open_store
    from tanlu.cli.listings import listing

    rows = listing(what or "series", open_store(as_of), code)
    if form == "json":
        put_json(rows.to_json())
        return
    from tanlu.cli.tables import print_listing

    print_listing(rows)


@evidence.command(
    help=both(
        "Show every year of a series or recipe.\n\nNAME is a series such as coal_production or a recipe such as "
        "coal_output.",
        "显示一个指标或算法的逐年数字。\n\nNAME 可以是指标（如 coal_production）或算法（如 coal_output）。",
    )
)
@click.argument("name")
@click.option(
    "--region",
    "code",
    default="",
    metavar="CODE",
    help=both("Only this region, such as CN-SX.", "仅列该地区，如 CN-SX。"),
)
@as_of_option
@format_option
def show(name: str, code: str, as_of: str, form: str) -> None:
    """Show a series."""
    from tanlu.actions.home import open_store
    from tanlu.cli.listings import years_listing

    rows = years_listing(name, open_store(as_of), code)
    if form == "json":
        put_json(rows.to_json())
        return
    from tanlu.cli.tables import print_listing

    print_listing(rows)


@evidence.command(
    "import",
    help=both(
        "Take in a table of your own, all of it or nothing.\n\nFILE is CSV, XLSX or exported JSON: a long table, a wide "
        "one with --mapping, a yearbook page or export of the National Bureau of Statistics, an annual file of QCEW, or a "
        "regional table of BEA.",
        "导入自有数据表：全部导入，或完全不导入。\n\nFILE 为 CSV、XLSX 或导出的 JSON：长表、附 --mapping 的宽表、"
        "国家统计局年鉴页或导出表、QCEW 年度文件、BEA 地区表。",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "name", default="", metavar="NAME", help=both("Name of the release.", "数据版本的名称。")
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help=both("What the columns are (TOML).", "说明各列含义的文件（TOML）。"),
)
@click.option(
    "--dry-run", is_flag=True, help=both("Say what would change, change nothing.", "只说明变化，不作改动。")
)
@format_option
def import_(file: Path, name: str, mapping: Path | None, dry_run: bool, form: str) -> None:
    """Import a table."""
    from tanlu.actions.own import import_figures
    from tanlu.cli.own import demand_whole, imported_json, print_imported

    found = import_figures(file, name, mapping, dry_run=dry_run)
    if form == "json":
        put_json(imported_json(found))
    else:
        print_imported(found)
    demand_whole(found)


@evidence.command(
    help=both("Put a release of your own away.", "移除一个自有数据版本。"),
)
@click.argument("name")
def remove(name: str) -> None:
    """Remove an own release."""
    from tanlu.actions.own import remove_release

    was, now = remove_release(name)
    click.echo(
        both(f"Moved to {now}. To undo, move it back to {was}.", f"已移至 {now}。如需恢复，请移回 {was}。")
    )


@evidence.command(
    help=both(
        "Write a release of your own as one long table, which can be imported again.",
        "将自有数据版本写成一张长表，可重新导入。",
    ),
)
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "json"]),
    default="csv",
    show_default=True,
    help=both("Kind of file.", "文件格式。"),
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help=both("File to write.", "输出文件。")
)
def export(name: str, form: str, out: Path) -> None:
    """Export an own release."""
    from tanlu.actions.own import export_release

    count = export_release(name, form, out)
    click.echo(both(f"{count} figures are in {out}.", f"{count} 个数字已写入 {out}。"))


evidence.add_command(refresh)
