"""Small pairs of texts for the tests."""

from tanlu.parity.check import check
from tanlu.parity.segment import Reading, Segment


def reading(lang, *texts):
    return Reading(lang, f"{lang}.md", tuple(Segment(text, line) for line, text in enumerate(texts, 1)))


def checked(en, zh, **more):
    """Check two lists of paragraphs."""
    return check(reading("en", *en), reading("zh", *zh), **more)


EN = (
    "Background",
    "Shanxi mined about 1,300 Mt of coal in 2023.",
    "The network met in Taiyuan on 14 May 2025.",
    "Context",
)
ZH = ("背景", "2023年，山西省原煤产量约13亿吨。", "2025年5月14日，合作网络在太原会面。", "背景")
WRONG = (ZH[0], ZH[1].replace("13亿", "31亿"), ZH[2].replace("5月14日", "5月15日"), ZH[3])
