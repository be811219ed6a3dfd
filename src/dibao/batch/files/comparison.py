"""Compare every value of a recorded row with what the row is decided by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from attrs import frozen

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.words import STATED
from dibao.batch.files.missing_in_words import BETWEEN, MissingInWords
from dibao.batch.files.presented import TITLES, UNITS
from dibao.batch.legend import reason_bits, reasons_of
from dibao.batch.results import EXACT_PLACES
from dibao.export.cells import neutral
from dibao.symbols.amounts import FEN_A_YUAN, Money

Names = tuple[str, ...]
"""What a column may be called: by its name, by its Chinese and by its English title."""


@frozen(eq=False)
class Comparison:
    """What a decision says of every column; `quantities` are those that the run gave beside."""

    engine: Engine
    decision: Decision
    quantities: Sequence[str]

    def differences(self, recorded: Mapping[str, str]) -> Iterator[str]:
        """Name each recorded value that is another now."""
        for name, meant in self._texts():
            found = _cell(recorded, (name, *TITLES[name]))
            if found is not None and found not in meant:
                yield f"{name} was {found or 'empty'} and is {meant[0] or 'empty'} now"
        for names, amount in (*_amounts(self.decision), *self._quantities()):
            found = _cell(recorded, names)
            if found is not None and not _same(found, amount):
                yield f"{names[0]} was {found or 'open'} and is {'open' if amount is None else amount} now"

    def _texts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Give the ways in which each text may be written, by name first."""
        ladder, decision = self.engine.ladder, self.decision
        known = (*ladder.statuses, ladder.otherwise, ladder.undetermined)
        standing = next(each for each in known if each.name == decision.status)
        yield "jurisdiction", [decision.household.jurisdiction]
        yield "status", [standing.name, standing.title, standing.english]
        yield "grade", [decision.grade, *STATED[decision.grade]]
        own = reason_bits(decision.policy)
        bits = reasons_of(decision, own)
        failed = [bit for position, bit in enumerate(own) if bits >> position & 1]
        yield "reasons", _joined(lambda bit: (bit.name, bit.title, bit.english.rstrip(".")), failed)
        missing = [] if decision.is_decided else [each.path for each in decision.questions]
        put = [MissingInWords(self.engine.catalogue, self.engine.figures.declarations, index) for index in (0, 1)]
        yield "missing", _joined(lambda path: (path, *(each.words(path) for each in put)), missing)

    def _quantities(self) -> Iterator[tuple[Names, Decimal | bool | None]]:
        for path in self.quantities:
            yield (path,), _number_of(self.decision.quantity(path))


def _joined(words: Callable[[Any], tuple[str, str, str]], each_of: Sequence[Any]) -> list[str]:
    """Give several things in one cell: by name, and as a spreadsheet shows them in each language."""
    names, chinese, english = zip(*map(words, each_of), strict=True) if each_of else ((), (), ())
    shown = [BETWEEN[0].join(chinese), BETWEEN[1].join(english)]
    return [BETWEEN[1].join(names), *shown, *map(neutral, shown)]


def _number_of(stated: Any) -> Decimal | bool | None:
    """Give a quantity as its column does: money in yuan, a year where it flows."""
    if stated is None:
        return None
    if isinstance(stated, bool):
        return stated
    if isinstance(stated, Money):
        places = 10**EXACT_PLACES
        parts = Fraction(stated.amount) * places
        yuan: Decimal = Decimal(int(parts)) / (FEN_A_YUAN * places)
        return yuan
    return Decimal(str(stated))


def _amounts(decision: Decision) -> Iterator[tuple[Names, Decimal | None]]:
    for name, amount in (("dibao_monthly", decision.dibao_monthly), ("total_monthly", decision.total_monthly)):
        yield (name, *TITLES[name]), None if amount is None else Decimal(amount.text())
    given = [*decision.awards, *decision.entitlements]
    for award in decision.policy.composed.awards:
        units = UNITS.get(award.kind, ("", ""))
        names = (f"award_{award.programme}", award.title + units[0], award.english + units[1])
        own = [each for each in given if each.programme == award.programme]
        if award.kind == "service":
            is_open = any(each.granted is None for each in own)
            yield names, None if is_open else Decimal(len(own))
            continue
        paid = [each.monthly if award.kind == "monthly" else each.once for each in own]
        known = [each for each in paid if each is not None]
        total = sum((Decimal(each.text()) for each in known), Decimal(0))
        yield names, total if len(known) == len(paid) else None


def _cell(recorded: Mapping[str, str], names: Names) -> str | None:
    return next((recorded[name] for name in names if name in recorded), None)


def _same(found: str, value: Decimal | bool | None) -> bool:
    """Tell whether a cell says a number, a flag, or that it is open."""
    if value is None or not found:
        return value is None and not found
    if isinstance(value, bool):
        return found.lower() == str(value).lower()
    try:
        return Decimal(found) == value
    except InvalidOperation:
        return False
