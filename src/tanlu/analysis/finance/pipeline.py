"""A pipeline of projects: money by stage and source without counting any twice, and what is known of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.analysis.finance.basis import Basis
from tanlu.text import Text

STAGES: Final[dict[str, Text]] = {
    "announced": Text("announced", "已宣布"),
    "approved": Text("approved", "已批准"),
    "committed": Text("committed", "已承诺"),
    "disbursed": Text("disbursed", "已拨付"),
    "delivered": Text("delivered", "已建成见效"),
}
"""How far money has come. The same money is counted once, at the furthest stage that it has reached."""

INSTRUMENTS: Final[dict[str, Text]] = {
    "grant": Text("grant", "赠款"),
    "concessional": Text("concessional loan", "优惠贷款"),
    "loan": Text("loan at market terms", "商业贷款"),
    "equity": Text("equity", "股权"),
    "guarantee": Text("guarantee, no money paid", "担保（未付款）"),
    "budget": Text("public budget", "财政资金"),
}

PUBLIC: Final = ("grant", "concessional", "budget")

CRITERIA: Final[dict[str, Text]] = {
    "climate": Text("climate and environment", "气候与环境"),
    "equity": Text("equity for workers and communities", "工人与社区的公平"),
    "voice": Text("a voice for the community", "社区参与"),
}
"""The three elements of just-transition finance; each is met, not met or not known, with its evidence."""

ANSWERS: Final[dict[str, Text]] = {
    "met": Text("met", "符合"),
    "unmet": Text("not met", "不符合"),
    "unknown": Text("not known", "不清楚"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """Money of one source for one project.

    Parameters
    ----------
    id, project, source : str
        Its name, the project, and who pays.
    instrument, stage : str
        Keys of :data:`INSTRUMENTS` and :data:`STAGES`; the stage is the furthest that this money has reached.
    amount : float
        On the pipeline's basis, zero or more.
    part_of : str
        Id of another share of which this money is a part, told twice by its sources; it is then not added.
    """

    id: str
    project: str
    source: str
    instrument: str
    stage: str
    amount: float
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """An answer about one of the three elements.

    Parameters
    ----------
    answer : str
        A key of :data:`ANSWERS`.
    evidence : Text or None
        What shows it; an answer other than "not known" has one.
    """

    answer: str
    evidence: Text | None


@dataclass(frozen=True, slots=True)
class Item:
    """A project of a pipeline.

    Parameters
    ----------
    id, region : str
        Its name and the code of its region.
    title : Text
        What it is.
    cost : float
        All it costs, on the pipeline's basis.
    benefit : float or None
        Net present benefit beside its cost, on the same basis; None where nobody has worked it out.
    jobs, tonnes : float or None
        Lasting jobs, and tonnes of CO2 avoided a year; None where not known.
    climate_share : float or None
        The share of its cost that counts as climate finance; None where nobody has said so, and then none of it counts.
    tags : tuple of tuple of (str, str)
        Taxonomy with edition, and what it says (``("China catalogue 2021", "1.5.1")``).
    criteria : mapping of str to Criterion
        By element.
    earliest : int
        The first year in which it can start.
    needs : tuple of str
        Ids of projects that must start before or with it.
    group : str
        Of projects with one group only one is wanted; empty for none.
    """

    id: str
    region: str
    title: Text
    cost: float
    benefit: float | None
    jobs: float | None
    tonnes: float | None
    climate_share: float | None
    tags: tuple[tuple[str, str], ...]
    criteria: Mapping[str, Criterion]
    earliest: int
    needs: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline.

    Parameters
    ----------
    title : Text
        What it is the pipeline of.
    basis : Basis
        Of every amount in it.
    items, shares : tuple
        Projects, and the money for them.
    fictional : bool
        Whether it is an example.
    """

    title: Text
    basis: Basis
    items: tuple[Item, ...]
    shares: tuple[Share, ...]
    fictional: bool = False

    def counted(self) -> tuple[Share, ...]:
        """Return the shares that are added: money told twice is counted where it was told first."""
        return tuple(each for each in self.shares if not each.part_of)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a pipeline holds.

    Parameters
    ----------
    by_stage : dict of str to float
        Money that has come no further than each stage.
    reached : dict of str to float
        Money that has come at least so far.
    public, private : float
        Money by kind of source, guarantees left out.
    leverage : float or None
        Private money for each unit of public money.
    climate : float
        Part of the projects' cost that counts as climate finance.
    unsaid : int
        Projects of which nobody has said whether they count.
    twice : float
        Money that sources tell twice, and that is not added.
    missing : float
        Cost that no source has announced.
    """

    by_stage: dict[str, float]
    reached: dict[str, float]
    public: float
    private: float
    leverage: float | None
    climate: float
    unsaid: int
    twice: float
    missing: float


def totals(pipeline: Pipeline) -> Totals:
    """Return what a pipeline holds, no money counted twice, and guarantees not counted as money."""
    counted = [each for each in pipeline.counted() if each.instrument != "guarantee"]
    by_stage = {stage: sum(each.amount for each in counted if each.stage == stage) for stage in STAGES}
    order = list(STAGES)
    reached = {stage: sum(by_stage[each] for each in order[at:]) for at, stage in enumerate(order)}
    public = sum(each.amount for each in counted if each.instrument in PUBLIC)
    private = sum(each.amount for each in counted) - public
    funded = funding(counted)
    return Totals(
        by_stage=by_stage,
        reached=reached,
        public=public,
        private=private,
        leverage=private / public if public else None,
        climate=sum(
            each.cost * each.climate_share for each in pipeline.items if each.climate_share is not None
        ),
        unsaid=sum(each.climate_share is None for each in pipeline.items),
        twice=sum(each.amount for each in pipeline.shares if each.part_of),
        missing=sum(max(0.0, each.cost - funded.get(each.id, 0.0)) for each in pipeline.items),
    )


def funding(shares: Iterable[Share]) -> dict[str, float]:
    """Return the money of each project."""
    found: dict[str, float] = {}
    for each in shares:
        found[each.project] = found.get(each.project, 0.0) + each.amount
    return found


def passes(item: Item) -> str:
    """Return how a project stands on the three elements together: ``met``, ``unmet`` or ``unknown``.

    One that is not met decides; else one that is not known.
    """
    answers = {item.criteria[each].answer if each in item.criteria else "unknown" for each in CRITERIA}
    return "unmet" if "unmet" in answers else "unknown" if "unknown" in answers else "met"


def over_funded(pipeline: Pipeline) -> Sequence[tuple[Item, float]]:
    """Return projects for which sources tell more money than they cost: a sign that some is told twice."""
    funded = funding(each for each in pipeline.counted() if each.instrument != "guarantee")
    return [
        (each, funded[each.id]) for each in pipeline.items if funded.get(each.id, 0.0) > each.cost * 1.000001
    ]
