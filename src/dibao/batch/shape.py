"""Settle the shape of tables: what is the same for all rows of each column."""

from __future__ import annotations

from collections.abc import Sequence

from dibao.assess.policy import Policy
from dibao.batch.reading import Population
from dibao.batch.substitution import Form, Shape
from dibao.law.figures import FigureInForce
from dibao.symbols.units import CHOICE, FLOW, MONTHS_A_YEAR


def shape_of(population: Population, policies: Sequence[Policy]) -> Shape:
    """Give the shape of a population under policies that share their graph."""
    forms: dict[tuple[str, str], Form] = {
        (entity, name): column.form for entity, columns in population.facts.items() for name, column in columns.items()
    }
    if not population.knows_obligors:
        # Nobody asked: one relative stands for all, of whom nothing is known.
        forms |= {
            ("obligor", fact.name): Form(fact, fact.stored_bounds[0] if fact.unit != CHOICE else 0, 1, (0, 0), True)
            for fact in policies[0].catalogue.of("obligor")
        }
    return Shape(forms, _figures(policies), not population.knows_obligors)


def _figures(policies: Sequence[Policy]) -> dict[str, tuple[int, int, int]]:
    """Give bounds of every figure, as wide as the next power of two, so that texts are shared."""
    found = {}
    for name in policies[0].stored_figures:
        values = [policy.stored_figures[name] for policy in policies]
        known = [each for each in values if each is not None]
        if len(known) == len(values):
            factor = MONTHS_A_YEAR if _by_month(policies[0], name) and not any(v % MONTHS_A_YEAR for v in known) else 1
            low, high = min(known) // factor, max(known) // factor
            found[name] = (-(1 << (-low).bit_length()) if low < 0 else 0, (1 << max(high, 0).bit_length()) - 1, factor)
    return found


def _by_month(policy: Policy, name: str) -> bool:
    """Tell whether a figure is an amount a year, which may be twelve times one of a month."""
    found = policy.composed.figures.get(name.partition("[")[0])
    return (isinstance(found, FigureInForce) and found.record.unit == FLOW) or name.endswith("].amount")
