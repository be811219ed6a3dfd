"""What decides tables is chosen by the size of the work."""

import pytest

from dibao.batch import backends
from dibao.batch.backends import FEWEST_TO_COMPILE, check_backend, chosen
from dibao.errors import DibaoError


@pytest.mark.parametrize(
    ("households", "backend"),
    [(FEWEST_TO_COMPILE - 1, "numpy"), (FEWEST_TO_COMPILE, "numba"), (FEWEST_TO_COMPILE + 1, "numba")],
)
def test_large_work_is_compiled(households, backend):
    assert chosen(None, households) == backend


def test_what_was_asked_for_is_taken():
    assert (chosen("numba", 1), chosen("numpy", 10**7)) == ("numba", "numpy")


def test_without_numba_all_is_done_by_columns(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    assert chosen(None, 10**7) == "numpy"


def test_numba_that_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    with pytest.raises(
        DibaoError, match=r"needs numba and platformdirs, not installed; run: pip install 'dibao\[fast\]'"
    ):
        check_backend("numba")


def test_only_what_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None if name == "platformdirs" else object())
    with pytest.raises(DibaoError, match="needs platformdirs, not installed"):
        check_backend("numba")


def test_no_backend_of_that_name():
    with pytest.raises(DibaoError, match="backend is 'gpu'; expected 'numpy', 'numba' or None"):
        check_backend("gpu")
