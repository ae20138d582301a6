"""What the page on verification shows of an edited folder is what an edited folder shows."""

import re

import pytest
from tests.brief import folders
from tests.cli.running import run
from tests.contract import tree

EDITED = re.compile(r"<!-- edited -->\n```text\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_edited_example(written, tmp_path, capsys, monkeypatch, lang):
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))
    copy = folders.copied(written.folder, tmp_path / "copy")
    folders.rewritten(
        copy / "data" / "chart-output.csv",
        lambda row: row.update({name: row[name].replace("215.24", "315.24") for name in ("value", "shown_en", "shown_zh")}),
        where=lambda row: row["ref"] == "coal_output/US-WY/2023",
    )  # fmt: skip
    found = run(capsys, monkeypatch, "verify", str(copy), lang=lang)
    assert found.code == 1
    shown = EDITED.search((tree.ROOT / "docs" / lang / "verify.md").read_text("utf-8"))
    assert shown
    for line in shown[1].splitlines():
        parts = [re.escape(part.strip()) for part in line.split("…")]
        assert any(re.match(".*".join(parts), each.strip()) for each in found.out.splitlines()), line
