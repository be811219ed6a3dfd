"""Count which figures and dates no official case of a plug-in would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve, field, frozen

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.errors import DibaoError
from dibao.law.documents import GRADES
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.symbols.units import FLAG, FLOW, SHARE, STOCK
from dibao.testing.case_file import Case, Exemption
from dibao.testing.case_run import CaseRunner
from dibao.testing.expectations import mismatches
from dibao.testing.substitution import with_records, without

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
    noticed, unnoticed, excused = [], [], []
    for record in records:
        reading = [each for each in sessions if each.could_read(record)]
        for mutant in _distinct(record, runner.engine):
            reason = next((each for each in exempt if _covers(each, mutant)), None)
            if any(each.notices(mutant) for each in reading):
                noticed.append(mutant)
            elif reason is not None:
                excused.append((mutant, reason))
            else:
                unnoticed.append(mutant)
    used = {(id(reason), mutant.how) for mutant, reason in excused}
    idle = [(each, how) for each in exempt for how in each.moved if (id(each), how) not in used]
    return Score(noticed, unnoticed, excused, idle)


def _covers(exempt: Exemption, mutant: Mutant) -> bool:
    record = mutant.record
    is_it = (exempt.subject, exempt.code) == (record.name, record.code) and exempt.since in (None, record.since)
    return is_it and mutant.how in exempt.moved


def _distinct(record: FigureRecord, engine: Engine) -> Iterator[Mutant]:
    """Give the mutants of a record; where two values meet, the day between them is the later one's."""
    known = [each for each in engine.figures.records if (each.name, each.code) == (record.name, record.code)]
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
    _without: dict[FigureRecord, Engine] = field(factory=dict)

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
        """Tell whether a rule reads this figure for the case's place."""
        if self.policy is None or record.name not in self.policy.composed.figures:
            return False
        return any(each.code == record.code for each in self.policy.jurisdictions)

    def notices(self, mutant: Mutant) -> bool:
        """Tell whether the case fails when a figure is moved."""
        if mutant.day is not None:
            return mutant.day == self.case.on and self._notices_date(mutant)
        assert self.policy is not None and mutant.moved is not None
        found = self.policy.composed.figures[mutant.record.name]
        if not isinstance(found, FigureInForce) or found.record != mutant.record:
            return False
        if _same_form(mutant.record, mutant.moved):
            return self._fails(with_records(self.policy, {mutant.record.name: mutant.moved}))
        engine = without(self.engine, mutant.record, and_with=(mutant.moved,))
        return not self.runner.run_with(self.case, engine).passes

    def _notices_date(self, mutant: Mutant) -> bool:
        """Decide as if the day lay on the other side of the record's end."""
        record, day = mutant.record, mutant.day
        assert day is not None
        if mutant.moved is not None:
            # The record holds on one more day, and nothing else of its place does.
            here = [each for each in self._of_place(record) if each.covers(day)]
            longer = evolve(record, since=min(record.since, day), until=_later(record.until, day))
            engine = without(self.engine, record, *here, and_with=(longer,))
        else:
            before = [each for each in self._of_place(record) if each.until == day - _A_DAY]
            engine = without(self.engine, record, *before, and_with=tuple(evolve(each, until=day) for each in before))
        return not self.runner.run_with(self.case, engine).passes

    def _of_place(self, record: FigureRecord) -> list[FigureRecord]:
        records = self.engine.figures.records
        return [each for each in records if (each.name, each.code) == (record.name, record.code)]

    def _fails(self, policy: Policy) -> bool:
        expected = {key: each for key, each in self.case.expected.items() if key != "error"}
        try:
            decision: Decision = policy.assess(self.runner.household(self.case))
            return bool(mismatches(decision, expected))
        except DibaoError:
            return True


def _later(until: date | None, day: date) -> date | None:
    return None if until is None else max(until, day)


def _same_form(record: FigureRecord, moved: FigureRecord) -> bool:
    if isinstance(record.value, Band) or isinstance(moved.value, Band) or record.unit != SHARE:
        return True
    return Fraction(record.value).denominator == Fraction(moved.value).denominator
