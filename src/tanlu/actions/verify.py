"""Verify the folder of a brief: recompute every number from the facts inside."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tanlu import __version__
from tanlu.actions.progress import Progress, silent
from tanlu.brief.editions import edition
from tanlu.brief.folder.assemble import GUIDE
from tanlu.brief.folder.manifest import Manifest, read_manifest
from tanlu.brief.verify.again import Again, make_again, open_inside
from tanlu.brief.verify.descriptions import compare_json, compare_words
from tanlu.brief.verify.facts import Inside, check_soundness, compare_installed, facts_layer, read_facts
from tanlu.brief.verify.files import Contents, check_files, read_contents
from tanlu.brief.verify.pages import compare_page
from tanlu.brief.verify.report import Difference, Layer, Report
from tanlu.brief.verify.rows import compare_csv, compare_workbook
from tanlu.errors import TanluError
from tanlu.evidence.own_series import gather
from tanlu.evidence.release import packaged_folders, read, user_folders
from tanlu.evidence.store import Store
from tanlu.registers.indicators import hold_own, own_series
from tanlu.text import Text

_STEPS: Final = 6
_DESCRIPTIONS: Final = ("dataset.jsonld", "prov.json", "datapackage.json")


@dataclass(slots=True)
class _Steps:
    """Tells progress in the order of the steps."""

    progress: Progress
    done: int = 0

    def __call__(self) -> None:
        words = (
            Text("reading the facts", "读取数据"),
            Text("computing", "重新计算"),
            Text("writing the English page again", "重排英文页面"),
            Text("writing the Chinese page again", "重排中文页面"),
            Text("comparing", "逐项比对"),
            Text("done", "完成"),
        )
        self.progress(self.done, _STEPS, words[min(self.done, _STEPS - 1)])
        self.done += 1


def verify_folder(folder: Path, home: Path | None = None, *, progress: Progress = silent) -> Report:
    """Verify a folder.

    Parameters
    ----------
    folder : Path
        As ``tanlu brief`` wrote it, or a copy.
    home : Path or None
        Where the user keeps releases of their own, with which the facts may be compared.
    progress : callable
        Told how many steps of how many are done.

    Raises
    ------
    BadFolder
        If it holds no brief, its manifest cannot be read, or it is of a newer form.
    """
    before = own_series()
    try:
        return _verify(folder, home, _Steps(progress))
    finally:
        hold_own(before)  # the series that the folder declares are its own affair


def _verify(folder: Path, home: Path | None, step: _Steps) -> Report:
    step()
    manifest = read_manifest(folder)
    contents = read_contents(folder, manifest)
    inside = read_facts(contents.data)
    installed = _installed(manifest, home)
    again: Again | TanluError | None = None
    differences: list[Difference] = []
    step()
    hold_own(gather((each.id, each.series) for each in manifest.releases))
    if inside.is_whole:
        differences = check_soundness(inside, manifest)
        again = _again(inside, manifest, contents, step)
        asked = again.asked if isinstance(again, Again) else None
        differences += compare_installed(inside, manifest, installed, asked)
    layers = (
        check_files(contents, manifest),
        facts_layer(inside, differences, manifest, installed),
        *_compared(again, contents),
    )
    step.done = _STEPS - 1
    step()
    title = edition(manifest.edition).title
    return Report(str(folder), title, manifest.tanlu, layers, _notes(manifest, contents, again))


def _installed(manifest: Manifest, home: Path | None) -> Store | None:
    """Return a store over the installed releases that the manifest names, or None if none is here."""
    ids = {each.id for each in manifest.releases}
    own = [read(each, packaged=False) for each in (user_folders(home) if home else ()) if each.name in ids]
    held = [read(each, packaged=True) for each in packaged_folders() if each.name in ids]
    found = tuple(each for each in held + own if each.id in ids)
    return Store.over(found) if found else None


def _again(inside: Inside, manifest: Manifest, contents: Contents, step: _Steps) -> Again | TanluError:
    try:
        return make_again(open_inside(inside, manifest), manifest, contents.data, step)
    except TanluError as error:
        return error
    except (ArithmeticError, LookupError, ValueError, TypeError, AttributeError) as error:
        return TanluError(
            (f"The facts do not bear the brief any more ({type(error).__name__}).",
             f"现有数据已无法生成该简报（{type(error).__name__}）。"),
            ("Take the folder again from where it came.", "请从原处重新取得该文件夹。"),
        )  # fmt: skip


def _compared(again: Again | TanluError | None, contents: Contents) -> tuple[Layer, ...]:
    if not isinstance(again, Again):
        why = Text(*again.what) if again else Text("the facts cannot be read", "原始数字无法读取")
        names = ("computed", "pages", "tables", "claims", "descriptions")
        return tuple(Layer(name, why, is_checked=False) for name in names)
    return (
        _computed(again, contents),
        _pages(again, contents),
        _tables(again, contents),
        _claims(again, contents),
        _descriptions(again, contents),
    )


def _computed(again: Again, contents: Contents) -> Layer:
    found: list[Difference] = []
    for name, key, named in (
        ("facts", ("release", "row"), ("series",)),
        ("derived", ("address",), ("address",)),
        ("inputs", ("derived", "name"), ("derived",)),
        ("sources", ("release", "row"), ("id",)),
        ("preferences", ("release", "row"), ("series",)),
        ("policies", ("release", "row"), ("title_en",)),
    ):
        file = f"facts/{name}.csv"
        found += compare_csv(file, contents.data.get(file), again.files[file], key, named)
    words = Text(
        f"{again.values} values recomputed, values and SHA-256 ids compared",
        f"{again.values}个计算值重新计算，比对数值和 SHA-256 编号",
    )
    return Layer("computed", words, tuple(found))


def _pages(again: Again, contents: Contents) -> Layer:
    found: list[Difference] = []
    for file, page in again.pages.items():
        found += compare_page(file, contents.data.get(file), page)
    count = len(again.pages)
    words = Text(
        f"{count} {'page' if count == 1 else 'pages'} with {again.numbers} numbers, written again and compared",
        f"{count}个页面、{again.numbers}处数字，重新排出并比对",
    )
    return Layer("pages", words, tuple(found))


def _tables(again: Again, contents: Contents) -> Layer:
    found: list[Difference] = []
    for sheet in again.sheets:
        file = f"data/{sheet.id}.csv"
        found += compare_csv(
            file, contents.data.get(file), again.files[file], ("row", "column"), ("ref", "row_en")
        )
    book = "tables.xlsx"
    found += compare_workbook(book, contents.data.get(book), again.files[book], again.sheets)
    words = Text(
        f"{len(again.sheets)} tables as CSV and in the workbook, cell by cell",
        f"{len(again.sheets)}张表，CSV 与工作簿逐格比对",
    )
    return Layer("tables", words, tuple(found))


def _claims(again: Again, contents: Contents) -> Layer:
    file = "data/claims.csv"
    found = (
        compare_csv(file, contents.data.get(file), again.files[file], ("id",), ("ref", "id"))
        if file in again.files
        else []
    )
    words = (
        Text(f"{again.claims} verdicts reached again", f"{again.claims}条论断重新得出结论")
        if again.claims
        else Text("this brief checks no claims", "本简报不含论断")
    )
    return Layer("claims", words, tuple(found))


def _descriptions(again: Again, contents: Contents) -> Layer:
    found: list[Difference] = []
    for file in _DESCRIPTIONS:
        found += compare_json(file, contents.data.get(file), again.files[file])
    found += compare_words(GUIDE, contents.data.get(GUIDE), again.files[GUIDE])
    names = (*_DESCRIPTIONS, GUIDE)
    return Layer("descriptions", Text(", ".join(names), "、".join(names)), tuple(found))


def _notes(manifest: Manifest, contents: Contents, again: Again | TanluError | None) -> tuple[Text, ...]:
    notes = []
    if manifest.tanlu != __version__:
        notes.append(
            Text(
                f"Tanlu {manifest.tanlu} wrote this folder and {__version__} verified it; "
                "where words differ, verify it with the version that wrote it.",
                f"该文件夹由探路 {manifest.tanlu} 写出，由 {__version__} 核验；文字若有出入，请用原版本核验。",
            )
        )
    if contents.extra:
        notes.append(
            Text(
                f"Not part of the brief, and not checked: {', '.join(contents.extra)}.",
                f"不属于简报，未核验：{'、'.join(contents.extra)}。",
            )
        )
    other = sorted(contents.data.keys() - again.files.keys()) if isinstance(again, Again) else []
    if other:
        notes.append(
            Text(
                f"In the manifest, but not made from the facts: {', '.join(other)}.",
                f"列入清单，但并非由数据生成：{'、'.join(other)}。",
            )
        )
    return tuple(notes)
