"""Decide the households of tables, each under the policy of its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field

from dibao.assess.engine import Engine
from dibao.assess.policy import SEMANTICS, Policy
from dibao.batch.answer import Answer, decisions_table, people_table
from dibao.batch.backends import check_backend, chosen
from dibao.batch.compiled.run import LoopRun
from dibao.batch.groups import Group, Places, check_relations, groups_of, places_of
from dibao.batch.legend import ReasonBit, legend_of, reason_bits
from dibao.batch.plan import Plan
from dibao.batch.plans import planned, planned_for_open_rows
from dibao.batch.problems import TableError, rejects_table
from dibao.batch.reading import Population, read_tables
from dibao.batch.results import Results, Target, quantity_columns
from dibao.batch.run import CHUNK, ColumnRun, figures_of, rows_of
from dibao.batch.shape import shape_of
from dibao.batch.singly import Singly
from dibao.batch.substitution import Shape
from dibao.batch.together import FEWEST_TOGETHER, Together
from dibao.errors import DibaoError

ON_PROBLEM = ("raise", "reject")


def assess_tables(
    law: Engine | Policy, households: Any, members: Any, obligors: Any = None, *,
    on: date, money_unit: str | None = None, quantities: Sequence[str] = (), people: bool = False,
    on_problem: str = "raise", backend: str | None = None, threads: int = 1, chunk: int = CHUNK,
) -> Answer:  # fmt: skip
    """Decide every household of tables.

    Args:
        law: an engine, which takes each row's jurisdiction, or one policy for all rows.
        households: a table with one row a household; anything with the Arrow interface.
        members: a table with one row a member, whose `household` is an id of the first table.
        obligors: a table with one row a relative who lives apart; None if nobody asked.
        on: the day of the decision.
        money_unit: what whole numbers of money count, "yuan" or "fen"; decimals are yuan.
        quantities: household quantities to give beside the outcome, such as "household.need".
        people: whether awards to persons are wanted one by one.
        on_problem: "raise" refuses the tables, "reject" leaves the wrong households out.
        backend: "numpy" or "numba"; None chooses by the size of the work.
        threads: how many threads may work.
        chunk: how many households are worked on at once; no result depends on it.

    Raises:
        TableError: everything that is wrong with the tables.
    """
    if on_problem not in ON_PROBLEM:
        raise DibaoError(f"on_problem is {on_problem!r}; expected 'raise' or 'reject'")
    check_backend(backend)
    if isinstance(law, Policy) and law.on != on:
        raise DibaoError(f"the policy decides on {law.on}, not on {on}; ask the engine for one of that day")
    population, problems = read_tables(
        households, members, obligors, on=on, catalogue=law.catalogue, money_unit=money_unit
    )  # fmt: skip
    places = places_of(law, population, on, problems)
    check_relations(places, population, problems)
    if problems.found and (on_problem == "raise" or problems.of_columns):
        raise TableError(problems.found)
    run = _Run(law, population, places, on, tuple(quantities), people, chunk, threads, chosen(backend, len(population)))
    decisions = run.decide()
    return Answer(
        decisions,
        people_table(run.people_rows, population, decisions) if people else None,
        rejects_table(problems.found),
    )


@define
class _Run:
    """One run over a population."""

    law: Engine | Policy
    population: Population
    places: Places
    on: date
    quantities: tuple[str, ...]
    people: bool
    chunk: int
    threads: int
    backend: str
    people_rows: list[Any] = field(factory=list)

    def decide(self) -> pa.Table:
        """Decide every row that has no problem."""
        wrong, policies = self.population.wrong, self.places.policies
        rows = np.flatnonzero(~wrong) if wrong.any() else None
        count = len(self.population) if rows is None else len(rows)
        awards = {each.programme: each for policy in policies for each in policy.composed.awards}
        bits = legend_of(policies)
        nodes = {path: policies[0].quantity_node(path) for path in self.quantities} if policies else {}
        results = Results(count, tuple(awards), quantity_columns(nodes, count))
        place_of = None if rows is None else np.cumsum(~wrong) - 1
        for group in groups_of(self.places, self.population):
            self._decide_group(group, results, place_of, list(bits))
        of_row = self.places.of_row if rows is None else self.places.of_row[rows]
        codes = pa.array([each.code for each in policies], pa.string())
        jurisdictions = pa.DictionaryArray.from_arrays(pa.array(of_row.astype(np.int32)), codes)
        ids = self.population.ids if rows is None else self.population.ids.take(pa.array(rows))
        return decisions_table(ids, jurisdictions, results, self.statuses, list(awards.values()), self._metadata(bits))

    @property
    def statuses(self) -> list[str]:
        """Give the names of statuses by their codes."""
        ladder = self.law.ladder
        return [*(each.name for each in (*ladder.statuses, ladder.otherwise, ladder.undetermined))]

    def _metadata(self, bits: Mapping[str, ReasonBit]) -> dict[str, Any]:
        named = [(n, bit.name, bit.title, bit.english) for n, bit in enumerate(bits.values())]
        return {
            "on": self.on.isoformat(),
            "semantics": SEMANTICS,
            "policies": {each.code: each.fingerprint for each in self.places.policies},
            "reasons": [dict(zip(("bit", "test", "title", "english"), each, strict=True)) for each in named],
        }

    def _decide_group(self, group: Group, results: Results, place_of: Any, legend: list[str]) -> None:
        places = group.rows if place_of is None or group.rows is None else place_of[group.rows]
        count = len(self.population) if group.rows is None else len(group.rows)
        rows = self.people_rows if self.people else None
        singly = Singly(self.population, self.on, group, results, self.statuses, legend, rows)
        shape = shape_of(self.population, group.policies)
        by_name = {bit.name: bit for bit in reason_bits(group.policies[0])}
        bits = [by_name.get(name) for name in legend]
        made = planned(group.policies, shape, bits, self.quantities)
        if not made.fits:
            singly.decide(range(count), places)
            return
        opened = self._decide_by_columns(made.plan, shape, group, results, places, count)
        if len(opened) >= FEWEST_TOGETHER:
            for_open = planned_for_open_rows(group.policies, shape, bits, self.quantities)
            if for_open is not None:
                opened = Together(for_open, shape, self.population, group, results, rows).decide(opened, places)
        if len(opened):
            singly.decide(opened, places)

    def _decide_by_columns(
        self, plan: Plan, shape: Shape, group: Group, results: Results, places: Any, count: int
    ) -> Any:  # fmt: skip
        """Decide all rows of a group; give those that are still open."""
        words = {(fact.entity, fact.name): fact.values for fact in self.law.catalogue.facts}
        make = LoopRun.of if self.backend == "numba" else ColumnRun.of
        run = make(plan, words, figures_vary=len(group.policies) > 1, people=self.people)
        rows = rows_of(self.population, run.facts, group.rows)
        figures = figures_of(run.figures, shape, group.policies)
        awards = group.policies[0].composed.awards
        target = Target.of(results, plan, [each.programme for each in awards], count, places)
        members = int(rows.starts["member"][-1])
        persons = [np.zeros(members, np.int64) for _ in plan.persons] if self.people else []
        run.work(rows, figures, group.of_row, [*target.columns, *persons], self.chunk, self.threads)
        target.finish()
        if self.people:
            self._put_persons(group, rows, awards, persons, target.open, places)
        return np.flatnonzero(target.open)

    def _put_persons(
        self, group: Group, rows: Any, awards: Any, persons: list[Any], opened: Any, places: Any
    ) -> None:  # fmt: skip
        """Keep the awards to persons of the rows that are settled."""
        starts = rows.starts["member"]
        owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        for award, amounts in zip(awards, persons, strict=True):
            for person in np.flatnonzero((amounts != 0) & ~opened[owners]):
                owner = int(owners[person])
                place = owner if places is None else int(places[owner])
                row = owner if group.rows is None else int(group.rows[owner])
                number = int(person - starts[owner])
                self.people_rows.append((place, row, number, award.programme, int(amounts[person]), award.kind))
