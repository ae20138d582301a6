"""The tables of the brief."""

from collections.abc import Iterable
from typing import Final

from tanlu.brief.editions.diversification.gathered import Gathered
from tanlu.brief.model import Cell, Cited, Ledger, Table
from tanlu.brief.writer import Writer
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import figure, of_derived
from tanlu.lineage.table import told
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.change import PARTS
from tanlu.lineage.tables.multipliers import METHODS
from tanlu.registers.indicators import all_series
from tanlu.registers.industries import groups, industries
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Lang, Text

INDUSTRY: Final = Text("Industry", "产业")
REGION: Final = Text("Region", "地区")
YEAR: Final = Text("Year", "年份")
CLASS: Final = Text("Class", "类别")
SHARE: Final = Text("share of GDP (%)", "占生产总值（%）")
JOBS: Final = Text("share of jobs (%)", "占就业（%）")
QUOTIENT: Final = Text("quotient", "区位商")
LISTED: Final = Text("On the list", "清单名次")
CANDIDATE: Final = (
    Text("Quotient", "区位商"),
    Text("Nearness (%)", "接近程度（%）"),
    Text("Complexity", "复杂度"),
    Text("Growth, country (%)", "全国增长（%）"),
    Text("Pay, country (USD)", "全国年薪酬（美元）"),
)
UNBEATEN: Final = Text("Unbeaten", "未被超越")
SCORE: Final = Text("Score", "评分")
TEST: Final = (
    ("entry_auc", Text("Ranked higher (%)", "排在前面（%）")),
    ("entry_auc_low", Text("from", "下限")),
    ("entry_auc_high", Text("to", "上限")),
    ("entry_hits", Text("Of five, arrived (%)", "五项中形成（%）")),
    ("entry_hits_low", Text("from", "下限")),
    ("entry_hits_high", Text("to", "上限")),
)
WORTH: Final = Text("Worth", "结论")
BASELINES: Final = ("lq", "ubiquity", "ubiquity_diversity")
TRIED: Final = (
    *BASELINES,
    "density",
    "density_nearest",
    "density_relative",
    "density_continuous",
    "ranks",
    "logistic",
)
BASELINE: Final = Text("simple baseline", "简单基线")
BETTER: Final = Text("better than the best baseline", "优于最佳基线")
NOT_BETTER: Final = Text("not better than the best baseline", "不优于最佳基线")
GRID: Final = ("industry_share", "effective_industries", "likeness_to_nation", "shift_share")
GAPS: Final = ("structure", "change", "next", "carry", "people", "after")
IO_SERIES: Final = (
    "coal_share_of_output", "coal_share_of_value_added", "coal_multiplier", "coal_extraction_output",
    "coal_extraction_value_added",
)  # fmt: skip
METHOD: Final = Text("Method", "方法")
OPEN: Final = Text("inputs only", "仅计投入")
CLOSED: Final = Text("with spending of wages", "计入工资消费")
WHAT: Final = (
    Text("What", "内容"),
    Text("Why", "原因"),
    Text("What would make it possible", "怎样才能算出来"),
)


def cell(made: Derived | Absence, ledger: Ledger, lang: Lang, *, said: bool = False) -> Cell:
    """Return a number as a cell, entered in the ledger, or why there is none."""
    if isinstance(made, Absence):
        return Cell(absent=made.reason(lang))
    figure = of_derived(made)
    ledger.cite(figure)
    year = made.year if said else None
    return Cell(number=Cited(figure, made.value, made.unit), year=year, caveats=made.caveats, said=said)


def _named(code: str, lang: Lang) -> str:
    return region(code).name(lang)


