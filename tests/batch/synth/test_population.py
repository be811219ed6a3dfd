"""Made-up households are the same for a seed, reach every branch, and say that they are made up."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from benchmarks.many.oracle import expected, stated
from tests.fixtures.shili import plugin
from tests.oracle import reference_policy

from dibao import Engine, InputError
from dibao.batch.synth import Place, national_population, shili_population
from dibao.batch.synth.block import empty_block, marginals
from dibao.batch.synth.national import EPOCH, fill
from dibao.household.values import age_years

ROWS = 32768
LEAST_SHARE = 0.005
ON = date(2024, 2, 29)
HONGJIANG = [Place("431281", 70000, 45000)]


@pytest.fixture(scope="module")
def shili():
    """Give 32768 households of the reference policy in the form of its cases, and what is decided."""
    households = stated(*shili_population(ROWS).tables())
    return households, expected(households)


def unit_of(household):
    return [each for each in household["members"] if each["in_household_unit"]]


def branches(household, status):
    """Name every branch of the reference policy that a household takes."""
    standard = 70000 if household["urban"] else 45000
    unit = unit_of(household)
    income, need = reference_policy.household_income(unit, standard), standard * len(unit)
    costs = sum(each[cost] for each in unit for cost in ("medical_self_paid", "education_cost", "disability_care"))
    gross = sum(reference_policy.own_income(m) - reference_policy.employment_cost(m, standard) for m in unit)
    yield f"status {status}"
    yield from (name for name, holds in {
        "nobody counts": not unit,
        "losses exceed income": gross < 0,
        "costs are capped": costs > max(gross, 0) // 2,
        "costs are below the cap": 0 < costs <= max(gross, 0) // 2,
        "grace is spent": status == 3 and household["on_dibao_before"],
        "least amount": status == 1 and need - income < 5000,
        "gap to the yuan": status == 1 and (need - income) % 100 != 0,
        "property alone stands against it": income < need and status == 0,
    }.items() if holds)  # fmt: skip
    for each in household["members"]:
        yield from branches_of_member(each, standard, status)


def branches_of_member(member, standard, status):
    if not member["in_household_unit"]:
        if member["grade"] in (1, 2):
            yield "allowance outside the unit"
        return
    hardships = {
        "old": member["age"] >= 70,
        "young": member["age"] < 18,
        "severely disabled": member["grade"] in (1, 2),
        "third grade": member["grade"] == 3 and member["disability_kind"] in (4, 5),
        "ill": member["seriously_ill"],
    }
    yield from (f"{name} in status {status}" for name, holds in hardships.items() if holds and status in (1, 3))
    if member["employed"]:
        yield "wage below the cost of working" if member["wage"] < standard // 5 else "cost of working"
    if member["excluded_transfer"] > member["transfer"]:
        yield "more excluded than received"
    if status == 3 and reference_policy.covered(member) and reference_policy.own_income(member) >= standard:
        yield "covered alone for nothing"


def test_every_branch_of_the_reference_policy_is_taken_by_one_in_two_hundred(shili):
    households, results = shili
    found: Counter[str] = Counter()
    for household, status in zip(households, results["status"].tolist(), strict=True):
        found.update(set(branches(household, status)))
    for bit in range(4):
        found[f"reason {bit}"] = int(np.count_nonzero(results["reasons"] >> bit & 1))
    expected_names = {
        *(f"status {status}" for status in range(4)), *(f"reason {bit}" for bit in range(4)),
        *(f"{who} in status 1" for who in ("old", "young", "severely disabled", "ill")),
        *(f"{who} in status 3" for who in ("severely disabled", "third grade", "ill")),
        "nobody counts", "losses exceed income", "costs are capped", "costs are below the cap", "grace is spent",
        "least amount", "gap to the yuan", "property alone stands against it", "allowance outside the unit",
        "wage below the cost of working", "cost of working", "more excluded than received",
        "covered alone for nothing",
    }  # fmt: skip
    assert {name for name in expected_names if found[name] < LEAST_SHARE * ROWS} == set()


LINES = {
    "income is need": lambda income, need, household: income - need,
    "income is the marginal line": lambda income, need, household: (2 * income - 3 * need) / 2,
    "savings are at the limit": lambda income, need, household: household["liquid_assets"] - 24 * need,
}


@pytest.mark.parametrize("line", LINES)
def test_some_households_are_on_a_line_and_some_one_fen_beside_it(line, shili):
    beside: Counter[int] = Counter()
    for household in shili[0]:
        standard, unit = 70000 if household["urban"] else 45000, unit_of(household)
        if unit:
            income = reference_policy.household_income(unit, standard)
            beside[LINES[line](income, standard * len(unit), household)] += 1
    assert [beside[shift] >= 10 for shift in (-1, 0, 1)] == [True, True, True]


def test_sizes_and_areas_have_the_documented_shares():
    households, members = shili_population(ROWS).tables()
    sizes = np.bincount(np.bincount(members["household"].to_numpy()), minlength=7)[1:] / ROWS
    assert np.abs(sizes - np.array([0.25, 0.30, 0.22, 0.13, 0.06, 0.04])).max() < 0.01
    urban = np.mean([each == "urban" for each in households["area"].to_pylist()])
    assert abs(urban - 0.45) < 0.01


def test_the_first_rows_do_not_depend_on_how_many_are_asked_for():
    few, many = shili_population(100, 7).tables(), shili_population(40_000, 7).tables()
    for short, long in zip(few, many, strict=True):
        assert long.slice(0, short.num_rows).to_pylist() == short.to_pylist()


def test_rows_are_numbered_through_all_pieces():
    households, members = shili_population(40_000).tables()
    assert households["id"].to_pylist() == list(range(40_000))
    owners = members["household"].to_numpy()
    assert (np.diff(owners) >= 0).all() and set(owners.tolist()) == set(range(40_000))


def test_another_seed_gives_other_households():
    one, other = (shili_population(50, seed).tables()[1]["income.wage"] for seed in (1, 2))
    assert one != other


@pytest.mark.parametrize("kind", ["shili", "national"])
def test_every_column_is_known_to_the_catalogue(kind):
    known, told = Engine(plugins=[plugin]).catalogue, national_population(1, 1, ON, HONGJIANG)
    population = shili_population(1) if kind == "shili" else told
    named = {
        "household": set(population.household_schema.names) - {"id", "jurisdiction"},
        "member": set(population.member_schema.names) - {"household", "born"},
    }
    strange = [name for entity, names in named.items() for name in names if not known.knows(entity, name)]  # type: ignore[arg-type]
    assert strange == []


def test_both_tables_say_that_they_are_made_up():
    for table in national_population(5, 3, ON, HONGJIANG).tables():
        told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
        assert told["dibao.synthetic"].startswith("synthetic: made up at random")
        assert (told["dibao.synthetic.seed"], told["dibao.synthetic.places"]) == ("3", "431281")
        assert told["dibao.synthetic.on"] == "2024-02-29"


@pytest.mark.parametrize("on", [ON, date(2024, 3, 1), date(2025, 2, 28)])
def test_births_give_the_ages_that_were_drawn(on):
    block = empty_block(1, 0, HONGJIANG)
    fill(block, on)
    drawn, days = block.members["age"].tolist(), block.members["born"].tolist()
    assert [age_years(EPOCH + timedelta(day), on) for day in days] == drawn


def test_some_findings_are_unknown():
    households, _ = national_population(3000, 1, ON, HONGJIANG).tables()
    assert 0 < households["findings.property_within_limits"].null_count < 150


def test_households_live_in_every_place_that_is_given():
    places = [*HONGJIANG, Place("360400", 81000, 62000)]
    households, _ = national_population(500, 1, ON, places).tables()
    assert set(households["jurisdiction"].to_pylist()) == {"431281", "360400"}


def test_the_shares_of_every_choice_add_up_to_all():
    lists = {name: each for group in ("household", "member", "national") for name, each in marginals()[group].items()}
    shares = {name: sum(each) for name, each in lists.items() if isinstance(each, list) and "age" not in name}
    assert set(shares.values()) == {1000}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: shili_population(0), "households is 0; expected 1 or more. Ask for some."),
        (lambda: shili_population(1, -1), f"seed is -1; expected 0 to {2**63 - 1}. Choose another number."),
        (
            lambda: national_population(1, 1, ON, []),
            "places are none; expected one or more with standards. Name a place.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, sentence):
    with pytest.raises(InputError) as error:
        make()
    assert str(error.value) == sentence
