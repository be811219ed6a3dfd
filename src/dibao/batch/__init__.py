"""Decide many households at once: tables in, a table out.

It needs `dibao[batch]`; `dibao[fast]` compiles the work for large tables.
"""

from dibao.batch.ages import NEVER
from dibao.batch.answer import Answer
from dibao.batch.assess import assess_tables
from dibao.batch.from_households import Tables, tables_of
from dibao.batch.one_by_one import household_of
from dibao.batch.prepared.assess import assess_prepared
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.prepared.preparing import prepare
from dibao.batch.prepared.storage import open_population
from dibao.batch.problems import TableError, TableProblem
from dibao.batch.reading import Population, read_tables

__all__ = [
    "NEVER",
    "Answer",
    "Population",
    "PreparedPopulation",
    "TableError",
    "TableProblem",
    "Tables",
    "assess_prepared",
    "assess_tables",
    "household_of",
    "open_population",
    "prepare",
    "read_tables",
    "tables_of",
]
