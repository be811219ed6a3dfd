"""The order of the test: who counts, income, need, status, payments."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from . import aid, children, destitute
from .national import ALLOWANCES, Home, Nation
from .result import Award, Once, OracleResult, month_after, up_to_the_fen
from .stated import Person, entry, finding, flag, flow, known

ON_DIBAO = ("dibao", "gradual_exit")


def decide(household: Person, law: Nation) -> OracleResult:
    """Decide one household under what is in force in its place on a day.

    Raises:
        OracleNeeds: a fact, finding or figure is missing.
    """
    home = measured(household, law)
    home.status = status(home, law)
    ids = {each["id"] for each in home.counted}
    alone = [each for each in household["members"] if may_apply_alone(each, home, law, each["id"] in ids)]
    return OracleResult(
        status=home.status,
        awards=[award for award in awards(home, law, alone) if award.monthly_fen > 0],
        size=home.size,
        household_income=Fraction(home.income) / 12,
        need=Fraction(home.need) / 12,
        may_apply_alone=frozenset(each["id"] for each in alone),
        counted=tuple(each["id"] for each in home.counted),
        after_rigid=Fraction(home.after_rigid) / 12,
        deducted=Fraction(home.gross - home.after_rigid) / 12,
        destitute=home.destitute,
        once=[Once(name, "household", fen, month_after(law.on)) for name, fen in aid.once(home, law) if fen],
        services=frozenset(law.services(home)),
    )


def measured(household: Person, law: Nation) -> Home:
    """Work out income and need; the floor at nothing is on the household, once."""
    home = Home(household)
    home.destitute = destitute.destitute(household, law)
    home.counted = [each for each in household["members"] if counts(each, home, law)]
    home.gross = sum(law.counted_income(each) for each in home.counted)
    home.after_work = home.gross - sum(working(each, home, law) for each in home.counted)
    home.after_rigid = home.after_work - law.rigid_expenditure(home)
    home.income = max(home.after_rigid, 0)
    home.need = home.size * law.standard(home) if home.counted else 0
    return home


def counts(member: Person, home: Home, law: Nation) -> bool:
    """Say whether a person counts in the household."""
    return not law.left_out(member) and not destitute.stays_apart(member, home) and law.belongs(member)


def working(member: Person, home: Home, law: Nation) -> Fraction | int:
    """Let the cost of working come off, up to the wage."""
    cost = law.employment_cost(member, home)
    return min(cost, flow(entry(member, "incomes", "wage"), "wage")) if cost else 0


def status(home: Home, law: Nation) -> str:
    """Take the first status that holds."""
    if all(each["id"] in home.destitute for each in home.counted):  # nobody left whom dibao could reach
        return "not_eligible"
    if home.income < home.need:
        return "dibao" if law.property_ok(home) else "not_eligible"
    if in_grace(home, law):
        return "gradual_exit"
    factor = law.marginal_factor()
    if factor is not None and home.income < factor * home.need and law.property_ok(home):
        return "marginal"
    return "rigid_expenditure" if law.rigid_family(home) else "not_eligible"


def in_grace(home: Home, law: Nation) -> bool:
    """Say whether a family now at or above the standard is still fading out."""
    prior = known(home.stated, "prior", "household")
    if prior is None or known(prior, "status", "prior") not in ON_DIBAO:
        return False
    prior = {"cause": None, "grace_months_used": 0, **prior}  # what a present map does not name is none
    if not law.property_ok(home):
        return False
    months = law.grace_months(home, prior)
    return months is not None and bool(known(prior, "grace_months_used", "prior") < months)


def may_apply_alone(member: Person, home: Home, law: Nation, counts: bool) -> bool:
    """Say whether this person may apply alone: never under a family that receives dibao as a whole."""
    if member["id"] in home.destitute:
        return False
    if law.clergy_apply_alone(member):
        return True
    return counts and home.status not in ON_DIBAO and law.may_apply_alone(member, home)


def awards(home: Home, law: Nation, alone: list[Person]) -> Iterator[Award]:
    """Name what is paid each month: dibao first, then what goes by it."""
    start = month_after(law.on)
    yield Award("dibao", "household", family_dibao(home, law), start)
    covered = [each for each in alone if flag(each, "applies_alone")]
    for each in covered:  # the nation names no amount: an officer sets it
        amount = flow(finding(each, "single_person_amount"), f"{each['id']}.single_person_amount")
        home.alone_fen[each["id"]] = up_to_the_fen(amount)
        yield Award("single_person", each["id"], home.alone_fen[each["id"]], start)
    for each in home.stated["members"]:
        for programme, amount in of_one_person(each, home, law, draws_dibao(each, home, covered)):
            yield Award(programme, each["id"], up_to_the_fen(amount), start)


def family_dibao(home: Home, law: Nation) -> int:
    """Work out the family's dibao; the share a head of the destitute comes off."""
    destitute_heads = sum(each["id"] in home.destitute for each in home.counted)
    if home.status == "dibao":
        whole = law.benefit(home)
        a_head = whole // (12 * home.size) * 12  # rounded down to the fen a month, for the others
        home.dibao_fen = up_to_the_fen(max(whole - a_head * destitute_heads, 0))
    elif home.status == "gradual_exit":
        home.dibao_fen = up_to_the_fen(flow(finding(home.stated, "grace_amount"), "grace_amount"))
    return home.dibao_fen


def draws_dibao(member: Person, home: Home, covered: list[Person]) -> bool:
    """Say whether a person draws dibao, with the family or alone."""
    with_family = home.status in ON_DIBAO and member in home.counted
    return member["id"] not in home.destitute and (with_family or member in covered)


def of_one_person(member: Person, home: Home, law: Nation, draws: bool) -> Iterator[tuple[str, Any]]:
    """Name what one person is paid beside dibao."""
    if member["id"] in home.destitute:
        yield from destitute.support(member, home, law)
    else:
        yield from of_disabled_people(member, home, law, draws)
        yield from children.support(member, home, law)
    if aid.prices_start(home, law) and aid.in_price_group(member, home, law, draws):
        yield "price_subsidy", law.price_subsidy(home)
    yield from law.further(member)


def of_disabled_people(member: Person, home: Home, law: Nation, draws: bool) -> Iterator[tuple[str, Any]]:
    """Name the two allowances: orphans, and children with theirs in full, draw none for living."""
    if law.on < ALLOWANCES:
        return
    as_child = children.is_orphan(member, law) or (not draws and children.is_unattended(member, law))
    if law.living_allowance_due(member, draws) and not as_child:
        amount = law.figure("disability.living_allowance")
        home.living_fen[member["id"]] = up_to_the_fen(amount)
        yield "disability_living_allowance", amount
    if law.nursing_allowance_due(member) and not flag(member, "work_injury_nursing"):
        yield "disability_nursing_allowance", law.figure("disability.nursing_allowance")
