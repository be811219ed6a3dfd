"""Draw what is stated of the members of synthetic households."""

from __future__ import annotations

import numpy as np

from dibao.batch.synth.block import Block, marginals
from dibao.batch.synth.draws import Flags, Integers
from dibao.symbols.amounts import FEN_A_YUAN

ADULT, OLD, FIRST_SCHOOL_AGE, LAST_SCHOOL_AGE = 18, 70, 6, 22
CASUAL_WAGE = 150 * FEN_A_YUAN


def add_people(block: Block) -> None:
    """Add ages, incomes, costs and hardships of every member."""
    draws, shares, owners = block.draws, marginals()["member"], block.owners
    rows = len(owners)
    first = draws.quantile("first_age", rows, shares["first_age"])
    others = draws.quantile("other_age", rows, shares["other_age"])
    age = np.where(block.positions == 0, first, others)
    block.members |= {
        "household": block.households["id"][owners],
        "position": block.positions,
        "age": age,
        "left_out": draws.chance("left_out", rows, shares["left_out"]),
    }
    _add_incomes(block, age)
    _add_hardships(block, age)


def _add_incomes(block: Block, age: Integers) -> None:
    draws, shares, rows = block.draws, marginals()["member"], len(age)
    of_working_age = (age >= ADULT) & (age < OLD)
    works = of_working_age & draws.chance("works", rows, shares["works"])
    casual = draws.chance("casual", rows, shares["casual"])
    little = np.where(works, draws.below("casual_wage", rows, CASUAL_WAGE), 0)
    wage = np.where(casual, little, block.amounts("wage", "wage", works))
    of_old = draws.chance("transfer_when_old", rows, shares["transfer_when_old"])
    has_transfer = np.where(age >= OLD, of_old, draws.chance("has_transfer", rows, shares["transfer"]))
    transfer = block.amounts("transfer", "transfer", has_transfer)
    excluded = draws.chance("is_excluded", rows, shares["excluded_transfer"])
    has_business = of_working_age & draws.chance("has_business", rows, shares["business"])
    block.members |= {
        "works": works,
        "employed": works & draws.chance("employed", rows, shares["employed"]),
        "wage": wage,
        "business": block.amounts("business", "business", has_business),
        "property": block.amounts("property", "property", draws.chance("has_property", rows, shares["property"])),
        "transfer": transfer,
        "excluded_transfer": np.where(excluded, draws.below("excluded_transfer", rows, 2 * transfer + 1), 0),
    }


def _add_hardships(block: Block, age: Integers) -> None:
    draws, shares, rows = block.draws, marginals()["member"], len(age)

    def some(name: str) -> Flags:
        return draws.chance(f"has_{name}", rows, shares[name])

    of_school_age = (age >= FIRST_SCHOOL_AGE) & (age <= LAST_SCHOOL_AGE)
    disabled = some("disabled")
    block.members |= {
        "medical": block.amounts("medical", "medical", some("medical")),
        "education": block.amounts("education", "education", of_school_age & some("education")),
        "care": block.amounts("care", "care", disabled & some("care")),
        "grade": np.where(disabled, draws.choice("grade", rows, shares["grades"]) + 1, 0),
        "kind": np.where(disabled, draws.choice("kind", rows, shares["kinds"]) + 1, 0),
        "ill": some("ill"),
        "student": of_school_age & some("student"),
    }
