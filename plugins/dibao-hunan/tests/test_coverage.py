"""Hunan's plug-in as a whole: checked, covered, cited, graded."""

from pathlib import Path

import pytest

import dibao_hunan
from dibao import Engine
from dibao.law.coverage import load_coverage
from dibao_hunan import plugin

ENGINE = Engine(plugins=["hunan"])
COVERAGE = load_coverage(Path(dibao_hunan.__path__[0]) / "coverage.toml")
OWN = [rule for rule in ENGINE.plugins.rules if rule.jurisdiction.startswith("43")]


def test_nothing_is_wrong_with_the_plugin_and_only_known_gaps_are_mentioned():
    found = {(each.severity, each.message.partition(" has no value")[0]) for each in ENGINE.check()}
    gaps = [f"disability.{kind}_allowance for 430281" for kind in ("living", "nursing")]
    assert found == {("notice", gap) for gap in (*gaps, "hunan.flat.urban for 430923", "tekun.living.urban for 430923")}


def test_every_document_that_has_rules_says_where_each_provision_went():
    assert {rule.regulation.id for rule in OWN} <= set(COVERAGE.documents)
    assert set(COVERAGE.documents) <= {rule.regulation.id for rule in OWN} | set(ENGINE.figures.documents)


def test_documents_known_by_name_have_no_rules():
    assert set(COVERAGE.documents) - {rule.regulation.id for rule in OWN} == {
        "hunan-measures-2003",
        "hunan-2019-31",
        "hunan-2021-39",
        "hunan-2021-40",
        "changsha-2017-13",
    }


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_no_rule_cites_an_article_number_that_nobody_read(rule):
    assert not rule.article.startswith("第")


def test_grades_say_what_was_read():
    grades = {rule.regulation.id: rule.regulation.grade for rule in OWN}
    assert grades == {
        "hunan-allowances-2015": "reported",
        "hunan-scheme-2018": "reported",
        "hunan-measures-2021": "reported",
        "changsha-supports-2019": "reported",
        "liling-report-2019-08": "reported",
        "zhuzhou-report-2020-01": "reported",
        "hunan-price-2016": "reported",
        "hunan-monitoring-2021": "reported",
        "hanshou-notice-2021": "reported",
        "anhua-pay": "reported",
        "zhuzhou-allowances-2022": "secondary",
        "hengyang-deductions-2025": "secondary",
    }


def test_only_the_amount_in_grace_and_whom_changshas_supports_reach_are_assumed():
    supports = ("basic_living", "employment", "housing", "medical", "urgent_need")
    assumed = sorted(rule.id for rule in OWN if rule.grade == "assumed")
    expected = [f"changsha-supports-2019:{each}_support" for each in supports]
    assert assumed == [*expected, "hunan-scheme-2018:amount_in_grace"]


def test_each_document_is_a_module():
    assert len(plugin.modules) == len({rule.regulation.id for rule in OWN})
