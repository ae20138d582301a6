"""The tables and pictures of the commitments edition."""

from collections.abc import Iterator
from typing import Final

from tanlu.accord.corrections import ENTRIES, Correction
from tanlu.accord.instrument import ACTS, BINDING, KINDS, PARTS, Commitment, Instrument
from tanlu.accord.register import COUNSEL, HELD
from tanlu.accord.status import MARKS
from tanlu.brief.editions.commitments.gathered import Told
from tanlu.brief.model import Cell, Table
from tanlu.brief.writer import Writer
from tanlu.chart.model import Lane, Timeline, TimelineEvent
from tanlu.chart.relations import Link, Node, TieChart
from tanlu.period import PartialDate
from tanlu.text import Text

UNSTATED: Final = Text("not stated", "未说明")
_HEADS: Final = {
    "ledger": (Text("What", "事项"), Text("Type", "类型"), Text("Theme", "主题"), Text("Promised", "承诺内容"),
               Text("Status", "状态"), Text("Last evidence", "最近证据")),
    "item": (Text("About it", "项目"), Text("What is known", "已知情况")),
    "gates": (Text("Law or permission", "法规、许可"), Text("Question", "问题"), Text("Bears on", "涉及"),
              Text("In force since", "生效时间"), Text("Standing", "结论"), Text("Source", "来源")),
    "network": (Text("Organisation", "机构"), Text("Organisation", "机构"), Text("Across the border", "是否跨国"),
                Text("Papers", "文件")),
    "meetings": (Text("Meeting", "会议"), Text("When", "时间"), Text("What is recorded", "记录情况"),
                 Text("Source", "来源")),
    "people": (Text("Name", "姓名"), Text("Post of that time", "当时职务"), Text("Organisation", "机构"),
               Text("Source", "来源")),
    "corrections": (Text("Entry", "条目"), Text("What it is", "类型"), Text("What was done, and why", "处理及理由")),
}  # fmt: skip


def _heads(name: str, pen: Writer) -> tuple[str, ...]:
    return tuple(each(pen.lang) for each in _HEADS[name])


def _source(name: str, pen: Writer) -> Cell:
    number = pen.number_of(name)
    return Cell(f"[{number}]", link=f"s{number}")


def _day(date: PartialDate | None, pen: Writer) -> str:
    return date.label(pen.lang) if date else UNSTATED(pen.lang)


def ledger(told: Told, pen: Writer) -> Table:
    """Return the ledger, a row a commitment."""
    rows = []
    for paper in told.register.instruments:
        for task in told.of(paper):
            found = told.standings[task.id]
            rows.append(
                (
                    Cell(paper.title(pen.lang)),
                    Cell(KINDS[paper.kind](pen.lang)),
                    Cell(paper.theme(pen.lang)),
                    Cell(task.text(pen.lang)),
                    Cell(f"{MARKS[found.state]} {found.label(pen.lang)}"),
                    Cell(_day(found.last, pen)),
                )
            )
    return Table(pen.plain("ledger.caption"), _heads("ledger", pen), tuple(rows), "words")


def item(told: Told, pen: Writer, paper: Instrument) -> Table:
    """Return what is known of one instrument, a row a question."""
    lines = [(label(pen.lang), Cell(words(pen.lang))) for label, words in _about(told, paper)]
    for task in told.of(paper):
        lines += [(label(pen.lang), Cell(words(pen.lang))) for label, words in _promised(told, task)]
    lines.append((Text("source", "来源")(pen.lang), _source(paper.source, pen)))
    for update in told.register.updates:
        if any(update.commitment == each.id for each in told.of(paper)):
            said = Text(
                f"{update.date.label('en')}: {update.text.en}", f"{update.date.label('zh')}：{update.text.zh}"
            )
            lines += [
                (Text("evidence", "证据")(pen.lang), Cell(said(pen.lang))),
                (Text("source of the evidence", "证据来源")(pen.lang), _source(update.source, pen)),
            ]
    lines += [
        (Text("correction", "更正")(pen.lang), Cell(each.told(pen.lang))) for each in _corrected(told, paper)
    ]
    rows = tuple((Cell(label), cell) for label, cell in lines)
    return Table(paper.title(pen.lang), _heads("item", pen), rows, "card-of")


