"""Give a policy other figures without tracing its rules anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.law.figures import FigureInForce, FigureRecord, FigureTable, LawData, MissingFigure


def with_records(policy: Policy, records: Mapping[str, FigureRecord]) -> Policy:
    """Give a policy in which some figures in force are other records of the same form.

    A share with other decimal places is another form: its places are part of the
    graph; so is a band with other rows. `with_table` composes those.
    """
    known = policy.composed.figures
    others: dict[str, FigureInForce | MissingFigure] = {}
    for name, record in records.items():
        found = known.get(name)
        if isinstance(found, FigureInForce):
            others[name] = evolve(found, record=record)
        elif found is not None:
            others[name] = FigureInForce(record, policy.on)
    return with_found(policy, others)


def with_found(policy: Policy, others: Mapping[str, FigureInForce | MissingFigure]) -> Policy:
    """Give a policy in which some of the figures that it reads are others of the same form."""
    figures = {name: others.get(name, known) for name, known in policy.composed.figures.items()}

    def look_up(name: str) -> Any:
        return figures[name] if name in figures else policy.look_up(name)

    return evolve(policy, composed=evolve(policy.composed, figures=figures), look_up=look_up)


def without(engine: Engine, *gone: FigureRecord, and_with: tuple[FigureRecord, ...] = ()) -> Engine:
    """Give an engine whose table lacks some records and has others instead."""
    table = engine.figures
    kept = [each for each in table.records if each not in gone]
    data = LawData(table.documents, table.declarations, (*kept, *and_with), own_unknown(table))
    return engine.with_table(FigureTable(data, None, table.carry_forward))


def own_unknown(table: FigureTable) -> tuple[Any, ...]:
    """Give of which days a table says that a value is there and nobody knows it."""
    return tuple(each for layer in table._own_unknown for each in layer)
