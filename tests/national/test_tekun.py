"""Destitute people: who is one, what is paid, and what it does to the family around them.

Worked by hand from 特困人员认定办法 (2021) articles 4 to 9, 19 and 22. Amounts are Jiangxi's of 2022 (dibao 825 in
town and 600 in the country, living 1080 and 780, care 1380, 350 and 80) and Anhua's of late 2023 (living 845 and 542,
care 517 and 259, none for the able). What stands in `INVENTED` is no place's number.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.fixtures.province import plugin as province

from dibao import UNKNOWN, BenefitState, Decision, Disability, Engine, Household, Member, Money, Obligor

JIUJIANG, ANHUA = "360400", "430923"
IN_2022, IN_2023 = date(2022, 5, 1), date(2023, 9, 1)
FIRST_DAY, LAW_STARTS = date(2021, 7, 1), date(2026, 7, 1)
DISPOSABLE = "2000"
OFFICE = """
[document.office]
title = "某办公室自定的数值（虚构）"
english = "An office's figures, invented"
issuer = "某办公室"
level = "fixture"
grade = "assumed"
"""
ROW = """
[[{}]]
code = "{}"
amount = {}
per = "month"
since = 2012
until = "open"
document = "office"
grade = "assumed"
"""
INVENTED = {
    "rigid.disposable_income": DISPOSABLE,
    "disability.living_allowance": "71",
    "disability.nursing_allowance": "72",
}
FOUND = {"tekun_property_within_limits": True}
TEKUN, CARE = "tekun_living", "tekun_care"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Give Jiangxi, with an income a head and allowances that are invented."""
    path: Path = tmp_path_factory.mktemp("office") / "figures.toml"
    path.write_text(OFFICE + "".join(ROW.format(name, JIUJIANG, each) for name, each in INVENTED.items()), "utf-8")
    return Engine(plugins=["jiangxi"], figures=path)


HUNAN = Engine(plugins=["hunan"])


def person(id: str = "p", born: str = "1950-01-01", relation: str = "applicant", **stated: Any) -> Member:
    """Give somebody of whom everything is stated, who needs no help and whose property is small."""
    findings = {**FOUND, **stated.pop("findings", {})}
    nothing: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}, "needs_help": {}}
    return Member(**{"id": id, "relation": relation, "born": born, "findings": findings, **nothing, **stated})


def household(*members: Member, **stated: Any) -> Household:
    """Give a rural household of Jiujiang without relatives elsewhere."""
    usual: dict[str, Any] = {
        "id": "case", "jurisdiction": JIUJIANG, "area": "rural", "obligors": [], "property": {}, "facts": {},
        "findings": {"property_within_limits": True}, "prior": None,
    }  # fmt: skip
    return Household(members=members, **{**usual, **stated})


def is_tekun(engine: Engine, *members: Member, on: date = IN_2022, who: str = "p", **stated: Any) -> Any:
    """Tell whether one member of a household is destitute."""
    return engine.assess(household(*members, **stated), on).quantity("member.is_tekun", who)


def paid(decision: Decision) -> dict[tuple[str, str], str]:
    """Give what is paid a month, by programme and by whom it is for."""
    return {(each.programme, each.to): each.monthly.text() for each in decision.awards if each.monthly is not None}


def asked(decision: Decision) -> set[str]:
    """Give the paths of what is asked."""
    return {each.path for each in decision.questions}


def yuan(**amounts: str) -> dict[str, Money]:
    """Give amounts a month by kind."""
    return {name: Money.monthly(amount) for name, amount in amounts.items()}


def needs(count: int) -> dict[str, bool]:
    """Give so many of the six daily things as ones with which help is needed."""
    things = ("eating", "dressing", "bed", "toilet", "walking", "bathing")
    return {thing: position < count for position, thing in enumerate(things)}


# -- article 5: unable to work ----------------------------------------------------------------------------
@pytest.mark.parametrize(("born", "expected"), [("1962-05-02", False), ("1962-05-01", True), ("1962-04-30", True)])
def test_the_old_are_unable_to_work_from_the_sixtieth_birthday_on(engine, born, expected):
    assert is_tekun(engine, person(born=born)) is expected


