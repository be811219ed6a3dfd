"""Settle whether dated figures fit the rules that read them, before any household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen

from dibao.errors import Problem
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureDeclaration, FigureRecord, FigureTable, MissingFigure
from dibao.law.least_checks import least_problems
from dibao.symbols.units import COUNT

_A_DAY = timedelta(1)
_STANDARD, _GUIDE = ".standard.", ".guide."


@frozen
class Reading:
    """Which figures the rules of one place read, from one day to another.

    `chain` are the codes from the place up; `until` is None for ever after.
    """

    chain: tuple[str, ...]
    since: date
    until: date | None
    names: frozenset[str]

    def meets(self, since: date, until: date | None) -> bool:
        """Tell whether it shares a day with a span."""
        return (until is None or self.since <= until) and (self.until is None or since <= self.until)


def figure_problems(
    table: FigureTable,
    readings: Sequence[Reading],
    exempt: frozenset[str],
    left_to_regions: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Find figures that nobody reads, that have holes, or that lie below a guide or a least multiple.

    Args:
        table: every figure of all plug-ins, and an office's own.
        readings: what the rules of every place read, day by day.
        exempt: names that may be read by rules that could not be followed.
        left_to_regions: names that need no reader: the nation declares them for regions to use.
    """
    records: dict[str, list[FigureRecord]] = {}
    for record in sorted(table.records, key=lambda each: each.since):
        records.setdefault(record.name, []).append(record)
    for name, declaration in table.declarations.items():
        if declaration.applied and name not in exempt:
            reading = [each for each in readings if name in each.names]
            if not reading and name in left_to_regions:
                continue
            yield from _problems_of(table, declaration, records.get(name, []), reading)
    chains = {each.chain[0]: each.chain for each in readings}
    yield from _below_guide(records, chains)
    yield from least_problems(table, records, chains)
    yield from (problem for several in records.values() for each in several for problem in _skipped_steps(each))


def _skipped_steps(record: FigureRecord) -> Iterator[Problem]:
    """Mention a band of counts that passes over one: a grade may have been forgotten."""
    band = record.value
    # Ages start at 0, grades and sizes at 1.
    if not isinstance(band, Band) or band.by.name != COUNT.name or band.rows[0].start != 1:
        return
    for before, after in pairwise(band.rows):
        if after.start - before.start > 1:
            sentence = (
                f"{record.name} for {record.code} has rows from {before.start} and from {after.start}: what lies "
                f"between gets the row of {before.start}. Add its row if it is a grade of its own."
            )
            yield Problem(record.place, sentence, "notice", "band-rows")


def _problems_of(
    table: FigureTable, declaration: FigureDeclaration, records: Sequence[FigureRecord], readings: Sequence[Reading]
) -> Iterator[Problem]:
    if not readings:
        yield _unread(declaration, records)
        return
    codes = {record.code for record in records}
    reached = {code: [each for each in readings if _reaches(declaration, code, each)] for code in codes}
    for record in records:
        if problem := _unused(record, declaration, reached[record.code]):
            yield problem
    by_code: dict[str, list[FigureRecord]] = {}
    for record in records:
        by_code.setdefault(record.code, []).append(record)
    for dated in by_code.values():
        for before, after in pairwise(dated):
            if _is_gap(table, before, after, records, reached[before.code]):
                yield _gap(before, after)


def _unread(declaration: FigureDeclaration, records: Sequence[FigureRecord]) -> Problem:
    given = f", and given at {records[0].place}" if records else ""
    sentence = (
        f"{declaration.name} is declared{given}, but no rule reads it on any day. "
        "Read it in a rule, write applied = false if it only informs, or remove it."
    )
    return Problem(declaration.place, sentence, check="figure-use")


def _reaches(declaration: FigureDeclaration, code: str, reading: Reading) -> bool:
    return code in (reading.chain if declaration.reaches == "below" else reading.chain[:1])


def _unused(record: FigureRecord, declaration: FigureDeclaration, reached: Sequence[Reading]) -> Problem | None:
    """Find a value that no rule can meet, for its place or for its days."""
    if any(each.meets(record.since, record.until) for each in reached):
        return None
    value = f"{record.name} for {record.code} of {record.document}"
    if not reached:
        sentence = (
            f"{value} reaches no place whose rules read this figure (declared at {declaration.place}). "
            "Correct the code, or remove the value."
        )
        return Problem(record.place, sentence, check="figure-use")
    first = min(each.since for each in reached)
    sentence = (
        f"{value} holds from {record.since} until {record.until or 'further notice'}, when no rule there reads it; "
        f"one does from {first} on (declared at {declaration.place}). Add the rules of those days, or leave it."
    )
    return Problem(record.place, sentence, "notice", "figure-use")


def _is_gap(
    table: FigureTable,
    before: FigureRecord,
    after: FigureRecord,
    records: Sequence[FigureRecord],
    reached: Iterable[Reading],
) -> bool:
    """Tell whether a rule reads a place's figure between two of its values, and finds none."""
    if before.until is None or before.until + _A_DAY >= after.since:
        return False
    first, last = before.until + _A_DAY, after.since - _A_DAY
    ends = [each.until + _A_DAY for each in records if each.until]
    for reading in reached:
        if reading.meets(first, last):
            start, end = max(first, reading.since), min(last, reading.until or last)
            days = (day for day in (start, *ends) if start <= day <= end)
            if any(isinstance(table.at(before.name, reading.chain, day), MissingFigure) for day in days):
                return True
    return False


def _gap(before: FigureRecord, after: FigureRecord) -> Problem:
    first, last = (before.until or before.since) + _A_DAY, after.since - _A_DAY
    if after.gap_before:
        known = f"{after.name} for {after.code} has no value from {first} to {last}: {after.gap_before.rstrip('.')}."
        return Problem(after.place, known, "notice", "figure-gaps")
    sentence = (
        f"{after.name} for {after.code} has no value from {first} to {last}: that of {before.document} "
        f"({before.place}) ends on {before.until}, that of {after.document} starts on {after.since}. "
        'Add the notice in between, correct one of the two days, or say gap_before = "why nothing is known".'
    )
    return Problem(after.place, sentence, check="figure-gaps")


def _below_guide(
    records: Mapping[str, Sequence[FigureRecord]], chains: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Find local standards lower than a guide published for the place or above it."""
    standards = (record for name, several in records.items() if _STANDARD in name for record in several)
    for record in standards:
        for guide in records.get(record.name.replace(_STANDARD, _GUIDE), ()):
            since, until = max(record.since, guide.since), _earlier(record.until, guide.until)
            is_above = guide.code in chains.get(record.code, ())
            if isinstance(record.value, Band) or isinstance(guide.value, Band):
                continue
            if is_above and (until is None or since <= until) and record.value < guide.value:
                yield _below(record, guide, since, until)


def _earlier(one: date | None, other: date | None) -> date | None:
    known = [each for each in (one, other) if each is not None]
    return min(known, default=None)


def _below(record: FigureRecord, guide: FigureRecord, since: date, until: date | None) -> Problem:
    sentence = (
        f"{record.name} for {record.code}, {record.text()} by {record.document}, lies below {guide.name} for "
        f"{guide.code}, {guide.text()} by {guide.document} ({guide.place}), from {since} until "
        f"{until or 'further notice'}. Correct the wrong one; if both are right, the place is below its guide."
    )
    return Problem(record.place, sentence, "notice", "guides")
