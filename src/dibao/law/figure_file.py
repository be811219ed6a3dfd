"""Read the documents, declarations and dated values of one figures.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from attrs import frozen

from dibao.errors import PluginError, Problem
from dibao.law.documents import GRADES, LEVELS, Document, Grade, Level
from dibao.law.figure_bands import stated_band
from dibao.law.figure_least import stated_least
from dibao.law.figures import FigureDeclaration, FigureRecord, LawData, Number, OwnUnknown, Reach, Value
from dibao.law.toml_tables import Fields, TomlFile, content_of, toml_of
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Period
from dibao.symbols.units import AREA, BAND, BY_NAME, COUNT, FLAG, FLOW, MONTHS, MONTHS_A_YEAR, SHARE, STOCK, Unit

OPEN = "open"
UNKNOWN = "unknown"
MAX_PLACES = 4
PERIODS = {"month": FEN_A_YUAN * MONTHS_A_YEAR, "year": FEN_A_YUAN}
UNITS = {**{name: unit for name, unit in BY_NAME.items() if name != "choice"}, BAND.name: BAND}
BANDED_BY = ("count", "flow", "months", "share", "area")
DEFAULT_BOUNDS = {
    FLOW.name: (0, 10**7),
    STOCK.name: (0, 10**11),
    MONTHS.name: (0, 1200),
    AREA.name: (0, 10**5),
    COUNT.name: (0, 1000),
    SHARE.name: (0, 100),
    FLAG.name: (0, 1),
    BAND.name: (0, 10**7),
}
_BOUND_STORAGE = {
    FLOW.name: PERIODS["month"],
    STOCK.name: FEN_A_YUAN,
    AREA.name: HUNDREDTHS,
    BAND.name: PERIODS["month"],
}


def load_law_data(path: Path, label: str | None = None) -> LawData:
    """Read one figures.toml, of a plug-in or an office's overlay.

    What needs the other files (is a figure declared, a document known, a value
    within its bounds) is checked by `merge` and `figure_table`.

    Args:
        path: the file.
        label: its name in messages, such as "dibao_hunan/figures.toml".

    Raises:
        PluginError: everything that is wrong with the file, with its lines.
    """
    label = label or str(path)
    return _law_data(content_of(path, label), label)


# Each engine reads the same files again, and most of its time went into that.
@lru_cache(maxsize=64)
def _law_data(content: bytes, label: str) -> LawData:
    return law_data_of(toml_of(content, label))


def law_data_of(file: TomlFile) -> LawData:
    """Give the documents, declarations and values of tables that were read.

    Raises:
        PluginError: everything that is wrong with them, with their lines.
    """
    problems = list[Problem]()
    documents = {name: _document(name, fields) for name, fields in _tables(file, "document", problems)}
    declarations = {name: _declaration(name, fields) for name, fields in _tables(file, "figure", problems)}
    found = tuple(_records(file, problems))
    data = LawData(
        documents=documents,
        declarations=declarations,
        records=tuple(each for each in found if isinstance(each, FigureRecord)),
        own_unknown=tuple(each for each in found if isinstance(each, OwnUnknown)),
    )
    if problems:
        raise PluginError(problems)
    return data


def _tables(file: TomlFile, kind: str, problems: list[Problem]) -> Iterator[tuple[str, Fields]]:
    """Give the tables [kind.NAME], each ready to be taken field by field."""
    tables = file.tables.get(kind, {})
    form = '[figure."NAME"], the whole name in quotes' if kind == "figure" else "[document.ID]"
    for name, table in tables.items() if isinstance(tables, Mapping) else [("", None)]:
        title = f"{kind} {name}".strip()
        place = file.place(f"{kind}.{name}")
        # Of a declaration's own entries `least` alone is a table.
        own = "least" if kind == "figure" and isinstance(table, Mapping) and "unit" in table else ""
        if isinstance(table, Mapping) and not any(isinstance(table[key], Mapping) for key in table if key != own):
            yield name, Fields(table, title, place, problems)
        else:
            problems.append(Problem(str(place), f"{title}: expected a table {form}"))


def _document(name: str, fields: Fields) -> Document:
    document = Document(
        id=name,
        title=fields.text("title"),
        english=fields.text("english"),
        issuer=fields.text("issuer"),
        level=cast(Level, fields.choice("level", LEVELS)),
        number=fields.text("number", ""),
        date=fields.day("date"),
        grade=cast(Grade, fields.choice("grade", GRADES)) if fields.has("grade") else None,
        url=fields.text("url", ""),
        place=str(fields.place),
    )
    fields.refuse_unknown()
    return document


def _declaration(name: str, fields: Fields) -> FigureDeclaration:
    unit = UNITS[fields.choice("unit", tuple(UNITS))]
    places = fields.decimal("places", 0) if fields.has("places") else MAX_PLACES
    if places is not None and not 0 <= places <= MAX_PLACES:
        fields.refuse(f"places is {places}; expected 0 to {MAX_PLACES}")
    low, high = DEFAULT_BOUNDS[unit.name]
    declaration = FigureDeclaration(
        name=name,
        unit=unit,
        title=fields.text("title"),
        english=fields.text("english"),
        min=_bound(fields, "min", unit, low),
        max=_bound(fields, "max", unit, high),
        reaches=cast(Reach, fields.choice("reaches", ("below", "own"), "below")),
        applied=fields.flag("applied", default=True),
        places=int(places or 0),
        place=str(fields.place),
        by=BY_NAME[fields.choice("by", BANDED_BY)] if unit == BAND else None,
        least=stated_least(fields),
    )
    if declaration.min > declaration.max:
        bounds = (fields.table.get("min", low), fields.table.get("max", high))
        fields.refuse("min is {} but max is {}; min must not be more".format(*bounds))
    fields.refuse_unknown()
    return declaration


def _bound(fields: Fields, key: str, unit: Unit, default: int) -> Number:
    """Give a bound as it is stored; a flow's is written in yuan a month."""
    stated = fields.decimal(key, MAX_PLACES if unit.name == SHARE.name else 2) if fields.has(key) else default
    bound = Fraction(default if stated is None else stated) * _BOUND_STORAGE.get(unit.name, 1)
    return bound.numerator if bound.denominator == 1 else bound


