"""A dialogue from invitation to result, by the site alone."""

import pytest

from tanlu.web.audit.operations import prove
from tests.web.network import Visitor, code_on, receipt_on, staff

pytestmark = pytest.mark.usefixtures("site_db")
STATEMENTS = [
    ("Retrain before the mine closes.", "先培训，后关矿。"),
    ("Pay for what is left behind.", "为遗留问题付费。"),
]


def invited(keeper, count=12):
    """People of two countries, signed in, half of them reading Chinese."""
    found = []
    for at in range(count):
        country, lang = ("CHN", "zh") if at % 2 else ("USA", "en")
        keeper.go("dialogues/track2/people/")
        page = keeper.send(
            name_en=f"Person {at}",
            name_zh=f"某人{at}",
            family="",
            country=country,
            sector="",
            role="participant",
            votes="on",
        )
        visitor = Visitor(lang)
        visitor.come_in(code_on(page))
        found.append(visitor)
    return found


def test_a_dialogue_runs_from_invitation_to_result():
    keeper = staff("secretariat")
    keeper.go("desk/begin/")
    keeper.send(
        slug="track2",
        title_en="After coal",
        title_zh="煤炭之后",
        here="America/Denver",
        there="Asia/Shanghai",
    )
    keeper.go("dialogues/track2/sessions/")
    keeper.send(
        title_en="Miners",
        title_zh="矿工",
        starts="2026-12-03T17:30",
        minutes="120",
        interpretation="consecutive",
    )
    keeper.go("dialogues/track2/sessions/s1/items/")
    page = keeper.send(title_en="Retraining", title_zh="再培训", minutes="20", rule="chatham_house")
    assert "17:30 Denver · 08:30 Beijing (4 December)" in page
    room = invited(keeper)

    keeper.go("dialogues/track2/sessions/s1/segment/")
    keeper.send(title_en="Retraining", title_zh="再培训", rule="chatham_house")
    keeper.send(text_en="Retraining came too late.", text_zh="培训来得太晚。")
    assert "Retraining came too late." in keeper.page
    keeper.send("dialogues/track2/segment/close/")

    keeper.go("dialogues/track2/rounds/")
    keeper.send(title_en="First round", title_zh="第一轮", attribute="country")
    for en, zh in STATEMENTS:
        keeper.send(text_en=en, text_zh=zh)
    keeper.send("dialogues/track2/rounds/1/open/", status=400)
    assert "still a draft" in keeper.page
    keeper.go("dialogues/track2/rounds/1/")
    for number in (1, 2):
        keeper.send(f"dialogues/track2/rounds/1/review/{number}/", translation="reviewed")
    keeper.send("dialogues/track2/rounds/1/open/")

    receipts = []
    for at, visitor in enumerate(room):
        page = visitor.go("dialogues/track2/rounds/1/vote/")
        assert (STATEMENTS[0][1] if visitor.lang == "zh" else STATEMENTS[0][0]) in page
        visitor.send(at="1", answer="agree" if at % 3 else "disagree")
        visitor.send(at="2", answer="pass")
        visitor.send(at="2", answer="agree")
        receipts.append(receipt_on(visitor.page))

    keeper.go("dialogues/track2/rounds/1/")
    page = keeper.send("dialogues/track2/rounds/1/close/")
    assert STATEMENTS[0][0] in page
    room[0].go("dialogues/track2/rounds/1/vote/", status=403)
    for visitor, receipt in zip(room, receipts, strict=True):
        page = visitor.go(f"dialogues/track2/rounds/1/receipt/?code={receipt}")
        assert "was counted" in page or "选票已计入" in page
    assert "No counted ballot" in room[0].go("dialogues/track2/rounds/1/receipt/?code=00")
    assert STATEMENTS[0][1] in room[1].go("dialogues/track2/rounds/1/result/")
    Visitor().go("dialogues/track2/")
    assert prove().broken is None
