"""A quotation that may leave: who may be quoted how, what is taken out, what is left out, and what it says instead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tanlu.analysis.disclosure.residual import bearers
from tanlu.errors import HeldBack, UnknownName
from tanlu.study.interviews.consent import USES, Consent, Use, allows
from tanlu.study.interviews.identify import Trace, joined
from tanlu.study.interviews.model import TRANSLATED, Project, Transcript, Translated
from tanlu.study.interviews.passage import Cut, changed, check_span
from tanlu.text import LANGS, Lang, Text

FEWEST: Final = 5
"""People who must share what is said of a speaker."""
_OMISSION: Final = Text("[…]", "[……]")
_SOMEONE: Final = Text("a person interviewed", "一位受访者")


@dataclass(frozen=True, slots=True)
class Side:
    """A quotation in one language.

    Parameters
    ----------
    language : str
    words : str
        Empty where there is no translation yet.
    status : Translated or None
        None for the words as they were said.
    """

    language: Lang
    words: str
    status: Translated | None = None

    @property
    def told(self) -> Text:
        """What the words are."""
        if self.status is not None:
            return TRANSLATED[self.status]
        return Text("as it was said", "原话") if self.words else Text("not translated yet", "尚无译文")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation.

    Parameters
    ----------
    transcript : str
        Guid; it is not printed.
    start, end : int
    sides : tuple of Side
        As it was said, then the other language.
    speaker : Text
    removed : tuple of (Text, int)
        What was taken out, and how often.
    omitted : int
        Passages left out.
    """

    transcript: str
    start: int
    end: int
    sides: tuple[Side, ...]
    speaker: Text
    removed: tuple[tuple[Text, int], ...]
    omitted: int

    def to_json(self) -> dict[str, Any]:
        """Return what leaves: words, speaker, what was done; no pseudonym and no position."""
        return {
            "quotation": [
                {"language": each.language, "words": each.words or None, "status": each.told.to_json()}
                for each in self.sides
            ],
            "speaker": self.speaker.to_json(),
            "removed": [{"what": what.to_json(), "count": count} for what, count in self.removed],
            "omitted": self.omitted,
        }

    def to_markdown(self) -> str:
        """Return it for a report, both languages."""
        lines = []
        for each in self.sides:
            words = each.words or each.told(each.language)
            told = _bracketed(each.told(each.language), each.language) if each.words else ""
            lines += [f"> {words}".replace("\n", "\n> "), ">", f"> — {self.speaker(each.language)}{told}", ""]
        return "\n".join(lines)


def _bracketed(said: str, lang: Lang) -> str:
    return f"（{said}）" if lang == "zh" else f" ({said})"


def demand_consent(consent: Consent | None, on: str, uses: Sequence[Use]) -> None:
    """Refuse what a person did not agree to.

    Raises
    ------
    HeldBack
        With what is missing.
    """
    if allows(consent, on, *uses):
        return
    if consent is None:
        en, zh = "no consent is recorded", "没有知情同意记录"
    elif not allows(consent, on):
        en, zh = "the consent has no use in analysis, or has ended", "同意范围不含分析，或已过期"
    else:
        lacks = [USES[each] for each in uses if each not in consent.uses]
        en = "not agreed to: " + ", ".join(each.en for each in lacks)
        zh = "未同意：" + "、".join(each.zh for each in lacks)
    raise HeldBack(
        (f"This stays here: {en}.", f"不能提供：{zh}。"),
        (
            "Quote somebody who agreed to it, or ask the person again.",
            "请引用已同意的受访者，或重新征得当事人同意。",
        ),
    )


