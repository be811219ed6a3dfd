"""The reference policy in OpenFisca-Core, built from columns and calculated in whole fen."""

import numpy as np
import pyarrow as pa
from benchmarks.many.columns import Facts, facts_of
from benchmarks.many.oracle import RESULTS, Results
from benchmarks.openfisca_shili import PERIOD, system
from openfisca_core.simulations import Simulation, SimulationBuilder

HOUSEHOLD = {
    "urban": "urban",
    "liquid_assets": "property.savings",
    "vehicles": "property.vehicles",
    "houses": "property.houses",
    "on_dibao_before": "prior.on_dibao",
    "months_since_exceeded": "prior.grace_months_used",
    "last_amount": "prior.amount",
}
PERSON = {
    "age": "age_years",
    "wage": "income.wage",
    "business": "income.business",
    "property": "income.property",
    "transfer": "income.other_transfer",
    "excluded_transfer": "shili.excluded_transfer",
    "medical_self_paid": "expense.medical",
    "education_cost": "expense.education",
    "disability_care": "expense.disability",
    "grade": "disability.grade",
    "seriously_ill": "recognised_major_illness",
    "employed": "employed",
}
KINDS = np.array([0, 0, 1, 2, 3, 4, 5, 6])
"""The policy's number of each word for a kind of disability in the synthetic population."""


def simulation(system: object, facts: Facts) -> Simulation:
    """Build a simulation with every fact set."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(len(facts.owner)))
    homes = builder.declare_entity("household", np.arange(facts.rows))
    builder.join_with_persons(homes, facts.owner, roles=np.repeat("member", len(facts.owner)))
    built = builder.build(system)
    people = {name: facts.member[column] for name, column in PERSON.items()}
    people["in_household_unit"] = ~(facts.member["in_prison"] | facts.member["active_conscript"])
    people["disability_kind"] = KINDS[facts.member["disability.kind"]]
    for name, values in people.items():
        built.set_input(name, PERIOD, values)
    for name, column in HOUSEHOLD.items():
        built.set_input(name, PERIOD, facts.household[column])
    return built


class BuildAndCalculate:
    """From the tables to the results; the system of variables is built before."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Keep the tables and build the system of variables."""
        self.tables, self.system = (households, members), system()

    def run(self) -> Results:
        """Build a simulation and calculate all five results."""
        built = simulation(self.system, facts_of(*self.tables))
        return {name: built.calculate(name, PERIOD) for name in RESULTS}


class CalculateOnly(BuildAndCalculate):
    """The results alone; every run needs a simulation of its own, because results are kept."""

    def renew(self) -> None:
        """Build the simulation of the next run."""
        self.built = simulation(self.system, facts_of(*self.tables))

    def run(self) -> Results:
        """Calculate all five results."""
        return {name: self.built.calculate(name, PERIOD) for name in RESULTS}
