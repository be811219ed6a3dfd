"""What tables may say, what is wrong with them, and what follows from each."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from tests.batch.changed_shili import changed_shili
from tests.fixtures.shili.households import ON

from dibao import DibaoError, Engine
from dibao.batch import NEVER, TableError, assess_tables, household_of, read_tables, stated_facts
from dibao.batch.paths import Paths
from dibao.household.stated import UNKNOWN

HONGJIANG = "431281"


def decided(policy, households, members, obligors=None, **options):
    options = {"on": ON, "money_unit": "fen", **options}
    return assess_tables(policy, households, members, obligors, **options)


def statuses(answer):
    return answer.decisions["status"].to_pylist()


def sentences(policy, households, members, **options):
    with pytest.raises(TableError) as caught:
        decided(policy, households, members, **options)
    return [str(each) for each in caught.value.rows]


@pytest.mark.parametrize(
    ("wage", "status", "yuan"),
    [
        (44999, "dibao", "50.00"),
        (45000, "marginal", "0.00"),
        (45001, "marginal", "0.00"),
        (67500, "not_eligible", "0.00"),
    ],
)
def test_the_standard_divides_to_the_fen(shili, homes, people, wage, status, yuan):
    found = decided(shili, homes("a"), people(["a"], [wage])).decisions.to_pylist()[0]
    assert (found["status"], found["dibao_monthly"]) == (status, Decimal(yuan))


def test_a_null_is_never_zero(shili, homes, people):
    found = decided(shili, homes("a"), people(["a"], [None])).decisions.to_pylist()[0]
    assert (found["status"], found["dibao_monthly"]) == ("undetermined", None)
    assert found["missing"] == ["$.members[0].incomes.wage"]


def test_a_null_that_changes_nothing_leaves_the_decision(shili, homes, people):
    found = decided(shili, homes("a"), people(["a", "a"], [200_000, None])).decisions.to_pylist()[0]
    assert (found["status"], found["missing"]) == ("not_eligible", [])


def test_a_relative_may_have_the_number_of_a_member(hongjiang, homes, people):
    relatives = pa.table({"household": ["a"], "id": ["1"], "relation": ["child"]})
    members = people(["a"], [0], id=pa.array(["1"]), relation=pa.array(["applicant"]))
    found = decided(hongjiang, homes("a"), members, relatives).decisions.to_pylist()[0]
    assert found["missing"]
    assert all(each.startswith("$.") for each in found["missing"])


def test_a_column_of_nothing_but_nulls_is_unknown(shili, homes, people):
    members = people(["a"], [0]).set_column(2, "incomes.wage", pa.nulls(1))
    assert statuses(decided(shili, homes("a"), members)) == ["undetermined"]


@pytest.mark.parametrize("backend", ["numpy", "compiled"])
def test_what_is_the_same_for_all_members_is_no_column_of_members(shili, homes, people, backend):
    members = people(["a", "a", "b"], [0, 0, 0]).set_column(2, "incomes.wage", pa.nulls(3))
    assert statuses(decided(shili, homes("a", "b"), members, backend=backend)) == ["undetermined"] * 2


def test_every_problem_is_said_at_once(shili, homes, people):
    households = homes("a", "b", "b", "c", "d", property__houses=[0, -1, 0, 0, 0])
    members = people(["a", "b", "d", "nobody"], [0, 1_000_000_001, -1, 0], person=[7, 7, 8, 9])
    assert sentences(shili, households, members) == [
        "households, row 1, property.houses is -1; expected 0 to 100.",
        "members, row 1, incomes.wage is 10000000.01 yuan a month; expected at most 10000000 yuan a month. "
        "Check that it is in yuan.",
        "members, row 2, incomes.wage is -0.01 yuan a month; expected 0 or more. "
        "Enter what a member pays out under transfers_paid.",
        'households, row 2, id is "b", as is the id of an earlier row.',
        'members, row 3, household is "nobody", no household\'s id.',
        "households, row 2, id has no member; expected at least one, the applicant.",
        "households, row 3, id has no member; expected at least one, the applicant.",
        "members, row 0, person of household a stands in more than one row; a person belongs to one household.",
        "members, row 1, person of household b stands in more than one row; a person belongs to one household.",
    ]


def test_rejected_households_leave_the_rest_decided(shili, homes, people):
    members = people(["a", "b", "c"], [0, -1, 45000])
    answer = decided(shili, homes("a", "b", "c"), members, on_problem="reject")
    assert answer.decisions["id"].to_pylist() == ["a", "c"]
    assert statuses(answer) == ["dibao", "marginal"]
    assert answer.rejects.select(["table", "row", "column", "value"]).to_pylist() == [
        {"table": "members", "row": 1, "column": "incomes.wage", "value": "-1"}
    ]


@pytest.mark.parametrize("fen", [0, 1, 999_999_999, 1_000_000_000])
def test_amounts_within_bounds_are_taken(shili, homes, people, fen):
    assert len(statuses(decided(shili, homes("a"), people(["a"], [fen])))) == 1


@pytest.mark.parametrize("fen", [-1, 1_000_000_001, 2**63 - 1])
def test_amounts_beyond_bounds_are_refused(shili, homes, people, fen):
    [sentence] = sentences(shili, homes("a"), people(["a"], [fen]))
    assert sentence.startswith("members, row 0, incomes.wage is ")


@pytest.mark.parametrize(
    ("column", "values", "start"),
    [
        ("incomes.wages", [0], "is no fact of a member. Did you mean"),
        ("income.wage", pa.array([0]), "says the same as the column 'incomes.wage'. Drop one of them."),
        ("incomes.business", pa.array([0.5]), "is of the type double, which can be inexact;"),
        ("incomes.business", ["0"], "is of the type string; expected a decimal with two places, or whole numbers."),
        ("in_prison", [1], "is of the type int64; expected true and false (bool)."),
        (
            "incomes.business",
            pa.array([Decimal("0.005")]),
            "holds amounts finer than two decimals; expected whole fen.",
        ),
    ],
)
def test_a_column_of_the_wrong_kind_is_refused(shili, homes, people, column, values, start):
    rows = sentences(shili, homes("a"), people(["a"], [0], **{column: values}))
    assert any(row.startswith(f"members, {column} {start}") for row in rows), rows


def test_whole_numbers_of_money_must_say_their_unit(shili, homes, people):
    rows = sentences(shili, homes("a"), people(["a"], [0]), money_unit=None)
    assert rows[0].startswith("members, incomes.wage holds whole numbers without saying of what;")


def test_yuan_and_fen_say_the_same(shili, homes, people):
    in_yuan = decided(shili, homes("a"), people(["a"], [449]), money_unit="yuan")
    assert in_yuan.decisions == decided(shili, homes("a"), people(["a"], [44900])).decisions


def test_what_has_no_arrow_interface_is_refused(shili, people):
    with pytest.raises(DibaoError, match=r"^households is a list, which has no Arrow interface;"):
        decided(shili, [], people([], []))


class Stream:
    """Any library's table: nothing but the Arrow interface."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def test_any_arrow_stream_will_do(shili, homes, people):
    households, members = homes("a", "b"), people(["b", "a"], [0, 45000])
    plain = decided(shili, households, members).decisions
    assert decided(shili, Stream(households), Stream(members)).decisions == plain


