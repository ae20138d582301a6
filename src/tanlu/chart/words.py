"""The words that charts write themselves."""

from tanlu.text import Text

NOT_MEASURED = Text("not measured", "无数据")
NOT_HELD = Text("no figure held", "未收录数字")
PARTIAL = Text("partly", "部分")
MEASURED = Text("measured", "有数据")
PROVISIONAL = Text("provisional", "初步数")
YEAR = Text("Year", "年份")
REGION = Text("Region", "地区")
NOTE = Text("Note", "说明")
SOURCE_OF_POWER = Text("Source of power", "电源")
AMOUNT = Text("Amount", "数量")
SHARE = Text("Share (%)", "占比（%）")
DATE = Text("Date", "日期")
WHERE = Text("Where", "地区")
TIED_BY = Text("Joined by", "文件")
EVENT = Text("Event", "事件")
SHARE_OF_WHOLE = Text("Share of each whole, %", "各占总量的百分比")
LOW = Text("Lower bound", "下限")
HIGH = Text("Upper bound", "上限")
