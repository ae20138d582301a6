"""The text alternative and the table say what the data say."""

import pytest
from chart_samples import BARS, CHARTS, DUMBBELLS, LINES, POLICIES, SHARES

from tanlu.chart import alt_of, table_of
from tanlu.chart.figures import brief


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_series_has_first_last_and_peak(lang):
    alt = alt_of(LINES)(lang)
    for line in LINES.lines:
        peak = max(line.points, key=lambda p: p.value)
        for point in (line.points[0], line.points[-1], peak):
            assert brief(point.value, lang) in alt
            assert str(point.year) in alt


def test_the_words_for_lines():
    assert alt_of(LINES).en == (
        "Line chart: Coal output, million tonnes, 2000–2005. "
        "Wyoming fell from 307 in 2000 to 215 in 2003 (peak 424 in 2001). "
        "West Virginia fell from 144 in 2000 to 76.7 in 2003 (peak 144 in 2000). "
        "Shanxi rose from 252 in 2000 to 1,270 in 2005 (peak 1,360 in 2004; provisional 2005). "
        "Inner Mongolia rose from 72.5 in 2000 to 256 in 2005 (peak 256 in 2005). "
        "Shaanxi was 58.6 in 2002. "
        "Missing: Wyoming 2004–2005; West Virginia 2004–2005; Shanxi 2002–2003; Shaanxi 2000–2001, 2003–2005."
    )
    assert alt_of(LINES).zh == (
        "折线图：煤炭产量，百万吨，2000—2005年。"
        "怀俄明由2000年的307降至2003年的215（最高为2001年的424）。"
        "西弗吉尼亚由2000年的144降至2003年的76.7（最高为2000年的144）。"
        "山西由2000年的252升至2005年的1270（最高为2004年的1360；2005年为初步数）。"
        "内蒙古由2000年的72.5升至2005年的256（最高为2005年的256）。"
        "陕西2002年为58.6。"
        "缺失：怀俄明2004—2005年；西弗吉尼亚2004—2005年；山西2002—2003年；陕西2000—2001年、2003—2005年。"
    )


def test_the_words_for_bars():
    assert alt_of(BARS).en == (
        "Bar chart: Coal output, million tonnes. Wyoming 215, Shanxi 1,360. "
        "Shaanxi: not measured (No figure of this scope)."
    )
    assert alt_of(BARS).zh == "条形图：煤炭产量，百万吨。怀俄明215、山西1360。陕西：无数据（无同口径数据）。"


def test_the_words_for_shares_keep_the_order_of_fuels():
    assert "Wyoming 2024: Coal 60.0%, Gas 13.0%, Nuclear 0.5%, Hydro 2.5%" in alt_of(SHARES).en
    assert "陕西2024年：无数据。" in alt_of(SHARES).zh


def test_the_words_for_two_years():
    assert "Wyoming fell from 401 in 2010 to 215 in 2023." in alt_of(DUMBBELLS).en
    assert "Shaanxi stayed at 362 from 2010 to 2023." in alt_of(DUMBBELLS).en
    assert "山西由2010年的741升至2024年的1270。" in alt_of(DUMBBELLS).zh
    assert "陕西由2010年至2023年持平，为362。" in alt_of(DUMBBELLS).zh


def test_the_words_for_policies_are_in_order_of_time():
    alt = alt_of(POLICIES)
    assert alt.en.startswith("Timeline: Policies by date, 2010–2024, 3 events. Shanxi: December 2010, Reform")
    assert "2010年12月，转型综改试验区；2024年4月1日，煤炭资源税税率上调" in alt.zh


def test_every_number_of_the_table_keeps_its_reference():
    for chart in CHARTS.values():
        table = table_of(chart)
        assert all(len(row) == len(table.headers) for row in table.rows)
        assert all(cell.ref for row in table.rows for cell in row if cell.value is not None)
    wanted = {point.ref for line in LINES.lines for point in line.points}
    assert set(table_of(LINES).refs) == wanted
    assert set(table_of(DUMBBELLS).refs) == {f"d/{i}" for i in range(1, 7)}
    assert set(table_of(SHARES).refs) == {s.ref for stack in SHARES.stacks for s in stack.segments}


def test_the_table_says_what_is_missing_and_what_is_provisional():
    rows = {row[0].text.en: row for row in table_of(LINES).rows}
    assert rows["2005"][1].text.zh == "无数据"
    assert rows["2005"][3].text.en == "1,268.70"
    assert rows["2005"][3].note.zh == "初步数"
    assert rows["2003"][1].text.en == "215.24"
    assert table_of(BARS).rows[2][1].note.en == "No figure of this scope."
