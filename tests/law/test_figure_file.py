"""One figures.toml: what it may say, and a sentence for all it may not."""

from datetime import date
from fractions import Fraction

import pytest

from dibao.errors import PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.law_data import merge

VALUE = """\
[[shili.standard.rural]]
code = "990101"
amount = 5400
per = "year"
since = 2024
until = 2024
document = "shili-2024"
grade = "reported"
"""
DOCUMENT = """\
[document.shili-2024]
title = "示例办法"
english = "Example measures"
issuer = "示例县"
level = "fixture"
"""
FIGURE = """\
[figure."shili.standard.rural"]
unit = "flow"
title = "农村标准"
english = "rural standard"
"""


@pytest.fixture
def load(tmp_path):
    def from_text(text):
        path = tmp_path / "figures.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_law_data(path, "shili/figures.toml")

    return from_text


def problems(load, text):
    with pytest.raises(PluginError) as caught:
        load(text)
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize("grade", ["secondary", "assumed"])
def test_the_last_day_may_be_less_sure_than_the_value(load, grade):
    (record,) = load(DOCUMENT + FIGURE + VALUE + f'until_grade = "{grade}"\n').records
    assert (record.grade, record.until_grade) == ("reported", grade)


def test_a_grade_of_a_last_day_needs_one(load):
    text = DOCUMENT + FIGURE + VALUE.replace("until = 2024", 'until = "open"') + 'until_grade = "assumed"\n'
    [problem] = problems(load, text)
    assert problem.endswith("until_grade grades a last day, and there is none; write until, or leave it out")


def test_a_whole_file_is_read(load):
    data = load(DOCUMENT + FIGURE + VALUE)
    (record,) = data.records
    assert (record.name, record.code, record.value, record.text()) == (
        "shili.standard.rural",
        "990101",
        540000,
        "5400 yuan a year",
    )
    assert (record.since, record.until) == (date(2024, 1, 1), date(2024, 12, 31))
    assert record.place == "shili/figures.toml:10"
    assert data.documents["shili-2024"].place == "shili/figures.toml:1"
    assert data.declarations["shili.standard.rural"].place == "shili/figures.toml:6"


def test_a_byte_order_mark_is_no_part_of_the_file(load):
    assert len(load(b"\xef\xbb\xbf" + VALUE.encode()).records) == 1


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2024", "2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ('"2024"', '"2024"', (date(2024, 1, 1), date(2024, 12, 31))),
        ('"2024-02"', '"2024-02"', (date(2024, 2, 1), date(2024, 2, 29))),
        ('"2023-02"', '"2023-02"', (date(2023, 2, 1), date(2023, 2, 28))),
        ("2024-07-01", '"2024-07-01"', (date(2024, 7, 1), date(2024, 7, 1))),
        ("2024", '"open"', (date(2024, 1, 1), None)),
    ],
)
def test_years_and_months_mean_their_first_and_last_day(load, since, until, days):
    text = VALUE.replace("since = 2024", f"since = {since}").replace("until = 2024", f"until = {until}")
    (record,) = load(text).records
    assert (record.since, record.until) == days


@pytest.mark.parametrize(
    ("amount", "per", "fen_a_year"),
    [
        ("5004", "year", 500400),
        ("417", "month", 500400),
        ("4300", "year", 430000),
        ("0.01", "month", 12),
        ('"358.33"', "month", 429996),
        ("358.3300", "month", 429996),
        ("0.29", "year", 29),
    ],
)
def test_amounts_are_kept_in_exact_fen_a_year(load, amount, per, fen_a_year):
    text = VALUE.replace("amount = 5400", f"amount = {amount}").replace('"year"', f'"{per}"')
    assert load(text).records[0].value == fen_a_year


@pytest.mark.parametrize(
    ("unit", "line", "value"),
    [
        ("stock", "amount = 1000.5", 100050),
        ("share", "value = 1.5", Fraction(3, 2)),
        ("share", "value = 1", Fraction(1)),
        ("months", "value = 6", 6),
        ("count", "value = 3", 3),
        ("flag", "value = true", True),
    ],
)
def test_each_unit_has_its_form(load, unit, line, value):
    figure = FIGURE.replace('"flow"', f'"{unit}"')
    text = VALUE.replace("amount = 5400", line).replace('per = "year"\n', "")
    (record,) = merge([load(DOCUMENT + figure + text)]).records
    assert (record.value, type(record.value)) == (value, type(value))


