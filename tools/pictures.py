"""Take the pictures of the front pages: the top of both briefs, and one trace as a terminal shows it.

Run ``python tools/pictures.py`` with Chromium on PATH, Chinese fonts and Pillow installed. Nothing leaves the
machine: the pages are files.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
LARGEST: Final = 200_000
HEIGHTS: Final = {"en": 978, "zh": 977}
"""Where a row of the grid ends, so that the picture does not cut one."""
ADDRESS: Final = "coal_share_of_world/CN-SX/2023"
QUIET: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip
TERMINAL: Final = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #14181c; color: #eceff1; }}
p {{ margin: 0 0 8px; }}
p, pre {{ font: 15px/1.5 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", monospace; }}
pre {{ margin: 0; }}
</style><p>$ COMMAND</p><pre>{code}</pre>"""

_PROGRAM: Final = """
import sys
from pathlib import Path
from rich.console import Console
from rich.terminal_theme import MONOKAI
from tanlu.actions.briefs import write_brief
from tanlu.actions.figures import show_trace
from tanlu.actions.home import open_store
from tanlu.cli import tables

folder, lang, address, frame = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
store = open_store()
write_brief(store, out=folder)
recorded = Console(record=True, width=104, highlight=False, file=(folder / "trace.txt").open("w"))
tables.console = lambda: recorded
tables.print_tree(show_trace(address, store))
page = recorded.export_html(theme=MONOKAI, inline_styles=True, code_format=frame)
legible = page.replace("#625e4c", "#b3bcc5")  # the quiet rows are too dark on our ground
(folder / "trace.html").write_text(legible, "utf-8")
"""


def shoot(page: Path, to: Path, width: int, height: int) -> None:
    """Write a picture of the top of a page."""
    browser = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")
    if not browser:
        raise SystemExit("Chromium is not on PATH.")
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *QUIET, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        command += [f"--screenshot={to}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    lighten(to)


def lighten(picture: Path) -> None:
    """Cut the empty rim at the foot and reduce a picture to few colours, and refuse one that stays heavy."""
    image_module, chops = import_module("PIL.Image"), import_module("PIL.ImageChops")
    whole = image_module.open(picture).convert("RGB")
    ground = image_module.new("RGB", whole.size, whole.getpixel((1, whole.height - 1)))
    box = chops.difference(whole, ground).getbbox()
    foot = min(whole.height, box[3] + 24) if box else whole.height
    cut = whole.crop((0, 0, whole.width, foot))
    cut.quantize(colors=64, dither=image_module.Dither.NONE).save(picture, optimize=True)
    if picture.stat().st_size > LARGEST:
        raise SystemExit(f"{picture.name} is {picture.stat().st_size} bytes, more than {LARGEST}.")


def main() -> None:
    """Make every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for lang in ("en", "zh"):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            frame = TERMINAL.replace("COMMAND", f"tanlu trace {ADDRESS}")
            environment = {
                **os.environ,
                "TANLU_LANG": lang,
                "PYTHONPATH": str(ROOT / "src"),
                "PYTHONUTF8": "1",
            }
            command = [sys.executable, "-c", _PROGRAM, made, lang, ADDRESS, frame]
            subprocess.run(command, check=True, env=environment)
            shoot(
                folder / "regions" / f"regions.{lang}.html",
                PICTURES / f"brief.{lang}.png",
                1000,
                HEIGHTS[lang],
            )
            shoot(folder / "trace.html", PICTURES / f"trace.{lang}.png", 1000, 560)
    for each in sorted(PICTURES.glob("*.png")):
        print(f"{each.relative_to(ROOT)}: {each.stat().st_size} bytes")


if __name__ == "__main__":
    main()
