"""What an outlook means for a budget and for the air, and what moves it, as tables."""

from pathlib import Path
from typing import TYPE_CHECKING

from tanlu.actions.coal_money import APART, OUTCOMES
from tanlu.analysis.coal.drivers import STEPS
from tanlu.cli.comparisons import put_csv
from tanlu.cli.drawing import save_chart
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.registers.regions import region
from tanlu.text import Text, user_lang

if TYPE_CHECKING:
    from tanlu.actions.coal_money import Money
    from tanlu.actions.coal_outlook import Moved
    from tanlu.chart.relations import RangeChart

_MILLION = 1e6


def put_money(found: "Money", form: str) -> None:
    """Print bands of revenue and emissions."""
    rows = [
        {
            "region": code,
            "outcome": name,
            "year": year,
            **{share: values[at] for share, values in band.items()},
        }
        for (code, name), band in found.bands.items()
        for at, year in enumerate(found.years[code])
    ]
    if form == "csv":
        put_csv(rows)
        return
    if form == "json":
        said = {"basis": found.basis.to_json(), "methane": found.warming.to_json(), "apart": APART.to_json()}
        put_json(
            {
                "fictional": found.fictional,
                "units": {"revenue": "money", "burnt": "t", "methane": "t"},
                **said,
                "rows": rows,
            }
        )
        return
    lang, out = user_lang(), console()
    if found.fictional:
        out.print(both("The factors are invented.", "系数为虚构。"), style="yellow")
    for (code, name), band in found.bands.items():
        out.print(f"{region(code).name(lang)} · {OUTCOMES[name](lang)}", style="bold", markup=False)
        table = new_table(
            both("year", "年份"), both("8 in 10 from", "八成自"), both("middle", "中位数"), both("to", "至")
        )
        for at, year in enumerate(found.years[code]):
            table.add_row(
                str(year), *(f"{band[share][at] / _MILLION:,.1f}" for share in ("p10", "p50", "p90"))
            )
        out.print(table)
    for words in (found.basis, found.warming, APART):
        out.print(words(lang), soft_wrap=True, markup=False)


def put_drivers(found: "list[Moved]", form: str, chart: Path | None) -> None:
    """Print what moves each outlook, the strongest first."""
    rows = [
        {
            "region": moved.code,
            "year": moved.year,
            "assumption": each.name,
            **{
                f"p{share * 100:.0f}_{end}": getattr(each, end)[share]
                for share in moved.base
                for end in ("low", "high")
            },
        }
        for moved in found
        for each in moved.drivers
    ]
    if form == "csv":
        put_csv(rows)
    elif form == "json":
        put_json({"unit": "Mt", "base": {each.code: each.base for each in found}, "rows": rows})
    else:
        for moved in found:
            _print_drivers(moved)
    if chart:
        save_chart(tornado(found[0]), chart, "--chart")


def _print_drivers(moved: "Moved") -> None:
    lang, out = user_lang(), console()
    middle = moved.base[0.5]
    head = Text(
        f"{region(moved.code).name.en}, {moved.year}: the middle of {middle:,.0f} Mt with one assumption moved at a time",
        f"{region(moved.code).name.zh}{moved.year}年：中位数{middle:.0f}百万吨，每次改变一个假设",
    )
    out.print(head(lang), style="bold", markup=False)
    table = new_table(
        both("assumption", "假设"), both("from, Mt", "自，百万吨"), both("to, Mt", "至，百万吨")
    )
    for each in moved.drivers:
        ends = sorted((each.low[0.5], each.high[0.5]))
        table.add_row(STEPS[each.name][0](lang), *(f"{end:,.0f}" for end in ends))
    out.print(table)
    out.print(
        both(
            "Only the outlook as it is drawn was looked back on; these ends show what it hangs on.",
            "只有按原样绘制的展望经过回测；两端仅说明结果取决于什么。",
        ),
        soft_wrap=True,
        markup=False,
    )


def tornado(moved: "Moved") -> "RangeChart":
    """Return the middle of the last year with one assumption moved at a time, the strongest first."""
    from tanlu.chart.relations import Range, RangeChart

    middle = moved.base[0.5]
    ranges = tuple(
        Range(each.name, STEPS[each.name][0], min(low, high, middle), middle, max(low, high, middle))
        for each in moved.drivers
        for low, high in ((each.low[0.5], each.high[0.5]),)
    )
    name = region(moved.code).name
    return RangeChart(
        Text(f"What the outlook of {name.en} hangs on", f"{name.zh}的展望取决于什么"),
        Text(
            f"Middle of output in {moved.year}, Mt, one assumption moved at a time",
            f"{moved.year}年产量中位数，百万吨，每次改变一个假设",
        ),
        ranges,
        Text("Mt", "百万吨"),
        Text("Assumption", "假设"),
        Text("Tanlu, from output of American states (EIA)", "探路，据美国各州产量（EIA）"),
    )
