"""Find everything that is wrong with a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dibao.errors import Problem
from dibao.household.models import Household
from dibao.timeline.events import Event


def case_problems(household: Household, stated: date, events: Sequence[tuple[int, Event]]) -> list[Problem]:
    """Find what does not fit; events come with their positions in the list."""
    return []
