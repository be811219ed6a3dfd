"""Decide the households of tables, each under the policy of its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.policy import SEMANTICS, Policy
from dibao.batch.answer import Answer, Results, decisions_table, empty_results, people_table
from dibao.batch.legend import ReasonBit, reason_bits, reasons_of
from dibao.batch.one_by_one import household_of
from dibao.batch.problems import Problems, TableError, rejects_table
from dibao.batch.reading import Population, read_tables
from dibao.errors import DibaoError
from dibao.law.documents import GRADES
from dibao.symbols.amounts import Money
from dibao.symbols.units import MONTHS_A_YEAR

ON_PROBLEM = ("raise", "reject")


def assess_tables(
    law: Engine | Policy, households: Any, members: Any, obligors: Any = None, *,
    on: date, money_unit: str | None = None, quantities: Sequence[str] = (), people: bool = False,
    on_problem: str = "raise", backend: str | None = None, threads: int = 1,
) -> Answer:  # fmt: skip
    """Decide every household of tables.

    Args:
        law: an engine, which takes each row's jurisdiction, or one policy for all rows.
        households: a table with one row a household; anything with the Arrow interface.
        members: a table with one row a member, whose `household` is an id of the first table.
        obligors: a table with one row a relative who lives apart; None if nobody asked.
        on: the day of the decision.
        money_unit: what whole numbers of money count, "yuan" or "fen"; decimals are yuan.
        quantities: household quantities to give beside the outcome, such as "household.need".
        people: whether awards to persons are wanted one by one.
        on_problem: "raise" refuses the tables, "reject" leaves the wrong households out.
        backend: "numpy" or "numba"; None chooses by the size of the work.
        threads: how many threads may work.

    Raises:
        TableError: everything that is wrong with the tables.
    """
    if on_problem not in ON_PROBLEM:
        raise DibaoError(f"on_problem is {on_problem!r}; expected 'raise' or 'reject'")
    catalogue = law.catalogue
    population, problems = read_tables(
        households, members, obligors, on=on, catalogue=catalogue, money_unit=money_unit
    )  # fmt: skip
    run = _Run(law, population, on, tuple(quantities), people)
    run.choose_policies(problems)
    if problems.found and (on_problem == "raise" or problems.of_columns):
        raise TableError(problems.found)
    decisions = run.decide()
    return Answer(decisions, people_table(run.people_rows) if people else None, rejects_table(problems.found))


@define
class _Run:
    """One run over a population."""

    law: Engine | Policy
    population: Population
    on: date
    quantities: tuple[str, ...]
    people: bool
    policies: list[Policy] = field(factory=list)
    policy_of: Any = None
    people_rows: list[Any] = field(factory=list)
    bits: tuple[ReasonBit, ...] = ()

    def choose_policies(self, problems: Problems) -> None:
        """Find the policy of every row; report the places that have none."""
        given = self.population.jurisdictions
        if isinstance(self.law, Policy):
            self._one_policy(self.law, problems)
            return
        if given is None:
            problems.column("households", "jurisdiction", "is missing; an engine needs each household's code.")
            return
        codes = given.indices.fill_null(0).to_numpy(zero_copy_only=False)
        used = np.unique(codes[~self.population.wrong])
        places = np.full(len(given.dictionary) + 1, -1)
        for code in used:
            try:
                self.policies.append(self.law.policy(given.dictionary[int(code)].as_py(), self.on))
                places[code] = len(self.policies) - 1
            except DibaoError as error:
                rows = np.flatnonzero((codes == code) & ~self.population.wrong)
                place, sentence = given.dictionary[int(code)].as_py(), str(error)
                problems.rows("households", "jurisdiction", rows, lambda _, p=place, s=sentence: (p, s))  # type: ignore[misc]
        self.policy_of = places[codes]
        self.population.wrong[self.policy_of < 0] = True

    def _one_policy(self, policy: Policy, problems: Problems) -> None:
        self.policies = [policy]
        self.policy_of = np.zeros(len(self.population), np.int64)
        given = self.population.jurisdictions
        if given is None:
            return
        same = np.array([each == policy.code for each in given.dictionary.to_pylist()] + [False])
        rows = np.flatnonzero(
            ~same[given.indices.fill_null(-1).to_numpy(zero_copy_only=False)] & ~self.population.wrong
        )
        sentence = f"is elsewhere; this policy decides for {policy.code}. Use Engine.assess_table."
        problems.rows("households", "jurisdiction", rows, lambda row: (str(given[row]), sentence))
        self.population.wrong[rows] = True

    def decide(self) -> pa.Table:
        """Decide every row that has no problem."""
        rows = np.flatnonzero(~self.population.wrong)
        ladder = self.law.ladder
        statuses = [*(each.name for each in ladder.statuses), ladder.otherwise.name, ladder.undetermined.name]
        awards = {each.programme: each for policy in self.policies for each in policy.composed.awards}
        results = empty_results(len(rows), tuple(awards), self.quantities)
        bits: dict[str, ReasonBit] = {b.name: b for policy in self.policies for b in reason_bits(policy)}
        legend = list(bits)
        for place, row in enumerate(rows):
            policy = self.policies[self.policy_of[row]]
            decision = policy.assess(household_of(self.population, int(row), policy.code, self.on))
            self._put(results, place, int(row), decision, statuses, legend)
        codes = pa.array([each.code for each in self.policies], pa.string())
        places = pa.DictionaryArray.from_arrays(pa.array(self.policy_of[rows], pa.int32()), codes)
        quantities = {path: _quantity_array(values) for path, values in results.quantities.items()}
        metadata = {
            "on": self.on.isoformat(),
            "semantics": SEMANTICS,
            "policies": {each.code: each.fingerprint for each in self.policies},
            "reasons": [
                {"bit": n, "test": b.name, "title": b.title, "english": b.english} for n, b in enumerate(bits.values())
            ],
        }
        ids = self.population.ids.take(pa.array(rows)) if len(rows) < len(self.population) else self.population.ids
        return decisions_table(ids, places, results, statuses, list(awards.values()), quantities, metadata)

    def _put(
        self, results: Results, place: int, row: int, decision: Decision, statuses: Sequence[str], legend: list[str]
    ) -> None:
        """Put one decision into the columns."""
        results.status[place] = statuses.index(decision.status)
        results.grade[place] = GRADES.index(decision.grade)
        own = reason_bits(decision.policy)
        found = reasons_of(decision, own)
        results.reasons[place] = sum(1 << legend.index(bit.name) for n, bit in enumerate(own) if found >> n & 1)
        for name, amount in (("dibao", decision.dibao_monthly), ("total", decision.total_monthly)):
            if amount is None:
                getattr(results, f"open_{name}")[place] = True
            else:
                getattr(results, name)[place] = int(amount.amount) // MONTHS_A_YEAR
        opening = decision._opening
        if opening is not None:
            results.missing[place] = [each.path for each in decision.questions]
        self._put_awards(results, place, row, decision)
        for path in self.quantities:
            results.quantities[path][place] = decision.quantity(path)

    def _put_awards(self, results: Results, place: int, row: int, decision: Decision) -> None:
        for given in decision._given:
            amount = given.monthly if given.kind == "monthly" else given.once
            is_open = given.granted is None if given.kind == "service" else amount is None
            if is_open:
                results.open_awards[given.programme][place] = True
                continue
            fen = 1 if amount is None else int(amount.amount) // (MONTHS_A_YEAR if given.kind == "monthly" else 1)
            results.awards[given.programme][place] += fen
            if self.people and given.to != "household":
                person = self.population.people["member"].rows(row)[decision.position_of(given.to)]
                self.people_rows.append(
                    (self.population.ids[row].as_py(), int(person), given.to, given.programme, fen, given.kind)
                )


def _quantity_array(values: Sequence[Any]) -> Any:
    known = [each for each in values if each is not None]
    if known and isinstance(known[0], Money):
        # A yearly amount need not be whole fen a month, so it is given per year.
        return pa.array([None if each is None else int(each.amount) for each in values], pa.int64())
    return pa.array(values)
