"""Find the dated figure that is in force for a place on a day."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from dibao.errors import RuleError
from dibao.law.documents import Document, Grade, weakest
from dibao.law.figure_bands import Band
from dibao.law.figure_least import Least
from dibao.symbols.amounts import Period, make
from dibao.symbols.units import AREA, BAND, FLOW, MONTHS, STOCK, Unit

Lang = Literal["en", "zh"]
Reach = Literal["own", "below"]
Number = int | Fraction
Value = Number | Band


@frozen
class FigureDeclaration:
    """What a figure is: its unit, its bounds and how far it reaches.

    `min` and `max` are stored values, fen a year for a flow and for the amounts
    of a band, which goes `by` a unit. `reaches` is
    "own" where a place's value says nothing of the places below it. A figure
    that is not `applied` only informs; no rule may decide on it. `least` says
    of which multiple of another figure `dibao check` mentions a shortfall.
    """

    name: str
    unit: Unit
    title: str
    english: str
    min: Number
    max: Number
    reaches: Reach = "below"
    applied: bool = True
    places: int = 4
    place: str = field(default="", eq=False)
    by: Unit | None = None
    least: Least | None = None

    @property
    def bounded(self) -> Unit:
        """Give the unit of the bounds: that of a band's amounts, else its own."""
        return FLOW if self.unit == BAND else self.unit


@frozen
class FigureRecord:
    """One value of a figure for one place, with its dates and its source.

    `value` is stored: fen a year for a flow, fen for a stock, hundredths of a
    square metre for an area, a Fraction for a share, rows for a band, else a
    whole number.
    `until` is the last day, None when open; `until_grade` is how sure it is, which
    is told and lowers no decision. `gap_before` says why nothing is
    known of the days between the value before and this one.
    """

    name: str
    code: str
    value: Value
    unit: Unit
    stated: str
    per: Period | None
    since: date
    until: date | None
    document: str
    grade: Grade
    since_grade: Grade | None = None
    until_grade: Grade | None = None
    known: date | None = None
    note: str = ""
    gap_before: str = ""
    file: str = ""
    line: int | None = None

    @property
    def place(self) -> str:
        """Give the file and line where the value is written."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def quantity(self) -> Any:
        """Give the value as Money, Months, Area, a number, a flag or a band."""
        return self.value if isinstance(self.value, Band) else make(self.value, self.unit)

    def covers(self, on: date) -> bool:
        """Tell whether the value is in force on a day; the last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)

    def ended_before(self, on: date) -> bool:
        """Tell whether the value's last day lies before a day."""
        return self.until is not None and self.until < on

    def distance(self, on: date) -> int:
        """Count the days between a day and the nearest day of the value."""
        if on < self.since:
            return (self.since - on).days
        return (on - self.until).days if self.until is not None and self.until < on else 0

    def text(self, lang: Lang = "en") -> str:
        """Print the value as it was stated, with its unit."""
        if isinstance(self.value, Band):
            return self.value.text(lang)
        if self.unit == FLOW:
            return f"{self.stated} yuan a {self.per}" if lang == "en" else f"{self.stated}元/{_ZH_PERIODS[self.per]}"
        if self.unit == STOCK:
            return f"{self.stated} yuan" if lang == "en" else f"{self.stated}元"
        if self.unit == AREA:
            return f"{self.stated} square metres" if lang == "en" else f"{self.stated}平方米"
        if self.unit == MONTHS:
            return f"{self.stated} months" if lang == "en" else f"{self.stated}个月"
        return self.stated


_ZH_PERIODS: Mapping[Period | None, str] = {"month": "月", "year": "年"}


@frozen
class OwnUnknown:
    """A time in which a place has a value of its own that nobody here knows.

    The values of the places above it do not stand in for it.
    """

    name: str
    code: str
    since: date
    until: date | None
    document: str
    place: str

    def covers(self, on: date) -> bool:
        """Tell whether a day lies in that time; the last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)

    def ended_before(self, on: date) -> bool:
        """Tell whether that time's last day lies before a day."""
        return self.until is not None and self.until < on


