"""Compare a decision with the parts that a case expects of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from dibao.assess.decision import Decision
from dibao.errors import DibaoError
from dibao.household.entries import EntryError, read_money
from dibao.household.facts import BUILT_IN
from dibao.symbols.amounts import Area, Money, Months
from dibao.symbols.units import FLOW

GROUPS = ("awards", "entitlements", "household", "member", "reasons", "bounds")
VALUES = (
    "status", "decided", "dibao_monthly", "total_monthly", "grade", "questions", "warnings", "may_apply_alone",
    "documents", "error",
)  # fmt: skip
NONE, OPEN = "none", "open"
_A_FLOW = BUILT_IN.fact("member", "income.wage")


@frozen
class Mismatch:
    """A part of a decision that is not as a case expects it."""

    part: str
    expected: str
    found: str

    def __str__(self) -> str:
        """Give the part with both values."""
        return f"{self.part}: expected {self.expected}, found {self.found}"


def expected_parts(table: Any) -> tuple[dict[str, Any], list[str]]:
    """Give the parts that a table expects by their dotted names, and names that no decision has."""
    parts: dict[str, Any] = {}
    if not isinstance(table, Mapping):
        return parts, ["expect"]
    for key, value in table.items():
        if key in GROUPS and isinstance(value, Mapping):
            parts |= {f"{key}.{name}": each for name, each in value.items()}
        else:
            parts[key] = value
    strangers = [key for key in parts if key not in VALUES and not _is_of_a_group(key)]
    return parts, strangers


def _is_of_a_group(key: str) -> bool:
    group, dot, name = key.partition(".")
    return bool(dot and name) and group in GROUPS


def mismatches(decision: Decision, expected: Mapping[str, Any]) -> tuple[Mismatch, ...]:
    """Compare every expected part; give those that differ, in the case's order."""
    found = (_compare(decision, part, value) for part, value in expected.items())
    return tuple(each for each in found if each is not None)


def _compare(decision: Decision, part: str, value: Any) -> Mismatch | None:
    try:
        found = found_in(decision, part)
    except DibaoError as error:
        return Mismatch(part, _shown(value), f"no such thing: {error}")
    if part == "warnings":
        return _compare_warnings(value, found)
    if part == "documents":
        lacking = [each for each in value if each not in found]
        return Mismatch(part, _shown(value), _shown(found)) if lacking else None
    if isinstance(value, Mapping) and isinstance(found, Mapping):
        wrong = {key: each for key, each in value.items() if not _same(found.get(key, NONE), each)}
        return Mismatch(part, _shown(value), _shown({key: found.get(key, NONE) for key in value})) if wrong else None
    found = _one(found, value)
    return None if _same(found, value) else Mismatch(part, _shown(value), _shown(found))


def found_in(decision: Decision, part: str) -> Any:
    """Give what a decision says of one part.

    Raises:
        DibaoError: there is no such part.
    """
    group, _, name = part.partition(".")
    read = _READ[group] if group in _READ else _plain_value(group)
    return read(decision, name)


def is_open_where_it_varies(part: str, value: Any) -> bool:
    """Tell whether a part is open, and so not as expected, wherever it could be one thing or another."""
    group = part.partition(".")[0]
    if isinstance(value, Mapping) or value in (OPEN, NONE, "undetermined"):
        return False
    if part in ("status", "dibao_monthly", "total_monthly"):
        return True
    return group in ("household", "reasons", "awards", "entitlements") and part != "household.standard_per_person"


def is_open(found: Any) -> bool:
    """Tell whether what was found of a part is open, for one of several people, too."""
    each = found.values() if isinstance(found, Mapping) else (found,)
    return any(isinstance(one, str) and one in (OPEN, "undetermined") for one in each)


def _one(found: Any, value: Any) -> Any:
    """Give what several people get together, where one value is expected."""
    if not isinstance(found, Mapping) or isinstance(value, Mapping):
        return found
    if not found:
        return NONE
    each = list(found.values())
    if OPEN in each:
        return OPEN
    if all(isinstance(one, Money) for one in each):
        return sum(each[1:], each[0])
    return each[0] if all(one == each[0] for one in each) else found


