"""A form is read back as it was written, asks for what matters, and its example is nobody."""

from datetime import date

import openpyxl
import pytest

from dibao.batch.files.columns import ROLES, form
from dibao.batch.files.excel_files import open_excel
from dibao.batch.files.template import csv_forms, form_columns, write_workbook

from .conftest import ON, decided


@pytest.fixture
def policy(engine):
    return engine.policy("431281", ON)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_header_of_a_form_is_read_as_its_column(engine, tmp_path, lang):
    write_workbook(tmp_path / "form.xlsx", engine.catalogue, None, lang)
    for role in ROLES:
        wanted = form(role, engine.catalogue)
        sheet = open_excel(tmp_path / "form.xlsx", role, wanted, (), "form.xlsx")
        assert sheet.heading.columns == form_columns(role, engine.catalogue, None)
        assert sheet.titles == 1


def test_a_form_for_one_place_asks_only_for_what_its_policy_reads(engine, policy):
    every, few = (form_columns("members", engine.catalogue, each) for each in (None, policy))
    layout = policy.composed.layout
    assert {each.name for each in few} < {each.name for each in every}
    assert {name for name in layout.member if name not in ("age_years", "help_items", "clergy_apart_years")} <= {
        each.name for each in few
    }
    assert "born" in {each.name for each in few}


def test_choices_are_lists_and_the_example_is_marked(engine, policy, tmp_path):
    write_workbook(tmp_path / "form.xlsx", engine.catalogue, policy, "zh")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["家庭"]
    assert [cell.value for cell in sheet[3]][:4] == ["示例", "431281", "农村", "否"]
    lists = {each.formula1: str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert lists['"城市,农村"'] == "C3:C10002"


def test_the_example_row_is_left_out_and_a_filled_row_is_decided(engine, policy, run, tmp_path):
    path = tmp_path / "form.xlsx"
    write_workbook(path, engine.catalogue, policy, "zh")
    book = openpyxl.load_workbook(path)
    fill(book["家庭"], {"家庭编号": "h0", "行政区划代码": "431281", "城乡类别": "农村", "家庭财产符合当地规定": "是"})
    fill(
        book["家庭成员"],
        {"家庭编号": "h0", "与申请人关系": "申请人", "出生日期": date(1970, 5, 1), "工资性收入": 100, "就业": "是"},
    )
    book.save(path)
    finished = run(path, path, obligors=path)
    assert decided(finished) == [("h0", "dibao", "350.00")]
    assert "form.xlsx[家庭]: 1 example rows (示例) were left out." in finished.notices


def fill(sheet, stated):
    """Fill the row below the example: what is not stated is no or 0, as a form asks for."""
    titles = [cell.value for cell in sheet[2]]
    example = [cell.value for cell in sheet[3]]
    row = [
        stated.get(title, filled if title not in ("成员编号",) else "1")
        for title, filled in zip(titles, example, strict=True)
    ]
    for position, value in enumerate(row, 1):
        sheet.cell(4, position).value = value


def test_forms_as_csv_have_the_same_headers(engine, policy):
    forms = dict(csv_forms(engine.catalogue, policy, "en"))
    assert list(forms) == ["households.csv", "members.csv", "obligors.csv"]
    assert forms["households.csv"].splitlines()[0].startswith("household,division code,urban or rural area")
