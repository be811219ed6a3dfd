"""Hongjiang's whole policy by dibao, from Arrow tables with all that it asks."""

from datetime import date

import pyarrow as pa

from dibao import Engine
from dibao.batch import assess_tables

ON = date(2024, 3, 1)
CODE = "431281"


class Hongjiang:
    """Tables in, a table out, under real law."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Make up as many households of Hongjiang as there are of Shili, and compose the policy."""
        from dibao.batch.synth import Place, national_population

        places = [Place(CODE, 70000, 45000)]
        made = national_population(households.num_rows, 1, ON, places)
        self.tables, self.threads = [*(each.combine_chunks() for each in made.tables()), made.obligors], threads
        self.policy = Engine().policy(CODE, ON)

    def run(self) -> pa.Table:
        """Decide the tables."""
        return assess_tables(self.policy, *self.tables, on=ON, threads=self.threads, backend="compiled").decisions
