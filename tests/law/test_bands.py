"""Bands in a figures.toml: what a table may say, and a sentence for all it may not."""

from fractions import Fraction

import pytest
from attrs import evolve

from dibao import Area, Money, PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.law_data import merge
from dibao.symbols.amounts import months

HEAD = """\
[document.notice]
title = "示例通知"
english = "Example notice"
issuer = "示例县"
level = "fixture"

[figure."demo.band"]
unit = "band"
by = "count"
title = "分档"
english = "a band"
max = 1000

[figure."demo.plain"]
unit = "flow"
title = "数额"
english = "an amount"
"""
VALUE = """\
[[demo.band]]
code = "990101"
per = "month"
rows = [{ from = 1, amount = "417" }, { from = 2, amount = 245.50 }, { from = 3, amount = 300 }]
since = 2024
until = 2024
document = "notice"
grade = "reported"
"""
ROWS = '[{ from = 1, amount = "417" }, { from = 2, amount = 245.50 }, { from = 3, amount = 300 }]'
HERE = "demo.toml:18 demo.band"


@pytest.fixture
def load(tmp_path):
    def from_text(text):
        path = tmp_path / "figures.toml"
        path.write_text(text)
        return merge([load_law_data(path, "demo.toml")])

    return from_text


def problems(load, text):
    with pytest.raises(PluginError) as caught:
        load(text)
    return [str(each) for each in caught.value.problems]


def band(load, by, rows, per="month"):
    text = (HEAD + VALUE).replace('by = "count"', f'by = "{by}"').replace(ROWS, rows)
    (record,) = load(text.replace('per = "month"', f'per = "{per}"')).records
    return record.quantity


# -- what is read --------------------------------------------------------------------------------------
def test_rows_are_kept_in_exact_fen_a_year_and_need_not_descend(load):
    (record,) = load(HEAD + VALUE).records
    assert [(row.start, row.amount) for row in record.value.rows] == [(1, 5004_00), (2, 2946_00), (3, 3600_00)]
    assert record.stated == "1: 417, 2: 245.50, 3: 300"


def test_a_band_is_printed_row_by_row(load):
    (record,) = load(HEAD + VALUE).records
    assert (
        record.text() == "417 yuan a month for grade 1, 245.50 yuan a month for grade 2 and "
        "300 yuan a month for grade 3"
    )
    assert record.text("zh") == "第1档417元/月、第2档245.50元/月、第3档300元/月"


@pytest.mark.parametrize(
    ("by", "chinese", "english"),
    [
        ("flow", "0元起1元/年、8元起2元/年", "1 yuan a year from 0 yuan and 2 yuan a year from 8 yuan"),
        ("months", "0个月起1元/年、8个月起2元/年", "1 yuan a year from 0 months and 2 yuan a year from 8 months"),
        (
            "area",
            "0平方米起1元/年、8平方米起2元/年",
            "1 yuan a year from 0 square metres and 2 yuan a year from 8 square metres",
        ),
        ("share", "0起1元/年、8起2元/年", "1 yuan a year from 0 and 2 yuan a year from 8"),
    ],
)
def test_where_a_row_starts_is_said_in_its_unit(load, by, chinese, english):
    found = band(load, by, "[{ from = 0, amount = 1 }, { from = 8, amount = 2 }]", per="year")
    assert (found.text("zh"), found.text("en")) == (chinese, english)


def test_a_band_of_one_row_is_an_amount(load):
    assert band(load, "flow", "[{ from = 0, amount = 5 }]").text("en") == "5 yuan a month"


