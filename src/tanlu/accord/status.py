"""What has become of a commitment, derived from dated evidence and from dates alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.accord.instrument import Commitment, Instrument, Search, Update
from tanlu.period import PartialDate
from tanlu.text import Text

DORMANT_AFTER: Final = 24
"""Months without evidence after which a commitment is no longer called active, unless the register says otherwise."""

STATES: Final[dict[str, Text]] = {
    "not_yet": Text("not yet made", "尚未作出"),
    "active": Text("active", "推进中"),
    "overdue": Text("overdue", "逾期"),
    "dormant": Text("dormant", "停滞"),
    "fulfilled": Text("fulfilled", "已履行"),
    "lapsed": Text("lapsed", "已失效"),
    "superseded": Text("superseded", "已被取代"),
    "no_evidence": Text("no evidence found", "未发现证据"),
}
"""The states, in words that also stand where there is no colour."""

MARKS: Final[dict[str, str]] = {
    "not_yet": "·", "active": "●", "overdue": "▲", "dormant": "◐", "fulfilled": "✓", "lapsed": "✕",
    "superseded": "→", "no_evidence": "○",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commitment stands on a day, and why.

    Parameters
    ----------
    state : str
        A key of :data:`STATES`.
    reason : Text
        The sentence that explains it.
    last : PartialDate or None
        Date of the last evidence, the signing included; None where nothing is dated.
    evidence : Update or None
        The last update, where there is one.
    notes : tuple of Text
        What else a reader should know: no owner, no date, evidence that does not meet the rule.
    """

    state: str
    reason: Text
    last: PartialDate | None
    evidence: Update | None = None
    notes: tuple[Text, ...] = ()

    @property
    def label(self) -> Text:
        """Return the state in a word; silence with the year since when."""
        if self.state == "no_evidence" and self.last:
            return Text(f"no evidence found since {self.last.year}", f"{self.last.year}年以来未发现证据")
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that bears on one commitment.

    Parameters
    ----------
    commitment : Commitment
        What was promised.
    instrument : Instrument
        Where it stands.
    updates : tuple of Update
        Evidence about it, in any order.
    searches : tuple of Search
        Who looked when.
    successors : tuple of tuple of (str, PartialDate or None)
        Ids and dates of what replaces it or its instrument.
    """

    commitment: Commitment
    instrument: Instrument
    updates: tuple[Update, ...] = ()
    searches: tuple[Search, ...] = ()
    successors: tuple[tuple[str, PartialDate | None], ...] = ()


def cases(
    commitments: Sequence[Commitment],
    instruments: Mapping[str, Instrument],
    updates: Iterable[Update],
    searches: Iterable[Search],
) -> tuple[Case, ...]:
    """Return a case for each commitment, in their order."""
    found, looked = tuple(updates), tuple(searches)
    replaced = {each.supersedes: each for each in commitments if each.supersedes}
    renewed = {each.supersedes: each for each in instruments.values() if each.supersedes}
    made = []
    for each in commitments:
        paper = instruments[each.instrument]
        successors: list[tuple[str, PartialDate | None]] = []
        if each.id in replaced:
            other = replaced[each.id]
            successors.append((other.id, instruments[other.instrument].dated))
        if paper.id in renewed:
            successors.append((renewed[paper.id].id, renewed[paper.id].dated))
        made.append(
            Case(
                each,
                paper,
                tuple(one for one in found if one.commitment == each.id),
                tuple(one for one in looked if one.commitment == each.id),
                tuple(successors),
            )
        )
    return tuple(made)


def derive(case: Case, on: str, *, dormant_after: int = DORMANT_AFTER) -> Standing:
    """Return where a commitment stands on a day.

    In this order: not yet made; superseded; fulfilled, where evidence that meets the rule says so; lapsed, where
    evidence says that it was given up or its term has run out; overdue; active, while the last evidence is no older
    than ``dormant_after`` months; dormant, where there was evidence after the start; and no evidence found.

    Parameters
    ----------
    case : Case
        What bears on it.
    on : str
        ISO date, ``YYYY-MM-DD``.
    dormant_after : int
        Months.

    Examples
    --------
    >>> from tanlu.accord.instrument import Commitment, Instrument
    >>> paper = Instrument("m", "mou", Text("Wind", "风电"), Text("wind", "风电"), None, (),
    ...                    PartialDate.parse("2016-09"), "page")
    >>> derive(Case(Commitment("c", "m", "assess", Text("Assess", "评估")), paper), "2026-11-28").label("en")
    'no evidence found since 2016'
    """
    start = case.instrument.dated
    known = sorted(
        (each for each in case.updates if each.date.first_day <= on), key=lambda each: each.date.last_day
    )
    notes = _notes(case, known)
    newest = known[-1] if known else None
    last = newest.date if newest else start
    if start and start.first_day > on and not known:
        return Standing(
            "not_yet",
            _said(start, "Dated {en}, which is after this day.", "日期为{zh}，晚于所查日期。"),
            None,
        )
    decided = _superseded(case, on) or _done(case, known) or _over(case, known, on)
    if decided:
        state, reason = decided
        return Standing(state, reason, last, newest, notes)
    state, reason = _by_time(case, newest, on, dormant_after)
    return Standing(state, reason, last, newest, notes)


def _said(date: PartialDate, en: str, zh: str) -> Text:
    return Text(en.format(en=date.label("en")), zh.format(zh=date.label("zh")))


def _superseded(case: Case, on: str) -> tuple[str, Text] | None:
    for name, date in case.successors:
        if date is None or date.first_day <= on:
            return "superseded", Text(f"Replaced by {name}.", f"已由 {name} 取代。")
    return None


def _meets(update: Update, commitment: Commitment) -> bool:
    """Return whether evidence satisfies the rule of a commitment."""
    return commitment.rule != "independent" or bool(update.by and update.by != commitment.owner)


def _done(case: Case, known: Sequence[Update]) -> tuple[str, Text] | None:
    for each in reversed(known):
        if each.says == "done" and _meets(each, case.commitment):
            return "fulfilled", _said(
                each.date, "Evidence of {en} shows that it was done.", "{zh}的证据显示已完成。"
            )
    return None


def _over(case: Case, known: Sequence[Update], on: str) -> tuple[str, Text] | None:
    ended = next((each for each in reversed(known) if each.says == "ended"), None)
    if ended:
        return "lapsed", _said(
            ended.date, "Evidence of {en} says that it was given up.", "{zh}的证据显示已终止。"
        )
    end = expiry(case.instrument)
    if end and end < on:
        date = PartialDate.parse(end)
        return "lapsed", _said(
            date, "Its term ran out on {en}; no renewal is recorded.", "有效期已于{zh}届满，未见续签记录。"
        )
    due = case.commitment.due
    if due and due.last_day < on:
        return "overdue", _said(
            due, "Due {en}; no evidence shows that it was done.", "应于{zh}完成，未见完成的证据。"
        )
    return None


def expiry(instrument: Instrument) -> str:
    """Return the last day of an instrument's term as ISO text, or nothing where term or date is not known."""
    if instrument.term_months is None or instrument.dated is None:
        return ""
    start = instrument.dated
    months = start.year * 12 + (start.month or 12) - 1 + instrument.term_months
    year, month = divmod(months, 12)
    day = PartialDate(year, month + 1).last_day[-2:]
    return f"{year:04d}-{month + 1:02d}-{min(int(day), start.day or 31):02d}"


