"""Keys that lie outside the database and its backups, each in a file that only its owner reads."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from tanlu.actions.home import home
from tanlu.errors import CannotWrite, OurFault
from tanlu.web.shell.errors import unavailable

LENGTH: Final = 32
"""Bytes of a key."""


def _folder() -> Path:
    return home() / "site" / "keys"


def site_key(name: str) -> bytes:
    """Return a key by name, made when it is first asked for.

    Raises
    ------
    CannotWrite, Unavailable
        If it cannot be kept, or the disk takes no more.
    """
    path = _folder() / name
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _put(path, secrets.token_bytes(LENGTH))
        return _read(path)
    except OSError as error:
        raise unavailable(error) or CannotWrite(
            (
                f"A key cannot be kept on this machine ({error.strerror}).",
                f"无法在本机保存密钥（{error.strerror}）。",
            ),
            (
                "Free some space, or mend its permissions; nothing was changed.",
                "请释放空间或修正权限；未作任何改动。",
            ),
        ) from error


def _put(path: Path, key: bytes) -> None:
    """Lay a key down whole or not at all; where another was laid meanwhile, that one stays."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(part)
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the disk keep what was changed in a folder."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return key


def held_key(name: str) -> bytes:
    """Return a key that must be there.

    Raises
    ------
    OurFault
        If it is not: what it seals can then not be opened by anyone.
    """
    try:
        return _read(_folder() / name)
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
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _settle(path.parent)
