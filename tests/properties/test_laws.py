"""The laws of a means test: what must hold for every household and every policy."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.fixtures.county import plugin as county
from tests.fixtures.shili import plugin as shili
from tests.properties.places import CODES, COUNTY, HONGJIANG, SHILI, cases

from dibao import Decision, Engine, Household, Money
from dibao.household.facts import BUILT_IN
from dibao.symbols.units import FLOW
from dibao.testing.lines import with_member
from dibao.testing.strategies import benefit_states

SOME = settings(max_examples=30)
KINDS = tuple(BUILT_IN.at("member", "incomes"))
MORE = st.sampled_from([1, 12, 100 * 12]) | st.integers(1, 10**7)
"""So many fen a year more."""
NATIONAL = (HONGJIANG, COUNTY)
NEVER_COUNTED = (
    *("preferential_pension", "family_planning_award", "scholarship", "bravery_award"),
    *("social_assistance", "disability_allowance"),
)
ABSENT = {"in_prison": True, "declared_missing": True}
PEOPLE = st.integers(0, 3)


def with_more(household: Household, position: int, place: str, key: str, more: int) -> Household | None:
    """Give the household with so many fen a year more under one key, None where that is too much."""
    stated = getattr(household.members[position], place)
    amount = stated.get(key, Money(0, FLOW)).amount + more
    if amount > 10**7 * 100 * 12:
        return None
    return with_member(household, position, **{place: {**stated, key: Money(amount, FLOW)}})


def position_in(household: Household, person: int) -> int:
    """Give one of the members."""
    return person % len(household.members)


def result(decision: Decision) -> tuple[Any, ...]:
    """Give what is decided, and what stays open."""
    return decision.status, decision.awards, decision.may_apply_alone, {each.path for each in decision.questions}


def is_less(one: Decision, other: Decision) -> bool:
    """Tell whether a gap is less than another; one that a missing figure leaves open is not."""
    gaps = one.quantity("household.gap"), other.quantity("household.gap")
    return None not in gaps and gaps[0] < gaps[1]


@SOME
@given(cases(), PEOPLE, st.sampled_from(KINDS), MORE)
def test_more_income_never_raises_the_gap(case, person, kind, more):
    policy, household = case
    richer = with_more(household, position_in(household, person), "incomes", kind, more)
    if richer is not None:
        assert not is_less(policy.assess(household), policy.assess(richer))


@SOME
@given(cases((SHILI,)), PEOPLE, st.sampled_from(["medical", "education", "disability"]), MORE)
def test_more_deductible_cost_never_lowers_the_gap(case, person, kind, more):
    policy, household = case
    burdened = with_more(household, position_in(household, person), "expenses", kind, more)
    if burdened is not None:
        assert not is_less(policy.assess(burdened), policy.assess(household))


HIGHER = """
[[dibao.standard.{area}]]
code = "{code}"
amount = {yuan}
per = "year"
since = 2012
until = "open"
document = "county-notice"
grade = "assumed"
"""


@pytest.fixture(scope="module", params=["8400", "8400.01", "12000"])
def raised(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Give an engine whose standards are as high as Shili's highest, or higher."""
    path = tmp_path_factory.mktemp("overlay") / "higher.toml"
    places = [(code, area) for code in (COUNTY, SHILI) for area in ("urban", "rural")]
    text = "".join(HIGHER.format(code=code, area=area, yuan=request.param) for code, area in places)
    path.write_text(text, encoding="utf-8")
    return Engine(plugins=[shili, county], figures=path)


@SOME
@given(case=cases((COUNTY, SHILI)))
def test_a_higher_standard_never_lowers_the_gap(raised, case):
    policy, household = case
    assert not is_less(raised.policy(policy.code, policy.on).assess(household), policy.assess(household))


