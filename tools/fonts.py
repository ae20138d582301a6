"""Make the fonts that briefs on paper are set in: a subset of Noto Sans CJK, Regular and Bold.

Run ``python tools/fonts.py`` where the OpenType collections of Noto Sans CJK 2.004 are installed (Debian:
fonts-noto-cjk) and fontTools is at hand. Two families are made. "Tanlu Sans SC" holds the SC face: GB 2312, the
8,105 General Standard Chinese Characters of 2013, 〇, and the signs of units and punctuation. "Tanlu Sans" holds
Latin, with the narrow quotation marks and dots that English wants (in the SC face they are as wide as a Han
character), and with the signs that the source lacks: subscripts are its superscripts lowered, ✕ is its ×.

Noto Sans CJK reserves no font name, but a modified font under the name of the original would be mistaken for
it where both are installed; so the families have names of their own. Equal sources and an equal fontTools give
equal bytes: no time of making is written.

``python tools/fonts.py --unihan FILE`` writes the list of general standard characters again, from property kTGH
of the Unihan database (``Unihan_OtherMappings.txt``, plain or .bz2).
"""

import argparse
import bz2
import hashlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from fontTools import version
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).resolve().parent.parent
FONTS: Final = ROOT / "src" / "tanlu" / "brief" / "fonts"
STANDARD: Final = ROOT / "src" / "tanlu" / "registers" / "data" / "general_standard_characters.txt"
COLLECTIONS: Final = Path("/usr/share/fonts/opentype/noto")
WEIGHTS: Final = ("Regular", "Bold")
# Faces of the collection: the Korean one has proportional quotation marks, as English has.
LATIN_FACE, SC_FACE = 1, 2
COUNT: Final = 8105
EXTRA: Final = (
    "〇㎡㎏㎞㎎㎜㎝㏄℃°′″‰±×÷−≈≠≤≥∶∕½¼¾¹²³⁴₁₂₃₄€£¥¢§¶†‡•·…‘’“”«»–—†№™©®→←↑↓✓✕▲▼△▽○●◆◇■□★☆αβγΔδεημπσΣτφΩω"
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
)
# Signs that the source lacks, made from a sign that it has, moved by so many thousandths of the size.
MADE: Final = {"₁": ("¹", -450), "₂": ("²", -450), "₃": ("³", -450), "₄": ("⁴", -450), "✕": ("×", 0)}
SLOTS: Final = "⑯⑰⑱⑲⑳"  # their glyphs are overwritten in the Latin font, which has no other use for them


