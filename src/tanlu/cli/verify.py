"""``tanlu verify``."""

import gc
import sys
from pathlib import Path

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json


@click.command(
    help=both(
        "Recompute every number of a brief from the facts in its folder.\n\nFOLDER is what `tanlu brief` wrote, or a "
        "copy of it, such as out/regions; no network is used. Exit code 1 if anything differs; each difference is "
        "named by its number.",
        "用文件夹内的数据重新计算简报中的每个数字。\n\nFOLDER 为 `tanlu brief` 写出的文件夹或其副本，例如 out/regions；"
        "无须联网。只要有一处不符，退出码即为 1，并逐一指出是哪个数字。",
    )
)
@click.argument("folder", type=click.Path(path_type=Path))
@format_option
def verify(folder: Path, form: str) -> None:
    """Verify a folder."""
    from tanlu.actions.home import home
    from tanlu.actions.verify import verify_folder
    from tanlu.cli.progress import report_progress

    gc.disable()  # one short run that keeps what it makes: looking for garbage took a tenth of the time
    try:
        with report_progress() as progress:
            report = verify_folder(folder, home(), progress=progress)
    finally:
        gc.enable()
    if form == "json":
        put_json(report.to_json())
    else:
        from tanlu.cli.verdicts import print_report

        print_report(report)
    if not report.is_verified:
        sys.exit(1)
