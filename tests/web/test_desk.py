"""The desk: what may be entered, what is refused, and what is never kept beside a name."""

import io
import re
import struct
import zipfile
import zlib

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from tanlu.actions.home import home
from tanlu.errors import BadFolder, BadTable, HeldBack
from tanlu.text import Text
from tanlu.web.ballots import operations as rounds
from tanlu.web.challenges.models import Challenge
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.keep.backup import _bring_files, back_up
from tanlu.web.keep.demo import SLUG, fill
from tanlu.web.ledger.files import cleaned
from tanlu.web.ledger.models import Entered
from tanlu.web.own import uploads
from tanlu.web.paper.operations import sheets
from tanlu.web.ratings.models import Given
from tanlu.web.suggestions.models import Suggestion
from tests.web.network import Visitor, staff

pytestmark = pytest.mark.usefixtures("site_db")


@pytest.fixture
def example():
    """The site of `tanlu demo`, and a visitor of every role."""
    from tanlu.web.people.models import ROLES

    ways = {words.en: code for words, code in fill()}
    found = {}
    for role, words in ROLES.items():
        found[role] = Visitor()
        found[role].come_in(ways[words.en])
    return found


def test_a_statement_is_proposed_without_its_author(example):
    person, keeper = example["participant"], example["facilitator"]
    before = [each.act for each in apps.get_model("audit", "Event").objects.all()]
    person.go(f"dialogues/{SLUG}/suggest/")
    person.send(text_en="", text_zh="养老金应有保障。")
    assert "kept without your name" in person.page
    assert [each.act for each in apps.get_model("audit", "Event").objects.all()] == before
    handles = list(apps.get_model("people", "Person").objects.values_list("handle", flat=True))
    for model in ("Suggestion", "Allowance"):
        for row in apps.get_model("suggestions", model).objects.values():
            assert not any(handle in str(row) for handle in handles)
    for _ in range(8):
        person.go(f"dialogues/{SLUG}/suggest/")
        person.send(text_en="One more.", text_zh="再一条。")
    person.go(f"dialogues/{SLUG}/suggest/")
    assert "as many as one may" in person.send(text_en="Too many.", text_zh="太多。", status=400)
    assert "养老金应有保障。" in keeper.go(f"dialogues/{SLUG}/suggestions/")
    found = Suggestion.objects.get(text_zh="养老金应有保障。")
    keeper.go(f"dialogues/{SLUG}/rounds/")
    keeper.send(title_en="Third", title_zh="第三轮", attribute="country")
    keeper.go(f"dialogues/{SLUG}/suggestions/{found.pk}/")
    keeper.send(text_en="Pensions should be safe.", text_zh="养老金应有保障。", round="3")
    assert "Pensions should be safe." in keeper.go(f"dialogues/{SLUG}/rounds/3/")
    assert not Suggestion.objects.filter(pk=found.pk).exists()


def test_a_figure_is_challenged_and_answered(example):
    public, keeper, reader = Visitor(), example["secretariat"], Visitor("zh")
    figure = "figures/coal_output/CN-SX/2023/"
    assert "Nobody has challenged it." in public.go(figure)
    address = re.search(r"challenge/\?of=([^\"]+)\"", public.page)[1]
    public.go(f"challenge/?of={address}")
    public.send(f"challenge/?of={address}", text="<script>alert(1)</script> The yearbook says otherwise.")
    page = public.go(figure)
    assert "This figure is challenged" in page
    assert "yearbook says otherwise" not in page
    assert "&lt;script&gt;alert(1)" in keeper.go("desk/challenges/")
    number = Challenge.objects.get().pk
    keeper.go(f"desk/challenges/{number}/")
    keeper.send(
        question_en="The yearbook is said to differ.",
        question_zh="有人指出年鉴数字不同。",
        answer_en="It counts raw coal.",
        answer_zh="该数字为原煤产量。",
    )
    assert "该数字为原煤产量。" in reader.go(figure)
    public.go("challenge/?of=nonsense", status=400)


def test_a_result_is_told_only_after_its_release(example):
    keeper, other = example["facilitator"], example["rater"]
    other.go(f"desk/results/{SLUG}/1/", status=404)
    keeper.go(f"dialogues/{SLUG}/rounds/1/result/")
    keeper.send(f"dialogues/{SLUG}/rounds/1/release/", audience="programme")
    assert "For those of the programme only." in other.go(f"desk/results/{SLUG}/1/")
    assert "invented" in Visitor().go(f"results/{SLUG}/1/")
    keeper.send(f"dialogues/{SLUG}/rounds/2/release/", audience="public", status=400)
    assert "not closed" in keeper.page


