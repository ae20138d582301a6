"""``tanlu economy industries``."""

from pathlib import Path

import click

from tanlu.cli.options import chance_options, rows_option
from tanlu.cli.speak import both


@click.command(
    help=both(
        "Judge candidate industries by several criteria: which no other beats, and how much their order depends on the "
        "weights.\n\nTABLE is CSV or XLSX: the industry first, then one column a criterion, such as growth, pay or "
        "distance. More is better unless --less says otherwise. A column with a limit is a constraint, and a criterion "
        "too only if --less or --weight names it. Whoever breaks a constraint or lacks a value is listed apart.",
        "按多项指标评判候选产业：哪些未被其他产业超越，排序在多大程度上取决于权重。\n\n"
        "TABLE 为 CSV 或 XLSX：第一列为行业，其余每列一项指标，如增速、报酬、距离。除 --less 指定的以外，数值越大越好。"
        "设有约束的列只作约束，用 --less 或 --weight 指定后才同时作为指标。不满足约束或缺少数值的另行列出。",
    )
)
@rows_option
@click.option(
    "--less",
    multiple=True,
    metavar="COLUMN",
    help=both("Less is better in this column.", "该列数值越小越好。"),
)
@click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="COLUMN=NUMBER",
    help=both(
        "Your weight of a criterion; the others weigh 1. Without any, all weights are equally likely.",
        "某项指标的权重，由您自定，其余为 1；全不指定时，各种权重机会均等。",
    ),
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="CONSTRAINT",
    help=both('A constraint: "water<=50" or "growth>=0".', "约束条件，如“用水<=50”或“增速>=0”。"),
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="COLUMN",
    help=both(
        "Context that is shown and never used, such as a policy list.", "仅显示、不参与计算的列，如政策名录。"
    ),
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help=both("How many count as the first.", "前列的名额。"),
)
@chance_options("How often weights are drawn.", "权重的抽样次数。", draws=1000, least=1)
@click.option(
    "--card",
    default="",
    metavar="INDUSTRY",
    help=both("A card for one industry: each criterion with its place.", "单个产业的卡片：逐项指标及名次。"),
)
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
def industries(
    table: Path,
    less: tuple[str, ...],
    weights: tuple[str, ...],
    limits: tuple[str, ...],
    labels: tuple[str, ...],
    top: int,
    draws: int,
    seed: int,
    card: str,
    form: str,
) -> None:
    """Judge candidates."""
    from tanlu.actions.candidates import Asked, judge
    from tanlu.cli.judged import put_judged

    found = judge(Asked(table, less, weights, limits, labels), top=top, draws=draws, seed=seed)
    if card:
        from tanlu.cli.cards import put_card

        put_card(found, card, form)
    else:
        put_judged(found, form)
