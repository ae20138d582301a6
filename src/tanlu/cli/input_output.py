"""``tanlu economy io``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.speak import both


def _file(name: str, *, en: str, zh: str) -> Callable[..., Any]:
    return click.option(name, type=click.Path(path_type=Path, dir_okay=False), help=both(en, zh))


@click.command(
    "io",
    help=both(
        "Show multipliers and linkages from an input-output table; with --weights what stays in a region, with "
        "--extract what is missing without a sector.",
        "由投入产出表计算乘数和关联系数；加 --weights 计算留在本地区的部分，加 --extract 计算缺少某部门的损失。",
    ),
)
@click.option(
    "--sector",
    default="",
    metavar="CODE",
    help=both("One sector only: its code or title.", "只看某一部门：代码或名称。"),
)
@click.option(
    "--type",
    "types",
    type=click.Choice(["I", "II", "both"]),
    default="both",
    show_default=True,
    help=both("I with suppliers, II also with spent wages.", "I 型含供应链，II 型另含工资再消费。"),
)
@_file(
    "--make",
    en="The make table of the BEA, for its use table.",
    zh="与使用表配套的供给表（美国经济分析局）。",
)
@_file("--imports", en="The import matrix of the BEA.", zh="进口矩阵（美国经济分析局）。")
@_file(
    "--weights",
    en="A region's output, GDP or jobs by sector (columns sector, region, nation).",
    zh="某地区各部门的产出、增加值或就业（sector、region、nation 三列）。",
)
@click.option(
    "--extract",
    "extracted",
    default="",
    metavar="CODE",
    help=both("Take this sector out and show what is missing.", "抽取该部门，查看损失。"),
)
@click.option(
    "--share", type=float, default=1.0, show_default=True, help=both("How much of it.", "抽取的比例。")
)
@click.option(
    "--kind",
    type=click.Choice(["complete", "backward", "forward"]),
    default="complete",
    show_default=True,
    help=both("What is taken out: all, its purchases, its deliveries.", "抽取内容：全部、采购或供给。"),
)
@click.option(
    "--keep-final", is_flag=True, help=both("Keep final demand for it.", "保留对该部门的最终需求。")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help=both("Text for people, JSON or CSV for programs.", "text 供人阅读，json 或 csv 供程序使用。"),
)
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
def input_output(
    table: Path,
    sector: str,
    types: str,
    make: Path | None,
    imports: Path | None,
    weights: Path | None,
    extracted: str,
    share: float,
    kind: str,
    keep_final: bool,
    form: str,
) -> None:
    """Show input-output results."""
    from tanlu.actions.input_output import Files, in_region, sectors, without
    from tanlu.cli.multipliers import put_extraction, put_regional, put_sectors
    from tanlu.errors import BadReference

    if extracted and (weights or sector):
        raise BadReference(
            ("--extract asks about the whole table, without --weights or --sector.",
             "--extract 针对整张表，不能与 --weights 或 --sector 同用。"),
            ("Ask one question at a time.", "请分别运行。"),
        )  # fmt: skip
    files = Files(table, make, imports)
    if extracted:
        put_extraction(without(files, extracted, kind=kind, share=share, keep_final=keep_final), form)
    elif weights:
        put_regional(in_region(files, weights, sector=sector, types=types), form)
    else:
        put_sectors(sectors(files, sector=sector, types=types), form)