def grid(found: Gathered, pen: Writer) -> Table:
    """Return what is measured of each region, and what is not."""
    lang = pen.lang
    asked = {"industry_share": "mining", "shift_share": "change"}
    jobs = [cell(found.coal_jobs[code], pen.ledger, lang, said=True) for code in found.codes]
    first = found.coal_jobs[found.codes[0]].recipe.title(lang)
    rows = [(Cell(first), *jobs)]
    for name in GRID:
        part = asked.get(name, "")
        made = [found.ask(name, code, part) for code in found.codes]
        title = told(table_recipes()[name], part).title(lang)
        rows.append((Cell(title), *(cell(each, pen.ledger, lang, said=True) for each in made)))
    return Table(
        pen.plain("grid.caption"),
        ("", *(_named(code, lang) for code in found.codes)),
        tuple(rows),
        role="grid",
    )


def shared(found: Gathered, pen: Writer) -> Table:
    """Return the shared list: share of GDP and quotient by state, and how well the list fits both countries."""
    lang = pen.lang
    headers = [INDUSTRY(lang)]
    for code in found.known:
        name = _named(code, lang)
        measures = (JOBS if code in found.added else SHARE, QUOTIENT)
        headers += [f"{name}{each.zh}" if lang == "zh" else f"{name}: {each.en}" for each in measures]
    rows = []
    for group in groups().values():
        cells = [Cell(group.title(lang))]
        for code in found.known:
            cells += [
                cell(found.ask(name, code, group.id), pen.ledger, lang)
                for name in ("industry_share", "industry_lq")
            ]
        worst = max(industries()[each].reliability for each in group.members)
        rows.append((*cells, Cell(worst)))
    return Table(pen.plain("live.caption"), (*headers, CLASS(lang)), tuple(rows))


def measures(found: Gathered, pen: Writer) -> Table:
    """Return how like the nation and how spread out each state is."""
    names = ("likeness_to_nation", "share_to_move", "effective_industries")
    return _by_region(found, pen, "live.measures", [(name, "") for name in names])


def growth(found: Gathered, pen: Writer) -> Table:
    """Return the parts of growth by state."""
    return _by_region(found, pen, "change.caption", [("shift_share", part) for part in PARTS])


def _by_region(found: Gathered, pen: Writer, caption: str, asked: Iterable[tuple[str, str]]) -> Table:
    lang = pen.lang
    wanted = list(asked)
    columns = [[found.ask(name, code, part) for code in found.known] for name, part in wanted]
    headers = [REGION(lang), *(_headed(name, part, lang) for name, part in wanted)]
    rows = tuple(
        (Cell(_named(code, lang)), *(cell(column[at], pen.ledger, lang) for column in columns))
        for at, code in enumerate(found.known)
    )
    return Table(pen.plain(caption), tuple(headers), rows)


def _headed(name: str, part: str, lang: Lang) -> str:
    recipe = told(table_recipes()[name], part)
    title, symbol = recipe.title(lang), unit(recipe.unit).symbol(lang)
    return f"{title}（{symbol}）" if lang == "zh" else f"{title} ({symbol})"


def multipliers(found: Gathered, pen: Writer) -> Table | None:
    """Return what mining carries in each state by every method; None without a state."""
    lang = pen.lang
    if not found.accounted:
        return None
    headers = [METHOD(lang)]
    for code in found.accounted:
        for kind in (OPEN, CLOSED):
            name = _named(code, lang)
            headers.append(f"{name}，{kind.zh}" if lang == "zh" else f"{name}: {kind.en}")
    rows = []
    for part, words in METHODS.items():
        made = [
            found.ask(name, code, part)
            for code in found.accounted
            for name in ("mining_multiplier", "mining_multiplier_closed")
        ]
        rows.append((Cell(words(lang)), *(cell(each, pen.ledger, lang) for each in made)))
    return Table(pen.plain("carry.caption"), tuple(headers), tuple(rows))


