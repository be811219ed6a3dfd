"""Settle which fact a column's name stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dibao.household.facts import Catalogue, Entity, Fact, nearest

KEYS: Mapping[Entity, tuple[str, ...]] = {
    "household": ("id", "jurisdiction"),
    "member": ("household", "id", "person"),
    "obligor": ("household", "id"),
}
"""Columns that say who a row is, not what is stated."""

DATES = {"born": "age_years", "clergy_apart_since": "clergy_apart_years"}
MAY_BE_NEVER = "clergy_apart_since"
"""Columns of dates, and the facts that follow from them."""

STATUS = "prior.status"
TABLES: Mapping[Entity, str] = {"household": "households", "member": "members", "obligor": "obligors"}


def names_of(fact: Fact) -> tuple[str, ...]:
    """Give the names under which a fact's own values may stand in a column."""
    if fact.name in ("age_years", "clergy_apart_years", "help_items") or fact.name == "prior.on_dibao":
        return (fact.name,)
    return (fact.name,) if fact.name == fact.path else (fact.name, fact.path)


@lru_cache(maxsize=64)
def facts_by_column(catalogue: Catalogue, entity: Entity) -> Mapping[str, Fact]:
    """Give every name that a column of an entity may have, with the fact behind it."""
    found: dict[str, Fact] = {}
    for fact in catalogue.of(entity):
        found |= dict.fromkeys(names_of(fact), fact)
    for column, name in DATES.items():
        if catalogue.knows(entity, name):
            found[column] = catalogue.fact(entity, name)
    if entity == "household":
        found[STATUS] = catalogue.fact(entity, "prior.on_dibao")
    return found


def unknown_column(name: str, catalogue: Catalogue, entity: Entity) -> str:
    """Say that no fact has a column's name, and which may be meant."""
    known = [*KEYS[entity], *facts_by_column(catalogue, entity)]
    near = nearest(name, known)
    others = [TABLES[each] for each in KEYS if each != entity and name in facts_by_column(catalogue, each)]
    hint = f"Did you mean {near!r}?" if near else f"It belongs to {others[0]}." if others else "Drop it."
    return f"is no fact of a {entity}. {hint}"


def twice(columns: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Give each column whose fact another one states too, with that one's name."""
    first: dict[str, str] = {}
    for column, fact in columns.items():
        other = first.setdefault(fact.name, column)
        if other != column:
            yield column, other
