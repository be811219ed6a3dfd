"""The law of the house: every way of evaluating a policy gives the same answer."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.completions import answered, completed
from tests.properties.places import CODES, cases

from dibao import UNKNOWN, Decision, Household, NoFigureInForce, Policy
from dibao.assess.compose import award_path
from dibao.household.values import getters
from dibao.symbols.amounts import make
from dibao.symbols.reduction import plain
from dibao.symbols.source import UNTOLD, Untold, Writer, compiled
from dibao.symbols.units import FLAG, Unit

NOT_TOLD = object()
SOME = settings(max_examples=60)
FEWER = settings(max_examples=20)
"""A household with many unknowns takes a tenth of a second."""


def paths(policy: Policy, household: Household) -> Iterator[tuple[str, int]]:
    """Give every quantity, a member's once a member."""
    for path in policy.composed.quantities:
        people = len(household.members) if path.startswith("member.") else 1
        yield from ((path, person) for person in range(people))


def concrete(policy: Policy, household: Household) -> dict[tuple[str, int], Any]:
    """Run every rule on plain values; leave out what a missing figure stops."""
    test = policy.on_plain_values(household)
    found = {}
    for key in paths(policy, household):
        try:
            found[key] = test.quantity(*key)
        except NoFigureInForce:
            continue
    return found


@cache
def all_quantities(policy: Policy) -> tuple[Any, Any]:
    """Compile one function that gives every quantity of a policy, and its layout."""
    writer = Writer(tuple(node for node, _ in policy.composed.quantities.values()))
    return compiled(writer.write()), writer.layout


def scalar(policy: Policy, household: Household) -> dict[tuple[str, int], Any] | None:
    """Run generated code for every quantity; None where an unknown stops it."""
    function, layout = all_quantities(policy)
    stated: dict[str, list[Any]] = {
        entity: [told(entity, names, each, policy) for each in owners]
        for entity, names, owners in (
            ("household", layout.household, [household]),
            ("member", layout.member, household.members),
            ("obligor", layout.obligor, household.relatives),
        )
    }
    figures = [policy.stored_figures[name] for name in layout.figures]
    known = [UNTOLD if each is None else each for each in figures]
    try:
        values = function(stated["household"][0], stated["member"], stated["obligor"], known)
    except Untold:
        return None
    found: dict[tuple[str, int], Any] = {}
    for (path, (node, unit)), value in zip(policy.composed.quantities.items(), values, strict=True):
        several = value if isinstance(value, list) else [value] * len(household.members)
        people = range(len(household.members)) if path.startswith("member.") else range(1)
        found |= {(path, person): as_python(several[person], unit, node.den) for person in people}
    return found


def told(entity: Any, names: list[str], owner: Any, policy: Policy) -> list[Any]:
    values = getters(entity, names, policy.catalogue)(owner, policy.on) if names else ()
    return [UNTOLD if value is None else value for value in values]


def as_python(value: Any, unit: Unit, den: int) -> Any:
    if value is UNTOLD:
        return NOT_TOLD
    exact = plain(value, unit, den)
    return exact if unit == FLAG or isinstance(exact, str) else make(exact, unit)


@SOME
@given(cases(CODES))
def test_concrete_python_is_the_scalar_function_is_the_reduction(case):
    policy, household = case
    decision, expected = policy.assess(household), concrete(policy, household)
    assert {key: decision.quantity(*key) for key in expected} == expected
    generated = scalar(policy, household) or {}
    told = {key: value for key, value in generated.items() if key in expected and value is not NOT_TOLD}
    assert told == {key: expected[key] for key in told}
    if all(key in expected for key in paths(policy, household)):
        assert (decision.status, paid(decision)) == outcome(policy, expected)


def outcome(policy: Policy, known: Mapping[tuple[str, int], Any]) -> tuple[str, dict[tuple[str, int], Any]]:
    """Give status and awards as the quantities of plain Python say."""
    owed = {
        (award.programme, person): amount
        for award in policy.composed.awards
        for (path, person), amount in known.items()
        if path == award_path(award) and amount != 0
    }
    return next((each.name for each in policy.ladder.statuses if known[each.holds, 0]), "not_eligible"), owed


def paid(decision: Decision) -> dict[tuple[str, int], Any]:
    """Give what a decision pays, by programme and position of the person."""
    people = {each.id: position for position, each in enumerate(decision.household.members)}
    amounts = {"monthly": lambda each: each.monthly, "once": lambda each: each.once, "service": lambda each: 1}
    given = (*decision.awards, *decision.entitlements)
    return {(each.programme, people.get(each.to, 0)): amounts[each.kind](each) for each in given}


@FEWER
@given(cases(CODES, unknowns=True))
def test_the_fast_path_decides_what_the_reduction_decides(case):
    policy, household = case
    fast, slow = policy.assess(household), Decision(policy, household, None)
    assert (fast.status, fast.awards, fast.is_decided) == (slow.status, slow.awards, slow.is_decided)


@FEWER
@given(cases(unknowns=True), st.data())
def test_a_decision_stands_whatever_the_unknowns_are(case, data):
    policy, household = case
    decision = policy.assess(household)
    if decision.is_decided:
        settled = policy.assess(data.draw(completed(household)))
        assert (settled.status, settled.awards) == (decision.status, decision.awards)


@FEWER
@given(cases(unknowns=True), st.data())
def test_answering_every_question_decides(case, data):
    policy, household = case
    decision = policy.assess(household)
    assert decision.is_decided == (not decision.questions)
    for question in decision.questions:
        household = data.draw(answered(household, question))
    figures = {each.path for each in decision.questions if each.figure}
    assert {each.path for each in policy.assess(household).questions} <= figures


@FEWER
@given(cases(unknowns=True), st.data())
def test_every_quantity_known_with_unknowns_stands(case, data):
    policy, household = case
    known = told_quantities(policy, household)
    if household.obligors is UNKNOWN:  # no rule may ask about them, so nobody asks whether there are any
        known = {key: value for key, value in known.items() if key[0] != "household.obligors_cannot_support"}
    full = told_quantities(policy, data.draw(completed(household)))
    assert {key: full[key] for key in known} == known


def told_quantities(policy: Policy, household: Household) -> dict[tuple[str, int], Any]:
    """Give the quantities that what is stated settles."""
    decision = policy.assess(household)
    return {key: value for key in paths(policy, household) if (value := decision.quantity(*key)) is not None}
