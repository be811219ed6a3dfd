"""Say what a household's income is made of, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from dibao.assess.account import Account, Ruling
from dibao.assess.words import LIST
from dibao.household.facts import Fact
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import Money

COUNTED = "member.counted_income"
HOUSEHOLD = "household.counted_income"
AFTER_COST = "household.after_employment_cost"
OFF = ("comes_off", "off_open")
ON = ("is_added", "added_open")


@frozen
class Item:
    """One income that somebody has, and how much of it counts."""

    fact: Fact
    amount: Money
    counted: Money | None
    rulings: list[Ruling]


def income_lines(account: Account) -> Iterator[str]:
    """Say what each member has, what counts, what comes off, and the sum."""
    without = []
    for person, member in enumerate(account.household.members):
        lines = list(_member_lines(account, person, member.incomes))
        yield from lines
        if not lines:
            without.append(member.id)
    if without:
        yield account.words("no_income", ids=account.words.listed(without, LIST))
    yield from assumed_lines(account)
    yield _sum(account, HOUSEHOLD)
    yield from deduction_lines(account)
    yield _sum(account, "household.household_income")


def _member_lines(account: Account, person: int, incomes: Any) -> Iterator[str]:
    words, name = account.words, account.household.members[person].id
    if incomes is UNKNOWN:
        yield words("income_unknown", id=name)
        return
    facts = account.policy.catalogue.at("member", "incomes")
    unknown = [words.title(fact) for key, fact in facts.items() if incomes.get(key) is UNKNOWN]
    if unknown:
        yield words("items_unknown", id=name, titles=words.listed(unknown, LIST))
    items = items_of(account, person)
    counts = account.quantity("member.counts", person)
    for each in items:
        verdict = _verdict(account, each) if counts else words("owner_open" if counts is None else "owner_left_out")
        yield words("item", id=name, title=words.title(each.fact), amount=words.value(each.amount), verdict=verdict)
    if counts:
        by_category = list(category_lines(account, person, items, complete=not unknown))
        yield from by_category
        if len(items) + len(by_category) > 1:
            yield _of(account, person) + _sum(account, COUNTED, person)


def items_of(account: Account, person: int) -> list[Item]:
    """Give the incomes that are known of a member, and how much of each counts."""
    incomes: Any = account.household.members[person].incomes
    if incomes is UNKNOWN:
        return []
    facts = account.policy.catalogue.at("member", "incomes")
    return [_item(account, person, fact, incomes[key]) for key, fact in facts.items() if _has(incomes, key)]


def _has(incomes: Mapping[str, Any], key: str) -> bool:
    amount = incomes.get(key)
    return amount is not None and amount is not UNKNOWN and amount.amount != 0


def _item(account: Account, person: int, fact: Fact, amount: Money) -> Item:
    rulings = account.rulings("counted_income", COUNTED, person, fact.key)
    return Item(fact, amount, rulings[0].value if rulings else amount, rulings)


def _verdict(account: Account, item: Item) -> str:
    rules = [rule for each in item.rulings for rule in each.rules]
    if item.counted == item.amount:
        # What counts in full is named among what the decision rests on.
        account.cited.update(dict.fromkeys(rules))
        return account.words("all_counts")
    why = account.why(rules)
    if item.counted is None:
        return account.words("item_open", why=why)
    if item.counted.amount == 0:
        return account.words("none_counts", why=why)
    return account.words("part_counts", part=account.words.value(item.counted), why=why)


def category_lines(account: Account, person: int, items: list[Item], complete: bool) -> Iterator[str]:
    """Say what is set against a category of a member's income."""
    facts = account.policy.catalogue.at("member", "incomes").values()
    for name in dict.fromkeys(fact.category for fact in facts):
        inside = [each.counted for each in items if each.fact.category == name]
        for ruling in account.rulings("category_income", COUNTED, person, str(name)):
            if ruling.value is None or not complete or None in inside:
                yield _change(account, ruling, None, OFF, person)
            elif (off := sum((each for each in inside if each is not None), Money.monthly(0)) - ruling.value) != 0:
                yield _change(account, ruling, abs_money(off), OFF if off > 0 else ON, person)


def assumed_lines(account: Account) -> Iterator[str]:
    """Say what is imputed to members and to obligors."""
    for person in account.people:
        if account.quantity("member.counts", person) is not False:
            yield from _changes(account, account.rulings("imputed_income", HOUSEHOLD, person), ON, person)
    for position, obligor in enumerate(account.obligors):
        for line in _changes(account, account.rulings("imputed_support", HOUSEHOLD, position), ON):
            yield account.words("of", id=obligor.id) + line


def deduction_lines(account: Account) -> Iterator[str]:
    """Say what comes off the household's income."""
    for person in account.people:
        path = "member.employment_cost"
        if account.quantity("member.counts", person) is not False and account.quantity(path, person) != 0:
            yield from _changes(account, account.rulings("employment_cost", path, person), OFF, person)
            yield _of(account, person) + _sum(account, path, person)
    if account.quantity(AFTER_COST) != account.quantity(HOUSEHOLD):
        yield _sum(account, AFTER_COST)
    rigid = "household.rigid_expenditure"
    if account.quantity(rigid) != 0:
        yield from _changes(account, account.rulings("rigid_expenditure", rigid), OFF)
        yield _sum(account, "household.after_rigid_expenditure")


def _changes(account: Account, rulings: list[Ruling], phrases: tuple[str, str], person: int = -1) -> Iterator[str]:
    for ruling in rulings:
        if ruling.value != 0:
            yield _change(account, ruling, ruling.value, phrases, person)


def _change(account: Account, ruling: Ruling, amount: Any, phrases: tuple[str, str], person: int) -> str:
    words = account.words
    who = _of(account, person) if person >= 0 else ""
    title, cite = words.title(ruling.rules[0]), account.cite(ruling.rules)
    known, still_open = phrases
    if amount is None:
        return words(still_open, who=who, title=title, cite=cite)
    return words(known, who=who, title=title, amount=words.value(amount), cite=cite)


def _of(account: Account, person: int) -> str:
    return account.words("of", id=account.household.members[person].id)


def _sum(account: Account, path: str, person: int = 0) -> str:
    value = account.words.value(account.quantity(path, person))
    return account.words("line", title=account.title_of(path), value=value)


def abs_money(amount: Money) -> Money:
    """Give the size of an amount."""
    return amount if amount.amount >= 0 else Money(-amount.amount, amount.unit)
