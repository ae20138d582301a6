"""``tanlu study``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import rows_option
from tanlu.cli.scorecards import scorecard
from tanlu.cli.speak import both
from tanlu.cli.surveys import asked_options, put_study

if TYPE_CHECKING:
    from tanlu.actions.study import Asked, Rules


@click.group(
    help=both(
        "The study: what people answer, how far those who code and rate agree, and how far the transition has come.",
        "研究：受访者的回答、编码和评定的一致程度，以及转型落实到了哪一步。",
    )
)
def study() -> None:
    """Hold the commands on studies together."""


@study.command(
    help=both(
        "Estimate means, totals, ratios, shares and quantiles of a survey, equal to R's package survey.\n\nFILE is a "
        "CSV file with one row a person; without it, an invented survey is used. --example prints that file.",
        "由调查数据估计均值、总量、比率、占比和分位数，结果与 R 的 survey 程序包一致。\n\nFILE 为 CSV 文件，每位受访者"
        "一行；不指定时使用虚构调查。--example 输出该文件。",
    ),
    epilog=both(
        "Examples: tanlu study estimate --mean wage --strata county --cluster town --weights weight --fpc towns · "
        "tanlu study estimate FILE --proportion V --domain W --weights pw --format json",
        "示例：tanlu study estimate --mean wage --strata county --cluster town --weights weight --fpc towns · "
        "tanlu study estimate FILE --proportion V --domain W --weights pw --format json",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--example", is_flag=True, help=both("Print a file to start from.", "输出可供改写的示例文件。"))
@asked_options
@click.option(
    "--r-script",
    "script",
    metavar="OUT.R",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("Write an R script that makes the same table.", "另写一个 R 脚本，可得出同一张表。"),
)
@rows_option
def estimate(
    file: Path | None, example: bool, asked: "Asked", rules: "Rules", script: Path | None, form: str
) -> None:
    """Estimate from a survey."""
    from tanlu.actions.study import EXAMPLE, write_r_script
    from tanlu.actions.study import estimate as estimated
    from tanlu.actions.study import example as printed

    if example:
        click.echo(printed(), nl=False)
        return
    put_study(estimated(file, asked, rules), form)
    if script is not None:
        write_r_script(script, asked, file or Path(EXAMPLE))


study.add_command(scorecard)
