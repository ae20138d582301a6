"""Composite indices from two files: what the index is, and a table of values."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from tanlu.actions.study import parse_table, read_table
from tanlu.analysis.scales.composite import (
    ENOUGH,
    NORMALISATIONS,
    Aggregation,
    Index,
    Layer,
    Normalisation,
    Scores,
    composite,
    shares_of,
)
from tanlu.analysis.scales.ratings import Bools, Floats
from tanlu.analysis.scales.robustness import Robustness, robustness
from tanlu.analysis.survey.asked import Table
from tanlu.errors import BadReference, BadTable, CannotWrite
from tanlu.text import Text

FICTIONAL: Final = Text("Five invented counties and invented figures.", "以下为五个虚构的县，数字均为虚构。")
_MEANS: Final[dict[str, Aggregation]] = {"arithmetic": "arithmetic", "geometric": "geometric"}
_TURNS: Final = {"higher": 1.0, "lower": -1.0}
_KNOWN: Final = {
    "": {"within", "between", "floor", "enough", "group", "indicator"},
    "group": {"id", "weight"},
    "indicator": {"id", "group", "weight", "low", "high", "better"},
}


@dataclass(frozen=True, slots=True)
class Composed:
    """An index of some units.

    Parameters
    ----------
    units : tuple of str
    index : Index
    scores : Scores
    robust : Robustness or None
        None where fewer than two units have a score.
    """

    units: tuple[str, ...]
    index: Index
    scores: Scores
    robust: Robustness | None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        shares = shares_of(self.index)
        robust = self.robust
        return {
            "units": [self.row(at) for at in range(len(self.units))],
            "indicators": [
                {"id": name, "share": float(share)}
                for name, share in zip(self.index.indicators, shares, strict=True)
            ],
            "draws": len(robust.draws) if robust else 0,
            "settled": self.settled(),
            "shares": dict(robust.shares) if robust else {},
        }  # fmt: skip

    def row(self, at: int) -> dict[str, Any]:
        """Return what is told of a unit."""
        groups = zip(
            self.index.layers[0].names, self.scores.levels[1][at], self.scores.known[1][at], strict=True
        )
        ends = self._ends(at)
        return {
            "unit": self.units[at], "score": self.score(at), "low": ends[0], "high": ends[1],
            "rank_low": ends[2], "rank_high": ends[3], "coverage": float(self.scores.coverage[at]),
            "groups": {name: float(value) if there else None for name, value, there in groups},
            "outside_goalposts": [
                name for name, out in zip(self.index.indicators, self.scores.capped[at], strict=True) if out
            ],
        }  # fmt: skip

    def score(self, at: int) -> float | None:
        """Return the index of a unit, where enough of it is there."""
        return float(self.scores.total[at]) if self.scores.scored[at] else None

    def settled(self) -> list[tuple[str, str]]:
        """Return pairs of units whose order holds in nine draws of ten, the higher first."""
        if not self.robust:
            return []
        names = [self.units[at] for at in self.robust.units]
        places = np.argwhere(self.robust.ordered)
        return [(names[one], names[other]) for one, other in places.tolist()]

    def _ends(self, at: int) -> tuple[float | None, float | None, int | None, int | None]:
        found = self.robust
        if found is None or at not in found.units:
            return None, None, None, None
        place = int(np.flatnonzero(found.units == at)[0])
        low, high = (float(found.scores[row, place]) for row in (0, 2))
        best, worst = (int(found.ranks[row, place]) for row in (0, 2))
        return low, high, best, worst


def example(kind: str) -> str:
    """Return the text of the example: ``csv``, the values, or ``toml``, the index."""
    return (files("tanlu.actions") / "data" / f"composite_example.{kind}").read_text("utf-8")


def composed(values: Path | None, index: Path | None, draws: int, seed: int) -> Composed:
    """Return an index and how firm it is; of the invented example for None.

    Raises
    ------
    BadReference
        If only one of the two files is given.
    BadTable
        If a file is not what it should be, or the index cannot be computed.
    """
    if (values is None) != (index is None):
        raise BadReference(
            ("An index needs both its values and its definition.", "指数既要有数值表，也要有定义文件。"),
            ("Give FILE and --index; `--example DIR` writes both to start from.",
             "请同时给出 FILE 和 --index；`--example 文件夹` 可写出两个示例文件。"),
        )  # fmt: skip
    if values is None or index is None:
        table, made = (
            parse_table("composite_example.csv", example("csv")),
            read_index(example("toml"), "example"),
        )
    else:
        table, made = read_table(values), read_index(_text(index), index.name)
    return compose(table, made, draws, seed)


def write_example(folder: Path) -> None:
    """Write the two files of the example into a folder.

    Raises
    ------
    CannotWrite
        If it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("values.csv", "index.toml"):
            (folder / name).write_text(example(name.rpartition(".")[2]), "utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(
            (f"{folder} cannot be written ({error.strerror}).", f"无法写入 {folder}（{error.strerror}）。"),
            ("Name another folder.", "请换一个文件夹。"),
        ) from error


