"""What a household in JSON form states, and what it leaves unknown."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Person = Mapping[str, Any]
"""A member, an obligor, or the household itself, in its JSON form."""


class OracleNeeds(LookupError):
    """The outcome needs something that was not stated."""

    def __init__(self, name: str) -> None:
        """Name what is missing, such as `property_within_limits` or `a.incomes.wage`."""
        super().__init__(name)
        self.name = name


def full_years(since: str, on: date) -> int:
    """Count birthdays; who was born on 29 February has it on 1 March in common years."""
    year, month, day = int(since[:4]), int(since[5:7]), int(since[8:])
    return on.year - year - ((on.month, on.day) < (month, day))


def flow(stated: Any, where: str) -> int:
    """Read an amount in yuan, a month unless it says a year, as fen a year."""
    if isinstance(stated, Mapping):
        return hundredths(stated["amount"], where) * {"month": 12, "year": 1}[stated["per"]]
    return hundredths(stated, where) * 12


def hundredths(stated: Any, where: str) -> int:
    """Read yuan as fen, or square metres as hundredths of one."""
    if stated == "unknown":
        raise OracleNeeds(where)
    if not isinstance(stated, int | str):
        raise TypeError(f"{where} is {stated!r}; expected a string or a whole number")
    exact = Decimal(stated) * 100
    if exact != int(exact):
        raise ValueError(f"{where} is {stated!r}; expected two decimals at most")
    return int(exact)


def known(owner: Person, key: str, where: str) -> Any:
    """Read an entry that must be stated."""
    value = owner.get(key, "unknown")
    if value == "unknown":
        raise OracleNeeds(f"{where}.{key}")
    return value


def finding(owner: Person, name: str) -> Any:
    """Read a finding; without one, nobody may guess it."""
    findings = owner.get("findings", {})
    value = findings.get(name, "unknown") if isinstance(findings, Mapping) else "unknown"
    if value == "unknown":
        raise OracleNeeds(name if "members" in owner else f"{owner['id']}.findings.{name}")
    return value


def fact(owner: Person, name: str, absent: Any = "unknown") -> Any:
    """Read what only one region asks about."""
    value = owner.get("facts", {}).get(name, absent)
    if value == "unknown":
        raise OracleNeeds(f"{owner['id']}.{name}")
    return value


def present(owner: Person, name: str, where: str = "") -> Mapping[str, Any]:
    """Read a map that must be there; once there it is complete."""
    values: Mapping[str, Any] = known(owner, name, where or owner["id"])
    return values


def entry(owner: Person, place: str, key: str) -> Any:
    """Read what is none unless the map names it."""
    value = present(owner, place).get(key, 0)
    if value == "unknown":
        raise OracleNeeds(f"{owner['id']}.{place}.{key}")
    return value


def flag(member: Person, name: str) -> bool:
    """Read a flag; beside other flags an absent one is false."""
    value = present(member, "flags").get(name, False)
    if value == "unknown":
        raise OracleNeeds(f"{member['id']}.flags.{name}")
    return value is True


def beside_flags(member: Person, key: str) -> Any:
    """Read an entry that is none when it is absent beside present flags."""
    if key not in member:
        present(member, "flags")
    return known(member, key, member["id"]) if key in member else None


def disability(member: Person) -> tuple[str, int]:
    """Read kind and grade of the disability certificate; grade 0 is none."""
    certificate = beside_flags(member, "disability")
    if certificate is None:
        return "none", 0
    where = f"{member['id']}.disability"
    return known(certificate, "kind", where), known(certificate, "grade", where)
