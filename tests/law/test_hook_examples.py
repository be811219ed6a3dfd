"""Every question's example runs, some test asks it, and somebody's law answers it."""

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.pages import ROOT
from tests.docs.reference_pages import WITHOUT_USER, users
from tests.law.planting import document
from tests.law.test_hookspecs import QUESTIONS, section

from dibao import Engine, Household, Member, Money, Plugin
from dibao.law.figure_file import load_law_data
from dibao.law.questions import Question

HERE = Path(__file__).name
NATIONAL = load_law_data(ROOT / "src/dibao/national/figures.toml").declarations
UNITS = {"money": "flow"}
VALUES = {"flow": 'amount = 1\nper = "month"', "flag": "value = true"}


def example_of(question: Question) -> str:
    """Give the line that the question's specification shows."""
    code = re.fullmatch(r"`(return .*)`", section(question, "Example"))
    assert code, f"{question.name} has no example that can be run"
    return code[1]


def rule_of(question: Question) -> str:
    """Give the text of a rule that consists of the example; a nearer level may show what only the nation may do."""
    example = example_of(question)
    arguments = [each for each in question.arguments if re.search(rf"\b{each}\b", example)]
    return (
        f'@scheme.article("art. 1", answers="{question.name}", title="示例", practice="shown")\n'
        f'def shown_{question.name}({", ".join(arguments)}):\n    """Show it."""\n    {example}\n'
    )


def figures_of(examples: str) -> str:
    """Declare and give every figure that an example reads and the nation does not know."""
    parts = ['[document.shown-2021]\ntitle = "示例"\nenglish = "Shown"\nissuer = "民政局"\nlevel = "fixture"\n']
    for kind, name in sorted(set(re.findall(r'standards\.(\w+)\("([\w.]+)"', examples))):
        unit = UNITS.get(kind, kind)
        if name not in NATIONAL:
            parts.append(f'[figure."{name}"]\nunit = "{unit}"\ntitle = "示例"\nenglish = "shown"\n')
            parts.append(
                f'[[{name}]]\ncode = "970000"\n{VALUES.get(unit, "value = 1")}\nsince = 2021\nuntil = "open"\n'
                'document = "shown-2021"\ngrade = "assumed"\n'
            )
    return "\n".join(parts)


def module_of(path: Path, source: str) -> ModuleType:
    """Write a module and import it; a rule is read from its file."""
    path.write_text(f"from dibao import Regulation, fen, yuan\n\n{source}", encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Compose a policy in which every example is a rule, and give the questions that it answers."""
    folder = tmp_path_factory.mktemp("shown")
    rules = "\n\n".join(map(rule_of, QUESTIONS))
    (folder / "figures.toml").write_text(figures_of(rules), encoding="utf-8")
    (folder / "jurisdictions.toml").write_text(
        '["970000"]\nparent = "000000"\ntitle = "示例省"\nenglish = "Shili"\n', encoding="utf-8"
    )
    costs = 'def costs_of(member):\n    """Add up."""\n    return member.expense.education\n\n\n'
    module = module_of(folder / "shown_examples.py", document("shown-2021", "970000") + costs + rules)
    plugin = Plugin("shown", speaks_for="970000", modules=[module], folder=folder)
    policy = Engine(plugins=[plugin]).policy("970000", date(2024, 3, 1))
    return {rule.hook for rule in policy.rules if rule.name.startswith("shown_")}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_example_of_a_question_runs(question, shown):
    assert question.name in shown


TESTED_BY = {
    "additional_need": "law/test_hook_examples.py:test_rent_is_needed_beyond_the_standards",
    "imputed_support": "strategies/test_support.py:test_support_that_is_due_counts_from_the_line_on",
    "single_person_benefit": "strategies/test_single_person.py:test_a_county_pays_its_own_amount",
    "price_linkage": "national/test_price_subsidy.py:test_a_rise_on_the_line_starts_it",
    "owes_support": "national/test_tekun.py:test_whether_others_at_home_owe_support_an_officer_finds",
    "cannot_support": "national/test_tekun.py:test_an_able_grown_child_at_home_keeps_from_support",
    "obligor_cannot_support": "national/test_tekun.py:test_one_able_relative_of_several_suffices",
}
"""Where the test of a question names neither it nor a rule that answers it."""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_some_test_asks_the_question(question):
    if question.name in TESTED_BY:
        file, _, name = TESTED_BY[question.name].partition(":")
        assert f"\ndef {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
        return
    tests = [path for folder in ("tests", "plugins") for path in (ROOT / folder).rglob("test_*.py")]
    names = [question.name, *(each.partition(":")[2] for each in users(question.name))]
    asked = re.compile(rf"\b({'|'.join(names)})\b")
    others = (path for path in tests if path.name not in (HERE, "test_hookspecs.py"))
    assert any(asked.search(path.read_text(encoding="utf-8")) for path in others)


@pytest.mark.parametrize(("rent", "gap"), [("0", "500"), ("0.01", "500.01"), ("200", "700")])
def test_rent_is_needed_beyond_the_standards(tmp_path, rent, gap):
    text = (
        '["970000"]\nparent = "000000"\ntitle = "示例省"\nenglish = "Shili"\n',
        '[document.d]\ntitle = "示例"\nenglish = "Shown"\nissuer = "民政局"\nlevel = "fixture"\n'
        '[[dibao.standard.rural]]\ncode = "970000"\namount = 500\nper = "month"\nsince = 2024\nuntil = 2024\n'
        'document = "d"\ngrade = "assumed"\n',
    )
    for name, content in zip(("jurisdictions.toml", "figures.toml"), text, strict=True):
        (tmp_path / name).write_text(content, encoding="utf-8")
    source = document("shown-2024", "970000") + rule_of(next(each for each in QUESTIONS if each.number == 10))
    module = module_of(tmp_path / "shown_rent.py", source)
    engine = Engine(plugins=[Plugin("shown", speaks_for="970000", modules=[module], folder=tmp_path)])
    expenses = {"rent": Money.monthly(rent)}
    tenant = Member("a", "applicant", "1980-01-01", incomes={}, expenses=expenses, flags={})
    household = Household("one", "970000", area="rural", members=[tenant], obligors=[], property={}, prior=None)
    assert engine.policy("970000", date(2024, 3, 1)).assess(household).quantity("household.gap") == Money.monthly(gap)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_has_a_real_user_or_says_why_not(question):
    assert bool(users(question.name)) != (question.name in WITHOUT_USER)
