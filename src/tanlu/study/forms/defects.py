"""What may be wrong with a form: every class, what it means, and what to do about it."""

from dataclasses import dataclass
from typing import Any, Final

from tanlu.study.forms.sheets import Row
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Class:
    """A class of defects.

    Parameters
    ----------
    title : Text
        What it is called.
    do : Text
        What to do about it.
    """

    title: Text
    do: Text


@dataclass(frozen=True, slots=True)
class Defect:
    """One place of a form that is wrong.

    Parameters
    ----------
    kind : str
        One of `CLASSES`.
    sheet : str
    line : int
        Of the sheet, as a spreadsheet counts; 0 for the sheet as a whole.
    column : str
        Heading; empty for the row as a whole.
    name : str
        Of the question or choice.
    why : Text
        What is wrong.
    """

    kind: str
    sheet: str
    line: int
    column: str
    name: str
    why: Text

    @property
    def place(self) -> Text:
        """Where it stands."""
        if not self.line:
            return Text(f"sheet {self.sheet}", f"工作表 {self.sheet}")
        column = f", {self.column}" if self.column else ""
        return Text(
            f"{self.sheet} line {self.line}{column}",
            f"{self.sheet} 第{self.line}行{column.replace(', ', '，')}",
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "class": self.kind, "sheet": self.sheet, "line": self.line, "column": self.column, "name": self.name,
            "why": self.why.to_json(), "do": CLASSES[self.kind].do.to_json(),
        }  # fmt: skip


def at(kind: str, sheet: str, row: Row, column: str, en: str, zh: str) -> Defect:  # noqa: PLR0917 - a place
    """Return a defect in a cell."""
    return Defect(kind, sheet, row.line, column, row("name"), Text(en, zh))


