"""What a table can bear: suppression, components, singletons, concentration."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.table import MOST_SUPPRESSED, RegionIndustry
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted in a table.

    Parameters
    ----------
    regions, industries, cells : int
        Sizes; ``cells`` are those in which something stands or is suppressed.
    suppressed : int
        Cells withheld.
    suppressed_share : float
        Of ``cells``, from 0 to 1.
    components : int
        Groups of regions that share no industry with one another.
    single_regions, single_industries : tuple of str
        Regions with one industry; industries in one region.
    largest_region : str
        The largest by known values.
    largest_share : float
        Its share of the sum, from 0 to 1.
    cautions : tuple of Caution
        Those of the table and those found here.
    """

    regions: int
    industries: int
    cells: int
    suppressed: int
    suppressed_share: float
    components: int
    single_regions: tuple[str, ...]
    single_industries: tuple[str, ...]
    largest_region: str
    largest_share: float
    cautions: tuple[Caution, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the audit as plain data, without its cautions."""
        data = asdict(self)
        del data["cautions"]
        return data


def audit(table: RegionIndustry) -> Audit:
    """Count what limits the use of a table.

    Examples
    --------
    >>> found = audit(RegionIndustry.from_arrays(["a", "b"], ["x", "y"], [[1, 0], [0, 3]]))
    >>> found.components, found.single_industries, found.largest_share
    (2, ('x', 'y'), 0.75)
    """
    there = (table.values > 0) | table.suppressed
    cells, hidden = int(there.sum()), int(table.suppressed.sum())
    sizes = table.values.sum(axis=1)
    groups = int(components(there)[0].max()) + 1
    alone_r = _where(table.regions, there.sum(axis=1) == 1)
    alone_p = _where(table.industries, there.sum(axis=0) == 1)
    largest = int(sizes.argmax())
    whole = float(sizes.sum())
    share = float(sizes[largest]) / whole if whole else 0.0
    cautions = table.cautions + _cautions(table, hidden, cells, groups, alone_p)
    return Audit(
        len(table.regions), len(table.industries), cells, hidden, hidden / cells, groups,
        alone_r, alone_p, table.regions[largest], share, cautions,
    )  # fmt: skip


def components(there: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the connected components of the graph of regions and industries.

    Parameters
    ----------
    there : ndarray of bool, shape (R, P)
        True where an industry is present. Every row and column holds at least one.

    Returns
    -------
    of_regions : ndarray, shape (R,)
    of_industries : ndarray, shape (P,)
        Numbers from zero.

    Examples
    --------
    >>> components(np.array([[True, False], [False, True]]))
    (array([0, 1]), array([0, 1]))
    """
    of_r, of_p = np.full(there.shape[0], -1), np.full(there.shape[1], -1)
    number = 0
    for start in range(there.shape[0]):
        if of_r[start] >= 0:
            continue
        rows = np.zeros(there.shape[0], bool)
        rows[start] = True
        size = 0
        while rows.sum() > size:
            size = int(rows.sum())
            columns = there[rows].any(axis=0)
            rows |= there[:, columns].any(axis=1)
        of_r[rows], of_p[there[rows].any(axis=0)] = number, number
        number += 1
    return of_r, of_p


def _where(labels: tuple[str, ...], chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(each for each, yes in zip(labels, chosen, strict=True) if yes)


def _cautions(
    table: RegionIndustry, hidden: int, cells: int, groups: int, alone: tuple[str, ...]
) -> tuple[Caution, ...]:
    found = []
    if hidden:
        worst = table.suppressed.sum(axis=1) > MOST_SUPPRESSED * ((table.values > 0) | table.suppressed).sum(
            axis=1
        )
        few = named(_where(table.regions, worst)) if worst.any() else Text("none", "无")
        found.append(Caution(
            "suppressed",
            Text(
                f"{hidden} of {cells} cells are suppressed; sums and shares are of the known rest. Regions with "
                f"more than half withheld: {few.en}.",
                f"{cells} 个单元格中有 {hidden} 个保密；合计和比重按其余已知数计算。半数以上保密的地区：{few.zh}。",
            ),
            Text("Read small regions with care, or use a coarser classification.",
                 "解读小地区时请谨慎，或改用较粗的分类。"),
        ))  # fmt: skip
    if groups > 1:
        found.append(Caution(
            "components",
            Text(f"The regions fall into {groups} groups that share no industry.",
                 f"各地区分为 {groups} 组，组间没有共同的行业。"),
            Text("Check whether two classifications are mixed; complexity needs one group.",
                 "请核对是否混用了两种分类；计算复杂度要求所有地区连成一组。"),
        ))  # fmt: skip
    if alone:
        few = named(alone)
        found.append(Caution(
            "single_region",
            Text(f"Industries that stand in one region only: {few.en}.", f"仅见于一个地区的行业：{few.zh}。"),
            Text("Their quotients say how rare they are, not how strong the region is.",
                 "其区位商只反映该行业少见，不说明该地区有优势。"),
        ))  # fmt: skip
    shares = table.values / np.maximum(table.values.sum(axis=1, keepdims=True), 1e-300)
    if len(table.regions) > 1 and np.allclose(shares, shares[0], atol=1e-12):
        found.append(Caution(
            "all_equal",
            Text("Every region has the same mix of industries.", "各地区的行业构成完全相同。"),
            Text("Check whether the values were made by shares of a total.", "请核对数值是否由总数按比例分摊得出。"),
        ))  # fmt: skip
    return tuple(found)
