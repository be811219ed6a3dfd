from datetime import date
from itertools import permutations

import pytest
from tests.law.planting import document, planted, planted_nation, rule

from dibao.errors import PluginError
from dibao.law.jurisdictions import Jurisdiction, Jurisdictions
from dibao.law.layers import resolve, scope_problems
from dibao.law.registry import gather

CHAIN = ("431281", "431200", "430000", "000000")
ON = date(2024, 3, 1)


def nation(*texts):
    return planted_nation(document("cn", "000000") + "".join(texts))


def hunan(*texts, **more):
    return planted("hunan", "430000", document("hunan", "430000", **more) + "".join(texts))


def county(*texts, **more):
    return planted("hongjiang", "431281", document("county", "431281", **more) + "".join(texts))


def law(*plugins, on=ON, chain=CHAIN):
    return resolve(gather(plugins), chain, on)


def names(hook, *plugins, **more):
    return [tuple(each.id for each in name) for name in law(*plugins, **more).answers[hook].names]


def sentences(*plugins, **more):
    with pytest.raises(PluginError) as caught:
        law(*plugins, **more)
    return [str(problem) for problem in caught.value.problems]


def repeal(target, **more):
    extra = "".join(f", {key}={value!r}" for key, value in more.items())
    return f'scheme.repeal("{target}", article="art. 9", title="废止"{extra})\n'


def supplement(name, **more):
    return rule(name, answers="supplement", **more)


def test_a_nearest_question_is_asked_from_near_to_far():
    plugins = (
        nation(rule("gap", answers="benefit")),
        hunan(rule("provincial", answers="benefit")),
        county(rule("local", answers="benefit")),
    )
    assert names("benefit", *plugins) == [("county:local", "hunan:provincial", "cn:gap")]


def test_a_question_without_rules_has_an_empty_chain():
    answer = law(nation()).answers["benefit"]
    assert (answer.chain, answer.names) == ((), ())


def test_answers_are_in_the_order_of_the_test():
    resolved = law(nation(rule("standard"), rule("belongs")))
    assert [each.id for each in resolved.rules] == ["cn:belongs", "cn:standard"]
    assert next(iter(resolved.answers)) == "belongs"


