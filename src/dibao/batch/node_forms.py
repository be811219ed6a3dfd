"""Tell what form a value of a plan's graph has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dibao.symbols.nodes import Node


def is_multiple(node: Node) -> bool:
    """Tell whether a value is another one times a constant."""
    return node.op == "linear" and len(node.args) == 1 and not node.data[1]


def is_not_both(node: Node) -> bool:
    """Tell whether it is asked that some conditions do not hold together."""
    return node.op == "not" and node.args[0].op == "and"


def is_zero_of_zero(node: Node) -> bool:
    """Tell whether a value is zero where the one is that it is made of."""
    return is_multiple(node) or node.op == "round"


def zero_unless(node: Node) -> bool:
    """Tell whether a value is zero where some condition does, or does not, hold."""
    return node.op == "ite" and 0 in (each.constant for each in node.args[1:])


def flattened(op: str, node: Node) -> list[Node]:
    """Give the conditions that a condition joins, those of the same word within each other as well."""
    return [each for arg in node.args for each in flattened(op, arg)] if node.op == op else [node]


def each_once(args: Iterable[Node], factors: Iterable[int], offset: int) -> tuple[tuple[Node, ...], tuple[Any, ...]]:
    """Give what is added up and its factors, where different values may have become one."""
    found: dict[Node, int] = {}
    for arg, factor in zip(args, factors, strict=True):
        found[arg] = found.get(arg, 0) + factor
    return (*found,), ((*found.values(),), offset)
