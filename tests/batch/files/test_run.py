"""Files of households are decided, and every row of them is in the result or in the rejects."""

import json
import stat
from datetime import date
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dibao import InputError
from dibao.batch.files.run import Stopped

from .conftest import HOMES, PEOPLE, decided, homes, people, rejected

PAID = ("dibao", "300.00")
UNUSABLE = "is not decided: a row of it in people.csv cannot be used."


def test_every_household_has_a_row_in_the_order_of_its_file(two_files, run):
    finished = run(*two_files)
    assert decided(finished) == [(f"h{number}", *PAID) for number in range(7)]
    assert finished.rejects is None


def test_people_in_any_order_find_their_households(write, run):
    ids = ["h5", "h1", "h3", "h0", "h4"]
    homes_file = write("homes.csv", HOMES, homes(*ids))
    mixed = [*people("h0", "h1"), *people("h5", wage="100"), *people("h3", "h4")]
    apart = [*mixed[1:], mixed[0]]
    finished = run(homes_file, write("people.csv", PEOPLE, apart))
    assert decided(finished) == [("h5", "dibao", "800.00"), *[(each, *PAID) for each in ids[1:]]]
    assert finished.notices == ("people.csv: was not in the order of the households and was put into it first.",)


@pytest.mark.parametrize("part_size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("threads", [1, 3])
def test_neither_the_size_of_parts_nor_threads_change_the_rows(two_files, run, part_size, threads):
    assert decided(run(*two_files, part_size=part_size, threads=threads)) == [(f"h{n}", *PAID) for n in range(7)]


def test_threads_change_no_byte(two_files, run):
    alone = run(*two_files, "one.parquet").target.read_bytes()
    assert run(*two_files, "two.parquet", threads=4).target.read_bytes() == alone


def test_what_cannot_be_used_is_named_with_row_column_value_and_reason(write, run):
    rows = [*homes("h0", "h1", "h2", "h3"), ("h4", "431281", "农材", "是"), *homes("h5", "h6")]
    staff = [*people("h0"), ("h1", "申请人", "1970-13-01", "6OO", "是"), *people("h2", "h4", "h5", "h9")]
    finished = run(write("homes.csv", HOMES, rows), write("people.csv", PEOPLE, staff))
    assert [each[0] for each in decided(finished)] == ["h0", "h2", "h5"]
    assert sorted(rejected(finished)) == sorted(
        [
            'homes.csv,6,城乡类别,农材,"is no choice; expected one of 城市, 农村."',
            "homes.csv,6,家庭编号,h4,is not decided: a row of it in homes.csv cannot be used.",
            "people.csv,4,出生日期,1970-13-01,is a day that no calendar has; expected one such as 1970-05-01.",
            "people.csv,4,工资性收入,6OO,is not an amount; expected yuan such as 600 or 600.50.",
            f"homes.csv,3,家庭编号,h1,{UNUSABLE}",
            'homes.csv,5,家庭编号,h3,"has no member in people.csv; expected at least one, the applicant."',
            'homes.csv,8,家庭编号,h6,"has no member in people.csv; expected at least one, the applicant."',
            *[
                f"people.csv,{row},家庭编号,h9,"
                '"belongs to a household that is not in the list of households; correct the id, or add the household."'
                for row in (11, 12)
            ],
        ]
    )
    assert finished.summary.to_json()["households"] == {"read": 7, "decided": 3, "undetermined": 0, "rejected": 4}


def test_what_the_kernel_rejects_is_named_by_the_rows_of_the_file(write, run):
    staff = [*people("h0"), ("h1", "申请人", "1970-05-01", "10000001", "是"), ("h2", "配偶", "1970-05-01", "0", "是")]
    finished = run(write("homes.csv", HOMES, homes("h0", "h1", "h2")), write("people.csv", PEOPLE, staff))
    assert [each[0] for each in decided(finished)] == ["h0"]
    lines = rejected(finished)
    assert [line.split(",")[:4] for line in lines] == [
        ["people.csv", "4", "工资性收入", "10000001.00"],
        ["homes.csv", "4", "家庭编号", "h2"],
        ["homes.csv", "3", "家庭编号", "h1"],
    ]
    assert "has 0 applicants" in lines[1]


def test_an_id_that_stands_twice_is_nobodys(write, run):
    ids = ["h0", "h1", "h2", "h3", "h1"]
    finished = run(write("homes.csv", HOMES, homes(*ids)), write("people.csv", PEOPLE, people("h0", "h1", "h2", "h3")))
    assert [each[0] for each in decided(finished)] == ["h0", "h2", "h3"]
    reason = "too, so that nobody knows whose people are whose; give each its own."
    assert rejected(finished) == [
        f'homes.csv,3,家庭编号,h1,"stands in row 6 {reason}"',
        f'homes.csv,6,家庭编号,h1,"stands in row 3 {reason}"',
    ]


def test_a_person_in_two_households_keeps_both_from_being_decided(write, run):
    header = (*PEOPLE, "身份证号")
    staff = [(*row, f"p{number}") for number, row in enumerate(people("h0", "h1", "h2", "h3"))]
    staff[7] = (*staff[7][:5], "p2")
    finished = run(write("homes.csv", HOMES, homes("h0", "h1", "h2", "h3")), write("people.csv", header, staff))
    assert [each[0] for each in decided(finished)] == ["h0", "h2"]
    reason = "a person belongs to one household. Neither is decided."
    assert rejected(finished) == [
        f"people.csv,4,身份标识,p2,is also in row 9 (h3); {reason}",
        f"people.csv,9,身份标识,p2,is also in row 4 (h1); {reason}",
        f"homes.csv,3,家庭编号,h1,{UNUSABLE}",
        f"homes.csv,5,家庭编号,h3,{UNUSABLE}",
    ]


def test_a_row_of_too_few_cells_keeps_its_household_from_being_decided(write, run, tmp_path):
    homes_file = write("homes.csv", HOMES, homes("h0", "h1"))
    staff = write("people.csv", PEOPLE, people("h0", "h1"))
    staff.write_text(staff.read_text(encoding="utf-8") + "h1,子女\n,子女\n", encoding="utf-8")
    finished = run(homes_file, staff)
    assert [each[0] for each in decided(finished)] == ["h0"]
    assert rejected(finished) == [
        'people.csv,6,,"h1,子女",has 2 cells; expected 5 as in the header.',
        'people.csv,7,,",子女","has 2 cells; expected 5 as in the header; names no household, so that nobody knows '
        'whose row it is; every other row is decided without it."',
        f"homes.csv,3,家庭编号,h1,{UNUSABLE}",
    ]
    assert finished.notices == ("people.csv: 1 rows name no household; the others are decided without them.",)


def test_what_is_not_known_is_undetermined_and_never_zero(write, run):
    rows = [("h0", "431281", "农村", ""), ("h1", "431281", "农村", "是")]
    staff = [*people("h0"), ("h1", "申请人", "1970-05-01", "", "是")]
    finished = run(write("homes.csv", HOMES, rows), write("people.csv", PEOPLE, staff))
    assert decided(finished) == [("h0", "undetermined", None), ("h1", "undetermined", None)]
    assert finished.summary.undetermined == 2


def test_files_of_three_encodings_say_the_same(write, run):
    results = []
    for number, code in enumerate(("utf-8", "utf-8-sig", "gb18030")):
        files = write("homes.csv", HOMES, homes("户一"), code), write("people.csv", PEOPLE, people("户一"), code)
        results.append(decided(run(*files, f"out-{number}.parquet")))
    assert results == [[("户一", *PAID)]] * 3


def test_an_excel_sheet_with_title_rows_wide_digits_and_dates_as_text(run, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "家庭"
    sheet.append(["洪江市低保家庭名册"])
    sheet.merge_cells("A1:D1")
    sheet.append(["填表日期：2024年3月"])
    sheet.append(["序号", *HOMES])
    sheet.append([1, "h0", 431281, "农村", "是"])
    people_sheet = book.create_sheet("家庭成员")
    people_sheet.append(["成员"])
    people_sheet.append(list(PEOPLE))
    people_sheet.append(["h0", "申请人", "１９７０年５月１日", "６００", "是"])
    people_sheet.append(["h0", "配偶", date(1972, 3, 9), 0.5, False])
    book.save(tmp_path / "book.xlsx")
    finished = run(tmp_path / "book.xlsx", tmp_path / "book.xlsx")
    assert decided(finished) == [("h0", "dibao", "299.50")]


def test_a_formula_that_nobody_calculated_is_no_empty_cell(write, run):
    staff = [("h0", "申请人", "1970-05-01", "=300+300", "是")]
    finished = run(write("homes.csv", HOMES, homes("h0")), write("people.xlsx", PEOPLE, staff, sheet="成员"))
    assert rejected(finished)[0] == (
        "people.xlsx[成员],2,工资性收入,'=?,is not an amount; expected yuan such as 600 or 600.50."
    )


def test_amounts_of_a_year_stay_exact(write, run):
    header = (*PEOPLE[:3], "工资性收入（元/年）", "就业")
    staff = [("h0", "申请人", "1970-05-01", "4300", "是")]
    finished = run(write("homes.csv", HOMES, homes("h0")), write("people.csv", header, staff))
    # 450 less 358 1/3 is 91 2/3 a month; what is paid is whole fen, rounded up.
    assert decided(finished) == [("h0", "dibao", "91.67")]


def as_parquet(path, columns, **types):
    table = pa.table({name: pa.array(values, types.get(name)) for name, values in columns.items()})
    pq.write_table(table, path, row_group_size=2)
    return path


def parquet_files(folder, count=7, wages=None):
    homes_file = as_parquet(
        folder / "homes.parquet",
        {
            "id": list(range(count)),
            "jurisdiction": ["431281"] * count,
            "area": ["rural"] * count,
            "findings.property_within_limits": [True] * count,
        },
    )
    staff = as_parquet(
        folder / "people.parquet",
        {
            "household": list(range(count)),
            "born": [date(1970, 5, 1)] * count,
            "relation": ["applicant"] * count,
            "income.wage": wages or [Decimal("100.00")] * count,
            "employed": [True] * count,
        },
    )
    return homes_file, staff


def test_parquet_in_and_out_with_ids_that_are_numbers(run, tmp_path):
    finished = run(*parquet_files(tmp_path))
    assert decided(finished) == [(number, "dibao", "350.00") for number in range(7)]
    assert pq.read_schema(finished.target).field("id").type == pa.int64()
    assert json.loads(pq.read_schema(finished.target).metadata[b"dibao.on"]) == "2024-03-01"


def test_an_empty_list_gives_an_empty_result(write, run):
    finished = run(write("homes.csv", HOMES, []), write("people.csv", PEOPLE, []))
    assert decided(finished) == []


def test_amounts_that_are_binary_fractions_are_refused(run, tmp_path):
    files = parquet_files(tmp_path, wages=[100.0] * 7)
    with pytest.raises(InputError) as caught:
        run(*files)
    assert 'has the column "income.wage" of binary fractions; expected decimals' in str(caught.value)
    assert not list(tmp_path.glob(".*unfinished"))


def test_whole_numbers_of_money_must_say_what_they_count(run, tmp_path):
    files = parquet_files(tmp_path, wages=[10000] * 7)
    assert decided(run(*files, money_unit="fen"))[0] == (0, "dibao", "350.00")
    with pytest.raises(InputError, match="holds whole numbers without saying of what"):
        run(*files, "other.parquet")


def test_a_parquet_file_that_was_cut_off_is_refused_whole(run, tmp_path):
    homes_file, staff = parquet_files(tmp_path)
    staff.write_bytes(staff.read_bytes()[:-200])
    with pytest.raises(InputError, match=r"is no whole Parquet file .* It may have been cut off; copy it again"):
        run(homes_file, staff)


def test_every_file_that_cannot_be_read_is_named(write, run, tmp_path):
    homes_file = write("homes.csv", ("家庭编号", "行政区划代马"), [])
    staff = write("people.csv", ("家庭编号", "工姿"), [])
    with pytest.raises(InputError) as caught:
        run(homes_file, staff)
    assert [each.where for each in caught.value.problems] == [str(homes_file), str(staff)]


def test_the_place_of_all_rows_may_be_said_once(write, run):
    rows = [(each[0], *each[2:]) for each in homes("h0")]
    files = write("homes.csv", (HOMES[0], *HOMES[2:]), rows), write("people.csv", PEOPLE, people("h0"))
    assert decided(run(*files, jurisdiction="431281")) == [("h0", *PAID)]
    with pytest.raises(InputError, match=r'has no column "行政区划代码" \(jurisdiction\)'):
        run(*files, "other.parquet")


def test_a_place_that_nobody_knows_rejects_its_rows_only(write, run):
    rows = [*homes("h0"), ("h1", "999999", "农村", "是")]
    finished = run(write("homes.csv", HOMES, rows), write("people.csv", PEOPLE, people("h0", "h1")))
    assert decided(finished) == [("h0", *PAID)]
    assert rejected(finished)[0].startswith("homes.csv,3,行政区划代码,999999,")


def test_results_are_for_their_owner_alone(two_files, run, write):
    two_files[1].write_text(two_files[1].read_text(encoding="utf-8") + "h9,申请人,,,\n", encoding="utf-8")
    finished = run(*two_files)
    for path in (finished.target, finished.manifest, finished.rejects):
        assert path is not None
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_cell_of_a_result_or_of_the_rejects_is_a_formula(write, run):
    ids = ["=1+1", "@h", "-h", "h-1", "＝h", "h\tx"]
    rows = [*homes(*ids), ("=cmd", "431281", "=农村", "是")]
    finished = run(write("homes.csv", HOMES, rows), write("people.csv", PEOPLE, people(*ids)), "out.csv")
    first = [line.split(",")[0] for line in finished.target.read_text(encoding="utf-8-sig").splitlines()[1:]]
    # Full-width signs were read as the usual ones before.
    assert first[:4] == ['"\'=1+1"', '"\'@h"', '"\'-h"', '"h-1"']
    assert all(not line.split(",")[3].startswith("=") for line in rejected(finished))


def test_the_run_stops_at_a_problem_when_it_is_asked_to(write, run, tmp_path):
    staff = [*people("h0", "h1", "h2", "h3"), ("h4", "申请人", "1970-05-01", "x", "是")]
    files = write("homes.csv", HOMES, homes("h0", "h1", "h2", "h3", "h4")), write("people.csv", PEOPLE, staff)
    with pytest.raises(Stopped) as caught:
        run(*files, stop_on_problem=True)
    assert str(caught.value) == ("people.csv, row 10 工资性收入 is not an amount; expected yuan such as 600 or 600.50.")
    assert not (tmp_path / "out.parquet").exists()


def test_a_list_that_no_sheet_can_hold_is_refused_before_anything_is_decided(two_files, run, monkeypatch):
    monkeypatch.setattr("dibao.batch.files.outputs.MOST_EXCEL_ROWS", 6)
    with pytest.raises(InputError, match=r"would need 7 rows; a sheet holds 6\. Name a \.parquet or \.csv file"):
        run(*two_files, "out.xlsx")
