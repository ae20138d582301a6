"""Shift-share: what of a region's change came with the whole, with its mix of industries, and by itself."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadReference, BadTable, NotComparable
from tanlu.text import Text

Floats = NDArray[np.float64]

KINDS: Final = {
    "dunn": Text(
        "shift-share (Dunn 1960): national = start × growth of the reference; mix = start × (growth of the industry "
        "in the reference − growth of the reference); regional = start × (growth in the region − growth of the "
        "industry in the reference)",
        "偏离—份额分析（Dunn 1960）：全国分量＝期初值×参照总增长率；结构分量＝期初值×（参照中该行业增长率－参照总增长率）；"
        "竞争力分量＝期初值×（本地区该行业增长率－参照中该行业增长率）",
    ),
    "esteban-marquillas": Text(
        "shift-share (Esteban-Marquillas 1972): as Dunn, with the regional part taken at the start the region would "
        "have had with the mix of the reference; allocation = the rest of the regional part",
        "偏离—份额分析（Esteban-Marquillas 1972）：在 Dunn 的基础上，竞争力分量按参照的行业构成折算的期初值计算；"
        "其余为配置分量",
    ),
    "dynamic": Text(
        "dynamic shift-share (Barff & Knight 1988): Dunn from each period to the next, summed",
        "动态偏离—份额分析（Barff 和 Knight 1988）：逐期按 Dunn 法分解后相加",
    ),
}
_NEW: Final = Text(
    "new = change in industries that cannot have a rate of growth, since they stood at zero at the start",
    "新增分量＝期初为零、无法计算增长率的行业的变化",
)
MOST_UNMATCHED: Final = 0.1
"""Above this share of the reference in codes of one period only, the classification has changed."""


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """Parts of a region's change, industry by industry, in the unit of the table.

    Parameters
    ----------
    kind : str
        ``dunn``, ``esteban-marquillas`` or ``dynamic``.
    change, national, mix, regional, allocation, new : ndarray, shape (P,)
        ``change`` is the sum of the other five in every industry.
    method : Text
        The definition.
    """

    kind: str
    change: Floats
    national: Floats
    mix: Floats
    regional: Floats
    allocation: Floats
    new: Floats
    method: Text

    def totals(self) -> dict[str, float]:
        """Return the sum of each part over all industries."""
        names = ("change", "national", "mix", "regional", "allocation", "new")
        return {name: float(getattr(self, name).sum()) for name in names}


def shift_share(region: ArrayLike, reference: ArrayLike, kind: str = "dunn") -> ShiftShare:
    r"""Decompose a region's change between the first and the last period.

    With :math:`e_i` the region's start, :math:`g_i` its growth, :math:`E_i, G_i` those of the reference and G the
    growth of the reference as a whole: national :math:`e_iG`, mix :math:`e_i(G_i - G)`, regional
    :math:`e_i(g_i - G_i)`. Esteban-Marquillas: regional :math:`e'_i(g_i - G_i)` with :math:`e'_i = e\,E_i/E`, and
    allocation :math:`(e_i - e'_i)(g_i - G_i)`.

    Parameters
    ----------
    region, reference : array_like, shape (T, P)
        Levels in the same industries and periods, T of two or more, oldest first. The reference holds the region.
    kind : str
        ``dunn`` and ``esteban-marquillas`` use the first and last period, ``dynamic`` each period.

    Raises
    ------
    BadReference
        If the kind is unknown.
    BadTable
        If shapes do not fit, values are not levels from zero up, or the region or reference is empty in a period.
    NotComparable
        If the region exceeds the reference, or the classification changed between two periods.

    Notes
    -----
    An industry at zero at the start has no rate of growth. Its change is kept apart as ``new``: by Dunn where the
    reference has none, by Esteban-Marquillas also where the region has none. So the parts always sum to the change.

    References
    ----------
    Dunn (1960), Papers of the Regional Science Association 6:97-112. Esteban-Marquillas (1972), Regional and Urban
    Economics 2:249-261. Barff & Knight (1988), Growth and Change 19:1-10.

    Examples
    --------
    >>> found = shift_share([[90, 20, 10, 60], [100, 40, 10, 55]], [[400, 150, 150, 400], [440, 210, 135, 480]])
    >>> [round(each, 9) for each in found.totals().values()]
    [25.0, 27.0, 1.0, -3.0, 0.0, 0.0]
    """
    if kind not in KINDS:
        raise BadReference(
            (f"There is no shift-share {kind!r}.", f"没有 {kind!r} 这种分解方法。"),
            (f"Choose among {', '.join(KINDS)}.", f"可选：{'、'.join(KINDS)}。"),
        )
    here, whole = np.array(region, dtype=np.float64), np.array(reference, dtype=np.float64)
    _demand(here, whole)
    for at in range(len(whole) - 1):
        demand_same_codes(whole[at], whole[at + 1])
    if kind != "dynamic":
        here, whole = here[[0, -1]], whole[[0, -1]]
    step = _esteban if kind == "esteban-marquillas" else _dunn
    national, mix, regional, allocation, new = sum(
        (step(here[t], here[t + 1], whole[t], whole[t + 1]) for t in range(len(here) - 1)),
        np.zeros((5, here.shape[1])),
    )
    words = KINDS[kind]
    method = Text(f"{words.en}; {_NEW.en}", f"{words.zh}；{_NEW.zh}")
    return ShiftShare(kind, here[-1] - here[0], national, mix, regional, allocation, new, method)


def _dunn(e0: Floats, e1: Floats, whole0: Floats, whole1: Floats) -> Floats:
    growth, rates, old = _rates(whole0, whole1)
    new = np.where(old, 0.0, e1 - e0)
    national = np.where(old, e0 * growth, 0.0)
    mix = np.where(old, e0 * (rates - growth), 0.0)
    regional = np.where(old, e1 - e0 - e0 * rates, 0.0)
    return np.array([national, mix, regional, np.zeros_like(e0), new])


def _esteban(e0: Floats, e1: Floats, whole0: Floats, whole1: Floats) -> Floats:
    national, mix, own, none, new = _dunn(e0, e1, whole0, whole1)
    like = e0.sum() * whole0 / whole0.sum()
    started = e0 > 0
    regional = np.divide(like * own, e0, out=np.zeros_like(e0), where=started)
    allocation = np.where(started, own - regional, none)
    return np.array([national, mix, regional, allocation, np.where(started, new, e1 - e0)])


def _rates(start: Floats, end: Floats) -> tuple[float, Floats, NDArray[np.bool_]]:
    old = start > 0
    rates = np.divide(end - start, start, out=np.zeros_like(start), where=old)
    return float(end.sum() / start.sum() - 1), rates, old


def _demand(here: Floats, whole: Floats) -> None:
    if here.ndim != 2 or here.shape != whole.shape or len(here) < 2:
        raise BadTable(
            (
                f"The region has the shape {here.shape}, the reference {whole.shape}.",
                f"本地区数据的形状为 {here.shape}，参照为 {whole.shape}。",
            ),
            (
                "Give both the same industries, and the same two periods or more.",
                "两者须有相同的行业，以及两个以上相同的时期。",
            ),
        )
    for each in (here, whole):
        if not (np.isfinite(each) & (each >= 0)).all() or not each.any(axis=1).all():
            raise BadTable(
                (
                    "A value is negative or not finite, or nothing stands in a period.",
                    "有数值为负或非有限值，或某一时期全部为零。",
                ),
                ("Correct it, or choose periods with figures.", "请更正，或选择有数据的时期。"),
            )
    if (here > whole * (1 + 1e-9)).any():
        raise NotComparable(
            ("The region exceeds the reference in an industry.", "本地区某行业的数值超过参照。"),
            (
                "Take a reference that holds the region, in the same unit and scope.",
                "参照须包含本地区，且单位和口径相同。",
            ),
        )


def demand_same_codes(start: Floats, end: Floats) -> None:
    """Make sure that the industries of two periods are of one classification.

    Parameters
    ----------
    start, end : ndarray, shape (P,)
        Levels of the reference.

    Raises
    ------
    NotComparable
        If more than a tenth of either period stands in industries that the other has none of.
    """
    gone = float(start[end == 0].sum() / start.sum())
    came = float(end[start == 0].sum() / end.sum())
    if max(gone, came) > MOST_UNMATCHED:
        raise NotComparable(
            (
                f"The classification changed: {gone:.0%} of the start and {came:.0%} of the end have no counterpart.",
                f"行业分类有变：期初的 {gone:.0%} 和期末的 {came:.0%} 属于另一时期没有的行业。",
            ),
            (
                "Bring both periods to one classification, or choose periods on one side of the break.",
                "请将两个时期统一到一种分类，或选择分类变更之前或之后的时期。",
            ),
        )
