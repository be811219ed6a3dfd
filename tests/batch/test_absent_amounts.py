"""Households that are to be given amounts which no document gives are decided by columns, and told what is missing."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from tests.batch.agreement import differences
from tests.batch.changed_shili import changed_shili
from tests.batch.test_one_flag import left, one_by_one  # noqa: F401
from tests.fixtures.shili.households import ON

from dibao import UNKNOWN, Disability, Engine, Household, Member, Money, Obligor
from dibao.batch import assess, assess_tables
from dibao.batch.absent_amounts import AbsentAmounts
from dibao.batch.compared_figures import APART, ComparedFigures
from dibao.batch.demand import Demand
from dibao.batch.substitution import Form, Shape
from dibao.household.facts import Fact
from dibao.symbols.expressions import Graph
from dibao.symbols.units import COUNT, FLAG, FLOW

HONGJIANG, DAY = "431281", date(2024, 3, 1)
HELP = ("eating", "dressing", "bed", "toilet", "walking", "bathing")
MOST = 10**12


@pytest.fixture(scope="module")
def law():
    return Engine().policy(HONGJIANG, DAY)


def destitute(name: str, items: int = 0, **changes: Any) -> Member:
    """Give somebody old, alone and without anything, who needs help with so many things."""
    given: dict[str, Any] = {
        "relation": "applicant", "born": "1950-01-01", "incomes": {}, "flags": {}, "facts": {},
        "findings": {"tekun_property_within_limits": True, "tekun_counts": False},
        "needs_help": {thing: number < items for number, thing in enumerate(HELP)},
    }  # fmt: skip
    return Member(id=name, **{**given, **changes})


def home(*members: Member, area: str = "rural", **changes: Any) -> Household:
    given: dict[str, Any] = {
        "property": {},
        "obligors": [],
        "prior": None,
        "findings": {"property_within_limits": True},
    }
    return Household(id="h", jurisdiction=HONGJIANG, area=area, members=members, **{**given, **changes})


def missing_in(law, household):
    return [each.path for each in law.assess(household).questions]


@pytest.mark.parametrize(
    ("items", "area", "figures"),
    [
        (0, "rural", ["tekun.care.able", "tekun.living.rural"]),
        (1, "rural", ["tekun.care.half", "tekun.living.rural"]),
        (6, "urban", ["tekun.care.full", "tekun.living.urban"]),
    ],
)
def test_one_destitute_person_is_told_which_figures_are_missing(law, left, items, area, figures):  # noqa: F811
    family = home(destitute("a", items), area=area)
    assert missing_in(law, family) == figures
    assert differences(law, [family], DAY, people=True) == []
    assert left == [0]


@pytest.mark.parametrize("items", [(0, 6), (6, 0), (1, 1), (0, 1)])
def test_figures_are_told_in_the_order_of_programmes_and_people(law, left, items):  # noqa: F811
    first, second = items
    family = home(destitute("a", first), destitute("b", second, relation="spouse"))
    care = {0: "tekun.care.able", 1: "tekun.care.half", 6: "tekun.care.full"}
    told = [*dict.fromkeys(care[each] for each in items), "tekun.living.rural"]
    assert missing_in(law, family) == told
    assert differences(law, [family], DAY, people=True) == []
    assert left == [0]


@pytest.mark.parametrize(("wage", "rest"), [("0", []), ("1", ["rigid.disposable_income"])])
def test_a_comparison_beside_amounts_must_change_nothing(law, left, wage, rest):  # noqa: F811
    # Whether the wage of somebody disabled is little is compared with a figure that nobody gives, either.
    weak = destitute(
        "b", relation="spouse", born="1980-01-01", incomes={"wage": Money.monthly(wage)},
        disability=Disability("limb", 1), findings={"tekun_property_within_limits": True, "tekun_counts": False},
    )  # fmt: skip
    family = home(destitute("a"), weak)
    assert [each for each in missing_in(law, family) if not each.startswith("tekun")] == rest
    assert differences(law, [family], DAY, people=True) == []
    assert left == [len(rest)]


@pytest.mark.parametrize("others", [None, [], [Obligor(id="x"), Obligor(id="y")]], ids=["nobody", "none", "two"])
def test_relatives_whom_nobody_asked_for_are_asked_for_as_such(law, monkeypatch, left, others):  # noqa: F811
    monkeypatch.setattr(assess, "FEWEST_BETWEEN", 1)
    asked = [] if others is None else [evolve(home(destitute("b")), id="other", obligors=others)]
    family = evolve(home(destitute("a")), obligors=UNKNOWN)
    assert missing_in(law, family)[0] == "$.obligors"
    assert differences(law, [*asked, family], DAY, people=True) == []


AWARD = 'return standards.money("shili.living_allowance")'
NOT_GIVEN = """
[figure."shili.{0}"]
unit = "flow"
title = "{0}"
english = "{0}"
"""
LARGE = """
[figure."shili.large"]
unit = "flow"
title = "大额"
english = "a large amount"

