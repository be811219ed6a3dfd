"""Settle which engines are measured on many households, and how far each goes."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

import pyarrow as pa
from attrs import frozen
from benchmarks.many.oracle import Results


class Contender(Protocol):
    """What a worker does with an engine; only `run` is timed."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Do what comes before the clock starts."""

    def run(self) -> Any:
        """Decide all households."""


@frozen
class Entry:
    """One engine: where its class is, how many households it takes at most, on which numbers of threads."""

    name: str
    where: str
    most: int = 5_000_000
    threads: Sequence[int] = (1, 2)
    note: str = ""
    package: str = ""

    def load(self) -> Contender:
        """Import the engine's class and make one.

        Raises:
            ImportError: it is not installed.
        """
        module, name = self.where.split(":")
        made: Contender = getattr(import_module(f"benchmarks.many.{module}"), name)()
        return made


READING = "reading the same bytes"
ARITHMETIC = "arithmetic near at hand"
NEAR = "dibao[fast], its loops over few households again and again"
PYTHON = "plain Python, dicts ready"
OPENFISCA = "OpenFisca-Core, build + calculate"
OPENFISCA_ONLY = "OpenFisca-Core, calculate only"
FAST = "dibao[fast], tables to table"
PLAIN = "dibao without compilation, tables to table"
HONGJIANG = "dibao[fast], Hongjiang's full policy"
HONGJIANG_MISSING = "dibao[fast], Hongjiang's full policy, figures not given"
HONGJIANG_OPEN = "dibao[fast], Hongjiang's full policy, 3 in 100 rows open"
PREPARED = "dibao[fast], prepared population"
READING_PREPARED = "reading the prepared population's columns"
READING_PIECES = "reading those columns without pieces of zeros"

ENTRIES: Mapping[str, Entry] = {
    each.name: each
    for each in (
        Entry(READING, "reading:Tables", note="the streaming limit: every column that the policy reads, summed"),
        Entry(ARITHMETIC, "arithmetic:Arithmetic", note="what a second thread gains at most: nothing is read"),
        Entry(NEAR, "near:NearLoops", note="what a second thread gains these loops at most: few bytes are read"),
        Entry(FAST, "with_dibao:DibaoCompiled", note="table of 20 columns out, with grades"),
        Entry(PLAIN, "with_dibao:DibaoNumPy", note="table of 20 columns out, with grades"),
        Entry(PREPARED, "with_prepared:Prepared", note="the peers' results out, in six columns"),
        Entry(f"{PREPARED}, all columns", "with_prepared:PreparedColumns", note="20 columns out, with grades"),
        Entry(
            READING_PREPARED, "reading:PreparedColumns", note="the streaming limit: every column that the policy reads"
        ),
        Entry(READING_PIECES, "reading:PreparedPieces", note="the bytes of them that the loops read"),
        Entry(f"{PREPARED}, to a table", "with_prepared:PreparedTable", note="table of 20 columns out, with grades"),
        Entry("dibao without compilation, prepared population, to a table", "with_prepared:PreparedNumPy"),
        Entry(OPENFISCA, "with_openfisca:BuildAndCalculate", 2_000_000, (1,), "five arrays out", "OpenFisca-Core"),
        Entry(OPENFISCA_ONLY, "with_openfisca:CalculateOnly", 2_000_000, (1,), "five arrays out", "OpenFisca-Core"),
        Entry("Polars, gather", "with_polars:Polars", note="five arrays out", package="polars"),
        Entry("DuckDB, join", "with_duckdb:DuckDB", note="five arrays out", package="duckdb"),
        Entry("NumPy, whole columns", "with_numpy:WholeColumns", threads=(1,), note="five arrays out"),
        Entry("NumPy, in pieces", "with_numpy:Pieces", note="five arrays out"),
        Entry(PYTHON, "with_python:PlainPython", 200_000, (1,), "one by one"),
        Entry(
            HONGJIANG, "with_hongjiang:HongjiangGiven", note="its own facts, 40 of them, all stated; 6 figures invented"
        ),
        Entry(
            HONGJIANG_MISSING, "with_hongjiang:HongjiangStated", note="the same with the figures that documents give"
        ),
        Entry(HONGJIANG_OPEN, "with_hongjiang:Hongjiang", note="the same with findings not made, too"),
    )
}


def results_of(engine: Contender, found: Any) -> Results:
    """Give the five results of what an engine gave."""
    read = getattr(engine, "results", None)
    told: Results = read(found) if read else found
    return told
