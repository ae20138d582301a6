"""Take the pictures of the help from a site that is running: `python tools/pictures.py http://localhost:8765`."""

import hashlib
import io
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WEB = "src/tanlu/web"
SHOTS = {  # name: address, where the picture begins, and the templates that it shows
    "agreements": ("agreements/", "main", [f"{WEB}/ledger/templates/agreements.html.jinja"]),
    "compare": (
        "compare/?i=coal_output&r=CN-SX&r=US-WY&y=2005-2023",
        "#part-1",
        [f"{WEB}/comparison/templates/compare.html.jinja"],
    ),
    "figure": ("figures/coal_output/CN-SX/2023/", "main", [f"{WEB}/figures/templates/figure.html.jinja"]),
    "outlook": (
        "outlook/own/?region=US-WY&damping=60&wider=150&years=10&cut=basin&onset=2",
        "#result",
        [f"{WEB}/outlooks/templates/own_outlook.html.jinja"],
    ),
}
TAKEN = Path(__file__).with_suffix(".json")
MOST = 60_000


def digest(templates: list[str]) -> str:
    """Return what tells one state of the templates that a picture shows from another."""
    held = b"".join((ROOT / each).read_bytes() for each in templates)
    return hashlib.sha256(held).hexdigest()[:16]


def take(browser: "Browser", site: str, lang: str, name: str) -> bytes:
    """Return a picture in few colours."""
    from PIL import Image  # noqa: PLC0415 - who only asks whether pictures are stale needs neither this nor a browser

    address, start, _ = SHOTS[name]
    page = browser.new_page(viewport={"width": 800, "height": 700}, reduced_motion="reduce")
    page.goto(f"{site}/{lang}/{address}")
    page.wait_for_selector(start, timeout=60_000)
    page.locator(start).evaluate("(each) => each.scrollIntoView()")
    shot = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    out = io.BytesIO()
    shot.convert("RGB").quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(site: str) -> None:
    """Take every picture, and write down of which templates."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - as above

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in SHOTS:
            for lang in ("en", "zh"):
                data = take(browser, site, lang, name)
                if len(data) > MOST:
                    raise SystemExit(f"{name}.{lang}.png has {len(data)} bytes, more than {MOST}")
                (PICTURES / f"{name}.{lang}.png").write_bytes(data)
                print(f"{name}.{lang}.png", len(data))
        browser.close()
    told = {name: digest(templates) for name, (_, _, templates) in SHOTS.items()}
    TAKEN.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8765")
