"""``tanlu site``: look after the site."""

from pathlib import Path

import click

from tanlu.cli.speak import both


def ready() -> None:
    """Make the site ready in this process; without its packages, say what to install."""
    from tanlu.actions.extras import demand_site

    demand_site()
    from tanlu.web.serve import prepare

    prepare()


@click.group(
    help=both(
        'Look after the site that `tanlu up` serves.\n\nExample: tanlu site admin "Ann Lee" "Li An"',
        '管理由 `tanlu up` 启动的网站。\n\n例：tanlu site admin "Ann Lee" 李安',
    )
)
def site() -> None:
    """Hold the commands together."""


@site.command(
    help=both(
        "Print the invitation of an administrator, who then gives roles to others. It opens once.",
        "输出管理员邀请码；管理员再为他人设置角色。邀请码只能使用一次。",
    )
)
@click.argument("name_en")
@click.argument("name_zh")
def admin(name_en: str, name_zh: str) -> None:
    """Invite an administrator."""
    ready()
    from tanlu.text import Text
    from tanlu.web.people.operations import Named, enter_person, invite
    from tanlu.web.people.seats import seat

    person = enter_person(Named(Text(name_en, name_zh)), None)
    for role in ("administrator", "secretariat", "auditor"):
        seat(person, role, by=None)
    click.echo(both("Open /en/join/ on the site and enter:", "打开网站的 /zh/join/ 并输入："))
    click.echo(invite(person, by=None))


@site.command(
    help=both(
        "Write everything that people entered into one file that either database takes back. Keys and sessions are not in "
        "it: a round of voting that is open cannot be gone on with from a backup.\n\nExample: tanlu site backup monday.zip",
        "将人员录入的全部内容写入一个文件，两种数据库均可恢复。备份不含密钥和登录状态，未结束的投票无法从备份继续。\n\n"
        "例：tanlu site backup monday.zip",
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Back up."""
    ready()
    from tanlu.web.keep.backup import back_up

    kept = back_up(file)
    click.echo(both(f"Written: {file}, {kept.rows} rows", f"已写入：{file}，共{kept.rows}行"))
    click.echo(
        both(f"Audit: {kept.lines} lines, last {kept.last}", f"审计：{kept.lines}行，末行 {kept.last}")
    )


@site.command(
    help=both(
        "Take a backup back into an empty database.\n\nExample: TANLU_HOME=~/new tanlu site restore monday.zip",
        "将备份恢复到空数据库。\n\n例：TANLU_HOME=~/new tanlu site restore monday.zip",
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Restore."""
    ready()
    from tanlu.web.keep import backup as keep

    kept = keep.restore(file)
    click.echo(both(f"Restored: {kept.rows} rows", f"已恢复：共{kept.rows}行"))
    click.echo(
        both(f"Audit: {kept.lines} lines, last {kept.last}", f"审计：{kept.lines}行，末行 {kept.last}")
    )


@site.command(
    help=both(
        "Write the public part as files that any host can serve, and that open from a folder.\n\nExample: tanlu site "
        "export public",
        "将公开部分写成静态文件，任何主机均可发布，也可直接在文件夹中打开。\n\n例：tanlu site export public",
    )
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--regions",
    default="",
    metavar="CODES",
    help=both(
        "Regions whose pages are written, by commas. Default: the five, both countries and the world.",
        "写出哪些地区的页面，以逗号分隔；默认为五个地区、两国和世界。",
    ),
)
def export(folder: Path, regions: str) -> None:
    """Export the public part."""
    ready()
    from tanlu.cli.progress import report_progress
    from tanlu.web.keep.export import USUAL
    from tanlu.web.keep.export import export as write

    with report_progress() as progress:
        made = write(folder, progress, codes=tuple(each for each in regions.split(",") if each) or USUAL)
    click.echo(both(f"Written: {folder}, {made.pages} pages", f"已写入：{folder}，共{made.pages}页"))
