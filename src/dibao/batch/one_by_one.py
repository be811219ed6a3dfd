"""Give a row of the tables as a household, for the path that decides one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from dibao.batch.ages import NEVER
from dibao.batch.columns import Column
from dibao.batch.reading import Population
from dibao.household.facts import Entity
from dibao.household.models import BenefitState, Disability, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import make
from dibao.symbols.units import AREA, CHOICE, FLAG

_MEMBER_MAPS = ("incomes", "transfers_paid", "expenses", "flags", "findings", "facts", "father", "mother")
_HOUSEHOLD_MAPS = ("property", "findings", "facts", "request", "monitoring")
_ASKED_WHOLE = {"father", "mother"}
"""Maps for which one question asks where all of them is unknown."""


def household_of(population: Population, row: int, code: str, on: date) -> Household:
    """Give one household of the tables.

    Where no column states relations, which is refused where a rule reads them, the first
    member applies, since somebody does; ages without a day of birth count from the first
    of January. One relative of whom nothing is known stands for those that nobody asked for.
    """
    reader = _Row(population, on)
    members = [reader.member(number, each) for number, each in enumerate(population.people["member"].rows(row))]
    relatives: Any = UNKNOWN
    if population.knows_obligors:
        rows = population.people["obligor"].rows(row)
        if len(rows) != 1 or not population.is_stand_in(int(rows[0])):
            relatives = tuple(reader.obligor(number, each) for number, each in enumerate(rows))
    return Household(
        id=str(population.ids[row]),
        jurisdiction=code,
        area=reader.value("household", "area", row),
        members=members,
        obligors=relatives,
        prior=reader.prior(row),
        **reader.maps("household", _HOUSEHOLD_MAPS, row),
    )


class LateHousehold:
    """A household that is made when somebody first asks for anything of it, which is seldom."""

    def __init__(self, make: Callable[[], Household]) -> None:
        """Keep how to make it."""
        self._make = make

    def __getattr__(self, name: str) -> Any:
        """Give what the household has."""
        return getattr(self._household, name)

    @cached_property
    def _household(self) -> Household:
        return self._make()


class _Row:
    """Reads what the columns say of one row."""

    def __init__(self, population: Population, on: date) -> None:
        self.population, self.on = population, on
        self.taken: set[str] = set()

    def column(self, entity: Entity, name: str) -> Column:
        return self.population.facts[entity][name]

    def value(self, entity: Entity, name: str, row: int) -> Any:
        """Give what is stated of a fact, as the models hold it."""
        column = self.column(entity, name)
        stored = column.stored(row)
        if stored is None:
            return UNKNOWN
        fact = column.fact
        if fact.unit == FLAG:
            return bool(stored)
        if fact.unit == CHOICE:
            return fact.values[stored]
        return make(stored, fact.unit) if fact.unit.is_money or fact.unit == AREA else stored

    def maps(self, entity: Entity, places: tuple[str, ...], row: int) -> dict[str, Any]:
        """Give the maps of which the table has a column."""
        present = self.population.present[entity]
        found: dict[str, Any] = {place: {} for place in places if place in present}
        columns = self.population.facts[entity]
        for name, column in columns.items():
            place = column.fact.place
            if place in found and (column.varies or column.unknown or column.fact.absent != "none"):
                found[place][column.fact.key] = self.value(entity, name, row)
        for place in found.keys() & _ASKED_WHOLE:
            if all(each.stored(row) is None for each in columns.values() if each.fact.place == place):
                found[place] = UNKNOWN
        return found

    def person_id(self, entity: Entity, row: int, otherwise: str) -> str:
        """Give the id of a person; lists of members and of relatives may each count from 1."""
        ids = self.population.person_ids[entity]
        stated = otherwise if ids is None else str(ids[row])
        found = f"{otherwise} ({stated})" if stated in self.taken else stated
        self.taken.add(found)
        return found

    def member(self, number: int, row: int) -> Member:
        relation = self.value("member", "relation", row)
        if self.column("member", "relation").is_constant:
            relation = UNKNOWN if number else "applicant"
        found = self.maps("member", _MEMBER_MAPS, row)
        return Member(
            id=self.person_id("member", row, f"m{number}"),
            relation=relation,
            born=self._day("member", "born", "age_years", row),
            education=self.value("member", "education", row),
            clergy_apart_since=self._day("member", "clergy_apart_since", "clergy_apart_years", row, none=True),
            disability=self._disability(row),
            needs_help=self._needs_help(row),
            **found,
        )

    def obligor(self, number: int, row: int) -> Obligor:
        facts = self.population.facts["obligor"]
        alone = [name for name, column in facts.items() if not column.fact.place and name != "age_years"]
        return Obligor(
            id=self.person_id("obligor", row, f"obligor {number}"),
            born=self._day("obligor", "born", "age_years", row),
            **{name: self.value("obligor", name, row) for name in alone},
            **self.maps("obligor", ("facts",), row),
        )

    def _day(self, entity: Entity, column: str, years: str, row: int, *, none: bool = False) -> Any:
        days = self.population.dates[entity].get(column)
        if days is not None:
            day = days[row].as_py()
            if day is None:
                return UNKNOWN
            return None if none and day == NEVER else day
        passed = self.column(entity, years).stored(row)
        if passed is None:
            return UNKNOWN
        if none and not passed:
            return None
        # Years count from the first of January, so that they are full on every day of the year.
        return date(self.on.year - passed, 1, 1)

    def _disability(self, row: int) -> Any:
        kind, grade = (self.value("member", f"disability.{each}", row) for each in ("kind", "grade"))
        if kind is UNKNOWN and grade is UNKNOWN:
            return UNKNOWN
        return None if kind == "none" or grade == 0 else Disability(kind, grade)

    def _needs_help(self, row: int) -> Any:
        single = self.maps("member", ("needs_help",), row).get("needs_help")
        if single:
            return single
        count = self.column("member", "help_items").stored(row)
        if count is None:
            return UNKNOWN
        things = [
            each.key
            for each in (c.fact for c in self.population.facts["member"].values())
            if each.place == "needs_help"
        ]
        return dict.fromkeys(things[:count], True)

    def prior(self, row: int) -> Any:
        """Give what was received before; None is never, and all unknown is unknown."""
        stored = {
            name: self.column("household", f"prior.{name}").stored(row)
            for name in ("on_dibao", "amount", "cause", "grace_months_used")
        }
        if all(each is None for each in stored.values()):
            return UNKNOWN
        draws, amount, cause, used = (self.value("household", f"prior.{name}", row) for name in stored)
        if not any(stored.values()) and None not in stored.values() and cause == "none":
            return None
        status = UNKNOWN if draws is UNKNOWN else "dibao" if draws else "not_eligible"
        return BenefitState(status, amount, cause=None if cause == "none" else cause, grace_months_used=used)
