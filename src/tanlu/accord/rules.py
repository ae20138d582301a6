"""Under which rule something was said, and who may be told what of it: nobody, unless it stands here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text


class Rule(IntEnum):
    """The rule of a segment, the loosest first; what stands on several segments follows the strictest."""

    ON_THE_RECORD = 0
    NOT_FOR_ATTRIBUTION = 1
    CHATHAM_HOUSE = 2
    CLOSED = 3


class Audience(IntEnum):
    """Who is told, the narrowest first."""

    ROOM = 0
    PROGRAMME = 1
    PUBLIC = 2


class Kind(Enum):
    """What is told."""

    TOPIC = "topic"
    WORDS = "words"
    DESCRIPTOR = "descriptor"
    SPEAKER = "speaker"
    ATTENDANCE = "attendance"
    TABLE = "table"
    BALLOT = "ballot"


RULE_NAMES: Final = {
    Rule.ON_THE_RECORD: Text("on the record", "可公开引用"),
    Rule.NOT_FOR_ATTRIBUTION: Text("not for attribution", "可引用、不具名"),
    Rule.CHATHAM_HOUSE: Text("Chatham House Rule", "查塔姆研究所规则"),
    Rule.CLOSED: Text("closed", "闭门"),
}
AUDIENCE_NAMES: Final = {
    Audience.ROOM: Text("the room", "与会者"),
    Audience.PROGRAMME: Text("the programme", "项目内部"),
    Audience.PUBLIC: Text("the public", "公众"),
}
KIND_NAMES: Final = {
    Kind.TOPIC: Text("that a topic was on the agenda", "议题"),
    Kind.WORDS: Text("what was said", "发言内容"),
    Kind.DESCRIPTOR: Text("descriptors of who said it", "发言者的身份特征"),
    Kind.SPEAKER: Text("who said it, and for whom they work", "发言者姓名及所属机构"),
    Kind.ATTENDANCE: Text("who was there", "与会名单"),
    Kind.TABLE: Text("released tables of votes", "投票结果汇总表"),
    Kind.BALLOT: Text("single ballots", "逐人投票记录"),
}

_P, _G, _R = Audience.PUBLIC, Audience.PROGRAMME, Audience.ROOM
WIDEST: Final[dict[Kind, dict[Rule, Audience]]] = {
    Kind.TOPIC: dict(zip(Rule, (_P, _P, _P, _R), strict=True)),
    Kind.WORDS: dict(zip(Rule, (_P, _P, _P, _R), strict=True)),
    Kind.DESCRIPTOR: dict(zip(Rule, (_P, _P, _R, _R), strict=True)),
    Kind.SPEAKER: {Rule.ON_THE_RECORD: _P},
    Kind.ATTENDANCE: dict(zip(Rule, (_P, _G, _R, _R), strict=True)),
    Kind.TABLE: dict(zip(Rule, (_P, _P, _P, _R), strict=True)),
}
"""The widest audience of each kind under each rule. What has no entry is told to nobody: ballots under no rule, speakers
only on the record. Under the Chatham House Rule neither identity nor affiliation leaves the room, and a country or a
sector beside words is affiliation to whoever knows the guest list."""

FEWEST: Final = {Audience.ROOM: 3, Audience.PROGRAMME: 5, Audience.PUBLIC: 5}
"""People who must share a cell or a combination of descriptors before it is shown. Five is three whose answers are known
and two who could each be meant."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be told, and why.

    Parameters
    ----------
    allowed : bool
    reason : Text
    """

    allowed: bool
    reason: Text


def strictest(rules: Iterable[Rule]) -> Rule:
    """Return the rule for what rests on several segments; on none, it is closed.

    Examples
    --------
    >>> strictest([Rule.ON_THE_RECORD, Rule.CHATHAM_HOUSE]).name, strictest([]).name
    ('CHATHAM_HOUSE', 'CLOSED')
    """
    held = list(rules)
    return max(held) if held else Rule.CLOSED


def may_tell(kind: Kind, rule: Rule, audience: Audience) -> Decision:
    """Decide whether something of this kind may be told to this audience; denied unless it is written down.

    Examples
    --------
    >>> may_tell(Kind.SPEAKER, Rule.CHATHAM_HOUSE, Audience.ROOM).allowed
    False
    >>> may_tell(Kind.WORDS, Rule.CHATHAM_HOUSE, Audience.PUBLIC).allowed
    True
    """
    widest = WIDEST.get(kind, {}).get(rule)
    what, under, whom = KIND_NAMES[kind], RULE_NAMES[rule], AUDIENCE_NAMES[audience]
    if widest is None:
        return Decision(
            False,  # noqa: FBT003 - the first field of a decision
            Text(f"{under.en}: {what.en} is told to nobody", f"{under.zh}：{what.zh}不向任何人提供"),
        )
    allowed = audience <= widest
    bound = AUDIENCE_NAMES[widest]
    return Decision(
        allowed,
        Text(f"{under.en}: {what.en} may reach {bound.en}", f"{under.zh}：{what.zh}最多可提供给{bound.zh}")
        if allowed
        else Text(
            f"{under.en}: {what.en} stays with {bound.en}, not {whom.en}",
            f"{under.zh}：{what.zh}仅限{bound.zh}，不提供给{whom.zh}",
        ),
    )


def demand(kind: Kind, rule: Rule, audience: Audience) -> None:
    """Refuse what may not be told.

    Raises
    ------
    HeldBack
        With the rule as the reason.
    """
    decision = may_tell(kind, rule, audience)
    if not decision.allowed:
        raise HeldBack(
            (f"Held back. {decision.reason.en}.", f"不予提供。{decision.reason.zh}。"),
            (
                "Choose a narrower audience, or ask only for what this rule lets out.",
                "请缩小提供范围，或只索取该规则允许的内容。",
            ),
        )


def read_rule(text: str) -> Rule:
    """Read a rule as written in a file: ``on the record``, ``chatham-house``, 闭门.

    Raises
    ------
    BadDialogue
        If it is none of the four; there is no default.
    """
    wanted = text.strip().lower().replace("-", " ").replace("_", " ")
    for rule, name in RULE_NAMES.items():
        if wanted in (rule.name.lower().replace("_", " "), name.en.lower(), name.zh):
            return rule
    names = ", ".join(rule.name.lower().replace("_", "-") for rule in Rule)
    raise BadDialogue(
        (f"{text!r} is no rule of a segment.", f"{text!r} 不是环节规则。"),
        (f"Give one of: {names}.", f"请选择：{'、'.join(each.zh for each in RULE_NAMES.values())}。"),
    )


def read_audience(text: str) -> Audience:
    """Read an audience: ``room``, ``programme``, ``public``.

    Raises
    ------
    BadDialogue
        If it is none of them.
    """
    for audience, name in AUDIENCE_NAMES.items():
        if text.strip().lower() in (audience.name.lower(), name.en, name.zh):
            return audience
    raise BadDialogue(
        (f"{text!r} is no audience.", f"{text!r} 不是提供范围。"),
        ("Give room, programme or public.", "请填写 room、programme 或 public。"),
    )
