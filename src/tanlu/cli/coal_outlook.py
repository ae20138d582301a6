"""``tanlu outlook``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import as_of_option, rows_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.coal_outlook import Ahead, Bands, Gathered
    from tanlu.lineage.figure import Figure
    from tanlu.text import Text


@click.command(
    help=both(
        "Show what may happen to coal output: bands by year, how often such bands held, breaks beside them, and what they "
        "cannot see.\n\nREGION is a code; US-WY and CN-SX without any. Where too little is held, nothing is drawn and "
        "what is missing is listed.",
        "显示煤炭产量可能的走势：逐年区间、此类区间以往是否命中、断崖情景，以及区间看不到的情形。\n\nREGION 为地区代码，"
        "不指定时为 US-WY 和 CN-SX。数据不足的地区不绘制区间，只列出所缺。",
    ),
    epilog=both(
        "Examples: tanlu outlook US-WY · tanlu outlook US-WY US-WV --years 5 --format csv · tanlu outlook US-WY --drivers · "
        "tanlu outlook --money-example > money.toml · tanlu brief outlook",
        "示例：tanlu outlook US-WY · tanlu outlook US-WY US-WV --years 5 --format csv · tanlu outlook US-WY --drivers · "
        "tanlu outlook --money-example > money.toml · tanlu brief outlook",
    ),
)
@click.argument("regions", nargs=-1, metavar="[REGION]...")
@click.option(
    "--years",
    default=10,
    show_default=True,
    help=both("How many years ahead, 1 to 10.", "展望年数，1 至 10。"),
)
@click.option(
    "--money",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both(
        "Show revenue and emissions instead, with the prices, dated rules and factors of this file (TOML).",
        "改为显示财政收入与排放，价格、有期限的规则和系数取自该文件（TOML）。",
    ),
)
@click.option(
    "--money-example", is_flag=True, help=both("Print such a file to start from.", "输出可供改写的此类文件。")
)
@click.option(
    "--drivers", is_flag=True, help=both("Show what moves the outlook most.", "显示哪些假设影响最大。")
)
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("With --drivers: also draw them (SVG).", "与 --drivers 合用：同时绘图（SVG）。"),
)
@rows_option
@as_of_option
def outlook(
    regions: tuple[str, ...],
    years: int,
    money: Path | None,
    money_example: bool,
    drivers: bool,
    chart: Path | None,
    form: str,
    as_of: str,
) -> None:
    """Show an outlook."""
    from tanlu.actions.coal_outlook import look
    from tanlu.actions.home import open_store

    if money_example:
        from tanlu.actions.coal_money import money_example as example

        click.echo(example(), nl=False)
        return
    if money:
        from tanlu.actions.coal_money import reckon
        from tanlu.cli.coal_meant import put_money

        put_money(reckon(open_store(as_of), regions, years, money), form)
        return
    if drivers:
        from tanlu.actions.coal_outlook import moved_by
        from tanlu.cli.coal_meant import put_drivers

        put_drivers([moved_by(open_store(as_of), code, years) for code in regions or ("US-WY",)], form, chart)
        return
    found = look(open_store(as_of), regions, years)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(_json(found))
    elif form == "csv":
        from tanlu.actions.coal_outlook import drawn_rows
        from tanlu.cli.comparisons import put_csv

        put_csv(
            [
                {"region": each.region, "year": each.year, **each.band, **each.breaks}
                for each in drawn_rows(found)
            ]
        )
    else:
        _print(found)


def _json(found: "Gathered") -> dict[str, Any]:
    from tanlu.actions.coal_outlook import BRITISH, DRAWS, SEED, UNKNOWN

    regions = [
        {
            "region": each.code,
            "last": {"year": each.past[-1].year, "value": each.past[-1].value} if each.past else None,
            "years_held": len(each.past),
            "band": _plain(each.band),
            "jobs": _plain(each.jobs),
            "breaks": {
                name: {year: made.value for year, made in path.items()} for name, path in each.breaks.items()
            },
            "targets": [{"year": one.year, "value": one.value, "unit": one.unit} for one in each.targets],
            "unknown": [] if each.band else [one.to_json() for one in UNKNOWN],
        }
        for each in found.regions
    ]
    card = {name: {ahead: made.value for ahead, made in path.items()} for name, path in found.card.items()}
    british = {
        one.year: {
            "jobs": one.value * 1000,
            "band": {name: made.value for name, made in found.british[one.year].items()},
        }
        for one in found.fallen
        if one.year in found.british
    }
    return {
        "unit": "Mt", "regions": regions, "draws": DRAWS, "seed": SEED, "stretched": found.wider,
        "coverage": {"states": found.states, "origins": list(found.origins), **card},
        "not_covered": {"region": "GBR", "as_of": BRITISH, "years": british},
    }  # fmt: skip


def _plain(bands: "Bands") -> dict[int, dict[str, float]]:
    return {year: {name: made.value for name, made in band.items()} for year, band in bands.items()}


def _print(found: "Gathered") -> None:
    from tanlu.cli.tables import console
    from tanlu.text import Text, user_lang

    lang, out = user_lang(), console()
    for each in found.regions:
        _print_band(each) if each.band else _print_unknown(each)
    if found.drawn:
        _print_card(found)
    half, last = found.fallen[1], found.fallen[-1]
    low = [found.british[one.year]["p10"].value for one in (half, last)]
    words = Text(
        f"Not covered: a collapse. Drawn in {found.fallen[0].year} for jobs in British coal, the band began at "
        f"{low[0]:,.0f} in {half.year} and {low[1]:,.0f} in {last.year}; it became "
        f"{half.value * 1000:,.0f} and {last.value * 1000:,.0f}.",
        f"不在其内：崩塌。若在{found.fallen[0].year}年为英国煤炭就业绘制区间，下沿{half.year}年为{low[0]:.0f}人、"
        f"{last.year}年为{low[1]:.0f}人，实际为{half.value * 1000:.0f}人和{last.value * 1000:.0f}人。",
    )
    out.print(words(lang), soft_wrap=True, markup=False)


def _print_band(each: "Ahead") -> None:
    from tanlu.cli.tables import console, new_table
    from tanlu.lineage.tables.breaks import TITLES
    from tanlu.registers.regions import region
    from tanlu.text import Text, user_lang

    lang, out, last = user_lang(), console(), each.past[-1]
    head = Text(
        f"{region(each.code).name.en} ({each.code}): {last.value:,.1f} Mt in {last.year}",
        f"{region(each.code).name.zh}（{each.code}）：{last.year}年{last.value:.1f}百万吨",
    )
    out.print(head(lang), style="bold", markup=False)
    columns = (
        Text("year", "年份"), Text("8 in 10 from", "八成自"), Text("half from", "半数自"), Text("middle", "中位数"),
        Text("half to", "半数至"), Text("8 in 10 to", "八成至"),
    )  # fmt: skip
    names = list(each.breaks)
    table = new_table(*(column(lang) for column in columns), *(str(at) for at in range(1, len(names) + 1)))
    table.padding = (0, 1, 0, 0)  # ten columns in a terminal of eighty
    for year, band in each.band.items():
        after = [
            f"{each.breaks[name][year].value:.1f}" if year in each.breaks[name] else "" for name in names
        ]
        table.add_row(str(year), *(f"{made.value:.1f}" for made in band.values()), *after)
    out.print(table)
    told = Text("breaks, without a probability", "断崖情景，不附概率")(lang)
    listed = Text("; ", "；")(lang).join(f"{at} {TITLES[name](lang)}" for at, name in enumerate(names, 1))
    out.print(f"{told}{Text(': ', '：')(lang)}{listed}", soft_wrap=True, markup=False)


def _print_unknown(each: "Ahead") -> None:
    from tanlu.actions.coal_outlook import UNKNOWN
    from tanlu.cli.tables import console
    from tanlu.registers.regions import region
    from tanlu.text import Text, user_lang

    lang, out, name = user_lang(), console(), region(each.code).name
    held = len(each.past)
    out.print(
        f"{name(lang)} ({each.code})" if lang == "en" else f"{name.zh}（{each.code}）",
        style="bold",
        markup=False,
    )
    lines = [
        Text(
            f"No band: {held} year{'' if held == 1 else 's'} in a row by one measure are held, eleven are needed.",
            f"不绘制区间：按同一口径连续收录{held}年，需要十一年。",
        )
    ]
    lines += [_target(one) for one in each.targets]
    lines += [Text(f"Not known: {one.en}.", f"不清楚：{one.zh}。") for one in UNKNOWN]
    for line in lines:
        out.print(line(lang), soft_wrap=True, markup=False)


def _target(one: "Figure") -> "Text":
    from tanlu.evidence.fact import Fact
    from tanlu.registers.units import factor
    from tanlu.text import Text

    value = one.value * factor(one.unit, "Mt")
    note = one.origin.note if isinstance(one.origin, Fact) else None
    en, zh = (f" ({note.en})", f"（{note.zh}）") if note else ("", "")
    return Text(f"Target for {one.year}: {value:,.0f} Mt{en}.", f"{one.year}年目标：{value:.0f}百万吨{zh}。")


def _print_card(found: "Gathered") -> None:
    from tanlu.actions.coal_outlook import DRAWS, SEED
    from tanlu.cli.tables import console, new_table
    from tanlu.text import Text, user_lang

    lang, out, (first, last) = user_lang(), console(), found.origins
    head = Text(
        f"How often such bands of eight in ten held: {found.states} states left out in turn, {first}-{last + 1}, percent",
        f"此类八成区间以往的命中情况：依次剔除{found.states}个州，{first}—{last + 1}年，%",
    )
    out.print(head(lang), style="bold", markup=False)
    columns = (Text("years ahead", "提前年数"), Text("inside", "区间内"), Text("below", "低于"), Text("above", "高于"),
               Text("cases", "情形数"))  # fmt: skip
    table = new_table(*(column(lang) for column in columns))
    for ahead in found.card["covered"]:
        cells = [f"{found.card[name][ahead].value:.1f}" for name in ("covered", "below", "above")]
        table.add_row(str(ahead), *cells, f"{found.card['cases'][ahead].value:.0f}")
    out.print(table)
    words = Text(
        f"{DRAWS:,} paths, seed {SEED}; stretched by {found.wider:g}.",
        f"路径{DRAWS}条，随机种子{SEED}；放宽{found.wider:g}倍。",
    )
    out.print(words(lang), markup=False)
