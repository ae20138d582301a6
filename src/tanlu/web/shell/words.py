"""Words that several pages use."""

from typing import Final

from tanlu.text import Text

NOT_MEASURED: Final = Text("not measured", "无数据")
NOT_HELD: Final = Text("no figure held", "未收录")
