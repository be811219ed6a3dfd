"""Settle what is stated about a household: its people, property and past.

Every model is frozen and checked when it is built. A map that is left out is
wholly unknown; what a present map does not name is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, cast

from attrs import Attribute, Factory, field, fields, frozen

from dibao.errors import InputError, Problem
from dibao.household import checks
from dibao.household.problems import shown
from dibao.household.progress import Progress
from dibao.household.stated import UNKNOWN, ReadOnlyMap, Unknown, written_date
from dibao.household.values import Raw, raw_household, raw_member, raw_obligor
from dibao.household.verified import Verified
from dibao.symbols.amounts import Money, Months

Stated = ReadOnlyMap | Unknown
ON_DIBAO = ("dibao", "gradual_exit")


def to_map(value: Mapping[str, Any] | Unknown | None) -> Stated:
    """Give a read-only map; `None` is an empty one or a left-out entry."""
    if value is None:
        return ReadOnlyMap()
    if not isinstance(value, Mapping):
        return value
    plain = {key: _plain(each) for key, each in value.items() if each is not None}
    return ReadOnlyMap(plain)


def to_findings(value: Mapping[str, Any] | Unknown | None) -> ReadOnlyMap:
    """Give a read-only map without unknowns: no finding is an unknown one."""
    stated: Any = ReadOnlyMap() if value is None or value is UNKNOWN else value
    if isinstance(stated, Mapping):
        return ReadOnlyMap({key: _plain(each) for key, each in stated.items() if each is not UNKNOWN})
    return cast(ReadOnlyMap, stated)


def to_date(value: date | str | Unknown | None) -> Any:
    """Give the date of a text such as 1970-05-01; leave all else as it is."""
    try:
        return (written_date(value) or value) if isinstance(value, str) else value
    except ValueError:
        return value


def to_items(value: Sequence[Any] | Unknown | None) -> Any:
    """Give a tuple; `None` is an empty one."""
    return () if value is None else tuple(value) if isinstance(value, list) else value


def to_members(value: Sequence[Member] | Unknown | None) -> tuple[Member, ...]:
    """Give a tuple of members; unknown ones are none, which is refused."""
    return () if value is UNKNOWN else cast("tuple[Member, ...]", to_items(value))


def _plain(value: object) -> object:
    return value.amount if isinstance(value, Months) else value


def _is_a(kind: type) -> Any:
    """Give a validator: what is stated must be of the kind."""

    def validate(owner: object, attribute: Attribute[Any], value: object) -> None:
        stated = () if value is None or value is UNKNOWN else value
        items = stated if isinstance(stated, tuple) else (stated,)
        wrong = [each for each in items if not isinstance(each, kind)]
        if wrong:
            message = f"is {shown(wrong[0])}; expected {kind.__name__}(...)."
            raise InputError([Problem(f"$.{attribute.name}", message)])

    return validate


def _none_word(value: Any) -> Any:
    return "none" if value is None else value


def _refuse(kind: str, name: object, problems: list[Problem]) -> None:
    if problems:
        raise InputError(problems, f"{kind} {shown(name)}")


@frozen
class Disability:
    """A certified disability: its kind and its grade from 1 to 4."""

    kind: str | Unknown
    grade: int | Unknown

    def __attrs_post_init__(self) -> None:
        """Check kind and grade."""
        _refuse("disability", self.kind, checks.disability_problems(self))


@frozen
class Award:
    """What one programme pays a month to a household or a person."""

    programme: str
    to: str
    monthly: Money

    def __attrs_post_init__(self) -> None:
        """Check the amount."""
        _refuse("award", self.programme, checks.award_problems(self))


@frozen
class BenefitState:
    """What a household received before, and how far it is on its way out.

    `exit_decided` is the month ("2024-03") in which an exit was decided; `progress`
    is where a timeline stopped, so that it can go on.
    """

    status: str | Unknown
    dibao_monthly: Money | Unknown
    awards: tuple[Award, ...] = field(default=(), converter=to_items, validator=_is_a(Award))
    cause: str | Unknown | None = None
    exit_decided: str | None = None
    grace_months_used: int | Unknown = field(default=0, converter=_plain)
    progress: Progress | None = field(default=None, validator=_is_a(Progress))

    def __attrs_post_init__(self) -> None:
        """Check status, amount, cause and months."""
        _refuse("prior", self.status, checks.prior_problems(self))

    @property
    def on_dibao(self) -> bool | Unknown:
        """Tell whether the household drew dibao, fading out included."""
        return UNKNOWN if self.status is UNKNOWN else self.status in ON_DIBAO


def _no_transfers_beside_incomes(member: Member) -> Stated:
    return UNKNOWN if member.incomes is UNKNOWN else ReadOnlyMap()


BESIDE_FLAGS = ("disability", "clergy_apart_since", "father", "mother")
"""What is none of a member when it is left out beside flags, and unknown without them."""


def _nothing_beside_flags(member: Member) -> Stated:
    return UNKNOWN if member.flags is UNKNOWN else ReadOnlyMap()


def _none_beside_flags(member: Member) -> Unknown | None:
    return UNKNOWN if member.flags is UNKNOWN else None


@frozen
class Member:
    """One person of a household, and what is stated about them."""

    id: str
    relation: str | Unknown = UNKNOWN
    born: date | Unknown = field(default=UNKNOWN, converter=to_date)
    incomes: Stated = field(default=UNKNOWN, converter=to_map)
    transfers_paid: Stated = field(default=Factory(_no_transfers_beside_incomes, takes_self=True), converter=to_map)
    expenses: Stated = field(default=UNKNOWN, converter=to_map)
    flags: Stated = field(default=UNKNOWN, converter=to_map)
    clergy_apart_since: date | Unknown | None = field(
        default=Factory(_none_beside_flags, takes_self=True), converter=to_date
    )
    education: str | Unknown = field(default=UNKNOWN, converter=_none_word)
    disability: Disability | Unknown | None = field(
        default=Factory(_none_beside_flags, takes_self=True), validator=_is_a(Disability)
    )
    findings: ReadOnlyMap = field(factory=ReadOnlyMap, converter=to_findings)
    facts: Stated = field(default=UNKNOWN, converter=to_map)
    father: Stated = field(default=Factory(_nothing_beside_flags, takes_self=True), converter=to_map)
    mother: Stated = field(default=Factory(_nothing_beside_flags, takes_self=True), converter=to_map)
    needs_help: Stated = field(default=UNKNOWN, converter=to_map)

    def __attrs_post_init__(self) -> None:
        """Check everything that is stated."""
        _refuse("member", self.id, checks.member_problems(self))

    @cached_property
    def raw_values(self) -> Mapping[str, Raw]:
        """Give the raw values that do not depend on the day, by fact name."""
        return raw_member(self)


@frozen
class Obligor:
    """A relative who lives apart and owes support (赡养、抚养、扶养义务人)."""

    id: str
    relation: str | Unknown | Verified = UNKNOWN
    income: Money | Unknown | Verified = UNKNOWN
    household_size: int | Unknown | Verified = UNKNOWN
    supports: int | Unknown | Verified = UNKNOWN
    pays: Money | Unknown | Verified = UNKNOWN
    on_assistance: bool | Unknown | Verified = UNKNOWN
    born: date | Unknown = field(default=UNKNOWN, converter=to_date)
    own_income: Money | Unknown | Verified = UNKNOWN
    situation: str | Unknown | Verified = field(default=UNKNOWN, converter=_none_word)
    property_within_limits: bool | Unknown | Verified = UNKNOWN
    facts: Stated = field(default=UNKNOWN, converter=to_map)

    def __attrs_post_init__(self) -> None:
        """Check everything that is stated."""
        _refuse("obligor", self.id, checks.obligor_problems(self))

    @cached_property
    def raw_values(self) -> Mapping[str, Raw]:
        """Give the raw values by fact name."""
        return raw_obligor(self)


@frozen
class Household:
    """A family that applies, as stated on one day.

    `prior` is `None` for a family that never received a benefit, and unknown
    when it is left out. A `request` that is left out asks for nothing; only
    monitoring reads `monitoring`.
    """

    id: str
    jurisdiction: str
    area: str | Unknown = UNKNOWN
    members: tuple[Member, ...] = field(converter=to_members, validator=_is_a(Member), kw_only=True)
    obligors: tuple[Obligor, ...] | Unknown = field(default=UNKNOWN, converter=to_items, validator=_is_a(Obligor))
    property: Stated = field(default=UNKNOWN, converter=to_map)
    findings: ReadOnlyMap = field(factory=ReadOnlyMap, converter=to_findings)
    prior: BenefitState | Unknown | None = field(default=UNKNOWN, validator=_is_a(BenefitState))
    facts: Stated = field(default=UNKNOWN, converter=to_map)
    request: Stated = field(factory=ReadOnlyMap, converter=to_map)
    monitoring: Stated = field(default=UNKNOWN, converter=to_map)

    def __attrs_post_init__(self) -> None:
        """Check the household and that its people fit together."""
        _refuse("household", self.id, checks.household_problems(self))

    @cached_property
    def relatives(self) -> tuple[Obligor, ...]:
        """Give the obligors; where nobody named them, one of whom nothing is known."""
        return (Obligor("?"),) if self.obligors is UNKNOWN else self.obligors

    @cached_property
    def raw_values(self) -> Mapping[str, Raw]:
        """Give the raw values by name; findings and plug-in facts stay out."""
        return raw_household(self)


_NAMES = tuple(each.name for each in fields(Household))


def with_past(household: Household, prior: BenefitState | None, findings: ReadOnlyMap) -> Household:
    """Give a household with another past and other findings; what was checked is not checked again.

    A timeline does so at every decision, and checking anew would take as long as deciding.
    """
    other = Household.__new__(Household)
    for name in _NAMES:
        object.__setattr__(other, name, getattr(household, name))
    object.__setattr__(other, "prior", prior)
    object.__setattr__(other, "findings", findings)
    return other
