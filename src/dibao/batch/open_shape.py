"""Open whatever is unknown somewhere, so that nothing rests on what stands there instead."""

from __future__ import annotations

from attrs import evolve

from dibao.batch.substitution import Form, Shape, Substitution
from dibao.symbols.nodes import Node
from dibao.symbols.units import CHOICE, FLAG


def open_shape(shape: Shape) -> Shape:
    """Give the shape in which whatever is unknown somewhere is a column."""
    return evolve(shape, forms={name: _opened(form) for name, form in shape.forms.items()})


def _opened(form: Form) -> Form:
    if form.unknown is False:
        return form
    fact = form.fact
    if fact.unit in (FLAG, CHOICE):
        return evolve(form, value=None, bounds=(0, max(len(fact.values) - 1, 1)), unknown=None)
    low, high = fact.stored_bounds
    return evolve(form, value=None, bounds=(low // form.factor, -(-high // form.factor)), unknown=None)


class OpenFigures(Substitution):
    """Leaves a figure that nobody stated open, for bounds to go round it."""

    def _figure(self, node: Node) -> Node:
        if node.data[0] in self.shape.figures:
            return super()._figure(node)
        return self.graph.leaf("figure", node.data, node.unit, den=node.den, low=node.low, high=node.high)