@pytest.mark.parametrize(
    ("by", "stated", "below", "on"),
    [
        ("count", "3", 2, 3),
        ("flow", "350.50", Money.monthly("350.49"), Money.monthly("350.50")),
        ("months", "6", months(5), months(6)),
        ("share", "0.3", Fraction("0.2999"), Fraction("0.3")),
        ("area", "38.6", Area.square_metres("38.59"), Area.square_metres("38.60")),
    ],
)
def test_a_row_holds_from_its_own_start_on(load, by, stated, below, on):
    found = band(load, by, f"[{{ from = 0, amount = 100 }}, {{ from = {stated}, amount = 60 }}]")
    assert [found.amount_for(each) for each in (below, on)] == [Money.monthly(100), Money.monthly(60)]


def test_the_first_row_holds_below_itself_too(load):
    assert band(load, "count", ROWS).amount_for(0) == Money.monthly(417)


@pytest.mark.parametrize(
    ("income", "amount"), [("599.99", 100), ("600", 60), ("600.01", 60), ("1499.99", 60), ("1500", 10)]
)
def test_rows_a_head_are_compared_with_the_whole_of_several_people(load, income, amount):
    found = band(load, "flow", "[{from=0, amount=100}, {from=200, amount=60}, {from=500, amount=10}]")
    assert found.amount_for(Money.monthly(income), 3) == Money.monthly(amount)


def test_starts_of_money_are_stated_for_the_same_period_as_the_amounts(load):
    found = band(load, "flow", "[{ from = 0, amount = 1200 }, { from = 2400, amount = 600 }]", per="year")
    assert [found.amount_for(Money.monthly(each)) for each in ("199.99", "200")] == [
        Money.monthly(100),
        Money.monthly(50),
    ]


def test_two_bands_are_equal_by_their_numbers_not_by_how_they_are_written(load):
    one, other = (
        band(load, "count", "[{ from = 0, amount = 5 }]"),
        band(load, "count", '[{from = "0", amount = "5.00"}]'),
    )
    assert (one, str(one)) == (other, str(other))
    assert one != evolve(other, rows=(evolve(other.rows[0], amount=1),))


# -- what is refused -----------------------------------------------------------------------------------
FORM = 'expected a list such as [{ from = 1, amount = "417" }, { from = 2, amount = "245" }]'
NUMBER = 'expected a plain decimal number such as 450 or "358.33"'
TWENTY_ONE = ", ".join(f"{{ from = {row}, amount = 1 }}" for row in range(21))


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("[]", [f": rows is empty; {FORM}"]),
        ('"1"', [f': rows is "1"; {FORM}']),
        ("417", [f": rows is 417; {FORM}"]),
        ("[417]", [f": rows is a list; {FORM}"]),
        ("{ from = 1, amount = 2 }", [f": rows is a table; {FORM}"]),
        (f"[{TWENTY_ONE}]", [": rows has 21 rows; expected at most 20"]),
        (
            "[{ from = 0, amount = 1 }, { from = 2, amount = 1 }, { from = 1, amount = 1 }, { from = 1, amount = 1 }]",
            [
                ": row 3: from is 1, below 2 of row 2; let them ascend",
                ": row 4: from is 1, as in row 3; keep one of the two",
            ],
        ),
        (
            "[{ from = 0 }, { form = 1, amount = true }]",
            [
                ": row 1: amount is missing; add it",
                ": row 2: from is missing; add it",
                f": row 2: amount is true; {NUMBER}",
                ": row 2: 'form' is not known here; did you mean 'from'?",
            ],
        ),
        (
            "[{ from = nan, amount = 1 }, { from = 1.00001, amount = 0.001 }]",
            [
                f": row 1: from is NaN; {NUMBER}",
                ": row 2: from is 1.00001; expected at most 4 decimal places",
                ": row 2: amount is 0.001; expected at most 2 decimal places",
            ],
        ),
        (
            "[{ from = 2, amount = 1000.01 }, { from = 2.5, amount = -1 }, { from = 1001, amount = 1000 }]",
            [
                ": row 1: from is 2; expected 0 or 1 in the first row, so that no value lies below the table",
                ": row 1: amount is 1000.01; expected 0.00 to 1000.00 yuan a month",
                ": row 2: from is 2.5; expected a whole number",
                ": row 2: amount is -1; expected 0.00 to 1000.00 yuan a month",
                ": row 3: from is 1001; expected at most 1000",
            ],
        ),
        (
            "[{ from = -1, amount = 1 }]",
            [": row 1: from is -1; expected 0 or 1 in the first row, so that no value lies below the table"],
        ),
    ],
)
def test_everything_wrong_with_rows_is_said_at_once(load, rows, messages):
    assert problems(load, (HEAD + VALUE).replace(ROWS, rows)) == [HERE + each for each in messages]


