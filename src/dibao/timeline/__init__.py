"""Tell a benefit month by month: events in, one row a month out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dibao.assess.engine import Engine
    from dibao.household.models import BenefitState
    from dibao.timeline.case import Case
    from dibao.timeline.rows import Timeline


def timeline(
    case: Case, start: date | str, end: date | str, engine: Engine | None = None, state: BenefitState | None = None
) -> Timeline:
    """Tell a case month by month, from `start` to `end`, both included.

    Args:
        case: a household as first stated, and what happened since.
        start: the first month, as "2024-03" or one of its days.
        end: the last month.
        engine: whose law is in force; one with all installed plug-ins when None.
        state: where an earlier run stopped (`Timeline.state`); `start` is then
            the month after it, and the rows are those of one long run.

    Raises:
        InputError: the months do not fit the case or the state.
        NoPolicyInForce: no means test is known in one of the months.
    """
    from dibao.assess.engine import Engine
    from dibao.timeline.run import run

    return run(case, start, end, Engine() if engine is None else engine, state)
