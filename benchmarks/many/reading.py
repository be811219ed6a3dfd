"""Read every byte of the tables once, which no engine can do without."""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.many.with_prepared import PreparedTable
from tests.fixtures.shili.households import ON

from dibao.batch.assess import Run
from dibao.batch.groups import Group, Places
from dibao.batch.prepared.deciding import PreparedRun
from dibao.batch.prepared.job import Job
from dibao.batch.run import CHUNK
from dibao.batch.shape import shape_of
from dibao.batch.threads import shared_out

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
        return sum(shared_out(lambda each: int(each.sum()), self.pieces, self.threads))


class PreparedColumns(Tables):
    """Sums the words of all columns that the loops over a prepared population read."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """List the pieces."""
        self.pieces = words_of([pa.py_buffer(each) for each in _job_on(households, members)[0].read])
        self.threads = threads
        self.bytes = sum(each.nbytes for each in self.pieces)


class PreparedPieces(Tables):
    """Sums the words of those columns without the pieces that are nothing but zeros, which the loops do not read."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """List the pieces."""
        read = [*_pieces_read(*_job_on(households, members))]
        self.pieces = words_of([pa.py_buffer(each) for each in read])
        self.threads = threads
        self.bytes = sum(each.nbytes for each in self.pieces)


def _job_on(households: pa.Table, members: pa.Table) -> tuple[Job, int]:
    """Give what the loops over a prepared population work on, and how many households a piece has."""
    table = PreparedTable()
    table.prepare(households, members, 1)
    population = table.population
    bound, _ = population.bound(table.policy.catalogue, ON)
    places = Places([table.policy], np.zeros(len(population), np.int64))
    run = Run(table.policy, bound, places, ON, (), False, CHUNK, 1, "compiled")
    count = len(population.classes.first)
    group, shape = Group([table.policy], np.arange(count), np.zeros(count, np.int64)), shape_of(bound, [table.policy])
    job = PreparedRun(population, run).job(group, run.planned(group, shape).plan, shape)
    return job, population.classes.piece


def _pieces_read(job: Job, piece: int) -> Iterator[np.ndarray]:
    """Give each column that is read, those with empty pieces without them."""
    for data, column in zip(job.work.facts, job.read, strict=True):
        empty = job.columns[data[:2]].empty
        pieces = [] if empty is None else _pieces(job, data[0], piece)
        read = [column[rows] for rows, number in pieces if not empty[number]]
        yield np.concatenate(read) if read else column


def _pieces(job: Job, entity: Any, piece: int) -> Iterator[tuple[slice, int]]:
    """Give the rows of each piece of a column, and its number."""
    blocks = job.blocks
    one = (np.ones_like(blocks.count), blocks.household, blocks.count, blocks.piece)
    sizes, bases, strides, numbers = blocks.people.get(entity, one)
    for size, base, stride, number, count in zip(sizes, bases, strides, numbers, blocks.count, strict=True):
        for part, layer in itertools.product(range(-(-count // piece)), range(size)):
            begin = base + layer * stride
            rows = slice(begin + part * piece, begin + min((part + 1) * piece, count))
            yield rows, number + part * size + layer


def _own(chunk: pa.Array) -> list[pa.Buffer | None]:
    array = chunk.indices if pa.types.is_dictionary(chunk.type) else chunk
    buffers: list[pa.Buffer | None] = array.buffers()
    return buffers