def _by_time(case: Case, newest: Update | None, on: str, months: int) -> tuple[str, Text]:
    last = newest.date if newest else case.instrument.dated
    if last is None:
        return "no_evidence", Text("Neither the start nor any evidence is dated.", "起始时间和证据均无日期。")
    if months_between(last, on) <= months:
        words = "Last evidence {en}." if newest else "Made {en}; it is too early to call it dormant."
        zh = "最近的证据为{zh}。" if newest else "{zh}作出，时间尚短，不作停滞判断。"
        return "active", _said(last, words, zh)
    if newest:
        en = "Last evidence {en}; none since, for more than " + f"{months} months."
        return "dormant", _said(last, en, "最近的证据为{zh}，此后超过" + f"{months}个月没有新的证据。")
    return "no_evidence", _silence(case, last)


def _silence(case: Case, start: PartialDate) -> Text:
    """Return why nothing is known: somebody looked, or nobody is recorded to have looked."""
    if not case.searches:
        return _said(
            start,
            "Nothing is recorded after {en}, and no search is recorded either.",
            "{zh}之后没有任何记录，也没有查找记录。",
        )
    looked = max(case.searches, key=lambda each: each.date.last_day)
    return Text(
        f"Nothing is recorded after {start.label('en')}. Last search {looked.date.label('en')}: {looked.found.en}",
        f"{start.label('zh')}之后没有记录。最近一次查找为{looked.date.label('zh')}：{looked.found.zh}",
    )


def months_between(date: PartialDate, on: str) -> int:
    """Return whole months from the last day that a date can mean to an ISO day; negative where it lies ahead.

    Examples
    --------
    >>> months_between(PartialDate.parse("2016-09-11"), "2026-11-28")
    122
    """
    end = date.last_day
    months = (int(on[:4]) - int(end[:4])) * 12 + int(on[5:7]) - int(end[5:7])
    return months - (on[8:] < end[8:])


def _notes(case: Case, known: Sequence[Update]) -> tuple[Text, ...]:
    notes = []
    if not case.commitment.owner:
        notes.append(Text("No source names who is to do it.", "来源未说明由谁负责。"))
    if case.commitment.due is None:
        notes.append(
            Text("No source names a date, so it can never be overdue.", "来源未说明期限，因此无从判断逾期。")
        )
    claimed = [each for each in known if each.says == "done" and not _meets(each, case.commitment)]
    if claimed:
        notes.append(
            _said(
                claimed[-1].date,
                "Said to be done on {en}, but the rule asks for evidence independent of the owner.",
                "{zh}报告已完成，但规则要求由责任方以外的一方提供证据。",
            )
        )
    return tuple(notes)


def standing_of(standings: Sequence[Standing]) -> str:
    """Return the state of an instrument from those of its commitments: the liveliest that any of them has.

    Examples
    --------
    >>> one = Standing("no_evidence", Text("-", "-"), None)
    >>> standing_of([one, Standing("active", Text("-", "-"), None)])
    'active'
    """
    order = ("active", "overdue", "dormant", "no_evidence", "lapsed", "fulfilled", "superseded", "not_yet")
    held = {each.state for each in standings}
    return next((state for state in order if state in held), "no_evidence")
