"""Take a person out of a project: text, codings, notes, translations, quoted examples; what is left says only that."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.model import Coding, Note, Project, Removed, Sent, Transcript
from tanlu.study.interviews.search import fold

_GRAM: Final = 20
_GRAM_HAN: Final = 8
"""Letters in a row that two texts share only when one repeats the other; of Han characters fewer will do."""
_PROSE: Final = ("definition", "definition_zh", "include", "exclude", "example")

Seal = Callable[[str], str]
"""A keyed hash."""
Named = Callable[[str], bool]
"""Whether a text names somebody."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a withdrawal takes away for good.

    Parameters
    ----------
    transcripts, characters, codings, notes, translations, quoted : int
        ``quoted``: texts of the codebook that repeat a passage.
    mentions : int
        Places where other people's transcripts hold the pseudonym.
    sent : tuple of Sent
        What left the folder before, and has to be recalled.
    """

    transcripts: int
    characters: int
    codings: int
    notes: int
    translations: int
    quoted: int
    mentions: int
    sent: tuple[Sent, ...]


def seals(transcript: Transcript, seal: Seal) -> tuple[str, str]:
    """Return keyed hashes of a transcript, by which a copy that comes back is known: of its guid, and of its words."""
    words = re.sub(r"\W", "", fold(transcript.text)[0])
    return seal(transcript.guid), seal("words:" + words)


def without(
    project: Project, who: str, on: str, seal: Seal, named: Named = lambda _: False
) -> tuple[Project, Loss]:
    """Return a project without a person, and what went with them.

    Parameters
    ----------
    project : Project
    who : str
        Pseudonym.
    on : str
        Day.
    seal : callable
        Keyed hash of the store.
    named : callable
        Whether a text names the person, so that notes that do go too.

    Raises
    ------
    UnknownName
        If nothing is kept under this pseudonym.
    """
    gone = project.said_by(who)
    guids = {each.guid for each in gone}
    said = {gram for each in gone for gram in grams(each.text)}
    calls = _calls(who, named)
    codings = tuple(each for each in project.codings if each.transcript not in guids)
    dead = guids | _marks(project.codings) - _marks(codings)
    notes = tuple(each for each in project.notes if not _tells(each, dead, said, calls))
    translations = tuple(
        each for each in project.translations
        if each.transcript not in guids and not repeats(each.text, said, calls)
    )  # fmt: skip
    marks = {one for each in gone for one in seals(each, seal)}
    marks |= {seal(each.guid) for each in project.notes if each not in notes}
    left = replace(
        project,
        transcripts=tuple(_unnamed(each, who) for each in project.transcripts if each.guid not in guids),
        consents={each: held for each, held in project.consents.items() if each != who},
        codes=tuple(unquoted(each, said, calls) for each in project.codes),
        codings=codings,
        notes=notes,
        translations=translations,
        sent=tuple(_recalled(each, {seal(one) for one in guids}, on) for each in project.sent),
        removed=(*project.removed, Removed(on, tuple(sorted(marks)))),
    )
    return left, _loss(project, left, who, gone)


def _marks(codings: Iterable[Coding]) -> set[str]:
    return {guid for each in codings for guid in (each.guid, each.selection) if guid}


def _loss(before: Project, left: Project, who: str, gone: tuple[Transcript, ...]) -> Loss:
    others = [each for each in before.transcripts if each not in gone]
    return Loss(
        transcripts=len(gone),
        characters=sum(len(each.text) for each in gone),
        codings=len(before.codings) - len(left.codings),
        notes=len(before.notes) - len(left.notes),
        translations=len(before.translations) - len(left.translations),
        quoted=sum(a != b for a, b in zip(before.codes, left.codes, strict=True)),
        mentions=sum(len(whole(who).findall(each.text)) for each in others),
        sent=tuple(a for a, b in zip(before.sent, left.sent, strict=True) if a != b),
    )


def returns(project: Project, thing: Transcript | Note, seal: Seal) -> bool:
    """Tell whether a transcript or note was removed before, and now comes back with somebody's copy."""
    known = {one for each in project.removed for one in each.seals}
    marks = seals(thing, seal) if isinstance(thing, Transcript) else (seal(thing.guid),)
    return not known.isdisjoint(marks)


def grams(text: str) -> Iterable[str]:
    """Yield the runs of letters of a text by which a repetition is known."""
    words = re.sub(r"\W", "", fold(text)[0])
    for width in (_GRAM, _GRAM_HAN):
        for at in range(max(0, len(words) - width) + 1):
            gram = words[at : at + width]
            if len(gram) == width and (width == _GRAM or _han(gram)):
                yield gram
    if words and len(words) < _GRAM:
        yield words


def _han(gram: str) -> bool:
    return all("\u3400" <= each <= "\u9fff" or each >= "\U00020000" for each in gram)


def repeats(text: str, said: set[str], named: Named) -> bool:
    """Tell whether a text repeats a passage, or names the person."""
    return named(text) or not said.isdisjoint(grams(text))


def _calls(who: str, named: Named) -> Named:
    sought = whole(who)
    return lambda text: bool(sought.search(text)) or named(text)


def whole(who: str) -> re.Pattern[str]:
    """Return what finds a pseudonym, and not a longer one."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(who)}(?![0-9A-Za-z])")


def _tells(note: Note, gone: set[str], said: set[str], named: Named) -> bool:
    return not gone.isdisjoint(note.about) or repeats(f"{note.name}\n{note.text}", said, named)


def unquoted(code: Code, said: set[str], named: Named) -> Code:
    """Return a code without those of its texts that repeat a passage or name a person."""
    cleared: dict[str, Any] = {name: "" for name in _PROSE if repeats(getattr(code, name), said, named)}
    return replace(code, **cleared)


def _unnamed(transcript: Transcript, who: str) -> Transcript:
    """Blank a pseudonym in somebody else's words, letter by letter, so that no passage moves."""
    return replace(transcript, text=whole(who).sub("*" * len(who), transcript.text))


def _recalled(sent: Sent, gone: set[str], on: str) -> Sent:
    if gone.isdisjoint(sent.seals):
        return sent
    return replace(
        sent, seals=tuple(each for each in sent.seals if each not in gone), recall=sent.recall or on
    )
