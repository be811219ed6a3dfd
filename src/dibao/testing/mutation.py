"""Count which figures and dates no official case of a plug-in would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Any

from attrs import evolve, frozen

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.figure_leaves import Found, form_of
from dibao.assess.policy import Policy
from dibao.errors import DibaoError
from dibao.law.documents import GRADES
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, FigureTable, LawData, MissingFigure
from dibao.symbols.units import FLAG, FLOW, SHARE, STOCK
from dibao.testing.case_file import Case, Exemption
from dibao.testing.case_run import CaseRunner
from dibao.testing.expectations import found_in, is_open, is_open_where_it_varies, mismatches
from dibao.testing.substitution import own_unknown, with_found, without

REQUIRED = GRADES.index("reported")
_A_DAY = timedelta(1)


@frozen
class Mutant:
    """One figure moved by its smallest step, or one of its dates by a day."""

    record: FigureRecord
    how: str
    moved: FigureRecord | None = None
    day: date | None = None
    """The one day that a moved date changes."""

    @property
    def is_required(self) -> bool:
        """Tell whether a case must notice it: the value and what is moved are reported or better."""
        grades = [self.record.grade]
        if self.how.startswith("since") and self.record.since_grade:
            grades.append(self.record.since_grade)
        if self.how.startswith("until") and self.record.until_grade:
            grades.append(self.record.until_grade)
        return all(GRADES.index(each) <= REQUIRED for each in grades)

    def __str__(self) -> str:
        """Name the figure, its place in the file and what was moved."""
        record = self.record
        return f"{record.place} {record.name} for {record.code}, {record.text()} from {record.since}: {self.how}"


@frozen
class Score:
    """Which mutants the cases of a plug-in notice, and which they do not."""

    noticed: Sequence[Mutant]
    unnoticed: Sequence[Mutant]
    exempt: Sequence[tuple[Mutant, Exemption]] = ()
    idle: Sequence[tuple[Exemption, str]] = ()
    """Which exemptions name a move that a case notices, or that there is not."""

    @property
    def required(self) -> tuple[Mutant, ...]:
        """Give those that must be noticed and are not."""
        return tuple(each for each in self.unnoticed if each.is_required)

    def __str__(self) -> str:
        """Give the score of the figures graded reported or better, and of all."""
        due = [each for each in self.noticed if each.is_required]
        aside = [each for each, _ in self.exempt if each.is_required]
        every = len(self.noticed) + len(self.unnoticed) + len(self.exempt)
        return (
            f"{len(due)} of {len(due) + len(aside) + len(self.required)} moved figures graded reported or better are "
            f"noticed, {len(aside)} cannot be for a reason that is given; {len(self.noticed)} of {every} of any grade"
        )


def mutants(record: FigureRecord) -> Iterator[Mutant]:
    """Give everything that one dated value can be moved to by a smallest step."""
    if isinstance(record.value, Band):
        yield from _moved_rows(record, record.value)
    elif record.unit == FLAG:
        yield Mutant(record, "turned round", evolve(record, value=int(not record.value)))
    else:
        step = smallest_step(record)
        yield Mutant(record, "raised by the smallest step", evolve(record, value=record.value + step))
        if record.value >= step:
            yield Mutant(record, "lowered by the smallest step", evolve(record, value=record.value - step))
    yield Mutant(record, "since moved a day later", day=record.since)
    yield Mutant(record, "since moved a day earlier", record, day=record.since - _A_DAY)
    if record.until is not None:
        yield Mutant(record, "until moved a day earlier", day=record.until)
        yield Mutant(record, "until moved a day later", record, day=record.until + _A_DAY)


def smallest_step(record: FigureRecord) -> int | Fraction:
    """Give the least by which a stated value can differ: a fen, a unit, its last decimal place."""
    if record.unit in (FLOW, STOCK):
        return 12 if record.per == "month" else 1
    if record.unit == SHARE:
        return Fraction(1, 10 ** len(record.stated.partition(".")[2]))
    return 1


def _moved_rows(record: FigureRecord, band: Band) -> Iterator[Mutant]:
    step = 12 if record.per == "month" else 1
    for number, row in enumerate(band.rows):
        for word, shift in (("raised", step), ("lowered", -step)):
            if row.amount + shift >= 0:
                rows = [*band.rows]
                rows[number] = evolve(row, amount=row.amount + shift)
                moved = evolve(record, value=evolve(band, rows=tuple(rows)))
                yield Mutant(record, f"amount of row {number + 1} {word} by the smallest step", moved)
        if number:
            yield from _moved_starts(record, band, number)


def _moved_starts(record: FigureRecord, band: Band, number: int) -> Iterator[Mutant]:
    for word, shift in (("later", 1), ("earlier", -1)):
        rows = [*band.rows]
        start = rows[number].start + shift
        before = rows[number - 1].start
        after = rows[number + 1].start if number + 1 < len(rows) else None
        if band.by != SHARE and start > before and (after is None or start < after):
            rows[number] = evolve(rows[number], start=start)
            moved = evolve(record, value=evolve(band, rows=tuple(rows)))
            yield Mutant(record, f"row {number + 1} starts one step {word}", moved)


def score(
    runner: CaseRunner, cases: Sequence[Case], records: Iterable[FigureRecord], exempt: Sequence[Exemption] = ()
) -> Score:
    """Move every value that a rule reads, and see which cases notice.

    Args:
        runner: with the engine that decides the cases.
        cases: those that pass as they are.
        records: the dated values of the plug-in.
        exempt: figures that no case can notice, with the reason.
    """
    sessions = [each for each in (_Session.of(runner, case) for case in cases) if each is not None]
    by_place = _by_place(runner.engine)
    noticed, unnoticed, excused = [], [], []
    for record in records:
        reading = [each for each in sessions if each.could_read(record)]
        for mutant in _distinct(record, by_place[(record.name, record.code)]):
            reason = next((each for each in exempt if _covers(each, mutant)), None)
            if (one := next((each for each in reading if each.notices(mutant)), None)) is not None:
                noticed.append(mutant)
                # Who notices one step of a figure is likely to notice the next.
                reading.remove(one)
                reading.insert(0, one)
            elif reason is not None:
                excused.append((mutant, reason))
            else:
                unnoticed.append(mutant)
    used = {(id(reason), mutant.how) for mutant, reason in excused}
    idle = [(each, how) for each in exempt for how in each.moved if (id(each), how) not in used]
    return Score(noticed, unnoticed, excused, idle)


def _by_place(engine: Engine) -> Mapping[tuple[str, str], Sequence[FigureRecord]]:
    """Give the values of an engine by figure and place."""
    found: dict[tuple[str, str], list[FigureRecord]] = {}
    for each in engine.figures.records:
        found.setdefault((each.name, each.code), []).append(each)
    return found


def _covers(exempt: Exemption, mutant: Mutant) -> bool:
    record = mutant.record
    is_it = (exempt.subject, exempt.code) == (record.name, record.code) and exempt.since in (None, record.since)
    return is_it and mutant.how in exempt.moved


def _distinct(record: FigureRecord, known: Iterable[FigureRecord]) -> Iterator[Mutant]:
    """Give the mutants of a record; where two values meet, the day between them is the later one's."""
    follows = any(each.since == record.until + _A_DAY for each in known) if record.until else False
    for mutant in mutants(record):
        if not (follows and mutant.how.startswith("until")):
            yield mutant


