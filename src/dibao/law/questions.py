"""Settle what a hook is: one question, who may answer it, and how answers combine."""

from collections.abc import Callable
from enum import Enum
from inspect import getdoc, signature
from types import ModuleType
from typing import Any, Literal, TypeVar

import pluggy
from attrs import field, frozen

from dibao.symbols.units import FLAG, Unit

PROJECT = "dibao"
Combined = Literal["nearest", "any", "all", "sum", "programme"]
Tier = Literal["nation", "province", "prefecture", "county"]
OpenTo = Literal["nation", "province", "prefecture", "county", "any"]
Per = Literal["kind", "category", "programme"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_marker = pluggy.HookspecMarker(PROJECT)


class NoAnswer(Enum):
    """What follows when nobody answers and no value stands in."""

    REFUSED = "the policy is refused"
    NOTHING = "nothing is paid or measured"


REFUSED = NoAnswer.REFUSED
NOTHING = NoAnswer.NOTHING

Default = bool | int | str | NoAnswer
"""`False`, `True`, `0`, the path of an argument or quantity that stands in, or a `NoAnswer`."""


@frozen
class Question:
    """One question of the means test, as its hook specification states it."""

    name: str
    number: int
    combined: Combined
    open_to: OpenTo
    default: Default
    answer: Unit
    arguments: tuple[str, ...]
    may_read: tuple[str, ...] = ()
    per: Per | None = None
    module: str = field(default="", eq=False)
    doc: str = field(default="", eq=False, repr=False)

    @property
    def is_chained(self) -> bool:
        """Tell whether one chain answers, nearest first, instead of several names."""
        return self.combined == "nearest"

    @property
    def summary(self) -> str:
        """Give the question itself, the first line of the docstring."""
        return self.doc.partition("\n")[0]


def question(
    *,
    number: int,
    combined: Combined,
    open_to: OpenTo,
    default: Default,
    answer: Unit = FLAG,
    may_read: tuple[str, ...] = (),
    per: Per | None = None,
) -> Callable[[_Function], _Function]:
    """Mark a function as the specification of one question.

    The function is never called; its name, arguments and docstring are read.

    Args:
        number: the place of the question in the means test.
        combined: how several answers become one.
        open_to: the lowest level of government that may answer.
        default: what holds when nobody answers.
        answer: the unit of an answer.
        may_read: the paths of the quantities that are settled by then.
        per: what the question is asked once for, besides persons.
    """

    def mark(function: _Function) -> _Function:
        asked = Question(
            name=function.__name__,
            number=number,
            combined=combined,
            open_to=open_to,
            default=default,
            answer=answer,
            arguments=tuple(signature(function).parameters),
            may_read=may_read,
            per=per,
            module=function.__module__,
            doc=getdoc(function) or "",
        )
        function.question = asked  # type: ignore[attr-defined]
        return _marker(function)

    return mark


def questions_of(module: ModuleType) -> tuple[Question, ...]:
    """Give the questions that a module specifies, in their order."""
    found = (getattr(value, "question", None) for value in vars(module).values())
    return tuple(sorted((each for each in found if isinstance(each, Question)), key=lambda each: each.number))
