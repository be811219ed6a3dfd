"""Ask z3 what can come of an expression with unknowns: the slow, sure way."""

from collections.abc import Iterator
from typing import Any

import z3

from dibao.assess.bounds import OpenOutcome
from dibao.symbols.nodes import Node

MILLISECONDS = 4000
WORDS: dict[str, int] = {}
"""Words of choices as numbers."""


class Translation:
    """Writes nodes as z3 terms on stored whole numbers."""

    def __init__(self) -> None:
        """Start with no leaves."""
        self.leaves: dict[Node, Any] = {}
        self._known: dict[Node, Any] = {}

    def term(self, node: Node) -> Any:
        """Give the z3 term of a node."""
        if node not in self._known:
            self._known[node] = self._leaf(node) if node.op in ("fact", "figure") else self._made(node)
        return self._known[node]

    def _leaf(self, node: Node) -> Any:
        name = f"x{len(self.leaves)}"
        self.leaves[node] = z3.Bool(name) if node.unit.kind == "flag" else z3.Int(name)
        return self.leaves[node]

    def limits(self) -> Iterator[Any]:
        """Give the bounds of all leaves met so far."""
        for node, leaf in self.leaves.items():
            if node.unit.is_number:
                yield from (leaf >= node.low, leaf <= node.high)

    def _made(self, node: Node) -> Any:
        parts = [self.term(each) for each in node.args]
        scaled = (
            [part * (node.den // each.den) for part, each in zip(parts, node.args, strict=True)]
            if (node.op in ("min", "max"))
            else parts
        )
        match node.op:
            case "const":
                value = node.data[0]
                return z3.BoolVal(bool(value)) if node.unit.kind == "flag" else z3.IntVal(value)
            case "linear":
                return z3.Sum([f * part for f, part in zip(node.data[0], parts, strict=True)]) + node.data[1]
            case "mul":
                return parts[0] * parts[1]
            case "min" | "max":
                result = scaled[0]
                for each in scaled[1:]:
                    result = z3.If((each < result) if node.op == "min" else (each > result), each, result)
                return result
            case "ite":
                yes, no = (part * (node.den // arg.den) for part, arg in zip(parts[1:], node.args[1:], strict=True))
                return z3.If(parts[0], yes, no)
            case "round":
                return _rounded(parts[0], node.args[0].den, *node.data)
            case "lt" | "eq":
                total = z3.Sum([f * part for f, part in zip(node.data[0], parts, strict=True)])
                return total < node.data[1] if node.op == "lt" else total == node.data[1]
            case "is":
                return parts[0] == WORDS.setdefault(node.data[0], len(WORDS))
            case "not":
                return z3.Not(parts[0])
            case "and" | "or":
                return (z3.And if node.op == "and" else z3.Or)(*parts)
        raise AssertionError(node.op)


def _rounded(value: Any, den: int, direction: str, step: int) -> Any:
    # z3 divides whole numbers like Python where the divisor is positive.
    if direction == "up":
        return -((-value) / (den * step)) * step
    if direction == "down":
        return value / (den * step) * step
    return (2 * value + den * step) / (2 * den * step) * step


def possible_rungs(opening: OpenOutcome) -> set[int] | None:
    """Give the statuses that some completion reaches; None if z3 gives up."""
    translation = Translation()
    flags = [translation.term(node) for node in opening.flags]
    found = set()
    for rung in range(len(flags) + 1):
        first = [z3.Not(each) for each in flags[:rung]] + flags[rung : rung + 1]
        solver = z3.Solver()
        solver.set("timeout", MILLISECONDS)
        solver.add(*translation.limits(), *first)
        answer = solver.check()
        if answer == z3.unknown:
            return None
        if answer == z3.sat:
            found.add(rung)
    return found


def is_possible(opening: OpenOutcome, least: int | None, most: int | None) -> bool | None:
    """Tell whether dibao can be at most `least`, or at least `most`, in fen a year."""
    translation = Translation()
    dibao = translation.term(opening.dibao)
    solver = z3.Solver()
    solver.set("timeout", MILLISECONDS)
    solver.add(*translation.limits())
    solver.add(dibao <= least * opening.dibao.den if least is not None else dibao >= (most or 0) * opening.dibao.den)
    answer = solver.check()
    return None if answer == z3.unknown else answer == z3.sat
