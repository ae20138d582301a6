"""Words that several pages use."""

from datetime import date
from typing import Final

from tanlu.period import PartialDate
from tanlu.text import Lang, Text

NOT_MEASURED: Final = Text("not measured", "无数据")
NOT_HELD: Final = Text("no figure held", "未收录")


def written(day: date | str, lang: Lang) -> str:
    """Return a day as a reader writes it: ``14 May 2025`` or ``2025年5月14日``."""
    return PartialDate.parse(str(day)).label(lang)
