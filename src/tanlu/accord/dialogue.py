"""A dialogue as planned: series, sessions, items with their rule, places and languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tanlu.accord.dates import When, read_when
from tanlu.accord.rules import Rule, read_rule
from tanlu.errors import BadDialogue
from tanlu.text import Text

Interpretation = Literal["none", "consecutive", "simultaneous"]
MODES: Final[tuple[Interpretation, ...]] = ("none", "consecutive", "simultaneous")
MODE_NAMES: Final = {
    "none": Text("no interpretation", "无口译"),
    "consecutive": Text("consecutive interpretation", "交替传译"),
    "simultaneous": Text("simultaneous interpretation", "同声传译"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place from which people take part, with its clock."""

    name: Text
    zone: str

    @property
    def clock(self) -> ZoneInfo:
        """Return its time zone."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agenda.

    Parameters
    ----------
    title : Text
    minutes : int
        Of speaking in one language, or of a pause.
    rule : Rule
    pause : bool
        A pause needs no interpreter.
    """

    title: Text
    minutes: int
    rule: Rule
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting.

    Parameters
    ----------
    id : str
    title : Text
    starts : datetime, optional
        With its zone; None while it is not settled.
    when : When
        As far as it is known.
    minutes : int
        Reserved.
    interpretation : str
        ``none``, ``consecutive``, ``simultaneous``.
    items : tuple of Item
    """

    id: str
    title: Text
    starts: datetime | None
    when: When
    minutes: int
    interpretation: Interpretation
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue of a series.

    Parameters
    ----------
    id : str
    title : Text
    series : str
    when : When
    languages : tuple of str
    places : tuple of Place
        The first is where it is held, or from where it is run.
    sessions : tuple of Session
    cuts : tuple of str
        Descriptors by which votes may be cut, declared before the vote.
    fictional : bool
    organiser : Text, optional
    year : int
        For dates written without one; 0 if unknown.
    """

    id: str
    title: Text
    series: str
    when: When
    languages: tuple[str, ...]
    places: tuple[Place, ...]
    sessions: tuple[Session, ...]
    cuts: tuple[str, ...]
    fictional: bool
    organiser: Text | None = None
    year: int = 0

    def session(self, name: str) -> Session:
        """Return a session by its id.

        Raises
        ------
        BadDialogue
            If there is none.
        """
        for each in self.sessions:
            if each.id == name:
                return each
        known = ", ".join(each.id for each in self.sessions) or "-"
        raise BadDialogue(
            (f"{self.id} has no session {name!r}.", f"{self.id} 没有会议 {name!r}。"),
            (f"It has: {known}.", f"现有：{known}。"),
        )


def read_dialogue(data: Mapping[str, Any]) -> Dialogue:
    """Read a dialogue from its file.

    Raises
    ------
    BadDialogue
        If something is missing, in one language only, or cannot be read.
    """
    name = str(_need(data, "id", "the dialogue"))
    year = int(data.get("year") or 0)
    places = tuple(_place(each) for each in data.get("places", ()))
    if not places:
        raise BadDialogue(
            (f"{name} has no place, so it has no clock.", f"{name} 没有地点，无从确定时间。"),
            ("Give at least one place with its zone, such as Asia/Shanghai.", "请至少给出一个地点及其时区。"),
        )  # fmt: skip
    organiser = data.get("organiser")
    return Dialogue(
        name,
        text_of(_need(data, "title", name), name),
        str(data.get("series", "")),
        read_when(str(data.get("when", "")), year),
        tuple(data.get("languages", ("en", "zh"))),
        places,
        _once(tuple(_session(each, places[0], year) for each in data.get("sessions", ()))),
        tuple(data.get("cuts", ("country",))),
        fictional=bool(data.get("fictional")),
        organiser=text_of(organiser, name) if organiser else None,
        year=year,
    )


def text_of(data: Any, where: str) -> Text:  # noqa: ANN401 - whatever a file holds
    """Read a text that must be there in both languages.

    Raises
    ------
    BadDialogue
        If it is not.
    """
    if isinstance(data, Mapping) and str(data.get("en", "")).strip() and str(data.get("zh", "")).strip():
        return Text(str(data["en"]), str(data["zh"]))
    raise BadDialogue(
        (f"A text of {where} lacks one language.", f"{where} 有文本缺少一种语言。"),
        ('Write {"en": "…", "zh": "…"}.', '请写成 {"en": "…", "zh": "…"}。'),
    )


