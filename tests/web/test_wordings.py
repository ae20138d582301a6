"""Back-translations: entered as text, of one wording, before the first vote."""

import pytest

from tanlu.errors import BadDialogue
from tanlu.text import Text
from tanlu.web.audit.models import Event
from tanlu.web.ballots import operations as rounds
from tanlu.web.people.operations import invite
from tanlu.web.people.seats import seat
from tanlu.web.wordings.models import BackTranslation
from tanlu.web.wordings.operations import enter_back, wording_of
from tests.web.network import Visitor
from tests.web.room import entered, opened

pytestmark = pytest.mark.usefixtures("site_db")
EN, ZH = "Train 200 miners before 2027.", "2027年前培训矿工二百人。"
HERE = "dialogues/d/rounds/2/statements/1/"


@pytest.fixture
def place():
    """A statement of a round in preparation, who keeps it, and an interpreter."""
    first, keeper, _ = opened()
    asked = rounds.begin_round(first.dialogue, Text("Q", "问"), attribute="country", segments=[], by=keeper)
    made = rounds.put_statement(asked, Text(EN, ZH), by=keeper)
    interpreter = entered("Lin")
    seat(interpreter, "interpreter", by=keeper, dialogue=first.dialogue)
    visitor = Visitor()
    visitor.come_in(invite(interpreter, by=None))
    return made, keeper, interpreter, visitor


def state(statement):
    statement.refresh_from_db()
    return statement.translation


def test_the_state_comes_only_with_the_text(place):
    statement, keeper, _, visitor = place
    with pytest.raises(BadDialogue, match="enter the back-translation"):
        rounds.review_statement(statement, "back_translated", by=keeper)
    visitor.go(HERE)
    visitor.send("dialogues/d/rounds/2/review/1/", translation="back_translated", status=400)
    assert state(statement) == "draft"
    visitor.go(HERE)
    visitor.send(original="en", text="  ", wording=wording_of(statement), status=400)
    visitor.send(original="en", text="Train 200 miners by 2027.", wording=wording_of(statement))
    assert state(statement) == "back_translated"
    assert visitor.page.count("Train 200 miners by 2027.") == 2  # beside the others, and in the form
    assert "Brought back by Lin" in visitor.page
    told = Event.objects.get(act="statement.back")
    assert "Train" not in str(told.detail)


def test_what_came_back_differently_is_found(place):
    statement, _, interpreter, visitor = place
    enter_back(
        statement, "en", "Train 300 miners before 2027.", by=interpreter, wording=wording_of(statement)
    )
    page = visitor.go(HERE)
    between, _, returned = page.partition("stands in place of the original")
    assert "Nothing found." in between
    assert "number" in returned.split('<p class="note">')[0]
    assert "300" in returned


def test_the_original_may_be_chinese(place):
    statement, _, interpreter, visitor = place
    enter_back(statement, "zh", "2027年前培训矿工三百人。", by=interpreter, wording=wording_of(statement))
    page = visitor.go(HERE)
    assert page.index(ZH) < page.index(EN) < page.index("2027年前培训矿工三百人。")
    assert "Nothing found." not in page.partition("in place of the original")[2].split("Bring it back")[0]


def test_another_wording_is_a_draft_and_its_back_translation_counts_no_more(place):
    statement, keeper, interpreter, visitor = place
    old = wording_of(statement)
    enter_back(statement, "en", "Train 200 miners.", by=interpreter, wording=old)
    visitor.go(HERE + "reword/")
    visitor.send(text_en=EN, text_zh=ZH)
    assert state(statement) == "back_translated"  # nothing was changed
    visitor.go(HERE + "reword/")
    visitor.send(text_en="Train 250 miners.", text_zh="培训矿工二百五十人。")
    assert state(statement) == "draft"
    assert "of an earlier wording" in visitor.page
    with pytest.raises(BadDialogue, match="reworded while"):
        enter_back(statement, "en", "Train 200 miners.", by=interpreter, wording=old)
    with pytest.raises(BadDialogue, match="still a draft"):
        rounds.open_round(statement.round, by=keeper)


def test_it_is_frozen_when_the_round_opens(place):
    statement, keeper, interpreter, visitor = place
    enter_back(statement, "en", "Train 200 miners.", by=interpreter, wording=wording_of(statement))
    rounds.open_round(statement.round, by=keeper)
    page = visitor.go(HERE)
    assert "Train 200 miners." in page
    assert "Keep the back-translation" not in page
    with pytest.raises(BadDialogue, match="frozen"):
        enter_back(statement, "en", "Else.", by=interpreter, wording=wording_of(statement))
    visitor.go(HERE + "reword/")
    visitor.send(text_en="Else.", text_zh="另。", status=400)
    assert BackTranslation.objects.count() == 1
