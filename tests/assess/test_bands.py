"""Bands in a policy: what each row pays, what is open without one, how they are shown."""

from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures import bands

from dibao import UNKNOWN, Decision, Engine, Household, InputError, Interview, Member, Money, NoFigureInForce
from dibao.assess.law_diff import policy_diff
from dibao.assess.law_history import figure_history
from dibao.assess.law_view import policy_view
from dibao.law.figure_bands import Band, BandRow, flat
from dibao.law.figures import FigureRecord, LawData
from dibao.symbols.units import BAND, COUNT, FLOW, Unit
from dibao.testing.strategies import households

ENGINE = Engine(plugins=[bands.plugin])
ON, LATER = date(2024, 3, 1), date(2025, 3, 1)
FIRST, SECOND, THIRD = "982101", "982102", "982103"
MOST_FEN = 1000 * 100
"""The most that a row may pay, as the bands are declared."""


def family(code: str = FIRST, area: str = "rural", income: Any = "0", size: int = 1, **stated: Any) -> Household:
    """Give so many people of middle age, the first one with an income."""
    wage = income if income is UNKNOWN else Money.monthly(income)
    first = Member("a", "applicant", date(1980, 5, 1), incomes={"wage": wage}, flags={})
    others = [Member(f"m{n}", "spouse", date(1981, 5, 1), incomes={}, flags={}) for n in range(1, size)]
    usual: dict[str, Any] = {"findings": {"property_within_limits": True}, "facts": {"bands.grade": 2}}
    return Household(
        id="f", jurisdiction=code, area=area, members=[first, *others], **{
            "obligors": [], "property": {}, "prior": None, **usual, **stated}
    )  # fmt: skip


def paid(household: Household, on: date = ON) -> Money | None:
    return next((each.monthly for each in ENGINE.assess(household, on).awards if each.programme == "dibao"), None)


# -- rows ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "grade", "amount"),
    [(FIRST, 1, 417), (FIRST, 2, 245), (FIRST, 3, 145), (FIRST, 4, 145), (SECOND, 2, 500), (SECOND, 3, 250)],
)
def test_a_grade_gets_the_last_row_that_it_reaches(code, grade, amount):
    assert paid(family(code, facts={"bands.grade": grade})) == Money.monthly(amount)


@pytest.mark.parametrize(
    ("income", "amount"),
    [("399.99", 1000), ("400", 600), ("400.01", 600), ("800.99", 600), ("801", 200), ("801.01", 200)],
)
def test_two_people_reach_a_row_a_head_with_twice_its_income(income, amount):
    assert paid(family(area="urban", income=income, size=2)) == Money.monthly(amount)


@pytest.mark.parametrize(("born", "amount"), [("2006-03-02", "30"), ("2006-03-01", None), ("1964-03-02", None),
                                              ("1964-03-01", "50.50")])  # fmt: skip
def test_a_band_may_go_by_what_is_so_of_each_member(born, amount):
    member = Member("a", "applicant", date.fromisoformat(born), incomes={}, flags={"declines_tekun": True})
    decision = ENGINE.assess(evolve(family(), members=[member]), ON)
    extra = [each.monthly for each in decision.awards if each.programme == "supplement"]
    assert extra == ([Money.monthly(amount)] if amount else [])


def test_the_rows_of_a_later_notice_hold_from_its_day():
    assert paid(family(facts={"bands.grade": 3}), LATER) == Money.monthly("140.50")


@given(st.data(), st.sampled_from([FIRST, SECOND]))
def test_concrete_python_is_the_fast_function_is_the_reduction(data, code):
    household = data.draw(households((code,), on=ON, catalogue=ENGINE.catalogue, most_members=4))
    policy = ENGINE.policy(code, ON)
    fast, slow = policy.assess(household), Decision(policy, household, None)
    assert (fast.status, fast.awards) == (slow.status, slow.awards)
    plain = policy.on_plain_values(household)
    for path, (node, _) in policy.composed.quantities.items():
        for person in range(len(household.members) if node.scope == "member" else 1):
            # Support as destitute reads figures that these places do not have.
            with suppress(NoFigureInForce):
                assert fast.quantity(path, person) == plain.quantity(path, person)


# -- shape -----------------------------------------------------------------------------------------------
def test_counties_that_differ_in_numbers_share_one_function():
    first, second = ENGINE.policy(FIRST, ON), ENGINE.policy(SECOND, ON)
    assert first.fast is second.fast
    assert first.fingerprint != second.fingerprint


def stated(name: str, code: str, band: Band) -> LawData:
    """Give a band as the only value of a place."""
    notice = ENGINE.figures.documents["bands-notice"]
    record = FigureRecord(
        name=name, code=code, value=band, unit=BAND, stated=band.stated, per="month", since=ON, until=None,
        document=notice.id, grade="assumed",
    )  # fmt: skip
    return LawData(documents={notice.id: notice}, records=(record,))


