"""The reference policy in plain Python on dicts, which are ready before the clock starts."""

import numpy as np
import pyarrow as pa
from benchmarks.many.oracle import RESULTS, Results, stated
from tests.oracle.reference_policy import decide


class PlainPython:
    """One dict after the other."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Make the dicts."""
        self.households = stated(households, members)

    def run(self) -> Results:
        """Decide them."""
        rows = np.array([decide(each) for each in self.households], dtype=np.int64)
        return {name: rows[:, number] for number, name in enumerate(RESULTS)}
