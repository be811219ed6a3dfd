"""What is told of all signs together: their order, what to do next, as words and as data."""

import json
import sys
from datetime import date

import pytest
from tests.fixtures import county
from tests.monitoring.office import ENGINE
from tests.monitoring.test_signs import household, person

from dibao import DibaoError, Engine, InputError, NoPolicyInForce, Plugin, Regulation, read_household
from dibao.monitoring.watch import watch

ON = date(2024, 5, 1)
NOTHING_KNOWN = {"id": "h", "jurisdiction": "431281", "members": [{"id": "a", "relation": "applicant"}]}
FLAGGED = household({"flagged": True, "applied": True, "stranded_months": 3, "newly_disabled": False})


def test_of_one_member_and_nothing_else_every_sign_is_possible():
    found = watch(ENGINE, NOTHING_KNOWN, ON)
    assert {each.likelihood for each in found.signs} == {"possible"}
    assert all(each.missing for each in found.signs)
    assert found.next_steps == ()


def test_a_household_and_its_json_form_show_the_same():
    assert watch(ENGINE, read_household(FLAGGED), ON).to_json() == watch(ENGINE, FLAGGED, ON).to_json()


def test_certain_signs_come_first_then_what_needs_fewest_answers():
    found = watch(ENGINE, {**NOTHING_KNOWN, "monitoring": {"flagged": True, "applied": True}}, ON)
    order = {"certain": 0, "possible": 1, "impossible": 2}
    keys = [(order[each.likelihood], len(each.missing)) for each in found.signs]
    assert keys == sorted(keys)
    assert (found.signs[0].name, found.signs[-1].name) == ("flagged_against_poverty", "nobody_applied")


def test_what_is_settled_asks_for_nothing():
    found = watch(ENGINE, FLAGGED, ON)
    assert [each.name for each in found.signs if each.likelihood != "possible" and each.missing] == []


def test_a_certain_sign_calls_for_a_visit_and_no_other_does():
    calm = {"flagged": False, "applied": True, "stranded_months": 0, "newly_disabled": False}
    assert watch(ENGINE, FLAGGED, ON).next_steps == ("visit",)
    assert watch(ENGINE, household({**calm, "main_earner_lost_income": False}), ON).next_steps == ()


def test_the_data_name_rule_article_and_questions():
    data = watch(ENGINE, FLAGGED, ON).to_json()
    assert list(data) == ["form", "household", "jurisdiction", "on", "signs", "next_steps", "policy"]
    assert data["signs"][0] == {
        "name": "flagged_against_poverty",
        "title": "防返贫监测系统预警",
        "likelihood": "certain",
        "looks_at": "temporary_assistance_urgent",
        "article": "湖南省防返贫监测与帮扶管理系统（据中国社会报2022年8月18日报道） 防返贫监测反馈",
        "rule": "hunan-monitoring-2021:flagged_against_poverty",
        "grade": "reported",
        "missing": [],
    }
    lost = next(each for each in data["signs"] if each["name"] == "main_earner_without_income")
    assert [each["path"] for each in lost["missing"]] == ["$.monitoring.main_earner_lost_income"]
    assert json.loads(json.dumps(data)) == data


def test_the_words_name_signs_questions_and_the_visit():
    words = watch(ENGINE, FLAGGED, ON).explain("en")
    assert words.startswith("Household h: certain signs: 1\n")
    for each in (
        "look at temporary assistance in urgent need",
        "- $.monitoring.main_earner_lost_income: the main earner has lost the income",
        "Visit the household and see how things are",
        "A sign decides nothing and pays nothing",
    ):
        assert each in words


def test_the_words_are_chinese_unless_english_is_asked_for():
    words = watch(ENGINE, FLAGGED, ON).explain()
    for each in ("家庭 h：1项确定的预警信号", "可了解急难型临时救助", "入户走访，核实情况", "信号不作任何认定"):
        assert each in words


def test_without_a_certain_sign_no_visit_is_called_for():
    assert "first find out what the possible ones lack" in watch(ENGINE, NOTHING_KNOWN, ON).explain("en")


def test_a_day_before_every_rule_of_monitoring_says_so():
    found = watch(ENGINE, NOTHING_KNOWN, date(2021, 4, 30))
    assert found.signs == ()
    assert "No rule of monitoring is in force there on that day" in found.explain("en")


def test_a_language_without_words_is_refused():
    with pytest.raises(DibaoError, match="'fr' is not a language"):
        watch(ENGINE, NOTHING_KNOWN, ON).explain("fr")


def test_a_day_without_a_means_test_is_refused():
    with pytest.raises(NoPolicyInForce):
        watch(ENGINE, NOTHING_KNOWN, date(2000, 1, 1))


def test_somebody_born_after_the_day_is_refused():
    with pytest.raises(InputError):
        watch(ENGINE, read_household(household(born="2024-05-02")), ON)


def test_of_several_members_any_may_be_the_disabled_one():
    child = {**person(disability=2), "id": "b", "relation": "child"}
    family = household({"newly_disabled": True})
    found = watch(ENGINE, {**family, "members": [*family["members"], child]}, ON)
    assert "new_severe_disability" in [each.name for each in found.of("certain")]


trial = Regulation(
    "trial-signs",
    title="试行监测",
    issuer="示例县",
    jurisdiction=county.CODE,
    since="2024",
    grade="assumed",
    level="fixture",
)


@trial.article("一", answers="warning_sign", title="误写", looks_at="temporary_assistance_urgnt")
def misspelt(household):
    """A sign whose programme is misspelt."""
    return household.monitoring.flagged


@trial.article("二", answers="warning_sign", title="未写")
def pointless(household):
    """A sign that points nowhere."""
    return household.monitoring.flagged


@trial.article("三", answers="entitlement", title="服务", looks_at="dibao")
def service(household):
    """A service that points somewhere."""
    return household.monitoring.flagged


def test_a_sign_must_point_to_something_that_there_is():
    own = Plugin("trial", speaks_for=county.CODE, modules=(sys.modules[__name__],))
    engine = Engine(plugins=[county.plugin, own])
    said = [each.message.rpartition(") ")[2] for each in engine.check() if "looks" in each.message]
    assert sorted(said) == [
        'is a sign that says not what to look at. Write looks_at="..." with a programme\'s name.',
        "looks at 'temporary_assistance_urgnt', which is neither a programme nor a help elsewhere. "
        "Did you mean 'temporary_assistance_urgent'?",
        "says looks_at='dibao', but is no sign. Leave it out.",
    ]
