"""What interpreters need beforehand: the agenda with times, names in both languages, the words that will come up."""

from collections.abc import Iterable
from dataclasses import dataclass

from tanlu.accord.agenda import Plan, begins, clocks, plan
from tanlu.accord.dialogue import MODE_NAMES, Dialogue
from tanlu.accord.people import Participant
from tanlu.registers.terms import Term, terms
from tanlu.text import LANGS, Lang, Text


@dataclass(frozen=True, slots=True)
class Pack:
    """An interpreter pack.

    Parameters
    ----------
    dialogue : Dialogue
    plans : tuple of Plan
    people : tuple of Participant
    glossary : tuple of Term
        Terms of the term base that the agenda and papers use, in either language.
    """

    dialogue: Dialogue
    plans: tuple[Plan, ...]
    people: tuple[Participant, ...]
    glossary: tuple[Term, ...]


def pack(dialogue: Dialogue, people: Iterable[Participant], texts: Iterable[str] = ()) -> Pack:
    """Gather a pack.

    Parameters
    ----------
    dialogue : Dialogue
    people : iterable of Participant
    texts : iterable of str
        Statements and papers whose terms should be in the glossary too.
    """
    said = [dialogue.title, *(each.title for each in dialogue.sessions)]
    said += [item.title for each in dialogue.sessions for item in each.items]
    whole = "\n".join([*(text for each in said for text in (each.en, each.zh)), *texts])
    plans = tuple(plan(each, len(dialogue.languages)) for each in dialogue.sessions)
    return Pack(dialogue, plans, tuple(people), glossary(whole))


def glossary(text: str) -> tuple[Term, ...]:
    """Return the terms of the term base that a text uses, longest first within a letter, in English order.

    Examples
    --------
    >>> [each.zh[0] for each in glossary("A just transition for Shanxi")]
    ['公正转型', '山西']
    """
    low = f" {''.join(each if each.isalnum() else ' ' for each in text.lower())} "
    low = " ".join(low.split())
    found = [
        each
        for each in terms()
        if any(f" {name.lower()} " in f" {low} " for name in each.en if len(name) > 3)
        or any(name in text for name in each.zh if len(name) > 1)
    ]
    return tuple(sorted(found, key=lambda each: each.en[0].lower()))


def written(held: Pack) -> str:
    """Return the pack as Markdown in both languages, side by side where they belong together."""
    lines = [f"# {held.dialogue.title.en} · {held.dialogue.title.zh}", ""]
    if held.dialogue.fictional:
        lines += ["*Fictional example · 虚构示例*", ""]
    lines += [
        "For the interpreters of this dialogue only. · 仅供本次对话口译人员使用。",
        "",
        "## Agenda · 议程",
    ]
    for timed in held.plans:
        lines += ["", *_agenda(held.dialogue, timed)]
    lines += [
        "",
        "## Names · 姓名",
        "",
        *_names(held.people),
        "",
        "## Glossary · 术语",
        "",
        *_terms(held.glossary),
    ]
    return "\n".join(lines) + "\n"


def _agenda(dialogue: Dialogue, timed: Plan) -> list[str]:
    session = timed.session
    lines = [f"### {session.title.en} · {session.title.zh}", ""]
    for lang in LANGS:
        when = clocks(dialogue, session.starts, lang) if session.starts else session.when.said(lang)
        day = f"{session.when.said(lang)}  " if session.starts else ""
        lines.append(f"{day}{when}  {_booth(timed)(lang)}  ")
    lines += ["", "| time · 时间 | minutes · 分钟 | item · 内容 |", "|---|---|---|"]
    for slot in timed.slots:
        start = begins(timed, slot)
        time = " / ".join(dict.fromkeys(clocks(dialogue, start, lang) for lang in LANGS)) if start else "–"
        lines.append(
            f"| {time} | {slot.minutes} | {_cell(slot.item.title.en)} · {_cell(slot.item.title.zh)} |"
        )
    return lines


def _booth(timed: Plan) -> Text:
    count, mode = timed.interpreters, MODE_NAMES[timed.session.interpretation]
    return Text(f"{mode.en}, interpreters: {count}", f"{mode.zh}，口译员{count}名") if count else mode


def _names(people: tuple[Participant, ...]) -> list[str]:
    if not people:
        return ["No one is on the roster yet. · 名册尚无人员。"]
    lines = ["| English | 中文 | organisation · 机构 | languages · 语言 |", "|---|---|---|---|"]
    for each in people:
        at = f"{_cell(each.organisation.en)} · {_cell(each.organisation.zh)}" if each.organisation else ""
        lines.append(
            f"| {_cell(_english(each))} | {_cell(each.name.zh)} | {at} | {' '.join(each.languages)} |"
        )
    return [*lines, "", "Family names in capitals. · 英文栏大写者为姓。"]


def _english(person: Participant) -> str:
    """Write the family name in capitals wherever it stands, so that nobody asks which of two words it is."""
    words = person.name.en.split()
    return " ".join(word.upper() if word == person.family else word for word in words)


def _terms(found: tuple[Term, ...]) -> list[str]:
    if not found:
        return ["No term of the term base comes up. · 未出现术语库中的术语。"]
    lines = ["| English | 中文 | not · 不用 |", "|---|---|---|"]
    return [
        *lines,
        *(
            f"| {_cell(each.en[0])} | {_cell(each.zh[0])} | {_cell('、'.join(each.avoid))} |"
            for each in found
        ),
    ]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def heading(lang: Lang) -> str:
    """Return what a pack is called."""
    return Text("interpreter pack", "口译资料包")(lang)
