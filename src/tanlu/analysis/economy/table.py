"""A region-by-industry table: levels, with suppressed cells as such, and what must be known before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.faults import (
    demand_levels,
    demand_numbers,
    demand_one_classification,
    mixed_codes,
)
from tanlu.errors import BadTable, UnknownName
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_SUPPRESSED: Final = 0.5
"""Above this share of listed cells the known rest says more about the rule of secrecy than about the economy."""


@dataclass(frozen=True, slots=True)
class RegionIndustry:
    """Levels (jobs, value added, exports) of every industry in every region.

    Build it by :meth:`from_arrays` or :meth:`from_long`, which check what they are given.

    Parameters
    ----------
    regions, industries : tuple of str
        Labels of the rows and columns, as the table gives them.
    values : ndarray, shape (R, P)
        Levels in one unit, zero where there is none and where a cell is suppressed.
    suppressed : ndarray of bool, shape (R, P)
        Cells that exist but are withheld: neither zero nor known.
    population : ndarray, shape (R,), or None
        Persons.
    period : str
        The year, or empty.
    cautions : tuple of Caution
        What was found and put right while the table was built.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Floats
    suppressed: Bools
    population: Floats | None = None
    period: str = ""
    cautions: tuple[Caution, ...] = ()

    @classmethod
    def from_arrays(
        cls,
        regions: Sequence[str],
        industries: Sequence[str],
        values: ArrayLike,
        *,
        suppressed: ArrayLike | None = None,
        population: ArrayLike | None = None,
        period: str = "",
        levels: bool = False,
        keep_empty: bool = False,
    ) -> "RegionIndustry":
        """Build a table from a matrix.

        Parameters
        ----------
        regions, industries : sequence of str
            Labels, each once.
        values : array_like, shape (R, P)
            Levels; whatever stands in a suppressed cell is not read.
        suppressed : array_like of bool, shape (R, P), optional
            Cells that are withheld.
        population : array_like, shape (R,), optional
            Persons, above zero.
        period : str
            The year.
        levels : bool
            True if rows that all sum to 1 or 100 are levels nevertheless.
        keep_empty : bool
            True to keep industries that no region has, since an outside reference has them.

        Raises
        ------
        BadTable
            If shapes or labels do not fit, a value is negative, infinite or NaN, the rows are shares, a total
            stands among the parts, fewer than two industries are left, or nothing is.

        Notes
        -----
        Empty regions and industries are left out, and a :class:`Caution` names them.

        Examples
        --------
        >>> table = RegionIndustry.from_arrays(["a", "b"], ["coal", "steel"], [[9, 1], [2, 8]])
        >>> float(table.values.sum())
        20.0
        """
        matrix = np.array(values, dtype=np.float64)
        hidden = np.zeros(matrix.shape, bool) if suppressed is None else np.array(suppressed, dtype=bool)
        people = None if population is None else np.array(population, dtype=np.float64)
        demand_numbers(regions, industries, matrix, hidden, people)
        matrix[hidden] = 0.0
        table = cls(tuple(regions), tuple(industries), matrix, hidden, people, period)
        table = _without_empty(table, keep_industries=keep_empty)
        if not levels:
            demand_levels(table.values, table.suppressed)
        demand_one_classification(table.regions, table.industries, table.values)
        found = mixed_codes(table.industries)
        return replace(table, cautions=table.cautions + found)

    @classmethod
    def from_long(
        cls,
        region: Sequence[str],
        industry: Sequence[str],
        value: ArrayLike,
        *,
        suppressed: ArrayLike | None = None,
        population: dict[str, float] | None = None,
        period: str = "",
        levels: bool = False,
    ) -> "RegionIndustry":
        """Build a table from one row a cell; rows under one key are summed, and a caution says so.

        Parameters
        ----------
        region, industry : sequence of str, length N
            Key of each row.
        value : array_like, shape (N,)
            Level of each row.
        suppressed : array_like of bool, shape (N,), optional
            Rows whose value is withheld. A key with one withheld row is withheld as a whole.
        population : dict, optional
            Persons by region.
        period, levels
            As in :meth:`from_arrays`.

        Raises
        ------
        BadTable
            As :meth:`from_arrays`, and if columns differ in length.

        Examples
        --------
        >>> table = RegionIndustry.from_long(["a", "a", "b", "b"], ["x", "x", "x", "y"], [1, 2, 4, 5])
        >>> table.values.tolist(), table.cautions[0].code
        ([[3.0, 0.0], [4.0, 5.0]], 'duplicates')
        """
        column = np.array(value, dtype=np.float64)
        hidden = np.zeros(column.shape, bool) if suppressed is None else np.array(suppressed, dtype=bool)
        if not len(region) == len(industry) == column.size == hidden.size:
            raise BadTable(
                ("The columns of the table differ in length.", "表中各列的长度不一。"),
                ("Give each row a region, an industry and a value.", "每行须有地区、行业和数值。"),
            )
        rows, columns = tuple(dict.fromkeys(region)), tuple(dict.fromkeys(industry))
        at = np.array([*map({each: i for i, each in enumerate(rows)}.__getitem__, region)], dtype=np.intp)
        to = np.array(
            [*map({each: i for i, each in enumerate(columns)}.__getitem__, industry)], dtype=np.intp
        )
        column = np.where(hidden, 0.0, column)
        demand_numbers(("",), region, column[None, :], hidden[None, :], None, labelled=False)
        matrix, mask = np.zeros((len(rows), len(columns))), np.zeros((len(rows), len(columns)), bool)
        np.add.at(matrix, (at, to), column)
        np.logical_or.at(mask, (at, to), hidden)
        people = None if population is None else [_people(population, each) for each in rows]
        table = cls.from_arrays(
            rows, columns, matrix, suppressed=mask, population=people, period=period, levels=levels
        )
        twice = column.size - np.unique(at * len(columns) + to).size
        return replace(table, cautions=table.cautions + _summed(twice)) if twice else table

    def row(self, region: str) -> int:
        """Return the place of a region.

        Raises
        ------
        UnknownName
            If the table has no such region.
        """
        return place(self.regions, region, Text("region", "地区"))

    def apart(self, region: str) -> tuple["RegionIndustry", Floats]:
        """Return the table without one region, and that region's values: the whole, kept as a reference.

        Parameters
        ----------
        region : str
            Label of the nation's row.

        Returns
        -------
        table : RegionIndustry
            The other regions; industries keep their places.
        reference : ndarray, shape (P,)

        Raises
        ------
        UnknownName
            If the table has no such region.
        BadTable
            If a cell of that row is suppressed, or no other region is left.
        """
        at = self.row(region)
        if self.suppressed[at].any() or len(self.regions) < 2:
            raise BadTable(
                (
                    f"{region} cannot be the reference: cells of it are suppressed, or it is the only region.",
                    f"{region} 不能作为参照：其中有保密的单元格，或表中只有这一个地区。",
                ),
                (
                    "Leave the reference out; the sum of the regions is taken.",
                    "请不指定参照，改用各地区之和。",
                ),
            )
        keep = np.arange(len(self.regions)) != at
        people = None if self.population is None else self.population[keep]
        rest = replace(
            self,
            regions=tuple(np.array(self.regions, dtype=object)[keep]),
            values=self.values[keep], suppressed=self.suppressed[keep], population=people,
        )  # fmt: skip
        return rest, self.values[at]

    def demand_known(self) -> None:
        """Make sure that most cells are known.

        Raises
        ------
        BadTable
            If more than half of the cells in which something stands are suppressed.
        """
        listed = int(((self.values > 0) | self.suppressed).sum())
        hidden = int(self.suppressed.sum())
        if hidden > MOST_SUPPRESSED * listed:
            raise BadTable(
                (
                    f"{hidden} of {listed} cells are suppressed; what is left does not describe these economies.",
                    f"{listed} 个单元格中有 {hidden} 个保密，余下的数字不足以说明这些地区的经济结构。",
                ),
                (
                    "Use larger regions or a coarser classification, where less is withheld.",
                    "请改用较大的地区或较粗的行业分类，以减少保密的单元格。",
                ),
            )


