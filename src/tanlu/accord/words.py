"""Words for what cells of a register hold: countries, kinds of organisations, which text counts, languages."""

from typing import Final

from tanlu.text import Text

COUNTRIES: Final[dict[str, Text]] = {
    "CHN": Text("China", "中国"),
    "USA": Text("United States", "美国"),
    "INT": Text("International", "国际"),
}
OF_WHAT: Final[dict[str, Text]] = {
    "government": Text("government", "政府部门"),
    "local_government": Text("local government", "地方政府"),
    "enterprise": Text("enterprise", "企业"),
    "research": Text("research", "研究机构"),
    "university": Text("university", "高校"),
    "association": Text("association", "协会"),
    "ngo": Text("non-governmental organisation", "民间组织"),
    "international": Text("international organisation", "国际组织"),
}
PREVAILING: Final[dict[str, Text]] = {
    "en": Text("the English text", "英文本"),
    "zh": Text("the Chinese text", "中文本"),
    "both": Text("both, equally authentic", "两种文本同等作准"),
    "not_stated": Text("not stated", "未说明"),
}
LANGUAGES: Final[dict[str, Text]] = {
    "en": Text("English", "英文"),
    "zh": Text("Chinese", "中文"),
    "en,zh": Text("both", "中英文"),
}
