"""Find the policy of every class of a prepared population, and say which households have none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.batch.groups import Group, Places, good_rows, groups_of, places_of
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.problems import WHOLE_COLUMN, Problems
from dibao.batch.reading import Population


def class_places(
    law: Engine | Policy, prepared: PreparedPopulation, bound: Population, on: date, problems: Problems
) -> tuple[Places, Sequence[Group]]:  # fmt: skip
    """Give the policy of every class, and the classes that one function decides.

    The households of a class without a policy are marked as wrong.
    """
    classes = prepared.classes
    found = Problems()
    stand_ins = evolve(
        bound,
        ids=np.arange(len(classes.first)),
        jurisdictions=_words(prepared),
        wrong=_wholly_wrong(prepared, bound.wrong),
    )
    places = places_of(law, stand_ins, on, found)
    for each in found.found:
        rows = [WHOLE_COLUMN] if each.row == WHOLE_COLUMN else _table_rows(prepared, each.row, bound.wrong)
        problems.found += [evolve(each, row=row) for row in rows]
    problems.found.sort(key=lambda each: (each.table, each.column, each.row))
    if stand_ins.wrong.any():
        bound.wrong[np.repeat(stand_ins.wrong, classes.count)] = True
    return places, groups_of(places, good_rows(stand_ins))


def _words(prepared: PreparedPopulation) -> Any:
    """Give the place of each class as a dictionary column."""
    if prepared.jurisdictions is None:
        return None
    codes = pa.array(prepared.classes.place.astype(np.int32))
    return pa.DictionaryArray.from_arrays(codes, prepared.jurisdictions.dictionary)


def _wholly_wrong(prepared: PreparedPopulation, wrong: Any) -> Any:
    """Tell which classes have no household that can be decided."""
    classes = prepared.classes
    if not wrong.any():
        return np.zeros(len(classes.first), bool)
    before = np.concatenate(([0], np.cumsum(wrong)))
    return before[classes.first + classes.count] - before[classes.first] == classes.count


def _table_rows(prepared: PreparedPopulation, number: int, wrong: Any) -> list[int]:
    """Give the rows of the table at which the households of a class stood, those without another problem."""
    first, count = int(prepared.classes.first[number]), int(prepared.classes.count[number])
    rows = prepared.rows["household"][first : first + count]
    found: list[int] = np.sort(rows[~wrong[first : first + count]]).tolist()
    return found