@SOME
@given(
    cases(NATIONAL, date(2021, 7, 1), date(2025, 12, 31)),
    PEOPLE,
    st.sampled_from([*NEVER_COUNTED, "basic_pension"]),
    MORE,
)
def test_income_that_does_not_count_changes_nothing(case, person, kind, more):
    policy, household = case
    richer = with_more(household, position_in(household, person), "incomes", kind, more)
    if richer is not None:
        assert result(policy.assess(richer)) == result(policy.assess(household))


@SOME
@given(cases(), PEOPLE, st.sampled_from(KINDS), MORE)
def test_income_of_who_is_left_out_changes_nothing(case, person, kind, more):
    policy, household = case
    position = position_in(household, person)
    stated = household.members[position].flags
    household = with_member(household, position, flags={**stated, **ABSENT})
    assume(not policy.assess(household).quantity("member.counts", position))
    richer = with_more(household, position, "incomes", kind, more)
    if richer is not None:
        assert result(policy.assess(richer)) == result(policy.assess(household))


@SOME
@given(cases(), st.data())
def test_the_order_of_members_changes_nothing(case, data):
    policy, household = case
    moved = evolve(household, members=data.draw(st.permutations(household.members)))
    assert by_person(policy.assess(moved)) == by_person(policy.assess(household))


def by_person(decision: Decision) -> dict[str, Any]:
    """Give what is decided, without the order of the people."""
    names = {path.partition(".")[2] for path in decision.policy.composed.quantities if path.startswith("household.")}
    people = {each.id: position for position, each in enumerate(decision.household.members)}
    questions = [(each.path.partition("].")[2] or each.path, each.person) for each in decision.questions]
    return {
        "status": decision.status,
        "awards": {(each.programme, each.to): each.monthly for each in decision.awards},
        "quantities": {name: decision.quantity(f"household.{name}") for name in names},
        "counts": {id: decision.quantity("member.counts", position) for id, position in people.items()},
        "alone": dict(sorted(decision.may_apply_alone.items())),
        "questions": sorted(questions, key=str),
        "grade": decision.grade,
        "warnings": sorted(decision.warnings()),
    }


@SOME
@given(cases(CODES, unknowns=True))
def test_at_most_one_status_holds_and_awards_are_never_negative(case):
    policy, household = case
    decision = policy.assess(household)
    rungs = [decision.quantity(each.holds) for each in policy.ladder.statuses]
    assert rungs.count(True) <= 1
    assert decision.status == "undetermined" or rungs.count(True) == (decision.status != "not_eligible")
    assert all(each.monthly is None or each.monthly > 0 for each in decision.awards)
    assert not decision.is_decided or all(each.monthly is not None for each in decision.awards)


@SOME
@given(cases(CODES))
def test_who_qualifies_whole_is_never_covered_in_part(case):
    policy, household = case
    decision = policy.assess(household)
    alone = {each.to for each in decision.awards if each.programme == "single_person"}
    counted = {each.id for n, each in enumerate(household.members) if decision.quantity("member.counts", n)}
    assert not (decision.status in ("dibao", "gradual_exit") and alone & counted)


@SOME
@given(cases(CODES), PEOPLE)
def test_cover_of_one_person_leaves_the_status_of_the_family(case, person):
    policy, household = case
    position = position_in(household, person)
    flags = household.members[position].flags
    asked, not_asked = (
        policy.assess(with_member(household, position, flags={**flags, "applies_alone": each}))
        for each in (True, False)
    )
    of_the_family = [[each for each in d.awards if each.to == "household"] for d in (asked, not_asked)]
    assert (asked.status, of_the_family[0]) == (not_asked.status, of_the_family[1])


@SOME
@given(cases())
def test_the_gap_is_never_negative_and_never_above_the_need(case):
    policy, household = case
    decision = policy.assess(household)
    gap, need = decision.quantity("household.gap"), decision.quantity("household.need")
    assert gap is None or 0 <= gap <= need


@SOME
@given(cases())
def test_nobody_left_is_never_eligible(case):
    policy, household = case
    for position, member in enumerate(household.members):
        household = with_member(household, position, flags={**member.flags, **ABSENT})
    decision = policy.assess(household)
    assert decision.quantity("household.size") == 0
    assert (decision.status, decision.dibao_monthly) == ("not_eligible", Money(0, FLOW))


