"""What ``tanlu study agree`` says, for people and for programs."""

from collections.abc import Callable
from typing import Any, Final

from tanlu.actions.agreement import Agreed
from tanlu.analysis.scales.agreement import PREVALENT, VERDICTS, Agreement
from tanlu.analysis.scales.kappa import NOT_TWO
from tanlu.analysis.scales.ratings import Coefficient
from tanlu.cli.comparisons import put_csv
from tanlu.cli.speak import put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Lang, Text, exact, grouped, user_lang

_WHOLE: Final = Text("all", "全部")
_NONE: Final = Text("not estimable", "无法估计")
_COUNTS: Final = {
    "units": Text("units", "单元"),
    "paired": Text("by two or more", "两人以上评定"),
    "raters": Text("raters", "评定者"),
    "ratings": Text("ratings", "评定"),
}
_COEFFICIENTS: Final = {
    "raw": Text("raw agreement", "原始一致率"),
    "alpha": Text("alpha", "Krippendorff α"),
    "gwet": Text("Gwet's AC", "Gwet 系数"),
    "kappa": Text("kappa", "Cohen κ"),
}
_PREVALENCE: Final = Text("commonest", "最常见取值")
_VERDICT: Final = Text("reading", "结论")
_SHORT: Final = {
    "firm": Text("firm", "可靠"),
    "tentative": Text("tentative", "尚可"),
    "contested": Text("contested", "有分歧"),
    "uninformative": Text("alpha uninformative", "α 无参考价值"),
    "not estimable": _NONE,
}
_BARE: Final = Text("No intervals were asked for.", "未要求区间。")


def put_agreed(found: Agreed, form: str) -> None:
    """Print agreement over all units and within groups."""
    if form == "json":
        put_json({
            "level": found.asked.level, "draws": found.asked.draws, "seed": found.asked.seed,
            "by": found.asked.by or None, "method": _method(found).to_json(),
            "groups": [_json(name, each) for name, each in found.groups],
        })  # fmt: skip
        return
    if form == "csv":
        put_csv([_flat(name, each, found.asked.level) for name, each in found.groups])
        return
    lang = user_lang()
    _print_table(found, lang)
    for line in _notes(found, lang):
        console().print(line, soft_wrap=True, markup=False)
    if not _has_interval(found):
        return
    console().print(_method(found)(lang), style="bright_black", soft_wrap=True, markup=False)


def _print_table(found: Agreed, lang: Lang) -> None:
    from rich.markup import escape

    table = new_table("", *(escape(name or _WHOLE(lang)) for name, _ in found.groups))

    def row(label: Text, tell: Callable[[Agreement], str]) -> None:
        table.add_row(label(lang), *(tell(each) for _, each in found.groups))

    for key, label in _COUNTS.items():
        row(label, lambda each, key=key: exact(getattr(each, key), lang))  # type: ignore[misc]
    for key in _told(found):
        row(_COEFFICIENTS[key], lambda each, key=key: escape(_shown(getattr(each, key), lang)))  # type: ignore[misc]
    row(_PREVALENCE, lambda each: _NONE(lang) if each.prevalence is None else f"{each.prevalence:.0%}")
    row(_VERDICT, lambda each: _SHORT[each.verdict](lang))
    console().print(table)


def _told(found: Agreed) -> list[str]:
    """Return the coefficients that are worth a line: kappa only where somewhere two raters rated."""
    has_two = any(each.kappa.why != NOT_TWO for _, each in found.groups)
    return [key for key in _COEFFICIENTS if key != "kappa" or has_two]


def _has_interval(found: Agreed) -> bool:
    return any(getattr(each, key).low is not None for _, each in found.groups for key in _COEFFICIENTS)


def _shown(each: Coefficient, lang: Lang) -> str:
    if each.value is None:
        return _NONE(lang)
    said = grouped(f"{each.value:.3f}", lang)
    if each.low is None or each.high is None:
        return said
    low, high = (grouped(f"{end:.2f}", lang) for end in (each.low, each.high))
    return f"{said} [{low}, {high}]"


def _notes(found: Agreed, lang: Lang) -> list[str]:
    told = dict.fromkeys(each.verdict for _, each in found.groups if each.verdict != "not estimable")
    lines = [VERDICTS[verdict](lang) for verdict in told]
    for name, each in found.groups:
        whys: dict[str, list[str]] = {}
        for key in _told(found):
            why = getattr(each, key).why
            if why is not None and found.asked.draws:
                whys.setdefault(why(lang), []).append(_COEFFICIENTS[key](lang))
        group = name or _WHOLE(lang)
        for said, which in whys.items():
            en, zh = f"{group}: {', '.join(which)}: {said}", f"{group}：{'、'.join(which)}：{said}"
            lines.append(en if lang == "en" else zh)
    return [f"· {line}" for line in lines]


def _method(found: Agreed) -> Text:
    if not found.asked.draws:
        return _BARE
    draws = found.asked.draws
    return Text(
        f"95% intervals from {draws:,} draws of units with replacement; too narrow where units hang together, such as "
        "segments of one interview.",
        f"95% 区间由对单元的{draws}次有放回抽样得出；单元之间相互关联时（如同一访谈的各片段）区间偏窄。",
    )


def _coefficient(each: Coefficient) -> dict[str, Any]:
    return {
        "value": each.value, "low": each.low, "high": each.high, "why": each.why.to_json() if each.why else None
    }  # fmt: skip


def _json(name: str, each: Agreement) -> dict[str, Any]:
    return {
        "group": name or None,
        **{key: getattr(each, key) for key in (*_COUNTS, "categories", "prevalence")},
        "prevalence_limit": PREVALENT,
        **{key: _coefficient(getattr(each, key)) for key in _COEFFICIENTS},
        "verdict": each.verdict,
        "reading": VERDICTS[each.verdict].to_json(),
    }


def _flat(name: str, each: Agreement, level: str) -> dict[str, Any]:
    row: dict[str, Any] = {"group": name, "level": level}
    row |= {key: getattr(each, key) for key in (*_COUNTS, "categories", "prevalence")}
    for key in _COEFFICIENTS:
        held: Coefficient = getattr(each, key)
        row |= {key: held.value, f"{key}_low": held.low, f"{key}_high": held.high}
        row[f"{key}_why"] = {"en": held.why.en, "zh": held.why.zh} if held.why else {"en": "", "zh": ""}
    return {**row, "verdict": each.verdict}