@pytest.mark.parametrize(
    ("by", "start", "message"),
    [
        ("flow", "100.005", "from is 100.005; expected yuan with at most 2 decimal places"),
        ("months", "1.5", "from is 1.5; expected a whole number of months"),
        ("area", "38.605", "from is 38.605; expected square metres with at most 2 decimal places"),
        ("share", "100.5", "from is 100.5; expected at most 100"),
    ],
)
def test_where_a_row_starts_fits_the_unit(load, by, start, message):
    text = (HEAD + VALUE).replace('by = "count"', f'by = "{by}"')
    rows = f"[{{ from = 0, amount = 1 }}, {{ from = {start}, amount = 1 }}]"
    assert problems(load, text.replace(ROWS, rows)) == [f"{HERE}: row 2: {message}"]


@pytest.mark.parametrize("by", ["flow", "months", "share", "area"])
def test_only_counts_may_start_with_one(load, by):
    text = (HEAD + VALUE).replace('by = "count"', f'by = "{by}"')
    assert problems(load, text.replace(ROWS, "[{ from = 1, amount = 1 }]")) == [
        f"{HERE}: row 1: from is 1; expected 0 in the first row, so that no value lies below the table"
    ]


def test_a_share_keeps_to_the_places_of_its_declaration(load):
    text = (HEAD + VALUE).replace('by = "count"', 'by = "share"\nplaces = 1')
    rows = "[{ from = 0, amount = 1 }, { from = 0.25, amount = 1 }]"
    assert problems(load, text.replace(ROWS, rows)) == [
        "demo.toml:19 demo.band: row 2: from is 0.25; expected at most 1 decimal places"
    ]


def test_a_band_needs_a_period(load):
    assert problems(load, HEAD + VALUE.replace('per = "month"\n', "")) == [f"{HERE}: per is missing; add it"]


@pytest.mark.parametrize("more", ['amount = "1"', "value = 1"])
def test_rows_stand_alone(load, more):
    assert problems(load, HEAD + VALUE + more) == [
        f"{HERE}: expected either amount (money or area), rows (a band) or value (anything else)"
    ]


def test_an_amount_is_no_band(load):
    assert problems(load, HEAD + VALUE.replace(f"rows = {ROWS}", "amount = 417")) == [
        f"{HERE} is 417 yuan a month; expected rows, a list of {{ from = ..., amount = ... }}, "
        'with per = "month" or per = "year", as declared at demo.toml:7'
    ]


def test_rows_are_no_amount(load):
    assert problems(load, HEAD + VALUE.replace("demo.band", "demo.plain")) == [
        "demo.toml:18 demo.plain is 417 yuan a month for grade 1, 245.50 yuan a month for grade 2 and "
        "300 yuan a month for grade 3; "
        'expected amount with per = "month" or per = "year", as declared at demo.toml:14'
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('by = "count"\n', "", "by is missing; add it"),
        ('by = "count"', 'by = "stock"', 'by is "stock"; expected one of count, flow, months, share, area'),
        ('unit = "band"', 'unit = "flow"', "'by' is not known here; known are "),
    ],
)
def test_a_declaration_says_by_what_a_band_goes(load, old, new, message):
    said = problems(load, HEAD.replace(old, new, 1))
    assert len(said) == 1
    assert said[0].startswith(f"demo.toml:7 figure demo.band: {message}")
