"""A million synthetic rows: memory, and one bad row among them."""

import json
import subprocess
import sys
from itertools import count, product

import pytest
from tests.needs import ROOT

from tanlu.registers.regions import regions

ROWS = 1_000_000
pytestmark = pytest.mark.prove


def panel(path, bad=0):
    """Write a synthetic panel of mines; every third value has thousands parted by commas."""
    lines = (
        f"coal_production,{code},{year},{_value(number, bad)},kt,synthetic,mine=m{mine},synthetic\n"
        for number, (mine, code, year) in zip(
            range(1, ROWS + 1),
            ((m, c, y) for m in count() for c, y in product(regions(), range(1990, 2026))),
            strict=False,
        )
    )
    with path.open("w", encoding="utf-8") as file:
        file.write("series,region,year,value,unit,source,dims,note\n")
        file.writelines(lines)
    return path


def _value(number, bad):
    if number == bad:
        return "oops"
    return f'"{(number * 37) % 1000003:,}.{number % 10}"' if number % 3 == 0 else number * 0.125


MEASURED = """
import resource, sys
from tanlu.cli import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    sys.stderr.write(f"measured {used.ru_maxrss / 1024}")
"""


@pytest.mark.parametrize("bad", [0, 777_777])
def test_a_million_rows(tmp_path, bad):
    file = panel(tmp_path / "panel.csv", bad)
    env = {"PYTHONPATH": str(ROOT / "src"), "TANLU_HOME": str(tmp_path / "home"), "TANLU_LANG": "en"}
    command = [sys.executable, "-c", MEASURED, "evidence", "import", str(file), "--format", "json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    data = json.loads(done.stdout)
    if bad:
        assert [(each["row"], each["column"]) for each in data["rejected"]] == [(bad + 1, "value")]
        assert not (tmp_path / "home").exists()
    else:
        assert (data["rows"], data["new"], data["done"]) == (ROWS, ROWS, True)
    # CPU-seconds are measured by the benchmark `import`; a test beside other work would only guess at them
    memory = float(done.stderr.rpartition("measured ")[2])
    assert memory < 1000