@pytest.mark.parametrize(("born", "expected"), [("2006-05-02", True), ("2006-05-01", False), ("2006-04-30", False)])
def test_the_young_are_unable_to_work_until_the_sixteenth_birthday(engine, born, expected):
    assert is_tekun(engine, person(born=born)) is expected


LAST_GRADE = {"intellectual": 3, "mental": 3, "limb": 2, "visual": 1, "hearing": 0, "speech": 0, "multiple": 0}


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", LAST_GRADE)
def test_each_kind_of_disability_has_its_own_last_grade(engine, kind, grade):
    young = person(born="1990-01-01", disability=Disability(kind, grade))
    assert is_tekun(engine, young) is (grade <= LAST_GRADE[kind])


def test_who_is_able_to_work_and_poor_has_dibao_and_no_support(engine):
    decision = engine.assess(household(person(born="1990-01-01")), IN_2022)
    assert (decision.status, paid(decision)) == ("dibao", {("dibao", "household"): "600.00"})


# -- article 6: no means of living ------------------------------------------------------------------------
@pytest.mark.parametrize(("area", "wage", "expected"), [
    ("rural", "599.99", True), ("rural", "600", False), ("rural", "600.01", False),
    ("urban", "824.99", True), ("urban", "825", False), ("urban", "825.01", False),
])  # fmt: skip
def test_income_on_the_standard_is_not_below_it(engine, area, wage, expected):
    assert is_tekun(engine, person(incomes=yuan(wage=wage)), area=area) is expected


@pytest.mark.parametrize("kind", [
    "basic_pension", "preferential_pension", "old_age_allowance",
    "social_assistance", "disability_allowance", "child_allowance", "orphan_allowance",
])  # fmt: skip
def test_some_kinds_of_income_do_not_count(engine, kind):
    assert is_tekun(engine, person(incomes=yuan(wage="599.99", **{kind: "5000"}))) is True


@pytest.mark.parametrize("kind", [
    "business", "property", "support_received", "retirement_pension", "unemployment_benefit", "survivor_benefit",
    "gift", "family_planning_award", "scholarship", "bravery_award", "other_transfer", "other",
])  # fmt: skip
def test_all_other_kinds_of_income_count(engine, kind):
    expected = {"599.99": True, "600": False}
    assert {each: is_tekun(engine, person(incomes=yuan(**{kind: each}))) for each in expected} == expected


def test_the_basic_pension_stays_out_when_it_counts_for_dibao():
    # From 2026-01-01 on dibao counts it. Standards of 2026 are not known: only what is settled is looked at.
    old = person(incomes=yuan(basic_pension="5000"))
    decision = HUNAN.assess(household(old, jurisdiction=ANHUA), date(2026, 1, 1))
    assert decision.quantity("member.tekun_income", "p") == Money.monthly(0)


@pytest.mark.parametrize(("received", "expected"), [("649.99", True), ("650", False), ("650.01", False)])
def test_transfers_are_net_of_what_is_paid_out(engine, received, expected):
    old = person(incomes=yuan(retirement_pension=received), transfers_paid=yuan(social_insurance="50"))
    assert is_tekun(engine, old) is expected


def test_property_beyond_the_limits_is_a_means_of_living(engine):
    assert is_tekun(engine, person(findings={"tekun_property_within_limits": False})) is False


def test_unknown_property_is_the_one_question(engine):
    alone = Member("p", "applicant", "1950-01-01", {}, {}, {}, {}, facts={}, needs_help={})
    decision = engine.assess(household(alone), IN_2022)
    assert asked(decision) == {"$.members[0].findings.tekun_property_within_limits"}


