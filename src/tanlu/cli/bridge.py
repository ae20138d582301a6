"""``tanlu economy bridge``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import rows_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.registers.industries import Industry


@click.command(
    help=both(
        "Show the industries that the statistics of both countries share, code by code, and what leaks.\n\nCODE is a "
        "NAICS code (2121), a division of GB/T 4754 (06) or an id (coal); two digits are a division, three or more "
        "NAICS.",
        "显示两国统计可对应的行业、各分类代码及口径差异。\n\nCODE 为 NAICS 代码（如 2121）、国标 GB/T 4754 大类（如 06）"
        "或行业标识（如 coal）；两位数字按国标大类，三位及以上按 NAICS。",
    )
)
@rows_option
@click.argument("code", default="")
def bridge(code: str, form: str) -> None:
    """Show the shared list."""
    from tanlu.registers.industries import industries, look_up

    put_bridge(look_up(code) if code else tuple(industries().values()), form)


def put_bridge(found: Sequence["Industry"], form: str) -> None:
    """Print industries of the shared list with their codes, and what is counted elsewhere in one of them."""
    from tanlu.cli.comparisons import put_csv
    from tanlu.cli.speak import put_json

    rows = [bridge_row(each) for each in found]
    if form == "json":
        put_json({"industries": rows})
    elif form == "csv":
        put_csv([{key: _flat(key, cell) for key, cell in row.items()} for row in rows])
    else:
        _print(found)


def bridge_row(each: "Industry") -> dict[str, Any]:
    """Return an industry as plain data."""
    from tanlu.registers.industries import RELIABILITY, groups

    group = groups().get(each.group)
    return {
        "id": each.id, "title": each.title.to_json(), "naics": list(each.naics), "isic": list(each.isic),
        "gbt": list(each.gbt), "group": each.group or None, "group_title": group.title.to_json() if group else None,
        "local": each.local, "reliability": each.reliability,
        "reliability_title": RELIABILITY[each.reliability].to_json(), "leak": each.leak.to_json() if each.leak else None,
    }  # fmt: skip


def _flat(key: str, cell: Any) -> Any:  # noqa: ANN401 - a cell of CSV
    if cell is None:
        return "" if key == "group" else {}
    return "|".join(cell) if isinstance(cell, list) else cell


def _print(found: Sequence["Industry"]) -> None:
    from rich.markup import escape

    from tanlu.cli.tables import console, new_table
    from tanlu.registers.industries import RELIABILITY
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    heads = (both("id", "标识"), both("industry", "行业"), "NAICS", "ISIC", both("GB/T", "国标"),
             both("US group", "美国各州分组"), both("reliability", "可靠程度"))  # fmt: skip
    table = new_table(*heads)
    for each in found:
        group = each.group or both("not published apart", "没有单列")
        codes = (_codes(each.naics), _codes(each.isic), _codes(each.gbt))
        table.add_row(each.id, escape(each.title(lang)), *codes, group, each.reliability)
    out.print(table)
    for each in found:
        if each.leak:
            out.print(f"{each.id}{both(': ', '：')}{each.leak(lang)}", markup=False, soft_wrap=True)
    grades = [
        f"{name} {words(lang)}"
        for name, words in RELIABILITY.items()
        if name in {e.reliability for e in found}
    ]
    said = both(f"Reliability: {'; '.join(grades)}.", f"可靠程度：{'；'.join(grades)}。")
    out.print(said, style="bright_black", markup=False, soft_wrap=True)


def _codes(codes: Sequence[str]) -> str:
    lang_less = both(" less {}", "（不含 {}）")
    parts = (each.partition(" less ") for each in codes)
    return both(", ", "、").join(head + (lang_less.format(rest) if rest else "") for head, _, rest in parts)
