"""Orphans and de-facto unattended children: who is one, what is paid, what goes with what.

Amounts for Hongjiang 2024 are the place's own: 450 a head of rural dibao, 1150 for orphans at home, 1600 in
institutions, 90 for each disability allowance. What stands in `INVENTED` is no place's number.
"""

from collections.abc import Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dibao import Decision, Disability, Engine, Household, Member, Money

HONGJIANG, ZHUZHOU = "431281", "430200"
ON = date(2024, 5, 1)
FIRST_DAY = date(2019, 6, 18)
ORPHAN, UNATTENDED = "orphan_allowance", "unattended_child_allowance"
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"
DEAD = {"dead": True}
UNTRACEABLE = {"untraceable": True}
MISSING = {"declared_missing": True}
SERVING = {"in_prison": True, "term_months": 24}
AWAY = {"out_of_contact": True, "out_of_contact_months": 6}
WELL: dict[str, Any] = {}
INVENTED = """
[document.office]
title = "某办公室的数据（虚构）"
english = "An office's figures, invented"
issuer = "某办公室"
level = "fixture"
grade = "assumed"
"""
ROW = """
[[{0}]]
code = "{1}"
amount = {2}
per = "month"
since = 2012
until = "open"
document = "office"
grade = "assumed"
"""

ENGINE = Engine(plugins=["hunan", "hongjiang"])


def invented(folder: Path, values: Mapping[str, str], code: str = HONGJIANG) -> Engine:
    """Give an engine with invented figures on every day."""
    path = folder / "figures.toml"
    path.write_text(INVENTED + "".join(ROW.format(name, code, each) for name, each in values.items()), "utf-8")
    return Engine(plugins=["hunan", "hongjiang"], figures=path)


def person(id: str, relation: str, born: str, **stated: Any) -> Member:
    """Give somebody of whom everything is stated and nothing is the case."""
    nothing: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}}
    return Member(**{"id": id, "relation": relation, "born": born, **nothing, **stated})


def child(father: Mapping[str, Any], mother: Mapping[str, Any], born: str = "2010-05-01", **stated: Any) -> Member:
    """Give a grandchild whose duty of support is found, and who chooses support as a child."""
    flags = {"long_term_coresident": True, "chooses_child_support": True, **stated.pop("flags", {})}
    findings = {"legal_support_duty": True, **stated.pop("findings", {})}
    parents = {"father": father, "mother": mother}
    return person("c", "grandchild", born, flags=flags, findings=findings, **parents, **stated)


def people(grandchild: Member, income: str = "600") -> list[Member]:
    """Give two grandparents with an income a month, and the child."""
    apart = {"declines_tekun": True}
    grandmother = person("gm", "applicant", "1943-01-01", flags=apart, incomes={"wage": Money.monthly(income)})
    return [grandmother, person("gf", "spouse", "1942-01-01", flags=apart), grandchild]


def family(*members: Member, code: str = HONGJIANG) -> Household:
    """Give a rural household that asks for nothing besides."""
    return Household(
        id="family",
        jurisdiction=code,
        area="rural",
        members=list(members),
        obligors=[],
        property={},
        findings={"property_within_limits": True, "grace_months_granted": 6, "grace_amount": Money.monthly("300")},
        facts={},
        prior=None,
    )


def decided(grandchild: Member, income: str = "600", on: date = ON, engine: Engine = ENGINE) -> Decision:
    """Decide a grandchild and two grandparents."""
    return engine.assess(family(*people(grandchild, income)), on)


def paid(decision: Decision, to: str = "c") -> dict[str, Money | None]:
    """Give what one person gets, programme by programme."""
    return {each.programme: each.monthly for each in decision.awards if each.to == to}


def yuan(**amounts: str) -> dict[str, Money]:
    """Give amounts a month by programme."""
    return {name: Money.monthly(amount) for name, amount in amounts.items()}


# -- who is an orphan ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("father", "mother", "is_one"),
    [
        (DEAD, DEAD, True),
        (UNTRACEABLE, UNTRACEABLE, True),
        (DEAD, UNTRACEABLE, True),
        (DEAD, WELL, False),
        (WELL, UNTRACEABLE, False),
        (DEAD, MISSING, False),
        (DEAD, SERVING, False),
        (WELL, WELL, False),
    ],
)
def test_both_parents_must_be_dead_or_untraceable(father, mother, is_one):
    assert decided(child(father, mother)).quantity("member.is_orphan", "c") is is_one


@pytest.mark.parametrize(("born", "is_one"), [("2006-05-02", True), ("2006-05-01", False), ("2006-04-30", False)])
def test_an_orphan_comes_of_age_on_the_eighteenth_birthday(born, is_one):
    assert decided(child(DEAD, DEAD, born)).quantity("member.is_orphan", "c") is is_one


