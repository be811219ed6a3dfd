"""Jiangxi's plug-in as a whole: installed, checked, covered, graded."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

import dibao_jiangxi
from dibao import Engine, Money
from dibao.law.coverage import load_coverage
from dibao_jiangxi import plugin

ENGINE = Engine(plugins=["jiangxi"])
COVERAGE = load_coverage(Path(dibao_jiangxi.__path__[0]) / "coverage.toml")
FUNERAL_SERVICES = ("body_storage", "body_transport", "cremation", "urn", "urn_storage")
OWN = [rule for rule in ENGINE.plugins.rules if rule.jurisdiction.startswith("36")]


def test_the_installed_entry_point_is_this_plugin():
    (entry,) = entry_points(group="dibao", name="jiangxi")
    assert entry.load() is plugin
    assert plugin.speaks_for == "360000"


def test_nothing_is_wrong_with_the_plugin():
    assert [str(each) for each in ENGINE.check() if each.severity != "notice"] == []


def test_the_check_mentions_the_years_without_a_known_standard():
    every = sorted(str(each).partition(" ")[2] for each in ENGINE.check())
    found = [each for each in every if each.startswith("dibao.")]
    assert found == [
        f"dibao.standard.{area} for {code} has no value from {first} to {last}: {why}."
        for area in ("rural", "urban")
        for code, first, last, why in (
            ("360000", "2018-01-01", "2021-12-31", "no notice of the province for 2018 to 2021 was found"),
            ("360000", "2025-01-01", "2025-03-31", "one source says from April, another by June"),
            ("360100", "2019-01-01", "2020-12-31", "no number of 2019 and 2020 was found"),
            ("360400", "2020-01-01", "2020-12-31", "no sure number of 2020 was found"),
        )
    ]


@pytest.mark.parametrize("kind", ["living", "nursing"])
def test_the_check_mentions_the_years_without_a_known_rate(kind):
    name = f"disability.{kind}_allowance"
    found = [str(each).partition(" ")[2] for each in ENGINE.check() if f" {name} " in str(each)]
    why = "no rate of the province for 2017 to 2023 was found"
    assert found == [f"{name} for 360000 has no value from 2017-01-01 to 2023-12-31: {why}."]


def test_every_document_that_has_rules_says_where_each_provision_went():
    assert {rule.regulation.id for rule in OWN} <= set(COVERAGE.documents)
    assert set(COVERAGE.documents) <= {rule.regulation.id for rule in OWN} | set(ENGINE.figures.documents)


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_no_rule_cites_an_article_number_that_nobody_read(rule):
    assert not rule.article.startswith("第")


def test_grades_say_what_was_read():
    assert {rule.id: rule.grade for rule in OWN} == {
        "jiangxi-benefit-2017:regular_recipients_in_full": "assumed",
        "jiangxi-benefit-2017:tekun_living": "reported",
        "jiujiang-standards-2019:tekun_living": "reported",
        "jiangxi-bands-2023:five_grades": "secondary",
        **{f"jiangxi-report-2019:free_{each}": "reported" for each in FUNERAL_SERVICES},
        "ganzhou-2022:share_of_standard": "secondary",
        "ganzhou-2022:delayed_exit": "secondary",
        "ganzhou-2022:obligors_property": "secondary",
        "nanchang-standards-2021:unattended_child_allowance": "reported",
        "nanchang-standards-2021:tekun_care": "reported",
        "nanchang-2024:expenditure_family": "secondary",
    }


def test_the_end_of_ganzhous_rules_is_unknown_save_where_they_would_yield_to_the_nations():
    unknown = {rule.name: rule.validity.end_unknown for rule in OWN if rule.regulation.id == "ganzhou-2022"}
    assert unknown == {"share_of_standard": True, "delayed_exit": False, "obligors_property": True}


@pytest.mark.parametrize(("on", "paid"), [("2024-12-31", 715), ("2025-03-31", None), ("2025-04-01", 765)])
def test_the_standard_of_the_first_months_of_2025_is_asked_for(at, on, paid):
    decision = at("360900", on).decide()
    asked = [] if paid else ["dibao.standard.rural"]
    assert [each.path for each in decision.questions] == asked
    assert decision.dibao_monthly == (None if paid is None else Money.monthly(paid))


def test_every_prefecture_leads_up_to_the_nation():
    places = ENGINE.jurisdictions
    own = [code for code in places.codes() if code.startswith("36")]
    assert len(own) == 12
    assert [each.title for each in places.chain("360700")] == ["赣州市", "江西省", "全国"]


def test_a_conscript_counts_in_jiangxi(at, person):
    findings = {"cannot_live_independently": True}
    son = person("b", "child", "2003-01-01", flags={"active_conscript": True}, findings=findings)
    decision = at("360900", "2022-06-01").decide(son)
    assert decision.quantity("household.size") == 2
    assert decision.dibao_monthly == Money.monthly(1200)


@pytest.mark.parametrize(("code", "paid"), [("360100", 855), ("360400", 600), ("360900", 600)])
def test_a_place_without_a_standard_of_its_own_has_the_provinces(at, code, paid):
    assert at(code, "2022-06-01").decide().dibao_monthly == Money.monthly(paid)
