"""What ``tanlu commitments`` says, for people and for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from tanlu.accord.business import SCOPES, WENT, Placement
from tanlu.accord.instrument import ACTS, BINDING, KINDS, Commitment
from tanlu.accord.register import COUNSEL, HELD, Register
from tanlu.accord.status import MARKS, Standing
from tanlu.actions.commitments import Row, rows
from tanlu.cli.comparisons import put_csv
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Text, user_lang

if TYPE_CHECKING:
    from tanlu.accord.network import Network

_COLOURS = {"active": "green", "fulfilled": "green", "overdue": "yellow", "dormant": "yellow"}


def _status(standing: Standing) -> str:
    words = f"{MARKS[standing.state]} {standing.label(user_lang())}"
    return f"[{_COLOURS.get(standing.state, 'default')}]{escape(words)}[/]"


def _parties(register: Register, names: Sequence[str]) -> Text:
    found = [register.organisations[each].name for each in names]
    if not found:
        return Text("not stated", "未说明")
    return Text("; ".join(each.en for each in found), "；".join(each.zh for each in found))


def row_json(register: Register, row: Row) -> dict[str, Any]:
    """Return a commitment with its status as plain data."""
    task, paper, found = row.commitment, row.instrument, row.standing
    return {
        "id": task.id,
        "instrument": paper.id,
        "kind": paper.kind,
        "kind_title": KINDS[paper.kind].to_json(),
        "title": paper.title.to_json(),
        "theme": paper.theme.to_json(),
        "parties": [
            {"id": each.organisation, "name": register.organisations[each.organisation].name.to_json(), "part": each.part}
            for each in paper.parties
        ],
        "act": task.act,
        "promised": task.text.to_json(),
        "owner": task.owner or None,
        "dated": str(paper.dated) if paper.dated else None,
        "due": str(task.due) if task.due else None,
        "state": found.state,
        "status": found.label.to_json(),
        "reason": found.reason.to_json(),
        "last_evidence": str(found.last) if found.last else None,
        "evidence": found.evidence.text.to_json() if found.evidence else None,
        "source": paper.source,
    }  # fmt: skip


def put_ledger(register: Register, on: str, form: str) -> None:
    """Print the ledger: one row a commitment."""
    found = rows(register, on)
    if form == "json":
        put_json({"on": on, "title": register.title.to_json(), "fictional": register.fictional,
                  "commitments": [row_json(register, each) for each in found]})  # fmt: skip
        return
    if form == "csv":
        put_csv([_flat(register, each) for each in found])
        return
    lang, out = user_lang(), console()
    if register.fictional:
        out.print(both("An invented example.", "以下为虚构示例。"), style="bold")
    if not found:
        out.print(both("The register holds no commitment yet: add [[commitment]] entries to register.toml.",
                       "登记册尚无承诺：请在 register.toml 中添加 [[commitment]] 条目。"), markup=False)  # fmt: skip
        return
    table = new_table(both("commitment", "承诺"), both("type", "类型"), both("promised", "内容"), both("due", "期限"),
                      both("status", "状态"), both("last evidence", "最近证据"))  # fmt: skip
    for each in found:
        due, last = each.commitment.due, each.standing.last
        table.add_row(
            each.commitment.id,
            KINDS[each.instrument.kind](lang),
            escape(each.commitment.text(lang)),
            due.label(lang) if due else both("none stated", "未说明"),
            _status(each.standing),
            last.label(lang) if last else both("none", "无"),
        )
    out.print(table)
    for one, other in register.versions():
        said = Text(
            f"Two versions of one instrument? {one.id} and {other.id}. If one replaces the other, say so with supersedes.",
            f"{one.id} 与 {other.id} 是否为同一文件的两个版本？若一份取代另一份，请用 supersedes 注明。",
        )
        out.print(said(lang), markup=False, soft_wrap=True)
    out.print(both("Why, and what bears on it: tanlu commitments status ID",
                   "理由及相关法规：tanlu commitments status 标识"), style="bright_black", markup=False)  # fmt: skip


def _flat(register: Register, row: Row) -> dict[str, Any]:
    data = row_json(register, row)
    names = _parties(register, [each.organisation for each in row.instrument.parties])
    return {**data, "parties": names.to_json(), "owner": data["owner"] or "", "due": data["due"] or "",
            "dated": data["dated"] or "", "last_evidence": data["last_evidence"] or "",
            "evidence": data["evidence"] or {"en": "", "zh": ""}}  # fmt: skip


def put_status(register: Register, task: Commitment, on: str, form: str) -> None:
    """Print one commitment with everything that bears on it."""
    row = next(each for each in rows(register, on) if each.commitment.id == task.id)
    gates = register.gates_of(task.id, on)
    if form == "json":
        data = row_json(register, row)
        data["corrections"] = [each.told.to_json() for each in register.corrected("commitment", task.id)]
        data["notes"] = [each.to_json() for each in row.standing.notes]
        data["gates"] = [
            {"id": each.id, "title": each.title.to_json(), "asks": each.asks.to_json(), "standing": COUNSEL.to_json(),
             "source": each.source} for each in gates
        ]  # fmt: skip
        put_json({"on": on, **data})
        return
    lang, out = user_lang(), console()
    table = new_table("", "")
    table.show_header = False
    for label, words in _about(register, row, on):
        table.add_row(label(lang), escape(words(lang)))
    for each in gates:
        said = f"{each.title(lang)}{both('. ', '。')}{each.asks(lang)} → {COUNSEL(lang)}"
        table.add_row(both("law, permission", "法规与许可"), escape(said))
    out.print(table)


def _about(register: Register, row: Row, on: str) -> list[tuple[Text, Text]]:
    task, paper, found = row.commitment, row.instrument, row.standing
    source = register.sources[paper.source]
    unknown = Text("not stated", "未说明")
    lines = [
        (Text("status", "状态"), found.label),
        (Text("because", "理由"), found.reason),
        (Text("promised", "内容"), Text(f"{task.text.en} ({ACTS[task.act].en})", f"{task.text.zh}（{ACTS[task.act].zh}）")),
        (Text("in", "出自"), Text(f"{paper.title.en}: {KINDS[paper.kind].en}", f"{paper.title.zh}：{KINDS[paper.kind].zh}")),
        (Text("parties", "各方"), _parties(register, [each.organisation for each in paper.parties])),
        (Text("owner", "责任方"), _parties(register, [task.owner] if task.owner else [])),
        (Text("due", "期限"), Text(task.due.label("en"), task.due.label("zh")) if task.due else unknown),
        (Text("binding", "约束力"), BINDING[paper.binding]),
        (Text("source", "来源"), Text(f"{source.publisher.en}: {source.title.en} {source.url}",
                                     f"{source.publisher.zh}：{source.title.zh} {source.url}")),
    ]  # fmt: skip
    lines += [(Text("note", "说明"), each) for each in (paper.note, *found.notes) if each]
    entries = (*register.corrected("instrument", paper.id), *register.corrected("commitment", task.id))
    lines += [(Text("correction", "更正"), each.told) for each in entries]
    for role in register.gone(paper, on):
        said = Text(
            f"{role.person.en}, {role.post.en}, who stood behind it, has left that post.",
            f"当时支持此事的{role.post.zh}{role.person.zh}已离任。",
        )
        lines.append((Text("note", "说明"), said))
    return lines


def put_meetings(register: Register, form: str) -> None:
    """Print the meetings of a programme."""
    if form != "text":
        data = [
            {"id": each.id, "kind": each.kind, "series": each.series, "title": each.title.to_json(),
             "when": each.when.to_json(), "standing": each.standing, "standing_title": HELD[each.standing].to_json(),
             "source": each.source} for each in register.meetings
        ]  # fmt: skip
        put_json({"meetings": data}) if form == "json" else put_csv(data)
        return
    lang, out = user_lang(), console()
    if not register.meetings:
        out.print(both("The register holds no meeting.", "登记册中没有会议。"))
        return
    table = new_table(
        both("meeting", "会议"),
        both("when", "时间"),
        both("what is recorded", "记录情况"),
        both("series", "系列"),
    )
    for each in register.meetings:
        table.add_row(
            escape(each.title(lang)), escape(each.when(lang)), HELD[each.standing](lang), each.series
        )
    out.print(table)


def put_network(register: Register, found: "Network", form: str) -> None:
    """Print a network: pairs, edges across the border by year, what hangs on one organisation."""
    names = {each.id: each.name for each in register.organisations.values()}
    if form == "json":
        put_json({
            "organisations": [{"id": each, "name": names[each].to_json()} for each in found.organisations],
            "ties": [{"pair": list(each.pair), "instruments": list(each.instruments), "crosses": each.crosses}
                     for each in found.ties],
            "bridges_by_year": [{"year": year, "ties": count} for year, count in found.bridges_by_year],
            "cut_points": list(found.cut_points), "parts": found.parts,
            "commitments": found.commitments, "with_evidence": found.with_evidence,
        })  # fmt: skip
        return
    lang, out = user_lang(), console()
    if not found.ties:
        out.print(
            both("No two organisations stand in an instrument together.", "没有两家机构出现在同一文件中。")
        )
        return
    table = new_table(both("organisation", "机构"), both("organisation", "机构"), both("across the border", "跨国"),
                      both("instruments", "文件"))  # fmt: skip
    for each in found.ties:
        crosses = both("yes", "是") if each.crosses else both("no", "否")
        table.add_row(*(escape(names[one](lang)) for one in each.pair), crosses, ", ".join(each.instruments))
    out.print(table)
    cut = both("; ", "；").join(names[each](lang) for each in found.cut_points) or both("none", "无")
    out.print(
        both(f"Without whom others would be apart: {cut}.", f"一旦退出，其他机构即失去联系的：{cut}。"),
        markup=False,
    )
    said = Text(f"Commitments with evidence after their start: {found.with_evidence} of {found.commitments}.",
                f"作出后另有证据的承诺：{found.commitments}项中有{found.with_evidence}项。")  # fmt: skip
    out.print(said(lang), markup=False)


def put_placements(found: Sequence[Placement], form: str) -> None:
    """Print where people went, and between which bounds the share lies that left coal for other jobs."""
    data: list[dict[str, Any]] = [
        {"company": each.company, "site": each.site, "scope": each.scope, "people": each.people, "total": each.total,
         "out_of_coal_low": each.out_of_coal[0] if each.out_of_coal else None,
         "out_of_coal_high": each.out_of_coal[1] if each.out_of_coal else None} for each in found
    ]  # fmt: skip
    if form == "json":
        put_json({"placements": data})
    elif form == "csv":
        put_csv(
            [{**each, "people": "|".join(f"{way}={n}" for way, n in each["people"].items())} for each in data]
        )
    else:
        _print_placements(found)


def _print_placements(found: Sequence[Placement]) -> None:
    lang, out = user_lang(), console()
    if not found:
        out.print(both("The file holds no [[move]] entry.", "文件中没有 [[move]] 条目。"), markup=False)
        return
    ways = [words(lang) for words in WENT.values()]
    share_of = both("left coal for other jobs", "转到非煤岗位的比例")
    table = new_table(both("company, site", "企业、矿（厂）"), both("counts", "统计范围"), *ways, share_of)
    for each in found:
        low, high = each.out_of_coal or (0.0, 0.0)
        share = f"{low:.0%}" if low == high else f"{low:.0%}–{high:.0%}"
        counts = [str(each.people.get(way, 0)) for way in WENT]
        where = escape(" · ".join(part for part in (each.company, each.site) if part))
        table.add_row(where, SCOPES[each.scope](lang), *counts, share)
    out.print(table)
