"""``tanlu votes``."""

from pathlib import Path

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both


@click.group(
    help=both(
        "Votes of a dialogue: what the declared groups agree on, told only as far as no one's vote can be found out.",
        "对话的投票：各申报组在哪些陈述上一致。只公布无法推知任何个人投票的内容。",
    )
)
def votes() -> None:
    """Hold the commands on votes together."""


@votes.command(
    help=both(
        "Say which statements the declared groups agree on.\n\nDIR holds round.json, statements.csv, roster.csv, groups.csv "
        "and votes.csv (tanlu votes example DIR writes such a folder), or an export of Polis. Nothing is told before the "
        "round is closed, and never a ballot.\n\nExample: tanlu votes analyse round-1 --audience room",
        "说明各申报组在哪些陈述上一致。\n\nDIR 内须有 round.json、statements.csv、roster.csv、groups.csv 和 votes.csv"
        "（可用 tanlu votes example DIR 生成示例），也可以是 Polis 的导出文件夹。"
        "投票结束前不提供任何结果，也从不提供逐人投票。"
        "\n\n示例：tanlu votes analyse round-1 --audience room",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--audience",
    default="public",
    show_default=True,
    metavar="WHO",
    help=both(
        "Who is told: room, programme or public.",
        "提供给谁：room（与会者）、programme（项目内部）或 public（公众）。",
    ),
)
@click.option(
    "--rule",
    default="",
    metavar="RULE",
    help=both(
        "For an export of Polis: the rule under which it was held, such as on-the-record.",
        "用于 Polis 导出文件：讨论所遵循的规则，如 on-the-record。",
    ),
)
@click.option(
    "--permutations",
    type=click.IntRange(99, 99_999),
    default=999,
    show_default=True,
    help=both("Of the test before opinion groups are shown.", "显示意见分组之前所做置换检验的次数。"),
)
@format_option
def analyse(folder: Path, audience: str, rule: str, permutations: int, form: str) -> None:
    """Analyse a folder of votes."""
    from tanlu.actions.votes import analyse_polis, analyse_votes, is_export_of_polis
    from tanlu.cli.ballots import put_conversation, put_round

    if is_export_of_polis(folder):
        put_conversation(analyse_polis(folder, rule, permutations=permutations), form)
        return
    put_round(analyse_votes(folder, audience, permutations=permutations), form)


@votes.command(
    help=both(
        "Write an invented round into a new folder, to try the commands on and to fill in.",
        "在新文件夹中写入一轮虚构的投票，供试用和仿照填写。",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def example(folder: Path) -> None:
    """Write the example."""
    from tanlu.actions.votes import write_example

    names = write_example(folder)
    click.echo(
        both(
            f"{folder}: {', '.join(names)}. All of it is invented.",
            f"{folder}：{'、'.join(names)}。内容均为虚构。",
        )
    )
    click.echo(both(f"Next: tanlu votes analyse {folder}", f"下一步：tanlu votes analyse {folder}"))
