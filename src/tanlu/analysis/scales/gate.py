"""The comparability gate: no difference of two groups leaves without equal intercepts or vignettes."""

from dataclasses import dataclass
from typing import Final, Literal

from tanlu.analysis.scales.invariance import Ladder, Partial
from tanlu.analysis.scales.vignettes import MOST_DISORDER, Standing
from tanlu.errors import HeldBack
from tanlu.text import Text

Allows = Literal["alone", "slopes", "ranks", "means"]
Ground = Literal["none", "metric", "scalar", "partial", "vignettes"]

FEWEST: Final = 30
"""People of a group who answered all vignettes, from which ranks are compared."""
FEWEST_OF_MODEL: Final = 100
"""People of a group, with all answers, from which means are compared: with 60, one of five shifted scales would pass."""
SAYS: Final[dict[Allows, Text]] = {
    "alone": Text("each group alone; nothing is compared", "只能分别描述各组，不作任何比较"),
    "slopes": Text("correlations and slopes are compared, not means", "可比较相关和斜率，不可比较均值"),
    "ranks": Text(
        "ranks among the vignettes are compared, not means", "可比较相对于情境题的位次，不可比较均值"
    ),
    "means": Text("means are compared", "可比较均值"),
}
STEP: Final = {
    "configural": Text("the same items belong together", "题项归属相同"),
    "metric": Text("equal loadings", "载荷相等"),
    "scalar": Text("equal intercepts", "截距相等"),
}
_VIGNETTES: Final = Text(
    "Field two or three anchoring vignettes for this concept in both languages, or have the translation of the items "
    "reviewed; until then describe each group alone.",
    "请用两种语言为该概念加问两三个情境题，或复核题项译文；在此之前只分别描述各组。",
)
_MORE: Final = Text(
    "Ask more people or more items, or field anchoring vignettes; until then describe each group alone.",
    "请增加受访者或题项，或加问情境题；在此之前只分别描述各组。",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of groups.

    Parameters
    ----------
    allows : str
    ground : str
        What it rests on.
    why : Text
        What held, or which step failed.
    do : Text or None
        What to do where means are not compared.
    """

    allows: Allows
    ground: Ground
    why: Text
    do: Text | None = None

    def demand(self) -> None:
        """Refuse a difference that has no ground.

        Raises
        ------
        HeldBack
            If neither means nor ranks are compared.
        """
        if self.allows not in {"means", "ranks"}:
            do = self.do or _VIGNETTES
            raise HeldBack(
                (
                    f"The difference of the groups is not told: {self.why.en}.",
                    f"两组之差不予公布：{self.why.zh}。",
                ),
                (do.en, do.zh),
            )


def gate(
    ladder: Ladder | None,
    partial: Partial | None,
    standings: tuple[Standing | None, ...],
    names: tuple[str, ...],
    why: Text | None = None,
) -> Verdict:
    """Return what may be said of groups on a scale.

    Means where intercepts are equal, or equal but for items that are named, in groups of 100 or more; else ranks where 30 or
    more of every group rated the vignettes, 80% of them in their order; else slopes where loadings are equal; else nothing.

    Parameters
    ----------
    ladder : Ladder or None
        None where no model could be asked.
    partial : Partial or None
    standings : tuple of Standing or None
        Of each group among the vignettes; empty where none were asked.
    names : tuple of str
        Of the items.
    why : Text or None
        Why there is no ladder.
    """
    if ladder is not None and min(ladder.people) < FEWEST_OF_MODEL:
        ladder, partial = None, None
        why = Text(
            f"a group has fewer than {FEWEST_OF_MODEL} people with all answers",
            f"有一组答全者不足{FEWEST_OF_MODEL}人",
        )
    if ladder is not None and ladder.reached in {"scalar", "strict"}:
        return Verdict("means", "scalar", Text("intercepts are equal", "截距相等"))
    if partial is not None and partial.holds:
        free = (
            ", ".join(names[each] for each in partial.free),
            "、".join(names[each] for each in partial.free),
        )
        return Verdict(
            "means", "partial",
            Text(f"intercepts are equal but for {free[0]}, left out of the comparison",
                 f"除 {free[1]} 外截距相等，比较时不计这些题项"),
        )  # fmt: skip
    failed = why or _failed(ladder, partial)
    if standings:
        disorder = max((each.disorder for each in standings if each), default=1.0)
        if all(each and each.people >= FEWEST for each in standings) and disorder <= MOST_DISORDER:
            return Verdict(
                "ranks", "vignettes",
                Text(f"{failed.en}, but the vignettes were rated in their order",
                     f"{failed.zh}，但各组对情境题的评定次序一致"),
            )  # fmt: skip
        failed = Text(
            f"{failed.en}, and the vignettes were rated against their order by up to {disorder:.0%} of a group, or by "
            f"fewer than {FEWEST} people",
            f"{failed.zh}；情境题被评成相反次序的比例最高达{disorder:.0%}，或答题者不足{FEWEST}人",
        )
    if ladder is not None and ladder.reached == "metric":
        return Verdict("slopes", "metric", failed, _VIGNETTES)
    return Verdict("alone", "none", failed, _VIGNETTES if ladder is not None else _MORE)


def _failed(ladder: Ladder | None, partial: Partial | None) -> Text:
    """Return which step failed."""
    if ladder is None:
        return Text("no model was fitted", "未能拟合模型")
    lost = next((each for each in ladder.fits if not each.holds), None)
    if lost is None:
        return ladder.why or Text("the model does not settle", "模型无法收敛")
    step = STEP[lost.step] if lost.step in STEP else Text(lost.step, lost.step)
    en = f"“{step.en}” fails (CFI {lost.cfi:.3f}, RMSEA {lost.rmsea:.3f})"
    zh = f"“{step.zh}”不成立（CFI {lost.cfi:.3f}，RMSEA {lost.rmsea:.3f}）"
    if lost.step == "scalar" and partial is not None:
        en += ", and freeing all items that may be freed is not enough"
        zh += "，放开全部可以放开的题项后仍不成立"
    return Text(en, zh)
