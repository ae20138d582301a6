"""``tanlu verify``."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json

if TYPE_CHECKING:
    from tanlu.brief.verify.report import Report
    from tanlu.web.audit.operations import Chain
    from tanlu.web.ballots.manifest import Unequal


@click.command(
    help=both(
        "Recompute every number of a brief from the facts in its folder; or, with --audit, prove that nothing in the audit "
        "of the site was changed, and that the ballots of every closed round are those that were counted."
        "\n\nFOLDER is what `tanlu brief` wrote, or a copy of it, such as out/regions; no network "
        "is used. Exit code 1 if anything differs; each difference is named by its number.\n\nExample: tanlu verify --audit",
        "用文件夹内的数据重新计算简报中的每个数字；加 --audit 则证明网站审计记录未被改动，且各已结束轮次的选票与计票时一致。"
        "\n\nFOLDER 为 `tanlu brief` "
        "写出的文件夹或其副本，例如 out/regions；无须联网。只要有一处不符，退出码即为 1，并逐一指出是哪个数字。\n\n"
        "例：tanlu verify --audit",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--audit", is_flag=True, help=both("Prove the audit of the site.", "证明网站的审计记录。"))
@format_option
def verify(folder: Path | None, audit: bool, form: str) -> None:
    """Verify a folder, or the audit."""
    if audit == (folder is not None):
        raise click.UsageError(both("Name one folder, or say --audit.", "请指定一个文件夹，或使用 --audit。"))
    if folder is None:
        sys.exit(_audit(form))
    report = _folder(folder)
    if form == "json":
        put_json(report.to_json())
    else:
        from tanlu.cli.verdicts import print_report

        print_report(report)
    if not report.is_verified:
        sys.exit(1)


def _folder(folder: Path) -> "Report":
    from tanlu.actions.home import home
    from tanlu.actions.verify import verify_folder
    from tanlu.cli.progress import report_progress

    gc.disable()  # one short run that keeps what it makes: looking for garbage took a tenth of the time
    try:
        with report_progress() as progress:
            return verify_folder(folder, home(), progress=progress)
    finally:
        gc.enable()


def _audit(form: str) -> int:
    """Return 0 if the chain and every closed round hold, and 1 if something was changed."""
    from tanlu.cli.site import ready

    ready()
    from tanlu.web.audit.operations import prove
    from tanlu.web.ballots.manifest import prove_rounds

    found, (rounds, unequal) = prove(), prove_rounds()
    if form == "json":
        differ = [{"round": each.subject, "kind": each.kind, "said": each.said.to_json()} for each in unequal]
        told = {"lines": found.length, "broken": found.broken, "last": found.last}
        put_json({**told, "rounds": rounds, "unequal": differ})
    else:
        _tell_chain(found)
        _tell_rounds(rounds, unequal)
    return 0 if found.broken is None and not unequal else 1


def _tell_chain(found: "Chain") -> None:
    if found.broken is None:
        click.echo(
            both(
                f"The chain holds: {found.length} lines, last {found.last}",
                f"链条完整：共{found.length}行，末行 {found.last}",
            )
        )
    else:
        click.echo(
            both(f"The chain is broken at line {found.broken}.", f"链条在第{found.broken}行断裂。"), err=True
        )


def _tell_rounds(rounds: int, unequal: "tuple[Unequal, ...]") -> None:
    for each in unequal:
        click.echo(both(f"{each.said.en}.", f"{each.said.zh}。"), err=True)
    if unequal:
        click.echo(
            both(
                "Tell both sides, keep this database as it is, and put a backup from after the close beside it.",
                "请告知双方，保留当前数据库原样，并与该轮结束后的备份核对。",
            ),
            err=True,
        )
    else:
        click.echo(
            both(
                f"The ballots held are those that were counted, in all closed rounds: {rounds}.",
                f"各已结束轮次的选票均与计票时一致：共{rounds}轮。",
            )
        )
