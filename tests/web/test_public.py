"""What everyone may see: every page in both languages, every number leading on, nothing from elsewhere."""

import json
import re

import pytest

from tanlu.registers.regions import FIVE

PAGES = (
    "", "regions/", "regions/?measure=energy_co2", "compare/", "indicators/", "indicators/coal_output/", "sources/",
    "compare/?i=coal_output&i=coal_jobs&r=CN-SX&r=US-WY&y=2010-2023", "compare/?i=coal_output&change=index&base=2005",
    "figures/coal_output/CN-SX/2023/", "figures/coal_output/US-WY/2023/?unit=Mt", "claims/", "claims/own/", "briefs/",
    "briefs/resident/CN-SX/", "agreements/", "agreements/office_establish/", "search/?q=coal", "help/", "help/claims/",
    "help/site/", "data/", "join/", "study/",
)  # fmt: skip
NUMBER = re.compile(r'<data value="[^"]+" data-ref="[^"]+"><a class="n" href="(/[^"]+)"')
pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_in_both_languages(reader, lang, address):
    page = reader(f"/{lang}/{address}")
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in page
    for link in re.findall(r'<(?:link|script|img|iframe|source)[^>]*(?:href|src)="([^"]*)"', page):
        assert link.startswith(("/", "data:")), link
    assert 'style="' not in page
    assert re.search(r"<script(?![^>]*src=)", page) is None
    if "/card" not in address:
        twin = re.search(r'<link rel="alternate" hreflang="[^"]+" href="([^"]+)">', page)[1].replace(
            "&amp;", "&"
        )
        reader(twin)
        assert twin == f"/{'en' if lang == 'zh' else 'zh'}/{address}"


@pytest.mark.parametrize("code", FIVE)
def test_a_region_has_its_page(reader, code):
    page = reader(f"/en/regions/{code}/")
    pictures = sum(len(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    assert len(page.encode()) - pictures < 100_000
    assert "What was promised here" in page
    assert f'href="/en/compare/?r={code}"' in page


def test_every_number_of_the_first_page_leads_to_its_source(reader):
    links = NUMBER.findall(reader("/en/"))
    assert len(links) > 12
    for link in links:
        assert "Where it comes from" in reader(link)
        assert "<dl>" in reader(link + "card")


def test_the_languages_show_the_same_numbers(reader):
    refs = [re.findall(r'data-ref="([^"]+)"', reader(f"/{lang}/")) for lang in ("en", "zh")]
    assert refs[0] == refs[1]


def test_the_bare_address_leads_to_the_language_that_is_read(client):
    assert client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"})["Location"] == "/zh/"
    assert client.get("/", headers={"accept-language": "de,en;q=0.7"})["Location"] == "/en/"
    client.cookies["tanlu_lang"] = "zh"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/zh/"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/en/nothing/", 404, "There is no page at this address."),
        ("/zh/nothing/", 404, "该地址没有页面。"),
        ("/en/regions/CN-XX/", 404, "CN-XX"),
        ("/zh/figures/coal_output/CN-SX/1900/", 404, "coal_output"),
        ("/en/figures/nonsense/", 400, "nonsense"),
        ("/en/compare/?i=no_such_thing", 400, "no_such_thing"),
        ("/en/compare/?change=magic", 400, "magic"),
        ("/en/compare/?" + "&".join(f"r=US-{each}" for each in range(30)), 400, "at most 20 regions"),
        ("/en/briefs/resident/", 400, "This brief is about one region."),
        ("/en/agreements/nothing/", 404, "nothing"),
        ("/en/files/regions/exe", 404, "exe"),
        ("/en/help/nothing/", 404, "nothing"),
    ],
)
def test_a_mistake_is_told_in_words(reader, address, status, said):
    page = reader(address, status)
    assert said in page
    assert "Traceback" not in page


def test_a_sentence_of_ones_own_is_judged(reader):
    asked = "i=coal_output&r=CN-SX&year=2023&stated=1300&hedge_en=about&en=Shanxi+mined+about+1.3+billion+t"
    assert "supported" in reader(f"/en/claims/own/?{asked}")
    assert "overstated" in reader(f"/en/claims/own/?{asked.replace('1300', '2000')}")
    assert "所填数字读作13000000亿吨" in reader(
        "/zh/claims/own/?i=coal_output&r=CN-SX&year=2023&stated=1300000000&zh=x"
    )
    assert "没有可核对的句子" in reader("/zh/claims/own/?i=coal_output&r=CN-SX&year=2023&stated=1", 400)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("how=share&other=WORLD&stated=15&hedge_en=about", "supported"),
        ("how=share&other=WORLD&stated=40&hedge_en=about", "overstated"),
        ("how=ratio&r=CN-SX&other=US-WY&stated=6.3&hedge_en=about", "supported"),
        ("how=growth&since=2021&stated=13.8&hedge_en=about", "supported"),
    ],
)
def test_two_figures_are_held_against_each_other(reader, asked, verdict):
    page = reader(f"/en/claims/own/?i=coal_output&r=CN-SX&year=2023&en=It+is+so&{asked}")
    assert '<span class="shape" aria-hidden="true">' in page
    assert re.search(r"</span> (\w[\w ]*)</p>", page)[1] == verdict


