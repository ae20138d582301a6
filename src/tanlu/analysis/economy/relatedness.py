"""Which industries go together, and how close each is to what a region has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.quotients import Masked, quotients
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.analysis.economy.together import FLOWS, KINDS, WAYS, moved
from tanlu.errors import BadReference, NotComparable
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_UNCOVERED: Final = 0.1
"""Above this share of the values in industries that the proximities do not know, they do not fit the table."""


@dataclass(frozen=True, slots=True)
class Proximity:
    """How related every two industries are, from 0 up: at most 1, but for ``association`` and ``survivor``.

    Parameters
    ----------
    kind : str
        One of :data:`~tanlu.analysis.economy.together.KINDS`, or ``flows``.
    industries : tuple of str
        Labels of the rows and columns.
    values : ndarray, shape (P, P)
        Symmetric; the diagonal is that of the formula.
    method : Text
        The definition, with the regions it was estimated on.
    """

    kind: str
    industries: tuple[str, ...]
    values: Floats
    method: Text


@dataclass(frozen=True, slots=True)
class Density:
    """How close each industry is to what a region has.

    Parameters
    ----------
    regions, industries : tuple of str
        Labels of the rows and columns.
    values : masked array, shape (R, P)
        From 0 to 1, or standard deviations if relative; masked where it has no value: an industry related to none,
        a suppressed cell, and for relative density what a region has already.
    present : ndarray of bool, shape (R, P)
        What each region has.
    method : Text
        The definition with its parameters.
    cautions : tuple of Caution
        Industries that the proximities do not cover.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Masked
    present: Bools
    method: Text
    cautions: tuple[Caution, ...] = ()


def presence(table: RegionIndustry, threshold: float = 1.0) -> Bools:
    """Return where an industry is present: RCA at or above a threshold; a suppressed cell counts as absent.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    threshold : float
        Above zero.

    Returns
    -------
    ndarray of bool, shape (R, P)

    Raises
    ------
    BadReference
        If the threshold is not above zero.

    Examples
    --------
    >>> table = RegionIndustry.from_arrays(["a", "b"], ["coal", "steel"], [[90, 10], [40, 160]])
    >>> presence(table).tolist()
    [[True, False], [False, True]]
    """
    demand_threshold(threshold)
    return np.asarray(quotients(table, "rca").values.filled(0.0) >= threshold)


def demand_threshold(threshold: float) -> None:
    """Make sure that presence has a meaning.

    Raises
    ------
    BadReference
        If the threshold is not above zero.
    """
    if not threshold > 0:
        raise BadReference(
            (f"A threshold of {threshold:g} has no meaning.", f"阈值 {threshold:g} 没有意义。"),
            ("Give one above zero, such as 1.", "请给出大于零的值，如 1。"),
        )


def proximity(
    table: RegionIndustry, kind: str = "min_conditional", *, threshold: float = 1.0, source: str = ""
) -> Proximity:
    r"""Estimate how related industries are from where they stand together.

    From presence M (:func:`presence`), by the formulae of :mod:`~tanlu.analysis.economy.together`; ``correlation``
    is :math:`(1 + r_{ij})/2` with r the correlation of RCA over the regions.

    Parameters
    ----------
    table : RegionIndustry
        The regions to learn from: many small ones, such as counties, since industries stand together in a large
        region for reasons of size.
    kind : str
        Which measure.
    threshold : float
        RCA from which an industry is present.
    source : str
        What these regions are, for the method line.

    Raises
    ------
    BadReference
        If the kind is unknown.

    Notes
    -----
    An industry that no region has is related to none (0). One with the same RCA everywhere is uncorrelated (1/2).

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), Science 317:482-487. van Eck & Waltman (2009), JASIST 60:1635-1651.
    Teece, Rumelt, Dosi & Winter (1994), Journal of Economic Behavior & Organization 23:1-30. Zaccaria, Cristelli,
    Tacchella & Pietronero (2014), PLoS ONE 9:e113770.

    Examples
    --------
    >>> levels = [[50, 40, 10], [60, 45, 5], [5, 10, 90]]
    >>> table = RegionIndustry.from_arrays(["a", "b", "c"], ["coal", "steel", "film"], levels)
    >>> proximity(table).values[0].tolist()
    [1.0, 1.0, 0.0]
    """
    if kind not in KINDS:
        raise BadReference(
            (f"There is no proximity {kind!r}.", f"没有 {kind!r} 这种关联度。"),
            (f"Choose among {', '.join(KINDS)}.", f"可选：{'、'.join(KINDS)}。"),
        )
    values = _correlation(table) if kind == "correlation" else WAYS[kind](presence(table, threshold))
    name = source or "-"
    limit = "" if kind == "correlation" else f"; RCA ≥ {threshold:g}"
    limit_zh = limit.replace("; ", "；")
    words = KINDS[kind]
    method = Text(
        f"{words.en}{limit}; estimated on {len(table.regions)} regions ({name})",
        f"{words.zh}{limit_zh}；据 {len(table.regions)} 个地区估计（{name}）",
    )
    return Proximity(kind, table.industries, values, method)


