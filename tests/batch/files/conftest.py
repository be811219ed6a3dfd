"""Files of households in Hongjiang, small enough to be read in a test."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from dibao import Engine
from dibao.batch.files.request import Request
from dibao.batch.files.run import Finished, run_batch

ON = date(2024, 3, 1)
HOMES = ("家庭编号", "行政区划代码", "城乡类别", "家庭财产符合当地规定")
PEOPLE = ("家庭编号", "与申请人关系", "出生日期", "工资性收入", "就业")
Rows = Sequence[Sequence[Any]]
Write = Callable[..., Path]
Run = Callable[..., Finished]


def homes(*ids: str) -> list[tuple[str, ...]]:
    """Give a rural household in Hongjiang for each id."""
    return [(each, "431281", "农村", "是") for each in ids]


def people(*ids: str, wage: str = "600") -> list[tuple[str, ...]]:
    """Give two people of each household, one of whom earns."""
    both = (("申请人", "1970-05-01", wage, "是"), ("配偶", "1972-03-09", "0", "否"))
    return [(each, *person) for each in ids for person in both]


def table_text(header: Sequence[str], rows: Rows) -> str:
    """Give rows as CSV."""
    return "".join(",".join(map(str, row)) + "\n" for row in (header, *rows))


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows below a header as the kind of file that the name says."""

    def written(name: str, header: Sequence[str], rows: Rows, encoding: str = "utf-8", sheet: str = "Sheet") -> Path:
        path = tmp_path / name
        if path.suffix == ".csv":
            path.write_bytes(table_text(header, rows).encode(encoding))
        else:
            book = openpyxl.load_workbook(path) if path.exists() else openpyxl.Workbook()
            page = book.create_sheet(sheet)
            for row in (header, *rows):
                page.append(row)
            book.save(path)
        return path

    return written


@pytest.fixture
def run(engine: Engine, tmp_path: Path) -> Run:
    """Decide files, with parts of a few households so that a run has several."""

    def ran(households: Path, members: Path, target: str = "out.parquet", **asked: Any) -> Finished:
        asked = {"on": ON, "part_size": 3, "lang": "en", **asked}
        return run_batch(engine, Request(households=households, members=members, target=tmp_path / target, **asked))

    return ran


def decided(finished: Finished) -> list[tuple[Any, ...]]:
    """Give id, status and dibao of every row of a Parquet result."""
    rows = pq.read_table(finished.target).to_pylist()
    return [
        (row["id"], row["status"], None if row["dibao_monthly"] is None else str(row["dibao_monthly"])) for row in rows
    ]


def rejected(finished: Finished) -> list[str]:
    """Give the lines of the file of rejects below its header."""
    if finished.rejects is None:
        return []
    return finished.rejects.read_text(encoding="utf-8-sig").splitlines()[1:]


@pytest.fixture
def two_files(write: Write) -> Iterator[tuple[Path, Path]]:
    """Give seven households as CSV, in three parts."""
    ids = [f"h{number}" for number in range(7)]
    yield write("homes.csv", HOMES, homes(*ids)), write("people.csv", PEOPLE, people(*ids))
