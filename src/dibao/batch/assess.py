"""Decide the households of tables, each under the policy of its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field

from dibao.assess.engine import Engine
from dibao.assess.ladder import Award
from dibao.assess.policy import Policy
from dibao.batch.answer import Answer, decisions_table, people_table, texts
from dibao.batch.backends import check_backend, chosen
from dibao.batch.compiled.run import LoopRun
from dibao.batch.groups import Group, Places, check_relations, good_rows, groups_of, places_of
from dibao.batch.legend import ReasonBit, legend_of, reason_bits
from dibao.batch.memory import always_zero
from dibao.batch.metadata import metadata_of
from dibao.batch.once import once_a_policy
from dibao.batch.one_flag import OneFlag
from dibao.batch.plan import Plan
from dibao.batch.plans import Made, planned, planned_for_one_flag, planned_for_open_rows
from dibao.batch.problems import TableError, rejects_table
from dibao.batch.reading import BeyondBounds, Population, as_table, read_tables
from dibao.batch.results import AMOUNT, Results, Target, quantity_columns
from dibao.batch.rows import rows_of
from dibao.batch.run import CHUNK, ColumnRun, figures_of
from dibao.batch.shape import shape_of
from dibao.batch.singly import Singly
from dibao.batch.substitution import Shape
from dibao.batch.together import FEWEST_BETWEEN, FEWEST_TOGETHER, Together
from dibao.batch.wanted import check_columns, check_quantities, names_given
from dibao.errors import DibaoError
from dibao.household.facts import Catalogue

CODE = pa.dictionary(pa.int32(), pa.string())
ON_PROBLEM = ("raise", "reject")


def assess_tables(
    law: Engine | Policy, households: Any, members: Any, obligors: Any = None, *,
    on: date, money_unit: str | None = None, quantities: Sequence[str] = (), columns: Sequence[str] | None = None,
    people: bool = False, on_problem: str = "raise", backend: str | None = None, threads: int = 1, chunk: int = CHUNK,
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
        columns: the columns of decisions that are wanted, in their order; None wants all of them.
        people: whether awards to persons are wanted one by one.
        on_problem: "raise" refuses the tables, "reject" leaves the wrong households out.
        backend: "numpy" or "compiled"; None chooses by the size of the work.
        threads: how many threads may work.
        chunk: how many households are worked on at once; no result depends on it.

    Raises:
        TableError: everything that is wrong with the tables.
        DibaoError: an option that there is not, or columns that no answer has.
    """
    if on_problem not in ON_PROBLEM:
        raise DibaoError(f"on_problem is {on_problem!r}; expected 'raise' or 'reject'")
    check_backend(backend)
    if isinstance(law, Policy) and law.on != on:
        raise DibaoError(f"the policy decides on {law.on}, not on {on}; ask the engine for one of that day")
    first = as_table(households, "households")
    given = (first, as_table(members, "members"), None if obligors is None else as_table(obligors, "obligors"))
    backend = chosen(backend, first.num_rows)
    asked, wanted = names_given("quantities", quantities), None if columns is None else names_given("columns", columns)
    options = (on, money_unit, asked, wanted, people, on_problem, backend, threads, chunk)
    if backend == "compiled":
        # The compiled loop looks for numbers beyond their bounds while it decides; nearly always there are none.
        answer = _without_problems(law, given, *options)
        if answer is not None:
            return answer
    return _answered(law, given, *options, checked=True)


def _without_problems(law: Engine | Policy, given: Sequence[Any], *options: Any) -> Answer | None:
    """Decide tables that have no problem at all; None if there may be one, which only a full reading can tell."""
    try:
        return _answered(law, given, *options, checked=False)
    except (TableError, BeyondBounds):
        return None


def _answered(
    law: Engine | Policy, given: Sequence[Any], on: date, money_unit: str | None, quantities: tuple[str, ...],
    columns: tuple[str, ...] | None, people: bool, on_problem: str, backend: str, threads: int, chunk: int, *,
    checked: bool,
) -> Answer:  # fmt: skip
    """Read tables and decide them."""
    population, problems = read_tables(
        *given, on=on, catalogue=law.catalogue, money_unit=money_unit, checked=checked, threads=threads
    )  # fmt: skip
    places = places_of(law, population, on, problems)
    check_relations(places, population, problems)
    if problems.found and (on_problem == "raise" or problems.of_columns or not checked):
        raise TableError(problems.found)
    # Whatever makes a row wrong is told as a problem.
    good = good_rows(population) if problems.found else None
    run = Run(law, population, places, on, quantities, people, chunk, threads, backend, columns, good)
    run.check_columns()
    decisions = run.decide()
    return Answer(
        decisions,
        people_table(run.people_rows, population, run.ids) if people else None,
        rejects_table(problems.found),
    )


