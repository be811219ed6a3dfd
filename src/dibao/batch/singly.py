"""Decide rows one by one: those that need something unknown, or numbers beyond all bounds."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.assess.decision import UNDETERMINED, Decision
from dibao.assess.policy import Policy
from dibao.batch.groups import Group
from dibao.batch.legend import reason_bits, reasons_of
from dibao.batch.one_by_one import LateHousehold, household_of
from dibao.batch.paths import Paths
from dibao.batch.reading import Population
from dibao.batch.results import Results
from dibao.batch.row_facts import RowFacts
from dibao.law.documents import GRADES
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.units import MONTHS_A_YEAR

ROWS_AT_ONCE = 1024
"""So many rows have their facts at hand at once."""


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
    paths: Paths = field(init=False)
    _known: dict[Hashable, Found] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Name what is unknown as other rows of the tables name it."""
        self.paths = Paths(self.population)

    def decide(self, positions: Sequence[int], places: Any) -> None:
        """Decide the rows at some positions of the group."""
        for first in range(0, len(positions), ROWS_AT_ONCE):
            self._decide(np.asarray(positions[first : first + ROWS_AT_ONCE]), places)

    def _decide(self, positions: Any, places: Any) -> None:
        rows, of_row = self.group.rows, self.group.of_row
        facts = RowFacts(self.population, positions if rows is None else rows[positions])
        for number, position in enumerate(positions.tolist()):
            policy = self.group.policies[of_row[position]]
            place = int(position if places is None else places[position])
            self._put(place, int(facts.rows[number]), self._found(policy, facts, number))

    def _found(self, policy: Policy, facts: RowFacts, number: int) -> Found:
        key = (policy.code, facts.key(number))
        known = self._known.get(key)
        if known is None:
            row = int(facts.rows[number])
            household: Any = LateHousehold(lambda: household_of(self.population, row, policy.code, self.on))
            evaluation = Reduction(facts.read(number), policy.stored_figures, facts.people(number))
            known = self._known[key] = self._read(Decision(policy, household, None, evaluation), row)
        return known

    def _read(self, decision: Decision, row: int) -> Found:
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
        missing = [*dict.fromkeys(self._path(each, policy, row) for each in decision.deciding)] if is_open else []
        return Found(
            decision.status, GRADES.index(decision.grade), reasons, dibao, total, awards, missing, quantities, persons
        )

    def _path(self, leaf: Node, policy: Policy, row: int) -> str:
        """Give the place of an unknown in the household's JSON, or the figure's name."""
        if leaf.op == "figure":
            return str(leaf.data[0])
        entity, name, person = leaf.data
        grouping = self.population.people.get(entity)
        rows = [row] if grouping is None else grouping.rows(row)
        fact = policy.catalogue.fact(entity, name)
        return self.paths.path(fact, person, rows[person], len(rows))

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
    for (position, person), amount in decision.slots.items():
        award = decision.policy.composed.awards[position]
        before = sums.get(award.programme, 0)
        if amount is None:
            sums[award.programme] = None
            continue
        fen = 1 if award.kind == "service" else amount // (MONTHS_A_YEAR if award.kind == "monthly" else 1)
        sums[award.programme] = None if before is None else before + fen
        if person >= 0:
            persons.append((person, award.programme, fen, award.kind))
    return sums, tuple(persons)
