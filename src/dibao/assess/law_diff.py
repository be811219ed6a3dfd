"""Find what differs between two policies: rules, figures, findings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from dibao.assess.decision import Lang
from dibao.assess.law_parts import FigureView, RuleView, finding_data
from dibao.assess.law_view import PolicyView, policy_view
from dibao.assess.policy import Policy
from dibao.law.figures import FigureInForce
from dibao.law.rules import LeftToOfficer

RuleField = Literal["title", "document", "article", "layer", "grade", "figures", "behind"]
FigureField = Literal["value", "document", "grade"]


@frozen
class RuleChange:
    """One rule in two policies, or one of its name in its place."""

    before: RuleView
    after: RuleView
    fields: tuple[RuleField, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the change as JSON data."""
        return {"changed": list(self.fields), "before": self.before.to_json(), "after": self.after.to_json()}


@frozen
class FigureChange:
    """One figure in two policies; None where no rule reads it."""

    before: FigureView | None
    after: FigureView | None
    fields: tuple[FigureField, ...]

    @property
    def either(self) -> FigureView:
        """Give the figure of the policy that reads it, for its name and title."""
        view = self.after or self.before
        assert view is not None
        return view

    def to_json(self) -> dict[str, Any]:
        """Give the change as JSON data."""
        views = {"before": self.before, "after": self.after}
        data = {side: None if view is None else view.to_json() for side, view in views.items()}
        return {"name": self.either.name, "changed": list(self.fields), **data}


@frozen
class PolicyDiff:
    """What differs between two policies.

    Attributes:
        before: the one policy.
        after: the other one.
        came: rules that only the other one has, question by question.
        went: rules that only the one has.
        changed: rules that both have, with another document, article or the like.
        figures: those whose value, document or grade differ, by name.
        findings_came: what only the other one leaves to officers.
        findings_went: what only the one leaves to officers.
    """

    before: PolicyView
    after: PolicyView
    came: tuple[RuleView, ...]
    went: tuple[RuleView, ...]
    changed: tuple[RuleChange, ...]
    figures: tuple[FigureChange, ...]
    findings_came: tuple[LeftToOfficer, ...]
    findings_went: tuple[LeftToOfficer, ...]

    @property
    def differs(self) -> bool:
        """Tell whether anything differs."""
        rules = self.came or self.went or self.changed
        return bool(rules or self.figures or self.findings_came or self.findings_went)

    def text(self, lang: Lang = "zh") -> str:
        """Print what differs, in words."""
        from dibao.assess.law_diff_in_words import diff_text

        return diff_text(self, lang)

    def to_json(self) -> dict[str, Any]:
        """Give what differs as JSON data."""
        return {
            "before": _whose(self.before),
            "after": _whose(self.after),
            "differs": self.differs,
            "rules": {
                "came": [each.to_json() for each in self.came],
                "went": [each.to_json() for each in self.went],
                "changed": [each.to_json() for each in self.changed],
            },
            "figures": [each.to_json() for each in self.figures],
            "findings": {
                "came": [finding_data(each) for each in self.findings_came],
                "went": [finding_data(each) for each in self.findings_went],
            },
        }


def _whose(view: PolicyView) -> dict[str, str]:
    code, on = view.jurisdictions[0].code, view.on.isoformat()
    return {"jurisdiction": code, "on": on, "fingerprint": view.fingerprint}


def policy_diff(before: Policy, after: Policy) -> PolicyDiff:
    """Compare two policies: of one place on two days, or of two places.

    A rule of one name that answers one question in both is taken for the same
    rule in another document.
    """
    one, other = policy_view(before), policy_view(after)
    pairs = dict(_pairs(one, other))
    taken = set(pairs.values())
    kept = {each.id for pair in pairs.items() for each in pair}
    changes = (RuleChange(old, new, tuple(_rule_fields(old, new, kept))) for old, new in pairs.items())
    return PolicyDiff(
        before=one,
        after=other,
        came=tuple(each for each in other.rules if each not in taken),
        went=tuple(each for each in one.rules if each not in pairs),
        changed=tuple(each for each in changes if each.fields),
        figures=tuple(_figure_changes(one.figures, other.figures)),
        findings_came=_only(other.findings, one.findings),
        findings_went=_only(one.findings, other.findings),
    )


def _pairs(one: PolicyView, other: PolicyView) -> Iterator[tuple[RuleView, RuleView]]:
    """Give the rules that both have: by id, then by hook and name."""
    same = {each.id: each for each in other.rules}
    yield from ((each, same[each.id]) for each in one.rules if each.id in same)
    kept = {each.id for each in one.rules if each.id in same}
    waiting = [each for each in other.rules if each.id not in kept]
    for each in one.rules:
        like = (new for new in waiting if (new.rule.hook, new.rule.name) == (each.rule.hook, each.rule.name))
        if each.id not in kept and (found := next(like, None)) is not None:
            waiting.remove(found)
            yield each, found


def _rule_fields(old: RuleView, new: RuleView, kept: Container[str]) -> Iterator[RuleField]:
    """Give what differs; the order only among rules that both policies have."""
    one, other = old.rule, new.rule
    fronts = [each.behind for each in (old, new) if each.behind is not None]
    differs: dict[RuleField, bool] = {
        "title": (one.title, one.english) != (other.title, other.english),
        "document": one.regulation is not other.regulation,
        "article": one.article != other.article,
        "layer": old.layer.code != new.layer.code,
        "grade": one.grade != other.grade,
        "figures": old.figures != new.figures,
        "behind": _document_of(old.behind) != _document_of(new.behind) and all(each in kept for each in fronts),
    }
    return (field for field, changed in differs.items() if changed)


def _document_of(rule_id: str | None) -> str:
    return (rule_id or "").partition(":")[0]


def _figure_changes(old: Iterable[FigureView], new: Iterable[FigureView]) -> Iterator[FigureChange]:
    one, other = _by_name(old), _by_name(new)
    for name in sorted({*one, *other}):
        before, after = one.get(name), other.get(name)
        if fields := tuple(_figure_fields(before, after)):
            yield FigureChange(before, after, fields)


def _by_name(views: Iterable[FigureView]) -> Mapping[str, FigureView]:
    return {each.name: each for each in views}


def _figure_fields(before: FigureView | None, after: FigureView | None) -> Iterator[FigureField]:
    if before is None or after is None:
        yield "value"
        return
    one, other = before.found, after.found
    if isinstance(one, FigureInForce) and isinstance(other, FigureInForce):
        if one.value != other.value:
            yield "value"
        if one.record.document != other.record.document:
            yield "document"
        if one.grade != other.grade:
            yield "grade"
    elif type(one) is not type(other):
        yield "value"


def _only(left: Iterable[LeftToOfficer], other: Iterable[LeftToOfficer]) -> tuple[LeftToOfficer, ...]:
    """Give what only the one leaves to officers, each finding once."""
    known = {each.finding for each in other}
    found: dict[str, LeftToOfficer] = {}
    for each in left:
        if each.finding not in known:
            found.setdefault(each.finding, each)
    return tuple(found.values())
