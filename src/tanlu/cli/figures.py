"""``tanlu figure`` and ``tanlu trace``."""

import click

from tanlu.cli.options import as_of_option, format_option
from tanlu.cli.speak import both, put_json


@click.command(
    help=both(
        "Show one number with its source, scope and rivals.\n\nREF is series/region/year, such as "
        "coal_production/US-WY/2023, or a recipe such as coal_share_of_world/CN-SX/2023.",
        "显示一个数字及其来源、口径和其他来源的数字。\n\nREF 写作“指标/地区/年份”，如 coal_production/US-WY/2023；"
        "也可以用算法代替指标，如 coal_share_of_world/CN-SX/2023。",
    )
)
@click.argument("ref")
@click.option(
    "--unit",
    default="",
    metavar="UNIT",
    help=both("Unit to show it in: Mt, 亿吨, TWh …", "显示单位：Mt、亿吨、TWh 等。"),
)
@as_of_option
@format_option
def figure(ref: str, unit: str, as_of: str, form: str) -> None:
    """Show one number."""
    from tanlu.actions.figures import figure_json, show_figure
    from tanlu.actions.home import open_store

    store = open_store(as_of)
    shown = show_figure(ref, store, unit)
    if form == "json":
        put_json(figure_json(shown, store))
        return
    from tanlu.cli.tables import print_figure

    print_figure(shown, store)


@click.command(
    help=both(
        "Trace a number down to rows, sources and locators.\n\nID_OR_REF is a reference, a recipe's address, or the "
        "beginning (eight characters or more) of the id of a computed number.",
        "将一个数字逐层追溯到数据行、来源及其在来源中的位置。\n\n"
        "ID_OR_REF 可以是引用地址、算法地址，也可以是计算值编号的前几位（至少八位）。",
    )
)
@click.argument("id_or_ref")
@as_of_option
@format_option
def trace(id_or_ref: str, as_of: str, form: str) -> None:
    """Trace a number."""
    from tanlu.actions.figures import show_trace
    from tanlu.actions.home import open_store

    node = show_trace(id_or_ref, open_store(as_of))
    if form == "json":
        put_json(node.to_json())
        return
    from tanlu.cli.tables import print_tree

    print_tree(node)
