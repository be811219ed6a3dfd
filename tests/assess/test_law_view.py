"""Looking at law: what is in force, what differs, which figure holds when."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from tests.fixtures import county, province
from tests.fixtures.office import old_band
from tests.fixtures.office import plugin as office

from dibao import Engine, InputError, RuleError
from dibao.assess.law_diff import FigureChange, policy_diff
from dibao.assess.law_diff_in_words import figure_change_line
from dibao.assess.law_history import figure_history
from dibao.assess.law_parts import FigureView
from dibao.assess.law_view import policy_view
from dibao.assess.law_words import QUESTIONS, LawWords
from dibao.law import data_files
from dibao.law.coverage import Coverage, CoveredArticle, Treatment
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, MissingFigure
from dibao.symbols.units import COUNT, FLAG, FLOW, MONTHS, SHARE, STOCK

LAST_DAY, FIRST_DAY = date(2023, 12, 31), date(2024, 1, 1)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(plugins=[province.plugin])


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


# -- one policy ----------------------------------------------------------------------------------------
def test_questions_stand_in_the_order_of_the_test(engine):
    view = policy_view(engine.policy("970101", LAST_DAY))
    assert [each.question.number for each in view.questions] == list(range(1, 36))


def test_every_question_of_the_kernel_and_the_nation_has_chinese_words(engine):
    assert [name for name in engine.plugins.questions if name not in QUESTIONS] == []


def test_a_rule_is_shown_with_article_document_layer_grade_and_days(engine):
    said = lines(policy_view(engine.policy("970101", LAST_DAY)).text())
    position = said.index("老年人增发（试民发〔2023〕1号 第一条）")
    assert said[position + 1] == (
        "try-2023:for_the_old，试验县（970101），依据等级：公开报道，2023年1月1日至2023年12月31日，province/county_2023.py:25"
    )
    assert "15. 收入低于多少是低保边缘家庭？（marginal_standard）" in said
    assert "5. 推定多少劳动收入？（imputed_income） 没有规定" in said


def test_a_rule_in_english(engine):
    said = lines(policy_view(engine.policy("970101", LAST_DAY)).text("en"))
    position = said.index("The old get more (试民发〔2023〕1号 第一条)")
    assert said[position + 1] == (
        "try-2023:for_the_old, Try County (970101), grade: reported, 2023-01-01 to 2023-12-31, "
        "province/county_2023.py:25"
    )


def test_practice_and_an_unknown_end_stand_beside_the_rule(engine):
    said = lines(policy_view(engine.policy("970101", LAST_DAY)).text("en"))
    position = said.index("All belong (County notice 第二条)")
    assert said[position + 1] == (
        "try-notice:everybody, Try County (970101), grade: secondary, from 2022-01-01 on, its end not published, "
        "province/county_notice.py:24; beyond the level's competence, applied as practice: 一直如此"
    )


def test_a_rule_reads_the_figures_that_it_or_its_helper_names_and_no_others(engine):
    view = policy_view(engine.policy("970101", LAST_DAY))
    read = {each.rule.name: each.figures for each in view.rules}
    assert read["for_the_old"] == ("try.old",)
    assert read["whole_fen"] == ()


def test_what_replaces_repeals_and_outlasts_what(engine):
    view = policy_view(engine.policy("970101", FIRST_DAY))
    ours = [each for each in view.changes if each.by.document.id == "try-2024"]
    assert [(each.kind, each.by.id or each.by.article, each.what.id) for each in ours] == [
        ("replaces", "try-2024:prisoner", "cn-2021-57:in_prison"),
        ("repeals", "第五条", "cn-2021-57:clergy_in_hardship"),
    ]


def test_what_outlasts_a_rule_of_unknown_end():
    place = Engine(plugins=[county.plugin, office(old_band)])
    before, after = (policy_view(place.policy(county.CODE, on)) for on in (date(2021, 6, 30), date(2021, 7, 1)))
    assert not any(each.kind == "yields" for each in before.changes)
    [yielding] = [each for each in after.changes if each.kind == "yields"]
    assert (yielding.by.id, yielding.what.id) == ("cn-2021-57:gap", "office-old:twice_the_gap")
    said = [each for each in lines(after.text("en")) if " yields to " in each]
    assert [each for each in said if each.startswith("Twice the gap (Old notice on amounts 一, ")]


def test_a_replaced_rule_stands_behind_the_one_that_replaces_it(engine):
    rules = {each.id: each for each in policy_view(engine.policy("970101", FIRST_DAY)).rules}
    assert rules["cn-2021-57:in_prison"].behind == "try-2024:prisoner"
    assert rules["try-2024:prisoner"].behind is None


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (
            LAST_DAY,
            "农村低保标准：5004元/年（合417.00元/月），试验县（970101），《标准通知》（试验县民政局），依据等级：公开报道，"
            "2023年1月1日至2023年12月31日（dibao.standard.rural，province/figures.toml:12）",
        ),
        (
            FIRST_DAY,
            "农村低保标准：5400元/年（合450.00元/月），试验县（970101），《标准通知》（试验县民政局），"
            "依据等级：公开报道（起始日：推定），2024年1月1日至2024年6月30日（dibao.standard.rural，province/figures.toml:21）",
        ),
        (
            date(2025, 1, 1),
            "农村低保标准：4300元/年，试验县（970101），《标准通知》（试验县民政局），依据等级：法规原文，"
            "自2025年1月1日起（dibao.standard.rural，province/figures.toml:32）",
        ),
        (
            date(2024, 7, 1),
            "农村低保标准（dibao.standard.rural）缺少970101在2024-07-01的数值；上一个数值5400元/年到2024-06-30为止（province/figures.toml:21）。"
            "请补充此后的文件。",
        ),
    ],
)
def test_a_figure_is_shown_as_stated_with_its_month_only_where_that_is_whole_fen(engine, on, line):
    view = policy_view(engine.policy("970101", on))
    assert line in lines(view.text())


def test_articles_are_counted_for_each_document(engine):
    ways: tuple[Treatment, ...] = ("rules", "procedure", "procedure", "outside")
    table = Coverage("t", tuple(CoveredArticle("try-2024", f"第{n}条", way, "x", "x") for n, way in enumerate(ways)))
    view = policy_view(engine.policy("970101", FIRST_DAY), [table])
    counts = {each.document.id: each.articles for each in view.coverage}
    assert counts["try-2024"] == {"rules": 1, "officers": 0, "procedure": 2, "outside": 1}
    assert counts["try-notice"] is None
    said = lines(view.text("en"))
    assert (
        "Provincial measures (省民政厅 省民发〔2024〕2号): 4 articles, 1 computed by rules, 0 left to officers, "
        "2 procedural, 1 out of scope"
    ) in said
    assert "County notice (试验县民政局): no table of articles" in said


def test_the_nations_own_tables_are_counted(engine):
    tables = data_files.coverages(engine.plugins.plugins)
    view = policy_view(engine.policy("970101", FIRST_DAY), tables)
    articles = next(each.articles for each in view.coverage if each.document.id == "cn-2021-57")
    assert articles is not None and sum(articles.values()) == 42


def test_what_is_left_to_officers_and_what_is_beyond_competence(engine):
    said = lines(policy_view(engine.policy("970101", LAST_DAY)).text())
    assert "财产由村核定（试民发〔2023〕1号 第三条）" in said
    assert "《县通知》第二条（同住即为家庭成员）超出该级权限，按实际做法适用：一直如此" in said


def test_a_view_is_json_data(engine):
    view = policy_view(engine.policy("970101", FIRST_DAY))
    data = json.loads(json.dumps(view.to_json(), ensure_ascii=False))
    assert (data["jurisdiction"], data["on"], data["fingerprint"]) == ("970101", "2024-01-01", view.fingerprint)
    [rule] = [each for question in data["questions"] for each in question["rules"] if each["id"] == "try-2024:prisoner"]
    assert rule["replaces"] == "cn-2021-57:in_prison"
    assert rule["layer"] == {"code": "970000", "title": "试验省", "english": "Try Province"}
    figures = {each["name"]: each for each in data["figures"]}
    rural = figures["dibao.standard.rural"]
    assert (rural["stated"], rural["per"], rural["monthly"], rural["grade"]) == ("5400", "year", "450.00", "assumed")
    assert "has no value for 970101" in figures["dibao.standard.urban"]["missing"]
    assert "try-2024:for_the_old" in figures["try.old"]["read_by"]


# -- two policies --------------------------------------------------------------------------------------
def test_two_days_of_one_place_differ_in_words(engine):
    diff = policy_diff(engine.policy("970101", LAST_DAY), engine.policy("970101", FIRST_DAY))
    assert diff.text() == (
        "试验县（970101）：2023年12月31日与2024年1月1日相比\n"
        "\n"
        "一、新增的规则\n"
        "  服刑人员不计入（省民发〔2024〕2号 第四条）；代替cn-2021-57:in_prison\n"
        "\n"
        "二、不再适用的规则\n"
        "  生活困难的宗教教职人员单独申请（民发〔2021〕57号 第八条）\n"
        "\n"
        "三、有变化的规则\n"
        "  老年人增发（省民发〔2024〕2号 第二条）：文件 试民发〔2023〕1号 → 省民发〔2024〕2号；条款 第一条 → 第二条；"
        "层级 试验县（970101） → 试验省（970000）；依据等级 公开报道 → 法规原文\n"
        "\n"
        "四、有差别的数值\n"
        "  农村低保标准：5004元/年 → 5400元/年 (+396元/年)；依据等级 公开报道 → 推定\n"
    )


def test_a_day_on_which_nothing_changes_says_so(engine):
    diff = policy_diff(engine.policy("970101", date(2024, 2, 1)), engine.policy("970101", date(2024, 2, 2)))
    assert not diff.differs
    assert diff.text() == (
        "试验县（970101）：2024年2月1日与2024年2月2日相比\n没有差别：规则、数值和由工作人员认定的事项都相同\n"
    )
    assert lines(diff.text("en"))[1] == "Nothing differs: rules, figures and what is left to officers are the same"


def test_a_start_that_no_longer_matters_changes_the_grade_only(engine):
    diff = policy_diff(engine.policy("970101", date(2024, 4, 11)), engine.policy("970101", date(2024, 4, 12)))
    assert lines(diff.text("en"))[3:] == [
        "Rural dibao standard per person: 5400 yuan a year in both; grade assumed → reported"
    ]


def test_two_places_differ_on_one_day(engine):
    diff = policy_diff(engine.policy("970101", FIRST_DAY), engine.policy("970102", FIRST_DAY))
    assert diff.text("en") == (
        "Try County (970101) against Next County (970102) on 2024-01-01\n"
        "\n"
        "1. Rules only in Try County (970101)\n"
        "  All belong (County notice 第二条)\n"
        "  Children get more (County notice 第一条)\n"
        "\n"
        "2. Figures that differ\n"
        "  Rural dibao standard per person: 5400 yuan a year → 400 yuan a month (-50 yuan a month); "
        "grade assumed → official\n"
    )


def test_a_difference_is_json_data(engine):
    diff = policy_diff(engine.policy("970101", LAST_DAY), engine.policy("970101", FIRST_DAY))
    data = json.loads(json.dumps(diff.to_json(), ensure_ascii=False))
    assert data["differs"] is True
    assert [each["id"] for each in data["rules"]["came"]] == ["try-2024:prisoner"]
    assert [each["changed"] for each in data["rules"]["changed"]] == [["document", "article", "layer", "grade"]]
    assert [(each["name"], each["changed"]) for each in data["figures"]] == [
        ("dibao.standard.rural", ["value", "grade"])
    ]
    assert (data["figures"][0]["before"]["monthly"], data["figures"][0]["after"]["monthly"]) == ("417.00", "450.00")


def figure(unit, value, stated, per=None):
    declaration = FigureDeclaration("f", unit, "数值", "the figure", 0, 10**9)
    record = FigureRecord("f", "970101", value, unit, stated, per, FIRST_DAY, None, "notice", "official")
    return FigureView(declaration, FigureInForce(record, FIRST_DAY))


YEARLY = figure(FLOW, 540000, "5400", "year")


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (figure(FLOW, 500400, "5004", "year"), YEARLY, "5004元/年 → 5400元/年 (+396元/年)", None),
        (YEARLY, figure(FLOW, 576000, "480", "month"), "5400元/年 → 480元/月 (+30元/月)", None),
        (figure(FLOW, 430000, "4300", "year"), figure(FLOW, 480000, "400", "month"), None,
         "4300 yuan a year → 400 yuan a month (+500 yuan a year)"),
        (figure(FLOW, 540060, "450.05", "month"), figure(FLOW, 540000, "450", "month"),
         "450.05元/月 → 450元/月 (-0.05元/月)", None),
        (figure(STOCK, 100, "1"), figure(STOCK, 350, "3.50"),
         "1元 → 3.50元 (+2.50元)", "1 yuan → 3.50 yuan (+2.50 yuan)"),
        (figure(MONTHS, 12, "12"), figure(MONTHS, 6, "6"),
         "12个月 → 6个月 (-6个月)", "12 months → 6 months (-6 months)"),
        (figure(COUNT, 70, "70"), figure(COUNT, 60, "60"), "70 → 60 (-10)", "70 → 60 (-10)"),
        (figure(FLAG, 0, "false"), figure(FLAG, 1, "true"), "否 → 是", "no → yes"),
        (None, YEARLY, "不采用 → 5400元/年", "not used → 5400 yuan a year"),
        (YEARLY, None, "5400元/年 → 不采用", "5400 yuan a year → not used"),
    ],
)  # fmt: skip
def test_a_difference_is_said_in_the_period_both_are_stated_for(before, after, zh, en):
    change = FigureChange(before, after, ("value",))
    if zh:
        assert figure_change_line(LawWords("zh"), change) == f"数值：{zh}"
    if en:
        assert figure_change_line(LawWords("en"), change) == f"The figure: {en}"


def test_shares_differ_by_exact_decimals():
    change = FigureChange(figure(SHARE, Fraction(3, 2), "1.5"), figure(SHARE, Fraction(8, 5), "1.6"), ("value",))
    assert figure_change_line(LawWords("zh"), change) == "数值：1.5 → 1.6 (+0.1)"


def test_a_figure_without_a_value_differs_from_one_with_it():
    missing = evolve(YEARLY, found=MissingFigure(YEARLY.declaration, "970102", FIRST_DAY))
    assert figure_change_line(LawWords("zh"), FigureChange(YEARLY, missing, ("value",))) == "数值：5400元/年 → 缺少数值"


# -- one figure through time ---------------------------------------------------------------------------
def test_a_history_names_every_value_every_gap_and_what_never_applies(engine):
    history = figure_history(engine, "970101", "dibao.standard.rural")
    assert history.text("en") == (
        "Try County (970101): rural dibao standard per person (dibao.standard.rural)\n"
        "\n"
        "1. Which value applies when\n"
        "  until 2022-12-31: no value is known\n"
        "  2023-01-01 to 2023-12-31: 5004 yuan a year (that is 417.00 yuan a month), Try County (970101), "
        "Notice of standards (试验县民政局), grade: reported (province/figures.toml:12)\n"
        "  2024-01-01 to 2024-06-30: 5400 yuan a year (that is 450.00 yuan a month), Try County (970101), "
        "Notice of standards (试验县民政局), grade: reported (its first day: assumed, of no matter from 2024-04-12 on) "
        "(province/figures.toml:21)\n"
        "  2024-07-01 to 2024-12-31: no value is known\n"
        "  from 2025-01-01 on: 4300 yuan a year, Try County (970101), Notice of standards (试验县民政局), "
        "grade: official (province/figures.toml:32)\n"
        "\n"
        "2. Values that never apply\n"
        "  2024-01-01 to 2024-03-31: 400 yuan a month, Try Province (970000), Notice of standards (试验县民政局), "
        "grade: official (province/figures.toml:41)\n"
    )


def test_a_value_of_a_place_above_applies_where_the_place_has_none(engine):
    history = figure_history(engine, "970102", "dibao.standard.rural")
    assert [(span.since, span.until, span.value is not None) for span in history.spans] == [
        (None, LAST_DAY, False),
        (FIRST_DAY, date(2024, 3, 31), True),
        (date(2024, 4, 1), None, False),
    ]
    assert lines(history.text())[3:] == [
        "2023年12月31日及以前：没有已知数值",
        "2024年1月1日至2024年3月31日：400元/月，试验省（970000），《标准通知》（试验县民政局），依据等级：法规原文"
        "（province/figures.toml:41）",
        "自2024年4月1日起：没有已知数值",
    ]


def test_a_figure_that_nobody_states_is_one_gap(engine):
    history = figure_history(engine, "970101", "dibao.standard.urban")
    assert lines(history.text("en"))[3:] == ["on any day: no value is known"]


def test_a_figure_that_only_informs_says_so(engine):
    history = figure_history(engine, "970101", "dibao.guide.rural")
    assert lines(history.text())[1] == "仅供参考，不据此作出决定"


def test_an_offices_own_figures_come_first(engine, tmp_path):
    figures = (Path(province.__file__).parent / "figures.toml").read_text(encoding="utf-8")
    own = figures[: figures.index("[figure")] + (
        '[[dibao.standard.rural]]\ncode = "970101"\namount = 480\nper = "month"\n'
        'since = 2024-03-01\nuntil = 2024-03-31\ndocument = "notice"\ngrade = "assumed"\n'
    )
    path = tmp_path / "own.toml"
    path.write_text(own, encoding="utf-8")
    ours = Engine(plugins=[province.plugin], figures=path)
    history = figure_history(ours, "970101", "dibao.standard.rural")
    assert [(span.since, span.overlaid) for span in history.spans if span.value][:4] == [
        (date(2023, 1, 1), False),
        (FIRST_DAY, False),
        (date(2024, 3, 1), True),
        (date(2024, 4, 1), False),
    ]
    assert "；本单位自定的数值" in history.text()


def test_a_value_carried_forward_is_marked(engine):
    carrying = Engine(plugins=[province.plugin], carry_forward=True)
    history = figure_history(carrying, "970101", "dibao.standard.rural")
    gap = next(span for span in history.spans if span.since == date(2024, 7, 1))
    assert gap.carried and gap.value is not None and gap.value.record.stated == "5400"


def test_a_history_is_json_data(engine):
    data = json.loads(json.dumps(figure_history(engine, "970101", "dibao.standard.rural").to_json()))
    assert [(each["since"], each["until"], each["value"] and each["value"]["stated"]) for each in data["spans"]] == [
        (None, "2022-12-31", None),
        ("2023-01-01", "2023-12-31", "5004"),
        ("2024-01-01", "2024-06-30", "5400"),
        ("2024-07-01", "2024-12-31", None),
        ("2025-01-01", None, "4300"),
    ]
    assert [each["layer"]["code"] for each in data["unused"]] == ["970000"]


def test_a_figure_that_nobody_declares_is_refused_with_a_near_name(engine):
    with pytest.raises(RuleError, match=r"Did you mean 'dibao\.standard\.rural'"):
        figure_history(engine, "970101", "dibao.standard.rurl")


def test_a_place_that_nobody_declares_is_refused(engine):
    with pytest.raises(InputError, match="970109 is not a jurisdiction of any loaded plug-in"):
        figure_history(engine, "970109", "dibao.standard.rural")
