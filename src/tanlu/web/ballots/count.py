"""Counted ballots as the analysis takes them."""

from tanlu.accord.ballot import Ballots, Grouping, Statement, ballots
from tanlu.errors import UnknownName
from tanlu.registers.regions import region
from tanlu.text import Text
from tanlu.web.ballots.models import Round
from tanlu.web.ballots.operations import OTHER

_TITLES = {"country": Text("country", "国别"), "sector": Text("sector", "领域")}
_OTHER = Text("other", "其他")
_ALL = Text("everyone", "全体")


def ballots_of(asked: Round) -> Ballots:
    """Return the ballots of a closed round: one row each person of the roster, also those who did not answer."""
    counted = list(asked.counted.all())
    statements = [Statement(str(each.number), each.text) for each in asked.statements.all()]
    of = {each.id: each.group or "all" for each in counted}
    names = {
        group: group_name(group)
        for group in sorted(set(of.values()), key=lambda group: (group == OTHER, group))
    }
    grouping = Grouping(
        asked.attribute, _TITLES.get(asked.attribute, Text(asked.attribute, asked.attribute)), names, of
    )
    rows = [
        (each.id, str(number), choice)
        for each in counted
        for number, choice in enumerate(each.choices, 1)
        if choice is not None
    ]
    return ballots(statements, (grouping,), [each.id for each in counted], rows)


def group_name(group: str) -> Text:
    """Return what a group is called."""
    if group in ("all", OTHER):
        return _ALL if group == "all" else _OTHER
    try:
        return region(group).name
    except UnknownName:
        return Text(group, group)
