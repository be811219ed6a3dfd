from datetime import date

import pytest
from tests.law.planting import document, planted_module, rule

from dibao.errors import PluginError
from dibao.law.regulation import Regulation


def scheme(**more):
    stated = {"title": "办法", "issuer": "民政厅", "jurisdiction": "430000", "since": "2019", "grade": "reported"}
    return Regulation("hunan-2019", **{**stated, **more})


def test_a_rule_stays_a_plain_function_and_knows_its_article():
    regulation = scheme()

    @regulation.article("art. 5", answers="supplement", title="老年人", since="2020-03", replaces="cn-2021-57:old")
    def old_age(member, standards):
        """Add something for the old."""
        return member + standards

    assert old_age(1, 2) == 3
    (rule,) = regulation.rules
    assert old_age.dibao_rule is rule
    assert (rule.id, rule.hook, rule.article) == ("hunan-2019:old_age", "supplement", "art. 5")
    assert (rule.arguments, rule.english) == (("member", "standards"), "Add something for the old.")
    assert (rule.since, rule.until, rule.grade) == (date(2020, 3, 1), None, "reported")
    assert str(rule.place).startswith("law/test_regulation.py:")


def test_answers_defaults_to_the_name_of_the_function():
    module = planted_module(document("hunan-2019", "430000") + rule("standard"))
    assert module.standard.dibao_rule.hook == "standard"


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2019", "2020", date(2019, 1, 1), date(2020, 12, 31)),
        ("2019-07", "2020-02", date(2019, 7, 1), date(2020, 2, 29)),
        ("2019-07-03", "2019-07-03", date(2019, 7, 3), date(2019, 7, 3)),
        (date(2019, 7, 3), None, date(2019, 7, 3), None),
    ],
)
def test_years_and_months_mean_their_first_and_last_day(since, until, first, last):
    regulation = scheme(since=since, until=until)
    assert (regulation.validity.since, regulation.validity.until) == (first, last)
    assert regulation.in_force(first)
    assert not regulation.in_force(date(2019, 1, 1).replace(year=first.year - 1))


def test_an_unknown_end_is_kept_as_unknown():
    regulation = scheme(until="unknown")
    assert regulation.validity.end_unknown
    assert regulation.in_force(date(2100, 1, 1))


def test_a_rule_inherits_the_dates_of_its_document_one_by_one():
    module = planted_module(document("hunan-2019", "430000", "2019", until="2022") + rule("standard", since="2020"))
    dates = module.standard.dibao_rule.validity
    assert (dates.since, dates.until) == (date(2020, 1, 1), date(2022, 12, 31))


def test_a_warning_has_both_languages():
    module = planted_module(
        document("a", "430000")
        + rule("standard", warning={"zh": "注意", "en": "Mind this."})
        + rule("benefit", warning=("注意", "Mind this."))
    )
    assert module.standard.dibao_rule.warning == module.benefit.dibao_rule.warning == ("注意", "Mind this.")


def test_repeals_and_findings_cite_their_article():
    regulation = scheme()
    regulation.repeal("cn-2021-57:old", article="art. 9", title="废止", since="2020")
    regulation.left_to_officer("民主评议", finding="review_passed", title="民主评议通过")
    assert (regulation.repeals[0].target, regulation.repeals[0].article) == ("cn-2021-57:old", "art. 9")
    assert regulation.repeals[0].validity.since == date(2020, 1, 1)
    assert regulation.findings[0].finding == "review_passed"


def test_figures_can_cite_the_document():
    assert (scheme(number="1号").document.id, scheme(number="1号").document.number) == ("hunan-2019", "1号")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"jurisdiction": "43"}, "says jurisdiction='43'; expected six digits"),
        ({"grade": "sure"}, "says grade='sure'; expected one of official, reported, secondary, assumed"),
        ({"level": "book"}, "says level='book'; expected one of law, "),
        ({"title": " "}, "says title=' '; expected the Chinese title"),
        ({"issuer": ""}, "says issuer=''; expected who issued"),
        ({"since": "2019-13"}, "says since='2019-13'; expected a year"),
        ({"since": None}, "says since=''; expected a year"),
        ({"known": "soon"}, "says known='soon'; expected a year"),
        ({"since": "2020", "until": "2019"}, "runs from 2020-01-01 until 2019-12-31. Put the earlier day first."),
    ],
)
def test_a_wrong_document_is_refused_in_words(wrong, sentence):
    with pytest.raises(PluginError) as caught:
        scheme(**wrong)
    assert sentence in str(caught.value)
    assert caught.value.problems[0].where.startswith("law/test_regulation.py:")


def test_all_problems_of_a_document_come_at_once():
    with pytest.raises(PluginError) as caught:
        Regulation("No Good", title="", issuer="", jurisdiction="x", since="2019", grade="sure")  # type: ignore[arg-type]
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (rule("standard", article=""), "no rule goes uncited"),
        (rule("standard", replaces="standard"), "says replaces='standard'; expected \"document-id:rule\""),
        (rule("standard", grade="sure"), "says grade='sure'"),
        (rule("standard", until="never"), "says until='never'"),
        (rule("standard", warning="mind"), "says warning='mind'; expected the Chinese and the English text"),
        (rule("standard", arguments="*members"), "the argument '*members'; expected plain names only"),
        (rule("standard", arguments="member=None"), "the argument 'member=None'; expected plain names only"),
        (rule("standard") + rule("standard"), "has a second rule 'standard'; the first is planted/"),
        ('scheme.article("art. 1", title="规则")(len)', "cites an article on <built-in function len>"),
        ('scheme.repeal("standard", article="art. 1", title="规则")', "says repeal='standard'"),
        ('scheme.repeal("cn:standard", article=" ", title="规则")', "no rule goes uncited"),
        ('scheme.left_to_officer("art. 1", finding="", title="规则")', "the name of a finding"),
    ],
)
def test_a_wrong_rule_is_refused_at_its_line(text, sentence):
    with pytest.raises(PluginError) as caught:
        planted_module(document("hunan-2019", "430000") + text, "hunan_2019")
    assert sentence in str(caught.value)
    assert caught.value.problems[0].where.startswith("planted/hunan_2019.py:")


def test_one_function_answers_one_question():
    twice = '@scheme.article("art. 2", title="规则", answers="benefit")\n' + rule("standard")
    with pytest.raises(PluginError, match="has a second rule 'standard'"):
        planted_module(document("a", "430000") + twice)
    other = document("a", "430000") + rule("standard") + document("b", "430000")
    with pytest.raises(PluginError, match="One function answers one question"):
        planted_module(other + 'scheme.article("art. 2", title="规则")(standard)')