def test_what_the_languages_say_differently_is_not_entered(example):
    keeper = example["secretariat"]
    before = Entered.objects.count()
    keeper.go("desk/register/commitment/?of=memorandum_on_retraining")
    keeper.send(
        instrument="memorandum_on_retraining",
        act="train",
        text_en="Train 300 miners.",
        text_zh="培训矿工二百人。",
        owner="",
        due="",
        status=400,
    )
    assert "nothing was kept" in keeper.page
    assert Entered.objects.count() == before
    keeper.go("desk/register/source/")
    fields = {
        "title_en": "A",
        "title_zh": "甲",
        "publisher_en": "B",
        "publisher_zh": "乙",
        "published": "",
        "url": "",
    }
    keeper.send(**fields, language="en")
    name = Entered.objects.filter(kind="commitment").get().name
    keeper.go(f"agreements/{name}/evidence/")
    evil = SimpleUploadedFile("a.pdf", b"MZ\x00\x01 program")
    said = {"date": "soon", "says": "step", "text_en": "E", "text_zh": "证", "source": "a", "by": ""}
    assert "no PDF" in keeper.send(**{**said, "date": "2026-01"}, evidence=evil, status=400)
    assert "no date" in keeper.send(**said, status=400)


def _part(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _picture(*more):
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = _part(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + b"".join(more) + body + _part(b"IEND", b"")


def test_a_picture_says_nothing_of_its_maker():
    told = _picture(_part(b"tEXt", b"Author\0Ann"), _part(b"eXIf", b"GPS"))
    assert cleaned(told) == ("image/png", _picture())
    assert cleaned(_picture() + b"<script>") == ("image/png", _picture())
    shown = b"\xff\xdb\x00\x04\x01\x02" + b"\xff\xda\x00\x04\x01\x02" + b"pixels\xff\x00more"
    jpeg = b"\xff\xd8" + b"\xff\xe1\x00\x08Exif\0\0" + b"\xff\xfe\x00\x05Ann" + shown + b"\xff\xd9" + b"tail"
    assert cleaned(jpeg) == ("image/jpeg", b"\xff\xd8" + shown + b"\xff\xd9")
    for broken in (told[:40], jpeg[:30], b"\xff\xd8\xff", b""):
        with pytest.raises(BadTable):
            cleaned(broken)
    assert cleaned("文本\n".encode())[0] == "text/plain"
    for evil in (b"PK\x03\x04\x00", b"\x7fELF\x00", "文".encode("gb18030") + b"\x80"):
        with pytest.raises(BadTable):
            cleaned(evil)


def test_raters_judge_apart_and_a_rating_stays(example):
    keeper, rater = example["secretariat"], example["rater"]
    keeper.go("desk/ratings/begin/")
    keeper.send(slug="year1", title_en="First year", title_zh="第一年", regions=["US-WY", "CN-SX"])
    second = staff("rater", lang="zh")
    given = {"region": "CN-SX", "indicator": "GOV1", "sources": "1", "locator": "plan, p. 3", "outside": "on"}
    for visitor, score in ((rater, "4"), (second, "1")):
        visitor.go("desk/ratings/year1/")
        visitor.send(**given, score=score, grade="A")
    assert "is kept" not in rater.page
    assert rater.page.count('<br><span class="kind">') == 1
    rater.go("desk/ratings/year1/")
    assert "you judged this before" in rater.send(**given, score="0", grade="A", status=400)
    assert "without evidence" in rater.send(**{**given, "region": "US-WY"}, score="3", grade="", status=400)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Given.objects.update(score="0")
    Visitor().go("scorecard/rounds/year1/", status=404)
    keeper.go("desk/ratings/")
    keeper.send("desk/ratings/year1/close/")
    page = Visitor("zh").go("scorecard/rounds/year1/")
    assert "山西" in page
    assert "虚构" not in page.partition("<main")[2]
    rater.go("desk/ratings/year1/")
    assert "The round is closed" in rater.send(
        **{**given, "region": "US-WY"}, score="0", grade="A", status=400
    )


def test_own_figures_are_shown_before_they_are_imported(example, monkeypatch):
    keeper = example["secretariat"]
    good = b"series,region,year,value,unit,source\nraw_coal_output_total,CN-SX,2023,1300,Mt,Our own survey\n"
    bad = good + b"raw_coal_output_total,CN-SX,soon,1300,Mt,Our own survey\n"
    keeper.go("desk/own/")
    page = keeper.send(table=SimpleUploadedFile("../../evil.csv", bad), name="survey")
    assert "Rows that are refused" in page
    assert '<button class="main">Import' not in page
    monkeypatch.setattr(uploads, "UNPACKED", 1000)
    keeper.go("desk/own/")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 2000)
    assert "beyond 200 MB" in keeper.send(
        table=SimpleUploadedFile("a.xlsx", bomb.getvalue()), name="survey", status=400
    )
    keeper.go("desk/own/")
    keeper.send(table=SimpleUploadedFile("a.csv", good), name="survey")
    assert not (home() / "releases").exists()
    kept = re.search(r'name="kept" value="([^"]+)"', keeper.page)[1]
    keeper.send("desk/own/import/", kept=kept, name="survey")
    assert [each.name for each in (home() / "releases").iterdir()] == ["survey"]
    keeper.send("desk/own/import/", kept="../secret", name="survey2", status=400)
    keeper.go("desk/own/")
    keeper.send("desk/own/remove/", name="survey")
    assert not any((home() / "releases").iterdir())


def test_ballots_on_paper_are_never_more_than_people_and_join_to_nobody(example):
    keeper = example["facilitator"]
    dialogue = Dialogue.objects.get(slug=SLUG)
    voters = [each for each in dialogue.seats.filter(votes=True) if each.person.country == "CHN"][:2]
    keeper.go(f"dialogues/{SLUG}/paper/")
    for each in voters:
        keeper.send(f"dialogues/{SLUG}/paper/mark/", seat=each.pk, paper="1")
    asked = rounds.begin_round(
        dialogue, Text("Paper", "纸质"), attribute="country", segments=["s1.1"], by=voters[0].person
    )
    for en, zh in (("One thing.", "一事。"), ("Other thing.", "另一事。")):
        made = rounds.put_statement(asked, Text(en, zh), by=voters[0].person)
        rounds.review_statement(made, "reviewed", by=voters[0].person)
    asked = rounds.open_round(asked, by=voters[0].person)
    assert asked.roster == dialogue.seats.filter(votes=True).count() == asked.sealed.count()
    with pytest.raises(HeldBack):
        rounds.cast(asked, voters[0].person, 1, 1)
    there = f"dialogues/{SLUG}/rounds/{asked.number}/sheets/"
    keeper.go(f"{there}1/")
    keeper.send(s1="agree", s2="")
    assert keeper.page.count("typed in") == 1
    keeper.go(f"{there}3/")
    assert "no sheet 3" in keeper.send(s1="agree", s2="", status=400)
    keeper.go(there)
    wrong = SimpleUploadedFile("s.csv", b"sheet,1,2\n1,agree,maybe\n")
    assert "Line 2" in keeper.send(table=wrong, status=400)
    keeper.go(there)
    keeper.send(table=SimpleUploadedFile("s.csv", "sheet,1,2\n1,不同意,pass\n2,agree,\n".encode()))
    assert keeper.page.count("typed in") == 2
    assert [each.typed for each in sheets(asked)] == [True, True]
    closed = rounds.close_round(asked, by=voters[0].person)
    counted = [each.choices for each in closed.counted.all() if any(one is not None for one in each.choices)]
    assert sorted(counted, key=str) == sorted([[-1, 0], [1, None]], key=str)
    keeper.go(there)
    assert "no sheet to type in" in keeper.page


def test_evidence_files_are_in_the_backup_and_a_changed_one_is_noticed(example, tmp_path):
    back_up(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as held:
        (name,) = (each for each in held.namelist() if each.startswith("evidence/"))
        kept = held.read(name)
    assert "Invented list" in kept.decode()
    place = home() / "site" / name
    place.unlink()
    _bring_files(tmp_path / "b.zip")
    assert place.read_bytes() == kept
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as other:
        other.writestr(name, kept + b"!")
    with pytest.raises(BadFolder, match="was changed"):
        _bring_files(tmp_path / "c.zip")


def test_an_entry_is_corrected_and_everyone_sees_what_stood_there(example):
    keeper, public = example["secretariat"], Visitor()
    before = {each.pk: each.data for each in Entered.objects.all()}
    name = Entered.objects.get(kind="commitment").name
    here = f"desk/register/commitment/{name}/"
    keeper.go(here + "correct/")
    cells = Entered.objects.get(kind="commitment").data
    fields = {"instrument": cells["instrument"], "act": "train", "owner": cells["owner"], "due": cells["due"]}
    words = {"text_en": "Train 250 miners (invented).", "text_zh": "培训矿工二百五十人（虚构）。"}
    why = {"reason_en": "The letter says 250", "reason_zh": "函件写的是250人"}
    keeper.send(**fields, **{**words, "text_zh": "培训矿工二百人（虚构）。"}, **why, status=400)
    assert "nothing was kept" in keeper.page
    keeper.send(**fields, **words, **why)
    assert "Train 250 miners" in keeper.page
    keeper.go("desk/register/")
    assert "before this, wording: Train 200 miners (invented)." in keeper.page
    for address in (f"agreements/{name}/", "agreements/told/", "threads/memorandum_on_retraining/"):
        page = public.go(address)
        assert "Train 250 miners (invented)." in page
        assert "The letter says 250" in page
    told = public.client.get("/api/v1/agreements").json()["register"]["correction"]
    assert told[0]["changes"][0]["before_zh"] == "培训矿工二百人（虚构）。"
    assert "handle" not in str(told)
    assert {pk: Entered.objects.get(pk=pk).data for pk in before} == before


def test_an_entry_made_by_mistake_is_withdrawn_and_put_back(example):
    keeper, public = example["secretariat"], Visitor("zh")
    name, paper = Entered.objects.get(kind="commitment").name, Entered.objects.get(kind="instrument").name
    why = {"reason_en": "Entered twice", "reason_zh": "重复录入"}
    keeper.go(f"desk/register/instrument/{paper}/withdraw/")
    keeper.send(**why, status=400)
    assert "rest on" in keeper.page
    update = Entered.objects.get(kind="update").name
    for kind, entry in (("update", update), ("commitment", name)):
        keeper.go(f"desk/register/{kind}/{entry}/withdraw/")
        keeper.send(**why)
    assert "重复录入" in public.go(f"agreements/{name}/")
    assert "重复录入" in public.go("agreements/")
    assert "重复录入" in public.go("agreements/told/")
    keeper.go(f"desk/register/commitment/{name}/restore/")
    keeper.send(**why)
    keeper.go(f"desk/register/commitment/{name}/restore/", status=404)
    assert "该条目已撤回" not in public.go(f"agreements/{name}/")
    assert "恢复" in public.page


def test_whoever_writes_does_not_wait_for_the_check_of_the_record(example, monkeypatch):
    """While the brief is held against itself, another transaction writes."""
    from threading import Thread

    from django.db import connection

    from tanlu.web.ledger import operations
    from tanlu.web.suggestions.models import Suggestion

    wrote = []

    def write():
        Suggestion.objects.create(id="f" * 32, dialogue=Dialogue.objects.get(), text_en="S")
        wrote.append(True)
        connection.close()

    def slow(*_):
        other = Thread(target=write)
        other.start()
        other.join(10)
        return {}

    monkeypatch.setattr(operations, "documents", slow)
    cells = {"name_en": "A", "name_zh": "甲", "country": "CHN", "kind": "ngo"}
    operations.enter("organisation", "A", cells, by=apps.get_model("people", "Person").objects.first())
    assert wrote == [True]


def test_what_was_entered_meanwhile_is_checked_with(example, monkeypatch):
    from tanlu.web.ledger import operations

    by = apps.get_model("people", "Person").objects.first()
    cells = {"name_en": "A", "name_zh": "甲", "country": "CHN", "kind": "ngo"}
    seen = []

    def checked(_name, _codes, papers):
        seen.append(next(iter(papers.values())))
        if len(seen) == 1:
            operations.enter(
                "organisation", "A", cells, by=by
            )  # somebody else, between the check and the keeping

    monkeypatch.setattr(operations, "documents", checked)
    operations.enter("organisation", "A", {**cells, "name_zh": "乙"}, by=by)
    assert len(seen) == 3
    assert '"乙"'.encode() in seen[2]
    assert '"甲"'.encode() in seen[2]
    assert Entered.objects.filter(kind="organisation", name__startswith="a").count() == 2
