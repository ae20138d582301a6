"""A project of interviews: transcripts under pseudonyms, codings, notes, translations, and what has left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tanlu.errors import UnknownName
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.consent import Consent, Use, allows
from tanlu.text import Text


class Translated(StrEnum):
    """How far a translation has come."""

    MACHINE = "machine"
    DRAFT = "draft"
    REVIEWED = "reviewed"


TRANSLATED: Final[dict[Translated, Text]] = {
    Translated.MACHINE: Text("machine translation, not reviewed", "机器翻译，未经审校"),
    Translated.DRAFT: Text("translation not reviewed", "译文未经审校"),
    Translated.REVIEWED: Text("translation reviewed", "译文已审校"),
}


@dataclass(frozen=True, slots=True)
class Transcript:
    """What one person said in one interview.

    Parameters
    ----------
    guid : str
    who : str
        Pseudonym.
    language : str
        ``en`` or ``zh``.
    text : str
        With plain line feeds and no byte order mark; positions count its Unicode code points.
    descriptors : mapping of str to str
        Country, region, sector, role and the like.
    """

    guid: str
    who: str
    language: str
    text: str
    descriptors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes; the name never leaves."""

    guid: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage under a code, by one coder; the whole transcript where it has no length of its own.

    Parameters
    ----------
    guid : str
    selection : str
        Guid of the passage, which several codes may share.
    transcript : str
        Guid.
    start, end : int
        Code points, the end not included.
    code, coder : str
        Guids; the coder may be unknown.
    """

    guid: str
    selection: str
    transcript: str
    start: int
    end: int
    code: str
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo: about the project as a whole, or about passages, codes and transcripts."""

    guid: str
    name: str
    text: str
    coder: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A passage in the other language."""

    transcript: str
    start: int
    end: int
    text: str
    status: Translated


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that left the folder, for whoever must recall it.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    on : str
        Day.
    what : str
        ``qdpx`` or ``quotation``.
    sha256 : str
        Of the bytes; the only trace of what stands in them.
    seals : tuple of str
        Keyed hashes of the transcripts in it.
    recall : str
        Day from which it has to be recalled; empty while it has not.
    permission : str
        Under which it went abroad, where one is needed.
    """

    file: str
    on: str
    what: str
    sha256: str
    seals: tuple[str, ...] = ()
    recall: str = ""
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """Something was removed on a day.

    Parameters
    ----------
    on : str
    seals : tuple of str
        Keyed hashes by which a copy that comes back is known; they say nothing without the key of the store.
    """

    on: str
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that is kept of the interviews of a study, except who stands behind a pseudonym.

    ``given`` is the highest P-number that was ever given, so that the one of somebody who withdrew is not given again.
    """

    title: Text
    fictional: bool = False
    transcripts: tuple[Transcript, ...] = ()
    consents: Mapping[str, Consent] = field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    coders: tuple[Coder, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[Note, ...] = ()
    translations: tuple[Translation, ...] = ()
    sent: tuple[Sent, ...] = ()
    removed: tuple[Removed, ...] = ()
    given: int = 0

    def allowed(self, on: str, *uses: Use) -> tuple[Transcript, ...]:
        """Return the transcripts whose owners agreed to all of these uses, as of a day; analysis always among them."""
        return tuple(each for each in self.transcripts if allows(self.consents.get(each.who), on, *uses))

    def labels(self) -> dict[str, str]:
        """Return what each transcript is called: the pseudonym, with a number where somebody has several."""
        found: dict[str, str] = {}
        for each in self.transcripts:
            own = [one.guid for one in self.transcripts if one.who == each.who]
            found[each.guid] = each.who if len(own) == 1 else f"{each.who}/{own.index(each.guid) + 1}"
        return found

    def transcript(self, label: str) -> Transcript:
        """Return the transcript of a label.

        Raises
        ------
        UnknownName
            If there is none, or the pseudonym has several.
        """
        labels = self.labels()
        found = next((each for each in self.transcripts if labels[each.guid] == label), None)
        if found is not None:
            return found
        several = ", ".join(labels[each.guid] for each in self.said_by(label.partition("/")[0]))
        raise UnknownName(
            (f"{label} is not one transcript.", f"{label} 不是单独一份记录。"),
            (f"Name one of {several}.", f"请指明其一：{several}。"),
        )

    def said_by(self, who: str) -> tuple[Transcript, ...]:
        """Return the transcripts of a person.

        Raises
        ------
        UnknownName
            If there is none.
        """
        found = tuple(each for each in self.transcripts if each.who == who)
        if not found:
            raise UnknownName(
                (f"No interview is kept under {who!r}.", f"没有以 {who!r} 为代号的访谈。"),
                ("List the pseudonyms: tanlu study interviews status DIR",
                 "列出全部代号：tanlu study interviews status DIR"),
            )  # fmt: skip
        return found


def language_of(text: str) -> str:
    """Return ``zh`` where at least one letter in five is a Han character, else ``en``.

    Examples
    --------
    >>> language_of("关停以后，我去了 Gillette 学焊接。"), language_of("The pit closed; they said 下岗.")
    ('zh', 'en')
    """
    letters = sum(each.isalpha() for each in text)
    han = sum("\u3400" <= each <= "\u9fff" or each >= "\U00020000" for each in text)
    return "zh" if han * 5 >= letters > 0 else "en"
