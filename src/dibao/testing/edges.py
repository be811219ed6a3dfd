"""Try a policy a step below, on and above each of its thresholds, dates and table rows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.errors import DibaoError
from dibao.household.facts import Entity, Fact
from dibao.household.intake import to_json_data
from dibao.household.models import Household, Member
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.law.jurisdictions import NATION
from dibao.symbols.amounts import make
from dibao.symbols.nodes import Node
from dibao.symbols.units import COUNT, FLOW, MONTHS
from dibao.testing.laws import one_meaning
from dibao.testing.lines import LINES, moved, within_limits
from dibao.testing.trials import Trial, drawn_trials

_A_DAY = timedelta(1)
MOST_PEOPLE_BEYOND = 12


def simple(policy: Policy, people: int = 1, **entries: Any) -> Household:
    """Give people of whom everything is stated and nothing is the case."""
    relations = ("applicant", *("spouse",) * (people - 1))
    blank: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "education": None}
    blank |= {place: _nothing(policy, "member", place) for place in ("findings", "facts")}
    members = [
        Member(id=f"m{number}", relation=relation, born=_years_before(policy.on, 40), **{**blank, **entries})
        for number, relation in enumerate(relations)
    ]
    findings = {**_nothing(policy, "household", "findings"), "property_within_limits": True}
    facts = _nothing(policy, "household", "facts")
    stated: dict[str, Any] = {"property": {}, "findings": findings, "prior": None, "facts": facts}
    return Household("h", policy.code, "rural", members=members, obligors=[], **stated)


def _nothing(policy: Policy, entity: Entity, place: str) -> dict[str, Any]:
    """Give a map in which every fact is none."""
    facts = policy.catalogue.at(entity, place)
    return {key: make(0, fact.unit) if fact.unit.is_money else fact.none_value for key, fact in facts.items()}


def thresholds(policies: Sequence[Policy], records: Iterable[FigureRecord]) -> Iterator[str]:
    """Find thresholds beside which the ways of deciding part."""
    own, tried = set(records), set[tuple[FigureRecord, str]]()
    for policy in policies:
        yield from _beside_lines(policy)
        for fact, found in _compared(policy):
            if found.record in own and (found.record, fact.name) not in tried:
                tried.add((found.record, fact.name))
                yield from _beside(policy, fact, found)


def _beside_lines(policy: Policy) -> Iterator[str]:
    """Try the income one fen a year below, on and above each line of the ladder."""
    start = within_limits(simple(policy))
    for line in LINES:
        if line not in policy.composed.quantities:
            continue
        for shift in (-1, 0, 1):
            household = moved(policy, start, line, shift)
            if sentence := _parted(policy, household):
                yield f"in {policy.code} on {policy.on}, income {shift:+d} fen a year off {line}: {sentence}"


def _compared(policy: Policy) -> Iterator[tuple[Fact, FigureInForce]]:
    """Give each fact that a rule compares with a figure."""
    facts = {(each.entity, each.name): each for each in policy.catalogue.facts}
    seen: set[Node] = set()
    waiting = [node for node, _ in policy.composed.quantities.values()]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        waiting += node.args
        names = [each.data[-1] for each in node.args if each.op == "figure"] if node.op in ("lt", "eq") else []
        for each in node.args if names else ():
            fact = facts.get((each.data[0], each.data[1])) if each.op == "fact" and len(each.data) > 1 else None
            for name in names if fact is not None else ():
                found = policy.composed.figures.get(name)
                if fact is not None and isinstance(found, FigureInForce) and not isinstance(found.value, Band):
                    yield fact, found


def _beside(policy: Policy, fact: Fact, found: FigureInForce) -> Iterator[str]:
    for shift in (-1, 0, 1):
        value = int(found.value) + shift  # type: ignore[arg-type]
        household = stated(policy, fact, value)
        if household is not None and (sentence := _parted(policy, household)):
            record = found.record
            yield f"{record.place} with {fact.name} {shift:+d} beside {record.name} on {policy.on}: {sentence}"


def stated(policy: Policy, fact: Fact, value: int) -> Household | None:
    """Give somebody with a fact at a stored value; None for facts that are stated in another way."""
    if fact.name == "age_years" and value >= 0:
        born = _years_before(policy.on, value)
        return _with_member(simple(policy), born=born)
    amount: Any = value if fact.unit in (COUNT, MONTHS) else make(value, fact.unit)
    if not fact.place or fact.derived:
        return None
    home = simple(policy)
    try:
        if fact.entity == "household":
            known = getattr(home, fact.place)
            changes: dict[str, Any] = {fact.place: {**known, fact.key: amount}}
            return evolve(home, **changes)
        if fact.entity == "member":
            return _with_member(home, **{fact.place: {fact.key: amount}})
    except (DibaoError, AttributeError, TypeError):
        return None
    return None


def _with_member(home: Household, **changes: Any) -> Household:
    return evolve(home, members=[evolve(home.members[0], **changes)])


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _parted(policy: Policy, household: Household) -> str:
    try:
        return one_meaning(Trial(policy, household, 0, "wage", "medical", 1))
    except DibaoError as error:
        return str(error)


def dates(engine: Engine, records: Iterable[FigureRecord]) -> Iterator[str]:
    """Find figures that do not hold on their first or last day, or hold beside them."""
    for record in records:
        chain = [each.code for each in engine.jurisdictions.chain(record.code)]
        expected = {record.since: True, record.since - _A_DAY: False}
        if record.until is not None:
            expected |= {record.until: True, record.until + _A_DAY: False}
        for on, holds in expected.items():
            found = engine.figures.at(record.name, chain, on)
            if (isinstance(found, FigureInForce) and found.record == record) != holds:
                word = "does not hold" if holds else "holds"
                yield f"{record.place} {record.name} for {record.code} {word} on {on}. Correct its days."


def band_edges(policies: Sequence[Policy], records: Iterable[FigureRecord]) -> Iterator[str]:
    """Find sizes and values beyond a table for which a policy has no answer."""
    banded = {each.name for each in records if isinstance(each.value, Band)}
    for policy in policies:
        read = [each for name, each in policy.composed.figures.items() if name in banded]
        sizes = {1, MOST_PEOPLE_BEYOND}
        for found in read:
            if isinstance(found, FigureInForce) and isinstance(found.value, Band) and found.value.by == COUNT:
                sizes |= {int(row.start) + shift for row in found.value.rows for shift in (-1, 0, 1)}
        for people in sorted(size for size in sizes if 1 <= size <= MOST_PEOPLE_BEYOND):
            if sentence := _parted(policy, simple(policy, people)):
                yield f"in {policy.code} on {policy.on}, a family of {people}: {sentence}"
        for found in read:
            yield from _beside_rows(policy, found)


def _beside_rows(policy: Policy, found: Any) -> Iterator[str]:
    if not isinstance(found, FigureInForce) or not isinstance(found.value, Band) or found.value.by != FLOW:
        return
    for row in found.value.rows:
        for shift in (-1, 0, 1):
            amount = max(int(row.start) + shift, 0)
            household = simple(policy, incomes={"wage": make(amount, FLOW)})
            if sentence := _parted(policy, household):
                yield f"{found.record.place} {found.record.name} at {row.start_text} {shift:+d}: {sentence}"


def order_of_plugins(engine: Engine, policies: Sequence[Policy]) -> Iterator[str]:
    """Find policies that are others when plug-ins are loaded in another order."""
    plugins = [each for each in engine.plugins.plugins if each.speaks_for != NATION]
    random.Random(0).shuffle(plugins)
    other = Engine(plugins=[*reversed(plugins)])
    for policy in policies[:: max(1, len(policies) // 3)]:
        one, two = (each.policy(policy.code, policy.on).fingerprint for each in (engine, other))
        if one != two:
            yield f"the policy of {policy.code} on {policy.on} depends on the order in which plug-ins are loaded."


def batch(policies: Sequence[Policy], trials: Sequence[Trial], examples: int) -> Iterator[str]:
    """Find households that a table decides in another way; nothing where no batch engine is installed.

    Args:
        policies: those of which the first and the last one are tried.
        trials: households drawn for any of them.
        examples: how many households of one policy are enough.
    """
    tables_of = _tables_of()
    # Each policy is planned anew and costs seconds: the kernel's own tests try many, the first and last one do here.
    for policy in dict.fromkeys((policies[0], policies[-1])) if policies and tables_of is not None else ():
        families = [
            evolve(each, id=f"h{number}")
            for number, each in enumerate(_families(policy, trials, max(examples // 3, 1)))
        ]
        tables = tables_of(families, policy.on, policy.catalogue)
        rows = policy.assess_table(tables.households, tables.members, tables.obligors).to_pylist()
        for row, household in zip(rows, families, strict=True):
            decision = policy.assess(household)
            alone = None if decision.dibao_monthly is None else decision.dibao_monthly.per_month
            if (row["status"], row["dibao_monthly"]) != (decision.status, alone):
                both = f"{row['status']} {row['dibao_monthly']} in a table, {decision.status} {alone} alone"
                yield f"in {policy.code} on {policy.on} a household is {both}: {to_json_data(household)}"


def _families(policy: Policy, trials: Sequence[Trial], enough: int) -> Iterator[Household]:
    """Give the households of trials as they may apply under a policy, and freshly drawn ones if they are few."""
    # Everybody is born by the day that a household was drawn for.
    known = [each for each in trials if each.policy.on <= policy.on]
    lines = [None, *(line for line in LINES if line in policy.composed.quantities)]
    for number, each in enumerate(known):
        line, shift = lines[number % len(lines)], number // len(lines) % 3 - 1
        drawn = evolve(each.household, jurisdiction=policy.code)
        yield drawn if line is None else moved(policy, within_limits(drawn), line, shift)
    if len(known) < enough:
        yield from (each.household for each in drawn_trials((policy,), enough - len(known)))


def _tables_of() -> Any:
    try:
        from dibao.batch import tables_of
    except ImportError:
        return None
    return tables_of
