"""Write a decision as JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dibao.household.conversion import TO_JSON
from dibao.household.verified import SOURCES
from dibao.law.rules import cited_articles
from dibao.symbols.amounts import Money, Months

if TYPE_CHECKING:
    from dibao.assess.awards import PaidAward
    from dibao.assess.decision import Decision, TestResult
    from dibao.assess.discrepancies import Discrepancy
    from dibao.assess.questions import OpenQuestion

FORM = "decision-1"
"""The version of the form; a new one when a key goes or changes its meaning."""


def decision_data(decision: Decision) -> dict[str, Any]:
    """Give the form that DESIGN states: status, awards, steps, evidence."""
    policy = decision.policy
    return {
        "form": FORM,
        "household": decision.household.id,
        "jurisdiction": policy.code,
        "on": decision.on.isoformat(),
        "status": decision.status,
        "decided": decision.is_decided,
        "dibao_monthly": _value(decision.dibao_monthly),
        "total_monthly": _value(decision.total_monthly),
        "awards": [_award(decision, each) for each in decision.awards],
        "entitlements": [_award(decision, each) for each in decision.entitlements],
        "may_apply_alone": [member for member, may in decision.may_apply_alone.items() if may],
        "quantities": {name: _value(each) for name, each in decision.quantities.items()},
        "reasons": [_reason(each) for each in decision.tests],
        "questions": [question_data(each) for each in decision.questions],
        "bounds": _bounds(decision),
        "discrepancies": [_discrepancy(each) for each in decision.discrepancies],
        "warnings": list(decision.warnings()),
        "grade": decision.grade,
        "policy": {
            "fingerprint": policy.fingerprint,
            "layers": [f"{each.code} {each.title}" for each in policy.jurisdictions],
            "documents": _documents(decision),
        },
    }


def _award(decision: Decision, award: PaidAward) -> dict[str, Any]:
    amount = {
        "monthly": {"monthly": _value(award.monthly)},
        "once": {"once": _value(award.once)},
        "service": {"granted": award.granted},
    }[award.kind]
    rules = decision.rules_of_award(award)
    return {
        "programme": award.programme,
        "to": award.to,
        **amount,
        **({"from": award.start} if award.kind == "monthly" else {}),
        **({} if award.public else {"public_notice": False}),
        "article": cited_articles(rules),
        "rules": [rule.id for rule in rules],
    }


def _documents(decision: Decision) -> list[str]:
    """Name the documents in force and those of the figures that were used."""
    documents = [each.id for each in decision.policy.law.regulations]
    return list(dict.fromkeys([*documents, *(each.record.document for each in decision.evidence.figures)]))


def _bounds(decision: Decision) -> dict[str, Any] | None:
    bounds = decision.bounds
    if bounds is None:
        return None
    return {
        "statuses": list(bounds.statuses),
        "dibao_monthly": [_value(end) for end in bounds.dibao],
        "total_monthly": [_value(end) for end in bounds.total],
        "exact": bounds.exact,
    }


def _value(value: Any) -> Any:
    if isinstance(value, Money):
        return value.to_json()
    return int(value.amount) if isinstance(value, Months) else value


def _reason(result: TestResult) -> dict[str, Any]:
    data: dict[str, Any] = {"test": result.reason.test, "holds": result.holds}
    # Both sides are amounts, save where months of gradual exit are compared.
    if result.reason.left is not None and not _are_months(result):
        data |= {"left": _side(result.left, result.right), "right": _side(result.right, result.left)}
    return data | {"article": result.article}


def _are_months(result: TestResult) -> bool:
    return isinstance(result.left, Months) or isinstance(result.right, Months)


def _side(amount: Money | None, other: Money | None) -> Any:
    """Give one side of a comparison; both are per year if one is not whole fen a month."""
    if amount is None or (amount.is_whole_fen and (other is None or other.is_whole_fen)):
        return _value(amount)
    return amount.to_json(per="year")


def question_data(question: OpenQuestion) -> dict[str, Any]:
    """Give what is asked as JSON data; a key that has nothing to say is left out."""
    data = {
        "kind": question.kind,
        "path": question.path,
        "person": question.person,
        "title": question.title,
        "article": question.article,
        "text": question.sentence(),
    }
    return {key: value for key, value in data.items() if value is not None}


def _discrepancy(found: Discrepancy) -> dict[str, Any]:
    said = {source: getattr(found, source) for source in SOURCES}
    data: dict[str, Any] = {
        "path": found.path,
        "person": found.person,
        "title": found.title,
        **{source: None if value is None else TO_JSON.unstructure(value) for source, value in said.items()},
        "used": found.used,
    }
    stated = {key: value for key, value in data.items() if value is not None}
    return {**stated, "changes_outcome": found.changes_outcome}
