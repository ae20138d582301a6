"""``tanlu study answers``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
Command = Callable[..., Any]


def _read_options(command: Command) -> Command:
    """Add the file of answers, the form and the version."""
    for add in (
        click.option(
            "--version", default="", help=both("Take only answers to this version.", "只取这一版本的答卷。")
        ),
        click.option(
            "--form",
            "asked",
            type=_FILE,
            help=both("The form that was answered; else the core.", "作答所用的表单；不指定时为核心问卷。"),
        ),
        click.argument("file", type=_PATH),
    ):
        command = add(command)
    return command


@click.group(
    help=both(
        "Answers brought back as codes, with what is missing told apart.\n\nFILE is JSON or XLSX of KoboToolbox, a zip "
        "of ODK Central, CSV of LimeSurvey, Qualtrics or any table, a file that a page saved, or a folder of those.",
        "收回答卷：只认代码，并区分缺失的原因。\n\nFILE 可为 KoboToolbox 的 JSON 或 XLSX、ODK Central 的 zip、"
        "LimeSurvey 或 Qualtrics 或其他 CSV、网页存出的文件，或存有此类文件的文件夹。",
    )
)
def answers() -> None:
    """Hold the commands together."""


@answers.command(
    help=both(
        "Write invented answers to the core, as CSV, to try things on.",
        "写出核心问卷的虚构答卷（CSV），供试用。",
    )
)
@click.argument("out", type=_FILE)
def new(out: Path) -> None:
    """Start from invented answers."""
    from tanlu.actions.answers import FICTIONAL
    from tanlu.actions.answers import new as write
    from tanlu.text import user_lang

    click.echo(both(f"Written: {write(out)}", f"已写入：{out}"))
    click.echo(FICTIONAL(user_lang()))


@answers.command(
    help=both(
        "Say what came in: rows, levels, what is missing. No answer is shown.",
        "说明收到了什么：行数、层级、缺失情况；不显示任何回答。",
    )
)
@_read_options
@format_option
def read(file: Path, asked: Path | None, version: str, form: str) -> None:
    """Read answers."""
    from tanlu.actions.answers import read as taken
    from tanlu.cli.answerings import print_read

    found = taken(file, asked, version)
    if form == "json":
        put_json(found.to_json())
    else:
        print_read(found)


@answers.command(
    help=both(
        "Tell shares and means, and who leaves what unanswered in which language; small cells are held back.",
        "给出占比和均值，以及各语言中哪些题无人回答；人数过少者不公布。",
    )
)
@_read_options
@format_option
def summary(file: Path, asked: Path | None, version: str, form: str) -> None:
    """Sum answers up."""
    from tanlu.actions.answers import summary as summed
    from tanlu.cli.answerings import print_summary

    found = summed(file, asked, version)
    if form == "json":
        put_json(found.to_json())
    else:
        print_summary(found)


@answers.command(
    help=both(
        "Write the rows that may leave, as CSV, to someone whom the record of permission names.\n\nWithout authority it "
        "is refused. Columns that name people never leave.",
        "把可以提供的逐行答卷写成 CSV，交给许可记录写明的接收人。\n\n没有授权即拒绝；可直接识别个人的列一律不导出。",
    )
)
@_read_options
@click.option(
    "--permit", type=_FILE, help=both("The record of permission (TOML).", "许可记录（TOML 文件）。")
)
@click.option("--to", "recipient", required=True, help=both("Who gets the rows.", "接收人。"))
@click.option("-o", "--out", required=True, type=_PATH, help=both("An empty folder.", "空文件夹。"))
def export(
    file: Path, asked: Path | None, version: str, permit: Path | None, recipient: str, out: Path
) -> None:
    """Let rows out."""
    from tanlu.actions.answers import Request
    from tanlu.actions.answers import export as let_out
    from tanlu.cli.answerings import print_exported

    print_exported(let_out(file, asked, Request(permit, recipient, out), version))
