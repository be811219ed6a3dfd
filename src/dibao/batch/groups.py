"""Sort rows by what decides them: places that share a graph are one run."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.batch.memory import always_zero
from dibao.batch.once import once_a_policy
from dibao.batch.problems import Problems
from dibao.batch.reading import Population
from dibao.errors import DibaoError
from dibao.law.figures import FigureInForce


@frozen(eq=False)
class Places:
    """The policies of a population, and which one decides each row; -1 is none."""

    policies: Sequence[Policy]
    of_row: Any


@frozen(eq=False)
class Group:
    """Rows that one function decides: policies that share graph, rules and grades.

    `rows` are positions in the population, None for all of them; `of_row` says for each
    which of the group's policies is its own.
    """

    policies: Sequence[Policy]
    rows: Any
    of_row: Any


def places_of(law: Engine | Policy, population: Population, on: Any, problems: Problems) -> Places:
    """Find the policy of every row; report the places that have none."""
    if isinstance(law, Policy):
        return _one_place(law, population, problems)
    given = population.jurisdictions
    if given is None:
        problems.column("households", "jurisdiction", "is missing; an engine needs each household's code.")
        return Places((), np.full(len(population), -1))
    codes = given.indices.fill_null(0).to_numpy(zero_copy_only=False)
    policies: list[Policy] = []
    numbers = np.full(len(given.dictionary) + 1, -1)
    for code in np.unique(codes[~population.wrong]):
        place = given.dictionary[int(code)].as_py()
        try:
            policies.append(law.policy(place, on))
            numbers[code] = len(policies) - 1
        except DibaoError as error:
            rows, sentence = np.flatnonzero((codes == code) & ~population.wrong), str(error)
            problems.rows("households", "jurisdiction", rows, lambda _, p=place, s=sentence: (p, s))  # type: ignore[misc]
    of_row = numbers[codes]
    population.wrong[of_row < 0] = True
    return Places(policies, of_row)


def check_relations(places: Places, population: Population, problems: Problems) -> None:
    """Refuse tables that do not say who applies, where a rule asks for it."""
    if not population.facts["member"]["relation"].is_constant:
        return
    asking = [each.code for each in places.policies if "relation" in each.composed.layout.member]
    if asking:
        problems.column(
            "members",
            "relation",
            f"is missing or empty; the rules of {asking[0]} read it. State how each member is related to the "
            'applicant, and exactly one of each household as "applicant".',
        )


def _one_place(policy: Policy, population: Population, problems: Problems) -> Places:
    given = population.jurisdictions
    if given is not None and given.dictionary.to_pylist() != [policy.code]:
        same = np.array([*(each == policy.code for each in given.dictionary.to_pylist()), False])
        elsewhere = ~same[given.indices.fill_null(-1).to_numpy(zero_copy_only=False)] & ~population.wrong
        sentence = f"is elsewhere; this policy decides for {policy.code}. Use Engine.assess_table."
        problems.rows("households", "jurisdiction", np.flatnonzero(elsewhere), lambda row: (str(given[row]), sentence))
        population.wrong[elsewhere] = True
    return Places([policy], always_zero(np.int64, len(population)))


def good_rows(population: Population) -> Any:
    """Give the rows that have no problem; None for all of them."""
    return np.flatnonzero(~population.wrong) if population.wrong.any() else None


def groups_of(places: Places, good: Any) -> list[Group]:
    """Sort the rows that have no problem, None for all, by what decides them."""
    if len(places.policies) == 1 and good is None:
        return [Group(places.policies, None, places.of_row)]
    keys: dict[Hashable, int] = {}
    of_policy = np.array([keys.setdefault(_key(policy), len(keys)) for policy in places.policies] or [0])
    if len(keys) == 1 and good is None:
        return [Group(places.policies, None, places.of_row)]
    good = np.arange(len(places.of_row)) if good is None else good
    of_row = of_policy[places.of_row[good]]
    groups = []
    for number in range(len(keys)):
        rows = good[of_row == number]
        members = np.flatnonzero(of_policy == number)
        if len(rows):
            own = np.searchsorted(members, places.of_row[rows])
            groups.append(Group([places.policies[int(each)] for each in members], rows, own))
    return groups


@once_a_policy
def grades_of(policy: Policy) -> tuple[str | None, ...]:
    """Give the grades of a policy's figures; None where one is missing."""
    figures = policy.composed.figures.values()
    return tuple(each.grade if isinstance(each, FigureInForce) else None for each in figures)


@once_a_policy
def _key(policy: Policy) -> Hashable:
    """Give what policies of one run have in common: the graph, and the grades of their figures."""
    return id(policy.composed.outcome), grades_of(policy), tuple(each.programme for each in policy.composed.awards)