def _place(data: Mapping[str, Any]) -> Place:
    zone = str(_need(data, "zone", "a place"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadDialogue(
            (f"{zone!r} is no time zone.", f"{zone!r} 不是时区。"),
            ("Write America/Denver, America/New_York, Asia/Shanghai …", "请写 America/Denver、Asia/Shanghai 等。"),
        ) from error  # fmt: skip
    return Place(text_of(_need(data, "name", zone), zone), zone)


def _session(data: Mapping[str, Any], place: Place, year: int) -> Session:
    name = str(_need(data, "id", "a session"))
    mode = data.get("interpretation", "consecutive")
    if mode not in MODES:
        raise BadDialogue(
            (f"{mode!r} is no way of interpreting.", f"{mode!r} 不是口译方式。"),
            ("Give none, consecutive or simultaneous.", "请填写 none、consecutive 或 simultaneous。"),
        )
    starts = str(data.get("starts", ""))
    moment = _moment(starts, place, name) if "T" in starts else None
    return Session(
        name,
        text_of(_need(data, "title", name), name),
        moment,
        read_when(moment.date().isoformat() if moment else starts, year),
        _minutes(data, name),
        mode,
        tuple(_item(each, name) for each in data.get("items", ())),
    )


def _moment(text: str, place: Place, where: str) -> datetime:
    """Read a civil time at a place; one that the clock skips in spring does not exist."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise _bad_time(text, where) from error
    if moment.tzinfo is not None:
        return moment.astimezone(place.clock)
    moment = moment.replace(tzinfo=place.clock)
    if moment.astimezone(ZoneInfo("UTC")).astimezone(place.clock).replace(tzinfo=None) != moment.replace(
        tzinfo=None
    ):
        raise BadDialogue(
            (f"{text} does not exist in {place.zone}.", f"{place.zone} 没有 {text} 这一时刻。"),
            ("The clock is put forward then; choose another time.", "当时正拨快时钟，请改用其他时间。"),
        )  # fmt: skip
    return moment


def _bad_time(text: str, where: str) -> BadDialogue:
    return BadDialogue(
        (f"{text!r} of {where} is no time.", f"{where} 的 {text!r} 不是时间。"),
        ("Write 2026-12-03T08:30, in the time of the first place.", "请写成 2026-12-03T08:30（首个地点的当地时间）。"),
    )  # fmt: skip


def _item(data: Mapping[str, Any], where: str) -> Item:
    pause = bool(data.get("pause"))
    rule = Rule.ON_THE_RECORD if pause else read_rule(str(_need(data, "rule", f"an item of {where}")))
    return Item(text_of(_need(data, "title", where), where), _minutes(data, where), rule, pause=pause)


def _minutes(data: Mapping[str, Any], where: str) -> int:
    minutes = _need(data, "minutes", where)
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 < minutes <= 24 * 60:
        raise BadDialogue(
            (
                f"{minutes!r} minutes in {where} cannot be planned.",
                f"{where} 的时长 {minutes!r} 分钟无法安排。",
            ),
            ("Give whole minutes, from 1 to 1440.", "请填写 1 至 1440 之间的整数分钟。"),
        )
    return minutes


def _need(data: Mapping[str, Any], field: str, where: str) -> Any:  # noqa: ANN401 - whatever a file holds
    value = data.get(field)
    if value in (None, ""):
        raise BadDialogue(
            (f"{where} has no {field!r}.", f"{where} 缺少 {field!r}。"),
            ("Add it to the file.", "请在文件中补上。"),
        )
    return value


def _once(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    names = [each.id for each in sessions]
    for name in names:
        if names.count(name) > 1:
            raise BadDialogue(
                (f"Two sessions are called {name!r}.", f"有两场会议同名：{name!r}。"),
                ("Give each an id of its own.", "请使用不同的编号。"),
            )
    return sessions
