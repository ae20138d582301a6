"""``tanlu up``: the site."""

import gc
import sys

import click

from tanlu.cli.speak import both


@click.command(
    help=both(
        "Serve the site: regions, comparisons, figures, claims, briefs and agreements, in both languages, from this "
        "computer and from nowhere else.\n\nExample: tanlu up --port 8766",
        "在本机启动网站：地区、比较、数字、论断、简报与协议，中英文双语，不依赖任何外部服务。\n\n例：tanlu up --port 8766",
    )
)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=both("Port to listen on.", "监听端口。"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=both("Address to listen on; 0.0.0.0 lets others in.", "监听地址；0.0.0.0 允许其他设备访问。"),
)
@click.option("--open/--no-open", "browse", default=None, help=both("Open the browser.", "打开浏览器。"))
def up(port: int, host: str, browse: bool | None) -> None:
    """Serve the site."""
    from tanlu.actions.extras import demand_site

    demand_site()
    from tanlu.cli import EAGER
    from tanlu.web.serve import Place, demand_free, prepare_apart, serve

    place = Place(host, port)
    demand_free(place)
    prepare_apart()
    click.echo(both("Starting …", "正在启动……"))
    gc.set_threshold(*EAGER)  # a server runs for days: what it no longer needs must go
    serve(place, lambda: _ready(place.address, browse if browse is not None else sys.stdout.isatty()))


def _ready(address: str, browse: bool) -> None:
    click.echo(
        both(f"The site is at {address} (stop it with Ctrl+C)", f"网站地址：{address}（按 Ctrl+C 停止）")
    )
    if browse:
        import webbrowser

        webbrowser.open(address)


@click.command(
    help=both(
        "Fill an empty site with an invented dialogue, labelled as such everywhere, and print a way in for each role.\n\n"
        "Example: tanlu demo && tanlu up",
        "在空网站中填入一场虚构对话（各处均注明虚构），并输出每种角色的邀请码。\n\n例：tanlu demo && tanlu up",
    )
)
def demo() -> None:
    """Fill an empty site."""
    from tanlu.actions.extras import demand_site

    demand_site()
    from tanlu.web.serve import prepare

    prepare()
    from tanlu.web.keep.demo import fill

    ways = fill()
    click.echo(both("The site holds an invented dialogue. Start it with tanlu up; each code opens once at /en/join/:",
                    "网站已有一场虚构对话。请用 tanlu up 启动；以下邀请码各可在 /zh/join/ 使用一次："))  # fmt: skip
    for role, code in ways:
        click.echo(f"{both(role.en, role.zh)}\t{code}")
