"""``tanlu portfolio`` and ``tanlu fund``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import format_option, rows_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.analysis.finance.portfolio import Choice, Price
    from tanlu.brief.editions.finance.reading import Plan
    from tanlu.chart.relations import RangeChart


@click.command(
    help=both(
        "Choose the projects that a budget should carry, and tell what each floor costs.\n\nFILE is a pipeline (TOML or "
        "JSON) with its budget and floors; without it, an invented example is used. --example prints that file.",
        "在预算内选择项目，并给出每项下限的代价。\n\nFILE 为项目储备文件（TOML 或 JSON），含预算和下限；不指定时使用"
        "虚构示例。--example 输出该示例文件。",
    ),
    epilog=both(
        "Examples: tanlu portfolio --example > pipeline.toml · tanlu portfolio pipeline.toml --format json",
        "示例：tanlu portfolio --example > pipeline.toml · tanlu portfolio pipeline.toml --format json",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--example", is_flag=True, help=both("Print a file to start from.", "输出可供改写的示例文件。"))
@click.option(
    "--gap",
    default=1e-3,
    show_default=True,
    help=both("How far from the best it may be, as a share.", "与最优值的允许差距（比例）。"),
)
@click.option(
    "--seconds", default=60.0, show_default=True, help=both("When the solver stops.", "求解时限（秒）。")
)
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("Also draw what each floor costs (SVG).", "同时将各项下限的代价绘成图（SVG）。"),
)
@format_option
def portfolio(
    file: Path | None, example: bool, gap: float, seconds: float, chart: Path | None, form: str
) -> None:
    """Choose a portfolio."""
    from tanlu.actions.portfolio import example as printed
    from tanlu.actions.portfolio import load_plan

    if example:
        click.echo(printed(), nl=False)
        return
    from tanlu.analysis.finance.portfolio import choose, greedy, prices

    plan = load_plan(file)
    projects = plan.projects()
    choice = choose(projects, gap=gap, seconds=seconds)
    costs = prices(projects, choice, gap=gap, seconds=seconds)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(_json(plan, choice, costs, greedy(projects)))
    else:
        _print(plan, choice, costs, greedy(projects))
    if chart:
        from tanlu.cli.drawing import save_chart

        save_chart(_chart(plan, costs), chart, "--chart")


def _chart(plan: "Plan", costs: "tuple[Price, ...]") -> "RangeChart":
    """Return what each floor costs, in the unit of benefits."""
    from tanlu.chart.relations import Range, RangeChart
    from tanlu.errors import NoFigure
    from tanlu.text import Text

    if not costs:
        raise NoFigure(
            ("The pipeline has no floor, so none has a price.", "该储备没有下限，因此没有代价可画。"),
            ("Leave out --chart, or add a floor.", "请去掉 --chart，或增设下限。"),
        )
    titles, said = {each.id: each.title for each in plan.floors}, plan.pipeline.basis.said()
    return RangeChart(
        Text("What each floor costs", "各项下限的代价"),
        Text(f"Benefit given up for it, {said.en}", f"为此放弃的效益，{said.zh}"),
        tuple(Range(each.name, titles[each.name], 0.0, each.cost, max(each.cost, 0.0)) for each in costs),
        Text("benefit", "效益"),
        Text("Floor", "下限"),
        plan.pipeline.title,
    )


def _json(plan: "Plan", choice: "Choice", costs: "tuple[Price, ...]", hand: "Choice") -> dict[str, Any]:
    years = plan.years()
    return {
        "title": plan.pipeline.title.to_json(), "fictional": plan.pipeline.fictional,
        "basis": plan.pipeline.basis.said().to_json(), "unit": plan.unit, "benefit": choice.benefit, "gap": choice.gap,
        "proven": choice.proven, "by_hand": hand.benefit,
        "starts": {name: years[period] for name, period in choice.starts.items()},
        "spent": dict(zip(map(str, years), map(float, choice.spent), strict=True)),
        "floors": [
            {"id": each.name, "reached": choice.floors[each.name], "cost": each.cost, "reached_without": each.reached,
             "gap": each.gap} for each in costs
        ],
        "left_out": {each.id: why.to_json() for each in plan.pipeline.items if (why := plan.why_not(each))},
    }  # fmt: skip


def _print(plan: "Plan", choice: "Choice", costs: "tuple[Price, ...]", hand: "Choice") -> None:
    from rich.markup import escape

    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    lang, out, years = user_lang(), console(), plan.years()
    if plan.pipeline.fictional:
        out.print(both("An invented example.", "以下为虚构示例。"), style="bold")
    table = new_table(both("project", "项目"), both("region", "地区"), both("starts", "启动"), both("cost", "费用"),
                      both("benefit", "效益"), both("jobs", "岗位"))  # fmt: skip
    for each in plan.pipeline.items:
        when = choice.starts.get(each.id)
        why = plan.why_not(each)
        said = why(lang) if why else both("not chosen", "未选")
        said = said if when is None else str(years[when])
        unknown = both("not known", "不清楚")
        known = [unknown if value is None else f"{value:g}" for value in (each.benefit, each.jobs)]
        table.add_row(
            escape(each.title(lang)), escape(plan.place(each)(lang)), said, f"{each.cost:g}", *known
        )
    out.print(table)
    _print_worth(plan, choice, costs, hand)
    out.print(plan.pipeline.basis.said()(lang), style="bright_black", markup=False)


def _print_worth(plan: "Plan", choice: "Choice", costs: "tuple[Price, ...]", hand: "Choice") -> None:
    from tanlu.cli.tables import console
    from tanlu.text import Text, user_lang

    lang, out = user_lang(), console()
    lines = [
        Text(
            f"Worth {choice.benefit:.4g}; by hand {hand.benefit:.4g} (best ratio first, floors not minded). "
            f"Gap {choice.gap:.2%}.",
            f"组合效益 {choice.benefit:.4g}；人工按效益费用比挑选（不顾下限）为 {hand.benefit:.4g}。差距 {choice.gap:.2%}。",
        )
    ]
    if not choice.proven:
        lines.append(
            Text(
                "The solver stopped at its limit: a better one may exist.",
                "求解在时限处停止，可能存在更优的组合。",
            )
        )
    titles = {each.id: each.title for each in plan.floors}
    for price in costs:
        name, reached = titles[price.name], choice.floors[price.name]
        lines.append(
            Text(
                f"{name.en}: costs {price.cost:.4g}; reached {reached:.4g}, without it {price.reached:.4g}.",
                f"{name.zh}：代价 {price.cost:.4g}；达到 {reached:.4g}，不设此项时 {price.reached:.4g}。",
            )
        )
    for line in lines:
        out.print(line(lang), markup=False)


@click.command(
    help=both(
        "Follow a revolving fund: loans paid back out of what they save, lent again.\n\nAmounts are in any one unit; "
        "rates are shares (0.05 is 5%).",
        "推演循环基金：贷款以节约额偿还，收回后再次贷出。\n\n金额用同一单位；比例写成小数（0.05 即 5%）。",
    ),
    epilog=both(
        "Example: tanlu fund --seed 3.79 --saving 0.0512 --years 25",
        "示例：tanlu fund --seed 3.79 --saving 0.0512 --years 25",
    ),
)
@click.option("--seed", type=float, required=True, help=both("Money at the start.", "种子资金。"))
@click.option(
    "--saving",
    type=float,
    required=True,
    help=both("Saved a year for each unit invested.", "每单位投资的年节约额。"),
)
@click.option(
    "--years", type=int, default=25, show_default=True, help=both("How long to follow it.", "推演年数。")
)
@click.option(
    "--share",
    type=float,
    default=1.0,
    show_default=True,
    help=both("Share of the saving paid back.", "节约额用于还款的比例。"),
)
@click.option(
    "--life",
    type=int,
    default=20,
    show_default=True,
    help=both("Years for which a measure saves.", "措施的节约年限。"),
)
@click.option(
    "--admin",
    type=float,
    default=0.0,
    show_default=True,
    help=both("Yearly cost of running it, of loans outstanding.", "年管理费率（按贷款余额）。"),
)
@click.option(
    "--unpaid",
    "lost",
    type=float,
    default=0.0,
    show_default=True,
    help=both("Share of repayments that never come.", "违约比例。"),
)
@rows_option
def fund(
    seed: float, saving: float, years: int, share: float, life: int, admin: float, lost: float, form: str
) -> None:
    """Follow a revolving fund."""
    from tanlu.analysis.finance.cash import payback
    from tanlu.analysis.finance.fund import Terms, revolve

    found = revolve(Terms(seed, saving, share=share, life=life, admin=admin, default=lost), years)
    rows = [
        {"year": at, "lent": float(found.lent[at]), "repaid": float(found.repaid[at]),
         "outstanding": float(found.outstanding[at]),
         "saved": float(found.saved[at])} for at in range(years + 1)
    ]  # fmt: skip
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(
            {
                "recycled": found.recycled,
                "lost": found.lost,
                "payback_years": payback(1.0, saving),
                "years": rows,
            }
        )
    elif form == "csv":
        from tanlu.cli.comparisons import put_csv

        put_csv(rows)
    else:
        _print_fund(rows, found.recycled, payback(1.0, saving))


def _print_fund(rows: list[dict[str, Any]], recycled: float, years: float) -> None:
    from tanlu.cli.tables import console, new_table

    out = console()
    table = new_table(
        both("year", "年"),
        both("lent", "贷出"),
        both("repaid", "收回"),
        both("outstanding", "余额"),
        both("saved", "节约"),
    )
    for row in rows:
        table.add_row(
            str(row["year"]), *(f"{row[name]:.4g}" for name in ("lent", "repaid", "outstanding", "saved"))
        )
    out.print(table)
    said = both(
        f"Simple payback {years:.1f} years; all loans together are {recycled:.1f} times the money put in.",
        f"静态回收期 {years:.1f} 年；累计贷款为投入资金的 {recycled:.1f} 倍。",
    )
    out.print(said, markup=False)
