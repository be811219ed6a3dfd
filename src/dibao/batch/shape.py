"""Settle the shape of tables: what is the same for all rows of each column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from dibao.assess.policy import Policy
from dibao.batch.once import once_a_policy
from dibao.batch.reading import Population
from dibao.batch.substitution import Form, Shape, form_of
from dibao.law.figures import FigureInForce
from dibao.symbols.units import CHOICE, FLOW, MONTHS_A_YEAR

Figures = tuple[tuple[str, tuple[int, int, int]], ...]
_FORM = attrgetter("form")


def shape_of(population: Population, policies: Sequence[Policy]) -> Shape:
    """Give the shape of a population under policies that share their graph."""
    columns = chain.from_iterable(each.values() for each in population.facts.values())
    forms = [*map(_FORM, columns)]
    if not population.knows_obligors:
        forms += _one_obligor(policies[0])
    figures = _figures_of_one(policies[0]) if len(policies) == 1 else _figures(policies)
    return _shape(tuple(forms), figures, not population.knows_obligors)


@lru_cache(maxsize=256)
def _shape(forms: tuple[Form, ...], figures: Figures, one_obligor: bool) -> Shape:
    """Give the shape of certain forms, each of which says of which fact it is."""
    by_name: dict[tuple[str, str], Form] = {(form.fact.entity, form.fact.name): form for form in forms}
    return Shape(by_name, dict(figures), one_obligor)


@once_a_policy
def _one_obligor(policy: Policy) -> list[Form]:
    """Give the forms of the relative who stands for all where nobody asked, of whom nothing is known."""
    facts = policy.catalogue.of("obligor")
    return [form_of(fact, fact.stored_bounds[0] if fact.unit != CHOICE else 0, 1, (0, 0), True) for fact in facts]


@once_a_policy
def _figures_of_one(policy: Policy) -> Figures:
    return _figures([policy])


def _figures(policies: Sequence[Policy]) -> Figures:
    """Give bounds of every figure, as wide as the next power of two, so that texts are shared."""
    found = []
    for name in policies[0].stored_figures:
        values = [policy.stored_figures[name] for policy in policies]
        known = [each for each in values if each is not None]
        if len(known) == len(values):
            factor = MONTHS_A_YEAR if _by_month(policies[0], name) and not any(v % MONTHS_A_YEAR for v in known) else 1
            low, high = min(known) // factor, max(known) // factor
            least, most = -(1 << (-low).bit_length()) if low < 0 else 0, (1 << max(high, 0).bit_length()) - 1
            found.append((name, (least, most, factor)))
    return tuple(found)


def _by_month(policy: Policy, name: str) -> bool:
    """Tell whether a figure is an amount a year, which may be twelve times one of a month."""
    found = policy.composed.figures.get(name.partition("[")[0])
    return (isinstance(found, FigureInForce) and found.record.unit == FLOW) or name.endswith("].amount")
