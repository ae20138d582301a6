"""How the brief came about as W3C PROV-JSON: figures and values, the runs between them, who answers for what."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from tanlu import __version__
from tanlu.brief.model import Document
from tanlu.evidence.fact import Fact
from tanlu.evidence.source import Source
from tanlu.lineage.derived import Derived
from tanlu.lineage.panel import Panel
from tanlu.text import Lang, Text

_PREFIX: Final = {"tanlu": "urn:tanlu:", "xsd": "http://www.w3.org/2001/XMLSchema#"}
_HOUSE: Final = "tanlu:tanlu"


def provenance(documents: Mapping[Lang, Document]) -> dict[str, Any]:
    """Return the provenance of every number that a brief cites.

    Entities are figures, sources, computed values and pages; activities are runs of recipes, with version and
    parameters, and the writing of each page; agents are the publishers and Tanlu.
    """
    to = _Record()
    to.add("agent", _HOUSE, {"prov:type": _typed("prov:SoftwareAgent"), "prov:label": f"Tanlu {__version__}"})
    for document in documents.values():
        for source in document.sources:
            to.source(source)
    for document in documents.values():
        for fact in document.ledger.facts.values():
            to.fact(fact)
        for panel in document.ledger.panels.values():
            to.panel(panel)
        for made in document.ledger.derived.values():
            to.derived(made)
    for lang, document in documents.items():
        to.page(lang, document)
    return {"prefix": _PREFIX, **to.kinds}


def _typed(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _number(value: float | None) -> dict[str, str] | str:
    return "" if value is None else {"$": repr(value), "type": "xsd:double"}


def _both(text: Text) -> list[dict[str, str]]:
    return [{"$": text.en, "lang": "en"}, {"$": text.zh, "lang": "zh-Hans"}]


def _fact_id(fact: Fact) -> str:
    return f"tanlu:fact-{fact.ref.release}-{fact.row}"


def _id(origin: Fact | Derived) -> str:
    return _fact_id(origin) if isinstance(origin, Fact) else f"tanlu:value-{origin.id}"


class _Record:
    """Elements by kind, and relations numbered in the order met."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Any]] = {kind: {} for kind in ("entity", "activity", "agent")}

    def add(self, kind: str, name: str, about: dict[str, Any]) -> None:
        self.kinds[kind].setdefault(name, about)

    def relate(self, kind: str, **ends: str) -> None:
        held = self.kinds.setdefault(kind, {})
        content = {f"prov:{name}": end for name, end in ends.items()}
        if content not in list(held.values())[-1:]:
            held[f"_:{kind}{len(held) + 1}"] = content

    def source(self, source: Source) -> None:
        name = f"tanlu:source-{source.id}"
        if name in self.kinds["entity"]:
            return
        publisher = f"tanlu:publisher-{sha256(source.publisher.en.encode()).hexdigest()[:12]}"
        self.add(
            "agent",
            publisher,
            {"prov:type": _typed("prov:Organization"), "prov:label": _both(source.publisher)},
        )
        self.add(
            "entity",
            name,
            {
                "prov:label": _both(source.citation),
                "prov:type": "source",
                "tanlu:url": source.url,
                "tanlu:terms": source.licence.en,
            },
        )
        self.relate("wasAttributedTo", entity=name, agent=publisher)

    def fact(self, fact: Fact) -> None:
        name = _fact_id(fact)
        if name in self.kinds["entity"]:
            return
        about = {
            "prov:type": "fact",
            "prov:label": str(fact.ref),
            "prov:value": _number(fact.value),
            "tanlu:unit": fact.unit,
            "tanlu:status": fact.status,
            "tanlu:scope": fact.scope,
        }
        self.add("entity", name, about)
        self.relate("wasDerivedFrom", generatedEntity=name, usedEntity=f"tanlu:source-{fact.ref.source}")

    def panel(self, panel: Panel) -> None:
        name = f"tanlu:table-{panel.id}"
        if name in self.kinds["entity"]:
            return
        about = {
            "prov:type": _typed("prov:Collection"),
            "prov:label": panel.address,
            "tanlu:figures": {"$": str(len(panel.facts)), "type": "xsd:int"},
            "tanlu:sha256": panel.id,
            "tanlu:unit": panel.unit,
        }
        self.add("entity", name, about)
        for source in panel.sources:
            self.relate("wasDerivedFrom", generatedEntity=name, usedEntity=f"tanlu:source-{source}")

    def derived(self, made: Derived) -> None:
        name, run = f"tanlu:value-{made.id}", f"tanlu:run-{made.id}"
        if name in self.kinds["entity"]:
            return
        about = {
            "prov:type": "computed value",
            "prov:label": made.address,
            "prov:value": _number(made.value),
            "tanlu:unit": made.unit,
            "tanlu:comparability": made.grade,
        }
        self.add("entity", name, about)
        self.add(
            "activity",
            run,
            {
                "prov:type": "recipe",
                "prov:label": _both(made.recipe.title),
                "tanlu:recipe": made.recipe.id,
                "tanlu:version": {"$": str(made.recipe.version), "type": "xsd:int"},
                "tanlu:region": made.region,
                "tanlu:year": {"$": str(made.year), "type": "xsd:int"},
                "tanlu:formula": made.formula,
                **({"tanlu:part": made.part} if made.part else {}),
                "tanlu:seed": "none" if made.seed is None else str(made.seed),
            },
        )
        self.relate("wasGeneratedBy", entity=name, activity=run)
        self.relate("wasAssociatedWith", activity=run, agent=_HOUSE)
        rates = [step.rate for each in made.inputs for step in each.steps if step.rate]
        single = [_id(each) for each in (*(one.origin for one in made.inputs), *rates)]
        for origin in dict.fromkeys([*single, *(f"tanlu:table-{each.id}" for each in made.panels)]):
            self.relate("used", activity=run, entity=origin)
            self.relate("wasDerivedFrom", generatedEntity=name, usedEntity=origin)

    def page(self, lang: Lang, document: Document) -> None:
        name, run = f"tanlu:page-{lang}", f"tanlu:writing-{lang}"
        title = {"$": document.title, "lang": "zh-Hans" if lang == "zh" else "en"}
        self.add("entity", name, {"prov:type": "page", "prov:label": title})
        self.add("activity", run, {"prov:type": "writing", "prov:label": title})
        self.relate("wasGeneratedBy", entity=name, activity=run)
        self.relate("wasAssociatedWith", activity=run, agent=_HOUSE)
        for made in document.ledger.derived.values():
            self.relate("used", activity=run, entity=f"tanlu:value-{made.id}")
        for fact in document.ledger.facts.values():
            self.relate("used", activity=run, entity=_fact_id(fact))
