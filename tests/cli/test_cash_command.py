"""``tanlu cash``: printed answers, several rates, cover, and what it refuses."""

import pytest

ARGS = ("--rate", "0.1", "--price-year", "2024")


@pytest.fixture
def flow(tmp_path):
    def write(values, extra=None):
        path = tmp_path / "flow.csv"
        lines = ["year,flow" + (",cash,service" if extra else "")]
        lines += [
            f"{2024 + at},{each}" + (f",{extra[at]}" if extra else "") for at, each in enumerate(values)
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return str(path)

    return write


def test_printed_answers(tanlu, flow):
    found = tanlu("cash", flow([-100, 39, 59, 55, 20]), *ARGS, "--format", "json").data
    assert found["irr"] == [pytest.approx(0.28095, abs=5e-6)]
    found = tanlu("cash", flow([-120000, 39000, 30000, 21000, 37000, 46000]), *ARGS, "--format", "json").data
    assert found["irr"] == [pytest.approx(0.1307, abs=1e-4)]
    value = -120000 + sum(each / 1.1**at for at, each in enumerate([39000, 30000, 21000, 37000, 46000], 1))
    assert found["npv"] == pytest.approx(value)
    assert "real" in found["basis"]["en"]


@pytest.mark.parametrize(("lang", "said"), [("en", "10.00%; 20.00%"), ("zh", "10.00%；20.00%")])
def test_both_rates_of_a_flow_that_has_two(tanlu, flow, lang, said):
    assert said in tanlu("cash", flow([-1000, 2300, -1320]), *ARGS, lang=lang).out


def test_a_flow_without_a_change_of_sign_has_no_rate_and_says_so(tanlu, flow):
    found = tanlu("cash", flow([10, 20]), *ARGS, "--format", "json").data
    assert found["irr"] == []
    assert found["irr_note"]["zh"]
    assert found["mirr"] is None


def test_cover_of_a_debt(tanlu, flow):
    path = flow([-1000, 300, 300], [",", "250,200", "150,200"])
    found = tanlu("cash", path, *ARGS, "--debt", "350", "--debt-rate", "0.1", "--format", "json").data
    assert found["cover"]["yearly"] == [pytest.approx(1.25), pytest.approx(0.75)]
    assert found["cover"]["least"] == pytest.approx(0.75)
    assert found["cover"]["loan_life"] == pytest.approx((250 / 1.1 + 150 / 1.21) / 350)
    assert "2026" in tanlu("cash", path, *ARGS, "--debt", "350").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year,flow\n2024,-1\n2026,2\n", "Years are missing (2025)"),
        ("year,flow\n2024,-1\n2024,2\n", "stand twice"),
        ("year,flow\n2024,x\n2025,2\n", "Line 2: flow is 'x'"),
        ("year,flow\n2024,nan\n2025,2\n", "Line 2: flow is nan"),
        ("a,b\n1,2\n", "columns year and flow"),
    ],
)
def test_a_wrong_table_is_named(tanlu, tmp_path, text, said):
    path = tmp_path / "flow.csv"
    path.write_text(text, "utf-8")
    ran = tanlu("cash", str(path), *ARGS)
    assert ran.code == 2
    assert said in ran.err
    assert tanlu("cash", str(path), *ARGS, lang="zh").code == 2


def test_a_debt_without_service_and_a_senseless_rate_are_refused(tanlu, flow):
    assert "Line 3: cash" in tanlu("cash", flow([-1, 2]), *ARGS, "--debt", "5").err
    assert "rate is -2" in tanlu("cash", flow([-1, 2]), "--rate", "-2", "--price-year", "2024").err