def test_chunked_tables_say_what_whole_ones_do(shili, homes, people):
    households, members = homes("a", "b", "c"), people(["c", "a", "b"], [0, 45000, None])
    cut = [pa.concat_tables([each.slice(0, 1), each.slice(1)]) for each in (households, members)]
    assert decided(shili, *cut).decisions == decided(shili, households, members).decisions


def test_no_household_gives_an_empty_table(shili, homes, people):
    assert decided(shili, homes("a").slice(1), people(["a"], [0]).slice(1)).decisions.num_rows == 0


# -- who applies, and days and maps that are unknown -----------------------------------------------------


@pytest.fixture(scope="module")
def hongjiang():
    return Engine().policy(HONGJIANG, ON)


@pytest.mark.parametrize("relations", [None, pa.nulls(1)])
def test_who_applies_is_not_guessed_where_a_rule_asks(hongjiang, homes, people, relations):
    members = people(["a"], [0], **({} if relations is None else {"relation": relations}))
    assert sentences(hongjiang, homes("a"), members) == [
        "members, relation is missing or empty; the rules of 431281 read it. State how each member is related to the "
        'applicant, and exactly one of each household as "applicant".'
    ]


@pytest.mark.parametrize(
    ("relations", "wrong"),
    [
        (["applicant", "applicant", "spouse"], []),
        (["applicant", "spouse", "applicant"], []),
        (["applicant", "applicant", "applicant"], [("b", 2)]),
        (["spouse", "applicant", "applicant"], [("a", 0), ("b", 2)]),
        (["applicant", "spouse", "child"], [("b", 0)]),
    ],
)
def test_one_member_of_each_household_applies_wherever_they_stand(hongjiang, homes, people, relations, wrong):
    households, members = homes("a", "b"), people(["a", "b", "b"], [0, 0, 0], relation=relations)
    if not wrong:
        assert decided(hongjiang, households, members).decisions.num_rows == 2
        return
    assert sentences(hongjiang, households, members) == [
        f"households, row {'ab'.index(home)}, id has {count} applicants; expected exactly one member whose relation is "
        '"applicant".'
        for home, count in wrong
    ]


