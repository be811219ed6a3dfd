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

FIGURE = "figure"
Raw = int | str
Result = tuple[int, tuple[int, ...]]
"""The position of the status that holds, and every award in fen a year, person by person."""


class Completions:
    """Runs a policy's fast function on completions of one household.

    What the outcome does not depend on is filled with any value that fits.
    """

    def __init__(self, policy: Policy, household: Household) -> None:
        """Read what is stated, once."""
        self._policy = policy
        layout = policy.composed.layout
        relatives: Sequence[Any] = household.relatives
        self._people = {"household": (household,), "member": household.members, "obligor": relatives}
        self._names = {
            "household": layout.household, "member": layout.member, "obligor": layout.obligor, FIGURE: layout.figures
        }  # fmt: skip
        people = self._people.items()
        self._filled = {entity: [self._fill(entity, each) for each in several] for entity, several in people}
        bounds = policy.missing_leaves
        self._figures = [
            value if value is not UNTOLD else bounds[name].low
            for name, value in zip(layout.figures, policy.figure_values, strict=True)
        ]
        self._widths = [len(household.members) if award.to == "member" else 1 for award in policy.composed.awards]
        self._places: dict[Leaf, tuple[str, int, int] | None] = {}
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
        rows = {entity: [each.copy() for each in people] for entity, people in self._filled.items()}
        rows[FIGURE] = [self._figures.copy()]
        for leaf, value in assigned.items():
            if (place := self._place(leaf)) is not None:
                entity, person, number = place
                rows[entity][person][number] = value
        values = self._policy.fast(rows["household"][0], rows["member"], rows["obligor"], rows[FIGURE][0])
        rungs = len(self._policy.ladder.statuses)
        status = next((position for position, holds in enumerate(values[:rungs]) if holds), rungs)
        awards: list[int] = []
        for width, value in zip(self._widths, values[rungs:], strict=True):
            awards += value if isinstance(value, list) else [value] * width
        return status, tuple(awards)

    def _place(self, leaf: Leaf) -> tuple[str, int, int] | None:
        """Give where the function takes an unknown: of what, of whom and the number; None if it does not read it."""
        if leaf not in self._places:
            op, data = leaf
            entity, person, name = (FIGURE, 0, data[0]) if op == FIGURE else (data[0], data[2], data[1])
            names = self._names[entity]
            self._places[leaf] = (entity, person, names.index(name)) if name in names else None
        return self._places[leaf]


def any_value(fact: Fact) -> Any:
    """Give a value that fits a fact, for one that changes nothing."""
    if fact.unit == FLAG:
        return False
    if fact.unit == CHOICE:
        return fact.values[0] if fact.values else ""
    return max(fact.stored_bounds[0], 0)