def place(labels: tuple[str, ...], label: str, kind: Text) -> int:
    """Return where a label stands.

    Raises
    ------
    UnknownName
        If it does not; the nearest are offered.

    Examples
    --------
    >>> place(("coal", "steel"), "steel", Text("industry", "行业"))
    1
    """
    if label in labels:
        return labels.index(label)
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    near = named(tuple(get_close_matches(label, labels)) or labels)
    raise UnknownName(
        (f"The table has no {kind.en} {label!r}.", f"表中没有{kind.zh} {label!r}。"),
        (f"It has: {near.en}.", f"表中有：{near.zh}。"),
    )


def _without_empty(table: RegionIndustry, *, keep_industries: bool) -> RegionIndustry:
    """Return the table without regions and industries in which nothing stands, and say which."""
    there = (table.values > 0) | table.suppressed
    keep_r, keep_p = np.atleast_1d(there.any(axis=1)), np.atleast_1d(there.any(axis=0))
    keep_p |= keep_industries
    if not keep_r.any():
        raise BadTable(
            ("The table holds nothing but zeros.", "表中全部为零。"),
            ("Check the column of values.", "请核对数值列。"),
        )
    if keep_r.all() and keep_p.all() and len(keep_p) > 1:
        return table
    left_r = tuple(each for each, kept in zip(table.regions, keep_r, strict=True) if not kept)
    left_p = tuple(each for each, kept in zip(table.industries, keep_p, strict=True) if not kept)
    if keep_p.sum() < 2:
        raise BadTable(
            (
                "The table has one industry only, so there is no structure.",
                "表中只有一个行业，谈不上结构。",
            ),
            ("Give at least two industries, without a total.", "请至少给出两个行业，且不含合计。"),
        )
    found = (*_empty("empty_regions", left_r, Text("regions", "地区")),
             *_empty("empty_industries", left_p, Text("industries", "行业")))  # fmt: skip
    people = None if table.population is None else table.population[keep_r]
    return RegionIndustry(
        tuple(each for each, kept in zip(table.regions, keep_r, strict=True) if kept),
        tuple(each for each, kept in zip(table.industries, keep_p, strict=True) if kept),
        table.values[np.ix_(keep_r, keep_p)],
        table.suppressed[np.ix_(keep_r, keep_p)],
        people,
        table.period,
        table.cautions + found,
    )


