"""Decide the classes of a prepared population: small households in blocks, the others as rows like any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, evolve, frozen

from dibao.batch.answer import people_table
from dibao.batch.assess import Run, words_of
from dibao.batch.backends import chosen
from dibao.batch.grouping import Grouping
from dibao.batch.groups import Group
from dibao.batch.plan import Plan
from dibao.batch.prepared import column_run
from dibao.batch.prepared.block_run import BlockRun
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.column_run import LayerRun
from dibao.batch.prepared.job import Job
from dibao.batch.prepared.layers import LARGEST_CLASS, blocks_of
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.prepared.under_law import UnderLaw
from dibao.batch.reading import Population
from dibao.batch.results import AMOUNT, Results, Target, gather
from dibao.batch.run import figures_of
from dibao.batch.shape import shape_of
from dibao.batch.substitution import Shape
from dibao.batch.threads import nothing
from dibao.household.facts import Entity

_FEW = 8
"""Most households have no more people; that proves narrower numbers than what a class may have."""


@frozen(eq=False)
class _TableRows:
    """Says at which rows of their table the people of a prepared household stood."""

    grouping: Grouping
    of_table: Any

    def rows(self, household: int) -> Any:
        """Give the rows of one household."""
        return self.of_table[self.grouping.rows(household)]


@frozen(eq=False)
class Small:
    """The classes of a group whose households are small; without a job 64 bits do not hold the plan's numbers."""

    group: Group
    shape: Shape
    plan: Plan
    job: Job | None


@frozen(eq=False)
class Way:
    """How a group is decided: its classes of small households, and the others."""

    small: Small | None
    large: Group | None


