"""A browser that is watched: what it asks for, what it complains of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import needs

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1000, 900), (390, 844)


@dataclass
class Watched:
    """An open page, every address it asked for, and every complaint."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def left_the_machine(self, own: str) -> list[str]:
        return [each for each in self.asked if each != own and not each.startswith("data:")]


@contextmanager
def launched() -> Iterator[Any]:
    """Yield Debian's Chromium, driven by Playwright."""
    executable = needs.chromium()
    playwright = needs.module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(executable), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Any, path: Path, size: tuple[int, int] = WIDE, scheme: str = "light", anchor: str = ""
) -> Iterator[Watched]:
    """Open a file in a fresh profile; the network is cut, so that a request shows and fails."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    watched = Watched(page)
    context.on("request", lambda request: watched.asked.append(request.url))
    page.on("console", lambda message: _hear(watched, message))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    context.route(lambda url: not url.startswith(("file:", "data:")), lambda route: route.abort())
    page.goto(path.as_uri() + anchor)
    try:
        yield watched
    finally:
        context.close()


def _hear(watched: Watched, message: Any) -> None:
    if message.type in ("error", "warning"):
        watched.complaints.append(message.text)


def violations(page: Any) -> list[str]:
    """What axe objects to, each with the first place."""
    axe = needs.module("axe_playwright_python.sync_playwright").Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:160]} ({len(each['nodes'])} places)"
        for each in found.response["violations"]
    ]
