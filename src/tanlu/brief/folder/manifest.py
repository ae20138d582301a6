"""The manifest of a folder: what made it, from which releases, and the SHA-256 of every file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

from tanlu.brief.editions import EDITIONS
from tanlu.errors import BadFolder, TanluError
from tanlu.evidence.own_series import cells, from_cells, gather
from tanlu.evidence.release import Release
from tanlu.registers.regions import region
from tanlu.text import LANGS, Lang

NAME: Final = "manifest.json"
FORMAT: Final = "tanlu-brief"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says of itself.

    Parameters
    ----------
    tanlu : str
        Version of Tanlu that wrote it.
    edition : str
        Kind of brief.
    codes : tuple of str
        Its regions.
    langs : tuple of str
        Languages of its pages.
    cutoff : str
        ISO date after which nothing published was used; empty for no limit.
    releases : tuple of Release
        Where its figures come from; their folders are not here.
    files : dict of str to str
        SHA-256 of every file, by its place in the folder.
    sizes : dict of str to int
        Its bytes.
    """

    tanlu: str
    edition: str
    codes: tuple[str, ...]
    langs: tuple[Lang, ...]
    cutoff: str
    releases: tuple[Release, ...]
    files: dict[str, str]
    sizes: dict[str, int]

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        return to_json_bytes(
            {
                "format": FORMAT,
                "version": VERSION,
                "tanlu": self.tanlu,
                "edition": self.edition,
                "regions": list(self.codes),
                "languages": list(self.langs),
                "cutoff": self.cutoff,
                "releases": [_release_json(each) for each in self.releases],
                "files": {
                    name: {"bytes": self.sizes[name], "sha256": self.files[name]}
                    for name in sorted(self.files)
                },
            }
        )


def to_json_bytes(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """Return data as JSON that a person can read."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file's bytes."""
    return {name: sha256(data).hexdigest() for name, data in files.items()}


def _release_json(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        "published": release.published,
        "parser": release.parser,
        "sha256": release.sha256,
        "raw": release.raw,
        "packaged": release.packaged,
        "series": [cells(each) for each in release.series],
    }


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises
    ------
    BadFolder
        If the folder or its manifest is missing or cannot be read, is of something else, or of a newer form.
    """
    path = folder / NAME
    if not folder.is_dir():
        raise _no_folder(folder)
    if not path.is_file():
        raise BadFolder(
            (f"{folder} is no brief: it has no {NAME}.", f"{folder} 不是简报文件夹：其中没有 {NAME}。"),
            (
                "Give the folder that `tanlu brief` wrote, such as out/regions.",
                "请指定 `tanlu brief` 写出的文件夹，例如 out/regions。",
            ),
        )
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadFolder(
            (f"{path} is not the manifest of a brief.", f"{path} 不是简报的清单。"),
            ("Give the folder that `tanlu brief` wrote.", "请指定 `tanlu brief` 写出的文件夹。"),
        )
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadFolder(
            (
                f"{folder} has form {version}, and this Tanlu knows forms up to {VERSION}.",
                f"{folder} 的格式版本为 {version}，本程序仅支持到 {VERSION}。",
            ),
            ("A newer Tanlu wrote it; verify it with that one.", "它由较新版本的探路写出，请用新版本核验。"),
        )
    try:
        return _parsed(data)
    except (KeyError, TypeError, ValueError, AttributeError, TanluError) as error:
        raise _damaged(path) from error


def _no_folder(folder: Path) -> BadFolder:
    if folder.exists():
        return BadFolder(
            (f"{folder} is a file, not a folder.", f"{folder} 是文件，不是文件夹。"),
            (
                "Give the folder that holds it; unpack an archive first.",
                "请指定其所在的文件夹；压缩包请先解压。",
            ),
        )
    return BadFolder(
        (f"There is no folder {folder}.", f"没有文件夹 {folder}。"),
        ("Check the path; `tanlu brief` writes to out/.", "请检查路径；`tanlu brief` 默认写入 out/。"),
    )


def _damaged(path: Path) -> BadFolder:
    return BadFolder(
        (f"{path} is cut off or damaged.", f"{path} 不完整或已损坏。"),
        ("Take the folder again from where it came.", "请从原处重新取得该文件夹。"),
    )


def _parsed(data: dict[str, Any]) -> Manifest:
    releases = tuple(
        Release(
            id=str(each["id"]),
            folder=Path(),
            published=str(each["published"]),
            parser=str(each["parser"]),
            sha256={str(key): str(value) for key, value in each["sha256"].items()},
            raw={str(key): str(value) for key, value in each["raw"].items()},
            packaged=bool(each["packaged"]),
            series=from_cells(each["series"]),
        )
        for each in data["releases"]
    )
    files = {str(name): str(about["sha256"]) for name, about in data["files"].items()}
    sizes = {str(name): int(about["bytes"]) for name, about in data["files"].items()}
    langs = tuple(each for each in LANGS if each in data["languages"])
    edition, cutoff = str(data["edition"]), str(data["cutoff"])
    codes = tuple(region(str(code)).code for code in data["regions"])
    if not releases or not langs or edition not in EDITIONS or not all(map(_stays_inside, files)):
        raise ValueError(edition)
    if any("facts" not in each.sha256 for each in releases):
        raise ValueError(edition)
    gather((each.id, each.series) for each in releases)  # one id must not be declared in two ways
    return Manifest(str(data["tanlu"]), edition, codes, langs, cutoff, releases, files, sizes)


def _stays_inside(name: str) -> bool:
    """Return whether a name of a file leads to a place in the folder."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
