"""Compare two laws on tables of households."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dibao.assess.engine import Engine
from dibao.assess.ladder import Award
from dibao.assess.policy import Policy
from dibao.batch.assess import assess_tables
from dibao.batch.compare.comparison import Comparison
from dibao.batch.compare.reform import Reform, reformed
from dibao.batch.compare.tally import Households, sizes_of, tally, words_of
from dibao.errors import DibaoError, InputError, Problem


def compare(
    baseline: Engine | Policy,
    reform: Reform | Policy,
    households: Any,
    members: Any,
    obligors: Any = None,
    *,
    on: date | None = None,
    **options: Any,
) -> Comparison:
    """Decide the same households under two laws.

    Args:
        baseline: the law as it is; it is not changed.
        reform: figures, a TOML file of them or a plug-in to lay over the baseline; or an
            engine or a policy to take as it is.
        households: tables as `assess_tables` takes them, with `members` and `obligors`.
        members: the members.
        obligors: relatives who live apart, if anybody asked.
        on: the day on which both decide; a policy has its own.
        options: `money_unit`, `backend` and `threads` of `assess_tables`.

    Raises:
        InputError: everything that is wrong with the reform, the day or the tables.
    """
    day, after = _laws(baseline, reform, on)
    tables = tuple(None if each is None else pa.table(each) for each in (households, members, obligors))
    codes = _codes(baseline, tables[0])
    check_reform(baseline, after, codes, day)
    old, new = (assess_tables(law, *tables, on=day, **options).decisions for law in (baseline, after))
    grouped = Households(
        area=_area(tables[0]), jurisdiction=words_of(old["jurisdiction"]), size=sizes_of(_sizes(tables[0], tables[1]))
    )
    same = is_same_law(baseline, after, codes, day)
    return tally(old, new, grouped, awards_of((baseline, after), codes, day), day, same_law=same)


def _laws(baseline: Engine | Policy, reform: Reform | Policy, on: date | None) -> tuple[date, Engine | Policy]:
    days = {each.on for each in (baseline, reform) if isinstance(each, Policy)} | ({on} if on is not None else set())
    if len(days) != 1:
        named = " and ".join(str(each) for each in sorted(days)) or "none"
        raise InputError([Problem("on", f"is {named}; expected one day for both laws. Name one with on=.")])
    if isinstance(reform, Policy):
        return days.pop(), reform
    if isinstance(baseline, Policy):
        if not isinstance(reform, Engine):
            raise DibaoError("a policy cannot be reformed by figures or a plug-in; hand in its engine as the baseline")
        return days.pop(), reform
    return days.pop(), reformed(baseline, reform)


def policies_of(law: Engine | Policy, codes: Iterable[str], on: date) -> Mapping[str, Policy]:
    """Give the policies of places; a place that has none is left out."""
    if isinstance(law, Policy):
        return {law.code: law}
    found = {}
    for code in codes:
        try:
            found[code] = law.policy(code, on)
        except DibaoError:
            continue  # its rows are refused with the sentence when they are decided
    return found


def check_reform(before: Engine | Policy, after: Engine | Policy, codes: Iterable[str], on: date) -> None:
    """Refuse a reform that leaves a place without a policy, once and not for every row.

    Raises:
        DibaoError: what the reform's rules contradict, or lack.
    """
    if isinstance(after, Engine):
        for code in policies_of(before, codes, on):
            after.policy(code, on)


def _codes(baseline: Engine | Policy, households: pa.Table) -> list[str]:
    if isinstance(baseline, Policy):
        return [baseline.code]
    if "jurisdiction" not in households.column_names:
        return []  # the decision says that the column is missing
    return sorted(str(each) for each in pc.unique(households["jurisdiction"]).to_pylist() if each is not None)


def is_same_law(before: Engine | Policy, after: Engine | Policy, codes: Iterable[str], on: date) -> bool:
    """Tell whether rules and figures are the same at all places."""
    places = tuple(codes)
    prints = (
        {code: each.fingerprint for code, each in policies_of(law, places, on).items()} for law in (before, after)
    )
    return next(prints) == next(prints)


def awards_of(laws: Iterable[Engine | Policy], codes: Iterable[str], on: date) -> Mapping[str, Award]:
    """Give every programme that either law has somewhere, by name."""
    places = tuple(codes)
    policies = (policy for law in laws for policy in policies_of(law, places, on).values())
    return {award.programme: award for policy in policies for award in policy.composed.awards}


def _area(households: pa.Table) -> tuple[list[str], Any]:
    if "area" in households.column_names:
        return words_of(households["area"])
    return ["unknown"], np.zeros(households.num_rows, dtype=np.int64)


def _sizes(households: pa.Table, members: pa.Table) -> Any:
    """Give how many members are named in each household."""
    ids = pa.array(households["id"].to_pylist()) if pa.types.is_dictionary(households["id"].type) else households["id"]
    owners = members["household"].cast(ids.type)
    rows = pc.index_in(owners, value_set=ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids)
    return np.bincount(rows.drop_null().to_numpy(), minlength=households.num_rows)
