"""Prove how large the numbers of a plan can become, so that none overflows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import prod

from dibao.batch.columnwise import in_order
from dibao.batch.notation import is_at_most
from dibao.symbols.nodes import Node

INT64 = 2**63


def widest(outputs: Sequence[Node]) -> int:
    """Give a bound that no number on the way to these values exceeds, either side of zero.

    Raises:
        OverflowError: a value has no bound at all.
    """
    return max((on_the_way(node) for node in in_order(outputs) if node.unit.is_number), default=0)


def size(node: Node) -> int:
    """Give the largest absolute value of a number."""
    if node.low is None or node.high is None:
        raise OverflowError(f"{node!r} has no bounds")
    return max(abs(node.low), abs(node.high))


def _sum(args: Iterable[Node], factors: Iterable[int], offset: int, size: Callable[[Node], int]) -> int:
    return abs(offset) + sum(abs(factor) * size(arg) for arg, factor in zip(args, factors, strict=True))


def _sides(node: Node, size: Callable[[Node], int]) -> tuple[int, int]:
    """Give the same of both sides of a comparison, each with positive factors alone."""
    factors, bound = node.data
    pairs = list(zip(node.args, factors, strict=True))
    left = sum(factor * size(arg) for arg, factor in pairs if factor > 0)
    right = sum(-factor * size(arg) for arg, factor in pairs if factor < 0)
    return left, right if is_at_most(node) else right + abs(bound)


def on_the_way(node: Node, size: Callable[[Node], int] = size) -> int:
    """Give a bound of every number that is met while one value is worked out from its arguments.

    `size` gives the largest absolute value of a number.
    """
    if node.op in ("lt", "eq"):
        return max(_sides(node, size))
    if node.op == "linear":
        factors, offset = node.data
        return _sum(node.args, factors, offset, size)
    if node.op == "mul":
        product: int = prod(size(each) for each in node.args)
        return product
    if node.op in ("min", "max", "ite"):
        amounts = node.args[1:] if node.op == "ite" else node.args
        return max(size(each) * (node.den // each.den) for each in amounts)
    if node.op in ("round", "share"):
        amount, *count = node.args
        divisor = amount.den * node.data[1] * (max(size(count[0]), 1) if count else 1)
        most: int = max(2 * size(amount) + 2 * divisor, size(node) + node.data[1])
        return most
    return size(node)


def widest_comparison(outputs: Sequence[Node]) -> int:
    """Give the same of both sides of every comparison."""
    return max((on_the_way(node) for node in in_order(outputs) if node.op in ("lt", "eq")), default=0)


def fits(outputs: Sequence[Node]) -> bool:
    """Tell whether 64 bits hold every number on the way to these values."""
    try:
        return max(widest(outputs), widest_comparison(outputs)) < INT64
    except OverflowError:
        return False