def test_other_places_and_other_days_do_not_count():
    elsewhere = planted("jiangxi", "360000", document("jiangxi", "360000") + supplement("other"))
    past = hunan(supplement("past", until="2023"), supplement("future", since="2025"))
    assert names("supplement", nation(supplement("now")), elsewhere, past) == [("cn:now",)]


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2021, 12, 31), False),
        (date(2022, 1, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_a_rule_is_in_force_from_its_first_to_its_last_day(on, in_force):
    assert bool(names("supplement", nation(supplement("old", since="2022", until="2022")), on=on)) is in_force


def test_a_sum_has_one_chain_a_name_in_an_order_of_its_own():
    plugins = (
        nation(supplement("old"), supplement("young")),
        hunan(supplement("ill")),
        county(supplement("elderly", replaces="cn:old")),
    )
    expected = [("cn:young",), ("county:elderly", "cn:old"), ("hunan:ill",)]
    for order in permutations(plugins):
        assert names("supplement", *order) == expected


def test_each_name_of_an_allowance_is_a_programme_of_its_own():
    old, high = rule("old_age", answers="allowance"), rule("high_age", answers="allowance")
    assert names("allowance", nation(old), hunan(high)) == [("cn:old_age",), ("hunan:high_age",)]
    nearer = rule("high_age", answers="allowance", replaces="cn:old_age")
    assert names("allowance", nation(old), hunan(nearer)) == [("hunan:high_age", "cn:old_age")]


def test_a_chain_of_replacements_falls_through_layer_by_layer():
    plugins = (
        nation(supplement("old")),
        hunan(supplement("old", replaces="cn:old")),
        county(supplement("old", replaces="hunan:old")),
    )
    assert names("supplement", *plugins) == [("county:old", "hunan:old", "cn:old")]


def test_a_replacement_that_ended_still_leads_to_what_it_replaced():
    plugins = (
        nation(supplement("old")),
        hunan(supplement("old", replaces="cn:old", until="2023")),
        county(supplement("aged", replaces="hunan:old")),
    )
    assert names("supplement", *plugins) == [("county:aged", "cn:old")]


def test_replacing_a_rule_that_ended_before_the_day_is_no_error():
    plugins = nation(supplement("old", until="2022")), hunan(supplement("aged", replaces="cn:old"))
    assert names("supplement", *plugins) == [("hunan:aged",)]


@pytest.mark.parametrize("hook", ["supplement", "benefit"])
def test_a_same_name_without_replaces_names_both(hook):
    assert sentences(nation(rule(hook)), hunan(rule(hook))) == [
        f"planted/hunan_0.py:2 hunan:{hook} answers '{hook}' under the same name as cn:{hook} "
        f'(planted/nation_0.py:2). Write replaces="cn:{hook}", or choose another name.'
    ]
    assert names(hook, nation(rule(hook)), hunan(rule(hook, replaces=f"cn:{hook}"))) == [
        (f"hunan:{hook}", f"cn:{hook}")
    ]


def test_two_rules_that_replace_one_are_both_named():
    plugins = (
        nation(supplement("old")),
        hunan(supplement("aged", replaces="cn:old")),
        county(supplement("elderly", replaces="cn:old")),
    )
    assert sentences(*plugins) == [
        "planted/hongjiang_0.py:2 hunan:aged (planted/hunan_0.py:2) and county:elderly (planted/hongjiang_0.py:2) "
        "both replace cn:old (planted/nation_0.py:2). Let the nearer or later one replace the other."
    ]


def test_only_a_farther_layer_can_be_replaced():
    other = planted("jiangxi", "360000", document("jiangxi", "360000") + supplement("old"))
    plugins = hunan(supplement("old", replaces="county:old")), county(supplement("old")), other
    assert any(
        each.startswith(
            "planted/hunan_0.py:2 hunan:old replaces county:old (planted/hongjiang_0.py:2), which is neither"
        )
        for each in sentences(nation(), *plugins)
    )
    assert "replaces jiangxi:old" in sentences(nation(), hunan(supplement("aged", replaces="jiangxi:old")), other)[0]


@pytest.mark.parametrize(("amending", "amended"), [("first", "second"), ("second", "first")])
def test_an_amending_document_is_asked_first(amending, amended):
    texts = {
        name: document(name, "430000", amends=(amended,) if name == amending else ()) + rule(name, answers="benefit")
        for name in ("first", "second")
    }
    answer = law(nation(), planted("hunan", "430000", *texts.values())).answers["benefit"]
    assert [each.name for each in answer.chain] == [amending, amended]
    assert answer.rivals == ()


def test_amending_reaches_through_documents_in_between():
    texts = [
        document(name, "430000", amends=amends) + rule(name, answers="benefit")
        for name, amends in [("a", ()), ("b", ("a",)), ("c", ("b",))]
    ]
    answer = law(nation(), planted("hunan", "430000", *texts)).answers["benefit"]
    assert [each.name for each in answer.chain] == ["c", "b", "a"]
    assert answer.rivals == ()


def test_rules_of_a_layer_that_nothing_orders_are_rivals():
    first = document("first", "430000") + rule("one", answers="benefit") + rule("two", answers="benefit")
    second = document("second", "430000") + rule("three", answers="benefit")
    plugins = nation(rule("gap", answers="benefit")), planted("hunan", "430000", first, second)
    rivals = law(*plugins).answers["benefit"].rivals
    assert [(one.name, other.name) for one, other in rivals] == [("one", "two"), ("one", "three"), ("two", "three")]


def test_a_replacement_within_a_layer_needs_an_amending_document():
    def plugin(amends):
        first = document("first", "430000") + supplement("old")
        second = document("second", "430000", amends=amends) + supplement("old", replaces="first:old")
        return planted("hunan", "430000", first, second)

    assert names("supplement", nation(), plugin(("first",))) == [("second:old", "first:old")]
    (sentence,) = sentences(nation(), plugin(()))
    assert sentence == (
        "planted/hunan_1.py:2 second:old replaces first:old (planted/hunan_0.py:2), which is neither of a document "
        "that second amends nor of a layer above 430000. Name such a rule, or add amends=(...)."
    )


def test_a_repeal_ends_a_rule_from_its_day():
    plugins = nation(supplement("old"), supplement("young")), hunan(repeal("cn:old", since="2024"))
    assert names("supplement", *plugins, on=date(2023, 12, 31)) == [("cn:old",), ("cn:young",)]
    assert names("supplement", *plugins, on=date(2024, 1, 1)) == [("cn:young",)]
    ((ended, by),) = law(*plugins).repealed
    assert (ended.id, by.regulation.id) == ("cn:old", "hunan")


def test_a_repeal_needs_a_farther_layer_or_an_amended_document():
    (sentence,) = sentences(nation(repeal("hunan:old")), hunan(supplement("old")))
    assert sentence.startswith("planted/nation_0.py:2 cn repeals hunan:old (planted/hunan_0.py:2), which is neither")


def test_a_rule_behind_a_repealed_one_is_asked():
    plugins = (
        nation(supplement("old")),
        hunan(supplement("old", replaces="cn:old")),
        county(repeal("hunan:old")),
    )
    assert names("supplement", *plugins) == [("cn:old",)]


def test_a_level_that_may_not_answer_is_refused():
    assert sentences(nation(), county(rule("left_out", "return False"))) == [
        "planted/hongjiang_0.py:2 county:left_out (planted/hongjiang_0.py:2) answers 'left_out' for 431281, a county; "
        'the question is open to: province and up. Remove it, or say practice="why it is applied".'
    ]
    assert "open to: nation. Remove" in sentences(nation(), hunan(rule("belongs")))[0]
    assert names("left_out", nation(), hunan(rule("left_out"))) == [("hunan:left_out",)]


def test_a_practice_beyond_competence_is_applied_with_a_caution():
    resolved = law(nation(), county(rule("left_out", practice="the county has always done so")))
    assert [each.id for each in resolved.answers["left_out"].chain] == ["county:left_out"]
    (caution,) = resolved.cautions
    assert caution.english.endswith("province and up; applied as practice: the county has always done so")
    assert caution.text == "《办法》art. 1（规则）超出该级权限，按实际做法适用：the county has always done so"


def test_a_repeal_beyond_competence_is_refused():
    plugins = nation(rule("left_out")), county(repeal("cn:left_out"))
    (sentence,) = sentences(*plugins)
    assert "county (planted/hongjiang_0.py:2) repeals cn:left_out, an answer to 'left_out' for 431281" in sentence
    assert law(nation(rule("left_out")), county(repeal("cn:left_out", practice="why"))).cautions


def benefit(name, **more):
    return rule(name, answers="benefit", **more)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 12, 31), [("hunan:band",)]),
        (date(2024, 1, 1), [("cn:gap",)]),
    ],
)
def test_an_unknown_end_comes_with_a_later_and_higher_answer(on, expected):
    plugins = nation(benefit("gap", since="2024")), hunan(benefit("band", until="unknown"))
    assert names("benefit", *plugins, on=on) == expected


