"""Settle where, when and with whom the laws of a means test are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.errors import DibaoError
from dibao.household.facts import BUILT_IN
from dibao.household.models import Household
from dibao.law.figures import FigureDeclaration, MissingFigure
from dibao.law.jurisdictions import NATION
from dibao.law.plugins import Plugin
from dibao.symbols.units import AREA, BAND, COUNT, FLAG, FLOW, MONTHS, SHARE, STOCK
from dibao.testing.lines import near_a_line
from dibao.testing.office import OfficeFigure, office_figures
from dibao.testing.strategies import households

MOST_PLACES_AND_DAYS = 10
KINDS = tuple(BUILT_IN.at("member", "incomes"))
COSTS = ("medical", "education", "disability")
_STAND_IN: Mapping[str, Any] = {
    FLOW.name: "600 a month", STOCK.name: "10000 yuan", AREA.name: "30 square metres",
    COUNT.name: 3, MONTHS.name: 12, SHARE.name: 1, FLAG.name: True,
}  # fmt: skip
"""What stands in where a plug-in gives no value: no place's number, only of the right unit."""


@frozen
class Trial:
    """A household under a policy, and what is changed about it."""

    policy: Policy
    household: Household
    person: int
    kind: str
    cost: str
    more: int

    @property
    def position(self) -> int:
        """Give one of the members."""
        return self.person % len(self.household.members)

    @cached_property
    def decision(self) -> Decision:
        """Give the decision on the household as it is, which many laws compare with others."""
        return self.policy.assess(self.household)

    def __repr__(self) -> str:
        """Give place, day and household; a policy's parts fill pages."""
        return f"<Trial of {self.household.id} in {self.policy.code} on {self.policy.on}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Let Hypothesis print no more than that."""
        printer.text(repr(self))


@st.composite
def trials(draw: Any, policies: Sequence[Policy], *, unknowns: bool = False) -> Trial:
    """Give a household, often on a line, under one of some policies."""
    policy = draw(st.sampled_from(policies))
    options: dict[str, Any] = {"on": policy.on, "catalogue": policy.catalogue, "most_members": 3}
    household = draw(households((policy.code,), unknowns=unknowns, **options))
    return Trial(
        policy,
        draw(near_a_line(policy, household)),
        draw(st.integers(0, 2)),
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(COSTS)),
        draw(st.sampled_from([1, 12, 1200]) | st.integers(1, 10**7)),
    )


def places_and_days(engine: Engine, plugin: Plugin, most: int = MOST_PLACES_AND_DAYS) -> tuple[tuple[str, date], ...]:
    """Give places that a plug-in says something about, with days on which it starts to say it."""
    pairs = []
    for code in own_places(engine, plugin):
        days = turning_days(engine, plugin, code)
        pairs += [(code, day) for day in days]
    return tuple(_spread(pairs, most))


def own_places(engine: Engine, plugin: Plugin) -> tuple[str, ...]:
    """Give the places of a plug-in's own rules and figures; its own place if there are none."""
    places = {each.jurisdiction for each in engine.plugins.regulations.values() if owns(engine, plugin, each.id)}
    given = {each.code for each in engine.figures.records}
    places |= {code for code in given if engine.jurisdictions.contains(plugin.speaks_for, code)}
    return tuple(sorted(places or {plugin.speaks_for}))


def owns(engine: Engine, plugin: Plugin, document: str) -> bool:
    """Tell whether a document has its rules in a plug-in."""
    owner = engine.plugins.owners.get(document)
    return owner is not None and owner.name == plugin.name


def turning_days(engine: Engine, plugin: Plugin, code: str) -> tuple[date, ...]:
    """Give the days from which a place has other rules or figures of a plug-in, and the days before."""
    rules = engine.days_of_change(code)
    if not rules:
        return ()
    chain = {each.code for each in engine.jurisdictions.chain(code)} - {NATION}
    starts = {each.since for each in engine.figures.records if each.code in chain} | set(rules)
    ends = {each.until + timedelta(1) for each in engine.figures.records if each.code in chain and each.until}
    return tuple(sorted(day for day in starts | ends if day >= rules[0]))


def _spread(pairs: Sequence[tuple[str, date]], most: int) -> Iterable[tuple[str, date]]:
    """Give so many pairs, evenly, the first and the last among them."""
    if len(pairs) <= most:
        return pairs
    return [pairs[position * (len(pairs) - 1) // (most - 1)] for position in range(most)]


def policies_of(engine: Engine, plugin: Plugin, most: int = MOST_PLACES_AND_DAYS) -> tuple[Policy, ...]:
    """Give the policies of a plug-in's places and days, with a figure wherever one is missing."""
    found = []
    for code, on in places_and_days(engine, plugin, most):
        try:
            found.append(completed(engine, code, on).policy(code, on))
        except DibaoError:
            continue
    return tuple(found)


def completed(engine: Engine, code: str, on: date) -> Engine:
    """Give an engine with a stand-in for every figure that nobody has stated for a place and day."""
    chain = [each.code for each in engine.jurisdictions.chain(code)]
    known = engine.figures
    found = (known.at(name, chain, on) for name, each in known.declarations.items() if each.applied)
    missing = [each.declaration for each in found if isinstance(each, MissingFigure)]
    stated = [OfficeFigure(each.name, stand_in(each), code) for each in missing]
    return engine.with_figures(office_figures(stated)) if stated else engine


def stand_in(declared: FigureDeclaration) -> Any:
    """Give a value of a figure's unit within its bounds."""
    if declared.unit == BAND:
        return [{"from": 1, "amount": 300}]
    if declared.unit in (COUNT, MONTHS, SHARE):
        low, high = declared.min, declared.max
        value = _STAND_IN[declared.unit.name]
        return value if low <= value <= high else int(low) if int(low) >= low else int(high)
    return _STAND_IN[declared.unit.name]


class _Broken(Exception):
    """Stops a search at a trial that breaks a law."""


def drawn_trials(policies: Sequence[Policy], examples: int, *, unknowns: bool = False) -> tuple[Trial, ...]:
    """Give so many trials, always the same ones."""
    drawn: list[Trial] = []

    @settings(_SETTINGS, max_examples=examples, phases=(Phase.generate,))
    @given(trials(policies, unknowns=unknowns))
    def collect(trial: Trial) -> None:
        drawn.append(trial)

    collect()
    return tuple(drawn)


def counterexample(
    policies: Sequence[Policy], broken: Callable[[Trial], str], examples: int
) -> tuple[Trial, str] | None:
    """Look for a trial that breaks a law, and make it small.

    Args:
        policies: those to try.
        broken: gives a sentence on how the law is broken; empty where it holds.
        examples: how many households to try.
    """
    found: list[tuple[Trial, str]] = []

    @settings(_SETTINGS, max_examples=examples, phases=_PHASES)
    @given(trials(policies))
    def search(trial: Trial) -> None:
        sentence = broken(trial)
        if sentence:
            found.append((trial, sentence))
            raise _Broken

    try:
        search()
    except _Broken:
        return found[-1]
    return None


# How long a draw takes is the machine's doing, and no mistake of a plug-in.
_SETTINGS = settings(derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
