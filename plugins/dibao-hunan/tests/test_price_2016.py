"""The price subsidy of Hunan: local standard times the index of people with low income, at least 20 yuan.

Worked by hand from FACTS 3.17, T10: at 2 % of 700 it is 14, so the floor of 20; at 3.6 % it is 25.20.
"""

from datetime import date

import pytest

from dibao import Money
from dibao.testing.office import OfficeFigure, office_engine

HONGJIANG, HUAIHUA = "431281", "431200"
IN_2024 = date(2024, 3, 20)
# The indices and the line are the office's own: they stand for what is published month by month.
INDICES = {"price.cpi_rise": "0.035", "price.food_rise": "0", "price.cpi_trigger": "0.035"}
INDEX = "price.low_income_index_rise"


def person(id="a", relation="applicant", **stated):
    nothing = {"born": "1980-05-01", "incomes": {}, "expenses": {}, "flags": {}, "facts": {}}
    return {"id": id, "relation": relation, **nothing, **stated}


def family(*members, area="urban", **stated):
    return {
        "id": "case", "jurisdiction": HONGJIANG, "area": area, "members": list(members) or [person()], "obligors": [],
        "property": {}, "findings": {"property_within_limits": True}, "prior": None, "facts": {},
        "request": {"price_subsidy": True}, **stated,
    }  # fmt: skip


@pytest.fixture(scope="module")
def decide():
    """Decide a family of Hongjiang in March 2024, under the indices of its prefecture."""
    engines = {}

    def decided(household, index="0.036", **more):
        values = {**INDICES, **more, **({} if index is None else {INDEX: index})}
        key = tuple(values.items())
        if key not in engines:
            figures = [OfficeFigure(name, value, HUAIHUA, "2024-03", "2024-03") for name, value in key]
            engines[key] = office_engine(["hunan", "hongjiang"], figures)
        return engines[key].assess(household, IN_2024)

    return decided


def subsidies(decision):
    """Give who gets how much."""
    return {each.to: each.monthly.text() for each in decision.awards if each.programme == "price_subsidy"}


@pytest.mark.parametrize(
    ("area", "index", "paid"),
    [
        ("urban", "0.02", "20.00"),  # 14.00
        ("urban", "0.0285", "20.00"),  # 19.95
        ("urban", "0.0286", "20.02"),
        ("urban", "0.036", "25.20"),
        ("rural", "0.036", "20.00"),  # 16.20
        ("rural", "0.0444", "20.00"),  # 19.98
        ("rural", "0.0445", "20.03"),  # 20.025, up to the fen
        ("urban", "0", "20.00"),
        ("urban", "-0.01", "20.00"),
    ],
)
def test_the_index_times_the_standard_and_never_below_the_floor(decide, area, index, paid):
    """The standards of Hongjiang in 2024 are 700 in town and 450 in the country."""
    assert subsidies(decide(family(area=area), index)) == {"a": paid}


@pytest.mark.parametrize(("cpi", "paid"), [("0.0349", {}), ("0.035", {"a": "25.20"}), ("0.0351", {"a": "25.20"})])
def test_consumer_prices_of_the_prefecture_start_it(decide, cpi, paid):
    assert subsidies(decide(family(), **{"price.cpi_rise": cpi})) == paid


def test_each_person_on_dibao_gets_one_beside_dibao(decide):
    child = person("c", "child", born="2012-01-01")
    decision = decide(family(person(), child))
    assert (subsidies(decision), decision.dibao_monthly) == ({"a": "25.20", "c": "25.20"}, Money.monthly(1400))


def test_a_destitute_person_gets_it_by_the_dibao_standard_of_the_place(decide):
    old = person(born="1950-05-01", findings={"tekun_property_within_limits": True, "tekun_counts": False})
    decision = decide(family(old))
    assert (decision.quantity("member.is_tekun"), subsidies(decision)) == (True, {"a": "25.20"})


@pytest.mark.parametrize(("wage", "status"), [("700", "marginal"), ("1050", "not_eligible")])
def test_a_family_that_draws_no_dibao_gets_none_in_2024(decide, wage, status):
    decision = decide(family(person(incomes={"wage": wage})))
    assert (decision.status, subsidies(decision)) == (status, {})


def test_the_index_is_asked_for_where_it_is_not_published(decide):
    assert [each.path for each in decide(family(), None).questions] == [INDEX]


def test_where_it_is_not_requested_nothing_is_asked_for(decide):
    decision = decide(family(request={}), None)
    assert (decision.is_decided, subsidies(decision)) == (True, {})


def test_it_rests_on_the_rule_of_the_province(decide):
    decision = decide(family())
    award = next(each for each in decision.awards if each.programme == "price_subsidy")
    assert [rule.id for rule in decision.rules_of_award(award)] == ["hunan-price-2016:price_subsidy"]
