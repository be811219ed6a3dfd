"""Say which standard applies, and which tests hold, with both their sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dibao.assess.account import Account, Ruling
from dibao.assess.decision import TestResult
from dibao.assess.ladder import Reason
from dibao.assess.words import is_whole_fen
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.symbols.amounts import Money, Months
from dibao.symbols.units import FLOW, MONTHS

STANDARD = "member.standard"
NEED = "household.need"
INCOME = "household.household_income"
INDENT = "  "


# -- the standard ------------------------------------------------------------------------------------
def standard_lines(account: Account) -> Iterator[str]:
    """Say what each person needs by which figure, and what the household lacks."""
    words = account.words
    people = [person for person in account.people if account.quantity("member.counts", person) is not False]
    said = {person: _standard(account, person) for person in people}
    if len(set(said.values())) == 1 and len(people) > 1:
        amount, why = said[people[0]]
        yield words("each", amount=amount, why=why)
    else:
        for person, (amount, why) in said.items():
            yield words("own_standard", id=account.household.members[person].id, amount=amount, why=why)
    yield from dict.fromkeys(line for person in people for line in _figures_of(account, person))
    yield from _additional_need(account)
    values = [account.quantity(path) for path in (INCOME, NEED, "household.gap")]
    _, need, gap = words.values(values)
    yield words("line", title=account.title_of(NEED), value=need)
    yield words("line", title=account.title_of("household.gap"), value=gap)


def _standard(account: Account, person: int) -> tuple[str, str]:
    rules = (rule for each in account.rulings("standard", STANDARD, person) for rule in each.rules)
    return account.words.value(account.quantity(STANDARD, person)), account.why(rules)


def _figures_of(account: Account, person: int) -> Iterator[str]:
    for ruling in account.rulings("standard", STANDARD, person):
        for each in account.figures_behind(ruling.answer.value, person):
            yield figure_line(account, each)


def figure_line(account: Account, figure: FigureInForce | MissingFigure) -> str:
    """Say a figure as its document states it, with document and grade."""
    words = account.words
    if isinstance(figure, MissingFigure):
        return words("figure_missing", title=words.title(figure.declaration), name=figure.name)
    record = figure.record
    document = account.policy.documents.get(record.document)
    return words(
        "figure",
        title=words.title(account.policy.declarations[record.name]),
        stated=_stated(account, figure),
        place=account.place(record.code),
        document=account.document(document) if document else record.document,
        grade=_grade(account, figure),
    )


def _stated(account: Account, figure: FigureInForce) -> str:
    record, words = figure.record, account.words
    if isinstance(record.value, Band) and (rows := account.decision.evidence.rows.get(record.name)):
        return words.listed([record.value.row_in_words(row, words.lang) for row in rows])
    stated = record.text(words.lang)
    if record.unit != FLOW or record.per == "month" or not is_whole_fen(record.quantity):
        return stated
    return words("converted", stated=stated, amount=words.value(record.quantity))


def _grade(account: Account, figure: FigureInForce) -> str:
    words, record = account.words, figure.record
    if figure.carried or not figure.start_is_doubtful or record.since_grade is None:
        return words.stated(figure.grade)
    start = words.stated(record.since_grade)
    return words("doubtful_start", grade=words.stated(record.grade), start=start)


def _additional_need(account: Account) -> Iterator[str]:
    for ruling in account.rulings("additional_need", NEED):
        if ruling.value != 0:
            yield _ruled_line(account, ruling)


def _ruled_line(account: Account, ruling: Ruling) -> str:
    title, value = account.words.title(ruling.rules[0]), account.words.value(ruling.value)
    return account.words("cited_line", title=title, value=value, cite=account.cite(ruling.rules))


# -- the tests ---------------------------------------------------------------------------------------
def test_lines(account: Account, wanted: Callable[[Reason], bool] | None = None) -> Iterator[str]:
    """Say of each test that was reached, or is wanted, what it compares and whether it holds."""
    if wanted is None:
        yield from _further_quantities(account)
    for result in account.decision.tests:
        if wanted is not None and not wanted(result.reason):
            continue
        yield _test_line(account, result)
        if result.reason.left is None:
            yield from _parts(account, result.reason)


def _is_close(account: Account, left: Any, right: Any) -> bool:
    """Tell whether less than a yuan lies between amounts that a notice states a year."""
    if not isinstance(left, Money) or left.unit != FLOW or not abs(left - right) < Money.monthly(1):
        return False
    return any(each.record.per == "year" for each in account.decision.evidence.figures)


def _further_quantities(account: Account) -> Iterator[str]:
    """Say the ladder's own amounts that no test shows."""
    ladder = account.policy.ladder
    shown = {path for reason in ladder.reasons for path in (reason.left, reason.right)}
    given = {reason.right for reason in ladder.reasons}
    for step in ladder.steps:
        quantity = step.quantity
        # Months that a test counts against are said again by themselves, those used are not.
        is_said = quantity.path in given if quantity.unit == MONTHS else quantity.path not in shown
        if quantity.entity == "household" and quantity.unit.is_number and is_said:
            value = account.quantity(quantity.path)
            if value is not None and value.amount != 0:
                title, cite = account.words.title(quantity), account.cite(account.rules_at(quantity.path))
                yield account.words("cited_line", title=title, value=account.words.value(value), cite=cite)


def _test_line(account: Account, result: TestResult) -> str:
    words, reason = account.words, result.reason
    rules = account.rules_on(reason.hook, reason.holds, reason.right)
    cite = account.cite(rules) or words.cited(result.article) or words("unregulated")
    title, holds = words.title(reason), words.value(result.holds)
    sides = (result.left, result.right) if reason.left is not None else _sides_of_one_rule(account, reason)
    if sides is None or _is_idle(sides):
        return words("test", title=title, holds=holds, cite=cite)
    return _compared(account, title, sides, result.holds, cite)


def _sides_of_one_rule(account: Account, reason: Reason) -> tuple[Any, Any] | None:
    """Give what a single rule compares, where a test is made of one."""
    rulings = account.rulings_at(reason)
    return account.sides(rulings[0]) if len(rulings) == 1 else None


def _is_idle(sides: tuple[Any, Any]) -> bool:
    """Tell whether months are compared where there are none, as for a family that never drew dibao."""
    return all(isinstance(each, Months) and each == Months(0) for each in sides)


def _parts(account: Account, reason: Reason) -> Iterator[str]:
    """Say what each of several rules finds, where one test is made of them."""
    rulings = account.rulings_at(reason)
    for each in rulings if len(rulings) > 1 else ():
        title, cite = account.words.title(each.rules[0]), account.cite(each.rules)
        sides = account.sides(each)
        if sides is None:
            line = account.words("test", title=title, holds=account.words.value(each.value), cite=cite)
        else:
            line = _compared(account, title, sides, each.value, cite)
        yield INDENT + line


def _compared(account: Account, title: str, sides: tuple[Any, Any], holds: bool | None, cite: str) -> str:
    words, (left, right) = account.words, sides
    if left is None or right is None:
        said = [words("unknown_side") if each is None else words.value(each) for each in sides]
        return words("compared_open", title=title, left=said[0], right=said[1], cite=cite)
    if isinstance(left, Months):
        said = [words.value(each) for each in sides]
        return words("months_used", title=title, used=said[0], given=said[1], holds=words.value(holds), cite=cite)
    sign = "<" if left < right else "=" if left == right else ">"
    before, after = words.yearly([left, right]) if _is_close(account, left, right) else words.values([left, right])
    return words("compared", title=title, left=before, sign=sign, right=after, holds=words.value(holds), cite=cite)
