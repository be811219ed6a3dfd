"""Stand in for a number, a flag or a choice while a rule is traced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from dibao.errors import UnitError
from dibao.symbols.amounts import Months, Unsettled, exact
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.refusals import INSTEAD
from dibao.symbols.rounding import Direction, Period, Step, step_in_storage, step_of_sharing
from dibao.symbols.tracing import current_trace, unit_error
from dibao.symbols.units import CHOICE, COUNT, FLAG, MONTHS, Unit


class Symbol(Unsettled):
    """A value that is not known yet; plain Python operators work on it.

    `frame` marks whose value it is: two members' values never mix unseen.
    """

    __slots__ = ("frame", "node", "words")
    node: Node
    frame: object
    words: tuple[str, ...]

    def __init__(self, node: Node, frame: object = None, words: tuple[str, ...] = ()) -> None:
        """Wrap a node; `words` are the values that a choice may have."""
        _write_node(self, node)
        _write_frame(self, frame if node.scope != HOUSEHOLD else None)
        _write_words(self, words)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a rule must not write to its arguments."""
        current_trace().fail(f"sets {name} on a value; rules read their arguments and never change them")

    def __getattr__(self, name: str) -> NoReturn:
        """Name what the value does have."""
        if name.startswith("__"):
            raise AttributeError(name)
        known = "round_up, round_down, round_half_up, shared_by" if self.node.unit.is_money else "comparison"
        current_trace().fail(f"asks a value for .{name}; {self.node.unit} offers {known} only")

    def __repr__(self) -> str:
        """Show the node, for a debugger only."""
        return f"<symbol {self.node!r}>"

    # -- arithmetic --------------------------------------------------------------------------------
    def __add__(self, other: Any) -> Symbol:
        """Add a value of the same unit."""
        node, frame = self._operand(other, "added to")
        return Symbol(_graph().add(self.node, node), frame)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Symbol:
        """Take away a value of the same unit."""
        node, frame = self._operand(other, "combined with")
        return Symbol(_graph().add(self.node, node, -1), frame)

    def __rsub__(self, other: Any) -> Symbol:
        """Be taken away from a number."""
        return (-self).__add__(other)

    def __neg__(self) -> Symbol:
        """Turn the sign."""
        self._need_number("negated")
        return Symbol(_graph().scale(self.node, Fraction(-1)), self.frame)

    def __abs__(self) -> Symbol:
        """Give the size without the sign."""
        return extreme("max", (self, -self))

    def __mul__(self, other: Any) -> Symbol:
        """Scale by a count or a share, or turn a flow into a stock by months."""
        self._need_number("multiplied")
        graph = _graph()
        if isinstance(other, Symbol):
            other._need_number("multiplied")
            return Symbol(_checked(graph.multiply, self.node, other.node), _same_frame(self, other))
        if isinstance(other, Months):
            factor = graph.constant(other.amount, MONTHS)
            return Symbol(_checked(graph.multiply, self.node, factor), self.frame)
        if isinstance(other, bool) or not isinstance(other, int | Fraction | Decimal):
            unit_error(f"{self.node.unit} cannot be multiplied by {other!r}; use a count, a share or months")
        return Symbol(graph.scale(self.node, _checked(exact, other)), self.frame)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Symbol:
        """Divide by a whole number."""
        self._need_number("divided")
        if type(other) is not int or other == 0:
            what = other.node.unit if isinstance(other, Symbol) else repr(other)
            unit_error(
                f"{self.node.unit} cannot be divided by {what}; compare by multiplying the other side, "
                "or use shared_by(count, round=..., article=...)"
            )
        return Symbol(_graph().scale(self.node, Fraction(1, other)), self.frame)

    # -- comparison --------------------------------------------------------------------------------
    def __lt__(self, other: Any) -> Symbol:
        """Compare with a value of the same unit."""
        return self._compare("<", other)

    def __le__(self, other: Any) -> Symbol:
        """Compare with a value of the same unit."""
        return self._compare("<=", other)

    def __gt__(self, other: Any) -> Symbol:
        """Compare with a value of the same unit."""
        return self._compare(">", other)

    def __ge__(self, other: Any) -> Symbol:
        """Compare with a value of the same unit."""
        return self._compare(">=", other)

    def __eq__(self, other: Any) -> Symbol:  # type: ignore[override]
        """Compare with a value of the same unit, a word of a choice or a flag."""
        kind = self.node.unit.kind
        if kind == "choice":
            return self._is_word(other)
        if kind == "flag":
            return self._same_flag(other)
        return self._compare("==", other)

    def __ne__(self, other: Any) -> Symbol:  # type: ignore[override]
        """Give the opposite of ==."""
        equal = self.__eq__(other)
        return Symbol(_graph().negate(equal.node), equal.frame)

    def _compare(self, op: str, other: Any) -> Symbol:
        node, frame = self._operand(other, "compared with")
        return Symbol(_graph().compare(op, self.node, node), frame)

    def _is_word(self, other: Any) -> Symbol:
        if not isinstance(other, str):
            unit_error(f"a choice is compared with one of the words {', '.join(self.words)}, not with {other!r}")
        if self.words and other not in self.words:
            unit_error(f"{other!r} is none of the words of this choice; they are {', '.join(self.words)}")
        return Symbol(_graph().chosen(self.node, other), self.frame)

    def _same_flag(self, other: Any) -> Symbol:
        graph = _graph()
        if isinstance(other, bool):
            return self if other else Symbol(graph.negate(self.node), self.frame)
        if not isinstance(other, Symbol) or other.node.unit.kind != "flag":
            unit_error(f"a flag is compared with True, False or another flag, not with {other!r}")
        frame = _same_frame(self, other)
        same = graph.choose(self.node, other.node, graph.negate(other.node))
        return Symbol(same, frame)

    def __bool__(self) -> bool:
        """Follow a condition both ways; an amount is not a condition."""
        if self.node.unit.kind != "flag":
            unit_error(f"{self.node.unit} is not a condition; compare it, for instance with > 0")
        return current_trace().decide(self.node, self.frame)

    # -- rounding ----------------------------------------------------------------------------------
    def round_up(self, *, to: Step, per: Period = "month") -> Symbol:
        """Round up to a whole multiple of a step, per month unless said."""
        return self._rounded("up", to, per)

    def round_down(self, *, to: Step, per: Period = "month") -> Symbol:
        """Round down to a whole multiple of a step, per month unless said."""
        return self._rounded("down", to, per)

    def round_half_up(self, *, to: Step, per: Period = "month") -> Symbol:
        """Round to the nearest multiple of a step, half going up."""
        return self._rounded("half_up", to, per)

    def _rounded(self, direction: Direction, to: Step, per: Period) -> Symbol:
        self._need_money()
        step: int = _checked(step_in_storage, to, self.node.unit, per)
        return Symbol(_graph().round(self.node, direction, step), self.frame)

    def shared_by(
        self, count: Any, *, round: Direction, article: str, to: Step | None = None, per: Period = "month"
    ) -> Symbol:
        """Share among a count, rounded with its article; among nobody it is 0."""
        self._need_money()
        step: int = _checked(step_of_sharing, to, self.node.unit, per, round, article)
        node, frame = _like(count, COUNT, self.frame)
        if node.den != 1:
            unit_error("shared_by takes a whole count; this one has a share in it")
        return Symbol(_graph().share(self.node, node, round, step), frame)

    def _need_money(self) -> None:
        if not self.node.unit.is_money:
            unit_error(f"only money is rounded or shared, not {self.node.unit}")

    # -- operands ----------------------------------------------------------------------------------
    def _need_number(self, action: str) -> None:
        if not self.node.unit.is_number:
            hint = "count members with household.count" if self.node.unit.kind == "flag" else "compare it with =="
            unit_error(f"a {self.node.unit} cannot be {action}; {hint}")

    def _operand(self, other: Any, action: str) -> tuple[Node, object]:
        self._need_number(action)
        return _like(other, self.node.unit, self.frame, action)


