"""Names of places, people and organisations: confused, misheard, changed, or translated as if they were words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.mentions import Lexicon, Mention
from tanlu.parity.said.sounds import is_surname, likeness, sounding, split_syllables
from tanlu.parity.vocabulary import listed
from tanlu.registers.terms import Term
from tanlu.text import Text

_TWINS: Final = {"CN-SX": "CN-SN", "CN-SN": "CN-SX"}
_ENDINGS: Final = re.compile(r"(?:省|市|自治区|县|州|盟|旗|镇)$")
_COUNTRIES: Final = ("USA", "CHN", "WORLD")
_SYLLABLES: Final = (
    "阿埃艾爱安昂奥巴白班邦包鲍北贝本比彼毕宾波伯勃博布查彻茨慈达戴丹当道得德邓登迪蒂丁顿多厄恩尔法范凡方菲费芬丰冯弗夫福富盖甘高戈哥格葛贡古瓜圭"
    "哈海韩汉豪赫黑亨洪侯胡华怀惠霍基吉季加佳贾简姜杰金京久居喀卡凯坎康考柯科可克肯孔寇库奎昆拉莱赖兰朗劳勒雷黎里理丽利莉连廉良列琳林霖刘留龙隆卢鲁陆露伦"
    "罗洛吕律玛马迈麦曼芒毛梅门蒙孟米密敏明摩莫墨默姆木穆那娜纳奈南内妮尼涅宁纽农努女诺欧帕派潘庞佩彭蓬皮平珀普奇齐乔切钦琴丘屈让热仁日荣茹如瑞若"
    "撒萨塞赛瑟森沙莎山珊尚绍舍申什圣施石史士舒朔丝斯思松苏索所塔泰坦汤唐陶特滕提田铁廷汀图托瓦万旺威韦维伟魏温文翁沃乌吾伍西希锡夏香晓肖谢辛欣兴休修许雪"
    "逊雅亚延扬杨耶叶伊依因英永尤于约赞泽扎詹章珍真芝治朱卓兹宗祖佐"
)
"""Characters that transliterations of names are written in as a rule; from general knowledge, to find names by."""
_PART: Final = f"[{_SYLLABLES}]{{1,6}}"
_DOTTED: Final = re.compile(rf"{_PART}[·•・‧]{_PART}(?:[·•・‧]{_PART})?")
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Za-z’'-]+(?:\s+(?:[A-Z]\.\s+)?[A-Z][A-Za-z’'-]+)+")
_CAPITAL: Final = re.compile(r"[A-Z][a-z’'-]+")
_TITLES: Final = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Professor|Prof|Governor|Senator|Mayor|Director|President|Chairman|Minister|Secretary|Vice|Deputy|Madam|The)\.?\s+"
)
_GIVEN_ZH: Final = r"[\u4e00-\u9fff]"


def name_findings(seen: Comparison) -> Iterator[Finding]:
    """Return names that became others."""
    for _, pair, en, zh in seen.whole():
        if not (en.titled and zh.titled):
            yield from _places(pair, en, zh, seen.lexicon)
        yield from _pinyin_people(pair, en, zh)
    yield from _one_sound_two_names(seen)
    yield from _abbreviations(seen)
    yield from _transliterated(seen)
    yield from _titled(seen)
    yield from _common_nouns(seen)


def _places(pair: Pair, en: Side, zh: Side, lexicon: Lexicon) -> Iterator[Finding]:
    said_en = {
        each.term.id: each for each in en.mentions if each.term.named and each.term.id not in _COUNTRIES
    }
    said_zh = {
        each.term.id: each for each in zh.mentions if each.term.named and each.term.id not in _COUNTRIES
    }
    lost = {
        name: each
        for name, each in said_en.items()
        if name not in said_zh and not _anyway(each.term, zh.text)
    }
    added = {
        name: each
        for name, each in said_zh.items()
        if name not in said_en and not _original(each.term, en.text)
    }
    for name, mention in list(added.items()):
        twin = _TWINS.get(name)
        if twin and twin in said_en:
            lost.pop(twin, None)
            added.pop(name)
            yield _confused(pair, said_en[twin], mention, lexicon.by_id[twin])
    for name, mention in list(lost.items()):
        heard = _misheard(mention.term, zh.text)
        if heard:
            lost.pop(name)
            yield _misheard_finding(pair, mention, heard)
    for other in list(added.values()):
        less = [each for each in said_en.values() if _said_less(each, other, en, zh)]
        if less and less[0].term.id not in lost:
            added.pop(other.term.id)
            yield _confused(pair, less[0], other, less[0].term)
    for mention in lost.values():
        alike = [each for each in added.values() if each.term.kind == mention.term.kind]
        if alike:
            added.pop(alike[0].term.id, None)
            yield _confused(pair, mention, alike[0], mention.term)
        elif _listed(mention, en, said_zh):
            why = Text(f"The Chinese does not name {mention.said}.", f"中文没有提到{mention.term.zh[0]}。")
            yield finding("name", "warning", pair, why, en=(mention.start, mention.end))


def _said_less(mention: Mention, other: Mention, en: Side, zh: Side) -> bool:
    """Whether a name of the kind of ``other`` is said less often in Chinese than in English."""
    if not mention.term.kind == other.term.kind == "place":
        return False
    here, there = (sum(each.term.id == mention.term.id for each in side.mentions) for side in (en, zh))
    return here > there


def _anyway(term: Term, text: str) -> bool:
    forms = {form for words in term.zh for form in (words, _ENDINGS.sub("", words)) if len(form) > 1}
    return any(form in text for form in forms)


def _original(term: Term, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", text) for words in term.en)


def _listed(mention: Mention, en: Side, said_zh: dict[str, Mention]) -> bool:
    """Whether a name stands in a list of its kind of which the rest was kept."""
    if mention.term.kind != "region":
        return False
    peers = {
        each.term.id for each in en.mentions if each.term.kind == "region" and each.term.id not in _COUNTRIES
    }
    return len(peers) >= 3 and len(peers & set(said_zh)) == len(peers) - 1


def _misheard(term: Term, text: str) -> tuple[int, int, str] | None:
    """Return the stretch that sounds like a name without being it."""
    for words in term.zh:
        base = _ENDINGS.sub("", words)
        sound = split_syllables(term.en[0].replace(" ", ""))
        if len(sound) == len(base) and 2 <= len(base) <= 4:
            for start, stretch in sounding(text, sound):
                if stretch != base:
                    return start, start + len(stretch), stretch
    return None


def _misheard_finding(pair: Pair, mention: Mention, heard: tuple[int, int, str]) -> Finding:
    right = mention.term.zh[0]
    why = Text(
        f"{mention.said} is {right}; {heard[2]} sounds like it and is another name.",
        f"{mention.said} 应为“{right}”，“{heard[2]}”只是读音相同。",
    )
    suggestion = Text(f"{right} in Chinese", f"中文宜为“{right}”")
    return finding(
        "name", "error", pair, why, en=(mention.start, mention.end), zh=heard[:2], suggestion=suggestion
    )


def _confused(pair: Pair, en: Mention, zh: Mention, right: Term) -> Finding:
    why = Text(
        f"The English names {en.said}; the Chinese names {zh.said} ({zh.term.en[0]}).",
        f"英文是 {en.said}，中文却是“{zh.said}”（{zh.term.en[0]}）。",
    )
    suggestion = Text(f"{right.zh[0]} in Chinese", f"中文宜为“{right.zh[0]}”")
    return finding(
        "name", "error", pair, why, en=(en.start, en.end), zh=(zh.start, zh.end), suggestion=suggestion
    )


def _pinyin_people(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    """Find Chinese people whose name in pinyin is read by no characters of the other side."""
    taken = [(each.start, each.end) for each in en.mentions]
    for match in re.finditer(r"\b(?=([A-Z][a-z]+)\s+([A-Z][a-z]+(?:[-'’][a-z]+)?)\b)", en.text):
        span = match.start(1), match.end(2)
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        surname, given, name = match[1], match[2].replace("-", ""), en.text[slice(*span)]
        if not is_surname(surname) and is_surname(given):
            surname, given = given, surname
        sound = (*split_syllables(surname), *split_syllables(given))
        if not is_surname(surname) or not split_syllables(given) or name in zh.text:
            continue
        if any(True for _ in sounding(zh.text, sound)):
            continue
        near = _same_surname(zh.text, sound)
        if near:
            why = Text(f"{name} is not what {near[2]} sounds like.", f"“{near[2]}”与 {name} 读音不符。")
            yield finding("name", "error", pair, why, en=span, zh=near[:2])


def _same_surname(text: str, sound: tuple[str, ...]) -> tuple[int, int, str] | None:
    """Return a name that begins with the surname and goes on otherwise."""
    best: tuple[float, int, str] | None = None
    for start, _ in sounding(text, sound[:1]):
        stretch = text[start : start + len(sound)]
        shared = sum(
            any(True for _ in sounding(each, (want,)))
            for each, want in zip(stretch[1:], sound[1:], strict=False)
        )
        if len(stretch) == len(sound) and (shared or not re.search("[，。、；的是在了和与]", stretch)):
            found = (shared, start, stretch)
            best = max(best, found) if best else found
    if not best or (best[0] == 0 and len(sound) > 2 and not _introduced(text, best[1])):
        return None
    return best[1], best[1] + len(sound), best[2]


def _introduced(text: str, start: int) -> bool:
    """Whether a title or a pause stands before a name."""
    return bool(re.search(r"(?:^|[，。、；：（“(]|长|员|任|理|授|家|士|生|人|表|席)$", text[:start]))


def _one_sound_two_names(seen: Comparison) -> Iterator[Finding]:
    """Find people whose Chinese name changes a character for another of the same sound."""
    for name, sound in _sounded(seen).items():
        forms: dict[str, list[tuple[Pair, int]]] = defaultdict(list)
        for _, pair, en, zh in seen.whole():
            if name not in en.text and len(sound) < 3:
                continue  # two syllables sound like too much else
            for start, stretch in sounding(zh.text, sound):
                forms[stretch].append((pair, start))
        usual = max(forms, key=lambda each: len(forms[each]), default="")
        for other in forms:
            if other != usual:
                pair, start = forms[other][0]
                why = Text(
                    f"{name} is {usual} elsewhere and {other} here.",
                    f"{name} 在别处写作“{usual}”，此处写作“{other}”。",
                )
                yield finding("name", "error", pair, why, zh=(start, start + len(other)))


_INITIALS: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3,}(?![A-Za-z0-9])")


def _sounded(seen: Comparison) -> dict[str, tuple[str, ...]]:
    """Return the Chinese people of a text, and the places that no register holds, with their syllables."""
    written: dict[str, tuple[str, ...]] = {}
    for _, _, en, _ in seen.whole():
        for match in re.finditer(r"\b(?=([A-Z][a-z]+)\s+([A-Z][a-z]+)\b)", en.text):
            sound = (*split_syllables(match[1]), *split_syllables(match[2]))
            if is_surname(match[1]) and len(sound) >= 3 and split_syllables(match[2]):
                written[f"{match[1]} {match[2]}"] = sound
        held = [(each.start, each.end) for each in en.mentions]
        for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b", en.text):
            if any(start <= match.start() < end for start, end in held):
                continue
            sound = split_syllables(match.group())
            if len(sound) == 2:
                written.setdefault(match.group(), sound)
    return written


def _abbreviations(seen: Comparison) -> Iterator[Finding]:
    """Find an abbreviation that the other side writes with other letters, or the same ones in another order."""
    for _, pair, en, zh in seen.whole():
        said_en = {match.group(): match for match in _INITIALS.finditer(en.text)}
        said_zh = {match.group(): match for match in _INITIALS.finditer(zh.text)}
        for name in said_en.keys() - said_zh.keys():
            other = next((each for each in said_zh.keys() - said_en.keys() if _near(name, each)), None)
            if other:
                why = Text(
                    f"The English writes {name}, the Chinese {other}.", f"英文写作 {name}，中文写作 {other}。"
                )
                yield finding("name", "error", pair, why, en=said_en[name].span(), zh=said_zh[other].span())


def _near(one: str, other: str) -> bool:
    if sorted(one) == sorted(other):
        return True
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _transliterated(seen: Comparison) -> Iterator[Finding]:
    forms: dict[str, dict[str, tuple[Pair, int, int]]] = defaultdict(dict)
    for _, pair, en, zh in seen.whole():
        people = [_TITLES.sub("", match.group()) for match in _CAPITALS.finditer(en.text)]
        people = [each for each in people if not all(map(split_syllables, each.lower().split()))] or people
        for match in _DOTTED.finditer(zh.text):
            if not people:
                continue
            name = max(people, key=lambda each: _alike(each, match.group()))
            score = _alike(name, match.group())
            if score < 0.4:
                why = Text(
                    f"{match.group()} sounds like none of the names here: {', '.join(people)}.",
                    f"“{match.group()}”与此处的英文人名读音都不相近：{'、'.join(people)}。",
                )
                yield finding("name", "warning", pair, why, zh=match.span())
            else:
                forms[name].setdefault(re.sub("[•・‧]", "·", match.group()), (pair, *match.span()))
    for name, written in forms.items():
        first, *others = written
        for other in others:
            pair, start, end = written[other]
            why = Text(
                f"{name} is {first} elsewhere and {other} here.",
                f"{name} 在别处译作“{first}”，此处译作“{other}”。",
            )
            yield finding("name", "error", pair, why, zh=(start, end))


_TITLED_ZH: Final = re.compile(
    rf"(?<![{_SYLLABLES}·])([{_SYLLABLES}]{{3,6}})(?=博士|先生|女士|教授|州长|参议员|众议员|市长|专员)"
)
_TITLED_EN: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Professor|Prof|Governor|Senator|Representative|Mayor|Commissioner)\.?\s+(?:[A-Z][a-z]+\s+)?([A-Z][a-z’'-]+)"
)


def _titled(seen: Comparison) -> Iterator[Finding]:
    """Find people called by title and family name whose Chinese name sounds like nobody here."""
    for _, pair, en, zh in seen.whole():
        families = [match[1] for match in _TITLED_EN.finditer(en.text)]
        if not families:
            continue
        for match in _TITLED_ZH.finditer(zh.text):
            if max(likeness(each, match[1]) for each in families) < 0.5:
                listed = ", ".join(dict.fromkeys(families))
                why = Text(
                    f"{match[1]} sounds like none of the names here: {listed}.",
                    f"“{match[1]}”与此处的英文人名读音都不相近：{listed}。",
                )
                yield finding("name", "warning", pair, why, zh=match.span(1))


def _alike(english: str, chinese: str) -> float:
    """Return how alike two full names sound: the weaker of given name and family name."""
    parts_en, parts_zh = english.split(), re.split("[·•・‧]", chinese)
    family, given = likeness(parts_en[-1], parts_zh[-1]), likeness(parts_en[0], parts_zh[0])
    return min(family, (family + given) / 2)


def _common_nouns(seen: Comparison) -> Iterator[Finding]:
    """Find proper names made of common words that Chinese renders as common words, without a mark that it is a name."""
    whole_en = " ".join(en.text for en, _ in seen.sides)
    for _, pair, en, zh in seen.whole():
        told: set[str] = set()
        for match in _CAPITALS.finditer(en.text):
            name = match.group()
            if name in told or not _brand(name, match.start(), en, whole_en) or _marked(name, zh.text):
                continue
            rendered = _rendering(name, zh, seen.lexicon)
            if rendered:
                told.add(name)
                why = Text(
                    f"{name} is a name; here it became a common noun ({rendered[2]}…), and nothing marks it as a name.",
                    f"{name} 是专名，译文（“{rendered[2]}……”）却像普通名词，看不出是名称。",
                )
                suggestion = Text(f"keep {name} beside the Chinese", f"宜在中文旁保留原名 {name}")
                yield finding(
                    "name", "warning", pair, why, en=match.span(), zh=rendered[:2], suggestion=suggestion
                )


def _brand(name: str, start: int, en: Side, whole: str) -> bool:
    words = name.split()
    if en.titled or len(re.findall(r"\b[A-Z]", en.text)) * 2 > len(re.findall(r"\b[A-Za-z]", en.text)):
        return False  # a title writes every word large
    initials = "".join(word[0] for word in words)
    known = any(each.start <= start < each.end and each.term.named for each in en.mentions)
    return (
        len(words) >= 2
        and not known
        and words[-1].lower() not in listed("name_heads")
        and len(initials) > 2
        and (len(words) >= 3 or re.search(rf"\b{initials}\b", whole) is not None)
    )


def _marked(name: str, zh: str) -> bool:
    """Whether the Chinese keeps the name, quotes a name, or gives its abbreviation in brackets."""
    initials = "".join(word[0] for word in name.split())
    return (
        name in zh
        or "《" in zh
        or re.search(rf"[（(《“][^）)》”]*{initials}", zh) is not None
        or f"“{name[:1]}" in zh
    )


def _rendering(name: str, zh: Side, lexicon: Lexicon) -> tuple[int, int, str] | None:
    for mention in lexicon.english(name.lower()):
        for words in mention.term.zh:
            at = zh.text.find(words)
            if at >= 0:
                return at, at + len(words), words
    return None
