"""An invented dialogue for an empty site, labelled as such everywhere and made by the operations that people use."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from tanlu.errors import CannotWrite
from tanlu.text import Text
from tanlu.web.ballots import operations as rounds
from tanlu.web.ballots.models import Round
from tanlu.web.delegations import operations as delegations
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger import operations as ledger
from tanlu.web.ledger.models import Entered
from tanlu.web.people.models import ROLES, SITE_WIDE, Organisation, Person
from tanlu.web.people.operations import Named, enter_person, invite
from tanlu.web.people.seats import seat
from tanlu.web.proposals import operations as proposals
from tanlu.web.results.operations import release
from tanlu.web.suggestions.operations import suggest
from tanlu.web.wordings.operations import enter_back, wording_of

SLUG: Final = "example"
EACH: Final = 12
"""Invented participants of each country."""
FIRST: Final = (
    (
        "Retraining should begin at least two years before a mine closes.",
        "再培训应至少在煤矿关闭前两年开始。",
    ),
    ("Land that was mined should be restored before it is sold.", "采煤用地应先修复再出让。"),
    ("Coal towns should be paid for what is left behind.", "煤炭城镇应就遗留问题获得补偿。"),
)
SECOND: Final = (
    ("Miners should sit on the board that plans the closing.", "矿工应参加制定关停方案的委员会。"),
    ("New plants should be built first where mines close first.", "新项目应优先建在最先关矿的地方。"),
)
THIRD: Final = ("Pensions must be safe when a mine closes.", "煤矿关闭时，养老金必须有保障。")
_LEANING: Final = {"USA": (0.9, 0.5, 0.8), "CHN": (0.9, 0.8, 0.3)}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the example."""

    keeper: Person
    dialogue: Dialogue
    voters: tuple[Person, ...]


def fill() -> list[tuple[Text, str]]:
    """Fill an empty site, and return a role and the code of an invitation for each role.

    Raises
    ------
    CannotWrite
        If anybody was entered on the site, or anything is kept on it.
    """
    if Person.objects.exists() or Dialogue.objects.exists() or Entered.objects.exists():
        raise CannotWrite(
            ("This site is not empty, so no example is put into it.", "该网站不是空的，不能填入示例。"),
            ("Set TANLU_HOME to a new folder, and run it again.", "请将 TANLU_HOME 设为新文件夹后重试。"),
        )
    found = _people()
    _session(found)
    _second(found, _first(found))
    _third(found)
    return [(words, _way_in(found, role)) for role, words in ROLES.items()]


def _person(name: Text, **more: str) -> Person:
    return enter_person(Named(name, country=more.get("country", "")), None)


def _people() -> Cast:
    keeper = _person(Text("Secretariat (invented)", "秘书处（虚构）"))
    seat(keeper, "secretariat", by=None)
    title = Text("What comes after coal (invented)", "煤炭之后（虚构）")
    dialogue = dialogues.begin(SLUG, title, ("America/Denver", "Asia/Shanghai"), by=keeper, fictional=True)
    voters = []
    for country, words in (("USA", Text("Guest", "美方来宾")), ("CHN", Text("Visitor", "中方来宾"))):
        Organisation.objects.get_or_create(
            slug=f"invented-{country.lower()}",
            defaults={
                "name_en": f"Invented council ({country})",
                "name_zh": f"虚构理事会（{country}）",
                "country": country,
            },
        )
        for number in range(1, EACH + 1):
            name = Text(f"{words.en} {number} (invented)", f"{words.zh}{number}号（虚构）")
            person = _person(name, country=country)
            seat(person, "participant", by=keeper, dialogue=dialogue, votes=True)
            voters.append(person)
    return Cast(keeper, dialogue, tuple(voters))


def _session(found: Cast) -> None:
    keeper, dialogue = found.keeper, found.dialogue
    day = timezone.localdate() + timedelta(days=7)
    starts = datetime(day.year, day.month, day.day, 17, 30)  # noqa: DTZ001 - a civil time, as a form has it
    dialogues.add_session(
        dialogue, Text("Miners and towns", "矿工与城镇"), starts, 120, "consecutive", by=keeper
    )
    topic = Text("Retraining", "再培训")
    dialogues.add_item(dialogue, "s1", topic, 20, "chatham_house", by=keeper)
    dialogues.open_segment(dialogue, "s1", topic, "chatham_house", by=keeper)
    dialogues.keep_note(
        dialogue, Text("Retraining came too late (invented).", "培训来得太晚（虚构）。"), by=keeper
    )
    dialogues.close_segment(dialogue, by=keeper)


def _round(found: Cast, title: Text, statements: tuple[tuple[str, str], ...]) -> Round:
    asked = rounds.begin_round(found.dialogue, title, attribute="country", segments=["s1.1"], by=found.keeper)
    for en, zh in statements:
        made = rounds.put_statement(asked, Text(en, zh), by=found.keeper)
        rounds.review_statement(made, "reviewed", by=found.keeper)
    return asked


