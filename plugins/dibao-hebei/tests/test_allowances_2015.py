"""The two disability allowances: who draws which, and how much when.

Worked by hand from 冀政字〔2015〕74号 as reported, and from a report of 2025 on the amounts. In 2020 a place pays what
it says itself, here 75 and 65: the province's 66 and 60 were the least.
"""

from datetime import date

import pytest

from dibao import Money

IN_2020, IN_2025 = date(2020, 6, 1), date(2025, 6, 1)
FACTS = {"hebei.registered_poor": False, "hebei.low_income": False, "hebei.high_living_standard": False}
POOR = {**FACTS, "hebei.registered_poor": True}
FINDINGS = {"property_within_limits": True}
RATES = (("disability.living_allowance", "75 a month"), ("disability.nursing_allowance", "65 a month"))


@pytest.fixture(name="paid")
def fixture_paid(decide, person):
    """Give a function that tells what a disabled member draws, living then nursing."""

    def drawn(disability, on=IN_2020, wage=0, facts=FACTS, entries=None, rates=RATES, **household):
        member = person("b", "spouse", disability=disability, **(entries or {}))
        worker = person(incomes={"wage": wage})
        given = {"findings": FINDINGS, "figures": rates, **household}
        decision = decide(worker, member, on=on, facts=facts, **given)
        awards = {each.programme: each.monthly for each in decision.awards if each.to == "b"}
        names = ("disability_living_allowance", "disability_nursing_allowance")
        return tuple(int(awards.get(name, Money.monthly(0)).per_month) for name in names)

    return drawn


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["visual", "limb", "mental", "intellectual", "multiple"])
def test_on_dibao_every_grade_draws_for_living_and_the_severe_for_nursing(kind, grade, paid):
    assert paid((kind, grade)) == (75, 65 if grade <= 2 else 0)


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["hearing", "speech"])
def test_hearing_and_speech_draw_nothing_for_nursing_even_at_the_first_grade(kind, grade, paid):
    assert paid((kind, grade)) == (75, 0)


@pytest.mark.parametrize(("wage", "living"), [("799.99", 75), ("800", 0), ("800.01", 0)], ids=["below", "on", "above"])
def test_beside_dibao_only_nursing_is_paid(wage, living, paid):
    # two people at 400 each
    assert paid(("limb", 1), wage=wage) == (living, 65)


@pytest.mark.parametrize(
    ("on", "amounts"),
    [
        (date(2024, 1, 1), (96, 90)),
        (date(2024, 12, 31), (96, 90)),
        (date(2025, 1, 1), (106, 100)),
        (IN_2025, (106, 100)),
    ],
)
def test_the_amounts_rise_and_differ_from_each_other(on, amounts, paid):
    assert paid(("limb", 1), on=on, rates=()) == amounts


def test_before_2016_there_is_no_allowance(paid):
    assert paid(("limb", 1), on=date(2015, 12, 31)) == (0, 0)


def test_a_person_covered_alone_draws_for_living(paid):
    # a registered-poor rural household above the standard (plan of 2019)
    alone = {"flags": {"applies_alone": True}, "findings": {"single_person_amount": Money.monthly(200)}}
    assert paid(("limb", 2), wage=3000, facts=POOR, entries=alone) == (75, 65)
    assert paid(("limb", 2), wage=3000, facts=POOR) == (0, 65)


def test_while_dibao_fades_out_the_living_allowance_goes_on(paid, on_dibao):
    findings = {**FINDINGS, "grace_months_granted": 12, "grace_amount": Money.monthly(100)}
    assert paid(("limb", 3), wage=3000, facts=POOR, prior=on_dibao(3), findings=findings) == (75, 0)
    assert paid(("limb", 3), wage=3000, facts=POOR, prior=on_dibao(12), findings=findings) == (0, 0)


def test_who_does_not_count_in_the_household_draws_nothing_for_living(paid):
    missing = {"facts": {"hebei.missing_years": 1}}
    assert paid(("limb", 2), entries=missing) == (0, 65)


@pytest.mark.parametrize(
    "on", [date(2016, 1, 1), date(2018, 6, 1), IN_2020, date(2020, 12, 31), date(2022, 6, 1), date(2023, 12, 31)]
)
def test_years_without_a_known_amount_ask_for_it_even_where_a_least_one_is_known(on, decide, person):
    member = person("b", "spouse", disability=("limb", 1))
    decision = decide(person(), member, on=on, facts=FACTS, findings=FINDINGS)
    asked = {each.path for each in decision.questions}
    assert asked == {"disability.living_allowance", "disability.nursing_allowance"}
    paid = {each.programme: each.monthly for each in decision.awards}
    assert (decision.status, paid["dibao"]) == ("dibao", Money.monthly(800))
