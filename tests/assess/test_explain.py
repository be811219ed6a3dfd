"""An explanation says every step, hides no difference and never fails."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from tests.assess.households import SPRING, family, household, person, shili_couple
from tests.fixtures import shili

from dibao import UNKNOWN, BenefitState, Decision, Engine, Household, Money
from dibao.assess.words import exact
from dibao.testing.strategies import cases

HONGJIANG = Engine()
SHILI = Engine(plugins=[shili.plugin])
FIRST_DAY = date(2021, 7, 1)


def said(stated: Household, lang: str = "zh", on: date = SPRING) -> list[str]:
    """Give the lines of an explanation, without their indents."""
    engine = SHILI if stated.jurisdiction == "990000" else HONGJIANG
    decision = engine.assess(stated, on)
    return [line.strip() for line in decision.explain("zh" if lang == "zh" else "en").splitlines()]


# -- amounts -----------------------------------------------------------------------------------------
def test_a_difference_below_a_fen_a_month_is_printed_a_year():
    lines = said(family(Money.yearly("15011.99")), on=date(2023, 6, 1))
    assert "家庭收入低于保障标准合计：15011.99元/年 < 15012.00元/年，是（民发〔2021〕57号 第二十三条）" in lines
    assert "家庭保障需要：15012.00元/年" in lines
    assert not any("1251.00" in line for line in lines)


def test_amounts_close_to_a_yearly_standard_are_printed_a_year():
    lines = said(family(Money.monthly(1350)), "en")
    assert (
        "Income is below the standards: 16200.00 yuan a year = 16200.00 yuan a year, no (民发〔2021〕57号 第二十三条)"
        in lines
    )


def test_amounts_a_yuan_from_a_yearly_standard_are_printed_a_month():
    lines = said(family(Money.monthly(1349)), "en")
    assert (
        "Income is below the standards: 1349.00 yuan a month < 1350.00 yuan a month, yes (民发〔2021〕57号 第二十三条)"
        in lines
    )


@pytest.mark.parametrize(
    ("fen_a_year", "parts", "text"),
    [
        (1200 * 100, 1200, "100.00"),
        (1501199, 100, "15011.99"),
        (-1200, 1200, "-1.00"),
        (-1, 100, "-0.01"),
        (1, 1200, "1/1200"),
        (1, 800, "0.00125"),
        (0, 100, "0.00"),
    ],
)
def test_numbers_are_printed_exactly(fen_a_year: int, parts: int, text: str):
    assert exact(fen_a_year, parts) == text


# -- what would change the outcome -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("income", "expected"),
    [
        (
            "600",
            [
                "家庭收入增加750.00元/月、达到1350.00元/月或以上：最低生活保障边缘家庭，停发最低生活保障金",
                "家庭收入增加1425.00元/月、达到2025.00元/月或以上：不符合条件，停发最低生活保障金",
                "在达到1350.00元/月之前，家庭收入每增加1.00元/月，补助减少1.00元/月",
            ],
        ),
        (
            "1349.99",
            [
                "家庭收入增加0.01元/月、达到1350.00元/月或以上：最低生活保障边缘家庭，停发最低生活保障金",
                "家庭收入增加675.01元/月、达到2025.00元/月或以上：不符合条件，停发最低生活保障金",
            ],
        ),
        (
            "1350",
            [
                "家庭收入增加675.00元/月、达到2025.00元/月或以上：不符合条件",
                "家庭收入须低于1350.00元/月，即至少减少0.01元/月；减到1349.99元/月时："
                "最低生活保障家庭，最低生活保障金0.01元/月",
            ],
        ),
        (
            "2025",
            [
                "家庭收入须低于2025.00元/月，即至少减少0.01元/月；减到2024.99元/月时：最低生活保障边缘家庭",
                "家庭收入须低于1350.00元/月，即至少减少675.01元/月；减到1349.99元/月时："
                "最低生活保障家庭，最低生活保障金0.01元/月",
            ],
        ),
    ],
)
def test_the_distance_to_every_line_is_exact(income: str, expected: list[str]):
    lines = said(family(Money.monthly(income)))
    changes = lines[next(i for i, line in enumerate(lines) if line.endswith("什么会改变结果")) + 1 :]
    assert [line for line in changes if "财产" not in line and line] == expected


@pytest.mark.parametrize("income", ["0", "600", "1349.99", "1350", "2024.99", "2025", "2600"])
def test_what_is_said_to_change_the_outcome_does(income: str):
    from dibao.assess.what_if import crossings

    decision = HONGJIANG.assess(family(Money.monthly(income)), SPRING)
    for each in crossings(decision):
        again = HONGJIANG.assess(family(each.at), SPRING)
        assert (again.status, again.awards) == (each.decision.status, each.decision.awards)


def test_a_finding_that_fails_is_said_to_stand_in_the_way():
    lines = said(family(Money.monthly(600), findings={"property_within_limits": False}), "en")
    assert lines[-1] == (
        "If “property is within local limits” were yes (民发〔2021〕57号 第十四条): "
        "dibao family; dibao 750.00 yuan a month"
    )


def test_two_things_that_must_change_together_are_said_together():
    lines = said(family(Money.monthly(2600), findings={"property_within_limits": False}))
    start = lines.index("单独改变收入或某一项认定，结果都不变")
    assert lines[start + 1] == "如“家庭财产符合当地规定”为是（民发〔2021〕57号 第十四条），同时："
    assert lines[start + 2] == (
        "家庭收入须低于2025.00元/月，即至少减少575.01元/月；减到2024.99元/月时：最低生活保障边缘家庭"
    )


# -- what is open ------------------------------------------------------------------------------------
def test_an_open_finding_is_asked_with_its_article_and_both_answers_are_shown():
    lines = said(family(Money.monthly(600), findings={}), "en")
    assert (
        "1. $.findings.property_within_limits: property is within local limits, "
        "an officer's finding under 民发〔2021〕57号 第十四条" in lines
    )
    assert "Need not covered by income: 750.00 yuan a month" in lines
    assert "In all between 0.00 yuan a month and 750.00 yuan a month" in lines
    assert lines[-2:] == [
        "If “property is within local limits” is yes (民发〔2021〕57号 第十四条): "
        "dibao family; dibao 750.00 yuan a month",
        "If “property is within local limits” is no (民发〔2021〕57号 第十四条): not eligible",
    ]


def test_an_open_income_is_asked_with_the_rule_that_reads_it():
    lines = said(family(UNKNOWN))
    assert "a：工资性收入未填写" in lines
    assert "1. 请填写$.members[0].incomes.wage（a）：工资性收入（民发〔2021〕57号 第十三条）" in lines
    assert "家庭收入低于保障标准合计：未知数额与1350.00元/月比较，尚不能确定（民发〔2021〕57号 第二十三条）" in lines
    assert "家庭收入低于1350.00元/月：最低生活保障家庭，最低生活保障金" in lines
    assert "家庭收入达到1350.00元/月、低于2025.00元/月：最低生活保障边缘家庭" in lines
    assert "家庭收入达到2025.00元/月或以上：不符合条件" in lines


def test_a_missing_figure_is_asked_for():
    lines = said(family(Money.monthly(600)), on=date(2025, 3, 1))
    assert "农村低保标准（dibao.standard.rural）：缺少数值" in lines
    assert any(line.startswith("1. 农村低保标准（dibao.standard.rural）缺少431281在2025-03-01的数值") for line in lines)


# -- other regions' rules ----------------------------------------------------------------------------
def test_deductions_and_property_tests_are_said_with_rule_and_both_sides():
    lines = said(shili_couple())
    for expected in (
        "b：转移性收入减去不计入部分，扣除20.00元/月（示例县最低生活保障办法 第二条）",
        "a：就业成本扣减，扣除90.00元/月（示例县最低生活保障办法 第三条）",
        "刚性支出扣减，扣除200.00元/月（示例县最低生活保障办法 第三条）",
        "流动资产限额：40000.00元 > 21600.00元，否（示例县最低生活保障办法 第五条）",
        "如“流动资产限额”为是，相差18400.00元（示例县最低生活保障办法 第五条）：最低生活保障家庭，"
        "最低生活保障金560.00元/月、分类施保90.00元/月（b）、困难残疾人生活补贴90.00元/月（b）、"
        "重度残疾人护理补贴90.00元/月（b）",
    ):
        assert expected in lines


def test_grace_is_said_with_both_documents():
    prior = BenefitState(status="dibao", dibao_monthly=Money.monthly(200), cause="employment", grace_months_used=1)
    findings = {"property_within_limits": True, "grace_months_granted": 4, "grace_amount": Money.monthly(100)}
    lines = said(evolve(family(Money.monthly(1400)), prior=prior, findings=findings))
    assert "渐退期月数：4个月（民发〔2021〕57号 第三十三条；民发〔2022〕83号 一（三））" in lines
    assert "第三十三条 就业后的渐退期：法规原文" in lines


def test_nobody_counts_and_it_is_said_all_the_same():
    alone = household(person("a", "applicant", "1970-05-01", {"wage": "10"}, flags={"in_prison": True}))
    lines = said(alone)
    assert "家庭人口数：0" in lines
    assert "a：工资性收入 10.00元/月，不计入：本人不计入家庭人口" in lines


# -- what holds for every household ------------------------------------------------------------------
def check(decision: Decision) -> None:
    """Check that all that a decision pays and rests on stands in its words."""
    texts = {"zh": decision.explain("zh"), "en": decision.explain("en")}
    assert decision.household.id in texts["zh"]
    for award in decision.awards:
        assert award.title in texts["zh"]
        if award.monthly is not None:
            assert all(f"{award.monthly.text()}{unit}" in texts[lang] for lang, unit in _MONTHLY.items())
    for used in decision.evidence.rules:
        rule = used.answer.rule
        assert f"{rule.article} {rule.title}" in texts["zh"]
        assert rule.regulation.title in texts["zh"]
        assert f"{rule.article} {rule.english.rstrip('.')}" in texts["en"]
        assert rule.grade in texts["en"]
    for figure in decision.evidence.figures:
        assert figure.record.text("zh") in texts["zh"]
        assert decision.policy.documents[figure.record.document].title in texts["zh"]
        assert figure.record.grade in texts["en"]
    for question in decision.questions:
        assert question.sentence("zh") in texts["zh"]
        assert question.sentence("en") in texts["en"]


_MONTHLY = {"zh": "元/月", "en": " yuan a month"}


@settings(max_examples=25)
@given(cases(first=FIRST_DAY))
def test_all_that_a_decision_in_hongjiang_rests_on_is_said(case: tuple[Household, date]):
    check(HONGJIANG.assess(*case))


@settings(max_examples=25)
@given(cases(("990000",), first=date(2024, 1, 1), catalogue=SHILI.catalogue))
def test_all_that_a_decision_in_shili_rests_on_is_said(case: tuple[Household, date]):
    check(SHILI.assess(*case))


@settings(max_examples=12)
@given(cases(first=FIRST_DAY, unknowns=True, most_members=2))
def test_an_open_decision_is_explained_too(case: tuple[Household, date]):
    check(HONGJIANG.assess(*case))
