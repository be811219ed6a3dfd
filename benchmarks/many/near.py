"""Decide the same few households again and again: what a second thread gains where hardly anything is read."""

import itertools

import pyarrow as pa
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine, Policy
from dibao.batch.assess import Run, words_of
from dibao.batch.compiled.crew import done
from dibao.batch.compiled.run import Job, LoopRun
from dibao.batch.compiled.tasks import together
from dibao.batch.groups import good_rows, groups_of, places_of
from dibao.batch.reading import read_tables
from dibao.batch.results import Target
from dibao.batch.rows import rows_of
from dibao.batch.run import CHUNK, figures_of
from dibao.batch.shape import shape_of
from dibao.batch.synth import shili_population

ROWS, COPIES = 8192, 3


class NearLoops:
    """The loops alone, without what Python does around them; what they write goes to memory as it always does."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Make few households several times, and a task for each time that they are decided."""
        policy, self.threads = Engine(plugins=[plugin]).policy("990000", ON), threads
        # Tasks that follow each other write elsewhere, so that hardly ever two threads share a line of memory.
        self.jobs = [job_on(policy, *shili_population(ROWS).tables()) for _ in range(COPIES * threads)]
        each = [job.tasks(True, [range(ROWS)]) for job in self.jobs]
        self.room, rounds = max(room for _, room in each), -(-households.num_rows // ROWS)
        self.tasks = together([tasks for _, (tasks, _) in zip(range(rounds), itertools.cycle(each), strict=False)])

    def run(self) -> int:
        """Decide about as many households as there are; give how often."""
        given = done(self.tasks, self.threads, self.room)
        assert not any(given)
        return len(given)


def job_on(policy: Policy, households: pa.Table, members: pa.Table) -> Job:
    """Give what the loops over tables work on, with what they fill."""
    population, problems = read_tables(households, members, on=ON, catalogue=policy.catalogue, checked=False)
    places = places_of(policy, population, ON, problems)
    [group] = groups_of(places, good_rows(population))
    run = Run(policy, population, places, ON, (), False, CHUNK, 1, "compiled")
    shape = shape_of(population, group.policies)
    plan = run.planned(group, shape).plan
    loops = LoopRun.of(plan, words_of(policy.catalogue), figures_vary=False, people=False)
    results = run.room(len(population), filled=False)
    target = Target.of(results, plan, [*run.awards], len(population), None)
    figures = figures_of(loops.figures, shape, group.policies)
    return loops.job(rows_of(population, loops.names), figures, group.of_row, target.columns)