@frozen(eq=False)
class _Session:
    """One case as it is decided without mutants."""

    runner: CaseRunner
    case: Case
    engine: Engine
    policy: Policy | None

    @classmethod
    def of(cls, runner: CaseRunner, case: Case) -> _Session | None:
        """Give the session of a case that passes; None for one that does not."""
        if not runner.run(case).passes:
            return None
        engine = runner.engine_for(case)
        try:
            policy = engine.policy(str(case.household.get("jurisdiction")), case.on)
        except DibaoError:
            policy = None
        return cls(runner, case, engine, policy)

    def could_read(self, record: FigureRecord) -> bool:
        """Tell whether the case's decision reads this figure for its place."""
        if self.policy is None or record.name not in self.policy.composed.figures:
            return False
        return any(each.code == record.code for each in self.policy.jurisdictions) and record.name in self.figures_read

    @cached_property
    def figures_read(self) -> frozenset[str]:
        """Give the figures that were looked at until all that the case expects was told.

        Another value of any other figure changes nothing. One that has no value counts as
        looked at: it may have been passed over for its bounds alone.
        """
        assert self.policy is not None
        known = self.policy.composed.figures
        try:
            decision = Decision(self.policy, self.runner.household(self.case), None)
            mismatches(decision, {key: each for key, each in self.case.expected.items() if key != "error"})
            _ = decision.evidence
        except DibaoError:
            return frozenset(known)
        looked_at = {node.data[-1] for node, _ in decision.evaluation.visited if node.op == "figure"}
        return frozenset(looked_at | {name for name, each in known.items() if isinstance(each, MissingFigure)})

    def notices(self, mutant: Mutant) -> bool:
        """Tell whether the case fails when a figure is moved."""
        if mutant.day is not None:
            return mutant.day == self.case.on and self._notices_date(mutant)
        assert self.policy is not None and mutant.moved is not None
        found = self.policy.composed.figures[mutant.record.name]
        if not isinstance(found, FigureInForce) or found.record != mutant.record:
            return False
        return self._fails_with(mutant.record.name, evolve(found, record=mutant.moved), [mutant.record], [mutant.moved])

    def _notices_date(self, mutant: Mutant) -> bool:
        """Decide as if the day lay on the other side of the record's end."""
        record, day = mutant.record, mutant.day
        assert day is not None
        own = [each for each in self.engine.figures.of(record.name) if each.code == record.code]
        if mutant.moved is not None:
            # The record holds on one more day, and nothing else of its place does.
            gone = [record, *(each for each in own if each.covers(day))]
            more = [evolve(record, since=min(record.since, day), until=_later(record.until, day))]
        else:
            before = [each for each in own if each.until == day - _A_DAY]
            gone, more = [record, *before], [evolve(each, until=day) for each in before]
        return self._fails_with(record.name, self._found(record.name, gone, more), gone, more)

    def _found(self, name: str, gone: Sequence[FigureRecord], more: Sequence[FigureRecord]) -> Found:
        """Look a figure up where some of its values are others."""
        assert self.policy is not None
        figures = self.engine.figures
        kept = [each for each in figures.of(name) if each not in gone]
        data = LawData(figures.documents, figures.declarations, (*kept, *more), own_unknown(figures))
        chain = [each.code for each in self.policy.jurisdictions]
        return FigureTable(data, None, figures.carry_forward).at(name, chain, self.case.on)

    def _fails_with(
        self, name: str, found: Found, gone: Sequence[FigureRecord], more: Sequence[FigureRecord]
    ) -> bool:  # fmt: skip
        """Decide with another value of a figure, or with none."""
        assert self.policy is not None
        known = self.policy.composed.figures[name]
        if form_of(found) == form_of(known) or _fills_in(found, known):
            return self._fails(with_found(self.policy, {name: found}))
        if isinstance(found, MissingFigure) and self._turns_on(name, found.declaration):
            return True
        engine = without(self.engine, *gone, and_with=tuple(more))
        return not self.runner.run_with(self.case, engine).passes

    def _turns_on(self, name: str, declared: FigureDeclaration) -> bool:
        """Tell whether a part that the case expects turns on a figure.

        Where it is one thing with one value that the figure may have and another with
        another, it is open without the figure, and so not what is expected.
        """
        assert self.policy is not None
        known = self.policy.composed.figures[name]
        parts = [each for each, value in self.case.expected.items() if is_open_where_it_varies(each, value)]
        if not parts or not isinstance(known, FigureInForce):
            return False
        met: dict[str, Any] = {}
        for record in _extremes(known.record, declared):
            for part, found in self._parts(parts, evolve(known, record=record)):
                if met.setdefault(part, found) != found:
                    return True
        return False

    def _parts(self, parts: Iterable[str], found: FigureInForce) -> Iterator[tuple[str, Any]]:
        """Give those parts of the decision that are settled with a value."""
        assert self.policy is not None
        try:
            decision = with_found(self.policy, {found.record.name: found}).assess(self.runner.household(self.case))
            read = [(part, found_in(decision, part)) for part in parts]
        except DibaoError:
            return
        yield from ((part, value) for part, value in read if not is_open(value))

    def _fails(self, policy: Policy) -> bool:
        expected = {key: each for key, each in self.case.expected.items() if key != "error"}
        try:
            decision: Decision = policy.assess(self.runner.household(self.case))
            return bool(mismatches(decision, expected))
        except DibaoError:
            return True


