"""``tanlu site``: look after the site."""

import click

from tanlu.cli.speak import both


@click.group(
    help=both(
        'Look after the site that `tanlu up` serves.\n\nExample: tanlu site admin "Ann Lee" 李安',
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
    from tanlu.actions.extras import demand_site

    demand_site()
    from tanlu.web.serve import prepare

    prepare()
    from tanlu.text import Text
    from tanlu.web.people.operations import Named, enter_person, invite, seat

    person = enter_person(Named(Text(name_en, name_zh)), None)
    for role in ("administrator", "secretariat", "auditor"):
        seat(person, role, by=None)
    click.echo(both("Open /en/join/ on the site and enter:", "打开网站的 /zh/join/ 并输入："))
    click.echo(invite(person, by=None))


@site.command(
    help=both(
        "Prove that nothing in the audit was changed. Exit code 1 if something was.",
        "证明审计记录未被改动；如有改动，退出码为 1。",
    )
)
def verify() -> None:
    """Prove the audit."""
    import sys

    from tanlu.actions.extras import demand_site

    demand_site()
    from tanlu.web.serve import prepare

    prepare()
    from tanlu.web.audit.operations import prove

    found = prove()
    if found.broken is None:
        click.echo(
            both(
                f"The chain holds: {found.length} lines, last {found.last}",
                f"链条完整：共{found.length}行，末行 {found.last}",
            )
        )
        return
    click.echo(
        both(f"The chain is broken at line {found.broken}.", f"链条在第{found.broken}行断裂。"), err=True
    )
    sys.exit(1)
