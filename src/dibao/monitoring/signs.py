"""Settle whether one sign shows in a household of which only some facts are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from dibao.assess.bounds import OpenOutcome
from dibao.assess.compose import sign_path
from dibao.assess.evidence import evidence_of
from dibao.assess.ladder import Elsewhere, Status
from dibao.assess.questions import OpenQuestion, question_of
from dibao.law.documents import Grade, weakest
from dibao.law.rules import Rule, cited_articles
from dibao.symbols.source import Writer

if TYPE_CHECKING:
    from dibao.assess.policy import Policy
    from dibao.household.models import Household
    from dibao.symbols.reduction import Reduction

Likelihood = Literal["certain", "possible", "impossible"]
LIKELIHOODS: tuple[Likelihood, ...] = ("certain", "possible", "impossible")
_of_signs: WeakKeyDictionary[Policy, dict[str, Policy]] = WeakKeyDictionary()


@frozen
class Sign:
    """What is known of one sign in one household.

    It is certain where it shows whatever the unknown facts are, impossible
    where it shows for none of them, else possible; `missing` then asks for
    what would settle it, the weightiest first. `looks_at` names the programme
    or the help to look at; `grade` is the weakest evidence that it rests on.
    """

    name: str
    title: str
    english: str
    likelihood: Likelihood
    looks_at: str
    looks_at_title: str
    looks_at_english: str
    article: str
    rule: Rule
    grade: Grade
    missing: tuple[OpenQuestion, ...] = ()

    def articles(self, lang: Literal["zh", "en"] = "zh") -> str:
        """Name the document and article of the rule in a language."""
        return cited_articles([self.rule], lang)


def sign_of(policy: Policy, name: str, household: Household) -> Sign:
    """Settle one sign for a household.

    Args:
        policy: what is in force for the household's place on the day.
        name: the sign, the name of its rule.
        household: what is known, a single member at least.
    """
    alone = _alone(policy, name)
    reduction = alone.reduction(household)
    opening = OpenOutcome(alone, household, reduction)
    likelihood = _likelihood(opening)
    asked = [question_of(leaf, alone, household) for leaf in opening.deciding] if likelihood == "possible" else []
    rule = _rule_that_speaks(policy, name, reduction)
    target = _target(policy, rule.looks_at or "")
    return Sign(
        name=name,
        title=rule.title,
        english=rule.english,
        likelihood=likelihood,
        looks_at=target.name,
        looks_at_title=target.title,
        looks_at_english=target.english,
        article=cited_articles([rule]),
        rule=rule,
        grade=weakest([rule.grade, _grade(alone, reduction)]),
        missing=tuple({each.path: each for each in asked}.values()),
    )


def _likelihood(opening: OpenOutcome) -> Likelihood:
    """Tell which of the two rungs, the sign or none, can still be reached."""
    shows, none = 0, 1
    if opening.rungs == (shows,):
        return "certain"
    return "impossible" if opening.rungs == (none,) else "possible"


def _alone(policy: Policy, name: str) -> Policy:
    """Give a policy whose outcome is one sign: its ladder has that rung and pays nothing."""
    known = _of_signs.setdefault(policy, {})
    if name not in known:
        node, _ = policy.quantity_node(sign_path(name))
        writer = Writer((node,))
        text = writer.write()
        composed = evolve(policy.composed, awards=(), outcome=(node,), text=text, layout=writer.layout)
        rung = Status(name, name, name, holds=sign_path(name))
        known[name] = evolve(policy, composed=composed, ladder=evolve(policy.ladder, statuses=(rung,), awards=()))
    return known[name]


def _rule_that_speaks(policy: Policy, name: str, reduction: Reduction) -> Rule:
    """Give the nearest rule of a sign that may have the word."""
    chain = next(chain for chain in policy.law.answers[policy.ladder.signs].names if chain[0].name == name)
    path = sign_path(name)
    silent = {each.rule for each in policy.composed.answers if each.step == path and not reduction.value(each.answered)}
    return next((rule for rule in chain if rule not in silent), chain[0])


def _target(policy: Policy, looks_at: str) -> Elsewhere:
    """Give the programme or help that a sign points to, with its titles."""
    for award in policy.composed.awards:
        if award.programme == looks_at:
            return Elsewhere(looks_at, award.title, award.english)
    return next((each for each in policy.ladder.elsewhere if each.name == looks_at), Elsewhere(looks_at, "", ""))


def _grade(alone: Policy, reduction: Reduction) -> Grade:
    hooks = {name: question.combined for name, question in alone.questions.items()}
    return evidence_of(alone.composed, reduction, hooks, frozenset(reduction.visited)).grade
