"""What the survey edition is written from: the suppressed estimates among its papers. Below them there is nothing to see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tanlu.errors import BadDocument
from tanlu.evidence.store import Store
from tanlu.text import Text

PAPER: Final = "papers/estimates.json"


@dataclass(frozen=True, slots=True)
class Told:
    """An estimate of one region; without a value it is held back, and ``why`` says so.

    Parameters
    ----------
    value, error, low, high : float or None
    n, df : int or None
    deff : float or None
    why : Text or None
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    n: int | None
    df: int | None
    deff: float | None
    why: Text | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is told of it, by region and category."""

    column: str
    text: Text
    unit: Text | None
    cells: dict[tuple[str, str], Told]


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale: its title, its steps (name, fit, whether it holds), what may be compared and why, and differences."""

    title: Text
    steps: tuple[tuple[Text, str, bool], ...]
    allows: str
    says: Text
    why: Text
    do: Text | None
    differences: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a survey on a day."""

    store: Store
    day: str
    title: Text
    fictional: bool
    convenience: bool
    answers: int
    people: int
    clusters: int
    counts: dict[str, int | None]
    regions: dict[str, Text]
    languages: dict[str, Text]
    opinions: tuple[Asked, ...]
    shares: tuple[Asked, ...]
    means: tuple[Asked, ...]
    silence: tuple[tuple[Text, dict[str, float | None]], ...]
    scales: tuple[Scale, ...]

    @property
    def every(self) -> tuple[Told, ...]:
        """Every cell."""
        return tuple(
            each for one in (*self.opinions, *self.shares, *self.means) for each in one.cells.values()
        )


def gather(store: Store, papers: Mapping[str, bytes]) -> Round:
    """Read the estimates.

    Raises
    ------
    BadDocument
        If they are missing or not as ``tanlu brief survey`` writes them.
    """
    try:
        return _round(store, json.loads(papers[PAPER]))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadDocument(
            (f"{PAPER} is missing or damaged.", f"{PAPER} 缺失或已损坏。"),
            ("Write the brief again with tanlu brief survey --from DIR.",
             "请用 tanlu brief survey --from DIR 重新生成。"),
        ) from error  # fmt: skip


def _round(store: Store, data: dict[str, Any]) -> Round:
    return Round(
        store,
        date.fromisoformat(data["on"]).isoformat(),
        _text(data["title"]),
        bool(data["fictional"]),
        bool(data["convenience"]),
        int(data["rules"]["answers"]),
        int(data["rules"]["people"]),
        int(data["design"]["clusters"]),
        {key: None if each is None else int(each) for key, each in data["people"].items()},
        {key: _text(each) for key, each in data["regions"].items()},
        {key: _text(each) for key, each in data["languages"].items()},
        tuple(map(_asked, data["opinions"])),
        tuple(map(_asked, data["shares"])),
        tuple(map(_asked, data["means"])),
        tuple((_text(each["text"]), dict(each["shares"])) for each in data["silence"]),
        tuple(map(_scale, data["scales"])),
    )


def _asked(data: dict[str, Any]) -> Asked:
    cells = {(each["region"], each["category"]): _told(each) for each in data["cells"]}
    return Asked(data["column"], _text(data["text"]), _text(data["unit"]) if data["unit"] else None, cells)


def _told(each: dict[str, Any]) -> Told:
    return Told(
        each["value"], each["error"], each["low"], each["high"], each["n"], each["df"], each["deff"],
        _text(each["why"]) if each["why"] else None,
    )  # fmt: skip


def _scale(data: dict[str, Any]) -> Scale:
    verdict = data["verdict"]
    steps = tuple(
        (_text(each["step"]), f"CFI {each['cfi']:.3f} · RMSEA {each['rmsea']:.3f}", bool(each["holds"]))
        for each in data["ladder"]
    )
    return Scale(
        _text(data["title"]), steps, verdict["allows"], _text(verdict["says"]), _text(verdict["why"]),
        _text(verdict["do"]) if verdict["do"] else None, tuple(data["differences"]),
    )  # fmt: skip


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"], data["zh"])
