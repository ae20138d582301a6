"""``tanlu study scales``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.scales import Scaled


@click.command(
    help=both(
        "Show how far the items of a scale hold together, whether they measure the same in every language or country, "
        "which items are biased, and whether groups may be compared.\n\nFILE is CSV, one row a person; without it an "
        "invented survey in two languages is used. A difference is told only where the gate lets it out.",
        "显示量表各题项的一致性、在不同语言或国家是否测量同一事物、哪些题项有偏差，以及各组能否比较。\n\nFILE 为 CSV，"
        "每位受访者一行；不指定时使用两种语言的虚构调查。只有通过把关，才公布组间差异。",
    ),
    epilog=both(
        "Examples: tanlu study scales --items heard,asked,early,answered --group language · "
        "tanlu study scales FILE --items a,b,c,d --group lang --vignettes v1,v2 --own a --compare",
        "示例：tanlu study scales --items heard,asked,early,answered --group language · "
        "tanlu study scales FILE --items a,b,c,d --group lang --vignettes v1,v2 --own a --compare",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--items", default="", metavar="A,B,C",
    help=both("Columns of the scale, numbers.", "量表各题项所在的列（数字）。"),
)  # fmt: skip
@click.option("--group", default="", metavar="V", help=both("Language or country.", "语言或国家所在的列。"))
@click.option("--reverse", default="", metavar="B,C", help=both("Items worded the other way.", "反向题。"))
@click.option(
    "--vignettes", default="", metavar="V,W",
    help=both("Anchoring vignettes, the lowest first.", "情境题，按应答由低到高排列。"),
)  # fmt: skip
@click.option("--own", default="", metavar="A", help=both("The item they belong to.", "情境题所对应的题项。"))
@click.option("--convenience", is_flag=True, help=both("Nobody was drawn by chance.", "非概率样本。"))
@click.option(
    "--compare", is_flag=True,
    help=both("Ask for the difference; refused where the gate does not let it out.", "索取组间差异；未通过把关则拒绝。"),
)  # fmt: skip
@click.option(
    "--chart", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.svg",
    help=both("Draw the steps.", "绘制各步骤。"),
)  # fmt: skip
@format_option
def scales(file: Path | None, form: str, chart: Path | None, **said: Any) -> None:  # noqa: ANN401 - one option each
    """Show a scale."""
    from tanlu.actions.scales import ScaleAsked, scale_of
    from tanlu.actions.scales import scales as scaled
    from tanlu.actions.survey_round import example_table

    said |= {name: _names(said[name]) for name in ("items", "reverse", "vignettes")}
    asked = ScaleAsked(**said)
    found = scaled(file, asked) if file else scale_of(example_table(), asked)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json({"fictional": file is None, **found.to_json()})
    else:
        _print(found, fictional=file is None)
    if chart is not None:
        from tanlu.actions.scale_charts import ladder_chart
        from tanlu.cli.drawing import save_chart

        save_chart(ladder_chart(found), chart, "--chart")


def _names(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.replace("，", ",").split(",") if each.strip())


def _print(found: "Scaled", *, fictional: bool) -> None:
    from tanlu.actions.scales import FICTIONAL
    from tanlu.cli.tables import console
    from tanlu.text import user_lang

    out = console()
    if fictional:
        out.print(FICTIONAL(user_lang()), style="bold")
    _print_reliability(found)
    if found.verdict is None:
        out.print(both("One group only: nothing is compared. Name groups with --group.",
                       "只有一组，不作比较。请用 --group 指定分组列。"))  # fmt: skip
        return
    _print_ladder(found)
    _print_bias(found)
    _print_verdict(found)


def _print_reliability(found: "Scaled") -> None:
    from tanlu.cli.tables import console, new_table

    table = new_table(both("group", "组"), "n", "α", both("95%", "95% 区间"), "ω")
    for name, each in found.reliabilities:
        shown = name or both("all", "全体")
        if each is None:
            table.add_row(shown, both("not estimable", "无法估计"))
        else:
            ends = "" if each.alpha.low is None else f"{each.alpha.low:.2f} – {each.alpha.high:.2f}"
            table.add_row(
                shown, str(each.complete), _number(each.alpha.value), ends, _number(each.omega.value)
            )
    console().print(table)


def _print_ladder(found: "Scaled") -> None:
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    table = new_table(both("step", "步骤"), "χ² (df)", "CFI", "RMSEA", both("holds", "成立"))
    for name, each, free in found.fits:
        names = "、".join if user_lang() == "zh" else ", ".join
        more = f" ({names(found.asked.items[at] for at in free)})" if free else ""
        mark = both("✓ yes", "✓ 是") if each.holds else both("✕ no", "✕ 否")
        table.add_row(
            name(user_lang()) + more, f"{each.chi_square:.1f} ({each.df})", f"{each.cfi:.3f}", f"{each.rmsea:.3f}", mark
        )  # fmt: skip
    if found.fits:
        console().print(table)


def _print_bias(found: "Scaled") -> None:
    from tanlu.analysis.scales.bias import SIZES
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    if not found.biases:
        return
    table = new_table(
        both("item bias", "题项偏差"), both("group", "组"), both("log odds", "对数发生比"), "ΔR²"
    )
    for heading in (both("class", "等级"), "ETS", ""):
        table.add_column(heading)
    for item, other, each in found.biases:
        ets = each.mantel.size if each.mantel else ""
        if each.rise is None:
            why = each.why(user_lang()) if each.why else ""
            table.add_row(item, other, both("not estimable", "无法估计"), "", "", ets, why)
            continue
        size = f"{each.size} {SIZES[each.size](user_lang())}" if each.size else ""
        flag = both("▲ biased", "▲ 有偏差") if each.is_flagged else ""
        table.add_row(item, other, _number(each.shift), _number(each.rise, 3), size, ets, flag)
    console().print(table)


def _print_verdict(found: "Scaled") -> None:
    from tanlu.analysis.scales.gate import SAYS
    from tanlu.cli.tables import console
    from tanlu.text import user_lang

    out, lang, verdict = console(), user_lang(), found.verdict
    if verdict is None:
        return
    out.print(both("Gate: ", "把关结论：") + SAYS[verdict.allows](lang) + both(".", "。"), style="bold")
    out.print(both("Why: ", "理由：") + verdict.why(lang) + both(".", "。"), markup=False)
    if verdict.do is not None:
        out.print(verdict.do(lang), markup=False)
    for each in found.differences:
        if each.value is None:
            out.print(both(
                f"Mean rank among vignettes, {each.other} less {each.first}: between {each.low:.2f} and {each.high:.2f}.",
                f"相对情境题的平均位次，{each.other} 减 {each.first}：介于 {each.low:.2f} 与 {each.high:.2f} 之间。",
            ))  # fmt: skip
        else:
            ends = "" if each.low is None else f" [{each.low:.2f}, {each.high:.2f}]"
            out.print(both(
                f"Difference of means, {each.other} less {each.first}: {each.value:.2f}{ends}; unweighted.",
                f"均值之差，{each.other} 减 {each.first}：{each.value:.2f}{ends}；未加权。",
            ), markup=False)  # fmt: skip


def _number(value: float | None, digits: int = 2) -> str:
    return both("not estimable", "无法估计") if value is None else f"{value:.{digits}f}"
