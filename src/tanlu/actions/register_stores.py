"""Where a register is kept: the protocol of a store, and a store that is a folder or a file."""

import json
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from tanlu.accord.corrections import corrected
from tanlu.errors import BadFolder, CannotWrite, why

FILE: Final = "register.toml"
UPDATES: Final = "updates"
UNDONE: Final = "undone"
UPDATE: Final = "update"
CORRECTION: Final = "correction"
CORRECTIONS: Final = "corrections"


class RegisterStore(Protocol):
    """What the actions of a register need of whatever keeps it."""

    @property
    def name(self) -> str:
        """Return what errors call it."""

    def load(self) -> dict[str, Any]:
        """Return the register as plain data, everything that was added in it and every correction made."""

    def base(self) -> dict[str, Any]:
        """Return the same as it stood before any correction."""

    def added(self) -> tuple[str, ...]:
        """Return the ids of the updates that were added by a person's act, the oldest first."""

    def put(self, kind: str, entry: Mapping[str, Any]) -> None:
        """Keep one more entry, all of it or nothing."""

    def corrections(self) -> tuple[Mapping[str, Any], ...]:
        """Return the corrections as they are kept, the oldest first."""

    def take_back(self, update: str) -> str:
        """Put an added update aside, and return where it is kept."""


class FolderRegister:
    """A register that is a folder with ``register.toml`` and ``updates``, or one TOML or JSON file.

    Parameters
    ----------
    place : Path
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.path = place / FILE if place.is_dir() else place

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.path.name

    def load(self) -> dict[str, Any]:
        """Return what stands in the file and beside it."""
        return corrected(self.base(), self.corrections())

    def base(self) -> dict[str, Any]:
        """Return the same without corrections."""
        data = load(self.path)
        if self.place.is_dir():
            data["update"] = [*data.get(UPDATE, ()), *(load(each) for each in self._updates())]
        return data

    def added(self) -> tuple[str, ...]:
        """Return the ids of the updates beside the file."""
        return tuple(each.stem for each in self._updates())

    def put(self, kind: str, entry: Mapping[str, Any]) -> None:
        """Keep an update or a correction beside the file; everything else in it is the person's to edit.

        Raises
        ------
        BadFolder
            If it is no update, or the register is no folder.
        CannotWrite
            If it cannot be written.
        """
        if kind not in (UPDATE, CORRECTION) or not self.place.is_dir():
            raise BadFolder(
                (f"{self.place} takes no {kind} by command.", f"{self.place} 不接受由命令写入的 {kind}。"),
                (f"Write it into {FILE}.", f"请写入 {FILE}。"),
            )
        folder = UPDATES if kind == UPDATE else CORRECTIONS
        write(self.place / folder / f"{entry['id']}.json", as_json(entry))

    def corrections(self) -> tuple[Mapping[str, Any], ...]:
        """Return the corrections beside the file."""
        return tuple(load(each) for each in sorted((self.place / CORRECTIONS).glob("*.json")))

    def take_back(self, update: str) -> str:
        """Move an update into ``undone``.

        Raises
        ------
        CannotWrite
            If it cannot be moved.
        """
        kept = self.place / UNDONE / f"{update}.json"
        try:
            kept.parent.mkdir(exist_ok=True)
            (self.place / UPDATES / f"{update}.json").replace(kept)
        except OSError as error:
            raise _not_written(kept, error) from error
        return str(kept)

    def _updates(self) -> list[Path]:
        return sorted((self.place / UPDATES).glob("*.json"))


def register_at(place: Path | RegisterStore) -> RegisterStore:
    """Return the store that is meant: a folder's, or the one given."""
    return FolderRegister(place) if isinstance(place, Path) else place


def load(path: Path) -> dict[str, Any]:
    """Return the plain data of a TOML or JSON file.

    Raises
    ------
    BadFolder
        If it is not there or cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
        data = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except FileNotFoundError as error:
        raise BadFolder(
            (f"{path} is not there.", f"没有 {path}。"),
            (
                "Start a register with `tanlu commitments new FOLDER`, or name the file.",
                "请用 `tanlu commitments new 文件夹` 新建登记册，或指定文件。",
            ),
        ) from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise BadFolder(
            (f"{path} cannot be read: {why(error)[0]}.", f"无法读取 {path}：{why(error)[1]}。"),
            (
                "Correct the file at that place; it is TOML in UTF-8.",
                "请改正该处；文件应为 UTF-8 编码的 TOML。",
            ),
        ) from error
    if not isinstance(data, dict):
        raise BadFolder(
            (f"{path} holds no register.", f"{path} 不是登记册。"),
            (
                "Name a file made by `tanlu commitments new` or `export`.",
                "请指定由 new 或 export 生成的文件。",
            ),
        )
    return data


def write(path: Path, data: bytes) -> None:
    """Write beside, then put in its place: a half-written entry is never seen.

    Raises
    ------
    CannotWrite
        If it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
        ("Choose another folder.", "请另选文件夹。"),
    )


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON that a person can read."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
