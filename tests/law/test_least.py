"""What a figure should be at least: how it is declared, and which values `dibao check` mentions.

The pairs of numbers are published ones, of Jiangxi and Hunan; the places and the document are invented.
"""

from fractions import Fraction

import pytest

from dibao import Engine
from dibao.errors import PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.figure_least import Least
from dibao.law.figures import FigureRecord
from dibao.law.law_data import figure_table, merge
from dibao.law.least_checks import least_problems

PLACE, ABOVE, OTHER = "990101", "990000", "980000"
CHAINS = {PLACE: (PLACE, ABOVE, "000000"), ABOVE: (ABOVE, "000000"), OTHER: (OTHER, "000000")}
DOCUMENT = """
[document.levels]
title = "示例"
english = "Example"
issuer = "示例县"
level = "fixture"
"""
LEAST = '{ times = "1.3", of = "shili.standard", tolerance = "0.02", document = "levels" }'
STANDARD = """
[figure."shili.standard"]
unit = "flow"
title = "标准"
english = "standard"
"""
LIVING = f"""
[figure."shili.living"]
unit = "flow"
title = "基本生活标准"
english = "living standard"
least = {LEAST}
"""
HEAD = DOCUMENT + STANDARD + LIVING


def value(
    name: str, amount: str, per: str = "month", since: str = "2024", until: str = "2024", code: str = PLACE
) -> str:
    """Write one dated value."""
    return f"""
[[shili.{name}]]
code = "{code}"
amount = {amount}
per = "{per}"
since = {since}
until = {until}
document = "levels"
grade = "assumed"
"""


@pytest.fixture
def load(tmp_path):
    """Read a figures.toml and check it as law."""

    def from_text(text):
        path = tmp_path / "figures.toml"
        path.write_text(text, encoding="utf-8")
        return merge([load_law_data(path, "shili.toml")])

    return from_text


@pytest.fixture
def mentioned(load):
    """Give what the check mentions of a figures.toml."""

    def from_text(text, carry_forward=False):
        table = figure_table(load(text), carry_forward=carry_forward)
        records: dict[str, list[FigureRecord]] = {}
        for record in table.records:
            records.setdefault(record.name, []).append(record)
        found = list(least_problems(table, records, CHAINS))
        assert {each.severity for each in found} <= {"notice"}
        return [str(each) for each in found]

    return from_text


def problems(load, text):
    with pytest.raises(PluginError) as caught:
        load(text)
    return [str(each) for each in caught.value.problems]


# -- what is short -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("standard", "living", "per"),
    [
        ("650", "845", "month"),  # exactly 1.3 times
        ("417", "542", "month"),  # 542.1, truncated
        ("395", "513", "month"),  # 513.5, truncated
        ("825", "1080", "month"),  # 1072.5, rounded up
        ("885", "1150", "month"),  # 1150.5
        ("4860", "6240", "year"),  # 6318: short by a little more than a hundredth
    ],
)
def test_published_amounts_are_within_the_tolerance(mentioned, standard, living, per):
    assert mentioned(HEAD + value("standard", standard, per) + value("living", living, per)) == []


@pytest.mark.parametrize(("living", "count"), [("637.01", 0), ("637", 0), ("636.99", 1)])
def test_a_value_at_the_edge_of_the_tolerance_is_not_short(mentioned, living, count):
    # 1.3 × 500 = 650, less two hundredths of it: 637.
    assert len(mentioned(HEAD + value("standard", "500") + value("living", living))) == count


@pytest.mark.parametrize(("living", "count"), [("650.01", 0), ("650", 0), ("649.99", 1)])
def test_without_a_tolerance_the_multiple_itself_is_the_edge(mentioned, living, count):
    strict = HEAD.replace(', tolerance = "0.02"', "")
    assert len(mentioned(strict + value("standard", "500") + value("living", living))) == count


@pytest.mark.parametrize(("care", "count"), [("166.67", 0), ("166.66", 1)])
def test_a_fraction_is_exact(mentioned, care, count):
    # A third of 500 is 166.666…
    third = HEAD.replace('"1.3"', '"1/3"').replace(', tolerance = "0.02"', "")
    assert len(mentioned(third + value("standard", "500") + value("living", care))) == count


def test_a_year_and_a_month_are_compared_exactly(mentioned):
    assert mentioned(HEAD + value("standard", "500") + value("living", "7644", "year")) == []
    assert len(mentioned(HEAD + value("standard", "500") + value("living", "7643", "year"))) == 1


def test_the_notice_names_both_values_places_and_days(mentioned):
    text = HEAD + value("standard", "500", until="2024-06-30", code=ABOVE) + value("living", "600")
    assert mentioned(text) == [
        "shili.toml:28 shili.living for 990101, 600 yuan a month by levels, falls short of 1.3 times shili.standard "
        "for 990000, 500 yuan a month by levels (shili.toml:19) by more than 0.02 of it, from 2024-01-01 until "
        "2024-06-30; levels asks for that much. Correct the wrong one; if both are right, the place gives less."
    ]


def test_each_value_beside_it_is_looked_at_on_its_own_days(mentioned):
    standards = value("standard", "400", until="2024-06-30") + value("standard", "500", since="2024-07-01")
    (found,) = mentioned(HEAD + standards + value("living", "600", until='"open"'))
    assert "500 yuan a month" in found
    assert "from 2024-07-01 until 2024-12-31;" in found


