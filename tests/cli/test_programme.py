"""`dibao assess --programme` prints what some programmes give, and nothing of the others."""

import json
from typing import cast

import pytest

from dibao import Decision
from dibao.cli.narrowing import narrowed_data

from .conftest import family

DAY = ("--on", "2024-03-01")
ONLY_DIBAO = ("--programme", "dibao")


def disabled(**stated):
    """Give a family on dibao whose spouse is severely disabled and draws both allowances of Hunan."""
    data = family(**stated)
    data["members"][1]["disability"] = {"kind": "limb", "grade": 1}
    return data


def data_of(result):
    return json.loads(result.stdout_bytes)


def test_data_has_the_awards_of_the_programme_and_says_so(run, write):
    path = write(disabled())
    whole, narrowed = (data_of(run("assess", path, *DAY, "--format", "json", *more)) for more in ((), ONLY_DIBAO))
    assert "programmes" not in whole
    assert len(whole["awards"]) > 1
    assert narrowed["awards"] == [each for each in whole["awards"] if each["programme"] == "dibao"] != []
    assert narrowed["programmes"] == ["dibao"]
    for key in set(whole) - {"awards", "entitlements"}:
        assert narrowed[key] == whole[key]


def test_what_is_given_without_an_amount_is_narrowed_too():
    class Given:
        """A decision of two programmes, each with an award and a service."""

        def to_json(self):
            each = [{"programme": "one"}, {"programme": "two"}]
            return {"status": "dibao", "awards": each, "entitlements": each, "reasons": each}

    assert narrowed_data(cast(Decision, Given()), ["two"]) == {
        "status": "dibao",
        "programmes": ["two"],
        "awards": [{"programme": "two"}],
        "entitlements": [{"programme": "two"}],
        "reasons": [{"programme": "one"}, {"programme": "two"}],
    }


def test_what_is_paid_once_is_narrowed_too(run, write):
    findings = {"property_within_limits": True, "urgent_need": True, "temporary_amount": "3000"}
    path = write(family(request={"temporary_assistance": "urgent"}, findings=findings))
    named = ("--programme", "temporary_assistance_urgent")
    data = data_of(run("assess", path, *DAY, "--format", "json", *named))
    assert [(each["programme"], each["once"]) for each in data["awards"]] == [
        ("temporary_assistance_urgent", "3000.00")
    ]
    assert data["dibao_monthly"] == "750.00"


def test_several_programmes_may_be_named_and_one_twice(run, write):
    named = ("--programme", "single_person", *ONLY_DIBAO, *ONLY_DIBAO)
    data = data_of(run("assess", write(family()), *DAY, "--format", "json", *named))
    assert data["programmes"] == ["single_person", "dibao"]
    assert [(each["programme"], each["monthly"]) for each in data["awards"]] == [("dibao", "750.00")]


def test_words_have_the_status_the_award_with_its_grounds_and_nothing_else(run, write):
    result = run("assess", write(disabled()), *DAY, *ONLY_DIBAO)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "家庭 hj：最低生活保障家庭\n"
        "洪江市（431281）、怀化市（431200）、湖南省（430000）、全国（000000）；2024年3月1日；农村\n\n"
        "一、结果\n"
        "  最低生活保障金：750.00元/月，自2024年4月起，发给家庭。按差额发放（民发〔2021〕57号 第二十三条）\n"
    )


def test_words_say_what_is_not_given(run, write):
    result = run("assess", write(family("5000")), *DAY, *ONLY_DIBAO, "--programme", "single_person", "--lang", "en")
    assert result.stdout.splitlines()[-3:] == ["1. Result", "  Dibao: not given", "  Single-person cover: not given"]


def test_words_say_who_may_apply_for_cover_alone(run, write):
    result = run("assess", write(disabled(wage="1500")), *DAY, "--programme", "single_person", "--lang", "en")
    lines = result.stdout.splitlines()
    assert lines[-2] == "  Single-person cover: not given"
    assert lines[-1].startswith("  b may apply alone: ")


def test_words_ask_what_is_open(run, write):
    result = run("assess", write(family(findings={})), *DAY, *ONLY_DIBAO, "--lang", "en")
    assert result.exit_code == 3
    heading, question = result.stdout.splitlines()[-2:]
    assert heading == "2. What is still open"
    assert question.startswith("  1. $.findings.property_within_limits: property is within local limits, ")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_that_is_no_programme_is_a_problem_of_the_file(run, write, form):
    path = write(family())
    result = run("assess", path, *DAY, "--format", form, "--programme", "single_persn", *ONLY_DIBAO)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{path}: 'single_persn' is no programme for 431281 on 2024-03-01; did you mean 'single_person'?"
    ]


def test_a_name_that_is_near_to_none_is_told_which_there_are(run, write):
    result = run("assess", write(family()), *DAY, "--programme", "xyz", "--programme", "qqq")
    first, second = result.stderr.splitlines()
    assert "'xyz' is no programme for 431281 on 2024-03-01; there are dibao, supplement, " in first
    assert "'qqq' is no programme" in second
