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
from dibao.timeline.fold import Fold
from dibao.timeline.months import first_day, last_day, month_text
from dibao.timeline.office import awaits_hearing, leave_open, take
from dibao.timeline.standing import GRACE, Standing


def end_grace(fold: Fold) -> None:
    """End a benefit whose months of grace are all paid."""
    before = fold.coming
    if before.state != "grace":
        return
    granted = before.grace_granted
    if granted is not None and fold.used < granted:
        return
    first = first_day(fold.month)
    eve = first - timedelta(1)
    household = fold.household(eve)
    if household is None:
        return
    policy = fold.policy(first, household)
    found = decide(policy, household, before, fold.used, before.cause, month_text(fold.month))
    if granted is None and found.decision.is_decided and found.standing.status == GRACE:
        # It came with a state that did not say for how long.
        after = found.standing
        fold.coming = fold.running = evolve(before, grace_granted=after.grace_granted, kept=after.kept)
        return
    fold.note("grace_over", first, None, article_of(policy, "grace"))
    fold.decisions.append(found.decision)
    if found.decision.is_decided:
        take(fold, policy, found, first, at_once=True)
    else:
        fold.note("undetermined", first)
        fold.questions += found.decision.questions
        fold.coming = fold.running = Standing("ended")
    fold.decided, fold.used = eve, 0


def look_at_law(fold: Fold) -> None:
    """Decide anew, on the facts of the last decision, when rules or figures have changed."""
    household = fold.assessed
    if not fold.coming.receives or household is None or fold.month == fold.fresh:
        return
    first = first_day(fold.month)
    now, then = fold.policy(first, household), fold.policy(first_day(fold.month - 1), household)
    if is_same(now, then):
        return
    found = decide(now, household, fold.coming, fold.used, "other", month_text(fold.month))
    if found.decision.is_decided and is_equal(found.standing, fold.coming):
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
    household = fold.assessed
    if not fold.coming.receives or household is None:
        return
    last = last_day(fold.month)
    having = [each for each in household.members if _has_birthday(each, last)]
    if not having:
        return
    now = fold.policy(last, household)
    args = (fold.coming, fold.used_by_then, "other", month_text(fold.month))
    found = decide(now, household, *args)
    if is_equal(found.standing, fold.coming):
        return
    # What differs may differ without the birthday, too: an amount that came from elsewhere.
    without = decide(now, _before_birthdays(household, last), *args)
    if not is_equal(found.standing, without.standing):
        days: dict[str | None, date] = {each.id: _birthday(each, last) for each in having}
        _decide_on(fold, now, found, "came_of_age", days, at_once=False)


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


def _before_birthdays(household: Household, last: date) -> Household:
    """Give the household with this month's birthdays put off to the next one."""
    following = last + timedelta(1)

    def younger(member: Member) -> Member:
        born: Any = member.born
        years = last.year - born.year
        return evolve(member, born=date(following.year - years, following.month, 1))

    members = tuple(younger(each) if _has_birthday(each, last) else each for each in household.members)
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
    if not found.decision.is_decided:
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
