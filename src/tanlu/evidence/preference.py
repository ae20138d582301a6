"""Which of several figures under one key is shown, and why: a table of data, never a guess."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tanlu.evidence.fact import ABSENT, Fact, Ref
from tanlu.period import parse_years
from tanlu.text import Text

ONLY = Text("the only figure under this key", "此处只有这一个数字")
PACKAGED = Text(
    "Tanlu's packaged figure comes before a user's own; add ~source to ask for the other",
    "优先采用随探路发布的数字；要看自有数字，请在引用地址后加 ~来源编号",
)
NEWEST = Text("no preference is recorded; the latest publication is shown", "未设优先次序，取最近发布的数字")


@dataclass(frozen=True, slots=True)
class Preference:
    """One row of the preference table.

    Parameters
    ----------
    series : str
        Series id or a pattern with ``*``.
    regions : tuple of str
        Codes it holds for; empty means all.
    years : tuple of int
        Years it holds for; empty means all.
    prefer : tuple of str
        Sources, best first.
    reason : Text
        Why.
    """

    series: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    prefer: tuple[str, ...]
    reason: Text

    @classmethod
    def from_cells(cls, series: str, regions: str, years: str, prefer: str, reason: Text) -> "Preference":
        """Build a preference from the cells of its table, where ``*`` means all."""
        return cls(
            series=series,
            regions=() if regions == "*" else tuple(regions.split()),
            years=() if years == "*" else parse_years(years),
            prefer=tuple(prefer.split()),
            reason=reason,
        )

    def covers(self, ref: Ref) -> bool:
        """Return whether this row speaks about ``ref``."""
        return (
            fnmatchcase(ref.series, self.series)
            and (not self.regions or ref.region in self.regions)
            and (not self.years or int(ref.period) in self.years)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that a reference resolves to, its rivals, and why it was preferred."""

    fact: Fact
    rivals: tuple[Fact, ...]
    reason: Text


def choose(found: list[Fact], table: list[Preference], packaged: frozenset[str]) -> Answer:
    """Order figures that share one key and return the preferred one with its rivals.

    Parameters
    ----------
    found : list of Fact
        At least one, of distinct sources. A stated absence never stands against a figure.
    table : list of Preference
        In order; the first row that covers the key and names one of the sources decides.
    packaged : frozenset of str
        Ids of the releases that ship with Tanlu.
    """
    present = [each for each in found if each.status not in ABSENT] or found[:1]
    if len(present) == 1:
        return Answer(present[0], (), ONLY)
    own = sorted(present, key=lambda each: (each.ref.release not in packaged, _newest_first(each)))
    sources = {each.ref.source for each in own}
    rule = next((row for row in table if row.covers(own[0].ref) and sources & set(row.prefer)), None)
    if rule is None:
        mixed = len({each.ref.release in packaged for each in own}) == 2
        return Answer(own[0], tuple(own[1:]), PACKAGED if mixed else NEWEST)
    rank = {source: place for place, source in enumerate(rule.prefer)}
    own.sort(key=lambda each: rank.get(each.ref.source, len(rank)))
    return Answer(own[0], tuple(own[1:]), rule.reason)


def _newest_first(fact: Fact) -> tuple[int, ...]:
    return tuple(-int(part) for part in fact.published.split("-"))
