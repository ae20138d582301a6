"""``tanlu study areas``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import rows_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.areas import SmallAreas, ToldArea


@click.command(
    help=both(
        "Estimate small areas by a model, with errors, and make them add up to a known whole.\n\nFILE has one row an area "
        "with its direct estimate (--direct, --error), or one row a person or field (--unit, with --means). Without it, "
        "invented counties are used. --example prints that file.",
        "用模型估计小区域（如县），附误差，并与已知的总体数值对齐。\n\nFILE 每行一个地区，含其直接估计（--direct、"
        "--error）；或每行一人或一地块（--unit，另加 --means）。不指定时使用虚构的县。--example 输出该文件。",
    ),
    epilog=both(
        "Examples: tanlu study areas --area county --direct share --error se --with coal --with age --count n "
        "--population adults --within state --whole state_share · tanlu study areas UNITS.csv --unit y --area county "
        "--with x --means MEANS.csv --format csv",
        "示例：tanlu study areas --area county --direct share --error se --with coal --with age --count n "
        "--population adults --within state --whole state_share · tanlu study areas UNITS.csv --unit y --area county "
        "--with x --means MEANS.csv --format csv",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--example", is_flag=True, help=both("Print a file to start from.", "输出可供改写的示例文件。"))
@click.option(
    "--area", required=False, default="", metavar="V", help=both("Names the area.", "地区名称所在的列。")
)
@click.option(
    "--with",
    "columns",
    multiple=True,
    metavar="X",
    help=both("Known of every area.", "各地区已知的辅助变量。"),
)
@click.option(
    "--direct",
    default="",
    metavar="V",
    help=both("Direct estimates; empty where none.", "直接估计，没有则留空。"),
)
@click.option("--error", default="", metavar="V", help=both("Their standard errors.", "其标准误。"))
@click.option(
    "--count", default="", metavar="V", help=both("Answers beneath each.", "每个直接估计的回答数。")
)
@click.option(
    "--unit",
    default="",
    metavar="Y",
    help=both("The answer, one row a unit.", "答案所在的列（每行一个单元）。"),
)
@click.option(
    "--means", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=both("One row an area: means of the columns over its population.", "每行一个地区：各辅助变量的总体均值。"),
)  # fmt: skip
@click.option("--population", default="", metavar="V", help=both("People of the area.", "各地区人口。"))
@click.option(
    "--within",
    default="",
    metavar="V",
    help=both("The whole an area belongs to.", "地区所属的总体（如州、省）。"),
)
@click.option(
    "--whole", default="", metavar="V", help=both("Known mean of that whole.", "该总体的已知均值。")
)
@click.option(
    "--method", type=click.Choice(["reml", "ml", "moment"]), default="reml", show_default=True,
    help=both("Of the variance between areas.", "地区间方差的估计方法。"),
)  # fmt: skip
@click.option(
    "--people", type=click.IntRange(1), default=10, show_default=True,
    help=both("Fewest answers for an area's own to be used; 1 where units are not people.",
              "地区自身回答参与估计的最少数目；单元不是人时可设为 1。"),
)  # fmt: skip
@click.option(
    "--answers", type=click.IntRange(1), default=30, show_default=True,
    help=both("Fewest answers for a direct estimate to be told.", "公布直接估计所需的最少回答数。"),
)  # fmt: skip
@click.option(
    "--level", type=click.FloatRange(50, 99.9), default=95.0, show_default=True,
    help=both("Of the intervals, in percent.", "置信水平（%）。"),
)  # fmt: skip
@rows_option
def areas(file: Path | None, example: bool, means: Path | None, form: str, **said: Any) -> None:  # noqa: ANN401
    """Estimate small areas."""
    from tanlu.actions.areas import AreasAsked, areas_example, small_areas

    if example:
        click.echo(areas_example(), nl=False)
        return
    level = said.pop("level") / 100
    _put(small_areas(file, AreasAsked(**_usual(said, file), level=level), means), form)


def _usual(said: dict[str, Any], file: Path | None) -> dict[str, Any]:
    """Fill in the columns of the invented counties where nothing is named."""
    if file is None and not (said["area"] or said["direct"] or said["unit"]):
        said |= {
            "area": "county", "direct": "share", "error": "se", "count": "n", "columns": ("coal", "age"),
            "population": "adults", "within": "state", "whole": "state_share",
        }  # fmt: skip
    if not said["area"]:
        raise click.UsageError(
            both("Name the column of areas with --area.", "请用 --area 指定地区所在的列。")
        )
    return said


def _put(found: "SmallAreas", form: str) -> None:
    data = found.to_json()
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(data)
    elif form == "csv":
        from tanlu.cli.comparisons import put_csv

        put_csv([row | {"note": row["note"] or {"en": "", "zh": ""}} for row in data["rows"]])
    else:
        _print(found)


def _print(found: "SmallAreas") -> None:
    from tanlu.actions.areas import FICTIONAL
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    out, lang = console(), user_lang()
    if found.fictional:
        out.print(FICTIONAL(lang), style="bold")
    table = new_table()
    table.add_column(both("area", "地区"), no_wrap=True)
    heads = (
        both("direct", "直接估计"), "n", both("model", "模型估计"), both("error", "标准误"),
        both(f"{100 * found.asked.level:.4g}%", f"{100 * found.asked.level:.4g}% 区间"),
        *((both("to whole", "对齐总体"),) if found.asked.whole else ()),
    )  # fmt: skip
    for each in heads:
        table.add_column(each, justify="right", no_wrap=True)
    notes = list(dict.fromkeys(each.note(lang) for each in found.told if each.note))
    for each in found.told:
        table.add_row(*_cells(each, notes, whole=bool(found.asked.whole)))
    out.print(table)
    for at, note in enumerate(notes, 1):
        out.print(f"[{at}] {note}{both('.', '。')}", markup=False)
    _print_model(found)


def _cells(each: "ToldArea", notes: list[str], *, whole: bool) -> list[str]:
    from tanlu.text import user_lang

    mark = f" [{notes.index(each.note(user_lang())) + 1}]" if each.note else ""
    held = both("not told", "不公布")
    ends = f"{_said(each.low)} – {_said(each.high)}"
    more = [_said(each.ratio)] if whole else []
    n = "" if each.n is None else str(each.n)
    from rich.markup import escape

    return [
        escape(each.name + mark), held if each.direct is None else _said(each.direct), n, _said(each.value),
        _said(each.error, 3), ends, *more,
    ]  # fmt: skip


def _print_model(found: "SmallAreas") -> None:
    from tanlu.cli.tables import console
    from tanlu.text import user_lang

    out = console()
    names = ("1", *found.asked.columns)
    said = both(", ", "，").join(
        f"{name} {_said(value)} ({_said(error, 3)})"
        for name, value, error in zip(names, found.found.coefficients, found.found.errors, strict=True)
    )
    within = "" if found.found.within is None else both(
        f", within areas {_said(found.found.within)}", f"，地区内 {_said(found.found.within)}"
    )  # fmt: skip
    out.print(both("Coefficients (errors): ", "系数（标准误）：") + said + both(".", "。"), markup=False)
    out.print(
        both("Variance between areas: ", "地区间方差：")
        + _said(found.found.between)
        + within
        + both(".", "。")
    )
    if found.found.note:
        out.print(found.found.note(user_lang()) + both(".", "。"))
    for name, before, known in found.wholes:
        out.print(both(
            f"{name or 'Whole'}: the areas come to {_said(before)}, the known figure is {_said(known)}.",
            f"{name or '总体'}：各地区合计为 {_said(before)}，已知数值为 {_said(known)}。",
        ))  # fmt: skip
    out.print(
        both("Estimates by a model: they say what is likely given the columns, and are no counts.",
             "以上为模型估计，表示在给定辅助变量下的可能水平，并非实际统计数。"),
        style="bright_black",
    )  # fmt: skip


def _said(value: float | None, digits: int = 4) -> str:
    from tanlu.text import grouped, significant, user_lang

    return "" if value is None else grouped(significant(value, digits), user_lang())
