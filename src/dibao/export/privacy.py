"""Settle which rows may stand in a list at all: none that is about a child."""

from __future__ import annotations

from dibao.assess.decision import Decision
from dibao.export.fields import Person
from dibao.household.models import Member
from dibao.household.values import age_years
from dibao.law.figures import FigureInForce

ADULT_AGE = "dibao.adult_age"


def is_about_an_adult(decision: Decision, person: Person, covers: str) -> bool:
    """Tell whether a row is about somebody who is known to be an adult.

    A household's row is if the quantity `covers` holds of an adult; then a child
    in it is one of several and unnamed. An id of the household that is a child's
    own, too, would name the child: no row has it.
    """
    adults = {member.id for member in decision.household.members if _is_adult(decision, member)}
    named = next((each for each in decision.household.members if each.id == decision.household.id), None)
    if named is not None and named.id not in adults:
        return False
    if person is not None:
        return decision.household.members[person].id in adults
    members = enumerate(decision.household.members)
    return any(each.id in adults and decision.quantity(covers, place) is True for place, each in members)


def _is_adult(decision: Decision, member: Member) -> bool:
    """Tell whether a member is known to have the age of an adult on the day."""
    figure = decision.policy.look_up(ADULT_AGE)
    adult = figure.value if isinstance(figure, FigureInForce) else None
    years = age_years(member.born, decision.on)
    return years is not None and isinstance(adult, int) and years >= adult
