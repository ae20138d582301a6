"""Charts of scales and of agreement: steps of invariance, coefficients with their intervals."""

from tanlu.actions.agreement import Agreed
from tanlu.actions.scales import Scaled
from tanlu.analysis.scales.gate import SAYS
from tanlu.analysis.scales.ratings import Coefficient
from tanlu.chart.relations import LadderChart, Range, RangeChart, Rung
from tanlu.errors import NoAnswer
from tanlu.text import Text


def ladder_chart(found: Scaled) -> LadderChart:
    """Return the steps that were taken.

    Raises
    ------
    NoAnswer
        If none could be.
    """
    if found.verdict is None or not found.fits:
        raise NoAnswer(
            ("There are no steps to draw: one group only, or no model could be fitted.",
             "没有可画的步骤：只有一组，或无法拟合模型。"),
            ("Name groups with --group, and four items or more.", "请用 --group 指定分组列，并给出四个或以上题项。"),
        )  # fmt: skip
    rungs = tuple(
        Rung(str(at), name, each.holds, _fit(each.cfi, each.rmsea))
        for at, (name, each, _) in enumerate(found.fits)
    )
    items = Text(", ".join(found.asked.items), "、".join(found.asked.items))
    return LadderChart(
        items,
        Text("Whether the items measure the same in every group", "各题项在各组是否测量同一事物"),
        rungs,
        SAYS[found.verdict.allows],
        Text("Step", "步骤"),
        Text("Own answers", "自有答卷"),
    )


def _fit(cfi: float, rmsea: float) -> Text:
    return Text(f"CFI {cfi:.3f} · RMSEA {rmsea:.3f}", f"CFI {cfi:.3f} · RMSEA {rmsea:.3f}")


def agreement_chart(found: Agreed) -> RangeChart:
    """Return coefficients of agreement on one axis, group by group.

    Raises
    ------
    NoAnswer
        If none can be estimated.
    """
    rows = []
    for group, each in found.groups:
        name = Text(group, group) if group else Text("all", "全体")
        for label, one in (
            (Text("raw agreement", "原始一致率"), each.raw), (Text("alpha", "α"), each.alpha),
            (Text("Gwet", "Gwet 系数"), each.gwet), (Text("kappa", "κ"), each.kappa),
        ):  # fmt: skip
            rows += _range(
                Text(f"{name.en}: {label.en}", f"{name.zh}：{label.zh}"), one, f"{group}/{label.en}"
            )
    if not rows:
        raise NoAnswer(
            ("No coefficient can be estimated, so there is nothing to draw.", "没有可估计的系数，无图可画。"),
            ("The table says why.", "原因见表。"),
        )
    low = min(0.0, *(each.low for each in rows))
    return RangeChart(
        Text("How far raters agree", "评定者的一致程度"),
        Text(
            "Coefficients with their 95% intervals; one is full agreement",
            "各系数及其 95% 区间；1 为完全一致",
        ),
        tuple(rows),
        Text("coefficient", "系数"),
        Text("Coefficient", "系数"),
        Text("Own ratings", "自有评定"),
        axis=(low, 1.0),
    )


def _range(label: Text, one: Coefficient, key: str) -> list[Range]:
    if one.value is None:
        return []
    low, high = (one.value if end is None else end for end in (one.low, one.high))
    return [Range(key, label, low, one.value, high)]
