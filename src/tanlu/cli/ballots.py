"""What ``tanlu votes`` says, for people and for programs."""

from typing import Any, Final

from rich.markup import escape

from tanlu.accord.agreement import Agreement
from tanlu.accord.rules import AUDIENCE_NAMES, FEWEST, RULE_NAMES, Audience
from tanlu.actions.votes import Analysed, Conversation, to_json
from tanlu.analysis.opinion.labels import MEANINGS, WORDS
from tanlu.analysis.opinion.polis import LABEL, Polis
from tanlu.analysis.opinion.votes import Floats
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Lang, Text, user_lang

INVENTED: Final = Text("Everything in this dialogue is invented.", "本对话内容均为虚构。")
LEAST: Final = FEWEST[Audience.PUBLIC]
SMALL: Final = Text(
    f"A group has fewer than {LEAST} people: consensus across groups, its statements and priorities are held back.",
    f"有一组不足 {LEAST} 人：跨组共识、该组的陈述和优先度不予提供。",
)
ROOM_ONLY: Final = Text(
    "The population is the people in the room; nothing here speaks of a country.",
    "总体仅为在场的人；以下结果不代表任何国家。",
)


def put_round(found: Analysed, form: str) -> None:
    """Print what an audience is told of a round."""
    if form == "json":
        put_json(to_json(found))
        return
    lang, out = user_lang(), console()
    rule, whom = RULE_NAMES[found.rule], AUDIENCE_NAMES[found.release.audience]
    out.print(
        escape(f"{found.dialogue.title(lang)} · {whom(lang)} · {rule(lang)}"), style="bold", soft_wrap=True
    )
    for line in _head(found):
        out.print(escape(line(lang)), soft_wrap=True)
    for each in found.agreements:
        out.print(_table(found, each, lang))
    for label in dict.fromkeys(label for each in found.agreements for label in each.found.labels):
        colon = "：" if lang == "zh" else ": "
        out.print(
            escape(f"{WORDS[label](lang)}{colon}{MEANINGS[label](lang)}"),
            style="bright_black",
            soft_wrap=True,
        )
    out.print(escape(by_chance(found.agreements[0])(lang)), style="bright_black", soft_wrap=True)
    for sentence in found.opinions.sentences():
        out.print(escape(sentence(lang)), soft_wrap=True)


def by_chance(found: Agreement) -> Text:
    """Return how many statements would look agreed by the toss of a coin."""
    many = f"{found.found.by_chance:.2f}"
    return Text(
        f"If everyone tossed a coin, {many} of {len(found.statements)} statements would look agreed in every group.",
        f"若人人以抛硬币投票，{len(found.statements)} 条陈述中会有 {many} 条看似各组均同意。",
    )


def _head(found: Analysed) -> tuple[Text, ...]:
    said = [INVENTED] if found.dialogue.fictional else []
    return (
        *said,
        Text(
            f"{found.people} people were entitled to vote. {ROOM_ONLY.en}",
            f"有权投票者 {found.people} 人。{ROOM_ONLY.zh}",
        ),
    )


def _table(found: Analysed, by: Agreement, lang: Lang) -> Any:  # noqa: ANN401 - rich's table
    title = found.cuts[by.cut]
    head = Text(f"by {title.en}", f"按{title.zh}")
    names = [found.groups[by.cut, each](lang) for each in by.groups]
    table = new_table("", both("statement", "陈述"), head(lang), *map(escape, names))
    cells = {
        table.statement: {cell.group: cell for cell in table.cells if cell.attribute == by.cut}
        for table in found.release.tables
    }
    for at in by.found.order:
        statement = by.statements[at]
        told = [cells[statement][group].words(lang) for group in by.groups]
        table.add_row(
            escape(statement),
            escape(found.statements[statement](lang)),
            WORDS[by.found.labels[at]](lang),
            *map(escape, told),
        )
    return table


def put_conversation(found: Conversation, form: str) -> None:
    """Print what Polis would show of a public conversation."""
    if form == "json":
        put_json(conversation_json(found))
        return
    lang, out = user_lang(), console()
    out.print(escape(LABEL(lang)), style="bold", soft_wrap=True)
    out.print(escape(_votes(found)(lang)), soft_wrap=True)
    table = new_table(both("list", "清单"), both("statements, the first first", "陈述（按次序）"))
    for title, ids in _lists(found.polis).items():
        table.add_row(
            escape(title(lang)), escape(("、" if lang == "zh" else ", ").join(ids)) or both("none", "无")
        )
    out.print(table)
    if found.small:
        out.print(escape(SMALL(lang)), soft_wrap=True)
    for sentence in found.opinions.sentences():
        out.print(escape(sentence(lang)), soft_wrap=True)


def _votes(found: Conversation) -> Text:
    return Text(
        f"{found.people:,} voters, {found.superseded:,} votes replaced by a later one; counts are taken from the votes.",
        f"投票者 {found.people} 人，{found.superseded} 票被后来的改票取代；计数均取自投票记录。",
    )


def _lists(polis: Polis, most: int = 5) -> dict[Text, list[str]]:
    found: dict[Text, list[str]] = {}
    kept = [at for at in range(len(polis.statements)) if not polis.out[at]]
    if polis.consensus is not None:
        order = sorted(kept, key=lambda at: (-float(polis.consensus[at]), at))  # type: ignore[index]
        found[Text("group-informed consensus", "跨组共识")] = [polis.statements[at] for at in order[:most]]
    found[Text("majority agrees", "多数同意")] = [each.statement for each in polis.agreed]
    found[Text("majority disagrees", "多数不同意")] = [each.statement for each in polis.rejected]
    for at, group in enumerate(polis.representatives, 1):
        for way, words in (("agree", Text("agrees", "同意")), ("disagree", Text("disagrees", "不同意"))):
            ids = [each.statement for each in group if each.direction == way]
            if ids:
                found[Text(f"group {at} {words.en}", f"第 {at} 组{words.zh}")] = ids
    if polis.consensus is not None:
        order = sorted(kept, key=lambda at: (-float(polis.priority[at]), at))
        found[Text("shown next most often", "优先展示")] = [polis.statements[at] for at in order[:most]]
    return found


def conversation_json(found: Conversation) -> dict[str, Any]:
    """Return what Polis would show, for a program; nothing that rests on a group of fewer than five, and no ballot."""
    polis = found.polis
    sizes = [each if each >= LEAST else f"<{LEAST}" for each in polis.counts.roster.tolist()]
    return {
        "mode": "polis",
        "label": LABEL.to_json(),
        "voters": found.people,
        "superseded": found.superseded,
        "groups_given": polis.given,
        "group_sizes": sizes,
        "held_back": SMALL.to_json() if found.small else None,
        "group_informed_consensus": None
        if polis.consensus is None
        else _by_statement(polis, polis.consensus),
        "lists": [{"list": title.to_json(), "statements": ids} for title, ids in _lists(polis).items()],
        "priorities": None if found.small else _by_statement(polis, polis.priority),
        "opinion_groups": found.opinions.to_json(),
    }


def _by_statement(polis: Polis, values: Floats) -> dict[str, float]:
    return {
        each: round(float(values[at]), 4) for at, each in enumerate(polis.statements) if not polis.out[at]
    }