def gb2312() -> set[str]:
    """Return the characters of GB 2312, by the standard library's own codec."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def general_standard() -> set[str]:
    """Return the 8,105 characters of the table of 2013."""
    lines = STANDARD.read_text("utf-8").splitlines()
    found = set("".join(line for line in lines if not line.startswith("#")))
    if len(found) != COUNT:
        sys.exit(f"{STANDARD.name} holds {len(found)} characters, not {COUNT}")
    return found


def latin() -> set[str]:
    """Return Basic Latin and Latin-1; of what lies beyond, the source has the letters of pinyin only."""
    return {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}


def write_standard(unihan: Path) -> None:
    """Write the list of general standard characters, in the order of the table."""
    raw = unihan.read_bytes()
    text = (bz2.decompress(raw) if unihan.suffix == ".bz2" else raw).decode("utf-8")
    edition = re.search(r"^# Unicode version: ([0-9.]+)", text, re.MULTILINE)
    rows = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t2013:([0-9]+)", text, re.MULTILINE)
    table = {int(place): chr(int(code, 16)) for code, place in rows}
    if sorted(table) != list(range(1, COUNT + 1)):
        sys.exit(f"{unihan} does not hold the places 1 to {COUNT}")
    characters = "".join(table[place] for place in sorted(table))
    head = (
        "# The 8,105 characters of the Table of General Standard Chinese Characters (通用规范汉字表, State Council of\n"
        "# China, 2013), in its order: 3,500, 3,000 and 1,605 of its three levels. Taken from property kTGH of the\n"
        f"# Unihan database{f', version {edition[1]}' if edition else ''} (Unicode Data Files, "
        "https://www.unicode.org/license.txt).\n"
    )
    rows_of = [characters[at : at + 50] for at in range(0, COUNT, 50)]
    STANDARD.write_text(head + "\n".join(rows_of) + "\n", "utf-8", newline="\n")


def subset(collection: Path, face: int, characters: set[str]) -> Any:  # noqa: ANN401 - a fontTools font
    """Return one face of a collection with these characters only."""
    font = TTFont(collection, fontNumber=face, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark", "ccmp"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    worker = Subsetter(options)
    worker.populate(text="".join(sorted(characters)))
    worker.subset(font)
    return font


def overwrite(font: Any) -> None:  # noqa: ANN401
    """Draw the signs that the source lacks into the slots and map them."""
    mapped, glyphs = font.getBestCmap(), font.getGlyphSet()
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    drawn = {}
    for slot, (sign, (model, down)) in zip(SLOTS, MADE.items(), strict=True):
        source, target = mapped[ord(model)], mapped[ord(slot)]
        width = font["hmtx"][source][0]
        pen = T2CharStringPen(width, glyphs)
        glyphs[source].draw(TransformPen(pen, (1, 0, 0, 1, 0, down)))
        private = strings[target].private
        made = pen.getCharString(private, strings[target].globalSubrs)
        made.program[0] = width - private.nominalWidthX
        drawn[slot, sign] = (target, made, font["hmtx"][source])
    for (slot, sign), (target, made, metrics) in drawn.items():
        strings[target] = made
        font["hmtx"][target] = metrics
        for table in font["cmap"].tables:
            if table.cmap.pop(ord(slot), None):
                table.cmap[ord(sign)] = target


def rename(font: Any, family: str, weight: str) -> None:  # noqa: ANN401
    """Give the font its own name; copyright, trademark and licence stay as they are."""
    names = font["name"]
    names.names = [each for each in names.names if each.platformID == 3 and each.langID == 0x409]
    postscript = f"{family.replace(' ', '')}-{weight}"
    digest = hashlib.sha256("".join(sorted(map(chr, font.getBestCmap()))).encode()).hexdigest()[:12]
    for ident, words in {
        1: family,
        2: weight,
        3: f"2.004;{postscript};{digest}",
        4: family if weight == "Regular" else f"{family} {weight}",
        6: postscript,
        10: f"Modified: a subset of {names.getDebugName(6)}, renamed.",
    }.items():
        names.setName(words, ident, 3, 1, 0x409)
    names.names = [each for each in names.names if each.nameID not in {16, 17, 21, 22}]
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName = family, names.getDebugName(4)


def make(weight: str) -> dict[str, bytes]:
    """Return the two font files of a weight, by name."""
    collection = COLLECTIONS / f"NotoSansCJK-{weight}.ttc"
    wanted = {"TanluSansSC": (SC_FACE, gb2312() | general_standard() | latin() | set(EXTRA))}
    wanted["TanluSans"] = (LATIN_FACE, latin() | {each for each in EXTRA if ord(each) < 0x2E80} | set(SLOTS))
    made = {}
    for name, (face, characters) in wanted.items():
        font = subset(collection, face, characters)
        if face == LATIN_FACE:
            overwrite(font)
        rename(font, "Tanlu Sans SC" if face == SC_FACE else "Tanlu Sans", weight)
        out = io.BytesIO()
        font.save(out, reorderTables=True)
        made[f"{name}-{weight}.otf"] = out.getvalue()
    return made


def characters_of(files: dict[str, bytes]) -> str:
    """Return the characters that every weight can set, as ranges in a text."""
    by_weight = []
    for weight in WEIGHTS:
        codes: set[int] = set()
        for name, raw in files.items():
            if name.endswith(f"-{weight}.otf"):
                codes |= TTFont(io.BytesIO(raw)).getBestCmap().keys()
        by_weight.append(codes)
    both = sorted(set.intersection(*by_weight))
    ranges: list[list[int]] = []
    for code in both:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "\n".join(f"{low:04X}-{high:04X}" if high > low else f"{low:04X}" for low, high in ranges) + "\n"


def main() -> None:
    """Make the list, or the fonts with their hashes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--unihan", type=Path, help="write the list of general standard characters from FILE")
    asked = parser.parse_args()
    if asked.unihan:
        write_standard(asked.unihan)
        return

    files = {name: raw for weight in WEIGHTS for name, raw in make(weight).items()}
    files["characters.txt"] = characters_of(files).encode()
    about: dict[str, Any] = {"source": "Noto Sans CJK 2.004", "fonttools": version, "sha256": {}}
    for name, raw in sorted(files.items()):
        (FONTS / name).write_bytes(raw)
        about["sha256"][name] = hashlib.sha256(raw).hexdigest()
        print(f"{name}: {len(raw):,} bytes")
    (FONTS / "fonts.json").write_text(json.dumps(about, indent=2) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