def _third(found: Cast) -> None:
    """Prepare a round whose statement was translated back."""
    asked = rounds.begin_round(
        found.dialogue, Text("Third round", "第三轮"), attribute="country", segments=["s1.1"], by=found.keeper
    )
    en, zh = THIRD
    made = rounds.put_statement(asked, Text(en, zh), by=found.keeper)
    enter_back(
        made, "en", "Pensions must be safe if a mine shuts.", by=found.keeper, wording=wording_of(made)
    )


def _first(found: Cast) -> Round:
    """Return a round that is closed and released, with invented votes."""
    asked = rounds.open_round(_round(found, Text("First round", "第一轮"), FIRST), by=found.keeper)
    chance = random.Random(7)  # noqa: S311 - invented votes, the same each time
    for person in found.voters:
        for number, likely in enumerate(_LEANING[person.country], 1):
            rounds.cast(asked, person, number, 1 if chance.random() < likely else -1)
    asked = rounds.close_round(asked, by=found.keeper)
    release(asked, "public", by=found.keeper)
    return asked


def _second(found: Cast, first: Round) -> None:
    """Put what came of the first round: a proposal, an instrument, a commitment, evidence; and a round that is open."""
    keeper, dialogue = found.keeper, found.dialogue
    source = ledger.enter(
        "source",
        "Invented letter",
        {
            "title_en": "Invented letter",
            "title_zh": "虚构函件",
            "publisher_en": "Invented councils",
            "publisher_zh": "虚构理事会",
            "accessed": ledger.today(),
            "language": "en,zh",
        },
        by=keeper,
    )
    sides = [
        ledger.enter(
            "organisation",
            name.en,
            {"name_en": name.en, "name_zh": name.zh, "country": country, "kind": "local_government"},
            by=keeper,
        )
        for name, country in (
            (Text("Invented council of the west", "西部虚构理事会"), "USA"),
            (Text("Invented council of the east", "东部虚构理事会"), "CHN"),
        )
    ]
    title = Text("Retraining before closing", "先培训后关停")
    text = Text("Retraining begins two years before a mine closes.", "关停前两年开始再培训。")
    made = proposals.put(dialogue, title, text, sponsors=sides, statements=[f"{first.number}.1"], by=keeper)
    cells = {
        "kind": "mou", "title_en": "Memorandum on retraining", "title_zh": "再培训谅解备忘录", "theme_en": "Miners",
        "theme_zh": "矿工", "dated": ledger.today(), "prevails": "both", "binding": "not_binding", "source": source,
        "parties": [{"organisation": each, "part": "signatory"} for each in sides],
    }  # fmt: skip
    instrument = proposals.make_instrument(made, cells, by=keeper)
    commitment = ledger.enter(
        "commitment",
        "Train 200 miners (invented)",
        {
            "instrument": instrument, "act": "train", "text_en": "Train 200 miners (invented).",
            "text_zh": "培训矿工二百人（虚构）。", "owner": sides[1], "due": str(timezone.localdate().year + 1),
        },
        by=keeper,
    )  # fmt: skip
    ledger.add_update(
        commitment,
        ledger.today(),
        "step",
        Text("A first course was held (invented).", "举办了首期培训班（虚构）。"),
        source,
        by=keeper,
        organisation=sides[1],
        evidence="Invented list of a first course. 虚构的首期培训班名单。".encode(),
    )
    rounds.open_round(_round(found, Text("Second round", "第二轮"), SECOND), by=keeper)
    suggest(dialogue, found.voters[0], "Pensions should be safe when a mine closes.", "")


def _delegation(found: Cast, lead: Person) -> None:
    """Put the invented guests of one country together under their lead, who asks for one more."""
    name = Text("Delegation of the east (invented)", "东部代表团（虚构）")
    members = [lead, *(each for each in found.voters if each.country == "CHN")]
    plan = delegations.Plan(name, region="CN-SX", lead=lead, members=members)
    made = delegations.put(found.dialogue, plan, by=found.keeper)
    delegations.ask_for(made, Text("Guest to come (invented)", "待邀来宾（虚构）"), "", by=lead)


def _way_in(found: Cast, role: str) -> str:
    """Return the code of an invitation for somebody of a role; participants are those who may vote."""
    if role == "participant":
        return invite(found.voters[0], by=None)
    if role == "secretariat":
        return invite(found.keeper, by=None)
    words = ROLES[role]
    person = _person(Text(f"Invented {words.en}", f"虚构{words.zh}"))
    seat(person, role, by=None, dialogue=None if role in SITE_WIDE else found.dialogue)
    if role == "lead":
        _delegation(found, person)
    return invite(person, by=None)
