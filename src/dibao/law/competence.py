"""Settle which level of government may answer which question."""

from typing import get_args

from dibao.law.jurisdictions import NATION
from dibao.law.questions import Question, Tier
from dibao.law.rules import Repeal, Rule

TIERS: tuple[Tier, ...] = get_args(Tier)


def tier_of(code: str) -> Tier:
    """Give the level of government of a six-digit code."""
    if code == NATION:
        return "nation"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def may_answer(code: str, question: Question) -> bool:
    """Tell whether a jurisdiction's level may answer a question."""
    if question.open_to == "any":
        return True
    return TIERS.index(tier_of(code)) <= TIERS.index(question.open_to)


def overreach(statement: Rule | Repeal, question: Question) -> str | None:
    """Say in a sentence that a level answers a question not open to it.

    Args:
        statement: the rule, or the repeal of one.
        question: the question that the rule answers.
    """
    code = statement.regulation.jurisdiction
    if may_answer(code, question):
        return None
    upward = "" if question.open_to == "nation" else " and up"
    verb = "answers" if isinstance(statement, Rule) else f"repeals {statement.target}, an answer to"
    return (
        f"{statement} {verb} {question.name!r} for {code}, a {tier_of(code)}; "
        f"the question is open to: {question.open_to}{upward}"
    )
