"""What is typed means what an officer would take it to mean, or is refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from tests.properties.places import ENGINE, WITH_STANDARDS, cases

from dibao import InputError, Interview
from dibao.assess.questions import RELATIVES, OpenQuestion
from dibao.cli.answers import NoAnswer, answer_to, hint, typed
from dibao.household.facts import BUILT_IN, Entity, Fact
from dibao.law.figures import MissingFigure
from dibao.symbols.units import CHOICE

ON = date(2024, 3, 1)
FIGURES = ENGINE.figures.declarations


def asked(entity: Entity, name: str, path: str = "") -> OpenQuestion:
    fact = BUILT_IN.fact(entity, name)
    return OpenQuestion("fact", path or f"$.{fact.path}", fact.title, fact.english, fact=fact)


def figure(name: str) -> OpenQuestion:
    missing = MissingFigure(FIGURES[name], "431281", ON)
    return OpenQuestion("figure", name, "", "", figure=missing)


FLAG = asked("member", "employed")
WAGE = asked("member", "income.wage")
SAVINGS = asked("household", "property.savings")
BORN = asked("member", "age_years")
APART = asked("member", "clergy_apart_years")
AREA = asked("household", "area")
FLOOR = asked("household", "property.house_area")
GRADE = asked("member", "disability.grade")
KIND = asked("member", "disability.kind")
DISABILITY = asked("member", "disability.kind", "$.members[0].disability")
PRIOR = asked("household", "prior.amount", "$.prior")
CAUSE = asked("household", "prior.cause")
STANDARD = figure("dibao.standard.rural")
OBLIGORS = asked("obligor", "situation", RELATIVES)


@pytest.mark.parametrize(
    ("question", "text", "meaning"),
    [
        *((FLAG, text, True) for text in ("是", "y", "Y", "yes", "有")),
        *((FLAG, text, False) for text in ("否", "n", "No", "没有", "无")),
        *((WAGE, text, "580") for text in ("580", "580元", "580 元/月", "580/month", "580每月", "５８０元")),
        *(
            (WAGE, text, {"amount": "6960", "per": "year"})
            for text in ("6960/year", "6960元/年", "6960／年", "6960 年")
        ),
        (WAGE, "1250.40", "1250.40"),
        (SAVINGS, "8000元", "8000"),
        *(
            (FLOOR, text, "86.5")
            for text in ("86.5", "86.5平方米", "86.5 ㎡", "86.5㎡", "86.5 square metres", "８６.５平米")
        ),
        (SAVINGS, "8000/月", {"amount": "8000", "per": "month"}),
        (STANDARD, "6960/年", {"amount": "6960", "per": "year"}),
        (figure("dibao.marginal_factor"), "150%", "1.5"),
        (figure("dibao.marginal_factor"), "1.5", "1.5"),
        (figure("dibao.grace_ceiling"), "6", "6"),
        (BORN, "1970-05-01", "1970-05-01"),
        (BORN, "1970年5月1日", "1970-05-01"),
        (APART, "无", None),
        (APART, "2019-05-01", "2019-05-01"),
        (AREA, "农村", "rural"),
        (AREA, "rural", "rural"),
        (AREA, "2", "rural"),
        (GRADE, "2", 2),
        (KIND, "肢体", "limb"),
        (CAUSE, "就业", "employment"),
        (DISABILITY, "无", None),
        (DISABILITY, "有", {"kind": "unknown", "grade": "unknown"}),
        (PRIOR, "none", None),
        (asked("household", "prior.on_dibao"), "低保边缘", "marginal"),
        (asked("member", "relation"), "配偶", "spouse"),
        *((OBLIGORS, text, []) for text in ("0", "无", "没有", "none", "n", "0人")),
        *((OBLIGORS, text, [{"id": "relative-1"}]) for text in ("1", "1人", "１")),
        (OBLIGORS, "2", [{"id": "relative-1"}, {"id": "relative-2"}]),
        (OBLIGORS, "20", [{"id": f"relative-{number}"} for number in range(1, 21)]),
    ],
)
def test_an_answer_is_understood(question, text, meaning):
    assert answer_to(question).read(typed(text)) == meaning


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (FLAG, "perhaps"), (FLAG, "2"), (WAGE, "很多"), (WAGE, "580/week"), (WAGE, "6e2"), (WAGE, "nan"),
        (FLOOR, "86.5元"), (FLOOR, "大"), (FLOOR, "-5"),
        (BORN, "1970"), (BORN, "无"), (AREA, "3"), (AREA, "镇"), (GRADE, "二"), (GRADE, "1.5"),
        (KIND, "无"), (DISABILITY, "肢体"),
        (OBLIGORS, "21"), (OBLIGORS, "-1"), (OBLIGORS, "1.5"), (OBLIGORS, "y"), (OBLIGORS, "有"),
        (figure("dibao.grace_ceiling"), "6.5"), (figure("dibao.marginal_factor"), "-1"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(question, text):
    with pytest.raises(NoAnswer):
        answer_to(question).read(typed(text))


def test_a_choice_lists_its_words_in_both_languages():
    answer = answer_to(AREA)
    assert (hint(answer, "zh"), hint(answer, "en")) == ("1 城市、2 农村", "1 urban, 2 rural")


def test_relatives_are_asked_for_by_number_in_both_languages():
    answer = answer_to(OBLIGORS)
    assert hint(answer, "zh") == "人数，0 至 20，如 2；没有答 无"
    assert hint(answer, "en") == "how many there are, 0 to 20, such as 2, or none"


@pytest.mark.parametrize("fact", [each for each in BUILT_IN.facts if each.unit == CHOICE], ids=lambda fact: fact.name)
def test_every_word_of_a_choice_has_a_chinese_one_of_its_own(fact: Fact):
    answer = answer_to(asked(fact.entity, fact.name))
    words = [word.partition(" ")[2] for word in answer.hint[0].split("、") if word[0].isdigit()]
    assert len(set(words)) == len(words) > 0
    assert all(not word.isascii() for word in words)


SAMPLES = ("否", "0", "2", "1980-01-01")


@settings(max_examples=4)
@given(cases(WITH_STANDARDS, unknowns=True))
def test_every_question_takes_an_answer_and_the_interview_ends(case):
    policy, household = case
    interview = Interview(ENGINE, household, policy.on)
    for number, question in enumerate(interview):
        assert number < 300
        if number >= 6 or not any(is_taken(interview, question, text) for text in SAMPLES):
            interview.skip()
    assert interview.question is None


def is_taken(interview, question, text):
    try:
        interview.answer(answer_to(question).read(text))
    except (NoAnswer, InputError):
        return False
    return True
