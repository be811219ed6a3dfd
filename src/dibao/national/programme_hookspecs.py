"""Settle which questions the programmes beside dibao ask, after the ladder."""

from dibao.law.arguments import Amount, Household, Member, Standards
from dibao.law.quantities import up_to
from dibao.law.questions import NOTHING, question
from dibao.national.quantities import QUANTITIES
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW, STOCK


@question(
    number=22,
    combined="programme",
    open_to="any",
    default=False,
    per="programme",
    may_read=up_to("member.award_disability_living_allowance", QUANTITIES),
)
def entitlement(household: Household, programme: str, standards: Standards, above: bool) -> bool | None:
    """To what is this household entitled without an amount?

    Each rule is one service, called by the rule's name; its title is the service's.

    Args:
        household: the household and its facts.
        programme: the programme asked for, the name of its rule.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: programme by programme, each name one of them; once a household.
    May read: facts, and quantities up to `member.award_disability_living_allowance`.
    Open to: any level.
    No answer: no claim.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.is_marginal`
    Used by: `decision.entitlements`; funeral services, five supports.
    """


@question(
    number=23,
    combined="programme",
    open_to="any",
    default=NOTHING,
    answer=STOCK,
    per="programme",
    may_read=up_to("member.award_disability_living_allowance", QUANTITIES),
)
def one_off(household: Household, programme: str, standards: Standards, above: Money) -> Amount | None:
    """What does this household get once?

    Each rule is one programme, called by the rule's name; its title is the programme's.

    Args:
        household: the household and its facts.
        programme: the programme asked for, the name of its rule.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money held, 0 or more, rounded up to the next fen.
    Asked: programme by programme, each name one of them; once a household.
    May read: facts, and quantities up to `member.award_disability_living_allowance`.
    Open to: any level.
    No answer: nothing is paid.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return household.findings.temporary_amount if household.findings.urgent_need else 0`
    Used by: awards paid once; temporary assistance.
    """


@question(
    number=24,
    combined="nearest",
    open_to="any",
    default=NOTHING,
    answer=FLOW,
    may_read=up_to("member.in_price_group", QUANTITIES),
)
def disability_living_allowance(
    member: Member, household: Household, standards: Standards, above: Money
) -> Amount | None:
    """How much is the living allowance for disabled people in hardship?

    Settled before the children's programmes, which pay what it leaves open.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month; 0 for who has no claim.
    Asked: nearest; once a person.
    May read: facts, and quantities up to `member.in_price_group`.
    Open to: any level.
    No answer: nothing is paid.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return standards.money("disability.living_allowance") if member.draws_dibao else 0`
    Used by: an award to persons; 国发〔2015〕52号.
    """


@question(
    number=25,
    combined="any",
    open_to="province",
    default=False,
    may_read=up_to("household.obligors_cannot_support", QUANTITIES),
)
def orphan(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this person an orphan?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person.
    May read: facts, and quantities up to `household.obligors_cannot_support`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.father.dead and member.mother.dead`
    Used by: `member.is_orphan`; 国办发〔2010〕54号.
    """


@question(
    number=26,
    combined="any",
    open_to="province",
    default=False,
    may_read=up_to("member.is_orphan", QUANTITIES),
)
def unattended_child(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this child unattended though a parent lives (事实无人抚养)?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person.
    May read: facts, and quantities up to `member.is_orphan`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.father.in_prison and member.mother.dead`
    Used by: `member.is_unattended_child`; 民发〔2019〕62号.
    """


@question(
    number=27,
    combined="nearest",
    open_to="prefecture",
    default=False,
    may_read=up_to("member.full_child_support", QUANTITIES),
)
def price_linkage(household: Household, standards: Standards, above: bool) -> bool | None:
    """Do prices of the month start the price subsidy?

    Asked only where the household's request says that the subsidy is reckoned.

    Args:
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: nearest; once a household.
    May read: facts, and quantities up to `member.full_child_support`.
    Open to: prefecture and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return standards.share("price.cpi_rise") >= standards.share("price.cpi_trigger")`
    Used by: `household.price_linked`; 发改价格规〔2016〕1835号.
    """


@question(
    number=28,
    combined="any",
    open_to="province",
    default=False,
    may_read=up_to("household.price_linked", QUANTITIES),
)
def price_group(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Does this person belong to a group that gets the price subsidy?

    Who belongs to several groups gets one subsidy.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person.
    May read: facts, and quantities up to `household.price_linked`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.draws_dibao or member.is_tekun`
    Used by: `member.in_price_group`; 发改价格规〔2016〕1835号.
    """
