import pytest
from tests.law.planting import document, planted, planted_module, planted_nation, rule

from dibao.errors import PluginError
from dibao.law.plugins import Plugin
from dibao.law.quantities import QUANTITIES
from dibao.law.registry import gather
from dibao.national import quantities as ladder_quantities

HUNAN = document("hunan-2019", "430000")


def sentences(*plugins, built_in=None):
    with pytest.raises(PluginError) as caught:
        gather(plugins, built_in)
    return [str(problem) for problem in caught.value.problems]


def test_rules_questions_and_documents_are_gathered():
    law = gather([planted_nation(document("cn", "000000") + rule("standard")), planted("hunan", "430000", HUNAN)])
    assert [each.id for each in law.rules] == ["cn:standard"]
    assert list(law.regulations) == ["cn", "hunan-2019"]
    assert law.owner(law.rules[0]).name == "nation"
    assert (len(law.questions), next(iter(law.questions)), list(law.questions)[-1]) == (21, "belongs", "allowance")
    assert law.quantities == ladder_quantities.QUANTITIES


def test_without_a_ladder_only_the_kernel_asks():
    law = gather([planted("hunan", "430000", HUNAN)])
    assert len(law.questions) == 14
    assert law.quantities == QUANTITIES


def test_several_rules_of_one_module_answer_one_question():
    source = HUNAN + rule("old", answers="supplement") + rule("young", answers="supplement")
    law = gather([planted("hunan", "430000", source)])
    assert [(each.name, each.hook) for each in law.rules] == [("old", "supplement"), ("young", "supplement")]


def test_load_order_changes_nothing():
    plugins = [planted(f"p{n}", "430000", document(f"d{n}", "430000") + rule("supplement")) for n in range(4)]
    assert gather(plugins) == gather(plugins[::-1])


def test_an_alias_of_a_rule_counts_once():
    law = gather([planted("hunan", "430000", HUNAN + rule("standard") + "again = standard\n")])
    assert len(law.rules) == 1


def test_a_misspelt_question_is_answered_with_a_near_one():
    plugin = planted("hunan", "430000", HUNAN + rule("employment_costs"))
    assert sentences(plugin) == [
        "planted/hunan_0.py:2 hunan answers 'employment_costs', which is never asked. Did you mean 'employment_cost'?"
    ]


def test_a_question_of_another_ladder_is_not_asked():
    plugin = planted("hunan", "430000", HUNAN + rule("zzz"))
    assert "never asked. The questions are: belongs, left_out, " in sentences(plugin)[0]


def test_a_rule_may_name_only_the_arguments_of_its_question():
    plugin = planted("hunan", "430000", HUNAN + rule("standard", arguments="membre, item"))
    first, second = sentences(plugin)
    assert first.endswith("names 'item', which 'standard' does not have. It has: member, household, standards, above.")
    assert second.endswith("names 'membre', which 'standard' does not have. Did you mean 'member'?")


def test_a_rule_imported_into_a_second_module_is_refused():
    module = planted_module(HUNAN + rule("standard"), "measures")
    second = planted_module(document("notice", "430000"), "notice")
    second.standard = module.standard  # type: ignore[attr-defined]
    (sentence,) = sentences(Plugin("hunan", "430000", [module, second]))
    assert sentence.startswith("planted/measures.py:2 hunan-2019:standard is imported into notice (hunan), ")


def test_a_module_belongs_to_one_plugin():
    module = planted_module(HUNAN + rule("standard"), "measures")
    found = sentences(Plugin("a", "430000", [module]), Plugin("b", "430000", [module]))
    assert "b lists the module measures, as a does. Keep it in one." in found


def test_a_rule_wrapped_after_its_citation_is_refused():
    wrapped = "from functools import wraps\nstandard = wraps(standard)(lambda: 5)\n"
    assert (
        "hunan wraps hunan-2019:standard after citing"
        in sentences(planted("hunan", "430000", HUNAN + rule("standard") + wrapped))[0]
    )


@pytest.mark.parametrize("hidden", ["del standard\n", "from functools import cache\nstandard = cache(standard)\n"])
def test_a_rule_that_the_module_no_longer_shows_is_refused(hidden):
    (sentence,) = sentences(planted("hunan", "430000", HUNAN + rule("standard") + hidden))
    assert sentence.startswith("planted/hunan_0.py:2 hunan-2019:standard would never be asked.")


def test_a_rule_in_an_unlisted_module_is_refused():
    module = planted_module(HUNAN, "measures")
    other = planted_module(rule("standard"), "other", scheme=module.scheme)
    assert "hunan-2019:standard would never be asked" in sentences(Plugin("hunan", "430000", [module]))[0]
    assert len(gather([Plugin("hunan", "430000", [module, other])]).rules) == 1


def test_two_documents_with_one_id_are_both_named():
    found = sentences(planted("a", "430000", HUNAN), planted("b", "430000", HUNAN))
    assert found == [
        "planted/b_0.py:1 b has a document 'hunan-2019'; a has one at planted/a_0.py:1. Rename one.",
    ]


def test_a_document_stays_in_one_plugin():
    module = planted_module(HUNAN + rule("standard"), "measures")
    other = planted_module(rule("benefit"), "other", scheme=module.scheme)
    (sentence,) = sentences(Plugin("a", "430000", [module]), Plugin("b", "430000", [other]))
    assert sentence.endswith("hunan-2019 has rules in a and in b. Keep a document in one plug-in.")


def test_two_plugins_with_one_name_are_refused():
    found = sentences(Plugin("a", "430000"), Plugin("a", "360000"))
    assert found == ["two plug-ins are called 'a', for 430000 and 360000. Rename one."]


def test_only_the_built_in_plugin_speaks_for_the_nation():
    nation = planted_nation()
    found = sentences(nation, Plugin("a", "000000"), built_in=nation)
    assert found == ["a speaks for 000000, which belongs to nation. Name a province or below."]


def test_one_question_is_asked_by_one_module():
    own = planted_module(
        "from dibao.law.questions import question\n"
        "@question(number=30, combined='sum', open_to='any', default=0)\n"
        "def supplement(member):\n    '''What else?'''\n",
        "own_questions",
    )
    (sentence,) = sentences(Plugin("a", "430000", hookspecs=[own]))
    assert sentence == "own_questions asks 'supplement', which dibao.law.hookspecs asks, too. Rename one."


def test_a_module_without_rules_is_welcome():
    assert gather([Plugin("a", "430000", [planted_module("")])]).rules == ()


def test_all_problems_come_at_once():
    plugin = planted("hunan", "430000", HUNAN + rule("standerd") + rule("benefit", arguments="x"))
    assert len(sentences(plugin, planted("b", "430000", document("b", "430000") + rule("y")))) == 3
