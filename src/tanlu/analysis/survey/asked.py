"""What is asked of a survey: how it was drawn, which estimates, in which groups."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.survey.design import Bools, Design, Floats, Lonely, design
from tanlu.analysis.survey.estimate import Estimate, Kind, mean, proportions, ratio, total
from tanlu.analysis.survey.quantile import quantile
from tanlu.analysis.survey.totals import Totals, fitted
from tanlu.errors import BadTable

MISSING: Final = ("", "NA")
"""Cells that hold no answer."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which columns tell how the sample was drawn.

    Parameters
    ----------
    strata, weights : str
        Columns; empty for none.
    clusters, fpc : tuple of str
        One column a stage, two stages at most; empty for none.
    lonely : str
        What to do about a stratum with one cluster.
    convenience : bool
        Whether nobody drew it: people came as they liked.
    totals : Totals or None
        What weights are made to meet.
    """

    strata: str = ""
    weights: str = ""
    clusters: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: Lonely = "fail"
    convenience: bool = False
    totals: Totals | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns named."""
        known = self.totals.columns if self.totals else ()
        return tuple(filter(None, (self.strata, self.weights, *self.clusters, *self.fpc, *known)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """An estimate that is wanted.

    Parameters
    ----------
    kind : str
        ``mean``, ``total``, ``ratio``, ``proportion`` or ``quantile``.
    columns : tuple of str
        One column; two for a ratio, above and below.
    share : float
        Of a quantile.
    """

    kind: Kind
    columns: tuple[str, ...]
    share: float = 0.5

    @property
    def name(self) -> str:
        """The variable as it is asked for, such as ``Y/Z`` or ``V@0.5``."""
        return f"{self.columns[0]}@{self.share:g}" if self.kind == "quantile" else "/".join(self.columns)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked of a survey.

    Parameters
    ----------
    drawn : Drawn
        How the sample was drawn.
    wanted : tuple of Wanted
        The estimates.
    domains : tuple of str
        Columns whose categories are groups; each estimate is given of the whole and of every group.
    level : float
        Of the intervals.
    """

    drawn: Drawn
    wanted: tuple[Wanted, ...]
    domains: tuple[str, ...] = ()
    level: float = 0.95

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns named, each once."""
        named = (*self.drawn.columns, *(each for want in self.wanted for each in want.columns), *self.domains)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Row:
    """One estimate of a table.

    Parameters
    ----------
    kind, variable, category : str
        What was estimated; the category of a proportion, else empty.
    domain, group : str
        Column and category of the domain; empty for the whole.
    count : int
        Rows of the sample behind the number: with this category, for a proportion.
    found : Estimate
    """

    kind: Kind
    variable: str
    category: str
    domain: str
    group: str
    count: int
    found: Estimate


@dataclass(frozen=True, slots=True)
class Table:
    """A table of answers, with the numbers of a column read when they are asked for.

    Parameters
    ----------
    columns : mapping of str to list of str
        Cells as they stand; :data:`MISSING` where there is no answer.
    """

    columns: Mapping[str, Sequence[str]]
    _numbers: dict[str, Floats] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(next(iter(self.columns.values()), ()))

    def words(self, name: str) -> NDArray[Any]:
        """Return the cells of a column, empty where missing.

        Parameters
        ----------
        name : str
            A column.
        """
        found = np.asarray(self.columns[name], dtype=str)
        return np.where(np.isin(found, MISSING), "", found)

    def numbers(self, name: str) -> Floats:
        """Return a column as numbers, NaN where missing.

        Parameters
        ----------
        name : str
            A column.

        Raises
        ------
        BadTable
            If a cell is not a number.
        """
        if name not in self._numbers:
            self._numbers[name] = _numbers(name, self.columns[name])
        return self._numbers[name]


def _numbers(name: str, cells: Sequence[str]) -> Floats:
    made, bad = np.full(len(cells), np.nan), []
    for at, cell in enumerate(cells):
        if cell in MISSING:
            continue
        try:
            made[at] = float(cell)
        except ValueError:
            bad.append(at)
        else:
            if "_" in cell or not math.isfinite(made[at]):  # which Python takes for numbers, and nobody else
                bad.append(at)
    if bad:
        first = bad[0]
        raise BadTable(
            (
                f"The column {name!r} has {len(bad)} cells that are no numbers, first {cells[first]!r} in row {first + 1}.",
                f"列“{name}”有{len(bad)}个单元格不是数字，第一个是第{first + 1}行的“{cells[first]}”。",
            ),
            (
                "Give codes in place of labels, leave missing answers empty, or ask for its shares with --proportion.",
                "请用代码代替标签，缺失处留空；如需各类别占比，请用 --proportion。",
            ),
        )
    return made


def drawn(asked: Drawn, table: Table) -> Design:
    """Return the design of a table.

    Parameters
    ----------
    asked : Drawn
        Which columns tell it.
    table : Table
        The answers.

    Raises
    ------
    BadTable
        As :func:`tanlu.analysis.survey.design.design` and :func:`tanlu.analysis.survey.totals.fitted`.
    """
    clusters, fpc = (*asked.clusters, "", ""), (*asked.fpc, "", "")
    held = design(
        table.rows,
        weights=table.numbers(asked.weights) if asked.weights else None,
        strata=table.words(asked.strata) if asked.strata else None,
        clusters=table.words(clusters[0]) if clusters[0] else None,
        seconds=table.words(clusters[1]) if clusters[1] else None,
        fpc=table.numbers(fpc[0]) if fpc[0] else None,
        second_fpc=table.numbers(fpc[1]) if fpc[1] else None,
        lonely=asked.lonely,
    )
    return fitted(held, asked.totals, table.words, table.numbers) if asked.totals else held


def tabulate(asked: Asked, table: Table) -> tuple[Row, ...]:
    """Return every estimate, of the whole and of each group.

    Parameters
    ----------
    asked : Asked
        What is wanted.
    table : Table
        The answers.

    Raises
    ------
    BadTable
        If the design does not hold, or a cell is not a number.

    Examples
    --------
    >>> table = Table({"y": ["1", "2", "", "3"], "g": ["a", "a", "b", "b"]})
    >>> for row in tabulate(Asked(Drawn(), (Wanted("mean", ("y",)),), ("g",)), table):
    ...     print(row.group or "all", row.found.value, row.found.n, row.found.missing)
    all 2.0 3 1
    a 1.5 2 0
    b 3.0 1 1
    """
    held = drawn(asked.drawn, table)
    rows: list[Row] = []
    for domain, group, inside in _groups(asked.domains, table):
        for want in asked.wanted:
            rows += _rows(held, want, table, (domain, group, inside), asked.level)
    return tuple(rows)


def _groups(domains: tuple[str, ...], table: Table) -> list[tuple[str, str, Bools]]:
    found: list[tuple[str, str, Bools]] = [("", "", np.ones(table.rows, dtype=bool))]
    for domain in domains:
        words = table.words(domain)
        found += [(domain, str(name), words == name) for name in np.unique(words) if name]
    return found


def _rows(held: Design, want: Wanted, table: Table, part: tuple[str, str, Bools], level: float) -> list[Row]:
    domain, group, inside = part
    if want.kind == "proportion":
        words = table.words(want.columns[0])
        return [
            Row("proportion", want.name, name, domain, group, int((inside & (words == name)).sum()), found)
            for name, found in proportions(held, words, inside, level).items()
        ]
    found = _one(held, want, [table.numbers(each) for each in want.columns], inside, level)
    return [Row(want.kind, want.name, "", domain, group, found.n, found)]


def _one(held: Design, want: Wanted, given: list[Floats], inside: Bools, level: float) -> Estimate:
    if want.kind == "ratio":
        return ratio(held, given[0], given[1], inside, level)
    if want.kind == "quantile":
        return quantile(held, given[0], want.share, inside, level)
    return (mean if want.kind == "mean" else total)(held, given[0], inside, level)
