"""Read every byte of the tables once, which no engine can do without."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
from benchmarks.many.with_prepared import Prepared

BYTES_A_PIECE = 2**22


def words_of(buffers: list[pa.Buffer | None]) -> list[np.ndarray]:
    """Give buffers as pieces of whole words; the odd bytes at an end are left out."""
    found = []
    for each in buffers:
        if each is not None and each.size >= 8:
            words = np.frombuffer(each, dtype=np.uint64, count=each.size // 8)
            found += [words[first : first + BYTES_A_PIECE // 8] for first in range(0, len(words), BYTES_A_PIECE // 8)]
    return found


class Tables:
    """Sums the words of all columns that the reference policy reads."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """List the pieces."""
        read = households.drop_columns(["id", "jurisdiction"]), members.drop_columns(["full_time_student"])
        chunks = [chunk for table in read for column in table.columns for chunk in column.chunks]
        # A choice's words stand in a dictionary that is the same for all rows.
        self.pieces = words_of([buffer for chunk in chunks for buffer in _own(chunk)])
        self.threads = threads
        self.bytes = sum(each.nbytes for each in self.pieces)

    def run(self) -> int:
        """Read them all."""
        if self.threads == 1:
            return sum(int(each.sum()) for each in self.pieces)
        with ThreadPoolExecutor(self.threads) as pool:
            return sum(pool.map(lambda each: int(each.sum()), self.pieces))


class PreparedColumns(Tables):
    """Sums the words of all columns that the loops over a prepared population read."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """List the pieces."""
        prepared = Prepared()
        prepared.prepare(households, members, threads)
        self.pieces = words_of([pa.py_buffer(each) for each in prepared.job.read])
        self.threads = threads
        self.bytes = sum(each.nbytes for each in self.pieces)


def _own(chunk: pa.Array) -> list[pa.Buffer | None]:
    array = chunk.indices if pa.types.is_dictionary(chunk.type) else chunk
    buffers: list[pa.Buffer | None] = array.buffers()
    return buffers
