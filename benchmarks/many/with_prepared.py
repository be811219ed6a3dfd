"""The reference policy by dibao on a prepared population: decided again and again, and its bytes read."""

from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.many.oracle import Results
from benchmarks.many.with_dibao import Dibao
from tests.fixtures.shili.households import ON

from dibao.batch import assess_prepared, prepare
from dibao.batch.assess import Run
from dibao.batch.groups import Group, Places
from dibao.batch.prepared.deciding import PreparedRun
from dibao.batch.run import CHUNK
from dibao.batch.shape import shape_of


class PreparedTable(Dibao):
    """A prepared population in, a table out, in the order of the table that it was made of."""

    backend = "compiled"

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Check the tables, and lay their households out."""
        super().prepare(households, members, threads)
        self.population = prepare(self.policy, households, members)

    def run(self) -> pa.Table:
        """Decide the population."""
        found = assess_prepared(
            self.policy, self.population, on=ON, backend=self.backend, threads=self.threads
        )  # fmt: skip
        return found.decisions


class PreparedNumPy(PreparedTable):
    """The same without compilation."""

    backend = "numpy"


class Prepared(PreparedTable):
    """What is decided, as columns in the order of the population: what others give when they only calculate."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Settle all that holds for every run, too."""
        super().prepare(households, members, threads)
        bound, _ = self.population.bound(self.policy.catalogue, ON)
        count = len(self.population.classes.first)
        places = Places([self.policy], np.zeros(len(self.population), np.int64))
        run = Run(self.policy, bound, places, ON, (), False, CHUNK, threads, self.backend)
        self.group = Group([self.policy], np.arange(count), np.zeros(count, np.int64))
        shape = shape_of(bound, [self.policy])
        self.prepared = PreparedRun(self.population, run)
        self.job = self.prepared.job(self.group, run.planned(self.group, shape).plan, shape)

    def run(self) -> list[Any]:
        """Decide the population."""
        return self.job.decided(self.threads)[0]

    def results(self, found: Any) -> Results:
        """Put these very columns into a table, and read that."""
        run = self.prepared.run
        results = run.room(len(self.population))
        self.prepared.put(self.group, self.job.plan, found, results)
        codes = pa.array(["990000"] * len(self.population)).dictionary_encode()
        return super().results(run.table(self.population.ids, codes, results))
