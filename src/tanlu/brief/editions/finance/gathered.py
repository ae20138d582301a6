"""What the finance edition tells: the pipeline among its papers, and the choice made from it."""

import json
from dataclasses import dataclass
from typing import Final

from tanlu.analysis.finance.pipeline import Totals, totals
from tanlu.analysis.finance.portfolio import Choice, Price, choose, greedy, prices
from tanlu.brief.editions.finance.reading import UNITS, Plan, parse_plan
from tanlu.errors import BadFolder
from tanlu.evidence.store import Store
from tanlu.registers.units import codes
from tanlu.registers.wording import say
from tanlu.text import Text, exact

PAPER: Final = "papers/pipeline.json"
_GAP: Final = 1e-6
_TIMES: Final = {"one": 1.0, "thousand": 1e3, "wan": 1e4, "million": 1e6, "yi": 1e8}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A plan and what follows from it.

    Parameters
    ----------
    store : Store
        The evidence, for a document that holds none of it.
    on : str
        ISO day on which the paper was taken along.
    plan : Plan
        As its paper holds it.
    sums : Totals
        Of the pipeline.
    choice, hand : Choice
        The portfolio, and what a person would pick.
    prices : tuple of Price
        What each floor costs.
    """

    store: Store
    on: str
    plan: Plan
    sums: Totals
    choice: Choice
    hand: Choice
    prices: tuple[Price, ...]

    def money(self, amount: float) -> Text:
        """Return an amount with its currency, as a sentence says it in each language."""
        currency = self.plan.pipeline.basis.currency
        value = amount * _TIMES[self.plan.unit]
        if currency in codes():
            return Text(say(value, currency, "en"), say(value, currency, "zh"))
        en, zh = UNITS[self.plan.unit]
        rounded = float(f"{amount:.3g}")
        return Text(f"{exact(rounded, 'en')} {en}{currency}", f"{exact(rounded, 'zh')}{zh}{currency}")


def gather(store: Store, papers: dict[str, bytes]) -> Weighed:
    """Read the pipeline among the papers and choose from it.

    Raises
    ------
    BadFolder
        If there is none, or it cannot be read.
    BadRecord, NotIdentified
        If an entry cannot be taken in, or no portfolio keeps the rules.
    """
    try:
        data = json.loads(papers[PAPER])
        on = str(data.pop("on"))
    except (KeyError, ValueError, AttributeError) as error:
        raise BadFolder(
            (f"{PAPER} is missing or cannot be read.", f"{PAPER} 缺失或无法读取。"),
            ("Take the folder again from where it came.", "请从原处重新取得该文件夹。"),
        ) from error
    plan = parse_plan(data, PAPER)
    projects = plan.projects()
    choice = choose(projects, gap=_GAP)
    return Weighed(
        store, on, plan, totals(plan.pipeline), choice, greedy(projects), prices(projects, choice, gap=_GAP)
    )
