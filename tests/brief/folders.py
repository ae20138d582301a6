"""Edit the folder of a brief the way a careless or dishonest hand would."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path


def copied(folder: Path, to: Path) -> Path:
    """A copy elsewhere, file by file."""
    for path in folder.rglob("*"):
        if path.is_file():
            place = to / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return to


def covered(folder: Path) -> Path:
    """Rewrite the manifest so that it fits the files as they are."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for name in manifest["files"]:
        data = (folder / name).read_bytes()
        manifest["files"][name] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    path.write_text(json.dumps(manifest), "utf-8")
    return folder


def replaced(path: Path, old: str, new: str, *, times: int = 1) -> None:
    """Replace words that must be there."""
    text = path.read_bytes().decode("utf-8")
    assert old in text, old
    path.write_bytes(text.replace(old, new, times).encode("utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def rewritten(path: Path, change, *, where) -> dict[str, str]:
    """Change the first row for which ``where`` holds, and return it as it was."""
    found = rows(path)
    row = next(each for each in found if where(each))
    before = dict(row)
    change(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, found[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return before


def dropped(path: Path, *, where) -> dict[str, str]:
    """Take out the first row for which ``where`` holds, and return it."""
    found = rows(path)
    place = next(number for number, each in enumerate(found) if where(each))
    lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    assert len(lines) == len(found) + 1
    del lines[place + 1]
    path.write_bytes("".join(lines).encode("utf-8-sig"))
    return found[place]


def failed(report):
    return {each.id for each in report.layers if each.state == "failed"}


def named(report, layer):
    found = next(each for each in report.layers if each.id == layer)
    return {each.number for each in found.differences}


def only(report, layer):
    return next(each for each in report.layers if each.id == layer).differences
