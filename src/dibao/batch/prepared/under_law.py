"""Keep what a law makes of a prepared population on a day, so that the next call begins with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from attrs import define, field

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.batch.groups import Group, Places, check_relations
from dibao.batch.prepared.places import class_places
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.problems import Problems
from dibao.batch.reading import Population

MOST_LAWS = 4
"""A population keeps so many laws alive at most: those that decided it last, as a reform beside its baseline."""
MOST_KEPT = 8
"""Under each law so many sets of wanted columns are remembered."""


@define(eq=False)
class UnderLaw:
    """A prepared population under one law on one day: its columns, and which policy decides which classes.

    Nothing in it ever changes but what is `kept`: whatever else follows from it and from
    what a caller wants.
    """

    law: Engine | Policy
    on: date
    population: Population
    places: Places
    groups: Sequence[Group]
    problems: Problems
    _kept: dict[Hashable, Any] = field(factory=dict)

    def once(self, wanted: Hashable, work: Callable[[], Any]) -> Any:
        """Give what follows from it for what is wanted, worked out when it is first asked for."""
        found = self._kept.get(wanted)
        if found is None:
            found = work()
            # Another dictionary takes the place of this one, since other threads may be looking into it.
            latest = [*self._kept.items()][1 - MOST_KEPT :]
            self._kept = {**dict(latest), wanted: found}
        return found


def under_law(law: Engine | Policy, prepared: PreparedPopulation, on: date) -> UnderLaw:
    """Give a population as a law finds it on a day: the same again, if nothing is wrong with it.

    Raises:
        DibaoError: the law means something else by a fact.
    """
    last: list[UnderLaw] = prepared.last
    for each in [*last]:
        if each.law is law and each.on == on:
            last[:] = [each, *(other for other in last if other is not each)]
            return each
    bound, problems = prepared.bound(law.catalogue, on)
    places, groups = class_places(law, prepared, bound, on, problems)
    check_relations(places, bound, problems)
    found = UnderLaw(law, on, bound, places, groups, problems)
    if not problems.found:
        # Of another day the ages are others, and they are most of what takes memory.
        last[:] = [found, *(each for each in last if each.on == on)][:MOST_LAWS]
    return found