# -- article 8: relatives who live apart ------------------------------------------------------------------
def relative(**stated: Any) -> Obligor:
    """Give a grown child elsewhere, able to give support as far as nothing else is said."""
    usual: dict[str, Any] = {
        "relation": "child", "born": "1975-01-01", "income": Money.monthly("9000"), "household_size": 3, "supports": 2,
        "pays": Money.monthly("0"), "on_assistance": False, "own_income": Money.monthly("3000"), "situation": "none",
        "property_within_limits": True, "facts": {},
    }  # fmt: skip
    return Obligor("r", **{**usual, **stated})


LITTLE, ENOUGH = Money.monthly("1999.99"), Money.monthly(DISPOSABLE)
SEVENTY, SIXTY_NINE = "1952-05-01", "1952-05-02"


@pytest.mark.parametrize(("stated", "expected"), [
    ({}, False),
    ({"own_income": LITTLE}, False),
    # (1) destitute, whatever else is the case
    ({"situation": "tekun", "property_within_limits": False}, True),
    # (2) on dibao, from sixty on
    ({"situation": "dibao", "born": "1962-05-02"}, False),
    ({"situation": "dibao", "born": "1962-05-01", "property_within_limits": False}, True),
    ({"situation": "dibao", "born": "1962-04-30"}, True),
    # (3) seventy, with little income and little property
    ({"born": SIXTY_NINE, "own_income": LITTLE}, False),
    ({"born": SEVENTY, "own_income": LITTLE}, True),
    ({"born": "1952-04-30", "own_income": LITTLE}, True),
    ({"born": SEVENTY, "own_income": ENOUGH}, False),
    ({"born": SEVENTY, "own_income": Money.monthly("2000.01")}, False),
    ({"born": SEVENTY, "own_income": LITTLE, "property_within_limits": False}, False),
    # (4) severely disabled, with the same test
    ({"situation": "severely_disabled", "own_income": LITTLE}, True),
    ({"situation": "severely_disabled", "own_income": ENOUGH}, False),
    ({"situation": "severely_disabled", "own_income": LITTLE, "property_within_limits": False}, False),
    # (5) without civil capacity, missing, in prison: income does not matter, property does
    ({"situation": "no_civil_capacity"}, True),
    ({"situation": "no_civil_capacity", "property_within_limits": False}, False),
    ({"situation": "declared_missing"}, True),
    ({"situation": "declared_missing", "property_within_limits": False}, False),
    ({"situation": "in_prison"}, True),
    ({"situation": "in_prison", "property_within_limits": False}, False),
])  # fmt: skip
def test_only_a_relative_who_cannot_support_leaves_room_for_the_state(engine, stated, expected):
    assert is_tekun(engine, person(), obligors=[relative(**stated)]) is expected


def test_one_able_relative_of_several_suffices(engine):
    in_prison, able = relative(situation="in_prison"), relative()
    assert is_tekun(engine, person(), obligors=[in_prison, Obligor("s", situation="tekun")]) is True
    assert is_tekun(engine, person(), obligors=[Obligor("s", situation="tekun"), able]) is False


def test_relatives_left_out_are_asked_for_and_an_empty_list_says_none(engine):
    alone = household(person())
    assert asked(engine.assess(evolve(alone, obligors=UNKNOWN), IN_2022)) == {"$.obligors"}
    assert paid(engine.assess(alone, IN_2022)) == {(TEKUN, "p"): "780.00", (CARE, "p"): "80.00"}


# -- article 8: at home -------------------------------------------------------------------------------------
def at_home(engine: Engine, **stated: Any) -> Any:
    """Tell whether an old mother is destitute beside a grown child of whom something is said."""
    more = {key: stated.pop(key) for key in ("prior", "findings") if key in stated}
    child = person("c", relation="child", **{"born": "1985-01-01", **stated})
    return is_tekun(engine, person(), child, **more)


ON_DIBAO = BenefitState("dibao", Money.monthly("500"))
LIMB_2, LIMB_3, MENTAL_3, MENTAL_4 = (
    Disability(kind, grade) for kind, grade in (("limb", 2), ("limb", 3), ("mental", 3), ("mental", 4))
)
WITHIN, BEYOND = {"property_within_limits": True}, {"property_within_limits": False}


