"""The reference policy in plain Python on dicts, which are ready before the clock starts."""

import numpy as np
import pyarrow as pa
from benchmarks.many.oracle import RESULTS, Results, stated
from tests.oracle.reference_policy import ReferenceResult, decide


class PlainPython:
    """One dict after the other."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Make the dicts."""
        self.households = stated(households, members)

    def run(self) -> list[ReferenceResult]:
        """Decide them."""
        return [decide(each) for each in self.households]

    def results(self, found: list[ReferenceResult]) -> Results:
        """Give them as columns."""
        rows = np.array(found, dtype=np.int64)
        return {name: rows[:, number] for number, name in enumerate(RESULTS)}
