"""Temporary assistance: who gets it under which text, what a region reckons, and who approves.

Worked by hand from 国务院令第649号 articles 47 to 49, 民发〔2018〕23号 part 2 and the law of 2026 article 29.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.fixtures.aid import plugin as aid
from tests.fixtures.county import plugin as county

from dibao import Decision, Engine, InputError, Money
from dibao.reserve import draw
from dibao.temporary import approval, approved_by, award_of, township_limit

COUNTY, FIRST, SECOND = "980101", "950101", "950102"
IN_2016, IN_2020, IN_2024, IN_2026 = date(2016, 3, 1), date(2020, 3, 1), date(2024, 3, 1), date(2026, 10, 1)
URGENT, EXPENDITURE = "temporary_assistance_urgent", "temporary_assistance_expenditure"
Decide = Callable[..., Decision]

# The office's own figures stand for what is local, and are no place's real numbers.
OFFICE = """
[document.office]
title = "经办机构自行录入的数值"
english = "Figures of the office itself"
issuer = "经办机构"
level = "fixture"
grade = "assumed"
"""
ROW = """
[[{name}]]
code = "980101"
amount = {amount}
per = "month"
since = 2012
until = {until}
document = "office"
grade = "assumed"
"""
STANDARD = ROW.format(name="dibao.standard.urban", amount=650, until="2021-06-30")
AVERAGE = ROW.format(name="rigid.disposable_income", amount=2000, until='"open"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def decide(folder: Path) -> Decide:
    """Decide a person alone in the county, with the office's local average or without."""
    engines = {}
    for average in (True, False):
        path = folder / f"figures-{average}.toml"
        path.write_text(OFFICE + STANDARD + (AVERAGE if average else ""), encoding="utf-8")
        engines[average] = Engine(plugins=[aid, county], figures=path)

    def decided(on: date, kind: str = "urgent", *, average: bool = True, **stated: Any) -> Decision:
        return engines[average].assess(household(kind, **stated), on)

    return decided


def person(wage: str = "0", id: str = "a", relation: str = "applicant", **stated: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"flags": {}, "expenses": {}, "incomes": {"wage": wage}, "facts": {}}
    return {"id": id, "relation": relation, "born": "1980-05-01", **nothing, **stated}


def household(
    kind: str | None = None,
    wage: str = "0",
    code: str = COUNTY,
    members: list[dict[str, Any]] | None = None,
    **findings: Any,
) -> dict[str, Any]:
    """State a household in town; further arguments are findings."""
    found = {"property_within_limits": True, "urgent_need": True, "beyond_means": True, "temporary_amount": "1200"}
    stated: dict[str, Any] = {
        "id": "case", "jurisdiction": code, "area": "urban", "members": members or [person(wage)], "obligors": [],
        "property": {}, "findings": {**found, **findings}, "prior": None, "facts": {},
    }  # fmt: skip
    return stated if kind is None else {**stated, "request": {"temporary_assistance": kind}}


def given(decision: Decision) -> list[tuple[str, str]]:
    """Give what is paid once, by programme."""
    return [(each.programme, each.once.text()) for each in decision.awards if each.once is not None]


# -- urgent need ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [IN_2016, IN_2020, IN_2024, IN_2026])
@pytest.mark.parametrize("wage", ["0", "99999"])
def test_urgent_need_is_helped_whatever_the_income(decide: Decide, on: date, wage: str) -> None:
    assert given(decide(on, wage=wage, property_within_limits=False)) == [(URGENT, "1200.00")]


@pytest.mark.parametrize(("on", "paid"), [(date(2014, 4, 30), []), (date(2014, 5, 1), [(URGENT, "1200.00")]),
                                          (date(2014, 5, 2), [(URGENT, "1200.00")])])  # fmt: skip
def test_there_is_temporary_assistance_from_the_decree_on(decide: Decide, on: date, paid: Any) -> None:
    assert given(decide(on)) == paid


@pytest.mark.parametrize(("on", "article"), [
    (IN_2016, "国务院令第649号 第四十七条"),
    (date(2026, 6, 30), "国务院令第649号 第四十七条"),
    (date(2026, 7, 1), "中华人民共和国社会救助法 第二十九条"),
])  # fmt: skip
def test_urgent_need_cites_decree_then_law(decide: Decide, on: date, article: str) -> None:
    decision = decide(on)
    award = award_of(decision)
    assert award is not None
    assert decision.articles_of_award(award).replace("《", "").replace("》", "") == article


def test_without_urgent_need_nothing_is_given(decide: Decide) -> None:
    assert given(decide(IN_2024, urgent_need=False)) == []


