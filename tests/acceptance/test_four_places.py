"""One household on one day in four places: each difference has its rule."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dibao import Decision, Engine, Money, read_household
from dibao.assess.law_diff import policy_diff

FOLDER = Path(__file__).parents[2] / "examples" / "four-places"
ON = date(2023, 9, 1)
HONGJIANG, YONGZHOU, GANZHOU, YUTIAN = "431281", "431100", "360700", "130229"
PLACES = {HONGJIANG: "Hongjiang", YONGZHOU: "Yongzhou, Hunan", GANZHOU: "Ganzhou, Jiangxi", YUTIAN: "Yutian, Hebei"}
ENGINE = Engine(figures=FOLDER / "figures.toml")


@cache
def decision(code: str) -> Decision:
    stated = json.loads((FOLDER / "household.json").read_text(encoding="utf-8"))
    return ENGINE.assess(read_household({**stated, "jurisdiction": code}, catalogue=ENGINE.catalogue), ON)


def amount(money: Money | None) -> str:
    return "open" if money is None else money.text().removesuffix(" a month")


def counted(decided: Decision) -> str:
    people = decided.household.members
    return ", ".join(each.id for each in people if decided.quantity("member.counts", each.id))


def employment_cost(decided: Decision) -> str:
    taken = decided.quantity("household.counted_income") - decided.quantity("household.after_employment_cost")
    return amount(taken)


def awards(decided: Decision) -> str:
    paid = [f"{each.programme} {amount(each.monthly)} to {each.to}" for each in decided.awards]
    return "; ".join(paid) or "none"


ROWS = {
    "who counts": counted,
    "cost of working taken off": employment_cost,
    "unavoidable spending taken off": lambda each: amount(each.quantity("household.rigid_expenditure")),
    "income": lambda each: amount(each.quantity("household.household_income")),
    "need by the standards": lambda each: amount(each.quantity("household.need")),
    "months of gradual exit": lambda each: each.quantity("household.grace_months").amount,
    "status": lambda each: each.status,
    "may apply alone": lambda each: ", ".join(who for who, may in each.may_apply_alone.items() if may) or "nobody",
    "awards a month": awards,
    "asked for": lambda each: ", ".join(f"`{question.path}`" for question in each.questions) or "nothing",
    "weakest evidence": lambda each: each.grade,
}


def table() -> str:
    head = f"| | {' | '.join(f'{name} ({code})' for code, name in PLACES.items())} |"
    rows = [f"| {name} | {' | '.join(str(row(decision(code))) for code in PLACES)} |" for name, row in ROWS.items()]
    return "\n".join([head, "|---" * (len(PLACES) + 1) + "|", *rows])


def test_the_table_says_what_is_decided():
    assert table() in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "size", "employment", "spending", "months", "status", "alone"),
    [
        (HONGJIANG, 3, "0.00", "0.00", 6, "not_eligible", {"wife"}),
        (YONGZHOU, 3, "0.00", "0.00", 6, "not_eligible", {"wife"}),
        # 30 % of 660; 2900 - 198 = 2702 is above 4 × 660 = 2640, in month 9 of 24.
        (GANZHOU, 4, "198.00", "0.00", 24, "gradual_exit", set()),
        # 400 + 150 is less than half of 2900; 2350 lies between 3 × 680 = 2040 and 3060.
        (YUTIAN, 3, "0.00", "550.00", 6, "marginal", {"wife", "mother"}),
    ],
)
def test_each_place_by_hand(code, size, employment, spending, months, status, alone):
    decided = decision(code)
    assert decided.quantity("household.size") == size
    assert employment_cost(decided) == employment
    assert amount(decided.quantity("household.rigid_expenditure")) == spending
    assert decided.quantity("household.grace_months").amount == months
    assert decided.status == status
    assert {who for who, may in decided.may_apply_alone.items() if may} == alone


@pytest.mark.parametrize(
    ("one", "other", "went", "came"),
    [
        (HONGJIANG, YONGZHOU, set(), set()),
        (
            HONGJIANG,
            GANZHOU,
            {"hunan-measures-2021:active_conscript"},
            {"ganzhou-2022:share_of_standard", "ganzhou-2022:delayed_exit"},
        ),
        (
            YUTIAN,
            GANZHOU,
            {
                "hebei-economy-2013:active_conscript",
                "hebei-backstop-2019:unavoidable_costs",
                "hebei-reform-2020:poor_elderly",
            },
            {"ganzhou-2022:share_of_standard", "ganzhou-2022:delayed_exit"},
        ),
        (HONGJIANG, YUTIAN, set(), {"hebei-backstop-2019:unavoidable_costs", "hebei-reform-2020:poor_elderly"}),
    ],
)
def test_policy_diff_names_the_rule_behind_each_difference(one, other, went, came):
    diff = policy_diff(ENGINE.policy(one, ON), ENGINE.policy(other, ON))
    assert went <= {each.id for each in diff.went}
    assert came <= {each.id for each in diff.came}
    assert (went | came != set()) or not (diff.went or diff.came)


def test_the_conscript_rule_of_two_provinces_is_one_change():
    diff = policy_diff(ENGINE.policy(HONGJIANG, ON), ENGINE.policy(YUTIAN, ON))
    changed = {(each.before.id, each.after.id) for each in diff.changed}
    assert ("hunan-measures-2021:active_conscript", "hebei-economy-2013:active_conscript") in changed
