"""Settle which questions any means test asks, in the order in which it asks them.

Read from top to bottom this is the test. Nothing here is ever called: rules
answer these questions, and a rule names only the arguments that it needs.
`None` means "not settled here": the rule behind answers. `False` and `0` are answers.
"""

from dibao.law.arguments import Amount, Category, Household, Item, Member, Obligor, Standards
from dibao.law.quantities import up_to
from dibao.law.questions import REFUSED, question
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW


@question(number=1, combined="nearest", open_to="nation", default=REFUSED)
def belongs(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this person one of the co-living family?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: nearest; once a person.
    May read: facts only.
    Open to: nation.
    No answer: the policy is refused, naming the path on which nobody answers.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.relation in ("applicant", "spouse")`
    Used by: `member.belongs`; 57号 art. 7.
    """


@question(number=2, combined="any", open_to="province", default=False, may_read=up_to("member.belongs"))
def left_out(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this member left out all the same?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule leaves the member out.
    Asked: any name; once a person who belongs.
    May read: facts, and quantities up to `member.belongs`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.in_prison`
    Used by: `member.counts` and `household.size`; 57号 art. 7, provincial exclusions.
    """


@question(
    number=3,
    combined="nearest",
    open_to="prefecture",
    default="item.amount",
    answer=FLOW,
    per="kind",
    may_read=up_to("household.size"),
)
def counted_income(
    item: Item, member: Member, household: Household, standards: Standards, above: Money
) -> Amount | None:
    """How much of this income item counts?

    The kind of the item is a plain word, so a rule may compare it or look it up.
    An item is never negative, save a business's.

    Args:
        item: one income of the member: `kind`, `category`, `amount`.
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month.
    Asked: nearest; once a member and kind of income.
    May read: facts, and quantities up to `household.size`.
    Open to: prefecture and up.
    No answer: all of it counts.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return 0 if item.kind == "scholarship" else None`
    Used by: `member.counted_income`, `member.counted_wage`; 57号 art. 13.
    """


@question(
    number=4,
    combined="nearest",
    open_to="province",
    default="category.amount",
    answer=FLOW,
    per="category",
    may_read=up_to("household.size"),
)
def category_income(
    category: Category, member: Member, household: Household, standards: Standards, above: Money
) -> Amount | None:
    """What remains of a category after its own costs and payments?

    Here transfers paid are set against transfers received.

    Args:
        category: one category of the member's counted income: `name`, `amount`.
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month.
    Asked: nearest; once a member and category of income.
    May read: facts, and quantities up to `household.size`.
    Open to: province and up.
    No answer: the sum of the items that count.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return max(category.amount - member.paid.support, 0)`
    Used by: `member.counted_income`; 57号 art. 13.
    """


@question(number=5, combined="sum", open_to="any", default=0, answer=FLOW, may_read=up_to("household.size"))
def imputed_income(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """What labour income is assumed of this member?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once a member who counts.
    May read: facts, and quantities up to `household.size`.
    Open to: any level.
    No answer: nothing is assumed.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return 0 if member.employed else standards.money("wage.minimum")`
    Used by: `member.counted_income`; provincial rules on able-bodied members.
    """


@question(number=6, combined="sum", open_to="any", default=0, answer=FLOW, may_read=up_to("household.size"))
def imputed_support(obligor: Obligor, household: Household, standards: Standards, above: Money) -> Amount | None:
    """What must a relative outside the household contribute?

    Args:
        obligor: a relative outside the household who owes support.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once an obligor.
    May read: facts, and quantities up to `household.size`.
    Open to: any level.
    No answer: nothing.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return obligor.income * standards.share("support.share")`
    Used by: `household.counted_income`; local rules on maintenance.
    """


@question(
    number=7,
    combined="sum",
    open_to="any",
    default=0,
    answer=FLOW,
    may_read=up_to("household.counted_income"),
)
def employment_cost(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """What does working cost this member?

    The kernel lets no more come off than the member's own counted wage.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once a member who counts.
    May read: facts, and quantities up to `household.counted_income`.
    Open to: any level.
    No answer: nothing comes off.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return min(member.counted_wage, standards.money("employment_cost.cap"))`
    Used by: `household.after_employment_cost`; 57号 art. 13, local amounts.
    """


@question(
    number=8,
    combined="sum",
    open_to="any",
    default=0,
    answer=FLOW,
    may_read=up_to("household.after_employment_cost"),
)
def rigid_expenditure(household: Household, standards: Standards, above: Money) -> Amount | None:
    """Which unavoidable spending comes off income?

    A rule caps its own sum as its article says.

    Args:
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once a household.
    May read: facts, and quantities up to `household.after_employment_cost`.
    Open to: any level.
    No answer: nothing comes off.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.total(lambda member: member.expense.medical)`
    Used by: `household.after_rigid_expenditure`; 57号 art. 13, local amounts.
    """


@question(
    number=9,
    combined="nearest",
    open_to="any",
    default=REFUSED,
    answer=FLOW,
    may_read=up_to("household.household_income"),
)
def standard(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """Which standard applies to this person?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month, 0 or more.
    Asked: nearest; once a member who counts.
    May read: facts, and quantities up to `household.household_income`.
    Open to: any level.
    No answer: the policy is refused, naming the path on which nobody answers.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return standards.money("dibao.standard.urban")`
    Used by: `member.standard` and `household.standards_total`; figures of each place.
    """


@question(
    number=10,
    combined="sum",
    open_to="any",
    default=0,
    answer=FLOW,
    may_read=up_to("household.standards_total"),
)
def additional_need(household: Household, standards: Standards, above: Money) -> Amount | None:
    """What is needed beyond the standards?

    Elsewhere rent or heating; in China nothing.

    Args:
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once a household.
    May read: facts, and quantities up to `household.standards_total`.
    Open to: any level.
    No answer: nothing.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.total(lambda member: member.expense.rent)`
    Used by: `household.need`; no Chinese document.
    """


@question(number=11, combined="all", open_to="any", default=True, per="programme", may_read=up_to("household.gap"))
def passes_property_test(household: Household, programme: str, standards: Standards, above: bool) -> bool | None:
    """Is property within the limits of this programme?

    The programme is a plain word, so a rule may compare it or look it up.

    Args:
        household: the household and its facts.
        programme: the programme asked for, a plain word.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one no of any rule fails the test.
    Asked: all names; once a household and programme.
    May read: facts, and quantities up to `household.gap`.
    Open to: any level.
    No answer: property is within limits.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.property.savings <= household.need * standards.months("property.months")`
    Used by: `household.passes_property`; 57号 art. 14, local limits.
    """


@question(
    number=12,
    combined="nearest",
    open_to="any",
    default="household.gap",
    answer=FLOW,
    may_read=up_to("household.passes_property"),
)
def benefit(household: Household, standards: Standards, above: Money) -> Amount | None:
    """How much a month, the gap or a band?

    Asked only of a household that is entitled.

    Args:
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month, 0 or more.
    Asked: nearest; once a household.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: any level.
    No answer: the gap.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return max(household.gap, standards.money("dibao.minimum_award"))`
    Used by: the award of the main benefit; 57号 art. 23.
    """


@question(
    number=13,
    combined="sum",
    open_to="any",
    default=0,
    answer=FLOW,
    may_read=up_to("household.passes_property"),
)
def supplement(member: Member, household: Household, standards: Standards, above: Money) -> Amount | None:
    """What is added for the old, young, disabled or ill?

    Asked only in a household that is entitled.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; a rule that answers less than 0 adds nothing.
    Asked: sum over names; once a member who counts.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: any level.
    No answer: nothing is added.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.standard * standards.share("supplement.old") if member.age_years >= 70 else 0`
    Used by: the award of the main benefit; 57号 art. 27, local amounts.
    """


@question(
    number=14,
    combined="nearest",
    open_to="any",
    default="amount",
    answer=FLOW,
    may_read=up_to("household.passes_property"),
)
def payable(amount: Money, household: Household, standards: Standards, above: Money) -> Amount | None:
    """To what is an award rounded?

    Args:
        amount: an award before rounding, a month.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month in whole fen, 0 or more.
    Asked: nearest; once an award.
    May read: facts, and quantities up to `household.passes_property`.
    Open to: any level.
    No answer: the award is paid as it is; one that is not whole fen is an error.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return amount.round_up(to=yuan(1))`
    Used by: every award; local payment rules.
    """
