"""Settle whether a household is sound: the same checks for every way in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from dibao.errors import Problem
from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.problems import (
    amount_text,
    child,
    number_problem,
    shown,
    unknown_key,
    value_problem,
    wrong_choice,
)
from dibao.household.stated import UNKNOWN
from dibao.household.values import age_years
from dibao.household.verified import NOT_OF_A_FINDING, Verified, by_source
from dibao.symbols.amounts import Area, Money, Months

if TYPE_CHECKING:
    from dibao.household.models import Award, BenefitState, Disability, Household, Member, Obligor

MOST_PEOPLE = 100
LONGEST_TEXT = 100
OLDEST_YEARS = 130
STATUSES = ("dibao", "gradual_exit", "marginal", "rigid_expenditure", "not_eligible")
CAUSES = ("employment", "income", "other")
DISABILITY_KINDS = tuple(kind for kind in BUILT_IN.fact("member", "disability.kind").values if kind != "none")

HOUSEHOLD_PLACES = ("property", "findings", "facts", "request", "monitoring")
OBLIGOR_PLACES = ("facts",)
PAID = BUILT_IN.fact("household", "prior.amount")
MEMBER_PLACES = (
    "incomes", "transfers_paid", "expenses", "flags", "findings", "facts", "father", "mother", "needs_help",
)  # fmt: skip
OPEN_PLACES = ("findings", "facts")
_JURISDICTION = re.compile(r"[0-9]{6}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


Check = Callable[[Any], str | None]


class Person(Protocol):
    """What the checks across a family read of each person."""

    @property
    def id(self) -> object:
        """The person's id within the household."""

    @property
    def relation(self) -> object:
        """The relation to the applicant."""

    @property
    def born(self) -> object:
        """The day of birth."""

    @property
    def clergy_apart_since(self) -> object:
        """The day since which the person lives apart as clergy."""


def check_household(household: Household, catalogue: Catalogue = BUILT_IN) -> list[Problem]:
    """Find everything wrong with a household that no other fact settles.

    The constructors have refused most of it; what is left are the findings
    and plug-in facts, whose names only the catalogue knows.
    """
    problems = household_problems(household, "$", catalogue)
    for index, member in enumerate(household.members):
        problems += member_problems(member, f"$.members[{index}]", catalogue)
    for index, obligor in enumerate(() if household.obligors is UNKNOWN else household.obligors):
        problems += obligor_problems(obligor, f"$.obligors[{index}]", catalogue)
    return problems


def check_on(household: Household, on: date) -> list[Problem]:
    """Find the dates of a household that cannot be on the day of decision."""
    relatives = () if household.obligors is UNKNOWN else household.obligors
    return [*date_problems(household.members, on), *date_problems(relatives, on, "$.obligors")]


def date_problems(people: Sequence[Any], on: date, where: str = "$.members") -> Iterator[Problem]:
    """Find who would be born later, or be older than people get."""
    for index, person in enumerate(people):
        for key, what in (("born", "a birth"), ("clergy_apart_since", "a day")):
            day = getattr(person, key, None)
            if not isinstance(day, date):
                continue
            years = age_years(day, on) or 0
            path = f"{where}[{index}].{key}"
            if day > on:
                yield Problem(path, f"is {day}, after {on}, the day of decision; expected {what} on or before it.")
            elif years > OLDEST_YEARS:
                yield Problem(path, f"is {day}, {years} years before {on}; expected at most {OLDEST_YEARS} years.")


