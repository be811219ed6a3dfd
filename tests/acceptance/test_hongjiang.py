"""Hongjiang's households, each row of the first acceptance table by name."""

import re
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.fixtures.county import CODE as COUNTY
from tests.fixtures.county import plugin as county

from dibao import (
    BenefitState,
    Decision,
    Disability,
    Engine,
    Household,
    Member,
    Money,
    NoFigureInForce,
)

IN_2023, IN_2024 = date(2023, 6, 1), date(2024, 3, 1)
ENGINE = Engine(plugins=["hunan", "hongjiang", county])


def person(id: str, relation: str = "child", born: str = "2015-01-01", **entries: Any) -> Member:
    """Make a member without income and flags."""
    return Member(id=id, relation=relation, born=born, **{"incomes": {}, "flags": {}, **entries})


def family(*others: Member, wage: Money | None = None, area: str = "rural", **entries: Any) -> Household:
    """Make a household of an applicant with a wage, and others."""
    applicant = person("a", "applicant", "1980-05-01", incomes={} if wage is None else {"wage": wage})
    given = {"jurisdiction": "431281", "findings": {"property_within_limits": True}, "property": {}, **entries}
    return Household(id="case", area=area, members=[applicant, *others], obligors=[], **{"prior": None, **given})


def three(wage: str = "0", *, per: str = "month", **entries: Any) -> Household:
    """Make a family of applicant, spouse and small child with one wage."""
    amount = Money.monthly(wage) if per == "month" else Money.yearly(wage)
    return family(person("b", "spouse", "1982-01-01"), person("c"), wage=amount, **entries)


def assess(household: Household, on: date = IN_2024) -> Decision:
    """Decide with the national law, Hunan's, Hongjiang's and the fixture county's."""
    return ENGINE.assess(household, on)


def outcome(household: Household, on: date = IN_2024) -> tuple[str, Money | None]:
    """Give status and monthly dibao."""
    decision = assess(household, on)
    return decision.status, decision.dibao_monthly


def test_three_people_with_600_a_month_receive_750_from_the_month_after():
    decision = assess(three("600"))
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly("750"))
    assert [(each.programme, each.to, each.start) for each in decision.awards] == [("dibao", "household", "2024-04")]
    assert decision.to_json()["dibao_monthly"] == "750.00"


@pytest.mark.parametrize(
    ("wage", "status", "paid"),
    [
        ("1349.99", "dibao", "0.01"),
        ("1350", "marginal", "0"),
        ("1350.01", "marginal", "0"),
        ("2024.99", "marginal", "0"),
        ("2025", "not_eligible", "0"),
        ("2025.01", "not_eligible", "0"),
    ],
)
def test_equal_to_a_line_is_not_below_it(wage, status, paid):
    assert outcome(three(wage)) == (status, Money.monthly(paid))


@pytest.mark.parametrize(("on", "paid"), [(IN_2024, "700"), (IN_2023, "650")])
def test_an_urban_single_without_income_receives_the_standard(on, paid):
    assert outcome(family(area="urban"), on) == ("dibao", Money.monthly(paid))


@pytest.mark.parametrize(
    ("wage", "status", "paid"),
    [("15011.99", "dibao", "0.01"), ("15012", "marginal", "0"), ("15012.01", "marginal", "0")],
)
def test_a_twelfth_of_a_fen_below_the_yearly_standard_pays_one_fen(wage, status, paid):
    assert outcome(three(wage, per="year"), IN_2023) == (status, Money.monthly(paid))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_show_the_yearly_amounts_where_the_months_look_equal(lang):
    words = assess(three("15011.99", per="year"), IN_2023).explain(lang)
    assert "15011.99" in words
    assert "15012" in words


@pytest.mark.parametrize(("wage", "status"), [("358.33", "dibao"), ("358.34", "marginal")])
def test_a_standard_of_4300_a_year_is_358_and_a_third_a_month(wage, status):
    household = family(wage=Money.monthly(wage), jurisdiction=COUNTY)
    assert outcome(household) == (status, Money.monthly("0.01" if status == "dibao" else "0"))


LEFT_OUT: dict[str, dict[str, Any]] = {
    "prison": {"flags": {"in_prison": True}},
    "rehabilitation": {"flags": {"in_compulsory_rehabilitation": True}},
    "missing": {"flags": {"declared_missing": True}},
    "clergy": {"clergy_apart_since": "2021-03-01", "findings": {"clergy_in_hardship": False}},
    "conscript": {"flags": {"active_conscript": True}},
}


