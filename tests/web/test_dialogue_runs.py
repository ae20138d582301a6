"""A dialogue from invitation to result, by the site alone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanlu.web.audit.operations import prove
from tanlu.web.ballots.models import Round
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
        assert STATEMENTS[0][visitor.lang == "zh"] in page.split("/help/for-participants/")[0]
        visitor.send(at="1", answer="agree" if at % 3 else "disagree")
        visitor.send(at="2", answer="pass")
        visitor.send(at="2", answer="agree")
        receipts.append(receipt_on(visitor.page))

    keeper.go("dialogues/track2/rounds/1/")
    page = keeper.send("dialogues/track2/rounds/1/close/")
    assert STATEMENTS[0][0] in page
    room[0].go("dialogues/track2/rounds/1/vote/", status=403)
    counted(room, receipts)
    assert "No counted ballot" in room[0].go("dialogues/track2/rounds/1/receipt/?code=00")
    assert STATEMENTS[0][1] in room[1].go("dialogues/track2/rounds/1/result/")
    Visitor().go("dialogues/track2/")
    told_outward(keeper)
    agreed(keeper)
    assert prove().broken is None


def counted(room, receipts):
    """Every receipt is found among those of the counted ballots."""
    for visitor, receipt in zip(room, receipts, strict=True):
        page = visitor.go(f"dialogues/track2/rounds/1/receipt/?code={receipt}")
        assert "was counted" in page or "选票已计入" in page


def told_outward(keeper):
    """The round is released to everyone, once, and is then a bilingual page and brief for the public."""
    public, reader = Visitor(), Visitor("zh")
    public.go("results/track2/1/", status=404)
    assert "Nothing is released yet" in public.go("results/")
    keeper.go("dialogues/track2/rounds/1/result/")
    keeper.send("dialogues/track2/rounds/1/release/", audience="public")
    keeper.send("dialogues/track2/rounds/1/release/", status=400, audience="public")
    assert "was released to them before" in keeper.page
    assert STATEMENTS[0][0] in public.go("results/track2/1/")
    assert STATEMENTS[0][1] in reader.go("results/track2/1/")
    manifest = Round.objects.get(dialogue__slug="track2").manifest
    for page in (keeper.go("dialogues/track2/rounds/1/result/"), public.page, reader.page):
        assert manifest["sha256"] in page
        assert manifest["salt"] not in page
    assert re.search(r"第一轮.*发布于\d{4}年\d{1,2}月\d{1,2}日", reader.go("results/"), re.DOTALL)
    assert public.client.get("/en/results/track2/1/docx").content.startswith(b"PK")
    assert "Person" not in public.page


def agreed(keeper):
    """A proposal becomes an instrument with a commitment, evidence moves it, and everyone sees the thread."""
    public, reader = Visitor(), Visitor("zh")
    keeper.go("dialogues/track2/proposals/")
    keeper.send(
        title_en="Retraining before closing",
        title_zh="先培训后关停",
        text_en="Retraining begins two years before a mine closes.",
        text_zh="关停前两年开始再培训。",
        statements=["1.1"],
        sponsors=["arc", "shanxi_government"],
    )
    assert STATEMENTS[0][0] in keeper.page
    keeper.go("desk/register/source/")
    keeper.send(
        title_en="Letter of the two sides",
        title_zh="双方函件",
        publisher_en="Both sides",
        publisher_zh="双方",
        published="2026-12",
        url="",
        language="en,zh",
    )
    keeper.go("dialogues/track2/proposals/1/instrument/")
    keeper.send(
        kind="mou",
        title_en="Memorandum on retraining",
        title_zh="再培训谅解备忘录",
        theme_en="Miners",
        theme_zh="矿工",
        dated="2026-11",
        prevails="both",
        binding="not_binding",
        source="letter_of_the_two_sides",
        parties=["arc", "shanxi_government"],
    )
    keeper.go("desk/register/commitment/?of=memorandum_on_retraining")
    keeper.send(
        instrument="memorandum_on_retraining",
        act="train",
        text_en="Train 200 miners of Shanxi.",
        text_zh="培训山西矿工二百人。",
        owner="shanxi_government",
        due="2027-12",
    )
    tracked(keeper, public, reader)


def tracked(keeper, public, reader):
    """Evidence moves the commitment, and every page tells of it at once."""
    name = keeper.address.rstrip("/").rpartition("/")[2]
    assert "培训山西矿工二百人" in reader.go("regions/CN-SX/")
    keeper.go(f"agreements/{name}/evidence/")
    keeper.send(
        date="2026-11-20",
        says="step",
        text_en="A first course was held.",
        text_zh="举办了首期培训班。",
        source="letter_of_the_two_sides",
        by="shanxi_government",
        evidence=SimpleUploadedFile("list.html", b"Course of 20 November, 24 people.", "text/html"),
    )
    page = public.go(f"agreements/{name}/")
    assert "A first course was held." in page
    sent = public.client.get(re.search(r'href="(/en/evidence/[0-9a-f]+[.]txt)"', page)[1])
    assert (sent["Content-Type"], sent["X-Content-Type-Options"]) == ("text/plain", "nosniff")
    assert sent["Content-Disposition"].startswith("attachment")
    thread = reader.go("threads/memorandum_on_retraining/")
    for words in (
        STATEMENTS[0][1],
        "关停前两年开始再培训",
        "再培训谅解备忘录",
        "培训山西矿工二百人",
        "首期培训班",
    ):
        assert words in thread
    assert "首期培训班" in reader.go(f"agreements/{name}/")
    assert "Train 200 miners" in public.client.get("/api/v1/agreements").content.decode()
    assert "Train 200 miners" in public.go("search/?q=miners")
    assert "Train 200 miners" in public.go("agreements/told/")
    keeper.go("desk/register/")
    keeper.send("desk/register/undo/")
    assert "A first course was held." not in public.go(f"agreements/{name}/")
    assert prove().broken is None
