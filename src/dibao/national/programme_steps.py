"""Say how the quantities before and after the means test come about, for the programmes beside dibao."""

from __future__ import annotations

from typing import Any

from dibao.assess.means_test import Category, Item


# -- before: who is destitute --------------------------------------------------------------------------
def cannot_work(test: Any, member: Any) -> Any:
    """The person is unable to work."""
    return test.ask("cannot_work", member=member)


def tekun_income(test: Any, member: Any) -> Any:
    """The person's own income, kind by kind, each category net of what is paid out."""
    total = 0
    for name in dict.fromkeys(fact.category for fact in test.incomes):
        amount = 0
        for fact in test.incomes:
            if fact.category == name:
                kind = fact.name.removeprefix("income.")
                item = Item(kind, name, getattr(member.income, kind))
                amount = amount + test.ask("tekun_income", item=item, member=member)
        total = total + test.ask("category_income", category=Category(name, amount), member=member)
    return total


def local_standard(test: Any, member: Any) -> Any:
    """The local dibao standard, against which the person's own income is held."""
    return test.ask("standard", member=member)


def can_support(test: Any, member: Any) -> Any:
    """The person owes support to somebody of the household and is able to give it."""
    return test.ask("owes_support", member=member) and not test.ask("cannot_support", member=member)


def obligors_cannot_support(test: Any, household: Any) -> Any:
    """No relative who lives apart is able to give support; so it is where there is none."""
    return household.obligors.all(lambda obligor: test.ask("obligor_cannot_support", obligor=obligor))


def is_orphan(test: Any, member: Any) -> Any:
    """The person is an orphan."""
    return test.ask("orphan", member=member)


def is_unattended_child(test: Any, member: Any) -> Any:
    """The person is a de-facto unattended child, and no orphan."""
    return test.ask("unattended_child", member=member) and not member.is_orphan


def is_tekun(test: Any, member: Any) -> Any:
    """The person is destitute."""
    return test.ask("tekun", member=member)


# -- after: who has which programme ---------------------------------------------------------------------
def met_by_tekun(test: Any, household: Any) -> Any:
    """The share a head of those who count and are supported as destitute, which dibao does not pay again.

    It is rounded down, in favour of the others.
    """
    destitute = household.count(lambda member: member.is_tekun)
    return test.ask("benefit").shared_by(household.size, round="down", article="第二十七条") * destitute


def draws_with_family(test: Any, member: Any) -> Any:
    """The person counts in a household that draws dibao, fading out included."""
    household = test.household
    return member.counts and (household.is_dibao or household.is_gradual_exit) and not member.is_tekun


def draws_dibao(test: Any, member: Any) -> Any:
    """The person draws dibao, with the family or alone."""
    return member.draws_with_family or (member.covered_alone and not member.is_tekun)


def full_child_support(test: Any, member: Any) -> Any:
    """The child gets its support in full, since it draws neither dibao nor support as destitute."""
    is_supported = member.is_orphan or member.is_unattended_child
    return is_supported and not member.draws_dibao and not member.is_tekun


def price_asked(test: Any, household: Any) -> Any:
    """The request says that the month's price subsidy is to be reckoned."""
    return household.request.price_subsidy


def price_linked(test: Any, household: Any) -> Any:
    """The month's price subsidy is to be reckoned, and prices start it."""
    return household.price_asked and test.ask("price_linkage")


def in_price_group(test: Any, member: Any) -> Any:
    """Prices start the subsidy, and the person belongs to a group that gets it."""
    return test.household.price_linked and test.ask("price_group", member=member)


BEFORE = {
    "member.cannot_work": cannot_work,
    "member.tekun_income": tekun_income,
    "member.local_standard": local_standard,
    "member.can_support": can_support,
    "household.obligors_cannot_support": obligors_cannot_support,
    "member.is_orphan": is_orphan,
    "member.is_unattended_child": is_unattended_child,
    "member.is_tekun": is_tekun,
}
"""The steps before the means test, in order."""

AFTER = {
    "household.met_by_tekun": met_by_tekun,
    "member.draws_with_family": draws_with_family,
    "member.draws_dibao": draws_dibao,
    "member.full_child_support": full_child_support,
    "household.price_asked": price_asked,
    "household.price_linked": price_linked,
    "member.in_price_group": in_price_group,
}
"""The steps after the ladder's own, in order."""

DUE = {
    "household.met_by_tekun": "household.is_dibao",
    "household.price_linked": "household.price_asked",
    "member.in_price_group": "household.price_linked",
}
"""Steps that ask the law only where another quantity holds."""
