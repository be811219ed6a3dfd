"""Settle which questions China's ladder around dibao asks, after the kernel's.

Status of a household, first that holds: dibao, gradual exit, marginal, rigid
expenditure, not eligible. Cover of single persons and allowances are awards to persons.
"""

from dibao.law.arguments import Amount, Household, Member, Prior, Standards
from dibao.law.quantities import up_to
from dibao.law.questions import NOTHING, question
from dibao.national.quantities import QUANTITIES
from dibao.symbols.amounts import Money, Months
from dibao.symbols.units import FLOW, MONTHS


@question(
    number=15,
    combined="nearest",
    open_to="province",
    default=NOTHING,
    answer=FLOW,
    may_read=up_to("household.passes_property", QUANTITIES),
)
def marginal_standard(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """Below which income is a family marginal?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month, 0 or more.
    Asked: nearest; once a member who counts.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: province and up.
    No answer: no family is marginal.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.standard * standards.share("marginal.factor")`
    Used by: `household.marginal_need`; 57号 art. 8.
    """


@question(
    number=16,
    combined="any",
    open_to="county",
    default=False,
    may_read=up_to("member.own_standard", QUANTITIES),
)
def may_apply_alone(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this person covered alone?

    Never under a dibao or fading-out benefit of the household.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person.
    May read: facts, and quantities up to `member.own_standard`.
    Open to: county and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.is_marginal and member.disability.grade in (1, 2)`
    Used by: the status of persons; 57号 art. 8, 83号.
    """


@question(
    number=17,
    combined="nearest",
    open_to="any",
    default=NOTHING,
    answer=FLOW,
    may_read=up_to("member.own_standard", QUANTITIES),
)
def single_person_benefit(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """With how much is a person covered alone?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month, 0 or more.
    Asked: nearest; once a person who may apply alone.
    May read: facts, and quantities up to `member.own_standard`.
    Open to: any level.
    No answer: nothing is paid.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return max(member.own_standard - member.counted_income, 0)`
    Used by: the award of single-person cover; local amounts.
    """


@question(
    number=18,
    combined="nearest",
    open_to="prefecture",
    default=False,
    may_read=up_to("household.passes_rigid_property", QUANTITIES),
)
def rigid_expenditure_family(household: Household, standards: Standards, above: bool) -> bool | None:
    """Is it a rigid-expenditure hardship family?

    Asked only of a household of no earlier status whose property is within limits.

    Args:
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: nearest; once a household.
    May read: facts, and quantities up to `household.passes_rigid_property`.
    Open to: prefecture and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.total(costs_of) > household.counted_income * standards.share("rigid.ratio")`
    Used by: the status of the household; the rule of 2025.
    """


@question(
    number=19,
    combined="nearest",
    open_to="county",
    default=0,
    answer=MONTHS,
    may_read=up_to("household.passes_property", QUANTITIES),
)
def grace_months(household: Household, prior: Prior, standards: Standards, above: Months) -> Months | None:
    """For how many months may a benefit fade out?

    Args:
        household: the household and its facts.
        prior: what was received before, `household.prior`.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: months, 0 or more.
    Asked: nearest; once a household.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: county and up.
    No answer: none.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return standards.months("grace.ceiling") if prior.cause == "employment" else None`
    Used by: `household.is_gradual_exit`; 57号 art. 33, 83号.
    """


@question(
    number=20,
    combined="nearest",
    open_to="any",
    default=NOTHING,
    answer=FLOW,
    may_read=up_to("household.passes_property", QUANTITIES),
)
def grace_benefit(household: Household, prior: Prior, standards: Standards, above: Money) -> Amount | None:
    """With how much does a benefit fade out?

    Args:
        household: the household and its facts.
        prior: what was received before, `household.prior`.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month, 0 or more.
    Asked: nearest; once a household.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: any level.
    No answer: nothing is paid.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return prior.amount`
    Used by: the award while a benefit fades out; local amounts.
    """


@question(
    number=21,
    combined="programme",
    open_to="any",
    default=NOTHING,
    answer=FLOW,
    per="programme",
    may_read=up_to("member.award_disability_living_allowance", QUANTITIES),
)
def allowance(
    member: Member, household: Household, programme: str, standards: Standards, above: Money
) -> Amount | None:
    """Which other programmes pay this person?

    Each rule is one programme, called by the rule's name; its title is the programme's.
    A nearer rule that pays the same programme says which rule it replaces.

    Args:
        member: the person asked about.
        household: the household and its facts.
        programme: the programme asked for, the name of its rule.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: programme by programme, each name one of them; once a person.
    May read: facts, and quantities up to `member.award_disability_living_allowance`.
    Open to: any level.
    No answer: the programme pays nothing.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return standards.money("disability.care") if member.disability.grade in (1, 2) else 0`
    Used by: awards to persons; disability, old-age and children's allowances.
    """
