"""Results for people are in words, and exact."""

import csv
from decimal import Decimal

import openpyxl
import pytest

from .conftest import HOMES, PEOPLE, people


@pytest.fixture
def three(write):
    rows = [("h0", "431281", "农村", "是"), ("h1", "431281", "农村", "否"), ("h2", "431281", "农村", "")]
    return write("homes.csv", HOMES, rows), write("people.csv", PEOPLE, people("h0", "h1", "h2"))


def test_csv_has_titles_and_words_in_the_language_asked_for(three, run):
    with run(*three, "out.csv", lang="zh").target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["家庭编号"], row["认定结果"], row["月低保金（元）"], row["尚缺事项"]) for row in rows] == [
        ("h0", "最低生活保障家庭", "300.00", ""),
        ("h1", "不符合条件", "0.00", ""),
        ("h2", "尚不能确定", "", "家庭财产符合当地规定"),
    ]
    assert "家庭财产" in rows[1]["未满足的条件"]


def test_english_words_too(three, run):
    text = run(*three, "out.csv", lang="en").target.read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith('"h0","431281","dibao family",300.00,300.00')


def test_excel_holds_exact_amounts(three, run):
    target = run(*three, "out.xlsx", lang="en").target
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("household", "division code", "status", "dibao and supplements, yuan a month")
    assert rows[1][:3] == ("h0", "431281", "dibao family")
    assert Decimal(str(rows[1][3])) == 300


def test_a_text_in_excel_is_never_a_formula(write, run):
    from .conftest import homes

    files = write("homes.csv", HOMES, homes("=1+1")), write("people.csv", PEOPLE, people("=1+1"))
    cell = openpyxl.load_workbook(run(*files, "out.xlsx").target).active["A2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


def test_quantities_are_added_on_request(three, run):
    target = run(*three, "out.csv", lang="en", quantities=("household.need",)).target
    with target.open(encoding="utf-8-sig", newline="") as file:
        # A flow is exact a year: two people at 5400 yuan.
        assert [Decimal(row["household.need"]) for row in csv.DictReader(file)] == [10800] * 3


def test_the_summary_adds_up(three, run):
    summary = run(*three).summary.to_json()
    assert summary["statuses"] == {
        "dibao": 1,
        "gradual_exit": 0,
        "marginal": 0,
        "rigid_expenditure": 0,
        "not_eligible": 1,
        "undetermined": 1,
    }
    assert summary["amounts"]["dibao_monthly"] == {"kind": "monthly", "households": 1, "sum": "300.00", "open": 1}
    assert summary["reasons"]["property_within_limits"] == 1
    assert summary["missing"] == {"$.findings.property_within_limits": 1}
    assert sum(summary["grades"].values()) == 3
    assert summary["jurisdictions"] == {"431281": {"dibao": 1, "not_eligible": 1, "undetermined": 1}}
