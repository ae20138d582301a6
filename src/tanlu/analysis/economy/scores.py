"""What may tell beforehand which industries arrive: relatedness, trivial baselines, and chance."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.nulls import rewired
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.relatedness import density, presence, proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.analysis.economy.together import min_conditional
from tanlu.text import Text

Floats = NDArray[np.float64]
Role = Literal["relatedness", "baseline", "combination", "chance"]

NEIGHBOURS: Final = 20


@dataclass(frozen=True, slots=True)
class Score:
    """A way to put absent industries in an order.

    Parameters
    ----------
    id : str
        Its name for programs.
    role : str
        ``relatedness``, ``baseline``, ``combination`` or ``chance``.
    label, method : Text
        A few words for a table, and the definition.
    """

    id: str
    role: Role
    label: Text
    method: Text


SCORES: Final[dict[str, Score]] = {
    score.id: score
    for score in (
        Score("lq", "baseline", Text("LQ at the start", "期初区位商"),
              Text("the location quotient the industry had already", "该行业期初已有的区位商")),
        Score("ubiquity", "baseline", Text("ubiquity", "普遍性"),
              Text("regions with LQ ≥ 1 in the industry", "该行业区位商 ≥ 1 的地区数")),
        Score("ubiquity_diversity", "baseline", Text("ubiquity × diversity", "普遍性 × 多样性"),
              Text("ubiquity times the number of industries with LQ ≥ 1 in the region",
                   "普遍性乘以本地区区位商 ≥ 1 的行业数")),
        Score("density", "relatedness", Text("density", "密度"),
              Text("proximity (minimum conditional probability) to what the region has over proximity to all "
                   "industries, itself included (Hidalgo et al. 2007)",
                   "与本地区现有行业的关联度（最小条件概率）之和除以与全部行业的关联度之和，含自身（Hidalgo 等 2007）")),
        Score("density_others", "relatedness", Text("density, itself out", "密度，不含自身"),
              Text("density without the industry itself", "不含该行业自身的密度")),
        Score("density_nearest", "relatedness", Text("density, nearest", "密度，近邻"),
              Text("density over the nearest industries (20 unless told), itself left out",
                   "按最近若干行业（未指定时为 20 个）计算的密度，不含自身")),
        Score("density_continuous", "relatedness", Text("density, continuous", "密度，连续"),
              Text("proximity: correlation of log(1 + LQ), negative ones 0, itself left out; weights LQ/(1 + LQ)",
                   "关联度：log(1 + 区位商) 的相关系数，负值取 0，不含自身；权重：区位商/(1 + 区位商)")),
        Score("density_relative", "relatedness", Text("density ÷ diversity", "密度 ÷ 多样性"),
              Text("density over the number of industries with LQ ≥ 1 in the region",
                   "密度除以本地区区位商 ≥ 1 的行业数")),
        Score("density_standardised", "relatedness", Text("density, standardised", "密度，标准化"),
              Text("density in standard deviations from the mean of what the region does not have (Pinheiro et al. 2022)",
                   "密度与本地区尚无行业的平均值相差几个标准差（Pinheiro 等 2022）")),
        Score("ranks", "combination", Text("rank LQ + rank density", "区位商名次 + 密度名次"),
              Text("rank of LQ plus rank of density among all cells at the start",
                   "期初全部单元格中区位商的名次加密度的名次")),
        Score("logistic", "combination", Text("logistic", "逻辑回归"),
              Text("logistic regression with a ridge of 1 on standardised log(1 + LQ), density, density ÷ diversity and "
                   "share of regions with the industry, fitted where it is not tested",
                   "以标准化的 log(1 + 区位商)、密度、密度 ÷ 多样性、具有该行业的地区占比作岭逻辑回归（罚参数 1），"
                   "在检验之外的数据上拟合")),
        Score("null", "chance", Text("density, by chance", "密度，随机对照"),
              Text("density with proximities from a random presence matrix with the same sums of rows and columns "
                   "(curveball, Strona et al. 2014)",
                   "关联度取自行列和相同的随机存在矩阵（curveball，Strona 等 2014）的密度")),
    )
}  # fmt: skip


def scores(
    table: RegionIndustry, *, neighbours: int = NEIGHBOURS, generator: np.random.Generator | None = None
) -> dict[str, Floats]:
    """Return every score that needs no fitting, from one period alone.

    Parameters
    ----------
    table : RegionIndustry
        Levels at the start, shape (R, P).
    neighbours : int
        Of ``density_nearest``.
    generator : numpy.random.Generator, optional
        For ``null``; without one that score is left out.

    Returns
    -------
    dict of ndarray, shape (R, P)
        By id. Where a score has no value (a suppressed cell, an industry related to none) it is 0.

    Raises
    ------
    BadTable
        If most cells are suppressed, or there is one region.

    Examples
    --------
    >>> table = RegionIndustry.from_arrays(["a", "b"], ["coal", "steel"], [[90, 10], [40, 160]])
    >>> found = scores(table)
    >>> found["lq"].round(2).tolist(), found["ubiquity"].tolist()
    ([[2.08, 0.18], [0.46, 1.41]], [[1.0, 1.0], [1.0, 1.0]])
    """
    lq, here = _even(quotients(table, "rca", counts=False).values.filled(0.0)), presence(table)
    near = proximity(table)
    common, wide = here.sum(axis=0, dtype=np.float64), here.sum(axis=1, dtype=np.float64)[:, None]
    all_in = _even(density(table, near, own=True).values.filled(0.0))
    found = {
        "lq": lq,
        "ubiquity": np.broadcast_to(common, lq.shape).copy(),
        "ubiquity_diversity": common * wide,
        "density": all_in,
        "density_others": density(table, near).values.filled(0.0),
        "density_nearest": density(table, near, neighbours=neighbours).values.filled(0.0),
        "density_continuous": _continuous(lq),
        "density_relative": all_in / np.maximum(wide, 1.0),
        "density_standardised": density(table, near, own=True, relative=True).values.filled(0.0),
        "ranks": midranks(lq.ravel()).reshape(lq.shape) + midranks(all_in.ravel()).reshape(lq.shape),
    }
    if generator is not None:
        phi = min_conditional(rewired(here, generator))
        found["null"] = _over(here @ phi, phi.sum(axis=0))
    return {name: _even(each) for name, each in found.items()}


def features(found: dict[str, Floats], cells: NDArray[np.bool_]) -> Floats:
    """Return what the logistic combination is fitted on, shape (N, 4), for the chosen cells."""
    share = found["ubiquity"] / len(found["ubiquity"])
    columns = (np.log1p(found["lq"]), found["density"], found["density_relative"], share)
    return np.column_stack([each[cells] for each in columns])


def midranks(values: Floats) -> Floats:
    """Return ranks from 1, equal values sharing the mean of theirs.

    Examples
    --------
    >>> midranks(np.array([0.5, 2.0, 0.5])).tolist()
    [1.5, 3.0, 1.5]
    """
    _, at, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[at], dtype=np.float64)


def _continuous(lq: Floats) -> Floats:
    logs = np.log1p(lq)
    centred = logs - logs.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    normal = _over(centred, np.where(length > 1e-12 * np.maximum(logs.max(axis=0), 1e-300), length, 0.0))
    phi = np.maximum(normal.T @ normal, 0.0)
    np.fill_diagonal(phi, 0.0)
    return _over((lq / (1 + lq)) @ phi, phi.sum(axis=0))


def _even(values: Floats) -> Floats:
    """Return values to twelve digits: what is equal must tie, whatever the order of a sum."""
    return np.round(values, 12)


def _over(values: Floats, by: Floats) -> Floats:
    return np.divide(values, by, out=np.zeros(values.shape), where=by > 0)
