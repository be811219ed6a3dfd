"""The reference policy by dibao on a prepared population, which is decided again and again."""

import pyarrow as pa
from benchmarks.many.oracle import Results
from benchmarks.many.with_dibao import ALLOWANCES, SINGLE, Dibao
from tests.fixtures.shili.households import ON

from dibao.batch import assess_prepared, prepare

RESULTS = ("status", "dibao_monthly", *SINGLE, *ALLOWANCES, "reasons")
"""The columns that have what the peers give."""


class PreparedTable(Dibao):
    """A prepared population in, a table out, in the order of the table that it was made of."""

    backend = "compiled"

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Check the tables, and lay their households out."""
        super().prepare(households, members, threads)
        self.population = prepare(self.policy, households, members)

    def run(self) -> pa.Table:
        """Decide the population."""
        return assess_prepared(
            self.policy, self.population, on=ON, backend=self.backend, threads=self.threads
        ).decisions  # fmt: skip


class PreparedNumPy(PreparedTable):
    """The same without compilation."""

    backend = "numpy"


class PreparedColumns(PreparedTable):
    """All columns in the order of the population, amounts in whole fen."""

    columns: tuple[str, ...] | None = None

    def run(self) -> pa.Table:
        """Decide the population."""
        return assess_prepared(
            self.policy, self.population, on=ON, backend=self.backend, threads=self.threads, order="population",
            columns=self.columns,
        ).decisions  # fmt: skip

    def results(self, found: pa.Table) -> Results:
        """Read the five results from the decisions, in the order of the table."""
        own = super().results(found)
        return {name: values[self.population.ranks] for name, values in own.items()}


class Prepared(PreparedColumns):
    """What the peers give when they only calculate."""

    columns = RESULTS
