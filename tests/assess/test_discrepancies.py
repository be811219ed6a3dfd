"""What was declared is compared with what was verified, fact by fact and as a whole."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.households import SPRING, family_with_a_disabled_spouse, household, person
from tests.fixtures.shili import plugin as shili
from tests.properties.places import CODES, cases

from dibao import UNKNOWN, Decision, Engine, Household, Interview, Money, Obligor, Verified, to_json_data
from dibao.assess.discrepancies import Discrepancy
from dibao.household.facts import BUILT_IN, Catalogue, Entity
from dibao.testing.strategies import values_of

ENGINE = Engine(plugins=["hunan", "hongjiang"])
INVENTED = Engine(plugins=[shili])


def yuan(amount: Any) -> Any:
    """Give an amount a month; leave what is no amount."""
    return Money.monthly(amount) if isinstance(amount, str) else amount


def family(wage: Any, gift: Any = None, **stated: Any) -> Household:
    """Give a rural family of three in Hongjiang: 450 for each, marginal below 2025."""
    earner = evolve(person("a", "applicant", "1970-05-01"), incomes={"wage": wage})
    spouse = evolve(person("b", "spouse", "1972-03-09"), incomes={"gift": gift})
    return household(earner, spouse, person("c", "child", "2009-09-01"), **stated)


def said(**amounts: Any) -> Verified:
    """Give what sources say of an amount a month."""
    return Verified(**{source: yuan(amount) for source, amount in amounts.items()})


def decide(wage: Any, gift: Any = None, on: date = SPRING, **stated: Any) -> Decision:
    """Decide a family of three."""
    return ENGINE.assess(family(wage, gift, **stated), on)


def outcome(decision: Decision | None) -> tuple[str, Money | None]:
    """Give status and amount."""
    assert decision is not None
    return decision.status, decision.dibao_monthly


def changes(decision: Decision) -> list[bool | None]:
    """Tell of each discrepancy whether it changes the outcome."""
    return [each.changes_outcome for each in decision.discrepancies]


# -- by hand -----------------------------------------------------------------------------------------
def test_a_wage_of_1400_where_600_was_declared_makes_the_family_marginal():
    decision = decide(said(declared="600", register="1400"))
    assert outcome(decision) == ("marginal", Money.monthly(0))
    assert outcome(decision.outcome_as_declared) == ("dibao", Money.monthly(750))
    assert decision.discrepancies == (
        Discrepancy(
            path="$.members[0].incomes.wage",
            person="a",
            title="工资性收入",
            english="wages",
            declared=Money.monthly(600),
            register=Money.monthly(1400),
            officer=None,
            used="register",
            changes_outcome=True,
        ),
    )
    assert decision.discrepancies[0].value == Money.monthly(1400)


@pytest.mark.parametrize(
    ("stated", "status", "paid", "changed"),
    [
        ({"declared": "1349.99", "register": "1350"}, "marginal", "0", True),
        ({"declared": "1350", "register": "1350.01"}, "marginal", "0", False),
        ({"declared": "1350.01", "register": "1349.99"}, "dibao", "0.01", True),
        ({"declared": "600", "register": "700"}, "dibao", "650", True),
        ({"declared": "600", "register": "1400", "officer": "500"}, "dibao", "850", True),
        ({"declared": "600", "register": "1400", "officer": "600"}, "dibao", "750", False),
        ({"declared": "600", "register": "1400", "officer": UNKNOWN}, "marginal", "0", True),
        ({"register": "600", "officer": "1400"}, "marginal", "0", None),
        ({"declared": UNKNOWN, "register": "600", "officer": "1400"}, "marginal", "0", None),
    ],
)
def test_the_better_source_decides_and_the_declared_value_is_compared(stated, status, paid, changed):
    decision = decide(said(**stated))
    assert (*outcome(decision), changes(decision)) == (status, Money.monthly(paid), [changed])


@pytest.mark.parametrize(
    "wage",
    [
        Verified(declared=Money.monthly(1250), register=Money.yearly(15000)),
        said(declared="600"),
        said(register="600"),
        said(declared="600", register=UNKNOWN),
        Money.monthly(600),
    ],
)
def test_sources_that_agree_or_stand_alone_are_no_discrepancy(wage):
    decision = decide(wage)
    assert (decision.discrepancies, decision.to_json()["discrepancies"]) == ((), [])
    assert outcome(decision) == outcome(decision.outcome_as_declared)


def test_two_that_change_nothing_alone_may_change_it_together():
    decision = decide(said(declared="1340", register="1400"), said(declared="0", register="100"))
    assert (outcome(decision)[0], changes(decision)) == ("marginal", [False, False])
    assert outcome(decision.outcome_as_declared) == ("dibao", Money.monthly(10))


def test_property_that_no_rule_reads_changes_nothing():
    savings = Verified(declared=Money.stock(0), register=Money.stock(50000))
    decision = decide(Money.monthly(600), property={"savings": savings})
    [found] = decision.discrepancies
    assert (found.path, found.person, found.changes_outcome) == ("$.property.savings", None, False)


@pytest.mark.parametrize(("savings", "changed"), [("10799.99", False), ("10800", False), ("10800.01", True)])
def test_property_beyond_a_limit_changes_the_outcome(savings, changed):
    """A single person of Shili has a need of 450; 24 months of it may be held."""
    held = Verified(declared=Money.stock(8000), officer=Money.stock(savings))
    single = household(
        person("a", "applicant", "1970-05-01"),
        id="shili",
        jurisdiction="990000",
        findings={},
        property={"savings": held},
    )
    decision = INVENTED.assess(single, SPRING)
    assert (decision.status, changes(decision)) == ("not_eligible" if changed else "dibao", [changed])


def test_people_come_in_their_order_and_facts_in_that_of_the_catalogue():
    flags = {"employed": Verified(declared=False, register=True), "full_time_student": Verified(declared=True)}
    members = (
        evolve(person("a", "applicant", "1970-05-01"), incomes={"gift": said(declared="1", register="2")}, flags=flags),
        evolve(
            person("b", "spouse", "1972-03-09"),
            incomes={"gift": said(declared="3", register="4"), "wage": said(declared="5", officer="6")},
        ),
    )
    relative = Obligor(id="o", relation="child", income=said(declared="3000", register="4000"), facts={})
    vehicles = {"vehicles": Verified(declared=0, register=1)}
    decision = ENGINE.assess(household(*members, obligors=[relative], property=vehicles), SPRING)
    assert [(each.path, each.person) for each in decision.discrepancies] == [
        ("$.property.vehicles", None),
        ("$.members[0].incomes.gift", "a"),
        ("$.members[0].flags.employed", "a"),
        ("$.members[1].incomes.wage", "b"),
        ("$.members[1].incomes.gift", "b"),
        ("$.obligors[0].income", "o"),
    ]


# -- while something is open -------------------------------------------------------------------------
def test_outcomes_that_may_still_be_the_same_are_not_compared():
    decision = decide(said(declared="600", register="1400"), findings={})
    assert (decision.status, changes(decision)) == ("undetermined", [None])


def test_outcomes_that_cannot_be_the_same_any_more_differ():
    stated = family_with_a_disabled_spouse()
    earner = evolve(stated.members[0], incomes={"wage": said(declared="100", register="1000")})
    spouse = evolve(stated.members[1], findings={})
    decision = ENGINE.assess(evolve(stated, members=(earner, spouse, *stated.members[2:])), SPRING)
    assert (decision.status, decision.is_decided, changes(decision)) == ("marginal", False, [True])


def test_an_interview_asks_what_no_source_knows_and_keeps_the_others():
    stated = family(said(declared=UNKNOWN, register=UNKNOWN), said(declared="0", register="20"))
    interview = Interview(ENGINE, stated, SPRING)
    assert interview.question is not None
    assert interview.question.path == "$.members[0].incomes.wage"
    decision = interview.answer("600")
    assert outcome(decision) == ("dibao", Money.monthly(730))
    incomes = [each["incomes"] for each in to_json_data(interview.household)["members"]]
    assert incomes == [{"wage": "600.00"}, {"gift": {"declared": "0.00", "register": "20.00"}}, {}]


def test_an_interview_takes_an_answer_by_source():
    interview = Interview(ENGINE, family(UNKNOWN), SPRING)
    decision = interview.answer({"declared": "600", "register": "1400"})
    assert (decision.status, changes(decision)) == ("marginal", [True])


# -- written out -------------------------------------------------------------------------------------
def test_json_has_what_each_source_says():
    decision = decide(said(declared="600", register="15011.99", officer=UNKNOWN), said(register="1", officer="2"))
    assert decision.to_json()["discrepancies"] == [
        {
            "path": "$.members[0].incomes.wage",
            "person": "a",
            "title": "工资性收入",
            "declared": "600.00",
            "register": "15011.99",
            "officer": "unknown",
            "used": "register",
            "changes_outcome": True,
        },
        {
            "path": "$.members[1].incomes.gift",
            "person": "b",
            "title": "接受馈赠收入",
            "register": "1.00",
            "officer": "2.00",
            "used": "officer",
            "changes_outcome": None,
        },
    ]


EXPLAINED = {
    "zh": [
        "六、申报与核对不一致的事项",
        "  存款：申报0.00元，核对50000.00元；采用核对；按申报结果相同",
        "  a：工资性收入：申报600.00元/月，核对1400.00元/月，认定不详；采用核对；按申报结果不同",
        "  b：接受馈赠收入：核对5.00元/月，认定6.00元/月；采用认定；没有申报可比",
        "  c：就业：申报否，核对是；采用核对；按申报结果相同",
        "  全部按申报：最低生活保障家庭，最低生活保障金744.00元/月",
    ],
    "en": [
        "6. Where sources differ",
        "  Savings: declared 0.00 yuan, register 50000.00 yuan; used: register; "
        "as declared the outcome would be the same",
        "  a: wages: declared 600.00 yuan a month, register 1400.00 yuan a month, officer unknown; used: register; "
        "as declared the outcome would be another one",
        "  b: gifts: register 5.00 yuan a month, officer 6.00 yuan a month; used: officer; nothing was declared",
        "  c: employed: declared no, register yes; used: register; as declared the outcome would be the same",
        "  With all as declared: dibao family; dibao 744.00 yuan a month",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_explanation_has_a_section_on_them(lang):
    stated = family(
        said(declared="600", register="1400", officer=UNKNOWN),
        said(register="5", officer="6"),
        property={"savings": Verified(declared=Money.stock(0), register=Money.stock(50000))},
    )
    child = evolve(stated.members[2], flags={"employed": Verified(declared=False, register=True)})
    decision = ENGINE.assess(evolve(stated, members=(*stated.members[:2], child)), SPRING)
    sections = [each.splitlines() for each in decision.explain(lang).split("\n\n")]
    assert [each for each in sections if each[0] == EXPLAINED[lang][0]] == [EXPLAINED[lang]]
    assert "1400.00" in decision.notice(lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_explanation_without_discrepancies_has_no_such_section(lang):
    decision = decide(said(declared="600", register="600"), said(declared="5"))
    plain = decide(Money.monthly(600), Money.monthly(5))
    assert decision.explain(lang) == plain.explain(lang)
    assert decision.notice(lang) == plain.notice(lang)


def test_an_explanation_says_where_nothing_changes_or_nothing_can_be_said():
    same = decide(said(declared="1400", register="1500")).explain("en")
    assert "; as declared the outcome would be the same\n  With all as declared: the same outcome\n" in same
    still_open = decide(said(declared="600", register="1400"), findings={}).explain("en")
    assert "; whether the outcome would differ as declared is open\n" in still_open
    assert "\n  With all as declared: undetermined\n" in still_open


# -- for every household -----------------------------------------------------------------------------
@st.composite
def under_registers(draw: st.DrawFn, stated: Household, catalogue: Catalogue) -> Household:
    """Give a household whose known values come from registers, often with others declared."""

    def entry(entity: Entity, place: str, key: str, value: Any) -> Any:
        if value is UNKNOWN or not draw(st.booleans()):
            return value
        declared = draw(values_of(catalogue.at(entity, place)[key], unknowns=True))
        return Verified(declared=declared, register=value)

    def maps(entity: Entity, owner: Any, *places: str) -> dict[str, Any]:
        known = {place: getattr(owner, place) for place in places if getattr(owner, place) is not UNKNOWN}
        return {
            place: {key: entry(entity, place, key, value) for key, value in entries.items()}
            for place, entries in known.items()
        }

    places = ("incomes", "transfers_paid", "expenses", "flags", "facts")
    members = tuple(evolve(each, **maps("member", each, *places)) for each in stated.members)
    obligors: Any = stated.obligors
    if obligors is not UNKNOWN:
        keys = [key for key, fact in BUILT_IN.at("obligor", "").items() if not fact.derived]
        obligors = tuple(
            evolve(each, **{key: entry("obligor", "", key, getattr(each, key)) for key in keys}) for each in obligors
        )
    return evolve(stated, members=members, obligors=obligors, **maps("household", stated, "property", "facts"))


@settings(max_examples=6)
@given(st.data(), cases(CODES, unknowns=True))
def test_a_declared_value_under_a_register_never_changes_the_decision(data, case):
    policy, stated = case
    verified = data.draw(under_registers(stated, policy.catalogue))
    plain, compared = policy.assess(stated), policy.assess(verified)
    assert compared.notice("zh") == plain.notice("zh")
    assert {**compared.to_json(), "discrepancies": []} == plain.to_json()


@settings(max_examples=15)
@given(st.data(), cases(CODES))
def test_a_fact_changes_the_outcome_where_it_alone_as_declared_does(data, case):
    policy, stated = case
    verified = data.draw(under_registers(stated, policy.catalogue))
    now = policy.assess(stated)
    for each in policy.assess(verified).discrepancies:
        if each.declared is not UNKNOWN and each.path.startswith("$.property."):
            key = each.path.removeprefix("$.property.")
            other = policy.assess(evolve(stated, property={**stated.property, key: each.declared}))
            assert each.changes_outcome is ((other.status, other.awards) != (now.status, now.awards))
