"""The folder as a schema.org Dataset in JSON-LD, which search engines for data read."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tanlu import __version__
from tanlu.brief.model import Document
from tanlu.registers.regions import region
from tanlu.text import Lang, Text

_MEDIA: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "json": "application/json",
}
_ABOUT: Final = Text(
    "The figures of a brief by Tanlu: its tables, every figure and computed value beneath them, and their sources.",
    "探路简报所用数据：各表、表下全部原始数字与计算值，以及它们的来源。",
)


def dataset(documents: Mapping[Lang, Document], codes: Sequence[str], paths: Sequence[str]) -> dict[str, Any]:
    """Return the description of a folder.

    Parameters
    ----------
    documents : mapping
        The brief in both languages.
    codes : sequence of str
        Its regions.
    paths : sequence of str
        Files that can be downloaded.
    """
    document = documents["en"]
    years = document.ledger.years()
    titles = {made.recipe.id: made.recipe.title for made in document.ledger.derived.values()}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": _both(Text(document.title, documents["zh"].title)),
        "description": _both(_ABOUT),
        "inLanguage": ["en", "zh-Hans"],
        "version": document.dated,
        "isAccessibleForFree": True,
        "creator": {"@type": "SoftwareApplication", "name": "Tanlu 探路", "softwareVersion": __version__},
        "license": _both(Text("Each figure under the terms of its source", "各数字按其来源的使用条款使用")),
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "spatialCoverage": [
            {"@type": "Place", "name": _both(region(code).name), "identifier": code} for code in codes
        ],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": _both(title), "identifier": name}
            for name, title in sorted(titles.items())
            if not name.startswith("claim_")
        ],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": _both(source.title),
                "publisher": {"@type": "Organization", "name": _both(source.publisher)},
                "datePublished": source.published,
                **({"url": source.url} if source.url.startswith("http") else {}),
            }
            for source in document.sources
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": path,
                "encodingFormat": _MEDIA.get(path.rsplit(".", 1)[-1], "application/octet-stream"),
            }
            for path in paths
        ],
    }


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.en, "@language": "en"}, {"@value": text.zh, "@language": "zh-Hans"}]
