"""``tanlu disclose``: what may leave of a dialogue, and let it leave."""

from pathlib import Path

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json

_TO = click.option(
    "--to",
    "audience",
    type=click.Choice(["room", "programme", "public"]),
    default="public",
    show_default=True,
    help=both("Who would see it.", "提供给谁：room 与会者、programme 项目内部、public 公众。"),
)


@click.group(
    help=both(
        "See what may leave of a dialogue, to whom, and why the rest may not.\n\n"
        "Try: tanlu dialogue new out/example --example · tanlu disclose check out/example",
        "查看一场对话的哪些内容可以提供、提供给谁，以及其余内容为何不可。\n\n"
        "不妨先试：tanlu dialogue new out/example --example · tanlu disclose check out/example",
    )
)
def disclose() -> None:
    """Hold the commands together."""


@disclose.command(help=both("Show it; nothing leaves.", "仅查看，不发布任何内容。"))
@click.argument("folder", type=click.Path(path_type=Path))
@_TO
@format_option
def check(folder: Path, audience: str, form: str) -> None:
    """Check a dialogue."""
    from tanlu.accord.rules import read_audience
    from tanlu.actions.disclose import check as checked
    from tanlu.cli.disclosures import checked_json, print_checked

    found = checked(folder, read_audience(audience))
    if form == "json":
        put_json(checked_json(found))
    else:
        print_checked(found)


@disclose.command(
    help=both(
        "Release the tables of a closed poll as JSON, and enter it in the ledger; a release is never taken back.",
        "以 JSON 发布已结束投票的汇总表并记入发布记录；发布后不可撤回。",
    )
)
@click.argument("folder", type=click.Path(path_type=Path))
@_TO
def release(folder: Path, audience: str) -> None:
    """Release tables."""
    from tanlu.accord.rules import read_audience
    from tanlu.actions.disclose import let_out

    put_json(let_out(folder, read_audience(audience)))
