"""Everything that stands in the folder of a brief, from its documents and the evidence they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tanlu import __version__
from tanlu.brief.editions import Papers
from tanlu.brief.folder import describe, manifest, records, tables
from tanlu.brief.folder.dataset import dataset
from tanlu.brief.folder.manifest import Manifest, digests, to_json_bytes
from tanlu.brief.folder.prov import provenance
from tanlu.brief.folder.workbook import write_workbook
from tanlu.brief.model import Document
from tanlu.evidence.excerpt import Rows, take, to_csv
from tanlu.evidence.store import Store
from tanlu.lineage.verdict import Checked
from tanlu.text import Lang

GUIDE: Final = "README.txt"
_GUIDE: Final = """\
{en}
{zh}

This folder is a brief with its data. Open {first} in a browser; it needs no network.
  tables.xlsx, data/   every table and the data of every chart
  facts/               every figure that was read, every computed value with its inputs, sources, preferences, rules
  datapackage.json     the tables as a Frictionless Data Package
  prov.json            how each number came about (W3C PROV-JSON)
  dataset.jsonld       a description for search engines (schema.org)
  manifest.json        SHA-256 of every file
To recompute every number from facts/ and compare: tanlu verify FOLDER

本文件夹是一份简报及其数据。用浏览器打开 {last}，无须联网。
  tables.xlsx、data/   全部表格和各图的数据
  facts/               读取的全部原始数字、计算值及其输入、来源、优先次序、政策
  datapackage.json     表格的 Frictionless 数据包说明
  prov.json            每个数字的由来（W3C PROV-JSON）
  dataset.jsonld       供搜索引擎读取的说明（schema.org）
  manifest.json        每个文件的 SHA-256
用 facts/ 重新计算并比对全部数字：tanlu verify 文件夹
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A brief that is ready to be laid into a folder.

    Parameters
    ----------
    store : Store
        The watched store that it was made from.
    edition : str
        Kind of brief.
    codes : tuple of str
        Its regions.
    documents : mapping
        The brief in both languages, whichever are shown as pages.
    claims : tuple of Checked
        Claims that it checked.
    papers : mapping of str to bytes
        What it rests on beside the evidence, by place.
    """

    store: Store
    edition: str
    codes: tuple[str, ...]
    documents: Mapping[Lang, Document]
    claims: tuple[Checked, ...]
    papers: Papers = field(default_factory=dict)


def page_name(document: Document) -> str:
    """Return the file name of a page."""
    return f"{document.name}.{document.lang}.html"


@dataclass(frozen=True, slots=True)
class Laid:
    """A brief as files, by place, the manifest last; and its tables."""

    files: dict[str, bytes]
    sheets: tuple[tables.Sheet, ...]


def assemble(
    made: Made,
    pages: Mapping[Lang, str],
    others: Mapping[str, bytes] | None = None,
    there: Mapping[str, bytes] | None = None,
) -> Laid:
    """Return every file of the folder.

    Parameters
    ----------
    made : Made
        The brief.
    pages : mapping
        The page of each language that is shown.
    others : mapping of str to bytes
        The brief in other formats; the manifest holds their digests, and nothing more is known of them.
    there : mapping of str to bytes
        Files that lie in a folder already; the descriptor of the tables speaks of those.
    """
    documents, rows = made.documents, take(made.store)
    sheets = tables.sheets_of(documents)
    files = {page_name(documents[lang]): page.encode() for lang, page in pages.items()}
    files.update(others or {})
    files.update(made.papers)
    found = describe.resources(sheets, with_claims=bool(made.claims))
    data = _rows(made, rows, sheets)
    files.update({each.path: to_csv(each.columns, data[each.path]) for each in found})
    files["tables.xlsx"] = write_workbook(sheets)
    shown = [page_name(documents[lang]) for lang in pages]
    files["dataset.jsonld"] = to_json_bytes(
        dataset(documents, made.codes, [*shown, "tables.xlsx", *made.papers, *data])
    )
    files["prov.json"] = to_json_bytes(provenance(documents))
    lying = {**files, **(there or {})}
    files["datapackage.json"] = to_json_bytes(describe.data_package(documents, found, lying))
    files[GUIDE] = _GUIDE.format(
        en=documents["en"].title, zh=documents["zh"].title, first=shown[0], last=shown[-1]
    ).encode()
    files[manifest.NAME] = _manifest(made, rows, tuple(pages), files).to_bytes()
    return Laid(files, sheets)


def _rows(made: Made, rows: dict[str, Rows], sheets: tuple[tables.Sheet, ...]) -> dict[str, Rows]:
    ledger = records.ledger_of(made.documents)
    data: dict[str, Rows] = {f"data/{each.id}.csv": each.lines() for each in sheets}
    if made.claims:
        data["data/claims.csv"] = records.claims(made.claims)
    data["facts/facts.csv"] = records.facts(rows["facts"], made.documents.values())
    data.update({f"facts/{name}.csv": rows[name] for name in ("sources", "preferences", "policies")})
    data["facts/derived.csv"] = records.derived(ledger)
    data["facts/inputs.csv"] = records.inputs(ledger)
    return data


def _manifest(
    made: Made, rows: dict[str, Rows], langs: tuple[Lang, ...], files: Mapping[str, bytes]
) -> Manifest:
    used = {row[0] for row in rows["facts"]}
    releases = tuple(each for each in made.store.releases if each.packaged or each.id in used)
    sizes = {name: len(data) for name, data in files.items()}
    return Manifest(
        __version__, made.edition, made.codes, langs, made.store.cutoff, releases, digests(files), sizes
    )
