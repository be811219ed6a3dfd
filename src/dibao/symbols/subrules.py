"""Give a rule tracing versions of `min`, `max` and its package's helpers."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from types import FunctionType
from typing import Any

from attrs import evolve

from dibao.symbols.nodes import Node
from dibao.symbols.symbol import Symbol, constant_of, extreme, one_frame
from dibao.symbols.tracing import Leaf, current_trace, join, trace_paths, unit_error
from dibao.symbols.units import FLAG, Unit


def symbolic_min(*values: Any, key: Any = None, **options: Any) -> Any:
    """Give the smallest; on symbols one node, no path for each."""
    return _pick("min", values, key, options)


def symbolic_max(*values: Any, key: Any = None, **options: Any) -> Any:
    """Give the largest; on symbols one node, no path for each."""
    return _pick("max", values, key, options)


def _pick(op: str, values: tuple[Any, ...], key: Any, options: dict[str, Any]) -> Any:
    items = list(values[0]) if len(values) == 1 and not isinstance(values[0], Symbol) else list(values)
    if key is None and any(isinstance(each, Symbol) for each in items):
        return extreme(op, items)
    chosen: Callable[..., Any] = getattr(builtins, op)
    return chosen(items, key=key, **options)


def traced_copy(function: FunctionType) -> FunctionType:
    """Give the same rule with tracing `min`, `max` and helpers in its module's names."""
    package = (function.__module__ or "").split(".")[0]
    names = dict(function.__globals__)
    for name, value in names.items():
        if isinstance(value, FunctionType) and _is_helper(value, package):
            names[name] = _helper(value)
    names.setdefault("min", symbolic_min)
    names.setdefault("max", symbolic_max)
    copy = FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _is_helper(value: FunctionType, package: str) -> bool:
    same_package = (value.__module__ or "").split(".")[0] == package
    return (
        same_package and not hasattr(value, "dibao_rule") and not (value.__module__ or "").startswith("dibao.symbols")
    )


def _helper(function: FunctionType) -> Callable[..., Any]:
    """Trace a helper by itself, so that its paths do not multiply the rule's."""
    ready: list[FunctionType] = []

    def helper(*arguments: Any, **named: Any) -> Any:
        if not ready:
            ready.append(traced_copy(function))
        trace = current_trace()
        leaves = trace_paths(trace.graph, trace.label, lambda: ready[0](*arguments, **named), lambda answer: answer)
        if len(leaves) == 1 and not leaves[0].frames:
            return leaves[0].answer
        unit = _common_unit([each.answer for each in leaves])
        return ready[0](*arguments, **named) if unit is None else join_answers(leaves, unit)

    return helper


def _common_unit(answers: list[Any]) -> Unit | None:
    """Give the unit in which a helper's answers can be joined, if there is one."""
    units = {each.node.unit for each in answers if isinstance(each, Symbol)}
    if all(isinstance(each, bool) for each in answers):
        return FLAG
    plain = all(isinstance(each, Symbol | bool | int) for each in answers)
    return units.pop() if len(units) == 1 and plain else None


def join_answers(leaves: list[Leaf], unit: Unit, fallback: Node | None = None) -> Symbol:
    """Join the answers of a traced call, which all have one unit.

    `fallback` stands where the call answered None; without one, None is an
    error that names the path.
    """
    frame: object = None
    joined: list[Leaf] = []
    for leaf in leaves:
        for each in leaf.frames:
            frame = one_frame(frame, each)
        if isinstance(leaf.answer, Symbol):
            frame = one_frame(frame, leaf.answer.frame)
        joined.append(evolve(leaf, answer=answer_node(leaf.answer, unit, fallback)))
    return Symbol(join(current_trace().graph, joined), frame)


def answer_node(answer: Any, unit: Unit, fallback: Node | None = None) -> Node:
    """Give one answer of a rule as a node of the unit that is asked for."""
    if answer is None and fallback is not None:
        return fallback
    if isinstance(answer, Symbol):
        if answer.node.unit != unit:
            unit_error(f"answers with {answer.node.unit}; the question wants {unit}")
        return answer.node
    node = constant_of(answer, unit)
    if node is None:
        unit_error(f"answers with {answer!r}; the question wants {unit}, and amounts of money are figures")
    return node
