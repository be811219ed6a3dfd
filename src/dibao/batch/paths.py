"""Name what a row leaves unknown by its place in the household's JSON, as single decisions do."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from dibao.assess.questions import ASKED_WHOLE, RELATIVES
from dibao.batch.reading import Population
from dibao.household.facts import Fact
from dibao.symbols.nodes import HOUSEHOLD

_LISTS = {"member": "members", "obligor": "obligors"}


@define
class Paths:
    """Gives the path of a fact that is unknown."""

    population: Population
    _known: dict[tuple[str, str, int], str] = field(factory=dict)

    def path(self, fact: Fact, person: int, row: Any, people: int = 1) -> str:
        """Give the path; `person` counts within the household of so many, `row` is that of the table."""
        if fact.place in ASKED_WHOLE and self._nothing_is_known(fact, int(row)):
            return f"{self._start(fact, person)}.{fact.place}"
        if fact.entity == "obligor" and (not self.population.knows_obligors or self._is_stand_in(row, people)):
            return RELATIVES
        key = (fact.entity, fact.name, person)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = f"{self._start(fact, person)}.{fact.path}"
        return known

    def _is_stand_in(self, row: Any, people: int) -> bool:
        return people == 1 and self.population.is_stand_in(int(row))

    def _start(self, fact: Fact, person: int) -> str:
        return "$" if fact.entity == HOUSEHOLD else f"$.{_LISTS[fact.entity]}[{person}]"

    def _nothing_is_known(self, fact: Fact, row: int) -> bool:
        """Tell whether all facts that stand together are unknown."""
        columns = self.population.facts[fact.entity].values()
        return all(each.stored(row) is None for each in columns if each.fact.place == fact.place)
