"""What a design or an estimate refuses, each in both languages."""

from typing import Final

from tanlu.errors import BadTable
from tanlu.text import Text

Name = Text
STRATA: Final = Text("strata", "层")
CLUSTERS: Final = Text("clusters", "群（初级抽样单元）")
SECONDS: Final = Text("second-stage units", "二级抽样单元")
WEIGHTS: Final = Text("weights", "权数")
FPC: Final = Text("finite population (fpc) of the first stage", "第一阶段有限总体数（fpc）")
SECOND_FPC: Final = Text("finite population (fpc) of the second stage", "第二阶段有限总体数（fpc）")


def empty() -> BadTable:
    """Return what is said of a sample without rows."""
    return BadTable(
        ("The sample has no rows.", "样本没有任何记录。"), ("Give one row or more.", "请至少提供一行记录。")
    )


def length(name: Name, found: int, rows: int) -> BadTable:
    """Return what is said of a column of another length."""
    return BadTable(
        (f"The {name.en}: {found} values for {rows} rows.", f"{name.zh}有{found}个值，样本有{rows}行。"),
        ("Give one value for each row.", "请为每一行各给一个值。"),
    )


def missing(name: Name, count: int) -> BadTable:
    """Return what is said of rows without a value of the design."""
    return BadTable(
        (
            f"The {name.en}: {count} rows have no value above zero or no label.",
            f"{name.zh}：有{count}行缺少标签，或数值不大于零。",
        ),
        (
            "Fill them in: the design must be known for every row, answered or not.",
            "请补齐：无论是否作答，每一行的抽样设计都须已知。",
        ),
    )


def weights(count: int, row: int) -> BadTable:
    """Return what is said of weights that are not above zero."""
    return BadTable(
        (
            f"{count} weights are missing, zero or negative; the first in row {row} of the sample.",
            f"有{count}个权数缺失、为零或为负，第一个在样本第{row}行。",
        ),
        (
            "Give a weight above zero to every row; leave people out with a domain, not with a weight.",
            "每行的权数都须大于零；如需排除部分受访者，请设定子总体，不要改权数。",
        ),
    )


def changing(name: Name) -> BadTable:
    """Return what is said of a finite population that is not one within its group."""
    return BadTable(
        (
            f"The {name.en} takes more than one value within a group.",
            f"{name.zh}在同一组内取了不止一个值。",
        ),
        (
            "Give one value a stratum (a cluster, at the second stage).",
            "第一阶段每层只能有一个值，第二阶段每群只能有一个值。",
        ),
    )


def too_small(name: Name, given: float, drawn: int) -> BadTable:
    """Return what is said of a finite population smaller than its sample."""
    return BadTable(
        (
            f"The {name.en} is {given:g}, but {drawn} units were drawn.",
            f"{name.zh}为{given:g}，抽中的却有{drawn}个。",
        ),
        (
            "Give how many units the population has, or for every row the share drawn, at most 1.",
            "请给出总体中的单元数；或者每行都给抽样比（不大于1）。",
        ),
    )


def lonely(label: str, count: int) -> BadTable:
    """Return what is said of strata with one cluster."""
    of = (f" ({label})", f"（{label}）") if label else ("", "")
    return BadTable(
        (
            f"A stratum{of[0]} has one cluster, so its error cannot be estimated; such strata: {count}.",
            f"有一层{of[1]}只有一个群，无法估计误差；这样的层共{count}个。",
        ),
        (
            "Merge it with a like stratum, or choose `centred` (measured from the mean of all) or `certainty` (no chance).",
            "请与相近的层合并，或选择 `centred`（以全体均值为中心）或 `certainty`（必然入样，不计误差）。",
        ),
    )


def lonely_second(count: int) -> BadTable:
    """Return what is said of clusters with one second-stage unit."""
    return BadTable(
        (
            f"{count} clusters have one second-stage unit of several, so the error within cannot be estimated.",
            f"有{count}个群在多个二级单元中只抽了一个，无法估计群内误差。",
        ),
        (
            "Leave out the second stage, or choose `centred` or `certainty`.",
            "请不设第二阶段，或选择 `centred` 或 `certainty`。",
        ),
    )


def not_calibrated(why: Text) -> BadTable:
    """Return what is said of totals that weights cannot be made to meet."""
    return BadTable(
        (f"The weights cannot be calibrated: {why.en}.", f"权数无法校准：{why.zh}。"),
        (
            "Check the totals against the sample: same categories, same population, no empty cell.",
            "请核对总体数与样本：类别一致、总体一致、没有空单元格。",
        ),
    )