@frozen
class LawData:
    """Documents, declarations and dated values, of one file or of many."""

    documents: Mapping[str, Document] = field(factory=dict)
    declarations: Mapping[str, FigureDeclaration] = field(factory=dict)
    records: Sequence[FigureRecord] = ()
    own_unknown: Sequence[OwnUnknown] = ()


@frozen
class FigureInForce:
    """A value that is used for a place on a day.

    `carried` says that it ended before that day and was carried forward,
    `overlaid` that it comes from the office's own overlay.
    """

    record: FigureRecord
    on: date
    carried: bool = False
    overlaid: bool = False

    @property
    def value(self) -> Value:
        """Give the stored value: fen a year, fen, hundredths, a count, a fraction or a band."""
        return self.record.value

    @property
    def start_is_doubtful(self) -> bool:
        """Tell whether the day rests on a start that the source does not name.

        From the day the value was known, its start day no longer matters.
        """
        known = self.record.known
        return self.record.since_grade is not None and (known is None or self.on < known)

    @property
    def grade(self) -> Grade:
        """Give the weakest evidence that the value rests on, on this day."""
        if self.carried:
            return "assumed"
        start = self.record.since_grade
        return weakest((self.record.grade, start) if start and self.start_is_doubtful else (self.record.grade,))

    def warning(self, lang: Lang = "en") -> str | None:
        """Say what is doubtful about using the value on this day, if anything."""
        record = self.record
        if self.carried:
            if lang == "zh":
                return f"{record.name}（{record.code}）{record.text('zh')}仅到{record.until}，沿用至{self.on}"
            return (
                f"{record.name} for {record.code}, {record.text()}, ended {record.until}; carried forward to {self.on}"
            )
        if not self.start_is_doubtful:
            return None
        if lang == "zh":
            return f"{record.name}（{record.code}）的起始日{record.since}，来源未写明"
        return f"start of {record.name} {record.since} for {record.code} is {record.since_grade}"


@frozen
class MissingFigure:
    """A figure that a policy needs and nobody has stated."""

    declaration: FigureDeclaration
    code: str
    on: date
    nearest: FigureRecord | None = None

    @property
    def name(self) -> str:
        """Give the figure's name."""
        return self.declaration.name

    def sentence(self, lang: Lang = "en") -> str:
        """Say what is missing, the nearest value known and where to add it."""
        return self._zh() if lang == "zh" else self._en()

    def _en(self) -> str:
        start = f"{self.name} has no value for {self.code} on {self.on}"
        near = self.nearest
        if near is None:
            return (
                f"{start}, and none is known for it or for the places above it. "
                f'Add [[{self.name}]] with code = "{self.code}" to a figures.toml.'
            )
        whose = "" if near.code == self.code else f" for {near.code}"
        if near.ended_before(self.on):
            return f"{start}; the last{whose}, {near.text()}, ended {near.until} ({near.place}). Add the later notice."
        return f"{start}; the next{whose}, {near.text()}, starts {near.since} ({near.place}). Add the earlier notice."

    def _zh(self) -> str:
        start = f"{self.declaration.title}（{self.name}）缺少{self.code}在{self.on}的数值"
        near = self.nearest
        if near is None:
            return f'{start}，本级和上级均无已知数值。请在figures.toml中添加 [[{self.name}]]，code = "{self.code}"。'
        whose = "" if near.code == self.code else f"{near.code}的"
        if near.ended_before(self.on):
            return f"{start}；{whose}上一个数值{near.text('zh')}到{near.until}为止（{near.place}）。请补充此后的文件。"
        return f"{start}；{whose}下一个数值{near.text('zh')}自{near.since}起（{near.place}）。请补充此前的文件。"