@pytest.mark.parametrize(("stated", "expected"), [
    ({}, False),
    ({"incomes": yuan(wage="1")}, False),
    # grown up at eighteen
    ({"born": "2004-05-02"}, True),
    ({"born": "2004-05-01"}, False),
    # (1)
    ({"flags": {"on_tekun": True}, "findings": BEYOND}, True),
    # (2)
    ({"born": "1962-05-02", "prior": ON_DIBAO}, False),
    ({"born": "1962-05-01", "prior": ON_DIBAO, "findings": BEYOND}, True),
    ({"born": "1962-05-01"}, False),
    # (3)
    ({"born": SIXTY_NINE}, False),
    ({"born": SEVENTY}, True),
    ({"born": SEVENTY, "incomes": yuan(wage="1999.99")}, True),
    ({"born": SEVENTY, "incomes": yuan(wage=DISPOSABLE)}, False),
    ({"born": SEVENTY, "findings": BEYOND}, False),
    # (4)
    ({"disability": LIMB_2}, True),
    ({"disability": LIMB_2, "incomes": yuan(wage="1999.99")}, True),
    ({"disability": LIMB_2, "incomes": yuan(wage=DISPOSABLE)}, False),
    ({"disability": LIMB_2, "findings": BEYOND}, False),
    ({"disability": LIMB_3}, False),
    ({"disability": MENTAL_3}, True),
    ({"disability": MENTAL_4}, False),
    # (5)
    ({"flags": {"no_civil_capacity": True}, "incomes": yuan(wage="9000")}, True),
    ({"flags": {"declared_missing": True}}, True),
    ({"flags": {"in_prison": True}}, True),
    ({"flags": {"no_civil_capacity": True}, "findings": BEYOND}, False),
    ({"flags": {"declared_missing": True}, "findings": BEYOND}, False),
    ({"flags": {"in_prison": True}, "findings": BEYOND}, False),
])  # fmt: skip
def test_an_able_grown_child_at_home_keeps_from_support(engine, stated, expected):
    assert at_home(engine, **stated) is expected


@pytest.mark.parametrize(("duty", "expected"), [(True, False), (False, True)])
def test_whether_others_at_home_owe_support_an_officer_finds(engine, duty, expected):
    niece = person("c", "1985-01-01", "other", findings={"legal_support_duty": duty})
    assert is_tekun(engine, person(), niece) is expected


def test_two_old_people_are_destitute_only_where_neither_can_support_the_other(engine):
    def couple(first: str, second: str, *on_tekun: str) -> list[Any]:
        each = [("p", first, "applicant"), ("q", second, "spouse")]
        members = [person(id, born, relation, flags={"on_tekun": id in on_tekun}) for id, born, relation in each]
        return [is_tekun(engine, *members, who=member.id) for member in members]

    assert couple(SIXTY_NINE, SIXTY_NINE) == [False, False]
    assert couple(SEVENTY, SIXTY_NINE) == [False, True]
    assert couple(SEVENTY, SEVENTY) == [True, True]
    assert couple(SIXTY_NINE, SIXTY_NINE, "p", "q") == [True, True]


# -- who is not, though all else holds ------------------------------------------------------------------------
@pytest.mark.parametrize("flag", ["declines_tekun", "in_prison", "declared_missing"])
def test_support_ends_for_who_declines_or_is_away(engine, flag):
    assert is_tekun(engine, person(flags={flag: True})) is False


@pytest.mark.parametrize(("born", "flags", "expected"), [
    ("2006-05-02", {"chooses_child_support": False}, True),
    ("2006-05-02", {"chooses_child_support": True}, False),
    ("2004-05-02", {"on_tekun": True, "chooses_child_support": True}, False),
    # No choice from eighteen on, nor for the old.
    ("2004-05-01", {"chooses_child_support": True}, True),
    ("1950-01-01", {"chooses_child_support": True}, True),
])  # fmt: skip
def test_a_minor_may_choose_the_childrens_support_instead(engine, born, flags, expected):
    limb = Disability("limb", 1)
    orphan: dict[str, Any] = {"father": {"dead": True}, "mother": {"dead": True}}
    assert is_tekun(engine, person(born=born, disability=limb, flags=flags, **orphan)) is expected


