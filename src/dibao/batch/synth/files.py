"""Write a synthetic population as Parquet files, a piece at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dibao.batch.synth.population import Piece, Population

HOUSEHOLDS, MEMBERS, ABOUT = "synthetic-households.parquet", "synthetic-members.parquet", "README.txt"
OBLIGORS = "synthetic-obligors.parquet"
"""An empty table: of every national household it is known that no relative owes it support."""
PIECES_A_GROUP = 4
"""How many pieces make a row group; both files break between the same two households."""
README = """\
Synthetic households: made up at random for benchmarks and demonstrations. 合成数据：随机生成，仅供测试和演示。
They describe no household and no place, and nothing may be concluded from them.
不对应任何家庭和地区，不得据此得出任何结论。

"""


def write_population(population: Population, folder: Path) -> Generator[int, None, None]:
    """Write households, members and a note on what they are.

    The same population gives the same bytes with the same version of pyarrow.
    A file has its name only when it is whole.

    Yields:
        How many households are written so far.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = [folder / f".{name}.part" for name in (HOUSEHOLDS, MEMBERS)]
    try:
        yield from _write(population, *parts)
        about = "".join(f"{name}: {value}\n" for name, value in _about(population))
        (folder / ABOUT).write_text(README + about, encoding="utf-8")
        if population.policy == "national":
            pq.write_table(population.obligors, folder / OBLIGORS)
        for part, name in zip(parts, (HOUSEHOLDS, MEMBERS), strict=True):
            part.replace(folder / name)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _about(population: Population) -> Iterator[tuple[str, object]]:
    yield from population.about.items()
    yield "households", population.households


def _write(population: Population, households: Path, members: Path) -> Iterator[int]:
    written, pieces = 0, population.pieces()
    with (
        _writer(households, population.household_schema) as of_households,
        _writer(members, population.member_schema) as of_members,
    ):
        while group := list(islice(pieces, PIECES_A_GROUP)):
            written += _write_group(group, of_households, of_members)
            yield written


def _write_group(group: Sequence[Piece], of_households: pq.ParquetWriter, of_members: pq.ParquetWriter) -> int:
    households = pa.Table.from_batches([each.households for each in group])
    members = pa.Table.from_batches([each.members for each in group])
    of_households.write_table(households, row_group_size=households.num_rows)
    of_members.write_table(members, row_group_size=members.num_rows)
    rows: int = households.num_rows
    return rows


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(path, schema, compression="snappy", use_dictionary=words)
