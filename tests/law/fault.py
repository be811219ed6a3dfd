"""What a planted fault is, and the texts to plant it with."""

from typing import Any

from attrs import frozen
from tests.law.planted_world import Change

MEASURES, NOTICE = "yun/measures.py", "hebian/notice.py"
FIGURES, YUN_FIGURES = "hebian/figures.toml", "yun/figures.toml"
MORE = (
    '\nmore = Regulation("yun-more", title="云省补充规定", issuer="民政厅", jurisdiction="980000", since="2022", '
    'grade="reported"{0})\n'
)


@frozen
class Fault:
    """One mistake, the same plug-in without it, and what the author is told.

    `message` is the only problem that is reported, found by the check of that
    name; the healed world has none.
    """

    name: str
    wrong: tuple[Change, ...]
    message: str
    check: str
    healed: tuple[Change, ...] = ()
    is_notice: bool = False


def rule(body: str, arguments: str = "member", hook: str = "supplement", name: str = "extra", **more: object) -> str:
    """Give the text of a rule; the lines of the body stand under its docstring."""
    options = "".join(f", {key}={value!r}" for key, value in more.items())
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return (
        f'\n\n@scheme.article("part 2", answers="{hook}", title="规则"{options})\n'
        f'def {name}({arguments}):\n    """Say something."""\n{lines}\n'
    )


def in_county(wrong: str, right: str, **how: str) -> dict[str, Any]:
    """Add a rule to the county's notice, with a mistake and without it."""
    return {"wrong": (Change(NOTICE, rule(wrong, **how)),), "healed": (Change(NOTICE, rule(right, **how)),)}


def in_province(wrong: str, right: str, **how: str) -> dict[str, Any]:
    """Add a document with one rule to the province's measures, with a mistake and without it."""
    start = MORE.format("")
    texts = (start + rule(body, **how).replace("@scheme", "@more") for body in (wrong, right))
    wrong_change, right_change = (Change(MEASURES, text) for text in texts)
    return {"wrong": (wrong_change,), "healed": (right_change,)}


def value(name: str, since: str, until: str, amount: str = "amount = 5000\nper = 'year'", **more: str) -> str:
    """Give the text of one dated value for the county."""
    known = {"code": "980101", "document": "hebian-2022", "grade": "reported", **more}
    entries = "".join(f'{key} = "{each}"\n' for key, each in known.items() if each)
    return f"\n[[{name}]]\n{amount}\nsince = {since}\nuntil = {until}\n{entries}"


RURAL = """\
[[dibao.standard.rural]]
code = "980101"
amount = 5400
per = "year"
since = 2021
until = "open"
document = "hebian-2022"
grade = "reported"
"""
"""The county's rural standard, to be written in another way."""

MONEY = "[figure.\"hebian.{0}\"]\nunit = '{1}'\ntitle = '数额'\nenglish = 'an amount'\n"


LIMIT = 'return household.property.savings <= standards.money("hebian.limit")'
FACTS = """\
[[group]]
entity = "member"
place = "facts"
prefix = "yun."
unit = "UNIT"
facts = [
  { key = "registered_poor", title = "建档立卡", english = "registered as poor" },
]
"""
LIST_NOTICE = (
    Change("yun/__init__.py", "(measures, notice)", "(measures,)"),
    Change("yun/__init__.py", "from yun import measures, notice", "from yun import measures"),
)
KINDS = [
    "wage",
    "property",
    "gift",
    "scholarship",
    "compensation",
    "other",
    "bravery_award",
    "basic_pension",
    "survivor_benefit",
    "social_assistance",
]
MANY_PATHS = (
    "extra = 0\n"
    + "".join(f"if member.income.{k} > member.standard:\n    extra = extra + member.income.{k}\n" for k in KINDS)
    + "return extra"
)
MANY_ADDED = "return " + " + ".join(f"max(member.income.{kind}, 0)" for kind in KINDS)
BEHIND = (
    Change(
        MEASURES,
        MORE.format("")
        + '\nlast = Regulation("yun-last", title="云省新规", issuer="民政厅", jurisdiction="980000", since="2022", '
        'grade="reported", amends=("yun-more",))\n'
        + rule("return household.gap", "household", "grace_benefit", "first").replace("@scheme", "@more")
        + rule("return household.gap", "household", "grace_benefit", "last_one").replace("@scheme", "@last"),
    ),
)


NEIGHBOUR = Change("yun/jurisdictions.toml", '\n["980102"]\nparent = "980100"\ntitle = "邻县"\nenglish = "Neighbour"\n')


def county_file(text: str) -> tuple[Change, ...]:
    return (Change(FIGURES, text),)


def second(code: str, name: str, hook: str = "benefit", amends: str = "", **options: str) -> tuple[Change, ...]:
    """Give another plug-in that answers a question."""
    init = (
        "from dibao.law.plugins import Plugin\nfrom second import notice\n\n"
        f'plugin = Plugin("second", "{code}", (notice,), package="second")\n'
    )
    head = (
        "from dibao import Regulation\n\n"
        f'scheme = Regulation("second-2023", title="第二个通知", issuer="民政局", jurisdiction="{code}", since="2023", '
        f'grade="reported"{amends})\n'
    )
    body = rule("return household.gap", "household", hook, name, **options)
    return Change("second/__init__.py", init), Change("second/notice.py", head + body)
