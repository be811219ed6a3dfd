"""A row's grade is that of its single decision, even where what weakens it stands behind something unknown."""

from functools import partial

import pyarrow as pa
import pytest
from tests.batch.changed_shili import changed_shili
from tests.fixtures.shili.households import ON

from dibao.batch import assess_tables, household_of, read_tables
from dibao.batch.together import FEWEST_TOGETHER

ROWS = 2 * FEWEST_TOGETHER
FIGURE = """
[figure."shili.weak"]
unit = "count"
title = "弱数"
english = "a weak number"

[[shili.weak]]
code = "990000"
value = 3
since = 2024
until = "open"
grade = "assumed"
document = "shili-measures-2024"
"""
FACT = """
[[group]]
entity = "household"
place = "facts"
prefix = "shili."
facts = [
  { key = "held", unit = "stock", title = "存量", english = "amount held" },
]
"""
RULES = '''

for target in ("no_parent_left", "orphan_allowance", "unattended_child_allowance"):
    measures.repeal(f"cn-2019-62:{target}", article="第一条", title="不适用")
measures.repeal("cn-decree-649:destitute_apart", article="第一条", title="不适用")


@measures.article("第五条", answers="passes_property_test", title="存量另限住房")
def held_much(household, standards):
    """Who holds much may have fewer houses."""
    if household.facts["shili.held"] > 0:
        return household.property.houses <= standards.count("shili.weak")
    return True
'''


MORE = {"figures.toml": FIGURE, "facts.toml": FACT, "measures_2024.py": RULES}


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    """Give a law that rests on reports, but for a figure which counts only for those who hold much."""
    edits = {name: partial(weakened, more=more) for name, more in MORE.items()}
    return changed_shili(tmp_path_factory.mktemp("weak") / "shili", "weak_shili", edits)


def weakened(text, more):
    for said in ('grade = "assumed"', 'grade="assumed"'):
        text = text.replace(said, said.replace("assumed", "reported"))
    return text + more


@pytest.mark.parametrize("employed", [False, None], ids=["all known but what is held", "a flag is unknown too"])
@pytest.mark.parametrize("vehicles", [0, 1])
@pytest.mark.parametrize("backend", ["numpy", "compiled"])
def test_what_an_unknown_amount_may_rest_on_weakens_the_grade(law, homes, people, employed, vehicles, backend):
    names = [f"home {number}" for number in range(ROWS)]
    households = homes(*names, property__vehicles=[vehicles] * ROWS)
    given = {"employed": pa.array([employed] * ROWS, pa.bool_()), "shili__excluded_transfer": pa.array([0] * ROWS)}
    members = people(names, [40_000] * ROWS, **given)
    found = assess_tables(law, households, members, on=ON, money_unit="fen", backend=backend).decisions
    population, _ = read_tables(households, members, on=ON, catalogue=law.catalogue, money_unit="fen")
    alone = law.assess(household_of(population, 0, "990000", ON))
    assert alone.grade == "assumed"
    assert found["grade"].unique().to_pylist() == [alone.grade]
    assert found["status"].unique().to_pylist() == [alone.status]
