"""Raw answers, kept by their SHA-256 with a manifest; what an interrupted run fetched is not fetched again."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from tanlu.evidence.connectors.model import Request

_FRESH: Final = timedelta(hours=24)
"""How long what an unfinished run fetched may be used."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer in the store.

    Parameters
    ----------
    name, url : str
        File name, and address without a key.
    fetched : str
        ISO time.
    bytes : int
        Size.
    sha256 : str
        Digest of what is kept.
    question : str
        Digest of address and body: the same question in another run.
    """

    name: str
    url: str
    fetched: str
    bytes: int
    sha256: str
    question: str


@dataclass(slots=True)
class RawStore:
    """The raw answers of one connector under ``folder``: files, finished runs, and what a run has so far.

    Parameters
    ----------
    folder : Path
        Made when the first answer is kept.
    """

    folder: Path
    run: list[Kept] = field(default_factory=list)

    def path(self, kept: Kept) -> Path:
        """Return the file of an answer."""
        return self.folder / kept.sha256 / kept.name

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files of this run, in the order in which they were asked for."""
        return tuple(self.path(each) for each in self.run)

    def found(self, request: Request, url: str, now: datetime) -> bytes | None:
        """Return an answer that an unfinished run of the last day has kept."""
        wanted = _question(request, url)
        for each in self._pending():
            if each.question == wanted and now - datetime.fromisoformat(each.fetched) < _FRESH:
                with suppress(OSError):
                    data = self.path(each).read_bytes()
                    if sha256(data).hexdigest() == each.sha256:
                        self.run.append(each)
                        return data
        return None

    def keep(self, request: Request, url: str, data: bytes, now: datetime) -> None:
        """Keep an answer."""
        digest = sha256(data).hexdigest()
        kept = Kept(request.name, url, now.isoformat(), len(data), digest, _question(request, url))
        path = self.path(kept)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.run.append(kept)
        others = [each for each in self._pending() if each.question != kept.question]
        self._write(self._pending_file, [asdict(each) for each in (*others, kept)])

    def finish(self, release: str, now: datetime) -> None:
        """Write the run into the manifest, under the release it became."""
        if not self.run:
            return
        runs = [
            *self.runs(),
            {"finished": now.isoformat(), "release": release, "files": [asdict(e) for e in self.run]},
        ]
        self._write(self._manifest, runs)
        self._pending_file.unlink(missing_ok=True)
        self._sweep()

    def discard(self) -> None:
        """Forget what this run fetched: it is no good."""
        self._pending_file.unlink(missing_ok=True)
        self.run.clear()
        self._sweep()

    def runs(self) -> list[dict[str, Any]]:
        """Return the finished runs, oldest first."""
        try:
            found = json.loads(self._manifest.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return found if isinstance(found, list) else []

    def _sweep(self) -> None:
        """Remove answers that no run holds, and the folder itself where nothing is left."""
        held = {each["sha256"] for run in self.runs() for each in run["files"]}
        held |= {each.sha256 for each in self._pending()}
        if not self.folder.is_dir():
            return
        for each in self.folder.iterdir():
            if each.is_dir() and each.name not in held:
                rmtree(each, ignore_errors=True)
        for folder in (self.folder, self.folder.parent, self.folder.parent.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _pending(self) -> list[Kept]:
        try:
            return [Kept(**each) for each in json.loads(self._pending_file.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def _write(self, path: Path, cells: list[Any]) -> None:
        """Write whole or not at all: an interruption must not leave half a manifest."""
        text = json.dumps(cells, ensure_ascii=False, indent=1) + "\n"
        fresh = path.with_suffix(".new")
        fresh.write_text(text, "utf-8", newline="\n")
        fresh.replace(path)

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def _pending_file(self) -> Path:
        return self.folder / "unfinished.json"


def _question(request: Request, url: str) -> str:
    return sha256(url.encode() + b"\n" + request.body).hexdigest()[:32]
