"""Every wrong household gets its sentence."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from dibao.errors import InputError
from dibao.household.files import MOST_BYTES, household_from_json, household_from_toml, read_household_file
from dibao.household.intake import read_household

APPLICANT = {"id": "a", "relation": "applicant"}
SMALLEST = {"id": "h", "jurisdiction": "431281", "members": [APPLICANT]}
RELATIONS = '"applicant", "spouse", "child", "parent", "sibling", "grandparent", "grandchild" or "other"'


def problems_of(data, **options):
    with pytest.raises(InputError) as caught:
        read_household(data, **options)
    return [str(problem) for problem in caught.value.problems]


def text_problem(text, read=household_from_json):
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("-50", "is -50.00 yuan a month; expected 0 or more. Enter what a member pays out under transfers_paid."),
        (
            {"amount": "-0.01", "per": "year"},
            "is -0.01 yuan a year; expected 0 or more. Enter what a member pays out under transfers_paid.",
        ),
        (
            "10000000.01",
            "is 10000000.01 yuan a month; expected at most 10000000 yuan a month. Check that it is in yuan.",
        ),
        (
            {"amount": "120000000.01", "per": "year"},
            "is 120000000.01 yuan a year; expected at most 10000000 yuan a month. Check that it is in yuan.",
        ),
        ("1" * 40, f"is {'1' * 40}.00 yuan a month; expected at most 10000000 yuan a month. Check that it is in yuan."),
        pytest.param(
            10**5000, 'is a number of more than 57 digits; expected yuan such as "600.00".', id="unprintable number"
        ),
        (float("nan"), 'is NaN; expected yuan such as "600.00", or "unknown".'),
        (float("inf"), 'is inf; expected yuan such as "600.00", or "unknown".'),
        (Decimal("NaN"), 'is NaN; expected yuan such as "600.00", or "unknown".'),
        ("NaN", 'is "NaN", not an amount; expected yuan such as "600.00", or "unknown".'),
        (600.5, 'is 600.5, a number with a decimal point, which can be inexact; write it as a text, "600.50".'),
        (
            Decimal("600.50"),
            'is 600.50, a number with a decimal point, which can be inexact; write it as a text, "600.50".',
        ),
        (
            0.1 + 0.2,
            "is 0.30000000000000004, a number with a decimal point, which can be inexact; "
            'expected yuan such as "600.00".',
        ),
        (True, 'is true; expected yuan such as "600.00", or "unknown".'),
        ([], 'is a list with 0 entries; expected yuan such as "600.00", or "unknown".'),
        ("", 'is "", not an amount; expected yuan such as "600.00", or "unknown".'),
        ("600.123", 'is "600.123", finer than a fen; expected at most two decimals.'),
        ("6e2", 'is "6e2", written with an exponent; write all digits, such as "1000".'),
        ("1_250", 'is "1_250", with signs between the digits; write "1250".'),
        ("1,250.50", 'is "1,250.50", with signs between the digits; write "1250.50".'),
        ("６００", 'is "６００", in full-width characters; write "600".'),
        ("٦٠٠", 'is "٦٠٠", not an amount; expected yuan such as "600.00", or "unknown".'),
        ("+600", 'is "+600", not an amount; expected yuan such as "600.00", or "unknown".'),
        ("600元", 'is "600元", not an amount; expected yuan such as "600.00", or "unknown".'),
        (
            {"amount": "9"},
            'is an object with 1 entry; expected "amount" and "per" only: {"amount": "15000", "per": "year"}.',
        ),
    ],
)
def test_a_wrong_amount_is_named(amount, sentence):
    data = {**SMALLEST, "members": [{**APPLICANT, "incomes": {"wage": amount}}]}
    assert problems_of(data) == [f"$.members[0].incomes.wage {sentence}"]


@pytest.mark.parametrize("amount", ["10000000", {"amount": "120000000", "per": "year"}, "0", "-0", "0.00"])
def test_amounts_on_the_bounds_are_taken(amount):
    read_household({**SMALLEST, "members": [{**APPLICANT, "incomes": {"wage": amount}}]})


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ({"amount": "5", "per": "week"}, '.per is "week"; expected "month" or "year".'),
        (
            {"amount": 5.5, "per": "year"},
            '.amount is 5.5, a number with a decimal point, which can be inexact; write it as a text, "5.50".',
        ),
    ],
)
def test_inside_an_amount_the_wrong_part_is_named(amount, message):
    data = {**SMALLEST, "members": [{**APPLICANT, "incomes": {"wage": amount}}]}
    assert problems_of(data) == [f"$.members[0].incomes.wage{message}"]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            {"incomes": {"wages": "600"}},
            '.incomes.wages is "600", but "wages" is not known under incomes; did you mean "wage"?',
        ),
        ({"incomes": {"": "600"}}, '.incomes[""] is "600", but "" is not known under incomes. Leave it out.'),
        (
            {"flags": {"medical": "5"}},
            '.flags.medical is "5", but "medical" is not known under flags; it belongs under "expenses".',
        ),
        ({"wage": "600"}, '.wage is "600", but "wage" is not known in a member; it belongs under "incomes".'),
        (
            {"income": {}},
            '.income is an object with 0 entries, but "income" is not known in a member; did you mean "incomes"?',
        ),
        ({1: 2}, "[1] is 2, but 1 is not known in a member. Leave it out."),
        (
            {"incomes": ["600"]},
            '.incomes is a list with 1 entry; expected an object of names and values, or "unknown".',
        ),
        ({"incomes": {f"x{index}": 1 for index in range(10_000)}}, ".incomes has 10000 entries; expected at most 200."),
        ({"flags": {"employed": "true"}}, '.flags.employed is "true"; expected true or false.'),
        ({"flags": {"employed": 1}}, ".flags.employed is 1; expected true or false."),
        (
            {"education": "bachelors"},
            '.education is "bachelors"; expected "none", "primary", "junior", "senior", '
            '"vocational", "associate", "bachelor", "master" or "doctorate". Did you mean "bachelor"?',
        ),
        ({"born": "1970-5-1"}, '.born is "1970-5-1"; expected a date such as "1970-05-01".'),
        ({"born": "2023-02-29"}, '.born is "2023-02-29", a day that no calendar has; expected a date.'),
        ({"born": None}, '.born is null; expected a date such as "1970-05-01".'),
        ({"born": datetime(1970, 5, 1)}, '.born is 1970-05-01T00:00:00; expected a date such as "1970-05-01".'),
        ({"disability": {"kind": "limb", "grade": 5}}, ".disability.grade is 5; expected 1 to 4."),
        (
            {"disability": {"kind": "limb", "grade": True}},
            ".disability.grade is true; expected a whole number from 1 to 4.",
        ),
        ({"disability": {"kind": "limb"}}, '.disability has no "grade"; add it, for instance "grade": 2.'),
        (
            {"disability": {"kind": "none", "grade": 1}},
            '.disability.kind is "none"; expected "visual", "hearing", '
            '"speech", "limb", "intellectual", "mental" or "multiple".',
        ),
        ({"disability": 2}, '.disability is 2; expected an object with "kind" and "grade", null or "unknown".'),
        (
            {"findings": {"cannot_live_independently": None}},
            ".findings.cannot_live_independently is null; expected true or false.",
        ),
        ({"id": ""}, '.id is ""; expected a printable text of 1 to 100 characters.'),
        ({"id": "\ud800"}, '.id is "\\ud800"; expected a printable text of 1 to 100 characters.'),
    ],
)
def test_a_wrong_part_of_a_member_is_named(stated, sentence):
    assert problems_of({**SMALLEST, "members": [{**APPLICANT, **stated}]}) == [f"$.members[0]{sentence}"]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ({"jurisdiction": 431281}, '$.jurisdiction is 431281; expected a text of six digits such as "431281".'),
        ({"jurisdiction": "43128"}, '$.jurisdiction is "43128"; expected a text of six digits such as "431281".'),
        (
            {"jurisdiction": "４３１２８１"},
            '$.jurisdiction is "４３１２８１"; expected a text of six digits such as "431281".',
        ),
        ({"area": "town"}, '$.area is "town"; expected "urban" or "rural".'),
        ({"members": []}, "$.members is empty; expected at least one member, the applicant."),
        ({"members": None}, "$.members is empty; expected at least one member, the applicant."),
        ({"members": {"a": APPLICANT}}, "$.members is an object with 1 entry; expected a list of objects."),
        ({"members": "abc"}, '$.members is "abc"; expected a list of objects.'),
        (
            {"members": [{"id": "a", "relation": "spouse"}]},
            '$.members has no applicant; expected exactly one member whose relation is "applicant".',
        ),
        (
            {"members": [APPLICANT, {"id": "b", "relation": "applicant"}]},
            '$.members has 2 applicants, "a", "b"; expected exactly one member whose relation is "applicant".',
        ),
        (
            {"members": [APPLICANT, {"id": "a", "relation": "child"}]},
            '$.members[1].id is "a", as is $.members[0].id; give each person another id.',
        ),
        ({"obligors": [{"id": "a"}]}, '$.obligors[0].id is "a", as is $.members[0].id; give each person another id.'),
        (
            {"members": [APPLICANT] * 10_000},
            "$.members has 10000 entries; expected at most 100. Is it several households?",
        ),
        (
            {"obligors": [{"id": "o"}] * 101},
            "$.obligors has 101 entries; expected at most 100. Is it several households?",
        ),
        ({"obligors": [{"id": "o", "household_size": 0}]}, "$.obligors[0].household_size is 0; expected 1 to 100."),
        (
            {"property": {"savings": "100000000000.01"}},
            "$.property.savings is 100000000000.01 yuan; expected at most 100000000000 yuan. Check that it is in yuan.",
        ),
        (
            {"property": {"savings": {"amount": "1", "per": "year"}}},
            '$.property.savings is an object with 2 entries; expected yuan held, such as "8000.00", without a period.',
        ),
        ({"property": {"houses": "2"}}, '$.property.houses is "2"; expected a whole number from 0 to 100.'),
        ({"findings": {"grace_months_granted": 121}}, "$.findings.grace_months_granted is 121; expected 0 to 120."),
        (
            {"prior": {"status": "dibao"}},
            '$.prior has no "dibao_monthly"; add it, for instance "dibao_monthly": "750.00".',
        ),
        (
            {"prior": {"status": "dibao", "dibao_monthly": {"amount": "1", "per": "year"}}},
            "$.prior.dibao_monthly is 1.00 yuan a year, not whole fen a month; expected an amount as it was paid.",
        ),
        (
            {"prior": {"status": "dibao", "dibao_monthly": "1", "exit_decided": "2024-13"}},
            '$.prior.exit_decided is "2024-13"; expected a month such as "2024-03".',
        ),
        (
            {"prior": []},
            '$.prior is a list with 0 entries; expected an object with "status" and "dibao_monthly", '
            'null for never received, or "unknown".',
        ),
        (
            {"facts": {"hebei.poor": True}},
            '$.facts["hebei.poor"] is true, but "hebei.poor" is not known under facts. Leave it out.',
        ),
        ({"colour": 1}, '$.colour is 1, but "colour" is not known in a household. Leave it out.'),
    ],
)
def test_a_wrong_part_of_a_household_is_named(stated, sentence):
    assert problems_of({**SMALLEST, **stated}) == [sentence]


def test_who_is_born_after_the_day_of_decision_is_named():
    data = {**SMALLEST, "members": [{**APPLICANT, "born": "2024-03-02"}]}
    assert problems_of(data, on=date(2024, 3, 1)) == [
        "$.members[0].born is 2024-03-02, after 2024-03-01, the day of decision; expected a birth on or before it."
    ]
    read_household(data, on=date(2024, 3, 2))


def test_all_problems_come_at_once_each_with_its_path():
    data = {
        "id": "h",
        "area": "town",
        "members": [
            {**APPLICANT, "incomes": {"wage": "-50", "wages": 1}, "flags": {"employed": 1}},
            {"id": "a", "relation": "aplicant", "born": "2024-06-01"},
            7,
        ],
        "property": {"savings": 1.5},
    }
    assert problems_of(data, on=date(2024, 3, 1)) == [
        '$ has no "jurisdiction"; add it, for instance "jurisdiction": "431281".',
        '$.area is "town"; expected "urban" or "rural".',
        "$.members[0].incomes.wage is -50.00 yuan a month; expected 0 or more. "
        "Enter what a member pays out under transfers_paid.",
        '$.members[0].incomes.wages is 1, but "wages" is not known under incomes; did you mean "wage"?',
        "$.members[0].flags.employed is 1; expected true or false.",
        f'$.members[1].relation is "aplicant"; expected {RELATIONS}. Did you mean "applicant"?',
        "$.members[2] is 7; expected an object that describes one member.",
        '$.property.savings is 1.5, a number with a decimal point, which can be inexact; write it as a text, "1.50".',
        '$.members[1].id is "a", as is $.members[0].id; give each person another id.',
        "$.members[1].born is 2024-06-01, after 2024-03-01, the day of decision; expected a birth on or before it.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"id": "h", "members": [',
            "ends too early at line 1, column 25: Expecting value. Check that it was saved whole.",
        ),
        ("", "ends too early at line 1, column 1: Expecting value. Check that it was saved whole."),
        (
            "{'id': 1}",
            "is not JSON at line 1, column 2: Expecting property name enclosed in double quotes. "
            "Check that it was saved whole.",
        ),
        pytest.param(
            "[" * 100_000, "is nested too deeply to be read; expected a household as documented.", id="brackets"
        ),
        ('{"a":' * 25 + "1" + "}" * 25, "$ is nested more than 20 deep; expected a household as documented."),
        pytest.param("9" * 5000, "has a number of thousands of digits; expected amounts of yuan.", id="digits"),
        ("[1]", "$ is a list with 1 entry; expected an object that describes one household."),
        ("null", "$ is null; expected an object that describes one household."),
        (
            b"\xba\xe9\xbd\xad",
            "is not UTF-8 text (byte 0xBA at position 0); expected UTF-8. Save it as UTF-8, not GBK.",
        ),
        pytest.param(" " * (MOST_BYTES + 1), "is longer than 5 MB; expected one household.", id="too long"),
    ],
)
def test_a_text_that_is_no_household_is_refused(text, sentence):
    assert text_problem(text) == sentence


def test_a_float_in_json_is_shown_as_it_was_written():
    text = json.dumps(SMALLEST)[:-1] + ', "property": {"savings": 8000.10}}'
    assert text_problem(text) == (
        "$.property.savings is 8000.10, a number with a decimal point, which can be inexact; "
        'write it as a text, "8000.10".'
    )


def test_a_key_that_comes_twice_is_refused():
    text = json.dumps(SMALLEST).replace('"id": "a"', '"id": "a", "id": "b"')
    assert text_problem(text) == '$.members[0] names "id" more than once; keep one of them.'


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("id = ", "is not TOML: Invalid value (at end of document). Check that it was saved whole."),
        pytest.param(
            "a = " + "[" * 10_000, "is nested too deeply to be read; expected a household as documented.", id="brackets"
        ),
        (
            'id = "h"\njurisdiction = "431281"\nmembers = '
            '[{ id = "a", relation = "applicant", incomes = { wage = nan } }]',
            '$.members[0].incomes.wage is NaN; expected yuan such as "600.00", or "unknown".',
        ),
    ],
)
def test_a_toml_text_that_is_no_household_is_refused(text, start):
    assert text_problem(text, household_from_toml) == start


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.json", "does not exist; expected a file with one household. Check the name."),
        ("folder", "is a directory; expected a file with one household. Name the file inside it."),
        ("h.yaml", 'has the suffix ".yaml"; expected ".json" or ".toml".'),
        ("empty.json", "ends too early at line 1, column 1: Expecting value. Check that it was saved whole."),
    ],
)
def test_a_path_that_holds_no_household_is_refused_by_name(tmp_path, name, sentence):
    (tmp_path / "folder").mkdir()
    for file in ("h.yaml", "empty.json"):
        (tmp_path / file).touch()
    with pytest.raises(InputError) as caught:
        read_household_file(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {sentence}"
