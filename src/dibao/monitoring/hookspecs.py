"""Settle what monitoring asks: a second, small set of questions beside the means test."""

from dibao.law.arguments import Household, Standards
from dibao.law.quantities import up_to
from dibao.law.questions import question
from dibao.national.quantities import QUANTITIES


@question(
    number=35,
    combined="programme",
    open_to="any",
    default=False,
    per="programme",
    may_read=up_to("member.award_disability_living_allowance", QUANTITIES),
)
def warning_sign(household: Household, programme: str, standards: Standards, above: bool) -> bool | None:
    """Does this sign show that the household may need help?

    Each rule is one sign, called by the rule's name; `looks_at` names the programme to look
    at. A sign decides nothing.

    Args:
        household: the household and its facts.
        programme: the sign asked for, the name of its rule.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: programme by programme, each name a sign; once a household.
    May read: facts, and quantities up to `member.award_disability_living_allowance`.
    Open to: any level.
    No answer: no sign.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.monitoring.main_earner_lost_income`
    Used by: `dibao.monitoring`; 国办发〔2023〕39号.
    """
