"""The limit that a prepared population is set beside reads what the loops read, and nothing else."""

from benchmarks.many import reading
from benchmarks.many.reading import PreparedColumns, PreparedPieces

from dibao.batch.synth import shili_population

HOUSEHOLDS, MEMBERS = (each.combine_chunks() for each in shili_population(3000).tables())


def test_every_piece_is_counted_once_and_holds_what_is_said_of_it():
    job, piece = reading._job_on(HOUSEHOLDS, MEMBERS)
    sparse = 0
    for data, column in zip(job.work.facts, job.read, strict=True):
        empty = job.columns[data[:2]].empty
        if empty is not None:
            pieces = [*reading._pieces(job, data[0], piece)]
            assert sorted(number for _, number in pieces) == [*range(len(empty))]
            assert sum(rows.stop - rows.start for rows, _ in pieces) == len(column)
            assert all(bool(empty[number]) != column[rows].any() for rows, number in pieces)
            sparse += 1
    assert sparse


def test_any_number_of_threads_reads_the_same():
    whole, without_zeros = PreparedColumns(), PreparedPieces()
    for each in (whole, without_zeros):
        each.prepare(HOUSEHOLDS, MEMBERS, 1)
        alone = each.run()
        each.threads = 2
        assert each.run() == alone
    assert 0 < without_zeros.bytes < whole.bytes