def test_a_yielding_rule_is_told_with_its_successor():
    resolved = law(nation(benefit("gap", since="2024")), hunan(benefit("band", until="unknown")))
    assert [(one.id, other.id) for one, other in resolved.yielded] == [("hunan:band", "cn:gap")]


def test_an_addition_of_unknown_end_goes_on_beside_the_nations_list_and_warns():
    plugins = nation(supplement("old", since="2024")), hunan(supplement("aged", until="unknown"))
    assert names("supplement", *plugins) == [("cn:old",), ("hunan:aged",)]
    (caution,) = law(*plugins).cautions
    assert caution.text == ("《办法》art. 1（规则）何时失效未查明；《办法》施行后（2024-01-01起）是否仍有效，请核实")
    assert caution.english == (
        "when hunan:aged ends is not known (art. 1 of 办法); please make sure that it still holds beside 办法, "
        "in force from 2024-01-01"
    )
    assert law(*plugins, on=date(2023, 12, 31)).cautions == ()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 12, 31), [("hunan:old", "cn:old")]),
        (date(2024, 1, 1), [("later:old",)]),
    ],
)
def test_an_addition_of_unknown_end_yields_to_the_same_matter(on, expected):
    before = document("cn", "000000") + supplement("old", until="2023")
    after = document("later", "000000", since="2024", amends=("cn",)) + supplement("old")
    provincial = hunan(supplement("old", until="unknown", replaces="cn:old"))
    assert names("supplement", planted_nation(before, after), provincial, on=on) == expected


def test_an_unknown_end_does_not_come_with_an_earlier_or_lower_answer():
    plugins = (
        nation(supplement("old", since="2020")),
        hunan(supplement("aged", until="unknown")),
        county(supplement("elderly", since="2023")),
    )
    assert names("supplement", *plugins) == [("cn:old",), ("county:elderly",), ("hunan:aged",)]


def test_the_nation_never_yields():
    plugins = nation(supplement("old", until="unknown")), hunan(supplement("aged", since="2023"))
    assert names("supplement", *plugins) == [("cn:old",), ("hunan:aged",)]


def test_a_document_outside_its_plugins_jurisdiction_is_refused():
    stray = planted("jiangxi", "360000", document("stray", "430000"))
    assert sentences(nation(), stray) == [
        "planted/jiangxi_0.py:1 stray speaks for 430000; its plug-in jiangxi speaks only for 360000 and below. "
        "Move it to another plug-in."
    ]
    assert law(nation(), stray, chain=("360000", "000000")).regulations[0].id == "cn"


def test_strays_are_found_without_choosing_a_place():
    places = Jurisdictions(
        [
            Jurisdiction("000000", None, "全国", "nation"),
            Jurisdiction("430000", "000000", "湖南省", "Hunan"),
            Jurisdiction("360000", "000000", "江西省", "Jiangxi"),
        ]
    )
    stray = planted("jiangxi", "360000", document("stray", "430000") + document("lost", "990000"))
    both = gather(
        [nation(), stray, planted("other", "360000", document("stray", "430000", "2022").replace("stray", "b"))]
    )
    found = [str(problem) for problem in scope_problems(both, places)]
    assert [each.split()[1:4] for each in found] == [["b", "speaks", "for"], ["lost", "speaks", "for"]]


def test_documents_and_findings_in_force_are_listed():
    finding = 'scheme.left_to_officer("art. 8", finding="review_passed", title="评议")\n'
    resolved = law(nation(), hunan(finding), county("", until="2023"))
    assert [each.id for each in resolved.regulations] == ["hunan", "cn"]
    assert [each.finding for each in resolved.findings] == ["review_passed"]


def test_all_problems_come_at_once_with_both_places():
    found = sentences(nation(supplement("old")), hunan(supplement("old")), county(rule("left_out")))
    assert len(found) == 2
    assert "planted/nation_0.py:2" in found[1]
