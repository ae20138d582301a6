"""``tanlu region``."""

import click

from tanlu.cli.options import as_of_option, format_option
from tanlu.cli.speak import both, put_json


@click.command(
    help=both(
        "Show what is known of a region, and what is not.\n\nCODE is a region code such as CN-SX. Shown are the newest "
        "answer to every recipe, or the reason why there is none, and the region's policies by date.",
        "显示一个地区的概况，包括尚无数据的部分。\n\nCODE 为地区代码，如 CN-SX。"
        "逐项列出各算法的最新结果（没有结果的说明原因），并按日期列出该地区的政策。",
    )
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
