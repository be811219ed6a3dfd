"""Write a decision as the written answer that an applicant receives.

It names people by their ids only, and of what is stated about them no more
than the reasons need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dibao.assess.account import Account
from dibao.assess.explain import INDENT, day_text, destitute_lines, person_line
from dibao.assess.income_in_words import Item, assumed_lines, category_lines, deduction_lines, items_of
from dibao.assess.ladder import Cited
from dibao.assess.notice_words import NoticeWords
from dibao.assess.outcome_in_words import alone_line, award_line, bounds_lines, status_text
from dibao.assess.tests_in_words import INCOME, test_lines
from dibao.assess.words import LIST, Lang
from dibao.household.models import ON_DIBAO
from dibao.household.stated import UNKNOWN
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.symbols.amounts import Money

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.assess.ladder import Award, Reason
    from dibao.assess.questions import OpenQuestion

BLANK = "________________"
_, FADING_OUT = ON_DIBAO
ALONE = "member.may_apply_alone"
COUNTS = "member.counts"
STANDARD = "member.standard"


def notice(decision: Decision, lang: Lang = "zh") -> str:
    """Give the written answer with its reasons.

    Args:
        decision: of any policy, settled or not.
        lang: "zh" or "en".
    """
    account = Account(decision, lang)
    account.words = NoticeWords(lang)
    parts = [list(_heading(account))]
    for title, lines in _SECTIONS:
        body = [INDENT + line for line in lines(account)]
        if body:
            number = account.words.number(len(parts))
            parts.append([account.words("section", number=number, title=account.words(title)), *body])
    parts.append(list(_end(account)))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


# -- heading and end ---------------------------------------------------------------------------------
def _heading(account: Account) -> Iterator[str]:
    words, household, decision = account.words, account.household, account.decision
    applicant = next(member.id for member in household.members if member.relation == "applicant")
    yield words("heading")
    yield words("number", blank=BLANK)
    yield words("applicant", id=applicant, household=household.id)
    yield words("place_of", place=account.place(household.jurisdiction))
    alone = [_for_person(account, award, member) for award, member in _applied_alone(account)]
    yield words("applied_for", what=words.listed([words("dibao"), *alone], LIST))
    yield words("decided_on" if decision.is_decided else "looked_at_on", day=day_text(words, decision.on))


def _end(account: Account) -> Iterator[str]:
    words = account.words
    article = _first_in_force(account, account.policy.ladder.written_answer)
    if article:
        yield words("written_under", article=article)
    yield words("sealed", blank=BLANK)
    yield words("sealed_on")


def _first_in_force(account: Account, cited: Sequence[Cited]) -> str:
    in_force = {each.id: each for each in account.policy.law.regulations}
    for each in cited:
        if (regulation := in_force.get(each.document)) is not None:
            return f"{regulation.number or account.words.title(regulation)} {each.article}"
    return ""


# -- the decision ------------------------------------------------------------------------------------
def _decision_lines(account: Account) -> Iterator[str]:
    words, decision = account.words, account.decision
    status = status_text(words, decision)
    settled = [each for each in decision.awards if each.monthly is not None or each.once is not None]
    if not decision.is_decided:
        yield words("not_yet", what=words("dibao"))
        if decision.status != account.policy.ladder.undetermined.name:
            yield words("settled_status", status=status)
        if decision.bounds is not None:
            yield from bounds_lines(account, decision.bounds)
        # What is settled all the same need not wait, least of all help at once.
        yield from (award_line(account, paid) for paid in settled)
        return
    if not decision.are_all_destitute:
        yield words("confirmed" if decision.status in ON_DIBAO else "refused", what=words("dibao"))
    yield words("status_is", status=status)
    for award, member in _applied_alone(account):
        yield from _verdict_alone(account, award, member)
    for paid in (*settled, *decision.entitlements):
        yield award_line(account, paid)
    if sum(each.kind == "monthly" for each in decision.awards) > 1:
        yield words("total", amount=words.value(decision.total_monthly))


def _applied_alone(account: Account) -> list[tuple[Award, str]]:
    """Give the awards to single members that somebody applied for, with their ids."""
    applying = [member.id for member in account.household.members if _applies_alone(member.flags)]
    own = (award for award in account.policy.ladder.awards if award.due.startswith("member.") and not award.is_dibao)
    awards = list(own)
    return [(award, member) for award in awards for member in applying]


def _applies_alone(flags: object) -> bool:
    return isinstance(flags, dict) and flags.get("applies_alone") is True


def _for_person(account: Account, award: Award, member: str) -> str:
    return account.words("for_person", award=account.words.title(award), id=member)


def _verdict_alone(account: Account, award: Award, member: str) -> Iterator[str]:
    words, may = account.words, account.decision.may_apply_alone[member]
    verdict = "not_yet" if may is None else "confirmed" if may else "refused"
    yield words(verdict, what=_for_person(account, award, member))
    if may:
        position = [each.id for each in account.household.members].index(member)
        grounds = [each for each in account.rulings("may_apply_alone", ALONE, position) if each.value is True]
        yield words("alone_ground", why=account.why(rule for each in grounds for rule in each.rules))
    if may is False and account.decision.status in ON_DIBAO:
        yield words("under_dibao", id=member)
    elif may is False:
        yield words("not_alone", id=member, cite=account.cite(account.rules_on("may_apply_alone", ALONE)))


# -- the reasons -------------------------------------------------------------------------------------
def _reason_lines(account: Account) -> Iterator[str]:
    for person, member in enumerate(account.household.members):
        relation = "relation_unknown" if member.relation is UNKNOWN else str(member.relation)
        yield person_line(account, person, account.words("person", id=member.id, about=account.words.stated(relation)))
        yield from destitute_lines(account, person, member.id)
    yield from _income_lines(account)
    yield from _standard_lines(account)
    yield from test_lines(account, _concerns(account))


def _concerns(account: Account) -> Callable[[Reason], bool] | None:
    """Tell which tests concern the family: who never drew dibao cannot fade out of it."""
    if account.household.prior is not None:
        return None
    former = {test for each in account.policy.ladder.statuses if each.name == FADING_OUT for test in each.tests}
    return lambda reason: reason.holds not in former


def _income_lines(account: Account) -> Iterator[str]:
    """Say what counts by kind, what does not and why, and what comes off."""
    words, income = account.words, account.quantity(INCOME)
    people = [person for person in account.people if account.quantity(COUNTS, person)]
    items = {person: items_of(account, person) for person in people}
    counted = _by_kind(account, [item for each in items.values() for item in each])
    if counted:
        amounts = words.values(list(counted.values()))
        listed = [words("of_kind", kind=kind, amount=amount) for kind, amount in zip(counted, amounts, strict=True)]
        yield words("income_counts", items=words.listed(listed, LIST))
    elif income is not None:
        yield words("income_none")
    yield from dict.fromkeys(_left_out(account, item) for each in items.values() for item in each if _is_cut(item))
    for person in people:
        if _is_complete(account, person):
            yield from category_lines(account, person, items[person], complete=True)
    yield from (*assumed_lines(account), *deduction_lines(account))
    yield words("line", title=account.title_of(INCOME), value=words.value(income))


def _by_kind(account: Account, items: Iterable[Item]) -> dict[str, Money]:
    """Add up what is known to count, by the title of its kind."""
    counted: dict[str, Money] = {}
    for item in items:
        if item.counted is not None and item.counted.amount != 0:
            kind = account.words.title(item.fact)
            counted[kind] = counted.get(kind, Money.monthly(0)) + item.counted
    return counted


def _is_cut(item: Item) -> bool:
    return item.counted != item.amount


def _left_out(account: Account, item: Item) -> str:
    words, why = account.words, account.why(rule for each in item.rulings for rule in each.rules)
    title = words.title(item.fact)
    if item.counted is None:
        return words("income_open", title=title, why=why)
    phrase = "income_left_out" if item.counted.amount == 0 else "income_partly"
    return words(phrase, title=title, why=why)


def _is_complete(account: Account, person: int) -> bool:
    incomes = account.household.members[person].incomes
    return incomes is not UNKNOWN and UNKNOWN not in incomes.values()


def _standard_lines(account: Account) -> Iterator[str]:
    """Say which standard applies to whom, by which document, and the need."""
    words, members = account.words, account.household.members
    people = [person for person in account.people if account.quantity(COUNTS, person)]
    amounts = {person: words.value(account.quantity(STANDARD, person)) for person in people}
    if len(set(amounts.values())) == 1:
        yield words("each_standard", amount=amounts[people[0]])
    else:
        yield from (words("person_standard", id=members[each].id, amount=amounts[each]) for each in people)
    yield from dict.fromkeys(_figure_line(account, each) for person in people for each in _figures(account, person))
    if account.decision.status in ON_DIBAO:
        for path in ("household.need", "household.gap"):
            yield words("line", title=account.title_of(path), value=words.value(account.quantity(path)))


def _figures(account: Account, person: int) -> Iterator[FigureInForce | MissingFigure]:
    for ruling in account.rulings("standard", STANDARD, person):
        yield from account.figures_behind(ruling.answer.value, person)


def _figure_line(account: Account, figure: FigureInForce | MissingFigure) -> str:
    words = account.words
    if isinstance(figure, MissingFigure):
        return words("no_figure", title=words.title(figure.declaration), place=_place(account, figure.code))
    record = figure.record
    document = account.policy.documents.get(record.document)
    return words(
        "rests_on",
        title=words.title(account.policy.declarations[record.name]),
        stated=record.text(words.lang),
        document=account.document(document) if document else record.document,
    )


# -- instead, needed, remedies -----------------------------------------------------------------------
def _instead_lines(account: Account) -> Iterator[str]:
    """Say what a household that gets no dibao may ask for."""
    decision, ladder = account.decision, account.policy.ladder
    reached = next((each for each in ladder.statuses if each.name == decision.status), None)
    if reached is not None and decision.status not in ON_DIBAO:
        asked = (each for each in ladder.reasons if each.holds in reached.tests)
        cite = account.cite(rule for each in asked for rule in account.rules_on(each.hook, each.holds, each.right))
        yield account.words("as_status", status=account.words.title(reached), cite=cite)
    applied = {member for _, member in _applied_alone(account)}
    for person, (member, may) in enumerate(decision.may_apply_alone.items()):
        if may and member not in applied:
            yield alone_line(account, person)


def _needed_lines(account: Account) -> Iterator[str]:
    """Group what is open: facts by person, then findings, then figures."""
    facts: dict[str | None, list[str]] = {}
    others: list[str] = []
    for each in account.decision.questions:
        if each.kind == "fact":
            facts.setdefault(each.person, []).append(account.words.title(each))
        else:
            others.append(_other_need(account, each))
    for member, titles in facts.items():
        phrase = "from_household" if member is None else "from_person"
        yield account.words(phrase, id=member, titles=account.words.listed(titles, LIST))
    yield from others


def _other_need(account: Account, question: OpenQuestion) -> str:
    words, title = account.words, account.words.title(question)
    if question.figure is not None:
        return words("by_office", title=title, place=_place(account, question.figure.code))
    if question.person is not None:
        title = words("for_person", award=title, id=question.person)
    return words("by_officer", title=title, cite=words.cited(question.article or ""))


def _place(account: Account, code: str) -> str:
    """Name a jurisdiction without its code."""
    known = {each.code: account.words.title(each) for each in account.policy.jurisdictions}
    return known.get(code, code)


def _remedy_lines(account: Account) -> Iterator[str]:
    cite = account.words.cited(_first_in_force(account, account.policy.ladder.remedies))
    yield account.words("ask_first")
    yield account.words("may_object" if account.decision.is_decided else "may_object_later", cite=cite)


_SECTIONS: tuple[tuple[str, Callable[[Account], Iterable[str]]], ...] = (
    ("decision", _decision_lines),
    ("reasons", _reason_lines),
    ("instead", _instead_lines),
    ("needed", _needed_lines),
    ("remedies", _remedy_lines),
)
