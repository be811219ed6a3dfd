"""The reference policy written by hand in SQL, run by DuckDB."""

import duckdb
import pyarrow as pa
from benchmarks.many.oracle import RESULTS, Results

QUERY = """
with home as (
    select *, case when area = 'urban' then 70000::bigint else 45000::bigint end as standard from households
), person as (
    select
        m.household, m."age_years" as age, m."disability.grade" as grade, home.standard,
        m.recognised_major_illness as ill, m.employed, m."income.wage"::bigint as wage,
        not (m.in_prison or m.active_conscript) as counts,
        m."income.wage"::bigint + m."income.business" + m."income.property"
            + greatest(m."income.other_transfer"::bigint - m."shili.excluded_transfer", 0) as own,
        m."expense.medical"::bigint + m."expense.education" + m."expense.disability" as spent,
        m."disability.grade" in (1, 2) as severe,
        m."disability.grade" = 3 and m."disability.kind" in ('intellectual', 'mental') as third
    from members m join home on home.id = m.household
), summed as (
    select
        household,
        count(*) filter (counts) as size,
        coalesce(sum(own - case when employed then least(wage, standard // 5) else 0 end) filter (counts), 0)::bigint
            as gross,
        coalesce(sum(spent) filter (counts), 0)::bigint as spent,
        count(*) filter (counts and (age >= 70 or age < 18 or severe or ill)) as hardship,
        coalesce(sum(greatest(standard - own, 0)) filter (counts and (severe or third or ill)), 0)::bigint as alone,
        count(*) filter (severe) as severe,
        count(*) filter (grade >= 1) as disabled
    from person group by household
), measured as (
    select
        home.*, summed.*, standard * size as need,
        greatest(gross, 0) - least(spent, greatest(gross, 0) // 2) as income
    from home join summed on home.id = summed.household
), tested as (
    select
        *,
        (income >= need)::bigint + 2 * ("property.savings" > 24 * need)::bigint
            + 4 * ("property.vehicles" > 0)::bigint + 8 * ("property.houses" > 2)::bigint as reasons
    from measured
), ranked as (
    select
        *,
        case
            when reasons = 0 then 1
            when reasons < 2 and 2 * income < 3 * need
                then case when "prior.on_dibao" and "prior.grace_months_used" < 6 then 2 else 3 end
            else 0
        end::bigint as status
    from tested
)
select
    status,
    case status
        when 1 then greatest((need - income + 99) // 100 * 100, 5000) + standard // 5 * hardship
        when 2 then "prior.amount"
        else 0
    end::bigint as dibao,
    case when status = 3 then alone else 0 end::bigint as single,
    9000 * (severe + case when status = 1 then disabled else 0 end)::bigint as allowances,
    reasons
from ranked order by id
"""


class DuckDB:
    """DuckDB over the Arrow tables."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Open a database in memory that sees the tables."""
        self.connection = duckdb.connect(config={"threads": threads})
        self.connection.register("households", households)
        self.connection.register("members", members)

    def run(self) -> Results:
        """Run the query."""
        found = self.connection.execute(QUERY).fetchnumpy()
        return {name: found[name] for name in RESULTS}
