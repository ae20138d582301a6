"""One word for what a dialogue said about a statement: computed, never edited, the same in both languages."""

from enum import StrEnum
from typing import Final

from tanlu.text import Text


class Label(StrEnum):
    """What the declared groups said. The last three are for what may be told, where counts are known between bounds only."""

    TOO_FEW = "too_few"
    AGREED = "agreed"
    LIKELY_AGREED = "likely_agreed"
    REJECTED = "rejected"
    LIKELY_REJECTED = "likely_rejected"
    PASSED_OVER = "passed_over"
    NO_OBJECTION = "no_objection"
    DIFFERS = "differs"
    DIVIDED = "divided"
    LITTLE = "little"
    UNSETTLED = "unsettled"
    WITHHELD = "withheld"


WORDS: Final[dict[Label, Text]] = {
    Label.TOO_FEW: Text("too few votes", "票数不足"),
    Label.AGREED: Text("agreed in every group", "各组均同意"),
    Label.LIKELY_AGREED: Text("probably agreed in every group", "各组很可能均同意"),
    Label.REJECTED: Text("rejected in every group", "各组均不同意"),
    Label.LIKELY_REJECTED: Text("probably rejected in every group", "各组很可能均不同意"),
    Label.PASSED_OVER: Text("passed over by all", "均未表态"),
    Label.NO_OBJECTION: Text("no objection", "无人反对"),
    Label.DIFFERS: Text("groups differ", "各组意见不同"),
    Label.DIVIDED: Text("not agreed in every group", "未获各组一致同意"),
    Label.LITTLE: Text("little support in every group", "各组支持均少"),
    Label.UNSETTLED: Text("not settled by what may be told", "据可公布的结果尚无定论"),
    Label.WITHHELD: Text("cannot be told", "不予公布"),
}
"""Short, for a table."""

MEANINGS: Final[dict[Label, Text]] = {
    Label.TOO_FEW: Text(
        "In at least one group fewer people voted than the quorum asks.",
        "至少有一组的投票人数未达到法定人数。",
    ),
    Label.AGREED: Text(
        "In every group enough people agreed, whatever those who did not vote think.",
        "每组同意的人数都已足够，无论未投票者怎么想。",
    ),
    Label.LIKELY_AGREED: Text(
        "In every group enough people would probably agree if all voted.",
        "若全员投票，每组同意的人数很可能都足够。",
    ),
    Label.REJECTED: Text(
        "In every group enough people disagreed, whatever those who did not vote think.",
        "每组不同意的人数都已足够，无论未投票者怎么想。",
    ),
    Label.LIKELY_REJECTED: Text(
        "In every group enough people would probably disagree if all voted.",
        "若全员投票，每组不同意的人数很可能都足够。",
    ),
    Label.PASSED_OVER: Text(
        "Everyone who voted passed: nobody agreed, nobody disagreed.",
        "投票者全部略过：无人同意，也无人不同意。",
    ),
    Label.NO_OBJECTION: Text(
        "Nobody disagreed, but too few agreed to call it agreement.",
        "无人不同意，但同意的人数不足以称为一致同意。",
    ),
    Label.DIFFERS: Text(
        "Enough people of one group agreed, and in another fewer than half can agree.",
        "一组同意的人数已足够，另一组同意的人数则不可能达到半数。",
    ),
    Label.DIVIDED: Text(
        "In at least one group too few people agreed, and no two groups clearly differ.",
        "至少有一组同意的人数不足，而各组之间也没有明显分歧。",
    ),
    Label.LITTLE: Text(
        "In every group fewer than half can agree, whatever those who did not vote think.",
        "每组同意的人数都不可能达到半数，无论未投票者怎么想。",
    ),
    Label.UNSETTLED: Text(
        "Enough people may have agreed in every group; to say so would go beyond what may be told.",
        "各组同意的人数可能均已足够，但可公布的结果不足以断定。",
    ),
    Label.WITHHELD: Text(
        "In at least one group nothing can be told without coming close to single votes.",
        "至少有一组的结果一经公布，就会接近个人投票。",
    ),
}
"""What a label says, one sentence."""
