"""A synthetic population as files: the same bytes, whole or not at all."""

import pyarrow.parquet as pq
import pytest

from dibao.batch.synth import files, shili_population
from dibao.batch.synth.files import write_population

NAMES = ["README.txt", "synthetic-households.parquet", "synthetic-members.parquet"]


def written(folder, households=70_000, seed=5):
    for _ in write_population(shili_population(households, seed), folder):
        pass
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    once, again = written(tmp_path / "once"), written(tmp_path / "again")
    assert list(once) == NAMES
    assert once == again


def test_how_many_are_drawn_at_once_changes_no_row(tmp_path, monkeypatch):
    written(tmp_path / "many")
    monkeypatch.setattr(files, "PIECES_A_GROUP", 1)
    written(tmp_path / "few")
    for name in NAMES[1:]:
        assert pq.read_table(tmp_path / "few" / name).equals(pq.read_table(tmp_path / "many" / name))


def test_row_groups_break_between_the_same_households(tmp_path):
    written(tmp_path, 140_000)
    households, members = (pq.ParquetFile(tmp_path / name) for name in NAMES[1:])
    assert households.num_row_groups == members.num_row_groups == 2
    for group in range(2):
        ids = households.read_row_group(group, ["id"])["id"]
        owners = members.read_row_group(group, ["household"])["household"]
        assert (owners[0], owners[-1]) == (ids[0], ids[-1])


def test_files_and_note_say_that_nothing_in_them_is_real(tmp_path):
    note = written(tmp_path, 10)["README.txt"].decode()
    assert note.startswith("Synthetic households: made up at random")
    assert "合成数据" in note and "seed: 5\n" in note and "households: 10\n" in note
    for name in NAMES[1:]:
        assert b"dibao.synthetic" in pq.read_schema(tmp_path / name).metadata


def test_a_run_that_breaks_off_leaves_no_file(tmp_path):
    run = write_population(shili_population(300_000), tmp_path)
    next(run)
    run.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError):
        next(write_population(shili_population(1), tmp_path / "taken"))
