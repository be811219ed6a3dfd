"""What an office could have decided on a day: later figures and documents do not exist for it."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from dibao import Engine, InputError, Money, Regulation
from dibao.law.as_known import known_day, known_since
from dibao.law.documents import Document
from dibao.law.figures import FigureInForce, FigureRecord, FigureTable, LawData, MissingFigure
from dibao.symbols.units import FLOW

ENGINE = Engine()
LILING, NANCHANG, HEBEI = "430281", "360100", "130000"
RURAL = "dibao.standard.rural"
NOTICE = Document("notice", "通知", "Notice", "示例县", "notice", date=date(2024, 2, 20))
REPORT = evolve(NOTICE, id="report", level="report")


def standard(engine, code, on, name=RURAL):
    found = engine.figures.at(name, [each.code for each in engine.jurisdictions.chain(code)], on)
    return None if isinstance(found, MissingFigure) else (found.record.stated, found.carried, found.grade)


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        (date(2019, 6, 30), ("290", True, "assumed")),
        (date(2019, 7, 30), ("290", True, "assumed")),
        (date(2019, 7, 31), ("360", False, "reported")),
    ],
)
def test_the_old_standard_goes_on_until_the_new_one_is_known(known_on, expected):
    engine = ENGINE.as_known_on(known_on)
    assert [standard(engine, LILING, date(2019, month, 1)) for month in (1, 6)] == [expected, expected]


def test_what_is_known_now_does_not_change():
    assert standard(ENGINE, LILING, date(2019, 1, 1)) == ("360", False, "reported")
    assert ENGINE.known_on is None


def test_the_province_s_value_goes_on_where_a_city_s_own_is_not_known_yet():
    before = ENGINE.as_known_on(date(2018, 6, 29))
    assert standard(before, NANCHANG, date(2018, 5, 1), "dibao.standard.urban") == ("530", True, "assumed")
    after = ENGINE.as_known_on(date(2018, 6, 30))
    assert standard(after, NANCHANG, date(2018, 5, 1), "dibao.standard.urban") == ("610", False, "secondary")


def test_a_decision_warns_of_the_value_that_goes_on():
    household = {
        "id": "liling", "jurisdiction": LILING, "area": "rural", "findings": {"property_within_limits": True},
        "members": [{"id": "a", "relation": "applicant", "born": "1970-01-01", "incomes": {}, "flags": {}}],
        "prior": None,
    }  # fmt: skip
    decision = Engine(known_on=date(2019, 6, 30)).assess(household, date(2019, 6, 1))
    assert decision.dibao_monthly == Money.monthly(290)
    assert decision.grade == "assumed"
    assert any("ended 2018-12-31; carried forward to 2019-06-01" in each for each in decision.warnings())


@pytest.mark.parametrize(
    ("known_on", "is_known"),
    [(date(2019, 6, 3), False), (date(2019, 6, 4), True), (date(2019, 6, 5), True)],
)
def test_a_document_that_was_not_known_yet_is_in_force_for_nobody(known_on, is_known):
    law = ENGINE.as_known_on(known_on).policy(HEBEI, date(2019, 3, 1)).law
    named = {each.id for each in law.regulations} | {each.regulation.id for each in law.rules}
    assert ("hebei-backstop-2019" in named) is is_known


def test_every_policy_of_every_province_composes_before_the_late_documents_were_known():
    for regulation in ENGINE.plugins.regulations.values():
        if regulation.known and regulation.known > regulation.validity.since:
            day = regulation.validity.since
            assert ENGINE.as_known_on(day).policy(regulation.jurisdiction, day).law.rules


def test_an_engine_cannot_learn_again_what_it_forgot():
    earlier = ENGINE.as_known_on(date(2019, 6, 30))
    assert standard(earlier.as_known_on(date(2019, 1, 1)), LILING, date(2019, 1, 1)) == ("290", True, "assumed")
    with pytest.raises(InputError, match=r"known_on is 2019-07-01; this engine has forgotten .* after 2019-06-30"):
        earlier.as_known_on(date(2019, 7, 1))


@pytest.mark.parametrize("wrong", ["2024-03-01", 2024, None])
def test_a_day_that_is_none_is_refused(wrong):
    with pytest.raises(InputError, match=r"known_on is .*; expected a date such as"):
        ENGINE.as_known_on(wrong)


def record(amount, since, until=None, known=None, document="notice"):
    return FigureRecord(
        "standard", "970101", amount, FLOW, str(amount), "month", since, until, document, "reported", known=known
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (record(1, date(2024, 1, 1), known=date(2024, 5, 1)), date(2024, 5, 1)),
        (record(1, date(2024, 1, 1), known=date(2023, 12, 1)), date(2023, 12, 1)),
        (record(1, date(2024, 1, 1)), date(2024, 2, 20)),
        (record(1, date(2024, 2, 20)), date(2024, 2, 20)),
        (record(1, date(2024, 3, 1)), date(2024, 3, 1)),
        (record(1, date(2024, 1, 1), document="report"), date(2024, 1, 1)),
        (record(1, date(2024, 1, 1), document="elsewhere"), date(2024, 1, 1)),
    ],
)
def test_a_value_is_known_when_it_says_so_or_when_its_document_was_issued(stated, expected):
    assert known_day(stated, {"notice": NOTICE, "report": REPORT}) == expected


def test_a_document_is_known_on_its_first_day_unless_it_says_otherwise():
    stated: dict[str, Any] = {
        "title": "示例",
        "issuer": "示例县",
        "jurisdiction": "970101",
        "since": "2024",
        "grade": "assumed",
    }
    assert known_since(Regulation("early", **stated)) == date(2024, 1, 1)
    assert known_since(Regulation("late", known="2024-03-01", **stated)) == date(2024, 3, 1)


MONTHS = st.integers(0, 23).map(lambda month: date(2023 + month // 12, month % 12 + 1, 1))


@given(st.data(), MONTHS, MONTHS)
@example(None, date(2023, 6, 1), date(2023, 1, 1))
def test_a_later_known_value_never_changes_an_earlier_answer(data, known_on, on):
    years = [record(100 + year, date(year, 1, 1), date(year, 12, 31)) for year in (2022, 2023, 2024)]
    days = [date(2023, 6, 2)] * 3 if data is None else [data.draw(MONTHS) for _ in years]
    dated = [evolve(each, known=day) for each, day in zip(years, days, strict=True)]
    early = [each for each in dated if each.known <= known_on]
    assert seen(dated, known_on, on) == seen(early, known_on, on)


def seen(records, known_on, on):
    """Give what a table that knows these records answers as known on a day."""
    from dibao.law.as_known import known_data
    from dibao.law.figures import FigureDeclaration

    declared = FigureDeclaration("standard", FLOW, "标准", "standard", 0, 10**9)
    data = LawData({"notice": NOTICE}, {"standard": declared}, tuple(records))
    table = FigureTable(known_data(data, data.documents, known_on), carry_forward=True)
    found = table.at("standard", ["970101"], on)
    return found if isinstance(found, FigureInForce) else found.nearest
