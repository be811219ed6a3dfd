"""`dibao reserve` says what may be drawn, in words or as data."""

import json

import pytest


@pytest.mark.parametrize(
    ("stated", "chinese", "english"),
    [
        (
            ("--balance", "5000", "--request", "1200", "--limit", "2000"),
            "可以支取1200.00元，备用金余额3800.00元。\n",
            "1200.00 yuan may be drawn; 3800.00 yuan stay in the reserve.\n",
        ),
        (
            ("--balance", "500", "--request", "1200.50", "--limit", "2000"),
            "可以支取500.00元，备用金余额0.00元。\n备用金不足，尚差700.50元。\n",
            "500.00 yuan may be drawn; 0.00 yuan stay in the reserve.\n"
            "The reserve is 700.50 yuan short of the request.\n",
        ),
        (
            ("--balance", "5000", "--request", "2000.01", "--limit", "2000"),
            "申请2000.01元，超过乡镇审批限额2000.00元，由县级民政部门审批（国务院令第649号 第四十八条）。"
            "备用金未支取，余额5000.00元。\n",
            "2000.01 yuan is above the township's limit of 2000.00 yuan; the county decides "
            "(国务院令第649号 第四十八条). Nothing is drawn; 5000.00 yuan stay in the reserve.\n",
        ),
        (
            ("--balance", "5000", "--request", "1"),
            "没有说明乡镇审批限额，不能视为已委托乡镇审批，由县级民政部门审批（国务院令第649号 第四十八条）。"
            "备用金未支取，余额5000.00元。\n",
            "No limit of the township is stated, so that nothing was left to it; the county decides "
            "(国务院令第649号 第四十八条). Nothing is drawn; 5000.00 yuan stay in the reserve.\n",
        ),
    ],
)
def test_the_answer_in_words(run, stated, chinese, english):
    in_chinese, in_english = run("reserve", *stated), run("reserve", *stated, "--lang", "en")
    assert (in_chinese.exit_code, in_chinese.stdout, in_chinese.stderr) == (0, chinese, "")
    assert (in_english.exit_code, in_english.stdout) == (0, english)


def test_the_answer_as_data(run):
    result = run("reserve", "--balance", "5000", "--request", "1200", "--limit", "2000", "--json")
    assert json.loads(result.stdout) == {
        "drawn": "1200.00",
        "balance": "3800.00",
        "short": "0.00",
        "goes_to_county": False,
    }


def test_all_wrong_amounts_are_named(run):
    result = run("reserve", "--balance=-1", "--request", "0.001")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "--balance is -1.00 yuan; expected 0 or more.",
        "--request is 0.001 yuan, finer than a fen; expected at most two decimals.",
    ]


@pytest.mark.parametrize("typed", ["1.234", "1200.005", "0.0000001", "1234567.891"])
def test_an_amount_finer_than_a_fen_is_repeated_as_it_was_typed(run, typed):
    result = run("reserve", "--balance", "5000", "--request", typed)
    assert result.stderr == f"--request is {typed} yuan, finer than a fen; expected at most two decimals.\n"


def test_without_a_limit_even_a_request_for_nothing_is_the_countys(run):
    assert (
        "No limit of the township is stated"
        in run("reserve", "--balance", "5000", "--request", "0", "--lang", "en").stdout
    )
    stated = run("reserve", "--balance", "5000", "--request", "0", "--limit", "0", "--lang", "en")
    assert stated.stdout == "0.00 yuan may be drawn; 5000.00 yuan stay in the reserve.\n"


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (("--request", "1"), "Missing option '--balance'."),
        (("--balance", "1"), "Missing option '--request'."),
        (("--balance", "1", "--request", "much"), "'much' is not an amount; expected yuan such as 1200 or 1250.40"),
        (("--balance", "1e3", "--request", "1"), "'1e3' is not an amount; expected yuan such as 1200 or 1250.40"),
        (("--balance", "9" * 5000, "--request", "1"), f"'{'9' * 40}' is not an amount; expected yuan such as"),
    ],
)
def test_what_is_no_amount_is_not_understood(run, stated, sentence):
    result = run("reserve", *stated)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in " ".join(result.stderr.split())


def test_help_names_the_exit_codes(run):
    assert "1  an amount is negative or finer than a fen" in run("reserve", "--help").stdout
