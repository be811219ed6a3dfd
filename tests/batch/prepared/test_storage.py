"""A population that is kept in a file is the same when it is opened, or it is no population."""

import pyarrow as pa
import pytest
from tests.batch.test_shili import HOMES, UNKNOWN_WAGES
from tests.fixtures.shili.households import ON

from dibao import DibaoError
from dibao.batch import assess_prepared, open_population, prepare, tables_of
from dibao.batch.prepared import storage
from dibao.batch.prepared.contents import contents_of


@pytest.fixture(scope="module")
def population(shili):
    tables = tables_of([*HOMES[::8], *UNKNOWN_WAGES[:1]], ON, shili.catalogue)
    return prepare(shili, tables.households, tables.members, tables.obligors)


@pytest.fixture
def path(population, tmp_path):
    path = tmp_path / "county.population"
    population.save(path)
    return path


def decided(law, population):
    answer = assess_prepared(law, population, on=ON, people=True, backend="numpy")
    return answer.decisions, answer.people


@pytest.mark.parametrize("verify", [True, False])
def test_what_was_kept_says_the_same(shili, population, path, verify):
    assert decided(shili, open_population(path, verify=verify)) == decided(shili, population)


def test_what_was_kept_can_be_kept_again(path, tmp_path):
    again = tmp_path / "again"
    open_population(path).save(again)
    assert again.read_bytes() == path.read_bytes()


def test_only_the_owner_can_read_it(path):
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_columns_stay_in_the_file(path):
    before = pa.total_allocated_bytes()
    wages = open_population(path).facts["member"]["income.wage"].values.unpacked
    assert not wages.flags.owndata
    assert not wages.flags.writeable
    assert pa.total_allocated_bytes() - before < path.stat().st_size // 2


def test_a_file_that_is_cut_off_is_none(path):
    whole = path.read_bytes()
    for length in (0, 1, 8, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(DibaoError, match=r"county\.population is no prepared population, or not a whole one\."):
            open_population(path)


def test_a_file_of_another_kind_is_none(tmp_path):
    path = tmp_path / "other"
    path.write_text("id,area\n1,rural\n")
    with pytest.raises(DibaoError, match=r"other is no prepared population, or not a whole one\. Prepare it again, or"):
        open_population(path)
    with pa.ipc.new_file(str(path), pa.schema([("id", pa.int64())])) as writer:
        writer.write_table(pa.table({"id": [1]}))
    with pytest.raises(DibaoError, match="is no prepared population"):
        open_population(path)


def test_a_changed_byte_is_found_and_named(path):
    whole = bytearray(path.read_bytes())
    wages = open_population(path).facts["member"]["income.wage"].values.unpacked.tobytes()
    whole[whole.index(wages)] ^= 1
    path.write_bytes(whole)
    with pytest.raises(
        DibaoError, match=r"is damaged in member/income\.wage/values\. Prepare it again from its tables"
    ):
        open_population(path)


@pytest.mark.parametrize("verify", [True, False])
def test_a_changed_byte_of_what_is_told_of_the_columns_is_found(path, verify):
    whole = path.read_bytes()
    told = b'"bounds": [0, '
    assert told in whole
    # Arrow writes it at both ends of the file.
    path.write_bytes(whole.replace(told, b'"bounds": [1, '))
    with pytest.raises(DibaoError, match=r"is no prepared population, or not a whole one\. Prepare it again"):
        open_population(path, verify=verify)


def test_columns_that_do_not_fit_together_are_refused(population, path, monkeypatch):
    told, columns = contents_of(population)
    told["classes"]["count"]["length"] += 1
    monkeypatch.setattr(storage, "contents_of", lambda _: (told, columns))
    population.save(path)
    with pytest.raises(DibaoError, match="is damaged: its columns do not fit together"):
        open_population(path)


@pytest.mark.parametrize(("position", "bits"), [(8, 1), (-1, 1), (7, 2), (0, 0)])
def test_what_shares_a_byte_has_some_of_its_bits(population, path, monkeypatch, position, bits):
    told, columns = contents_of(population)
    told["facts"]["member"]["employed"]["values"] |= {"position": position, "bits": bits}
    monkeypatch.setattr(storage, "contents_of", lambda _: (told, columns))
    population.save(path)
    with pytest.raises(DibaoError, match="is damaged: its columns do not fit together"):
        open_population(path)


def test_a_form_of_another_version_is_refused(population, path, monkeypatch):
    monkeypatch.setattr(storage, "VERSION", storage.VERSION + 1)
    with pytest.raises(
        DibaoError, match=r"was written in version \d of its form; this dibao reads \d\. Prepare it again"
    ):
        open_population(path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DibaoError, match=r"nothing cannot be read: No such file or directory\."):
        open_population(tmp_path / "nothing")


def test_a_place_that_is_not_there_is_said(population, tmp_path):
    with pytest.raises(DibaoError, match=r"cannot be written: No such file or directory\. Choose another place\."):
        population.save(tmp_path / "no folder" / "county")


def test_what_fails_leaves_the_old_file_and_nothing_else(population, path, monkeypatch):
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DibaoError, match=r"cannot be written: No space left on device\. Make room, or choose another"):
        population.save(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("change", ["twice", "behind the last"])
def test_rows_that_stand_in_no_order_are_not_read(shili, population, tmp_path, monkeypatch, change):
    told, columns = contents_of(population)
    places = population.places.copy()
    places[0] = places[1] if change == "twice" else len(places)
    columns["rows of the answer"] = places
    monkeypatch.setattr(storage, "contents_of", lambda _: (told, columns))
    population.save(tmp_path / "county")
    with pytest.raises(DibaoError, match="the population is damaged: its households stand in no order"):
        decided(shili, open_population(tmp_path / "county"))


def test_classes_told_in_narrower_numbers_are_refused(population, tmp_path, monkeypatch):
    told, columns = contents_of(population)
    sizes = told["sizes"]["member"]
    sizes["type"], columns[sizes["column"]] = "<i4", columns[sizes["column"]].astype("<i4")
    monkeypatch.setattr(storage, "contents_of", lambda _: (told, columns))
    population.save(tmp_path / "county")
    with pytest.raises(DibaoError, match="is damaged: its columns do not fit together"):
        open_population(tmp_path / "county")
