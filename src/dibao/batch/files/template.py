"""Write an empty form that an office fills in, as a workbook or as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dibao.assess.decision import Lang
from dibao.assess.policy import Policy
from dibao.batch.files.cells import words
from dibao.batch.files.columns import DERIVED, ID, JURISDICTION, KEY, ROLES, Column, Role, form
from dibao.batch.files.excel_files import SHEETS
from dibao.batch.files.intake import EXAMPLES
from dibao.batch.files.outputs import without_clock
from dibao.batch.naming import MAY_BE_NEVER
from dibao.household.facts import Catalogue
from dibao.symbols.units import FLOW

ROWS = 10_000
"""For how many rows below the header the lists of choices hold."""
MOST_LIST = 255
"""How long a list of choices may be in a workbook."""
HINTS: Mapping[str, tuple[str, str]] = {
    "text": ("文字", "a text"),
    "flow": ("金额，元/月，至多两位小数；没有填 0，不清楚则留空", "yuan a month; 0 if there is none, empty if unknown"),
    "stock": ("金额，元，至多两位小数；没有填 0，不清楚则留空", "yuan; 0 if there is none, empty if unknown"),
    "area": ("平方米，至多两位小数；不清楚则留空", "square metres; empty if unknown"),
    "number": ("整数；不清楚则留空", "a whole number; empty if unknown"),
    "flag": ("是 或 否；不清楚则留空", "是 (yes) or 否 (no); empty if unknown"),
    "choice": ("从下拉列表中选择；不清楚则留空", "one of the list; empty if unknown"),
    "day or never": (
        "日期，如 1970-05-01；从未脱离填“从未”，不清楚则留空",
        "a day such as 1970-05-01; never if that never was, empty if unknown",
    ),
    "date": ("日期，如 1970-05-01；不清楚则留空", "a day such as 1970-05-01; empty if unknown"),
}
TITLES: Mapping[Role, tuple[str, str]] = {
    "households": ("家庭：每户一行", "Households: one row each"),
    "members": ("家庭成员：每人一行，家庭编号与“家庭”表一致", "Members: one row each, with the id of their household"),
    "obligors": (
        "义务人：不共同生活的赡养、抚养、扶养义务人，每人一行；没有调查的，不要填写此表",
        "Obligors: relatives who live apart and owe support, one row each; leave empty if nobody asked",
    ),
}
NOTES: tuple[tuple[str, str], ...] = (
    (
        "每户在“家庭”表占一行，每名成员在“家庭成员”表占一行。",
        "Each household has a row in the first table, each member one in the second.",
    ),
    (
        "空白表示不清楚，不等于没有：没有收入填 0，没有某种情形填 否。",
        "Empty means unknown, not none: write 0 for no income, 否 where something is not so.",
    ),
    (
        "某一类（如收入、支出、财产）只要有一列，未列出的各项视为没有；整类都没有列，视为不清楚。",
        "If a group (incomes, expenses, property) has a column, what has none of its own is none; "
        "a group without any column is unknown.",
    ),
    (
        "家庭编号为“示例”的行是示例，不参加计算。",
        "The row whose household is 示例 or example is an example and is left out.",
    ),
    (
        "填好后运行：dibao batch 本文件 -o 结果.xlsx --on 日期。",
        "When it is filled in: dibao batch THIS_FILE -o RESULT.xlsx --on DATE.",
    ),
)
_FOLLOWS = {"born": "age_years", "clergy_apart_since": "clergy_apart_years"}
"""Columns of dates, and the facts for which a policy reads them."""
_HEADER = PatternFill("solid", fgColor="D9E2F3")
_EXAMPLE = PatternFill("solid", fgColor="EEEEEE")


def form_columns(role: Role, catalogue: Catalogue, policy: Policy | None) -> tuple[Column, ...]:
    """Give the columns that a form asks for: all, or those that a policy reads."""
    columns = [each for each in form(role, catalogue).columns if each.name not in (*DERIVED, "prior.status", "person")]
    if policy is None:
        return tuple(columns)
    layout = policy.composed.layout
    read = set({"households": layout.household, "members": layout.member, "obligors": layout.obligor}[role])
    read |= {KEY[role], ID, JURISDICTION, "area", "relation"}
    read |= {column for column, fact in _FOLLOWS.items() if fact in read}
    if "help_items" in read:
        read |= {each.name for each in columns if each.fact is not None and each.fact.place == "needs_help"}
    return tuple(each for each in columns if each.name in read)


def write_workbook(target: Path, catalogue: Catalogue, policy: Policy | None, lang: Lang) -> None:
    """Write a form as a workbook: an explanation, and a sheet for each table.

    Raises:
        OSError: the file cannot be written.
    """
    index = 0 if lang == "zh" else 1
    book = openpyxl.Workbook()
    _explain(book.active, catalogue, policy, index)
    for role in ROLES:
        columns = form_columns(role, catalogue, policy)
        if role == "obligors" and len(columns) <= 2:
            continue
        _fill(book.create_sheet(SHEETS[role][index]), role, columns, index, policy)
    loose = target.with_name(f".{target.name}.writing")
    made = target.with_name(f".{target.name}.made")
    try:
        book.save(loose)
        without_clock(loose, made)
        made.replace(target)
    finally:
        loose.unlink(missing_ok=True)
        made.unlink(missing_ok=True)


def csv_forms(catalogue: Catalogue, policy: Policy | None, lang: Lang) -> Iterator[tuple[str, str]]:
    """Give the name and the text of a CSV file for each table."""
    index = 0 if lang == "zh" else 1
    for role in ROLES:
        columns = form_columns(role, catalogue, policy)
        if role == "obligors" and len(columns) <= 2:
            continue
        text = io.StringIO(newline="")
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow([_title(each, index) for each in columns])
        lines.writerow([_example(role, each, index, policy) for each in columns])
        yield f"{SHEETS[role][index]}.csv", text.getvalue()


def _title(column: Column, index: int) -> str:
    return (column.title, column.english)[index]


def _hint(column: Column, index: int) -> str:
    kind = column.kind
    if kind == "money":
        kind_of = "flow" if column.fact is not None and column.fact.unit == FLOW else "stock"
        return HINTS[kind_of][index]
    return HINTS["day or never" if column.name == MAY_BE_NEVER else kind][index]


def _choices(column: Column) -> Sequence[str]:
    if column.kind == "flag":
        return ("是", "否")
    return tuple(words(column)) if column.kind == "choice" else ()


def _explain(sheet: Any, catalogue: Catalogue, policy: Policy | None, index: int) -> None:
    sheet.title = ("说明", "read me")[index]
    for note in NOTES:
        sheet.append([note[index]])
    sheet.append([])
    sheet.append([("表", "table")[index], ("列", "column")[index], ("填写方法", "how to fill in")[index]])
    for role in ROLES:
        for column in form_columns(role, catalogue, policy):
            listed = "、".join(_choices(column)) if column.kind == "choice" else ""
            hint = f"{_hint(column, index)}{'：' if listed else ''}{listed}"
            sheet.append([SHEETS[role][index], _title(column, index), hint])
    for letter, width in (("A", 16), ("B", 44), ("C", 90)):
        sheet.column_dimensions[letter].width = width


def _fill(sheet: Any, role: Role, columns: Sequence[Column], index: int, policy: Policy | None) -> None:
    sheet.append([TITLES[role][index]])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=min(len(columns), 8))
    sheet.cell(1, 1).font = Font(bold=True, size=12)
    sheet.append([_title(each, index) for each in columns])
    sheet.append([_example(role, each, index, policy) for each in columns])
    for position, column in enumerate(columns, 1):
        header, example = sheet.cell(2, position), sheet.cell(3, position)
        header.font, header.fill = Font(bold=True), _HEADER
        header.alignment = Alignment(wrap_text=True, vertical="top")
        header.comment = Comment(_hint(column, index), "dibao")
        example.font, example.fill = Font(italic=True, color="888888"), _EXAMPLE
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = 14
        if column.kind == "text":
            # An id of digits is no number, and loses no zero at its front.
            example.number_format = "@"
        _validate(sheet, letter, _choices(column))
    sheet.freeze_panes = "B3"


def _validate(sheet: Any, letter: str, choices: Sequence[str]) -> None:
    listed = ",".join(choices)
    if not choices or len(listed) > MOST_LIST:
        return
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.add(f"{letter}3:{letter}{ROWS + 2}")
    sheet.add_data_validation(validation)


def _example(role: Role, column: Column, index: int, policy: Policy | None) -> str:
    """Give what the example row says; amounts there are nobody's."""
    if column.name == KEY[role]:
        return EXAMPLES[index]
    if column.name == JURISDICTION:
        return policy.code if policy is not None else "000000"
    if column.name == ID:
        return "1"
    if column.kind == "date":
        return ("从未", "never")[index] if column.name == MAY_BE_NEVER else "1970-05-01"
    if column.name == "relation" and role == "members":
        return next(iter(words(column)))
    if column.name == "area":
        return list(words(column))[1]
    return {"flag": "否", "money": "0", "number": "", "area": "", "choice": ""}.get(column.kind, "")
