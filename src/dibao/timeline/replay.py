"""Compare what was paid with what is owed by what is known now, and explain each fen.

Between the two lie the days on which something became known that reaches back. The
books are put right day by day in that order: on each day every earlier month is told
again with what became known, and the change is that day's. What was paid otherwise than
the office could have decided is a difference of its own. So the parts of a difference
add up to it exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from attrs import define, field, frozen

from dibao.assess.engine import Engine
from dibao.errors import InputError, Problem
from dibao.household.facts import nearest
from dibao.law.as_known import Novelty, late_novelties
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.law.regulation import Regulation
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.timeline.as_known import OfficeOfItsTime, case_known_on
from dibao.timeline.case import Case
from dibao.timeline.events import Event, Moved
from dibao.timeline.hearsay import case_as_heard
from dibao.timeline.months import month_of, read_month
from dibao.timeline.rows import Lang, Row, Timeline
from dibao.timeline.run import run

NOTHING = Money(0, FLOW)
Payments = Mapping[str, Mapping[str, Money]]
"""What was paid: amounts a month by month, written 2024-03, and by programme."""
Books = Mapping[tuple[str, str], Money]


@frozen
class Names:
    """What programmes, figures and documents are called, in Chinese and English."""

    programmes: Mapping[str, tuple[str, str]]
    figures: Mapping[str, tuple[str, str]]
    documents: Mapping[str, tuple[str, str]]


@frozen
class Part:
    """A part of a difference: what became known on a day, and the change it makes.

    `known` is None for what was paid otherwise than the office could have decided.
    """

    known: date | None
    amount: Money
    figures: tuple[FigureRecord, ...] = field(default=(), eq=False, repr=False)
    documents: tuple[str, ...] = ()
    events: tuple[Event, ...] = field(default=(), eq=False, repr=False)


@frozen
class Difference:
    """What one programme owes for one month, or was paid too much: owed less paid."""

    month: str
    programme: str
    paid: Money
    owed: Money
    parts: tuple[Part, ...]

    @property
    def amount(self) -> Money:
        """Give the difference: arrears are positive, what was paid too much is negative."""
        return Money(self.owed.amount - self.paid.amount, FLOW)

    @property
    def kind(self) -> Literal["arrears", "recovery"]:
        """Tell whether it is still to be paid or was paid too much."""
        return "arrears" if self.amount.amount > 0 else "recovery"


@frozen
class Replay:
    """A case told again: the differences, with the months as paid and as owed.

    `open_months` are those in which a fact or a figure is missing on either side, so
    that what stood before went on; their differences wait for it.
    """

    case_id: str
    known_on: date | None
    differences: tuple[Difference, ...]
    decided: Timeline = field(repr=False)
    owed: Timeline = field(repr=False)
    paid: Payments = field(repr=False)
    names: Names = field(repr=False)
    open_months: tuple[str, ...] = ()

    @property
    def arrears(self) -> Money:
        """Add up what is still to be paid."""
        return _sum(each.amount for each in self.differences if each.kind == "arrears")

    @property
    def recovery(self) -> Money:
        """Add up what was paid too much; it is negative or nothing."""
        return _sum(each.amount for each in self.differences if each.kind == "recovery")

    @property
    def total(self) -> Money:
        """Add up all differences."""
        return _sum(each.amount for each in self.differences)

    def text(self, lang: Lang = "zh") -> str:
        """Say the differences in words."""
        from dibao.timeline.replay_in_words import replay_text

        return replay_text(self, lang)

    def to_json(self) -> dict[str, Any]:
        """Give the replay as JSON data."""
        from dibao.timeline.replay_in_words import replay_data

        return replay_data(self)


def replay(
    case: Case,
    start: date | str,
    end: date | str,
    engine: Engine,
    *,
    paid: Payments | None = None,
    known_on: date | None = None,
) -> Replay:
    """Compare months as they were paid with what is known now.

    Args:
        case: the household and its events, those heard of late with their `known`.
        start: the first month.
        end: the last month.
        engine: whose law is in force.
        paid: what was paid, by month and programme; a month that is not named was paid
            nothing. As the office could have decided at each month's end when None.
        known_on: "now": what became known later is left out. Everything counts when None.

    Raises:
        InputError: the months do not fit the case, or what was paid does not fit them.
        NoPolicyInForce: no means test is known in one of the months.
    """
    first, last = read_month("start", start), read_month("end", end)
    if known_on is not None:
        engine, case = engine.as_known_on(known_on), case_known_on(case, known_on)
    office = OfficeOfItsTime(engine)
    decided = run(case_as_heard(case, date.min), start, end, office)
    if paid is not None and (problems := tuple(_paid_problems(paid, first, last, _programmes(engine, decided.rows)))):
        raise InputError(problems, f"case {case.id}")
    opening = _books(decided) if paid is None else _stated_books(paid)
    ledger = _Ledger(opening)
    ledger.turn(_books(decided))
    told = decided
    novelties = _novelties(case, engine)
    for day in _turning_days(case, novelties, first, last):
        told = run(case_as_heard(case, day), start, end, office.caught_up(day))
        events = tuple(each for each in case.events if each.known_on == day and each.on < day)
        ledger.turn(_books(told), day, events, [each.what for each in novelties if each.known == day], told)
    return Replay(
        case.id, known_on, tuple(ledger.differences()), decided, told, _payments(opening),
        _names(engine, (*decided.rows, *told.rows)), tuple(sorted({*_open(decided), *_open(told)})),
    )  # fmt: skip


def _programmes(engine: Engine, rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Give the titles of all programmes, by their names."""
    programmes = {each.programme: (each.title, each.english) for each in engine.ladder.awards}
    for row in rows:
        programmes |= {each.programme: (each.title, each.english) for each in row.policy.composed.awards}
    return programmes