def speaker(project: Project, transcript: Transcript, names: Sequence[str]) -> Text:
    """Return how a speaker may be described: only by what at least five people interviewed share.

    Raises
    ------
    UnknownName
        If a descriptor is not known of this person.
    HeldBack
        If fewer share it all.
    """
    if not names:
        return _SOMEONE
    told: dict[str, str] = {}
    for name in names:
        if name not in transcript.descriptors:
            raise UnknownName(
                (f"Nothing is known under {name!r} of this person.", f"此人没有 {name!r} 一项。"),
                (f"Known: {', '.join(transcript.descriptors) or 'nothing'}.",
                 f"已有：{'、'.join(transcript.descriptors) or '无'}。"),
            )  # fmt: skip
        told[name] = transcript.descriptors[name]
    people = roster(project)
    count = bearers(list(people.values()), told)
    if count < FEWEST:
        raise HeldBack(
            (f"Only {count} of {len(people)} people interviewed share {', '.join(names)}; fewer than {FEWEST} point at one.",
             f"{len(people)}位受访者中只有{count}位同时符合 {'、'.join(names)}；不足{FEWEST}人即可能指向个人。"),
            ("Describe the speaker by less, or in wider terms (a state for a county).",
             "请减少描述，或改用更宽的说法（如以省代县）。"),
        )  # fmt: skip
    words = [Text(*_halves(value)) for value in told.values()]
    return Text(_SOMEONE.en + ", " + ", ".join(each.en for each in words),
                _SOMEONE.zh + "，" + "，".join(each.zh for each in words))  # fmt: skip


def roster(project: Project) -> dict[str, Mapping[str, str]]:
    """Return what is known of each person interviewed."""
    found: dict[str, dict[str, str]] = {}
    for each in project.transcripts:
        found.setdefault(each.who, {}).update(each.descriptors)
    return dict(found)


def _halves(value: str) -> tuple[str, str]:
    en, slash, zh = value.partition("/")
    return (en.strip() or value, zh.strip() or value) if slash else (value, value)


def quotation(
    transcript: Transcript, span: tuple[int, int], *, found: Iterable[Trace], told: Text,
    omit: Sequence[tuple[int, int]] = (), twin: Side | None = None,
) -> Quotation:  # fmt: skip
    """Return a passage with traces taken out, marked, and omissions marked.

    Parameters
    ----------
    transcript : Transcript
    span : (int, int)
    found : iterable of Trace
        In the whole transcript.
    told : Text
        The speaker.
    omit : sequence of (int, int)
        Passages of the transcript to leave out.
    twin : Side, optional
        The translation, already without traces; none yet if None.

    Raises
    ------
    BadReference
        If a passage does not lie inside the text, or an omission not inside the passage.
    """
    start, end = span
    check_span(len(transcript.text), start, end)
    lang: Lang = "zh" if transcript.language == "zh" else "en"
    for low, high in omit:
        check_span(end - start, low - start, high - start)
    gaps = [Trace(low, high, "") for low, high in omit]
    inside = [each for each in found if each.start < end and each.end > start]
    cuts, counts = [], dict[Text, int]()
    for each in joined([*gaps, *inside]):
        mark = f"[{each.kind.mark(lang)}]" if each.kind_id else _OMISSION(lang)
        if each.kind_id:
            counts[each.kind.title] = counts.get(each.kind.title, 0) + 1
        cuts.append(Cut(max(each.start, start) - start, min(each.end, end) - start, mark))
    words = changed(transcript.text[start:end], cuts).text.strip()
    other: Lang = next(each for each in LANGS if each != lang)
    sides = (Side(lang, words), twin or Side(other, ""))
    return Quotation(transcript.guid, start, end, sides, told, tuple(counts.items()), len(omit))


def redacted(text: str, found: Iterable[Trace], lang: Lang) -> str:
    """Return a text with every trace of it replaced by its kind.

    Examples
    --------
    >>> redacted("找张师傅", [Trace(1, 4, "addressed")], "zh")
    '找[姓名]'
    """
    return changed(
        text, [Cut(each.start, each.end, f"[{each.kind.mark(lang)}]") for each in joined(found)]
    ).text
