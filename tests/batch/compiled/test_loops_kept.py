"""Compiled loops are kept where only their user can write."""

import os

import pytest

from dibao.batch.compiled.store import module_of, private_directory

TEXT = "def decide(first, last):\n    return last - first\n"


def found(tmp_path):
    return private_directory({"XDG_CACHE_HOME": str(tmp_path)})


def test_the_directory_is_the_users_alone(tmp_path):
    directory = found(tmp_path)
    assert directory == tmp_path / "dibao" / "loops"
    assert directory.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o755])
def test_a_directory_open_to_others_is_not_used(tmp_path, mode):
    found(tmp_path).chmod(mode)
    assert found(tmp_path) is None


def test_a_link_is_not_used(tmp_path):
    (tmp_path / "dibao").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (tmp_path / "dibao" / "loops").symlink_to(elsewhere)
    assert found(tmp_path) is None


def test_a_directory_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "dibao").write_text("a file in the way")
    assert found(tmp_path) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners are numbers on POSIX only")
def test_the_directory_of_another_user_is_not_used(tmp_path, monkeypatch):
    found(tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: 12345678)
    assert found(tmp_path) is None


def test_a_text_is_kept_once(tmp_path):
    first, second = (module_of(TEXT, "(int64, int64)", tmp_path) for _ in range(2))
    assert first.decide(2, 5) == second.decide(2, 5) == 3
    assert [each.name for each in tmp_path.glob("*.py")] == [f"{first.__name__}.py"]


def test_a_text_that_was_changed_is_written_again(tmp_path):
    module = module_of(TEXT, "(int64, int64)", tmp_path)
    (tmp_path / f"{module.__name__}.py").write_text("def decide(first, last):\n    return 0\n")
    assert module_of(TEXT, "(int64, int64)", tmp_path).decide(2, 5) == 3
