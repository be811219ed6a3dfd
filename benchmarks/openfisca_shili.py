"""The reference policy in OpenFisca-Core: a peer, installed for the benchmark only.

Amounts are whole fen a month in integer variables, which is exact here.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from tests.oracle.reference_policy import ReferenceResult

PERIOD = "2024-03"
PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)
HOUSEHOLD = build_entity(
    key="household", plural="households", label="All who apply", roles=[{"key": "member", "plural": "members"}]
)
HOUSEHOLD_FACTS: Mapping[str, type] = {
    "urban": bool,
    "liquid_assets": int,
    "vehicles": int,
    "houses": int,
    "on_dibao_before": bool,
    "months_since_exceeded": int,
    "last_amount": int,
}
PERSON_FACTS: Mapping[str, type] = {
    "age": int,
    "in_household_unit": bool,
    "wage": int,
    "business": int,
    "property": int,
    "transfer": int,
    "excluded_transfer": int,
    "medical_self_paid": int,
    "education_cost": int,
    "disability_care": int,
    "grade": int,
    "disability_kind": int,
    "seriously_ill": bool,
    "employed": bool,
}
RESULTS = ("status", "dibao", "single", "allowances", "reasons")


def variable(name: str, entity: Any, kind: type = int, formula: Any = None) -> type[Variable]:
    """Make one variable of a month."""
    members = {"value_type": kind, "entity": entity, "definition_period": MONTH, "label": name}
    return type(name, (Variable,), members | ({"formula": formula} if formula else {}))


def standard(household: Any, period: Any) -> Any:
    return np.where(household("urban", period), 70000, 45000)


def need(household: Any, period: Any) -> Any:
    return household("standard", period) * household.sum(household.members("in_household_unit", period))


def own_income(person: Any, period: Any) -> Any:
    transfers = np.maximum(person("transfer", period) - person("excluded_transfer", period), 0)
    return person("wage", period) + person("business", period) + person("property", period) + transfers


def after_cost(person: Any, period: Any) -> Any:
    cost = np.minimum(person("wage", period), person.household("standard", period) // 5) * person("employed", period)
    return (person("own_income", period) - cost) * person("in_household_unit", period)


def rigid(person: Any, period: Any) -> Any:
    costs = person("medical_self_paid", period) + person("education_cost", period) + person("disability_care", period)
    return costs * person("in_household_unit", period)


def income(household: Any, period: Any) -> Any:
    gross = np.maximum(household.sum(household.members("after_cost", period)), 0)
    return gross - np.minimum(household.sum(household.members("rigid", period)), gross // 2)


def reasons(household: Any, period: Any) -> Any:
    need = household("need", period)
    tests = (
        household("income", period) >= need,
        household("liquid_assets", period) > 24 * need,
        household("vehicles", period) > 0,
        household("houses", period) > 2,
    )
    return sum(test * (1 << bit) for bit, test in enumerate(tests))


def status(household: Any, period: Any) -> Any:
    income, need, reasons = (household(name, period) for name in ("income", "need", "reasons"))
    near = (reasons < 2) & (2 * income < 3 * need)
    grace = household("on_dibao_before", period) & (household("months_since_exceeded", period) < 6)
    return np.select([reasons == 0, near & grace, near], [1, 2, 3], 0)


def supplement(person: Any, period: Any) -> Any:
    age, grade = person("age", period), person("grade", period)
    entitled = (age >= 70) | (age < 18) | (grade == 1) | (grade == 2) | person("seriously_ill", period)
    return person.household("standard", period) // 5 * (entitled & person("in_household_unit", period))


def dibao(household: Any, period: Any) -> Any:
    gap = household("need", period) - household("income", period)
    supplements = household.sum(household.members("supplement", period))
    entitled = np.maximum(-(-gap // 100) * 100, 5000) + supplements
    status = household("status", period)
    return np.select([status == 1, status == 2], [entitled, household("last_amount", period)], 0)


def single_person(person: Any, period: Any) -> Any:
    grade, kind = person("grade", period), person("disability_kind", period)
    third = (grade == 3) & ((kind == 4) | (kind == 5))
    covered = (grade == 1) | (grade == 2) | third | person("seriously_ill", period)
    covered &= person("in_household_unit", period) & (person.household("status", period) == 3)
    return np.maximum(person.household("standard", period) - person("own_income", period), 0) * covered


def single(household: Any, period: Any) -> Any:
    return household.sum(household.members("single_person", period))


def allowance(person: Any, period: Any) -> Any:
    grade = person("grade", period)
    under_dibao = (person.household("status", period) == 1) & (grade >= 1)
    return 9000 * (((grade == 1) | (grade == 2)).astype(int) + under_dibao)


def allowances(household: Any, period: Any) -> Any:
    return household.sum(household.members("allowance", period))


PERSON_FORMULAS = (own_income, after_cost, rigid, supplement, single_person, allowance)
HOUSEHOLD_FORMULAS = (standard, need, income, reasons, status, dibao, single, allowances)


def system() -> TaxBenefitSystem:
    """Build the system with all variables."""
    built = TaxBenefitSystem([PERSON, HOUSEHOLD])
    for entity, facts, formulas in (
        (PERSON, PERSON_FACTS, PERSON_FORMULAS),
        (HOUSEHOLD, HOUSEHOLD_FACTS, HOUSEHOLD_FORMULAS),
    ):
        for name, kind in facts.items():
            built.add_variable(variable(name, entity, kind))
        for formula in formulas:
            built.add_variable(variable(formula.__name__, entity, formula=formula))
    return built


def situation(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Give a case in OpenFisca's form; what is zero is left out, which saves it work."""
    persons = {f"m{position}": _facts(each, PERSON_FACTS) for position, each in enumerate(stated["members"])}
    return {"persons": persons, "households": {"h": {"members": [*persons], **_facts(stated, HOUSEHOLD_FACTS)}}}


def _facts(stated: Mapping[str, Any], names: Mapping[str, type]) -> dict[str, Any]:
    return {name: {PERIOD: stated[name]} for name in names if stated[name]}


class ShiliByOpenFisca:
    """Decides Shili's households with OpenFisca-Core."""

    def __init__(self) -> None:
        """Build the system once."""
        self.system = system()

    def decide(self, stated: Mapping[str, Any]) -> ReferenceResult:
        """Give all five results for a household in the form of the cases."""
        return self.results_of(situation(stated))

    def results_of(self, situation: Mapping[str, Any]) -> ReferenceResult:
        """Give all five results for a household in OpenFisca's form."""
        simulation = SimulationBuilder().build_from_dict(self.system, situation)
        return ReferenceResult(*(int(simulation.calculate(name, PERIOD)[0]) for name in RESULTS))
