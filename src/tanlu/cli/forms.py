"""``tanlu study form``."""

import sys
from pathlib import Path

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json

_FILE = click.Path(path_type=Path, dir_okay=False)
_PERMIT = click.option(
    "--permit", type=_FILE, help=both("The record of permission (TOML).", "许可记录（TOML 文件）。")
)


@click.group(
    help=both(
        "Questionnaires in both languages: checked, and blocked from the field until reviewed and permitted.\n\n"
        "Try: tanlu study form new out/core.xlsx · tanlu study form check out/core.xlsx",
        "双语问卷：逐格核对，未经审校和许可不得用于调查。\n\n"
        "不妨先试：tanlu study form new out/core.xlsx · tanlu study form check out/core.xlsx",
    )
)
def form() -> None:
    """Hold the commands together."""


@form.command(
    help=both(
        "Write the bilingual core of 16 questions, a draft, to start from.\n\nOUT ends in .xlsx or .md.",
        "写出16题双语核心问卷（草案），可供改写。\n\nOUT 以 .xlsx 或 .md 结尾。",
    )
)
@click.argument("out", type=_FILE)
@click.option(
    "--permit",
    is_flag=True,
    help=both("Write an empty record of permission instead.", "改为写出空白许可记录。"),
)
def new(out: Path, permit: bool) -> None:
    """Start a form."""
    from tanlu.actions.forms import new as write

    click.echo(both(f"Written: {write(out, permit=permit)}", f"已写入：{out}"))


@form.command(
    help=both(
        "Find what is wrong with a form: structure, logic, and every cell in both languages.\n\nFILE is an XLSForm, "
        ".xlsx or .md; without it, the packaged core is checked. Exit code 1 if a defect is found.",
        "查找表单问题：结构、逻辑，以及每个单元格的中英文。\n\nFILE 为 XLSForm（.xlsx 或 .md）；不指定时检查随附的"
        "核心问卷。有问题时退出码为 1。",
    )
)
@click.argument("file", required=False, type=_FILE)
@format_option
def check(file: Path | None, form: str) -> None:
    """Check a form."""
    from tanlu.actions.forms import check as checked
    from tanlu.cli.formings import print_checked

    found = checked(file)
    if form == "json":
        put_json(found.to_json())
    else:
        print_checked(found)
    if found.defects:
        sys.exit(1)


@form.command(
    help=both(
        "Write a form in another format, by the ending of OUT: .xlsx, .md, .xml (ODK and KoboToolbox, compiled by "
        "pyxform) or .txt (LimeSurvey).",
        "转换表单格式，由 OUT 的扩展名决定：.xlsx、.md、.xml（ODK 和 KoboToolbox，由 pyxform 编译）或 .txt（LimeSurvey）。",
    )
)
@click.argument("file", type=_FILE)
@click.argument("out", type=_FILE)
def convert(file: Path, out: Path) -> None:
    """Convert a form."""
    from tanlu.actions.forms import convert as write

    click.echo(both(f"Written: {write(file, out)}", f"已写入：{out}"))


@form.command(
    help=both(
        "Say whether a form may be taken to people, and if not, why.\n\nIt may where no defect stands, every cell is "
        "reviewed in both languages, and the record of permission is complete. Exit code 1 if it may not.",
        "判断表单能否用于调查；如不能，说明原因。\n\n须无问题、两种语言逐格经过审校、许可记录完整。不能时退出码为 1。",
    )
)
@click.argument("file", required=False, type=_FILE)
@_PERMIT
@format_option
def field(file: Path | None, permit: Path | None, form: str) -> None:
    """Ask whether a form may be fielded."""
    from tanlu.actions.forms import gate
    from tanlu.cli.formings import print_gate

    found = gate(file, permit)
    if form == "json":
        put_json(found.to_json())
    else:
        print_gate(found)
    if not found.open:
        sys.exit(1)


@form.command(
    help=both(
        "Write a form as one page that works without a network and saves the answers as a file.\n\nFILE is an XLSForm; "
        "without it, the packaged core. A page that may not be fielded says that it is a draft.",
        "把表单写成一个可离线使用的网页，答完存为文件。\n\nFILE 为 XLSForm；不指定时使用随附的核心问卷。"
        "不能用于调查的网页会注明为草案。",
    )
)
@click.argument("file", required=False, type=_FILE)
@click.option("-o", "--out", required=True, type=_FILE, help=both("The page to write.", "要写出的网页文件。"))
@_PERMIT
def web(file: Path | None, out: Path, permit: Path | None) -> None:
    """Make a page."""
    from tanlu.actions.forms import web as write
    from tanlu.cli.formings import print_page

    print_page(*write(file, out, permit))