def _same(found: Any, value: Any) -> bool:
    if isinstance(value, list):
        return isinstance(found, Sequence) and not isinstance(found, str) and _same_items(found, value)
    if isinstance(found, Money) and not isinstance(value, bool):
        expected = _money(value, found)
        return expected is not None and expected.amount == found.amount
    if isinstance(found, Months):
        return bool(found.amount == value)
    if isinstance(found, Area):
        return found.text() == str(value)
    return bool(type(found) is type(value) and found == value) or _same_number(found, value)


def _same_number(found: Any, value: Any) -> bool:
    return not isinstance(found, bool | str) and not isinstance(value, bool | str) and bool(found == value)


def _same_items(found: Sequence[Any], value: Sequence[Any]) -> bool:
    if all(isinstance(each, str) for each in (*found, *value)):
        return sorted(found) == sorted(value)
    pairs = zip(found, value, strict=False)
    return len(found) == len(value) and all(_same(one, other) for one, other in pairs)


def _money(value: Any, like: Money) -> Money | None:
    try:
        if like.unit == FLOW:
            stated = read_money(_A_FLOW, value)
        else:
            return Money.stock(value) if isinstance(value, str | int) else None
    except (EntryError, DibaoError, ValueError, TypeError):
        return None
    return stated if isinstance(stated, Money) else None


def _compare_warnings(value: Any, found: Sequence[str]) -> Mismatch | None:
    """Each expected text is a part of one warning, and no warning is left over."""
    expected = value if isinstance(value, list) else [value]
    left = [each for each in found if not any(str(text) in each for text in expected)]
    lacking = [text for text in expected if not any(str(text) in each for each in found)]
    return Mismatch("warnings", _shown(expected), _shown(list(found))) if left or lacking else None


# -- what a decision says of each part -------------------------------------------------------------------
def _awards(decision: Decision, name: str) -> Any:
    paid = [each for each in decision.awards if each.programme == name]
    amounts = {each.to: each.once if each.kind == "once" else each.monthly for each in paid}
    return {to: OPEN if amount is None else amount for to, amount in amounts.items()}


def _entitlements(decision: Decision, name: str) -> Any:
    given = {
        each.to: OPEN if each.granted is None else True for each in decision.entitlements if each.programme == name
    }
    people = {each.id: False for each in decision.household.members}
    return given or False if "household" in given or not given else {**people, **given}


def _household(decision: Decision, name: str) -> Any:
    if name == "standard_per_person":
        return decision.quantities.get(name, OPEN)
    return _open_if_none(decision.quantity(f"household.{name}"))


def _member(decision: Decision, name: str) -> Any:
    people = [each.id for each in decision.household.members]
    return {id: _open_if_none(decision.quantity(f"member.{name}", place)) for place, id in enumerate(people)}


def _reasons(decision: Decision, name: str) -> Any:
    known = {each.reason.test: _open_if_none(each.holds) for each in decision.tests}
    return known.get(name, NONE)


def _bounds(decision: Decision, name: str) -> Any:
    bounds = decision.bounds
    if bounds is None:
        return NONE
    ends = {"statuses": bounds.statuses, "dibao_monthly": bounds.dibao, "total_monthly": bounds.total}
    return list(ends.get(name, ()))


def _documents(decision: Decision, _: str) -> Any:
    return decision.to_json()["policy"]["documents"]


def _open_if_none(value: Any) -> Any:
    return OPEN if value is None else value


def _plain_value(part: str) -> Callable[[Decision, str], Any]:
    names = {"decided": "is_decided"}
    return lambda decision, _: _open_if_none(getattr(decision, names.get(part, part)))


_READ: Mapping[str, Callable[[Decision, str], Any]] = {
    "awards": _awards,
    "entitlements": _entitlements,
    "household": _household,
    "member": _member,
    "reasons": _reasons,
    "bounds": _bounds,
    "documents": _documents,
    "questions": lambda decision, _: [each.path for each in decision.questions],
    "warnings": lambda decision, _: decision.warnings(),
    "may_apply_alone": lambda decision, _: [id for id, may in decision.may_apply_alone.items() if may],
}


def _shown(value: Any) -> str:
    if isinstance(value, Money):
        monthly = value.to_json()
        return str(monthly) if isinstance(monthly, str) else f"{monthly['amount']} a {monthly['per']}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Months):
        return str(value.amount)
    return value.text() if isinstance(value, Area) else str(value)


def sentences(found: Iterable[Mismatch]) -> str:
    """Give one line for each mismatch."""
    return "\n".join(map(str, found))
