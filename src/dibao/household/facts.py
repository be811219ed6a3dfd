"""Settle which facts exist: their unit, bounds, titles and JSON place."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from attrs import Factory, field, frozen

from dibao.errors import PluginError, Problem
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS
from dibao.symbols.units import AREA, BY_NAME, CHOICE, COUNT, FLAG, FLOW, MONTHS, MONTHS_A_YEAR, STOCK, Unit

Entity = Literal["household", "member", "obligor"]
Absent = Literal["none", "unknown"]
ENTITIES: tuple[Entity, ...] = get_args(Entity)
MOST_YUAN_A_MONTH = 10**7
_BOUNDS = {
    FLOW: (0, MOST_YUAN_A_MONTH),
    STOCK: (0, 10**11),
    MONTHS: (0, 1200),
    AREA: (0, 10**5),
    COUNT: (0, 10**6),
    FLAG: (0, 1),
}
_SCALE = {FLOW: FEN_A_YUAN * MONTHS_A_YEAR, STOCK: FEN_A_YUAN, AREA: HUNDREDTHS}


def _usual_bounds(fact: Fact) -> tuple[int, int]:
    return _BOUNDS.get(fact.unit, (0, max(len(fact.values) - 1, 0)))


@frozen(cache_hash=True)
class Fact:
    """One thing that can be stated of a household, a member or an obligor.

    `name` is its path in rules (`income.wage`), `place` and `key` are its
    JSON map and key (`incomes`, `wage`). `bounds` are yuan a month for flows,
    yuan for stocks, square metres for areas. `absent` says what leaving the key out of a present map
    means. A derived fact is computed from what stands at its place. Where `without` names
    a fact of the same map of which there is none, there is none of this one either; where
    `beside` names one that is stated, this one is unknown until it is stated, too.
    """

    entity: Entity
    name: str
    unit: Unit
    title: str
    english: str
    place: str = ""
    key: str = Factory(lambda self: self.name, takes_self=True)
    absent: Absent = "unknown"
    values: tuple[str, ...] = ()
    bounds: tuple[int, int] = Factory(_usual_bounds, takes_self=True)
    category: str | None = None
    article: str | None = None
    derived: bool = False
    without: str | None = None
    beside: str | None = None

    @property
    def path(self) -> str:
        """Give the JSON path below the entity, as questions print it."""
        return f"{self.place}.{self.key}" if self.place else self.key

    @cached_property
    def stored_bounds(self) -> tuple[int, int]:
        """Give the bounds as rules hold values: fen (a year for flows), hundredths of a square metre."""
        scale = _SCALE.get(self.unit, 1)
        return self.bounds[0] * scale, self.bounds[1] * scale

    @property
    def none_value(self) -> bool | int | str | None:
        """Give the stored value that "none" stands for, if there is one."""
        if self.unit == FLAG:
            return False
        if self.unit == CHOICE:
            return "none" if "none" in self.values else None
        return 0 if self.bounds[0] <= 0 <= self.bounds[1] else None


def finding(
    entity: Entity, key: str, *, title: str, english: str, article: str | None = None, unit: Unit = FLAG
) -> Fact:
    """Give the fact that an article leaves to an officer; absent is unknown."""
    return Fact(entity, f"findings.{key}", unit, title, english, place="findings", key=key, article=article)


def _indexed(facts: Iterable[Fact]) -> dict[tuple[Entity, str], Fact]:
    return {(fact.entity, fact.name): fact for fact in facts}


@frozen(eq=False)
class Catalogue:
    """All facts that can be stated, findable by name and by JSON place."""

    facts: tuple[Fact, ...]
    _by_name: Mapping[tuple[Entity, str], Fact] = field(
        init=False, repr=False, default=Factory(lambda self: _indexed(self.facts), takes_self=True)
    )
    _by_place: dict[tuple[Entity, str], dict[str, Fact]] = field(init=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Sort the facts by place."""
        for fact in self.facts:
            self._by_place.setdefault((fact.entity, fact.place), {})[fact.key] = fact

    def fact(self, entity: Entity, name: str) -> Fact:
        """Give a fact by its name in rules.

        Raises:
            KeyError: there is none; the text suggests the nearest.
        """
        found = self._by_name.get((entity, name))
        if found is None:
            near = nearest(name, [each.name for each in self.of(entity)])
            hint = f"; did you mean {near!r}?" if near else ""
            raise KeyError(f"{name!r} is not a fact of a {entity}{hint}")
        return found

    def knows(self, entity: Entity, name: str) -> bool:
        """Tell whether a name is a fact of this entity."""
        return (entity, name) in self._by_name

    def of(self, entity: Entity) -> tuple[Fact, ...]:
        """Give the facts of one entity, in catalogue order."""
        return tuple(fact for fact in self.facts if fact.entity == entity)

    def at(self, entity: Entity, place: str) -> Mapping[str, Fact]:
        """Give the facts of one JSON map by their keys."""
        return self._by_place.get((entity, place), {})

    def suggest(self, entity: Entity, place: str, name: str) -> str | None:
        """Suggest what a wrong key may stand for, as part of a sentence."""
        within, _, key = str(name).partition(".")
        if key and key in self.at(entity, within):
            return f'write "{key}" inside the map "{within}".'
        near = nearest(name, self.at(entity, place))
        if near:
            return f'did you mean "{near}"?'
        elsewhere = [fact for fact in self.of(entity) if fact.key == name and not fact.derived]
        if not elsewhere:
            return None
        home = elsewhere[0].place
        return f'it belongs under "{home}".' if home else f"it belongs directly in the {entity}."

    def extended(self, more: Iterable[Fact]) -> Catalogue:
        """Give a catalogue with further facts; repeating a finding is allowed.

        Raises:
            PluginError: a name is taken by another fact.
        """
        added = _indexed(())
        problems = []
        for fact in more:
            key = (fact.entity, fact.name)
            taken = self._by_name.get(key) or added.get(key)
            if taken is None:
                added[key] = fact
            elif (taken.unit, taken.place, taken.values) != (fact.unit, fact.place, fact.values):
                text = f"is already a fact of a {fact.entity}: {taken.english} ({taken.unit}). Choose another name."
                problems.append(Problem(fact.name, text))
        if problems:
            raise PluginError(problems)
        return Catalogue(self.facts + tuple(added.values())) if added else self


