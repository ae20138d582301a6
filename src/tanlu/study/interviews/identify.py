"""What in a text may tell who speaks: numbers, addresses, forms of address, workplaces, ages. A help, never a proof."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tanlu.text import Text

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLES: Final = (
    "师傅|书记|主任|总经理|经理|总|矿长|队长|班长|工程师|工|老师|大夫|医"
    "生|局长|县长|市长|镇长|村长|区长|科长|处长"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trace.

    Parameters
    ----------
    id : str
    title : Text
    mark : Text
        What stands in its place.
    certain : bool
        Whether it is taken out as soon as a transcript comes in, and not only of what leaves.
    """

    id: str
    title: Text
    mark: Text
    certain: bool = False


PERSON: Final = Kind(
    "person", Text("a person of the key file", "代号表中的人"), Text("name", "姓名"), certain=True
)
EMPLOYER: Final = Kind(
    "employer", Text("where one of them works", "其工作单位"), Text("workplace", "单位"), certain=True
)
PHONE: Final = Kind("phone", Text("a telephone number", "电话号码"), Text("number", "号码"), certain=True)
MAIL: Final = Kind("mail", Text("an e-mail address", "电子邮箱"), Text("address", "邮箱"), certain=True)
NUMBER: Final = Kind(
    "number", Text("a number of identity", "身份证件号码"), Text("number", "号码"), certain=True
)
PLATE: Final = Kind("plate", Text("a number plate", "车牌号"), Text("number", "号码"), certain=True)
ADDRESSED: Final = Kind("addressed", Text("somebody addressed by name", "以姓相称的人"), Text("name", "姓名"))
WORKPLACE: Final = Kind(
    "workplace", Text("a mine, works or company", "煤矿、工厂或公司"), Text("workplace", "单位")
)
CALLED: Final = Kind("pseudonym", Text("a pseudonym", "代号"), Text("name", "姓名"))
VILLAGE: Final = Kind("village", Text("a village or town", "村镇"), Text("place", "地点"))
AGE: Final = Kind("age", Text("an age", "年龄"), Text("age", "年龄"))

_RULES: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (CALLED, re.compile(r"\[[A-Z]{1,3}\d{1,4}\]")),
    (MAIL, re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (NUMBER, re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)", re.ASCII)),
    (NUMBER, re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])", re.ASCII)),
    (PHONE, re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)", re.ASCII)),
    (PHONE, re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)", re.ASCII)),
    (PHONE, re.compile(r"(?<!\d)(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)", re.ASCII)),
    (PLATE, re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-Z0-9]{5,6}")),
    (ADDRESSED, re.compile(rf"(?:[{_SURNAMES}]|欧阳|司马|上官|诸葛)(?:{_TITLES})")),
    (ADDRESSED, re.compile(rf"[老小][{_SURNAMES}](?![\u4e00-\u9fff]?(?:年|家|兵|矿区))")),
    (ADDRESSED, re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sheriff|Pastor)\.?\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")),
    (WORKPLACE, re.compile(r"[\u4e00-\u9fff]{2,6}?(?:煤矿|矿业|焦化厂|电厂|煤业|集团|公司)")),
    (WORKPLACE, re.compile(
        r"\b(?:[A-Z][\w&'’-]+\s){1,3}(?:Mine|Colliery|Pit|Mining|Coal|Energy|Resources|Corporation|Company|Inc|LLC)\b")),
    (VILLAGE, re.compile(r"[\u4e00-\u9fff]{2,4}?(?:村|镇|乡|社区|小区)(?![上里子下外民长亲])")),
    (VILLAGE, re.compile(r"[\u4e00-\u9fff]{1,3}[庄沟坡湾河岭堡寨坪梁]村")),
    (AGE, re.compile(r"(?<!\d)\d{2}\s?(?:周?岁|years? old|years? of age)", re.ASCII)),
    (AGE, re.compile(r"[二三四五六七八九]?十[一二三四五六七八九]?岁")),
    (AGE, re.compile(r"\b(?:I am|I'm|I’m|aged)\s\d{2}\b", re.ASCII)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """A place that may tell who speaks."""

    start: int
    end: int
    kind_id: str

    @property
    def kind(self) -> Kind:
        """What it is."""
        return KINDS[self.kind_id]


KINDS: Final = {
    each.id: each
    for each in (PERSON, EMPLOYER, PHONE, MAIL, NUMBER, PLATE, ADDRESSED, WORKPLACE, VILLAGE, CALLED, AGE)
}


def traces(text: str, *, certain: bool = False) -> tuple[Trace, ...]:
    """Return the places of a text that may tell who speaks, by rules; nicknames and turns of life they do not know.

    Parameters
    ----------
    text : str
    certain : bool
        Only what is beyond doubt: numbers and addresses.

    Examples
    --------
    >>> [each.kind.id for each in traces("找张师傅，13812345678，我今年43岁")]
    ['addressed', 'phone', 'age']
    """
    found = {
        Trace(match.start(), match.end(), kind.id)
        for kind, rule in _RULES
        if kind.certain or not certain
        for match in rule.finditer(text)
        if kind is not NUMBER or "-" in match[0] or checksum(match[0])
    }
    return tuple(sorted(found))


def checksum(number: str) -> bool:
    """Tell whether the last digit of a Chinese number of identity (GB 11643) is right.

    Examples
    --------
    >>> checksum("11010519491231002X"), checksum("110105194912310021")
    (True, False)
    """
    weights = [2 ** (17 - at) % 11 for at in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def joined(found: Iterable[Trace]) -> tuple[Trace, ...]:
    """Return the traces without overlap; of two that do, the one that begins first, or the longer."""
    kept: list[Trace] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end > kept[-1].end:
            kept[-1] = Trace(kept[-1].start, each.end, kept[-1].kind_id)
    return tuple(kept)