def national(found: Gathered, pen: Writer) -> Table:
    """Return what coal mining makes and carries in the tables of China, by year."""
    lang = pen.lang
    years = found.store.years(IO_SERIES[0], "CHN")
    headers = [YEAR(lang)]
    for name in IO_SERIES:
        held = all_series()[name]
        symbol = unit(held.unit).symbol(lang)
        headers.append(
            f"{held.title(lang)}（{symbol}）" if lang == "zh" else f"{held.title(lang)} ({symbol})"
        )
    rows = []
    for year in years:
        figures = [figure(f"{name}/CHN/{year}", found.store) for name in IO_SERIES]
        for each in figures:
            pen.ledger.cite(each)
        cells = [Cell(number=Cited(each, each.value, each.unit)) for each in figures]
        rows.append((Cell(str(year)), *cells))
    return Table(pen.plain("carry.years"), tuple(headers), tuple(rows))


def candidates(found: Gathered, code: str, pen: Writer) -> Table:
    """Return the candidates of a state, the list first."""
    lang = pen.lang
    rows = []
    for each in found.candidates[code]:
        cells = [cell(made, pen.ledger, lang) for made in each.numbers]
        place = Cell(str(each.proposed) if each.proposed else "–" if lang == "en" else "—")
        dot = Cell("●" if each.unbeaten else "")
        rows.append((Cell(groups()[each.group].title(lang)), place, *cells, dot))
    name = _named(code, lang)
    caption = pen.plain("next.caption")
    told = f"{name}：{caption}" if lang == "zh" else f"{caption}: {name}"
    headers = (INDUSTRY, LISTED, *CANDIDATE, UNBEATEN)
    return Table(told, tuple(each(lang) for each in headers), tuple(rows))


def test(found: Gathered, pen: Writer) -> Table:
    """Return the back-test: every score with its intervals, and what it is worth."""
    lang = pen.lang
    rows = []
    for score in TRIED:
        made = [found.ask(name, "USA", score) for name, _ in TEST]
        title = made[0].recipe.title(lang)
        label = title.split("：" if lang == "zh" else ": ", 1)[-1]
        cells = [cell(each, pen.ledger, lang) for each in made]
        rows.append((Cell(label), *cells, Cell(worth(found, score)(lang))))
    headers = (SCORE, *(words for _, words in TEST), WORTH)
    return Table(pen.plain("right.caption"), tuple(each(lang) for each in headers), tuple(rows))


def worth(found: Gathered, score: str) -> Text:
    """Return whether a score did better than the best simple baseline, by the interval of its lead."""
    if score in BASELINES:
        return BASELINE
    lead = found.ask("entry_lead_low", "USA", score)
    return BETTER if isinstance(lead, Derived) and lead.value > 0 else NOT_BETTER


def gaps(found: Gathered, pen: Writer) -> Table:
    """Return what could not be computed, why, and what would make it possible."""
    rows = []
    for gap, codes in lacking(found).items():
        teller = pen.about({"names": joined([region(code).name for code in codes])} if codes else {})
        cells = [teller.inlines(f"gap.{gap}.{column}") for column in ("what", "why", "need")]
        rows.append(
            tuple(Cell("".join(each.text for each in cell if hasattr(each, "text"))) for cell in cells)
        )
    return Table(pen.plain("unknown.caption"), tuple(each(pen.lang) for each in WHAT), tuple(rows))


def lacking(found: Gathered) -> dict[str, tuple[str, ...]]:
    """Return the provinces of which each thing could not be computed; what is lacking everywhere has none."""
    provinces = tuple(code for code in found.codes if code not in found.accounted)
    without = {
        "structure": found.others,
        "change": tuple(code for code in provinces if code in found.others or found.verdict(code) is None),
        "next": tuple(code for code in provinces if code in found.others or not found.candidates[code]),
        "carry": provinces,
    }
    return {gap: codes for gap, codes in without.items() if codes} | dict.fromkeys(GAPS[-2:], ())


def joined(names: Iterable[Text]) -> Text:
    """Return names as a sentence lists them."""
    found = list(names)
    comma = "; " if any("," in each.en for each in found) else ", "
    en = comma.join(each.en for each in found[:-1])
    joint = f"{en}{comma if comma == '; ' else ' '}and {found[-1].en}" if len(found) > 1 else found[0].en
    mark = "；" if any("、" in each.zh for each in found) else "、"
    return Text(joint, mark.join(each.zh for each in found))
