"""Compiled loops are kept where only their user can write."""

import os

import pytest

from dibao.batch.compiled.store import keep, kept, private_directory


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


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "dibao" / "loops"


def test_code_is_kept_as_it_was(own_cache):
    keep("one", b"machine code")
    assert kept("one") == b"machine code"
    assert kept("another") is None
    assert [each.name for each in own_cache.iterdir()] == ["one.code"]


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 32 + b"machine code"])
def test_code_that_was_changed_is_not_run(own_cache, spoilt):
    keep("one", b"machine code")
    (own_cache / "one.code").write_bytes(spoilt)
    assert kept("one") is None


def test_code_that_cannot_be_kept_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "dibao").write_text("a file in the way")
    keep("one", b"machine code")
    assert kept("one") is None
