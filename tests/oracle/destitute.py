"""Who is destitute (特困人员), settled before the family's means: 649号 art. 14, the measures of 2021."""

from collections.abc import Iterator
from typing import Any

from . import children
from .national import DECREE, LAW, MEASURES, Home, Nation
from .stated import Person, disability, finding, flag, flow, full_years, known, present

SCHOOLS = ("primary", "junior", "senior", "vocational")
CLOSE_FAMILY = ("applicant", "spouse", "child", "parent")
NOT_OWN_INCOME = frozenset({
    "basic_pension", "preferential_pension", "old_age_allowance",  # the measures' art. 6
    "social_assistance", "disability_allowance",  # what ends or changes with the decision itself
    "child_allowance", "orphan_allowance",  # 民发〔2019〕62号 3(1)
})  # fmt: skip


def destitute(household: Person, law: Nation) -> frozenset[str]:
    """Name who is destitute; before 2021 whoever was recognised."""
    members = household["members"]
    if law.on < DECREE:
        return frozenset()
    if law.on < MEASURES:
        return frozenset(each["id"] for each in members if flag(each, "on_tekun"))
    return frozenset(each["id"] for each in members if is_destitute(each, household, law))


def is_destitute(member: Person, household: Person, law: Nation) -> bool:
    """Ask the three conditions, art. 4, the choice of art. 9, and what ends support, art. 24."""
    if not cannot_work(member, law) or flag(member, "declines_tekun"):
        return False
    if flag(member, "in_prison") or flag(member, "declared_missing"):
        return False
    may_choose = children.is_orphan(member, law) or children.is_unattended(member, law)
    if may_choose and flag(member, "chooses_child_support"):
        return False
    others = [each for each in household["members"] if each["id"] != member["id"]]
    if any(owes_support(each, law) and not cannot_support(each, household, law) for each in others):
        return False
    if own_income(member, law) >= law.standard(Home(household)):
        return False
    if not all(relative_cannot_support(each, law) for each in known(household, "obligors", "household")):
        return False
    return finding(member, "tekun_property_within_limits") is True


def age(person: Person, law: Nation) -> int:
    """Count full years."""
    return full_years(known(person, "born", person["id"]), law.on)


def is_held(kind: str, grade: int) -> bool:
    """Say whether a certificate makes unable to work, art. 5 (3)."""
    return {"intellectual": 3, "mental": 3, "limb": 2, "visual": 1}.get(kind, 0) >= grade > 0


def cannot_work(member: Person, law: Nation) -> bool:
    """Ask art. 5; a recognised minor stays to 18 (2020 opinion, 5), at school longer (art. 16 of the law)."""
    years = age(member, law)
    if years >= 60 or years < 16 or is_held(*disability(member)):
        return True
    if not flag(member, "on_tekun"):
        return False
    at_school = law.on >= LAW and flag(member, "full_time_student")
    return years < 18 or (at_school and known(member, "education", member["id"]) in SCHOOLS)


def own_income(member: Person, law: Nation) -> int:
    """Add up a person's own income as art. 6 counts it, which may be negative."""
    stated = present(member, "incomes").items()
    counted = sum(flow(each, f"{member['id']}.{kind}") for kind, each in stated if kind not in NOT_OWN_INCOME)
    return counted - law.paid_out(member)


def owes_support(member: Person, law: Nation) -> bool:
    """Say whether an adult under the same roof owes support: the close family, or whom an officer finds."""
    if not law.is_adult(member):
        return False
    return known(member, "relation", member["id"]) in CLOSE_FAMILY or finding(member, "legal_support_duty") is True


def cannot_support(member: Person, household: Person, law: Nation) -> bool:
    """Ask art. 8 of somebody under the same roof."""
    if flag(member, "on_tekun"):
        return True
    prior = known(household, "prior", "household")
    if age(member, law) >= 60 and prior and known(prior, "status", "prior") in ("dibao", "gradual_exit"):
        return True
    if any(flag(member, each) for each in ("no_civil_capacity", "declared_missing", "in_prison")):
        return within_limits(household)
    kind, grade = disability(member)
    weak = age(member, law) >= 70 or grade in (1, 2) or (grade == 3 and kind in ("intellectual", "mental"))
    if not weak or own_income(member, law) >= law.figure("rigid.disposable_income"):
        return False
    return within_limits(household)


def within_limits(household: Person) -> bool:
    """Read the finding on the family's property, which no list of one region stands in for here."""
    return finding(household, "property_within_limits") is True


def relative_cannot_support(relative: Person, law: Nation) -> bool:
    """Ask art. 8 of a relative who lives apart."""
    situation = known(relative, "situation", relative["id"]) or "none"
    if situation == "tekun":
        return True
    if situation == "dibao" and age(relative, law) >= 60:
        return True
    kept = situation in ("no_civil_capacity", "declared_missing", "in_prison")
    weak = situation == "severely_disabled" or age(relative, law) >= 70
    if not (kept or weak) or not known(relative, "property_within_limits", relative["id"]):
        return False
    if kept:
        return True
    income = flow(known(relative, "own_income", relative["id"]), f"{relative['id']}.own_income")
    return bool(income < law.figure("rigid.disposable_income"))


def stays_apart(member: Person, home: Home) -> bool:
    """Say whether a destitute person is outside the household: unless an officer counts them beside others."""
    if member["id"] not in home.destitute:
        return False
    others = len(home.stated["members"]) > len(home.destitute)
    return not (others and finding(member, "tekun_counts"))


def support(member: Person, home: Home, law: Nation) -> Iterator[tuple[str, Any]]:
    """Pay living by town or country (art. 19), and care by six things of the day (art. 22)."""
    where = known(home.stated, "area", "household")
    if law.on < MEASURES:
        yield "tekun_living", law.tekun_living(member, where)
        yield "tekun_care", law.care_before_the_measures(member)
        return
    if flag(member, "resettled_to_town"):
        where = "urban"
    elif flag(member, "contracted_land"):
        where = "rural"
    yield "tekun_living", law.tekun_living(member, where)
    failed = sum(each is True for each in present(member, "needs_help").values())
    yield "tekun_care", law.figure(f"tekun.care.{'able' if not failed else 'half' if failed <= 3 else 'full'}")
