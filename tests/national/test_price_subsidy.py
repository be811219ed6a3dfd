"""The price subsidy: which months start it, who belongs, and Hubei's formula.

Worked by hand from what pages repeat of 发改价格规〔2016〕1835号, from the press of 2022 on its
seven months, and from FACTS 3.17 for Hubei: 870 at 5.5 % is 47.85, so 48.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.fixtures.hubei_price import plugin as hubei

from dibao import Decision, Engine, read_household

HUBEI = "420000"
IN_2019, IN_2022, IN_2024 = date(2019, 5, 20), date(2022, 10, 20), date(2024, 3, 20)
FIGURES = ("dibao.standard.urban", "price.cpi_rise", "price.food_rise", "rigid.ratio", "rigid.disposable_income")
# Indices and standards are the office's own and stand for what is published month by month.
OFFICE = """
[document.office]
title = "经办机构自行录入的数值"
english = "Figures of the office itself"
issuer = "经办机构"
level = "fixture"
grade = "assumed"
"""
ROW = '\n[[{0}]]\ncode = "420000"\n{1}\nsince = 2012\nuntil = "open"\ndocument = "office"\ngrade = "assumed"\n'
Decide = Callable[..., Decision]


@pytest.fixture(scope="module")
def decide(tmp_path_factory: pytest.TempPathFactory) -> Decide:
    """Decide a household where prices have risen so much, in shares; None is not published."""
    engines: dict[tuple[str | None, str | None], Engine] = {}

    def decided(on: date, cpi: str | None = "0.055", food: str | None = "0", **stated: Any) -> Decision:
        if (cpi, food) not in engines:
            values = ("amount = 870\nper = \"month\"", cpi and f"value = {cpi}", food and f"value = {food}",
                      "value = 0.6", "amount = 4000\nper = \"month\"")  # fmt: skip
            rows = (ROW.format(name, value) for name, value in zip(FIGURES, values, strict=True) if value)
            path = tmp_path_factory.mktemp("office") / "figures.toml"
            path.write_text(OFFICE + "".join(rows), encoding="utf-8")
            engines[cpi, food] = Engine(plugins=[hubei], figures=path)
        return engines[cpi, food].assess(family(**stated), on)

    return decided


def person(wage: str = "0", id: str = "a", relation: str = "applicant", **stated: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"flags": {}, "expenses": {}, "incomes": {"wage": wage}, "facts": {}}
    return {"id": id, "relation": relation, "born": "1980-05-01", **nothing, **stated}


def family(*others: dict[str, Any], wage: str = "0", **stated: Any) -> dict[str, Any]:
    return {
        "id": "case", "jurisdiction": HUBEI, "area": "urban", "members": [person(wage), *others], "obligors": [],
        "property": {}, "findings": {"property_within_limits": True}, "prior": None, "facts": {},
        "request": {"price_subsidy": True}, **stated,
    }  # fmt: skip


def subsidies(decision: Decision) -> list[tuple[str, str]]:
    """Give who gets how much."""
    found = [each for each in decision.awards if each.programme == "price_subsidy"]
    return [(each.to, "open" if each.monthly is None else each.monthly.text()) for each in found]


def starts(decision: Decision) -> bool | None:
    started: bool | None = decision.quantity("household.price_linked")
    return started


# -- which months start it --------------------------------------------------------------------------------


@pytest.mark.parametrize(("cpi", "food", "started"), [
    ("0.0349", "0.0599", False), ("0.035", "0", True), ("0.0351", "0", True), ("0.0349", "0", False),
    ("0", "0.0599", False), ("0", "0.06", True), ("0", "0.0601", True), ("0.035", "0.06", True),
    ("-0.01", "-0.05", False), ("-1", "0.06", True),
])  # fmt: skip
def test_a_rise_on_the_line_starts_it(decide: Decide, cpi: str, food: str, started: bool) -> None:
    assert starts(decide(IN_2019, cpi, food)) is started


@pytest.mark.parametrize(("on", "cpi", "started"), [
    (date(2022, 8, 31), "0.03", False), (date(2022, 8, 31), "0.0349", False), (date(2022, 8, 31), "0.035", True),
    (date(2022, 9, 1), "0.0299", False), (date(2022, 9, 1), "0.03", True), (date(2022, 9, 1), "0.0301", True),
    (date(2023, 3, 31), "0.0299", False), (date(2023, 3, 31), "0.03", True),
])  # fmt: skip
def test_for_seven_months_three_per_cent_suffice(decide: Decide, on: date, cpi: str, started: bool) -> None:
    assert starts(decide(on, cpi)) is started


def test_the_line_from_april_2023_on_is_asked_for(decide: Decide) -> None:
    decision = decide(date(2023, 4, 1), "0.034")
    assert (starts(decision), [each.path for each in decision.questions]) == (None, ["price.cpi_trigger"])


@pytest.mark.parametrize(("food", "decided"), [("0.0599", False), ("0.06", True)])
def test_where_food_starts_it_the_other_line_is_not_asked_for(decide: Decide, food: str, decided: bool) -> None:
    assert decide(IN_2024, "0.034", food).is_decided is decided


@pytest.mark.parametrize(("on", "started"), [(date(2016, 7, 31), False), (date(2016, 8, 1), True),
                                             (date(2016, 8, 2), True)])  # fmt: skip
def test_one_month_suffices_from_august_2016_on(decide: Decide, on: date, started: bool) -> None:
    assert starts(decide(on)) is started


@pytest.mark.parametrize(("cpi", "food", "asked"), [
    (None, None, {"price.cpi_rise", "price.food_rise"}),
    (None, "0.01", {"price.cpi_rise"}),
    ("0.01", None, {"price.food_rise"}),
])  # fmt: skip
def test_an_index_that_is_not_published_is_asked_for(decide: Decide, cpi: Any, food: Any, asked: set[str]) -> None:
    assert {each.path for each in decide(IN_2019, cpi, food).questions} == asked


@pytest.mark.parametrize("request_map", [{"price_subsidy": False}, {}])
def test_without_a_request_no_index_is_asked_for(decide: Decide, request_map: dict[str, bool]) -> None:
    decision = decide(IN_2019, None, None, request=request_map)
    assert (decision.is_decided, subsidies(decision)) == (True, [])


def test_a_household_without_any_request_gets_none(decide: Decide) -> None:
    stated = family()
    del stated["request"]
    decision = decide(IN_2019, None, None).policy.assess(read_household(stated))
    assert (decision.is_decided, subsidies(decision)) == (True, [])


@pytest.mark.parametrize(("on", "warned"), [
    (date(2020, 2, 29), False), (date(2020, 3, 1), True), (date(2020, 6, 30), True), (date(2020, 7, 1), False),
])  # fmt: skip
def test_the_doubled_payments_of_2020_are_warned_of(decide: Decide, on: date, warned: bool) -> None:
    decision = decide(on)
    assert (subsidies(decision), any("doubled" in each for each in decision.warnings("en"))) == (
        [("a", "48.00")],
        warned,
    )


def test_who_asks_for_none_is_not_warned_in_2020(decide: Decide) -> None:
    assert decide(date(2020, 4, 1), request={"price_subsidy": False}).warnings("en") == ()


# -- who belongs ------------------------------------------------------------------------------------------


def test_everybody_on_dibao_gets_one(decide: Decide) -> None:
    child = person("0", "c", "child", born="2015-01-01")
    assert subsidies(decide(IN_2019, members=[person(), child])) == [("a", "48.00"), ("c", "48.00")]


def test_who_is_left_out_of_the_household_gets_none(decide: Decide) -> None:
    prisoner = person("0", "b", "spouse", flags={"in_prison": True})
    assert subsidies(decide(IN_2019, members=[person(), prisoner])) == [("a", "48.00")]


@pytest.mark.parametrize(("wage", "paid"), [("869.99", True), ("870", False), ("870.01", False)])
def test_who_is_not_on_dibao_gets_none(decide: Decide, wage: str, paid: bool) -> None:
    assert subsidies(decide(IN_2019, wage=wage)) == ([("a", "48.00")] if paid else [])


def test_who_is_covered_alone_gets_one_and_the_family_none(decide: Decide) -> None:
    disabled = person(
        "0", "b", "spouse", disability={"kind": "limb", "grade": 1}, flags={"applies_alone": True},
        findings={"single_person_amount": "300"},
    )  # fmt: skip
    assert subsidies(decide(IN_2024, food="0.06", members=[person("2000"), disabled])) == [("b", "52.00")]


def test_who_fades_out_of_dibao_gets_one(decide: Decide) -> None:
    prior: dict[str, Any] = {
        "status": "dibao", "dibao_monthly": "300", "awards": [], "cause": "employment", "exit_decided": None,
        "grace_months_used": 0,
    }  # fmt: skip
    findings = {"property_within_limits": True, "grace_months_granted": 3, "grace_amount": "300"}
    decision = decide(IN_2022, wage="3000", prior=prior, findings=findings)
    assert (decision.status, subsidies(decision)) == ("gradual_exit", [("a", "48.00")])


def test_a_destitute_person_gets_one_by_the_local_standard(decide: Decide) -> None:
    old = person(born="1950-05-01", findings={"tekun_property_within_limits": True, "tekun_counts": False})
    decision = decide(IN_2022, members=[old])
    assert (decision.quantity("member.is_tekun"), subsidies(decision)) == (True, [("a", "48.00")])


CHILD: dict[str, Any] = {"relation": "grandchild", "born": "2012-01-01", "flags": {"chooses_child_support": True}}
ORPHAN: dict[str, Any] = {**CHILD, "father": {"dead": True}, "mother": {"dead": True}}
UNATTENDED: dict[str, Any] = {**CHILD, "father": {"dead": True}, "mother": {"in_prison": True, "term_months": 24}}


@pytest.mark.parametrize("child", [ORPHAN, UNATTENDED], ids=["orphan", "unattended"])
@pytest.mark.parametrize(("on", "paid"), [(date(2021, 10, 31), False), (date(2021, 11, 1), True),
                                          (date(2021, 11, 2), True), (date(2022, 10, 20), True)])  # fmt: skip
def test_orphans_and_unattended_children_belong_from_november_2021_on(
    decide: Decide, child: dict[str, Any], on: date, paid: bool
) -> None:
    decision = decide(on, members=[person("9000"), person("0", "c", **child)])
    assert subsidies(decision) == ([("c", "48.00")] if paid else [])


@pytest.mark.parametrize("wage", ["0", "9000"])
def test_who_belongs_to_two_groups_gets_one(decide: Decide, wage: str) -> None:
    decision = decide(
        IN_2022, members=[person(wage), person("0", "c", **ORPHAN, findings={"legal_support_duty": True})]
    )
    assert [each for each in subsidies(decision) if each[0] == "c"] == [("c", "48.00")]


@pytest.mark.parametrize(("on", "paid"), [
    (date(2022, 8, 31), False), (date(2022, 9, 1), True), (date(2022, 9, 2), True),
    (date(2023, 3, 30), True), (date(2023, 3, 31), True), (date(2023, 4, 1), False),
])  # fmt: skip
def test_marginal_families_belong_for_seven_months(decide: Decide, on: date, paid: bool) -> None:
    decision = decide(on, food="0.06", wage="1000")
    assert (decision.status, bool(subsidies(decision))) == ("marginal", paid)


@pytest.mark.parametrize("on", [IN_2022, date(2025, 3, 1)])
def test_other_families_do_not_belong(decide: Decide, on: date) -> None:
    decision = decide(on, food="0.06", members=[person("1400", expenses={"medical": "1200"})])
    assert (decision.status in {"rigid_expenditure", "not_eligible"}, subsidies(decision)) == (True, [])


# -- Hubei's formula --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cpi", "food", "paid"), [
    ("0.055", "0", "48.00"),     # 47.85
    ("0.05", "0", "44.00"),      # 43.50, half up
    ("0.0499", "0", "43.00"),    # 43.413
    ("0.02", "0.061", "53.00"),  # food started it: 53.07
    ("0.04", "0.05", "35.00"),   # the higher index did not start it: 34.80
    ("0.04", "0.07", "61.00"),   # both did: 60.90
])  # fmt: skip
def test_hubei_pays_the_rise_that_started_it_to_the_nearest_yuan(
    decide: Decide, cpi: str, food: str, paid: str
) -> None:
    assert subsidies(decide(IN_2019, cpi, food)) == [("a", paid)]


def test_the_subsidy_cites_its_rule_and_is_no_income(decide: Decide) -> None:
    decision = decide(IN_2019)
    award = next(each for each in decision.awards if each.programme == "price_subsidy")
    assert [rule.id for rule in decision.rules_of_award(award)] == ["hubei-price:price_subsidy"]
    assert decision.to_json()["dibao_monthly"] == "870.00"


@pytest.mark.parametrize(("cpi", "food"), [("0.055", "0"), ("0.02", "0.061"), ("0.04", "0.07"), ("0.02", "0.02")])
def test_plain_python_gives_the_same(decide: Decide, cpi: str, food: str) -> None:
    decision = decide(IN_2019, cpi, food)
    plain = decision.policy.on_plain_values(decision.household)
    for path in ("household.price_linked", "member.in_price_group", "member.award_price_subsidy"):
        assert plain.quantity(path) == decision.quantity(path)
