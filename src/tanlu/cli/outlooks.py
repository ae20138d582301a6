"""``tanlu economy outlook``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import near_options, period_option, region_option, sign_options, table_options
from tanlu.cli.speak import both, put_json
from tanlu.text import Text, user_lang

if TYPE_CHECKING:
    from tanlu.actions.industry_tables import Asked
    from tanlu.actions.outlook import Outlooks


@click.command(
    help=both(
        "Show the complexity outlook of regions (COI): how many complex industries they lack are near; and with "
        "--region what each absent industry would bring nearer (COG), without and with the term that some packages "
        "drop.\n\nTABLE is as for `complexity`. These are rankings of a model, no forecasts: see `entry`.\n\n"
        "Example: tanlu economy outlook jobs.csv --source counties.csv --scores pci.csv --region US-WY",
        "显示各地区的复杂度展望（COI）：尚无而又邻近的复杂行业有多少；用 --region 显示每个尚无行业会使哪些行业更为接近"
        "（COG），分不含与含某些软件省去的一项两种。\n\nTABLE 的格式与 `complexity` 相同。结果为模型排序，不是预测，"
        "参见 `entry`。\n\n"
        "示例：tanlu economy outlook jobs.csv --source counties.csv --scores pci.csv --region US-WY",
    )
)
@table_options
@period_option
@sign_options
@near_options
@region_option("The absent industries of this region.", "该地区尚无的行业。")
@click.option(
    "--top",
    type=click.IntRange(1),
    help=both(
        "How many industries; 10 if not given, all for programs.",
        "列出几个行业；未指定时 10 个，供程序使用时为全部。",
    ),
)
def outlook(
    asked: "Asked",
    form: str,
    period: str,
    sign: str,
    scores: Path | None,
    source: Path | None,
    flows: Path | None,
    kind: str,
    region: str,
    top: int | None,
) -> None:
    """Show outlook and gain."""
    from tanlu.actions.nearness import Near
    from tanlu.actions.outlook import outlooks

    near = Near(source=source, kind=kind, flows=flows)
    rule = "diversity" if sign == "diversity" else "reference"
    put_outlook(outlooks(asked, near, period=period, sign=rule, scores=scores), region, top, form)


def put_outlook(found: "Outlooks", region: str, top: int | None, form: str) -> None:
    """Print the outlook of all regions, or the gains of one."""
    from tanlu.actions.industry_tables import region_of
    from tanlu.analysis.economy.table import place
    from tanlu.cli.comparisons import put_csv
    from tanlu.cli.economies import cautions_json, print_cautions, print_method, print_rows
    from tanlu.cli.tables import console

    region = region_of(found.found.regions, region) if region else ""
    if region:
        place(found.found.regions, region, Text("region", "地区"))
    shown = (top or 10) if form == "text" else top
    rows = gain_rows(found, region, shown) if region else outlook_rows(found)
    methods = [each.to_json() for each in found.methods]
    if form == "json":
        told = {"period": found.period or None, "gains" if region else "outlook": rows, "methods": methods}
        put_json(told | {"cautions": cautions_json(found.cautions)})
    elif form == "csv":
        put_csv([{**row, "method": methods} for row in rows])
    else:
        print_cautions(found.cautions)
        print_rows(rows)
        for each in found.methods:
            print_method(each)
        next_step = both(
            "Next: --region NAME lists its absent industries.", "下一步：用 --region 名称 列出其尚无的行业。"
        )
        warning = Text(
            "A ranking is no forecast: `tanlu economy entry` tells how often such lists were right.",
            "排序不是预测：此类清单过去有多少进入，见 `tanlu economy entry`。",
        )
        console().print(warning(user_lang()) if region else next_step, soft_wrap=True, markup=False)


def outlook_rows(found: "Outlooks") -> list[dict[str, Any]]:
    """Return one row a region, the best outlook first."""
    import numpy as np

    from tanlu.analysis.economy.placed import ranks

    values, has = found.found.outlook, found.density.present.sum(axis=1)
    best = ranks(values)[0]
    return [
        {"rank": int(best[at]), "region": found.found.regions[at], "outlook": float(values[at]), "diversity": int(has[at])}
        for at in np.argsort(-values, kind="stable")
    ]  # fmt: skip


def gain_rows(found: "Outlooks", region: str, top: int | None) -> list[dict[str, Any]]:
    """Return one row an absent industry of a region, the largest net gain first."""
    import numpy as np

    at = found.found.regions.index(region)
    net, gain, close = found.found.net_gain[at], found.found.gain[at], found.density.values[at]
    known = [
        p
        for p, each in enumerate(found.found.industries)
        if not np.ma.getmaskarray(net)[p] and each in found.complexity
    ]
    known.sort(key=lambda p: -float(net[p]))
    return [
        {"rank": rank, "region": region, "industry": found.found.industries[p],
         "complexity": found.complexity[found.found.industries[p]], "density": float(close[p]), "gain": float(gain[p]),
         "net_gain": float(net[p])}
        for rank, p in enumerate(known[:top], 1)
    ]  # fmt: skip
