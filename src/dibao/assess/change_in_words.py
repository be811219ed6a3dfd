"""Say what would change an outcome, in exact yuan and by which finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from dibao.assess.account import Account
from dibao.assess.outcome_in_words import outcome_text
from dibao.assess.what_if import Crossing, Slope, crossings, kind_of, slope, supposing
from dibao.assess.words import LIST
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG

if TYPE_CHECKING:
    from dibao.assess.decision import Decision


@frozen
class Condition:
    """A yes or no that the outcome may hang on: a finding, or a rule's test.

    `now` is None while it is open.
    """

    node: Node
    person: int
    title: str
    cite: str
    now: bool | None


def change_lines(account: Account) -> Iterator[str]:
    """Say what would change the outcome, one change at a time."""
    decision = account.decision
    conditions = list(dict.fromkeys(_conditions(account)))
    lines = [*_crossing_lines(account, decision), *_condition_lines(account, conditions)]
    if lines:
        yield from lines
    elif not decision.is_decided:
        yield account.words("more_needed")
    else:
        yield account.words("nothing_else")
        yield from _together(account, conditions)


# -- amounts -----------------------------------------------------------------------------------------
def _crossing_lines(account: Account, decision: Decision) -> Iterator[str]:
    found = list(crossings(decision))
    for each in found:
        yield _crossing_line(account, each)
    nearest = next((each for each in found if each.rises and each.distance is not None), None)
    if nearest is not None and (fall := slope(decision, nearest)) is not None:
        yield _slope_line(account, fall)


def _crossing_line(account: Account, crossing: Crossing) -> str:
    words, title = account.words, account.title_of(crossing.path)
    outcome = outcome_text(words, crossing.decision, with_amounts=crossing.distance is not None)
    if crossing.distance is None:
        return _region_line(account, crossing, title, outcome)
    line, at, distance = words.money([crossing.line, crossing.at, crossing.distance])
    if crossing.rises:
        return words("rise", title=title, distance=distance, line=line, outcome=outcome)
    return words("fall", title=title, distance=distance, line=line, at=at, outcome=outcome)


def _region_line(account: Account, region: Crossing, title: str, outcome: str) -> str:
    words = account.words
    if region.until is None:
        return words("from", title=title, line=words.value(region.line), outcome=outcome)
    line, until = words.money([region.line, region.until])
    if region.line.amount == 0:
        return words("below", title=title, line=until, outcome=outcome)
    return words("from_to", title=title, line=line, next=until, outcome=outcome)


def _slope_line(account: Account, fall: Slope) -> str:
    words, title = account.words, account.title_of(fall.path)
    more, less = words.value(fall.more), words.value(fall.less)
    if fall.is_steady:
        return words("each_yuan", title=title, line=words.value(fall.until), more=more, less=less)
    return words("next_yuan", title=title, more=more, less=less)


# -- findings and other tests ------------------------------------------------------------------------
def _conditions(account: Account) -> Iterator[Condition]:
    """Give the officer's findings that were read, and the tests made of rules."""
    for node, person in [*account.decision.evaluation.visited]:
        if node.op == "fact" and node.unit == FLAG and node.data[1].startswith("findings."):
            yield _finding(account, node, person)
    for reason in account.policy.ladder.reasons:
        for each in account.rulings_at(reason) if reason.left is None else ():
            node = each.answer.value
            if node.unit == FLAG and node.scope == HOUSEHOLD and node.op not in ("const", "fact"):
                title, cite = account.words.title(each.rules[0]), account.cite(each.rules)
                yield Condition(node, 0, title, cite, each.value)


def _finding(account: Account, node: Node, person: int) -> Condition:
    entity, name = node.data
    fact = account.policy.catalogue.fact(entity, name)
    left = [each for each in account.policy.law.findings if each.finding == fact.key]
    articles = dict.fromkeys(f"{each.regulation.number or account.words.title(each.regulation)} {each.article}" for each in left)
    people = {"member": account.household.members, "obligor": account.obligors}.get(entity)
    who = account.words("of", id=people[person].id) if people else ""
    cite = account.words.cited(account.words.listed(list(articles), LIST))
    return Condition(node, person, who + account.words.title(fact), cite, account.value(node, person))


def _condition_lines(account: Account, conditions: list[Condition]) -> Iterator[str]:
    for each in conditions:
        answers = (True, False) if each.now is None else (not each.now,)
        for answer in answers:
            other = supposing(account.decision, each.node, int(answer), each.person)
            if other is not None and kind_of(other) != kind_of(account.decision):
                phrase = "if_answered" if each.now is None else "if_found"
                said = {"title": each.title, "answer": account.words.value(answer), "cite": each.cite}
                yield account.words(phrase, **said, outcome=outcome_text(account.words, other))


def _together(account: Account, conditions: list[Condition]) -> Iterator[str]:
    """Say what would follow if a failed test of the household held, and an amount changed."""
    for each in conditions:
        if each.now is False and each.node.scope == HOUSEHOLD:
            other = supposing(account.decision, each.node, 1)
            lines = list(_crossing_lines(account, other)) if other is not None else []
            if lines:
                yes = account.words.value(True)
                yield account.words("and_if", title=each.title, answer=yes, cite=each.cite)
                yield from (f"  {line}" for line in lines)
