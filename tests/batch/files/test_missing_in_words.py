"""What is missing is named by titles, never by paths."""

import pyarrow as pa
import pytest

from dibao.batch.files.missing_in_words import MissingInWords


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("$.findings.property_within_limits", "家庭财产符合当地规定", "property is within local limits"),
        ("$.members[2].incomes.wage", "成员3：工资性收入", "member 3: wages"),
        ("$.members[0].born", "成员1：年龄(周岁)", "member 1: age in full years"),
        ("$.obligors[0].own_income", "义务人1：义务人本人收入", "obligor 1: obligor's own income"),
        ("$.prior.status", "此前享受低保", "received dibao before"),
        ("dibao.standard.rural", "农村低保标准", "rural dibao standard per person"),
        ("$.members[0].incomes", "$.members[0].incomes", "$.members[0].incomes"),
    ],
)
def test_every_path_has_its_words(engine, path, chinese, english):
    words = [MissingInWords(engine.catalogue, engine.figures.declarations, each).words(path) for each in (0, 1)]
    assert words[0].lower() == chinese.lower()
    assert words[1].lower() == english.lower()


def test_rows_keep_their_own_lists(engine):
    words = MissingInWords(engine.catalogue, engine.figures.declarations, 0)
    lists = pa.array([["x"], [], ["$.area", "y"], None, ["$.area"]])
    assert words.column(lists).to_pylist() == ["x", "", "城乡类别；y", "", "城乡类别"]
    assert words.column(lists.slice(2)).to_pylist() == ["城乡类别；y", "", "城乡类别"]
