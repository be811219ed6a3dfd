"""Show a rule the household, its members and the figures, by name."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cached_property
from typing import Any, NoReturn, Protocol

from dibao.errors import RuleError


class Names(frozenset[str]):
    """The names that a rule may ask of an entity, and the groups that they lie in."""

    @cached_property
    def groups(self) -> frozenset[str]:
        """Give what stands before a dot in a name: `income` of `income.wage`."""
        dotted = (name.split(".")[:-1] for name in self)
        return frozenset(".".join(parts[:end]) for parts in dotted for end in range(1, len(parts) + 1))


class Source(Protocol):
    """Where a facade's values come from: symbols, or one stated household.

    `owner` is whose value it is: a frame while tracing, a person otherwise.
    """

    def names(self, entity: str) -> Names:
        """Give every name that a rule may ask of this entity now."""

    def value(self, entity: str, name: str, owner: object) -> Any:
        """Give a fact or a quantity by its full name."""

    def total(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Add up over `counted` members, all `member`s or `obligor`s."""

    def any(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Tell whether it holds for any of them."""

    def all(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Tell whether it holds for all of them."""

    def count(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Count those for whom it holds."""

    def fail(self, sentence: str) -> NoReturn:
        """Raise an error located at the rule that is running."""

    def figure(self, name: str, kind: str) -> Any:
        """Give a dated figure in force."""

    def band(self, name: str, value: Any, people: Any) -> Any:
        """Give the amount of the row of a band in force that a value reaches."""


class ReadOnly:
    """Something that a rule reads and can neither change, compare nor keep."""

    __slots__ = ()

    def _fail(self, sentence: str) -> NoReturn:
        raise RuleError(sentence)

    def __hash__(self) -> int:
        """Refuse: what a rule keeps of one person would answer for another."""
        self._fail("keeps a person, a household or a group of facts as a key; compare one of its facts with ==")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a rule must not write to its arguments."""
        self._fail(f"sets {name}; rules read their arguments and never change them")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: a rule must not change its arguments."""
        self._fail(f"deletes {name}; rules read their arguments and never change them")

    def __eq__(self, other: object) -> bool:
        """Refuse: persons are not compared, their facts are."""
        self._fail("compares or adds whole persons, households or groups of facts; use one of their facts")

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __eq__

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Refuse: there is nothing to call."""
        self._fail("calls a person, a household or a group of facts; name a fact without parentheses")

    def __iter__(self) -> NoReturn:
        """Refuse: rules total people, they do not loop over them."""
        self._fail("loops over people or facts; write household.total(lambda member: ...), .count, .any or .all")

    def __len__(self) -> int:
        """Refuse: people are counted by what holds for them."""
        self._fail("asks for a length; write household.size or household.count(lambda member: ...)")

    def __bool__(self) -> bool:
        """Refuse: a person is not a condition."""
        self._fail("uses a person, a household or a group of facts as a condition; compare one of its facts")


class Facade(ReadOnly):
    """One entity, or one group of its facts (`member.income`), read by name."""

    __slots__ = ("_entity", "_owner", "_prefix", "_source")
    _entity: str
    _owner: object
    _prefix: str
    _source: Source

    def __init__(self, source: Source, entity: str, owner: object = None, prefix: str = "") -> None:
        """Show an entity's facts from a source."""
        write = object.__setattr__
        write(self, "_source", source)
        write(self, "_entity", entity)
        write(self, "_owner", owner)
        write(self, "_prefix", prefix)

    def _fail(self, sentence: str) -> NoReturn:
        self._source.fail(sentence)

    def __getattr__(self, name: str) -> Any:
        """Give a fact, a quantity or a group of facts."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self._read(self._prefix + name)

    def __getitem__(self, name: str) -> Any:
        """Give a fact of a plug-in: `member.facts["hebei.registered_poor"]`."""
        if not isinstance(name, str):
            self._fail(f"asks for facts[{name!r}]; write the fact's full name as a text")
        return self._read(name if self._prefix == "facts." else self._prefix + name)

    def _read(self, full: str) -> Any:
        names = self._source.names(self._entity)
        if full in names:
            return self._source.value(self._entity, full, self._owner)
        if full == "facts" or full in names.groups:
            return Facade(self._source, self._entity, self._owner, f"{full}.")
        near = difflib.get_close_matches(full, sorted(names), n=1, cutoff=0.6)
        hint = f"did you mean {self._entity}.{near[0]}?" if near else "see the fact catalogue for what there is."
        return self._fail(f"asks for {self._entity}.{full}, which is not settled or not a fact here; {hint}")


class People(ReadOnly):
    """The members who count, all members or the obligors, as a group."""

    __slots__ = ("_over", "_source")
    _over: str
    _source: Source

    def __init__(self, source: Source, over: str) -> None:
        """Show a group of people from a source."""
        object.__setattr__(self, "_source", source)
        object.__setattr__(self, "_over", over)

    def _fail(self, sentence: str) -> NoReturn:
        self._source.fail(sentence)

    def total(self, amount: Callable[[Any], Any]) -> Any:
        """Add up an amount or a count over these people."""
        return self._source.total(self._over, amount)

    def count(self, condition: Callable[[Any], Any]) -> Any:
        """Count those for whom a condition holds."""
        return self._source.count(self._over, condition)

    def any(self, condition: Callable[[Any], Any]) -> Any:
        """Tell whether a condition holds for at least one of them."""
        return self._source.any(self._over, condition)

    def all(self, condition: Callable[[Any], Any]) -> Any:
        """Tell whether a condition holds for all of them."""
        return self._source.all(self._over, condition)


class HouseholdFacade(Facade):
    """The household: its facts, its quantities, and its members as a group."""

    __slots__ = ()

    def __init__(self, source: Source) -> None:
        """Show a household from a source."""
        super().__init__(source, "household")

    @property
    def everyone(self) -> People:
        """All members named, whether they count or not."""
        return People(self._source, "member")

    @property
    def obligors(self) -> People:
        """The relatives outside the household who owe support."""
        return People(self._source, "obligor")

    def total(self, amount: Callable[[Any], Any]) -> Any:
        """Add up an amount or a count over the members who count."""
        return self._source.total("counted", amount)

    def count(self, condition: Callable[[Any], Any]) -> Any:
        """Count the members who count and for whom a condition holds."""
        return self._source.count("counted", condition)

    def any(self, condition: Callable[[Any], Any]) -> Any:
        """Tell whether a condition holds for a member who counts."""
        return self._source.any("counted", condition)

    def all(self, condition: Callable[[Any], Any]) -> Any:
        """Tell whether a condition holds for every member who counts."""
        return self._source.all("counted", condition)


class Standards(ReadOnly):
    """The dated figures in force, by name and unit."""

    __slots__ = ("_source",)
    _source: Source

    def __init__(self, source: Source) -> None:
        """Show the figures of a source."""
        object.__setattr__(self, "_source", source)

    def _fail(self, sentence: str) -> NoReturn:
        self._source.fail(sentence)

    def money(self, name: str) -> Any:
        """Give a figure that is an amount of money."""
        return self._source.figure(name, "money")

    def share(self, name: str) -> Any:
        """Give a figure that is a share, such as 0.30."""
        return self._source.figure(name, "share")

    def months(self, name: str) -> Any:
        """Give a figure that is a number of months."""
        return self._source.figure(name, "months")

    def area(self, name: str) -> Any:
        """Give a figure that is an area in square metres."""
        return self._source.figure(name, "area")

    def count(self, name: str) -> Any:
        """Give a figure that is a count or an age."""
        return self._source.figure(name, "count")

    def flag(self, name: str) -> Any:
        """Give a figure that says yes or no."""
        return self._source.figure(name, "flag")

    def band(self, name: str, by: Any, people: Any = None) -> Any:
        """Give the amount a month of the last row whose `from` a value reaches.

        Below the first row that one holds. With `people` the rows are a head:
        each `from` is multiplied by the count before it is compared.
        """
        return self._source.band(name, by, people)
