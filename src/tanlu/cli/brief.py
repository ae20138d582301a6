"""``tanlu brief``."""

from pathlib import Path

import click

from tanlu.cli.grammar import Command
from tanlu.cli.options import as_of_option
from tanlu.cli.speak import both


@click.command(
    cls=Command,
    help=both(
        "Write a brief in both languages.\n\nNAME is an edition (regions, unless said otherwise); REGION is a code such "
        "as CN-SX or US-WY. Without regions: the five of the programme.",
        "生成中英文简报。\n\nNAME 为简报类型（默认 regions）；REGION 为地区代码，如 CN-SX、US-WY。"
        "不指定地区时取项目的五个地区。",
    ),
)
@click.argument("name_and_regions", nargs=-1, metavar="[NAME] [REGION]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    help=both("Folder to write to (out).", "输出目录（默认 out）。"),
)
@click.option("--lang", "langs", default="en,zh", help=both("Languages (en,zh).", "语言（默认 en,zh）。"))
@click.option(
    "--format",
    "forms",
    default="html",
    help=both("Formats (html).", "格式（默认 html）。"),
)
@as_of_option
def brief(name_and_regions: tuple[str, ...], out: Path, langs: str, forms: str, as_of: str) -> None:
    """Write a brief."""
    from tanlu.actions.briefs import write_brief
    from tanlu.actions.home import open_store
    from tanlu.cli.progress import report_progress
    from tanlu.cli.summary import print_summary

    with report_progress() as progress:
        written = write_brief(
            open_store(as_of), name_and_regions, out=out, langs=langs, forms=forms, progress=progress
        )
    print_summary(written)
