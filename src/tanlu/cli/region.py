"""``tanlu region``."""

import click

from tanlu.cli.grammar import Command
from tanlu.cli.options import as_of_option, format_option
from tanlu.cli.speak import both, put_json


@click.command(
    cls=Command,
    help=both(
        "Show what is known of a region: its dependence on coal, its policies, and what is not measured.",
        "显示一个地区的已知情况：对煤炭的依赖、政策，以及未测量的内容。",
    ),
)
@click.argument("code")
@as_of_option
@format_option
def region(code: str, as_of: str, form: str) -> None:
    """Show a region."""
    from tanlu.actions.evidence import profile
    from tanlu.actions.home import open_store
    from tanlu.cli.profiles import print_profile, profile_json

    found = profile(code, open_store(as_of))
    if form == "json":
        put_json(profile_json(found))
        return
    print_profile(found)
