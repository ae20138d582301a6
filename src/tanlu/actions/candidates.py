"""Judge candidate industries by several criteria; nothing is imported or kept."""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.errors import BadReference, NoFigure
from tanlu.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tanlu.analysis.economy.future import Frontier
    from tanlu.evidence.readers.candidates import CandidateCells

_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says about a table of candidates.

    Parameters
    ----------
    path : Path
        CSV or XLSX: industries in the first column, a criterion in each other one.
    less : tuple of str
        Criteria of which less is better.
    weights : tuple of str
        ``COLUMN=NUMBER``; a criterion not named weighs 1, and without any all weights are equally likely.
    limits : tuple of str
        ``COLUMN<=NUMBER`` or ``COLUMN>=NUMBER``: constraints. Such a column is a criterion too only if named in
        ``less`` or ``weights``.
    labels : tuple of str
        Columns that are shown and never used.
    """

    path: Path
    less: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A stated constraint."""

    column: str
    sign: str
    bound: float

    def holds(self, value: float) -> bool:
        """Return whether a value keeps it."""
        return _COMPARE[self.sign](value, self.bound)

    @property
    def said(self) -> str:
        """The constraint as one writes it."""
        return f"{self.column} {'≤' if self.sign == '<=' else '≥'} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What candidates are judged by: a column, its direction, and its weight (None where no weight was given)."""

    column: str
    less: bool
    weight: float | None


