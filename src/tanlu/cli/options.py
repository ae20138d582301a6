"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.speak import both

Command = Callable[..., Any]


def format_option(command: Command) -> Command:
    """Add ``--format text|json``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=both("Text for people, JSON for programs.", "text 供人阅读，json 供程序使用。"),
    )(command)


def rows_option(command: Command) -> Command:
    """Add ``--format text|json|csv``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "csv"]),
        default="text",
        show_default=True,
        help=both("Text for people, JSON or CSV for programs.", "text 供人阅读，json 或 csv 供程序使用。"),
    )(command)


def as_of_option(command: Command) -> Command:
    """Add ``--as-of DATE``."""
    return click.option(
        "--as-of",
        default="",
        metavar="DATE",
        help=both(
            "See only what was published by then (2023 or 2023-05-14).",
            "仅使用该日期前已发布的数据（如 2023 或 2023-05-14）。",
        ),
    )(command)


def table_options(command: Command) -> Command:
    """Add a table of regions and industries, and what may be said about it."""
    for add in (
        rows_option,
        click.option(
            "--wide",
            is_flag=True,
            help=both(
                "Regions down, industries across, as in yearbooks; seen by itself where the headings say so.",
                "地区为行、行业为列的宽表（如统计年鉴）；表头明确时自动识别。",
            ),
        ),
        click.option(
            "--levels",
            is_flag=True,
            help=both(
                "Regions that all sum to 1 or 100 are levels.", "各地区合计均为 1 或 100 时，确认是总量。"
            ),
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="FIELD=COLUMN",
            help=both(
                "How the file calls a field, such as value=jobs.", "文件中某字段的列名，如 value=人数。"
            ),
        ),
        click.option(
            "--reference",
            default="",
            metavar="REGION",
            help=both(
                "The region of the table that is the whole; else the sum of the regions.",
                "表中作为总体的地区（如全国）；未指定时为各地区之和。",
            ),
        ),
        click.argument("table", type=click.Path(path_type=Path, dir_okay=False)),
    ):
        command = add(command)
    return command
