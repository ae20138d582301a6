"""Make the table of traditional and Japanese forms with the simplified character each stands for.

``python tools/character_variants.py Unihan_Variants.txt`` (plain or .bz2) writes
``registers/data/character_variants.csv`` from properties kSimplifiedVariant, kSemanticVariant and kZVariant of
the Unihan database. Only characters outside the Table of General Standard Chinese Characters are kept, each with
the one standard character it stands for; what stands for several is left out.
"""

import bz2
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "tanlu" / "registers" / "data"
# Forms of the Japanese list of 1946 and 2010 that Unihan does not join to a simplified character.
JAPANESE = """
発发 気气 図图 経经 済济 広广 鉱矿 対对 転转 関关 産产 県县 営营 験验 検检 権权
労劳 効效 単单 戦战 総总 続续 読读 銭钱 鉄铁 児儿 実实 変变 価价 応应 戻回 歩步
歴历 残残 沢泽 浅浅 渋涩 焼烧 犠牺 獣兽 畳叠 砕碎 穂穗 竜龙 縄绳 繊纤 聴听 脳脑
臓脏 蔵藏 覧览 観观 訳译 豊丰 辺边 遅迟 郷乡 釈释 録录 険险 隠隐 雑杂 霊灵 頼赖
顕显 駅驿 騒骚 黒黑 斉齐 歯齿 様样 択择 拡扩 挙举 帰归 巻卷 暁晓 桜樱 栄荣 楽乐
氷冰 浄净 渓溪 為为 壊坏 壌壤 塩盐 増增 団团 囲围
"""
PROPERTIES = ("kSimplifiedVariant", "kSemanticVariant", "kZVariant")


def standard() -> set[str]:
    lines = (DATA / "general_standard_characters.txt").read_text("utf-8").splitlines()
    return set("".join(line for line in lines if not line.startswith("#")))


def main(source: Path) -> None:
    raw = source.read_bytes()
    text = (bz2.decompress(raw) if source.suffix == ".bz2" else raw).decode("utf-8")
    links: dict[str, list[str]] = {}
    for name in PROPERTIES:
        for line in re.findall(rf"^U\+([0-9A-F]+)\t{name}\t(.+)$", text, re.MULTILINE):
            targets = [chr(int(each[2:].split("<")[0], 16)) for each in line[1].split()]
            links.setdefault(chr(int(line[0], 16)), []).extend(targets)
    known, found = standard(), {}
    for character in sorted(links):
        reached = _reached(character, links, known)
        if character not in known and ord(character) < 0x20000 and len(reached) == 1:
            found[character] = reached.pop()
    found |= {each: simple for each, simple in map(tuple, JAPANESE.split()) if each not in known}
    rows = ["variant,standard", *(f"{each},{simple}" for each, simple in sorted(found.items()))]
    (DATA / "character_variants.csv").write_text("\n".join(rows) + "\n", "utf-8")
    print(len(found), "variants")


def _reached(character: str, links: dict[str, list[str]], known: set[str]) -> set[str]:
    first = {each for each in links[character] if each in known}
    second = {each for middle in links[character] for each in links.get(middle, ()) if each in known}
    return first or second


if __name__ == "__main__":
    main(Path(sys.argv[1]))
