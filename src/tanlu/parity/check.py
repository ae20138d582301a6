"""Run every check on two texts, and leave out what a person has reviewed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tanlu.parity.align import Pair, align
from tanlu.parity.checks.contrasts import contrast_findings, exchanged
from tanlu.parity.checks.dates import date_findings
from tanlu.parity.checks.enumerations import enumeration_findings
from tanlu.parity.checks.instruments import instrument_findings
from tanlu.parity.checks.limits import limit_findings
from tanlu.parity.checks.names import name_findings
from tanlu.parity.checks.namings import naming_findings
from tanlu.parity.checks.numbers import number_findings
from tanlu.parity.checks.polarity import polarity_findings
from tanlu.parity.checks.scope import scope_findings
from tanlu.parity.checks.segments import segment_findings
from tanlu.parity.checks.stages import stage_findings
from tanlu.parity.checks.terms import consistency_findings, term_findings
from tanlu.parity.checks.traps import trap_findings
from tanlu.parity.checks.untold import untold_findings
from tanlu.parity.checks.variants import variant_findings
from tanlu.parity.checks.works import work_findings
from tanlu.parity.comparison import Comparison
from tanlu.parity.facts import Listener
from tanlu.parity.findings import Finding
from tanlu.parity.record import Record
from tanlu.parity.said.mentions import Lexicon
from tanlu.parity.segment import Reading
from tanlu.registers.terms import Term, terms

CHECKS: Final[tuple[Callable[[Comparison], Iterator[Finding]], ...]] = (
    segment_findings,
    number_findings,
    date_findings,
    polarity_findings,
    name_findings,
    instrument_findings,
    term_findings,
    consistency_findings,
    contrast_findings,
    naming_findings,
    enumeration_findings,
    untold_findings,
    trap_findings,
    scope_findings,
    work_findings,
    limit_findings,
    variant_findings,
    stage_findings,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the guard found in two texts.

    Parameters
    ----------
    en, zh : Reading
        The texts.
    findings : tuple of Finding
        What stands, errors first, then in the order of the text.
    rested : tuple of Finding
        What a person has reviewed and let stand.
    comparison : Comparison
        The pairs.
    """

    en: Reading
    zh: Reading
    findings: tuple[Finding, ...]
    rested: tuple[Finding, ...]
    comparison: Comparison

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep a pair from being published."""
        return tuple(each for each in self.findings if each.severity == "error")


def check(
    en: Reading, zh: Reading, own: Iterable[Term] = (), record: Record | None = None, *, in_step: bool = False
) -> Checked:
    """Return where two texts do not say the same.

    Parameters
    ----------
    en, zh : Reading
        An English text and its Chinese twin.
    own : iterable of Term
        A person's own terms, which go before the packaged ones.
    record : Record or None
        Reviewed exceptions and translations.
    in_step : bool
        Whether block answers block, as in two documents made from one plan; where they do not have the
        same kinds in the same order, they are aligned all the same.

    Raises
    ------
    BadDocument
        If both texts are long and share almost nothing.
    """
    lexicon = Lexicon((*own, *terms()))
    listener = Listener(lexicon)
    said_en = [listener.hear(each, "en") for each in en.segments]
    said_zh = [listener.hear(each, "zh") for each in zh.segments]
    stepped = in_step and [each.kind for each in en.segments] == [each.kind for each in zh.segments]
    both = zip(said_en, said_zh, strict=True) if stepped else ()
    pairs = [Pair((one,), (other,)) for one, other in both] if stepped else align(said_en, said_zh)
    seen = Comparison(pairs, listener)
    found = [each for one in CHECKS for each in one(seen)]
    if record:
        found.extend(record.drifted(seen))
    found = sorted(
        dict.fromkeys(_once(found)), key=lambda each: (each.severity != "error", each.en_line or each.zh_line)
    )
    rested = tuple(each for each in found if record and each.id in record.accepted)
    return Checked(en, zh, tuple(each for each in found if each not in rested), rested, seen)


def _once(found: list[Finding]) -> Iterator[Finding]:
    """Leave out what another check tells more exactly, and repeats."""
    trapped = {each.texts for each in found if each.kind == "machine_translation"}
    exact = {(each.kind, each.texts) for each in found if each.severity == "error" and not exchanged(each)}
    seen: set[str] = set()
    for each in found:
        if each.kind == "instrument" and each.texts in trapped and "does not name" in each.why.en:
            continue
        if exchanged(each) and (each.kind, each.texts) in exact:
            continue
        if each.id not in seen:
            seen.add(each.id)
            yield each
