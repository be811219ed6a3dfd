"""The operations of compiled block loops: numbers of 32 and 64 bits, and arrays that surely lie apart.

A loop of many arrays becomes one of vectors only where the compiler knows that what is
written to one is never read from another. Each array has a number, and that is said of all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_known: WeakKeyDictionary[Any, tuple[Any, Any, list[Any]]] = WeakKeyDictionary()


def _element(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    """Give the place of one element."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.gep(data, [index], inbounds=True)


def _scopes(module: Any, count: int) -> tuple[Any, list[Any]]:
    """Give the scope of all that is only read, and that of each array that is written."""
    if module not in _known:
        domain = module.add_metadata(["dibao blocks"])
        _known[module] = domain, module.add_metadata([module.add_metadata(["read", domain])]), []
    domain, read, written = _known[module]
    written += [module.add_metadata([f"written {n}", domain]) for n in range(len(written), count)]
    return read, written


def _lies_apart(builder: Any, access: Any, number: Any, count: Any) -> None:
    """Say that an access to a written array touches no other, reads included: they would tie arrays together."""
    module = builder.module
    read, written = _scopes(module, count.literal_value)
    own = number.literal_value
    others = [*read.operands, *(each for n, each in enumerate(written) if n != own)]
    access.set_metadata("alias.scope", module.add_metadata([written[own]]))
    access.set_metadata("noalias", module.add_metadata(others))


def _value(builder: Any, kind: Any, found: Any) -> Any:
    """Give what was read as a value."""
    # Numba makes a branch of reading a flag, and a loop with a branch stays one of single numbers.
    return builder.icmp_unsigned("!=", found, ir.Constant(found.type, 0)) if kind.dtype == types.boolean else found


@intrinsic
def read(_: Any, array: Any, index: Any) -> Any:
    """Give one element of an array that is only read."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = signature.args[0]
        found = builder.load(_element(context, builder, kind, args[0], args[1]))
        found.set_metadata("alias.scope", _scopes(builder.module, 0)[0])
        return _value(builder, kind, found)

    return array.dtype(array, types.int64), build


@intrinsic(prefer_literal=True)
def load(_: Any, array: Any, index: Any, number: Any, count: Any) -> Any:
    """Give one element of the written array with a number, one of so many."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = signature.args[0]
        found = builder.load(_element(context, builder, kind, args[0], args[1]))
        _lies_apart(builder, found, number, count)
        return _value(builder, kind, found)

    return array.dtype(array, types.int64, number, count), build


@intrinsic(prefer_literal=True)
def store(_: Any, array: Any, index: Any, value: Any, number: Any, count: Any) -> Any:
    """Write one element of the array with a number, one of so many."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = signature.args[0]
        stored = context.data_model_manager[kind.dtype].as_data(builder, args[2])
        written = builder.store(stored, _element(context, builder, kind, args[0], args[1]))
        _lies_apart(builder, written, number, count)
        return context.get_dummy_value()

    return types.void(array, types.int64, array.dtype, number, count), build


def _two(kind: Any, build: Callable[[Any, Any], Any]) -> Any:
    """Make an operation of two numbers of one width."""

    def typed(_: Any, first: Any, second: Any) -> Any:
        return kind(kind, kind), lambda context, builder, signature, args: build(builder, args)

    return intrinsic(typed)


def _choose(kind: Any) -> Any:
    def typed(_: Any, condition: Any, yes: Any, no: Any) -> Any:
        return kind(types.boolean, kind, kind), lambda context, builder, signature, args: builder.select(*args)

    return intrinsic(typed)


def _least(builder: Any, args: Any) -> Any:
    return builder.select(builder.icmp_signed("<", *args), *args)


def _greatest(builder: Any, args: Any) -> Any:
    return builder.select(builder.icmp_signed(">", *args), *args)


def _divided(builder: Any, args: Any) -> Any:
    """Divide by a number above zero, down to the whole number below."""
    quotient = builder.sdiv(*args)
    rest = builder.sub(args[0], builder.mul(quotient, args[1]))
    below = builder.zext(builder.icmp_signed("<", rest, ir.Constant(rest.type, 0)), rest.type)
    return builder.sub(quotient, below)


def _divided_natural(builder: Any, args: Any) -> Any:
    return builder.udiv(*args)


select32, select64, select_flag = _choose(types.int32), _choose(types.int64), _choose(types.boolean)
least32, least64 = _two(types.int32, _least), _two(types.int64, _least)
greatest32, greatest64 = _two(types.int32, _greatest), _two(types.int64, _greatest)
divided32, divided64 = _two(types.int32, _divided), _two(types.int64, _divided)
divided_natural32, divided_natural64 = _two(types.int32, _divided_natural), _two(types.int64, _divided_natural)
