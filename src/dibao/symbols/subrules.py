"""Give a rule tracing versions of `min`, `max` and its package's helpers."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import CodeType, FunctionType
from typing import Any

from attrs import evolve

from dibao.symbols.amounts import Months
from dibao.symbols.constructs import home_module, package_of
from dibao.symbols.facades import Facade, Standards
from dibao.symbols.nodes import Node
from dibao.symbols.symbol import Symbol, constant_of, extreme, one_frame
from dibao.symbols.tracing import Leaf, current_trace, join, trace_paths, unit_error
from dibao.symbols.units import COUNT, FLAG, Unit


def symbolic_min(*values: Any, key: Any = None, **options: Any) -> Any:
    """Give the smallest; on symbols one node, no path for each."""
    return _pick("min", values, key, options)


def symbolic_max(*values: Any, key: Any = None, **options: Any) -> Any:
    """Give the largest; on symbols one node, no path for each."""
    return _pick("max", values, key, options)


def _pick(op: str, values: tuple[Any, ...], key: Any, options: dict[str, Any]) -> Any:
    if len(values) == 1 and isinstance(values[0], Symbol):
        current_trace().fail(f"asks for the {op} of one value; give {op} two values or more, or a tuple of them")
    items = list(values[0]) if len(values) == 1 else list(values)
    if key is None and any(isinstance(each, Symbol) for each in items):
        return extreme(op, items)
    chosen: Callable[..., Any] = getattr(builtins, op)
    return chosen(items, key=key, **options)


def traced_copy(function: FunctionType) -> FunctionType:
    """Give the same rule with tracing `min`, `max` and helpers in its module's names."""
    code, known = function.__code__, function.__globals__
    names = {name: known[name] for name in ("__name__", "__builtins__", *_names_in(code)) if name in known}
    for name, value in names.items():
        if isinstance(value, FunctionType) and _is_helper(value, package_of(function)):
            names[name] = _helper(value)
    names.setdefault("min", symbolic_min)
    names.setdefault("max", symbolic_max)
    copy = FunctionType(code, names, function.__name__, function.__defaults__, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _names_in(code: CodeType) -> Iterator[str]:
    """Give every name that a function, or one inside it, may look up in its module."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def _is_helper(value: FunctionType, package: str) -> bool:
    home = home_module(value)
    is_shared = package_of(value) == package or home.startswith("dibao.strategies")
    return is_shared and not home.startswith("dibao.symbols") and not hasattr(value, "dibao_rule")


def _helper(function: FunctionType) -> Callable[..., Any]:
    """Trace a helper by itself, so that its paths do not multiply the rule's."""
    ready: list[FunctionType] = []
    known: dict[Any, tuple[Any, Any]] = {}

    def helper(*arguments: Any, **named: Any) -> Any:
        if not ready:
            ready.append(traced_copy(function))
        trace = current_trace()
        # A rule runs once for each of its paths; asked the same again, the helper says the same.
        key = (trace.graph, *map(_identity, (*arguments, *named.values())), *named)
        if None not in key and key in known:
            return known[key][0]
        leaves = trace_paths(trace.graph, trace.label, lambda: ready[0](*arguments, **named), lambda answer: answer)
        unit = _common_unit([each.answer for each in leaves])
        if len(leaves) == 1 and not leaves[0].frames:
            answer = leaves[0].answer
        elif unit is not None:
            answer = join_answers(leaves, unit)
        else:
            # Answers of different kinds, such as tuples or None on some paths, are followed one by one instead.
            return ready[0](*arguments, **named)
        # The arguments are kept, so that no other person comes to have their identity.
        known[key] = (answer, (arguments, named))
        return answer

    return helper


def _identity(argument: Any) -> Any:
    """Give what tells an argument of a helper from others; None where nothing does."""
    if isinstance(argument, Symbol):
        return ("symbol", argument.node, id(argument.frame))
    if isinstance(argument, Facade):
        return ("facade", argument._entity, id(argument._owner), argument._prefix)
    if isinstance(argument, Standards):
        return ("standards",)
    return (type(argument), argument) if isinstance(argument, bool | int | str | Months) else None


def _common_unit(answers: list[Any]) -> Unit | None:
    """Give the unit in which a helper's answers can be joined, if there is one."""
    units = {each.node.unit for each in answers if isinstance(each, Symbol)}
    if all(isinstance(each, bool) for each in answers):
        return FLAG
    if all(type(each) is int for each in answers):
        return COUNT
    plain = all(isinstance(each, Symbol | bool | int | str | Months) for each in answers)
    return units.pop() if len(units) == 1 and plain else None


def join_answers(leaves: list[Leaf], unit: Unit) -> Symbol:
    """Join the answers of a traced call, which all have one unit."""
    joined = [evolve(each, answer=answer_node(each.answer, unit)) for each in leaves]
    answers = [each.answer for each in leaves]
    words = [*(each.words for each in answers if isinstance(each, Symbol)), [a for a in answers if isinstance(a, str)]]
    return Symbol(join(current_trace().graph, joined), frame_of(leaves), tuple(dict.fromkeys(chain(*words))))


def frame_of(leaves: Iterable[Leaf]) -> object:
    """Give the one person whose values the paths and answers of a call are."""
    frame: object = None
    for leaf in leaves:
        for each in (*leaf.frames, getattr(leaf.answer, "frame", None)):
            frame = one_frame(frame, each)
    return frame


def check_owner(answer: Any, owner: object) -> None:
    """Refuse an answer that rests on another person than the question is about."""
    trace = current_trace()
    if any(each not in (None, owner) for each in (*trace.frames.values(), getattr(answer, "frame", None))):
        trace.fail(
            "answers from a person it met inside total, count, any or all; such a person may only be looked at "
            "there, so let the lambda give what you need"
        )


def answer_node(answer: Any, unit: Unit) -> Node:
    """Give one answer of a rule as a node of the unit that is asked for."""
    if isinstance(answer, Symbol):
        if answer.node.unit != unit:
            unit_error(f"answers with {answer.node.unit}; the question wants {unit}")
        return answer.node
    node = constant_of(answer, unit)
    if node is None:
        unit_error(f"answers with {answer!r}; the question wants {unit}, and amounts of money are figures")
    return node
