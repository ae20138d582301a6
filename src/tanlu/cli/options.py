"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tanlu.cli.speak import both

Command = Callable[..., Any]

PROXIMITIES = (
    "min_conditional", "cosine", "jaccard", "association", "survivor", "taxonomy", "correlation"
)  # fmt: skip
"""As in ``analysis.economy.together``, which would bring numpy along; a test compares them."""


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
    """Add a table of regions and industries and what may be said about it; the command gets them as ``asked``."""

    @wraps(command)
    def with_table(
        table: Path, columns: tuple[str, ...], reference: str, levels: bool, wide: bool, **others: object
    ) -> None:
        from tanlu.actions.industry_tables import Asked

        command(asked=Asked(table, columns, reference, levels, wide), **others)

    added: Command = with_table
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
        added = add(added)
    return added


def period_option(command: Command) -> Command:
    """Add ``--period YEAR``."""
    return click.option("--period", default="", metavar="YEAR", help=both("Which year.", "年份。"))(command)


def region_option(en: str, zh: str, *, required: bool = False) -> Callable[[Command], Command]:
    """Return what adds ``--region``."""
    given = None if required else ""
    return click.option("--region", default=given, required=required, help=both(en, zh))


def span_options(en: tuple[str, str], zh: tuple[str, str]) -> Callable[[Command], Command]:
    """Return what adds ``--from`` and ``--to``."""

    def add(command: Command) -> Command:
        command = click.option("--to", "end", default="", metavar="YEAR", help=both(en[1], zh[1]))(command)
        return click.option("--from", "start", default="", metavar="YEAR", help=both(en[0], zh[0]))(command)

    return add


def chance_options(en: str, zh: str, draws: int, least: int = 0) -> Callable[[Command], Command]:
    """Return what adds ``--draws`` and ``--seed``."""

    def add(command: Command) -> Command:
        for name, low, given, said in (
            ("--seed", 0, 1, both("Of all chance.", "随机种子。")), ("--draws", least, draws, both(en, zh)),
        ):  # fmt: skip
            kind = click.IntRange(low)
            command = click.option(name, type=kind, default=given, show_default=True, help=said)(command)
        return command

    return add


def near_options(command: Command) -> Command:
    """Add where proximities come from: ``--source``, ``--kind``, ``--flows``."""
    for add in (
        click.option(
            "--flows",
            type=click.Path(path_type=Path, dir_okay=False),
            help=both(
                "Persons who moved between industries (CSV: from, to, persons), in place of where industries stand.",
                "行业间流动人数（CSV：from、to、persons 三列），用以代替行业分布。",
            ),
        ),
        click.option(
            "--kind",
            type=click.Choice(PROXIMITIES),
            default=PROXIMITIES[0],
            show_default=True,
            help=both("How proximity is measured.", "关联度的算法。"),
        ),
        click.option(
            "--source",
            type=click.Path(path_type=Path, dir_okay=False),
            help=both(
                "Another table to learn the proximities from, best of many small regions.",
                "另一张表，用于估计关联度，宜为众多小地区。",
            ),
        ),
    ):
        command = add(command)
    return command


def sign_options(command: Command) -> Command:
    """Add what tells which end of the axis is complex: ``--sign`` and ``--scores``."""
    for add in (
        click.option(
            "--scores",
            type=click.Path(path_type=Path, dir_okay=False),
            help=both(
                "Complexity of industries (CSV: industry, complexity).",
                "行业复杂度（CSV：industry、complexity 两列）。",
            ),
        ),
        click.option(
            "--sign",
            type=click.Choice(["income", "diversity"]),
            default="income",
            show_default=True,
            help=both("What the index must rise with.", "指数应随哪个变量上升。"),
        ),
    ):
        command = add(command)
    return command
