"""Economic complexity, with a sign that is never silent."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.audit import components
from tanlu.analysis.economy.axis import RULES, demand_rule, doubts, second_axis, sign_of
from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.placed import (
    METHODS,
    Complexity,
    Placed,
    demand_one_group,
    placed,
    ranks,
    reference_of,
    result,
)
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadTable, NotComparable, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


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
    demand_rule(sign)
    given = reference_of(table, reference)
    found = placed(table, threshold)
    m = found.present
    demand_one_group(m, found.regions)
    index, of_p, second, third = second_axis(m)
    turn = sign_of(sign, index, m.sum(axis=1), None if given is None else given[found.rows])
    low, high, skipped = _ranks(m, turn * index, generator, draws)
    words, rule = METHODS["eci"], RULES[sign]
    method = Text(
        f"{words.en}; RCA ≥ {threshold:g}; {rule.en}", f"{words.zh}；RCA ≥ {threshold:g}；{rule.zh}"
    )
    whole = result(table, found, "eci", turn * index, turn * of_p, method=method, reference=given)
    cautions = whole.cautions + doubts(second, third, whole.with_size, sign) + skipped
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
            again = second_axis(chosen)[0]
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