@pytest.mark.parametrize("entries", LEFT_OUT.values(), ids=LEFT_OUT)
def test_who_is_left_out_takes_size_and_income_along(entries):
    son = person("c", born="2008-01-01", incomes={"wage": Money.monthly("3000")}, **entries)
    decision = assess(family(son, wage=Money.monthly("100")))
    assert (decision.quantity("household.size"), decision.dibao_monthly) == (1, Money.monthly("350"))


def test_clergy_one_day_short_of_three_years_stay_in():
    son = person("c", clergy_apart_since="2021-03-02")
    assert assess(family(son)).quantity("household.size") == 2


@pytest.mark.parametrize(("code", "size"), [("431281", 1), (COUNTY, 2)])
def test_only_hunan_leaves_conscripts_out(code, size):
    son = person("c", born="2008-01-01", flags={"active_conscript": True})
    assert assess(family(son, jurisdiction=code)).quantity("household.size") == size


def test_a_bachelor_student_of_20_belongs():
    student = person("c", born="2004-01-01", education="bachelor", flags={"full_time_student": True})
    assert outcome(family(student)) == ("dibao", Money.monthly("900"))


def test_of_a_master_student_of_25_an_officer_is_asked():
    student = person("c", born="1999-01-01", education="master", flags={"full_time_student": True})
    [question] = assess(family(student)).questions
    assert (question.path, question.kind) == ("$.members[1].findings.cannot_live_independently", "finding")
    assert question.article == "民发〔2021〕57号 第七条"


@pytest.mark.parametrize(("finding", "paid"), [(True, "900"), (False, "450")])
def test_the_finding_decides_on_the_master_student(finding, paid):
    entries: dict[str, Any] = {"education": "master", "flags": {"full_time_student": True}}
    entries["findings"] = {"cannot_live_independently": finding}
    student = person("c", born="1999-01-01", **entries)
    assert outcome(family(student)) == ("dibao", Money.monthly(paid))


DISABLED = [
    ("intellectual", 3, True),
    ("mental", 3, True),
    ("limb", 3, False),
    ("limb", 2, True),
    ("hearing", 1, True),
    ("mental", 4, False),
]


@pytest.mark.parametrize(("kind", "grade", "may"), DISABLED)
def test_who_may_apply_alone_in_a_marginal_family(kind, grade, may):
    spouse = person("b", "spouse", "1982-01-01", disability=Disability(kind, grade))
    decision = assess(family(spouse, wage=Money.monthly("900")))
    assert (decision.status, decision.may_apply_alone) == ("marginal", {"a": False, "b": may})


def test_nobody_applies_alone_under_a_family_that_draws_dibao():
    spouse = person("b", "spouse", "1982-01-01", disability=Disability("limb", 2))
    assert assess(family(spouse, wage=Money.monthly("899.99"))).may_apply_alone == {"a": False, "b": False}


def test_who_applies_alone_receives_what_the_officer_fixes():
    spouse = person(
        *("b", "spouse", "1982-01-01"),
        disability=Disability("intellectual", 3),
        flags={"applies_alone": True},
        findings={"single_person_amount": Money.monthly("450")},
    )
    decision = assess(family(spouse, wage=Money.monthly("900")))
    assert [(each.programme, each.to, each.monthly) for each in decision.awards] == [
        ("single_person", "b", Money.monthly("450")),
        # Covered alone she draws dibao, and with it the living allowance of 2024; grade 3 has no nursing allowance.
        ("disability_living_allowance", "b", Money.monthly("90")),
    ]


PENSIONER = person("b", "spouse", "1955-01-01", incomes={"basic_pension": Money.monthly("100")})


@pytest.mark.parametrize(("on", "income"), [(date(2025, 12, 31), "0"), (date(2026, 1, 1), "100")])
def test_the_basic_pension_counts_after_2025(on, income):
    decision = assess(family(PENSIONER, jurisdiction=COUNTY), on)
    assert decision.quantity("household.household_income") == Money.monthly(income)
    assert any("not known" in warning for warning in decision.warnings()) == (income == "100")
    assert any("尚不明确" in warning for warning in decision.warnings("zh")) == (income == "100")


def test_without_the_finding_the_officer_is_asked_by_article():
    decision = assess(three("600", findings={}))
    assert (decision.status, decision.dibao_monthly) == ("undetermined", None)
    [question] = decision.questions
    assert (question.path, question.article) == ("$.findings.property_within_limits", "民发〔2021〕57号 第十四条")
    assert question.sentence() == (
        "$.findings.property_within_limits: property is within local limits, an officer's finding under "
        "民发〔2021〕57号 第十四条"
    )


def test_a_finding_that_changes_nothing_is_not_asked_for():
    assert assess(three("2025", findings={})).status == "not_eligible"


