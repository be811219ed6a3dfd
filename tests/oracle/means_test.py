"""The order of the test: who counts, income, need, status, payments."""

from collections.abc import Iterator
from fractions import Fraction

from .national import Home, Nation
from .result import Award, OracleResult, month_after, up_to_the_fen
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
    )


def measured(household: Person, law: Nation) -> Home:
    """Work out income and need; the floor at nothing is on the household, once."""
    home = Home(household)
    home.counted = [each for each in household["members"] if not law.left_out(each) and law.belongs(each)]
    home.gross = sum(law.counted_income(each) for each in home.counted)
    home.after_work = home.gross - sum(working(each, home, law) for each in home.counted)
    home.after_rigid = home.after_work - law.rigid_expenditure(home)
    home.income = max(home.after_rigid, 0)
    home.need = home.size * law.standard(home) if home.counted else 0
    return home


def working(member: Person, home: Home, law: Nation) -> Fraction | int:
    """Let the cost of working come off, up to the wage."""
    cost = law.employment_cost(member, home)
    return min(cost, flow(entry(member, "incomes", "wage"), "wage")) if cost else 0


def status(home: Home, law: Nation) -> str:
    """Take the first status that holds."""
    if not home.counted:
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
    if law.clergy_apply_alone(member):
        return True
    return counts and home.status not in ON_DIBAO and law.may_apply_alone(member, home)


def awards(home: Home, law: Nation, alone: list[Person]) -> Iterator[Award]:
    """Name what is paid: to the household, to who applies alone, to disabled members."""
    start = month_after(law.on)
    if home.status == "dibao":
        yield Award("dibao", "household", up_to_the_fen(law.benefit(home)), start)
    elif home.status == "gradual_exit":
        amount = flow(finding(home.stated, "grace_amount"), "grace_amount")
        yield Award("dibao", "household", up_to_the_fen(amount), start)
    covered = [each["id"] for each in alone if flag(each, "applies_alone")]
    for each in alone:
        if each["id"] in covered:  # the nation names no amount: an officer sets it
            amount = flow(finding(each, "single_person_amount"), f"{each['id']}.single_person_amount")
            yield Award("single_person", each["id"], up_to_the_fen(amount), start)
    for each in home.stated["members"]:
        for programme, amount in law.allowances(each, home, each["id"] in covered):
            yield Award(programme, each["id"], up_to_the_fen(amount), start)