def load_facts(path: Path) -> tuple[Fact, ...]:
    """Read the facts that a plug-in declares in its `facts.toml`.

    Raises:
        PluginError: every problem of the file; the facts' names stay inside
            the plug-in's own name space, `"facts"` in a household.
    """
    try:
        facts = tuple(_read_groups(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError) as error:
        raise PluginError([Problem("", f"cannot be read as a catalogue of facts: {error}")], str(path)) from error
    problems = [problem for fact in facts for problem in _plugin_fact_problems(fact)]
    if problems:
        raise PluginError(problems, str(path))
    return facts


def _plugin_fact_problems(fact: Fact) -> Iterator[Problem]:
    if fact.place not in ("facts", "findings"):
        yield Problem(fact.name, f'stands under "{fact.place}"; a plug-in adds to "facts" or "findings" only.')
    if "." not in fact.name:
        yield Problem(fact.name, 'has no name space; write prefix = "hebei." or the like in its group.')
    if fact.unit == CHOICE and not fact.values:
        yield Problem(fact.name, 'is a choice without values; add values = ["...", "..."].')


def _read_groups(data: Mapping[str, Any]) -> Iterator[Fact]:
    for group in data.get("group", ()):
        shared = {key: value for key, value in group.items() if key not in ("facts", "prefix")}
        for entry in group.get("facts", ()):
            yield _read_fact({**shared, **entry}, group.get("prefix", ""))


def _read_fact(entry: dict[str, Any], prefix: str) -> Fact:
    name = prefix + entry.pop("name", entry.get("key", ""))
    unit, entity = entry.pop("unit", None), entry.get("entity")
    if unit not in BY_NAME or entity not in ENTITIES:
        raise ValueError(f"{name} has entity {entity!r} and unit {unit!r}; expected {ENTITIES} and {tuple(BY_NAME)}")
    if entry.get("place") == "facts":
        entry["key"] = name
    for key in ("values", "bounds"):
        if key in entry:
            entry[key] = tuple(entry[key])
    try:
        return Fact(name=name, unit=BY_NAME[unit], **entry)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error


def nearest(name: object, known: Iterable[str]) -> str | None:
    """Give the known name that a misspelt one most resembles, if any does."""
    return next(iter(difflib.get_close_matches(str(name)[:60], list(known), n=1, cutoff=0.6)), None)


_SHIPPED = Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
BUILT_IN = Catalogue(tuple(_read_groups(tomllib.loads(_SHIPPED))))