@pytest.mark.parametrize(("relations", "applicants"), [(["spouse", None], 0), (["applicant", "applicant"], 2)])
def test_one_member_applies(hongjiang, homes, people, relations, applicants):
    assert sentences(hongjiang, homes("a"), people(["a", "a"], [0, 0], relation=relations)) == [
        f'households, row 0, id has {applicants} applicants; expected exactly one member whose relation is "applicant".'
    ]


def population_of(law, households, members):
    return read_tables(households, members, on=ON, catalogue=law.catalogue, money_unit="fen")[0]


@pytest.mark.parametrize(
    ("day", "stated", "years"),
    [(None, UNKNOWN, None), (NEVER, None, 0), (date(2020, 3, 2), date(2020, 3, 2), 3), (ON, ON, 0)],
)
def test_an_empty_day_of_clergy_is_unknown_and_a_day_says_never(shili, homes, people, day, stated, years):
    members = people(["a"], [0], clergy_apart_since=pa.array([day], pa.date32()))
    population = population_of(shili, homes("a"), members)
    assert population.facts["member"]["clergy_apart_years"].stored(0) == years
    assert household_of(population, 0, "990000", ON).members[0].clergy_apart_since == stated


def test_without_a_day_of_clergy_beside_flags_there_is_none(shili, homes, people):
    population = population_of(shili, homes("a"), people(["a"], [0]))
    assert population.facts["member"]["clergy_apart_years"].stored(0) == 0
    assert household_of(population, 0, "990000", ON).members[0].clergy_apart_since is None


@pytest.mark.parametrize(("dead", "stated"), [(None, UNKNOWN), (False, {"dead": False}), (True, {"dead": True})])
def test_a_parent_of_whom_nothing_is_known_is_unknown(shili, homes, people, dead, stated):
    known = {fact.name: [None] for fact in shili.catalogue.of("member") if fact.place == "father"}
    columns = {
        name: pa.array(nulls, pa.string() if name.endswith("kind") else pa.int32()) for name, nulls in known.items()
    }
    columns |= {
        name: pa.array([None], pa.bool_()) for name in known if shili.catalogue.fact("member", name).unit.kind == "flag"
    }
    population = population_of(
        shili, homes("a"), people(["a"], [0], **{**columns, "father.dead": pa.array([dead], pa.bool_())})
    )
    father: Any = household_of(population, 0, "990000", ON).members[0].father
    assert father == stated if dead is None else {k: v for k, v in father.items() if v is not UNKNOWN} == stated


