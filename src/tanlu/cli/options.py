"""Options that several commands share."""

from collections.abc import Callable
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
