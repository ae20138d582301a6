"""``tanlu buildout`` and ``tanlu capture``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.energy import Asked, Built
    from tanlu.chart.relations import RangeChart

_FILE = click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
_EXAMPLE = click.option(
    "--example", is_flag=True, help=both("Print a file to start from.", "输出可供改写的示例文件。")
)


@click.command(
    help=both(
        "Find the cheapest power system that meets demand, what one tonne less would cost, and how far systems of nearly "
        "its cost may differ.\n\nFILE is TOML: zones, sources, storages, links, shared connections, a cap on CO2, floors "
        "and ceilings; without it, an invented example is used.",
        "求满足负荷的最低成本电力系统、每再减一吨的代价，以及成本相近的系统可以相差多少。\n\nFILE 为 TOML：区域、电源、"
        "储能、联络线、共用接入点、碳排放上限、下限和上限；不指定时使用虚构示例。",
    ),
    epilog=both(
        "Examples: tanlu buildout --example > system.toml · tanlu buildout system.toml --slack 0.1",
        "示例：tanlu buildout --example > system.toml · tanlu buildout system.toml --slack 0.1",
    ),
)
@_FILE
@_EXAMPLE
@click.option(
    "--slack",
    default=0.05,
    show_default=True,
    help=both("Extra cost of near-optimal systems.", "近优系统允许多出的成本比例。"),
)
@click.option(
    "--no-ranges", is_flag=True, help=both("Leave the near-optimal ranges out.", "不计算近优范围。")
)
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("Also draw the near-optimal ranges (SVG).", "同时将近优范围绘成图（SVG）。"),
)
@format_option
def buildout(
    file: Path | None, example: bool, slack: float, no_ranges: bool, chart: Path | None, form: str
) -> None:
    """Build a system out."""
    from tanlu.actions.energy import build, load_system
    from tanlu.actions.energy import example as printed

    if example:
        click.echo(printed("buildout"), nl=False)
        return
    asked = load_system(file)
    built = build(asked, slack=slack, ranges=not no_ranges or chart is not None)
    if form == "json":
        from tanlu.cli.speak import put_json

        plan = built.plan
        put_json({
            "title": asked.title.to_json(), "fictional": asked.fictional, "basis": asked.basis.said().to_json(),
            "cost": plan.cost, "co2": plan.co2, "co2_price": plan.co2_price, "jobs": plan.jobs,
            "built": plan.built, "energy": plan.energy, "unused": plan.unused, "shadow": plan.shadow,
            "slack": built.slack, "near": {name: list(span) for name, span in built.near.items()},
            "jobs_near": list(built.jobs) if built.jobs else None, "steps": asked.system.steps,
        })  # fmt: skip
    else:
        _print(asked, built)
    if chart:
        from tanlu.cli.drawing import save_chart

        save_chart(_chart(asked, built, file), chart, "--chart")


def _chart(asked: "Asked", built: "Built", file: Path | None) -> "RangeChart":
    """Return how far systems of nearly the least cost may differ."""
    from tanlu.chart.relations import Range, RangeChart
    from tanlu.text import Text

    invented = Text(" (invented)", "（虚构）") if asked.fictional else Text("", "")
    name = file.name if file else "tanlu buildout --example"
    return RangeChart(
        Text(f"What a system may build that costs at most {built.slack:.0%} more",
             f"成本至多增加 {built.slack:.0%} 时，各类设施可以建多少"),
        Text(f"{asked.title.en}: built, MW; the mark is the cheapest system",
             f"{asked.title.zh}：新建规模（兆瓦），标记处为成本最低的方案"),
        tuple(Range(each, Text(each, each), low, built.plan.built[each], high) for each, (low, high) in built.near.items()),
        Text("MW", "兆瓦"), Text("Plant", "设施"), Text(f"Source: {name}{invented.en}", f"来源：{name}{invented.zh}"),
    )  # fmt: skip


def _print(asked: "Asked", built: "Built") -> None:
    from rich.markup import escape

    from tanlu.cli.tables import console, new_table
    from tanlu.text import Text, user_lang

    lang, out, plan = user_lang(), console(), built.plan
    if asked.fictional:
        out.print(both("An invented example.", "以下为虚构示例。"), style="bold")
    near = both(f"at {built.slack:.0%} more cost, MW", f"成本多 {built.slack:.0%} 时的范围（兆瓦）")
    table = new_table(both("plant", "设施"), both("built, MW", "新建（兆瓦）"), both("energy, MWh", "发电量（兆瓦时）"),
                      both("not used", "弃电比例"), *([near] if built.near else []))  # fmt: skip
    for name, amount in plan.built.items():
        energy, unused = plan.energy.get(name), plan.unused.get(name)
        span = built.near.get(name)
        cells = [
            f"{amount:,.1f}",
            "" if energy is None else f"{energy:,.0f}",
            "" if unused is None else f"{unused:.0%}",
        ]
        table.add_row(escape(name), *cells, *([f"{span[0]:,.0f}–{span[1]:,.0f}"] if span else []))
    out.print(table)
    jobs = built.jobs or (plan.jobs, plan.jobs)
    lines = (
        Text(f"Cost {plan.cost:,.0f}; CO2 {plan.co2:,.0f} t; one tonne less would cost {plan.co2_price:,.1f}.",
             f"成本 {plan.cost:,.0f}；二氧化碳 {plan.co2:,.0f} 吨；每再减一吨的代价 {plan.co2_price:,.1f}。"),
        Text(f"Lasting jobs {plan.jobs:,.0f}; from {jobs[0]:,.0f} to {jobs[1]:,.0f} among systems of nearly its cost.",
             f"长期岗位 {plan.jobs:,.0f} 个；成本相近的系统为 {jobs[0]:,.0f} 至 {jobs[1]:,.0f} 个。"),
        asked.basis.said(),
    )  # fmt: skip
    for line in lines:
        out.print(line(lang), markup=False)


@click.command(
    help=both(
        "Tell what a tonne of CO2 captured at a coal plant costs, and what a tonne avoided costs.\n\nFILE is TOML; without "
        "it, an example with costs of NREL's Annual Technology Baseline is used.",
        "计算燃煤电厂每吨捕集成本和每吨减排成本。\n\nFILE 为 TOML；不指定时使用示例，其成本取自 NREL 年度技术基准。",
    ),
    epilog=both(
        "Examples: tanlu capture · tanlu capture --example > plant.toml",
        "示例：tanlu capture · tanlu capture --example > plant.toml",
    ),
)
@_FILE
@_EXAMPLE
@format_option
def capture(file: Path | None, example: bool, form: str) -> None:
    """Tell what capture costs."""
    from dataclasses import asdict

    from tanlu.actions.energy import example as printed
    from tanlu.actions.energy import load_capture

    if example:
        click.echo(printed("capture"), nl=False)
        return
    found = load_capture(file)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json({**asdict(found), "basis": found.basis.said().to_json()})
        return
    from tanlu.cli.tables import console
    from tanlu.text import Text, user_lang

    lines = (
        Text(f"Captured {found.captured:.3f} t per net MWh; still emitted {found.emitted:.3f} t, "
             f"before {found.emitted_without:.3f} t.",
             f"每净兆瓦时捕集 {found.captured:.3f} 吨，仍排放 {found.emitted:.3f} 吨，"
             f"改造前 {found.emitted_without:.3f} 吨。"),
        Text(f"{found.per_captured:.1f} per tonne captured; {found.per_avoided:.1f} per tonne avoided, storage with it.",
             f"每吨捕集成本 {found.per_captured:.1f}；每吨减排成本 {found.per_avoided:.1f}（含封存）。"),
        Text(f"Coal for each net MWh rises by {found.coal_more:.0%}; net output falls by {found.output_less:.0%}.",
             f"每净兆瓦时耗煤增加 {found.coal_more:.0%}，净出力下降 {found.output_less:.0%}。"),
        Text(f"The credit is worth {found.credit:.1f} per tonne over the life of the plant; it is not taken off above.",
             f"抵免按电厂寿命摊算为每吨 {found.credit:.1f}，上述成本未予扣除。"),
        found.basis.said(),
    )  # fmt: skip
    for line in lines:
        console().print(line(user_lang()), markup=False, soft_wrap=True)
