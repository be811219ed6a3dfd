"""A reform beside a baseline: exact sums, who gains and loses, and a baseline that stays as it is."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest

from dibao import Engine, InputError, Plugin, PluginError
from dibao.batch import assess_tables
from dibao.batch.compare import Comparison, Counts, compare, reformed
from dibao.batch.compare.in_words import WORDS, plain_text
from dibao.batch.compare.tally import Households, tally
from dibao.batch.synth import Place, national_population

ON = date(2024, 3, 1)
CODE = "431281"
OVERLAY = """
[document.reform]
title = "示例改革"
english = "Example reform (invented)"
issuer = "示例"
level = "fixture"
grade = "assumed"

[[dibao.standard.rural]]
code = "431281"
amount = "{amount}"
per = "month"
since = 2024
until = 2024
document = "reform"
grade = "assumed"
"""


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.fixture(scope="module")
def population():
    made = national_population(300, 4, ON, [Place(CODE, 70000, 45000)])
    return (*made.tables(), made.obligors)


@pytest.fixture
def overlay(tmp_path):
    def written(amount: str) -> Path:
        path: Path = tmp_path / f"reform-{amount}.toml"
        path.write_text(OVERLAY.format(amount=amount), encoding="utf-8")
        return path

    return written


def paid(engine, tables):
    decisions = assess_tables(engine, *tables, on=ON).decisions
    return decisions["total_monthly"].to_pylist()


def fen(amount):
    return int(100 * amount)


def test_counts_and_sums_are_those_of_the_single_households(engine, population, overlay):
    path = overlay("480")
    before, after = paid(engine, population), paid(reformed(engine, path), population)
    found = compare(engine, path, *population, on=ON)
    pairs = [(fen(a), fen(b)) for a, b in zip(before, after, strict=True) if a is not None and b is not None]
    assert found.total == Counts(
        households=300,
        open=300 - len(pairs),
        winners=sum(b > a for a, b in pairs),
        losers=sum(b < a for a, b in pairs),
        unchanged=sum(b == a for a, b in pairs),
        newly_covered=sum(a == 0 < b for a, b in pairs),
        dropped=sum(b == 0 < a for a, b in pairs),
        covered_before=sum(a > 0 for a, _ in pairs),
        covered_after=sum(b > 0 for _, b in pairs),
        gained=sum(max(b - a, 0) for a, b in pairs),
        lost=sum(max(a - b, 0) for a, b in pairs),
        paid_before=sum(a for a, _ in pairs),
        paid_after=sum(b for _, b in pairs),
    )
    assert found.total.winners > 20
    assert found.total.cost == found.total.gained - found.total.lost > 0


def test_every_grouping_adds_up_to_the_whole(engine, population, overlay):
    found = compare(engine, overlay("430"), *population, on=ON)
    assert found.total.losers > 0
    for groups in found.groups.values():
        assert sum(groups.values(), Counts()) == found.total
    assert set(found.groups["area"]) == {"urban", "rural"}
    assert found.groups["area"]["urban"].losers == 0
    assert sum(found.statuses.values()) == 300


def test_a_lower_standard_never_makes_a_winner(engine, population, overlay):
    found = compare(engine, overlay("430"), *population, on=ON)
    assert (found.total.winners, found.total.newly_covered, found.total.gained) == (0, 0, 0)


def test_a_reform_to_the_same_amount_changes_nothing_and_says_so(engine, population, overlay):
    found = compare(engine, overlay("450"), *population, on=ON)
    assert (found.changes_nothing, found.same_law) == (True, False)
    assert found.text("en").startswith("The reform changes the law, but the outcome of no household.\n")
    assert found.total.cost == 0


def test_the_law_beside_itself_is_said_to_be_the_same(engine, population):
    found = compare(engine, engine, *population, on=ON)
    assert (found.changes_nothing, found.same_law) == (True, True)
    assert found.text("zh").startswith("改革在这些地区当日不改变任何规则和数值。\n")


def test_a_fen_more_is_a_change(engine, population, overlay):
    found = compare(engine, overlay("450.01"), *population, on=ON)
    assert not found.changes_nothing
    assert 0 < found.total.cost < 100 * found.total.winners


def test_the_baseline_stays_as_it_is(engine, population, overlay):
    policy = engine.policy(CODE, ON)
    print_before, paid_before = policy.fingerprint, paid(engine, population)
    compare(engine, overlay("480"), *population, on=ON)
    assert engine.policy(CODE, ON) is policy
    assert (policy.fingerprint, paid(engine, population)) == (print_before, paid_before)


RULES = """
from dibao import Regulation

