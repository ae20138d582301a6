"""``tanlu brief``."""

from pathlib import Path

import click

from tanlu.cli.options import as_of_option
from tanlu.cli.speak import both


@click.command(
    help=both(
        "Write a brief in both languages.\n\nNAME is an edition: regions (side by side, the default), region (one in "
        "depth), diversification (what could come after coal), commitments (what was promised), dialogue (what a room "
        "agreed on), finance (what a budget can carry), outlook (what may happen to coal), progress (the scorecard of a "
        "study), survey (what people answered), resident (one page in plain words). "
        "REGION is a code such as CN-SX or US-WY; without any, regions "
        "compares the five of the programme.",
        "生成中英文简报。\n\nNAME 为简报类型：regions（地区对照，默认）、region（单个地区数据详览）、diversification"
        "（煤炭之后的产业选择）、commitments（承诺了什么，后来怎样）、dialogue（对话在哪些方面一致）、"
        "finance（转型预算能支持哪些项目）、outlook（煤炭前景）、progress（研究的计分卡）、"
        "survey（调查中人们怎样回答）、resident（居民一页纸）。"
        "REGION 为地区代码，如 CN-SX、US-WY；不指定时，regions 比较项目所涉的五个地区。",
    )
)
@click.argument("name_and_regions", nargs=-1, metavar="[NAME] [REGION]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    default=Path("out"),
    show_default=True,
    help=both("Folder to write to.", "输出目录。"),
)
@click.option(
    "--lang",
    "langs",
    default="en,zh",
    metavar="LANGS",
    show_default=True,
    help=both("Languages, one or both: en, zh.", "语言，可选其一或两者：en、zh。"),
)
@click.option(
    "--format",
    "forms",
    metavar="FORMATS",
    help=both(
        "Formats, one or more: html, pdf, docx. Without it, html, and pdf too where tanlu[paper] is installed.",
        "格式，可选一种或多种：html、pdf、docx。不指定时生成 html；已安装 tanlu[paper] 时同时生成 pdf。",
    ),
)
@click.option(
    "--from",
    "--pipeline",
    "source",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help=both(
        "The file or folder that the brief is about, such as a register of commitments or the folder of a dialogue.",
        "简报所依据的文件或文件夹，例如承诺登记册、对话的文件夹。",
    ),
)
@as_of_option
def brief(
    name_and_regions: tuple[str, ...],
    out: Path,
    langs: str,
    forms: str | None,
    source: Path | None,
    as_of: str,
) -> None:
    """Write a brief."""
    from tanlu.actions.briefs import usual_formats, write_brief
    from tanlu.actions.home import open_store
    from tanlu.cli.progress import report_progress
    from tanlu.cli.summary import print_summary

    with report_progress() as progress:
        written = write_brief(
            open_store(as_of),
            name_and_regions,
            out=out,
            langs=langs,
            forms=usual_formats() if forms is None else forms,
            source=source,
            progress=progress,
        )
    print_summary(written)
