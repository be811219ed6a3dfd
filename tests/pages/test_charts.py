"""A chart shows each value for its own days, and nothing where nothing is known."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.fixtures import shili

from dibao import Engine
from dibao.pages.charts import Step, chart_of, groups
from dibao.pages.region import regions_of

ENGINE = Engine()


def chart(name, group):
    region = regions_of(ENGINE, [name])[0]
    return chart_of(region, group, dict(groups(region.declarations))[group])


def test_figures_whose_names_begin_alike_share_a_chart_with_a_panel_each():
    standards = chart("hongjiang", "dibao.standard")
    assert [panel.declaration.name for panel in standards.panels] == ["dibao.standard.urban", "dibao.standard.rural"]


def test_heights_are_yuan_a_month_whatever_period_the_notice_states():
    urban, rural = chart("hongjiang", "dibao.standard").panels
    assert [step.height for step in urban.lines[0].steps] == [650, 700]
    assert [step.height for step in rural.lines[0].steps] == [417, 450]


@pytest.mark.parametrize(
    ("since", "follows"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2025, 1, 2), False)],
)
def test_a_step_goes_on_from_the_one_before_only_without_a_day_between(since, follows):
    before = Step(date(2024, 1, 1), date(2024, 12, 31), 450, "reported")
    assert Step(since, None, 500, "reported").follows(before) == follows


def test_nothing_goes_on_from_an_open_end():
    assert not Step(date(2025, 1, 1), None, 500, "reported").follows(Step(date(2024, 1, 1), None, 450, "reported"))


def test_the_days_come_from_the_values_alone():
    assert chart("hongjiang", "dibao.standard").days == (date(2022, 9, 3), date(2025, 8, 28))


def test_one_value_alone_has_no_chart():
    region = regions_of(Engine(plugins=[shili.plugin]), ["shili"])[0]
    assert chart_of(region, "shili.houses", dict(groups(region.declarations))["shili.houses"]) is None


def test_the_picture_keeps_chinese_text_and_names_every_place():
    pytest.importorskip("matplotlib")
    from dibao.pages.drawing import svg

    drawn = svg(chart("hongjiang", "dibao.standard"))
    texts = {element.text for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")}
    assert {"城市低保标准 urban dibao standard per person", "431281 洪江市 Hongjiang", "650", "450"} <= texts
    assert not re.search(r"<dc:date>|/(home|tmp|usr)/", drawn)
