"""The public part as static files: every page that a link leads to, with addresses that work in any folder."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from django.test import Client

from tanlu.actions.progress import Progress, silent
from tanlu.errors import CannotWrite
from tanlu.lineage.tables import table_recipes
from tanlu.registers.regions import FIVE, region, regions
from tanlu.text import LANGS, Text
from tanlu.web.shell.assets import NAMES, address_of

_LINK: Final = re.compile(r'(?P<head>\b(?:href|src|action|data-card)=")(?P<to>/[^"]*)(?P<end>")')
_PRIVATE: Final = ("join", "leave", "desk", "dialogues", "search", "challenge")
"""Parts that need a server; a page says so where they stood."""
_STEM: Final = re.compile(r"\[|%5B")
_ABOUT_REGIONS: Final = frozenset({"regions", "briefs", "files", "figures", "api"})
"""Parts whose pages are about a region, which is one of the parts of their address."""
USUAL: Final = (*FIVE, "USA", "CHN", "WORLD")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: pages, and bytes of everything."""

    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages are written: public ones, and of those about a region only these."""

    codes: frozenset[str]

    def has(self, address: str) -> bool:
        """Return whether a page is written."""
        parts = _bare(address).strip("/").split("/")
        if "?" in address or (len(parts) > 1 and (parts[1] in _PRIVATE or parts[1:3] == ["outlook", "own"])):
            return False
        if len(parts) > 2 and parts[1] == "figures" and _STEM.split(parts[2])[0] in table_recipes():
            return False  # each is worked out from a whole table; the folder of its brief holds them all
        about = {
            part.partition("~")[0]
            for part in parts[1:]
            if part in regions() or part.partition("~")[0] in regions()
        }
        return not (about and _ABOUT_REGIONS & {*parts[:2]}) or bool(about & self.codes)


def export(folder: Path, progress: Progress = silent, *, codes: tuple[str, ...] = USUAL) -> Exported:
    """Write the public part into an empty folder.

    Pages that are asked for with a question (a comparison of one's own, a search) need a server and are left out, as are
    pages about other regions than ``codes``; a link to one leads to the page of help that says so.

    Raises
    ------
    CannotWrite
        If the folder holds something, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CannotWrite(
            (f"{folder} is not empty.", f"{folder} 不是空文件夹。"),
            ("Name a new folder; nothing was written.", "请指定新文件夹；未写入任何内容。"),
        )
    pages, size = 0, 0
    wanted = Wanted(frozenset(region(code).code for code in codes))
    for address, data in _pages(Client(headers={"host": "localhost"}), wanted, progress):
        pages += 1
        size += len(data)
        _put(folder / _place(address), data)
    return Exported(pages, size)


def _pages(client: Client, wanted: Wanted, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Yield every page that can be reached, each once, breadth first."""
    waiting = deque([f"/{lang}/" for lang in LANGS] + [address_of(name) for name in NAMES])
    met = set(waiting)
    done = 0
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        done += 1
        progress(done, done + len(waiting), Text("writing pages", "写出页面"))
        data = answer.content
        if answer["Content-Type"].startswith("text/html"):
            text = data.decode()
            for found in _LINK.finditer(text):
                there = _bare(found["to"])
                if there not in met and wanted.has(found["to"]):
                    met.add(there)
                    waiting.append(there)
            data = _relative(text, address, wanted).encode()
        yield address, data
    yield "/index.html", _DOOR.encode()


def _bare(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _place(address: str) -> str:
    """Return the file of an address; characters that file systems refuse are written as others."""
    path = address.lstrip("/")
    name = f"{path}index.html" if path.endswith("/") or not path else path
    if not PurePosixPath(name).suffix or name.endswith("/card"):
        name += ".html" if name.endswith("/card") else ".json"
    return re.sub(r'%[0-9A-F]{2}|[<>:"\\|?*\[\]=@]', "_", name)


def _relative(text: str, address: str, wanted: Wanted) -> str:
    """Let every link begin where the page lies; one that needs a server leads to the page of help about it."""
    depth = address.count("/") - 1

    def link(found: re.Match[str]) -> str:
        there, mark, anchor = found["to"].partition("#")
        if not wanted.has(there):
            there = f"/{address.split('/')[1]}/help/site/" if address[1:3] in LANGS else there
            mark, anchor = "", ""
        return f"{found['head']}{'../' * depth or './'}{_place(there)}{mark}{anchor}{found['end']}"

    return _LINK.sub(link, text)


_DOOR: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Tanlu 探路</title></head><body><main>
<h1>Tanlu <span lang="zh-Hans">探路</span></h1>
<p><a href="en/index.html">English</a> · <a href="zh/index.html" lang="zh-Hans">中文</a></p></main></body></html>
"""


def _put(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CannotWrite(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            ("Choose another folder.", "请另选文件夹。"),
        ) from error
