"""Settle the raw value of each fact, as the generated code reads it.

Money is whole fen (a year for flows), areas are whole hundredths of a square
metre, months and counts are ints, flags are bools, choices are texts, and `None`
is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.stated import UNKNOWN, Unknown
from dibao.household.verified import Verified
from dibao.symbols.amounts import Area, Money

if TYPE_CHECKING:
    from dibao.household.models import Household, Member, Obligor

Raw = bool | int | str | None
Reader = Callable[[Any, date], tuple[Raw, ...]]


class _Place:
    """The names and the none values of one JSON map, prepared once."""

    def __init__(self, entity: Entity, place: str) -> None:
        facts = BUILT_IN.at(entity, place).values()
        self.place = place
        self.names = {fact.key: fact.name for fact in facts}
        self.none: dict[str, Raw] = {fact.name: fact.none_value for fact in facts}
        self.absent: dict[str, Raw] = {each.name: each.none_value if each.absent == "none" else None for each in facts}
        self.unknown: dict[str, Raw] = dict.fromkeys(self.none)
        self.beside = tuple((fact.key, fact.name, self.names[fact.beside]) for fact in facts if fact.beside)
        self.without = tuple((fact.key, fact.name, self.names[fact.without]) for fact in facts if fact.without)

    def fill(self, raw: dict[str, Raw], stated: Mapping[str, Any] | Unknown) -> None:
        """Put what one map says into the raw values of its owner."""
        if stated is UNKNOWN:
            raw.update(self.unknown)
            return
        raw.update(self.absent)
        for key, value in stated.items():
            raw[self.names[key]] = stored(value)
        for key, name, other in self.beside:
            if key not in stated and raw[other] != self.none[other]:
                raw[name] = None
        for key, name, other in self.without:
            if key not in stated and raw[other] == self.none[other]:
                raw[name] = self.none[name]


_ANCHOR = {"household": "area", "member": "relation", "obligor": "relation"}
_HOUSEHOLD_MAPS = tuple(_Place("household", place) for place in ("property", "request", "monitoring"))
_PRIOR = _Place("household", "prior")
_MEMBER_MAPS = tuple(
    _Place("member", place)
    for place in ("incomes", "transfers_paid", "expenses", "flags", "father", "mother", "needs_help")
)
_DISABILITY = _Place("member", "disability")
_OBLIGOR = tuple(fact.name for fact in BUILT_IN.at("obligor", "").values() if not fact.derived)


def stored(value: Any) -> Raw:
    """Give a stated value as rules hold it; `None` when it is unknown."""
    if type(value) is Money or type(value) is Area:
        return value.amount  # type: ignore[return-value]  # checked to be whole when it was stated
    if type(value) is Verified:
        return stored(value.used)
    return None if value is UNKNOWN else value


def age_years(born: date | Unknown, on: date) -> int | None:
    """Give full years on a day; 29 February moves to 1 March."""
    if born is UNKNOWN:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def raw_member(member: Member) -> dict[str, Raw]:
    """Give every stated fact of a member that does not depend on the day."""
    raw: dict[str, Raw] = {"relation": stored(member.relation), "education": stored(member.education)}
    for each in _MEMBER_MAPS:
        each.fill(raw, getattr(member, each.place))
    disability = member.disability
    if disability is None or disability is UNKNOWN:
        raw.update(_DISABILITY.unknown if disability is UNKNOWN else _DISABILITY.none)
    else:
        raw["disability.kind"], raw["disability.grade"] = stored(disability.kind), stored(disability.grade)
    return raw


def raw_household(household: Household) -> dict[str, Raw]:
    """Give every stated fact of a household, its earlier benefit too."""
    raw: dict[str, Raw] = {"area": stored(household.area)}
    for each in _HOUSEHOLD_MAPS:
        each.fill(raw, getattr(household, each.place))
    prior = household.prior
    if prior is None or prior is UNKNOWN:
        raw.update(_PRIOR.unknown if prior is UNKNOWN else _PRIOR.none)
        return raw
    raw["prior.on_dibao"] = stored(prior.on_dibao)
    raw["prior.amount"] = stored(prior.dibao_monthly)
    raw["prior.cause"] = "none" if prior.cause is None else stored(prior.cause)
    raw["prior.grace_months_used"] = stored(prior.grace_months_used)
    return raw


def raw_obligor(obligor: Obligor) -> dict[str, Raw]:
    """Give every stated fact of an obligor."""
    return {name: stored(getattr(obligor, name)) for name in _OBLIGOR}


def getters(entity: Entity, names: Sequence[str], catalogue: Catalogue = BUILT_IN) -> Reader:
    """Prepare a fast reader of some facts of one entity.

    Args:
        entity: Whose facts.
        names: Full fact names, in the order in which values are wanted.
        catalogue: Where findings and plug-in facts are declared.

    Returns:
        A function of a household, member or obligor and the day, which gives
        the raw values in the order of the names.

    Raises:
        KeyError: a name is not a fact of this entity.
    """
    special = [(index, _special(catalogue.fact(entity, name))) for index, name in enumerate(names)]
    patches = [(index, patch) for index, patch in special if patch is not None]
    keys = list(names)
    for index, _ in patches:
        keys[index] = _ANCHOR[entity]
    pick = itemgetter(*keys, _ANCHOR[entity], _ANCHOR[entity])  # two more, so that it always gives a tuple
    count = len(keys)

    def read(owner: Any, on: date) -> tuple[Raw, ...]:
        values: tuple[Raw, ...] = pick(owner.raw_values)[:count]
        if not patches:
            return values
        patched = list(values)
        for index, patch in patches:
            patched[index] = patch(owner, on)
        return tuple(patched)

    return read


def _special(fact: Fact) -> Callable[[Any, date], Raw] | None:
    """Give the reader of a fact that raw values leave out, if it is one."""
    if fact.name == "age_years":
        return lambda person, on: age_years(person.born, on)
    if fact.name == "help_items":
        return lambda member, on: _help_items(member.needs_help)
    if fact.name == "clergy_apart_years":
        return lambda member, on: 0 if (since := member.clergy_apart_since) is None else age_years(since, on)
    if fact.place == "findings":
        return lambda owner, on, key=fact.key: stored(owner.findings.get(key, UNKNOWN))  # type: ignore[misc]
    if fact.place == "facts":
        return _plugin_fact_reader(fact)
    return None


def _help_items(needs: Mapping[str, Any] | Unknown) -> int | None:
    """Count the things that somebody needs help with; unknown while one of them is."""
    values = [None] if needs is UNKNOWN else [stored(each) for each in needs.values()]
    return None if None in values else sum(1 for each in values if each)


def _plugin_fact_reader(fact: Fact) -> Callable[[Any, date], Raw]:
    absent = fact.none_value if fact.absent == "none" else None

    def read(owner: Any, on: date) -> Raw:
        if owner.facts is UNKNOWN:
            return None
        return stored(owner.facts[fact.key]) if fact.key in owner.facts else absent

    return read


def household_values(household: Household, names: Sequence[str], catalogue: Catalogue = BUILT_IN) -> tuple[Raw, ...]:
    """Give raw values of a household's facts, in the order of the names."""
    return getters("household", names, catalogue)(household, date.min)


def member_values(member: Member, on: date, names: Sequence[str], catalogue: Catalogue = BUILT_IN) -> tuple[Raw, ...]:
    """Give raw values of a member's facts on a day, in the names' order."""
    return getters("member", names, catalogue)(member, on)


def obligor_values(obligor: Obligor, names: Sequence[str], catalogue: Catalogue = BUILT_IN) -> tuple[Raw, ...]:
    """Give raw values of an obligor's facts, in the order of the names."""
    return getters("obligor", names, catalogue)(obligor, date.min)
