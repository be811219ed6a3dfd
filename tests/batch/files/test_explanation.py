"""Any row is decided again by itself, from the recorded files, and compared."""

import json
import shutil
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dibao import InputError
from dibao.batch.files.explanation import explain_row, record_of

from .conftest import HOMES, PEOPLE, homes, people


@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "out.xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_is_decided_the_same_again(two_files, run, engine, name, lang):
    record = record_of(run(*two_files, name, lang=lang).target)
    for row in ("h0", "h6"):
        explained = explain_row(engine, record, row)
        assert (explained.differences, explained.changed) == ((), ())
        assert explained.decision.household.id == row
        paid = explained.decision.dibao_monthly
        assert paid is not None
        assert paid.text() == "300.00"


def test_a_row_that_was_changed_is_told(two_files, run, engine):
    target = run(*two_files).target
    table = pq.read_table(target)
    place = table.column_names.index("dibao_monthly")
    amounts = pa.array([amount.as_py() + 1 for amount in table.column(place)], table.schema.field(place).type)
    pq.write_table(table.set_column(place, table.schema.field(place), amounts), target)
    explained = explain_row(engine, record_of(target), "h3")
    assert explained.differences == ("dibao_monthly was 301.00 and is 300.00 now",)


QUANTITY = "household.gap"


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("jurisdiction", "430000", "jurisdiction was 430000 and is 431281 now"),
        ("status", "marginal", "status was marginal and is dibao now"),
        ("grade", "official", "grade was official and is assumed now"),
        ("reasons", 1, "reasons was {first} and is empty now"),
        ("missing", ["$.area"], "missing was $.area and is empty now"),
        (QUANTITY, Decimal("1.000000"), "household.gap was 1.000000 and is 3600 now"),
    ],
)
def test_no_column_may_differ_unseen(two_files, run, engine, column, value, sentence):
    target = run(*two_files, quantities=(QUANTITY,)).target
    table = pq.read_table(target)
    changed = table.to_pylist()
    for row in changed:
        row[column] = value
    words = [pa.field(each.name, pa.string()) if pa.types.is_dictionary(each.type) else each for each in table.schema]
    pq.write_table(pa.Table.from_pylist(changed, pa.schema(words, table.schema.metadata)), target)
    first = json.loads(table.schema.metadata[b"dibao.reasons"])[0]["test"]
    explained = explain_row(engine, record_of(target), "h3")
    assert explained.differences == (sentence.format(first=first),)


@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "out.xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reasons_and_what_is_missing_are_compared(write, run, engine, name, lang):
    staff = [*people("poor"), *people("rich", wage="9000"), *people("open", wage="")]
    families = [*homes("poor", "open"), ("rich", "431281", "农村", "否")]
    stated = (write("homes.csv", HOMES, families), write("people.csv", PEOPLE, staff))
    record = record_of(run(*stated, name, lang=lang, quantities=(QUANTITY,)).target)
    found = {row: explain_row(engine, record, row) for row in ("poor", "rich", "open")}
    assert {row: each.differences for row, each in found.items()} == {"poor": (), "rich": (), "open": ()}
    assert [found["rich"].decision.status, found["open"].decision.status] == ["not_eligible", "undetermined"]


def test_files_that_changed_since_are_named(two_files, run, engine):
    target = run(*two_files).target
    two_files[1].write_text(two_files[1].read_text(encoding="utf-8").replace("600", "500"), encoding="utf-8")
    explained = explain_row(engine, record_of(target), "h3")
    assert explained.changed == ("people.csv",)
    assert "dibao_monthly was 300.00 and is 400.00 now" in explained.differences


def test_law_that_changed_since_is_named(two_files, run, engine):
    finished = run(*two_files)
    noted = json.loads(finished.manifest.read_text(encoding="utf-8"))
    noted["law in force"]["431281"] = "sha256:other"
    finished.manifest.write_text(json.dumps(noted), encoding="utf-8")
    explained = explain_row(engine, record_of(finished.target), "h3")
    assert explained.changed == ("the law in force in 431281, or the program",)


def test_a_result_and_its_files_may_move_together(two_files, run, engine, tmp_path):
    finished = run(*two_files)
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in (*two_files, finished.target, finished.manifest):
        shutil.move(path, moved / path.name)
    assert explain_row(engine, record_of(moved / "out.parquet"), "h1").changed == ()


def test_a_row_that_was_rejected_says_why(write, run, engine):
    staff = [*people("h0"), ("h1", "申请人", "1970-05-01", "x", "是")]
    target = run(write("homes.csv", HOMES, homes("h0", "h1")), write("people.csv", PEOPLE, staff)).target
    with pytest.raises(InputError) as caught:
        explain_row(engine, record_of(target), "h1")
    assert str(caught.value) == "homes.csv, row 3 家庭编号 is not decided: a row of it in people.csv cannot be used."


def test_a_row_that_is_not_there_says_so(two_files, run, engine):
    with pytest.raises(InputError, match='has no row "h7"'):
        explain_row(engine, record_of(run(*two_files).target), "h7")


def test_a_result_without_its_note_cannot_be_explained(two_files, run):
    finished = run(*two_files)
    finished.manifest.unlink()
    with pytest.raises(InputError, match="dibao batch writes it beside its result, and both belong together"):
        record_of(finished.target)


def test_a_file_that_is_gone_is_named(two_files, run, engine):
    target = run(*two_files).target
    two_files[0].unlink()
    with pytest.raises(InputError, match=r"homes\.csv was read for this result and is not there any more"):
        explain_row(engine, record_of(target), "h1")
