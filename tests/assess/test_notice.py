"""A written answer says the decision and its reasons, and tells no more than they need."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from tests.assess.households import (
    SPRING,
    family,
    family_with_a_disabled_spouse,
    household,
    person,
    shili_couple,
)
from tests.fixtures import shili
from tests.properties.places import CODES, cases

from dibao import UNKNOWN, Disability, Engine, Money, read_household_file
from dibao.assess.notice_words import NOTICE

ENGINE = Engine()
EXAMPLES = Path(__file__).parents[2] / "examples" / "2024-03-01"
CONFIRMED = """\
最低生活保障审核确认告知书
编号：________________
申请人：a（家庭编号：hj）
所在地：洪江市（431281）
申请事项：最低生活保障
决定日期：2024年3月1日

一、决定
  最低生活保障：确认同意
  认定结果：最低生活保障家庭
  最低生活保障金：750.00元/月，自2024年4月起，发给家庭。按差额发放（民发〔2021〕57号 第二十三条）

二、理由
  a（申请人）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  b（配偶）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  c（子女）：计入。共同生活的家庭成员（民发〔2021〕57号 第七条）
  计入的收入：工资性收入600.00元/月
  家庭收入：600.00元/月
  每人保障标准：450.00元/月
  农村低保标准：5400元/年，《洪江市民政局2024年工作计划》（洪江市民政局）
  家庭保障需要：1350.00元/月
  差额：750.00元/月
  家庭收入低于保障标准合计：600.00元/月 < 1350.00元/月，是（民发〔2021〕57号 第二十三条）
  家庭财产符合规定：是（民发〔2021〕57号 第十四条）

三、对结果有不同意见时
  对以上内容有疑问的，可以先向受理申请的乡镇人民政府或者街道办事处询问
  不同意这一结果的，可以请求行政复议，也可以到人民法院起诉（民发〔2021〕57号 第三十八条）

