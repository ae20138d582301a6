"""The fonts of paper: their bytes, what they hold, their licence."""

import hashlib
import json
from importlib.resources import files

import fontTools
import pytest
from fontTools.ttLib import TTFont
from tools import fonts

from tanlu.brief.pdf import characters
from tests import needs
from tests.contract import tree

FONTS = files("tanlu.brief") / "fonts"
ABOUT = json.loads((FONTS / "fonts.json").read_text("utf-8"))
WEIGHTS = ("Regular", "Bold")


def cmap(family, weight):
    with TTFont(str(FONTS / f"{family}-{weight}.otf")) as font:
        return {chr(code) for code in font.getBestCmap()}


@pytest.fixture(scope="module")
def chinese():
    return {weight: cmap("TanluSansSC", weight) for weight in WEIGHTS}


def general_standard():
    """The 8,105 characters, in the order of their table."""
    text = (tree.ROOT / "src" / "tanlu" / "registers" / "data" / "general_standard_characters.txt").read_text(
        "utf-8"
    )
    return "".join(line for line in text.splitlines() if not line.startswith("#"))


def gb2312():
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {each for pair in pairs if (each := pair.decode("gb2312", "ignore"))}


@pytest.mark.parametrize("name", sorted(ABOUT["sha256"]))
def test_bytes_are_those_that_were_made(name):
    assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == ABOUT["sha256"][name]


def test_every_font_is_listed_and_beside_its_licence():
    fonts = {each.name for each in FONTS.iterdir() if each.name.endswith(".otf")}
    assert fonts == {name for name in ABOUT["sha256"] if name.endswith(".otf")}
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright 2014-2021 Adobe" in licence


def test_the_table_of_2013_is_whole():
    table = general_standard()
    assert len(table) == len(set(table)) == 8105
    assert table.startswith("一乙二十丁厂七卜八人")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_both_standards_are_held(chinese, weight):
    assert set(general_standard()) <= chinese[weight]
    assert gb2312() <= chinese[weight]
    assert set("〇℃㎡°·—…“”‘’《》〔〕、。，；：？！（）％‰±×÷≈≤≥→②½") <= chinese[weight]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_latin_holds_what_the_source_lacks(weight):
    assert set("₁₂₃₄✕✓▲▼○“”’–−·éüñ") <= cmap("TanluSans", weight)


def test_the_list_of_characters_is_that_of_the_fonts(chinese):
    for weight in WEIGHTS:
        assert characters() <= chinese[weight] | cmap("TanluSans", weight)
    regular = chinese["Regular"] | cmap("TanluSans", "Regular")
    bold = chinese["Bold"] | cmap("TanluSans", "Bold")
    assert characters() == regular & bold


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize(("file", "family"), [("TanluSansSC", "Tanlu Sans SC"), ("TanluSans", "Tanlu Sans")])
def test_fonts_have_names_of_their_own_and_keep_their_notices(file, family, weight):
    with TTFont(str(FONTS / f"{file}-{weight}.otf")) as font:
        names = {each.nameID: each.toUnicode() for each in font["name"].names}
    assert names[1] == family
    assert names[2] == weight
    assert "Adobe" in names[0]
    assert "SIL Open Font License" in names[13]


def test_a_weight_stays_light():
    for weight in WEIGHTS:
        assert (FONTS / f"TanluSansSC-{weight}.otf").stat().st_size < 3_000_000


def test_a_lowered_two_sits_below_the_line():
    with TTFont(str(FONTS / "TanluSans-Regular.otf")) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        from fontTools.pens.boundsPen import BoundsPen

        low, high = (BoundsPen(glyphs), BoundsPen(glyphs))
        glyphs[names[ord("₂")]].draw(low)
        glyphs[names[ord("²")]].draw(high)
    assert low.bounds[1] < 0 < high.bounds[1]
    assert low.bounds[3] - low.bounds[1] == high.bounds[3] - high.bounds[1]


@pytest.mark.prove
def test_the_fonts_are_made_again_to_the_byte():
    """Where the source is installed; another fontTools may write other bytes, so its version is asked first."""
    if not (fonts.COLLECTIONS / "NotoSansCJK-Regular.ttc").exists():
        needs.absent("Noto Sans CJK 2.004 is not installed")
    if fontTools.version != ABOUT["fonttools"]:
        needs.absent(f"fontTools is {fontTools.version}, not {ABOUT['fonttools']}")
    made = {name: raw for weight in WEIGHTS for name, raw in fonts.make(weight).items()}
    made["characters.txt"] = fonts.characters_of(made).encode()
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in made.items()} == ABOUT["sha256"]
