"""``tanlu evidence``."""

import click

from tanlu.cli.options import as_of_option, format_option
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
