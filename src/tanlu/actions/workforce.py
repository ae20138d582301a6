"""Ask ratings of occupations who could do what; nothing is imported or kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from tanlu.errors import BadReference
from tanlu.text import Text

if TYPE_CHECKING:
    from tanlu.analysis.economy.workforce.matches import Matches
    from tanlu.analysis.economy.workforce.ratings import Ratings
    from tanlu.analysis.economy.workforce.transitions import Transitions, Weights

_SOC: Final = 7
"""Characters of a SOC code (47-5041), with which a code of O*NET (47-5041.00) begins."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The files of a question.

    Parameters
    ----------
    ratings : tuple of Path
        One or several, with different elements.
    titles : tuple of Path
        Where the ratings have codes only.
    wages : tuple of Path
        Wages and whatever else is known of occupations.
    staffing : Path, optional
        Industries by occupations.
    industry : str
        Which of them.
    measure : str
        Of similarity.
    """

    ratings: tuple[Path, ...]
    titles: tuple[Path, ...] = ()
    wages: tuple[Path, ...] = ()
    staffing: Path | None = None
    industry: str = ""
    measure: str = "standardised"


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Found(Generic[Result]):
    """Where an occupation could go, or how people and openings meet, with the notice the data call for."""

    ratings: "Ratings"
    result: Result
    notice: Text | None


def destinations(asked: Rated, origin: str, *, top: int = 10, inside: bool = False) -> "Found[Matches]":
    """Return the occupations most like one, with reasons.

    Parameters
    ----------
    asked : Rated
    origin : str
        Code or title.
    top : int
        How many.
    inside : bool
        True for occupations of the chosen industry only.

    Raises
    ------
    UserMistake
        If a file cannot be read or bear the question.
    """
    from tanlu.analysis.economy.workforce.matches import Known, matches
    from tanlu.evidence.readers.occupations import read_known, read_staffing

    _demand_pairs(asked, inside=inside)
    ratings = _read(asked)
    told = read_known(asked.wages, asked.industry)
    fields = {name: fitted(ratings.occupations, held) for name, held in told.items()}
    licence = {code: bool(each) for code, each in fields.pop("licence").items()}
    staff = read_staffing(asked.staffing, asked.industry) if asked.staffing else {}
    industry = fitted(ratings.occupations, staff)
    known = Known(**fields, licence=licence, industry=industry)
    found = matches(ratings, origin, kind=asked.measure, known=known, top=top, inside=inside)
    return Found(ratings, found, _notice(ratings))


def allocation(asked: Rated, displaced: Path, openings: Path, weights: "Weights") -> "Found[Transitions]":
    """Return how displaced people and openings could meet.

    Parameters
    ----------
    asked : Rated
        Wages of occupations stand in where a group has none of its own.
    displaced, openings : Path
        Occupation, how many, and perhaps wage, place, latitude and longitude.
    weights : Weights

    Raises
    ------
    UserMistake
        If a file cannot be read or bear the question.
    """
    from dataclasses import replace

    from tanlu.analysis.economy.workforce.transitions import Group, transitions
    from tanlu.evidence.readers.occupations import read_groups, read_known

    ratings = _read(asked)
    wages = fitted(ratings.occupations, read_known(asked.wages, asked.industry)["wage"])

    def paid(each: Group) -> Group:
        if each.wage is not None:
            return each
        return replace(each, wage=wages.get(ratings.occupations[ratings.place(each.occupation)]))

    sides = ([paid(each) for each in read_groups(path)] for path in (displaced, openings))
    return Found(ratings, transitions(ratings, *sides, kind=asked.measure, weights=weights), _notice(ratings))


def fitted(codes: Iterable[str], held: Mapping[str, float]) -> dict[str, float]:
    """Return what is held for these codes; a code of O*NET takes what is held for its SOC code.

    Examples
    --------
    >>> fitted(["47-5041.00", "11-1011.03"], {"47-5041": 58000.0})
    {'47-5041.00': 58000.0}
    """
    found = {}
    for each in codes:
        value = held.get(each, held.get(each[:_SOC]) if each[_SOC : _SOC + 1] == "." else None)
        if value is not None:
            found[each] = value
    return found


def _read(asked: Rated) -> "Ratings":
    from tanlu.evidence.readers.ratings import read_ratings

    return read_ratings(asked.ratings, asked.titles)


def _notice(ratings: "Ratings") -> Text | None:
    from tanlu.evidence.readers.ratings import ONET_NOTICE, is_onet

    return ONET_NOTICE if is_onet(ratings.occupations) else None


def _demand_pairs(asked: Rated, *, inside: bool) -> None:
    if bool(asked.staffing) and not asked.industry:
        raise BadReference(
            ("A staffing table needs an industry.", "给出了行业人员构成表，但没有指定行业。"),
            ("Choose one with --industry.", "请用 --industry 选择其一。"),
        )
    if inside and not asked.staffing:
        raise BadReference(
            ("Nothing says which occupations the industry has.", "无从得知该行业有哪些职业。"),
            ("Give --staffing and --industry.", "请给出 --staffing 和 --industry。"),
        )
