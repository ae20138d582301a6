"""How what may leave of a dialogue looks in the terminal."""

from typing import TYPE_CHECKING

from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.text import Lang, Text, user_lang

if TYPE_CHECKING:
    from tanlu.accord.releases import Table
    from tanlu.actions.disclose import Checked


def checked_json(found: "Checked") -> dict[str, object]:
    """Return it for a program."""
    return {
        "audience": found.audience.name.lower(),
        "segments": [
            {"segment": each.segment, "rule": each.rule.name.lower(), "notes": len(each.notes),
             "held": [reason.to_json() for reason in (*each.held, *each.apart)]}
            for each in found.segments
        ],
        "tables": found.tables.to_json()["tables"] if found.tables else [],
        "why_not": dict(zip(("en", "zh"), found.why.what, strict=True)) if found.why else None,
        "rare": [{"descriptors": dict(each.descriptors), "people": each.people} for each in found.rare],
        "exports_before": len(found.earlier),
    }  # fmt: skip


def print_checked(found: "Checked") -> None:
    """Print what may leave, and why the rest may not."""
    from tanlu.accord.rules import AUDIENCE_NAMES

    lang, out = user_lang(), console()
    name = AUDIENCE_NAMES[found.audience]
    head = Text(f"What {name.en} may have", f"可提供给{name.zh}的内容")
    out.print(head(lang), style="bold", markup=False)
    _print_segments(found, lang)
    if found.why:
        what, do = found.why.lines(lang)
        out.print(f"{what} {do}" if lang == "en" else f"{what}{do}", markup=False, soft_wrap=True)
    elif found.tables is None:
        out.print(both("No ballots are kept here.", "此处没有选票。"), markup=False)
    else:
        _print_tables(found, found.tables.tables, lang)
    _print_rare(found, lang)
    said = Text(f"Exports made before: {len(found.earlier)}", f"此前已发布：{len(found.earlier)}次")
    out.print(said(lang), markup=False)


def _print_segments(found: "Checked", lang: Lang) -> None:
    from tanlu.accord.rules import RULE_NAMES

    out = console()
    if not found.segments:
        out.print(both("Nothing that was said is kept yet.", "尚无发言记录。"), markup=False)
        return
    table = new_table(
        both("segment", "环节"), both("rule", "规则"), both("notes", "记录"), both("held back", "不予提供")
    )
    for each in found.segments:
        held = both("; ", "；").join(reason(lang) for reason in (*each.held, *each.apart))
        table.add_row(each.segment, RULE_NAMES[each.rule](lang), str(len(each.notes)), held or "–")
    out.print(table)


def _print_tables(found: "Checked", tables: "tuple[Table, ...]", lang: Lang) -> None:
    table = new_table(both("statement", "陈述"), both("group", "组别"), both("what is told", "可提供的内容"))
    for each in tables:
        for cell in each.cells:
            named = found.names.get(f"{cell.attribute} {cell.group}")
            whole = Text("everyone", "全体")
            other = Text("other groups together", "其他各组合计")
            fallback = other if cell.group == "other" else Text(cell.group or "-", cell.group or "-")
            group = (named or fallback if cell.attribute else whole)(lang)
            opposed = both("; ", "；") + cell.opposed.words(lang) if cell.opposed else ""
            table.add_row(each.statement if not cell.attribute else "", group, cell.words(lang) + opposed)
    console().print(table)


def _print_rare(found: "Checked", lang: Lang) -> None:
    if not found.rare:
        return
    head = Text(
        "Descriptions that would point at someone, and are never told:",
        "以下描述可能指向个人，一律不予提供：",
    )
    console().print(head(lang), markup=False)
    for each in found.rare:
        words = " · ".join(f"{name}={value}" for name, value in each.descriptors)
        people = Text(f"{words} ({each.people})", f"{words}（{each.people}人）")
        console().print(f"  {people(lang)}", markup=False, soft_wrap=True)