def test_an_orphan_is_asked_what_it_chooses_and_others_are_not(engine):
    limb = Disability("limb", 1)
    parents: dict[str, Any] = {"father": {"dead": True}, "mother": {"dead": True}}
    asked_of = {True: person(born="2006-05-02", disability=limb, **parents), False: person(disability=limb)}
    path = "$.members[0].flags.chooses_child_support"
    for is_asked, member in asked_of.items():
        decision = engine.assess(household(member), IN_2022)
        assert (path in {each.path for each in decision.questions}) is is_asked


# -- minors who were destitute already -------------------------------------------------------------------------
@pytest.mark.parametrize(("born", "on_tekun", "expected"), [
    ("2006-05-01", False, False),
    ("2006-05-01", True, True),
    ("2004-05-02", True, True),
    ("2004-05-01", True, False),
    ("2004-04-30", True, False),
])  # fmt: skip
def test_a_minor_stays_destitute_until_the_eighteenth_birthday(engine, born, on_tekun, expected):
    assert is_tekun(engine, person(born=born, flags={"on_tekun": on_tekun})) is expected


@pytest.mark.parametrize(("on", "education", "flags", "expected"), [
    (date(2026, 6, 30), "senior", {"on_tekun": True, "full_time_student": True}, False),
    (LAW_STARTS, "senior", {"on_tekun": True, "full_time_student": True}, True),
    (date(2026, 7, 2), "vocational", {"on_tekun": True, "full_time_student": True}, True),
    (LAW_STARTS, "junior", {"on_tekun": True, "full_time_student": True}, True),
    (LAW_STARTS, "associate", {"on_tekun": True, "full_time_student": True}, False),
    (LAW_STARTS, "bachelor", {"on_tekun": True, "full_time_student": True}, False),
    (LAW_STARTS, "senior", {"on_tekun": True}, False),
    (LAW_STARTS, "senior", {"full_time_student": True}, False),
])  # fmt: skip
def test_schooling_after_coming_of_age_counts_from_the_law_on(engine, on, education, flags, expected):
    pupil = person(born="2008-05-01", education=education, flags=flags)
    assert engine.assess(household(pupil), on).quantity("member.cannot_work", "p") is expected


# -- before the measures of 2021 -------------------------------------------------------------------------------
@pytest.mark.parametrize(("on", "on_tekun", "expected"), [
    (date(2014, 4, 30), True, False),
    (date(2014, 5, 1), True, True),
    (date(2014, 5, 1), False, False),
    (date(2021, 6, 30), False, False),
    (FIRST_DAY, False, True),
])  # fmt: skip
def test_before_the_measures_only_who_was_recognised_is_destitute(engine, on, on_tekun, expected):
    assert is_tekun(engine, person(flags={"on_tekun": on_tekun}), on=on) is expected


def test_from_the_measures_on_recognition_alone_does_not_suffice(engine):
    able = person(born="1990-01-01", flags={"on_tekun": True})
    assert [is_tekun(engine, able, on=on) for on in (date(2021, 6, 30), FIRST_DAY)] == [True, False]


# -- articles 19 and 22: how much --------------------------------------------------------------------------------
@pytest.mark.parametrize(("area", "flags", "living"), [
    ("rural", {}, "780.00"),
    ("urban", {}, "1080.00"),
    ("urban", {"contracted_land": True}, "780.00"),
    ("rural", {"contracted_land": True}, "780.00"),
    ("rural", {"resettled_to_town": True}, "1080.00"),
    ("rural", {"contracted_land": True, "resettled_to_town": True}, "1080.00"),
    ("urban", {"resettled_to_town": True}, "1080.00"),
])  # fmt: skip
def test_land_makes_rural_and_resettlement_urban(engine, area, flags, living):
    decision = engine.assess(household(person(flags=flags), area=area), IN_2022)
    assert paid(decision)[TEKUN, "p"] == living


