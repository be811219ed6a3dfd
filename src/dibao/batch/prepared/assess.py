"""Decide a prepared population, each household under the policy of its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.batch.answer import Answer
from dibao.batch.assess import ON_PROBLEM, Run
from dibao.batch.backends import check_backend, chosen
from dibao.batch.prepared.deciding import PreparedRun
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.prepared.under_law import under_law
from dibao.batch.problems import Problems, TableError, rejects_table
from dibao.batch.run import CHUNK
from dibao.batch.wanted import names_given
from dibao.errors import DibaoError

ORDERS = ("table", "population")


def assess_prepared(
    law: Engine | Policy, population: PreparedPopulation, *,
    on: date, quantities: Sequence[str] = (), columns: Sequence[str] | None = None, order: str = "table",
    people: bool = False, on_problem: str = "raise", backend: str | None = None, threads: int = 1,
) -> Answer:  # fmt: skip
    """Decide every household of a prepared population, as the tables that it was made of would be.

    In the population's own order nothing is moved: amounts are whole numbers of fen there, as narrow
    as they come, which is the fastest form for whoever adds up or compares.

    Args:
        law: an engine, which takes each household's jurisdiction, or one policy for all.
        population: what `prepare` or `open_population` gave.
        on: the day of the decision.
        quantities: household quantities to give beside the outcome, such as "household.need".
        columns: the columns of decisions that are wanted, in their order; None wants all of them.
        order: "table" gives rows and amounts as the answer to the tables would, "population" as they lie.
        people: whether awards to persons are wanted one by one.
        on_problem: "raise" refuses what cannot be on this day, "reject" leaves those households out.
        backend: "numpy" or "compiled"; None chooses by the size of the work.
        threads: how many threads may work.

    Raises:
        TableError: households that cannot be decided on this day, or by this law.
        DibaoError: the law means something else by a fact, or an option is none that there is.
    """
    if order not in ORDERS:
        raise DibaoError(f"order is {order!r}; expected 'table' or 'population'")
    if on_problem not in ON_PROBLEM:
        raise DibaoError(f"on_problem is {on_problem!r}; expected 'raise' or 'reject'")
    check_backend(backend)
    asked, wanted = names_given("quantities", quantities), None if columns is None else names_given("columns", columns)
    if isinstance(law, Policy) and law.on != on:
        raise DibaoError(f"the policy decides on {law.on}, not on {on}; ask the engine for one of that day")
    under = under_law(law, population, on)
    problems = under.problems
    if problems.found and (on_problem == "raise" or problems.of_columns):
        raise TableError(problems.found)
    backend = chosen(backend, len(population))
    run = Run(law, under.population, under.places, on, asked, people, CHUNK, threads, backend, wanted)
    decisions, persons = PreparedRun(population, run, in_order=order == "population").decide(under)
    return Answer(decisions, persons, _rejects(population.rejects, problems))


def _rejects(before: pa.Table, problems: Problems) -> pa.Table:
    """Give what was rejected when the population was prepared, and what is now."""
    return pa.concat_tables([before, rejects_table(problems.found)]).combine_chunks() if problems.found else before