CLASSES: Final[dict[str, Class]] = {
    "settings": Class(
        Text("form without id or version", "缺少表单编号或版本"),
        Text(
            "Fill form_id and version in settings: answers are told apart by them.",
            "请在 settings 中填写 form_id 和 version，答卷据此区分。",
        ),
    ),
    "type_unknown": Class(
        Text("unknown type", "未知题型"),
        Text(
            "Use a type of XLSForm, for example text, integer or select_one LIST.",
            "请使用 XLSForm 的题型，例如 text、integer 或 select_one 选项表。",
        ),
    ),
    "name_invalid": Class(
        Text("name missing or not allowed", "名称缺失或不合规"),
        Text(
            "Begin with a letter or _, then letters, digits, _, - and dots.",
            "以字母或下划线开头，只用英文字母、数字、下划线、连字符和点。",
        ),
    ),
    "name_duplicate": Class(
        Text("name used twice", "名称重复"),
        Text("Give each question a name of its own.", "请为每道题取不同的名称。"),
    ),
    "group_unmatched": Class(
        Text("group not closed or not opened", "分组未配对"),
        Text(
            "Close each begin_group and begin_repeat with its own end.",
            "每个 begin_group、begin_repeat 都要有对应的结尾。",
        ),
    ),
    "reference_undefined": Class(
        Text("reference to no question", "引用了不存在的题目"),
        Text("Name a question of the form in ${}.", "请在 ${} 中写表单里已有的题目名称。"),
    ),
    "expression": Class(
        Text("expression that cannot be read", "表达式无法读懂"),
        Text("Correct the expression at the place named.", "请在所示位置改正表达式。"),
    ),
    "function_unknown": Class(
        Text("function unknown, or wrong number of arguments", "函数未收录或参数个数不对"),
        Text(
            "Use a function of the documentation with as many arguments as it takes.",
            "请使用文档所列的函数并给足参数。",
        ),
    ),
    "cycle": Class(
        Text("questions that wait for each other", "题目互相依赖"),
        Text(
            "Break the circle: a question may depend only on others that do not depend on it.",
            "请打破循环：一道题不能依赖于又反过来依赖它的题。",
        ),
    ),
    "list_missing": Class(
        Text("list of choices missing", "选项表缺失"),
        Text("Add the list to the sheet choices.", "请在 choices 工作表中补上该选项表。"),
    ),
    "list_unused": Class(
        Text("list of choices not used", "选项表未被使用"),
        Text("Use the list or take it out.", "请使用该选项表，或将其删除。"),
    ),
    "choice_invalid": Class(
        Text("code of a choice missing, or with a space", "选项代码缺失或含空格"),
        Text(
            "Give each choice a code without spaces: several codes are joined by spaces.",
            "请为每个选项取不含空格的代码；多选答案以空格相连。",
        ),
    ),
    "choice_duplicate": Class(
        Text("code used twice in a list", "选项代码重复"),
        Text("Give each choice of a list its own code.", "同一选项表内代码不得重复。"),
    ),
    "mark_unknown": Class(
        Text("word of ours that is unknown", "附加列取值未知"),
        Text(
            "Use one of the words that the documentation lists for the column.",
            "请使用文档为该列列出的取值。",
        ),
    ),
    "scale_lists": Class(
        Text("items of one scale with different answers", "同一量表的选项不一致"),
        Text("Let all items of a scale use one list of choices.", "同一量表的各题应使用同一选项表。"),
    ),
    "accept_unexplained": Class(
        Text("exception without a reason", "例外未说明理由"),
        Text("Write the reason in tr_note.", "请在 tr_note 中写明理由。"),
    ),
    "language_untagged": Class(
        Text("language without a code", "语言缺少代码"),
        Text(
            "Write the heading with a code in half-width brackets: label::中文 (zh).",
            "列名请用半角括号注明代码：label::中文 (zh)。",
        ),
    ),
    "language_drift": Class(
        Text("one language under two names", "同一语言用了两个名称"),
        Text(
            "Write the language the same way in every heading, or devices see two languages.",
            "各列名中语言写法须一致，否则设备会当作两种语言。",
        ),
    ),
    "language_absent": Class(
        Text("language absent", "缺少一种语言"),
        Text(
            "Add the columns label::English (en) and label::中文 (zh).",
            "请加入 label::English (en) 与 label::中文 (zh) 两列。",
        ),
    ),
    "translation_missing": Class(
        Text("cell empty in one language", "一种语言的单元格为空"), Text("Fill the cell.", "请填写该单元格。")
    ),
    "label_missing": Class(
        Text("nothing to read", "没有可读的文字"),
        Text("Write what the person is asked, in both languages.", "请用两种语言写出题目或选项的文字。"),
    ),
    "translation_same": Class(
        Text("same text in both languages", "两种语言文字相同"),
        Text("Translate the cell.", "请翻译该单元格。"),
    ),
    "language_wrong": Class(
        Text("text in the other language", "文字与语言不符"),
        Text("Put the text into the column of its language.", "请把文字放入所属语言的列。"),
    ),
    "placeholder": Class(
        Text("${} not the same in both languages", "两种语言的 ${} 不一致"),
        Text("Let both languages show the same answers.", "两种语言应引用相同的答案。"),
    ),
    "digits_full_width": Class(
        Text("full-width digits or brackets of ${}", "使用了全角数字或全角 ${}"),
        Text("Write digits and ${} half-width.", "数字和 ${} 请用半角。"),
    ),
    "scale_order": Class(
        Text("scale that runs the other way in one language", "量表方向在两种语言中相反"),
        Text("Let each row say the same step in both languages.", "每一行在两种语言中应是同一档。"),
    ),
    "choice_same": Class(
        Text("two choices that read the same", "两个选项文字相同"),
        Text(
            "Let a reader tell all choices of the list apart in each language.",
            "每种语言中各选项应能相互区分。",
        ),
    ),
    "scale_midpoint": Class(
        Text("一般 for neither", "以“一般”译中间档"),
        Text(
            "Write 既不同意也不反对 or 说不清 as meant: 一般 reads as mediocre.",
            "请按原意写“既不同意也不反对”；“一般”有“不怎么样”之意。",
        ),
    ),
    "length": Class(
        Text("far longer in one language", "一种语言明显过长"),
        Text(
            "See whether something was added or left out; if not, accept it with a reason.",
            "请核对是否有增译或漏译；如无，可注明理由后保留。",
        ),
    ),
    "number": Class(
        Text("number", "数字不一致"), Text("Let both say the same number.", "两种语言的数字应一致。")
    ),
    "unit": Class(
        Text("unit or size", "单位或量级不一致"),
        Text("Let both name the same unit.", "两种语言的单位和量级应一致。"),
    ),
    "date": Class(Text("date", "日期不一致"), Text("Let both name the same date.", "两种语言的日期应一致。")),
    "hedge": Class(
        Text("hedge", "约数用语不一致"), Text("Let both be equally sure.", "两种语言的把握程度应一致。")
    ),
    "polarity": Class(
        Text("yes against no", "肯定与否定相反"),
        Text("Let both affirm or both deny.", "两种语言应同为肯定或同为否定。"),
    ),
    "name": Class(Text("name", "名称不一致"), Text("Let both name the same.", "两种语言应指同一名称。")),
    "instrument": Class(
        Text("kind of paper", "文书性质不一致"),
        Text("Let both name the same kind of paper.", "两种语言的文书性质应一致。"),
    ),
    "term": Class(
        Text("term", "术语不一致"), Text("Use the term of the term base.", "请使用术语库中的术语。")
    ),
    "term_consistency": Class(
        Text("one thing under two names", "同物异名"), Text("Keep to one word.", "请统一用词。")
    ),
    "machine_translation": Class(
        Text("mistake of machine translation", "机器误译"), Text("Translate it anew.", "请重新翻译。")
    ),
    "scope": Class(
        Text("scope", "范围不一致"),
        Text("Let both speak of the same people and things.", "两种语言的范围应一致。"),
    ),
    "variant_character": Class(
        Text("traditional or variant character", "繁体或异体字"),
        Text("Use the simplified form.", "请改用规范简体字。"),
    ),
}
"""Every class of defect; a form with any of them is not compiled for the field."""
