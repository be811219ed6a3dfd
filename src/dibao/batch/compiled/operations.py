"""The few operations of compiled loops that have no branch: choosing, comparing, dividing.

What stands for `if` in a loop is one instruction here; the compiler need not find out.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_WORD = ir.IntType(64)


def _unified(*kinds: Any) -> Any:
    """Give the type of a result: a flag if all are flags, else a whole number."""
    return types.boolean if all(isinstance(kind, types.Boolean) for kind in kinds) else types.int64


@intrinsic
def select(_: Any, condition: Any, yes: Any, no: Any) -> Any:
    """Give one of two values."""
    kind = _unified(yes, no)

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.select(builder.icmp_unsigned("!=", args[0], ir.Constant(args[0].type, 0)), args[1], args[2])

    return kind(types.boolean, kind, kind), build


@intrinsic
def least(_: Any, first: Any, second: Any) -> Any:
    """Give the smaller of two numbers."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.select(builder.icmp_signed("<", *args), *args)

    return types.int64(types.int64, types.int64), build


@intrinsic
def greatest(_: Any, first: Any, second: Any) -> Any:
    """Give the larger of two numbers."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.select(builder.icmp_signed(">", *args), *args)

    return types.int64(types.int64, types.int64), build


@intrinsic
def divided(_: Any, amount: Any, divisor: Any) -> Any:
    """Divide by a number above zero, down to the whole number below."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        amount, divisor = args
        quotient = builder.sdiv(amount, divisor)
        rest = builder.sub(amount, builder.mul(quotient, divisor))
        below = builder.zext(builder.icmp_signed("<", rest, _WORD(0)), _WORD)
        return builder.sub(quotient, below)

    return types.int64(types.int64, types.int64), build


@intrinsic
def divided_natural(_: Any, amount: Any, divisor: Any) -> Any:
    """Divide what is never negative by a number above zero, down to a whole number."""

    def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.udiv(*args)

    return types.int64(types.int64, types.int64), build