def compose(table: Table, index: Index, draws: int = 1000, seed: int = 1) -> Composed:
    """Return an index of a table whose first column names the units."""
    units, numbers, known = _numbers(table, index.indicators)
    scores = composite(index, numbers, known)
    varies = all(
        known[:, at].any() and np.ptp(numbers[known[:, at], at]) > 0 for at in range(len(index.indicators))
    )
    # Where an indicator does not vary, neither extremes seen nor spreads can bring it to a scale.
    ways: tuple[Normalisation, ...] = NORMALISATIONS if varies else ("goalposts",)
    enough = int(scores.scored.sum()) > 1
    robust = (
        robustness(index, numbers, known, draws=draws, seed=seed, normalisations=ways) if enough else None
    )
    return Composed(units, index, scores, robust)


def read_index(text: str, name: str) -> Index:
    """Read the definition of an index.

    Raises
    ------
    BadTable
        If it is no such file: what is wrong, and in which place.
    """
    try:
        said = tomllib.loads(text)
        _demand_known(said)
        return _index(said)
    except KeyError as error:
        raise _bad(name, Text(f"{error} is missing or unknown", f"缺少 {error}，或不认识该名称")) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise _bad(name, Text(str(error), str(error))) from error


def _demand_known(said: dict[str, Any]) -> None:
    """Refuse words that nothing reads: a slip would otherwise change the index without a word."""
    for kind, rows in (("", [said]), ("group", said["group"]), ("indicator", said["indicator"])):
        for key in sorted({key for row in rows for key in row} - _KNOWN[kind]):
            raise KeyError(key)


def _index(said: dict[str, Any]) -> Index:
    rows, groups = (
        said["indicator"],
        {str(each["id"]): float(each.get("weight", 1)) for each in said["group"]},
    )
    places = {name: at for at, name in enumerate(groups)}
    ids = tuple(str(each["id"]) for each in rows)
    if len(set(ids)) < len(ids) or len(groups) < len(said["group"]):
        raise KeyError("id")
    parents = tuple(places[each["group"]] for each in rows)
    weights = np.array([float(each.get("weight", 1)) for each in rows])
    within, between = (_MEANS[said.get(key, "arithmetic")] for key in ("within", "between"))
    top = Layer((0,) * len(groups), np.array(list(groups.values())), between, ("index",))
    return Index(
        ids,
        np.array([_TURNS[each.get("better", "higher")] for each in rows]),
        np.array([[float(each["low"]), float(each["high"])] for each in rows]),
        (Layer(parents, weights, within, tuple(groups)), top),
        float(said.get("floor", 0)),
        float(said.get("enough", ENOUGH)),
    )


def _numbers(table: Table, indicators: tuple[str, ...]) -> tuple[tuple[str, ...], Floats, Bools]:
    lacking = [each for each in indicators if each not in table.columns]
    if lacking:
        raise BadTable(
            (f"The table has no column {lacking[0]!r}.", f"数值表没有“{lacking[0]}”列。"),
            ("Name the columns as the indicators of the index.", "请使列名与指数定义中的指标名一致。"),
        )
    numbers = np.column_stack([table.numbers(each) for each in indicators])
    known = np.isfinite(numbers)
    units = tuple(str(each) for each in table.columns[next(iter(table.columns))])
    return units, np.where(known, numbers, 0.0), known


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path.name, Text(f"it cannot be read ({error})", f"无法读取（{error}）")) from error


def _bad(name: str, why: Text) -> BadTable:
    return BadTable(
        (f"{name} does not define an index: {why.en}.", f"{name} 不是指数定义：{why.zh}。"),
        ("`tanlu study composite --example DIR` writes one to start from.",
         "`tanlu study composite --example 文件夹` 可写出示例。"),
    )  # fmt: skip
