"""Write the months of a case as JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dibao.household.conversion import TO_JSON

if TYPE_CHECKING:
    from dibao.timeline.clocks import Due
    from dibao.timeline.rows import Reason, Row, Timeline

FORM = "timeline-1"
"""The version of the form; a new one when a key goes or changes its meaning."""


def timeline_data(timeline: Timeline) -> dict[str, Any]:
    """Give the form of a timeline: its rows, and the state to go on from."""
    return {
        "form": FORM,
        "case": timeline.case_id,
        "rows": [row_data(each) for each in timeline.rows],
        "state": TO_JSON.unstructure(timeline.state),
    }


def row_data(row: Row) -> dict[str, Any]:
    """Give one month; a key that has nothing to say is left out."""
    return {
        "month": row.month,
        "state": row.state,
        "status": row.status,
        "jurisdiction": row.policy.code,
        "members": [] if row.household is None else [each.id for each in row.household.members],
        "total": row.total.to_json(),
        "dibao": row.dibao.to_json(),
        "awards": [TO_JSON.unstructure(each) for each in row.awards],
        **({"withheld": [TO_JSON.unstructure(each) for each in row.withheld]} if row.withheld else {}),
        **({"grace": {"month": row.grace.month, "of": row.grace.of}} if row.grace else {}),
        "reasons": [_reason(each) for each in row.reasons],
        **({"due": [_due(each, late=each in row.overdue) for each in row.due]} if row.due else {}),
        **({"questions": [each.sentence() for each in row.questions]} if row.questions else {}),
        "policy": row.policy.fingerprint,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    data = {
        "code": reason.code,
        "on": reason.on.isoformat(),
        "member": reason.member,
        "article": reason.article or None,
        "zh": reason.text("zh"),
        "en": reason.text("en"),
    }
    return {key: value for key, value in data.items() if value is not None}


def _due(due: Due, *, late: bool) -> dict[str, Any]:
    data = {
        "clock": due.clock,
        "since": due.since.isoformat(),
        "by": due.by.isoformat(),
        "member": due.member,
        "article": due.article,
        "overdue": late or None,
    }
    return {key: value for key, value in data.items() if value is not None}
