"""An interview asks what decides, takes answers, and ends when nothing is open."""

from datetime import date
from typing import Any

import pytest

from dibao import DibaoError, Engine, InputError, Interview

ENGINE = Engine()
ON = date(2024, 3, 1)


def household(**changes: Any) -> dict[str, Any]:
    """Give a complete single person without income, with changes."""
    member = {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {}, "flags": {}}
    whole = {"id": "h", "jurisdiction": "431281", "area": "urban", "members": [member], "obligors": [], "property": {}}
    return {**whole, "findings": {"property_within_limits": True}, "prior": None, **changes}


def test_nothing_is_asked_of_a_decided_household() -> None:
    interview = Interview(ENGINE, household(), ON)
    assert (list(interview), interview.decision.status) == ([], "dibao")


def test_the_finding_is_asked_and_its_answer_decides() -> None:
    interview = Interview(ENGINE, household(findings={}), ON)
    asked = []
    for question in interview:
        asked.append(question.path)
        interview.answer(True)
    assert asked == ["$.findings.property_within_limits"]
    assert (interview.decision.status, str(interview.decision.dibao_monthly)) == ("dibao", "Money(700.00)")


def test_a_missing_figure_is_taken_for_the_day() -> None:
    interview = Interview(ENGINE, household(), date(2025, 3, 1))
    assert [each.path for each in interview.decision.questions] == ["dibao.standard.urban"]
    interview.answer("720")
    assert interview.decision.to_json()["dibao_monthly"] == "720.00"
    assert "stated-in-interview" in {each.record.document for each in interview.decision.evidence.figures}


def test_a_yearly_figure_is_taken_per_year() -> None:
    interview = Interview(ENGINE, household(area="rural"), date(2025, 3, 1))
    interview.answer({"amount": "6000", "per": "year"})
    assert interview.decision.to_json()["dibao_monthly"] == "500.00"


def test_an_answer_leaves_what_stands_beside_it_unknown() -> None:
    member = {"id": "a", "relation": "applicant", "born": "1970-05-01", "flags": {}}
    interview = Interview(ENGINE, household(members=[member]), ON)
    first = interview.question
    assert first is not None and first.path.startswith("$.members[0].incomes.")
    interview.answer("100")
    assert interview.decision.status == "undetermined"


def test_a_map_that_is_said_to_be_unknown_takes_an_answer() -> None:
    known = {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {"gift": "600"}, "flags": {}}
    interview = Interview(ENGINE, household(members=[{**known, "transfers_paid": "unknown"}]), ON)
    asked = []
    for question in interview:
        asked.append(question.path)
        interview.answer("0")
    assert all(path.startswith("$.members[0].transfers_paid.") for path in asked) and asked
    assert interview.decision.to_json()["dibao_monthly"] == "100.00"


def test_a_wrong_answer_is_refused_and_the_question_stays() -> None:
    interview = Interview(ENGINE, household(findings={}), ON)
    with pytest.raises(InputError, match="property_within_limits"):
        interview.answer("perhaps")
    assert interview.question is not None and interview.question.path == "$.findings.property_within_limits"


def test_a_figure_that_is_no_number_is_refused() -> None:
    interview = Interview(ENGINE, household(), date(2025, 3, 1))
    with pytest.raises(InputError, match=r"dibao\.standard\.urban is 'much'; expected a number"):
        interview.answer("much")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"amount": "580"}, 'is per None; expected "month" or "year"'),
        ({"amount": "580", "per": "week"}, 'is per \'week\'; expected "month" or "year"'),
        ({"per": "year"}, "is None; expected a number"),
        ("99999999", r"is 99999999; expected from 1\.00 to 10000000\.00\."),
    ],
)
def test_a_figure_that_does_not_fit_is_explained(value: Any, sentence: str) -> None:
    interview = Interview(ENGINE, household(), date(2025, 3, 1))
    with pytest.raises(InputError, match=sentence):
        interview.answer(value)
    assert interview.question is not None and interview.question.path == "dibao.standard.urban"


def test_a_skipped_question_stays_open() -> None:
    interview = Interview(ENGINE, household(findings={}), ON)
    interview.skip()
    assert (interview.question, interview.decision.status) == (None, "undetermined")


def test_going_on_without_an_answer_is_refused() -> None:
    interview = Interview(ENGINE, household(findings={}), ON)
    with pytest.raises(DibaoError, match="was asked and not answered"):
        list(interview)


def test_an_answer_without_a_question_is_refused() -> None:
    with pytest.raises(DibaoError, match="nothing is open"):
        Interview(ENGINE, household(), ON).answer(True)
