"""Where a dialogue is kept: the protocol of a store, and a store that is a folder."""

import csv
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, Protocol

from tanlu.accord.ballot import Ballots
from tanlu.accord.ballot_files import read_ballots
from tanlu.accord.people import Participant, read_participants
from tanlu.errors import BadFolder, CannotWrite

DIALOGUE: Final = "dialogue"
RECORD: Final = "record"
INQUIRIES: Final = "inquiries"
LEDGER: Final = "ledger"
PRIVATE: Final = "private"
BALLOTS: Final = "ballots"
PARTICIPANTS: Final = "participants.csv"
_OPEN: Final = frozenset({DIALOGUE})
"""What may lie open; everything else is private."""
_NO_VERSIONS: Final = frozenset({INQUIRIES, LEDGER})
"""Personal data are deleted when they are deleted, and what was released cannot be undone."""


class Store(Protocol):
    """What the actions of a dialogue need of whatever keeps it."""

    def read(self, name: str) -> Any | None:  # noqa: ANN401 - whatever JSON can hold
        """Return a document, or None if there is none."""

    def write(self, name: str, data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Keep a document, all of it or nothing, with the one before it where that may be kept."""

    def undo(self, name: str) -> bool:
        """Put the document before back; False if there is none."""

    def key(self) -> bytes:
        """Return the secret of the store, made when it is first asked for."""

    def people(self) -> tuple[Participant, ...]:
        """Return who takes part."""

    def has_ballots(self) -> bool:
        """Return whether there is a poll with ballots."""

    def ballots(self) -> Ballots:
        """Return the ballots of its poll."""

    def statements(self) -> list[str]:
        """Return what is voted on, as text in both languages."""

    @property
    def where(self) -> str:
        """Return what a person calls it."""


class FolderStore:
    """A store that is a folder: the plan open, everything about people and their words in ``private``.

    Files are written beside their place and moved there; ``private`` is for its owner alone (mode 700, files 600) and tells
    git to leave it out.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = folder / PRIVATE

    def read(self, name: str) -> Any | None:  # noqa: ANN401 - whatever JSON can hold
        """Return a document, or None if there is none.

        Raises
        ------
        BadFolder
            If it is no JSON, or may not be read.
        """
        path = self._path(name)
        try:
            return json.loads(path.read_text("utf-8-sig"))
        except FileNotFoundError:
            return None
        except json.JSONDecodeError as error:
            raise BadFolder(
                (
                    f"{path} is no JSON (line {error.lineno}, column {error.colno}).",
                    f"{path} 不是合法的JSON（第{error.lineno}行第{error.colno}列）。",
                ),
                ("Correct the file; a comma or a quote is often missing there.", "请修正文件；常见原因是缺少逗号或引号。"),
            ) from error  # fmt: skip
        except (OSError, UnicodeDecodeError) as error:
            raise BadFolder(
                (f"{path} cannot be read ({error}).", f"无法读取 {path}（{error}）。"),
                ("Look at its permissions and encoding (UTF-8).", "请检查文件权限与编码（UTF-8）。"),
            ) from error

    def write(self, name: str, data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Keep a document, all of it or nothing; the one before it can be put back.

        Raises
        ------
        CannotWrite
            If the folder refuses it.
        """
        path = self._path(name)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if name == LEDGER:
            self._demand_longer(json.loads(text))
        with _told(path):
            self._make()
            if path.exists() and name not in _NO_VERSIONS:
                self._keep(name, path)
            _put(path, text, private=name not in _OPEN)

    def undo(self, name: str) -> bool:
        """Put the document before back; False if there is none."""
        versions = self._versions(name)
        if not versions:
            return False
        with _told(versions[-1]):
            versions[-1].replace(self._path(name))
        return True

    def key(self) -> bytes:
        """Return the secret of the store, made when it is first asked for."""
        path = self.private / "key"
        with _told(path):
            self._make()
            if not path.exists():
                _put(path, secrets.token_hex(32) + "\n", private=True)
            return bytes.fromhex(path.read_text("ascii").strip())

    def put_file(self, name: str, text: str) -> None:
        """Keep a file of people or ballots in ``private``.

        Raises
        ------
        CannotWrite
            If the folder refuses it.
        """
        path = self.private / name
        with _told(path):
            self._make()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(path, text, private=True)

    @property
    def where(self) -> str:
        """Return the folder."""
        return str(self.folder)

    def people(self) -> tuple[Participant, ...]:
        """Return who takes part, from the roster in ``private``.

        Raises
        ------
        BadFolder, BadDialogue
            If the roster cannot be read.
        """
        path = self.private / PARTICIPANTS
        if not path.exists():
            return ()
        try:
            rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise BadFolder(
                (
                    f"{path} cannot be read as a UTF-8 CSV ({error}).",
                    f"无法将 {path} 作为UTF-8编码的CSV读取（{error}）。",
                ),
                ("Save the roster as CSV in UTF-8.", "请将名册另存为UTF-8编码的CSV。"),
            ) from error
        return read_participants(rows)

    def has_ballots(self) -> bool:
        """Return whether ballots lie in ``private``."""
        return (self.private / BALLOTS).is_dir()

    def ballots(self) -> Ballots:
        """Return the ballots in ``private``.

        Raises
        ------
        BadTable
            If a file of them cannot be taken as it stands.
        """
        return read_ballots(self.private / BALLOTS)

    def statements(self) -> list[str]:
        """Return the file of statements, where there is one."""
        path = self.private / BALLOTS / "statements.csv"
        return [path.read_text("utf-8-sig")] if path.exists() else []

    def _demand_longer(self, data: list[Any]) -> None:
        """Refuse a ledger that lacks an export: someone else made one meanwhile, or one would be forgotten."""
        held = self.read(LEDGER) or []
        if data[: len(held)] != held:
            raise CannotWrite(
                (
                    f"The ledger of {self.folder} holds an export that this one does not know.",
                    f"{self.folder} 的发布记录中有本次未计入的发布。",
                ),
                ("Nothing was told; run it again.", "尚未提供任何内容；请重新运行。"),
            )

    def _path(self, name: str) -> Path:
        return (self.folder if name in _OPEN else self.private) / f"{name}.json"

    def _versions(self, name: str) -> list[Path]:
        return sorted((self.private / "versions").glob(f"{name}-*.json"))

    def _keep(self, name: str, path: Path) -> None:
        kept = self._versions(name)
        number = int(kept[-1].stem.rpartition("-")[2]) + 1 if kept else 1
        folder = self.private / "versions"
        folder.mkdir(mode=0o700, exist_ok=True)
        _put(folder / f"{name}-{number:06d}.json", path.read_text("utf-8"), private=True)

    def _make(self) -> None:
        self.private.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = self.private / ".gitignore"
        if not ignore.exists():
            _put(ignore, "*\n", private=True)


def store_at(place: "Path | Store") -> Store:
    """Return the store that is meant: a folder's, or the one given."""
    return FolderStore(place) if isinstance(place, Path) else place


def _put(path: Path, text: str, *, private: bool) -> None:
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=".", suffix=".tmp", delete=False, encoding="utf-8", newline=""
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    written = Path(file.name)
    written.chmod(0o600 if private else 0o644)
    written.replace(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            ("Choose a folder that may be written to.", "请选择可写的文件夹。"),
        ) from error
