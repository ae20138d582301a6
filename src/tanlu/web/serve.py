"""Start the site: make its secret, bring its database up to date, serve, and say where."""

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from tanlu.actions.home import home
from tanlu.errors import CannotWrite, UserMistake
from tanlu.web.workshop.process import Workshop


class PortTaken(UserMistake):
    """Something else listens there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site listens."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """Return what a person types into a browser."""
        shown = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::") else self.host  # noqa: S104 - shown, not bound
        return f"http://{shown}:{self.port}/"


def prepare() -> None:
    """Make what the site needs before its first start; again it changes nothing.

    Raises
    ------
    CannotWrite
        If its folder cannot be written.
    """
    folder = home() / "site"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_secret(folder / "secret")
    except OSError as error:
        raise CannotWrite(
            (f"{folder} cannot be written ({error.strerror}).", f"无法写入 {folder}（{error.strerror}）。"),
            ("Set TANLU_HOME to a folder that may be written.", "请将 TANLU_HOME 设为可写的文件夹。"),
        ) from error
    set_up()
    migrate()


def prepare_apart() -> None:
    """Do the same in a process that ends then: whoever only watches over the server need not hold a site in memory."""
    place = Workshop()
    place.open()
    try:
        place.do(prepare)
    finally:
        place.close()


def set_up() -> None:
    """Make Django ready in this process."""
    import django  # noqa: PLC0415 - only who serves needs it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanlu.web.settings")
    django.setup()


def migrate() -> None:
    """Bring the database up to date, and finish what an interrupted closing left."""
    from django.core.management import call_command  # noqa: PLC0415

    from tanlu.web.ballots.operations import finish_closed  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    finish_closed()


def _make_secret(path: Path) -> None:
    """Write the secret once; who comes second finds it there."""
    with (
        suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file,
    ):
        file.write(secrets.token_hex(32) + "\n")


def demand_free(place: Place) -> None:
    """Refuse a port that is taken.

    Raises
    ------
    PortTaken
        If something listens there, or it may not be used.
    """
    with socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((place.host, place.port))
        except OSError as error:
            raise PortTaken(
                (
                    f"Port {place.port} cannot be used ({error.strerror}).",
                    f"端口 {place.port} 无法使用（{error.strerror}）。",
                ),
                (
                    "Choose another: `make up PORT=8766`, or `tanlu up --port 8766`.",
                    "请换一个端口：`make up PORT=8766` 或 `tanlu up --port 8766`。",
                ),
            ) from error


def serve(place: Place, ready: Callable[[], None]) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    place : Place
        Where to listen.
    ready : callable
        Called once, when pages can be asked for.
    """
    from granian import Granian  # noqa: PLC0415 - only who serves needs the server
    from granian.constants import Interfaces  # noqa: PLC0415

    server = Granian(
        "tanlu.web.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        backpressure=256,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    server.on_startup(lambda: Thread(target=ready, daemon=True).start())
    server.serve()
