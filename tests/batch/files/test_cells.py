"""A cell means one thing, or says what was expected."""

from datetime import date
from decimal import Decimal

import pytest

from dibao.batch import NEVER
from dibao.batch.files.cells import NotReadable, reader
from dibao.batch.files.columns import Column, form
from dibao.household.facts import BUILT_IN


def column(name: str, role: str = "members") -> Column:
    return form(role, BUILT_IN).named(name)  # type: ignore[arg-type]  # a role


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("income.wage", "600", Decimal("600.00")),
        ("income.wage", "600.5", Decimal("600.50")),
        ("income.wage", "600.500", Decimal("600.50")),
        ("income.wage", "６００．５０", Decimal("600.50")),
        ("income.wage", "1,234,567.89元", Decimal("1234567.89")),
        ("income.business", "-50", Decimal("-50.00")),
        ("income.wage", "", None),
        ("income.wage", " 未知 ", None),
        ("disability.grade", "二级", 2),
        ("disability.grade", "２", 2),
        ("age_years", "53.0", 53),
        ("employed", "是", True),
        ("employed", "√", True),
        ("employed", "否", False),
        ("relation", "本人", "applicant"),
        ("relation", "配偶", "spouse"),
        ("relation", "Child", "child"),
        ("disability.kind", "肢体", "limb"),
        ("born", "1970-05-01", date(1970, 5, 1)),
        ("born", "1970/5/1", date(1970, 5, 1)),
        ("born", "1970.05.01", date(1970, 5, 1)),
        ("born", "１９７０年５月１日", date(1970, 5, 1)),
        ("born", "19700501", date(1970, 5, 1)),
        ("born", "1970-05-01 00:00:00", date(1970, 5, 1)),
        ("clergy_apart_since", "从未", NEVER),
        ("clergy_apart_since", "Never", NEVER),
        ("clergy_apart_since", "2020-03-01", date(2020, 3, 1)),
        ("clergy_apart_since", "", None),
        ("household", " ｈ１ ", "h1"),
        ("household", "007", "007"),
    ],
)
def test_cells_that_can_mean_one_thing_only(name, text, expected):
    assert reader(column(name))(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("income.wage", "六百", "is not an amount; expected yuan such as 600 or 600.50"),
        ("income.wage", "12,34", "is not an amount; expected yuan such as 600 or 600.50"),
        ("income.wage", "1e3", "is not an amount; expected yuan such as 600 or 600.50"),
        ("income.wage", "600.001", "is finer than a hundredth; expected at most two decimals"),
        ("income.wage", "0.30000000000000004", "is finer than a hundredth; expected at most two decimals"),
        ("age_years", "53.5", "is not a whole number; expected one such as 3"),
        ("employed", "待业", "is neither yes nor no; expected 是 or 否"),
        ("born", "2023-02-30", "is a day that no calendar has; expected one such as 1970-05-01"),
        (
            "clergy_apart_since",
            "nie",
            "is not a day; expected one such as 1970-05-01 or 1970年5月1日, or 从未 (never)",
        ),
        ("born", "25689", "is not a day; expected one such as 1970-05-01 or 1970年5月1日"),
        ("disability.kind", "四肢", "is no choice; expected one of 无, 视力, 听力, 言语, 肢体, 智力, 精神, 多重"),
        ("household", "h" * 101, "is longer than 100 signs"),
    ],
)
def test_cells_that_mean_nothing_say_what_was_expected(name, text, reason):
    with pytest.raises(NotReadable) as caught:
        reader(column(name))(text)
    assert str(caught.value) == reason


def test_an_id_of_a_hundred_signs_is_one():
    assert reader(column("household"))("h" * 100) == "h" * 100