def _corrected(told: Told, paper: Instrument) -> Iterator[Correction]:
    """Return the corrections of an instrument, its commitments and their evidence that still stand in the register."""
    held = {("instrument", paper.id), *(("commitment", each.id) for each in told.of(paper))}
    held |= {("update", each.id) for each in told.register.updates if ("commitment", each.commitment) in held}
    return (each for each in told.register.corrections if (each.kind, each.entry) in held)


def corrections(told: Told, pen: Writer) -> Table | None:
    """Return what was withdrawn, and what was corrected in sources and organisations."""
    shown = {id(each) for paper in told.register.instruments for each in _corrected(told, paper)}
    rows = tuple(
        (Cell(each.called(pen.lang)), Cell(ENTRIES[each.kind](pen.lang)), Cell(each.told(pen.lang)))
        for each in told.register.corrections
        if id(each) not in shown
    )
    return (
        Table(pen.plain("corrections.caption"), _heads("corrections", pen), rows, "words") if rows else None
    )


def _about(told: Told, paper: Instrument) -> Iterator[tuple[Text, Text]]:
    yield Text("type", "类型"), KINDS[paper.kind]
    parties = [
        (told.register.organisations[each.organisation].name, PARTS[each.part]) for each in paper.parties
    ]
    yield (
        Text("parties", "各方"),
        Text(
            "; ".join(f"{name.en} ({part.en})" for name, part in parties),
            "；".join(f"{name.zh}（{part.zh}）" for name, part in parties),
        ),
    )
    date = paper.dated
    yield Text("dated", "日期"), Text(date.label("en"), date.label("zh")) if date else UNSTATED
    yield Text("binding", "约束力"), BINDING[paper.binding]
    if paper.note:
        yield Text("note", "说明"), paper.note
    for role in told.register.gone(paper, told.on):
        yield (
            Text("note", "说明"),
            Text(
                f"{role.person.en}, {role.post.en} at that time, has left that post.",
                f"时任{role.post.zh}的{role.person.zh}已离任。",
            ),
        )


def _promised(told: Told, task: Commitment) -> Iterator[tuple[Text, Text]]:
    found = told.standings[task.id]
    yield (
        Text("promised", "承诺内容"),
        Text(f"{task.text.en} ({ACTS[task.act].en})", f"{task.text.zh}（{ACTS[task.act].zh}）"),
    )
    yield Text("who is to do it", "责任方"), told.names([task.owner]) if task.owner else UNSTATED
    due = task.due
    yield Text("due", "期限"), Text(due.label("en"), due.label("zh")) if due else UNSTATED
    for label, words in (
        (Text("measure", "衡量标准"), task.measure), (Text("baseline", "基准"), task.baseline),
        (Text("target", "目标"), task.target),
    ):  # fmt: skip
        if words:
            yield label, words
    mark = MARKS[found.state]
    yield Text("status", "状态"), Text(f"{mark} {found.label.en}", f"{mark} {found.label.zh}")
    yield Text("why", "理由"), found.reason


def gates(told: Told, pen: Writer) -> Table | None:
    """Return the laws and permissions in force that bear on a commitment."""
    tasks = {each.id: each for each in told.register.commitments}
    titles = {each.id: each.title for each in told.register.instruments}
    rows = []
    for gate in told.register.gates:
        bears = [each for each in gate.commitments if gate in told.register.gates_of(each, told.on)]
        if not bears:
            continue
        on = list(dict.fromkeys(titles[tasks[each].instrument](pen.lang) for each in bears))
        rows.append(
            (
                Cell(gate.title(pen.lang)),
                Cell(gate.asks(pen.lang)),
                Cell(Text("; ", "；")(pen.lang).join(on)),
                Cell(_day(gate.since, pen)),
                Cell(COUNSEL(pen.lang)),
                _source(gate.source, pen),
            )
        )
    return Table(pen.plain("gates.caption"), _heads("gates", pen), tuple(rows), "words") if rows else None


