"""The benchmarks can be run, and compare engines that decide alike; no time is asserted."""

import json
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from benchmarks.hongjiang import EXAMPLE, ON, with_five_unknowns, without_findings
from benchmarks.peers import agreement
from benchmarks.shili import CASES, ShiliByDibao, disagreements
from benchmarks.table import Row, as_json, as_text
from benchmarks.timing import WARM_UP_CALLS, Timing, timed, timing_of
from tests.oracle import reference_policy

from dibao import Engine, read_household

BENCHMARKS = sorted(path.stem for path in (Path(__file__).parents[2] / "benchmarks").glob("bench_*.py"))
ROWS = [Row("slow", Timing(100, 150, 400), target=100), Row("absent", note="not installed")]


@pytest.mark.parametrize("module", BENCHMARKS)
def test_every_benchmark_has_a_main(module):
    assert callable(import_module(f"benchmarks.{module}").main)


def test_dibao_and_plain_python_agree_on_all_cases():
    deciders = {"plain Python": reference_policy.decide, "dibao": ShiliByDibao().decide}
    assert agreement(deciders) == {
        "plain Python agrees": "on 79 of 79 cases",
        "dibao agrees": "on 79 of 79 cases",
    }


def test_a_wrong_engine_is_named_with_its_cases():
    def generous(stated):
        result = reference_policy.decide(stated)
        return result._replace(dibao=result.dibao + 1) if stated is CASES[3]["household"] else result

    assert disagreements(generous) == ["shili-03"]
    assert agreement({"generous": generous}) == {"generous agrees": "on 78 of 79 cases, not on shili-03"}


@pytest.mark.parametrize(("change", "unknowns"), [(without_findings, 1), (with_five_unknowns, 5)])
def test_the_unknowns_that_are_timed_are_asked_for(change, unknowns):
    data = change(json.loads(EXAMPLE.read_text(encoding="utf-8")))
    household = read_household(data)
    decision = Engine().policy(household.jurisdiction, ON).assess(household)
    assert (decision.is_decided, len(decision.questions)) == (False, unknowns)


def test_every_call_takes_what_was_prepared_for_it():
    prepared = count()
    done: list[int] = []
    timed(done.append, prepared.__next__, calls=20)
    assert done == list(range(WARM_UP_CALLS + 20))


def test_a_timing_lies_between_the_extremes():
    assert timing_of([float(each) for each in range(1, 22)]) == Timing(2, 11, 20)


def test_the_table_prints_ratios_and_what_is_missing():
    lines = as_text(ROWS, {"dibao agrees": "on 79 of 79 cases"}).splitlines()
    assert lines[-4].split() == ["what", "p5", "p50", "p95", "unit", "target", "ratio", "note"]
    assert lines[-2].split() == ["slow", "100", "150", "400", "µs", "100", "1.50", "×", "target"]
    assert lines[-1].split() == ["absent", "not", "installed"]


def test_the_json_form_has_the_same_rows():
    data = json.loads(json.dumps(as_json(ROWS, {})))
    assert [(row["what"], row["ratio"]) for row in data["rows"]] == [("slow", 1.5), ("absent", None)]
