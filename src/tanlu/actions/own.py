"""A person's own figures: take them in, give them back, put them away."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

from tanlu.actions.home import home, open_store
from tanlu.errors import BadTable, CannotWrite, UnknownName
from tanlu.evidence.difference import Difference, differ
from tanlu.evidence.export import WRITERS
from tanlu.evidence.intake import take_in
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.shape import Rejected
from tanlu.evidence.release import Release, digest, packaged_folders, read
from tanlu.text import Text

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    Parameters
    ----------
    name : str
        The release.
    layout : str
        Which layout the file has.
    file : str
        Name of the file, with its sheet or encoding.
    rows : int
        Rows of figures that were read.
    names : dict of str to str
        What was read as which code.
    left_out : tuple of (Text, int)
        What was not read, and how often.
    rejected : tuple of Rejected
        Rows that cannot be taken; with any, nothing is imported.
    rejected_count : int
        How many there are, where more than are named.
    difference : Difference or None
        What changes beside what is held; None where rows were rejected.
    done : bool
        Whether the release now stands; False for a dry run, a rejection, or a file that is held already.
    folder : Path
        Where the release stands, or would.
    unchanged : bool
        Whether this very file is held under this name already.
    """

    name: str
    layout: str
    file: str
    rows: int
    names: dict[str, str]
    left_out: tuple[tuple[Text, int], ...]
    rejected: tuple[Rejected, ...]
    rejected_count: int
    difference: Difference | None
    done: bool
    folder: Path
    unchanged: bool = False


def import_figures(
    file: Path, name: str = "", mapping: Path | None = None, *, dry_run: bool = False, today: str = ""
) -> Imported:
    """Take a file in as a release of its own; all of it, or nothing.

    Parameters
    ----------
    file : Path
        CSV or XLSX.
    name : str
        Name of the release; empty takes that of the file.
    mapping : Path or None
        Mapping file (TOML).
    dry_run : bool
        Say what would change, and change nothing.
    today : str
        ISO date of the release; empty means today.

    Raises
    ------
    BadTable
        If the file as a whole cannot be taken, or the name is taken. Rejected rows are not raised but returned.
    """
    open_grid(file)
    wanted = name or _name_of(file)
    _demand_name(wanted)
    folder = home() / "releases" / wanted
    if folder.exists():
        return _again(folder, file, mapping)
    incoming = home() / "incoming"
    fresh = not home().exists()
    with writing(home()):
        incoming.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(dir=incoming))
    try:
        return _import(file, mapping, folder, work, dry_run=dry_run, today=today or _today())
    finally:
        rmtree(work, ignore_errors=True)
        _tidy(incoming, fresh=fresh)


def _import(
    file: Path, mapping: Path | None, folder: Path, work: Path, *, dry_run: bool, today: str
) -> Imported:
    store = open_store()
    found = take_in(file, mapping, name=folder.name, work=work, store=store, today=today)
    if not found.rows and not found.rejected_count:
        raise BadTable(
            (
                f"{file.name} holds no row of figures that can be taken.",
                f"{file.name} 中没有可导入的数据行。",
            ),
            (
                "Check the layout, or name the columns in a mapping file.",
                "请核对布局，或用映射文件说明各列。",
            ),
        )
    difference = differ(store, found.release) if found.release else None
    done = found.release is not None and not dry_run
    if done and found.release:
        with writing(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            found.release.rename(folder)
    return Imported(
        name=folder.name,
        layout=found.taken.layout,
        file=found.file,
        rows=found.rows,
        names=found.taken.names,
        left_out=tuple(found.taken.left_out.items()),
        rejected=found.rejected,
        rejected_count=found.rejected_count,
        difference=difference,
        done=done,
        folder=folder,
    )


def _again(folder: Path, file: Path, mapping: Path | None) -> Imported:
    held = read(folder, packaged=False)
    given = {each.name: digest(each) for each in (file, mapping) if each}
    if held.raw != given:
        raise BadTable(
            (f"A release called {folder.name} stands already, and a release never changes.",
             f"已有名为 {folder.name} 的数据版本；版本一经写成不再改动。"),
            (f"Give a new name (--as {folder.name}-2), or remove the old one first.",
             f"请另取名称（--as {folder.name}-2），或先移除旧版本。"),
        )  # fmt: skip
    return Imported(
        folder.name, "", file.name, 0, {}, (), (), 0, None, done=False, folder=folder, unchanged=True
    )


def _name_of(file: Path) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem).strip("-._")
    return name or f"own-{sha256(file.read_bytes()).hexdigest()[:8]}"