# -- who is unattended -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("born", "is_one"), [("2006-05-02", True), ("2006-05-01", False), ("2006-04-30", False)])
def test_an_unattended_child_comes_of_age_on_the_eighteenth_birthday(born, is_one):
    assert decided(child(SERVING, AWAY, born)).quantity("member.is_unattended_child", "c") is is_one


def disabled(kind: str, grade: int) -> dict[str, Any]:
    return {"disability_kind": kind, "disability_grade": grade}


@pytest.mark.parametrize(
    ("father", "is_one"),
    [
        ({"in_prison": True, "term_months": 5}, False),
        ({"in_prison": True, "term_months": 6}, True),
        ({"in_prison": True, "term_months": 7}, True),
        ({"in_rehabilitation": True, "term_months": 5}, False),
        ({"in_rehabilitation": True, "term_months": 6}, True),
        ({"restricted": True, "term_months": 5}, False),
        ({"restricted": True, "term_months": 6}, True),
        ({"term_months": 60}, False),
        ({"out_of_contact": True, "out_of_contact_months": 5}, False),
        ({"out_of_contact": True, "out_of_contact_months": 6}, True),
        ({"out_of_contact": True, "out_of_contact_months": 7}, True),
        ({"out_of_contact_months": 60}, False),
        ({"seriously_ill": True}, True),
        (disabled("limb", 1), True),
        (disabled("limb", 2), True),
        (disabled("limb", 3), False),
        (disabled("mental", 3), True),
        (disabled("mental", 4), True),
        (disabled("intellectual", 4), True),
        (disabled("hearing", 4), False),
        (WELL, False),
    ],
)
def test_what_keeps_a_parent_from_bringing_up_a_child(father, is_one):
    # The mother serves two years, and then is dead: neither suffices without the father.
    for mother in (SERVING, DEAD):
        assert decided(child(father, mother)).quantity("member.is_unattended_child", "c") is is_one
        assert decided(child(mother, father)).quantity("member.is_unattended_child", "c") is is_one


@pytest.mark.parametrize(("months", "is_one"), [({"out_of_contact_months": 5}, False),
                                                ({"out_of_contact_months": 6}, True), ({}, None)])  # fmt: skip
def test_a_parent_who_cannot_be_found_is_out_of_contact_for_as_long_as_is_stated(months, is_one):
    decision = decided(child({**UNTRACEABLE, **months}, SERVING))
    assert decision.quantity("member.is_unattended_child", "c") is is_one
    asked = "$.members[2].father.out_of_contact_months" in {each.path for each in decision.questions}
    assert asked is (is_one is None)


@pytest.mark.parametrize("stated", [{"disability_kind": "mental"}, {"disability_grade": 3}])
def test_half_a_disability_of_a_parent_is_asked_for(stated):
    decision = decided(child(stated, SERVING))
    missing = ({"disability_kind", "disability_grade"} - set(stated)).pop()
    assert f"$.members[2].father.{missing}" in {each.path for each in decision.questions}


def test_a_two_year_sentence_of_which_two_months_are_served_is_long_enough():
    # The length of the sentence is stated; there is no fact for what has been served of it.
    assert decided(child(SERVING, AWAY)).quantity("member.is_unattended_child", "c") is True
    names = {fact.name for fact in ENGINE.catalogue.of("member") if fact.name.startswith("father.")}
    assert {name for name in names if "months" in name} == {"father.term_months", "father.out_of_contact_months"}


@pytest.mark.parametrize(
    ("father", "mother", "is_one", "rule"),
    [
        (DEAD, SERVING, True, "neither_parent_brings_up"),
        (MISSING, SERVING, True, "neither_parent_brings_up"),
        (AWAY, MISSING, True, "neither_parent_brings_up"),
        (MISSING, MISSING, True, "no_parent_left"),
        (DEAD, MISSING, True, "no_parent_left"),
        (MISSING, WELL, False, None),
        (DEAD, WELL, False, None),
        (DEAD, DEAD, False, None),
    ],
)
def test_death_or_absence_of_one_parent_needs_hardship_or_absence_of_the_other(father, mother, is_one, rule):
    decision = decided(child(father, mother), income="5000")
    assert decision.quantity("member.is_unattended_child", "c") is is_one
    if rule:
        assert f"cn-2019-62:{rule}" in {each.answer.rule.id for each in decision.evidence.rules}


def test_two_missing_parents_are_our_reading_and_one_is_the_text():
    grades = {each.name: each.grade for each in ENGINE.policy(HONGJIANG, ON).rules if each.hook == "unattended_child"}
    assert grades == {"neither_parent_brings_up": "official", "no_parent_left": "assumed"}


