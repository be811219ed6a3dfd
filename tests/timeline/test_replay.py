"""What is owed by what is known now, beside what was paid."""

from datetime import date
from typing import Any

import pytest
from tests.timeline.late_cases import DEATH, ENGINE, case, liling, member

from dibao import InputError, Money
from dibao.timeline.as_known import timeline_as_decided, timeline_as_known_on
from dibao.timeline.replay import replay

START, END = "2023-07", "2024-09"


def amounts(found):
    return {each.month: each.amount.text() for each in found.differences}


def test_a_death_heard_of_late_was_paid_too_much_from_the_month_after_it():
    found = replay(case(DEATH), START, END, ENGINE)
    assert amounts(found) == {
        "2024-01": "66.00", "2024-02": "66.00", "2024-03": "-384.00",
        "2024-04": "-450.00", "2024-05": "-450.00", "2024-06": "-450.00",
    }  # fmt: skip
    assert (found.arrears.text(), found.recovery.text(), found.total.text()) == ("132.00", "-1734.00", "-1602.00")


def test_every_part_names_what_became_known():
    march = next(each for each in replay(case(DEATH), START, END, ENGINE).differences if each.month == "2024-03")
    figure, death = march.parts
    assert (figure.known, figure.amount.text()) == (date(2024, 4, 12), "66.00")
    assert [each.name for each in figure.figures] == ["dibao.standard.rural"]
    assert (death.known, death.amount.text()) == (date(2024, 6, 3), "-450.00")
    assert [each.kind for each in death.events] == ["died"]


def test_a_birth_heard_of_late_is_owed():
    birth = {
        "on": "2023-08-20", "kind": "joined", "known": "2023-11-02",
        "person": {"id": "c", "relation": "child", "born": "2023-08-20", "incomes": {}, "flags": {}},
    }  # fmt: skip
    found = replay(case(birth), START, "2023-12", ENGINE)
    assert amounts(found) == {"2023-09": "417.00", "2023-10": "417.00", "2023-11": "417.00"}


BABY = {"id": "c", "relation": "child", "born": "2023-08-20", "incomes": {}, "flags": {}}
BORN = {"on": "2023-08-20", "kind": "joined", "known": "2023-11-02", "person": BABY}
LEFT = {"on": "2023-07-05", "kind": "left", "member": "b"}
BACK = {"on": "2023-09-05", "kind": "joined", "known": "2023-10-10", "person": member("b", "spouse")}


def income(on, wage, known=None):
    return {"on": on, "kind": "income", "member": "a", "incomes": {"wage": wage}, "clear": True, "known": known or on}


def moved(on, goal):
    return {"on": on, "kind": "moved", "jurisdiction": goal, "known": "2023-11-02"}


@pytest.mark.parametrize(
    ("events", "owed"),
    [
        ([BORN, {"on": "2023-09-10", "kind": "died", "member": "c", "known": "2023-11-02"}], "23-09: 417.00"),
        ([LEFT, BACK], "23-10: 417.00"),
        ([dict(LEFT, known="2023-10-10"), BACK], "23-08: -417.00, 23-09: -417.00"),
        (
            [dict(LEFT, known="2023-10-10"), BACK, income("2023-09-20", "17", "2023-11-05")],
            "23-08: -417.00, 23-09: -417.00, 23-10: -17.00, 23-11: -17.00",
        ),
        ([moved("2023-07-05", "430281"), moved("2023-09-05", "431281")], "23-08: -114.00, 23-09: -114.00"),
        ([income("2023-07-03", "400", "2023-10-05"), income("2023-08-03", "100")], "23-08: -400.00"),
        ([BORN, income("2023-09-03", "0")], "23-09: 417.00, 23-10: 417.00, 23-11: 417.00"),
    ],
)
def test_what_a_later_thing_made_void_before_it_was_heard_of_changes_nothing_then(events, owed):
    found = replay(case(*events), START, "2023-12", ENGINE)
    told = ", ".join(f"{each.month[2:]}: {each.amount.text()}" for each in found.differences)
    assert told == owed


def test_refusals_that_a_job_bureau_reports_together_count_each():
    refused = [
        {"on": f"2023-0{month}-02", "kind": "job_refused", "member": "a", "known": "2023-10-02"} for month in (7, 8, 9)
    ]
    found = replay(case(*refused), START, "2023-12", ENGINE)
    assert amounts(found) == {"2023-10": "-417.00"}
    assert [each.dibao.text() for each in found.decided.rows][3:5] == ["834.00", "417.00"]


def test_what_was_heard_of_on_its_day_leaves_no_difference():
    told = dict(DEATH, on="2023-08-10", known="2023-08-10")
    assert replay(case(told), START, "2023-12", ENGINE).differences == ()


def test_known_now_is_a_day_that_can_be_chosen():
    known_on = date(2024, 5, 31)
    found = replay(case(DEATH), START, END, ENGINE, known_on=known_on)
    assert amounts(found) == {"2024-01": "66.00", "2024-02": "66.00", "2024-03": "66.00"}
    assert found.known_on == known_on