@define(slots=False)
class PreparedRun:
    """One run over a prepared population; `run` decides what the blocks do not.

    The answer has the order of the table, or the population's own, `in_order`.
    """

    population: PreparedPopulation
    run: Run
    in_order: bool = False

    def decide(self, under: UnderLaw) -> tuple[pa.Table, pa.Table | None]:
        """Decide every household that has no problem; give awards to persons, too, if asked for.

        Raises:
            DibaoError: a column is wanted that the answer does not have.
        """
        prepared, run = self.population, self.run
        wanted = run.backend, run.people, run.quantities, run.columns
        ways: Sequence[Way] = under.once(wanted, lambda: self._ways(under.groups))
        results = run.room(len(prepared), filled=not self._is_one(ways), amounts=np.int64 if self.in_order else AMOUNT)
        results.any_open = False
        for way in ways:
            if way.small is not None:
                self._decide_small(way.small, results)
            if way.large is not None:
                self._decide_large(way.large, results)
        decisions = run.table(lambda: self._ids, lambda: run.codes(self._policies()), results)
        wrong = run.population.wrong
        persons = None
        if run.people:
            rows = [each for each in run.people_rows if not wrong[each[1]]]
            persons = people_table(rows, self._in_table(), self._ids)
        if not wrong.any():
            return decisions, persons
        kept = np.ones(len(prepared), bool)
        kept[self.places[wrong]] = False
        return decisions.filter(pa.array(kept)).combine_chunks(), persons

    @cached_property
    def places(self) -> Any:
        """Give the row of the answer in which each household stands."""
        return np.arange(len(self.population)) if self.in_order else self.population.places

    @property
    def _ids(self) -> Any:
        """Give the ids in the order of the answer."""
        return self.population.own_ids if self.in_order else self.population.ids

    def _is_whole(self, group: Group) -> bool:
        """Tell whether a group has all classes."""
        return group.rows is None or len(group.rows) == len(self.population.classes.first)

    def _policies(self) -> Any:
        """Give the position of each row's policy."""
        prepared, places = self.population, self.run.places
        if len(places.policies) == 1:
            return np.zeros(len(prepared), np.int32)
        own = np.repeat(places.of_row, prepared.classes.count)
        return own if self.in_order else own.take(prepared.ranks)

    def _in_table(self) -> Population:
        """Give the population such that members are found in the rows of their table."""
        rows: Any = _TableRows(self.run.population.people["member"], self.population.rows["member"])
        ids = dict(self.population.person_ids)
        return evolve(self.run.population, people={"member": rows}, person_ids=ids)

    # -- one group ---------------------------------------------------------------------------------------
    def _ways(self, groups: Sequence[Group]) -> list[Way]:
        """Settle how each group is decided, which holds for every run that wants the same."""
        self.run.check_columns()
        return [self._way(group) for group in groups]

    def _way(self, group: Group) -> Way:
        classes = self.population.classes
        numbers = np.arange(len(classes.first)) if group.rows is None else group.rows
        small = classes.are_small[numbers]
        few, others = (Group(group.policies, numbers[each], group.of_row[each]) for each in (small, ~small))
        return Way(self._small(few) if len(few.rows) else None, others if len(others.rows) else None)

    def _small(self, group: Group) -> Small:
        shape = shape_of(self.run.population, group.policies)
        made = self.run.planned(group, shape)
        return Small(group, shape, made.plan, self.job(group, made.plan, shape) if made.fits else None)

    def _is_one(self, ways: Sequence[Way]) -> bool:
        """Tell whether one group has all households; then it fills every column, and zeros would be for nothing."""
        small, large = (ways[0].small, ways[0].large) if len(ways) == 1 else (None, None)
        return small is not None and large is None and self._is_whole(small.group)

    def _rows_of(self, group: Group, only: Any = None) -> Group:
        """Give the households of classes as a group of rows, those without a problem, or some of them."""
        classes, wrong = self.population.classes, self.run.population.wrong
        rows = self._households(group.rows)
        of_row = np.repeat(group.of_row, classes.count[group.rows])
        good = ~wrong[rows] if only is None else only[rows] & ~wrong[rows]
        return Group(group.policies, rows[good], of_row[good])

    def _households(self, numbers: Any) -> Any:
        """Give the households of classes one after another."""
        classes = self.population.classes
        if len(numbers) == len(classes.first):
            return np.arange(len(self.population))
        first, count = classes.first[numbers], classes.count[numbers]
        return np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))

    def _decide_large(self, group: Group, results: Results) -> None:
        """Decide households of rare sizes as those of tables are."""
        rows = self._rows_of(group)
        if len(rows.rows):
            # Few as they are, they are not worth compiling for.
            run = evolve(self.run, backend=chosen(None, len(rows.rows)))
            run.decide_group(rows, results, self.places, nothing)

    def _decide_small(self, small: Small, results: Results) -> None:
        run = self.run
        if small.job is not None:
            opened = self._decide_blocks(small, small.job, results)
        else:
            opened = np.ones(len(self.population), bool)
            results.fill()
        if opened is None or not opened.any():
            return
        rows = self._rows_of(small.group, opened)
        if len(rows.rows):
            results.any_open = True
            places = self.places[rows.rows]
            if small.job is not None:
                run.decide_open(rows, small.shape, results, np.arange(len(rows.rows)), places)
            else:
                run.singly(rows, results).decide(range(len(rows.rows)), places)

    def job(self, group: Group, plan: Plan, shape: Shape) -> Job:
        """Settle how the classes of a group are decided in blocks."""
        run, prepared = self.run, self.population
        words = words_of(run.law.catalogue)
        bounds = StatedBounds(prepared.bounds, self._most(group))
        facts = run.population.facts
        columns = {(entity, name): each for entity, found in facts.items() for name, each in found.items()}
        work: BlockRun | LayerRun
        if run.backend == "compiled":
            households = prepared.classes.households_a_block
            work = BlockRun.of(plan, words, bounds, columns, people=run.people, piece=prepared.classes.piece)
        else:
            households = column_run.HOUSEHOLDS_A_BLOCK
            work = LayerRun.of(plan, words, bounds, columns, people=run.people)
        blocks = blocks_of(prepared.classes, group.rows, group.of_row, households)
        people = len(prepared.orders["member"])
        return Job(plan, work, columns, figures_of(work.figures, shape, group.policies), blocks, len(prepared), people)

    def _decide_blocks(self, small: Small, job: Job, results: Results) -> Any:
        """Decide classes in blocks; give which households are open, None if none can be."""
        outputs, persons = job.decided(self.run.threads)
        if self.run.people:
            self._put_persons(small.group, small.plan, persons, outputs)
        return self.put(small.group, small.plan, outputs, results)

    def _most(self, group: Group) -> dict[Entity, int]:
        """Give how many people at most the households of classes have."""
        found: dict[Entity, int] = {"member": _FEW, "obligor": _FEW}
        for entity, sizes in self.population.classes.sizes.items():
            found[entity] = _FEW if sizes[group.rows].max() <= _FEW else LARGEST_CLASS
        return found

    # -- what was worked out -----------------------------------------------------------------------------
    def put(self, group: Group, plan: Plan, outputs: Sequence[Any], results: Results) -> Any:
        """Put the values where the table has their households; give which are open, None if none can be."""
        whole = self._is_whole(group)
        rows = slice(None) if whole else self._households(group.rows)
        found = [*_values(plan.household, outputs)]
        opened = self._opened(found[0], rows)
        columns = found if whole else [each if isinstance(each, int) else each[rows] for each in found]
        programmes = [each.programme for each in group.policies[0].composed.awards]
        if self.in_order and whole and (opened is None or not opened.any()):
            # Columns to which nobody writes any more can be the answer's own.
            results.take(programmes, found[1:])
            results.scale(plan.quantities)
            return opened
        results.keep_zero(plan, programmes)
        places = rows if self.in_order else self.places[rows]
        target = Target(results, places, opened, columns, results.columns(programmes), plan.household[1:])
        if whole and not self.in_order:
            target.gather(self.population.ranks, self._gather, self.run.threads)
        else:
            target.finish()
        return opened

    def _opened(self, found: Any, rows: Any) -> Any:
        """Tell of every household whether it is open, of those of other classes that it is not; None if none can be."""
        if isinstance(found, int) and not found:
            return None
        opened = np.zeros(len(self.population), bool)
        opened[rows] = found if isinstance(found, int) else found[rows]
        return opened

    @property
    def _gather(self) -> Any:
        """Give what puts columns in the order of the table."""
        if self.run.backend == "numpy":
            return gather
        from dibao.batch.compiled import gathering

        return gathering.gather

    def _put_persons(self, group: Group, plan: Plan, persons: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Keep the awards to persons of the households that are settled."""
        opened = next(iter(_values([plan.open], outputs)))
        if isinstance(opened, int) and opened:
            return
        awards = group.policies[0].composed.awards
        for award, amounts in zip(awards, _values(plan.persons, persons), strict=True):
            for person in self._persons(group) if isinstance(amounts, int) and amounts else np.flatnonzero(amounts):
                household, number = self._whose(int(person))
                if isinstance(opened, int) or not opened[household]:
                    amount = int(amounts if isinstance(amounts, int) else amounts[person])
                    place = int(self.places[household])
                    self.run.people_rows.append((place, household, number, award.programme, amount, award.kind))

    def _persons(self, group: Group) -> Any:
        """Give every member of the classes of a group."""
        grouping = self.run.population.people["member"]
        return np.concatenate([grouping.rows(int(row)) for row in self._households(group.rows)])

    def _whose(self, person: int) -> tuple[int, int]:
        """Give the household of a member, and which of its members that is."""
        classes, bases = self.population.classes, self.population.member_bases
        number = int(np.searchsorted(bases, person, "right")) - 1
        position, offset = divmod(person - int(bases[number]), int(classes.count[number]))
        return int(classes.first[number]) + offset, position


def _values(nodes: Sequence[Any], columns: Iterable[Any]) -> Iterable[Any]:
    """Give the column of each value, or the number that it always is."""
    filled = iter(columns)
    for node in nodes:
        yield next(filled) if node.op != "const" else int(node.constant)