measures = Regulation(
    "reform-2024", title="示例改革", issuer="示例", jurisdiction="431281", since="2024", grade="assumed",
    level="fixture"{more},
)
measures.repeal("hongjiang-plan-2024:elderly_service_subsidy", article="第一条", title="停发养老服务补贴")
"""


def plugin_of(name, more, tmp_path, monkeypatch):
    (tmp_path / f"{name}.py").write_text(RULES.format(more=more), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return Plugin("reform", speaks_for=CODE, modules=(import_module(name),), folder=tmp_path)


def test_a_reform_that_contradicts_the_law_is_refused_once(engine, population, tmp_path, monkeypatch):
    reform = plugin_of("reform_without_amends", "", tmp_path, monkeypatch)
    with pytest.raises(PluginError) as error:
        compare(engine, reform, *population, on=ON)
    assert len(error.value.problems) == 1


def test_a_plugin_is_laid_over_the_baseline(engine, population, tmp_path, monkeypatch):
    reform = plugin_of("reform_with_amends", ', amends=("hongjiang-plan-2024",)', tmp_path, monkeypatch)
    found = compare(engine, reform, *population, on=ON)
    lost = {name for name, each in found.programmes.items() if each.paid_after < each.paid_before}
    assert lost == {"elderly_service_subsidy"}
    assert (found.total.winners, found.changes_nothing, found.same_law) == (0, False, False)
    assert found.total.losers == found.programmes["elderly_service_subsidy"].dropped > 0
    assert "reform" not in [each.name for each in engine.plugins.plugins]


def test_a_figure_that_nobody_declared_is_refused(engine, population, tmp_path):
    path = tmp_path / "reform.toml"
    path.write_text(OVERLAY.format(amount="480").replace("dibao.standard.rural", "dibao.standard.moon"), "utf-8")
    with pytest.raises(InputError, match=r"dibao\.standard\.moon"):
        compare(engine, path, *population, on=ON)


def test_a_place_that_nobody_knows_is_refused(engine, population, tmp_path):
    path = tmp_path / "reform.toml"
    path.write_text(OVERLAY.format(amount="480").replace("431281", "999999"), "utf-8")
    with pytest.raises(InputError, match="999999"):
        compare(engine, path, *population, on=ON)


def test_a_day_is_needed(engine, population):
    with pytest.raises(InputError) as error:
        compare(engine, engine, *population)
    assert str(error.value) == "on is none; expected one day for both laws. Name one with on=."


def decisions(*rows):
    totals, statuses = zip(*rows, strict=True)
    money = pa.array([None if each is None else Decimal(each) for each in totals], pa.decimal128(18, 2))
    return pa.table({"total_monthly": money, "status": pa.array(statuses).dictionary_encode()})


ONE_GROUP = (["all"], pa.array([0] * 6).to_numpy())


def test_each_kind_of_household_is_counted_once():
    before = decisions(
        ("0.00", "not_eligible"), ("10.00", "dibao"), ("10.00", "dibao"), ("10.00", "dibao"), (None, "undetermined"),
        ("10.00", "dibao"),
    )  # fmt: skip
    after = decisions(
        ("0.01", "dibao"), ("0.00", "not_eligible"), ("10.00", "dibao"), ("9.99", "dibao"), ("5.00", "dibao"),
        ("10.01", "dibao"),
    )  # fmt: skip
    found = tally(before, after, Households(ONE_GROUP, ONE_GROUP, ONE_GROUP), {}, ON, same_law=False)
    assert found.total == Counts(6, 1, 2, 2, 1, 1, 1, 4, 4, 2, 1001, 4000, 3001)
    assert found.statuses[("not_eligible", "dibao")] == 1
    assert found.groups["area"] == {"all": found.total}


def test_two_parts_add_up_to_the_whole():
    part = Comparison(
        ON, True, Counts(1, winners=1, gained=5), {"area": {"urban": Counts(1)}, "jurisdiction": {}, "size": {}}
    )
    whole = part + part
    assert (whole.total.households, whole.total.gained) == (2, 10)
    assert whole.groups["area"]["urban"].households == 2


def test_amounts_beyond_a_float_stay_exact():
    counts = Counts(households=1, paid_after=2**60 + 1)
    assert counts.to_json()["cost_monthly"] == "11529215046068469.77"
    assert counts.to_json()["cost_yearly"] == "138350580552821637.24"


def test_every_word_has_two_languages():
    assert all(len(each) == 2 for each in WORDS.values())
    text = plain_text(Comparison(ON, True), "zh")
    assert "户增加" in text


def test_the_picture_shows_every_group(tmp_path, engine, population, overlay):
    pytest.importorskip("matplotlib")
    from dibao.batch.compare.picture import draw

    found = compare(engine, overlay("480"), *population, on=ON)
    draw(found, tmp_path / "reform.svg")
    drawn = (tmp_path / "reform.svg").read_text(encoding="utf-8")
    assert all(f">{name}<" in drawn for name in ("all", "area rural", "area urban", f"jurisdiction {CODE}", "size 1"))
