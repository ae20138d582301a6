"""Measure the site as a network uses it: ``python -m benchmarks.network``; exit code 1 where a bound is missed.

A real server on SQLite in processes of its own. First, 32 browsers read public pages; then 60 people vote at once on 100
statements each, and every vote is looked for afterwards. After each, the memory of all processes of the site is added up;
the most that it was while every brief was first written, and what is left at rest, are told beside it.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.served import BOXES, ROOM, Browser, Site
from tanlu.web.workshop.process import REST

PAGES = (
    "",
    "regions/",
    "regions/CN-SX/",
    "regions/US-WY/",
    "claims/",
    "agreements/",
    "indicators/",
    "help/",
    "compare/",
)
CLIENTS, SECONDS, PROCESSES = 32, 10.0, 2
VOTERS, STATEMENTS = 60, 100
VOTE = "/en/dialogues/d/rounds/1/vote/"
ANSWERS = ("agree", "disagree", "pass")
ALONE, QUIET = 2, 20
"""Processes of a site that works nothing out: the one that serves, and the one that watches over it."""
LEAST_A_SECOND, MOST_MILLISECONDS, MOST_MEGABYTES = 200, 250, 350


def _read(port: int, which: int, until: float) -> list[float]:
    """Ask for pages until the time is over; return how long each took, in milliseconds."""
    browser, took = Browser(port), []
    while time.time() < until:
        lang = ("en", "zh")[which % 2]
        began = time.perf_counter()
        status, _, _ = browser.get(f"/{lang}/{PAGES[which % len(PAGES)]}")
        took.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"status {status}")
        which += 1
    browser.line.close()
    return took


def _readers(port: int, first: int, until: float) -> list[float]:
    with ThreadPoolExecutor(CLIENTS // PROCESSES) as pool:
        asked = [pool.submit(_read, port, first + each, until) for each in range(CLIENTS // PROCESSES)]
        return [each for found in asked for each in found.result()]


def public(site: Site) -> dict[str, float]:
    """Return how fast public pages are, once each was made."""
    for lang in ("en", "zh"):
        for page in PAGES:
            site.browser().get(f"/{lang}/{page}")
    until = time.time() + SECONDS
    with get_context("spawn").Pool(PROCESSES) as pool:
        parts = pool.starmap(_readers, [(site.port, each * 100, until) for each in range(PROCESSES)])
    took = sorted(each for part in parts for each in part)
    return {
        "requests_a_second": len(took) / SECONDS,
        "median_ms": statistics.median(took),
        "p99_ms": took[int(len(took) * 0.99)],
    }


def _said(voter: int, number: int) -> str:
    return ANSWERS[(voter * 7 + number * 3) % 3]


def _votes(browser: Browser, voter: int) -> int:
    refused = 0
    for number in range(1, STATEMENTS + 1):
        status, _, _ = browser.post(VOTE, at=str(number), answer=_said(voter, number))
        refused += status != 302
    return refused


def votes(site: Site, room: dict[str, list[list[str]]]) -> dict[str, float]:
    """Return how fast votes are kept, and how many were lost or came twice: none may."""
    browsers = [site.browser().come_in(code) for _, code in room["voters"]]
    began = time.perf_counter()
    with ThreadPoolExecutor(VOTERS) as pool:
        refused = sum(pool.map(_votes, browsers, range(VOTERS)))
    took = time.perf_counter() - began
    value = {"agree": 1, "disagree": -1, "pass": 0}
    found = site.do(BOXES)
    wrong = sum(
        found["said"][handle][number - 1] != value[_said(voter, number)]
        for voter, (handle, _) in enumerate(room["voters"])
        for number in range(1, STATEMENTS + 1)
    )
    return {
        "votes_a_second": VOTERS * STATEMENTS / took,
        "refused": refused,
        "lost_or_changed": wrong,
        "boxes_beside_voters": found["boxes"] - VOTERS,
    }


def written(site: Site) -> float:
    """Return the most memory that the site held until its briefs were ready, in megabytes."""
    most, quiet = 0.0, 0
    while quiet < QUIET:
        time.sleep(0.3)
        quiet = quiet + 1 if len(site.processes()) <= ALONE else 0
        most = max(most, site.resident() / 1e6)
    return most


def rested(site: Site) -> float:
    """Return the memory that the site holds once what drew its charts has ended, in megabytes."""
    until = time.time() + REST + 5
    while len(site.processes()) > ALONE and time.time() < until:
        time.sleep(0.5)
    return site.resident() / 1e6


BOUNDS: dict[str, Callable[[float], bool]] = {
    "requests_a_second": lambda each: each >= LEAST_A_SECOND,
    "p99_ms": lambda each: each <= MOST_MILLISECONDS,
    "refused": lambda each: each == 0,
    "lost_or_changed": lambda each: each == 0,
    "boxes_beside_voters": lambda each: each == 0,
    "megabytes_reading": lambda each: each <= MOST_MEGABYTES,
    "megabytes_voting": lambda each: each <= MOST_MEGABYTES,
}


def main() -> int:
    """Measure, print, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="tanlu-site-") as folder:
        site = Site(Path(folder) / "house")
        room = site.do(ROOM.format(voters=VOTERS, statements=STATEMENTS))
        try:
            site.start()
            most = written(site)
            found = {
                **public(site),
                "megabytes_reading": site.resident() / 1e6,
                **votes(site, room),
                "megabytes_voting": site.resident() / 1e6,
                "megabytes_while_briefs_are_written": most,
                "megabytes_at_rest": rested(site),
            }
        finally:
            site.end()
    for name, value in found.items():
        missed = name in BOUNDS and not BOUNDS[name](value)
        print(f"{name:34} {value:10,.1f}{'  MISSED' if missed else ''}", file=sys.stderr)
    print(json.dumps(found))
    return int(any(not holds(found[name]) for name, holds in BOUNDS.items()))


if __name__ == "__main__":
    sys.exit(main())
