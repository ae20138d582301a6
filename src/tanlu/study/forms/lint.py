"""Everything that is wrong with a form, apart from what only a reader of both languages can hear."""

from tanlu.study.forms.defects import Defect
from tanlu.study.forms.languages import language_defects
from tanlu.study.forms.logic import logic_defects
from tanlu.study.forms.model import Form
from tanlu.study.forms.scales import scale_defects
from tanlu.study.forms.sheets import CHOICES, SURVEY
from tanlu.study.forms.structure import accepted, structure_defects

_ORDER = {SURVEY: 0, CHOICES: 1}


def lint(form: Form) -> tuple[Defect, ...]:
    """Return what is wrong with a form, in the order of its rows; what a row lets stand with a reason is left out.

    Parameters
    ----------
    form : Form
        As it was read.
    """
    checks = (structure_defects, logic_defects, language_defects, scale_defects)
    return standing(form, tuple(dict.fromkeys(each for check in checks for each in check(form))))


def standing(form: Form, found: tuple[Defect, ...]) -> tuple[Defect, ...]:
    """Return the defects that no row lets stand, in the order of the rows."""
    let = {(sheet, row.line): accepted(row) for sheet in (SURVEY, CHOICES) for row in form.sheet(sheet).rows}
    left = [each for each in found if each.kind not in let.get((each.sheet, each.line), ())]
    return tuple(sorted(left, key=lambda each: (_ORDER.get(each.sheet, 2), each.line)))
