"""Say what a household gets, who may apply alone, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dibao.assess.account import Account
from dibao.assess.compose import award_path
from dibao.assess.words import LIST, STOP, Words
from dibao.household.facts import MOST_YUAN_A_MONTH
from dibao.symbols.amounts import Money

if TYPE_CHECKING:
    from dibao.assess.awards import PaidAward
    from dibao.assess.bounds import Bounds
    from dibao.assess.decision import Decision
    from dibao.assess.ladder import Award
    from dibao.assess.questions import OpenQuestion


def outcome_text(words: Words, decision: Decision, *, with_amounts: bool = True) -> str:
    """Say status and awards in one line."""
    status = status_text(words, decision)
    known = (each for each in decision.awards if each.monthly is not None or each.once is not None)
    awards = [_award_text(words, each, with_amounts) for each in known]
    return words("outcome_pays", status=status, awards=words.listed(awards, LIST)) if awards else status


def status_text(words: Words, decision: Decision) -> str:
    """Say the status; a household of destitute people has none, and is no refusal."""
    return words("all_destitute") if decision.are_all_destitute else words.title(decision.standing)


def _award_text(words: Words, award: PaidAward, with_amounts: bool) -> str:
    title = words.title(award)
    amount = words.value(award.once if award.kind == "once" else award.monthly) if with_amounts else ""
    phrase = "outcome_award" if award.to == "household" else "outcome_award_to"
    return words(phrase, award=title, amount=amount, id=award.to).rstrip()


def result_lines(account: Account) -> Iterator[str]:
    """Say the status, each award with its rules, and who may apply alone."""
    decision, words = account.decision, account.words
    yield status_text(words, decision)
    for award in (*decision.awards, *decision.entitlements):
        yield award_line(account, award)
    if decision.bounds is not None:
        yield from bounds_lines(account, decision.bounds)
    elif not decision.awards:
        yield words("nothing_paid")
    if sum(each.kind == "monthly" for each in decision.awards) > 1 and decision.total_monthly is not None:
        yield words("total", amount=words.value(decision.total_monthly))
    yield from _alone(account)


def bounds_lines(account: Account, bounds: Bounds) -> Iterator[str]:
    """Say what can still come of it."""
    words, ladder = account.words, account.policy.ladder
    titles = {each.name: words.title(each) for each in (*ladder.statuses, ladder.otherwise)}
    yield words("possible", statuses=words.listed([titles[name] for name in bounds.statuses], LIST))
    # Without a figure the upper end is only the most that the figure may ever be.
    if not account.decision.missing_figures:
        low, high = words.money(list(bounds.total))
        # What an officer fixes is bounded only by the most that may be stated at all.
        is_open = bounds.total[1] >= Money.monthly(MOST_YUAN_A_MONTH)
        yield words("at_least", low=low) if is_open else words("between", low=low, high=high)


def award_line(account: Account, paid: PaidAward) -> str:
    """Say what is given, from when, to whom and by which rules."""
    words = account.words
    award = next(each for each in account.policy.composed.awards if each.programme == paid.programme)
    ids = [member.id for member in account.household.members]
    person = 0 if award.to == "household" else ids.index(paid.to)
    to = words("to_household") if award.to == "household" else words("to_member", id=paid.to)
    why = words.listed(list(_grounds(account, award, person)), STOP).strip()
    if paid.kind == "service":
        phrase = "service" if paid.granted else "service_open"
        return words(phrase, title=words.title(paid), why=why)
    if paid.kind == "once":
        return words("award_once", title=words.title(paid), amount=words.value(paid.once), to=to, why=why)
    year, month = paid.start.split("-")
    starts = words("month", year=int(year), month=int(month))
    line = words("award", title=words.title(paid), amount=words.value(paid.monthly), month=starts, to=to, why=why)
    return line if paid.public else f"{line}{words('not_public')}"


def _grounds(account: Account, award: Award, person: int) -> Iterator[str]:
    path = award_path(award)
    of_many = any(award.hook == each.hook for each in account.policy.ladder.programmes)
    for ruling in account.rulings(award.hook, path, person, award.programme if of_many else ""):
        if ruling.value is None or ruling.value is True or (ruling.value is not False and ruling.value.amount != 0):
            # A programme is called by its rule's title; it need not be said twice.
            is_named = all(rule.title == award.title for rule in ruling.rules)
            yield account.cite(ruling.rules) if is_named else account.why(ruling.rules)
    for ruling in account.rulings("payable", path, person):
        asked = ruling.answer.asked
        before = None if asked is None else account.value(asked, person)
        if before is not None and ruling.value is not None and before != ruling.value:
            exact, paid = account.words.value(before), account.words.value(ruling.value)
            yield account.words("rounded", exact=exact, paid=paid, rule=account.why(ruling.rules))


def _alone(account: Account) -> Iterator[str]:
    still_open = []
    for person, (name, may) in enumerate(account.decision.may_apply_alone.items()):
        if may is None:
            still_open.append(name)
        elif may:
            yield alone_line(account, person)
    if still_open:
        yield account.words("alone_open", ids=account.words.listed(still_open, LIST))


def alone_line(account: Account, person: int) -> str:
    """Say that a member may apply alone, and by which rules."""
    rulings = account.rulings("may_apply_alone", "member.may_apply_alone", person)
    why = account.why(rule for each in rulings if each.value is True for rule in each.rules)
    return account.words("alone", id=account.household.members[person].id, why=why)


def question_lines(account: Account) -> Iterator[str]:
    """Ask what must still be stated, found or supplied, each with its article."""
    for number, question in enumerate(account.decision.questions, 1):
        yield f"{number}. {question.sentence(account.words.lang)}{_asked_by(account, question)}"


def _asked_by(account: Account, question: OpenQuestion) -> str:
    """Name the rules that read what is open, where no article leaves it to an officer."""
    if question.article is not None:
        return ""
    fact = question.fact
    op, data = ("figure", (question.path,)) if fact is None else ("fact", (fact.entity, fact.name))
    articles = dict.fromkeys(account.article(rule) for rule in account.readers(op, data))
    listed = account.words.listed(list(articles), STOP)
    return account.words("asked_by", cite=listed) if articles else ""