def family_problems(members: Sequence[Person], obligors: Sequence[Any]) -> Iterator[Problem]:
    """Find what is wrong across people: the applicant and the ids."""
    if not members:
        yield Problem("$.members", "is empty; expected at least one member, the applicant.")
        return
    lists = {"$.members": members, "$.obligors": obligors}
    crowded = [Problem(path, too_many(people)) for path, people in lists.items() if len(people) > MOST_PEOPLE]
    if crowded:
        yield from crowded
        return
    applicants = [person.id for person in members if person.relation == "applicant"]
    if len(applicants) != 1:
        found = f"{len(applicants)} applicants, {_listed(applicants)}" if applicants else "no applicant"
        yield Problem("$.members", f'has {found}; expected exactly one member whose relation is "applicant".')
    seen: dict[str, str] = {}
    for path, person in [*_placed("$.members", members), *_placed("$.obligors", obligors)]:
        if isinstance(person.id, str):
            first = seen.setdefault(person.id, path)
            if first != path:
                yield Problem(f"{path}.id", f"is {shown(person.id)}, as is {first}.id; give each person another id.")


def too_many(people: Sequence[object]) -> str:
    """Say that a list of people is longer than any family."""
    return f"has {len(people)} entries; expected at most {MOST_PEOPLE}. Is it several households?"


def _placed(path: str, people: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(f"{path}[{index}]", person) for index, person in enumerate(people)]


def _listed(ids: Sequence[object]) -> str:
    text = ", ".join(shown(each) for each in ids[:3])
    return text if len(ids) <= 3 else f"{text}, …"


def household_problems(household: Household, path: str = "$", catalogue: Catalogue | None = None) -> list[Problem]:
    """Find what is wrong with a household itself and across its people."""
    obligors = () if household.obligors is UNKNOWN else household.obligors
    found = {
        "id": text_problem(household.id),
        "jurisdiction": jurisdiction_problem(household.jurisdiction),
        "area": value_problem(BUILT_IN.fact("household", "area"), household.area),
    }
    return [
        *_at(path, found),
        *family_problems(household.members, obligors),
        *_map_problems(household, "household", HOUSEHOLD_PLACES, path, catalogue),
    ]


def member_problems(member: Member, path: str = "$", catalogue: Catalogue | None = None) -> list[Problem]:
    """Find what is wrong with one member."""
    apart = member.clergy_apart_since
    found = {
        "id": text_problem(member.id),
        "relation": value_problem(BUILT_IN.fact("member", "relation"), member.relation),
        "born": date_problem(member.born),
        "education": value_problem(BUILT_IN.fact("member", "education"), member.education),
        "clergy_apart_since": None if apart is None else date_problem(apart),
    }
    return [*_at(path, found), *_map_problems(member, "member", MEMBER_PLACES, path, catalogue)]


def obligor_problems(obligor: Obligor, path: str = "$", catalogue: Catalogue | None = None) -> list[Problem]:
    """Find what is wrong with one obligor."""
    found = {"id": text_problem(obligor.id), "born": date_problem(obligor.born)}
    facts = {key: fact for key, fact in BUILT_IN.at("obligor", "").items() if not fact.derived}
    stated = ((key, fact, each) for key, fact in facts.items() for each in by_source(getattr(obligor, key)))
    wrong = ((child(path, key) + below, value_problem(fact, value)) for key, fact, (below, value) in stated)
    return [
        *_at(path, found),
        *(Problem(where, text) for where, text in wrong if text is not None),
        *_map_problems(obligor, "obligor", OBLIGOR_PLACES, path, catalogue),
    ]


def disability_problems(disability: Disability) -> list[Problem]:
    """Find what is wrong with a disability; none at all is not one."""
    return _checked(disability, DISABILITY_CHECKS)


def award_problems(award: Award) -> list[Problem]:
    """Find what is wrong with one earlier award."""
    return _checked(award, AWARD_CHECKS)


def prior_problems(prior: BenefitState) -> list[Problem]:
    """Find what is wrong with what a household received before."""
    return _checked(prior, PRIOR_CHECKS)


def text_problem(value: object) -> str | None:
    """Say what is wrong with an id or a name, if anything is."""
    if isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT and value.isprintable():
        return None
    return f"is {shown(value)}; expected a printable text of 1 to {LONGEST_TEXT} characters."


def jurisdiction_problem(value: object) -> str | None:
    """Say what is wrong with a code of six digits, if anything is."""
    if isinstance(value, str) and _JURISDICTION.fullmatch(value):
        return None
    return f'is {shown(value)}; expected a text of six digits such as "431281".'


