import re
from itertools import pairwise

import pytest

from dibao.law import hookspecs
from dibao.law.quantities import QUANTITIES, up_to
from dibao.law.questions import NoAnswer, Question, questions_of
from dibao.national import HOOKSPECS
from dibao.national.quantities import FIRST
from dibao.national.quantities import QUANTITIES as ALL

SECTIONS = (
    "Args",
    "Answer",
    "Asked",
    "May read",
    "Open to",
    "No answer",
    "If it raises",
    "Example",
    "Used by",
)
KERNEL = questions_of(hookspecs)
QUESTIONS = (*KERNEL, *(question for module in HOOKSPECS for question in questions_of(module)))
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


def section(question: Question, name: str) -> str:
    found = re.search(rf"^{name}:(.*(?:\n +.*)*)", question.doc, re.MULTILINE)
    assert found, f"{question.name} has no section {name!r}"
    return found[1].strip()


def test_the_questions_are_those_of_the_design_in_its_order():
    assert [question.name for question in QUESTIONS] == [
        *("belongs", "left_out", "counted_income", "category_income", "imputed_income", "imputed_support"),
        *("employment_cost", "rigid_expenditure", "standard", "additional_need", "passes_property_test"),
        *("benefit", "supplement", "payable"),
        *("marginal_standard", "may_apply_alone", "single_person_benefit", "rigid_expenditure_family"),
        *("grace_months", "grace_benefit", "allowance"),
        *("entitlement", "one_off", "disability_living_allowance", "orphan", "unattended_child"),
        *("price_linkage", "price_group"),
        *("cannot_work", "tekun_income", "owes_support", "cannot_support", "obligor_cannot_support", "tekun"),
        "warning_sign",
    ]
    assert [question.number for question in QUESTIONS] == list(range(1, 36))


@each_question
def test_a_question_has_every_section_in_order(question):
    assert all(section(question, name) for name in SECTIONS)
    assert re.findall(rf"^({'|'.join(SECTIONS)}):", question.doc, re.MULTILINE) == list(SECTIONS)


@each_question
def test_the_first_line_is_the_question(question):
    assert question.summary.endswith("?")
    assert len(question.summary) <= 72


@each_question
def test_args_describe_every_argument(question):
    assert tuple(re.findall(r"^\s*(\w+):", section(question, "Args"), re.MULTILINE)) == question.arguments
    assert question.arguments[-2:] == ("standards", "above")


@each_question
def test_asked_says_how_answers_combine(question):
    assert section(question, "Asked").split()[0].rstrip(";") == question.combined


@each_question
def test_open_to_says_which_level_may_answer(question):
    assert section(question, "Open to").split()[0].rstrip(".") == question.open_to


@each_question
def test_may_read_names_the_last_settled_quantity(question):
    named = re.findall(r"`([\w.]+)`", section(question, "May read"))
    assert named == ([question.may_read[-1]] if question.may_read else [])
    among = QUANTITIES if question in KERNEL else ALL
    assert question.may_read == up_to(named[0] if named else None, among)


@each_question
def test_no_answer_agrees_with_the_default(question):
    refused = section(question, "No answer").startswith("the policy is refused")
    assert refused == (question.default is NoAnswer.REFUSED)


def test_quantities_have_one_name_and_the_ladder_goes_on_after_the_kernel():
    paths = [quantity.path for quantity in ALL]
    assert len(paths) == len(set(paths))
    assert ALL[len(FIRST) : len(FIRST) + len(QUANTITIES)] == QUANTITIES


def test_a_later_question_of_the_kernel_reads_no_less():
    for earlier, later in pairwise(KERNEL):
        assert set(earlier.may_read) <= set(later.may_read)


def test_the_last_settled_quantity_must_be_known():
    with pytest.raises(LookupError, match=r"'household\.wealth' is not a quantity"):
        up_to("household.wealth")