@pytest.mark.parametrize("wrong", ["how=magic&other=WORLD", "how=growth&since=x", "how=share&other=XX-YY"])
def test_a_relation_that_cannot_be_made_says_so(reader, wrong):
    page = reader(f"/en/claims/own/?i=coal_output&r=CN-SX&year=2023&stated=1&en=It+is+so&{wrong}", 400)
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [("煤炭", "煤炭产量"), ("太原", "太原"), ("山西", "/zh/regions/CN-SX/"), ("陕西", "/zh/regions/CN-SN/")],
)
def test_two_characters_are_found(reader, asked, found):
    page = reader(f"/zh/search/?q={asked}")
    assert found in page


def test_english_words_are_found_from_their_start_and_nothing_is_said_where_nothing_is(reader):
    assert "/en/regions/US-WY/" in reader("/en/search/?q=wyom")
    assert "Nothing holds all of these words" in reader("/en/search/?q=zzzz")


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "' OR 1=1 --"]
)
def test_what_is_asked_is_shown_and_never_run(reader, evil, client):
    for address in ("search/?q=", "claims/own/?i=coal_output&r=CN-SX&year=2023&stated=1&en=", "join/?code="):
        page = client.get(f"/en/{address}{evil}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "49" not in re.findall(r'value="([^"]*)"', page)


def test_a_table_is_safe_in_a_spreadsheet(client):
    answer = client.get("/en/compare/table.csv?i=coal_output&r=CN-SX")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("indicator,region,year,value")
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(","))


def test_the_headers_shut_out_what_is_foreign(client):
    answer = client.get("/en/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_data_for_programs_is_as_described(client):
    described = json.loads(client.get("/api/v1/openapi.json").content)
    for path, each in described["paths"].items():
        example = each["get"]["x-example"]
        answer = client.get(example)
        assert answer.status_code == 200, path
        schema = each["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        body = json.loads(answer.content)
        rows = body if schema["type"] == "array" else [body]
        needed = schema.get("required") or schema.get("items", {}).get("required") or []
        assert rows
        assert all(name in row for row in rows for name in needed), path
    wrong = client.get("/api/v1/figures/nonsense")
    assert wrong.status_code == 400
    assert json.loads(wrong.content)["error"].keys() == {"en", "zh"}


def test_a_file_of_a_brief_is_what_it_says(client):
    assert client.get("/en/files/resident/CN-SX/pdf").content.startswith(b"%PDF")
    assert client.get("/zh/files/resident/CN-SX/html").content.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("address", "say"),
    [("/zh/regions/XX-ZZ/", "请用搜索查找"), ("/en/regions/XX-ZZ/", "Look for it by search")],
)
def test_a_page_that_is_not_there_asks_nobody_for_a_command_line(reader, address, say):
    page = reader(address, 404)
    assert say in page
    assert "tanlu evidence" not in page


@pytest.mark.parametrize("wrong", ["i=nonsense", "r=QQ-99"])
def test_a_comparison_of_what_is_not_there_points_to_its_own_lists(reader, wrong):
    page = reader(f"/zh/compare/?{wrong}", 400)
    assert "请从本页列表中选择" in page
    assert "tanlu evidence" not in page


def test_what_help_says_is_found_without_its_marks(reader):
    page = reader("/zh/search/?q=转型")
    assert "help/finance/" in page
    assert not re.search(r"(?:^|[>\s…])#+ |\*\*|`|\|", re.sub(r"(?s)<(script|style).*?</\1>", "", page))


def test_an_address_that_only_takes_a_form_says_so(client):
    answer = client.get("/zh/desk/own/import/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "该地址只接收表单提交的内容" in answer.content.decode()


def test_a_search_that_finds_more_than_it_shows_says_so(reader):
    assert "仅显示前60条" in reader("/zh/search/?q=煤炭")
    assert "More was found than is shown" in reader("/en/search/?q=coal")
    assert "Found: " in reader("/en/search/?q=wyom")
