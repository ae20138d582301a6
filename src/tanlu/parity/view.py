"""The two texts side by side as one HTML file, with every finding at its place."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from tanlu.parity.align import Pair
from tanlu.parity.check import Checked
from tanlu.parity.findings import CLASSES, SEVERITIES, Finding, joined
from tanlu.text import LANGS, Lang, Text

_UI: Final = {
    "title": Text("Side by side", "中英对照"),
    "errors": Text("errors", "处错误"),
    "warnings": Text("to check", "处待核"),
    "rested": Text("reviewed and left", "处已审定保留"),
    "none": Text("No difference found.", "未发现不一致之处。"),
    "list": Text("Findings", "问题清单"),
    "texts": Text("The texts", "对照全文"),
    "nothing": Text("nothing here", "此处缺失"),
    "line": Text("line", "行"),
    "suggestion": Text("The register has", "登记表用法"),
    "back": Text("Back to the list", "回到清单"),
    "limits": Text(
        "A finding is a place to look at; that none is found does not prove that two texts say the same.",
        "所列各处供人复核；没有发现问题，并不证明两份文本完全一致。",
    ),
}


def side_by_side(found: Checked, lang: Lang) -> str:
    """Return the page; labels are in ``lang``, the texts in both languages."""
    standing: dict[tuple[str, str], list[Finding]] = {each.texts: [] for each in found.findings}
    for each in found.findings:
        standing[each.texts].append(each)
    placed: set[str] = set()
    rows = [_row(pair, found, standing, placed) for pair in found.comparison.pairs]
    page: str = _template().render(
        lang=lang,
        tag="zh-Hans" if lang == "zh" else "en",
        ui={name: words(lang) for name, words in _UI.items()},
        found=found,
        rows=rows,
        findings=[_card(each, lang) for each in found.findings],
        counts=_counts(found),
        langs=LANGS,
        css=(files("tanlu.parity") / "templates" / "side_by_side.css").read_text("utf-8"),
    )
    return page


def _counts(found: Checked) -> dict[str, int]:
    errors = len(found.errors)
    return {"errors": errors, "warnings": len(found.findings) - errors, "rested": len(found.rested)}


def _card(each: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "id": each.id,
        "severity": each.severity,
        "kind": CLASSES[each.kind](lang),
        "word": SEVERITIES[each.severity](lang),
        "why": each.why(lang),
        "suggestion": each.suggestion(lang) if each.suggestion else "",
        "en": each.en,
        "zh": each.zh,
        "en_line": each.en_line,
        "zh_line": each.zh_line,
    }


def _row(
    pair: Pair, found: Checked, standing: dict[tuple[str, str], list[Finding]], placed: set[str]
) -> dict[str, Any]:
    """Return one pair with the findings that begin in it."""
    texts = joined(pair.en), joined(pair.zh)
    line_en = pair.en[0].segment.line if pair.en else 0
    line_zh = pair.zh[0].segment.line if pair.zh else 0
    here = list(standing.get(texts, ()))
    here += [
        each for each in found.findings
        if each.texts != texts and each.texts[0].startswith(texts[0]) and each.texts[1].startswith(texts[1])
        and (each.en_line, each.zh_line) == (line_en, line_zh)
    ]  # fmt: skip
    fresh = [each for each in here if each.id not in placed]
    placed.update(each.id for each in fresh)
    worst = "error" if any(each.severity == "error" for each in here) else "warning" if here else ""
    return {
        "en": texts[0], "zh": texts[1], "en_line": line_en, "zh_line": line_zh, "worst": worst,
        "titled": any(each.segment.titled for each in (*pair.en, *pair.zh)), "ids": [each.id for each in fresh],
    }  # fmt: skip


@cache
def _template() -> Any:  # noqa: ANN401 - a template of jinja2
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    folder = str(files("tanlu.parity") / "templates")
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("side_by_side.html.jinja")
