"""The folder as a Frictionless Data Package: every table with its schema and its SHA-256."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tanlu.brief.folder import records, tables
from tanlu.brief.folder.manifest import digests
from tanlu.brief.model import Document
from tanlu.evidence.rows import CELLS
from tanlu.text import Lang, Text

_NUMBERS: Final = frozenset({"value", "low", "high", "stated", "recomputed"})
_COUNTS: Final = frozenset({"row", "column", "year", "version"})
_WORDS: Final[dict[str, Text]] = {
    "use": Text(
        "cited, rival of a cited figure, or only read", "用途：引用、与所引数字并存的其他来源，或仅读取"
    ),
    "release": Text("evidence release", "数据版本"),
    "row": Text("number of the row", "行号"),
    "column": Text("number of the column", "列号"),
    "row_en": Text("row, English", "行（英文）"),
    "row_zh": Text("row, Chinese", "行（中文）"),
    "column_en": Text("column, English", "列（英文）"),
    "column_zh": Text("column, Chinese", "列（中文）"),
    "value": Text("number", "数值"),
    "unit": Text("code of the unit", "单位代码"),
    "year": Text("year", "年份"),
    "shown_en": Text("as the English page shows it", "英文页面所示"),
    "shown_zh": Text("as the Chinese page shows it", "中文页面所示"),
    "ref": Text("address of the number", "数字的引用地址"),
    "series": Text("indicator", "指标"),
    "region": Text("region code", "地区代码"),
    "period": Text("year", "年份"),
    "source": Text("id of the source", "来源编号"),
    "status": Text("status", "状态"),
    "recipe": Text("recipe", "算法"),
    "id": Text("id", "编号"),
}
_KEYS: Final[dict[str, Sequence[str]]] = {
    "facts": ("release", "row"),
    "sources": ("release", "row"),
    "preferences": ("release", "row"),
    "policies": ("release", "row"),
    "derived": ("address",),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of the folder: its place, its columns, its title."""

    path: str
    columns: Sequence[str]
    title: Text


def resources(sheets: Sequence[tables.Sheet], *, with_claims: bool) -> tuple[Resource, ...]:
    """Return every table of a folder, in order."""
    found = [Resource(f"data/{each.id}.csv", tables.COLUMNS, each.title) for each in sheets]
    if with_claims:
        found.append(Resource("data/claims.csv", records.CLAIMS, Text("Claims and verdicts", "论断与结论")))
    return (
        *found,
        Resource("facts/facts.csv", records.FACTS, Text("Figures read for the brief", "简报读取的原始数字")),
        Resource("facts/sources.csv", CELLS["sources"], Text("Sources", "来源")),
        Resource("facts/preferences.csv", CELLS["preferences"], Text("Preferences among sources", "来源的优先次序")),
        Resource("facts/policies.csv", CELLS["policies"], Text("Dated rules", "有日期的政策")),
        Resource("facts/derived.csv", records.DERIVED, Text("Computed values", "计算值")),
        Resource("facts/inputs.csv", records.INPUTS, Text("Inputs of the computed values", "计算值的输入")),
    )  # fmt: skip


def data_package(
    documents: Mapping[Lang, Document], found: Sequence[Resource], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the descriptor of a folder.

    Parameters
    ----------
    documents : mapping
        The brief in both languages.
    found : sequence of Resource
        Its tables.
    files : mapping of str to bytes
        What has been written so far; the workbook is one of them.
    """
    document, hashes = documents["en"], digests(files)
    listed = [_table(each, files[each.path], hashes[each.path]) for each in found]
    listed.append(
        {
            "name": "workbook",
            "type": "file",  # the same tables as in data/, laid out for people
            "path": "tables.xlsx",
            "format": "xlsx",
            "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "bytes": len(files["tables.xlsx"]),
            "hash": f"sha256:{hashes['tables.xlsx']}",
        }
    )
    return {
        "profile": "data-package",
        "name": document.name.lower(),
        "title": f"{document.title} · {documents['zh'].title}",
        "created": f"{document.dated}T00:00:00Z",
        "licenses": [{"name": "terms-by-source", "title": "Each figure under the terms of its source"}],
        "sources": [
            {"title": source.citation.en, **({"path": source.url} if source.url.startswith("http") else {})}
            for source in document.sources
        ],
        "resources": listed,
    }


def _table(each: Resource, data: bytes, digest: str) -> dict[str, Any]:
    name = each.path.removesuffix(".csv").replace("/", "-").lower()
    stem = each.path.split("/")[-1].removesuffix(".csv")
    schema: dict[str, Any] = {"fields": [_field(column) for column in each.columns], "missingValues": [""]}
    if each.path.startswith("facts/") and stem in _KEYS:
        schema["primaryKey"] = list(_KEYS[stem])
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": each.path,
        "title": f"{each.title.en} · {each.title.zh}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(column: str) -> dict[str, str]:
    kind = "number" if column in _NUMBERS else "integer" if column in _COUNTS else "string"
    words = _WORDS.get(column)
    return {"name": column, "type": kind, **({"title": f"{words.en} · {words.zh}"} if words else {})}
