"""Settle how a figure stands in the graph: one leaf, or two for a row of a band."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.symbol import Symbol, constant_of
from dibao.symbols.tracing import current_trace
from dibao.symbols.units import FLOW, SHARE, Unit

SHARE_PLACES = 10**4
Found = FigureInForce | MissingFigure


def figure_leaf(graph: Graph, name: str, found: Found) -> Node:
    """Give the node of a figure; one without a value is unknown within its bounds.

    A missing band is one unknown amount.
    """
    if isinstance(found, MissingFigure):
        declared = found.declaration
        den = SHARE_PLACES if declared.unit.name == SHARE.name else 1
        low, high = int(declared.min * den), int(declared.max * den)
        return graph.leaf("figure", (name,), declared.bounded, den=den, low=low, high=high)
    return _known_leaf(graph, (name,), found.record.unit, found.record.value)


def _known_leaf(graph: Graph, data: tuple[str, ...], unit: Unit, value: Any) -> Node:
    """Give a leaf without the value in it, so that only a share's places are part of the shape."""
    den = Fraction(value).denominator if unit.name == SHARE.name else 1
    return graph.leaf("figure", data, unit, den=den, low=0)


def band_symbol(graph: Graph, name: str, found: Found, value: Any, people: Any) -> Symbol:
    """Give the amount of the last row that starts at or below a value.

    Args:
        graph: where the leaves stand.
        name: the band's name.
        found: the band, or that nobody has stated it.
        value: a symbol in the unit that the band goes by.
        people: multiplies where a row starts, for amounts a head; None for one.
    """
    band = None if isinstance(found, MissingFigure) else found.value
    by = found.declaration.by if isinstance(found, MissingFigure) else getattr(band, "by", None)
    if by is not None:
        _check_unit(name, by, value)
    if not isinstance(band, Band):
        return Symbol(figure_leaf(graph, name, found))
    amounts = [_known_leaf(graph, (_key(name, row, "amount"), name), FLOW, 0) for row in range(len(band.rows))]
    chosen, owner = amounts[0], None
    for row in range(1, len(band.rows)):
        start = Symbol(_known_leaf(graph, (_key(name, row, "from"), name), band.by, band.rows[row].start))
        reached = (start if people is None else start * people) <= value
        chosen, owner = graph.choose(reached.node, amounts[row], chosen), reached.frame
    return Symbol(chosen, owner)


def _check_unit(name: str, by: Unit, value: Any) -> None:
    fits = value.node.unit == by if isinstance(value, Symbol) else constant_of(value, by) is not None
    if not fits:
        given = value.node.unit if isinstance(value, Symbol) else repr(value)
        current_trace().fail(f"asks for {name} by {given}; it goes by {by}")


def _key(name: str, row: int, part: str) -> str:
    return f"{name}[{row + 1}].{part}"


def row_of(node: Node) -> int | None:
    """Give the position of the row whose amount a leaf is; None for any other leaf."""
    key, name = node.data[0], node.data[-1]
    position, closed, part = key.removeprefix(name).removeprefix("[").partition("]")
    return int(position) - 1 if closed and part == ".amount" else None


def stored_values(figures: Mapping[str, Found]) -> dict[str, int | None]:
    """Give what every leaf of these figures holds, by its key; None where one is missing."""
    stored: dict[str, int | None] = {}
    for name, found in figures.items():
        value = None if isinstance(found, MissingFigure) else found.value
        if not isinstance(value, Band):
            stored[name] = None if value is None else Fraction(value).numerator
            continue
        for row, each in enumerate(value.rows):
            stored[_key(name, row, "amount")] = int(each.amount)
            stored[_key(name, row, "from")] = Fraction(each.start).numerator
    return stored


def forms_of(figures: Iterable[Found]) -> list[tuple[Hashable, ...]]:
    """Give all of some figures that a graph depends on."""
    return [form_of(each) for each in figures]


def form_of(found: Found) -> tuple[Hashable, ...]:
    """Give all of a figure that its leaves in a graph depend on."""
    if isinstance(found, MissingFigure):
        declared = found.declaration
        by = declared.by.name if declared.by else ""
        return ("missing", declared.name, declared.unit.name, declared.min, declared.max, by)
    value, unit = found.value, found.record.unit.name
    if isinstance(value, Band):
        by = value.by.name
        return ("band", found.record.name, by, *(_places(each.start, by) for each in value.rows))
    return ("value", found.record.name, unit, _places(value, unit))


def _places(value: int | Fraction, unit: str) -> int:
    return Fraction(value).denominator if unit == SHARE.name else 1
