"""What stands beneath the pages, as tables: facts, computed values with their inputs, claims with their verdicts."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tanlu.brief.model import Document, Ledger
from tanlu.evidence.excerpt import USE, Rows
from tanlu.evidence.fact import Fact
from tanlu.evidence.rows import CELLS
from tanlu.lineage.derived import Derived
from tanlu.lineage.verdict import Checked
from tanlu.text import Lang, Text

FACTS: Final = (USE, *CELLS["facts"])
DERIVED: Final = (
    "address", "id", "recipe", "version", "region", "year", "value", "unit", "status", "grade", "title_en", "title_zh",
    "method_en", "method_zh", "formula", "caveats_en", "caveats_zh", "releases",
)  # fmt: skip
INPUTS: Final = ("derived", "name", "origin", "origin_id", "value", "unit")
CLAIMS: Final = (
    "id", "statement_en", "statement_zh", "verdict", "verdict_en", "verdict_zh", "year", "stated", "unit", "recomputed",
    "ref", "holds_for", "why_en", "why_zh",
)  # fmt: skip


def facts(rows: Rows, documents: Iterable[Document]) -> Rows:
    """Return the facts with what each is used for: ``cited``, ``rival`` of a cited one, or only ``read``."""
    ledgers = [each.ledger for each in documents]
    cited = {ref for each in ledgers for ref in each.facts}
    cited |= {str(fact.ref) for each in ledgers for panel in each.panels.values() for fact in panel.facts}
    rivals = {str(fact.ref) for each in ledgers for found in each.rivals.values() for fact in found}
    return [(_use(_ref(row), cited, rivals), *row) for row in rows]


def _use(ref: str, cited: set[str], rivals: set[str]) -> str:
    return "cited" if ref in cited else "rival" if ref in rivals else "read"


def _ref(row: tuple[Any, ...]) -> str:
    release, _, series, dims, region, period, source, *_ = row
    return f"{series}{f'[{dims}]' if dims else ''}/{region}/{period}~{source}@{release}"


def ledger_of(documents: Mapping[Lang, Document]) -> dict[str, Derived]:
    """Return every computed value that either language cites, by address, in order of address."""
    found: dict[str, Derived] = {}
    for each in documents.values():
        found.update(each.ledger.derived)
    return dict(sorted(found.items()))


def derived(found: Mapping[str, Derived]) -> Rows:
    """Return the computed values, in the order of :data:`DERIVED`."""
    return [
        (
            address, made.id, made.recipe.id, made.recipe.version, made.region, made.year, made.value, made.unit,
            made.status, made.grade, *_both(made.recipe.title), *_both(made.recipe.method), made.formula,
            *_joined(made.caveats), " ".join(each.split()[0] for each in made.releases),
        )
        for address, made in found.items()
    ]  # fmt: skip


def inputs(found: Mapping[str, Derived]) -> Rows:
    """Return the inputs of the computed values as their functions received them, in the order of :data:`INPUTS`."""
    rows: Rows = []
    for address, made in found.items():
        rows += [(address, "table", each.address, each.id, None, each.unit) for each in made.panels]
        for each in made.inputs:
            is_fact = isinstance(each.origin, Fact)
            origin = str(each.origin.ref) if isinstance(each.origin, Fact) else each.origin.address
            own = "" if is_fact else each.origin.id  # type: ignore[union-attr]
            rows.append((address, each.name, origin, own, each.value, each.unit))
            rows += [
                (address, f"{each.name}, rate", str(step.rate.ref), "", step.rate.value, step.rate.unit)
                for step in each.steps
                if step.rate
            ]
    return rows


def claims(checked: Iterable[Checked]) -> Rows:
    """Return the claims with their verdicts, in the order of :data:`CLAIMS`."""
    return [_claim(each) for each in checked]


def _claim(each: Checked) -> tuple[Any, ...]:
    shown, claim = each.deciding(), each.claim
    return (
        claim.id, *_both(claim.statement), each.verdict, each.by_language["en"], each.by_language["zh"],
        claim.year or None, claim.stated.value if claim.stated else None, claim.unit if claim.stated else "",
        shown.value if shown else None, shown.made.address if shown and shown.made else "",
        " ".join(map(str, each.holds_for)), *_both(each.why),
    )  # fmt: skip


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.zh


def _joined(texts: Iterable[Text]) -> tuple[str, str]:
    found = tuple(texts)
    return " ".join(each.en for each in found), "".join(each.zh for each in found)


def ledgers(documents: Mapping[Lang, Document]) -> tuple[Ledger, ...]:
    """Return the ledgers of both languages."""
    return tuple(each.ledger for each in documents.values())
