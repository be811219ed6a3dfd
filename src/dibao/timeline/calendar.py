"""Do what the calendar alone brings: new law, new figures, birthdays, the end of grace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve

from dibao.assess.policy import Policy
from dibao.household.models import Household, Member
from dibao.household.stated import UNKNOWN
from dibao.timeline.clocks import article_of
from dibao.timeline.deciding import Outcome, decide
from dibao.timeline.events import Died, Left
from dibao.timeline.fold import Fold
from dibao.timeline.months import first_day, last_day, month_text
from dibao.timeline.office import awaits_hearing, end_for_want_of_people, leave_open, take
from dibao.timeline.standing import GRACE, Standing


def end_grace(fold: Fold) -> None:
    """End a benefit whose months of grace are all paid."""
    before = fold.coming
    if before.state != "grace":
        return
    if before.grace_granted is None:
        _settle_grant(fold)
    elif fold.used >= before.grace_granted:
        _let_grace_end(fold)


def _settle_grant(fold: Fold) -> None:
    """Ask for how long grace was granted, where it came with a state that did not say so."""
    first = first_day(fold.month)
    found = _decided_on_the_eve(fold)
    if found is None:
        return
    if not found.is_decided:
        fold.note("undetermined", first)
        fold.questions += found.questions
    elif found.standing.status == GRACE:
        after = found.standing
        fold.coming = fold.running = evolve(fold.coming, grace_granted=after.grace_granted, kept=after.kept)
    else:
        _let_grace_end(fold)


def _let_grace_end(fold: Fold) -> None:
    first = first_day(fold.month)
    fold.note("grace_over", first, None, article_of(fold.policy_here(first), "grace"))
    found = _decided_on_the_eve(fold)
    if found is None:
        end_for_want_of_people(fold, first)
        fold.running = fold.coming
    else:
        _follow_grace(fold, found)
    fold.decided, fold.used = first - timedelta(1), 0


def _follow_grace(fold: Fold, found: Outcome) -> None:
    first = first_day(fold.month)
    fold.decisions.append(found.decision)
    if found.is_decided:
        take(fold, found.decision.policy, found, first, at_once=True)
        return
    fold.note("undetermined", first)
    fold.questions += found.questions
    fold.coming = fold.running = Standing("ended")


def _decided_on_the_eve(fold: Fold) -> Outcome | None:
    """Decide on the facts at the end of the month before; None when nobody is left."""
    first = first_day(fold.month)
    household = fold.household(first - timedelta(1))
    if household is None:
        return None
    before = fold.coming
    return decide(fold.policy(first, household), household, before, fold.used, before.cause, month_text(fold.month))


def look_at_law(fold: Fold) -> None:
    """Decide anew, on the facts of the last decision, when rules or figures have changed."""
    first = first_day(fold.month)
    household = _as_assessed(fold, first)
    if not fold.coming.receives or household is None or fold.month == fold.fresh:
        return
    now, then = fold.policy(first, household), fold.policy(first_day(fold.month - 1), household)
    if is_same(now, then):
        return
    found = decide(now, household, fold.coming, fold.used, "other", month_text(fold.month))
    if found.is_decided and is_equal(found.standing, fold.coming):
        return
    figures_alone = now.composed.text == then.composed.text
    code = "standard_changed" if figures_alone or _standards_differ(now, then, household) else "law_changed"
    _decide_on(fold, now, found, code, {None: first}, at_once=True)


def _standards_differ(now: Policy, then: Policy, household: Household) -> bool:
    """Tell whether the standards of a household's people are others, whatever else is new in the law."""
    totals = []
    for policy in (now, then):
        node, _ = policy.quantity_node("household.standards_total")
        value = policy.reduction(household).value(node)
        if not isinstance(value, int):
            return False
        totals.append(Fraction(value, node.den))
    return totals[0] != totals[1]


