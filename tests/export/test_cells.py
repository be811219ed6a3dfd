"""No cell is a formula, whatever stands in it."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dibao import Money
from dibao.export import Word
from dibao.export.cells import FORMULA_STARTS, cell, neutral

UNSEEN = "\u00ad\u200b\u200e\u2060\ufeff\u0000\u001f\u007f"
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from(FORMULA_STARTS + UNSEEN + " \t\r\n;,|'\"\u3000"))


def read_by_a_spreadsheet(text, delimiter=","):
    """Give the cells that a spreadsheet finds in a line of CSV."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(["first", text, "last"])
    return [each for row in csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=delimiter) for each in row]


def is_executable(text):
    """Tell whether a spreadsheet may execute a cell: what it does not show does not matter to it."""
    shown = text.lstrip("".join(map(chr, range(33))) + UNSEEN + '\u3000\xa0"')
    return shown[:1] != "" and shown[:1] in FORMULA_STARTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A1", "'＠A1"),
        ("  =1", "'  =1"),
        ("\u3000＝1", "'\u3000＝1"),
        ("\ufeff=1", "'\ufeff=1"),
        ('"=1', "'\"=1"),
        ("\tplain", "'\tplain"),
        ("\rplain", "'\rplain"),
        ("  \nplain", "'  \nplain"),
        ("a;=1", "a;'=1"),
        ("a\n =1", "a\n' =1"),
        ("hj-0001", "hj-0001"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("洪江市", "洪江市"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_execute_gets_an_apostrophe(text, expected):
    assert neutral(text) == expected


@given(TEXTS)
@example("=cmd|' /C calc'!A0")
@example("\u200b\u3000 ＝1")
@example('x;"=1')
@example('";=1')
def test_no_text_becomes_a_cell_that_starts_a_formula(text):
    first, written, last = read_by_a_spreadsheet(cell(text))
    assert (first, last) == ("first", "last")
    assert not is_executable(written)
    assert written[:1] not in ("\t", "\r", "\n")


@given(TEXTS)
@example('x;"=1')
@example("x;\u3000;=1")
@example("\r=")
def test_nor_where_a_spreadsheet_ends_cells_with_another_sign(text):
    for delimiter in ";\t|":
        assert [each for each in read_by_a_spreadsheet(cell(text), delimiter) if is_executable(each)] == []


@given(TEXTS)
def test_a_text_that_is_safe_stays_as_it_is(text):
    assert neutral(neutral(text)) == neutral(text)


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (Money.monthly("750"), "750.00", "750.00"),
        (Money.monthly("0.01"), "0.01", "0.01"),
        (3, "3", "3"),
        (None, "", ""),
        (Word("rural", "农村", "rural"), "农村", "rural"),
        (Word("x", "=1", "+1"), "'=1", "'+1"),
    ],
)
def test_amounts_are_plain_numbers_and_words_are_in_the_language_of_the_list(value, chinese, english):
    assert (cell(value, 0), cell(value, 1)) == (chinese, english)
