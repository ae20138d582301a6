"""Keys that lie outside the database and its backups, each in a file that only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from tanlu.actions.home import home
from tanlu.errors import CannotWrite, OurFault


def _folder() -> Path:
    return home() / "site" / "keys"


def site_key(name: str) -> bytes:
    """Return a key by name, made when it is first asked for.

    Raises
    ------
    CannotWrite
        If it cannot be kept.
    """
    path = _folder() / name
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        ):
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        return path.read_bytes()
    except OSError as error:
        raise CannotWrite(
            (
                f"A key cannot be kept in {_folder()} ({error.strerror}).",
                f"无法在 {_folder()} 保存密钥（{error.strerror}）。",
            ),
            (
                "Free some space, or mend its permissions; nothing was changed.",
                "请释放空间或修正权限；未作任何改动。",
            ),
        ) from error


def held_key(name: str) -> bytes:
    """Return a key that must be there.

    Raises
    ------
    OurFault
        If it is not: what it seals can then not be opened by anyone.
    """
    try:
        return (_folder() / name).read_bytes()
    except OSError as error:
        raise OurFault(
            ("The key of this round is not on this machine.", "本机没有该轮投票的密钥。"),
            (
                "Go on where the round was opened; a backup holds no key, so a round that was open must be voted again.",
                "请在开启该轮投票的机器上继续；备份不含密钥，未结束的轮次须重新投票。",
            ),
        ) from error


def destroy(name: str) -> None:
    """Write over a key and take it away; again it does nothing."""
    path = _folder() / name
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
