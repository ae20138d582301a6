"""How spread out a region is, and how like the whole: Hachman, Herfindahl, entropy, Krugman, variety."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.quotients import demand_regions, whole
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

MEASURES: Final = {
    "hachman": Text("Hachman index, 1 = composed like the reference", "哈克曼指数，1 为与参照构成相同"),
    "herfindahl": Text("Herfindahl index, 1 = one industry", "赫芬达尔指数，1 为只有一个行业"),
    "effective": Text(
        "effective number of industries, exp of the entropy in nats", "有效行业数，即以自然对数计的熵取指数"
    ),
    "entropy": Text("Shannon entropy, bits", "香农熵，比特"),
    "evenness": Text("entropy over its largest value for the table", "熵与该表最大可能值之比"),
    "krugman": Text(
        "Krugman index, 0 = like the reference, 2 = nothing in common",
        "克鲁格曼指数，0 为与参照相同，2 为毫无共同之处",
    ),
    "unrelated": Text("unrelated variety, entropy between groups, bits", "不相关多样性：组间熵，比特"),
    "related": Text("related variety, entropy within groups, bits", "相关多样性：组内熵，比特"),
}


@dataclass(frozen=True, slots=True)
class Diversity:
    """Indexes of each region, from its known cells.

    Parameters
    ----------
    regions : tuple of str
        Regions of which something is known.
    total, hachman, herfindahl, effective, entropy, evenness, krugman : ndarray, shape (R,)
        See :data:`MEASURES`; ``total`` is in the unit of the table.
    related, unrelated : ndarray, shape (R,), or None
        Bits; they sum to ``entropy``. None without groups.
    known : ndarray, shape (R,)
        Share of the region's cells that are not suppressed.
    method : Text
        The definitions.
    cautions : tuple of Caution
        Regions that had to be left out.
    """

    regions: tuple[str, ...]
    total: Floats
    hachman: Floats
    herfindahl: Floats
    effective: Floats
    entropy: Floats
    evenness: Floats
    krugman: Floats
    related: Floats | None
    unrelated: Floats | None
    known: Floats
    method: Text
    cautions: tuple[Caution, ...] = ()


def diversity(
    table: RegionIndustry, *, reference: ArrayLike | None = None, groups: Sequence[str] | None = None
) -> Diversity:
    r"""Return the indexes of diversity and specialisation of every region.

    With :math:`s_{cp}` the share of industry p in region c and :math:`s_p` in the reference: Hachman
    :math:`1/\sum_p s_{cp}^2/s_p`, Herfindahl :math:`\sum_p s_{cp}^2`, entropy
    :math:`H = -\sum_p s_{cp}\log_2 s_{cp}`, evenness :math:`H/\log_2 P`, Krugman :math:`\sum_p |s_{cp} - s_p|`;
    with groups g of share :math:`P_g`, unrelated variety :math:`-\sum_g P_g\log_2 P_g` and related variety
    :math:`\sum_g P_g H_g`, which sum to H.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    reference : array_like, shape (P,), optional
        Levels of an outside whole; the sum of the regions if not given.
    groups : sequence of str, length P, optional
        The group of each industry, such as its two-digit code.

    Raises
    ------
    BadTable
        If most cells are suppressed, there is one region and no reference, or groups do not fit.
    NotComparable
        If the reference lacks an industry that a region has.

    References
    ----------
    Frenken, Van Oort & Verburg (2007), Regional Studies 41:685-697, for related and unrelated variety.

    Examples
    --------
    >>> table = RegionIndustry.from_arrays(["a", "b"], ["coal", "steel"], [[50, 50], [40, 160]])
    >>> diversity(table).entropy.round(3).tolist(), diversity(table).krugman.round(3).tolist()
    ([1.0, 0.722], [0.4, 0.2])
    """
    table.demand_known()
    if reference is None:
        demand_regions(table)
    base = table.values.sum(axis=0) if reference is None else whole(table, reference)
    sizes = table.values.sum(axis=1)
    here = sizes > 0
    share = table.values[here] / sizes[here, None]
    normal = base / base.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        hachman = 1 / np.where(share > 0, share**2 / normal, 0.0).sum(axis=1)
    bits = entropy(share)
    between = None if groups is None else entropy(grouped(share, groups, table.industries))
    within = None if between is None else np.maximum(bits - between, 0.0)
    there = ((table.values > 0) | table.suppressed)[here].sum(axis=1)
    return Diversity(
        tuple(each for each, yes in zip(table.regions, here, strict=True) if yes),
        sizes[here], hachman, (share**2).sum(axis=1), 2**bits, bits, bits / np.log2(share.shape[1]),
        np.abs(share - normal).sum(axis=1), within, between, 1 - table.suppressed[here].sum(axis=1) / there,
        _method(outside=reference is not None, grouped=groups is not None),
        _unknown(tuple(each for each, yes in zip(table.regions, here, strict=True) if not yes)),
    )  # fmt: skip


def entropy(share: Floats) -> Floats:
    """Return the Shannon entropy of each row, in bits; an empty share adds nothing.

    Examples
    --------
    >>> entropy(np.array([[0.5, 0.5, 0.0]])).tolist()
    [1.0]
    """
    bits: Floats = -(share * np.log2(np.where(share > 0, share, 1.0))).sum(axis=1) + 0.0
    return bits


def grouped(share: Floats, groups: Sequence[str], industries: tuple[str, ...]) -> Floats:
    """Add up the columns of each group.

    Raises
    ------
    BadTable
        If not every industry has a group.
    """
    if len(groups) != len(industries) or not all(groups):
        raise BadTable(
            ("Not every industry has a group.", "有行业未归入大类。"),
            ("Give one group for each industry.", "请为每个行业各指定一个大类。"),
        )
    names = sorted(set(groups))
    summed: Floats = share @ np.array([[each == name for name in names] for each in groups], dtype=np.float64)
    return summed


def _unknown(regions: tuple[str, ...]) -> tuple[Caution, ...]:
    if not regions:
        return ()
    few = named(regions)
    return (
        Caution(
            "nothing_known",
            Text(
                f"Every cell of these regions is suppressed: {few.en}.",
                f"以下地区的单元格全部保密：{few.zh}。",
            ),
            Text("They have no index; use a coarser classification.", "无法计算其指数；请改用较粗的分类。"),
        ),
    )


def _method(*, outside: bool, grouped: bool) -> Text:
    used = [words for key, words in MEASURES.items() if grouped or key not in {"related", "unrelated"}]
    base = (
        Text("reference: a whole outside the regions", "参照：地区之外另给的总体")
        if outside
        else Text("reference: the sum of the regions of the table", "参照：表中各地区之和")
    )
    parts = [*used, base]
    return Text("; ".join(each.en for each in parts), "；".join(each.zh for each in parts))