def test_a_change_above_splits_no_notice(mentioned):
    above = value("standard", "300", until="2024-06-30", code=ABOVE)
    text = HEAD + above + value("standard", "500") + value("living", "600")
    (found,) = mentioned(text)
    assert "from 2024-01-01 until 2024-12-31;" in found


@pytest.mark.parametrize(
    "beside",
    [
        "",
        value("standard", "500", since="2025", until="2025"),
        value("standard", "500", code=OTHER),
        value("standard", "500", code=ABOVE) + value("standard", "400"),
        value("standard", "500", code=ABOVE) + value("standard", '"unknown"').replace('per = "month"\n', "")
        .replace('grade = "assumed"\n', ""),
    ],
    ids=["none", "another year", "another place", "its own is low enough", "its own is not known"],
)  # fmt: skip
def test_only_what_is_in_force_at_the_place_is_compared(mentioned, beside):
    assert mentioned(HEAD + beside + value("living", "600")) == []


def test_what_is_carried_forward_is_not_compared(mentioned):
    old = value("standard", "500", since="2023", until="2023")
    assert mentioned(HEAD + old + value("living", "600"), carry_forward=True) == []


def test_no_shipped_amount_falls_short():
    engine = Engine()
    chains = {
        code: tuple(each.code for each in engine.jurisdictions.chain(code)) for code in engine.jurisdictions.codes()
    }
    records: dict[str, list[FigureRecord]] = {}
    for record in engine.figures.records:
        records.setdefault(record.name, []).append(record)
    assert len([each for each in engine.figures.records if engine.figures.declaration(each.name).least]) > 20
    assert [str(each) for each in least_problems(engine.figures, records, chains)] == []


# -- how it is declared --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "times"),
    [
        ('"1.3"', Fraction(13, 10)),
        ("1.3", Fraction(13, 10)),
        ("2", 2),
        ('"1/10"', Fraction(1, 10)),
        ('"1/3"', Fraction(1, 3)),
    ],
)
def test_a_multiple_is_a_decimal_or_a_fraction(load, written, times):
    least = load(HEAD.replace('"1.3"', written)).declarations["shili.living"].least
    assert least == Least(Fraction(times), "shili.standard", Fraction(1, 50), "levels")


def test_a_figure_without_one_has_none(load):
    assert load(HEAD).declarations["shili.standard"].least is None


HERE = "shili.toml:13 figure shili.living: least: "


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        (
            '"1.3"',
            [
                'shili.toml:13 figure shili.living: least is "1.3"; expected { times = "1.3", of = "NAME", document = '
                '"ID" }, and a tolerance if there is one'
            ],
        ),
        (
            "{}",
            [f"{HERE}times is missing; add it", f"{HERE}of is missing; add it", f"{HERE}document is missing; add it"],
        ),
        (
            LEAST.replace('"1.3"', '"0/3"'),
            [f'{HERE}times is "0/3"; expected a number above 0 such as "1.3" or "1/10"'],
        ),
        (
            LEAST.replace('"1.3"', '"1/0"'),
            [f'{HERE}times is "1/0"; expected a number above 0 such as "1.3" or "1/10"'],
        ),
        (LEAST.replace('"1.3"', "-1"), [f'{HERE}times is -1; expected a number above 0 such as "1.3" or "1/10"']),
        (LEAST.replace('"1.3"', "true"), [f'{HERE}times is true; expected a number above 0 such as "1.3" or "1/10"']),
        (
            LEAST.replace('"0.02"', "1"),
            [f"{HERE}tolerance is 1; expected a share from 0 to less than 1"],
        ),
        (
            LEAST.replace('"0.02"', '"-0.01"'),
            [f"{HERE}tolerance is -0.01; expected a share from 0 to less than 1"],
        ),
        (
            LEAST.replace("tolerance", "tolerence"),
            [f"{HERE}'tolerence' is not known here; did you mean 'tolerance'?"],
        ),
    ],
)
def test_a_wrong_form_is_one_sentence_each(load, written, sentences):
    assert problems(load, HEAD.replace(LEAST, written)) == sentences


OTHER_UNIT = "shili.age is in count, this in money a month; name a figure of the same unit"
MISSPELT = "shili.standart is not a declared figure. Did you mean 'shili.standard'?"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (LEAST.replace("shili.standard", "shili.standart"), MISSPELT),
        (LEAST.replace("shili.standard", "shili.age"), OTHER_UNIT),
        (LEAST.replace("levels", "level"), "document 'level' is not known; did you mean 'levels'?"),
        (LEAST.replace("levels", "xyz"), "document 'xyz' is not known; add [document.xyz]"),
    ],
)
def test_the_other_figure_and_the_document_must_be_there(load, written, sentence):
    age = STANDARD.replace("shili.standard", "shili.age").replace("flow", "count")
    assert problems(load, HEAD.replace(LEAST, written) + age) == [HERE + sentence]


def test_a_flag_has_no_multiple(load):
    text = HEAD.replace('unit = "flow"', 'unit = "flag"')
    assert problems(load, text) == [f"{HERE}a flag has no multiple; leave it out"]


def test_one_of_two_declarations_that_ask_for_different_multiples_is_refused(tmp_path):
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(HEAD, encoding="utf-8")
    second.write_text(LIVING.replace("1.3", "1.4"), encoding="utf-8")
    with pytest.raises(PluginError, match=r"figure shili\.living is written differently at a\.toml:13"):
        merge([load_law_data(first, "a.toml"), load_law_data(second, "b.toml")])
