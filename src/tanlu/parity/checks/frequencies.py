"""How often: a rate that one side gives otherwise."""

from collections.abc import Iterator

from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.frequency import frequencies
from tanlu.text import Text


def frequency_findings(seen: Comparison) -> Iterator[Finding]:
    """Return the places where both sides say how often, and not equally often."""
    for _, pair, en, zh in seen.whole():
        said, other = frequencies(en.text, "en"), frequencies(zh.text, "zh")
        if not said or len(said) != len(other):
            continue
        left = [each for each in said if each.rate not in {one.rate for one in other}]
        rest = [each for each in other if each.rate not in {one.rate for one in said}]
        for one, two in zip(left, rest, strict=False):
            words, words_zh = en.text[one.start : one.end], zh.text[two.start : two.end]
            why = Text(
                f"How often differs: “{words}” against “{words_zh}”.",
                f"频次不一致：“{words}”与“{words_zh}”。",
            )
            yield finding("number", "error", pair, why, en=(one.start, one.end), zh=(two.start, two.end))
