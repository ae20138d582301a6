"""A site is moved from SQLite to PostgreSQL and back: the same rows to the last byte, and an audit that holds."""

import json
import subprocess
import sys
import zipfile

import pytest
from benchmarks.served import Site

from tests.web.cluster import cluster

pytestmark = pytest.mark.prove
LIFE = """
from tests.web.room import opened
from tanlu.text import Text
from tanlu.web.ballots import operations as rounds
from tanlu.web.people.operations import remove
from tanlu.web.dialogues import operations as dialogues
asked, keeper, voters = opened(12, 4)
for at, person in enumerate(voters):
    rounds.cast(asked, person, 1 + at % 4, (1, 0, -1)[at % 3])
rounds.close_round(asked, by=keeper)
dialogues.keep_note(asked.dialogue, Text("a \\u2028 \\\\ ' \\" 😀", "煤 10 \\u00a0"), by=keeper)
voters[0].passkeys.create(credential=person.handle, public_key=bytes(range(256)), name="手机")
remove(voters[3], by=keeper)
"""


def run(site, *words):
    command = [sys.executable, "-c", "from tanlu.cli import main; main()", *map(str, words)]
    done = subprocess.run(command, env=site.place(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def digests(path):
    with zipfile.ZipFile(path) as held:
        return json.loads(held.read("manifest.json"))["sha256"]


def test_a_site_is_moved_there_and_back(tmp_path):
    with cluster() as address:
        first, second, third = Site(tmp_path / "a"), Site(tmp_path / "b", address), Site(tmp_path / "c")
        first.do(LIFE)
        run(first, "site", "backup", tmp_path / "1.zip")
        run(second, "site", "restore", tmp_path / "1.zip")
        run(second, "site", "backup", tmp_path / "2.zip")
        assert digests(tmp_path / "2.zip") == digests(tmp_path / "1.zip")
        assert run(second, "verify", "--audit") == run(first, "verify", "--audit")
        second.do(LIFE.replace("opened(12, 4)", "opened(12, 4, 'e')"))  # new rows stand after those that came
        run(second, "site", "backup", tmp_path / "3.zip")
        run(third, "site", "restore", tmp_path / "3.zip")
        run(third, "site", "backup", tmp_path / "4.zip")
        assert digests(tmp_path / "4.zip") == digests(tmp_path / "3.zip")
        assert run(third, "verify", "--audit") == run(second, "verify", "--audit")