def _records(file: TomlFile, problems: list[Problem]) -> Iterator[FigureRecord | OwnUnknown]:
    for key, value in file.tables.items():
        if key not in ("document", "figure"):
            yield from _values(file, key, value, problems)


def _values(file: TomlFile, name: str, value: object, problems: list[Problem]) -> Iterator[FigureRecord | OwnUnknown]:
    """Walk down a dotted name to its list of dated values."""
    if isinstance(value, Mapping) and all(isinstance(each, Mapping | list) for each in value.values()):
        for key, below in value.items():
            yield from _values(file, f"{name}.{key}", below, problems)
    elif isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        for position, row in enumerate(value):
            known = len(problems)
            record = _record(name, Fields(row, name, file.place(name, position, len(value)), problems))
            if record and len(problems) == known:
                yield record
    else:
        forms = f'a value is written [[{name}]], a document [document.ID], a declaration [figure."NAME"]'
        problems.append(Problem(str(file.place(name)), f"{name} is not a list of dated values; {forms}"))


@frozen
class _Stated:
    """What a record says of its value, as far as its own shape tells."""

    value: Value
    unit: Unit
    text: str
    per: Any = None


def _own_unknown(name: str, fields: Fields) -> OwnUnknown | None:
    """Read that a place has a value of its own which is not known."""
    key = "amount" if fields.has("amount") else "value"
    fields.text(key)
    (since, until), code, document = _dates(fields), fields.code("code"), fields.text("document")
    fields.text("note", "")
    fields.refuse_unknown()
    return OwnUnknown(name, code, since, until, document, str(fields.place)) if since else None


def _record(name: str, fields: Fields) -> FigureRecord | OwnUnknown | None:
    if UNKNOWN in (fields.table.get("amount"), fields.table.get("value")):
        return _own_unknown(name, fields)
    stated, (since, until) = _stated(fields), _dates(fields)
    code, document, note = fields.code("code"), fields.text("document"), fields.text("note", "")
    gap_before = fields.text("gap_before", "")
    grade = cast(Grade, fields.choice("grade", GRADES))
    since_grade = cast(Grade, fields.choice("since_grade", GRADES)) if fields.has("since_grade") else None
    until_grade = cast(Grade, fields.choice("until_grade", GRADES)) if fields.has("until_grade") else None
    if until_grade is not None and until is None:
        fields.refuse("until_grade grades a last day, and there is none; write until, or leave it out")
    known = fields.day("known", last=True)
    fields.refuse_unknown()
    if stated is None or since is None:
        return None
    return FigureRecord(
        name=name,
        code=code,
        value=stated.value,
        unit=stated.unit,
        stated=stated.text,
        per=stated.per,
        since=since,
        until=until,
        document=document,
        grade=grade,
        since_grade=since_grade,
        until_grade=until_grade,
        known=known,
        note=note,
        gap_before=gap_before,
        file=fields.place.file,
        line=fields.place.line,
    )


def _dates(fields: Fields) -> tuple[date | None, date | None]:
    if not fields.has("since"):
        fields.refuse("since is missing; add the first day, month or year")
    if not fields.has("until"):
        fields.refuse(f'until is missing; add the last day, month or year, or "{OPEN}" if the document sets no end')
    since = fields.day("since")
    until = None if fields.table.get("until") == OPEN else fields.day("until", last=True)
    if since and until and until < since:
        fields.refuse(f"until is {until}, before since, {since}; put the earlier day in since")
    return since, until


def _stated(fields: Fields) -> _Stated | None:
    """Read amount or value; a declared unit may later narrow a bare number."""
    given = [key for key in ("amount", "value", "rows") if fields.has(key)]
    if len(given) != 1:
        fields.has("per")
        fields.refuse("expected either amount (money or area), rows (a band) or value (anything else)")
        return None
    if given == ["rows"]:
        return _stated_band(fields)
    if fields.has("amount"):
        return _stated_money(fields)
    raw = fields.table["value"]
    if isinstance(raw, bool):
        return _Stated(raw, FLAG, "true" if raw else "false")
    number = fields.decimal("value", MAX_PLACES)
    if number is None:
        return None
    value = Fraction(number)
    return _Stated(value.numerator, COUNT, str(raw)) if value.denominator == 1 else _Stated(value, SHARE, str(raw))


def _stated_band(fields: Fields) -> _Stated | None:
    per = cast(Period, fields.choice("per", tuple(PERIODS)))
    band = stated_band(fields, per, PERIODS[per])
    return None if band is None else _Stated(band, BAND, band.stated, per)


def _stated_money(fields: Fields) -> _Stated | None:
    amount = fields.decimal("amount", 2)
    per = fields.choice("per", tuple(PERIODS)) if fields.has("per") else None
    if amount is None:
        return None
    scale = PERIODS[per] if per else FEN_A_YUAN
    return _Stated(int(amount * scale), FLOW if per else STOCK, str(fields.table["amount"]), per)
