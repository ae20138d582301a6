"""``tanlu commitments``."""

from pathlib import Path

import click

from tanlu.cli.options import format_option, rows_option
from tanlu.cli.register_corrections import correct, restore, withdraw
from tanlu.cli.speak import both

_PLACE = click.argument("place", required=False, type=click.Path(path_type=Path))
_FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
_ON = click.option(
    "--on",
    default="",
    metavar="DATE",
    help=both("The day asked about; today by default.", "所查日期，默认为今天。"),
)


@click.group(
    help=both(
        "Agreements and commitments: what was promised, by whom, and what evidence there is.\n\nPLACE is a folder with "
        "register.toml, or a file; without it, the programme's own record is used (the delegation of 2016, the Track 2 "
        "series).",
        "协议与承诺：谁承诺了什么，有何证据。\n\nPLACE 为含 register.toml 的文件夹或单个文件；不指定时使用项目自身的记录"
        "（2016年代表团、二轨对话系列）。",
    ),
    epilog=both(
        "Examples: tanlu commitments list · tanlu commitments status office_establish · tanlu commitments new ours",
        "示例：tanlu commitments list · tanlu commitments status office_establish · tanlu commitments new ours",
    ),
)
def commitments() -> None:
    """Hold the commands together."""


for _each in (correct, withdraw, restore):
    commitments.add_command(_each)


@commitments.command(
    "list", help=both("List instruments and commitments with their status.", "列出协议、承诺及其状态。")
)
@_PLACE
@_ON
@rows_option
def list_(place: Path | None, on: str, form: str) -> None:
    """List commitments."""
    from tanlu.actions.commitments import day_of, open_register
    from tanlu.cli.ledger import put_ledger

    put_ledger(open_register(place), day_of(on), form)


@commitments.command(
    help=both(
        "Tell where one commitment stands, and why.\n\nNAME is its id, as `list` shows it.",
        "说明某项承诺的状态及理由。\n\nNAME 为其标识，见 `list`。",
    )
)
@click.argument("name")
@_PLACE
@_ON
@format_option
def status(name: str, place: Path | None, on: str, form: str) -> None:
    """Tell the status of one commitment."""
    from tanlu.actions.commitments import day_of, one, open_register
    from tanlu.cli.ledger import put_status

    register = open_register(place)
    put_status(register, one(register, name), day_of(on), form)


@commitments.command(
    help=both(
        "Show the meetings of the programme, with what is certain of each.", "列出项目的会议及其确定程度。"
    )
)
@_PLACE
@rows_option
def meetings(place: Path | None, form: str) -> None:
    """List meetings."""
    from tanlu.actions.commitments import open_register
    from tanlu.cli.ledger import put_meetings

    put_meetings(open_register(place), form)


@commitments.command(
    help=both(
        "Show who has signed with whom, and what hangs on one organisation.",
        "显示各机构的签约关系，以及依赖单一机构之处。",
    )
)
@_PLACE
@_ON
@format_option
def network(place: Path | None, on: str, form: str) -> None:
    """Show the network."""
    from tanlu.actions.commitments import day_of, network_of, open_register
    from tanlu.cli.ledger import put_network

    register = open_register(place)
    put_network(register, network_of(register, day_of(on)), form)


@commitments.command(
    help=both(
        "Show where people of coal companies went: jobs outside coal apart from other coal jobs.\n\nFILE is TOML with "
        "[[move]] entries: company, site, scope (site, group, region), date, went (in_coal, out_of_coal, retired_early, "
        "left, not_separated), people, source.",
        "显示煤炭企业职工的去向，转到非煤岗位与转到其他煤炭岗位分开统计。\n\nFILE 为 TOML，含 [[move]] 条目：company、site、"
        "scope（site、group、region）、date、went（in_coal、out_of_coal、retired_early、left、not_separated）、people、source。",
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@rows_option
def business(file: Path, form: str) -> None:
    """Show where people went."""
    from tanlu.actions.commitments import read_moves
    from tanlu.cli.ledger import put_placements

    put_placements(read_moves(file), form)


@commitments.command(help=both("Start a register in a folder.", "在文件夹中新建登记册。"))
@_FOLDER
def new(folder: Path) -> None:
    """Start a register."""
    from tanlu.actions.commitments import start

    path = start(folder)
    click.echo(both(f"Written: {path}. Edit it, then:", f"已写入：{path}。修改后运行："))
    click.echo(f"  tanlu commitments list {folder}")


@commitments.command(
    help=both(
        "Add dated evidence about a commitment; nothing moves without it.\n\nThe source must stand in register.toml.",
        "为某项承诺添加带日期的证据；没有证据，状态不会改变。\n\n来源须已列入 register.toml。",
    )
)
@_FOLDER
@click.argument("name")
@click.option(
    "--date", "happened", required=True, metavar="DATE", help=both("When it happened.", "发生日期。")
)
@click.option(
    "--says",
    type=click.Choice(["step", "done", "ended"]),
    default="step",
    show_default=True,
    help=both("A step, done, or given up.", "step 有进展，done 已完成，ended 已终止。"),
)
@click.option(
    "--en", required=True, metavar="TEXT", help=both("What it shows, in English.", "证据内容（英文）。")
)
@click.option("--zh", required=True, metavar="TEXT", help=both("The same in Chinese.", "证据内容（中文）。"))
@click.option(
    "--source", required=True, metavar="ID", help=both("A source of the register.", "登记册中的来源标识。")
)
@click.option(
    "--by", default="", metavar="ID", help=both("The organisation that says so.", "提供证据的机构标识。")
)
@click.option(
    "--file",
    "evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("A file whose SHA-256 is kept with it.", "证据文件，其 SHA-256 一并保存。"),
)
def update(
    folder: Path,
    name: str,
    happened: str,
    says: str,
    en: str,
    zh: str,
    source: str,
    by: str,
    evidence: Path | None,
) -> None:
    """Add evidence."""
    from tanlu.actions.commitments import add_update

    made = add_update(
        folder, name, happened=happened, says=says, text=(en, zh), source=source, by=by, evidence=evidence
    )
    click.echo(both(f"Added {made.id}. To take it back: tanlu commitments undo {folder}",
                    f"已添加 {made.id}。撤回：tanlu commitments undo {folder}"))  # fmt: skip


@commitments.command(help=both("Take back the evidence that was added last.", "撤回最近添加的证据。"))
@_FOLDER
def undo(folder: Path) -> None:
    """Take the newest evidence back."""
    from tanlu.actions.commitments import undo_update

    kept = undo_update(folder)
    click.echo(both(f"Taken back; it is kept as {kept}.", f"已撤回，保存为 {kept}。"))


@commitments.command(
    help=both(
        "Write the register with every status and reason, as JSON for programs.",
        "输出登记册及全部状态和理由（JSON）。",
    )
)
@_PLACE
@_ON
def export(place: Path | None, on: str) -> None:
    """Export a register."""
    from tanlu.actions.commitments import day_of, ledger, open_register
    from tanlu.cli.speak import put_json

    put_json(ledger(open_register(place), day_of(on)))
