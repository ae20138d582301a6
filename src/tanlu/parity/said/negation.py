"""Whether a stretch of text denies: plain negation, and what leaves the question open."""

import re
from typing import Final

_IDLE_EN: Final = re.compile(
    r"\bnot only\b|\bnot (?:least|just|merely|simply|solely)\b|\bno (?:later|earlier|fewer|less|more) than\b|\bnot (?:less|fewer|more|later) than\b|"
    r"\bno longer\b(?= than)|\bwhether or not\b|\bif not\b|\bno doubt\b|\bnotwithstanding\b|\bno\. ?\d|\bNo\. ?\d|\bnon-(?:profit|governmental|ferrous)\b|"
    r"\bnot-for-profit\b|\bnot for attribution\b|\bnon-attribution\b|\bnon-paper\b",
    re.IGNORECASE,
)
_PLAIN_EN: Final = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nothing|nobody|nowhere|cannot|without)\b|n['’]t\b|\bnon-?(?:binding|exclusive|commercial|recourse)\b|\bunbinding\b",
    re.IGNORECASE,
)
_OPEN_EN: Final = re.compile(
    r"\b(?:fail\w*|refus\w*|lack\w*|absen\w*|exclu\w*|prevent\w*|den(?:y|ied|ies)|avoid\w*|declin\w*|ceas\w*|prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?|"
    r"reject\w*|except\w*|rather than|instead|little|few|hardly|scarcely|barely|rarely|seldom|remain(?:s|ed)? to|pending|yet|less|unless|until|before|only|"
    r"un\w{4,}|in(?:complete|adequate|sufficient|formal|ability|capable|definite\w*|consistent)|im(?:possible|practical)|dis\w{5,}|non-?\w+|"
    r"short of|missing|withheld|withhold\w*|leave[sd]? out|omit\w*|stop\w*|end(?:ed)?|minus|free of|neglect\w*|ignor\w*|closed|difficult\w*|hard to|"
    r"other than|regardless|irrespective|despite|although|but|however|halt\w*|drop\w*|vacant|empty|still to|no longer|beyond|anonym\w*|confidential\w*|private\w*)\b",
    re.IGNORECASE,
)
_IDLE_ZH: Final = re.compile(
    r"不断|不仅|不但|不只|不光|不单|不少|不同|不论|不管|不久|不得不|不可或缺|不可分割|不容忽视|不妨|不如|不亚于|不乏|不遗余力|不可避免|"
    r"不超过|不低于|不少于|不高于|不多于|不足(?=[\d一二三四五六七八九十百千万])|不到(?=[\d一二三四五六七八九十百千万])|不止|不日|不一|不等|不动产|不锈钢|不确定性|不平衡|不良|不利|不便|不满|不佳|不稳定|"
    r"不记名|不具名|不署名|无论|无疑|无人机|无烟煤|无形|无线|无缝|无偿|无障碍|无害|未来|非常|非正式|非洲|非物质|非政府|非营利|非公有|非文件|非私营|非化石|除非|没落|莫过于|勿论|"
    r"无不|无非|从未有过|前所未有|史无前例|无与伦比|毫无疑问|是否|否则|能否|可否|与否"
)
_PLAIN_ZH: Final = re.compile(
    r"不|没有|并未|尚未|从未|未(?!必然来知)|无(?!锡)|绝非|并非|而非|非(?=[^公凡])|毫无|决不|不得|禁止|严禁|勿|别(?=[让忘把])|免于|莫"
)
_OPEN_ZH: Final = re.compile(
    r"缺乏|缺少|避免|防止|拒绝|以外|除[^。；，]{0,12}外|除外|停止|尚待|有待|待|难以|难|失败|未能|仅|只|才|直到|除非|不足|较少|很少|极少|鲜|少|例外|排除|否认|否决|取消|终止|匿名|保密|闭门|"
    r"反对|不便|非正式|不利|不良|空缺|空白|放弃|中断|丧失|失去|而不是|忽视|脱离|免|否"
)


def denies_en(text: str) -> bool | None:
    """Return True where English plainly denies, False where it does not, None where it is open."""
    kept = _IDLE_EN.sub(" ", text)
    if _PLAIN_EN.search(kept):
        return True
    return None if _OPEN_EN.search(text) or kept != text else False


def denies_zh(text: str) -> bool | None:
    """Return True where Chinese plainly denies, False where it does not, None where it is open."""
    kept = _IDLE_ZH.sub("　", text)
    if _PLAIN_ZH.search(kept):
        return True
    return None if _OPEN_ZH.search(text) or kept != text else False