def pairs(told: Told, pen: Writer) -> Table:
    """Return who stands with whom in which papers."""
    titles = {each.id: each.title for each in told.register.instruments}
    yes, no = Text("yes", "是"), Text("no", "否")
    rows = tuple(
        (
            *(Cell(told.register.organisations[each].name(pen.lang)) for each in tie.pair),
            Cell((yes if tie.crosses else no)(pen.lang)),
            Cell(Text("; ", "；")(pen.lang).join(titles[each](pen.lang) for each in tie.instruments)),
        )
        for tie in told.net.ties
    )
    return Table(pen.plain("network.caption"), _heads("network", pen), rows, "words")


def meetings(told: Told, pen: Writer) -> Table:
    """Return the meetings with what is certain of each."""
    rows = []
    for each in told.register.meetings:
        recorded = HELD[each.standing](pen.lang)
        said = f"{recorded}{Text('. ', '。')(pen.lang)}{each.about(pen.lang)}" if each.about else recorded
        rows.append(
            (Cell(each.title(pen.lang)), Cell(each.when(pen.lang)), Cell(said), _source(each.source, pen))
        )
    return Table(pen.plain("meetings.caption"), _heads("meetings", pen), tuple(rows), "words")


def people(told: Told, pen: Writer) -> Table | None:
    """Return the people whom public pages name in meetings, with the post of that time."""
    named = list(dict.fromkeys(name for each in told.register.meetings for name in each.roles))
    roles = [told.register.roles[each] for each in named]
    rows = tuple(
        (
            Cell(each.person(pen.lang)),
            Cell(each.post(pen.lang)),
            Cell(told.register.organisations[each.organisation].name(pen.lang)),
            _source(each.source, pen),
        )
        for each in roles
    )
    return Table(pen.plain("people.caption"), _heads("people", pen), rows, "words") if rows else None


def timeline(told: Told, pen: Writer) -> Timeline | None:
    """Return everything that is dated, in a lane for each instrument."""
    register, lanes, events = told.register, [], []
    tasks = {each.id: each for each in register.commitments}
    for paper in register.instruments:
        dated = [(paper.dated, KINDS[paper.kind])] if paper.dated else []
        dated += [
            (each.date, each.text)
            for each in register.updates
            if tasks[each.commitment].instrument == paper.id
        ]
        looked = Text("Searched", "查找")
        dated += [
            (each.date, Text(f"{looked.en}: {each.found.en}", f"{looked.zh}：{each.found.zh}"))
            for each in register.searches
            if tasks[each.commitment].instrument == paper.id
        ]
        if dated:
            lanes.append(Lane(paper.id, paper.title))
            events += [TimelineEvent(str(date).rstrip("?~"), paper.id, words, "") for date, words in dated]
    if not events:
        return None
    both = pen.both
    return Timeline(
        both("time.title"), both("time.subtitle"), tuple(lanes), tuple(events), both("time.source")
    )


def ties(told: Told, pen: Writer) -> TieChart | None:
    """Return the ties across the border of the two countries that most organisations are of."""
    register = told.register
    crossing = [each for each in told.net.ties if each.crosses]
    country = {name: register.organisations[name].country for name in told.net.organisations}
    ends = [tuple(sorted(each.pair, key=lambda one: country[one] == "CHN")) for each in crossing]
    if not crossing or any(country[left] == "CHN" or country[right] != "CHN" for left, right in ends):
        return None
    titles = {each.id: each.title for each in register.instruments}

    def nodes(side: int) -> tuple[Node, ...]:
        return tuple(
            Node(each, register.organisations[each].name) for each in dict.fromkeys(end[side] for end in ends)
        )

    links = tuple(
        Link(
            left,
            right,
            Text(
                "; ".join(titles[one].en for one in tie.instruments),
                "；".join(titles[one].zh for one in tie.instruments),
            ),
            "",
        )
        for (left, right), tie in zip(ends, crossing, strict=True)
    )
    heads = Text("United States", "美国"), Text("China", "中国")
    both = pen.both
    return TieChart(
        both("network.title"), both("network.subtitle"), heads, nodes(0), nodes(1), links, both("time.source")
    )
