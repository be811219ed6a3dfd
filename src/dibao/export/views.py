"""Declare the views: which rows a list has, and which fields at most.

A field that no view has cannot be exported. No view has the sum of all
programmes, for it would tell what a family draws for a child.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from dibao.assess.decision import Decision
from dibao.errors import InputError, Problem
from dibao.export import fields
from dibao.export.fields import COUNTS, DRAWS, SINGLE_PERSON, TEKUN_CARE, TEKUN_LIVING, Field, Person
from dibao.household.facts import nearest

ON_DIBAO = ("dibao", "gradual_exit")
LOW_INCOME = ("marginal", "rigid_expenditure")


@frozen
class View:
    """A list of one kind: its fields in order, and whom it is about.

    `subjects` gives for a decision of a settled status whom the list has a row on.
    `covers` is the quantity of the members whom a household's row is about, and
    `amount` the field that must be known of a row.
    """

    name: str
    title: str
    english: str
    fields: Sequence[Field]
    subjects: Callable[[Decision], Iterable[Person]]
    covers: str
    amount: Field | None = None

    def chosen(self, names: Iterable[str] | None) -> Sequence[Field]:
        """Give the named fields, or all, in the view's own order.

        Raises:
            InputError: a name is no field of this view, or none is named.
        """
        if names is None:
            return self.fields
        wanted = [names] if isinstance(names, str) else list(names)
        known = {each.name: each for each in self.fields}
        problems = [Problem("", self._refusal(name)) for name in wanted if name not in known]
        if not wanted:
            problems = [Problem("", f"no field of the view {self.name} is named; there are {', '.join(known)}")]
        if problems:
            raise InputError(problems)
        return tuple(field for name, field in known.items() if name in wanted)

    def _refusal(self, name: str) -> str:
        known = [each.name for each in self.fields]
        near = nearest(name, known)
        hint = f"did you mean {near!r}?" if near else f"its fields are {', '.join(known)}"
        return f"{str(name)[:60]!r} is no field of the view {self.name}; {hint}"


def _on_dibao(decision: Decision) -> Iterator[Person]:
    """Give the household that draws dibao, and who is covered alone."""
    if decision.status in ON_DIBAO:
        yield None
    yield from _awarded(decision, SINGLE_PERSON)


def _on_tekun(decision: Decision) -> Iterator[Person]:
    return _awarded(decision, TEKUN_LIVING, TEKUN_CARE)


def _of_low_income(decision: Decision) -> Iterator[Person]:
    if decision.status in LOW_INCOME:
        yield None


def _awarded(decision: Decision, *programmes: str) -> Iterator[Person]:
    """Give each member once to whom one of some programmes pays, if that may be announced."""
    to = {each.to for each in decision.awards if each.programme in programmes and each.public}
    yield from (person for person, member in enumerate(decision.household.members) if member.id in to)


_ALL = (
    View(
        "dibao",
        "低保对象名单",
        "those on dibao",
        (
            fields.ID, fields.JURISDICTION, fields.PLACE, fields.AREA, fields.STATUS, fields.COVER, fields.PEOPLE,
            fields.DIBAO_MONTHLY, fields.FROM, fields.ON,
        ),
        _on_dibao,
        DRAWS,
        fields.DIBAO_MONTHLY,
    ),
    View(
        "tekun",
        "特困人员名单",
        "those on tekun",
        (
            fields.ID, fields.MEMBER, fields.JURISDICTION, fields.PLACE, fields.AREA, fields.LIVING, fields.CARE,
            fields.TEKUN_MONTHLY, fields.FROM, fields.ON,
        ),
        _on_tekun,
        COUNTS,
        fields.TEKUN_MONTHLY,
    ),
    View(
        "low_income",
        "低收入家庭名单",
        "families of low income",
        (
            fields.ID, fields.JURISDICTION, fields.PLACE, fields.AREA, fields.STATUS, fields.FAMILY_SIZE, fields.ON,
        ),
        _of_low_income,
        COUNTS,
    ),
)  # fmt: skip
VIEWS: Mapping[str, View] = {each.name: each for each in _ALL}


def view_named(name: str) -> View:
    """Give a view by its name.

    Raises:
        InputError: there is none of that name.
    """
    if name in VIEWS:
        return VIEWS[name]
    near = nearest(name, VIEWS)
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(VIEWS)}"
    raise InputError([Problem("", f"{str(name)[:60]!r} is no view; {hint}")])
