"""Instruments: what parties signed, or only talked about, and the obligations in it."""

from dataclasses import dataclass
from typing import Final

from tanlu.period import PartialDate
from tanlu.text import Text

KINDS: Final[dict[str, Text]] = {
    "agreement": Text("Agreement", "协议"),
    "mou": Text("Memorandum of understanding", "谅解备忘录"),
    "declaration": Text("Declaration", "宣言"),
    "work_plan": Text("Work plan", "工作计划"),
    "agenda": Text("Agenda for cooperation", "合作议程"),
    "letter_of_interest": Text("Letters of interest", "意向函"),
    "under_discussion": Text("Under discussion", "商讨中"),
}
"""What an instrument is. Letters of interest and talks are none that anybody signed."""

SIGNED: Final = ("agreement", "mou", "declaration")

PARTS: Final[dict[str, Text]] = {
    "signatory": Text("signatory", "签署方"),
    "partner": Text("partner", "合作方"),
    "host": Text("host", "接待方"),
    "interested": Text("has shown interest", "表达意向"),
    "consulted": Text("consulted", "参与磋商"),
}
"""What a party did. ``partner`` is a party named by the source without saying who signed."""

CAPACITIES: Final[dict[str, Text]] = {
    "institutional": Text("on behalf of the organisation", "代表机构"),
    "personal": Text("in a personal capacity", "以个人身份"),
    "not_stated": Text("capacity not stated", "未说明身份"),
}

BINDING: Final[dict[str, Text]] = {
    "binding": Text("binding by its own words", "文本载明有约束力"),
    "not_binding": Text("not binding by its own words", "文本载明无约束力"),
    "not_stated": Text("not stated; the text is not held", "未说明，未持有文本"),
}
"""What the text says of itself; no conclusion of ours."""

ACTS: Final[dict[str, Text]] = {
    "assess": Text("assess", "评估"),
    "establish": Text("establish", "设立"),
    "exchange": Text("exchange", "交流"),
    "replicate": Text("replicate", "复制推广"),
    "cooperate": Text("cooperate", "合作"),
    "build": Text("build", "建设"),
    "invest": Text("invest", "投资"),
    "train": Text("train", "培训"),
    "employ": Text("employ", "吸纳就业"),
    "close": Text("close", "关停"),
    "report": Text("report", "报告"),
}
"""The one verb of a commitment."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in an instrument.

    Parameters
    ----------
    organisation : str
        Its id.
    part : str
        A key of :data:`PARTS`.
    capacity : str
        A key of :data:`CAPACITIES`.
    """

    organisation: str
    part: str = "partner"
    capacity: str = "not_stated"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of an instrument in one language.

    Parameters
    ----------
    lang : str
        ``en`` or ``zh``.
    sha256 : str
        Of the file that was seen; empty where the text is not held.
    place : str
        Where it is kept or was published; empty where unknown.
    """

    lang: str
    sha256: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument between organisations.

    Parameters
    ----------
    id : str
        Its name in the register.
    kind : str
        A key of :data:`KINDS`.
    title, theme, note : Text
        What it is called, what it is about, what a reader should know (why it is of this kind, say).
    parties : tuple of Party
        Who is in it.
    dated : PartialDate or None
        When it was signed or, unsigned, first recorded; None where no source says.
    source, locator : str
        Where this is from, and where inside.
    term_months : int or None
        How long it holds by its own words; None where not stated.
    binding : str
        A key of :data:`BINDING`.
    prevails : str
        ``en``, ``zh``, ``both`` (equally authentic) or ``not_stated``.
    texts : tuple of Wording
        The texts that are held or known, each with its language.
    supersedes : str
        Id of the instrument that this one replaces or renews; else empty.
    offices : tuple of str
        Ids of roles whose holders stood behind it; when one has left office, that is said.
    """

    id: str
    kind: str
    title: Text
    theme: Text
    note: Text | None
    parties: tuple[Party, ...]
    dated: PartialDate | None
    source: str
    locator: str = ""
    term_months: int | None = None
    binding: str = "not_stated"
    prevails: str = "not_stated"
    texts: tuple[Wording, ...] = ()
    supersedes: str = ""
    offices: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Return whether its kind is one that is signed."""
        return self.kind in SIGNED


@dataclass(frozen=True, slots=True)
class Commitment:
    """One obligation: one verb, one owner.

    Parameters
    ----------
    id : str
        Its name in the register.
    instrument : str
        Id of the instrument it stands in.
    act : str
        A key of :data:`ACTS`.
    text : Text
        What was promised, in our own words.
    owner : str
        Id of the organisation that is to do it; empty where no source names one.
    due : PartialDate or None
        Until when; None where no source says.
    rule : str
        Whose evidence shows that it was done: ``anyone``, or ``independent`` of the owner.
    measure, baseline, target : Text or None
        How it is told whether it was done.
    supersedes : str
        Id of the commitment that this one replaces.
    """

    id: str
    instrument: str
    act: str
    text: Text
    owner: str = ""
    due: PartialDate | None = None
    rule: str = "anyone"
    measure: Text | None = None
    baseline: Text | None = None
    target: Text | None = None
    supersedes: str = ""


UPDATES: Final[dict[str, Text]] = {
    "step": Text("a step was taken", "有进展"),
    "done": Text("said to be done", "报告已完成"),
    "ended": Text("said to be given up", "报告已终止"),
}
"""What an update says."""


@dataclass(frozen=True, slots=True)
class Update:
    """Dated evidence about a commitment; nothing moves without one.

    Parameters
    ----------
    id : str
        Its name in the register.
    commitment : str
        Id of the commitment.
    date : PartialDate
        When it happened.
    says : str
        A key of :data:`UPDATES`.
    text : Text
        What the evidence shows.
    source : str
        Id of the source.
    by : str
        Id of the organisation that says so; empty where nobody in particular does.
    sha256 : str
        Of the file that was seen, where one is held.
    """

    id: str
    commitment: str
    date: PartialDate
    says: str
    text: Text
    source: str
    by: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for evidence that found none, or said what it found: without one, silence means only that nobody looked.

    Parameters
    ----------
    commitment : str
        Id of the commitment.
    date : PartialDate
        When somebody looked.
    where, found : Text
        Where they looked, and what they found.
    """

    commitment: str
    date: PartialDate
    where: Text
    found: Text
