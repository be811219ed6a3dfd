"""What the catalogue of facts says of itself."""

import pytest

from dibao.errors import PluginError
from dibao.household.facts import BUILT_IN, Fact, finding, load_facts
from dibao.symbols.units import CHOICE, FLAG, FLOW

PLUGIN_FACTS = """
[[group]]
entity = "member"
place = "facts"
prefix = "hebei."
facts = [
  { key = "registered_poor", unit = "flag", title = "建档立卡", english = "registered poor" },
  { key = "subsidy", unit = "flow", absent = "none", title = "补贴", english = "subsidy" },
]
"""


def written(tmp_path, text):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("fact", BUILT_IN.facts, ids=lambda fact: f"{fact.entity}-{fact.name}")
def test_every_fact_has_titles_bounds_and_one_place(fact):
    assert any("\u4e00" <= sign <= "\u9fff" for sign in fact.title)
    assert fact.english
    assert fact.english.isascii()
    assert fact.bounds[0] <= fact.bounds[1]
    assert bool(fact.values) == (fact.unit == CHOICE)
    assert BUILT_IN.at(fact.entity, fact.place)[fact.key] is fact


def test_only_business_may_be_negative():
    assert [fact.name for fact in BUILT_IN.facts if fact.bounds[0] < 0] == ["income.business"]


def test_bounds_are_stored_in_fen_a_year_for_flows_and_in_fen_for_stocks():
    assert BUILT_IN.fact("member", "income.wage").stored_bounds == (0, 10**7 * 1200)
    assert BUILT_IN.fact("household", "property.savings").stored_bounds == (0, 10**13)
    assert BUILT_IN.fact("member", "disability.grade").stored_bounds == (0, 4)


def test_an_unknown_name_suggests_the_nearest():
    with pytest.raises(KeyError, match=r"'income.wages' is not a fact of a member; did you mean 'income.wage'\?"):
        BUILT_IN.fact("member", "income.wages")


@pytest.mark.parametrize(
    ("place", "key", "suggestion"),
    [
        ("incomes", "wages", 'did you mean "wage"?'),
        ("flags", "medical", 'it belongs under "expenses".'),
        ("flags", "education", "it belongs directly in the member."),
        ("flags", "colour", None),
    ],
)
def test_suggestions_look_near_first_and_elsewhere_next(place, key, suggestion):
    assert BUILT_IN.suggest("member", place, key) == suggestion


def test_a_plugin_declares_facts_in_its_own_name_space(tmp_path):
    poor, subsidy = load_facts(written(tmp_path, PLUGIN_FACTS))
    assert poor == Fact(
        "member", "hebei.registered_poor", FLAG, "建档立卡", "registered poor", "facts", "hebei.registered_poor"
    )
    assert (subsidy.unit, subsidy.absent, subsidy.bounds) == (FLOW, "none", (0, 10**7))
    assert BUILT_IN.extended([poor]).fact("member", "hebei.registered_poor") is poor
    assert not BUILT_IN.knows("member", "hebei.registered_poor")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'place = "facts"',
            'place = "incomes"',
            'stands under "incomes"; a plug-in adds to "facts" or "findings" only.',
        ),
        ('prefix = "hebei."', "", 'has no name space; write prefix = "hebei." or the like in its group.'),
        ('"flag"', '"choice"', 'is a choice without values; add values = ["...", "..."].'),
        ('"flag"', '"float"', "hebei.registered_poor has entity 'member' and unit 'float'"),
        ('title = "建档立卡", ', "", "missing 1 required positional argument: 'title'"),
        ("[[group]]", "[[group]", "cannot be read as a catalogue of facts"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_its_file(tmp_path, old, new, sentence):
    path = written(tmp_path, PLUGIN_FACTS.replace(old, new))
    with pytest.raises(PluginError) as caught:
        load_facts(path)
    assert sentence in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_name_that_is_taken_by_another_kind_of_fact_is_refused():
    other = Fact("member", "income.wage", FLAG, "工资", "wages", "facts")
    with pytest.raises(PluginError) as caught:
        BUILT_IN.extended([other])
    assert str(caught.value) == (
        "income.wage is already a fact of a member: wages (money a month). Choose another name."
    )


def test_repeating_a_finding_keeps_the_first():
    again = finding("household", "property_within_limits", title="财产", english="property", article="14")
    assert BUILT_IN.extended([again]) is BUILT_IN


def test_a_fact_with_its_map_before_it_is_told_where_it_belongs():
    assert BUILT_IN.suggest("member", "", "father.in_prison") == 'write "in_prison" inside the map "father".'
