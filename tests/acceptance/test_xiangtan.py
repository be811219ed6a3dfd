"""Li of Xiangtan county on 31 May 2021: flagged, visited the same day, helped at once, and not on dibao.

A report of 18 August 2022 tells that the county learned through the province's monitoring that Li was at risk of
falling back into poverty, visited the same day, found an illness of the lumbar spine, casual work and a small
income, and brought Li onto temporary assistance. It gives no amounts. Li's age, income and household, the county's
standard of 2021 and the sum of the help are inventions of this test.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from dibao import Engine, Household, Member, Money
from dibao.monitoring.watch import watch

XIANGTAN, THAT_DAY = "430321", date(2021, 5, 31)
INVENTED_WAGE, INVENTED_SUM = Money.monthly(700), Money.stock(2000)
# The county's values are known for 2016 only: this standard is invented, and the invented income lies above it.
OFFICE = """
[document.xiangtan-test]
title = "湘潭县2021年数值（测试用，虚构）"
english = "Xiangtan county's figures of 2021, invented for this test"
issuer = "湘潭县民政局"
level = "fixture"

[[dibao.standard.rural]]
code = "430321"
amount = 400
per = "month"
since = 2021
until = 2021
document = "xiangtan-test"
grade = "assumed"
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Give the law of nation and province with the office's invented standard."""
    path: Path = tmp_path_factory.mktemp("office") / "figures.toml"
    path.write_text(OFFICE, encoding="utf-8")
    return Engine(plugins=["hunan"], figures=path)


FLAGGED = Household("li", XIANGTAN, members=[Member("li", "applicant")], monitoring={"flagged": True})
"""What is known in the morning: the flag, and nothing else."""


def visited(**stated: Any) -> Household:
    """Give the household as the officer writes it down after the visit."""
    li = Member(
        *("li", "applicant", "1970-05-01"),
        incomes={"wage": INVENTED_WAGE},
        expenses={"medical": Money.monthly(100)},
        flags={"employed": True},
        education="junior",
        needs_help={},
        facts={},
    )
    usual: dict[str, Any] = {
        "findings": {
            "property_within_limits": True,
            "hardship_family": True,
            "urgent_need": True,
            "temporary_amount": INVENTED_SUM,
        },
        "request": {"temporary_assistance": "urgent"},
    }
    return evolve(
        FLAGGED, area="rural", members=[li], obligors=[], property={}, facts={}, prior=None, **{**usual, **stated}
    )


def test_the_flag_alone_calls_for_a_visit_and_points_to_urgent_help(engine):
    found = watch(engine, FLAGGED, THAT_DAY)
    assert [(each.name, each.looks_at, each.grade) for each in found.of("certain")] == [
        ("flagged_against_poverty", "temporary_assistance_urgent", "reported")
    ]
    assert found.next_steps == ("visit",)


def test_the_flag_decides_nothing(engine):
    assert (
        engine.assess(evolve(FLAGGED, monitoring={}), THAT_DAY).to_json() == engine.assess(FLAGGED, THAT_DAY).to_json()
    )


def test_after_the_visit_urgent_help_is_paid_once_and_no_dibao(engine):
    decision = engine.assess(visited(), THAT_DAY)
    assert (decision.status, decision.is_decided, decision.dibao_monthly) == ("not_eligible", True, Money.monthly(0))
    [award] = decision.awards
    assert (award.programme, award.to, award.kind, award.once) == (
        "temporary_assistance_urgent", "household", "once", INVENTED_SUM,
    )  # fmt: skip
    assert [rule.id for rule in decision.rules_of_award(award)] == ["cn-decree-649:temporary_assistance_urgent"]


@pytest.mark.parametrize(
    "changes",
    [
        {"request": {}},
        {"request": {"temporary_assistance": "expenditure"}},
        {
            "findings": {
                "property_within_limits": True,
                "hardship_family": True,
                "urgent_need": False,
                "beyond_means": False,
                "temporary_amount": INVENTED_SUM,
            }
        },
    ],
)
def test_without_the_request_or_the_officers_finding_nothing_is_paid(engine, changes):
    findings = {**visited().findings, "beyond_means": False, **changes.get("findings", {})}
    assert engine.assess(visited(**{**changes, "findings": findings}), THAT_DAY).awards == ()


@pytest.mark.parametrize(("wage", "status"), [("399.99", "dibao"), ("400", "not_eligible"), ("400.01", "not_eligible")])
def test_dibao_begins_below_the_standard_and_the_help_stays(engine, wage, status):
    earner = evolve(visited().members[0], incomes={"wage": Money.monthly(wage)})
    decision = engine.assess(evolve(visited(), members=[earner]), THAT_DAY)
    assert decision.status == status
    assert "temporary_assistance_urgent" in [each.programme for each in decision.awards]


def test_the_visit_does_not_take_the_sign_back(engine):
    assert [each.likelihood for each in watch(engine, visited(), THAT_DAY).signs] == ["certain"]
