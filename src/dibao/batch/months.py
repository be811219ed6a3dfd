"""Divide an amount a year by twelve, where that leaves whole fen for certain."""

from __future__ import annotations

from fractions import Fraction

from dibao.batch.substitution import Substitution
from dibao.symbols.nodes import Node
from dibao.symbols.units import MONTHS_A_YEAR

_TWELFTH = Fraction(1, MONTHS_A_YEAR)


def a_month(node: Node, put: Substitution) -> Node | None:
    """Give an amount per month as whole fen; None if it need not be whole."""
    graph = put.graph
    if node.op == "const":
        return None if node.data[0] % MONTHS_A_YEAR or node.den != 1 else graph.scale(node, _TWELFTH)
    if node.op == "round":
        direction, step = node.data
        if step % MONTHS_A_YEAR:
            return None
        return graph.round(graph.scale(node.args[0], _TWELFTH), direction, step // MONTHS_A_YEAR)
    if node.op == "total":
        body = a_month(node.args[0], put)
        return None if body is None else put.total(node.data[0], body)
    if node.op in ("ite", "min", "max", "mul"):
        return _of_parts(node, put)
    return _of_sum(node, put) if node.op == "linear" else None


def _of_parts(node: Node, put: Substitution) -> Node | None:
    graph = put.graph
    if node.op == "mul":
        left, right = node.args
        first, second = a_month(left, put), a_month(right, put)
        if first is not None:
            return graph.multiply(first, right)
        return None if second is None else graph.multiply(left, second)
    amounts = [a_month(each, put) for each in (node.args[1:] if node.op == "ite" else node.args)]
    if any(each is None for each in amounts):
        return None
    known = [each for each in amounts if each is not None]
    return graph.choose(node.args[0], *known) if node.op == "ite" else graph.extreme(node.op, known)


def _of_sum(node: Node, put: Substitution) -> Node | None:
    graph = put.graph
    if node.den != 1 or node.data[1] % MONTHS_A_YEAR:
        return None
    total = graph.constant(Fraction(node.data[1], MONTHS_A_YEAR), node.unit)
    for arg, factor in zip(node.args, node.data[0], strict=True):
        part = graph.scale(arg, _TWELFTH) if factor % MONTHS_A_YEAR == 0 and arg.den == 1 else a_month(arg, put)
        if part is None:
            return None
        total = graph.add(total, graph.scale(part, Fraction(factor), node.unit))
    return total if total.den == 1 else None