def month_problem(value: object) -> str | None:
    """Say what is wrong with a month such as 2024-03, if anything is."""
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return None
    return f'is {shown(value)}; expected a month such as "2024-03".'


def date_problem(value: object) -> str | None:
    """Say what is wrong with a date, if anything is."""
    if value is UNKNOWN or (isinstance(value, date) and not isinstance(value, datetime)):
        return None
    return f'is {shown(value)}; expected a date such as "1970-05-01".'


def paid_problem(value: object) -> str | None:
    """Say what is wrong with an amount paid a month; it is whole fen."""
    problem = value_problem(PAID, value)
    if problem is None and isinstance(value, Money) and not value.is_whole_fen:
        return f"is {amount_text(value)}, not whole fen a month; expected an amount as it was paid."
    return problem


def choice_problem(value: object, choices: tuple[str, ...]) -> str | None:
    """Say that a value is neither unknown nor one of the choices."""
    return None if value is UNKNOWN or (isinstance(value, str) and value in choices) else wrong_choice(value, choices)


DISABILITY_CHECKS: dict[str, Check] = {
    "kind": lambda value: choice_problem(value, DISABILITY_KINDS),
    "grade": lambda value: None if value is UNKNOWN else number_problem(value, 1, 4),
}
AWARD_CHECKS: dict[str, Check] = {"programme": text_problem, "to": text_problem, "monthly": paid_problem}
PRIOR_CHECKS: dict[str, Check] = {
    "status": lambda value: choice_problem(value, STATUSES),
    "dibao_monthly": paid_problem,
    "cause": lambda value: None if value is None else choice_problem(value, CAUSES),
    "exit_decided": lambda value: None if value is None else month_problem(value),
    "grace_months_used": lambda value: value_problem(BUILT_IN.fact("household", "prior.grace_months_used"), value),
}


def _checked(model: object, checks: Mapping[str, Check]) -> list[Problem]:
    return _at("$", {key: check(getattr(model, key)) for key, check in checks.items()})


def _at(path: str, found: Mapping[str, str | None]) -> list[Problem]:
    return [Problem(child(path, key), text) for key, text in found.items() if text is not None]


def _map_problems(
    owner: object, entity: Entity, places: Iterable[str], path: str, catalogue: Catalogue | None
) -> Iterator[Problem]:
    for place in places:
        yield from _entries_problems(getattr(owner, place), entity, place, child(path, place), catalogue)


def _entries_problems(
    stated: object, entity: Entity, place: str, path: str, catalogue: Catalogue | None
) -> Iterator[Problem]:
    """Check one map; without a catalogue plug-ins may add to it."""
    if stated is UNKNOWN:
        return
    if not isinstance(stated, Mapping):
        yield Problem(path, f"is {shown(stated)}; expected a map of names and values.")
        return
    known = catalogue or BUILT_IN
    facts = known.at(entity, place)
    for key, value in stated.items():
        if key not in facts and not (catalogue is None and place in OPEN_PLACES):
            text = unknown_key(f"under {place}", key, value, known.suggest(entity, place, key))
            yield Problem(child(path, key), text)
        elif place == "findings" and isinstance(value, Verified):
            yield Problem(child(path, key), NOT_OF_A_FINDING)
        else:
            found = ((below, _entry_problem(facts.get(key), each)) for below, each in by_source(value))
            yield from (Problem(child(path, key) + below, text) for below, text in found if text is not None)


def _entry_problem(fact: Fact | None, value: object) -> str | None:
    """Say what is wrong with one value; without a fact a plug-in may know it."""
    if fact is not None:
        return value_problem(fact, value)
    return None if _may_be_stated(value) else f"is {shown(value)}; expected an amount, area, number, flag or word."


def _may_be_stated(value: object) -> bool:
    return value is UNKNOWN or isinstance(value, bool | int | str | Money | Months | Area)
