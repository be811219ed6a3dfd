"""Facts and figures are typed for authors, and a misspelt one is a type error."""

import re
from pathlib import Path

import pytest
from mypy import api
from tests.docs import argument_types

from dibao import arguments
from dibao.household.facts import BUILT_IN
from dibao.law import entities
from dibao.national.quantities import QUANTITIES

HEADING = """\
from dibao import Money, Regulation, yuan
from dibao.arguments import Amount, Household, Item, Member, Obligor, Prior, Standards

"""
RIGHT = """\
def old(member: Member) -> bool:
    return member.age_years >= 60 or member.disability.kind == "limb"

def cost(member: Member, standards: Standards) -> Amount:
    return min(member.counted_wage, standards.money("a.b")) if member.employed else 0

def least(household: Household, standards: Standards) -> Amount:
    return max(household.gap - household.total(lambda member: member.expense.medical), 0)

def within(household: Household, programme: str, standards: Standards) -> bool | None:
    if programme != "dibao":
        return None
    return household.property.savings <= household.need * standards.months("a.months")

def costly(household: Household, standards: Standards) -> bool:
    costs = household.total(lambda member: member.expense.medical if member.age_years < 18 else 0)
    return costs > household.counted_income * standards.share("a.share")

def anybody(household: Household) -> bool:
    return household.any(old) and household.everyone.count(old) > 1 and not household.obligors.all(poor)

def poor(obligor: Obligor) -> bool:
    return obligor.situation in ("tekun", "dibao")

def counted(item: Item) -> Amount | None:
    return 0 if item.kind == "gift" else None

def fading(prior: Prior, above: Amount) -> Amount:
    return prior.amount if prior.cause == "employment" else above

def banded(household: Household, standards: Standards) -> Amount:
    return standards.band("a.bands", household.household_income, people=household.size)

def rounded(amount: Money) -> Amount:
    return (amount + amount).round_up(to=yuan(1)) if amount > 0 else 0

def ours(member: Member, household: Household) -> bool:
    registered: bool = member.facts["shili.poor"]
    return registered and not household.findings["shili.stays"]
""".replace("sum([amount, amount])", "(amount + amount)")
WRONG = {
    "member.age_yeras >= 60": '"Member" has no attribute "age_yeras"; maybe "age_years"?',
    'member.income.wages > standards.money("a.b")': '"MemberIncome" has no attribute "wages"; maybe "wage"?',
    'member.disability.kind == "limbs"': "Non-overlapping equality check",
    "household.needs > 0": '"Household" has no attribute "needs"; maybe "need"?',
    "household.total(lambda member: member.expense.medicin) > 0": '"MemberExpense" has no attribute "medicin"',
    "member.counted_wage > 5": 'Unsupported operand types for > ("Money" and "Literal[5]")',
    'member.counted_wage > standards.months("a.m")': 'Unsupported operand types for > ("Money" and "Months")',
    'standards.mony("a.b") > 0': '"Standards" has no attribute "mony"; maybe "money"?',
}


def errors(folder: Path, text: str) -> list[str]:
    """Check a module as strictly as the template does, and give what is wrong by line."""
    path = folder / "rules.py"
    path.write_text(text, encoding="utf-8")
    cache = f"--cache-dir={folder.parent / 'mypy'}"
    output, crash, _ = api.run([str(path), "--strict", "--config-file=", cache, "--hide-error-context"])
    assert not crash
    return re.findall(r"rules\.py:(\d+: error: .*)", output)


def test_annotated_rules_are_strictly_right(tmp_path):
    assert errors(tmp_path, HEADING + RIGHT) == []


def test_a_misspelt_fact_word_or_figure_and_a_wrong_unit_are_type_errors(tmp_path):
    rules = [
        f"def rule_{number}(member: Member, household: Household, standards: Standards) -> bool: return {text}"
        for number, text in enumerate(WRONG)
    ]
    first = HEADING.count("\n") + 1
    found = dict(error.split(": error: ", 1) for error in errors(tmp_path, HEADING + "\n".join(rules)))
    expected = {str(first + number): message for number, message in enumerate(WRONG.values())}
    assert {line: found.get(line, "")[: len(message)] for line, message in expected.items()} == expected


def test_the_types_are_written_from_the_catalogue():
    assert argument_types.PATH.read_text(encoding="utf-8") == argument_types.written(), "run: make docs-reference"


@pytest.mark.parametrize("entity", ["household", "member", "obligor"])
def test_every_fact_and_quantity_has_a_type(entity):
    paths = [fact.name for fact in BUILT_IN.facts if fact.entity == entity]
    paths += [each.name for each in QUANTITIES if each.entity == entity]
    for path in paths:
        typed = getattr(entities, entity.capitalize())
        for name in path.split("."):
            assert name in typed.__annotations__, f"{entity}.{path}"
            typed = typed.__annotations__[name]


def test_the_public_module_names_every_argument_of_a_question():
    assert set(arguments.__all__) >= {"Household", "Member", "Obligor", "Item", "Category", "Standards", "Prior"}
