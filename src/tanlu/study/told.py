"""A scorecard as a file that may leave the study: scores and doubts, no rater and no single rating."""

from collections.abc import Mapping
from typing import Any

from tanlu.analysis.scales.agreement import VERDICTS
from tanlu.study.adjudication import OUTCOMES, Outcome
from tanlu.study.concord import Concord
from tanlu.study.framework import VERSION, indicators
from tanlu.study.region import Region
from tanlu.study.scorecard import STATUS, Cell, Dimension, Profile, Scorecard, Status
from tanlu.study.severity import Shift
from tanlu.text import Text

_NUMBERS = ("raw", "alpha", "low", "high", "gwet")


def to_json(card: Scorecard) -> dict[str, Any]:
    """Return a scorecard as plain data."""
    return {
        "framework": VERSION,
        "draws": card.draws,
        "regions": [_region(each) for each in card.profiles],
        "ahead": [list(each) for each in card.ahead],
        "agreement": [_agreed(each) for each in card.concord],
        "severity": [
            {
                "region": each.region,
                "dimension": each.dimension,
                "given": round(each.given, 4),
                "adjusted": round(each.adjusted, 4),
            }
            for each in card.shifts
        ],
    }


def _region(profile: Profile) -> dict[str, Any]:
    return {
        "region": profile.region.id,
        "level": profile.region.level,
        "title": profile.region.title.to_json(),
        "dimensions": [
            {"dimension": each.id, "scored": each.scored, "asked": each.asked, "score": _ends(each.ends)}
            for each in profile.dimensions
        ],
        "indicators": [
            {"indicator": each.indicator.id, "status": each.status, "score": _ends(each.ends),
             "contested": each.is_contested, "capped": each.is_capped,
             "figure": each.address or None, "outcome": each.outcome}
            for each in profile.cells
        ],
    }  # fmt: skip


def _ends(ends: tuple[float, float, float] | None) -> list[float] | None:
    return None if ends is None else [round(each, 4) for each in ends]


def from_json(data: Mapping[str, Any]) -> Scorecard:
    """Return the scorecard of plain data.

    Raises
    ------
    LookupError, TypeError, ValueError
        If it is not as :func:`to_json` writes it.
    """
    if data["framework"] != VERSION:
        raise ValueError(data["framework"])
    return Scorecard(
        tuple(_profile(each) for each in data["regions"]),
        tuple((str(a), str(b), str(c), float(share)) for a, b, c, share in data["ahead"]),
        int(data["draws"]),
        tuple(_concord(each) for each in data.get("agreement", ())),
        tuple(
            Shift(str(each["region"]), str(each["dimension"]), float(each["given"]), float(each["adjusted"]))
            for each in data.get("severity", ())
        ),
    )


def _agreed(each: Concord) -> dict[str, Any]:
    numbers = {name: getattr(each, name) for name in _NUMBERS}
    rounded = {name: None if value is None else round(value, 4) for name, value in numbers.items()}
    return {"dimension": each.dimension or None, "cells": each.cells, **rounded, "verdict": each.verdict}


def _concord(data: Mapping[str, Any]) -> Concord:
    raw, alpha, low, high, gwet = (None if data[name] is None else float(data[name]) for name in _NUMBERS)
    verdict = next(each for each in VERDICTS if each == data["verdict"])
    return Concord(data["dimension"] or "", int(data["cells"]), raw, alpha, low, high, gwet, verdict)


def _profile(data: Mapping[str, Any]) -> Profile:
    title = Text(data["title"]["en"], data["title"]["zh"])
    return Profile(
        Region(str(data["region"]), str(data["level"]), title),
        tuple(
            Dimension(str(each["dimension"]), int(each["scored"]), int(each["asked"]), _three(each["score"]))
            for each in data["dimensions"]
        ),
        tuple(
            Cell(indicators()[each["indicator"]], _status(each["status"]), _three(each["score"]),
                 bool(each["contested"]), bool(each["capped"]),
                 str(each.get("figure") or ""), _outcome(each.get("outcome")))
            for each in data["indicators"]
        ),
    )  # fmt: skip


def _status(written: str) -> Status:
    return next(each for each in STATUS if each == written)


def _outcome(written: str | None) -> Outcome | None:
    return None if written is None else next(each for each in OUTCOMES if each == written)


def _three(ends: list[float] | None) -> tuple[float, float, float] | None:
    if ends is None:
        return None
    low, middle, high = map(float, ends)
    return low, middle, high
