"""Economic complexity, with a sign that is never silent."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.audit import components
from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.placed import (
    METHODS,
    Complexity,
    Placed,
    correlation,
    demand_one_group,
    placed,
    ranks,
    reference_of,
    result,
)
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotComparable, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_Z: Final = 1.959963984540054
_TIED: Final = 1e-6
"""Eigenvalues nearer than this, relative to the larger, have no order of their own."""
_NARROW: Final = 0.1
_SIZE: Final = 0.7


def complexity(
    table: RegionIndustry,
    *,
    sign: str = "reference",
    reference: ArrayLike | None = None,
    threshold: float = 1.0,
    generator: np.random.Generator | None = None,
    draws: int = 200,
) -> Complexity:
    r"""Return the economic complexity of regions and industries.

    With presence M, diversity :math:`k_c` and ubiquity :math:`k_p`, the second singular pair of
    :math:`A = D_c^{-1/2} M D_p^{-1/2}` is taken from :math:`AA^\top` after the known first vector
    :math:`\sqrt{k_c/\sum k}` is removed; :math:`K_c = u/\sqrt{k_c}`, :math:`K_p = D_p^{-1}M^\top K_c/\lambda`, both
    shifted and scaled by the mean and standard deviation of :math:`K_c`. An eigenvector has no sign of its own.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    sign : str
        ``reference``: the index must rise with ``reference``. ``diversity``: it must rise with diversity, a
        convention that may be wrong, and a caution says so.
    reference : array_like, shape (R,), optional
        What complexity is known to go with, such as the logarithm of income per head, in the order of the regions.
    threshold : float
        RCA from which an industry is present.
    generator : numpy.random.Generator, optional
        For rank intervals.
    draws : int
        Resamples of the industries.

    Raises
    ------
    NotIdentified
        If no rule gives the sign, the correlation that should give it may be zero (Fisher's z, 95 %), the two rules
        contradict each other, the regions fall into groups without a common industry, or the eigenvalue is tied.
    BadTable
        If most cells are suppressed, there are fewer than five regions, or the reference does not fit.

    References
    ----------
    Mealy, Farmer & Teytelboym (2019), Science Advances 5:eaau1705.
    van Dam et al. (2021), Scientific Reports 11:8926.
    """
    _demand_rule(sign)
    given = reference_of(table, reference)
    found = placed(table, threshold)
    m = found.present
    demand_one_group(m, found.regions)
    index, of_p, second, third = _eigen(m)
    turn = _sign(sign, index, m.sum(axis=1), None if given is None else given[found.rows])
    low, high, skipped = _ranks(m, turn * index, generator, draws)
    words, rule = METHODS["eci"], _RULES[sign]
    method = Text(
        f"{words.en}; RCA ≥ {threshold:g}; {rule.en}", f"{words.zh}；RCA ≥ {threshold:g}；{rule.zh}"
    )
    whole = result(table, found, "eci", turn * index, turn * of_p, method=method, reference=given)
    cautions = whole.cautions + _doubts(second, third, whole.with_size, sign) + skipped
    return replace(whole, eigenvalues=(second, third), rank_low=low, rank_high=high, cautions=cautions)


def complexity_by(
    table: RegionIndustry,
    scores: dict[str, float],
    *,
    threshold: float = 1.0,
    reference: ArrayLike | None = None,
) -> Complexity:
    r"""Return complexity of regions from outside scores of industries: :math:`\sum_p M_{cp}Q_p / k_c`.

    For few large regions take the scores of many small ones (or of countries): on its own, a table of states puts
    manufacturing against services on the first axis, and its order is upside down.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    scores : dict
        Complexity by label of the industry; its sign is taken as given.
    threshold : float
        RCA from which an industry is present.
    reference : array_like, shape (R,), optional
        For the correlation that is reported.

    Raises
    ------
    NotComparable
        If more than a tenth of the values stand in industries without a score, or a region has none with one.
    BadTable
        If a score is not finite, most cells are suppressed, or there are fewer than five regions.

    References
    ----------
    The "subnational method" of the Observatory of Economic Complexity.
    """
    given = reference_of(table, reference)
    known = np.array([each in scores for each in table.industries])
    lacking = tuple(each for each in table.industries if each not in scores)
    left = float(table.values[:, ~known].sum() / table.values.sum())
    quality = np.array([scores.get(each, 0.0) for each in table.industries])
    found = placed(table, threshold)
    m = found.present & known[found.columns]
    _demand_scores(quality, left, m, lacking or found.regions)
    of_p = quality[found.columns]
    index = m @ of_p / m.sum(axis=1)
    words = METHODS["external"]
    method = Text(
        f"{words.en}; RCA ≥ {threshold:g}; sign: that of the scores",
        f"{words.zh}；RCA ≥ {threshold:g}；符号随评分",
    )
    keep = known[found.columns]
    scored = Placed(found.rows, found.columns[keep], found.regions, m[:, keep], found.cautions)
    return result(table, scored, "external", index, of_p[keep], method=method, reference=given)


def _demand_scores(quality: Floats, left: float, m: Bools, lacking: tuple[str, ...]) -> None:
    if not np.isfinite(quality).all():
        raise BadTable(
            ("A score is not finite.", "有评分不是有限值。"),
            ("Leave out industries without a score.", "没有评分的行业请略去。"),
        )
    if left > 0.1 or not m.any(axis=1).all():
        few = named(lacking)
        raise NotComparable(
            (
                f"Industries with {left:.0%} of the values have no score, or a region has none with one: {few.en}.",
                f"占数值 {left:.0%} 的行业没有评分，或有地区的行业全无评分：{few.zh}。",
            ),
            ("Bring both to one classification.", "请将两者统一到一种分类。"),
        )


def _demand_rule(sign: str) -> None:
    if sign not in {"reference", "diversity"}:
        raise BadReference(
            (f"There is no rule of the sign {sign!r}.", f"没有 {sign!r} 这种符号规则。"),
            ("Choose reference or diversity.", "可选：reference、diversity。"),
        )


def _eigen(m: Bools) -> tuple[Floats, Floats, float, float]:
    """Return the unsigned index of regions and industries, and the second and third eigenvalue."""
    k_c, k_p = m.sum(axis=1).astype(np.float64), m.sum(axis=0).astype(np.float64)
    scaled = m / np.sqrt(k_c)[:, None] / np.sqrt(k_p)
    wide = len(k_c) <= len(k_p)
    trivial = np.sqrt((k_c if wide else k_p) / k_c.sum())
    gram = (scaled @ scaled.T if wide else scaled.T @ scaled) - np.outer(trivial, trivial)
    values, vectors = np.linalg.eigh(gram)
    second, third = float(values[-1]), float(values[-2])
    if second < _TIED or second - third < _TIED * second:
        raise NotIdentified(
            (
                f"The second and third eigenvalue are {second:.6g} and {third:.6g}: no axis is the first.",
                f"第二、第三特征值为 {second:.6g} 和 {third:.6g}，没有唯一的主轴。",
            ),
            ("Add regions or industries that tell them apart.", "请增加能够区分的地区或行业。"),
        )
    u = vectors[:, -1] if wide else scaled @ vectors[:, -1] / np.sqrt(second)
    index = u / np.sqrt(k_c)
    of_p = m.T @ index / k_p / second
    mean, spread = index.mean(), index.std()
    return (index - mean) / spread, (of_p - mean) / spread, second, third


_RULES: Final = {
    "reference": Text("sign: rises with the reference given", "符号：随给定的参照变量上升"),
    "diversity": Text("sign: rises with diversity, by convention", "符号：按惯例随多样性上升"),
}


def _sign(rule: str, index: Floats, diversity: NDArray[np.int64], reference: Floats | None) -> float:
    """Return 1 or -1, or refuse."""
    if rule == "reference" and reference is None:
        raise NotIdentified(
            ("Nothing says which end of the axis is complex.", "没有依据判断这条轴的哪一端更复杂。"),
            (
                "Give a reference such as income per head (column income), or scores of industries from many small regions.",
                "请给出参照变量（如人均收入列），或由众多小地区估计的行业评分。",
            ),
        )
    guide = reference if rule == "reference" and reference is not None else diversity.astype(np.float64)
    r = correlation(index, guide)
    bound = float(np.tanh(_Z / np.sqrt(len(index) - 3)))
    if r is None or abs(r) < bound:
        raise NotIdentified(
            (
                f"The correlation that should give the sign, {r or 0.0:.2f}, may be zero with {len(index)} regions.",
                f"用以确定符号的相关系数为 {r or 0.0:.2f}；就 {len(index)} 个地区而言可能为零。",
            ),
            (
                "Give another reference, or scores of industries from many small regions.",
                "请改用其他参照变量，或由众多小地区估计的行业评分。",
            ),
        )  # fmt: skip
    check = correlation(index, reference) if rule == "diversity" and reference is not None else None
    if check is not None and abs(check) >= bound and check * r < 0:
        raise NotIdentified(
            (
                f"The two rules of the sign contradict each other: diversity {r:.2f}, reference {check:.2f}.",
                f"两种符号规则相互矛盾：与多样性的相关系数为 {r:.2f}，与参照变量的为 {check:.2f}。",
            ),
            (
                "Do not read this axis as complexity; give scores of industries from many small regions.",
                "不要把这条轴当作复杂度；请给出由众多小地区估计的行业评分。",
            ),
        )
    return 1.0 if r > 0 else -1.0


def _ranks(
    m: Bools, index: Floats, generator: np.random.Generator | None, draws: int
) -> tuple[Floats | None, Floats | None, tuple[Caution, ...]]:
    """Return the interval of each rank over resamples of the industries, each turned to agree with the index."""
    if generator is None:
        return None, None, ()
    found = []
    for _ in range(draws):
        chosen = m[:, generator.integers(0, m.shape[1], m.shape[1])]
        if not chosen.any(axis=1).all() or components(chosen)[0].max() > 0:
            continue
        try:
            again = _eigen(chosen)[0]
        except NotIdentified:
            continue
        again = again if float(again @ index) >= 0 else -again
        found.append(ranks(again))
    if len(found) < draws / 2:
        what = Text(
            f"Only {len(found)} of {draws} resamples could be ordered, so ranks have no interval.",
            f"{draws} 次重抽样中只有 {len(found)} 次可以排序，因此不给名次区间。",
        )
        do = Text("Do not quote single ranks.", "请勿引用单个名次。")
        return None, None, (Caution("unstable", what, do),)
    low = np.percentile([best for best, _ in found], 2.5, axis=0)
    high = np.percentile([worst for _, worst in found], 97.5, axis=0)
    return low, high, ()


def _doubts(second: float, third: float, with_size: float | None, sign: str) -> tuple[Caution, ...]:
    found = []
    if second - third < _NARROW * second:
        found.append(Caution(
            "eigen_gap",
            Text(f"The eigenvalues {second:.4f} and {third:.4f} are close: another axis is nearly as strong.",
                 f"特征值 {second:.4f} 与 {third:.4f} 相近，另一条轴几乎同样显著。"),
            Text("Do not quote single ranks.", "请勿引用单个名次。"),
        ))  # fmt: skip
    if with_size is not None and abs(with_size) > _SIZE:
        found.append(Caution(
            "size",
            Text(f"The index goes with the size of the region (correlation {with_size:.2f}).",
                 f"指数与地区规模高度相关（相关系数 {with_size:.2f}）。"),
            Text("Compare regions of like size.", "请比较规模相近的地区。"),
        ))  # fmt: skip
    if sign == "diversity":
        found.append(Caution(
            "sign_by_diversity",
            Text("The sign follows a convention, and may be upside down: on US states it puts Kentucky far above "
                 "Massachusetts.", "符号按惯例确定，可能恰好相反：用于美国各州时，肯塔基州会远在马萨诸塞州之上。"),
            Text("Give a reference, or scores of industries from many small regions.",
                 "请给出参照变量，或由众多小地区估计的行业评分。"),
        ))  # fmt: skip
    return tuple(found)
