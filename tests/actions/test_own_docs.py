"""The tables in the documentation are imported as they stand there."""

import re

import pytest
from tests.contract.tree import ROOT
from tests.own_tables import written

from tanlu.actions.own import import_figures

BLOCK = re.compile(r"```csv\n(.*?)```(?:\n+```toml\n(.*?)```)?", re.DOTALL)
LAYOUTS = ["long", "long", "wide", "wide", "nbs", "divisions", "qcew", "bea"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_table_of_the_page_is_taken(tmp_path, own_home, lang):
    page = (ROOT / "docs" / lang / "own-figures.md").read_text("utf-8")
    layouts = []
    for number, (table, mapping) in enumerate(BLOCK.findall(page)):
        file = written(tmp_path / f"t{number}.csv", table, "gb18030")
        found = import_figures(
            file, mapping=written(tmp_path / f"t{number}.toml", mapping) if mapping else None
        )
        assert found.done, found.rejected
        layouts.append(found.layout)
    assert layouts == LAYOUTS