# Past `__setattr__`, which refuses; rules make hundreds of thousands of symbols.
_write_node, _write_frame, _write_words = (getattr(Symbol, name).__set__ for name in ("node", "frame", "words"))


def _refusal(name: str, why: str) -> Callable[..., NoReturn]:
    def refuse(self: Symbol, *_: object, **__: object) -> NoReturn:
        current_trace().fail(f"a value ({self.node.unit}) {why}")

    refuse.__name__ = name
    refuse.__doc__ = "Refuse, and say what to write instead."
    return refuse


for _name, _why in INSTEAD.items():
    setattr(Symbol, _name, _refusal(_name, _why))


def _graph() -> Graph:
    return current_trace().graph


def _checked(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except UnitError as error:
        unit_error(str(error))


def _same_frame(left: Symbol, right: Symbol) -> object:
    return one_frame(left.frame, right.frame)


def one_frame(left: object, right: object) -> object:
    """Give the person whose values two values are; refuse two persons."""
    if left is not None and right is not None and left is not right:
        current_trace().fail(
            "mixes one member's value with another's; inside household.total(...) use only that lambda's member"
        )
    return right if left is None else left


def _like(other: Any, unit: Unit, frame: object, action: str = "combined with") -> tuple[Node, object]:
    """Give a Python value as a node of a unit, or say why it is not one."""
    if isinstance(other, Symbol):
        if other.node.unit != unit:
            unit_error(f"{unit} cannot be {action} {other.node.unit}; {_hint(unit, other.node.unit)}")
        return other.node, one_frame(frame, other.frame)
    node = constant_of(other, unit)
    if node is None:
        unit_error(f"{unit} cannot be {action} the bare value {other!r}; only 0 fits every unit, amounts are figures")
    return node, frame


def constant_of(value: Any, unit: Unit) -> Node | None:
    """Give a Python constant as a node of a unit; None when it does not fit."""
    graph = _graph()
    if isinstance(value, bool):
        return (graph.true if value else graph.false) if unit == FLAG else None
    if unit == CHOICE:
        return graph.word(value) if isinstance(value, str) else None
    if not unit.is_number:
        return None
    if type(value) is int and value == 0:
        return graph.constant(0, unit)
    if unit == MONTHS:
        return graph.constant(value.amount, unit) if isinstance(value, Months) else None
    if unit == COUNT and isinstance(value, int | Fraction | Decimal):
        return graph.constant(_checked(exact, value), unit)
    return None


def _hint(left: Unit, right: Unit) -> str:
    if left.is_money and right.is_money:
        return "multiply the monthly amount by months(n), or compare like with like"
    return "only values of one unit go together"


def extreme(op: str, values: Any) -> Symbol:
    """Give the smallest or largest of values, without a path for each."""
    items = list(values)
    first = next(each for each in items if isinstance(each, Symbol))
    frame = first.frame
    nodes = []
    for each in items:
        node, frame = _like(each, first.node.unit, frame, "compared with")
        nodes.append(node)
    first._need_number("compared")
    return Symbol(_graph().extreme(op, nodes), frame)