ROUNDED = {
    "dibao": lambda decision, person: decision.quantity("household.gap"),
    "gradual_exit": lambda decision, person: decision.household.findings["grace_amount"],
    "single_person": lambda decision, person: decision.household.members[person].findings["single_person_amount"],
    "disability_living_allowance": lambda decision, person: figure(decision, "disability.living_allowance"),
    "disability_nursing_allowance": lambda decision, person: figure(decision, "disability.nursing_allowance"),
    "elderly_service_subsidy": lambda decision, person: figure(decision, "elderly.service_subsidy"),
}
"""The exact amount of each national award, of Hunan's two allowances and of Hongjiang's elderly service."""
OF_CHILDREN = ("orphan_allowance", "unattended_child_allowance")


def figure(decision: Decision, name: str) -> Any:
    """Give the value of a figure on the day of a decision."""
    found: Any = decision.policy.composed.figures[name]
    return found.record.quantity


@SOME
@given(cases(NATIONAL))
def test_awards_are_whole_fen_and_less_than_a_fen_above_the_exact_amount(case):
    policy, household = case
    people = {each.id: position for position, each in enumerate(household.members)}
    decision = policy.assess(household)
    for award in (each for each in decision.awards if each.monthly is not None):
        assert award.monthly.is_whole_fen
        if award.programme in OF_CHILDREN:
            # What dibao gives already comes off, a share of it rounded down.
            assert award.monthly <= max(figure(decision, f"orphan.{kind}") for kind in ("scattered", "institution"))
        else:
            exact = ROUNDED[award.programme](decision, people.get(award.to, 0))
            assert 0 <= award.monthly.amount - exact.amount < 12


@SOME
@given(cases((SHILI,), date(2024, 1, 1)))
def test_awards_of_shili_are_whole_fen_and_dibao_whole_yuan(case):
    policy, household = case
    decision = policy.assess(household)
    # Of what an orphan gets the reference policy says nothing: that stays open.
    amounts = [each.monthly for each in decision.awards if each.kind == "monthly" and each.programme not in OF_CHILDREN]
    assert all(each is not None and each.is_whole_fen for each in amounts)
    [paid] = [each.monthly for each in decision.awards if each.programme == "dibao"] or [None]
    if paid is not None:
        exact = max(decision.quantity("household.gap"), Money.monthly(50))
        assert paid.per_month.denominator == 1
        assert 0 <= paid.per_month - exact.per_month < 1


@SOME
@given(cases(NATIONAL, date(2022, 10, 20)), benefit_states(), st.integers(6, 1200))
def test_grace_ends(case, prior, used):
    policy, household = case
    household = evolve(household, prior=evolve(prior, grace_months_used=used))
    assert policy.assess(household).status != "gradual_exit"


@SOME
@given(cases(CODES, unknowns=True))
def test_everything_that_a_decision_rests_on_has_a_document(case):
    policy, household = case
    decision = policy.assess(household)
    grade, evidence = decision.grade, decision.evidence
    assert grade == evidence.grade
    cited = [used.answer.rule.regulation.id for used in evidence.rules]
    cited += [figure.record.document for figure in evidence.figures]
    for document in (policy.documents[each] for each in cited):
        assert document.title and document.english and document.issuer
    for rule, people in ((used.answer.rule, used.people) for used in evidence.rules):
        assert rule.article and rule.title and rule.english and people


@SOME
@given(cases((COUNTY,), date(2022, 10, 20)))
def test_dibao_rests_on_who_belongs_on_property_and_on_the_standard(case):
    policy, household = case
    decision = policy.assess(household)
    if decision.status == "dibao":
        hooks = {used.answer.rule.hook for used in decision.evidence.rules}
        assert {"belongs", "standard", "benefit", "passes_property_test"} <= hooks
        assert f"dibao.standard.{household.area}" in [each.record.name for each in decision.evidence.figures]
