"""A place with a value of its own that nobody here knows does not take its province's."""

from datetime import date
from pathlib import Path

import pytest

from dibao import Engine, PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.law_data import figure_table, merge

TEXT = """\
[document.try]
title = "试验"
english = "Trial"
issuer = "试验"
level = "fixture"
grade = "assumed"

[figure."try.standard"]
unit = "flow"
title = "标准"
english = "standard"

[[try.standard]]
code = "970000"
amount = 700
per = "month"
since = 2022
until = "open"
document = "try"
grade = "assumed"

[[try.standard]]
code = "970100"
amount = 900
per = "month"
since = 2022
until = 2022
document = "try"
grade = "assumed"

[[try.standard]]
code = "970100"
amount = "unknown"
since = 2024
until = 2024
document = "try"
"""
CHAIN = ("970101", "970100", "970000")


def data(tmp_path: Path, text: str = TEXT):
    path = tmp_path / "figures.toml"
    path.write_text(text, encoding="utf-8")
    return load_law_data(path)


@pytest.mark.parametrize(
    ("on", "yuan"),
    [
        (date(2022, 12, 31), 900),
        (date(2023, 12, 31), 700),
        (date(2024, 1, 1), None),
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), 700),
    ],
)
def test_the_places_above_do_not_stand_in_while_it_is_unknown(tmp_path, on, yuan):
    found = figure_table(merge([data(tmp_path)])).at("try.standard", CHAIN, on)
    assert (found.value if isinstance(found, FigureInForce) else None) == (yuan and yuan * 1200)


def test_other_places_keep_their_provinces_value(tmp_path):
    found = figure_table(merge([data(tmp_path)])).at("try.standard", ("970200", "970000"), date(2024, 6, 1))
    assert isinstance(found, FigureInForce)


def test_an_office_that_knows_it_says_so(tmp_path):
    first = TEXT[TEXT.index("[[try") :].split("\n\n")[0]
    known = first.replace("amount = 700", "amount = 950").replace('"970000"', '"970100"')
    document = TEXT[: TEXT.index("[figure")].replace("document.try", "document.office").replace("试验", "办公室")
    overlay = tmp_path / "office"
    overlay.mkdir()
    table = figure_table(merge([data(tmp_path)]), data(overlay, document + known.replace('"try"', '"office"')))
    found = table.at("try.standard", CHAIN, date(2024, 6, 1))
    assert isinstance(found, FigureInForce) and found.value == 950 * 1200


def test_carrying_forward_stops_there_too(tmp_path):
    ended = TEXT.replace('since = 2022\nuntil = "open"', "since = 2022\nuntil = 2023", 1).replace(
        "until = 2024", 'until = "open"'
    )
    table = figure_table(merge([data(tmp_path, ended)]), carry_forward=True)
    found = [table.at("try.standard", (code, "970000"), date(2024, 6, 1)) for code in ("970100", "970200")]
    assert [each.value if isinstance(each, FigureInForce) else None for each in found] == [900 * 1200, 700 * 1200]


def problems(tmp_path, text: str) -> list[str]:
    with pytest.raises(PluginError) as caught:
        merge([data(tmp_path, text)])
    return [str(each).replace(f"{tmp_path}/", "") for each in caught.value.problems]


def test_faults_are_told_with_their_lines(tmp_path):
    said = 'amount = "unknown"'
    assert problems(tmp_path, TEXT.replace(said, f'{said}\nper = "month"')) == [
        "figures.toml:31 try.standard: 'per' is not known here; known are amount, code, document, note, since, until"
    ]
    assert problems(tmp_path, TEXT[:-6] + '"tri"\n') == [
        "figures.toml:31 try.standard: document 'tri' is not known; did you mean 'try'?"
    ]
    assert problems(tmp_path, TEXT.replace("since = 2024", "since = 2022")) == [
        "figures.toml:31 try.standard for 970100 from 2022-01-01 overlaps the value in force 2022-01-01 to 2022-12-31 "
        "at figures.toml:22; end one before the other starts"
    ]


def test_nanchang_asks_for_its_own_standard_from_2024_on():
    policy = Engine(plugins="jiangxi").policy("360100", date(2024, 3, 1))
    assert not isinstance(policy.look_up("dibao.standard.rural"), FigureInForce)
