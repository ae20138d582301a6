"""The first layer: is every file there, and are its bytes those of the manifest?"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tanlu.brief.folder.manifest import NAME, Manifest
from tanlu.brief.verify.report import Difference, Layer
from tanlu.errors import BadFolder
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder.

    Parameters
    ----------
    data : dict of str to bytes
        Every file that the manifest lists and the folder has.
    extra : tuple of str
        Files that the manifest does not list.
    """

    data: dict[str, bytes]
    extra: tuple[str, ...]


def read_contents(folder: Path, manifest: Manifest) -> Contents:
    """Read the files of a folder.

    Raises
    ------
    BadFolder
        If one may not be read.
    """
    data = {}
    for name in manifest.files:
        path = folder / name
        try:
            if path.is_file():
                data[name] = path.read_bytes()
        except OSError as error:
            raise BadFolder(
                (f"{path} cannot be read ({error.strerror}).", f"无法读取 {path}（{error.strerror}）。"),
                ("See that you may read every file in the folder.", "请确认您有权读取文件夹中的每个文件。"),
            ) from error
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return Contents(data, tuple(sorted(there - manifest.files.keys() - {NAME})))


def check_files(contents: Contents, manifest: Manifest) -> Layer:
    """Compare bytes with digests."""
    found = [
        each
        for name, digest in sorted(manifest.files.items())
        if (each := _one(name, digest, contents, manifest))
    ]
    count = len(manifest.files)
    return Layer(
        "files",
        Text(f"{count} files against their SHA-256", f"{count}个文件，逐一核对 SHA-256"),
        tuple(found),
    )


def _one(name: str, digest: str, contents: Contents, manifest: Manifest) -> Difference | None:
    data = contents.data.get(name)
    if data is None:
        return Difference(name, "", Text("is missing", "缺失"))
    if sha256(data).hexdigest() == digest:
        return None
    size = manifest.sizes[name]
    if len(data) < size:
        return Difference(
            name,
            "",
            Text(
                f"is edited or cut off: {len(data)} of {size} bytes",
                f"被改动或不完整：应有{size}字节，实有{len(data)}字节",
            ),
        )
    return Difference(name, "", Text("is edited: its SHA-256 is another", "被改动：SHA-256 不符"))
