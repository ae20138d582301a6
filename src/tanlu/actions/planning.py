"""Plan a sample: from a margin or a difference to answers and invitations, or back."""

import math
from dataclasses import dataclass
from typing import Any, Final

from tanlu.analysis.survey.planning import (
    Field,
    design_effect,
    for_difference,
    for_margin,
    margin_of,
    power_of,
)
from tanlu.errors import BadReference
from tanlu.text import Text

CONVENIENCE: Final = Text(
    "This holds for people drawn by chance. A convenience sample has no margin of error, however large it is.",
    "以上只适用于随机抽取的样本。非概率样本无论多大，都没有误差范围可言。",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned; what is not said is None.

    Parameters
    ----------
    share, sd : float or None
        Of which share the answers are expected to be, or their standard deviation.
    other : float or None
        The share of the second group.
    difference : float or None
        Of two means.
    margin, answers : float or None
        One of them, where no difference is looked for.
    power : float
    deff : float or None
    cluster, correlation : float or None
        Answers in a cluster, and their correlation: in place of ``deff``.
    population : float or None
    response, level : float
    """

    share: float | None = None
    sd: float | None = None
    other: float | None = None
    difference: float | None = None
    margin: float | None = None
    answers: float | None = None
    power: float = 0.8
    deff: float | None = None
    cluster: float | None = None
    correlation: float | None = None
    population: float | None = None
    response: float = 1.0
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan carried out.

    Parameters
    ----------
    kind : str
        ``margin`` or ``difference``.
    groups : int
    answers, invitations : int
        In each group.
    clusters : int or None
        In each group.
    margin, power : float or None
    deff : float
    """

    kind: str
    groups: int
    answers: int
    invitations: int
    clusters: int | None
    margin: float | None
    power: float | None
    deff: float

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "kind": self.kind, "groups": self.groups, "answers": self.answers, "invitations": self.invitations,
            "clusters": self.clusters, "margin": self.margin, "power": self.power, "deff": self.deff,
            "convenience": CONVENIENCE.to_json(),
        }  # fmt: skip


def plan(said: Plan) -> Planned:
    """Return how many are needed, or what a number of answers tells.

    Parameters
    ----------
    said : Plan

    Raises
    ------
    BadReference
        If what is said does not make a plan.
    """
    deff = _deff(said)
    field = Field(deff, said.population, said.response, said.level)
    spread = _spread(said)
    if said.other is not None or said.difference is not None:
        return _difference(said, spread, field)
    if (said.margin is None) == (said.answers is None):
        raise _confused(
            ("Say either the margin that is wanted or the answers that there are.",
             "请指定所需的误差范围，或已有的回答数，二者择一。"),
            ("For example --proportion 50 --margin 5, or --proportion 50 --answers 400.",
             "例如 --proportion 50 --margin 5，或 --proportion 50 --answers 400。"),
        )  # fmt: skip
    if said.margin is not None:
        found = for_margin(spread, said.margin, field)
        margin = said.margin
        answers, invitations = found.answers, found.invitations
    else:
        answers = int(said.answers or 0)
        margin = margin_of(spread, answers, field)
        invitations = math.ceil(answers / said.response - 1e-9)
    return Planned("margin", 1, answers, invitations, _clusters(said, answers), margin, None, deff)


def _difference(said: Plan, spread: float, field: Field) -> Planned:
    if (said.other is not None and said.share is None) or (said.difference is not None and said.sd is None):
        raise _confused(
            ("Two shares, or a standard deviation and a difference, make a plan.",
             "须给出两个比例，或标准差和差异。"),
            ("For example --proportion 40 --other 50, or --sd 12 --difference 3.",
             "例如 --proportion 40 --other 50，或 --sd 12 --difference 3。"),
        )  # fmt: skip
    second = spread if said.other is None else math.sqrt(said.other * (1 - said.other))
    gap = said.difference if said.other is None else (said.other - (said.share or 0.0))
    spreads = (spread, second)
    if said.answers is None:
        found = for_difference(spreads, gap or 0.0, said.power, field)
        answers, invitations, power = found.answers, found.invitations, said.power
    else:
        answers = int(said.answers)
        invitations = math.ceil(answers / said.response - 1e-9)
        power = power_of(spreads, gap or 0.0, answers, field)
    return Planned(
        "difference", 2, answers, invitations, _clusters(said, answers), None, power, field.deff
    )  # fmt: skip


def _deff(said: Plan) -> float:
    if said.cluster is None and said.correlation is None:
        return 1.0 if said.deff is None else said.deff
    if said.cluster is None or said.correlation is None or said.deff is not None:
        raise _confused(
            ("A design effect is given as such, or by both the size of clusters and their correlation.",
             "设计效应可直接给出，或由每群回答数与群内相关共同给出。"),
            ("For example --deff 1.5, or --cluster 11 --icc 0.05.", "例如 --deff 1.5，或 --cluster 11 --icc 0.05。"),
        )  # fmt: skip
    return design_effect(said.cluster, said.correlation)


def _spread(said: Plan) -> float:
    if (said.share is None) == (said.sd is None):
        raise _confused(
            ("Say what is asked: a share or a mean.", "请说明要估计的是比例还是均值。"),
            ("For example --proportion 50 for a share, or --sd 12 for a mean.",
             "例如：比例用 --proportion 50，均值用 --sd 12（标准差）。"),
        )  # fmt: skip
    if said.sd is not None:
        return said.sd
    for share in (said.share, said.other):
        if share is not None and not 0 < share < 1:
            raise _confused(
                ("A share must lie between 0 and 100%.", "比例须在0与100%之间。"),
                ("Where it is not known, 50 asks for most.", "不知道时填 50，所需样本最多。"),
            )
    return math.sqrt((said.share or 0.0) * (1 - (said.share or 0.0)))


def _clusters(said: Plan, answers: int) -> int | None:
    return None if said.cluster is None else math.ceil(answers / said.cluster)


def _confused(what: tuple[str, str], do: tuple[str, str]) -> BadReference:
    return BadReference(what, do)
