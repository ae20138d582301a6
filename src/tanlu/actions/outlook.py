"""Ask a region-by-industry table for the complexity outlook of its regions and the gain of absent industries."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanlu.actions.economy import income_of
from tanlu.actions.industry_tables import Asked, apart, opened, period_of, table_of
from tanlu.actions.nearness import Near, learnt
from tanlu.text import Text

if TYPE_CHECKING:
    from tanlu.analysis.economy.caution import Caution
    from tanlu.analysis.economy.outlook import Outlook
    from tanlu.analysis.economy.relatedness import Density
    from tanlu.analysis.economy.table import RegionIndustry
    from tanlu.evidence.readers.industry_cells import IndustryCells

GIVEN = Text("complexity of industries: as given", "行业复杂度：按所给评分")


@dataclass(frozen=True, slots=True)
class Outlooks:
    """Outlook and gain of one period, with what they are made of.

    Parameters
    ----------
    period : str
        The year.
    found : Outlook
        By region and industry.
    density : Density
        How close each industry is.
    complexity : dict of str to float
        Of the industries that have one.
    methods : tuple of Text
        How complexity was had, outlook and gain, and nearness.
    cautions : tuple of Caution
        What must be known beforehand.
    """

    period: str
    found: "Outlook"
    density: "Density"
    complexity: dict[str, float]
    methods: tuple[Text, ...]
    cautions: tuple["Caution", ...]


def outlooks(
    asked: Asked,
    near: Near | None = None,
    *,
    period: str = "",
    sign: str = "reference",
    scores: Path | None = None,
) -> Outlooks:
    """Return the outlook of every region and the gain of every absent industry.

    Parameters
    ----------
    asked : Asked
        The table, perhaps with a column of income per head, whose logarithm gives the sign of complexity.
    near : Near, optional
        How nearness is learnt; from the table itself if not given.
    period : str
        Which; needed only if the table has several.
    sign : str
        ``reference`` (income) or ``diversity``.
    scores : Path, optional
        Complexity of industries, estimated elsewhere.

    Raises
    ------
    UserMistake
        If a table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.audit import audit
    from tanlu.analysis.economy.outlook import outlook
    from tanlu.analysis.economy.relatedness import density

    cells, asked = opened(asked)
    table = apart(table_of(cells, period_of(cells, period), asked), asked.reference)[0]
    quality, how, doubts = _complexity(cells, table, sign, scores)
    proximities, told = learnt(near or Near(), asked, table, period)
    found = outlook(table, proximities, [quality.get(each, 0.0) for each in table.industries])
    close = density(table, proximities)
    cautions = (*audit(table).cautions, *told, *doubts, *_without(table, quality), *found.cautions)
    return Outlooks(
        table.period, found, close, {each: quality[each] for each in table.industries if each in quality},
        (how, found.method, close.method), tuple(dict.fromkeys(cautions)),
    )  # fmt: skip


def _complexity(
    cells: "IndustryCells", table: "RegionIndustry", sign: str, scores: Path | None
) -> tuple[dict[str, float], Text, tuple["Caution", ...]]:
    """Return the complexity of industries by label, how it was had, and what stands against it."""
    from tanlu.analysis.economy.complexity import complexity
    from tanlu.evidence.readers.industries import read_scores

    if scores is not None:
        return read_scores(scores), GIVEN, ()
    found = complexity(table, sign=sign, reference=income_of(cells, table))
    return (
        dict(zip(found.industries, found.of_industries.tolist(), strict=True)),
        found.method,
        found.cautions,
    )


def _without(table: "RegionIndustry", quality: dict[str, float]) -> tuple["Caution", ...]:
    from tanlu.analysis.economy.caution import Caution, named

    lacking = tuple(each for each in table.industries if each not in quality)
    if not lacking:
        return ()
    few = named(lacking)
    what = Text(f"Without a complexity: {few.en}.", f"没有复杂度的行业：{few.zh}。")
    do = Text("They add nothing to outlook and gain, and are not listed.", "它们不计入展望和增益，也不列出。")
    return (Caution("no_complexity", what, do),)
