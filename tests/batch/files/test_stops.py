"""A run that is stopped loses nothing that it finished, and goes on to the same bytes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from tests.batch.files.kills import PART_SIZE, kill_and_go_on, results, write_files

from dibao import InputError
from dibao.batch.files import work as work_module

from .conftest import decided


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL is of POSIX")
def test_a_run_that_is_killed_ends_in_the_same_bytes(run, tmp_path):
    write_files(tmp_path)
    run(tmp_path / "homes.csv", tmp_path / "people.csv", "whole.parquet", part_size=PART_SIZE, lang="zh")
    kill_and_go_on(tmp_path, tmp_path / "killed.parquet", 1, 20240301)
    assert list(results(tmp_path / "killed.parquet")) == list(results(tmp_path / "whole.parquet"))


def stop_after(monkeypatch, parts, error):
    """Let the disk fail once so many parts are kept."""
    keep = work_module.Work.keep

    def failing(self, number, decisions, rejects):
        if self.finished() >= parts:
            raise error
        keep(self, number, decisions, rejects)

    monkeypatch.setattr(work_module.Work, "keep", failing)


def full_disk():
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out.parquet")


def test_a_full_disk_keeps_what_was_finished(two_files, run, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 1, full_disk())
        with pytest.raises(OSError, match="No space left on device"):
            run(*two_files)
    assert not (tmp_path / "out.parquet").exists()
    assert [path.name for path in (tmp_path / ".out.parquet.unfinished").glob("part-*.arrow")] == ["part-00000.arrow"]
    resumed = run(*two_files, resume=True)
    assert len(decided(resumed)) == 7
    assert resumed.target.read_bytes() == run(*two_files, "whole.parquet").target.read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_a_file_that_may_not_grow_is_told_from_a_broken_one(two_files, tmp_path):
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); from dibao.cli.commands import dibao; "
        f"dibao(['batch', {str(two_files[0])!r}, {str(two_files[1])!r}, '-o', {str(tmp_path / 'out.parquet')!r}, "
        "'--on', '2024-03-01', '--lang', 'en'])"
    )
    # Python would leave bytecode cut short where its own files may not grow.
    done = subprocess.run([sys.executable, "-B", "-c", limited], capture_output=True, text=True)
    assert done.returncode == 1
    assert "the disk is full or the file may not grow" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.parquet").exists()


def test_an_unfinished_run_is_neither_forgotten_nor_taken_up_unasked(two_files, run, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 2, full_disk())
        with pytest.raises(OSError, match="No space left"):
            run(*two_files)
    with pytest.raises(InputError, match="add --resume to go on, or --restart to forget it"):
        run(*two_files)
    assert len(decided(run(*two_files, restart=True))) == 7


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"jurisdiction": "431281"}, "jurisdiction"),
        ({"part_size": 4}, "households in a part"),
        ({"money_unit": "fen"}, "money unit"),
    ],
)
def test_a_run_with_other_options_is_not_gone_on_with(two_files, run, monkeypatch, change, what):
    with monkeypatch.context() as patch:
        stop_after(patch, 1, full_disk())
        with pytest.raises(OSError, match="No space left"):
            run(*two_files)
    with pytest.raises(InputError, match=f"the unfinished run had other {what}; its parts would not fit"):
        run(*two_files, resume=True, **change)


def test_a_run_of_other_content_is_not_gone_on_with(two_files, run, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 1, full_disk())
        with pytest.raises(OSError, match="No space left"):
            run(*two_files)
    two_files[1].write_text(two_files[1].read_text(encoding="utf-8").replace("600", "500"), encoding="utf-8")
    with pytest.raises(InputError, match="the unfinished run had other inputs"):
        run(*two_files, resume=True)


def test_a_part_that_was_damaged_is_decided_again(two_files, run, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 2, full_disk())
        with pytest.raises(OSError, match="No space left"):
            run(*two_files)
    part = tmp_path / ".out.parquet.unfinished" / "part-00001.arrow"
    part.write_bytes(part.read_bytes()[:-100])
    assert len(decided(run(*two_files, resume=True))) == 7


def test_two_runs_of_one_result_do_not_meet(two_files, run, tmp_path, monkeypatch):
    work = work_module.work_beside(tmp_path / "out.parquet")
    work.folder.mkdir()
    with work.alone(), pytest.raises(InputError, match="another run is writing this result now"):
        run(*two_files)


def test_nothing_of_a_run_depends_on_the_clock_or_the_machine(two_files, run):
    for ending in ("parquet", "csv", "xlsx"):
        first, second = (run(*two_files, f"{name}.{ending}").target.read_bytes() for name in ("one", "two"))
        assert first == second


def test_the_note_beside_a_result_names_what_it_was_made_of(two_files, run):
    noted = json.loads(run(*two_files).manifest.read_text(encoding="utf-8"))
    assert noted["job"]["inputs"]["households"]["file"] == "homes.csv"
    assert noted["job"]["inputs"]["households"]["bytes"] == Path(two_files[0]).stat().st_size
    assert noted["job"]["programs"]["pyarrow"] == pa.__version__
    assert noted["summary"]["households"]["decided"] == 7