def flow_proximity(industries: Sequence[str], flows: ArrayLike, *, source: str = "") -> Proximity:
    """Return proximities from persons who moved between industries: :func:`~tanlu.analysis.economy.together.moved`.

    Parameters
    ----------
    industries : sequence of str
        Labels.
    flows : array_like, shape (P, P)
        Persons who moved from the row's industry to the column's.
    source : str
        Where the moves come from, for the method line.

    Raises
    ------
    BadTable
        If the moves do not fit.

    Examples
    --------
    >>> flow_proximity(["coal", "quarry"], [[0, 8], [8, 0]]).values.round(2).tolist()
    [[1.0, 0.33], [0.33, 1.0]]
    """
    method = Text(f"{FLOWS.en} ({source})", f"{FLOWS.zh}（{source}）") if source else FLOWS
    return Proximity("flows", tuple(industries), moved(industries, flows), method)


def _correlation(table: RegionIndustry) -> Floats:
    rca = quotients(table, "rca").values.filled(0.0)
    centred = rca - rca.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    varies = length > 1e-12 * np.maximum(rca.max(axis=0), 1e-300)
    normal = np.divide(centred, length, out=np.zeros_like(centred), where=varies)
    return np.asarray((1 + np.clip(normal.T @ normal, -1, 1)) / 2)


def density(
    table: RegionIndustry,
    near: Proximity,
    *,
    neighbours: int = 0,
    own: bool = False,
    relative: bool = False,
    threshold: float = 1.0,
) -> Density:
    r"""Return how close each industry is to what each region has.

    :math:`w_{cp} = \sum_i M_{ci}\phi_{ip} / \sum_i \phi_{ip}`, over all industries or the k nearest.

    Parameters
    ----------
    table : RegionIndustry
        The regions to look at.
    near : Proximity
        Estimated on these regions or on others; industries are matched by label.
    neighbours : int
        How many nearest industries count; 0 for all. Among equals the first in the table counts.
    own : bool
        True to count an industry as its own neighbour, beside the others.
    relative : bool
        True for standard deviations from the mean of what the region does not have.
    threshold : float
        RCA from which an industry is present.

    Raises
    ------
    BadReference
        If ``neighbours`` is negative.
    NotComparable
        If more than a tenth of the values stand in industries that the proximities do not know.

    References
    ----------
    Hidalgo et al. (2007), Science 317:482-487. Pinheiro, Hartmann, Boschma & Hidalgo (2022), Research Policy
    51:104323, for relative density.

    Examples
    --------
    >>> levels = [[50, 40, 10], [60, 45, 5], [5, 10, 90]]
    >>> table = RegionIndustry.from_arrays(["a", "b", "c"], ["coal", "steel", "film"], levels)
    >>> density(table, proximity(table)).values[0].tolist()
    [1.0, 1.0, None]
    """
    phi, covered, cautions = _matched(table, near)
    here = presence(table, threshold)
    phi = _nearest(phi, neighbours, own=own)
    weight = phi.sum(axis=0)
    value = np.divide(here @ phi, weight, out=np.zeros(here.shape), where=weight > 0)
    mask = table.suppressed | ~covered | (weight <= 0)
    if relative:
        value, mask = _relative(value, mask | here)
    method = _method(near, neighbours, threshold, own=own, relative=relative)
    return Density(
        table.regions, table.industries, np.ma.MaskedArray(np.where(mask, 0.0, value), mask=mask), here, method, cautions
    )  # fmt: skip


