"""The reference policy by dibao, from the Arrow tables to a table of decisions."""

import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from benchmarks.many.columns import plain
from benchmarks.many.oracle import Results
from benchmarks.shili import PROPERTY_RULES, STATUSES
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess_tables

TESTS = ("income_below_need", *(f"property_within_limits.{rule}" for rule in PROPERTY_RULES))
SINGLE = ("award_single_person",)
ALLOWANCES = ("award_disability_nursing_allowance", "award_disability_living_allowance")


class Dibao:
    """Tables in, a table out; everything between is timed."""

    backend: str | None = None

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Compose the policy and keep the tables."""
        self.tables, self.threads = (households, members), threads
        self.policy = Engine(plugins=[plugin]).policy("990000", ON)

    def run(self) -> pa.Table:
        """Decide the tables."""
        backend, threads = self.backend, self.threads
        return assess_tables(self.policy, *self.tables, on=ON, backend=backend, threads=threads).decisions

    def results(self, found: pa.Table) -> Results:
        """Read the five results from the decisions."""
        names = found.schema.field("status").type
        assert pa.types.is_dictionary(names)
        words = found["status"].combine_chunks()
        order = [STATUSES.index(each) if each in STATUSES else -1 for each in _dictionary(words)]
        return {
            "status": np.array(order, dtype=np.int64)[plain(found["status"])],
            "dibao": in_fen(found, ("dibao_monthly",)),
            "single": in_fen(found, SINGLE),
            "allowances": in_fen(found, ALLOWANCES),
            "reasons": reasons(found),
        }


class DibaoCompiled(Dibao):
    """The same with `dibao[fast]`."""

    backend = "compiled"


class DibaoNumPy(Dibao):
    """The same without compilation."""

    backend = "numpy"


def _dictionary(words: pa.Array) -> Sequence[str]:
    array = words.chunk(0) if isinstance(words, pa.ChunkedArray) else words
    told: Sequence[str] = array.dictionary.to_pylist()
    return told


def in_fen(found: pa.Table, columns: Sequence[str]) -> np.ndarray:
    """Add up columns of yuan or of whole fen as whole fen; null, which is open, counts as -1."""
    total = np.zeros(found.num_rows, dtype=np.int64)
    for name in columns:
        if pa.types.is_integer(found[name].type):
            total += found[name].fill_null(-1).to_numpy()
            continue
        # A decimal with two places is a whole number of fen in two words, of which the lower one suffices.
        array = found[name].combine_chunks()
        array = array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
        low = np.frombuffer(array.buffers()[1], dtype=np.int64)[2 * array.offset :: 2][: len(array)]
        total += np.where(array.is_valid().to_numpy(zero_copy_only=False), low, -1)
    return total


def reasons(found: pa.Table) -> np.ndarray:
    """Give the reference policy's mask; a legend says which bit stands for which test."""
    legend = json.loads(found.schema.metadata[b"dibao.reasons"])
    bits = {each["test"]: each["bit"] for each in legend}
    mask = plain(found["reasons"]).astype(np.int64)
    total: np.ndarray = sum((mask >> bits[test] & 1) << bit for bit, test in enumerate(TESTS))
    return total
