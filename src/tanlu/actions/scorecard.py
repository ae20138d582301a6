"""The scorecard of a study: read its folder, score it, hand it to a brief."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadFolder
from tanlu.study.ratings import read_measured, read_ratings
from tanlu.study.region import read_regions
from tanlu.study.scorecard import Scorecard, scorecard
from tanlu.study.told import to_json

FILES: Final = ("regions.csv", "ratings.csv", "measured.csv")
PAPER: Final = "papers/scorecard.json"


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard, and whether its study is the invented one."""

    card: Scorecard
    fictional: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data, without raters."""
        return {"fictional": self.fictional, **to_json(self.card)}


def score(folder: Path | None, *, seed: int = 1) -> Scored:
    """Score the study in a folder; the invented one for None.

    Raises
    ------
    BadFolder
        If a file is missing or cannot be read.
    BadRecord
        If a row cannot be taken.
    """
    regions, ratings, measured = (_read(folder, name) for name in FILES)
    card = scorecard(read_regions(regions), read_ratings(ratings), read_measured(measured), seed=seed)
    return Scored(card, folder is None)


def write_example(folder: Path) -> None:
    """Write the invented study into a folder that does not hold one.

    Raises
    ------
    BadFolder
        If one of its files is there already, or cannot be written.
    """
    there = [each for each in FILES if (folder / each).exists()]
    if there:
        raise BadFolder(
            (f"{folder} holds {', '.join(there)} already; nothing was written.",
             f"{folder} 已有 {'、'.join(there)}，未写入。"),
            ("Name an empty folder.", "请指定空文件夹。"),
        )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each in FILES:
            (folder / each).write_text(_packaged(each), "utf-8")
    except OSError as error:
        raise BadFolder(
            (f"{folder} cannot be written ({error.strerror}).", f"无法写入 {folder}（{error.strerror}）。"),
            ("Name another folder.", "请指定其他文件夹。"),
        ) from error


def papers(source: Path | None, day: str = "") -> dict[str, bytes]:
    """Return the scorecard as the paper of a brief; ratings and raters stay where they are.

    Raises
    ------
    BadFolder, BadRecord
        As :func:`score`.
    """
    data = {"on": day or datetime.now(UTC).date().isoformat(), **score(source).to_json()}
    return {PAPER: json.dumps(data, ensure_ascii=False, indent=1).encode()}


def _packaged(name: str) -> str:
    return (files("tanlu.study") / "data" / "example" / name).read_text("utf-8")


def _read(folder: Path | None, name: str) -> str:
    if folder is None:
        return _packaged(name)
    try:
        return (folder / name).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{folder / name} is missing or cannot be read.", f"{folder / name} 缺失或无法读取。"),
            (f"A study holds {', '.join(FILES)}; `tanlu study scorecard --example DIR` writes one to start from.",
             f"研究文件夹含 {'、'.join(FILES)}；`tanlu study scorecard --example DIR` 可生成示例。"),
        ) from error  # fmt: skip
