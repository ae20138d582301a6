"""The example of the page on parity prints what the page says, and its own terms are taken."""

import re

import pytest

from tanlu.registers.terms import read_terms
from tests.cli.running import run
from tests.contract.tree import ROOT

FILE = re.compile(r"^`(\S+\.md)`[:：]\n\n```markdown\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"^```console\n\$ tanlu (.*?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TABLE = re.compile(r"^```csv\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_example_prints_what_the_page_says(lang, tmp_path, monkeypatch, capsys):
    page = (ROOT / "docs" / lang / "parity.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    files = FILE.findall(page)
    assert [name for name, _ in files] == ["visit.en.md", "visit.zh.md"]
    for name, text in files:
        (tmp_path / name).write_text(text, "utf-8")
    ((command, expected),) = SHOWN.findall(page)
    printed = run(capsys, monkeypatch, *command.split(), lang=lang).out.splitlines()
    at = 0
    for line in expected.splitlines():
        wanted = line.removesuffix(" …")
        at = next((n for n in range(at, len(printed)) if printed[n].startswith(wanted)), -1) + 1
        assert at, f"not printed, or not in this order: {line}\n" + "\n".join(printed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_of_own_terms_is_taken(lang, tmp_path):
    (table,) = TABLE.findall((ROOT / "docs" / lang / "parity.md").read_text("utf-8"))
    (tmp_path / "own.csv").write_text(table, "utf-8")
    (own,) = read_terms(tmp_path / "own.csv")
    assert own.avoid == ("煤镇资金", "煤都基金")
