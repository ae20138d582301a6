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
        "Say which statements the declared groups agree on.\n\nDIR is the folder of a dialogue, whose ballots "
        "(statements.csv, roster.csv, groups.csv, votes.csv) lie in private/ballots, or an export of Polis. Nothing is told "
        "before voting is closed, and never a ballot; what is told is entered in the ledger of the dialogue.\n\n"
        "Try: tanlu dialogue new out/example --example · tanlu votes analyse out/example --to room",
        "说明各申报组在哪些陈述上一致。\n\nDIR 为一场对话的文件夹，选票（statements.csv、roster.csv、groups.csv、"
        "votes.csv）存于其中的 private/ballots；也可以是 Polis 的导出文件夹。投票结束前不提供任何结果，也从不提供逐人投票；"
        "提供的内容会记入该对话的发布记录。\n\n"
        "不妨先试：tanlu dialogue new out/example --example · tanlu votes analyse out/example --to room",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--to",
    "audience",
    type=click.Choice(["room", "programme", "public"]),
    default="public",
    show_default=True,
    help=both("Who is told.", "提供给谁：room 与会者、programme 项目内部、public 公众。"),
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
    from tanlu.accord.rules import read_audience
    from tanlu.actions.votes import analyse_polis, analyse_votes, is_export_of_polis
    from tanlu.cli.ballots import put_conversation, put_round

    if is_export_of_polis(folder):
        put_conversation(analyse_polis(folder, rule, permutations=permutations), form)
        return
    put_round(analyse_votes(folder, read_audience(audience), permutations=permutations), form)