def test_lines_are_not_claimed_where_the_text_leaves_doubt(load):
    inline = VALUE.replace("[[shili.standard.rural]]\n", "").strip().replace("\n", ", ")
    assert load(f"[shili.standard]\nrural = [{{ {inline} }}]").records[0].place == "shili/figures.toml"


def test_headers_are_found_however_they_are_written(load):
    spaced = "# a figure\n\n  [[ shili . \"standard\".'rural' ]]  # written oddly\n" + VALUE.partition("\n")[2]
    assert load(spaced).records[0].line == 3


def test_a_header_inside_a_text_misleads_nobody(load):
    noted = VALUE + 'note = """\n[[shili.standard.rural]]\n"""\n'
    assert load(noted).records[0].line is None


HERE = "shili/figures.toml:1 shili.standard.rural: "
DAYS = 'expected a day (2024-07-01), a month in quotes ("2024-07") or a year (2024), from 1949 to 2199'
NUMBER = 'expected a plain decimal number such as 450 or "358.33"'
GRADES = "expected one of official, reported, secondary, assumed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("amount = 5400", "amount = nan", f"amount is NaN; {NUMBER}"),
        ("amount = 5400", "amount = inf", f"amount is Infinity; {NUMBER}"),
        ("amount = 5400", "amount = 5.4e3", f"amount is 5.4E+3; {NUMBER}"),
        ("amount = 5400", "amount = true", f"amount is true; {NUMBER}"),
        ("amount = 5400", 'amount = "5_400"', f'amount is "5_400"; {NUMBER}'),
        ("amount = 5400", 'amount = "５４００"', f'amount is "５４００"; {NUMBER}'),
        ("amount = 5400", "amount = [1]", f"amount is a list; {NUMBER}"),
        ("amount = 5400", "amount = {}", f"amount is a table; {NUMBER}"),
        ("amount = 5400", f"amount = 0x{'f' * 5000}", f"amount is a number of more than 40 digits; {NUMBER}"),
        ("amount = 5400", "amount = 5400.001", "amount is 5400.001; expected at most 2 decimal places"),
        ("amount = 5400", "", "expected either amount (money or area), rows (a band) or value (anything else)"),
        (
            "amount = 5400",
            "amount = 1\nvalue = 1",
            "expected either amount (money or area), rows (a band) or value (anything else)",
        ),
        ('per = "year"', 'per = "yearly"', "per is \"yearly\"; expected one of month, year; did you mean 'year'?"),
        ('per = "year"', "per = 12", "per is 12; expected one of month, year"),
        ("since = 2024", "", "since is missing; add the first day, month or year"),
        ("since = 2024", "since = 24", f"since is 24; {DAYS}"),
        ("since = 2024", "since = true", f"since is true; {DAYS}"),
        ("since = 2024", "since = 2024.5", f"since is 2024.5; {DAYS}"),
        ("since = 2024", 'since = "2024-13"', f'since is "2024-13"; {DAYS}'),
        ("since = 2024", 'since = "2023-02-29"', f'since is "2023-02-29"; {DAYS}'),
        ("since = 2024", "since = 2024-01-01T00:00:00", f"since is 2024-01-01 00:00:00; {DAYS}"),
        ("since = 2024", f"since = 0x{'f' * 5000}", f"since is a number of more than 40 digits; {DAYS}"),
        ("since = 2024", "since = 2025", "until is 2024-12-31, before since, 2025-01-01; put the earlier day in since"),
        (
            "until = 2024",
            "",
            'until is missing; add the last day, month or year, or "open" if the document sets no end',
        ),
        ("until = 2024", 'until = "opened"', f'until is "opened"; {DAYS}'),
        ('code = "990101"', "", "code is missing; add it"),
        (
            'code = "990101"',
            "code = 990101",
            'code is 990101; expected a six-digit code in quotes, such as "431281"',
        ),
        (
            'code = "990101"',
            'code = "99010"',
            'code is "99010"; expected a six-digit code in quotes, such as "431281"',
        ),
        ('document = "shili-2024"', "", "document is missing; add it"),
        (
            'document = "shili-2024"',
            'document = " "',
            'document is " "; expected a text in quotes that is not empty',
        ),
        ('grade = "reported"', "", "grade is missing; add it"),
        (
            'grade = "reported"',
            'grade = "report"',
            f"grade is \"report\"; {GRADES}; did you mean 'reported'?",
        ),
        ('grade = "reported"', 'grade = "reported"\nsince_grade = 1', f"since_grade is 1; {GRADES}"),
        ('grade = "reported"', 'grade = "reported"\nknown = "soon"', f'known is "soon"; {DAYS}'),
        (
            'grade = "reported"',
            'grade = "reported"\nnote = 1',
            "note is 1; expected a text in quotes that is not empty",
        ),
        (
            'grade = "reported"',
            'grade = "reported"\ngrades = "x"',
            "'grades' is not known here; did you mean 'grade'?",
        ),
        (
            'grade = "reported"',
            'grade = "reported"\nxyz = 1',
            "'xyz' is not known here; known are amount, code, document, gap_before, grade, known, note, per, rows, "
            "since, since_grade, until, until_grade, value",
        ),
    ],
)
def test_what_is_wrong_with_a_value_is_said(load, old, new, message):
    assert problems(load, VALUE.replace(old, new, 1)) == [HERE + message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            VALUE.replace("[[", "[").replace("]]", "]"),
            "shili/figures.toml:1 shili.standard.rural is not a list of dated values; a value is written "
            '[[shili.standard.rural]], a document [document.ID], a declaration [figure."NAME"]',
        ),
        (
            "standard = 5",
            "shili/figures.toml standard is not a list of dated values; a value is written [[standard]], "
            'a document [document.ID], a declaration [figure."NAME"]',
        ),
        (
            "document = 5",
            "shili/figures.toml document: expected a table [document.ID]",
        ),
        (
            FIGURE.replace('"shili.standard.rural"', "shili.standard"),
            'shili/figures.toml figure shili: expected a table [figure."NAME"], the whole name in quotes',
        ),
        (
            FIGURE.replace('"flow"', '"money"'),
            'shili/figures.toml:1 figure shili.standard.rural: unit is "money"; expected one of flow, stock, months, '
            "area, count, share, flag, band",
        ),
        (
            FIGURE + "min = 5\nmax = 4",
            "shili/figures.toml:1 figure shili.standard.rural: min is 5 but max is 4; min must not be more",
        ),
        (
            FIGURE + "places = 5",
            "shili/figures.toml:1 figure shili.standard.rural: places is 5; expected 0 to 4",
        ),
        (
            FIGURE + 'reaches = "all"',
            'shili/figures.toml:1 figure shili.standard.rural: reaches is "all"; expected one of below, own',
        ),
        (
            FIGURE + 'applied = "no"',
            'shili/figures.toml:1 figure shili.standard.rural: applied is "no"; expected true or false',
        ),
        (
            DOCUMENT.replace('"fixture"', '"decree"'),
            'shili/figures.toml:1 document shili-2024: level is "decree"; expected one of law, regulation, measure, '
            "notice, report, local, fixture",
        ),
        (
            DOCUMENT.replace('title = "示例办法"\n', ""),
            "shili/figures.toml:1 document shili-2024: title is missing; add it",
        ),
        (
            DOCUMENT + 'numbr = "1"',
            "shili/figures.toml:1 document shili-2024: 'numbr' is not known here; did you mean 'number'?",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_said(load, text, message):
    assert problems(load, text) == [message]


def test_every_problem_of_a_file_is_told_at_once(load):
    wrong = VALUE.replace("5400", "nan").replace('"990101"', "5")
    found = problems(load, VALUE + wrong + DOCUMENT.replace("title", "titel"))
    assert [each.split(" ")[0] for each in found] == [
        "shili/figures.toml:17",
        "shili/figures.toml:17",
        "shili/figures.toml:9",
        "shili/figures.toml:9",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"title = '\xb9\xfa'", "is not UTF-8 (byte 10); save it as UTF-8"),
        ("[[shili", "is not valid TOML: Expected ']]' at the end of an array declaration (at end of document)"),
        (
            VALUE.replace("since = 2024", "since = 2024-07"),
            "is not valid TOML: Expected newline or end of document after a statement (at line 5, column 13); "
            'a month is written in quotes, "2024-07"',
        ),
    ],
)
def test_a_file_that_is_no_toml_is_refused(load, text, message):
    assert problems(load, text) == [f"shili/figures.toml {message}"]


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, f"a = {'9' * 5000}", "a = 1e99999999999999999999"])
def test_a_hostile_file_is_refused_in_a_sentence(load, text):
    (problem,) = problems(load, text)
    assert problem.startswith("shili/figures.toml ")


def test_a_missing_file_and_a_directory_are_named(tmp_path):
    with pytest.raises(PluginError, match=r"none\.toml does not exist; check the path$"):
        load_law_data(tmp_path / "none.toml")
    with pytest.raises(PluginError, match=r"is a directory; name the TOML file in it$"):
        load_law_data(tmp_path)
