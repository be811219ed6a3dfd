"""`dibao policy` shows the law: what is in force, what differs, since when."""

import json
from pathlib import Path

import pytest

OFFICE = Path(__file__).parents[2] / "examples" / "figures" / "office-2024.toml"
NEW_YEAR = ("--on", "2023-12-31", "--and", "2024-01-01")


def test_show_prints_rules_figures_and_articles(run):
    result = run("policy", "show", "431281", "--on", "2024-03-01")
    assert (result.exit_code, result.stderr) == (0, "")
    said = result.stdout.splitlines()
    assert said[:2] == [
        "洪江市（431281），2024年3月1日有效的规定",
        "层级：洪江市（431281）、怀化市（431200）、湖南省（430000）、全国（000000）",
    ]
    assert "    现役义务兵不计入家庭成员（《湖南省最低生活保障审核确认办法》 不计入共同生活的家庭成员）" in said
    assert any(line.startswith("  农村低保标准：5400元/年（合450.00元/月），洪江市（431281），") for line in said)
    assert any(
        line.startswith("  《最低生活保障审核确认办法》（民政部 民发〔2021〕57号）：共42条，其中由规则计算")
        for line in said
    )


def test_show_in_english(run):
    result = run("policy", "show", "431281", "--on", "2024-03-01", "--lang", "en")
    assert result.stdout.startswith("What is in force in Hongjiang (431281) on 2024-03-01\n")


def test_show_as_json_has_the_fingerprint_of_decisions(run):
    data = json.loads(run("policy", "show", "431281", "--on", "2024-03-01", "--format", "json").stdout_bytes)
    assert data["fingerprint"].startswith("sha256:")
    assert [each["number"] for each in data["questions"]] == list(range(1, 36))
    articles = {each["document"]["id"]: each["articles"] for each in data["coverage"]}
    assert sum(articles["cn-2021-57"].values()) == 42


def test_diff_of_two_days_says_both_values_and_the_difference(run):
    result = run("policy", "diff", "431281", *NEW_YEAR)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "洪江市（431281）：2023年12月31日与2024年1月1日相比\n"
        "\n"
        "一、新增的规则\n"
        "  基本养老服务补贴（《洪江市民政局2024年工作计划》 基本养老服务补贴）\n"
        "  滞留超过规定期限（《洪江市民政局2024年工作计划》 流浪乞讨人员落户安置）\n"
        "\n"
        "二、有差别的数值\n"
        "  农村低保标准：5004元/年 → 5400元/年 (+396元/年)\n"
        "  城市低保标准：650元/月 → 700元/月 (+50元/月)\n"
        "  困难残疾人生活补贴：80元/月 → 90元/月 (+10元/月)\n"
        "  重度残疾人护理补贴：80元/月 → 90元/月 (+10元/月)\n"
        "  基本养老服务补贴：不采用 → 60元/月\n"
        "  滞留人员落户安置期限：不采用 → 3个月\n"
        "  集中供养孤儿基本生活费标准：1500元/月 → 1600元/月 (+100元/月)\n"
        "  散居孤儿基本生活费标准：1100元/月 → 1150元/月 (+50元/月)\n"
    )


def test_diff_of_two_days_in_english(run):
    result = run("policy", "diff", "431281", *NEW_YEAR, "--lang", "en")
    plan = "Work plan of the Hongjiang Civil Affairs Bureau for 2024"
    assert result.stdout == (
        "Hongjiang (431281): 2023-12-31 against 2024-01-01\n"
        "\n"
        "1. Rules that came\n"
        f"  Basic elderly-service subsidy ({plan} 基本养老服务补贴)\n"
        f"  Stranded beyond the limit ({plan} 流浪乞讨人员落户安置)\n"
        "\n"
        "2. Figures that differ\n"
        "  Rural dibao standard per person: 5004 yuan a year → 5400 yuan a year (+396 yuan a year)\n"
        "  Urban dibao standard per person: 650 yuan a month → 700 yuan a month (+50 yuan a month)\n"
        "  Living allowance for disabled people in hardship: 80 yuan a month → 90 yuan a month (+10 yuan a month)\n"
        "  Nursing allowance for severely disabled people: 80 yuan a month → 90 yuan a month (+10 yuan a month)\n"
        "  Basic elderly-service subsidy: not used → 60 yuan a month\n"
        "  Months beyond which a stranded person is to be settled: not used → 3 months\n"
        "  Living standard of orphans in institutions: 1500 yuan a month → 1600 yuan a month (+100 yuan a month)\n"
        "  Living standard of orphans in families: 1100 yuan a month → 1150 yuan a month (+50 yuan a month)\n"
    )


def test_diff_takes_an_offices_own_figures(run):
    result = run("policy", "diff", "431281", *NEW_YEAR, "--figures", OFFICE)
    assert "  农村低保标准：5004元/年 → 480元/月 (+63元/月)；文件 " in result.stdout


