"""``tanlu study composite``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.composite import Composed


@click.command(
    help=both(
        "Make one number of several indicators, with how firm it is: scores against fixed goalposts, group by group, and "
        "over draws of weights, means, scales and an indicator left out. Nothing missing is filled in.\n\nFILE is CSV, one "
        "row a unit, its name first; without FILE and --index an invented example is used.",
        "把多项指标合成一个数，并说明其可靠程度：按事先定好的目标界限逐组计分，再改变权重、平均方式、标准化方法并轮流去掉一项指标，"
        "看结果如何变动。缺失值一律不填补。\n\nFILE 为 CSV，每个单元一行，首列为名称；不给 FILE 和 --index 时使用虚构示例。",
    ),
    epilog=both(
        "Examples: tanlu study composite · tanlu study composite --example index · "
        "tanlu study composite index/values.csv --index index/index.toml --format json",
        "示例：tanlu study composite · tanlu study composite --example index · "
        "tanlu study composite index/values.csv --index index/index.toml --format json",
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--index", metavar="INDEX.toml", type=click.Path(path_type=Path, dir_okay=False),
    help=both("What the index is made of.", "指数的定义文件。"),
)  # fmt: skip
@click.option(
    "--draws", default=1000, show_default=True, type=click.IntRange(2, 100_000),
    help=both("Draws for intervals and order.", "计算区间和次序的抽样次数。"),
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, help=both("Of the draws.", "抽样的随机种子。"))
@click.option(
    "--example", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help=both("Write both files of the example into a folder.", "把示例的两个文件写入文件夹。"),
)  # fmt: skip
@format_option
def composite(
    file: Path | None, index: Path | None, draws: int, seed: int, *, example: Path | None, form: str
) -> None:
    """Make an index."""
    from tanlu.actions.composite import composed, write_example

    if example is not None:
        write_example(example)
        click.echo(both(f"Written to {example}.", f"已写入 {example}。"))
        return
    found = composed(file, index, draws, seed)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json({"fictional": file is None, **found.to_json()})
    else:
        _print(found, fictional=file is None)


def _print(found: "Composed", *, fictional: bool) -> None:
    from tanlu.actions.composite import FICTIONAL
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    out = console()
    if fictional:
        out.print(FICTIONAL(user_lang()), style="bold")
    table = new_table(
        both("unit", "单元"), both("score", "得分"), both("draws, 5% – 95%", "抽样 5% – 95%"), both("place", "位次"),
        both("weight there", "有数据的权重"),
    )  # fmt: skip
    rows = [found.row(at) for at in range(len(found.units))]
    for row in sorted(rows, key=lambda each: (each["score"] is None, -(each["score"] or 0))):
        score = row["score"]
        shown = both("no score: too little is there", "无得分：数据太少") if score is None else f"{score:.1f}"
        ends = "" if row["low"] is None else f"{row['low']:.1f} – {row['high']:.1f}"
        places = "" if row["rank_low"] is None else f"{row['rank_low']} – {row['rank_high']}"
        table.add_row(row["unit"], shown, ends, places, f"{row['coverage']:.0%}")
    out.print(table)
    _print_order(found)


def _print_order(found: "Composed") -> None:
    from tanlu.cli.tables import console

    out, settled = console(), found.settled()
    scored = int(found.scores.scored.sum())
    if scored < 2:
        out.print(both("Fewer than two units have a score, so nothing is said of their order.",
                       "有得分的单元不足两个，不论先后。"))  # fmt: skip
    else:
        _print_pairs(settled, scored * (scored - 1) // 2)
    for row in (found.row(at) for at in range(len(found.units))):
        if row["outside_goalposts"]:
            names = ", ".join(row["outside_goalposts"])
            out.print(both(f"{row['unit']}: outside of its goalposts, taken as the nearer one: {names}",
                           f"{row['unit']}：超出目标界限，按较近的界限计：{names}"), markup=False)  # fmt: skip


def _print_pairs(settled: list[tuple[str, str]], pairs: int) -> None:
    from tanlu.cli.tables import console

    out = console()
    out.print(both(
        f"Of {pairs} pairs, {len(settled)} stand in one order in nine draws of ten; of the others none is said to be ahead.",
        f"{pairs}对单元中，有{len(settled)}对的先后在九成以上的抽样中不变；其余各对不论先后。",
    ), markup=False)  # fmt: skip
    for one, other in settled:
        out.print(both(f"{one} before {other}", f"{one} 高于 {other}"), markup=False)