def test_aid_comes_first_while_income_is_not_known_yet(decide: Decide) -> None:
    stranger = {"id": "a", "relation": "applicant", "born": "1980-05-01"}
    decision = decide(IN_2024, members=[stranger], property_within_limits="unknown")
    assert (decision.status, given(decision)) == ("undetermined", [(URGENT, "1200.00")])


# -- what is asked for ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "programmes"), [("none", []), (None, []), ("urgent", [URGENT]), ("expenditure", [EXPENDITURE])]
)
def test_the_request_names_the_one_type_that_may_be_given(decide: Decide, kind: Any, programmes: list[str]) -> None:
    decision = decide(IN_2024, kind)
    assert [each.programme for each in decision.awards if each.kind == "once"] == programmes


@pytest.mark.parametrize(("kind", "asked"), [
    ("none", set()),
    ("urgent", {"urgent_need", "temporary_amount"}),
    ("expenditure", {"beyond_means", "temporary_amount"}),
])  # fmt: skip
def test_only_what_the_request_needs_is_asked_of_the_officer(decide: Decide, kind: str, asked: set[str]) -> None:
    unknown = dict.fromkeys(("urgent_need", "beyond_means", "temporary_amount"), "unknown")
    decision = decide(IN_2024, kind, **unknown)
    assert {each.path.rpartition(".")[2] for each in decision.questions} == asked


def test_an_amount_that_nobody_fixed_leaves_the_award_open(decide: Decide) -> None:
    award = award_of(decision := decide(IN_2024, temporary_amount="unknown"))
    assert award is not None and award.once is None
    assert (decision.is_decided, approved_by(decision)) == (False, None)


# -- spending beyond means --------------------------------------------------------------------------------


@pytest.mark.parametrize(("wage", "paid"), [("649.99", True), ("650", False), ("650.01", False)])
def test_under_the_decree_only_dibao_families_are_helped_with_spending(decide: Decide, wage: str, paid: bool) -> None:
    assert given(decide(IN_2016, "expenditure", wage=wage)) == ([(EXPENDITURE, "1200.00")] if paid else [])


@pytest.mark.parametrize(("on", "paid"), [(date(2018, 1, 22), False), (date(2018, 1, 23), True),
                                          (date(2018, 1, 24), True)])  # fmt: skip
def test_from_2018_on_families_beside_dibao_are_helped(decide: Decide, on: date, paid: bool) -> None:
    assert given(decide(on, "expenditure", wage="1500")) == ([(EXPENDITURE, "1200.00")] if paid else [])


@pytest.mark.parametrize("on", [IN_2020, IN_2024, IN_2026])
@pytest.mark.parametrize(("wage", "paid"), [("1999.99", True), ("2000", False), ("2000.01", False)])
def test_income_lies_below_the_local_average(decide: Decide, on: date, wage: str, paid: bool) -> None:
    assert given(decide(on, "expenditure", wage=wage)) == ([(EXPENDITURE, "1200.00")] if paid else [])


@pytest.mark.parametrize(("stated", "paid"), [({}, True), ({"property_within_limits": False}, False),
                                              ({"beyond_means": False}, False)])  # fmt: skip
def test_property_and_the_finding_count_too(decide: Decide, stated: dict[str, bool], paid: bool) -> None:
    assert bool(given(decide(IN_2024, "expenditure", wage="1500", **stated))) is paid


def test_the_local_average_is_asked_for_only_where_it_decides(decide: Decide) -> None:
    beside = decide(IN_2024, "expenditure", wage="1500", average=False)
    assert [each.path for each in beside.questions] == ["rigid.disposable_income"]
    on_dibao = decide(IN_2024, "expenditure", wage="100", average=False)
    assert (on_dibao.is_decided, given(on_dibao)) == (True, [(EXPENDITURE, "1200.00")])


DESTITUTE: dict[str, Any] = {
    "born": "1950-05-01",
    "findings": {"tekun_property_within_limits": True, "tekun_counts": False},
}


@pytest.mark.parametrize(("kind", "programme"), [("urgent", URGENT), ("expenditure", EXPENDITURE)])
def test_a_destitute_person_may_have_either(decide: Decide, kind: str, programme: str) -> None:
    decision = decide(IN_2024, kind, average=False, members=[person(**DESTITUTE)])
    assert (decision.quantity("member.is_tekun"), given(decision)) == (True, [(programme, "1200.00")])


# -- a region that reckons --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def region() -> Engine:
    return Engine(plugins=[aid])


SPOUSE = person("0", "b", "spouse")


