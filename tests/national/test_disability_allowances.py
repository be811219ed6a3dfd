"""The two disability allowances where no region has rules of its own.

Worked by hand from what five provinces report of 国发〔2015〕52号; the county and its rates are the tests' own.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.fixtures.county import CODE, plugin

from dibao import Decision, Disability, Engine, Household, Member, Money

IN_2019, IN_2022 = date(2019, 3, 1), date(2022, 3, 1)
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"
RATES = (("disability.living_allowance", 80), ("disability.nursing_allowance", 95))
DOCUMENT = """
[document.office]
title = "经办机构数值"
english = "Figures of the office"
issuer = "试验县民政局"
level = "fixture"
"""


def row(name: str, amount: int, until: str = '"open"') -> str:
    """Write a figure of the office, from 2010 on."""
    return (
        f'[[{name}]]\ncode = "{CODE}"\namount = {amount}\nper = "month"\nsince = 2010\nuntil = {until}\n'
        'document = "office"\ngrade = "assumed"\n'
    )


STANDARD = row("dibao.standard.rural", 400, "2021-06-30")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_with(tmp_path_factory.mktemp("office"), "".join(row(*each) for each in RATES))


def engine_with(folder: Path, rates: str) -> Engine:
    """Give the nation's law for the test county, with an office's file."""
    path = folder / "figures.toml"
    path.write_text(DOCUMENT + STANDARD + rates, encoding="utf-8")
    return Engine(plugins=[plugin], figures=path)


def decide(engine: Engine, *disability: Any, on: date = IN_2019, wage: str = "0", **person: Any) -> Decision:
    """Decide a couple of which the second has a disability certificate."""
    blank: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}}
    worker = Member("a", "applicant", "1980-01-01", **{**blank, "incomes": {"wage": Money.monthly(wage)}})
    spouse = Member("b", "spouse", "1980-01-01", disability=Disability(*disability), **{**blank, **person})
    findings = {"property_within_limits": True}
    household = Household(
        *("case", CODE),
        area="rural",
        members=[worker, spouse],
        obligors=[],
        property={},
        facts={},
        findings=findings,
        prior=None,
    )
    return engine.assess(household, on)


def paid(decision: Decision) -> dict[str, str | None]:
    """Give what the disabled person draws, in yuan a month."""
    return {
        each.programme: None if each.monthly is None else each.monthly.text()
        for each in decision.awards
        if each.to == "b"
    }


@pytest.mark.parametrize("kind", ["visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"])
@pytest.mark.parametrize(("grade", "nursing"), [(1, True), (2, True), (3, False), (4, False)])
def test_on_dibao_all_grades_get_living_and_the_first_two_nursing(engine, kind, grade, nursing):
    decision = decide(engine, kind, grade)
    assert decision.status == "dibao"
    assert paid(decision) == {LIVING: "80.00", **({NURSING: "95.00"} if nursing else {})}


# Two people at 400: 800 is not below the standards.
@pytest.mark.parametrize(
    ("wage", "expected"), [("799.99", {LIVING, NURSING}), ("800", {NURSING}), ("800.01", {NURSING})]
)
def test_living_ends_on_the_line_of_dibao_and_nursing_goes_on(engine, wage, expected):
    assert set(paid(decide(engine, "limb", 2, wage=wage))) == expected


def test_mild_grades_without_dibao_get_nothing(engine):
    couple = decide(engine, "limb", 4, wage="800")
    assert (couple.status, paid(couple)) == ("not_eligible", {})


@pytest.mark.parametrize(("on", "expected"), [(date(2015, 12, 31), {}), (date(2016, 1, 1), {LIVING, NURSING})])
def test_the_allowances_begin_with_2016(engine, on, expected):
    assert set(paid(decide(engine, "limb", 1, on=on))) == set(expected)


@pytest.mark.parametrize(("supported", "expected"), [(True, set()), (False, {LIVING, NURSING})])
def test_destitute_people_get_neither(engine, supported, expected):
    decision = decide(engine, "limb", 1, flags={"on_tekun": supported}, findings={"tekun_counts": True})
    assert set(paid(decision)) & {LIVING, NURSING} == expected


def test_who_draws_the_nursing_benefit_of_work_injury_gets_living_only(engine):
    decision = decide(engine, "limb", 1, flags={"work_injury_nursing": True})
    assert paid(decision) == {LIVING: "80.00"}


def test_the_allowances_are_no_income(engine):
    stated = {"disability_allowance": Money.monthly(175)}
    decision = decide(engine, "limb", 1, wage="300", incomes=stated)
    assert (decision.dibao_monthly, decision.total_monthly) == (Money.monthly(500), Money.monthly(675))


def test_each_award_cites_its_rule(engine):
    decision = decide(engine, "limb", 1)
    cited = {each.programme: [rule.id for rule in decision.rules_of_award(each)] for each in decision.awards}
    assert cited[LIVING] == [f"cn-2015-52:{LIVING}"]
    assert cited[NURSING] == [f"cn-2015-52:{NURSING}"]


def test_rates_that_nobody_knows_are_asked_for(tmp_path):
    decision = decide(engine_with(tmp_path, ""), "limb", 1)
    assert {each.path for each in decision.questions} == {name for name, _ in RATES}
    assert paid(decision) == {LIVING: None, NURSING: None}


def test_where_no_grade_pays_no_rate_is_asked_for(tmp_path):
    decision = decide(engine_with(tmp_path, ""), "limb", 3, wage="800")
    assert decision.questions == ()


@pytest.mark.parametrize(("wage", "cited"), [("799.99", {LIVING}), ("800", set())])
def test_a_decision_rests_on_the_living_allowance_only_where_somebody_draws_it(engine, wage, cited):
    decision = decide(engine, "limb", 3, wage=wage)
    rules = {each.answer.rule.name for each in decision.evidence.rules}
    assert rules & {LIVING, NURSING} == cited