def _people(population: dict[str, float], region: str) -> float:
    if region not in population:
        raise BadTable(
            (f"The population of {region} is not given.", f"未给出 {region} 的人口。"),
            ("Give it for every region, or for none.", "请为所有地区给出人口，或全部不给。"),
        )
    return population[region]


def _summed(count: int) -> tuple[Caution, ...]:
    return (
        Caution(
            "duplicates",
            Text(
                f"{count} rows share the region and industry of another row; they were summed.",
                f"有 {count} 行与其他行的地区、行业相同，已相加。",
            ),
            Text("Make sure that they are parts, not repetitions.", "请确认它们是分项，而不是重复记录。"),
        ),
    )


def _empty(code: str, labels: tuple[str, ...], kind: Text) -> tuple[Caution, ...]:
    if not labels:
        return ()
    few = named(labels)
    return (
        Caution(
            code,
            Text(
                f"Left out, since nothing stands there: {kind.en} {few.en}.",
                f"以下{kind.zh}全部为零，已略去：{few.zh}。",
            ),
            Text("Check whether their figures are missing.", "请核对是否缺少数据。"),
        ),
    )


def as_json(table: RegionIndustry) -> dict[str, Any]:
    """Return the size of a table as plain data."""
    return {
        "regions": len(table.regions),
        "industries": len(table.industries),
        "period": table.period or None,
    }
