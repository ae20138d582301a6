"""``tanlu study scorecard``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.scorecard import Scored
    from tanlu.study.scorecard import Profile


@click.command(
    help=both(
        "Score how far a just transition has been carried out: 32 indicators in ten dimensions, each capped by its "
        "evidence and told with its doubt.\n\nDIR holds regions.csv, ratings.csv and measured.csv; without it, an invented "
        "study is scored. What is printed names no rater; keep the folder itself among the researchers.",
        "评定公正转型落实到了哪一步：十个维度、32项指标，每个分数以证据为限，并附其不确定程度。\n\nDIR 内有 regions.csv、"
        "ratings.csv、measured.csv；不指定时使用虚构研究。输出不含任何评定者，文件夹本身请由研究人员保管。",
    ),
    epilog=both(
        "Examples: tanlu study scorecard · tanlu study scorecard --example study · tanlu brief progress --from study",
        "示例：tanlu study scorecard · tanlu study scorecard --example study · tanlu brief progress --from study",
    ),
)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--example",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=both("Write the invented study into a folder, to start from.", "将虚构研究写入文件夹，以供改写。"),
)
@click.option("--framework", is_flag=True, help=both("Print the indicators instead.", "改为列出各项指标。"))
@format_option
def scorecard(folder: Path | None, example: Path | None, framework: bool, form: str) -> None:
    """Score a study."""
    from tanlu.actions.scorecard import score, write_example

    if framework:
        _print_framework()
        return
    if example:
        write_example(example)
        click.echo(both(f"Written: {example.resolve()}", f"已写入：{example.resolve()}"))
        return
    found = score(folder)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(found.to_json())
    else:
        _print(found)


def _print_framework() -> None:
    from tanlu.cli.tables import console, new_table
    from tanlu.study.framework import dimensions, indicators
    from tanlu.text import user_lang

    lang = user_lang()
    table = new_table("id", both("indicator", "指标"), both("dimension", "维度"), both("kind", "类型"),
                      both("scores 0 · 4", "0分 · 4分"))  # fmt: skip
    kinds = {
        "rated": both("rated", "评定"),
        "measured": both("measured", "测算"),
        "perceived": both("felt", "感受"),
    }
    for each in indicators().values():
        ends = f"{each.low:g} · {each.high:g}" if each.low is not None and each.high is not None else ""
        table.add_row(each.id, each.title(lang), dimensions()[each.dimension](lang), kinds[each.kind], ends)
    console().print(table)


def _print(found: "Scored") -> None:
    from rich.markup import escape

    from tanlu.cli.tables import console, new_table
    from tanlu.study.framework import dimensions
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    if found.fictional:
        out.print(both("An invented study.", "以下为虚构研究。"), style="bold")
    for each in found.card.profiles:
        table = new_table(escape(each.region.title(lang)), both("score", "得分"), both("5–95%", "5%～95%"),
                          both("scored", "已评指标"))  # fmt: skip
        for one in each.dimensions:
            score = both("not scored", "未评分") if one.ends is None else f"{one.ends[1]:.1f}"
            span = "" if one.ends is None else f"{one.ends[0]:.1f}–{one.ends[2]:.1f}"
            table.add_row(dimensions()[one.id](lang), score, span, f"{one.scored}/{one.asked}")
        out.print(table)
        _print_disputed(each)
        for cell in (held for held in each.cells if held.address):
            title = cell.indicator.title(lang)
            out.print(both(f"By a figure: {title}: {cell.address}", f"由数字得分：{title}：{cell.address}"), soft_wrap=True,
                      markup=False)  # fmt: skip
    _print_agreed(found)
    out.print(both("There is no total. A brief: tanlu brief progress --from DIR",
                   "不设总分。生成简报：tanlu brief progress --from DIR"), markup=False)  # fmt: skip


def _print_disputed(profile: "Profile") -> None:
    from tanlu.cli.tables import console
    from tanlu.study.adjudication import OUTCOMES
    from tanlu.text import user_lang

    lang = user_lang()
    sep = both("; ", "；")
    still = sep.join(one.indicator.title(lang) for one in profile.contested)
    if still:
        console().print(both(f"Contested: {still}.", f"有争议：{still}。"), soft_wrap=True, markup=False)
    for outcome, title in OUTCOMES.items():
        listed = sep.join(one.indicator.title(lang) for one in profile.cells if one.outcome == outcome)
        if listed:
            said = title(lang)
            console().print(
                both(f"{said[0].upper()}{said[1:]}: {listed}.", f"{said}：{listed}。"),
                soft_wrap=True,
                markup=False,
            )


def _print_agreed(found: "Scored") -> None:
    from tanlu.cli.tables import console, new_table
    from tanlu.study.concord import READINGS
    from tanlu.study.framework import dimensions
    from tanlu.study.severity import SMALLEST
    from tanlu.text import grouped, user_lang

    lang = user_lang()
    table = new_table(both("how far raters agree", "评定者的一致程度"), both("cells", "项数"),
                      both("raw", "原始一致率"), "α", "AC2", both("reading", "结论"))  # fmt: skip
    for each in found.card.concord:
        name = dimensions()[each.dimension](lang) if each.dimension else both("all together", "全部")
        raw, alpha, gwet = (
            "" if value is None else grouped(f"{value:.2f}", lang)
            for value in (each.raw, each.alpha, each.gwet)
        )
        if each.low is not None and each.high is not None:
            alpha += f" ({grouped(f'{each.low:.2f}', lang)} – {grouped(f'{each.high:.2f}', lang)})"
        table.add_row(name, str(each.cells), raw, alpha, gwet, READINGS[each.verdict](lang))
    console().print(table)
    moved = max(found.card.shifts, key=lambda each: abs(each.adjusted - each.given), default=None)
    if moved is not None and abs(moved.adjusted - moved.given) < SMALLEST:
        console().print(both("With raters held to one severity, no dimension moves by a tenth.",
                             "若评定者宽严一致，各维度变动均不足0.1。"), soft_wrap=True, markup=False)  # fmt: skip
    elif moved is not None:
        region = next(each.region.title for each in found.card.profiles if each.region.id == moved.region)
        title, size = (
            dimensions()[moved.dimension],
            grouped(f"{moved.adjusted - moved.given:+.2f}".lstrip("+"), lang),
        )
        console().print(both(
            f"With raters held to one severity, the largest move is {size}: {title.en}, {region.en}.",
            f"若评定者宽严一致，变动最大的是{region.zh}的“{title.zh}”：{size}。",
        ), soft_wrap=True, markup=False)  # fmt: skip