def rows(*pairs: tuple[str, str], by: Unit = COUNT) -> Band:
    """Give a band as a file states it a month: where each row starts, and its amount."""
    return Band(tuple(BandRow(Fraction(start), int(Fraction(paid) * 1200), start, paid) for start, paid in pairs), by)


def test_how_a_number_is_written_is_no_part_of_the_fingerprint():
    same = ENGINE.with_figures(stated("bands.rural", FIRST, rows(("1", "417.00"), ("2", "245.0"), ("3", "145"))))
    other = ENGINE.with_figures(stated("bands.rural", FIRST, rows(("1", "417.00"), ("2", "245.0"), ("4", "145"))))
    again = ENGINE.with_figures(stated("bands.rural", FIRST, rows(("1", "417"), ("2", "245"), ("3", "145"))))
    prints = [each.policy(FIRST, ON).fingerprint for each in (same, again, other)]
    assert prints[0] == prints[1] != prints[2]


def test_an_overlay_may_have_other_rows():
    more = ENGINE.with_figures(
        stated("bands.rural", FIRST, rows(("1", "400"), ("2", "300"), ("3", "200"), ("4", "100")))
    )
    amounts = [more.assess(family(facts={"bands.grade": grade}), ON).dibao_monthly for grade in (2, 3, 4)]
    assert amounts == [Money.monthly(each) for each in (300, 200, 100)]
    assert more.policy(FIRST, ON).fast is not ENGINE.policy(FIRST, ON).fast


# -- without rows ----------------------------------------------------------------------------------------
def test_a_band_that_nobody_stated_is_asked_for():
    decision = ENGINE.assess(family(THIRD, "urban", size=2), ON)
    assert (decision.status, decision.is_decided) == ("dibao", False)
    assert [(each.kind, each.path) for each in decision.questions] == [("figure", "bands.urban")]
    assert decision.bounds is not None
    assert decision.bounds.dibao == (Money.monthly(0), Money.monthly(2000))


def test_a_decision_that_pays_nothing_stands_without_the_band():
    decision = ENGINE.assess(family(THIRD, "urban", income="600", size=1), ON)
    assert (decision.status, decision.is_decided) == ("marginal", True)


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


@given(
    st.lists(st.integers(0, MOST_FEN).map(yuan), min_size=4, max_size=4),
    st.lists(st.integers(1, 60000), min_size=3, max_size=3, unique=True).map(sorted),
    st.integers(0, 130000).map(yuan),
)
def test_every_band_pays_within_the_bounds_of_one_that_is_missing(amounts, starts, income):
    household = family(THIRD, "urban", income=income, size=2)
    missing = ENGINE.assess(household, ON)
    band = rows(*zip(["0", *map(yuan, starts)], amounts, strict=True), by=FLOW)
    found = ENGINE.with_figures(stated("bands.urban", THIRD, band)).assess(household, ON)
    if missing.bounds is None:
        assert (found.status, found.awards) == (missing.status, missing.awards)
    else:
        paid = found.dibao_monthly
        assert paid is not None and missing.bounds.dibao[0] <= paid <= missing.bounds.dibao[1]


def test_a_missing_band_stops_plain_python_by_name():
    with pytest.raises(NoFigureInForce, match=r"bands\.urban has no value for 982103 on 2024-03-01"):
        ENGINE.policy(THIRD, ON).on_plain_values(family(THIRD, "urban")).quantity("household.award_dibao")


def test_an_unknown_grade_is_asked_for_and_every_row_is_possible():
    decision = ENGINE.assess(family(facts={"bands.grade": UNKNOWN}), ON)
    assert [each.path for each in decision.questions] == ["$.facts.bands.grade"]
    assert decision.bounds is not None
    assert (decision.bounds.dibao, decision.bounds.exact) == ((Money.monthly(145), Money.monthly(417)), True)


def test_an_unknown_grade_does_not_matter_where_every_row_pays_alike():
    level = ENGINE.with_figures(stated("bands.rural", FIRST, rows(("1", "300"), ("3", "300"))))
    decision = level.assess(family(facts={"bands.grade": UNKNOWN}), ON)
    assert (decision.is_decided, decision.dibao_monthly) == (True, Money.monthly(300))


def test_an_interview_takes_the_amount_that_this_household_gets():
    interview = Interview(ENGINE, family(THIRD, "urban", size=2), ON)
    assert interview.answer({"amount": "3600", "per": "year"}).dibao_monthly == Money.monthly(600)
    assert interview.question is None


@pytest.mark.parametrize("amount", ["1000.01", "-0.01"])
def test_an_interview_keeps_to_the_bounds_of_a_row(amount):
    with pytest.raises(InputError, match=r"expected from 0\.00 to 1000\.00"):
        Interview(ENGINE, family(THIRD, "urban"), ON).answer(amount)