本告知书依据民发〔2021〕57号 第二十一条说明理由
经办机构（盖章）：________________
日期：____年__月__日
"""


def lines_of(stated, lang="zh", on=SPRING):
    return [line.strip() for line in ENGINE.assess(stated, on).notice(lang).splitlines()]


def section(lines, title):
    """Give the lines below a title, up to the next blank one."""
    start = next(position for position, line in enumerate(lines) if line.endswith(title)) + 1
    return lines[start : lines.index("", start)]


def test_a_confirmation_is_read_word_by_word():
    assert ENGINE.assess(family(Money.monthly(600)), SPRING).notice() == CONFIRMED


def test_a_refusal_says_both_sides_and_what_may_be_applied_for_instead():
    decision = ENGINE.assess(read_household_file(EXAMPLES / "6-marginal-family-with-disabled-parents.toml"), SPRING)
    lines = [line.strip() for line in decision.notice("en").splitlines()]
    nursing = (
        "Nursing allowance for severely disabled people: 90.00 yuan a month, from 2024-04, to {}. "
        "(湘政发〔2015〕54号 重度残疾人护理补贴)"
    )
    assert section(lines, "1. Decision") == [
        "Dibao: not granted",
        "Status: dibao-marginal family",
        nursing.format("father"),
        nursing.format("mother"),
        "In all: 180.00 yuan a month",
    ]
    assert (
        "Income is below the standards: 1500.00 yuan a month > 1350.00 yuan a month, no (民发〔2021〕57号 第二十三条)"
    ) in section(lines, "Reasons")
    instead = section(lines, "What may be applied for instead")
    assert instead[0] == (
        "As things stand the household is a dibao-marginal family and may ask to be recognised as one "
        "(民发〔2021〕57号 第八条)"
    )
    assert [line.partition(" may apply alone")[0] for line in instead[1:]] == ["father", "mother"]


def test_who_is_not_eligible_at_all_is_offered_nothing():
    assert "还可以申请" not in "".join(lines_of(family(Money.monthly(5000))))


def test_cover_of_a_single_person_is_decided_beside_the_household():
    lines = lines_of(family_with_a_disabled_spouse())
    assert "申请事项：最低生活保障、单人保（b）" in lines
    assert section(lines, "、决定")[:4] == [
        "最低生活保障：不予确认同意",
        "认定结果：最低生活保障边缘家庭",
        "单人保（b）：确认同意",
        "理由：低保边缘家庭中的重残人员单独申请（民发〔2021〕57号 第八条）",
    ]
    assert not any("b可以单独申请" in line for line in lines)


@pytest.mark.parametrize(
    ("wage", "reason"),
    [("0", "家庭已整户享受最低生活保障，b不再单独享受"), ("9000", "b不符合单独申请的条件")],
)
def test_who_may_not_be_covered_alone_is_told_why(wage, reason):
    applying = person("b", "spouse", "1971-05-01", flags={"applies_alone": True})
    lines = lines_of(household(person("a", "applicant", "1970-05-01", {"wage": wage}), applying))
    decided = section(lines, "、决定")
    after = decided[decided.index("单人保（b）：不予确认同意") + 1]
    assert after.startswith(reason)


def test_what_is_still_needed_is_asked_of_who_can_answer():
    lines = lines_of(read_household_file(EXAMPLES / "5-rural-family-with-facts-missing.json"))
    assert section(lines, "、决定")[0] == "最低生活保障：尚不能作出决定"
    assert section(lines, "尚需查明的事项") == [
        "请提供grandmother的情况：财产净收入",
        "由经办人员认定：家庭财产符合当地规定（民发〔2021〕57号 第十四条）",
        "由经办人员认定：有法定赡养抚养扶养义务关系（grandson）（民发〔2021〕57号 第七条）",
    ]
    assert any(line.startswith("这不是最后的决定。") for line in lines)


def test_a_missing_figure_is_the_offices_to_supply_and_bounds_of_its_unit_are_not_shown():
    lines = lines_of(family(Money.monthly(600)), on=date(2025, 3, 1))
    assert "由经办机构补充：农村低保标准（洪江市）" in lines
    assert not any("每月合计在" in line for line in lines)


@pytest.mark.parametrize(
    ("on", "written", "remedies"),
    [
        (date(2014, 4, 30), "民发〔2012〕220号 第二十六条", ""),
        (date(2021, 6, 30), "民发〔2012〕220号 第二十六条", "（国务院令第649号 第六十五条）"),
        (date(2021, 7, 1), "民发〔2021〕57号 第二十一条", "（民发〔2021〕57号 第三十八条）"),
        (date(2026, 6, 30), "民发〔2021〕57号 第二十一条", "（民发〔2021〕57号 第三十八条）"),
        (date(2026, 7, 1), "中华人民共和国社会救助法 第四十五条", "（中华人民共和国社会救助法 第七十六条）"),
    ],
)
def test_the_articles_are_those_in_force_on_the_day(on, written, remedies):
    lines = lines_of(family(Money.monthly(600)), on=on)
    assert f"本告知书依据{written}说明理由" in lines
    assert any(line.endswith(f"也可以到人民法院起诉{remedies}") for line in lines)


def test_a_difference_below_a_fen_a_month_is_printed_as_in_the_explanation():
    decision = ENGINE.assess(family(Money.yearly("15011.99")), date(2023, 6, 1))
    line = "  家庭收入低于保障标准合计：15011.99元/年 < 15012.00元/年，是（民发〔2021〕57号 第二十三条）"
    assert line in decision.notice().splitlines() and line in decision.explain().splitlines()


def test_who_drew_dibao_before_is_told_of_gradual_exit_and_nobody_else():
    assert not any("渐退期" in line for line in lines_of(family(Money.monthly(2600))))
    assert any(line.startswith("处于渐退期") for line in lines_of(family(Money.monthly(2600), prior=UNKNOWN)))


def test_facts_that_no_reason_needs_are_not_told():
    spouse = person(
        "b", "spouse", "1931-12-24", {"wage": "0"}, expenses={"medical": Money.monthly("123.45")},
        disability=Disability("mental", 4), flags={"recognised_major_illness": True}, education="primary",
    )  # fmt: skip
    prisoner = person("c", "child", "2010-01-01", {"wage": "77.77"}, flags={"in_prison": True})
    stated = household(
        person("a", "applicant", "1977-08-19", {"wage": "600"}),
        spouse,
        prisoner,
        property={"savings": Money.stock("8642.10"), "vehicles": 1},
    )
    for lang in ("zh", "en"):
        text = "\n".join(lines_of(stated, lang))
        told = ["1931", "1977", "92", "46", "123.45", "77.77", "8642", "精神", "mental", "illness", "病", "primary"]
        assert [each for each in told if each in text] == []


def test_a_regions_own_deductions_and_awards_are_said():
    text = Engine(plugins=[shili.plugin]).assess(shili_couple(), SPRING).notice("en")
    assert "up to a share of the rest: 200.00 yuan a month comes off (Shili measures on dibao 第三条)" in text
    assert "90.00 yuan a month, from 2024-04, to b." in text


@settings(max_examples=10)
@given(cases(CODES, unknowns=True))
def test_every_decision_can_be_written(case):
    policy, stated = case
    decision = policy.assess(stated)
    for lang in ("zh", "en"):
        text = decision.notice(lang)
        assert text == policy.assess(evolve(stated)).notice(lang)
        assert not any(words in text for words in ("None", "$.", "null", "UNKNOWN", "{", "}"))
        assert all(line == line.rstrip() for line in text.splitlines())


def test_every_phrase_is_in_both_languages():
    assert [name for name, (chinese, english) in NOTICE.items() if not chinese or not english] == []
