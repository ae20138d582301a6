"""``tanlu fleet``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import rows_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.fleet import Ahead


@click.command(
    help=both(
        "Show how much of a coal fleet may run in the years ahead, and what it would take from each mining region.\n\n"
        "FILE is a CSV of units with first year, announced and real year of closing, and what they burn; without it, an "
        "invented example is used. Announced years slip as they were seen to, and units without one close by a chance "
        "that rises with age, where the table holds enough closings to tell.",
        "显示煤电机组在今后各年可能的在运规模，以及对各煤炭产区的需求。\n\nFILE 为机组 CSV：投运年份、公布和实际的关停年份、"
        "耗煤情况；不指定时使用虚构示例。公布年份按以往情况推迟；未公布的机组在关停记录足够时，按随服役年限上升的概率关停。",
    ),
    epilog=both(
        "Examples: tanlu fleet --example > units.csv · tanlu fleet units.csv --last 2024 --years 15 --format csv",
        "示例：tanlu fleet --example > units.csv · tanlu fleet units.csv --last 2024 --years 15 --format csv",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--example", is_flag=True, help=both("Print a table to start from.", "输出可供改写的示例表。"))
@click.option("--last", default=2024, show_default=True, help=both("Last year known.", "最近已知的年份。"))
@click.option(
    "--years", default=15, show_default=True, help=both("Years ahead, 1 to 40.", "展望年数，1 至 40。")
)
@rows_option
def fleet(file: Path | None, example: bool, last: int, years: int, form: str) -> None:
    """Show a fleet ahead."""
    from tanlu.actions.fleet import fleet_example, look_at_fleet

    if example:
        click.echo(fleet_example(), nl=False)
        return
    found = look_at_fleet(file, last, years)
    if form == "text":
        _print(found)
        return
    rows = [
        {
            "year": year,
            **{f"mw_{name}": round(values[at], 1) for name, values in found.capacity.items()},
            **{f"t_{basin}_{name}": round(values[at]) for (basin, name), values in found.coal.items()},
        }
        for at, year in enumerate(found.years)
    ]
    if form == "csv":
        from tanlu.cli.comparisons import put_csv

        put_csv(rows)
        return
    from tanlu.cli.speak import put_json

    put_json(
        {
            "fictional": found.fictional,
            "last": found.last,
            "running": found.running,
            "years": rows,
            "notes": [each.to_json() for each in found.notes],
        }
    )


def _print(found: "Ahead") -> None:
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    if found.fictional:
        out.print(
            both("Invented example; it says nothing of a real plant.", "虚构示例，不反映任何真实电厂。"),
            style="yellow",
        )
    head = both(f"{found.running} units run in {found.last}", f"{found.last}年在运机组{found.running}台")
    out.print(head, style="bold", markup=False)
    columns = [
        both("year", "年份"),
        both("GW, 8 in 10 from", "GW，八成自"),
        both("middle", "中位数"),
        both("to", "至"),
    ]
    columns += [both(f"Mt from {each}, middle", f"{each}供煤，百万吨，中位数") for each in found.basins]
    table = new_table(*columns)
    for at, year in enumerate(found.years):
        row = [f"{found.capacity[name][at] / 1000:.2f}" for name in ("p10", "p50", "p90")]
        table.add_row(str(year), *row, *(f"{found.coal[each, 'p50'][at] / 1e6:.2f}" for each in found.basins))
    out.print(table)
    for note in found.notes:
        out.print(note(lang), soft_wrap=True, markup=False)