def _later(until: date | None, day: date) -> date | None:
    return None if until is None else max(until, day)


def _fills_in(found: Found, known: Found) -> bool:
    """Tell whether a value only takes the place of an unknown one within its bounds."""
    if isinstance(found, MissingFigure) or not isinstance(known, MissingFigure):
        return False
    return not isinstance(found.value, Band) and found.record.unit != SHARE


def _extremes(record: FigureRecord, declared: FigureDeclaration) -> Iterator[FigureRecord]:
    """Give values of one form that a figure may have by its declaration: least, greatest, and some between."""
    if isinstance(record.value, Band):
        rows = record.value.rows
        for amount in (declared.min, record.value.rows[0].amount, declared.max):
            even = tuple(evolve(each, amount=amount) for each in rows)
            yield evolve(record, value=evolve(record.value, rows=even))
        return
    den = Fraction(record.value).denominator
    # A share in its lowest terms keeps the places that it has in the graph.
    steps = (0, 1) if den == 1 else (1,)
    least, greatest = int(declared.min * den), int(declared.max * den)
    for stored in (*(least + step for step in steps), *(greatest - step for step in steps)):
        if least <= stored <= greatest and gcd(stored, den) == 1:
            yield evolve(record, value=Fraction(stored, den) if record.unit == SHARE else stored)
    yield record
