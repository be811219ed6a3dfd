"""Headers are found by every spelling, and none is guessed at."""

import pytest

from dibao import InputError
from dibao.batch.files.columns import ROLES, form, heading
from dibao.household.facts import BUILT_IN


@pytest.mark.parametrize("role", ROLES)
def test_every_title_and_name_of_every_installed_fact_means_its_own_column(role, engine):
    wanted = form(role, engine.catalogue)
    for column in wanted.columns:
        for spelling in (column.name, column.title, column.english, *column.names):
            assert wanted.column(spelling) == column


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("工资性收入", "income.wage"),
        ("工资性收入（元/月）", "income.wage"),
        (" 工资性 收入* ", "income.wage"),
        ("incomes.wage", "income.wage"),
        ("INCOME.WAGE", "income.wage"),
        ("年龄", "age_years"),
        ("残疾类别", "disability.kind"),
        ("父亲残疾类别", "father.disability_kind"),
        ("身份证号", "person"),
    ],
)
def test_headers_as_officers_write_them(header, name):
    found = form("members", BUILT_IN).column(header)
    assert found is not None
    assert found.name == name


def test_a_title_of_two_plug_ins_must_say_which(engine):
    wanted = form("households", engine.catalogue)
    titles = [each.title for each in wanted.columns if "建档立卡贫困户" in each.title]
    assert titles == ["建档立卡贫困户〔hebei.registered_poor〕", "建档立卡贫困户〔hunan.registered_poor〕"]
    assert wanted.column("建档立卡贫困户") is None


def test_all_wrong_headers_are_named_at_once():
    with pytest.raises(InputError) as caught:
        heading(form("members", BUILT_IN), ["工资收人", "就业", "employed", "医疗支出(万元)"], (), "people.csv")
    assert str(caught.value) == (
        "people.csv: 4 problems\n"
        'has the column "工资收人", which means nothing here. Did you mean "工资性收入"? '
        "Correct it, or leave it aside with --ignore.\n"
        'has "就业" and "employed", which both mean employed; keep one.\n'
        'has the column "医疗支出(万元)": "万元" is no unit that cells are read in; amounts are yuan a month.\n'
        'has no column "家庭编号" (household). Name it in the header.'
    )


def test_what_no_rule_reads_is_left_aside_and_said():
    found = heading(form("members", BUILT_IN), ["序号", "姓名", "家庭编号", "村组", ""], ["村组"], "people.csv")
    assert [each and each.name for each in found.columns] == [None, None, "household", None, None]
    assert found.left_aside == ("序号", "姓名", "村组")


def test_amounts_of_a_year_are_those_of_flows_alone():
    wanted = form("members", BUILT_IN)
    assert wanted.is_yearly("工资性收入（元/年）")
    assert not wanted.is_yearly("工资性收入（元/月）")
    assert form("households", BUILT_IN).column("存款（元/年）") is None