def test_a_band_of_one_row_pays_the_same_everywhere():
    assert flat(1200, "1", COUNT, "month").amount_for(10**6) == Money.monthly(1)


# -- words -----------------------------------------------------------------------------------------------
def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_a_decision_rests_on_the_rows_that_it_pays():
    decision = ENGINE.assess(family(facts={"bands.grade": 4}), ON)
    assert decision.evidence.rows == {"bands.age": (1,), "bands.rural": (2,)}
    names = [each.record.name for each in decision.evidence.figures]
    assert names.count("bands.rural") == 1
    assert "bands.urban" not in names


def test_an_explanation_names_the_row_that_applies():
    decision = ENGINE.assess(family(), ON)
    assert (
        "农村分档补助标准：245元/月（第2档，共3档），甲县（982101），《分档示例通知》（分档省民政厅），依据等级：公开报道"
    ) in lines(decision.explain("zh"))
    assert (
        "Rural benefit by grade: 245 yuan a month (for grade 2; one of 3 rows), First County (982101), "
        "Example notice on bands (分档省民政厅), grade: reported"
    ) in lines(decision.explain("en"))


def test_the_law_shows_all_rows():
    view = policy_view(ENGINE.policy(FIRST, ON))
    assert (
        "城市分档补助标准：0元起500元/月、200元起300元/月、400.50元起100元/月，甲县（982101），《分档示例通知》（分档省民政厅），"
        "依据等级：公开报道，自2024年1月1日起（bands.urban，bands/figures.toml:75）"
    ) in lines(view.text())
    shown = next(each for each in view.figures if each.name == "bands.rural").to_json()
    assert {key: shown[key] for key in ("unit", "by", "per", "stated", "rows", "monthly")} == {
        "unit": "band",
        "by": "count",
        "per": "month",
        "stated": "1: 417, 2: 245, 3: 145",
        "rows": [
            {"from": "1", "amount": "417"},
            {"from": "2", "amount": "245"},
            {"from": "3", "amount": "145"},
        ],
        "monthly": None,
    }


def figure_lines(before: tuple[str, date], after: tuple[str, date], lang: Any) -> list[str]:
    text = policy_diff(ENGINE.policy(*before), ENGINE.policy(*after)).text(lang)
    names = ("农村分档", "城市分档", "Rural benefit", "Urban benefit")
    return [line for line in lines(text) if line.startswith(names)]


def test_a_change_of_amounts_is_said_row_by_row():
    assert figure_lines((FIRST, ON), (FIRST, LATER), "zh") == [
        "农村分档补助标准：第1档417元/月、第2档245元/月、第3档145元/月 → "
        "第1档430元/月、第2档245元/月、第3档140.50元/月 "
        "(第1档+13元/月、第3档-4.50元/月)；依据等级 公开报道 → 转载资料"
    ]
    assert figure_lines((FIRST, ON), (FIRST, LATER), "en") == [
        "Rural benefit by grade: 417 yuan a month for grade 1, 245 yuan a month for grade 2 and "
        "145 yuan a month for grade 3 → "
        "430 yuan a month for grade 1, 245 yuan a month for grade 2 and 140.50 yuan a month for grade 3 "
        "(+13 yuan a month for grade 1, -4.50 yuan a month for grade 3); grade reported → secondary"
    ]


def test_other_rows_are_set_side_by_side():
    assert figure_lines((FIRST, ON), (SECOND, ON), "zh") == [
        "农村分档补助标准：第1档417元/月、第2档245元/月、第3档145元/月 → 1起6000元/年、3起3000元/年、4起1000元/年",
        "城市分档补助标准：0元起500元/月、200元起300元/月、400.50元起100元/月 → "
        "0元起450元/月、150元起310元/月、300元起90元/月",
    ]


def test_a_band_that_ends_is_said():
    assert figure_lines((THIRD, ON), (THIRD, LATER), "en") == ["Rural benefit by grade: 300 yuan a month → no value"]


def test_a_history_shows_the_rows_of_every_span():
    history = figure_history(ENGINE, FIRST, "bands.rural")
    assert [None if each.value is None else each.value.record.text() for each in history.spans] == [
        None,
        "417 yuan a month for grade 1, 245 yuan a month for grade 2 and 145 yuan a month for grade 3",
        "430 yuan a month for grade 1, 245 yuan a month for grade 2 and 140.50 yuan a month for grade 3",
    ]
    assert (
        "2024年1月1日至2024年12月31日：第1档417元/月、第2档245元/月、第3档145元/月，甲县（982101），《分档示例通知》（分档省民政厅），"
        "依据等级：公开报道（bands/figures.toml:57）"
    ) in lines(history.text())
