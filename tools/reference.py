"""Write the pages of the documentation that the program itself can tell: commands, recipes, checks, tables.

Run ``python tools/reference.py`` after a change of a command, a recipe, a check, a hedge word or a reviewed
comparison; ``--check`` writes nothing and ends with 1 if a committed page differs. Help texts are fixed when
the command line is imported, so each language is told by a process of its own.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import click  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from tanlu.evidence.checks import CHECKS  # noqa: E402
from tanlu.lineage.hedges import hedges  # noqa: E402
from tanlu.lineage.recipe import Way  # noqa: E402
from tanlu.lineage.recipes import recipes  # noqa: E402
from tanlu.lineage.tables import table_recipes  # noqa: E402
from tanlu.registers.indicators import series  # noqa: E402
from tanlu.registers.regions import region  # noqa: E402
from tanlu.registers.units import unit  # noqa: E402
from tanlu.text import LANGS, Lang, Text  # noqa: E402

DATA: Final = tomllib.loads((ROOT / "tools/reference/commands.toml").read_text("utf-8"))
MADE: Final = Text(
    "<!-- Made by tools/reference.py. Change the program, then run it. -->",
    "<!-- 由 tools/reference.py 生成；请改程序后重新运行。 -->",
)


def _pair(words: list[str], lang: Lang) -> str:
    return Text(*words)(lang)


def _row(*cells: str) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"


def _table(headers: tuple[Text, ...], body: Sequence[tuple[str, ...]], lang: Lang) -> list[str]:
    return [
        _row(*(each(lang) for each in headers)),
        "|" + "---|" * len(headers),
        *(_row(*cells) for cells in body),
        "",
    ]


# ---- commands


def _leaves(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    found = []
    for name, command in sorted(group.commands.items()):
        here = f"{path} {name}".strip()
        found += _leaves(command, here) if isinstance(command, click.Group) else [(here, command)]
    return found


def _option(param: click.Parameter, command: click.Command) -> tuple[str, str, str]:
    ctx = click.Context(command)
    if isinstance(param, click.Argument):
        return f"`{param.make_metavar(ctx)}`", "", ""
    assert isinstance(param, click.Option)
    names = ", ".join(f"`{each}`" for each in param.opts)
    shown = "" if param.is_flag else f" `{param.make_metavar(ctx)}`"
    default = f"`{param.default}`" if param.show_default else ""
    return names + shown, (param.help or "").strip(), default


def _keys(name: str, command: dict[str, Any], lang: Lang) -> list[str]:
    """Return the keys of a command's JSON, after proving that they are what comes out."""
    from tanlu.cli.root import tanlu  # noqa: PLC0415 - imported in the process of one language

    seen: set[str] = set()
    with CliRunner().isolated_filesystem():
        if "prepare" in command:
            CliRunner().invoke(tanlu, command["prepare"].split(), catch_exceptions=False)
        for each in command["sample"]:
            result = CliRunner().invoke(tanlu, [*name.split(), *each.split(), "--format", "json"])
            data = json.loads(result.stdout)
            seen |= set(data[0] if isinstance(data, list) else data)
    differ = seen ^ set(command["keys"])
    if differ:
        message = f"tools/reference/commands.toml: the keys of {name} differ in {sorted(differ)}"
        raise SystemExit(message)
    head = Text("Keys of the JSON:", "JSON 的键：")(lang)
    body = [(f"`{key}`", _pair(words, lang)) for key, words in command["keys"].items()]
    return [head, "", *_table((Text("key", "键"), Text("meaning", "含义")), body, lang)]


def _command(name: str, command: click.Command, lang: Lang) -> list[str]:
    told = DATA["commands"][name]
    pieces = command.collect_usage_pieces(click.Context(command))
    usage = " ".join(["tanlu", name, *pieces]).replace("[OPTIONS]", Text("[OPTIONS]", "[选项]")(lang))
    lines = [f"## tanlu {name}", "", f"`{usage}`", ""]
    lines += [part.strip() + "\n" for part in (command.help or "").split("\n\n")]
    if isinstance(command.epilog, str) and command.epilog:
        lines += [command.epilog, ""]
    options = [_option(each, command) for each in command.params if isinstance(each, click.Option)]
    if options:
        headers = (Text("option", "选项"), Text("meaning", "含义"), Text("default", "默认值"))
        lines += _table(headers, options, lang)
    lines += ["```sh", *told["examples"], "```", ""]
    codes = ("、" if lang == "zh" else ", ").join(told["exits"])
    lines += [Text(f"Exit codes: {codes}.", f"退出码：{codes}。")(lang), ""]
    return lines + (_keys(name, told, lang) if "keys" in told else [])


