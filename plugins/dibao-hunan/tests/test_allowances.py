"""The two disability allowances: the province's rules and Zhuzhou's.

Worked by hand from what is reported of 湘政发〔2015〕54号, and from a page on Zhuzhou of 2022.
"""

import pytest

from dibao import BenefitState, Disability, Money

LILING, CHANGSHA, YANLING, HETANG = "430281", "430100", "430225", "430202"
IN_2019, IN_2022 = "2019-03-01", "2022-06-01"
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"


def allowances(decision, to="b"):
    """Give what a person gets under which allowance, in yuan a month."""
    return {each.programme: each.monthly.text() for each in decision.awards if each.to == to}


@pytest.mark.parametrize("kind", ["visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"])
@pytest.mark.parametrize(
    ("grade", "paid"), [(1, {LIVING, NURSING}), (2, {LIVING, NURSING}), (3, {LIVING}), (4, {LIVING})]
)
def test_on_dibao_every_grade_gets_the_living_allowance_and_grades_1_and_2_both(at, person, kind, grade, paid):
    decision = at(LILING, IN_2019).decide(person("b", disability=Disability(kind, grade)))
    assert allowances(decision) == dict.fromkeys(paid, "60.00")


@pytest.mark.parametrize(("grade", "paid"), [(1, {NURSING}), (2, {NURSING}), (3, set()), (4, set())])
def test_without_dibao_only_the_nursing_allowance_is_paid(at, person, grade, paid):
    decision = at(LILING, IN_2019).decide(person("b", disability=Disability("limb", grade)), wage="5000")
    assert (decision.status, set(allowances(decision))) == ("not_eligible", paid)


@pytest.mark.parametrize(("wage", "paid"), [("719.99", {LIVING}), ("720", set()), ("720.01", set())])
def test_the_living_allowance_ends_on_the_line_of_dibao(at, person, wage, paid):
    decision = at(LILING, IN_2019).decide(person("b", disability=Disability("limb", 4)), wage=wage)
    assert set(allowances(decision)) == paid


def test_a_family_that_fades_out_keeps_the_living_allowance(at, person):
    decision = at(LILING, IN_2019).decide(
        person("b", disability=Disability("limb", 4)),
        wage="5000",
        facts={"hunan.registered_poor": True},
        prior=BenefitState("dibao", Money.monthly(210), cause="income"),
        findings={"property_within_limits": True, "grace_months_granted": 6, "grace_amount": Money.monthly(210)},
    )
    assert (decision.status, allowances(decision)) == ("gradual_exit", {LIVING: "60.00"})


@pytest.mark.parametrize("alone", [True, False])
def test_who_is_covered_alone_gets_the_living_allowance(at, person, alone):
    disabled = person(
        "b",
        disability=Disability("mental", 3),
        flags={"applies_alone": alone},
        findings={"single_person_amount": Money.monthly(210)},
        facts={"hunan.dependent": True},
    )
    decision = at(LILING, IN_2019).decide(disabled, wage="5000", facts={"hunan.registered_poor": True})
    expected = {"single_person": "210.00", LIVING: "60.00"} if alone else {}
    assert allowances(decision) == expected


def test_who_is_left_out_of_the_household_does_not_draw_dibao_with_it(at, person):
    prisoner = person("b", disability=Disability("limb", 4), flags={"in_prison": True})
    assert allowances(at(LILING, IN_2019).decide(prisoner)) == {}


def test_the_two_allowances_may_differ(at, person):
    decision = at(CHANGSHA, "2021-06-01").decide(person("b", disability=Disability("limb", 1)))
    assert allowances(decision) == {LIVING: "140.00", NURSING: "100.00"}


def test_the_allowances_do_not_count_as_income(at, person):
    drawn = {"disability_allowance": Money.monthly(120)}
    decision = at(LILING, IN_2019).decide(person("b", disability=Disability("limb", 1), incomes=drawn))
    assert decision.dibao_monthly == Money.monthly(720)


@pytest.mark.parametrize("on", ["2018-06-01", IN_2019])
def test_a_floor_is_no_rate_and_the_rate_is_asked_for(at, person, on):
    decision = at(YANLING, on).decide(person("b", disability=Disability("limb", 4)))
    assert [each.path for each in decision.questions] == ["disability.living_allowance"]


def test_where_nobody_is_disabled_no_rate_is_asked_for(at, person):
    assert at(YANLING, IN_2019).decide(person("b")).status == "dibao"


# -- Zhuzhou ---------------------------------------------------------------------------------------------
ZHUZHOU = [(1, {LIVING, NURSING}), (2, {LIVING, NURSING}), (3, set()), (4, set())]


@pytest.mark.parametrize(("grade", "paid"), ZHUZHOU)
def test_in_zhuzhou_the_severely_disabled_get_both_without_dibao(at, person, grade, paid):
    decision = at(HETANG, IN_2022).decide(person("b", disability=Disability("limb", grade)), wage="5000")
    assert (decision.status, allowances(decision)) == ("not_eligible", dict.fromkeys(paid, "100.00"))


@pytest.mark.parametrize("grade", [3, 4])
def test_in_zhuzhou_milder_grades_get_the_living_allowance_with_dibao(at, person, grade):
    decision = at(HETANG, IN_2022).decide(person("b", disability=Disability("limb", grade)))
    assert (decision.status, allowances(decision)) == ("dibao", {LIVING: "100.00"})


@pytest.mark.parametrize(("dead", "paid"), [(True, {NURSING}), (False, {LIVING, NURSING})])
def test_an_orphan_with_the_full_allowance_gets_no_living_allowance_in_zhuzhou_either(at, person, dead, paid):
    nobody = {"father": {"dead": dead}, "mother": {"dead": dead}}
    child = person("b", "other", "2012-01-01", disability=Disability("limb", 1), **nobody)
    decision = at(HETANG, IN_2022).decide(child, wage="5000")
    assert {each.programme for each in decision.awards} & {LIVING, NURSING} == paid


def test_yanling_pays_80_where_the_city_pays_100(at, person):
    decision = at(YANLING, IN_2022).decide(person("b", disability=Disability("limb", 1)), wage="5000")
    assert allowances(decision) == {LIVING: "80.00", NURSING: "80.00"}


def test_the_extension_rests_on_a_page(at, person):
    decision = at(HETANG, IN_2022).decide(person("b", disability=Disability("limb", 1)), wage="5000")
    assert "zhuzhou-allowances-2022:disability_living_allowance" in {
        each.answer.rule.id for each in decision.evidence.rules if each.answer.rule.grade == "secondary"
    }


@pytest.mark.parametrize(
    ("on", "document"), [("2021-12-31", "hunan-allowances-2015"), ("2022-01-01", "zhuzhou-allowances-2022")]
)
def test_before_2022_the_provinces_rule_holds_in_zhuzhou(engine, at, on, document):
    place = at(YANLING, on)
    answering = [each.id for each in engine.policy(place.code, place.on).rules if each.name == LIVING]
    assert answering[0] == f"{document}:{LIVING}"