def test_diff_of_two_places(run):
    result = run("policy", "diff", "431281", "430000", "--on", "2024-03-01", "--lang", "en")
    plan = "Work plan of the Hongjiang Civil Affairs Bureau for 2024"
    assert result.stdout == (
        "Hongjiang (431281) against Hunan (430000) on 2024-03-01\n"
        "\n"
        "1. Rules only in Hongjiang (431281)\n"
        f"  Basic elderly-service subsidy ({plan} 基本养老服务补贴)\n"
        f"  Stranded beyond the limit ({plan} 流浪乞讨人员落户安置)\n"
        "\n"
        "2. Figures that differ\n"
        "  Rural dibao standard per person: 5400 yuan a year → no value\n"
        "  Urban dibao standard per person: 700 yuan a month → no value\n"
        "  Living allowance for disabled people in hardship: 90 yuan a month → no value\n"
        "  Nursing allowance for severely disabled people: 90 yuan a month → no value\n"
        "  Basic elderly-service subsidy: 60 yuan a month → not used\n"
        "  Months beyond which a stranded person is to be settled: 3 months → not used\n"
        "  Living standard of orphans in institutions: 1600 yuan a month → no value\n"
        "  Living standard of orphans in families: 1150 yuan a month → no value\n"
    )


def test_diff_of_a_day_with_itself_says_that_nothing_differs(run):
    result = run("policy", "diff", "431281", "--on", "2024-03-01", "--and", "2024-03-01")
    assert result.stdout.splitlines()[1:] == ["没有差别：规则、数值和由工作人员认定的事项都相同"]


def test_diff_as_json(run):
    data = json.loads(run("policy", "diff", "431281", *NEW_YEAR, "--format", "json").stdout_bytes)
    assert (data["before"]["on"], data["after"]["on"], data["differs"]) == ("2023-12-31", "2024-01-01", True)
    assert [each["id"].partition(":")[2] for each in data["rules"]["came"]] == [
        "elderly_service_subsidy",
        "stranded_beyond_limit",
    ]
    assert data["rules"]["went"] == data["rules"]["changed"] == []
    assert [each["name"] for each in data["figures"]] == [
        "dibao.standard.rural",
        "dibao.standard.urban",
        "disability.living_allowance",
        "disability.nursing_allowance",
        "elderly.service_subsidy",
        "monitoring.stranded_months",
        "orphan.institution",
        "orphan.scattered",
    ]


def test_history_names_values_and_gaps(run):
    result = run("policy", "history", "431281", "dibao.standard.rural")
    assert (result.exit_code, result.stderr) == (0, "")
    said = result.stdout.splitlines()
    assert said[:4] == [
        "洪江市（431281）：农村低保标准（dibao.standard.rural）",
        "",
        "一、何时适用哪个数值",
        "  2022年12月31日及以前：没有已知数值",
    ]
    assert said[4].startswith("  2023年1月1日至2023年12月31日：5004元/年（合417.00元/月），洪江市（431281），")
    assert said[-1] == "  自2025年1月1日起：没有已知数值"


def test_history_as_json(run):
    result = run("policy", "history", "431281", "dibao.standard.rural", "--format", "json")
    data = json.loads(result.stdout_bytes)
    assert [each["value"] and each["value"]["stated"] for each in data["spans"]] == [None, "5004", "5400", None]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "431282", "--on", "2024-03-01"], "431282 is not a jurisdiction of any loaded plug-in; did you mean"),
        (["show", "Hongjiang", "--on", "2024-03-01"], "'Hongjiang' is not a jurisdiction; expected a six-digit code"),
        (["show", "431281", "--on", "1999-01-01"], "no means test is known for 431281 on 1999-01-01"),
        (["diff", "431281", "--on", "1999-01-01", "--and", "2024-03-01"], "no means test is known for 431281"),
        (["diff", "431281", "431282", "--on", "2024-03-01"], "431282 is not a jurisdiction of any loaded plug-in"),
        (["history", "431281", "dibao.standard.rurl"], "Did you mean 'dibao.standard.rural'?"),
        (["history", "431281", "dibao.standard.rural", "--figures", "none.toml"], "none.toml"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_wrong_place_day_or_figure_is_one_sentence(run, arguments, sentence):
    result = run("policy", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert sentence in line


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "431281"], "Missing option '--on'"),
        (["show", "431281", "--on", "2024-02-30"], "'2024-02-30' is a day that no calendar has"),
        (["show", "431281", "--on", "today"], "'today' is not a day; expected one such as 2024-03-01"),
        (["diff", "--on", "2024-03-01"], "Missing argument 'CODE [CODE]"),
        (["diff", "431281", "--on", "2024-03-01"], "431281 alone has nothing to be compared with; add --and DATE"),
        (["diff", "431281", "430000", *NEW_YEAR], "two places are compared on one day; leave out --and, or one CODE"),
        (["diff", "1", "2", "3", "--on", "2024-03-01"], "3 places were named; expected one with --and, or two"),
        (["history", "431281"], "Missing argument 'FIGURE'"),
        (["show", "431281", "--on", "2024-03-01", "--lang", "fr"], "'fr' is not one of 'zh', 'en'"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_command_that_cannot_be_understood_ends_with_2(run, arguments, sentence):
    result = run("policy", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