@pytest.mark.parametrize(("count", "care"), [
    (0, "80.00"), (1, "350.00"), (2, "350.00"), (3, "350.00"), (4, "1380.00"), (5, "1380.00"), (6, "1380.00"),
])  # fmt: skip
def test_care_goes_by_how_many_of_six_things_need_help(engine, count, care):
    decision = engine.assess(household(person(needs_help=needs(count))), IN_2022)
    assert paid(decision) == {(TEKUN, "p"): "780.00", (CARE, "p"): care}


def test_unknown_need_of_help_is_one_question_and_bounds_the_amount(engine):
    decision = engine.assess(household(person(needs_help=UNKNOWN)), IN_2022)
    assert asked(decision) == {"$.members[0].needs_help"}
    assert decision.bounds.total == (Money.monthly("860"), Money.monthly("2160"))


def test_anhua_pays_its_own_amounts_and_its_unknown_one_is_asked():
    def assess(count: int, area: str) -> Decision:
        return HUNAN.assess(household(person(needs_help=needs(count)), jurisdiction=ANHUA, area=area), IN_2023)

    assert paid(assess(1, "rural")) == {(TEKUN, "p"): "542.00", (CARE, "p"): "259.00"}
    assert paid(assess(4, "urban")) == {(TEKUN, "p"): "845.00", (CARE, "p"): "517.00"}
    assert asked(assess(0, "rural")) == {"tekun.care.able"}


def test_each_amount_cites_its_article(engine):
    decision = engine.assess(household(person()), IN_2022)
    assert {each.programme: decision.articles_of_award(each) for each in decision.awards} == {
        TEKUN: "特困人员认定办法 第十九条",
        CARE: "特困人员认定办法 第二十二条",
    }


# -- the family around ----------------------------------------------------------------------------------------
def test_nobody_is_asked_whether_a_destitute_person_alone_counts(engine):
    decision = engine.assess(household(person()), IN_2022)
    assert (decision.status, decision.questions, paid(decision)) == (
        "not_eligible",
        (),
        {(TEKUN, "p"): "780.00", (CARE, "p"): "80.00"},
    )


def test_two_destitute_people_are_no_dibao_family(engine):
    decision = engine.assess(household(person("p", SEVENTY), person("q", SEVENTY, "spouse")), IN_2022)
    each = {(TEKUN, "p"): "780.00", (CARE, "p"): "80.00", (TEKUN, "q"): "780.00", (CARE, "q"): "80.00"}
    assert (decision.status, decision.questions, paid(decision)) == ("not_eligible", (), each)


def parent_and_child(own: str, wage: str, counts: bool | None, **stated: Any) -> Household:
    """Give a destitute mother and the grown child that she lives with, who cannot support her."""
    findings = {} if counts is None else {"tekun_counts": counts}
    mother = person(findings=findings, incomes=yuan(wage=own), **stated)
    depends = {"cannot_live_independently": True}
    limb = {"disability": Disability("hearing", 2), "flags": {"declines_tekun": True}}
    child = person("c", "1985-01-01", "child", incomes=yuan(wage=wage), findings=depends, **limb)
    return household(mother, child)


@pytest.mark.parametrize(("own", "wage", "counts", "dibao"), [
    # Left out: 600 for the child alone, less its own income.
    ("300", "100", False, "500.00"),
    ("300", "599.99", False, "0.01"),
    ("300", "600", False, None),
    # Counted: 1200 for two, less all income; of what is missing one half, rounded down, is hers.
    ("300", "100", True, "400.00"),
    ("300", "299.99", True, "300.01"),
    ("300", "300", True, "300.00"),
    ("300", "300.01", True, "300.00"),
    ("300", "899.99", True, "0.01"),
    ("300", "900", True, None),
])  # fmt: skip
def test_dibao_pays_a_family_what_support_does_not_meet(engine, own, wage, counts, dibao):
    decision = engine.assess(parent_and_child(own, wage, counts), IN_2022)
    support = {(TEKUN, "p"): "780.00", (CARE, "p"): "80.00"}
    expected = {("dibao", "household"): dibao, **support} if dibao else support
    assert {key: amount for key, amount in paid(decision).items() if key[0] in ("dibao", TEKUN, CARE)} == expected