def look_at_birthdays(fold: Fold) -> None:
    """Decide anew, on the facts of the last decision, when an age changes what is due."""
    last = last_day(fold.month)
    household, now_here = _as_assessed(fold, last), fold.household(last)
    if not fold.coming.receives or household is None or now_here is None:
        return
    here = {each.id for each in now_here.members}
    having = [each for each in household.members if each.id in here and _has_birthday(each, last)]
    if not having:
        return
    now = fold.policy(last, household)
    args = (fold.drawn, fold.used_by_then, "other", month_text(fold.month))
    found = decide(now, household, *args)
    if found.is_decided and is_equal(found.standing, fold.coming):
        return
    # What differs may differ without the birthday, too: an amount that came from elsewhere.
    without = decide(now, _before_birthdays(household, having, last), *args)
    if found.is_decided != without.is_decided or not is_equal(found.standing, without.standing):
        days: dict[str | None, date] = {each.id: _birthday(each, last) for each in having}
        _decide_on(fold, now, found, "came_of_age", days, at_once=False)


def _as_assessed(fold: Fold, day: date) -> Household | None:
    """Give the household on whose facts the amounts rest; whoever has gone since grows no older."""
    household = fold.assessed
    if household is None or household is fold.household(day):
        return household
    gone = {
        each.member: each.on
        for each in fold.case.events
        if isinstance(each, Died | Left) and fold.decided < each.on <= day
    }
    if not gone:
        return household
    members = (_at_the_age_of(each, gone[each.id], day) if each.id in gone else each for each in household.members)
    return evolve(household, members=tuple(members))


def _at_the_age_of(member: Member, then: date, day: date) -> Member:
    """Give a member who is on a day as old as then."""
    if member.born is UNKNOWN:
        return member
    years = (day.year - then.year) - (day < _birthday(member, day)) + (then < _birthday(member, then))
    born: Any = member.born
    return evolve(member, born=_birthday(member, born.replace(year=born.year + years, day=1))) if years else member


def _has_birthday(member: Member, last: date) -> bool:
    born = member.born
    return born is not UNKNOWN and born.year < last.year and _birthday(member, last).month == last.month


def _birthday(member: Member, last: date) -> date:
    """Give the birthday in the year of a day; 29 February moves to 1 March."""
    born: Any = member.born
    try:
        return date(last.year, born.month, born.day)
    except ValueError:
        return date(last.year, born.month + 1, 1)


def _before_birthdays(household: Household, having: list[Member], last: date) -> Household:
    """Give the household with this month's birthdays put off to the next one."""
    following = last + timedelta(1)

    def younger(member: Member) -> Member:
        born: Any = member.born
        years = last.year - born.year
        return evolve(member, born=date(following.year - years, following.month, 1))

    members = tuple(younger(each) if each in having else each for each in household.members)
    return evolve(household, members=members)


def _decide_on(
    fold: Fold, policy: Policy, found: Outcome, code: str, days: Mapping[str | None, date], *, at_once: bool
) -> None:
    """Let what the calendar brought hold, where the law lets it; other changes wait on."""
    day, waiting = max(days.values()), fold.pending
    for member, on in days.items():
        fold.note(code, on, member)
        fold.await_(code, on, member, "decision")
    fold.decisions.append(found.decision)
    if not found.is_decided:
        leave_open(fold, found, day, reviewing=False)
    elif found.standing.on_dibao and not fold.coming.on_dibao:
        fold.note("needs_application", day, None, article_of(policy, "application"))
        fold.pending = waiting
    elif not awaits_hearing(fold, policy, found.standing, day):
        take(fold, policy, found, day, at_once=at_once)
        fold.pending = waiting


def is_same(one: Policy, other: Policy) -> bool:
    """Tell whether two policies decide everybody of the same ages alike."""
    return one is other or (one.composed.text == other.composed.text and one.figure_values == other.figure_values)


def is_equal(one: Standing, other: Standing) -> bool:
    """Tell whether two standings pay the same."""
    return (one.status, one.awards) == (other.status, other.awards)
