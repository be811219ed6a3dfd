"""The laws of a means test: what holds for every household under every policy."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from dibao.assess.decision import Decision
from dibao.errors import DibaoError, NoFigureInForce, UnknownFactError
from dibao.household.intake import to_json_data
from dibao.household.models import BenefitState, Household
from dibao.household.stated import UNKNOWN
from dibao.law.figures import FigureInForce
from dibao.law.jurisdictions import NATION
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.testing.lines import MOST_FEN_A_YEAR, with_member
from dibao.testing.substitution import with_records
from dibao.testing.trials import COSTS, KINDS, Trial

STANDARD = ".standard."
ASSISTANCE = "social_assistance"
MONTHS_BEYOND_ANY_GRACE = 1200


def with_more(household: Household, position: int, place: str, key: str, more: int) -> Household | None:
    """Give the household with so many fen a year more under one key, None where that is too much."""
    stated = getattr(household.members[position], place)
    known = {} if stated is UNKNOWN else stated
    before = known.get(key, Money(0, FLOW))
    if not isinstance(before, Money) or before.amount + more > MOST_FEN_A_YEAR:
        return None
    return with_member(household, position, **{place: {**known, key: Money(before.amount + more, FLOW)}})


def more_income(trial: Trial) -> str:
    """More counted income never raises the gap."""
    for kind in (trial.kind, *KINDS):
        richer = with_more(trial.household, trial.position, "incomes", kind, trial.more)
        if sentence := _compared(trial, richer, f"{_amount(trial.more)} more of income.{kind}", rises=False):
            return sentence
    return ""


def more_cost(trial: Trial) -> str:
    """More deductible cost never lowers the gap."""
    for cost in (trial.cost, *COSTS):
        burdened = with_more(trial.household, trial.position, "expenses", cost, trial.more)
        if sentence := _compared(trial, burdened, f"{_amount(trial.more)} more of expense.{cost}", rises=True):
            return sentence
    return ""


def _compared(trial: Trial, changed: Household | None, what: str, *, rises: bool) -> str:
    if changed is None:
        return ""
    before, after = gap(trial.decision), gap(trial.policy.assess(changed))
    if before is None or after is None or (after >= before if rises else after <= before):
        return ""
    return f"with {what} the gap goes from {_shown(before)} to {_shown(after)}"


def higher_standard(trial: Trial) -> str:
    """A higher standard never lowers the gap."""
    policy = trial.policy
    known = {name: each for name, each in policy.composed.figures.items() if STANDARD in name}
    records = {name: each.record for name, each in known.items() if isinstance(each, FigureInForce)}
    raised = {
        name: evolve(each, value=each.value + trial.more)
        for name, each in records.items()
        if isinstance(each.value, int) and each.value + trial.more <= MOST_FEN_A_YEAR
    }
    before = gap(trial.decision)
    after = gap(with_records(policy, raised).assess(trial.household))
    if before is None or after is None or after >= before:
        return ""
    return f"with standards {_amount(trial.more)} higher the gap goes from {_shown(before)} to {_shown(after)}"


def uncounted_income(trial: Trial) -> str:
    """Income of a member that does not count changes no gap."""
    richer = with_more(trial.household, trial.position, "incomes", trial.kind, trial.more)
    if richer is None:
        return ""
    before, after = trial.decision, trial.policy.assess(richer)
    counted = [each.quantity("member.counted_income", trial.position) for each in (before, after)]
    wages = [each.quantity("member.counted_wage", trial.position) for each in (before, after)]
    if None in counted or counted[0] != counted[1] or wages[0] != wages[1]:
        return ""
    one, other = gap(before), gap(after)
    if one is None or other is None or one == other:
        return ""
    return f"income.{trial.kind} does not count, yet with more of it the gap goes from {_shown(one)} to {_shown(other)}"


def assistance_is_no_income(trial: Trial) -> str:
    """Assistance that a family received is not its income."""
    helped = with_more(trial.household, trial.position, "incomes", ASSISTANCE, trial.more)
    if helped is None:
        return ""
    decisions = [trial.decision, trial.policy.assess(helped)]
    before, after = (each.quantity("household.counted_income") for each in decisions)
    # What the nation's own rules count is no mistake of a region.
    answers = (
        each for each in trial.policy.composed.answers if each.detail == ASSISTANCE and each.answered.constant != 0
    )
    own = [each for each in answers if each.rule.hook == "counted_income" and each.rule.jurisdiction != NATION]
    if not own or before is None or after is None or before == after:
        return ""
    return f"{_amount(trial.more)} of dibao received counts as income: {_shown(before)} becomes {_shown(after)}"


def order_of_members(trial: Trial) -> str:
    """The order of members changes nothing."""
    turned = evolve(trial.household, members=tuple(reversed(trial.household.members)))
    before, after = trial.decision, trial.policy.assess(turned)
    one, other = by_person(before), by_person(after)
    different = [key for key, each in one.items() if each != other[key]]
    if not different:
        return ""
    return f"with the members in another order {different[0]} is {other[different[0]]}, and was {one[different[0]]}"


def by_person(decision: Decision) -> dict[str, Any]:
    """Give what is decided, without the order of the people."""
    return {
        "status": decision.status,
        "awards": sorted((each.programme, each.to, str(each.monthly), str(each.once)) for each in decision.awards),
        "entitlements": sorted((each.programme, each.to, str(each.granted)) for each in decision.entitlements),
        "may_apply_alone": sorted(decision.may_apply_alone.items()),
        "grade": decision.grade,
    }


def awards_are_positive(trial: Trial) -> str:
    """Awards are never negative and always whole fen."""
    try:
        decision = trial.policy.assess(trial.household)
    except DibaoError as error:
        return str(error)
    for each in decision.awards:
        for amount in (each.monthly, each.once):
            if amount is not None and amount.amount < 0:
                return f"{each.programme} for {each.to} is {_shown(amount)}"
    return ""


def gap_within_need(trial: Trial) -> str:
    """The gap is never negative and never above the need."""
    decision = trial.decision
    found, need = gap(decision), decision.quantity("household.need")
    if found is None or need is None or 0 <= found <= need:
        return ""
    return f"the gap is {_shown(found)} for a need of {_shown(need)}"


def one_status(trial: Trial) -> str:
    """At most one status holds; dibao excludes marginal."""
    decision = trial.decision
    holding = [each.name for each in trial.policy.ladder.statuses if decision.quantity(each.holds) is True]
    return "" if len(holding) < 2 else f"{' and '.join(holding)} hold at once"


def tekun_excludes_dibao(trial: Trial) -> str:
    """Who is supported as destitute has no share in dibao."""
    if "member.is_tekun" not in trial.policy.composed.quantities:
        return ""
    decision = trial.decision
    for position, member in enumerate(trial.household.members):
        if decision.quantity("member.is_tekun", position) is not True:
            continue
        also = [each.programme for each in decision.awards if each.to == member.id and each.programme in _OF_DIBAO]
        if also or decision.quantity("member.draws_dibao", position) is True:
            return f"{member.id} is destitute and draws {also[0] if also else 'dibao'} as well"
    return ""


_OF_DIBAO = ("single_person", "supplement")


def grace_ends(trial: Trial) -> str:
    """The months in which a benefit fades out come to an end."""
    prior = trial.household.prior
    if not isinstance(prior, BenefitState):
        prior = BenefitState("gradual_exit", Money.monthly(300), cause="income")
    on_its_way = evolve(trial.household, prior=evolve(prior, grace_months_used=MONTHS_BEYOND_ANY_GRACE))
    if trial.policy.assess(on_its_way).status != "gradual_exit":
        return ""
    return f"after {MONTHS_BEYOND_ANY_GRACE} months the benefit still fades out: grace starts again and never ends"


def everything_has_a_document(trial: Trial) -> str:
    """Everything that a decision rests on has a document, an article and both titles."""
    evidence = trial.decision.evidence
    for used in evidence.rules:
        rule = used.answer.rule
        if not (rule.article and rule.title and rule.english and rule.regulation.issuer):
            return f"{rule} has no article, title or issuer"
    for figure in evidence.figures:
        document = trial.policy.documents.get(figure.record.document)
        if document is None or not (document.title and document.english and document.issuer):
            return f"{figure.record.name} ({figure.record.place}) rests on no document with title and issuer"
    return ""


def one_meaning(trial: Trial) -> str:
    """Plain Python, the fast function and the evaluation of the graph agree."""
    policy, household = trial.policy, trial.household
    decision = policy.assess(household)
    slow = Decision(policy, household, None)
    if (decision.status, decision.awards, decision.is_decided) != (slow.status, slow.awards, slow.is_decided):
        return f"the fast function says {decision.status}, {decision.awards}; the graph {slow.status}, {slow.awards}"
    test = policy.on_plain_values(household)
    for path in policy.composed.quantities:
        for person in range(len(household.members)) if path.startswith("member.") else (0,):
            try:
                plain = test.quantity(path, person)
            except (NoFigureInForce, UnknownFactError):
                continue
            found = decision.quantity(path, person)
            if found is not None and found != plain:
                return f"{path} of {person} is {plain} as plain Python and {found} in the policy"
    return ""


def deciding_changes_nothing(trial: Trial) -> str:
    """Deciding twice gives the same, and leaves the household as it was."""
    before = to_json_data(trial.household)
    first, second = (trial.policy.assess(trial.household).to_json() for _ in range(2))
    if first != second:
        return "deciding the same household twice gives two decisions"
    return "" if to_json_data(trial.household) == before else "deciding changed the household"


def gap(decision: Decision) -> Any:
    """Give the exact gap; None while it is open."""
    return decision.quantity("household.gap")


def _amount(fen_a_year: int) -> str:
    return f"{Money(fen_a_year, FLOW).per_year} yuan a year"


def _shown(amount: Money) -> str:
    text = amount.to_json()
    return text if isinstance(text, str) else f"{text['amount']} a year"
