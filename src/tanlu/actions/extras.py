"""What an extra brings, asked for before it is needed."""

from importlib.util import find_spec

from tanlu.errors import NotInstalled


def demand_site() -> None:
    """Refuse to start the site where its packages are absent.

    Raises
    ------
    NotInstalled
        If the extra ``site`` is absent.
    """
    if find_spec("django") and find_spec("granian"):
        return
    raise NotInstalled(
        ("The site needs packages that are not installed.", "网站所需的软件包尚未安装。"),
        (
            "Run `make up`, or `pip install 'tanlu[site]'`.",
            "请运行 `make up`，或执行 `pip install 'tanlu[site]'`。",
        ),
    )
