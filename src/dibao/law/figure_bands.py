"""Hold and read a band: a table of amounts, each from some value on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from attrs import field, frozen

from dibao.law.toml_tables import Fields, shown
from dibao.symbols.amounts import Period, make
from dibao.symbols.units import AREA, COUNT, FLOW, MONTHS, Unit

MOST_ROWS = 20
MOST_PLACES = 4
_FORM = 'expected a list such as [{ from = 1, amount = "417" }, { from = 2, amount = "245" }]'
_STARTS: Mapping[str, tuple[str, str]] = {
    FLOW.name: ("{start}元", "{start} yuan"),
    MONTHS.name: ("{start}个月", "{start} months"),
    AREA.name: ("{start}平方米", "{start} square metres"),
}
"""How the start of a row is said, in Chinese and English; counts and shares stand bare."""
_ZH_PERIODS: Mapping[Period, str] = {"month": "月", "year": "年"}


@frozen
class BandRow:
    """One row: the amount that holds from a value on.

    `start` is stored in the unit that the band goes by, `amount` in fen a
    year; the texts are as stated.
    """

    start: int | Fraction
    amount: int | Fraction
    start_text: str = field(eq=False)
    amount_text: str = field(eq=False)


@frozen
class Band:
    """A table from a value, in the unit `by`, to an amount a month.

    The rows ascend, and the first one also holds for whatever lies below it.
    """

    rows: tuple[BandRow, ...]
    by: Unit = COUNT
    per: Period = field(default="month", eq=False)

    def __str__(self) -> str:
        """Give the stored numbers, for a fingerprint."""
        return ",".join(f"{row.start}:{row.amount}" for row in self.rows)

    @property
    def stated(self) -> str:
        """Give the numbers as they were stated."""
        return ", ".join(f"{row.start_text}: {row.amount_text}" for row in self.rows)

    @property
    def is_graded(self) -> bool:
        """Tell whether its rows are grades: one each, from the first on."""
        grades = [row.start for row in self.rows] == [*range(1, len(self.rows) + 1)]
        return self.by.name == COUNT.name and len(self.rows) > 1 and grades

    def amount_for(self, value: Any, people: Any = None) -> Any:
        """Give the amount of a plain value; `people` multiplies where a row starts."""
        reached = self.rows[0]
        for row in self.rows[1:]:
            start = make(row.start, self.by)
            if (start if people is None else start * people) <= value:
                reached = row
        return make(reached.amount, FLOW)

    def start_in_words(self, row: int, lang: Literal["en", "zh"]) -> str:
        """Say from where on a row holds, or of which grade."""
        if self.is_graded:
            return f"第{row + 1}档" if lang == "zh" else f"for grade {row + 1}"
        chinese, english = _STARTS.get(self.by.name, ("{start}", "{start}"))
        start = self.rows[row].start_text
        if lang == "zh":
            return f"{chinese.format(start=start)}起"
        return f"from {english.format(start=start)}"

    def amount_in_words(self, row: int, lang: Literal["en", "zh"]) -> str:
        """Say the amount of a row as it was stated, with its period."""
        amount = self.rows[row].amount_text
        return f"{amount}元/{_ZH_PERIODS[self.per]}" if lang == "zh" else f"{amount} yuan a {self.per}"

    def row_in_words(self, row: int, lang: Literal["en", "zh"]) -> str:
        """Say one row, so that it reads as a part of the band."""
        amount, start = self.amount_in_words(row, lang), self.start_in_words(row, lang)
        if len(self.rows) == 1:
            return amount
        if lang == "zh":
            return f"{amount}（{start}，共{len(self.rows)}档）"
        return f"{amount} ({start}; one of {len(self.rows)} rows)"

    def text(self, lang: Literal["en", "zh"]) -> str:
        """Say all rows in a line."""
        rows = [(self.start_in_words(row, lang), self.amount_in_words(row, lang)) for row in range(len(self.rows))]
        if len(rows) == 1:
            return rows[0][1]
        if lang == "zh":
            return "、".join(f"{start}{amount}" for start, amount in rows)
        said = [f"{amount} {start}" for start, amount in rows]
        return f"{', '.join(said[:-1])} and {said[-1]}"


def flat(amount: Fraction | int, text: str, by: Unit, per: Period) -> Band:
    """Give a band of one row, which pays the same whatever the value."""
    return Band((BandRow(0, amount, "0", text),), by, per)


def stated_band(fields: Fields, per: Period, fen_a_year: int) -> Band | None:
    """Read the rows of a record; `by` and the bounds are its declaration's matter.

    Args:
        fields: the record's table.
        per: the period that its amounts, and starts of money, are stated for.
        fen_a_year: what one yuan in that period is in fen a year.
    """
    raw = fields.raw("rows")
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not all(isinstance(each, Mapping) for each in raw):
        fields.refuse(f"rows is {shown(raw)}; {_FORM}")
        return None
    if not raw:
        fields.refuse(f"rows is empty; {_FORM}")
    if len(raw) > MOST_ROWS:
        fields.refuse(f"rows has {len(raw)} rows; expected at most {MOST_ROWS}")
        return None
    rows = [_row(_fields_of(fields, number, row), fen_a_year) for number, row in enumerate(raw, start=1)]
    known = [(number, row) for number, row in enumerate(rows, start=1) if row is not None]
    for message in _out_of_order(known):
        fields.refuse(message)
    return Band(tuple(row for _, row in known), per=per) if len(known) == len(raw) else None


def _fields_of(fields: Fields, number: int, row: Mapping[str, Any]) -> Fields:
    return Fields(row, f"{fields.title}: row {number}", fields.place, fields.problems)


def _row(fields: Fields, fen_a_year: int) -> BandRow | None:
    start, amount = fields.decimal("from", MOST_PLACES), fields.decimal("amount", 2)
    fields.refuse_unknown()
    if start is None or amount is None:
        return None
    texts = str(fields.table["from"]), str(fields.table["amount"])
    return BandRow(Fraction(start), int(amount * fen_a_year), *texts)


def _out_of_order(rows: Sequence[tuple[int, BandRow]]) -> Iterator[str]:
    for (first, before), (number, row) in pairwise(rows):
        if row.start == before.start:
            yield f"row {number}: from is {row.start_text}, as in row {first}; keep one of the two"
        elif row.start < before.start:
            yield f"row {number}: from is {row.start_text}, below {before.start_text} of row {first}; let them ascend"