def test_an_orphan_is_not_unattended_as_well():
    decision = decided(child({**DEAD, **SERVING}, {**UNTRACEABLE, **AWAY}), income="5000")
    assert decision.quantity("member.is_orphan", "c") is True
    assert decision.quantity("member.is_unattended_child", "c") is False
    assert paid(decision) == yuan(orphan_allowance="1150")


@pytest.mark.parametrize(
    ("father", "asked"),
    [
        ({"in_prison": True}, {"$.members[2].father.term_months"}),
        ({"out_of_contact": True}, {"$.members[2].father.out_of_contact_months"}),
        ({"in_prison": True, "seriously_ill": True}, set()),
    ],
)
def test_an_unknown_length_is_asked_for_where_it_matters(father, asked):
    decision = decided(child(father, AWAY))
    paths = {each.path for each in decision.questions}
    assert {each for each in paths if "father" in each or "mother" in each} == asked


def test_nothing_is_asked_of_the_parents_of_people_of_age():
    decision = decided(child({"in_prison": True}, {"out_of_contact": True}, born="2000-01-01"))
    assert [each.path for each in decision.questions if "father" in each.path or "mother" in each.path] == []


# -- how much --------------------------------------------------------------------------------------------
def test_off_dibao_the_standard_is_paid_in_full():
    # 3 × 450 = 1350 is not above an income of 1350.
    assert paid(decided(child(SERVING, AWAY), "1350")) == yuan(unattended_child_allowance="1150")
    assert paid(decided(child(DEAD, DEAD), "1350")) == yuan(orphan_allowance="1150")


def test_in_an_institution_the_higher_standard_is_paid():
    there = {"in_institution": True}
    assert paid(decided(child(SERVING, AWAY, flags=there), "1350")) == yuan(unattended_child_allowance="1600")
    assert paid(decided(child(DEAD, DEAD, flags=there), "1350")) == yuan(orphan_allowance="1600")


@pytest.mark.parametrize(
    ("income", "dibao", "top_up"),
    [
        ("600", "750", "900"),  # 1350 − 600 = 750, 250 a head, 1150 − 250
        ("0", "1350", "700"),  # 450 a head, 1150 − 450
        ("600.01", "749.99", "900.01"),  # 249.996… a head, 249.99 rounded down
        ("599.99", "750.01", "900"),  # 250.003… a head, 250.00 rounded down
        ("1349.99", "0.01", "1150"),  # 0.003… a head is nothing
    ],
)
def test_on_dibao_the_difference_is_paid(income, dibao, top_up):
    decision = decided(child(SERVING, AWAY), income)
    assert decision.dibao_monthly == Money.monthly(dibao)
    assert paid(decision) == yuan(unattended_child_allowance=top_up)


def test_an_orphan_on_dibao_gets_the_difference_as_our_reading():
    decision = decided(child(DEAD, DEAD))
    assert paid(decision) == yuan(orphan_allowance="900")
    award = next(each for each in decision.awards if each.programme == ORPHAN)
    assert [(each.id, each.grade) for each in decision.rules_of_award(award)] == [
        ("cn-2010-54:orphan_allowance", "official"),
        ("cn-2019-62:orphan_allowance", "assumed"),
    ]


def test_before_the_document_of_2019_nothing_comes_off_an_orphans_standard(tmp_path):
    engine = invented(tmp_path, {"dibao.standard.rural": "300", "orphan.scattered": "600"})
    # 3 × 300 − 600 = 300, 100 a head.
    for on, amount in ((date(2019, 6, 17), "600"), (FIRST_DAY, "500")):
        decision = decided(child(DEAD, DEAD), on=on, engine=engine)
        assert decision.dibao_monthly == Money.monthly("300")
        assert paid(decision) == yuan(orphan_allowance=amount)


@pytest.mark.parametrize(("standard", "top_up"), [("250.01", "0.01"), ("250", None), ("249.99", None)])
def test_a_difference_is_never_below_nothing(tmp_path, standard, top_up):
    engine = invented(tmp_path, {"orphan.scattered": standard})
    decision = decided(child(SERVING, AWAY), engine=engine)
    assert paid(decision) == (yuan(unattended_child_allowance=top_up) if top_up else {})


def test_the_living_allowance_is_part_of_what_is_made_up_and_the_nursing_allowance_is_not():
    # 1150 − 250 − 90 = 810; the nursing allowance of 90 stands beside it.
    decision = decided(child(SERVING, AWAY, disability=Disability("limb", 1)))
    assert paid(decision) == yuan(**{LIVING: "90", NURSING: "90", UNATTENDED: "810"})


