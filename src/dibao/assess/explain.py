"""Write a decision as a caseworker would write it for the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dibao.assess.account import Account
from dibao.assess.basis_in_words import basis_lines, warning_lines
from dibao.assess.change_in_words import change_lines
from dibao.assess.discrepancies_in_words import discrepancy_lines
from dibao.assess.income_in_words import income_lines
from dibao.assess.outcome_in_words import outcome_text, question_lines, result_lines
from dibao.assess.tests_in_words import standard_lines, test_lines
from dibao.assess.words import COMMA, LIST, Lang, Words
from dibao.household.stated import UNKNOWN
from dibao.household.values import age_years

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.household.models import Member

INDENT = "  "


def explanation(decision: Decision, lang: Lang = "zh") -> str:
    """Give the steps of a decision, then what would change its outcome.

    Args:
        decision: of any policy, settled or not.
        lang: "zh" or "en".
    """
    account = Account(decision, lang)
    parts = [list(_heading(account))]
    for title, lines in _SECTIONS:
        body = [INDENT + line for line in lines(account)]
        if body:
            number = account.words.number(len(parts))
            parts.append([account.words("section", number=number, title=account.words(title)), *body])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def day_text(words: Words, on: date) -> str:
    """Print a day."""
    return words("day", year=on.year, month=on.month, day=on.day)


def _heading(account: Account) -> Iterator[str]:
    words, household = account.words, account.household
    yield words("household", id=household.id, outcome=outcome_text(words, account.decision))
    places = [account.place(each.code) for each in account.policy.jurisdictions]
    area = "area_unknown" if household.area is UNKNOWN else str(household.area)
    day = day_text(words, account.decision.on)
    yield words("where", places=words.listed(places, LIST), day=day, area=words.stated(area))


def people_lines(account: Account) -> Iterator[str]:
    """Say of each member whether they count, and by which rule."""
    for person, member in enumerate(account.household.members):
        yield person_line(account, person, _about(account, member))
        yield from destitute_lines(account, person, member.id)
    title = account.title_of("household.size")
    yield account.words("line", title=title, value=account.words.value(account.quantity("household.size")))


def destitute_lines(account: Account, person: int, id: str) -> Iterator[str]:
    """Say that a member is supported as destitute, or may be, and by which rules."""
    path = "member.is_tekun"
    if path not in account.policy.composed.quantities or account.quantity(path, person) is False:
        return
    rules = [rule for each in account.rulings("tekun", path, person) for rule in each.rules]
    phrase = "destitute_open" if account.quantity(path, person) is None else "destitute"
    yield account.words(phrase, id=id, why=account.why(rules))


def person_line(account: Account, person: int, who: str) -> str:
    """Say whether one member counts, and by which rule."""
    belongs = account.rulings("belongs", "member.belongs", person)
    left_out = account.rulings("left_out", "member.counts", person)
    counts = account.quantity("member.counts", person)
    excluded = [each for each in left_out if each.value is True]
    if counts is None:
        phrase, why = "counts_open", [each for each in (*belongs, *left_out) if each.value is None]
    elif counts:
        phrase, why = "counts", belongs
    else:
        phrase, why = ("not_counted", excluded) if excluded else ("not_family", belongs)
    rules = [rule for each in why for rule in each.rules]
    return account.words(phrase, person=who, why=account.why(rules), cite=account.cite(rules))


def _about(account: Account, member: Member) -> str:
    words = account.words
    relation = "relation_unknown" if member.relation is UNKNOWN else str(member.relation)
    years = age_years(member.born, account.decision.on)
    age = words.stated("born_unknown") if years is None else words("age", years=years)
    return words("person", id=member.id, about=words.listed([words.stated(relation), age], COMMA))


_SECTIONS: tuple[tuple[str, Callable[[Account], Iterable[str]]], ...] = (
    ("people", people_lines),
    ("income", income_lines),
    ("standards", standard_lines),
    ("tests", test_lines),
    ("result", result_lines),
    ("questions", question_lines),
    ("discrepancies", discrepancy_lines),
    ("warnings", warning_lines),
    ("basis", basis_lines),
    ("changes", change_lines),
)
