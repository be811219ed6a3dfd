"""Settle which questions decide who is destitute (特困人员), before the means test is asked."""

from dibao.law.arguments import Amount, Household, Item, Member, Obligor, Standards
from dibao.law.quantities import up_to
from dibao.law.questions import question
from dibao.national.quantities import QUANTITIES
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW


@question(
    number=29,
    combined="any",
    open_to="province",
    default=False,
)
def cannot_work(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this person unable to work (无劳动能力)?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person, before the means test.
    May read: facts.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.age_years >= standards.count("tekun.elderly_age")`
    Used by: `member.cannot_work`; the rules of 2021 on destitute people, art. 5.
    """


@question(
    number=30,
    combined="nearest",
    open_to="province",
    default="item.amount",
    answer=FLOW,
    per="kind",
    may_read=up_to("member.cannot_work", QUANTITIES),
)
def tekun_income(item: Item, member: Member, standards: Standards, above: Money) -> Amount | None:
    """How much of this income counts for support as destitute?

    Args:
        item: one kind of income of that person.
        member: the person asked about.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: money a month.
    Asked: nearest; for each kind of income of a person.
    May read: facts, and quantities up to `member.cannot_work`.
    Open to: province and up.
    No answer: all of it.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return 0 if item.kind == "basic_pension" else None`
    Used by: `member.tekun_income`; the rules of 2021, art. 6.
    """


@question(
    number=31,
    combined="nearest",
    open_to="nation",
    default=False,
    may_read=up_to("member.local_standard", QUANTITIES),
)
def owes_support(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Does this member of the household owe support to another?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: nearest; once a person, before the means test.
    May read: facts, and quantities up to `member.local_standard`.
    Open to: nation.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.age_years >= standards.count("dibao.adult_age")`
    Used by: `member.can_support`; the Civil Code.
    """


@question(
    number=32,
    combined="any",
    open_to="province",
    default=False,
    may_read=up_to("member.local_standard", QUANTITIES),
)
def cannot_support(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this member unable to give the support that is owed (无履行义务能力)?

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a person who owes support.
    May read: facts, and quantities up to `member.local_standard`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.on_tekun`
    Used by: `member.can_support`; the rules of 2021, art. 8.
    """


@question(
    number=33,
    combined="any",
    open_to="province",
    default=False,
    may_read=up_to("member.can_support", QUANTITIES),
)
def obligor_cannot_support(obligor: Obligor, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this relative unable to give the support that is owed (无履行义务能力)?

    Args:
        obligor: the relative asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no; one yes of any rule suffices.
    Asked: any name; once a relative who lives apart.
    May read: facts, and quantities up to `member.can_support`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return obligor.situation == "tekun"`
    Used by: `household.obligors_cannot_support`; the rules of 2021, art. 8.
    """


@question(
    number=34,
    combined="nearest",
    open_to="province",
    default=False,
    may_read=up_to("member.is_unattended_child", QUANTITIES),
)
def tekun(member: Member, household: Household, standards: Standards, above: bool) -> bool | None:
    """Is this person destitute and supported as such (特困人员)?

    Settled before the means test; whether such a person counts in the household is another question.

    Args:
        member: the person asked about.
        household: the household and its facts.
        standards: the figures in force.
        above: the answer that holds without this rule.

    Answer: yes or no.
    Asked: nearest; once a person.
    May read: facts, and quantities up to `member.is_unattended_child`.
    Open to: province and up.
    No answer: no.
    If it raises: the policy is refused; the message names rule, file and line.
    Example: `return member.cannot_work and member.tekun_income < member.local_standard`
    Used by: `member.is_tekun`; the rules of 2021 on destitute people.
    """