def test_whether_a_destitute_person_counts_is_asked_where_it_decides(engine):
    decision = engine.assess(parent_and_child("300", "100", None), IN_2022)
    assert asked(decision) == {"$.members[0].findings.tekun_counts"}
    assert decision.bounds.dibao == (Money.monthly("400"), Money.monthly("500"))


def test_what_decides_nothing_is_not_asked(engine):
    # With as much income as the child has, its dibao is 500 whether she counts or not.
    assert asked(engine.assess(parent_and_child("100", "100", None), IN_2022)) == set()


@pytest.mark.parametrize("income", ["0", "599"])
def test_a_destitute_person_beside_somebody_left_out_is_no_family_of_any_kind(engine, income):
    alone = person(findings={"tekun_counts": True}, incomes=yuan(wage=income))
    prisoner = person("s", "1985-01-01", "child", flags={"in_prison": True})
    decision = engine.assess(household(alone, prisoner), IN_2022)
    assert (decision.status, set(paid(decision))) == ("not_eligible", {(TEKUN, "p"), (CARE, "p")})


# -- never together ---------------------------------------------------------------------------------------------
def test_support_shuts_out_allowances_for_disabled_people(engine):
    def given(**flags: bool) -> dict[tuple[str, str], str]:
        limb = person(born="1990-01-01", disability=Disability("limb", 1), flags=flags)
        return paid(engine.assess(household(limb), IN_2022))

    assert given() == {(TEKUN, "p"): "780.00", (CARE, "p"): "80.00"}
    assert given(declines_tekun=True) == {
        ("dibao", "household"): "600.00",
        ("disability_living_allowance", "p"): "71.00",
        ("disability_nursing_allowance", "p"): "72.00",
    }


def test_support_shuts_out_cover_alone(engine):
    # 1500 for two is between 1200 and 1800: a marginal family.
    def given(**flags: bool) -> str | None:
        alone = {"applies_alone": True, **flags}
        limb = person(born="1950-01-01", disability=Disability("limb", 1), flags=alone, findings={
            "tekun_counts": True, "single_person_amount": Money.monthly("300"),
        })  # fmt: skip
        spouse = person("c", SEVENTY, "spouse", incomes=yuan(wage="1500"), flags={"declines_tekun": True})
        decision = engine.assess(household(limb, spouse), IN_2022)
        assert decision.status == "marginal"
        return paid(decision).get(("single_person", "p"))

    assert (given(), given(declines_tekun=True)) == (None, "300.00")


def test_support_shuts_out_supplements(tmp_path):
    path = tmp_path / "figures.toml"
    amounts = {"tekun.living.rural": "585", "tekun.care.able": "10", "rigid.disposable_income": DISPOSABLE}
    path.write_text(OFFICE + "".join(ROW.format(name, "970101", each) for name, each in amounts.items()), "utf-8")
    engine = Engine(plugins=[province], figures=path)

    def supplemented(**flags: bool) -> tuple[str | None, set[str]]:
        mother = person(flags=flags, findings={"tekun_counts": True})
        child = person("c", "2012-01-01", "grandchild", flags={"declines_tekun": True})
        decision = engine.assess(household(mother, child, jurisdiction="970101"), date(2024, 3, 1))
        amounts = paid(decision)
        return amounts.get(("dibao", "household")), {to for programme, to in amounts if programme == "supplement"}

    # Two at 450 a head, less the 450 that support as destitute meets.
    assert supplemented() == ("450.00", {"c"})
    assert supplemented(declines_tekun=True) == ("900.00", {"p", "c"})
