"""Ballots from folders: what is refused, and that the last vote counts."""

import pytest

from tanlu.accord.ballot_files import read_ballots
from tanlu.accord.polis_files import is_polis, read_polis
from tanlu.errors import BadTable, UnknownName

FILES = {
    "statements.csv": "id,en,zh\ns2,Retrain first.,先培训。\ns10,Publish jobs.,公布就业。\n",
    "roster.csv": "voter,country\na,CHN\nb,USA\nc,USA\n",
    "votes.csv": "voter,statement,vote\na,s2,agree\nb,s2,不同意\na,s2,pass\na,s10,1\n",
}


def folder(tmp_path, **changed):
    for name, usual in FILES.items():
        text = changed.get(name.partition(".")[0], usual)
        if text is not None:
            (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_of_re_votes_the_last_counts_and_words_of_both_languages_are_read(tmp_path):
    held = read_ballots(folder(tmp_path))
    assert held.votes.values.tolist() == [[0, 1], [-1, 0], [0, 0]]
    assert held.votes.seen.tolist() == [[True, True], [True, False], [False, False]]
    assert held.grouping("").names["USA"].zh == "美国"
    assert held.counts(held.grouping("country")).roster.tolist() == [1, 2]


def test_a_column_of_times_decides_the_order(tmp_path):
    votes = "voter,statement,vote,time\na,s2,agree,20\na,s2,pass,3\n"
    assert read_ballots(folder(tmp_path, votes=votes)).votes.values[0, 0] == 1


def test_gb18030_and_chinese_headings(tmp_path):
    folder(tmp_path)
    (tmp_path / "votes.csv").write_bytes("投票人,陈述,投票\na,s2,同意\n".encode("gb18030"))
    assert read_ballots(tmp_path).votes.values[0, 0] == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("votes", "voter,statement,vote\nstranger,s2,agree\n", ("not on the roster: stranger", "不在名册上")),
        ("votes", "voter,statement,vote\na,s99,agree\n", ("not listed: s99", "不在清单中")),
        ("votes", "voter,statement,vote\na,s2,maybe\n", ("reads 'maybe'", "maybe")),
        ("votes", "voter,statement\na,s2\n", ("no column vote", "缺少列：vote")),
        ("votes", "voter,statement,vote,time\na,s2,agree,noon\n", ("not a number", "不是数字")),
        ("votes", 'voter,statement,vote\n"a,s2,agree\n', ("not a well-formed CSV", "格式正确")),
        ("votes", "voter,statement,vote\na,s2,agree,x\n", ("more cells", "单元格多于")),
        ("votes", None, ("cannot be read", "无法读取")),
        ("statements", "id,en,zh\ns2,Retrain first.,\n", ("one language only: s2", "只有一种语言：s2")),
        ("statements", "id,en,zh\ns2,A,甲\ns2,B,乙\n", ("stands twice: s2", "为空或重复：s2")),
        ("roster", "voter,country\na,CHN\na,USA\n", ("stands twice: a", "为空或重复：a")),
        ("roster", "voter,country\na,\n", ("no country is given for a", "没有填写")),
        ("roster", "voter,country\na,Elsewhere\n", ("No name in both languages", "没有中英文名称")),
        ("roster", "voter,tribe\na,x\n", ("No name in both languages", "没有中英文名称")),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(tmp_path, name, text, said):
    with pytest.raises(BadTable) as caught:
        read_ballots(folder(tmp_path, **{name: text}))
    assert said[0] in caught.value.what[0]
    assert said[1] in caught.value.what[1]


def test_groups_that_were_not_declared(tmp_path):
    with pytest.raises(UnknownName, match="sector"):
        read_ballots(folder(tmp_path)).grouping("sector")


def test_an_export_of_polis_counts_votes_and_not_totals(tmp_path):
    (tmp_path / "comments.csv").write_text(
        "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,0,7,99,0,1,x\n2,1,7,0,0,-1,y\n",
        "utf-8",
    )
    (tmp_path / "votes.csv").write_text(
        "timestamp,comment-id,voter-id,vote\n2,0,7,-1\n1,0,7,1\n3,1,8,0\n", "utf-8"
    )
    assert is_polis(tmp_path)
    found = read_polis(tmp_path)
    assert (found.votes.values[0, 0], found.superseded, found.out, found.groups) == (-1, 1, {"1"}, None)
    (tmp_path / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n2,0,7,5\n", "utf-8")
    with pytest.raises(BadTable, match="reads '5'"):
        read_polis(tmp_path)


def test_an_export_of_polis_in_the_wide_form(tmp_path):
    (tmp_path / "participants-votes.csv").write_text(
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,10\np,1,0,2,1,1,1,-1\nq,,0,1,0,0,,0\n",
        "utf-8",
    )
    found = read_polis(tmp_path)
    assert found.votes.statements == ("0", "10")
    assert found.votes.values.tolist() == [[1, -1], [0, 0]]
    assert found.groups.tolist() == [0, -1]