def _names(engine: Engine, rows: Iterable[Row]) -> Names:
    return Names(
        _programmes(engine, rows),
        {name: (each.title, each.english) for name, each in engine.figures.declarations.items()},
        {name: (each.title, each.english) for name, each in engine.documents.items()},
    )


def _paid_problems(paid: Payments, first: int, last: int, programmes: Collection[str]) -> Iterator[Problem]:
    """Find what was paid outside the months, or is no amount of a known programme."""
    for month, amounts in paid.items():
        try:
            number = read_month("paid", month)
        except InputError as error:
            yield from error.problems
            continue
        if not first <= number <= last:
            yield Problem("paid", f"has {month}, outside the months that are told again. Widen them, or leave it out.")
        for programme, amount in amounts.items():
            if programme not in programmes:
                near = nearest(programme, programmes)
                hint = f"did you mean {near!r}?" if near else f"there are {', '.join(programmes)}."
                yield Problem(f"paid.{month}", f"names the programme {programme!r}, which nothing here pays; {hint}")
            if not isinstance(amount, Money) or amount.unit != FLOW or not amount.is_whole_fen or amount.amount < 0:
                sentence = f"is {amount!r}; expected whole fen of yuan a month, 0 or more."
                yield Problem(f"paid.{month}.{programme}", sentence)


def _turning_days(case: Case, novelties: Sequence[Novelty], first: int, last: int) -> list[date]:
    """Give the days on which something became known that reaches back into these months."""
    days = {each.known for each in novelties if _reaches_back(each, first, last)}
    days |= {each.known_on for each in case.events if each.on < each.known_on}
    return sorted(days)


def _reaches_back(novelty: Novelty, first: int, last: int) -> bool:
    """Tell whether something was in force in a month at whose end it was not known yet."""
    since, until = _span(novelty)
    earliest = max(month_of(since), first)
    return month_of(novelty.known) > earliest and month_of(until) >= first and earliest <= last


def _span(novelty: Novelty) -> tuple[date, date]:
    what = novelty.what
    dates = what if isinstance(what, FigureRecord) else what.validity
    return dates.since, dates.until or date.max


