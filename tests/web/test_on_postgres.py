"""The whole suite of the site again, on PostgreSQL; its passes and failures are counted as its own."""

import os
import subprocess
import sys

import pytest

from tests.contract import tree
from tests.web.cluster import cluster

pytestmark = pytest.mark.prove


def test_the_suite_holds_on_postgresql():
    with cluster() as address:
        place = {**os.environ, "TANLU_DATABASE_URL": address}
        command = [sys.executable, "-m", "pytest", "tests/web", "-m", "not prove or database", "--tb=short"]
        done = subprocess.run(command, cwd=tree.ROOT, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:]
