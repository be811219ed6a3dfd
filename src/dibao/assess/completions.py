"""Decide a household as if its unknown facts had certain values, quickly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dibao.household.facts import Fact
from dibao.household.values import getters
from dibao.symbols.regions import Leaf
from dibao.symbols.source import UNTOLD
from dibao.symbols.units import CHOICE, FLAG

if TYPE_CHECKING:
    from dibao.assess.policy import Policy
    from dibao.household.models import Household

Raw = int | str
Result = tuple[int, tuple[int, ...]]
"""The position of the status that holds, and every award in fen a year, person by person."""


class Completions:
    """Runs a policy's fast function on completions of one household.

    What the outcome does not depend on is filled with any value that fits.
    """

    def __init__(self, policy: Policy, household: Household) -> None:
        """Read what is stated, once."""
        self._policy, self._household = policy, household
        layout = policy.composed.layout
        relatives: Sequence[Any] = household.relatives
        self._people = {"household": (household,), "member": household.members, "obligor": relatives}
        self._names = {"household": layout.household, "member": layout.member, "obligor": layout.obligor}
        people = self._people.items()
        self._filled = {entity: [self._fill(entity, each) for each in several] for entity, several in people}
        bounds = policy.missing_leaves
        self._figures = [
            value if value is not UNTOLD else bounds[name].low
            for name, value in zip(layout.figures, policy.figure_values, strict=True)
        ]
        self._cache: dict[Any, Result] = {}

    def _fill(self, entity: str, person: Any) -> list[Any]:
        names = self._names[entity]
        if not names:
            return []
        catalogue = self._policy.catalogue
        values = getters(entity, names, catalogue)(person, self._policy.on)  # type: ignore[arg-type]
        facts = (catalogue.fact(entity, name) for name in names)  # type: ignore[arg-type]
        return [any_value(fact) if value is None else value for fact, value in zip(facts, values, strict=True)]

    def result(self, assigned: Mapping[Leaf, Raw]) -> Result:
        """Give the outcome where these unknowns have these values."""
        key = tuple(assigned.values())
        known = self._cache.get(key)
        if known is None:
            known = self._cache[key] = self._computed(assigned)
        return known

    def _computed(self, assigned: Mapping[Leaf, Raw]) -> Result:
        rows = {entity: [list(each) for each in people] for entity, people in self._filled.items()}
        figures = list(self._figures)
        for (op, data), value in assigned.items():
            if op == "figure":
                if data[0] in self._policy.composed.layout.figures:
                    figures[self._policy.composed.layout.figures.index(data[0])] = value
            elif data[1] in self._names[data[0]]:
                rows[data[0]][data[2]][self._names[data[0]].index(data[1])] = value
        values = self._policy.fast(rows["household"][0], rows["member"], rows["obligor"], figures)
        rungs = len(self._policy.ladder.statuses)
        status = next((position for position, holds in enumerate(values[:rungs]) if holds), rungs)
        awards: list[int] = []
        for award, value in zip(self._policy.composed.awards, values[rungs:], strict=True):
            several = value if isinstance(value, list) else [value] * self._width(award.to)
            awards.extend(several)
        return status, tuple(awards)

    def _width(self, to: str) -> int:
        return len(self._household.members) if to == "member" else 1


def any_value(fact: Fact) -> Any:
    """Give a value that fits a fact, for one that changes nothing."""
    if fact.unit == FLAG:
        return False
    if fact.unit == CHOICE:
        return fact.values[0] if fact.values else ""
    return max(fact.stored_bounds[0], 0)
