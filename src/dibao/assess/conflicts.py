"""Say which rules of one policy contradict each other, or count one bill twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from dibao.assess.symbolic import Composition
from dibao.errors import Problem
from dibao.household.facts import Fact
from dibao.law.rules import Rule

EXPENSES = "expenses"


def conflict_problems(conflicts: Mapping[tuple[Rule, Rule], Sequence[str]]) -> list[Problem]:
    """Say of rules of one layer, and what they are asked about, that nothing orders them."""
    problems = []
    for (one, other), details in conflicts.items():
        first, *more = details or [""]
        about = f" for {first}" + (f" and {len(more)} more" if more else "") if first else ""
        if one.regulation is other.regulation:
            advice = "Let their conditions exclude each other, or write both into one function."
        else:
            advice = f'Write amends=("{other.regulation.id}",) on {one.regulation.id} or the reverse, or remove one.'
        sentence = (
            f"{one.id} answers {one.hook!r}{about}, and so does {other} of the same layer, {one.jurisdiction}; "
            f"nothing says which comes first. {advice}"
        )
        problems.append(Problem(str(one.place), sentence))
    return problems


def bill_problems(composition: Composition) -> Iterator[Problem]:
    """Say which expenses would count twice in one decision though no rule says so.

    Rules of one chain stand in for each other, so that only one of them counts.
    """
    taken = {rule: names for rule, facts in composition.facts_read.items() if (names := _expenses(facts))}
    every = (chain for answer in composition.law.values() for chain in answer.names)
    chains = [known for chain in every if (known := [rule for rule in chain if rule in taken])]
    for one, other in combinations(chains, 2):
        for first, second in product(one, other):
            if problem := _twice(first, second, taken[first] & taken[second]):
                yield problem


def _twice(first: Rule, second: Rule, shared: set[str]) -> Problem | None:
    # A rule may say why a bill counts in another test, not why it comes off the same income again.
    excused = first.hook != second.hook and (first.counts_again or second.counts_again)
    if not shared or excused:
        return None
    near, far = sorted((first, second), key=lambda rule: (rule.jurisdiction, rule.line), reverse=True)
    advice = "Let one of the two leave it out"
    if first.hook != second.hook:
        advice += ', or say counts_again="why" where the document says so'
    sentence = (
        f"{near.cited} takes {', '.join(sorted(shared))} into account, and so does {far}; one bill counts once in a "
        f"decision. {advice}."
    )
    return Problem(str(near.place), sentence)


def _expenses(facts: Iterable[Fact]) -> set[str]:
    return {f"{fact.entity}.{fact.name}" for fact in facts if fact.place == EXPENSES}
