"""Places and what they lie in."""

import pytest

from dibao.errors import InputError, PluginError
from dibao.law.jurisdictions import Jurisdiction, Jurisdictions, load_jurisdictions

NATION = Jurisdiction("000000", None, "全国", "China", place="n.toml:1")
SHILI = Jurisdiction("990000", "000000", "示例省", "Shili", place="s.toml:1")
COUNTY = Jurisdiction("990101", "990000", "示例县", "Shili County", place="s.toml:5")
PLACES = Jurisdictions([COUNTY, NATION, SHILI])


def problems(*places):
    with pytest.raises(PluginError) as caught:
        Jurisdictions(places)
    return [str(each) for each in caught.value.problems]


def test_a_chain_leads_from_the_place_to_the_nation():
    assert PLACES.chain("990101") == (COUNTY, SHILI, NATION)
    assert PLACES.chain("000000") == (NATION,)


@pytest.mark.parametrize(
    ("root", "code", "inside"),
    [("990000", "990101", True), ("990101", "990101", True), ("000000", "990101", True), ("990101", "990000", False)],
)
def test_a_place_contains_itself_and_all_below(root, code, inside):
    assert PLACES.contains(root, code) is inside


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "990102",
            "990102 is not a jurisdiction of any loaded plug-in; did you mean 990101 示例县 (Shili County)? "
            "If 990102 lies in 990000 示例省 (Shili), ask for 990000, whose law it has, "
            'or declare ["990102"] in a plug-in\'s jurisdictions.toml.',
        ),
        ("123456", "123456 is not a jurisdiction of any loaded plug-in; install the plug-in that declares it"),
        ("99010", "'99010' is not a jurisdiction; expected a six-digit code in quotes, such as \"431281\""),
        (
            "９９０１０１",
            "'９９０１０１' is not a jurisdiction; expected a six-digit code in quotes, such as \"431281\"",
        ),
    ],
)
def test_an_unknown_code_is_refused_in_a_sentence(code, message):
    with pytest.raises(InputError) as caught:
        PLACES.chain(code)
    assert str(caught.value) == message


def test_codes_are_listed_in_order():
    assert (PLACES.codes(), "990101" in PLACES, "1" in PLACES) == (("000000", "990000", "990101"), True, False)


def test_the_same_place_may_be_declared_twice_alike():
    assert len(Jurisdictions([NATION, SHILI, SHILI]).codes()) == 2


def test_two_declarations_that_differ_are_refused_with_both_places():
    other = Jurisdiction("990000", "000000", "别省", "Other", place="t.toml:1")
    assert problems(NATION, SHILI, other) == [
        "t.toml:1 990000 别省 (Other) is declared differently at s.toml:1: 990000 示例省 (Shili)"
    ]


def test_an_undeclared_parent_is_refused():
    assert problems(NATION, COUNTY) == [
        's.toml:5 990101 示例县 (Shili County) lies in 990000, which nobody declares; add ["990000"]'
    ]


def test_a_circle_is_refused():
    back = Jurisdiction("990000", "990101", "示例省", "Shili", place="s.toml:1")
    assert problems(back, COUNTY) == [
        "s.toml:1 990000 示例省 (Shili) does not lead up to 000000; 990000 comes twice among its parents",
        "s.toml:5 990101 示例县 (Shili County) does not lead up to 000000; 990101 comes twice among its parents",
    ]


def load(tmp_path, text):
    path = tmp_path / "jurisdictions.toml"
    path.write_text(text, encoding="utf-8")
    return load_jurisdictions(path, "s.toml")


def test_a_file_is_read(tmp_path):
    text = '["990000"]\nparent = "000000"\ntitle = "示例省"\nenglish = "Shili"\n'
    assert load(tmp_path, text) == (SHILI,)
    assert load(tmp_path, text)[0].place == "s.toml:1"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            '["990000"]\ntitle = ""\nname = "x"',
            [
                "s.toml:1 990000: parent is missing; add it",
                's.toml:1 990000: title is ""; expected a text in quotes that is not empty',
                "s.toml:1 990000: english is missing; add it",
                "s.toml:1 990000: 'name' is not known here; known are english, parent, title",
            ],
        ),
        ("[shili]", ['s.toml:1 shili: expected a table named by a six-digit code, ["431281"]']),
        ('990000 = "x"', ['s.toml 990000: expected a table named by a six-digit code, ["431281"]']),
        (
            '["000000"]\nparent = "990000"\ntitle = "x"\nenglish = "x"',
            ["s.toml:1 000000: 'parent' is not known here; known are english, title"],
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, text, messages):
    with pytest.raises(PluginError) as caught:
        load(tmp_path, text)
    assert [str(each) for each in caught.value.problems] == messages
