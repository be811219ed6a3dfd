"""A list is written whole or not at all, for its owner alone, as spreadsheets read it."""

import copy
import csv
import json
import pickle
import stat
import sys
from pathlib import Path

import pytest
from tests.export.lists import decided, person

from dibao.export import csv_text, rows, to_json, write_csv, write_json

FIELDS = ("household", "area", "status", "monthly")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of owner, group and others")


def listing(id="hj-1"):
    return rows([decided(person("a", wage=100), id=id)], "dibao", FIELDS)


def test_csv_has_chinese_titles_and_words_and_plain_amounts():
    assert csv_text(listing()) == (
        "家庭编号,城乡类别,认定结果,月保障金额（元）\r\nhj-1,农村,最低生活保障家庭,350.00\r\n"
    )


def test_csv_is_english_if_asked():
    assert csv_text(listing(), "en") == (
        "household,urban or rural,status,yuan a month\r\nhj-1,rural,dibao family,350.00\r\n"
    )


def test_json_has_words_as_data_and_amounts_as_texts():
    data = to_json(listing("=hj,1"))
    assert json.loads(json.dumps(data)) == data == {
        "form": "list-1",
        "view": "dibao",
        "fields": list(FIELDS),
        "rows": [{"household": "=hj,1", "area": "rural", "status": "dibao", "monthly": "350.00"}],
    }  # fmt: skip
    assert type(data["rows"][0]["status"]) is str


def test_a_row_can_be_copied_and_pickled():
    (row,) = listing()
    for same in (copy.deepcopy(row), pickle.loads(pickle.dumps(row))):  # noqa: S301 - made one line above
        assert (same, same["area"].in_words) == (row, ("农村", "rural"))


def test_a_file_starts_with_the_mark_of_utf_8_and_reads_back(tmp_path):
    target = tmp_path / "list.csv"
    write_csv(listing('=家,"1"'), target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf\xe5\xae\xb6")
    with target.open(encoding="utf-8-sig", newline="") as file:
        titles, row = csv.reader(file)
    assert (titles[0], row) == ("家庭编号", ['\'=家,"1"', "农村", "最低生活保障家庭", "350.00"])


def test_a_file_ends_each_line_once(tmp_path):
    write_csv(listing(), tmp_path / "list.csv")
    content = (tmp_path / "list.csv").read_bytes()
    assert (content.count(b"\r\n"), content.count(b"\r"), content.count(b"\n")) == (2, 2, 2)


def test_json_is_written_without_a_mark(tmp_path):
    write_json(listing(), str(tmp_path / "list.json"))
    assert json.loads((tmp_path / "list.json").read_bytes()) == to_json(listing())


@POSIX
@pytest.mark.parametrize("write", [write_csv, write_json])
def test_only_its_owner_can_read_a_list_even_where_others_could_before(write, tmp_path):
    target = tmp_path / "list"
    target.write_text("old")
    target.chmod(0o644)
    write(listing(), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@POSIX
def test_the_file_beside_is_never_readable_by_others(tmp_path, monkeypatch):
    seen = []
    replace = Path.replace

    def watched(self, target):
        seen.append((self.parent, stat.S_IMODE(self.stat().st_mode)))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_csv(listing(), tmp_path / "list.csv")
    assert seen == [(tmp_path, 0o600)]


def test_a_list_that_cannot_be_finished_leaves_the_old_one_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "list.csv"
    write_csv(listing("old"), target)
    before = target.read_bytes()

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space left"):
        write_csv(listing("new"), target)
    assert (target.read_bytes(), list(tmp_path.iterdir())) == (before, [target])


def test_a_folder_is_not_replaced_by_a_list(tmp_path):
    (tmp_path / "list.csv").mkdir()
    with pytest.raises(OSError):
        write_csv(listing(), tmp_path / "list.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]
