"""Orphans (国办发〔2010〕54号) and children whom no parent brings up (民发〔2019〕62号)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from .national import UNATTENDED, Home, Nation
from .stated import OracleNeeds, Person, present

SIX_MONTHS = 6


def parent(child: Person, which: str) -> Person:
    """Read what is the matter with a parent; beside present flags nothing is."""
    if which not in child:
        present(child, "flags")
        return {}
    stated: Person = present(child, which)
    return {"id": f"{child['id']}.{which}", **stated}


def months(stated: Person, key: str) -> int:
    """Read how long something lasts."""
    value = stated.get(key, "unknown")
    if value == "unknown":
        raise OracleNeeds(f"{stated['id']}.{key}")
    return int(value)


def is_orphan(child: Person, law: Nation) -> bool:
    """Say whether both parents of a minor are dead or cannot be found, part 1."""
    if law.is_adult(child):
        return False
    return all(each.get("dead") or each.get("untraceable") for each in parents(child))


def parents(child: Person) -> tuple[Person, Person]:
    """Give both."""
    return parent(child, "father"), parent(child, "mother")


def cannot(stated: Person) -> bool:
    """Say whether one parent is in one of the six situations of part 1."""
    kind, grade = stated.get("disability_kind", "none"), stated.get("disability_grade", 0)
    if grade in (1, 2) or (grade in (3, 4) and kind in ("mental", "intellectual")) or stated.get("seriously_ill"):
        return True
    held = any(stated.get(each) for each in ("in_prison", "in_rehabilitation", "restricted"))
    if held and months(stated, "term_months") >= SIX_MONTHS:
        return True
    is_away = stated.get("out_of_contact") or stated.get("untraceable")
    return bool(is_away) and months(stated, "out_of_contact_months") >= SIX_MONTHS


def is_unattended(child: Person, law: Nation) -> bool:
    """Say whether neither parent of a minor can bring it up, though it is no orphan."""
    if law.on < UNATTENDED or law.is_adult(child) or is_orphan(child, law):
        return False
    both = parents(child)
    return all(is_gone(each) or cannot(each) for each in both)


def is_gone(stated: Person) -> bool:
    """Say whether a parent is dead or declared missing."""
    return bool(stated.get("dead") or stated.get("declared_missing"))


def support(child: Person, home: Home, law: Nation) -> Iterator[tuple[str, Any]]:
    """Pay the orphans' standard, since 2019 less what dibao and the living allowance give already."""
    orphan = is_orphan(child, law)
    if child["id"] in home.destitute or not (orphan or is_unattended(child, law)):
        return
    standard = law.orphan_standard(child) if orphan else law.unattended_standard(child)
    given = given_already(child, home) if law.on >= UNATTENDED else 0
    yield "orphan_allowance" if orphan else "unattended_child_allowance", max(standard - given, 0)


def given_already(child: Person, home: Home) -> Fraction:
    """Add up fen a year: a head's share of the family's dibao, cover alone, the living allowance."""
    drawing = [each for each in home.counted if each["id"] not in home.destitute]
    share = Fraction(home.dibao_fen * 12, len(drawing)) if child in drawing else Fraction(0)
    return share + 12 * home.alone_fen.get(child["id"], 0) + 12 * home.living_fen.get(child["id"], 0)
