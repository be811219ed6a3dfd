"""Say what would change an outcome, in exact yuan and by which finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from dibao.assess.account import Account, Ruling
from dibao.assess.outcome_in_words import outcome_text
from dibao.assess.what_if import Crossing, Slope, crossings, kind_of, slope, supposing
from dibao.assess.words import LIST
from dibao.symbols.amounts import Money
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG

if TYPE_CHECKING:
    from dibao.assess.decision import Decision


@frozen
class Condition:
    """A yes or no that the outcome may hang on: a finding, or a rule's test.

    `now` is None while it is open; `apart` says how far two sides are apart.
    """

    node: Node
    person: int
    title: str
    cite: str
    now: bool | None
    apart: str = ""


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


def _outcome(account: Account, other: Decision, *, with_amounts: bool = True) -> str:
    """Say another outcome, and which of the awards that are paid now end."""
    text = outcome_text(account.words, other, with_amounts=with_amounts)
    still = {(each.programme, each.to) for each in other.awards}
    now = account.decision.awards if account.decision.is_decided else ()
    ended = dict.fromkeys(account.words.title(each) for each in now if (each.programme, each.to) not in still)
    titles = account.words.listed(list(ended), LIST)
    return account.words("end" if len(ended) > 1 else "ends", outcome=text, titles=titles) if ended else text


def _crossing_line(account: Account, crossing: Crossing) -> str:
    words, title = account.words, account.title_of(crossing.path)
    outcome = _outcome(account, crossing.decision, with_amounts=crossing.distance is not None)
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
                yield Condition(node, 0, title, cite, each.value, _apart(account, each))


def _apart(account: Account, ruling: Ruling) -> str:
    left, right = account.sides(ruling) or (None, None)
    if not isinstance(left, Money) or not isinstance(right, Money):
        return ""
    distance = left - right if left > right else right - left
    return account.words("apart", amount=account.words.value(distance))


def _finding(account: Account, node: Node, person: int) -> Condition:
    entity, name = node.data
    fact = account.policy.catalogue.fact(entity, name)
    people = {"member": account.household.members, "obligor": account.obligors}.get(entity)
    who = account.words("of", id=people[person].id) if people else ""
    cite = account.words.cited(account.finding_article(fact.key))
    return Condition(node, person, who + account.words.title(fact), cite, account.value(node, person))


def _condition_lines(account: Account, conditions: list[Condition]) -> Iterator[str]:
    for each in conditions:
        answers = (True, False) if each.now is None else (not each.now,)
        for answer in answers:
            other = supposing(account.decision, each.node, int(answer), each.person)
            if other is not None and kind_of(other) != kind_of(account.decision):
                phrase = "if_answered" if each.now is None else "if_found"
                said, outcome = account.words.value(answer), _outcome(account, other)
                yield account.words(
                    phrase, title=each.title, answer=said, apart=each.apart, cite=each.cite, outcome=outcome
                )


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
