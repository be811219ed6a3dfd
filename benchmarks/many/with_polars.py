"""The reference policy written by hand in Polars expressions."""

import numpy as np
import polars as pl
import pyarrow as pa
from benchmarks.many.oracle import RESULTS, Results

SEVERE = pl.col("disability.grade").is_in([1, 2])
ILL = pl.col("recognised_major_illness")
COUNTS = ~(pl.col("in_prison") | pl.col("active_conscript"))
NEED, INCOME, STANDARD = pl.col("need"), pl.col("income"), pl.col("standard")


def _wide(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64)


def members_of(members: pl.LazyFrame) -> pl.LazyFrame:
    """Give the sums that a household needs of its members; the standard is gathered into `standard`."""
    transfer = (_wide("income.other_transfer") - _wide("shili.excluded_transfer")).clip(lower_bound=0)
    own = _wide("income.wage") + _wide("income.business") + _wide("income.property") + transfer
    cost = pl.when("employed").then(pl.min_horizontal(_wide("income.wage"), STANDARD // 5)).otherwise(0)
    spent = _wide("expense.medical") + _wide("expense.education") + _wide("expense.disability")
    age, grade = pl.col("age_years"), pl.col("disability.grade")
    third = (grade == 3) & pl.col("disability.kind").is_in(["intellectual", "mental"])
    alone = (STANDARD - pl.col("own")).clip(lower_bound=0)
    return (
        members.with_columns(own.alias("own"), COUNTS.alias("counts"))
        .select(
            "household",
            "counts",
            pl.when("counts").then(pl.col("own") - cost).otherwise(0).alias("gross"),
            pl.when("counts").then(spent).otherwise(0).alias("spent"),
            (pl.col("counts") & ((age >= 70) | (age < 18) | SEVERE | ILL)).alias("hardship"),
            pl.when(pl.col("counts") & (SEVERE | third | ILL)).then(alone).otherwise(0).alias("alone"),
            SEVERE.alias("severe"),
            (grade >= 1).alias("disabled"),
        )
        .group_by("household", maintain_order=True)
        .agg(pl.all().sum())
    )


def decided(joined: pl.LazyFrame) -> pl.LazyFrame:
    """Decide households that hold their members' sums."""
    gross = pl.col("gross").clip(lower_bound=0)
    reasons = (
        (INCOME >= NEED).cast(pl.Int64)
        + 2 * (pl.col("property.savings") > 24 * NEED).cast(pl.Int64)
        + 4 * (pl.col("property.vehicles") > 0).cast(pl.Int64)
        + 8 * (pl.col("property.houses") > 2).cast(pl.Int64)
    )
    near = (pl.col("reasons") < 2) & (2 * INCOME < 3 * NEED)
    fades = pl.col("prior.on_dibao") & (pl.col("prior.grace_months_used") < 6)
    status = pl.when(pl.col("reasons") == 0).then(1).when(near & fades).then(2).when(near).then(3).otherwise(0)
    gap = pl.max_horizontal((NEED - INCOME + 99) // 100 * 100, pl.lit(5000, dtype=pl.Int64))
    paid = gap + STANDARD // 5 * pl.col("hardship").cast(pl.Int64)
    on_dibao, fading = pl.col("status") == 1, pl.col("status") == 2
    of_disabled = pl.when(on_dibao).then(pl.col("disabled").cast(pl.Int64)).otherwise(0)
    return (
        joined.with_columns((STANDARD * pl.col("counts").cast(pl.Int64)).alias("need"))
        .with_columns((gross - pl.min_horizontal(pl.col("spent"), gross // 2)).alias("income"))
        .with_columns(reasons.alias("reasons"))
        .with_columns(status.cast(pl.Int64).alias("status"))
        .select(
            "status",
            pl.when(on_dibao).then(paid).when(fading).then(_wide("prior.amount")).otherwise(0).alias("dibao"),
            pl.when(pl.col("status") == 3).then(pl.col("alone")).otherwise(0).alias("single"),
            (9000 * (pl.col("severe").cast(pl.Int64) + of_disabled)).alias("allowances"),
            "reasons",
        )
    )


class Polars:
    """Polars from the Arrow tables; it has its own threads."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Keep the tables; the worker limits the threads before Polars is loaded."""
        self.tables = households, members

    def run(self) -> Results:
        """Gather the standards, sum the members, decide."""
        households, members = (pl.from_arrow(each) for each in self.tables)
        assert isinstance(households, pl.DataFrame)
        assert isinstance(members, pl.DataFrame)
        standards = households.select(
            pl.when(pl.col("area") == "urban").then(70000).otherwise(45000).cast(pl.Int64).alias("standard")
        )["standard"]
        of_members = members.lazy().with_columns(standards.gather(members["household"]).alias("standard"))
        sums = members_of(of_members).collect()
        joined = pl.concat([households.with_columns(standards), sums.drop("household")], how="horizontal")
        found = decided(joined.lazy()).collect()
        return {name: np.asarray(found[name].to_numpy()) for name in RESULTS}
