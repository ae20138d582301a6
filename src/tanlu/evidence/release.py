"""Releases: immutable folders of Parquet files with a descriptor that holds their SHA-256."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadTable, CorruptRelease
from tanlu.evidence.own_series import from_cells
from tanlu.registers.indicators import Series
from tanlu.text import Text

DESCRIPTOR: Final = "datapackage.json"
_ID: Final = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
OWN: Final = Text("your own", "自有")
"""What a release that a person added is called, wherever its figures go."""
TABLES: Final = ("facts", "sources", "preferences", "policies")


@dataclass(frozen=True, slots=True)
class Release:
    """One release on disk, verified.

    Parameters
    ----------
    id : str
        The name used after ``@`` in a reference.
    folder : Path
        Where its files lie.
    published : str
        ISO date on which the release was made.
    parser : str
        Version of the script that made it.
    sha256 : dict of str to str
        Digest of each table's bytes.
    raw : dict of str to str
        Digest of each raw file that it was made from.
    packaged : bool
        True for what ships with Tanlu, false for what a user added.
    series : tuple of Series
        Series of the person's own that it declares.
    """

    id: str
    folder: Path
    published: str
    parser: str
    sha256: dict[str, str]
    raw: dict[str, str]
    packaged: bool
    series: tuple[Series, ...] = ()

    def path(self, table: str) -> Path:
        """Return the file of ``table``."""
        return self.folder / f"{table}.parquet"


def packaged_folders() -> tuple[Path, ...]:
    """Return the folders of the releases that ship with Tanlu."""
    root = Path(str(files("tanlu.evidence"))) / "data" / "releases"
    return _folders(root)


def user_folders(home: Path) -> tuple[Path, ...]:
    """Return the folders of the releases that the user keeps under ``TANLU_HOME``."""
    return _folders(home / "releases")


def _folders(root: Path) -> tuple[Path, ...]:
    if not root.is_dir():
        return ()
    marks = (DESCRIPTOR, "facts.parquet")
    return tuple(sorted(path for path in root.iterdir() if any((path / mark).is_file() for mark in marks)))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    return sha256(path.read_bytes()).hexdigest()


def read(folder: Path, *, packaged: bool) -> Release:
    """Read and verify a release.

    Raises
    ------
    CorruptRelease
        If the descriptor cannot be read, a file is missing, or its bytes do not match their digest.
    """
    try:
        release = _described(folder, json.loads((folder / DESCRIPTOR).read_text("utf-8")), packaged=packaged)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadTable) as error:
        raise _corrupt(folder, f"its {DESCRIPTOR} cannot be read", f"其 {DESCRIPTOR} 无法读取") from error
    for table in TABLES:
        _verify(folder, table, release.sha256.get(table, ""))
    return release


def _described(folder: Path, cells: dict[str, Any], *, packaged: bool) -> Release:
    release = Release(
        id=str(cells["name"]),
        folder=folder,
        published=str(cells["created"])[:10],
        parser=str(cells["tanlu"]["parser"]),
        sha256={item["name"]: str(item["hash"]).removeprefix("sha256:") for item in cells["resources"]},
        raw=dict(cells["tanlu"]["raw"]),
        packaged=packaged,
        series=() if packaged else from_cells(cells["tanlu"].get("series", ())),
    )
    if not _ID.fullmatch(release.id) or not _DAY.fullmatch(release.published):
        raise ValueError(release.id)
    return release


def _verify(folder: Path, table: str, expected: str) -> None:
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise _corrupt(folder, f"{path.name} is missing", f"缺少 {path.name}")
    if digest(path) != expected:
        raise _corrupt(folder, f"{path.name} does not match its SHA-256", f"{path.name} 与其 SHA-256 不符")


def _corrupt(folder: Path, why: str, why_zh: str) -> CorruptRelease:
    return CorruptRelease(
        (f"Release {folder.name} is refused: {why}.", f"数据版本 {folder.name} 被拒绝：{why_zh}。"),
        (
            "It was edited or damaged; install Tanlu again, or restore the folder from where it came.",
            "文件被改动或损坏；请重新安装 Tanlu，或从原处恢复该文件夹。",
        ),
    )