def _demand_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadTable(
            (f"{name!r} cannot name a release.", f"{name!r} 不能用作版本名称。"),
            (
                "Use letters, digits, dots, hyphens and low lines.",
                "请使用英文字母、数字、点、连字符和下划线。",
            ),
        )
    if name in {folder.name for folder in packaged_folders()}:
        raise BadTable(
            (f"{name} is the name of a packaged release.", f"{name} 是随软件发布的版本名称。"),
            ("Give another name with --as.", "请用 --as 另取名称。"),
        )


def _today() -> str:
    return datetime.now(tz=UTC).astimezone().date().isoformat()


def _tidy(incoming: Path, *, fresh: bool) -> None:
    """Leave no empty folder behind where nothing was imported."""
    for folder in (incoming, incoming.parent) if fresh else (incoming,):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def own_release(name: str) -> Release:
    """Return a release of the person's own.

    Raises
    ------
    UnknownName
        If there is none by that name, or it is a packaged one.
    """
    if name in {folder.name for folder in packaged_folders()}:
        raise UnknownName(
            (f"{name} is a packaged release, not your own.", f"{name} 是随软件发布的版本，不是自有版本。"),
            ("Packaged releases stay as they are.", "随软件发布的版本不可改动。"),
        )
    folder = home() / "releases" / name
    if not _NAME.fullmatch(name) or not folder.is_dir():
        parent = home() / "releases"
        names = sorted(each.name for each in parent.iterdir()) if parent.is_dir() else []
        listed = ", ".join(names) or "none"
        raise UnknownName(
            (f"You have no release called {name!r}.", f"没有名为 {name!r} 的自有数据版本。"),
            (f"Your own releases: {listed}.", f"自有版本：{'、'.join(names) or '无'}。"),
        )
    return read(folder, packaged=False)


def remove_release(name: str) -> tuple[Path, Path]:
    """Put an own release away under ``TANLU_HOME/removed``; return where it stood and where it is now.

    Raises
    ------
    UnknownName
        If there is none by that name, or it is a packaged one.
    """
    folder = own_release(name).folder
    removed = home() / "removed"
    target = removed / name
    number = 2
    while target.exists():
        target = removed / f"{name}.{number}"
        number += 1
    with writing(removed):
        removed.mkdir(parents=True, exist_ok=True)
        folder.rename(target)
    return folder, target


def export_release(name: str, form: str, out: Path) -> int:
    """Write an own release as one long table that can be imported again; return how many figures it has.

    Raises
    ------
    UnknownName
        If there is no own release by that name.
    BadTable
        If the file stands already.
    """
    release = own_release(name)
    if out.exists():
        raise BadTable(
            (f"{out} stands already.", f"{out} 已存在。"),
            ("Give another name; nothing is written over.", "请另取文件名；不会覆盖已有文件。"),
        )
    writer: Callable[[Release, Path], int] = WRITERS[form]
    with writing(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        return writer(release, out)


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Tell a folder that refuses to be written in one sentence."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            (f"{where} cannot be written ({error.strerror}).", f"无法写入 {where}（{error.strerror}）。"),
            ("Choose another place, or set TANLU_HOME.", "请换一个位置，或设置 TANLU_HOME。"),
        ) from error
