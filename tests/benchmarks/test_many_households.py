"""The benchmarks of many households run, agree with plain Python, and say what they miss; no time is asserted."""

import json

import numpy as np
import pyarrow as pa
import pytest
from benchmarks import bench_many_households
from benchmarks.many.arithmetic import Arithmetic
from benchmarks.many.engines import ARITHMETIC, ENTRIES, FAST, OPENFISCA, results_of
from benchmarks.many.measure import Case, Measured, absent, cases
from benchmarks.many.near import ROWS, NearLoops
from benchmarks.many.oracle import expected, stated, wrong_rows
from benchmarks.many.report import claim_lines, claims_of, rows_of, thread_lines
from benchmarks.many.with_dibao import ALLOWANCES, DibaoCompiled, in_fen

from dibao.batch.synth import shili_population

DECIDING = [name for name, each in ENTRIES.items() if each.where.startswith("with_") and "Hongjiang" not in each.where]


@pytest.fixture(scope="module")
def tables():
    return shili_population(400, seed=3).tables()


@pytest.mark.parametrize("name", [each for each in DECIDING if "dibao[fast]" not in each])
def test_every_engine_agrees_with_plain_python(name, tables):
    entry = ENTRIES[name]
    if entry.name in absent([entry]):
        pytest.skip(f"{entry.package} is not installed")
    engine = entry.load()
    households, members = tables
    engine.prepare(households, members, 1)
    if hasattr(engine, "renew"):
        engine.renew()
    found = results_of(engine, engine.run())
    assert wrong_rows(found, expected(stated(*tables))).tolist() == []


def test_a_wrong_row_is_found(tables):
    right = expected(stated(*tables))
    wrong = {name: values.copy() for name, values in right.items()}
    wrong["dibao"][7] += 1
    assert wrong_rows(wrong, right).tolist() == [7]


def test_small_populations_are_left_to_one_thread():
    chosen = cases((1_000, 100_000), [ENTRIES[FAST], ENTRIES[OPENFISCA]], (1, 2))
    assert [(each.rows, each.entry.name, each.threads) for each in chosen] == [
        (1_000, FAST, 1),
        (1_000, OPENFISCA, 1),
        (100_000, FAST, 1),
        (100_000, FAST, 2),
        (100_000, OPENFISCA, 1),
    ]


def made(name, wall, threads=1):
    found = Measured(Case(ENTRIES[name], 100_000, threads))
    found.add({"wall": wall, "cpu": wall, "peak_mb": 1.0, "first_seconds": 0.1, "bytes": None})
    return found


def test_claims_say_what_is_reached_and_what_is_not_measured():
    found = [made(FAST, [50.0, 40.0, 60.0]), made(OPENFISCA, [1500.0])]
    said = claim_lines(list(claims_of(found)))
    claim = "from tables, compiled, by OpenFisca's build + calculate"
    assert said[0] == f"{claim}: 30.00 on 100,000 households (at least 30): reached"
    assert "two threads by one: not measured here (at least 1.6)" in said
    slower = [made(FAST, [50.1]), made(OPENFISCA, [1500.0])]
    assert claim_lines(list(claims_of(slower)))[0].endswith("(at least 30): MISSED")
    assert [row.ratio for row in rows_of(found)] == [1.0, 30.0]


def test_what_a_second_thread_gains_at_most_is_said():
    found = [made(ARITHMETIC, [9.0, 8.0, 10.0]), made(ARITHMETIC, [6.0], threads=2), made(FAST, [50.0])]
    said = ["a second thread, 100,000 households, arithmetic near at hand: 1.50"]
    assert [*thread_lines(found)] == said
    found.append(made(FAST, [40.0], threads=2))
    assert [*thread_lines(found)] == [*said, "a second thread, 100,000 households, dibao[fast], tables to table: 1.25"]
    assert [*thread_lines(found[:1])] == []


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_few_households_are_decided_as_often_as_told(threads):
    engine = NearLoops()
    engine.prepare(pa.table({"id": range(3 * ROWS + 1)}), pa.table({}), threads)
    filled = [job.kept[-1] for job in engine.jobs]
    for each in filled:
        each[:] = -1
    assert engine.run() == 4
    usual = DibaoCompiled()
    usual.prepare(*shili_population(ROWS).tables(), 1)
    right = in_fen(usual.run(), ALLOWANCES[:1])
    assert right.any()
    # The threads take turns as it comes, and one of them may have had no turn.
    assert any((each == right).all() for each in filled)
    assert all((each == right).all() or (each == -1).all() for each in filled)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_arithmetic_is_done_whole_however_it_is_shared(threads):
    engine = Arithmetic()
    households, members = shili_population(2_000).tables()
    engine.prepare(households, members, threads)
    [rounds] = {rounds for (rounds,) in engine.calls}
    assert rounds * len(engine.calls) >= 195
    number = 0x01010101
    for _ in range(rounds):
        number = (number * 1664525 + 1013904223) % 2**32
    assert engine.run() == len(engine.calls) * number


def test_the_whole_benchmark_runs_on_few_households(capsys):
    arguments = ["--json", "--only", "whole columns", "plain Python", "--sizes", "50", "--rounds", "1"]
    code = bench_many_households.main([*arguments, "--checked", "60", "--starts", "0"])
    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [each["engine"] for each in told["cases"]] == ["NumPy, whole columns", "plain Python, dicts ready"]
    assert set(told["agreement"].values()) == {"on 60 of 60 households"}
    assert all(np.isfinite(each["wall_ns"]).all() for each in told["cases"])
