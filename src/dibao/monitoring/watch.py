"""Settle which signs show in a household, and what is to be done about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dibao.assess.decision_json import question_data
from dibao.errors import InputError
from dibao.household.checks import check_household, check_on
from dibao.household.intake import read_household
from dibao.household.models import Household
from dibao.law.documents import GRADES
from dibao.monitoring.signs import LIKELIHOODS, Likelihood, Sign, sign_of

if TYPE_CHECKING:
    from dibao.assess.engine import Engine
    from dibao.assess.policy import Policy

FORM = "watch-1"
"""The version of the JSON form; a new one when a key goes or changes its meaning."""


@frozen
class Watch:
    """The signs of one household on one day.

    It decides nothing and pays nothing: where a sign is certain, somebody is
    to go and see.
    """

    household: Household
    policy: Policy
    signs: tuple[Sign, ...]

    @property
    def on(self) -> date:
        """Give the day."""
        return self.policy.on

    def of(self, likelihood: Likelihood) -> tuple[Sign, ...]:
        """Give the signs that are certain, possible or impossible."""
        return tuple(each for each in self.signs if each.likelihood == likelihood)

    @property
    def next_steps(self) -> tuple[str, ...]:
        """Give what is to be done: a visit where a sign is certain, else nothing."""
        return ("visit",) if self.of("certain") else ()

    def explain(self, lang: str = "zh") -> str:
        """Say the signs in words, "zh" or "en", and what is to be done.

        Raises:
            DibaoError: there are no words in that language.
        """
        from dibao.monitoring.in_words import in_words

        return in_words(self, lang)

    def to_json(self) -> dict[str, Any]:
        """Give the signs as JSON data, certain ones first."""
        return {
            "form": FORM,
            "household": self.household.id,
            "jurisdiction": self.policy.code,
            "on": self.on.isoformat(),
            "signs": [_sign_data(each) for each in self.signs],
            "next_steps": list(self.next_steps),
            "policy": {"fingerprint": self.policy.fingerprint},
        }


def watch(engine: Engine, household: Household | Mapping[str, Any], on: date) -> Watch:
    """Find the signs that a household may need help, from whatever is known.

    Nothing unknown is taken for zero or no. Certain signs come first, then
    possible and impossible ones; among these what needs fewer answers, then
    what is better evidenced, then the order of the law.

    Args:
        engine: the plug-ins and figures to use.
        household: a household, or its JSON form as a mapping; one member suffices.
        on: the day; it picks the law and the ages.

    Raises:
        InputError: everything that is wrong with the household.
        NoPolicyInForce: no means test is known there on that day.
    """
    if not isinstance(household, Household):
        household = read_household(household, catalogue=engine.catalogue, on=on if type(on) is date else None)
    elif problems := check_household(household, engine.catalogue):
        raise InputError(problems, f"household {household.id}")
    policy = engine.policy(household.jurisdiction, on)
    if problems := check_on(household, on):
        raise InputError(problems, f"household {household.id}")
    asked = policy.law.answers[policy.ladder.signs].names if policy.ladder.signs else ()
    signs = [sign_of(policy, chain[0].name, household) for chain in asked]
    return Watch(household, policy, tuple(sorted(signs, key=_weight)))


def _weight(sign: Sign) -> tuple[int, int, int]:
    return LIKELIHOODS.index(sign.likelihood), len(sign.missing), GRADES.index(sign.grade)


def _sign_data(sign: Sign) -> dict[str, Any]:
    return {
        "name": sign.name,
        "title": sign.title,
        "likelihood": sign.likelihood,
        "looks_at": sign.looks_at,
        "article": sign.article,
        "rule": sign.rule.id,
        "grade": sign.grade,
        "missing": [question_data(each) for each in sign.missing],
    }
