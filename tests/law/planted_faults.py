"""Faults that authors of plug-ins make, each planted in the invented world of `planted_world`."""

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

    `message` is the only problem that is reported; the healed world has none.
    """

    name: str
    wrong: tuple[Change, ...]
    message: str
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


def in_county(wrong: str, right: str, **how: str) -> dict[str, tuple[Change, ...]]:
    """Add a rule to the county's notice, with a mistake and without it."""
    return {"wrong": (Change(NOTICE, rule(wrong, **how)),), "healed": (Change(NOTICE, rule(right, **how)),)}


def in_province(wrong: str, right: str, **how: str) -> dict[str, tuple[Change, ...]]:
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
MANY_PATHS = "extra = 0\n" + "\n".join(
    f"if member.income.{kind} > 0:\n    extra = extra + member.income.{kind}"
    for kind in ("wage", "property", "gift", "scholarship", "compensation", "bravery_award", "other", "basic_pension",
                 "survivor_benefit", "social_assistance")
) + "\nreturn extra"
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


FAULTS: tuple[Fault, ...] = (
    # -- names that nothing has -------------------------------------------------------------------------
    Fault(
        "misspelt hook",
        wrong=(Change(NOTICE, rule("return 0", hook="suplement")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message="",
    ),
    Fault(
        "misspelt argument",
        wrong=(Change(NOTICE, rule("return 0", arguments="membre")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message="",
    ),
    Fault(
        "misspelt figure",
        **in_county(
            'return standards.money("hebian.leest")', 'return standards.money("hebian.least")', arguments="standards"
        ),
        message="",
    ),
    Fault(
        "misspelt fact",
        **in_county("return member.incomes.wage", "return member.income.wage"),
        message="",
    ),
    Fault(
        "misspelt fact of a plug-in",
        **in_county(
            'return member.standard if member.facts["yun.registered_por"] else 0',
            'return member.standard if member.facts["yun.registered_poor"] else 0',
        ),
        message="",
    ),
    Fault(
        "misspelt word of a choice",
        **in_county(
            'return member.standard if member.relation == "spuse" else 0',
            'return member.standard if member.relation == "spouse" else 0',
        ),
        message="",
    ),
    Fault(
        "misspelt finding",
        **in_county(
            "return household.findings.property_within_limit",
            "return household.findings.property_within_limits",
            arguments="household",
            hook="passes_property_test",
        ),
        message="",
    ),
    Fault(
        "finding left to officers that is no fact",
        wrong=(Change(NOTICE, '\nscheme.left_to_officer("part 3", finding="proprety_within_limits", title="财产")\n'),),
        healed=(Change(NOTICE, '\nscheme.left_to_officer("part 3", finding="property_within_limits", title="财产")\n'),),
        message="",
    ),
    Fault(
        "misspelt quantity",
        **in_county("return household.gaps", "return household.gap", arguments="household", hook="grace_benefit"),
        message="",
    ),
    Fault(
        "misspelt rule that is replaced",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:olt")),),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old")),),
        message="",
    ),
    Fault(
        "misspelt document that is amended",
        wrong=(Change(MEASURES, MORE.format(', amends=("yun-2202",)')),),
        healed=(Change(MEASURES, MORE.format(', amends=("yun-2022",)')),),
        message="",
    ),
    # -- units --------------------------------------------------------------------------------------------
    Fault(
        "age compared with money",
        **in_county(
            "return member.standard if member.age_years > member.income.wage else 0",
            "return member.standard if member.age_years > 70 else 0",
        ),
        message="",
    ),
    Fault(
        "flow compared with stock",
        **in_county(
            "return household.property.savings <= household.need * 24",
            "return household.property.savings <= household.need * months(24)",
            arguments="household",
            hook="passes_property_test",
        ),
        message="",
    ),
    Fault(
        "bare number as money",
        **in_county("return 50", 'return standards.money("hebian.least")', arguments="standards"),
        message="",
    ),
    Fault(
        "money added to a bare number",
        **in_county("return member.standard + 50", "return member.standard + 0"),
        message="",
    ),
    Fault(
        "float as a share",
        **in_county(
            "return member.standard * 0.2",
            'return member.standard * standards.share("nation.old_share")',
            arguments="member, standards",
        ),
        message="",
    ),
    Fault(
        "figure read as another unit",
        **in_county(
            'return member.standard * standards.share("hebian.least")',
            'return standards.money("hebian.least")',
            arguments="member, standards",
        ),
        message="",
    ),
    Fault(
        "yearly amount where the figure is a stock",
        wrong=county_file(MONEY.format("limit", "stock") + value("hebian.limit", "2022", "'open'"))
        + (Change(NOTICE, rule(LIMIT, "household, standards", "passes_property_test")),),
        healed=county_file(
            MONEY.format("limit", "stock") + value("hebian.limit", "2022", "'open'", "amount = 5000")
        )
        + (Change(NOTICE, rule(LIMIT, "household, standards", "passes_property_test")),),
        message="",
    ),
    Fault(
        "amount without month or year",
        wrong=(Change(FIGURES, RURAL.replace('per = "year"\n', ""), RURAL),),
        message="",
    ),
    Fault(
        "answer in another unit",
        **in_county("return member.age_years", "return member.income.wage"),
        message="",
    ),
    # -- conflicts, replacing, amending ---------------------------------------------------------------------
    Fault(
        "two plug-ins of one layer answer a nearest question",
        wrong=second("980101", "another"),
        message="",
    ),
    Fault(
        "two rules of one document answer a nearest question",
        wrong=(Change(NOTICE, rule("return household.gap", "household", "benefit")),),
        healed=(Change(NOTICE, rule("return household.gap", "household", "grace_benefit")),),
        message="",
    ),
    Fault(
        "same name in one layer",
        wrong=second("980101", "least"),
        message="",
    ),
    Fault(
        "same name farther away without replaces",
        wrong=(Change(NOTICE, rule("return 0", name="old")),),
        healed=(Change(NOTICE, rule("return 0", name="old", replaces="cn-2021:old")),),
        message="",
    ),
    Fault(
        "two rules replace one",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:old") + rule("return 0", name="other", replaces="cn-2021:old")),),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old") + rule("return 0", name="other")),),
        message="",
    ),
    Fault(
        "replaces a rule that ended before",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:ended")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message="",
    ),
    Fault(
        "replaces an answer to another question",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:gap")),),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old")),),
        message="",
    ),
    Fault(
        "replaces a rule below",
        wrong=(Change(MEASURES, MORE.format("") + rule("return household.gap", "household", "benefit", replaces="hebian-2022:least").replace("@scheme", "@more")),),
        healed=(Change(MEASURES, MORE.format("") + rule("return household.gap", "household", "benefit").replace("@scheme", "@more")),),
        message="",
    ),
    Fault(
        "repeals nothing",
        wrong=(Change(NOTICE, '\nscheme.repeal("cn-2021:older", article="part 2", title="废止")\n'),),
        healed=(Change(NOTICE, '\nscheme.repeal("cn-2021:old", article="part 2", title="废止")\n'),),
        message="",
    ),
    Fault(
        "repeals a rule that ended before",
        wrong=(Change(NOTICE, '\nscheme.repeal("cn-2021:ended", article="part 2", title="废止")\n'),),
        message="",
    ),
    Fault(
        "a document amends itself through another",
        wrong=(Change(MEASURES, MORE.format(', amends=("yun-2022",)')), Change(MEASURES, 'since="2022", amends=("yun-2022",), grade="reported")\n\n\n@', 'since="2022", grade="reported")\n\n\n@')),
        healed=(Change(MEASURES, MORE.format(', amends=("yun-2022",)')),),
        message="",
    ),
    # -- competence and places --------------------------------------------------------------------------------
    Fault(
        "a county answers a question open to provinces",
        wrong=(Change(NOTICE, rule("return member.in_prison", hook="left_out")),),
        healed=(Change(NOTICE, rule("return member.in_prison", hook="left_out", practice="的确如此")),),
        message="",
    ),
    Fault(
        "a document outside the plug-in's places",
        wrong=(Change(NOTICE, 'jurisdiction="980100"', 'jurisdiction="980101"'),),
        message="",
    ),
    Fault(
        "a figure outside the plug-in's places",
        wrong=county_file(value("dibao.standard.rural", "2021", "'open'", code="980100")),
        message="",
    ),
    Fault(
        "a figure for a place that nobody declares",
        wrong=county_file(value("dibao.standard.rural", "2021", "'open'", code="980110")),
        message="",
    ),
    Fault(
        "a document for a place that nobody declares",
        wrong=(Change(NOTICE, 'jurisdiction="980102"', 'jurisdiction="980101"'),),
        message="",
    ),
    Fault(
        "a place in a place that nobody declares",
        wrong=(Change("hebian/jurisdictions.toml", "980001", "980100"),),
        message="",
    ),
    Fault(
        "a plug-in for a place that nobody declares",
        wrong=(Change("hebian/__init__.py", "980102", "980101"),),
        message="",
    ),
    # -- figures ------------------------------------------------------------------------------------------------
    Fault(
        "unknown document of a figure",
        wrong=(Change(FIGURES, RURAL.replace("hebian-2022", "hebian-2020"), RURAL),),
        message="",
    ),
    Fault(
        "undeclared figure",
        wrong=county_file(value("hebian.leest", "2021", "'open'")),
        message="",
    ),
    Fault(
        "figure declared twice",
        wrong=county_file(MONEY.format("x", "stock").replace("hebian.x", "yun.grace")),
        message="",
    ),
    Fault(
        "figure above its bound",
        wrong=(Change("nation/figures.toml", "value = 1.2", "value = 0.2"),),
        message="",
    ),
    Fault(
        "overlapping values",
        wrong=county_file(value("dibao.standard.rural", "2024", "2024")),
        message="",
    ),
    Fault(
        "gap in July",
        wrong=(Change(FIGURES, RURAL.replace('"open"', "2024-06-30") + value("dibao.standard.rural", "2024-08-01", "'open'"), RURAL),),
        healed=(Change(FIGURES, RURAL.replace('"open"', "2024-07-31") + value("dibao.standard.rural", "2024-08-01", "'open'"), RURAL),),
        message="",
    ),
    Fault(
        "unused figure",
        wrong=county_file(MONEY.format("unused", "flow") + value("hebian.unused", "2022", "'open'")),
        healed=county_file(MONEY.format("unused", "flow") + "applied = false\n" + value("hebian.unused", "2022", "'open'")),
        message="",
    ),
    Fault(
        "value for a place whose rules do not read it",
        wrong=(Change(YUN_FIGURES, value("hebian.least", "2022", "'open'", code="980100", document="yun-2022")),),
        message="",
    ),
    Fault(
        "value of days on which nobody reads it",
        wrong=county_file(value("hebian.least", "2019", "2021", "amount = 40\nper = 'month'")),
        is_notice=True,
        message="",
    ),
    Fault(
        "local standard below its guide",
        wrong=(Change(FIGURES, RURAL.replace("5400", "4799"), RURAL),),
        healed=(Change(FIGURES, RURAL.replace("5400", "4800"), RURAL),),
        is_notice=True,
        message="",
    ),
    Fault(
        "informing figure read by a rule",
        **in_county(
            'return standards.money("dibao.guide.rural")',
            'return standards.money("dibao.standard.rural")',
            arguments="standards",
        ),
        message="",
    ),
    Fault(
        "figure without grade",
        wrong=(Change(FIGURES, RURAL.replace('grade = "reported"\n', ""), RURAL),),
        message="",
    ),
    Fault(
        "figure without document",
        wrong=(Change(FIGURES, RURAL.replace('document = "hebian-2022"\n', ""), RURAL),),
        message="",
    ),
    Fault(
        "figure that ends before it starts",
        wrong=(Change(FIGURES, RURAL.replace('"open"', "2020"), RURAL),),
        message="",
    ),
    Fault(
        "fact with the name of another",
        wrong=(Change("hebian/facts.toml", FACTS.replace("UNIT", "flow")),),
        healed=(Change("hebian/facts.toml", FACTS.replace("UNIT", "flow").replace("yun.", "hebian.")),),
        message="",
    ),
    # -- Python that would mean something else --------------------------------------------------------------------
    Fault(
        "missing return",
        **in_county("if member.in_prison:\n    return 0", "if member.in_prison:\n    return 0\nreturn None"),
        message="",
    ),
    Fault(
        "compares by identity",
        **in_county(
            "return 0 if member.in_prison is True else member.standard",
            "return 0 if member.in_prison else member.standard",
        ),
        message="",
    ),
    Fault(
        "asks for a type",
        **in_county(
            "return 0 if isinstance(member.age_years, int) else member.standard",
            "return 0 if member.age_years > 3 else member.standard",
        ),
        message="",
    ),
    Fault(
        "reads the clock",
        wrong=(Change(NOTICE, "\n\nfrom datetime import date\n" + rule("return 0 if date.today().year > 2030 else member.standard")),),
        healed=(Change(NOTICE, rule("return member.standard", since="2030")),),
        message="",
    ),
    Fault(
        "reads a list of the module",
        wrong=(Change(NOTICE, '\nGRADES = [1, 2]\n' + rule("return member.standard if member.disability.grade in GRADES else 0")),),
        healed=(Change(NOTICE, '\nGRADES = (1, 2)\n' + rule("return member.standard if member.disability.grade in GRADES else 0")),),
        message="",
    ),
    Fault(
        "throws dice",
        wrong=(Change(NOTICE, "\n\nfrom random import random\n" + rule("return 0 if random() > 1 else member.standard")),),
        healed=(Change(NOTICE, rule("return member.standard")),),
        message="",
    ),
    Fault(
        "adds a fact to a household",
        **in_county("member.age_years = 3\nreturn 0", "return 0"),
        message="",
    ),
    Fault(
        "raises an error",
        **in_county(
            "return member.standard if (1, 2)[member.age_years] else 0",
            "return member.standard if member.age_years in (1, 2) else 0",
        ),
        message="",
    ),
    # -- what a rule may ask and answer -----------------------------------------------------------------------------
    Fault(
        "asks a later quantity",
        **in_county("return household.need", "return 0", arguments="household", hook="rigid_expenditure"),
        message="",
    ),
    Fault(
        "totals the members who count to settle who counts",
        **in_province(
            "return household.total(lambda each: each.income.wage) > 0",
            "return household.everyone.total(lambda each: each.income.wage) > 0",
            arguments="household",
            hook="left_out",
        ),
        message="",
    ),
    Fault(
        "mixes two members",
        **in_county(
            "return household.total(lambda each: each.income.wage if each.in_prison else member.income.wage)",
            "return household.total(lambda each: each.income.wage if each.in_prison else 0)",
            arguments="member, household",
        ),
        message="",
    ),
    Fault(
        "follows too many paths",
        **in_county(MANY_PATHS, MANY_PATHS.replace("if", "# if").replace("    extra", "extra")),
        message="",
    ),
    Fault(
        "leaves a question unanswered",
        wrong=(Change("nation/measures.py", 'return standards.money("dibao.standard.urban")\n    return None', 'return standards.money("dibao.standard.urban")\n    return standards.money("dibao.standard.rural")'),
               Change("nation/measures.py", "", "")),
        message="",
    ),
    Fault(
        "a rule that is never heard",
        wrong=(Change(MEASURES, "True", "prior.on_dibao"), Change(YUN_FIGURES, "", "")) if False else (Change(NOTICE, rule("return None", arguments="household", hook="grace_benefit")),),
        healed=(Change(NOTICE, rule("return household.gap", arguments="household", hook="grace_benefit")),),
        message="",
    ),
    Fault(
        "a rule behind one that always answers",
        wrong=BEHIND,
        message="",
    ),
    Fault(
        "a rule of days before any means test",
        wrong=(Change(NOTICE, rule("return 0", since="2019", until="2020")),),
        healed=(Change(NOTICE, rule("return 0", since="2019", until="2021")),),
        message="",
    ),
    Fault(
        "nobody answers from some day on",
        wrong=(Change("nation/measures.py", 'title="家庭成员", until="2025"', 'title="家庭成员"'),),
        message="",
    ),
    # -- plug-ins and documents ------------------------------------------------------------------------------------
    Fault(
        "rule imported into a second module",
        wrong=(Change("yun/notice.py", "from yun.measures import conscript\n"), *LIST_NOTICE),
        healed=(Change("yun/notice.py", "from yun import measures\n"), *LIST_NOTICE),
        message="",
    ),
    Fault(
        "two plug-ins with one name",
        wrong=(*second("980101", "another", "grace_benefit"), Change("second/__init__.py", 'Plugin("hebian"', 'Plugin("second"')),
        healed=second("980101", "another", "grace_benefit"),
        message="",
    ),
    Fault(
        "two documents with one id",
        wrong=(*second("980101", "another", "grace_benefit"), Change("second/notice.py", '"hebian-2022"', '"second-2023"')),
        healed=second("980101", "another", "grace_benefit"),
        message="",
    ),
    Fault(
        "module that cannot be imported",
        wrong=(Change(NOTICE, "\nimport no_such_module\n"),),
        message="",
    ),
    Fault(
        "rule without a title",
        wrong=(Change(NOTICE, ', title="最低补差"'.join(["", ""]) or " ", ', title="最低补差"'),),
        message="",
    ),
    Fault(
        "document with an empty title",
        wrong=(Change(NOTICE, 'title=""', 'title="河边县通知"'),),
        message="",
    ),
    Fault(
        "document that ends before it starts",
        wrong=(Change(NOTICE, 'since="2022", until="2020", grade', 'since="2022", grade'),),
        message="",
    ),
    Fault(
        "document of a grade that is none",
        wrong=(Change(NOTICE, 'grade="rumoured"', 'grade="reported"'),),
        message="",
    ),
    Fault(
        "article table that names a missing rule",
        wrong=(Change("yun/coverage.toml", '["conscripts"]', '["conscript"]'),),
        message="",
    ),
    Fault(
        "article that its table lacks",
        wrong=(Change(MEASURES, "art. 9", "art. 2"),),
        message="",
    ),
    Fault(
        "finding of an article table that is no fact",
        wrong=(Change("yun/coverage.toml", '["property_within_limit"]', '["property_within_limits"]'),),
        message="",
    ),
    Fault(
        "ladder declared twice",
        wrong=(Change("hebian/__init__.py", 'package="hebian", ladder=LADDER)', 'package="hebian")'), Change("hebian/__init__.py", "from dibao.law.plugins import Plugin\nfrom dibao.national.ladder import LADDER\n", "from dibao.law.plugins import Plugin\n")),
        message="",
    ),
)
