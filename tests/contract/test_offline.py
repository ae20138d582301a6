"""The core never looks at the network: only a refresh loads the connectors, and only its fetching opens a connection."""

import subprocess
import sys

import pytest

from tests.needs import ROOT

ONLINE = {"urllib.request", "http.client", "ssl"}
CODE = """
import sys
sys.argv = ["tanlu", *{args}]
from tanlu.cli import main
try:
    main()
except SystemExit:
    pass
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(code):
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=True, encoding="utf-8"
    )
    return {name for name in done.stderr.splitlines() if name in ONLINE or "connectors" in name}


@pytest.mark.parametrize(
    "args",
    [["--help"], ["evidence", "--help"], ["evidence", "refresh", "--help"], ["figure", "coal_production/US-WY/2023"],
     ["evidence", "list"], ["trace", "coal_production/US-WY/2023"]],
    ids=" ".join,
)  # fmt: skip
def test_commands_load_neither_connectors_nor_network(args, tmp_path):
    assert loaded(CODE.format(args=args)) == set()


def test_the_package_itself_loads_neither():
    assert loaded("import sys, tanlu; print('\\n'.join(sys.modules), file=sys.stderr)") == set()


def test_this_test_can_fail():
    assert "tanlu.evidence.connectors.catalogue" in loaded(CODE.format(args=["evidence", "refresh"]))


def test_readers_of_connectors_need_no_network():
    """A file downloaded by hand is read where no network module may load."""
    names = ["bea", "census", "eia", "eia_mines", "gcb", "gem", "nbs", "owid", "qcew", "worldbank"]
    code = "".join(f"import tanlu.evidence.connectors.{name}\n" for name in names)
    found = loaded(code + "import sys; print('\\n'.join(sys.modules), file=sys.stderr)")
    assert not found & ONLINE
    assert "tanlu.evidence.connectors.bea" in found
