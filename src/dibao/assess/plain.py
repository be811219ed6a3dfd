"""Run a rule as plain Python, with a nothing that keeps its unit."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary

from dibao.symbols.amounts import Quantity, make
from dibao.symbols.constructs import home_module, is_kernel, package_of

_copies: WeakKeyDictionary[FunctionType, FunctionType] = WeakKeyDictionary()


def plain_copy(function: Any) -> Any:
    """Give the same rule with a `min` and `max` that never lose a unit.

    Python's own `max(money, 0)` may give the bare 0, which cannot be rounded or
    shared; here it is 0 yuan. Helpers of the rule's package are copied, too.
    """
    if not isinstance(function, FunctionType):
        return function
    known = _copies.get(function)
    if known is None:
        names: dict[str, Any] = {"min": _smallest, "max": _largest, **function.__globals__}
        known = FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
        known.__kwdefaults__ = function.__kwdefaults__
        _copies[function] = known
        for name, value in function.__globals__.items():
            if _is_helper(value, function):
                names[name] = plain_copy(value)
    return known


def _is_helper(value: object, of: FunctionType) -> bool:
    if not isinstance(value, FunctionType) or is_kernel(home_module(value)):
        return False
    return package_of(value) == package_of(of) and not hasattr(value, "dibao_rule")


def _smallest(*values: Any, **options: Any) -> Any:
    return _with_unit(builtins.min, values, options)


def _largest(*values: Any, **options: Any) -> Any:
    return _with_unit(builtins.max, values, options)


def _with_unit(pick: Callable[..., Any], values: tuple[Any, ...], options: dict[str, Any]) -> Any:
    items = list(values[0]) if len(values) == 1 else list(values)
    chosen = pick(items, **options)
    like = next((each for each in items if isinstance(each, Quantity)), None)
    return make(0, like.unit) if like is not None and type(chosen) is int and chosen == 0 else chosen
