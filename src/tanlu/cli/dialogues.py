"""How a dialogue looks in the terminal."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.errors import CannotWrite
from tanlu.text import Lang, Text, user_lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tanlu.accord.agenda import Plan
    from tanlu.accord.dialogue import Dialogue, Session
    from tanlu.accord.holidays import Clashes
    from tanlu.accord.inquiry import Inquiry
    from tanlu.accord.record import Record
    from tanlu.actions.dialogue import Outlook


def blank(folder: Path, when: str, en: str, zh: str) -> dict[str, Any]:
    """Return a dialogue with one session to fill in."""
    places = (("America/Denver", "Denver", "丹佛"), ("Asia/Shanghai", "Beijing", "北京"))
    return {
        "id": folder.resolve().name,
        "title": {"en": en, "zh": zh},
        "series": "",
        "when": when,
        "languages": ["en", "zh"],
        "places": [{"zone": zone, "name": {"en": one, "zh": other}} for zone, one, other in places],
        "cuts": ["country"],
        "voting": {"closed": False, "segments": []},
        "sessions": [],
    }


def put_begun(folder: Path, made: "Dialogue") -> None:
    """Say what is there now, and the next step."""
    lang, out = user_lang(), console()
    out.print(made.title(lang), style="bold", markup=False, soft_wrap=True)
    steps = Text(
        f"Kept in {folder}. Sessions: edit {folder}/dialogue.json. People: {folder}/private/participants.csv (private)."
        f"\nNext: tanlu dialogue plan {folder}",
        f"已保存在 {folder}。会议请编辑 {folder}/dialogue.json，名册为 {folder}/private/participants.csv（不公开）。"
        f"\n下一步：tanlu dialogue plan {folder}",
    )
    out.print(steps(lang), markup=False, soft_wrap=True)


def print_outlook(found: "Outlook") -> None:
    """Print the plan."""
    lang, out = user_lang(), console()
    held = found.kept.dialogue
    label = Text("fictional example", "虚构示例")(lang)
    out.print(held.title(lang) + (f"  [{label}]" if held.fictional else ""), style="bold", markup=False)
    out.print(_when(held.when.said, held.when.why, lang), markup=False, soft_wrap=True)
    if not held.sessions:
        empty = Text(
            "No session yet. Add one to \"sessions\" in dialogue.json: id, title, starts, minutes, interpretation, items.",
            "尚无会议。请在 dialogue.json 的 \"sessions\" 中添加：id、title、starts、minutes、interpretation、items。",
        )  # fmt: skip
        out.print(empty(lang), markup=False, soft_wrap=True)
    for timed, met, changes in zip(found.plans, found.clashes, found.changes, strict=True):
        _print_session(held, timed, lang)
        for line in (*_time_lines(timed, lang), *_met_lines(met, lang)):
            out.print(f"  {line}", markup=False, soft_wrap=True)
        for place in changes:
            moved = Text(
                f"! the clock of {place.name.en} changes within a week: look at the times of neighbouring sessions",
                f"！{place.name.zh}在一周内调整时钟：请核对前后会议的时间",
            )
            out.print(f"  {moved(lang)}", markup=False, soft_wrap=True)


def _print_session(held: "Dialogue", timed: "Plan", lang: Lang) -> None:
    from tanlu.accord.agenda import begins, clock
    from tanlu.accord.dialogue import MODE_NAMES
    from tanlu.accord.rules import RULE_NAMES

    session, out = timed.session, console()
    out.print()
    out.print(f"{session.id}  {session.title(lang)}", style="bold", markup=False)
    head = f"{_when(session.when.said, session.when.why, lang)} · {MODE_NAMES[session.interpretation](lang)}"
    out.print(head, markup=False, soft_wrap=True)
    if not timed.slots:
        return
    table = new_table(
        *(each.name(lang) for each in held.places),
        both("min", "分钟"),
        both("item", "内容"),
        both("rule", "规则"),
    )
    for slot in timed.slots:
        start = begins(timed, slot)
        day = session.starts.date().isoformat() if session.starts else ""
        times = [clock(start, place, lang, day=day).replace(f" {place.name(lang)}", "").replace(place.name(lang), "")
                 if start else "–" for place in held.places]  # fmt: skip
        name = "" if slot.item.pause else RULE_NAMES[slot.item.rule](lang)
        table.add_row(*times, str(slot.minutes), slot.item.title(lang), name)
    out.print(table)


def _time_lines(timed: "Plan", lang: Lang) -> list[str]:
    from tanlu.accord.agenda import warning

    wrong = warning(timed)
    if wrong:
        return [f"! {wrong('en')}" if lang == "en" else f"！{wrong('zh')}"]
    return [
        Text(
            f"{timed.needed} of {timed.session.minutes} minutes, {timed.spare} to spare; interpreters: {timed.interpreters}",
            f"共需{timed.needed}分钟（预留{timed.session.minutes}分钟，余{timed.spare}分钟）；口译员{timed.interpreters}名",
        )(lang)
    ]


def _met_lines(met: "Clashes", lang: Lang) -> list[str]:
    from tanlu.period import PartialDate

    lines = []
    for each in met.holidays:
        days = [PartialDate.parse(day).label(lang) for day in dict.fromkeys((each.first, each.last))]
        span = both(" to ", "至").join(days)
        country = {"CN": Text("China", "中国"), "US": Text("United States", "美国")}[each.country](lang)
        mark = both("meets", "适逢")
        lines.append(f"! {mark} {country}: {each.name('en')}, {span}" if lang == "en"
                     else f"！{mark}{country}{each.name('zh')}（{span}）")  # fmt: skip
    if met.weekend:
        days = [en if lang == "en" else zh for en, zh in met.weekend]
        lines.append(both("! falls on a weekend: ", "！适逢周末：") + both(", ", "、").join(days))
    for country, year in met.unknown:
        name = {"CN": Text("China", "中国"), "US": Text("the United States", "美国")}[country]
        line = Text(
            f"? holidays of {name.en} in {year} are not in the packaged table: look at the notice of the State Council",
            f"？内置表中没有{name.zh}{year}年的节假日安排，请查阅国务院办公厅通知",
        )
        lines.append(line(lang))
    return lines


def _when(said: Text, why: Text | None, lang: Lang) -> str:
    if why is None:
        return said(lang)
    return f"{said.en} ({why.en})" if lang == "en" else f"{said.zh}（{why.zh}）"


def outlook_json(found: "Outlook") -> dict[str, Any]:
    """Return the plan for a program."""
    from tanlu.accord.agenda import begins, warning

    sessions = []
    for timed, met in zip(found.plans, found.clashes, strict=True):
        session, wrong = timed.session, warning(timed)
        sessions.append(
            {
                "id": session.id, "title": session.title.to_json(), "date": session.when.edtf,
                "starts": session.starts.isoformat() if session.starts else None,
                "minutes": session.minutes, "needed": timed.needed, "spare": timed.spare,
                "interpretation": session.interpretation, "interpreters": timed.interpreters,
                "warning": wrong.to_json() if wrong else None,
                "items": [
                    {"title": slot.item.title.to_json(), "minutes": slot.minutes, "rule": slot.item.rule.name.lower(),
                     "clocks": {place.zone: start.astimezone(place.clock).isoformat()
                                for place in found.kept.dialogue.places} if (start := begins(timed, slot)) else None}
                    for slot in timed.slots
                ],
                "holidays": [{"country": each.country, "first": each.first, "last": each.last, "name": each.name.to_json(),
                              "works": each.works, "source": each.source} for each in met.holidays],
                "unknown": [{"country": country, "year": year} for country, year in met.unknown],
            }
        )  # fmt: skip
    held = found.kept.dialogue
    return {"id": held.id, "title": held.title.to_json(), "fictional": held.fictional, "sessions": sessions}


def print_record(record: "Record") -> None:
    """Print the segments: their rule, how many notes, which is open. Words stay in the file."""
    from tanlu.accord.rules import RULE_NAMES

    lang = user_lang()
    table = new_table(
        both("segment", "环节"), both("rule", "规则"), both("notes", "记录"), both("topic", "主题"), ""
    )
    for each in record.segments:
        state = both("open", "进行中") if each.open else ""
        table.add_row(each.id, RULE_NAMES[each.rule](lang), str(len(each.notes)), each.topic(lang), state)
    if not record.segments:
        console().print(both("No segment yet.", "尚无环节。"), markup=False)
        return
    console().print(table)


def put_text(text: str, out: Path | None, *, private: bool = False) -> None:
    """Write a text to a file or the screen; one for few eyes only for its owner to read.

    Raises
    ------
    CannotWrite
        If the file refuses it.
    """
    if out is None:
        sys.stdout.write(text.replace("\r\n", "\n") if sys.stdout.isatty() else text)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(text.encode())
        if private:
            out.chmod(0o600)
    except OSError as error:
        raise CannotWrite(
            (f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"),
            ("Choose another file.", "请另选文件。"),
        ) from error
    sys.stdout.write(both(f"Written: {out}\n", f"已写入：{out}\n"))


def put_data(data: Any, out: Path | None) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write data to a file or the screen."""
    put_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", out)


