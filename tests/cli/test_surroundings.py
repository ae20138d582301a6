"""Any locale, any pipe, any shell; and nothing heavy for a page of help."""

import os
import subprocess
import sys

import click
import pytest

from tanlu.cli.progress import report_progress
from tanlu.cli.root import tanlu as root
from tanlu.text import Text
from tests.cli.running import run_fresh
from tests.needs import ROOT

HEAVY = {
    "duckdb",
    "pint",
    "altair",
    "vl_convert",
    "rich",
    "jinja2",
    "numpy",
    "narwhals",
    "tanlu.evidence.store",
}


@pytest.mark.parametrize(
    "args", [["--help"], ["brief", "--help"], ["claims", "check", "--help"], ["--version"]]
)
def test_help_imports_nothing_heavy(args):
    code = (
        f"import sys\nsys.argv = ['tanlu', *{args}]\nfrom tanlu.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=True,
    )
    assert not HEAVY & set(done.stderr.splitlines())
    assert "tanlu" in done.stdout


@pytest.mark.parametrize(
    "env",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "POSIX"},
     {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize(
    ("args", "code"),
    [(("figure", "coal_production/US-WY/2023"), 0), (("figure", "nothing/US-WY/2023"), 2), (("--help",), 0)],
)
def test_chinese_can_be_written_in_any_locale(env, args, code):
    found = run_fresh(*args, env={**env, "TANLU_LANG": "zh"})
    assert found.code == code
    assert {0: "煤", 2: "nothing"}[code] in found.out + found.err
    assert "Traceback" not in found.err


def test_an_encoding_that_holds_chinese_is_kept():
    done = subprocess.run(
        [sys.executable, "-c", "from tanlu.cli import main; main()", "--help"],
        capture_output=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "gbk", "TANLU_LANG": "zh"},
        check=True,
    )
    assert "煤炭地区" in done.stdout.decode("gbk")


@pytest.mark.parametrize("args", ["evidence list", "evidence list --format json", "claims check"])
def test_a_broken_pipe_is_quiet(args):
    run = f'"{sys.executable}" -c "from tanlu.cli import main; main()" {args} | head -c 1'
    done = subprocess.run(
        ["sh", "-c", run],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=True,
    )
    assert done.stderr == b""
    assert len(done.stdout) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(tanlu, shell):
    found = tanlu("completion", shell)
    assert found.code == 0
    assert "_TANLU_COMPLETE" in found.out


@pytest.mark.parametrize(("typed", "offered"), [("tanlu b", "brief"), ("tanlu evidence s", "show")])
def test_completion_offers_commands(typed, offered):
    words = typed.split()
    env = {"_TANLU_COMPLETE": "zsh_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    assert offered in run_fresh(env=env).out


def commands(command, path=()):
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


ALL = [" ".join(path) for path, _ in commands(root)]


@pytest.mark.parametrize("path", ALL)
def test_every_command_and_option_has_help_in_both_languages(path):
    pages = {lang: run_fresh(*path.split(), "--help", env={"TANLU_LANG": lang}) for lang in ("en", "zh")}
    assert pages["en"].code == pages["zh"].code == 0
    assert pages["en"].out.startswith("Usage: tanlu")
    assert pages["zh"].out.startswith("用法：tanlu")
    for words in ("Usage:", "Options:", "Commands:", "Show", "default"):
        assert words not in pages["zh"].out
    assert not any(
        "\u4e00" <= each <= "\u9fff" for each in pages["en"].out.replace("亿吨", "").replace("万吨", "")
    )


def test_every_option_explains_itself():
    for path, command in commands(root):
        assert command.help, path
        for each in command.params:
            if isinstance(each, click.Option):
                assert each.help, (path, each.name)


class Terminal:
    """Standard error as a terminal or a file."""

    def __init__(self, live):
        self.live = live
        self.words = ""

    def isatty(self):
        return self.live

    def write(self, words):
        self.words += words

    def flush(self):
        pass


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_progress_is_numbers_on_a_terminal(monkeypatch, lang):
    monkeypatch.setenv("TANLU_LANG", lang)
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    terminal = Terminal(live=True)
    monkeypatch.setattr("sys.stderr", terminal)
    with report_progress() as tell:
        tell(0, 4, Text("reading", "读取"))
        tell(2, 4, Text("drawing", "绘制"))
    expected = {"en": ("2 of 4 · drawing", "about"), "zh": ("2/4 · 绘制", "约剩")}[lang]
    assert all(each in terminal.words for each in expected)
    assert terminal.words.endswith("\r")


def test_progress_is_silent_in_a_file(monkeypatch):
    terminal = Terminal(live=False)
    monkeypatch.setattr("sys.stderr", terminal)
    with report_progress() as tell:
        tell(1, 2, Text("reading", "读取"))
    assert terminal.words == ""


def test_the_language_is_the_locales_unless_said(monkeypatch):
    assert "简报" in run_fresh("--help", env={"LANG": "zh_CN.UTF-8"}).out
    assert "brief" in run_fresh("--help", env={"LANG": "zh_CN.UTF-8", "TANLU_LANG": "en"}).out
    assert "Usage" in run_fresh("--help").out


@pytest.mark.parametrize(
    "args", [("evidence", "list", "--format", "json"), ("figure", "coal_output/CN-SX/2020", "--format", "json"),
             ("evidence", "list"), ("compare", "gdp_current", "--format", "csv"), ("--help",)],
)  # fmt: skip
def test_a_reader_who_leaves_is_no_fault(args):
    """As in `tanlu ... | head -1`: the pipe is closed before the first word is written."""
    reading, writing = os.pipe()
    os.close(reading)
    code = "from tanlu.cli import main; main()"
    env = {"PYTHONPATH": str(ROOT / "src"), "TANLU_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], stdout=writing, stderr=subprocess.PIPE, env=env, check=False
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1
