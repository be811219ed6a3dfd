"""Xiaobin, 14: his father serves years in prison, his mother has been gone since he was six.

A report tells of a boy whose father went to prison and whose mother left home when he was six, and who lives with
grandparents of more than eighty on their small dibao. Where, their income and what was paid are not told. The place
here is Yanling in Zhuzhou, and every amount below is invented: no standard of the place is known for these days.
"""

from collections.abc import Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dibao import UNKNOWN, Decision, Engine, Household, Member, Money

YANLING = "430225"
IN_2017, IN_2020 = date(2017, 9, 1), date(2020, 9, 1)
ALLOWANCE = "unattended_child_allowance"
OFFICE = """
[document.invented]
title = "虚构的数值（测试用）"
english = "Invented figures, for this test"
issuer = "虚构"
level = "fixture"
grade = "assumed"
"""
ROW = """
[[{0}]]
code = "430225"
amount = {1}
per = "month"
since = 2017
until = 2020
document = "invented"
grade = "assumed"
"""
INVENTED = {"dibao.standard.rural": "400", "orphan.scattered": "1000", "elderly.old_age_allowance": "50"}
OLD_AGE = "old_age_allowance"
FATHER = {"in_prison": True, "term_months": 180}
MOTHER = {"out_of_contact": True, "out_of_contact_months": 96}


def member(id: str, relation: str, born: str, **stated: Any) -> Member:
    """Give somebody of whom everything is stated and nothing is the case."""
    nothing: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}}
    return Member(**{"id": id, "relation": relation, "born": born, **nothing, **stated})


def people(on: date, father: Mapping[str, Any] = FATHER, mother: Mapping[str, Any] = MOTHER) -> list[Member]:
    """Give a boy of 14 on a day, and his grandparents with 300 yuan a month between them."""
    flags, findings = {"long_term_coresident": True, "full_time_student": True}, {"legal_support_duty": True}
    parents = {"father": father, "mother": mother}
    return [
        member("grandmother", "applicant", "1935-02-01", incomes={"gift": Money.monthly("300")}),
        member("grandfather", "spouse", "1934-02-01"),
        member("xiaobin", "grandchild", f"{on.year - 14}-03-01", flags=flags, findings=findings, **parents),
    ]


def household(*members: Member) -> Household:
    """Give a rural household of Yanling."""
    return Household(
        id="xiaobin",
        jurisdiction=YANLING,
        area="rural",
        members=list(members),
        obligors=[],
        property={},
        findings={"property_within_limits": True},
        facts={},
        prior=None,
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Give the nation's and Hunan's law with the invented figures."""
    path: Path = tmp_path_factory.mktemp("invented") / "figures.toml"
    path.write_text(OFFICE + "".join(ROW.format(*each) for each in INVENTED.items()), encoding="utf-8")
    return Engine(plugins=["hunan"], figures=path)


def awards(decision: Decision) -> dict[tuple[str, str], Money | None]:
    """Give what is paid to whom."""
    return {(each.programme, each.to): each.monthly for each in decision.awards}


def test_in_2020_he_is_unattended_and_gets_what_dibao_leaves_open(engine):
    # 3 × 400 − 300 = 900 of dibao, 300 a head; 1000 − 300 = 700.
    decision = engine.assess(household(*people(IN_2020)), IN_2020)
    assert decision.quantity("member.is_unattended_child", "xiaobin") is True
    assert awards(decision) == {
        ("dibao", "household"): Money.monthly("900"),
        (ALLOWANCE, "xiaobin"): Money.monthly("700"),
        # Zhuzhou gives it to everybody from 80 on; it is nothing of the child's.
        (OLD_AGE, "grandmother"): Money.monthly("50"),
        (OLD_AGE, "grandfather"): Money.monthly("50"),
    }
    assert decision.total_monthly == Money.monthly("1700")


def test_in_2017_a_boy_like_him_gets_nothing_of_his_own(engine):
    decision = engine.assess(household(*people(IN_2017)), IN_2017)
    assert decision.quantity("member.is_unattended_child", "xiaobin") is False
    assert awards(decision) == {("dibao", "household"): Money.monthly("900")}


def test_the_award_cites_its_article_and_is_not_announced(engine):
    decision = engine.assess(household(*people(IN_2020)), IN_2020)
    [award] = [each for each in decision.awards if each.programme == ALLOWANCE]
    assert decision.articles_of_award(award) == "民发〔2019〕62号 三（一）"
    assert [each.id for each in decision.rules_of_award(award)] == [f"cn-2019-62:{ALLOWANCE}"]
    assert award.public is False


@pytest.mark.parametrize(
    ("father", "mother", "is_one"),
    [
        # Two years, begun two months ago: the length of the sentence counts.
        ({"in_prison": True, "term_months": 24}, MOTHER, True),
        ({"in_prison": True, "term_months": 5}, MOTHER, False),
        (FATHER, {"out_of_contact": True, "out_of_contact_months": 5}, False),
        (FATHER, {"out_of_contact": True, "out_of_contact_months": 6}, True),
        (FATHER, {}, False),
    ],
)
def test_both_durations_must_hold(engine, father, mother, is_one):
    decision = engine.assess(household(*people(IN_2020, father, mother)), IN_2020)
    assert decision.quantity("member.is_unattended_child", "xiaobin") is is_one


def test_how_long_his_mother_is_gone_is_asked_for(engine):
    gone = {"out_of_contact": True, "out_of_contact_months": UNKNOWN}
    decision = engine.assess(household(*people(IN_2020, FATHER, gone)), IN_2020)
    assert [each.path for each in decision.questions] == ["$.members[2].mother.out_of_contact_months"]
    assert decision.dibao_monthly == Money.monthly("900")


def test_dibao_comes_first_in_every_order_of_members(engine):
    expected = awards(engine.assess(household(*people(IN_2020)), IN_2020))
    for order in permutations(people(IN_2020)):
        assert awards(engine.assess(household(*order), IN_2020)) == expected


def test_without_an_office_the_orphans_standard_is_asked_for():
    decision = Engine(plugins=["hunan"]).assess(household(*people(IN_2020)), IN_2020)
    assert "orphan.scattered" in {each.path for each in decision.questions}
