"""Time limits in TOML: read strictly, found by place, day and circumstance."""

from datetime import date

import pytest

from dibao import Engine, Plugin, PluginError
from dibao.law.time_limits import CIRCUMSTANCES, START_TITLES, STARTS, limits_in_force, load_time_limits

LIMIT = """
[[limit]]
name = "decision"
programme = "dibao"
code = "970101"
starts = "accepted"
length = 30
unit = "workdays"
title = "作出决定"
english = "decide"
document = "shili-notice"
article = "第一条"
grade = "assumed"
since = 2024-03-01
until = 2024-12-31
"""


def limits(tmp_path, text):
    path = tmp_path / "time_limits.toml"
    path.write_text(text, encoding="utf-8")
    return load_time_limits(path, "shili/time_limits.toml")


def in_force(found, on, *circumstances, chain=("970101", "000000")):
    return [each.length for each in limits_in_force(found, chain, on, "accepted", circumstances)]


@pytest.mark.parametrize(
    ("on", "lengths"),
    [
        (date(2024, 2, 29), []),
        (date(2024, 3, 1), [30]),
        (date(2024, 12, 31), [30]),
        (date(2025, 1, 1), []),
    ],
)
def test_a_limit_holds_from_its_first_to_its_last_day(tmp_path, on, lengths):
    assert in_force(limits(tmp_path, LIMIT), on) == lengths


def test_the_nearest_place_decides_and_there_the_gravest_circumstance(tmp_path):
    nation = LIMIT.replace("970101", "000000")
    special = nation.replace("length = 30", 'length = 45\nwhen = "special"')
    delegated = nation.replace("length = 30", 'length = 20\nwhen = "delegated"')
    found = limits(tmp_path, special + nation + delegated)
    on = date(2024, 6, 1)
    assert in_force(found, on) == [30]
    assert in_force(found, on, "delegated") == [20]
    assert in_force(found, on, "delegated", "special") == [45]
    shorter = limits(tmp_path, special + nation + delegated + LIMIT.replace("length = 30", "length = 25"))
    assert in_force(shorter, on, "delegated", "special") == [25]
    assert in_force(shorter, on, "delegated", "special", chain=("970102", "000000")) == [45]


def test_everything_wrong_with_a_file_is_named_at_once(tmp_path):
    wrong = (
        LIMIT.replace('"accepted"', '"acepted"').replace("length = 30", "length = 0")
        + LIMIT.replace("until = 2024-12-31", "until = 2024-02-01").replace("grade", "grad")
        + "\n[other]\n"
    )
    with pytest.raises(PluginError) as caught:
        limits(tmp_path, wrong)
    text = str(caught.value)
    assert 'shili/time_limits.toml:2 limit decision: starts is "acepted"' in text
    assert "did you mean 'accepted'?" in text
    assert "length is 0; expected 1 or more" in text
    assert "runs from 2024-03-01 until 2024-02-01; put the earlier day first" in text
    assert "'grad' is not known here; did you mean 'grade'?" in text
    assert "other is not known here; expected [[limit]] tables" in text


def test_two_limits_of_one_name_may_not_hold_on_one_day(tmp_path):
    with pytest.raises(
        PluginError, match=r"limit decision from 2024-12-31 overlaps the one at shili/time_limits\.toml:2"
    ):
        limits(tmp_path, LIMIT + LIMIT.replace("since = 2024-03-01", "since = 2024-12-31"))
    assert len(limits(tmp_path, LIMIT + LIMIT.replace("= 2024-", "= 2025-"))) == 2


def test_the_check_names_a_limit_of_an_unknown_document_or_of_another_place(tmp_path):
    (tmp_path / "jurisdictions.toml").write_text(
        '["970101"]\nparent = "000000"\ntitle = "示例县"\nenglish = "Shili"\n', encoding="utf-8"
    )
    stray = LIMIT.replace("shili-notice", "cn-2021-57").replace("970101", "000000")
    (tmp_path / "time_limits.toml").write_text(LIMIT + stray, encoding="utf-8")
    engine = Engine(plugins=[Plugin("shili", speaks_for="970101", folder=tmp_path)])
    found = [str(each) for each in engine.check() if "limit decision" in str(each)]
    assert len(found) == 2
    assert "cites the document 'shili-notice', which nobody states" in found[0]
    assert "is for 000000, but shili speaks for 970101 and what is below it. Move it." in found[1]


def test_the_nation_states_a_limit_for_every_start_and_circumstance_but_those_that_no_document_has():
    found = Engine(plugins=[]).time_limits
    assert {each.starts for each in found} == set(STARTS) == set(START_TITLES)
    assert {each.when for each in found} - {""} == set(CIRCUMSTANCES)
