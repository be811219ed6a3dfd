"""Settle whole places: what a policy could be with other figures of the right units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.law.figures import FigureDeclaration
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS
from dibao.symbols.units import AREA, BAND, FLAG, FLOW, MONTHS_A_YEAR, SHARE, STOCK
from dibao.testing.office import OfficeFigure, office_figures
from dibao.testing.stated import USUAL_YUAN

_USUAL_NUMBER = 120
_HUNDRED = 100
_FORMS = {
    FLOW.name: (FEN_A_YUAN * MONTHS_A_YEAR, USUAL_YUAN, " a month"),
    STOCK.name: (FEN_A_YUAN, 100 * USUAL_YUAN, " yuan"),
    AREA.name: (HUNDREDTHS, 2 * _HUNDRED, " square metres"),
}
"""The stored size of one, up to how many is usual, and the word behind the number."""


@st.composite
def jurisdictions(draw: st.DrawFn, /, engine: Engine, code: str, on: date) -> Policy:
    """Give the policy of a place with other figures, as an office may state its own.

    Each figure that a rule reads there gets any value of its unit within its declared
    bounds; the simplest is the least. A band keeps its rows. No value drawn is any
    place's real number: all are graded assumed.

    Args:
        draw: Given by Hypothesis.
        engine: With the plug-ins whose rules are tried.
        code: The place.
        on: The day of decision.
    """
    known = engine.figures.declarations
    read = sorted(name for name in engine.policy(code, on).composed.figures if known[name].unit != BAND)
    stated = [OfficeFigure(name, draw(values_within(known[name])), code) for name in read]
    return engine.with_figures(office_figures(stated)).policy(code, on)


def values_within(declared: FigureDeclaration) -> st.SearchStrategy[Any]:
    """Give what an office may state for a figure: of its unit and within its bounds."""
    unit, low, high = declared.unit, declared.min, declared.max
    if unit.name == FLAG.name:
        return st.booleans()
    # By name: a share and a count are of one dimension.
    if unit.name == SHARE.name:
        places = min(declared.places, 2)
        scale = 10**places
        shares = st.integers(-int(-low * scale // 1), int(min(high, 10) * scale))
        return shares.map(lambda number: Decimal(number).scaleb(-places))
    if unit.name in _FORMS:
        size, usual, word = _FORMS[unit.name]
        return _numbers(-int(-low // size), int(high // size), usual).map(lambda number: f"{number}{word}")
    return _numbers(-int(-low // 1), int(high), _USUAL_NUMBER)


def _numbers(low: int, high: int, usual: int) -> st.SearchStrategy[int]:
    """Give whole numbers between two bounds, usual ones as often as any."""
    return st.integers(low, max(low, min(high, low + usual))) | st.integers(low, high)