def _codes(codes: tuple[str, ...], numbers: Any) -> Any:
    return pa.DictionaryArray.from_buffers(CODE, len(numbers), [None, pa.py_buffer(numbers)], texts(codes))


@lru_cache(maxsize=16)
def _one_code(codes: tuple[str, ...], count: int) -> Any:
    return _codes(codes, always_zero(np.int32, count))


@lru_cache(maxsize=16)
def words_of(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Give the words of every choice of a catalogue."""
    return {(fact.entity, fact.name): fact.values for fact in catalogue.facts}


@once_a_policy
def _awards_of(policy: Policy) -> dict[str, Award]:
    return {each.programme: each for each in policy.composed.awards}


@define(slots=False)
class Run:
    """One run over a population; `good` are the rows without a problem, None for all."""

    law: Engine | Policy
    population: Population
    places: Places
    on: date
    quantities: tuple[str, ...]
    people: bool
    chunk: int
    threads: int
    backend: str
    columns: tuple[str, ...] | None = None
    good: Any = None
    people_rows: list[Any] = field(factory=list)

    def decide(self) -> pa.Table:
        """Decide every row that has no problem."""
        rows = self.good
        groups = groups_of(self.places, rows)
        alone = len(groups) == 1 and groups[0].rows is None
        results = self.room(len(self.population) if rows is None else len(rows), filled=not alone)
        results.any_open = False
        place_of = None if rows is None else np.cumsum(~self.population.wrong) - 1
        of_row = self.places.of_row if rows is None else self.places.of_row[rows]
        drafts: list[pa.Table] = []

        def draft() -> None:
            # A table has columns as they are filled; but quantities and services are copied, which must wait for them.
            is_copied = self.quantities or any(each.kind == "service" for each in self.awards.values())
            if alone and not is_copied and self.threads > 1:
                drafts.append(self.table(lambda: self.ids, lambda: self.codes(of_row), results))

        for group in groups:
            self.decide_group(group, results, place_of, draft)
        if drafts and not results.any_open:
            return drafts[0]
        return self.table(lambda: self.ids, lambda: self.codes(of_row), results)

    @property
    def ids(self) -> Any:
        """Give the ids of the households that have no problem."""
        return self.population.ids if self.good is None else self.population.ids.take(pa.array(self.good))

    def codes(self, of_row: Any) -> Any:
        """Give each row's code."""
        codes = tuple([each.code for each in self.places.policies])
        return _one_code(codes, len(of_row)) if len(codes) == 1 else _codes(codes, of_row.astype(np.int32))

    def check_columns(self) -> None:
        """Refuse columns that the answer does not have; without a household it has no column of a law.

        Raises:
            DibaoError: it names all of them.
        """
        check_quantities(self.quantities)
        if self.columns is not None:
            check_columns(self.columns, self.awards, self.quantities if self.places.policies else ())

    def room(self, count: int, *, filled: bool = True, amounts: Any = AMOUNT) -> Results:
        """Give room for the results of so many rows; not filled where one group fills all of it."""
        policies = self.places.policies
        nodes = {path: policies[0].quantity_node(path) for path in self.quantities} if policies else {}
        return Results(count, tuple(self.awards), quantity_columns(nodes, count), filled, amounts)

    def table(self, ids: Callable[[], Any], jurisdictions: Callable[[], Any], results: Results) -> pa.Table:
        """Give the results as the table of decisions; what no group has filled is zero."""
        results.fill()
        awards, metadata = list(self.awards.values()), metadata_of(self.places.policies, self.on.isoformat())
        return decisions_table(ids, jurisdictions, results, self.statuses, awards, metadata, self.columns)

    @cached_property
    def awards(self) -> dict[str, Award]:
        """Give the awards of all policies by their programme."""
        found = [*map(_awards_of, self.places.policies)]
        return found[0] if len(found) == 1 else {name: each for awards in found for name, each in awards.items()}

    @cached_property
    def bits(self) -> dict[str, ReasonBit]:
        """Give the reasons of all policies, in the order of their bits."""
        return legend_of(self.places.policies)

    @property
    def statuses(self) -> list[str]:
        """Give the names of statuses by their codes."""
        ladder = self.law.ladder
        return [*(each.name for each in (*ladder.statuses, ladder.otherwise, ladder.undetermined))]

    def singly(self, group: Group, results: Results) -> Singly:
        """Give what decides rows of a group one by one."""
        rows = self.people_rows if self.people else None
        return Singly(self.population, self.on, group, results, self.statuses, list(self.bits), rows)

    def planned(self, group: Group, shape: Shape) -> Made:
        """Give the plan of a group."""
        return planned(group.policies, shape, self._bits_of(group), self.quantities, self.columns)

    def _bits_of(self, group: Group) -> Sequence[ReasonBit | None]:
        """Give the reasons of a group in the order of all; None where its policies have no such test."""
        if len(self.places.policies) == 1:
            return reason_bits(group.policies[0])
        by_name = {bit.name: bit for bit in reason_bits(group.policies[0])}
        return [by_name.get(name) for name in self.bits]

    def decide_group(self, group: Group, results: Results, place_of: Any, meanwhile: Callable[[], None]) -> None:
        """Decide the rows of a group; `place_of` says where each goes in the results, None as they stand.

        What can be done while compiled loops fill the columns of results is done `meanwhile`.
        """
        places = group.rows if place_of is None else place_of if group.rows is None else place_of[group.rows]
        count = len(self.population) if group.rows is None else len(group.rows)
        shape = shape_of(self.population, group.policies)
        made = self.planned(group, shape)
        if not made.fits:
            results.any_open = True
            self.population.prove_bounds(threads=self.threads)
            results.fill()
            self.singly(group, results).decide(range(count), places)
            return
        opened = self._decide_by_columns(made.plan, shape, group, results, places, count, meanwhile)
        if len(opened):
            results.any_open = True
            self.decide_open(group, shape, results, opened, places)

    def decide_open(self, group: Group, shape: Shape, results: Results, opened: Any, places: Any) -> None:
        """Decide the rows of a group that ask for something unknown: many together, those in doubt one by one."""
        rows = self.people_rows if self.people else None
        ways: Sequence[tuple[Any, Any, int]] = (
            (planned_for_one_flag, OneFlag, FEWEST_TOGETHER),
            (planned_for_open_rows, Together, FEWEST_BETWEEN),
        )
        for plan_of, way, fewest in ways:
            if len(opened) >= fewest:
                made: Any = plan_of(group.policies, shape, self._bits_of(group), self.quantities)
                if made is not None:
                    opened = way(made, shape, self.population, group, results, rows).decide(opened, places)
        if len(opened):
            self.singly(group, results).decide(opened, places)

    def _decide_by_columns(
        self, plan: Plan, shape: Shape, group: Group, results: Results, places: Any, count: int,
        meanwhile: Callable[[], None],
    ) -> Any:  # fmt: skip
        """Decide all rows of a group; give those that are still open."""
        words = words_of(self.law.catalogue)
        make = LoopRun.of if self.backend == "compiled" else ColumnRun.of
        run = make(plan, words, figures_vary=len(group.policies) > 1, people=self.people)
        self.population.prove_bounds(run.names if self.backend == "compiled" else frozenset(), self.threads)
        rows = rows_of(self.population, run.names, group.rows)
        figures = figures_of(run.figures, shape, group.policies)
        awards = group.policies[0].composed.awards
        target = Target.of(results, plan, [each.programme for each in awards], count, places)
        members = int(rows.starts["member"][-1])
        persons = [np.zeros(members, np.int64) for _ in plan.persons] if self.people else []
        run.work(rows, figures, group.of_row, [*target.columns, *persons], self.chunk, self.threads, meanwhile)
        target.finish()
        if self.people:
            self._put_persons(group, rows, awards, persons, target.open, places)
        return np.zeros(0, np.int64) if plan.household[0].constant == 0 else np.flatnonzero(target.open)

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
