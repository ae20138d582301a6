"""A mistake in a command is told in two lines in the user's language, and so is the frame of a help page."""

import re
import subprocess
import sys

import click
import pytest

from tanlu.cli import main
from tanlu.cli.root import tanlu
from tanlu.cli.usage import help_of, mistake

HAN = re.compile(r"[\u4e00-\u9fff]")


def mistaken(*args):
    with pytest.raises(click.ClickException) as caught:
        tanlu.main(list(args), prog_name="tanlu", standalone_mode=False)
    return mistake(caught.value), help_of(caught.value)


@pytest.mark.parametrize(
    ("args", "en", "zh"),
    [
        (["foo"], "No such command 'foo'", "没有 foo 这个命令"),
        (["claims", "foo"], "No such command 'foo'", "没有 foo 这个命令"),
        (["brief", "--nope"], "No such option", "没有 --nope 这个选项"),
        (["figure"], "Missing argument 'REF'", "缺少参数 REF"),
        (["figure", "x", "--format", "xml"], "'xml' is not one of", "--format 的取值不对，可选：text、json"),
        (["completion", "csh"], "'csh' is not one of", "的取值不对，可选：bash、zsh、fish"),
        (["doctor", "more"], "unexpected extra argument", "命令用法不对"),
    ],
)
def test_a_mistake_is_told_in_both_languages(args, en, zh):
    what, do = mistaken(*args)
    assert en in what.en
    assert zh in what.zh
    assert not HAN.search(what.en)
    assert do.en.startswith(f"`tanlu{' claims' if args[0] == 'claims' else ''}")


def test_a_mistake_ends_with_two(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["tanlu", "foo"])
    monkeypatch.setenv("TANLU_LANG", "zh")
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "没有 foo 这个命令。\n运行 `tanlu --help` 可查看用法。\n"


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Usage: tanlu", "Options:")), ("zh", ("用法：tanlu", "选项："))]
)
def test_help_is_in_one_language(language, words):
    """Help texts are fixed at import, so a process of its own tells them."""
    program = "import sys; from tanlu.cli import main; sys.argv = ['tanlu', 'evidence', 'list', '-h']; main()"
    environment = {"TANLU_LANG": language, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert all(each in told for each in words)
    assert bool(HAN.search(told)) is (language == "zh")
    if language == "zh":
        assert not re.search("Show|default|Usage|Options", told)