def _novelties(case: Case, engine: Engine) -> Sequence[Novelty]:
    """Give what became known late of the places where the family lived."""
    codes = {case.household.jurisdiction, *(each.jurisdiction for each in case.events if isinstance(each, Moved))}
    chains = {each.code for code in codes for each in engine.jurisdictions.chain(code)}
    found = late_novelties(engine.figures.records, engine.documents, engine.plugins)
    return tuple(each for each in found if _place(each) in chains)


def _place(novelty: Novelty) -> str:
    what = novelty.what
    return what.code if isinstance(what, FigureRecord) else what.jurisdiction


def _books(timeline: Timeline) -> Books:
    books = dict[tuple[str, str], Money]()
    for row in timeline.rows:
        for award in row.awards:
            key = (row.month, award.programme)
            books[key] = Money(books.get(key, NOTHING).amount + award.monthly.amount, FLOW)
    return books


def _stated_books(paid: Payments) -> Books:
    return {(month, programme): amount for month, each in paid.items() for programme, amount in each.items()}


def _payments(books: Books) -> Payments:
    found = dict[str, dict[str, Money]]()
    for (month, programme), amount in books.items():
        found.setdefault(month, {})[programme] = amount
    return found


@define
class _Ledger:
    """The books as paid, and what each day on which something became known changed in them."""

    opening: Books
    books: Books = field(init=False)
    parts: dict[tuple[str, str], list[Part]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Start from what was paid."""
        self.books = self.opening

    def turn(
        self,
        after: Books,
        day: date | None = None,
        events: tuple[Event, ...] = (),
        novel: Sequence[FigureRecord | Regulation] = (),
        told: Timeline | None = None,
    ) -> None:
        """Note what a day changes in the books, with what became known on it."""
        values = tuple(each for each in novel if isinstance(each, FigureRecord))
        documents = tuple(each.id for each in novel if isinstance(each, Regulation))
        for key in sorted({*self.books, *after}):
            change = after.get(key, NOTHING).amount - self.books.get(key, NOTHING).amount
            if change:
                figures = _at_work(values, told, key[0])
                part = Part(day, Money(change, FLOW), figures, () if figures else documents, events)
                self.parts.setdefault(key, []).append(part)
        self.books = after

    def differences(self) -> Iterator[Difference]:
        """Give what is owed beside what was paid, where they differ, by month."""
        for (month, programme), parts in sorted(self.parts.items(), key=lambda item: item[0]):
            before, after = (books.get((month, programme), NOTHING) for books in (self.opening, self.books))
            if before.amount != after.amount:
                yield Difference(month, programme, before, after, tuple(parts))


def _at_work(values: Sequence[FigureRecord], told: Timeline | None, month: str) -> tuple[FigureRecord, ...]:
    """Give those of the new values on which the month's outcome rests."""
    if told is None or not values:
        return ()
    read = _figures_read(next(each for each in told.rows if each.month == month))
    return tuple(each for each in values if each in read)


def _figures_read(row: Row) -> Sequence[FigureRecord]:
    """Give the values that a month rests on; all that its rules read where nobody could be decided on."""
    try:
        if row.household is not None:
            return [each.record for each in row.policy.assess(row.household).evidence.figures]
    except InputError:
        pass  # somebody was born after the first of the month, whose law is in force
    return [each.record for each in row.policy.figures.values() if isinstance(each, FigureInForce)]


def _open(timeline: Timeline) -> Iterator[str]:
    """Give the months that something unknown leaves open, up to the decision that settles it."""
    is_open = False
    for row in timeline.rows:
        is_open = is_open or bool(row.questions)
        if is_open:
            yield row.month
        if row.decisions:
            is_open = not row.decisions[-1].is_decided


def _sum(amounts: Iterable[Money]) -> Money:
    return Money(sum(each.amount for each in amounts), FLOW)
