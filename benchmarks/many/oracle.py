"""The plain Python reading of the reference policy, over tables: what every engine must agree with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from tests.fixtures.shili.households import KINDS
from tests.oracle.reference_policy import ReferenceResult, decide

HOUSEHOLD = {
    "liquid_assets": "property.savings",
    "vehicles": "property.vehicles",
    "houses": "property.houses",
    "on_dibao_before": "prior.on_dibao",
    "months_since_exceeded": "prior.grace_months_used",
    "last_amount": "prior.amount",
}
MEMBER = {
    "age": "age_years",
    "wage": "income.wage",
    "business": "income.business",
    "property": "income.property",
    "transfer": "income.other_transfer",
    "excluded_transfer": "shili.excluded_transfer",
    "medical_self_paid": "expense.medical",
    "education_cost": "expense.education",
    "disability_care": "expense.disability",
    "grade": "disability.grade",
    "seriously_ill": "recognised_major_illness",
    "employed": "employed",
}
RESULTS = ReferenceResult._fields
Results = Mapping[str, np.ndarray]
"""Five arrays of int64, a row a household, in the order of the households."""


def stated(households: pa.Table, members: pa.Table) -> list[dict[str, Any]]:
    """Give the households in the form of the reference cases."""
    people = _stated_members(members)
    wanted = {name: households[column].to_pylist() for name, column in HOUSEHOLD.items()}
    wanted["urban"] = [each == "urban" for each in households["area"].to_pylist()]
    owners = members["household"].to_numpy() - households["id"][0].as_py()
    sizes = np.bincount(owners, minlength=households.num_rows)
    return [
        {**dict(zip(wanted, values, strict=True)), "members": [next(people) for _ in range(size)]}
        for values, size in zip(zip(*wanted.values(), strict=True), sizes.tolist(), strict=True)
    ]


def _stated_members(members: pa.Table) -> Iterator[dict[str, Any]]:
    wanted = {name: members[column].to_pylist() for name, column in MEMBER.items()}
    left_out = zip(members["in_prison"].to_pylist(), members["active_conscript"].to_pylist(), strict=True)
    wanted["in_household_unit"] = [not (prison or army) for prison, army in left_out]
    kinds = {"none": 0, **{name: number for number, name in enumerate(KINDS)}}
    wanted["disability_kind"] = [kinds[each] for each in members["disability.kind"].to_pylist()]
    names = [*wanted]
    return (dict(zip(names, values, strict=True)) for values in zip(*wanted.values(), strict=True))


def expected(households: Sequence[Mapping[str, Any]]) -> Results:
    """Give what plain Python decides."""
    rows = np.array([decide(each) for each in households], dtype=np.int64).reshape(-1, len(RESULTS))
    return {name: np.ascontiguousarray(rows[:, number]) for number, name in enumerate(RESULTS)}


def wrong_rows(found: Results, wanted: Results) -> np.ndarray:
    """Give the rows on which an engine gives anything else than expected."""
    differ = np.zeros(len(wanted["status"]), dtype=bool)
    for name in RESULTS:
        differ |= np.asarray(found[name], dtype=np.int64) != wanted[name]
    return np.nonzero(differ)[0]