AFTER = (
    "dibao.standard.rural has no value for 431281 on 2025-03-01; the last, 5400 yuan a year, ended 2024-12-31 "
    "(dibao_hongjiang/figures.toml). Add the later notice."
)
BEFORE = (
    "dibao.standard.rural has no value for 431281 on 2021-12-31; the next, 5004 yuan a year, starts 2023-01-01 "
    "(dibao_hongjiang/figures.toml). Add the earlier notice."
)


@pytest.mark.parametrize(("on", "sentence"), [(date(2021, 12, 31), BEFORE), (date(2025, 3, 1), AFTER)])
def test_a_day_without_a_standard_asks_for_the_figure(on, sentence):
    decision = assess(three("600"), on)
    assert decision.status == "undetermined"
    [question] = [each for each in decision.questions if each.path == "dibao.standard.rural"]
    assert re.sub(r"\.toml:\d+", ".toml", question.sentence()) == sentence


@pytest.mark.parametrize("on", [date(2021, 12, 31), date(2025, 3, 1)])
def test_a_strict_engine_raises_where_a_figure_is_missing(on):
    engine = Engine(plugins=["hunan", "hongjiang"], strict=True)
    with pytest.raises(NoFigureInForce, match=rf"dibao\.standard\.rural has no value for 431281 on {on}"):
        engine.assess(three("600"), on)


def test_a_figure_carried_forward_decides_2025_and_warns():
    decision = Engine(plugins=["hunan", "hongjiang"], carry_forward=True).assess(three("600"), date(2025, 3, 1))
    assert (decision.status, decision.dibao_monthly, decision.grade) == ("dibao", Money.monthly("750"), "assumed")
    assert decision.warnings() == (
        "dibao.standard.rural for 431281, 5400 yuan a year, ended 2024-12-31; carried forward to 2025-03-01",
    )


def test_nothing_is_carried_backwards():
    decision = Engine(plugins=["hunan", "hongjiang"], carry_forward=True).assess(three("600"), date(2021, 12, 31))
    assert decision.status == "undetermined"


LOCAL = """
[document.office-2024]
title = "洪江市民政局内部通知"
english = "Internal notice of the Hongjiang office"
issuer = "洪江市民政局"
level = "local"

[[dibao.standard.rural]]
code = "431281"
amount = 480
per = "month"
since = 2024
until = 2024
document = "office-2024"
grade = "reported"
"""


def test_a_local_figure_of_480_decides_and_its_document_is_named(tmp_path):
    path = tmp_path / "local.toml"
    path.write_text(LOCAL, encoding="utf-8")
    engine = Engine(plugins=["hunan", "hongjiang"], figures=path)
    decision = engine.assess(three("600"), IN_2024)
    assert decision.dibao_monthly == Money.monthly("840")
    assert "office-2024" in [each.record.document for each in decision.evidence.figures]
    assert "洪江市民政局内部通知" in decision.explain("zh")
    assert "Internal notice of the Hongjiang office" in decision.explain("en")


def grace(months: int, amount: str) -> dict[str, Any]:
    """Give findings that grant gradual exit."""
    return {"property_within_limits": True, "grace_months_granted": months, "grace_amount": Money.monthly(amount)}


@pytest.mark.parametrize(
    ("granted", "used", "status"), [(6, 5, "gradual_exit"), (6, 6, "marginal"), (12, 6, "marginal"), (3, 3, "marginal")]
)
def test_a_family_fades_out_for_the_granted_months_and_at_most_six(granted, used, status):
    prior = BenefitState("dibao", Money.monthly("750"), cause="employment", grace_months_used=used)
    findings = grace(granted, "210.50")
    paid = Money.monthly("210.50" if status == "gradual_exit" else "0")
    assert outcome(three("1400", prior=prior, findings=findings)) == (status, paid)


def test_a_household_of_which_nobody_counts_is_not_eligible():
    prior = BenefitState("dibao", Money.monthly("750"), cause="employment")
    prisoner = person("a", "applicant", "1980-05-01", flags={"in_prison": True})
    household = evolve(family(prior=prior, findings=grace(6, "1")), members=[prisoner])
    assert outcome(household) == ("not_eligible", Money.monthly(0))


# The factor is declared to lie between 1 and 5: from five times the standard on no value of it matters.
@pytest.mark.parametrize(("wage", "asks"), [("4299", False), ("4300", True), ("21499", True), ("21500", False)])
def test_from_july_2026_the_marginal_factor_is_asked_for_where_it_matters(wage, asks):
    household = family(wage=Money.yearly(wage), jurisdiction=COUNTY)
    decision = assess(household, date(2026, 7, 1))
    assert ("dibao.marginal_factor" in [each.path for each in decision.questions]) == asks
    assert (decision.status == "dibao") == (wage == "4299")
