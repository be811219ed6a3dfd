"""Decide rows one by one: those that need something unknown, or numbers beyond all bounds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

from attrs import define, field, frozen

from dibao.assess.decision import UNDETERMINED, Decision
from dibao.assess.policy import Policy
from dibao.batch.groups import Group
from dibao.batch.legend import reason_bits, reasons_of
from dibao.batch.one_by_one import household_of
from dibao.batch.reading import Population
from dibao.batch.results import Results
from dibao.household.facts import Entity
from dibao.law.documents import GRADES
from dibao.symbols.nodes import Node
from dibao.symbols.units import MONTHS_A_YEAR


@frozen
class Found:
    """What came of one row: the outcome as the columns hold it, None where it is open."""

    status: str
    grade: int
    reasons: int
    dibao: int | None
    total: int | None
    awards: dict[str, int | None]
    missing: list[str]
    quantities: dict[str, int | None]
    persons: tuple[tuple[int, str, int, str], ...]


@define
class Singly:
    """Decides rows of a group one by one; rows that say the same are decided once."""

    population: Population
    on: date
    group: Group
    results: Results
    statuses: list[str]
    legend: list[str]
    people_rows: list[Any] | None
    _known: dict[Hashable, Found] = field(factory=dict)

    def decide(self, positions: Iterable[int], places: Any) -> None:
        """Decide the rows at some positions of the group."""
        rows, of_row = self.group.rows, self.group.of_row
        for position in positions:
            row = int(position if rows is None else rows[position])
            policy = self.group.policies[of_row[position]]
            place = int(position if places is None else places[position])
            self._put(place, row, self._found(policy, row))

    def _found(self, policy: Policy, row: int) -> Found:
        key = (policy.code, *self._said(row))
        known = self._known.get(key)
        if known is None:
            household = household_of(self.population, row, policy.code, self.on)
            known = self._known[key] = self._read(policy.assess(household))
        return known

    def _said(self, row: int) -> Iterable[Hashable]:
        """Give everything that the columns say of a row, as the key under which its outcome is kept."""
        for entity, columns in self.population.facts.items():
            rows = [row] if entity == "household" else self.population.people[entity].rows(row)
            varying = [column for column in columns.values() if column.varies]
            yield tuple(tuple(column.stored(each) for column in varying) for each in rows)
            yield self._days(entity, rows)

    def _days(self, entity: Entity, rows: Iterable[int]) -> Hashable:
        days = self.population.dates[entity].values()
        return tuple(tuple(each[int(row)].as_py() for each in days) for row in rows)

    def _read(self, decision: Decision) -> Found:
        """Read what the columns hold from a decision."""
        policy = decision.policy
        own = reason_bits(policy)
        bits = reasons_of(decision, own)
        reasons = sum(1 << self.legend.index(bit.name) for n, bit in enumerate(own) if bits >> n & 1)
        awards, persons = _awards_of(decision)
        monthly = (decision.dibao_monthly, decision.total_monthly)
        dibao, total = (None if each is None else int(each.amount) // MONTHS_A_YEAR for each in monthly)
        quantities = {}
        for path, column in self.results.quantities.items():
            node, _ = policy.quantity_node(path)
            value = decision.value(node)
            quantities[path] = None if isinstance(value, Node) else int(value) * column.factor(node)
        is_open = decision.status == UNDETERMINED or not decision.is_decided
        missing = [each.path for each in decision.questions] if is_open else []
        return Found(
            decision.status, GRADES.index(decision.grade), reasons, dibao, total, awards, missing, quantities, persons
        )

    def _put(self, place: int, row: int, found: Found) -> None:
        """Put the outcome of a row into the columns."""
        results = self.results
        results.status[place] = self.statuses.index(found.status)
        results.grade[place], results.reasons[place] = found.grade, found.reasons
        results.dibao[place], results.open_dibao[place] = found.dibao or 0, found.dibao is None
        results.total[place], results.open_total[place] = found.total or 0, found.total is None
        for programme, values in results.awards.items():
            amount = found.awards.get(programme, 0)
            values[place], results.open_awards[programme][place] = amount or 0, amount is None
        for path, column in results.quantities.items():
            value = found.quantities[path]
            column.values[place], column.open[place] = value or 0, value is None
        if found.missing:
            results.missing[place] = found.missing
        if self.people_rows is not None:
            self.people_rows += [(place, row, *each) for each in found.persons]


def _awards_of(decision: Decision) -> tuple[dict[str, int | None], tuple[tuple[int, str, int, str], ...]]:
    """Give what each programme gives to the household together, and what it gives to single persons."""
    sums: dict[str, int | None] = {}
    persons = []
    for given in decision.given:
        amount = given.monthly if given.kind == "monthly" else given.once
        is_open = given.granted is None if given.kind == "service" else amount is None
        before = sums.get(given.programme, 0)
        if is_open:
            sums[given.programme] = None
            continue
        fen = 1 if amount is None else int(amount.amount) // (MONTHS_A_YEAR if given.kind == "monthly" else 1)
        sums[given.programme] = None if before is None else before + fen
        if given.to != "household":
            persons.append((decision.position_of(given.to), given.programme, fen, given.kind))
    return sums, tuple(persons)
