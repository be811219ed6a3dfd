"""Hongjiang's whole policy by dibao, from Arrow tables with all that it asks."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dibao import Engine
from dibao.batch import assess_tables

ON = date(2024, 3, 1)
CODE = "431281"
OFFICE = Path(__file__).with_name("office.toml")
"""Invented figures where no document gives any."""


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


class HongjiangStated(Hongjiang):
    """The same where families and officers leave nothing unknown; only figures are missing that no document gives."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """State whatever may be asked for, as most families would."""
        super().prepare(households, members, threads)
        homes, people, obligors = self.tables
        homes = _told(homes, ["findings.property_within_limits"], said=True)
        helped = [f"needs_help.{each.key}" for each in self.policy.catalogue.of("member") if each.place == "needs_help"]
        self.tables = [homes, _told(people, ["findings.tekun_counts", *helped], said=False), obligors]


class HongjiangGiven(HongjiangStated):
    """The same where an office has given those figures, too, so that nothing is open."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Take the figures of an invented office."""
        super().prepare(households, members, threads)
        self.policy = Engine(figures=OFFICE).policy(CODE, ON)


def _told(table: pa.Table, names: list[str], *, said: bool) -> pa.Table:
    """Give a table in which some flags are what is said wherever they are unknown."""
    for name in names:
        place = table.column_names.index(name) if name in table.column_names else None
        if place is None:
            table = table.append_column(name, pa.array([said] * table.num_rows))
        else:
            table = table.set_column(place, name, pc.fill_null(table.column(name), said))
    return table.combine_chunks()