@dataclass(frozen=True, slots=True)
class Apart:
    """A candidate that is not ranked, and why."""

    industry: str
    broken: tuple[Limit, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates judged.

    Parameters
    ----------
    industries : tuple of str
        Those ranked, in the order of the table; the rows of ``found``.
    criteria, limits : tuple
        What they were judged by, and what they had to keep.
    values : dict of str to tuple
        Every number of the table by column, over ``every``.
    labels : dict of str to tuple
        Context by column, over ``every``.
    every : tuple of str
        All candidates of the table.
    apart : tuple of Apart
        Those that are not ranked.
    found : Frontier
        The judgement.
    """

    industries: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    limits: tuple[Limit, ...]
    values: dict[str, tuple[float | None, ...]]
    labels: dict[str, tuple[str, ...]]
    every: tuple[str, ...]
    apart: tuple[Apart, ...]
    found: "Frontier"


def judge(asked: Asked, *, top: int = 3, draws: int = 1000, seed: int = 1) -> Judged:
    """Judge the candidates of a table.

    Parameters
    ----------
    asked : Asked
        The table, and what is said about its columns.
    top : int
        How many count as the first.
    draws, seed : int
        Of the weights.

    Raises
    ------
    UserMistake
        If the table cannot be read, a column is not there, an option contradicts another, or no candidate is left.
    """
    from tanlu.analysis.economy.future import frontier
    from tanlu.evidence.readers.candidates import read_candidates

    cells = read_candidates(asked.path)
    weights, limits = _weights(asked, cells), tuple(_limit(each, cells) for each in asked.limits)
    criteria = _criteria(asked, cells, weights, limits)
    used = dict.fromkeys([*(each.column for each in criteria), *(each.column for each in limits)])
    values = {column: cells.numbers(column) for column in used}
    apart = _apart(cells.industries, values, limits)
    out = {each.industry for each in apart}
    ranked = [at for at, each in enumerate(cells.industries) if each not in out]
    if not ranked:
        raise _nobody(apart)
    found = frontier(
        [_goods_of(values, criteria, at) for at in ranked],
        weights=[weights.get(each.column, 1.0) for each in criteria] if weights else None,
        first=top,
        draws=draws,
        seed=seed,
    )
    labels = {each: cells.columns[each] for each in dict.fromkeys(asked.labels)}
    names = tuple(cells.industries[at] for at in ranked)
    return Judged(names, criteria, limits, values, labels, cells.industries, apart, found)


def _column(cells: "CandidateCells", name: str) -> str:
    """Return the heading that a person means."""
    from tanlu.analysis.economy.table import place
    from tanlu.evidence.readers.text import plain

    headings = tuple(cells.columns)
    return headings[place(headings, plain(name), Text("column", "列"))]


def _weights(asked: Asked, cells: "CandidateCells") -> dict[str, float]:
    found: dict[str, float] = {}
    for each in asked.weights:
        name, sign, number = each.rpartition("=")
        value = _number(number)
        if not sign or not name.strip() or value is None:
            raise BadReference(
                (
                    f"{each!r} does not say which column has which weight.",
                    f"{each!r} 没有说明哪一列的权重是多少。",
                ),
                (
                    "Write COLUMN=NUMBER, such as --weight growth=2.",
                    "请写成“列名=数字”，如 --weight 增速=2。",
                ),
            )
        column = _column(cells, name)
        if value <= 0 or column in found:
            raise BadReference(
                (f"The weight of {column!r} must be given once, above zero.", f"{column!r} 的权重只能给一次，且须大于零。"),
                (f"A column that should not count is context: --label {column!r}.",
                 f"不应计入的列请用 --label {column!r} 标明。"),
            )  # fmt: skip
        found[column] = value
    return found


def _limit(said: str, cells: "CandidateCells") -> Limit:
    parts = re.fullmatch(r"\s*(.+?)\s*(<=|>=|≤|≥)\s*([^<>=≤≥]+)", said)
    bound = _number(parts[3]) if parts else None
    if not parts or bound is None:
        raise BadReference(
            (f"{said!r} is no constraint.", f"{said!r} 不是可用的约束条件。"),
            ('Write "COLUMN<=NUMBER" or "COLUMN>=NUMBER", in quotation marks.',
             "请写成“列名<=数字”或“列名>=数字”，并加引号。"),
        )  # fmt: skip
    return Limit(_column(cells, parts[1]), {"≤": "<=", "≥": ">="}.get(parts[2], parts[2]), bound)


def _number(text: str) -> float | None:
    from tanlu.errors import BadTable
    from tanlu.evidence.readers.text import parse_number

    try:
        return parse_number(text).value
    except BadTable:
        return None


def _criteria(
    asked: Asked, cells: "CandidateCells", weights: dict[str, float], limits: Sequence[Limit]
) -> tuple[Criterion, ...]:
    less = {_column(cells, each) for each in asked.less}
    labels = {_column(cells, each) for each in asked.labels}
    bounded = {each.column for each in limits}
    both = sorted(labels & (less | set(weights) | bounded))
    if both:
        raise BadReference(
            (
                f"The column {both[0]!r} is a label and is used as well.",
                f"列 {both[0]!r} 既标为说明，又参与计算。",
            ),
            ("A label is shown and never used; choose one.", "说明列只显示，不参与计算；请二者择一。"),
        )
    named = less | set(weights)
    chosen = [each for each in cells.columns if each not in labels and (each in named or each not in bounded)]
    if not chosen:
        raise BadReference(
            ("No column is left as a criterion.", "没有可作为指标的列。"),
            (
                "A column with a limit is a criterion too if named with --less or --weight.",
                "设有约束的列，用 --less 或 --weight 指定后也作为指标。",
            ),
        )
    return tuple(
        Criterion(each, each in less, weights.get(each, 1.0) if weights else None) for each in chosen
    )


def _apart(
    industries: tuple[str, ...], values: dict[str, tuple[float | None, ...]], limits: Sequence[Limit]
) -> tuple[Apart, ...]:
    found = []
    for at, industry in enumerate(industries):
        row = {column: numbers[at] for column, numbers in values.items()}
        missing = tuple(column for column, value in row.items() if value is None)
        broken = tuple(
            each for each in limits if (value := row[each.column]) is not None and not each.holds(value)
        )
        if missing or broken:
            found.append(Apart(industry, broken, missing))
    return tuple(found)


def _nobody(apart: Sequence[Apart]) -> NoFigure:
    broken = sum(bool(each.broken) for each in apart)
    return NoFigure(
        (
            f"No candidate is left: {broken} break a constraint, {len(apart) - broken} lack a value.",
            f"没有候选产业可供排序：{broken} 个不满足约束，{len(apart) - broken} 个缺少数值。",
        ),
        ("Loosen a constraint, or fill in the values.", "请放宽约束，或补全数值。"),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """One criterion of one candidate: its value and its place among those ranked (None for who is not)."""

    criterion: Criterion
    value: float | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """All that is said of one candidate.

    Parameters
    ----------
    industry : str
        Its name.
    at : int or None
        Its row in the judgement; None if it is not ranked.
    standings : tuple of Standing
        One for each criterion.
    beaten_by, beats : tuple of str
        Candidates that are no worse in any criterion and better in one, and those over which it is so itself.
    kept : tuple of (Limit, float or None, bool or None)
        Each constraint with the value and whether it is kept.
    labels : dict of str to str
        Context.
    """

    industry: str
    at: int | None
    standings: tuple[Standing, ...]
    beaten_by: tuple[str, ...]
    beats: tuple[str, ...]
    kept: tuple[tuple[Limit, float | None, bool | None], ...]
    labels: dict[str, str]


def card(found: Judged, industry: str) -> Card:
    """Return all that is said of one candidate.

    Raises
    ------
    UnknownName
        If the table has no such industry; the nearest are offered.
    """
    from tanlu.analysis.economy.future import beats
    from tanlu.analysis.economy.table import place

    row = place(found.every, industry.strip(), Text("industry", "行业"))
    name = found.every[row]
    at = found.industries.index(name) if name in found.industries else None
    goods = [_goods(found, each) for each in found.industries]
    mine = _goods(found, name) if at is not None else None
    standings = tuple(
        Standing(
            each,
            found.values[each.column][row],
            1 + sum(other[k] > mine[k] for other in goods) if mine else None,
        )
        for k, each in enumerate(found.criteria)
    )
    beating = beats(goods) if at is not None else None
    kept = tuple(
        (each, value, None if value is None else each.holds(value))
        for each in found.limits
        for value in (found.values[each.column][row],)
    )
    return Card(
        name, at, standings,
        () if beating is None else _those(found.industries, beating[:, at]),
        () if beating is None else _those(found.industries, beating[at]),
        kept, {column: cells[row] for column, cells in found.labels.items()},
    )  # fmt: skip


def _goods(found: Judged, industry: str) -> tuple[float, ...]:
    """Return the values of a ranked candidate, turned so that more is better."""
    return _goods_of(found.values, found.criteria, found.every.index(industry))


def _goods_of(
    values: dict[str, tuple[float | None, ...]], criteria: Sequence[Criterion], row: int
) -> tuple[float, ...]:
    held = ((each, values[each.column][row]) for each in criteria)
    return tuple(-value if each.less else value for each, value in held if value is not None)


def _those(industries: tuple[str, ...], chosen: "NDArray[Any]") -> tuple[str, ...]:
    return tuple(each for each, yes in zip(industries, chosen, strict=True) if yes)
