"""A register: instruments, commitments and their evidence, with the people, meetings and gates around them."""

from dataclasses import dataclass, field
from typing import Final

from tanlu.accord.corrections import Correction
from tanlu.accord.instrument import Commitment, Instrument, Search, Update
from tanlu.accord.status import DORMANT_AFTER, Case, Standing, cases, derive
from tanlu.period import PartialDate
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something in a register comes from.

    Parameters
    ----------
    id : str
        The name by which it is cited.
    title, publisher : Text
        Together the citation.
    published, accessed : str
        ISO dates, perhaps only the year; ``published`` is empty where the page does not say.
    url, language : str
        Address and language of the source itself.
    note : Text or None
        A weakness worth telling.
    """

    id: str
    title: Text
    publisher: Text
    published: str
    accessed: str
    url: str
    language: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation.

    Parameters
    ----------
    id, country, kind : str
        Its name in the register, code of its country, and what it is.
    name : Text
        In both languages.
    """

    id: str
    name: Text
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Role:
    """A post that somebody held for a time, as a public source says.

    Parameters
    ----------
    id : str
        Its name in the register.
    person, post : Text
        Who, with the name as its owner writes it, and which post.
    organisation : str
        Id.
    since, until : PartialDate or None
        None where no source says; an open end is not an end.
    source : str
        Id of the source.
    """

    id: str
    person: Text
    post: Text
    organisation: str
    since: PartialDate | None
    until: PartialDate | None
    source: str


HELD: Final[dict[str, Text]] = {
    "held": Text("took place, by its source", "据来源已举行"),
    "announced": Text("announced; no record that it took place", "已公布，未见举行记录"),
    "open": Text("no date set by its source", "来源未定日期"),
    "done": Text("completed, by its source", "据来源已完成"),
}
"""What is recorded of a meeting."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A delegation, dialogue or study of the programme.

    Parameters
    ----------
    id, kind, series : str
        Its name, what it is (``delegation``, ``dialogue``, ``study``), and the series it belongs to.
    title : Text
        In both languages, as its source has them where it has both.
    when : Text
        The date in words, as certain as the source.
    since, until : PartialDate or None
        The dates as far as they are known; a month that is only planned is marked uncertain.
    standing : str
        A key of :data:`HELD`.
    place, about : Text or None
        Where, and what the source says of it.
    themes : tuple of Text
        Themes of the agenda.
    roles : tuple of str
        Ids of roles of those whom a public page names as members.
    claims : tuple of str
        Ids of claims of its page that are checked against the evidence.
    source : str
        Id of the source.
    """

    id: str
    kind: str
    series: str
    title: Text
    when: Text
    since: PartialDate | None
    until: PartialDate | None
    standing: str
    place: Text | None
    about: Text | None
    themes: tuple[Text, ...]
    roles: tuple[str, ...]
    claims: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A law or permission that bears on a commitment: dated, cited, never a conclusion.

    Parameters
    ----------
    id : str
        Its name.
    title, asks : Text
        What it is called, and the question that it puts.
    jurisdiction : str
        Region code.
    since, until : PartialDate or None
        From when to when it holds, as far as sources say.
    commitments : tuple of str
        Ids of the commitments that it bears on.
    source : str
        Id of the source.
    """

    id: str
    title: Text
    asks: Text
    jurisdiction: str
    since: PartialDate | None
    until: PartialDate | None
    commitments: tuple[str, ...]
    source: str


COUNSEL: Final = Text("open; seek counsel", "待定，请咨询律师")
"""What is said of every gate that is in force: the register draws no legal conclusion."""


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that a register holds.

    Parameters
    ----------
    title : Text
        What it is the register of.
    sources, organisations, roles : dict
        By id.
    meetings, instruments, commitments, updates, searches, gates : tuple
        In the order of the files.
    corrections : tuple of Correction
        What was corrected, withdrawn or put back, the oldest first.
    dormant_after : int
        Months without evidence after which a commitment is called dormant.
    fictional : bool
        Whether it is an example; every page then says so.
    """

    title: Text
    sources: dict[str, Origin] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    updates: tuple[Update, ...] = ()
    searches: tuple[Search, ...] = ()
    gates: tuple[Gate, ...] = ()
    corrections: tuple[Correction, ...] = ()
    dormant_after: int = DORMANT_AFTER
    fictional: bool = False

    def cases(self) -> tuple[Case, ...]:
        """Return what bears on each commitment, in order."""
        papers = {each.id: each for each in self.instruments}
        return cases(self.commitments, papers, self.updates, self.searches)

    def standings(self, on: str) -> dict[str, Standing]:
        """Return where each commitment stands on an ISO day, by id."""
        return {
            each.commitment.id: derive(each, on, dormant_after=self.dormant_after) for each in self.cases()
        }

    def gone(self, instrument: Instrument, on: str) -> tuple[Role, ...]:
        """Return the roles behind an instrument whose holders had left by an ISO day."""
        held = [self.roles[each] for each in instrument.offices]
        return tuple(each for each in held if each.until and each.until.last_day < on)

    def gates_of(self, commitment: str, on: str) -> tuple[Gate, ...]:
        """Return the gates that bear on a commitment and are in force on an ISO day."""
        return tuple(
            each
            for each in self.gates
            if commitment in each.commitments
            and not (each.since and each.since.first_day > on)
            and not (each.until and each.until.last_day < on)
        )

    def corrected(self, kind: str, entry: str) -> tuple[Correction, ...]:
        """Return the corrections of one entry, the oldest first."""
        return tuple(each for each in self.corrections if (each.kind, each.entry) == (kind, entry))

    def withdrawn(self) -> tuple[Correction, ...]:
        """Return the corrections by which entries were withdrawn that were not put back since."""
        last = {(each.kind, each.entry): each for each in self.corrections if each.act != "correct"}
        return tuple(each for each in last.values() if each.act == "withdraw")

    def versions(self) -> tuple[tuple[Instrument, Instrument], ...]:
        """Return pairs that look like two versions of one instrument: alike, and neither replaces the other."""
        found = []
        for place, one in enumerate(self.instruments):
            for other in self.instruments[place + 1 :]:
                linked = one.id == other.supersedes or other.id == one.supersedes
                if not linked and _likeness(one) == _likeness(other):
                    found.append((one, other))
        return tuple(found)


def _likeness(each: Instrument) -> tuple[str, frozenset[str], str, str]:
    parties = frozenset(one.organisation for one in each.parties)
    return each.kind, parties, str(each.dated or ""), each.theme.en.casefold()
