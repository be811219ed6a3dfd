"""What unpacks to far more than a list of people needs is refused before it is unpacked."""

import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dibao import InputError
from dibao.batch.files import limits
from dibao.batch.files.limits import MEGABYTE, check_parquet, check_workbook


def packed(path, name, megabytes):
    """Write a workbook one part of which is so many megabytes of nothing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as part:
        for _ in range(megabytes):
            part.write(b" " * MEGABYTE)
    return path


def test_a_workbook_that_unpacks_to_hundreds_of_times_its_size_is_refused(tmp_path):
    path = packed(tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", 65)
    with pytest.raises(InputError, match=r"would unpack to 65 MB, \d+ times its own size; at most 4096 MB are read"):
        check_workbook(path)


def test_what_is_small_when_it_is_unpacked_is_no_danger(tmp_path):
    check_workbook(packed(tmp_path / "small.xlsx", "xl/worksheets/sheet1.xml", 64))


def test_texts_that_would_fill_the_memory_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_TEXTS_MEGABYTES", 2)
    check_workbook(packed(tmp_path / "two.xlsx", "xl/sharedStrings.xml", 2))
    with pytest.raises(InputError, match=r"would unpack to 3 MB, of texts alone; at most 2 MB are read"):
        check_workbook(packed(tmp_path / "three.xlsx", "xl/sharedStrings.xml", 3))


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    with pytest.raises(InputError, match=r"is no Excel workbook .* an old \.xls is not read"):
        check_workbook(path)


def test_a_column_that_unpacks_to_too_much_at_once_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"id": pa.array(["x" * 3 * MEGABYTE])}), path, compression="zstd", use_dictionary=False)
    monkeypatch.setattr(limits, "MOST_CHUNK_MEGABYTES", 2)
    with pytest.raises(InputError, match="MB of the column id in row group 0 at once; at most 2 MB are read"):
        check_parquet(pq.read_metadata(path))