class FigureTable:
    """Look figures up by name, chain of places and day.

    Build one with `law_data.figure_table`, which checks the data first. An
    overlay beats everything; then the nearest place that has a value in force.
    """

    def __init__(self, data: LawData, overlay: LawData | None = None, carry_forward: bool = False) -> None:
        """Index checked law data, with an office's checked overlay over it."""
        overlay = overlay or LawData()
        self.documents: Mapping[str, Document] = {**data.documents, **overlay.documents}
        self.declarations: Mapping[str, FigureDeclaration] = {**data.declarations, **overlay.declarations}
        self.carry_forward = carry_forward
        self._layers = (_index(overlay.records), _index(data.records))
        self._own_unknown = (overlay.own_unknown, data.own_unknown)
        self._by_name: dict[str, list[FigureRecord]] = {}

    @property
    def records(self) -> tuple[FigureRecord, ...]:
        """Give every value, those of the overlay first."""
        return tuple(record for layer in self._layers for found in layer.values() for record in found)

    def of(self, name: str) -> tuple[FigureRecord, ...]:
        """Give every value of one figure, those of the overlay first."""
        if not self._by_name:
            for record in self.records:
                self._by_name.setdefault(record.name, []).append(record)
        return tuple(self._by_name.get(name, ()))

    def own_unknown(self, name: str, reach: Sequence[str]) -> tuple[OwnUnknown, ...]:
        """Give the times in which places have a value of their own that nobody here knows."""
        return tuple(each for layer in self._own_unknown for each in layer if each.name == name and each.code in reach)

    def declaration(self, name: str) -> FigureDeclaration:
        """Give what is declared of a figure.

        Raises:
            RuleError: nobody declares a figure of this name.
        """
        declaration = self.declarations.get(name)
        if declaration is None:
            raise RuleError(undeclared(name, self.declarations))
        return declaration

    def at(self, name: str, chain: Sequence[str], on: date) -> FigureInForce | MissingFigure:
        """Find the value for the first place of a chain, which leads upwards.

        A value is carried forward only where no value is in force at all, so
        that carrying never changes a decision that stands without it.
        """
        declaration = self.declaration(name)
        reach = chain if declaration.reaches == "below" else chain[:1]
        # An office's own figures beat everything, what a plug-in says is unknown, too.
        for layer, unknown in zip(self._layers, self._own_unknown, strict=True):
            for record in _reached(layer, name, _up_to(reach, unknown, name, on)):
                if record.covers(on):
                    return FigureInForce(record, on, overlaid=layer is self._layers[0])
        reach = _up_to(reach, self.own_unknown(name, reach), name, on)
        if self.carry_forward and (found := self._carried(name, reach, on)):
            return found
        return MissingFigure(declaration, chain[0], on, self._nearest(name, reach, on))

    def _carried(self, name: str, reach: Sequence[str], on: date) -> FigureInForce | None:
        for code in reach:
            ended = [
                FigureInForce(record, on, carried=True, overlaid=layer is self._layers[0])
                for layer in self._layers
                for record in layer.get((name, code), ())
                if record.ended_before(on)
            ]
            if ended:
                return max(ended, key=lambda each: each.record.until or date.max)
        return None

    def _nearest(self, name: str, reach: Sequence[str], on: date) -> FigureRecord | None:
        for code in reach:
            records = [record for layer in self._layers for record in layer.get((name, code), ())]
            if records:
                return min(records, key=lambda record: record.distance(on))
        return None


_Index = Mapping[tuple[str, str], Sequence[FigureRecord]]


def undeclared(name: str, declarations: Iterable[str]) -> str:
    """Say that nobody declares a figure, and which name may have been meant."""
    close = difflib.get_close_matches(name, list(declarations), n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f'Declare it with [figure."{name}"] in a figures.toml.'
    return f"{name} is not a declared figure. {hint}"


def _index(records: Iterable[FigureRecord]) -> _Index:
    index: dict[tuple[str, str], list[FigureRecord]] = {}
    for record in sorted(records, key=lambda record: (record.name, record.code, record.since)):
        index.setdefault((record.name, record.code), []).append(record)
    return index


def _up_to(reach: Sequence[str], unknown: Iterable[OwnUnknown], name: str, on: date) -> Sequence[str]:
    """Give the places up to the first that has a value of its own which is not known."""
    stops = {each.code for each in unknown if each.name == name and each.covers(on)}
    last = next((position for position, code in enumerate(reach) if code in stops), len(reach))
    return reach[: last + 1]


def _reached(layer: _Index, name: str, reach: Sequence[str]) -> Iterator[FigureRecord]:
    for code in reach:
        yield from layer.get((name, code), ())