def test_an_orphan_gets_no_living_allowance_and_the_more_instead():
    decision = decided(child(DEAD, DEAD, disability=Disability("limb", 1)))
    assert paid(decision) == yuan(**{NURSING: "90", ORPHAN: "900"})


def test_cover_alone_comes_off_like_a_share():
    # An income of 1500 is above 1350 and below 2025. 1150 − 300 − 90 = 760.
    fixed = {"single_person_amount": Money.monthly("300")}
    alone: dict[str, Any] = {"flags": {"applies_alone": True}, "findings": fixed}
    decision = decided(child(SERVING, AWAY, disability=Disability("limb", 1), **alone), "1500")
    assert decision.status == "marginal"
    assert paid(decision) == yuan(**{"single_person": "300", LIVING: "90", NURSING: "90", UNATTENDED: "760"})


def test_a_full_allowance_shuts_out_the_living_allowance_and_not_nursing(tmp_path):
    # Zhuzhou gives the living allowance to all of grade 1 or 2, on dibao or not: the grandfather has it.
    engine = invented(tmp_path, {"orphan.scattered": "1000", "dibao.standard.rural": "400"}, ZHUZHOU)
    limb: dict[str, Any] = {"disability": Disability("limb", 1)}
    grandmother, _, grandchild = people(child(SERVING, AWAY, **limb), "5000")
    grandfather = person("gf", "spouse", "1950-01-01", flags={"declines_tekun": True}, **limb)
    decision = engine.assess(family(grandmother, grandfather, grandchild, code=ZHUZHOU), date(2022, 9, 1))
    assert set(paid(decision, "gf")) == {LIVING, NURSING}
    assert set(paid(decision)) == {NURSING, UNATTENDED}
    assert paid(decision)[UNATTENDED] == Money.monthly("1000")


@pytest.mark.parametrize("father", [DEAD, SERVING])
def test_a_destitute_child_gets_no_allowance_for_children(tmp_path, father):
    figures = {"dibao.standard.rural": "400", "orphan.scattered": "1000", "tekun.living.rural": "520"}
    apart: dict[str, Any] = {"flags": {"on_tekun": True}, "findings": {"tekun_counts": False}}
    decision = decided(child(father, DEAD, **apart), on=date(2020, 5, 1), engine=invented(tmp_path, figures))
    assert paid(decision) == yuan(tekun_living="520")


@pytest.mark.parametrize("income", ["0", "600", "1000.01"])
def test_the_order_of_members_changes_nothing(income):
    second = person("d", "grandchild", "2012-05-01", **_stated(child(DEAD, SERVING)))
    members = [*people(child(SERVING, AWAY), income), second]
    found = [
        {(each.programme, each.to): each.monthly for each in ENGINE.assess(family(*order), ON).awards}
        for order in permutations(members)
    ]
    assert {to for _, to in found[0]} == {"household", "c", "d"}
    assert all(each == found[0] for each in found)


def _stated(other: Member) -> dict[str, Any]:
    return {name: getattr(other, name) for name in ("flags", "findings", "father", "mother")}


def test_these_awards_are_never_announced():
    for parents in ((SERVING, AWAY), (DEAD, DEAD)):
        decision = decided(child(*parents))
        assert [each.public for each in decision.awards if each.to == "c"] == [False]
        assert [each.public for each in decision.awards if each.to == "household"] == [True]


# -- income ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["child_allowance", "orphan_allowance"])
@pytest.mark.parametrize(
    ("on", "counted"),
    [
        (date(2019, 6, 17), "1600"),
        (FIRST_DAY, "600"),
        (date(2021, 6, 30), "600"),
        (date(2021, 7, 1), "600"),
        (ON, "600"),
    ],
)
def test_the_allowances_are_no_income_from_2019_on(tmp_path, kind, on, counted):
    figures = {"dibao.standard.rural": "400", "dibao.standard.urban": "500", "orphan.scattered": "1000"}
    held = child(SERVING, AWAY, incomes={kind: Money.monthly("1000")})
    decision = decided(held, on=on, engine=invented(tmp_path, figures))
    assert decision.quantity("household.counted_income") == Money.monthly(counted)


# -- days ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("on", "is_one"), [(date(2019, 6, 17), False), (FIRST_DAY, True), (date(2019, 6, 19), True)])
def test_there_are_unattended_children_from_the_day_of_the_document(tmp_path, on, is_one):
    engine = invented(tmp_path, {"dibao.standard.rural": "400", "orphan.scattered": "1000"})
    assert decided(child(SERVING, AWAY), on=on, engine=engine).quantity("member.is_unattended_child", "c") is is_one
