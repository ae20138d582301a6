"""Both languages have the same pages."""

from tests.contract import tree


def pages(language):
    folder = tree.ROOT / "docs" / language
    return {path.relative_to(folder).as_posix() for path in tree.files() if folder in path.parents}


def test_both_languages_have_the_same_tree():
    assert pages("en") == pages("zh")
    assert pages("en")


def test_both_languages_have_a_front_page():
    english = (tree.ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (tree.ROOT / "README.zh.md").read_text(encoding="utf-8")
    assert "README.zh.md" in english
    assert "README.md" in chinese
    for page in (english, chinese):
        assert page.index("make brief") < page.index("make test")
