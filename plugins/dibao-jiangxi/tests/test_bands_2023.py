"""The five grades of 2023.

Worked by hand from the question-and-answer page: urban 885, 885, 570, 420, 350; rural 660, 660, 450, 330, 290.
"""

import pytest

from dibao import Money

XINYU = "360500"
GRADES = {"urban": (885, 885, 570, 420, 350), "rural": (660, 660, 450, 330, 290)}
EACH = [(area, grade, a_head) for area, amounts in GRADES.items() for grade, a_head in enumerate(amounts, start=1)]


@pytest.mark.parametrize(("area", "grade", "a_head"), EACH)
def test_each_grade_pays_its_amount_a_head(at, person, income, area, grade, a_head):
    decision = at(XINYU, "2023-07-01").decide(
        person("b"), applicant=income("1000"), area=area, facts={"jiangxi.benefit_grade": grade}
    )
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(2 * a_head))


@pytest.mark.parametrize(
    ("earned", "status", "paid"), [("659.99", "dibao", 290), ("660", "marginal", 0), ("660.01", "marginal", 0)]
)
def test_a_grade_ends_with_the_standard(at, income, earned, status, paid):
    decision = at(XINYU, "2023-07-01").decide(applicant=income(earned), facts={"jiangxi.benefit_grade": 5})
    assert (decision.status, decision.dibao_monthly) == (status, Money.monthly(paid))


@pytest.mark.parametrize(
    ("on", "paid"), [("2022-12-31", 400), ("2023-01-01", 330), ("2023-12-31", 330), ("2024-01-01", 515)]
)
def test_the_grades_are_those_of_2023_only(at, income, on, paid):
    decision = at(XINYU, on).decide(applicant=income("200"), facts={"jiangxi.benefit_grade": 4})
    assert decision.dibao_monthly == Money.monthly(paid)  # the gap: 600 − 200 before, 715 − 200 after


def test_an_unknown_grade_is_asked_for(at):
    decision = at(XINYU, "2023-07-01").decide()
    assert [each.path for each in decision.questions] == ["$.facts.jiangxi.benefit_grade"]


@pytest.mark.parametrize(("lang", "said"), [("en", "question-and-answer page"), ("zh", "问答网页")])
def test_a_decision_says_what_the_grades_rest_on(at, lang, said):
    decision = at(XINYU, "2023-07-01").decide(facts={"jiangxi.benefit_grade": 1})
    assert any(said in each for each in decision.warnings(lang))


def test_a_graded_amount_is_no_better_than_its_page(at):
    # The start of the year of the grades is assumed, and so is the decision.
    decision = at(XINYU, "2023-07-01").decide(facts={"jiangxi.benefit_grade": 1})
    assert decision.grade == "assumed"
