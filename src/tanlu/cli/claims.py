"""``tanlu claims``."""

import sys
from pathlib import Path

import click

from tanlu.cli.options import as_of_option, format_option
from tanlu.cli.speak import both, put_json


@click.group(help=both("Check statements against the figures.", "用数据核对论断。"))
def claims() -> None:
    """Hold the claim commands together."""


@claims.command(
    help=both(
        "Recompute every claim and say how it stands.\n\nFILE is a claims file of your own; without it, the claims of "
        "the Track 2 page are checked. Exit code 1 if any claim of FILE is not supported.",
        "按数据重新计算每条论断，并给出结论。\n\nFILE 为自己的论断文件；不指定时核对第二轨对话网页上的论断。"
        "FILE 中只要有一条论断的结论不是“相符”，退出码即为 1。",
    )
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@as_of_option
@format_option
def check(file: Path | None, as_of: str, form: str) -> None:
    """Check claims."""
    from tanlu.actions.claims import check_claims
    from tanlu.actions.home import open_store

    found = check_claims(open_store(as_of), file)
    if form == "json":
        from tanlu.lineage.verdict import to_json

        put_json([to_json(each) for each in found])
    else:
        from tanlu.cli.tables import print_claims

        print_claims(found)
    if file and any(each.verdict != "supported" for each in found):
        sys.exit(1)


@claims.command(help=both("Print a claims file to start from.", "输出一份可供改写的论断文件。"))
def example() -> None:
    """Print the packaged claims file."""
    from tanlu.actions.claims import claims_example

    click.echo(claims_example(), nl=False)