def tell_undated(left: "tuple[Session, ...]") -> None:
    """Say which sessions stand in no calendar."""
    lang = user_lang()
    for each in left:
        said = _when(each.when.said, each.when.why, lang)
        line = Text(f"Not in the calendar: {each.id} ({said})\n", f"未列入日历：{each.id}（{said}）\n")
        sys.stderr.write(line(lang))


def print_inquiries(held: "Iterable[Inquiry]", gone: int) -> None:
    """Print inquiries and the balance of countries and sectors."""
    from tanlu.accord.inquiry import balance

    found = tuple(held)
    if gone:
        console().print(both(f"Deleted: {gone}", f"已删除：{gone}"), markup=False)
    if not found:
        console().print(
            both(
                "No inquiries. Keep one with --add name=… --add purpose=… --add expires=2027-06-30.",
                "没有来函。登记：--add name=… --add purpose=… --add expires=2027-06-30。",
            ),
            markup=False,
            soft_wrap=True,
        )
        return
    table = new_table("", both("name", "姓名"), both("purpose", "用途"), both("until", "保存至"))
    for each in found:
        table.add_row(each.id, each.name, each.purpose, each.expires)
    console().print(table)
    for attribute, name in (("country", both("country", "国别")), ("sector", both("sector", "领域"))):
        counts = ", ".join(f"{value} {count}" for value, count in balance(found, attribute).items())
        console().print(f"{name}: {counts}", markup=False)
