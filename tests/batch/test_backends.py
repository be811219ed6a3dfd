"""What decides tables is chosen by the size of the work."""

import subprocess
import sys

import pytest

from dibao.batch import backends
from dibao.batch.backends import FEWEST_TO_COMPILE, check_backend, chosen
from dibao.errors import DibaoError


@pytest.mark.parametrize(
    ("households", "backend"),
    [(FEWEST_TO_COMPILE - 1, "numpy"), (FEWEST_TO_COMPILE, "compiled"), (FEWEST_TO_COMPILE + 1, "compiled")],
)
def test_large_work_is_compiled(households, backend):
    assert chosen(None, households) == backend


def test_what_was_asked_for_is_taken():
    assert (chosen("compiled", 1), chosen("numpy", 10**7)) == ("compiled", "numpy")


def test_without_a_compiler_all_is_done_by_columns(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    assert chosen(None, 10**7) == "numpy"


@pytest.mark.parametrize("threads", [1, 3])
def test_tables_and_populations_are_decided_without_a_compiler(threads):
    script = f"""
import sys
sys.modules["llvmlite"] = None
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON
from dibao import Engine
from dibao.batch import assess_prepared, assess_tables, prepare
from dibao.batch.synth import shili_population
policy, tables = Engine(plugins=[plugin]).policy("990000", ON), shili_population(200).tables()
found = assess_tables(policy, *tables, on=ON, threads={threads}).decisions
again = assess_prepared(policy, prepare(policy, *tables), on=ON, threads={threads}).decisions
print(found.num_rows, found == again)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (run.stdout, run.returncode) == ("200 True\n", 0), run.stderr


def test_a_compiler_that_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    with pytest.raises(
        DibaoError, match=r"needs llvmlite and platformdirs, not installed; run: pip install 'dibao\[fast\]'"
    ):
        check_backend("compiled")


def test_only_what_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None if name == "platformdirs" else object())
    with pytest.raises(DibaoError, match="needs platformdirs, not installed"):
        check_backend("compiled")


def test_no_backend_of_that_name():
    with pytest.raises(DibaoError, match="backend is 'gpu'; expected 'numpy', 'compiled' or None"):
        check_backend("gpu")
