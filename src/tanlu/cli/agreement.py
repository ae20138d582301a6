"""``tanlu study agree``."""

from pathlib import Path
from typing import Any

import click

from tanlu.cli.options import chance_options, rows_option
from tanlu.cli.speak import both


@click.command(
    help=both(
        "Show how far raters or coders agree: raw agreement, Krippendorff's alpha, Gwet's coefficient and, for two "
        "raters, kappa, with 95% intervals. No rater is named.\n\nFILE is CSV or XLSX: units down and raters across "
        "with the unit first, or the columns unit, rater, value. An empty cell is no rating.\n\n"
        "Try: tanlu study agree codings.csv --by language",
        "显示评定者（编码者）之间的一致程度：原始一致率、Krippendorff α、Gwet 系数，两名评定者时另有 κ，均附 95% 区间。"
        "不显示任何评定者的姓名。\n\nFILE 为 CSV 或 XLSX：以单元为行、评定者为列，首列为单元；或含单元、评定者、取值三列。"
        "空单元格表示未评定。\n\n不妨先试：tanlu study agree codings.csv --by language",
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--level",
    type=click.Choice(["nominal", "ordinal", "interval"]),
    default="nominal",
    show_default=True,
    help=both(
        "Names only, an order, or numbers whose distances count.",
        "测量级别：nominal 仅为类别，ordinal 有高低次序，interval 数值间距有意义。",
    ),
)
@click.option(
    "--by",
    default="",
    metavar="COLUMN",
    help=both("Also within each group of this column, such as language.", "另按该列分组计算，如 language。"),
)
@click.option(
    "--values",
    default="",
    metavar="A,B,C",
    help=both(
        "The scale, lowest first, with values that nobody gave.", "全部等级，从低到高，包括无人使用的取值。"
    ),
)
@click.option(
    "--missing",
    multiple=True,
    metavar="MARK",
    help=both("What stands for no rating; may be repeated.", "表示未评定的写法，可重复给出。"),
)
@chance_options(
    "Draws of units for the intervals; 0 for none.", "计算区间时对单元的抽样次数，0 表示不计算。", 1000
)
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.svg",
    help=both("Draw the coefficients with their intervals.", "绘制各系数及其区间。"),
)
@rows_option
def agree(file: Path, chart: Path | None, **said: Any) -> None:  # noqa: ANN401 - one option each
    """Show agreement."""
    from tanlu.actions.agreement import Asked
    from tanlu.actions.agreement import agree as agreed
    from tanlu.cli.agreements import put_agreed

    form = said.pop("form")
    found = agreed(Asked(file, **said))
    put_agreed(found, form)
    if chart is not None:
        from tanlu.actions.scale_charts import agreement_chart
        from tanlu.cli.drawing import save_chart

        save_chart(agreement_chart(found), chart, "--chart")
