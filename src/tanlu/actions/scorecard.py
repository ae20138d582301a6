"""The scorecard of a study: read its folder, score it, hand it to a brief."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.actions.examples import put_example
from tanlu.errors import BadFolder
from tanlu.evidence.store import Store
from tanlu.study.adjudication import Adjudication, read_adjudications
from tanlu.study.ratings import Look, Rating, bad, read_measured, read_rounds
from tanlu.study.region import read_regions
from tanlu.study.scorecard import Scorecard, scorecard
from tanlu.study.told import to_json

FILES: Final = ("regions.csv", "ratings.csv", "measured.csv")
OUTCOMES: Final = "adjudications.csv"
"""A study may do without it."""
Study = Path | Mapping[str, str] | None
"""A folder, the text of each file by its name, or the invented study."""
PAPER: Final = "papers/scorecard.json"
_HAPPENED: Final = ("reported", "provisional", "revised", "estimated", "derived")


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard, and whether its study is the invented one."""

    card: Scorecard
    fictional: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data, without raters."""
        return {"fictional": self.fictional, **to_json(self.card)}


def score(folder: Study, *, seed: int = 1, fictional: bool = False) -> Scored:
    """Score the study in a folder, or whose files are given as text; the invented one for None.

    Parameters
    ----------
    folder : Path, mapping or None
        A folder, or the text of each file by its name.
    seed : int
    fictional : bool
        Whether the study is invented, beyond the one that ships with Tanlu.

    Raises
    ------
    BadFolder
        If a file is missing or cannot be read.
    BadRecord
        If a row cannot be taken.
    """
    regions, ratings, measured = (_read(folder, name) for name in FILES)
    first, last = read_rounds(ratings)
    adjudicated = _adjudicated(folder, first, last)
    counted = read_measured(measured, look=_look())
    card = scorecard(read_regions(regions), last, counted, adjudicated, seed=seed)
    return Scored(card, folder is None or fictional)


def _adjudicated(folder: Study, first: Sequence[Rating], last: Sequence[Rating]) -> tuple[Adjudication, ...]:
    held = (
        OUTCOMES in folder
        if isinstance(folder, Mapping)
        else folder is not None and (folder / OUTCOMES).exists()
    )
    if not held:
        return ()
    return read_adjudications(_read(folder, OUTCOMES), first, last)


def _look() -> Look:
    """Return what finds figures in the evidence, which is opened when the first is asked for."""

    @cache
    def evidence() -> Store:
        from tanlu.actions.home import open_store

        return open_store()

    def look(address: str, region: str, at: str) -> tuple[float, float, float, str]:
        from tanlu.actions.figures import show_figure

        shown = show_figure(address, evidence(), "fraction")
        found = shown.figure
        if found.region != region:
            raise bad(at, f"scores {region} by a figure of {found.region}", f"用 {found.region} 的数字给 {region} 打分",
                      "Name the figure of the same region, by the same code.",
                      "请引用同一地区（同一代码）的数字。")  # fmt: skip
        if found.status not in _HAPPENED:
            raise bad(at, f"scores progress by a figure that is {found.status}", f"所引数字的状态为 {found.status}",
                      "Name a figure of what has happened.", "请引用已经发生的情况。")  # fmt: skip
        value = shown.quantity.value
        low, high = _range(found.origin, value)
        return value, low, high, found.address

    return look


def _range(origin: object, value: float) -> tuple[float, float]:
    """Return the range that a source gives with its figure, in the unit of ``value``; else the value itself."""
    low, high, own = (getattr(origin, name, None) for name in ("low", "high", "value"))
    if low is None or high is None or not own:
        return value, value
    ends = sorted((low * value / own, high * value / own))
    return ends[0], ends[1]


def write_example(folder: Path) -> None:
    """Write the invented study into a folder that does not hold one.

    Raises
    ------
    BadFolder
        If one of its files is there already, or cannot be written.
    """
    put_example(folder, {each: _packaged(each) for each in FILES})


def papers(source: Study, day: str = "", *, fictional: bool = False) -> dict[str, bytes]:
    """Return the scorecard as the paper of a brief; ratings and raters stay where they are.

    Raises
    ------
    BadFolder, BadRecord
        As :func:`score`.
    """
    data = {"on": day or datetime.now(UTC).date().isoformat(), **score(source, fictional=fictional).to_json()}
    return {PAPER: json.dumps(data, ensure_ascii=False, indent=1).encode()}


def _packaged(name: str) -> str:
    return (files("tanlu.study") / "data" / "example" / name).read_text("utf-8")


def _read(folder: Study, name: str) -> str:
    if isinstance(folder, Mapping):
        return folder[name]
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
