"""The help on the site: a page for everyone who comes, with pictures that still show what there is."""

import json
import re

import pytest
from tools import pictures

from tanlu.actions.documentation import help_page
from tanlu.text import LANGS
from tanlu.web.help.views import FIRST
from tests.contract import tree

pytestmark = pytest.mark.usefixtures("db")
PICTURES = tree.ROOT / "docs" / "pictures"
PERSONAS = [each for each in FIRST if each.startswith("for-")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PERSONAS)
def test_everyone_has_a_page_whose_links_and_pictures_are_there(client, lang, name):
    page = client.get(f"/{lang}/help/{name}/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert f'href="/{lang}/help/{name}/"' in client.get(f"/{lang}/help/").content.decode()
    for link in re.findall(r'(?:href|src)="(/[^"#]+)', main):
        assert client.get(link).status_code == 200, link
    for alt in re.findall(r'<img[^>]* alt="([^"]*)"', main):
        assert len(alt) > 8
        assert bool(re.search(r"[\u4e00-\u9fff]", alt)) == (lang == "zh")


def test_both_languages_show_the_same_pictures():
    for name in PERSONAS:
        shown = [re.findall(r"pictures/([a-z-]+)\.(\w\w)\.png", help_page(name).text(lang)) for lang in LANGS]
        assert [each for each, _ in shown[0]] == [each for each, _ in shown[1]]
        assert all(of == lang for lang, found in zip(LANGS, shown, strict=True) for _, of in found)


def test_pictures_are_small_and_no_older_than_what_they_show():
    taken = json.loads(pictures.TAKEN.read_text("utf-8"))
    for name, (_, _, templates) in pictures.SHOTS.items():
        for lang in LANGS:
            assert (PICTURES / f"{name}.{lang}.png").stat().st_size <= pictures.MOST
        assert taken[name] == pictures.digest(templates), (
            f"{name} shows a page that has changed: start `tanlu up`, then run tools/pictures.py"
        )


def test_a_picture_that_is_not_there_is_no_page(client):
    assert client.get("/en/help/pictures/none.png").status_code == 404
    assert client.get("/en/help/pictures/..%2f..%2fsecret").status_code == 404
