"""Settle what a field of a list says of a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from dibao.assess.awards import month_after
from dibao.assess.decision import Decision
from dibao.assess.words import STATED
from dibao.symbols.amounts import Money

HOUSEHOLD, SINGLE_PERSON = "household", "single_person"
TEKUN_LIVING, TEKUN_CARE = "tekun_living", "tekun_care"
DRAWS, COUNTS = "member.draws_with_family", "member.counts"
"""Quantities of who draws dibao with a family, and of who counts in it."""
COVERS: Mapping[str, tuple[str, str]] = {
    HOUSEHOLD: ("整户保障", "whole household"),
    SINGLE_PERSON: ("单人保障", "single person"),
}


class Word(str):
    """A word of the programme, as data; `in_words` has it in Chinese and English."""

    in_words: tuple[str, str]

    def __new__(cls, name: str, chinese: str, english: str) -> Word:
        """Keep the word and how people say it."""
        word = super().__new__(cls, name)
        word.in_words = (chinese, english)
        return word

    def __reduce__(self) -> tuple[type[Word], tuple[str, str, str]]:
        """Let words be copied and pickled."""
        return Word, (str(self), *self.in_words)


Value = str | int | Money | None
"""A text, a `Word`, a count, an amount a month; None is not known."""
Person = int | None
"""Whom a row is about: the position of a member, or None for the household."""


@frozen
class Field:
    """One column of a list: its name, its titles, and what it says of a row."""

    name: str
    title: str
    english: str
    value: Callable[[Decision, Person], Value]


def _household(decision: Decision, _: Person) -> Value:
    return decision.household.id


def _member(decision: Decision, person: Person) -> Value:
    return None if person is None else decision.household.members[person].id


def _jurisdiction(decision: Decision, _: Person) -> Value:
    return decision.policy.code


def _place(decision: Decision, _: Person) -> Value:
    place = decision.policy.jurisdictions[0]
    return Word(place.title, place.title, place.english or place.title)


def _area(decision: Decision, _: Person) -> Value:
    area = decision.household.raw_values["area"]
    return None if area is None else Word(str(area), *STATED[str(area)])


def _status(decision: Decision, _: Person) -> Value:
    standing = decision.standing
    return Word(standing.name, standing.title, standing.english)


def _cover(_: Decision, person: Person) -> Value:
    name = HOUSEHOLD if person is None else SINGLE_PERSON
    return Word(name, *COVERS[name])


def _people_covered(decision: Decision, person: Person) -> Value:
    return _count(decision, DRAWS) if person is None else 1


def _people_of_family(decision: Decision, _: Person) -> Value:
    return _count(decision, COUNTS)


def _count(decision: Decision, quantity: str) -> int | None:
    """Count the members of whom a quantity holds; None while it is open of one."""
    found = [decision.quantity(quantity, person) for person in range(len(decision.household.members))]
    return None if None in found else sum(found)


def _dibao_monthly(decision: Decision, person: Person) -> Value:
    return decision.dibao_monthly if person is None else paid(decision, person, SINGLE_PERSON)


def _tekun_monthly(decision: Decision, person: Person) -> Value:
    return paid(decision, person, TEKUN_LIVING, TEKUN_CARE)


def _first_month(decision: Decision, _: Person) -> Value:
    return month_after(decision.on)


def _on(decision: Decision, _: Person) -> Value:
    return decision.on.isoformat()


def paid(decision: Decision, person: Person, *programmes: str) -> Money | None:
    """Add up what programmes pay a person a month; None while part of it is open."""
    to = None if person is None else decision.household.members[person].id
    amounts = [each.monthly for each in decision.awards if each.to == to and each.programme in programmes]
    known = [each for each in amounts if each is not None]
    return sum(known, Money.monthly(0)) if len(known) == len(amounts) else None


ID = Field("household", "家庭编号", "household", _household)
MEMBER = Field("person", "人员编号", "person", _member)
JURISDICTION = Field("jurisdiction", "行政区划代码", "code of the place", _jurisdiction)
PLACE = Field("place", "所在地", "place", _place)
AREA = Field("area", "城乡类别", "urban or rural", _area)
STATUS = Field("status", "认定结果", "status", _status)
COVER = Field("cover", "保障方式", "cover", _cover)
PEOPLE = Field("people", "保障人数", "people covered", _people_covered)
FAMILY_SIZE = Field("people", "家庭人口", "people of the family", _people_of_family)
DIBAO_MONTHLY = Field("monthly", "月保障金额（元）", "yuan a month", _dibao_monthly)
TEKUN_MONTHLY = Field("monthly", "月供养金额（元）", "yuan a month", _tekun_monthly)
LIVING = Field(
    "living",
    "基本生活标准（元/月）",
    "for living, yuan a month",
    lambda decision, person: paid(decision, person, TEKUN_LIVING),
)
CARE = Field(
    "care",
    "照料护理标准（元/月）",
    "for care, yuan a month",
    lambda decision, person: paid(decision, person, TEKUN_CARE),
)
FROM = Field("from", "起始月份", "first month", _first_month)
ON = Field("on", "决定日期", "day of the decision", _on)