def commands(lang: Lang) -> str:
    """Return the page of every command."""
    from tanlu.cli.root import tanlu  # noqa: PLC0415 - imported in the process of one language

    found = _leaves(tanlu)
    if {name for name, _ in found} != set(DATA["commands"]):
        raise SystemExit("tools/reference/commands.toml does not hold every command, or holds one too many")
    lines = [
        Text("# Commands", "# 命令")(lang), "", MADE(lang), "",
        Text(
            "Every command speaks the language of `TANLU_LANG` (`en` or `zh`), or else of the locale. `tanlu -h` and "
            "`tanlu COMMAND -h` print what stands here. From a checkout, `tanlu` is `.venv/bin/tanlu`.",
            "各命令使用 `TANLU_LANG` 指定的语言（`en` 或 `zh`），未设时随系统区域设置。`tanlu -h` 和 `tanlu 命令 -h` "
            "显示的内容与本页相同。在仓库目录中，`tanlu` 即 `.venv/bin/tanlu`。",
        )(lang), "",
        Text("## Exit codes", "## 退出码")(lang), "",
        *_table(
            (Text("code", "退出码"), Text("meaning", "含义")),
            [(code, _pair(words, lang)) for code, words in DATA["exits"].items()], lang,
        ),
    ]  # fmt: skip
    for name, command in found:
        lines += _command(name, command, lang)
    return "\n".join(lines).rstrip() + "\n"


# ---- recipes


def _need(way: Way, lang: Lang) -> str:
    parts = []
    for name, need in way.needs:
        inner = recipes().get(need.series)
        title = inner.title(lang) if inner else series(need.series).title(lang)
        where = {"here": "", "nation": Text(", of the country", "，全国")(lang)}
        place = where.get(need.where) if need.where in where else _place(need.where, lang)
        when = f", {need.year}" if need.year and lang == "en" else f"，{need.year}年" if need.year else ""
        symbol = unit(need.unit).symbol(lang)
        parts.append(
            f"`{name}`: {title} (`{need.series}`{place}{when}), {symbol}"
            if lang == "en"
            else f"`{name}`：{title}（`{need.series}`{place}{when}），{symbol}"
        )
    return "<br>".join(parts)


def _place(where: str, lang: Lang) -> str:
    name = region("WORLD" if where == "world" else where).name
    return Text(f", of {name.en}", f"，{name.zh}")(lang)


def _way(number: int, way: Way, lang: Lang) -> tuple[str, ...]:
    caveat = way.caveat(lang) if way.caveat else Text("none", "无")(lang)
    return str(number), _need(way, lang), way.grade, caveat


def recipes_page(lang: Lang) -> str:
    """Return the page of every recipe."""
    lines = [
        Text("# Recipes", "# 算法")(lang), "", MADE(lang), "",
        Text(
            "A recipe answers one question the same way for every region and year. Its ways are tried in order; the "
            "first whose figures are all held gives the number. Ask for one by its id in place of a series: "
            "`tanlu figure coal_output/CN-SX/2023`. Classes A, B and C are explained under [evidence](evidence.md).",
            "一个算法以同一方法回答一个问题，适用于各地区、各年份。各取数方式依次尝试，所需数字齐全的第一种即为结果。"
            "查询时以算法编号代替指标：`tanlu figure coal_output/CN-SX/2023`。等级 A、B、C 的含义见[数据](evidence.md)。",
        )(lang), "",
    ]  # fmt: skip
    headers = (Text("way", "方式"), Text("needs", "所需数字"), Text("class", "等级"), Text("caveat", "注意"))
    for recipe in recipes().values():
        lines += [f"## {recipe.id}", "", f"**{recipe.title(lang)}** · {unit(recipe.unit).symbol(lang)}", ""]
        lines += [recipe.method(lang), ""]
        ways = [_way(number, way, lang) for number, way in enumerate(recipe.ways, start=1)]
        lines += _table(headers, ways, lang)
        nowhere = recipe.nowhere(lang).rstrip(".。")
        lines += [Text(f"If no way succeeds: {nowhere}.", f"各方式均不可行时：{nowhere}。")(lang), ""]
    lines += [*_table_recipes(lang)]
    return "\n".join(lines).rstrip() + "\n"


