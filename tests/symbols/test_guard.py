"""What a rule may write: refused with a sentence, or allowed."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from textwrap import dedent, indent
from types import ModuleType

import pytest

from dibao.symbols.guard import check_rule_source

numbers = count()
Loader = Callable[..., ModuleType]

HEADER = """\
import datetime, functools, math, os, random
from datetime import date
from fractions import Fraction
from functools import lru_cache
from dibao.symbols.amounts import Money, fen, months, yuan

KINDS = ("gift", "wage")
KIND_SET = frozenset(KINDS)
LIMIT = 3
LISTED = [1, 2]
TABLE = {"gift": 1}
RATE = 0.3
AMOUNT = Money.monthly(5)
ask = isinstance


def older(member, years=LIMIT):
    return member.age_years >= years


def forgetful(member):
    if member.age_years >= 3:
        return True


def calls_forgetful(member):
    return forgetful(member)


def endless(member):
    return endless(member)


@lru_cache
def remembered(member):
    return member.age_years


def decorate(function):
    kept = []

    def wrapper(member):
        kept.append(function(member))
        return function(member)

    return wrapper


@decorate
def wrapped(member):
    return member.age_years


def today():
    return date.today()


"""


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Loader]:
    """Write source text to a module of its own and import it."""
    loaded: list[str] = []

    def from_text(text: str, package: str = "shili") -> ModuleType:
        folder = tmp_path / package
        folder.mkdir(exist_ok=True)
        path = folder / f"rules_{next(numbers)}.py"
        path.write_text(text, encoding="utf-8")
        name = f"{package}.{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        loaded.append(name)
        spec.loader.exec_module(module)
        return module

    yield from_text
    for name in loaded:
        del sys.modules[name]


def rule_text(body: str) -> str:
    return f"{HEADER}def rule(member, household, item, standards):\n{indent(dedent(body).strip(), '    ')}\n"


def messages(module: ModuleType) -> list[str]:
    return [problem.message for problem in check_rule_source(module.rule, name="rule")]


ALLOWED = {
    "early return": "if member.age_years < 18:\n    return True\nreturn None",
    "if and else": "if member.employed:\n    return 0\nelse:\n    return item.amount",
    "chained comparison": "return 1 <= member.disability.grade <= 2",
    "and or not": "return member.employed and not member.in_prison or member.declared_missing",
    "in a tuple": 'return item.kind in ("gift", "wage")',
    "in a list": "return member.disability.grade in [1, 2]",
    "in a set": 'return item.kind in {"gift", "wage"}',
    "in a global tuple": "return item.kind in KINDS",
    "in a global frozenset": "return item.kind not in KIND_SET",
    "global whole number": "return member.age_years >= LIMIT",
    "min and max": "return min(max(item.amount, 0), household.need)",
    "min with key": "return min((1, 2), key=lambda each: -each)",
    "sum any all abs bool": "return bool(any([member.employed]) and all([member.employed])) and abs(sum([1])) > 0",
    "lambda in an aggregate": "return household.total(lambda each: each.expense.medical + each.expense.rent)",
    "lambda with a default": "return household.count(lambda each, years=LIMIT: each.age_years >= years)",
    "lambda that reads a local": (
        "limit = household.need\nreturn household.total(lambda each: min(each.expense.rent, limit))"
    ),
    "generator over a tuple": "return sum(1 for grade in (1, 2) if member.disability.grade == grade) == 1",
    "list comprehension": "return max([item.amount * share for share in (1, 2)])",
    "for with break and else": (
        "for grade in (1, 2):\n"
        "    if member.disability.grade == grade:\n"
        "        break\n"
        "else:\n"
        "    return 0\n"
        "return item.amount"
    ),
    "for else that returns": (
        "for grade in (1, 2):\n    if member.disability.grade == grade:\n        return True\nelse:\n    return None"
    ),
    "inner break": "for a in (1, 2):\n    for b in (3, 4):\n        break\nelse:\n    return 0",
    "match on literals": (
        "match item.kind:\n    case 'gift' | 'wage':\n        return 0\n    case _:\n        return None"
    ),
    "walrus": "if (cost := member.expense.medical) > 0:\n    return cost\nreturn 0",
    "adding up": "cost = member.expense.medical\ncost += member.expense.rent\nreturn cost",
    "division by a literal": "return item.amount / 2",
    "conditional expression": "return item.amount if member.employed else 0",
    "starred arguments": "return max(*(item.amount, household.need))",
    "rounding": "return item.amount.round_up(to=fen(1)).round_down(to=yuan(1))",
    "months": "return household.property.savings <= household.need * months(24)",
    "figures": 'return household.need * standards.share("dibao.marginal_factor")',
    "plug-in fact": 'return member.facts["hebei.registered_poor"]',
    "dict display": 'return {"gift": 0, "wage": 1}[item.kind]',
    "helper of the same package": "return older(member)",
    "helper that calls itself": "return endless(member)",
    "nested function": "def old(each):\n    return each.age_years >= LIMIT\nreturn household.any(old)",
    "annotated local": "cost: Money = member.expense.medical\nreturn cost",
    "docstring": '"""Leave it to the next rule."""\nreturn None',
    "local that hides a built-in": "type = item.kind\nreturn type == 'gift'",
    "local that hides a global": (
        "date = member.age_years\nreturn household.any(lambda datetime: datetime.age_years > date)"
    ),
}

REFUSED = {
    "is True": ("return member.employed is True", "writes `is`, which compares objects and not values; write ==."),
    "is not": ("return member.age_years is not LIMIT", "write !=."),
    "is None": ("return member.age_years is None", "writes `is`"),
    "isinstance": (
        "return isinstance(item.amount, int)",
        "reads isinstance, which a rule may not use; a symbol has no",
    ),
    "built-in by another name": (
        "return ask(item.amount, int)",
        "reads ask, which a rule may not use; a symbol has no",
    ),
    "type": ("return type(item.amount) == int", "compare the value itself"),
    "issubclass": ("return issubclass(int, bool)", "reads issubclass"),
    "id": ("return id(member) == 1", "compare with =="),
    "hash": ("return hash(member) == 1", "compare with =="),
    "repr": ("return repr(member) == ''", "let explain print it"),
    "str": ("return str(item.amount) == '0'", "let explain print it"),
    "format": ("return format(item.amount)", "let explain print it"),
    "print": ("print(member)\nreturn None", "let explain print it"),
    "format method": ("return '{}'.format(item.amount)", "reads .format"),
    "percent formatting": ("return '%d' % item.amount", "writes %"),
    "f-string": ("return f'{item.amount}'", "writes an f-string; return the value and let explain print it."),
    "vars": ("return vars(member)", "write the attribute, such as member.income.wage"),
    "dir": ("return dir(member)", "write the attribute"),
    "getattr": ("return getattr(member, 'wage', 0)", "write the attribute"),
    "setattr": ("setattr(member, 'wage', 0)\nreturn None", "write the attribute"),
    "hasattr": ("return hasattr(member, 'wage')", "write the attribute"),
    "delattr": ("delattr(member, 'wage')\nreturn None", "write the attribute"),
    "dunder": ("return member.__class__", "reads .__class__, which is not a fact"),
    "globals": ("return globals()['LIMIT']", "write the expression itself"),
    "locals": ("return locals()", "write the expression itself"),
    "eval": ("return eval('1')", "write the expression itself"),
    "exec": ("exec('1')\nreturn 0", "write the expression itself"),
    "open": ("return open('x')", "state it as a fact, a finding or a figure"),
    "input": ("return input()", "state it as a fact, a finding or a figure"),
    "__import__": ("return __import__('os')", "state it as a fact"),
    "iter and next": ("return next(iter((1, 2)))", "write a for loop over a tuple"),
    "map": ("return sum(map(older, (member,)))", "write a generator expression"),
    "filter": ("return sum(filter(None, (1,)))", "write a generator expression"),
    "int": ("return int(item.amount)", "write .round_up(to=fen(1))"),
    "round": ("return round(item.amount)", "write .round_up(to=fen(1))"),
    "float built-in": ("return float(1)", "write .round_up(to=fen(1))"),
    "another built-in": ("return callable(member)", "of Python's own functions there are min, max, sum"),
    "set built-in": ("return set((1, 2))", "write a tuple"),
    "invert": ("return ~member.employed", "writes ~, which is not a logical not; write not."),
    "bit and": ("return member.employed & member.in_prison", "write and"),
    "bit or": ("return member.employed | member.in_prison", "write or"),
    "bit xor": ("return member.employed ^ member.in_prison", "write !="),
    "power": ("return item.amount ** 2", "multiply with *"),
    "floor division": ("return member.age_years // 10", "write .round_down(to=...)"),
    "modulo": ("return member.age_years % 10", "writes %"),
    "matrix product": ("return member @ item", "multiply with *"),
    "shifts": ("return (member.age_years << 1) >> 1", "writes <<"),
    "in-place power": ("cost = item.amount\ncost **= 2\nreturn cost", "multiply with *"),
    "leading plus": ("return +item.amount", "leave it out"),
    "setting a fact": ("member.wage = 0\nreturn 0", "sets member.wage; facts are read-only"),
    "adding to a fact": ("member.wage += 1\nreturn 0", "sets member.wage; facts are read-only"),
    "setting an item": ("member.facts['a'] = 0\nreturn 0", "sets member.facts['a']; facts are read-only"),
    "looping into a fact": ("for member.wage in (1, 2):\n    pass\nreturn 0", "sets member.wage"),
    "del": ("cost = 1\ndel cost\nreturn 0", "deletes something"),
    "global": ("global LIMIT\nLIMIT = 4\nreturn 0", "writes global; a rule keeps nothing"),
    "nonlocal": ("cost = 1\ndef add():\n    nonlocal cost\n    return cost\nreturn add()", "writes nonlocal"),
    "import": ("import os\nreturn 0", "import helpers at the top of the module"),
    "from import": ("from os import environ\nreturn 0", "import helpers at the top of the module"),
    "try and except": ("try:\n    return member.wage\nexcept AttributeError:\n    return 0", "catches errors"),
    "try and finally": ("try:\n    return member.wage\nfinally:\n    pass", "catches errors"),
    "with": ("with open('x') as f:\n    return 0", "writes with; a rule opens nothing"),
    "raise": ("raise ValueError", "raises an error; write `return None`"),
    "assert": ("assert member.employed\nreturn 0", "asserts something"),
    "while": ("while member.age_years > 3:\n    return 0\nreturn 1", "writes while"),
    "yield": ("yield 1", "yields; return one value"),
    "class": ("class Own:\n    pass\nreturn 0", "defines a class; write a function"),
    "float": ("return household.need * 0.3", "writes the float 0.3; put it into figures.toml"),
    "complex": ("return household.need * 3j", "writes 3j; only whole numbers"),
    "bytes": ("return item.kind == b'gift'", "writes b'gift'; only whole numbers"),
    "ellipsis": ("return ...", "writes ...; only whole numbers"),
    "match on a class": (
        "match item.amount:\n    case int():\n        return 0\n    case _:\n        return 1",
        "matches a class",
    ),
    "match on a sequence": (
        "match item.amount:\n    case (a, b):\n        return 0\n    case _:\n        return 1",
        "sequence",
    ),
    "match on a mapping": (
        "match item.amount:\n    case {'a': 1}:\n        return 0\n    case _:\n        return 1",
        "mapping",
    ),
    "match on True": (
        "match member.employed:\n    case True:\n        return 0\n    case _:\n        return 1",
        "write an if",
    ),
    "set display": ("return sum({1, 2})", "its order changes from run to run; write a tuple"),
    "set comprehension": ("return sum({grade for grade in (1, 2)})", "write a tuple"),
    "looping over a frozenset": ("for kind in KIND_SET:\n    pass\nreturn 0", "write a tuple"),
    "slice": ("return KINDS[:1]", "takes a slice"),
    "lambda default that changes": (
        "return household.any(lambda each, seen=[]: each.employed)",
        "default argument that can change",
    ),
    "datetime": (
        "return datetime.date.today().year > 2024",
        "reads datetime, a module; a rule reads its arguments only",
    ),
    "date": ("return date.today().year > 2024", "reads date, the class date; a rule reads its arguments only"),
    "os": ("return os.environ['X']", "reads os, a module"),
    "random": ("return random.random() > 1", "reads random, a module"),
    "math": ("return math.ceil(item.amount)", "reads math, a module"),
    "module kept in a local": ("kept = os\nreturn kept.name", "reads os, a module"),
    "Fraction": ("return Fraction(1, 3)", "reads Fraction, the class Fraction"),
    "module-level list": (
        "return member.age_years in LISTED",
        "reads LISTED, a list that can change between rules; write a tuple",
    ),
    "module-level dict": ("return TABLE[item.kind]", "reads TABLE, a dict that can change between rules"),
    "module-level float": ("return household.need * RATE", "reads RATE, a float; put it into figures.toml"),
    "module-level amount": ("return AMOUNT", "reads AMOUNT, a Money; only whole numbers"),
    "global in a lambda": ("return household.any(lambda each: each.age_years in LISTED)", "reads LISTED"),
    "a global where a lambda hides it": (
        "household.any(lambda date: date.employed)\nreturn date.today()",
        "reads date, the class",
    ),
    "undefined name": ("return oldr(member)", "reads oldr, which is not defined"),
    "cached helper": ("return remembered(member)", "reads remembered, which is wrapped by a decorator"),
    "decorated helper": ("return wrapped(member)", "wrapper, which rule calls, reads kept, a list"),
    "decorated behind its wrapper": ("return wrapped(member)", "wrapped, which rule calls, is decorated"),
    "helper with a clock": ("return today()", "today, which rule calls, reads date"),
    "helper without return": ("return forgetful(member)", "forgetful, which rule calls, may end without return"),
    "helper of a helper": ("return calls_forgetful(member)", "forgetful, which rule calls, may end without return"),
    "no return at all": ("member.age_years", "may end without return; write `return None` to leave the question"),
    "no else": ("if member.employed:\n    return 0", "may end without return"),
    "bare return": ("if member.employed:\n    return\nreturn 0", "may end without return"),
    "loop that may end": ("for grade in (1, 2):\n    return 0", "may end without return"),
    "break past an else": ("for grade in (1, 2):\n    break\nelse:\n    return 0", "may end without return"),
    "match without a wildcard": ("match item.kind:\n    case 'gift':\n        return 0", "may end without return"),
    "match with a guarded wildcard": ("match item.kind:\n    case _ if member.employed:\n        return 0", "may end"),
    "nested function without return": ("def f(each):\n    pass\nreturn f(member)", "may end without return"),
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED)
def test_a_plain_construct_is_allowed(load: Loader, body: str) -> None:
    assert messages(load(rule_text(body))) == []


@pytest.mark.parametrize(("body", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_construct_that_misleads_is_refused(load: Loader, body: str, sentence: str) -> None:
    found = messages(load(rule_text(body)))
    assert [each for each in found if sentence in each], found


def test_all_problems_come_at_once_with_their_lines(load: Loader) -> None:
    module = load(
        "def rule(member):\n    if member.employed is True:\n        return ~member.employed\n    return 0.5\n"
    )
    path = Path(str(module.__file__))
    assert [problem.where for problem in check_rule_source(module.rule, name="costs")] == [
        f"shili/{path.name}:{line}" for line in (2, 3, 4)
    ]


def test_a_problem_names_the_rule(load: Loader) -> None:
    module = load("def rule(member):\n    return 0.5\n")
    (problem,) = check_rule_source(module.rule, name="costs")
    assert problem.message == ("costs writes the float 0.5; put it into figures.toml and read standards.share(...).")


def test_two_equal_rules_with_other_globals_are_judged_apart(load: Loader) -> None:
    text = "LIMIT = {}\ndef rule(member):\n    return member.age_years in LIMIT\n"
    assert messages(load(text.format("(1, 2)"))) == []
    assert messages(load(text.format("[1, 2]"))) != []


def test_a_default_that_can_change_is_refused(load: Loader) -> None:
    module = load("def rule(member, seen=[]):\n    return None\n")
    assert messages(module) == ["rule has a default argument that can change; give a whole number, a text or a tuple."]


def test_a_default_computed_once_is_refused(load: Loader) -> None:
    module = load("import datetime\ndef rule(member, day=datetime.date(2024, 1, 1)):\n    return None\n")
    assert len(messages(module)) == 1


def test_a_regulation_may_decorate_a_rule(load: Loader) -> None:
    text = """
    class Regulation:
        def article(self, *args, **kwargs):
            return lambda function: function

    Regulation.__module__ = "dibao.law.regulation"
    scheme = Regulation()

    @scheme.article("1", answers="left_out", title="x")
    def rule(member):
        return None
    """
    assert messages(load(dedent(text))) == []


def test_another_decorator_on_a_rule_is_refused(load: Loader) -> None:
    module = load("def same(function):\n    return function\n\n@same\ndef rule(member):\n    return None\n")
    assert messages(module) == [
        "rule is decorated; only .article(...) of a regulation may stand on a rule, and a helper stands plain."
    ]


def test_what_stands_in_annotations_is_left_alone(load: Loader) -> None:
    module = load(
        "from fractions import Fraction\ndef rule(member: 'x' = None) -> Fraction | float:\n    return None\n"
    )
    assert messages(module) == []


def test_a_helper_of_another_package_is_refused(load: Loader) -> None:
    other = load("def helper(member):\n    return True\n", package="elsewhere")
    module = load(f"from {other.__name__} import helper\ndef rule(member):\n    return helper(member)\n")
    (message,) = messages(module)
    assert message.startswith("rule reads helper, which comes from another package")


def test_a_helper_in_a_module_of_the_same_package_is_read(load: Loader) -> None:
    other = load("LIMITS = [1]\nBOUND = 3\ndef helper(member):\n    return member.age_years in LIMITS\n")
    text = f"import sys\nhelpers = sys.modules[{other.__name__!r}]\n"
    text += "def rule(member):\n    return helpers.helper(member) and member.age_years > helpers.BOUND\n"
    (message,) = messages(load(text))
    assert message.startswith("helper, which rule calls, reads LIMITS, a list")


def test_a_closure_over_a_list_is_refused_and_over_a_number_is_not(load: Loader) -> None:
    text = "def build(limit):\n    def rule(member):\n        return member.age_years > limit\n    return rule\n"
    module = load(text)
    assert check_rule_source(module.build(3), name="rule") == []
    (problem,) = check_rule_source(module.build([3]), name="rule")
    assert problem.message.startswith("rule reads limit, a list")


def test_an_async_rule_is_refused(load: Loader) -> None:
    assert messages(load("async def rule(member):\n    return 0\n"))[0] == "rule is an async function; write def."


def test_a_lambda_as_a_rule_is_refused(load: Loader) -> None:
    assert messages(load("rule = lambda member: 0\n")) == ["rule is a lambda; write a function with def and a name."]


def test_a_rule_without_source_is_refused() -> None:
    names: dict[str, object] = {"__name__": "shili.typed"}
    exec("def rule(member):\n    return 0\n", names)  # noqa: S102 -- a rule without a file is what is tested
    (problem,) = check_rule_source(names["rule"], name="rule")  # type: ignore[arg-type]
    assert "has no source to read" in problem.message


def test_a_rule_whose_file_changed_is_refused(load: Loader) -> None:
    module = load("def rule(member):\n    return 0\n")
    Path(str(module.__file__)).write_text("\n\n\ndef rule(member):\n    return 1.5\n", encoding="utf-8")
    assert "changed after import" in messages(module)[0]


def test_what_is_no_function_is_refused() -> None:
    (problem,) = check_rule_source(len, name="rule")
    assert problem.message == "rule is a builtin_function_or_method and not a plain function; write it with def"