def test_a_parent_of_whom_one_thing_is_unknown_has_the_rest_known(shili, homes, people):
    members = people(["a"], [0], **{"father.dead": pa.array([None], pa.bool_())})
    father: Any = household_of(population_of(shili, homes("a"), members), 0, "990000", ON).members[0].father
    assert father["dead"] is UNKNOWN
    assert father.get("in_prison", False) is False


def test_empty_years_of_clergy_are_unknown(shili, homes, people):
    population = population_of(shili, homes("a"), people(["a"], [0], clergy_apart_years=pa.array([None], pa.int32())))
    assert household_of(population, 0, "990000", ON).members[0].clergy_apart_since is UNKNOWN


@pytest.mark.parametrize("near", [1, 3, 4, 5])
@pytest.mark.parametrize(("bathing", "items"), [(False, 1), (None, None)])
def test_help_is_counted_in_pieces_of_any_length(hongjiang, homes, people, monkeypatch, near, bathing, items):
    eating = pa.array([False, True, False, True, True]).slice(1)
    help_needed = {"needs_help.eating": eating, "needs_help.bathing": pa.array([True, False, bathing, True])}
    members = people(["a"] * 4, [0] * 4, **help_needed, **{"needs_help.walking": pa.array([True] * 4)})
    monkeypatch.setattr(stated_facts, "NEAR", near)
    column = population_of(hongjiang, homes("a"), members).facts["member"]["help_items"]
    assert [column.stored(row) for row in range(4)] == [3, 1, None if items is None else items + 1, 3]
    assert column.is_unknown is (None if items is None else False)


OBLIGORS = {
    "born": pa.date32(),
    "situation": pa.string(),
    "own_income": pa.int64(),
    "property_within_limits": pa.bool_(),
}


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([{}], None),
        ([{"situation": "none"}], 1),
        ([{}, {}], 2),
        ([], 0),
    ],
)
def test_one_relative_of_whom_nothing_is_known_stands_for_those_nobody_asked_for(hongjiang, homes, people, rows, count):
    stated = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in OBLIGORS.items()}
    obligors = pa.table({"household": pa.array(["a"] * len(rows), pa.string()), **stated})
    population = read_tables(
        homes("a"), people(["a"], [0]), obligors, on=ON, catalogue=hongjiang.catalogue, money_unit="fen"
    )[0]
    relatives: Any = household_of(population, 0, HONGJIANG, ON).obligors
    assert relatives is UNKNOWN if count is None else len(relatives) == count
    if rows:
        income = hongjiang.catalogue.fact("obligor", "own_income")
        path = Paths(population).path(income, 0, 0, len(rows))
        assert path == ("$.obligors" if count is None else "$.obligors[0].own_income")


@pytest.mark.parametrize("backend", ["numpy", "compiled"])
@pytest.mark.parametrize("chunk", [1, 2, 4])
def test_what_a_household_gives_to_each_of_its_members_alike(homes, people, tmp_path, backend, chunk):
    old = 'return standards.money("shili.living_allowance")'
    edit = {"measures_2024.py": lambda text: text.replace(old, "return household.need")}
    law = changed_shili(tmp_path / "shili", f"law_for_all_alike_{backend}_{chunk}", edit)
    kinds = {"disability__kind": ["limb"] * 4, "disability__grade": pa.array([3] * 4, pa.int8())}
    members = people([1, 1, 2, 3], [0, 0, 0, 90_000], shili__excluded_transfer=[0] * 4, **kinds)
    found = assess_tables(
        law, homes(1, 2, 3), members, on=ON, money_unit="fen", people=True, backend=backend, chunk=chunk
    )
    assert found.people is not None
    said = [(each["row"], each["amount"]) for each in found.people.to_pylist() if "living" in each["programme"]]
    assert said == [(0, Decimal(900)), (1, Decimal(900)), (2, Decimal(450))]
