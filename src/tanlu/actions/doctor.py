"""Explain what is here, what is absent, and what that means."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Literal

from tanlu.actions.home import home
from tanlu.errors import TanluError
from tanlu.evidence.release import packaged_folders, read, user_folders
from tanlu.text import LANGS, Text, user_lang

State = Literal["ok", "absent", "broken"]

_CORE: Final = ("altair", "click", "duckdb", "pint", "rich", "vl-convert-python")
_LATER: Final = {
    "python-docx": Text(
        'briefs for Word (pip install "tanlu[paper]")', '生成 Word 简报（pip install "tanlu[paper]"）'
    ),
    "typst": Text(
        'briefs as PDF (pip install "tanlu[paper]")', '生成 PDF 简报（pip install "tanlu[paper]"）'
    ),
    "django": Text("the site for many users (not part of this version)", "多人使用的网站（本版本尚未包含）"),
    "ibis-framework": Text(
        "panels on another engine (not part of this version)",
        "用其他计算引擎处理大型面板数据（本版本尚未包含）",
    ),
    "dask": Text(
        "ensembles beyond one machine (not part of this version)", "跨多台机器的大批量模拟（本版本尚未包含）"
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report."""

    name: Text
    state: State
    detail: Text


def examine() -> tuple[Finding, ...]:
    """Return what the doctor finds, healthy things included."""
    return (_python(), _language(), *_packages(), *_releases(), _own())


def is_healthy(findings: tuple[Finding, ...]) -> bool:
    """Return whether nothing is broken; an absence is not an illness."""
    return all(each.state != "broken" for each in findings)


def _python() -> Finding:
    fine = sys.version_info >= (3, 11)
    words = f"{platform.python_version()} ({platform.system()} {platform.machine()})"
    return Finding(Text("Python", "Python"), "ok" if fine else "broken", Text(words, words))


def _language() -> Finding:
    lang = user_lang()
    words = Text(
        f"{'English' if lang == 'en' else 'Chinese'}; set TANLU_LANG to one of {', '.join(LANGS)} to change it",
        f"{'英文' if lang == 'en' else '中文'}；更改请将 TANLU_LANG 设为 {'或'.join(LANGS)}",
    )
    return Finding(Text("language", "界面语言"), "ok", words)


def _packages() -> list[Finding]:
    found = [_package(name, None) for name in _CORE]
    return found + [_package(name, use) for name, use in _LATER.items()]


def _package(name: str, optional: Text | None) -> Finding:
    label = Text(name, name)
    try:
        installed = version(name)
    except PackageNotFoundError:
        if optional:
            words = Text(f"not installed; needed only for {optional.en}", f"未安装；仅用于{optional.zh}")
            return Finding(label, "absent", words)
        words = Text(
            "missing: run `make brief` again, or reinstall tanlu",
            "缺失：请重新运行 `make brief`，或重装 tanlu",
        )
        return Finding(label, "broken", words)
    return Finding(label, "ok", Text(installed, installed))


def _releases() -> list[Finding]:
    findings = []
    folders = [(folder, True) for folder in packaged_folders()] + [
        (folder, False) for folder in user_folders(home())
    ]
    for folder, packaged in folders:
        label = Text(f"release {folder.name}", f"数据版本 {folder.name}")
        try:
            found = read(folder, packaged=packaged)
        except TanluError as error:
            findings.append(Finding(label, "broken", Text(error.what[0], error.what[1])))
            continue
        kind = Text("packaged", "随软件发布") if packaged else Text("your own", "自有")
        words = Text(
            f"{kind.en}, bytes match their SHA-256, {found.published}",
            f"{kind.zh}，SHA-256 校验通过，{found.published}",
        )
        findings.append(Finding(label, "ok", words))
    return findings


def _own() -> Finding:
    folder = home()
    label = Text("your folder (TANLU_HOME)", "用户目录（TANLU_HOME）")
    if not folder.is_dir():
        words = Text(
            f"{folder} does not exist yet; nothing of your own is added",
            f"{folder} 尚未建立；还没有添加自有数据",
        )
        return Finding(label, "absent", words)
    return Finding(label, "ok", Text(str(folder), str(folder)))