def _nearest(phi: Floats, neighbours: int, *, own: bool) -> Floats:
    """Return proximities with all but the nearest set to zero, and the diagonal kept or not."""
    if neighbours < 0:
        raise BadReference(
            (f"There are no {neighbours} neighbours.", f"近邻数不能为 {neighbours}。"),
            ("Give 0 for all industries, or a number above.", "0 表示全部行业，否则请给出大于零的数。"),
        )
    near = phi.copy()
    np.fill_diagonal(near, -1.0)
    if neighbours and neighbours < len(phi) - 1:
        rank = np.argsort(np.argsort(-near, axis=0, kind="stable"), axis=0, kind="stable")
        near[rank >= neighbours] = 0.0
    np.fill_diagonal(near, np.diag(phi) if own else 0.0)
    return near


def _matched(table: RegionIndustry, near: Proximity) -> tuple[Floats, Bools, tuple[Caution, ...]]:
    places = {each: at for at, each in enumerate(near.industries)}
    covered = np.array([each in places for each in table.industries])
    lacking = tuple(each for each in table.industries if each not in places)
    at = np.array([places.get(each, 0) for each in table.industries])
    phi = near.values[np.ix_(at, at)] * covered[:, None] * covered
    if not lacking:
        return phi, covered, ()
    left, few = float(table.values[:, ~covered].sum() / table.values.sum()), named(lacking)
    if left > MOST_UNCOVERED:
        raise NotComparable(
            (
                f"The proximities do not know industries with {left:.0%} of the values: {few.en}.",
                f"关联度未涵盖的行业占数值的 {left:.0%}：{few.zh}。",
            ),
            ("Bring both tables to one classification.", "请将两张表统一到一种分类。"),
        )
    what = Text(f"The proximities do not know: {few.en}.", f"关联度未涵盖：{few.zh}。")
    do = Text("These industries have no density.", "这些行业没有密度。")
    return phi, covered, (Caution("uncovered", what, do),)


def _relative(value: Floats, mask: Bools) -> tuple[Floats, Bools]:
    options = np.ma.MaskedArray(value, mask=mask)
    count = options.count(axis=1)
    mean = np.ma.filled(options.mean(axis=1), 0.0)[:, None]
    spread = np.ma.filled(options.std(axis=1), 0.0)[:, None]
    none = (count < 2)[:, None] | (spread < 1e-12)
    return (value - mean) / np.where(none, 1.0, spread), mask | none


def _method(near: Proximity, neighbours: int, threshold: float, *, own: bool, relative: bool) -> Text:
    who = (
        Text(f"the {neighbours} nearest", f"最近的 {neighbours} 个行业")
        if neighbours
        else Text("all", "全部行业")
    )
    itself = Text("itself included", "含自身") if own else Text("itself left out", "不含自身")
    kind = (
        Text(
            "relative density (Pinheiro et al. 2022): standard deviations of density from the mean of what the region "
            "does not have",
            "相对密度（Pinheiro 等 2022）：与本地区尚无行业的平均密度相差几个标准差",
        )
        if relative
        else Text("density (Hidalgo et al. 2007)", "密度（Hidalgo 等 2007）")
    )
    return Text(
        f"{kind.en}; proximity to industries present (RCA ≥ {threshold:g}) over proximity to {who.en}, {itself.en}; "
        f"proximity: {near.method.en}",
        f"{kind.zh}；与现有行业（RCA ≥ {threshold:g}）的关联度之和除以与{who.zh}的关联度之和，{itself.zh}；"
        f"关联度：{near.method.zh}",
    )
