"""A real site in a process of its own, and browsers that are nothing but a connection and its cookies."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Site:
    """A site that is served from a house; killed without warning if asked to."""

    house: Path
    database: str = ""
    port: int = 0
    process: subprocess.Popen | None = field(default=None, repr=False)
    browsers: list["Browser"] = field(default_factory=list, repr=False)

    def place(self) -> dict[str, str]:
        """Return the environment of everything that is about this site."""
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        made = {**os.environ, "TANLU_HOME": str(self.house), "TANLU_LANG": "en", "PYTHONPATH": path}
        made.pop("TANLU_DATABASE_URL", None)
        return {**made, "TANLU_DATABASE_URL": self.database} if self.database else made

    def do(self, code: str) -> dict:
        """Run a few lines inside the site's own code; they leave what they tell in ``told``."""
        lines = f"import json\nfrom tanlu.web.serve import prepare\nprepare()\ntold = None\n{code}\nprint(json.dumps(told))"
        done = subprocess.run(
            [sys.executable, "-c", lines], env=self.place(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, answers: tuple[int, ...] = (200,)) -> "Site":
        """Serve, and return when the first page is there, or whatever else a page answers with."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable,
            "-c",
            "from tanlu.cli import main; main()",
            "up",
            "--no-open",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            command,
            env=self.place(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                if self.browser().get("/en/join/")[0] in answers:
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the site does not answer")

    def browser(self) -> "Browser":
        """Return a new browser in front of this site."""
        self.browsers.append(Browser(self.port))
        return self.browsers[-1]

    def end(self) -> None:
        """Close every browser, and end the site."""
        for each in self.browsers:
            each.line.close()
        self.browsers.clear()
        self.kill()

    def kill(self) -> None:
        """End every process of the site at once, without letting any of them do anything more."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)

    def processes(self) -> list[Path]:
        """Return the processes of the site."""
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if os.getpgid(int(each.name)) == self.process.pid:
                    found.append(each)
        return found

    def resident(self) -> int:
        """Return the bytes that all processes of the site hold in memory together, what they share counted once."""
        whole = 0
        for each in self.processes():
            with suppress(OSError):
                kilobytes = re.search(r"^Pss:\s+(\d+)", (each / "smaps_rollup").read_text(), re.M)
                whole += int(kilobytes[1]) * 1024
        return whole


class Browser:
    """One connection that is kept open, with cookies."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Return status, where it leads, and the page."""
        heads = {"Host": f"localhost:{self.line.port}"}
        if self.cookies:
            heads["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body or None, heads)
        answer = self.line.getresponse()
        page = answer.read()
        for each in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page.decode(errors="replace")

    def get(self, path: str) -> tuple[int, str, str]:
        """Ask for a page."""
        return self.ask("GET", path)

    def post(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Send a form."""
        return self.ask(
            "POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.cookies["tanlu_form"]})
        )

    def come_in(self, code: str) -> "Browser":
        """Use an invitation."""
        self.get("/en/join/")
        status, to, _ = self.post("/en/join/", code=code)
        if (status, to) != (302, "/en/desk/"):
            raise RuntimeError(f"the door stays shut: {status}")
        return self


ROOM = """
from tests.web.room import opened
from tanlu.web.people.operations import invite
asked, keeper, voters = opened({voters}, {statements})
told = {{"keeper": invite(keeper, by=None), "voters": [[each.handle, invite(each, by=None)] for each in voters]}}
"""
BOXES = """
from tanlu.web.ballots.models import Ballot, Receipt, Round, SealedBallot
from tanlu.web.ballots.operations import mine, key_name
from tanlu.web.people.models import Person
from tanlu.web.audit.operations import prove
from tanlu.actions.home import home
asked = Round.objects.get()
seats = asked.dialogue.seats.filter(votes=True).select_related("person")
told = {
    "state": asked.state, "boxes": SealedBallot.objects.count(), "ballots": Ballot.objects.count(),
    "receipts": Receipt.objects.count(), "broken": prove().broken,
    "keys": sorted(each.name for each in (home() / "site" / "keys").glob("*")), "key": key_name(asked),
    "counted": sorted(each.choices for each in Ballot.objects.all()) if asked.state == "closed" else [],
    "said": {each.person.handle: mine(asked, each.person).choices for each in seats} if asked.state == "open" else {},
}
"""