def _table_recipes(lang: Lang) -> list[str]:
    headers = (
        Text("recipe", "算法"), Text("answers", "回答"), Text("unit", "单位"), Text("part", "分项"),
        Text("years", "年份"), Text("method", "方法"),
    )  # fmt: skip
    rows = [
        (
            f"`{each.id}`", each.title(lang), unit(each.unit).symbol(lang), f"`{each.part}`" if each.part else "",
            ", ".join(map(str, each.years)) or Text("as added", "视导入而定")(lang), each.method(lang),
        )
        for each in table_recipes().values()
    ]  # fmt: skip
    return [
        Text("## Recipes over whole tables", "## 以整表计算的算法")(lang), "",
        Text(
            "These read every figure of a series at once, so the way back leads to a table with SHA-256 and sources. "
            "Where there is a part, it stands in brackets: `tanlu figure industry_lq[industry=wood]/US-WV/2016`.",
            "这些算法一次读取一个指标的全部数字，追溯时指向整张表及其 SHA-256 和来源。"
            "有分项的，写在方括号中：`tanlu figure industry_lq[industry=wood]/US-WV/2016`。",
        )(lang), "",
        *_table(headers, rows, lang),
    ]  # fmt: skip


# ---- checks, and the tables inside hand-written pages


def checks_page(lang: Lang) -> str:
    """Return the page of every check of a release."""
    lines = [
        Text("# Checks of a release", "# 数据版本的检查")(lang), "", MADE(lang), "",
        Text(
            "No release is written while one of these rules is broken; the message names the rule and the first rows "
            "that break it. Opening a release checks the SHA-256 of every file besides.",
            "只要有一条规则不满足，就不会写出数据版本；提示会指明规则和最先违反的几行。"
            "打开数据版本时，另逐个文件校验 SHA-256。",
        )(lang), "",
        *_table(
            (Text("check", "检查"), Text("rule", "规则")),
            [(f"`{each.id}`", each.rule(lang)) for each in CHECKS], lang,
        ),
    ]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"


def hedge_table(lang: Lang) -> str:
    """Return the classes of hedge words with their tolerances."""
    body = []
    for each in hedges():
        words = [f"“{word}”" if lang == "zh" else word for word in each.words[lang] if word]
        told = ("" if lang == "zh" else ", ").join(words) or Text("no hedge word", "无限定词")(lang)
        body.append((told, f"{each.below}%", f"{each.above}%", each.why(lang)))
    headers = (Text("words", "限定词"), Text("below", "可低"), Text("above", "可高"), Text("rule", "规则"))
    return "\n".join(_table(headers, body, lang)).rstrip()


def comparison_table(lang: Lang) -> str:
    """Return the reviewed pairs of series with class and reason."""
    text = (ROOT / "src/tanlu/evidence/data/comparability.csv").read_text("utf-8")
    body = [
        (f"`{row['a']}`", f"`{row['b']}`", row["grade"], row[f"reason_{lang}"])
        for row in csv.DictReader(text.splitlines())
    ]
    headers = (Text("series", "指标"), Text("series", "指标"), Text("class", "等级"), Text("reason", "理由"))
    return "\n".join(_table(headers, body, lang)).rstrip()


PAGES: Final = {"commands.md": commands, "recipes.md": recipes_page, "checks.md": checks_page}
PARTS: Final = {"claims.md": ("hedges", hedge_table), "evidence.md": ("comparability", comparison_table)}


def fresh(lang: Lang) -> dict[str, str]:
    """Return every page that this file makes, or makes a part of, in one language."""
    made = {name: make(lang) for name, make in PAGES.items()}
    for name, (mark, table) in PARTS.items():
        path = ROOT / "docs" / lang / name
        begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
        whole = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text = path.read_text("utf-8")
        if not whole.search(text):
            message = f"{path} has no {begin} and {end}"
            raise SystemExit(message)
        before, after = whole.split(text, 1)
        made[name] = f"{before}{begin}\n{table(lang)}\n{end}{after}"
    return made


def _of(lang: Lang) -> dict[str, str]:
    environment = {**os.environ, "TANLU_LANG": lang, "PYTHONUTF8": "1"}
    command = [sys.executable, __file__, "--tell", lang]
    told = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if told.returncode:
        raise SystemExit(told.stderr)
    made: dict[str, str] = json.loads(told.stdout)
    return made


def main() -> None:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--tell", choices=LANGS)
    asked = parser.parse_args()
    if asked.tell:
        sys.stdout.write(json.dumps(fresh(asked.tell)))
        return
    stale = []
    for lang in LANGS:
        for name, text in _of(lang).items():
            path = ROOT / "docs" / lang / name
            if path.is_file() and path.read_text("utf-8") == text:
                continue
            stale.append(f"docs/{lang}/{name}")
            if not asked.check:
                path.write_text(text, "utf-8", newline="\n")
    print("\n".join(stale) or "nothing to do")
    sys.exit(1 if stale and asked.check else 0)


if __name__ == "__main__":
    main()