def test_what_was_paid_otherwise_than_decided_is_a_part_of_its_own():
    paid = {f"2019-0{month}": {"dibao": Money.monthly(290)} for month in range(1, 7)}
    paid["2019-03"] = {"dibao": Money.monthly("300.50")}
    found = replay(liling(), "2019-01", "2019-06", ENGINE, paid=paid)
    march = found.differences[2]
    assert [(each.known, each.amount.text()) for each in march.parts] == [
        (None, "-10.50"), (date(2019, 7, 31), "70.00"),
    ]  # fmt: skip
    assert found.total.text() == "409.50"


def test_a_month_that_was_not_paid_is_owed_whole():
    found = replay(liling(), "2019-07", "2019-07", ENGINE, paid={})
    assert amounts(found) == {"2019-07": "360.00"}


def test_payments_that_fit_nothing_are_refused_all_at_once():
    paid: Any = {"2018-12": {"dibao": Money.monthly(1)}, "2019-01": {"dibao": 290}, "July": {"dibao": Money.monthly(1)}}
    with pytest.raises(InputError) as caught:
        replay(liling(), "2019-01", "2019-06", ENGINE, paid=paid)
    text = str(caught.value)
    assert "paid has 2018-12, outside the months that are told again. Widen them, or leave it out." in text
    assert "paid.2019-01.dibao is 290; expected whole fen of yuan a month, 0 or more." in text
    assert '"July"' in text


def test_a_payment_of_a_programme_that_nobody_knows_is_refused():
    with pytest.raises(InputError, match="names the programme 'dibo', which nothing here pays"):
        replay(case(), START, END, ENGINE, paid={"2023-07": {"dibo": Money.monthly(834)}})


def test_the_words_join_months_that_are_alike():
    found = replay(liling(), "2019-01", "2019-12", ENGINE)
    assert found.text("zh") == (
        "late：补发合计420.00元，多发合计0.00元，相抵+420.00元\n"
        "2019-01至2019-06 最低生活保障金，6个月每月已发290.00元，应发360.00元，差额+70.00元\n"
        "  +70.00元：2019-07-31获知农村低保标准360元/月（2019-01-01起）\n"
    )
    assert found.text("en") == (
        "late: arrears 420.00 yuan, paid too much 0.00 yuan, together +420.00 yuan\n"
        "2019-01 to 2019-06 dibao, 6 months, in each paid 290.00 yuan, owed 360.00 yuan, difference +70.00 yuan\n"
        "  +70.00 yuan: known on 2019-07-31, rural dibao standard per person 360 yuan a month from 2019-01-01 on\n"
    )


def test_the_words_name_a_death_and_a_payment():
    text = replay(case(DEATH), "2024-05", "2024-05", ENGINE, paid={"2024-05": {"dibao": Money.monthly(890)}}).text("en")
    assert "  +10.00 yuan: paid otherwise than could have been decided then\n" in text
    assert "  -450.00 yuan: known on 2024-06-03, 2024-02-10 b: dies\n" in text


def test_a_month_in_which_something_is_missing_is_named():
    found = replay(case(), "2023-07", "2025-02", ENGINE)
    assert found.open_months == ()
    assert found.text("en").endswith("from 2024-01-01 on\n")
    unknown = {"on": "2023-09-01", "kind": "income", "member": "a", "incomes": {"wage": "unknown"}, "clear": True}
    found = replay(case(unknown), "2023-07", "2023-12", ENGINE)
    assert found.open_months == ("2023-09", "2023-10", "2023-11", "2023-12")
    assert found.text("en").endswith("Months in which something is missing: 2023-09, 2023-10, 2023-11, 2023-12\n")
    stated = {"on": "2023-11-20", "kind": "income", "member": "a", "incomes": {"wage": "100"}, "clear": True}
    assert replay(case(unknown, stated), "2023-07", "2024-02", ENGINE).open_months == ("2023-09", "2023-10", "2023-11")


def test_the_data_hold_every_part():
    data = replay(case(DEATH), "2024-03", "2024-03", ENGINE).to_json()
    assert (data["form"], data["recovery"], data["total"]) == ("replay-1", "-384.00", "-384.00")
    [march] = data["differences"]
    assert (march["paid"], march["owed"], march["kind"]) == ("834.00", "450.00", "recovery")
    assert march["parts"][1] == {
        "known": "2024-06-03", "amount": "-450.00", "figures": [], "documents": [],
        "events": [{"kind": "died", "on": "2024-02-10", "member": "b"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("known_on", "paid"),
    [
        (date(2024, 4, 11), ["834.00", "834.00", "834.00", "834.00"]),
        (date(2024, 4, 12), ["900.00", "900.00", "900.00", "900.00"]),
        (date(2024, 6, 2), ["900.00", "900.00", "900.00", "900.00"]),
        (date(2024, 6, 3), ["900.00", "900.00", "450.00", "450.00"]),
    ],
)
def test_a_timeline_as_known_on_a_day_knows_nothing_later(known_on, paid):
    told = timeline_as_known_on(case(DEATH), "2024-01", "2024-04", ENGINE, known_on)
    assert [each.dibao.text() for each in told.rows] == paid


def test_as_decided_each_month_knows_what_its_end_knew():
    told = timeline_as_decided(case(DEATH), "2024-01", "2024-07", ENGINE)
    assert [each.dibao.text() for each in told.rows] == ["834.00"] * 3 + ["900.00"] * 3 + ["450.00"]
