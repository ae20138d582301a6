"""A site that is served as `tanlu up` serves it, and a browser that is let go nowhere else."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.e2e.browser import PHONE, Watched, _hear

DESK = (1280, 900)
SIZES = {"desk": DESK, "phone": PHONE}


@dataclass
class Site:
    """A running site: where it is, and the commands that look after it."""

    port: int
    environment: dict[str, str] = field(repr=False, default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def tanlu(self, *words: str) -> str:
        """Run a command on the house of the site, and return what it printed."""
        command = [sys.executable, "-c", "from tanlu.cli import main; main()", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout

    def invitation(self, en: str, zh: str) -> str:
        """Return the code of an administrator's invitation, as the command prints it."""
        return self.tanlu("site", "admin", en, zh).split()[-1]


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """Yield a site that `tanlu up` serves from a house of its own."""
    port = free_port()
    place = {**os.environ, "TANLU_HOME": str(home), "TANLU_LANG": "en"}
    site = Site(port, place)
    command = [
        sys.executable,
        "-c",
        "from tanlu.cli import main; main()",
        "up",
        "--port",
        str(port),
        "--no-open",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=place) as running:
        try:
            _wait(site)
            yield site
        finally:
            running.terminate()
            running.wait(30)


def _wait(site: Site) -> None:
    for _ in range(300):
        try:
            with urlopen(site.address + "/en/help/", timeout=20):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the site did not answer")


@contextmanager
def visiting(
    browser: Any, site: Site, size: tuple[int, int] = DESK, scheme: str = "light", *, script: bool = True
) -> Iterator[Watched]:
    """Open a fresh profile whose every request is written down; one that would leave the machine is stopped."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        java_script_enabled=script,
        base_url=site.address,
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    watched = Watched(page)
    context.on("request", lambda request: watched.asked.append(request.url))
    page.on("console", lambda message: _hear(watched, message))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    context.route(lambda url: not url.startswith((site.address, "data:")), lambda route: route.abort())
    try:
        yield watched
    finally:
        context.close()


def strayed(watched: Watched, site: Site) -> list[str]:
    """Requests that would have left the machine."""
    return [each for each in watched.asked if not each.startswith((site.address + "/", "data:"))]


WIDER: str = """() => {
  const wide = Array.from(document.querySelectorAll('main *, header *, footer *'))
    .filter((each) => !each.closest('.scroll') && !each.closest('.unseen') && !each.closest('svg') && !each.closest('.skip')
      && !each.closest('#card') && !each.closest('pre'))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 90));
  return document.scrollingElement.scrollWidth > innerWidth ? ['the page scrolls sideways', ...wide] : wide;
}"""
"""What stands out of the page on the right."""
