"""The axis of complexity: the second singular pair of the scaled presence matrix, and which of its ends is complex."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.leading import two_largest
from tanlu.analysis.economy.placed import correlation
from tanlu.errors import BadReference, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_Z: Final = 1.959963984540054
_TIED: Final = 1e-6
"""Eigenvalues nearer than this, relative to the larger, have no order of their own."""
_NARROW: Final = 0.1
_SIZE: Final = 0.7


def demand_rule(sign: str) -> None:
    """Make sure that a rule of the sign is known.

    Raises
    ------
    BadReference
        If it is not.
    """
    if sign not in {"reference", "diversity"}:
        raise BadReference(
            (f"There is no rule of the sign {sign!r}.", f"没有 {sign!r} 这种符号规则。"),
            ("Choose reference or diversity.", "可选：reference、diversity。"),
        )


def second_axis(m: Bools) -> tuple[Floats, Floats, float, float]:
    """Return the unsigned index of regions and of industries, and the second and third eigenvalue.

    Parameters
    ----------
    m : ndarray of bool, shape (R, P)
        Where an industry is present; every row and column holds one.

    Raises
    ------
    NotIdentified
        If the second eigenvalue is tied with the third.
    """
    k_c, k_p = m.sum(axis=1).astype(np.float64), m.sum(axis=0).astype(np.float64)
    wide = len(k_c) <= len(k_p)
    scaled = m.astype(np.float64)
    scaled /= np.sqrt(k_c)[:, None]
    scaled /= np.sqrt(k_p)
    trivial = np.sqrt((k_c if wide else k_p) / k_c.sum())
    gram = scaled @ scaled.T if wide else scaled.T @ scaled
    gram -= np.outer(trivial, trivial)
    third, second, vector = two_largest(gram)
    _demand_apart(second, third)
    u = vector if wide else scaled @ vector / np.sqrt(second)
    index = u / np.sqrt(k_c)
    of_p = (u @ scaled) / np.sqrt(k_p) / second
    mean, spread = index.mean(), index.std()
    return (index - mean) / spread, (of_p - mean) / spread, second, third


def _demand_apart(second: float, third: float) -> None:
    if second < _TIED or second - third < _TIED * second:
        raise NotIdentified(
            (
                f"The second and third eigenvalue are {second:.6g} and {third:.6g}: no axis is the first.",
                f"第二、第三特征值为 {second:.6g} 和 {third:.6g}，没有唯一的主轴。",
            ),
            ("Add regions or industries that tell them apart.", "请增加能够区分的地区或行业。"),
        )


RULES: Final = {
    "reference": Text("sign: rises with the reference given", "符号：随给定的参照变量上升"),
    "diversity": Text("sign: rises with diversity, by convention", "符号：按惯例随多样性上升"),
}


def sign_of(rule: str, index: Floats, diversity: NDArray[np.int64], reference: Floats | None) -> float:
    """Return 1 or -1.

    Raises
    ------
    NotIdentified
        If nothing says which end is complex, or two rules contradict each other.
    """
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


def doubts(second: float, third: float, with_size: float | None, sign: str) -> tuple[Caution, ...]:
    """Return what stands against an axis: a second one nearly as strong, size, a sign by convention."""
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