@pytest.mark.parametrize(
    ("kind", "members", "paid"),
    [
        ("urgent", [person()], [(URGENT, "1401.00")]),
        ("urgent", [person(), SPOUSE], [(URGENT, "2802.00")]),
        ("expenditure", [person(), SPOUSE], [(EXPENDITURE, "4203.00")]),
        ("expenditure", [person("2101.49"), SPOUSE], [(EXPENDITURE, "4203.00")]),
        ("expenditure", [person("2101.50"), SPOUSE], []),
        ("urgent", [person(**DESTITUTE)], [(URGENT, "1401.00")]),
    ],
)
def test_months_of_the_standard_a_head(region: Engine, kind: str, members: Any, paid: Any) -> None:
    """700.50 a head: two months are 1401, three are 2101.50; the marginal line for two is 2101.50."""
    stated = household(kind, code=FIRST, members=members, temporary_amount="unknown")
    assert given(region.assess(stated, IN_2024)) == paid


@pytest.mark.parametrize("on", [date(2022, 1, 1), date(2026, 6, 30), date(2026, 7, 1)])
def test_one_rule_of_the_region_stands_before_decree_and_law(region: Engine, on: date) -> None:
    stated = household("urgent", code=FIRST)
    assert given(region.assess(stated, on)) == [(URGENT, "1401.00")]


@pytest.mark.parametrize("kind", ["none", "urgent", "expenditure"])
@pytest.mark.parametrize("wage", ["0", "2101.49", "2101.50"])
def test_plain_python_gives_the_same(region: Engine, kind: str, wage: str) -> None:
    decision = region.assess(household(kind, code=FIRST, members=[person(wage), SPOUSE]), IN_2024)
    plain = decision.policy.on_plain_values(decision.household)
    for programme in (URGENT, EXPENDITURE):
        path = f"household.award_{programme}"
        assert plain.quantity(path) == decision.quantity(path)


def test_the_region_is_without_faults() -> None:
    assert [str(each) for each in Engine(plugins=[aid]).check() if "aid" in str(each)] == []


# -- who approves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "approver"), [
    ("1199.99", "county"), ("1200", "township"), ("1200.01", "township"), ("0", "county"), (None, "county"),
])  # fmt: skip
def test_a_sum_on_the_limit_is_the_townships(decide: Decide, limit: str | None, approver: str) -> None:
    award = award_of(decide(IN_2024))
    stated = None if limit is None else Money.stock(limit)
    assert award is not None and approval(award, stated) == approver


@pytest.mark.parametrize(
    ("code", "members", "limit", "approver"),
    [
        (FIRST, [person(), SPOUSE], Money.stock("2802"), "township"),
        (FIRST, [person(), SPOUSE, person("0", "c", "child", born="2015-01-01")], Money.stock("2802"), "county"),
        (SECOND, [person()], None, "county"),
    ],
)
def test_the_places_limit_says_who_approves(
    region: Engine, code: str, members: Any, limit: Money | None, approver: str
) -> None:
    decision = region.assess(household("urgent", code=code, members=members), IN_2024)
    assert (township_limit(decision), approved_by(decision)) == (limit, approver)


@pytest.mark.parametrize("balance", ["0", "500", "99999"])
@pytest.mark.parametrize("code", [FIRST, SECOND])
def test_the_reserve_pays_what_the_township_approves(region: Engine, balance: str, code: str) -> None:
    decision = region.assess(household("urgent", code=code), IN_2024)
    award = award_of(decision)
    assert award is not None and award.once is not None
    drawing = draw(Money.stock(balance), award.once, limit=township_limit(decision))
    assert drawing.goes_to_county is (approved_by(decision) == "county")


def test_who_gets_no_temporary_assistance_needs_no_approval(decide: Decide) -> None:
    decision = decide(IN_2024, "none")
    assert (award_of(decision), approved_by(decision)) == (None, None)


def test_another_programme_or_a_limit_a_month_is_refused(decide: Decide) -> None:
    dibao = next(each for each in decide(IN_2024).awards if each.programme == "dibao")
    with pytest.raises(InputError) as error:
        approval(dibao, Money.monthly(1000))
    award, limit = (str(each) for each in error.value.problems)
    assert award.startswith("award is dibao; expected temporary assistance: ")
    assert limit.startswith("limit is 1000.00 yuan a month; expected a sum of 0 or more that is paid once")


def test_an_open_amount_is_approved_by_nobody(decide: Decide) -> None:
    award = award_of(decide(IN_2024, temporary_amount="unknown"))
    assert award is not None
    with pytest.raises(InputError, match="still open"):
        approval(award, None)


@pytest.mark.parametrize("limit", [Money.stock("-0.01"), 1200])
def test_a_limit_is_a_sum_of_0_or_more(decide: Decide, limit: Any) -> None:
    award = award_of(decide(IN_2024))
    assert award is not None
    with pytest.raises(InputError, match=r"limit is .*; expected a sum of 0 or more"):
        approval(award, limit)
