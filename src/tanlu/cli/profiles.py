"""A region at a glance, for people and for programs."""

from typing import Any, Final

from tanlu.actions.evidence import Held, Profile
from tanlu.cli.tables import console, new_table
from tanlu.evidence.release import OWN
from tanlu.lineage.derived import Absence, Derived
from tanlu.registers.indicators import own_series
from tanlu.registers.wording import say
from tanlu.text import Lang, Text, user_lang

MIXES: Final = ("generation_share_", "capacity_share_")
"""Recipes by source of power; a source that a region does not list is no gap worth a line."""


def profile_json(found: Profile) -> dict[str, Any]:
    """Return a profile as plain data."""
    return {
        "code": found.region.code,
        "name": found.region.name.to_json(),
        "statistical_region": found.region.statistical_region.to_json()
        if found.region.statistical_region
        else None,
        "answers": [_answer(each) for each in found.answers],
        "series": [
            {
                "id": each.series.id,
                "title": each.series.title.to_json(),
                "own": each.series.id in own_series(),
                "figures": each.count,
                "first": each.first,
                "last": each.last,
            }
            for each in found.held
        ],
        "policies": [
            {"date": str(each.date), "title": each.title.to_json(), "source": each.source}
            for each in found.policies
        ],
    }


def _answer(each: Derived | Absence) -> dict[str, Any]:
    base: dict[str, Any] = {"recipe": each.recipe.id, "title": each.recipe.title.to_json()}
    if isinstance(each, Absence):
        return base | {"value": None, "status": "missing", "reason": each.reason.to_json()}
    return base | {
        "value": each.value,
        "unit": each.unit,
        "period": str(each.year),
        "status": each.status,
        "comparability": each.grade,
        "caveats": [caveat.to_json() for caveat in each.caveats],
        "ref": each.address,
    }


def print_profile(found: Profile) -> None:
    """Print a profile."""
    lang, out = user_lang(), console()
    place = found.region.statistical_region
    words = f"{found.region.name.en} {found.region.name.zh} · {found.region.code}" + (
        f" · {place(lang)}" if place else ""
    )
    out.print(words, style="bold")
    table = new_table(
        *(
            each(lang)
            for each in (
                Text("measure", "指标"),
                Text("figure", "数值"),
                Text("year", "年份"),
                Text("note", "说明"),
            )
        )
    )
    for each in found.answers:
        if isinstance(each, Derived) or not each.recipe.id.startswith(MIXES):
            table.add_row(*_row(each, lang))
    out.print(table)
    if found.policies:
        dated = new_table(*(each(lang) for each in (Text("date", "日期"), Text("policy", "政策"))))
        for policy in found.policies:
            dated.add_row(policy.date.label(lang), policy.title(lang))
        out.print(dated)
    for held in found.held:
        if held.series.id in own_series():
            out.print(_own(held)(lang), soft_wrap=True)
    count = sum(each.count for each in found.held)
    hint = f"tanlu evidence list --region {found.region.code}"
    out.print(
        Text(
            f"{count} figures in {len(found.held)} series: {hint}",
            f"共{len(found.held)}个指标、{count}个数字：{hint}",
        )(lang)
    )


def _own(held: Held) -> Text:
    title = held.series.title
    return Text(
        f"{title.en} ({held.series.id}, {OWN.en}): {held.count} figures, {held.first}–{held.last}",
        f"{title.zh}（{held.series.id}，{OWN.zh}）：{held.count}个数字，{held.first}—{held.last}年",
    )


def _row(each: Derived | Absence, lang: Lang) -> tuple[str, str, str, str]:
    if isinstance(each, Absence):
        return each.recipe.title(lang), Text("not measured", "无数据")(lang), "", each.reason(lang)
    note = f"[{each.grade}] {each.caveats[0](lang)}" if each.caveats else f"[{each.grade}]"
    return each.recipe.title(lang), say(each.value, each.unit, lang), str(each.year), note.replace("[", "\\[")
