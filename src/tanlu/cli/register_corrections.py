"""``tanlu commitments correct``, ``withdraw`` and ``restore``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.text import Text

KINDS = ("source", "organisation", "instrument", "commitment", "update")
_FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
_KIND = click.argument("kind", type=click.Choice(KINDS))
_ENTRY = click.argument("entry")


def _why(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--by", type=click.Choice(["keeper", "secretariat", "party"]), default="keeper", show_default=True,
                     help=both("In which capacity.", "以何身份。")),
        click.option("--why-zh", required=True, metavar="TEXT", help=both("Why, in Chinese.", "理由（中文）。")),
        click.option("--why-en", required=True, metavar="TEXT", help=both("Why, in English.", "理由（英文）。")),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(
    help=both(
        "Correct an entry; what stood there before is told beside it, with the day and the reason.\n\nSET is CELL=VALUE, "
        "texts with _en and _zh; an empty value takes the cell out. To undo it, correct it back.",
        "更正一条记录；原内容、日期和理由一并列出。\n\nSET 为 项目=内容，文字须加 _en 和 _zh；"
        "内容留空即删去该项。撤销更正即再更正回来。",
    ),
    epilog=both(
        "Example: tanlu commitments correct ours commitment exchange_trainers due=2028 --why-en TEXT --why-zh TEXT",
        "示例：tanlu commitments correct ours commitment exchange_trainers due=2028 --why-en TEXT --why-zh TEXT",
    ),
)
@_FOLDER
@_KIND
@_ENTRY
@click.argument("cells", metavar="SET...", nargs=-1, required=True)
@_why
def correct(
    folder: Path, kind: str, entry: str, cells: tuple[str, ...], why_en: str, why_zh: str, by: str
) -> None:
    """Correct an entry."""
    from tanlu.actions.corrections import correct as change
    from tanlu.text import Text

    given = {name.strip(): value.strip() for name, _, value in (each.partition("=") for each in cells)}
    _say(change(folder, kind, entry, given, reason=Text(why_en, why_zh), by=by).told)


@click.command(
    help=both(
        "Withdraw an entry that was made by mistake; that it stood there stays told.",
        "撤回误录的条目；曾经录入的事实仍予列明。",
    )
)
@_FOLDER
@_KIND
@_ENTRY
@_why
def withdraw(folder: Path, kind: str, entry: str, why_en: str, why_zh: str, by: str) -> None:
    """Withdraw an entry."""
    from tanlu.actions.corrections import withdraw as take
    from tanlu.text import Text

    _say(take(folder, kind, entry, reason=Text(why_en, why_zh), by=by).told)


@click.command(help=both("Put a withdrawn entry back as it stood.", "恢复已撤回的条目。"))
@_FOLDER
@_KIND
@_ENTRY
@_why
def restore(folder: Path, kind: str, entry: str, why_en: str, why_zh: str, by: str) -> None:
    """Put an entry back."""
    from tanlu.actions.corrections import restore as put
    from tanlu.text import Text

    _say(put(folder, kind, entry, reason=Text(why_en, why_zh), by=by).told)


def _say(told: "Text") -> None:
    click.echo(both(told.en, told.zh))
