"""What may be said of opinion groups: a verdict in words; which statements set groups apart only from 50 people on."""

from dataclasses import dataclass
from typing import Any, Final

from tanlu.analysis.opinion.groups import FALSE_SHARE, GATES, SAID, Groups, Verdict
from tanlu.analysis.opinion.votes import natural
from tanlu.text import Text

LEAST_MAP: Final = 50
"""People below whom no map or description of opinion groups is given: a point on it is a person."""
LEAST_BALLOTS: Final = 100
"""People below whom no ballot leaves in any format, and no list that rests on counts of groups found in the ballots."""
YES_SAYING: Final = 0.5


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement on which a group answers unlike all others; no counts."""

    statement: str
    group: int
    agrees_more: bool


@dataclass(frozen=True, slots=True)
class Opinions:
    """What may be said of opinion groups.

    Parameters
    ----------
    verdict : Verdict
    passed : dict of str to bool
        Gates asked, and whether each was passed.
    groups : int
        How many groups; 0 unless they are shown.
    apart : tuple of Apart
        Empty below 50 people.
    yes_saying : bool or None
        Whether the main difference between people is how often they agree at all; None where it cannot be said.
    few : bool
        Whether there are too few people for a map or a description.
    permutations, seed : int
    """

    verdict: Verdict
    passed: dict[str, bool]
    groups: int
    apart: tuple[Apart, ...]
    yes_saying: bool | None
    few: bool
    permutations: int
    seed: int

    def sentences(self) -> tuple[Text, ...]:
        """Return what is said, the verdict first."""
        said = [SAID[self.verdict]]
        missed = [GATES[each] for each, passed in self.passed.items() if not passed]
        if missed:
            en, zh = "; ".join(each.en for each in missed), "；".join(each.zh for each in missed)
            said.append(Text(f"Not passed: {en}.", f"未通过：{zh}。"))
        if self.groups:
            said.append(Text(f"Groups: {self.groups}.", f"组数：{self.groups}。"))
        if self.groups and self.few:
            said.append(
                Text(
                    f"Below {LEAST_MAP} people no map and no description of the groups is given.",
                    f"不足 {LEAST_MAP} 人，不提供意见图和各组特点。",
                )
            )
        if self.yes_saying:
            said.append(
                Text(
                    "The main difference between people is how often they agree at all (yes-saying), not what with.",
                    "人与人之间的主要差别在于是否惯于表示同意（顺从倾向），而不在于同意什么。",
                )
            )
        return tuple(said)

    def to_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "verdict": str(self.verdict),
            "said": [each.to_json() for each in self.sentences()],
            "gates_passed": dict(self.passed),
            "groups": self.groups or None,
            "statements_apart": [
                {"statement": each.statement, "group": each.group + 1, "agrees_more": each.agrees_more}
                for each in self.apart
            ],
            "false_discoveries_at_most": FALSE_SHARE,
            "yes_saying": self.yes_saying,
            "permutations": self.permutations,
            "seed": self.seed,
        }


def opinions(found: Groups) -> Opinions:
    """Return what may be said of opinion groups.

    Parameters
    ----------
    found : Groups

    Returns
    -------
    Opinions
    """
    shown, few = found.verdict is Verdict.SHOWN, len(found.people) < LEAST_MAP
    told = {Verdict.TOO_FEW, Verdict.NONE}
    yes = None if found.yes_saying is None or found.verdict in told else abs(found.yes_saying) >= YES_SAYING
    apart = [
        Apart(each.statement, each.group, each.agree * each.others_voted > each.others_agree * each.voted)
        for each in found.distinct
    ]
    return Opinions(
        found.verdict,
        {each.id: each.passed for each in found.gates},
        int(found.member.max()) + 1 if shown else 0,
        tuple(sorted(apart, key=lambda each: (each.group, natural(each.statement))))
        if shown and not few
        else (),
        yes,
        few,
        found.permutations,
        found.seed,
    )