[[shili.large]]
code = "990000"
amount = 200000
per = "month"
since = 2024
until = "open"
document = "shili-measures-2024"
grade = "assumed"
"""


def law_that_gives(award, folder, name, large="200000", others=()):
    """Give the law of Shili with another amount for disabled people of a dibao household, and other texts in it."""
    more = "".join(NOT_GIVEN.format(each) for each in ("first", "second")) + LARGE.replace("200000", large)

    def given(text):
        for before, after in ((AWARD, f"return {award}"), *others):
            assert before in text
            text = text.replace(before, after)
        return text

    return changed_shili(folder, name, {"figures.toml": lambda text: text + more, "measures_2024.py": given})


@pytest.mark.parametrize(
    ("name", "award", "figures", "count"),
    [
        ("once", '2 * standards.money("shili.first")', ["first"], 0),
        ("capped", 'min(standards.money("shili.first"), standards.money("shili.living_allowance"))', ["first"], 0),
        # With both amounts that are tried it is the larger one that counts.
        ("hidden", 'max(standards.money("shili.first"), standards.money("shili.large"))', ["first"], 1),
        ("two", 'standards.money("shili.first") + standards.money("shili.second")', ["first", "second"], 1),
        ("away", 'max(standards.money("shili.large") - standards.money("shili.first"), 0)', ["first"], 1),
    ],
)
def test_an_award_that_takes_in_what_nobody_gives(
    homes, people, monkeypatch, left, tmp_path, name, award, figures, count  # noqa: F811
):  # fmt: skip
    law = law_that_gives(award, tmp_path / "shili", f"law_that_gives_{name}")
    kinds = {"disability__kind": ["limb", "none"], "disability__grade": pa.array([1, 0], pa.int8())}
    tables = homes("a"), people(["a", "a"], [0, 0], shili__excluded_transfer=[0, 0], **kinds)
    found = assess_tables(law, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, law, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)
    [row] = found.decisions.to_pylist()
    assert (sorted(row["missing"]), row["award_disability_living_allowance"]) == (
        [f"shili.{each}" for each in figures], None,
    )  # fmt: skip
    assert left == [count]


@pytest.mark.parametrize("wage", [1, 99])
def test_an_amount_that_a_wage_hides_beside_a_flag_leaves_the_row_to_others(
    homes, people, monkeypatch, left, tmp_path, wage  # noqa: F811
):  # fmt: skip
    # Both amounts that are tried come to a yuan at least; nothing at all, which is not tried, is less than the wage.
    award = 'min(member.counted_wage, standards.money("shili.first").round_up(to=yuan(1)))'
    law = law_that_gives(award, tmp_path / "shili", f"law_that_hides_{wage}")
    kinds = {"disability__kind": ["limb"], "disability__grade": pa.array([1], pa.int8())}
    # Whoever is in prison is no dibao family, so that the award is open all the same.
    tables = homes("a"), people(["a"], [wage], shili__excluded_transfer=[0], in_prison=[None], **kinds)
    found = assess_tables(law, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, law, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)
    [row] = found.decisions.to_pylist()
    assert sorted(row["missing"]) == ["$.members[0].flags.in_prison", "shili.first"]
    assert left == [1]


@pytest.mark.parametrize(("limit", "count"), [("large", 1), ("living_allowance", 1)])
def test_a_flag_in_an_award_with_amounts_may_matter_though_both_that_are_tried_agree(
    homes, people, monkeypatch, left, tmp_path, limit, count  # noqa: F811
):  # fmt: skip
    # Who is seriously ill has no more than a limit, beyond both amounts that are tried, or between them.
    first, most = 'standards.money("shili.first")', f'standards.money("shili.{limit}")'
    award = f"min({first}, {most}) if member.recognised_major_illness else {first}"
    law = law_that_gives(award, tmp_path / "shili", f"law_that_limits_{limit}")
    kinds = {"disability__kind": ["limb", "none"], "disability__grade": pa.array([1, 0], pa.int8())}
    flags = {"recognised_major_illness": pa.array([None, False])}
    tables = homes("a"), people(["a", "a"], [0, 0], shili__excluded_transfer=[0, 0], **kinds, **flags)
    found = assess_tables(law, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, law, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)
    assert left == [count]


@pytest.mark.parametrize(("limit", "count"), [("0.01", 1), ("0.98", 1), ("0.99", 1), ("1", 0)])
def test_a_flag_that_steers_no_amount_changes_nothing_beside_it(
    homes, people, monkeypatch, left, tmp_path, limit, count  # noqa: F811
):  # fmt: skip
    # What is paid for the gap is whole yuan, so that it does not matter whether the wage of 99 fen counts.
    award = 'standards.money("shili.first") if household.household_income < standards.money("shili.large") else 0'
    law = law_that_gives(award, tmp_path / "shili", f"law_that_steers_{limit[-2:]}", limit)
    kinds = {"disability__kind": ["limb", "none"], "disability__grade": pa.array([1, 0], pa.int8())}
    flags = {"employed": pa.array([None, False]), "shili__excluded_transfer": [0, 0]}
    tables = homes("a"), people(["a", "a"], [99, 0], **kinds, **flags)
    found = assess_tables(law, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, law, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)
    [row] = found.decisions.to_pylist()
    asked = ["$.members[0].flags.employed"] * count
    assert (row["status"], sorted(row["missing"])) == ("dibao", [*asked, "shili.first"])
    assert left == [count]


@pytest.mark.parametrize(
    ("compared", "missing", "count"), [("first", ["first", "second"], 1), ("large", ["second", "first"], 0)]
)
def test_what_is_compared_in_vain_and_given_leaves_the_row_to_others(
    homes, people, monkeypatch, left, tmp_path, compared, missing, count  # noqa: F811
):  # fmt: skip
    # What one has less where the comparison holds the other one has more; yet it was asked for.
    condition = f'household.household_income < standards.money("shili.{compared}")'
    sums = f'lambda each: each.counted_wage if {condition} else standards.money("shili.large") - each.counted_wage'
    others = [
        ("def one_supplement(member, standards)", "def one_supplement(member, household, standards)"),
        (
            'supplement_share")).round_down(to=fen(1))\n    return 0',
            f'supplement_share")).round_down(to=fen(1))\n    return household.total({sums})',
        ),
        (
            'standards.money("shili.nursing_allowance") if is_severely_disabled(member)',
            'standards.money("shili.first") if member.disability.grade > 0',
        ),
    ]
    law = law_that_gives(
        'standards.money("shili.second")', tmp_path / "shili", f"law_that_compares_{compared}", "1.50", others
    )
    kinds = {"disability__kind": ["limb", "none"], "disability__grade": pa.array([3, 0], pa.int8())}
    tables = homes("a"), people(["a", "a"], [60, 90], shili__excluded_transfer=[0, 0], **kinds)
    found = assess_tables(law, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, law, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)
    [row] = found.decisions.to_pylist()
    assert row["missing"] == [f"shili.{each}" for each in missing]
    assert left == [count]


# -- which amounts are such that an award is open wherever they are given -----------------------------------


@pytest.fixture
def graph():
    return Graph()


def put(absent=("f", "g"), forms=()):
    return ComparedFigures(Shape(forms=dict(forms), figures={}, one_obligor=False), absent=frozenset(absent))


def figure(graph, name="f", high=MOST, **options):
    return graph.leaf("figure", (name,), options.pop("unit", FLOW), low=0, high=high, **options)


@pytest.mark.parametrize(
    ("high", "unit", "den", "is_one"),
    [
        (APART + 11, FLOW, 1, False), (APART + 12, FLOW, 1, True), (APART + 13, FLOW, 1, True),
        (MOST, COUNT, 1, False), (MOST, FLOW, 10, False), (None, FLOW, 1, False),
    ],
)  # fmt: skip
def test_two_amounts_of_money_must_lie_apart(graph, high, unit, den, is_one):
    node = graph.leaf("figure", ("f",), unit, den=den, low=0, high=high)
    assert put().is_amount(node) is is_one
    assert put(absent=()).is_amount(node) is False


def reckoned_with(graph, award):
    """Tell whether an award may be less where a figure is more."""
    law = put()
    demand = Demand(law, lenient=True)
    demand.ask(award, law.graph.true)
    demand.settle()
    found = AbsentAmounts(law).reckoned(demand)
    return found.when(figure(graph)) is law.graph.true


def test_what_can_fall_where_an_amount_rises_does_not_pass_it_on(graph):
    amount, other = figure(graph), graph.leaf("figure", ("known",), FLOW, low=0, high=100)
    count = graph.leaf("figure", ("times",), COUNT, low=0, high=3)
    for award in (
        amount, graph.add(other, graph.scale(amount, 2)), graph.round(amount, "up", 12),
        graph.extreme("min", [amount, other]), graph.extreme("max", [amount, other]),
        graph.multiply(amount, count), graph.share(amount, count, "down", 1),
    ):  # fmt: skip
        assert not reckoned_with(graph, award)
    below = graph.leaf("figure", ("below",), COUNT, low=-1, high=3)
    for award in (
        graph.add(other, graph.scale(amount, -1)), graph.multiply(amount, below),
        graph.extreme("max", [graph.add(other, graph.scale(amount, -1)), graph.constant(0, FLOW)]),
        graph.choose(graph.compare("<", graph.add(amount, figure(graph, "g")), other), other, amount),
    ):  # fmt: skip
        assert reckoned_with(graph, award)


@pytest.mark.parametrize("scope", ["household", "member"])
def test_an_amount_is_given_where_its_condition_holds(graph, scope):
    kept = Form(Fact(scope, "kept", FLAG, "留", "kept"), None, 1, (0, 1), False)
    law = put(forms={(scope, "kept"): kept})
    holds = graph.leaf("fact", (scope, "kept"), FLAG, scope=scope)
    award = graph.choose(holds, figure(graph), graph.add(figure(graph, "g"), figure(graph, "g")))
    [first, second] = AbsentAmounts(law).given([graph.constant(0, FLOW), award])
    assert [(each.position, each.figure, each.where.scope) for each in (first, second)] == [
        (1, "f", scope), (1, "g", scope),
    ]  # fmt: skip
    assert (first.where.op, second.where) == ("fact", law.graph.negate(first.where))


def test_what_is_added_up_over_people_is_asked_for_by_the_household(graph):
    kept = Form(Fact("member", "kept", FLAG, "留", "kept"), None, 1, (0, 1), False)
    law = put(forms={("member", "kept"): kept})
    holds = graph.leaf("fact", ("member", "kept"), FLAG, scope="member")
    everybody = graph.total("member", graph.choose(holds, figure(graph), graph.constant(0, FLOW)))
    award = graph.choose(holds, everybody, graph.constant(0, FLOW))
    [given] = AbsentAmounts(law).given([award])
    assert (given.figure, given.where.op, given.where.scope) == ("f", "any", "household")


def test_an_award_is_steered_by_what_is_no_amount_in_it(graph):
    kept = Form(Fact("member", "kept", FLAG, "留", "kept"), None, 1, (0, 1), False)
    law = put(forms={("member", "kept"): kept})
    holds = graph.leaf("fact", ("member", "kept"), FLAG, scope="member")
    amount, other = figure(graph), graph.leaf("fact", ("member", "kept"), COUNT, scope="member", low=0, high=9)
    plain = graph.choose(holds, graph.round(graph.multiply(amount, other), "up", 12), graph.constant(12, FLOW))
    by_amounts = graph.choose(graph.compare("<", graph.add(amount, figure(graph, "g")), plain), plain, amount)
    [first, second] = AbsentAmounts(law).beside(
        [plain, graph.constant(0, FLOW), by_amounts], lambda _: [law.graph.true]
    )
    assert (set(first.steering or ()), second.steering) == ({law(holds), law(other)}, None)
    assert first.where is law.any("member", law(holds))
