"""Mistakes that load and trace, and are wrong all the same: what only a law or a case finds."""
# ruff: noqa: E501 - one fault reads best on one line

from attrs import frozen
from tests.law.fault import FIGURES, MEASURES, MORE, NOTICE, RURAL, rule
from tests.law.planted_world import Change

COUNTY = "980101"
CASES = "hebian/cases.toml"
_ONE = 'household = { area = "AREA", members = [{ id = "a", relation = "applicant", born = BORN }] }\n'


def case(title: str, expect: str, *, area: str = "rural", born: str = "1980-05-01", on: str = "2024-03-01") -> Change:
    """Write an official case of the county; the family has nothing."""
    household = _ONE.replace("AREA", area).replace("BORN", born)
    return Change(
        CASES,
        f'[[case]]\ntitle = "{title}"\nsource = "worked by hand from the notice"\njurisdiction = "{COUNTY}"\n'
        f'on = {on}\nrest = "none"\n{household}expect = {{ {expect} }}\n',
    )


@frozen
class SemanticFault:
    """A mistake, the check that finds it, and a part of what its author is told."""

    name: str
    check: str
    message: str
    wrong: tuple[Change, ...]


def in_province(body: str, arguments: str, hook: str, name: str = "extra") -> Change:
    """Add a document with one rule to the province's measures."""
    return Change(MEASURES, MORE.format("") + rule(body, arguments, hook, name).replace("@scheme", "@more"))


_STANDARD = case("A single gets the rural standard", 'status = "dibao", "household.need" = "450.00"')
_URBAN = case("A single in town gets the urban standard", '"household.need" = "700.00"', area="urban")
_SEVENTY = case("On the 70th birthday", '"member.award_supplement" = { a = "90.00" }', born="1954-03-01")
_YOUNGER = case("A day before 70", '"member.award_supplement" = { a = "0.00" }', born="1954-03-02")
_LEAST = case("Nobody gets less than the least", 'dibao_monthly = "450.00"')
_AGE = "if member.age_years >= standards.count"

SEMANTIC = (
    SemanticFault(
        "monthly for yearly standard", "cases", "household.need: expected 450.00, found 5400.00",
        (Change(FIGURES, RURAL.replace('"year"', '"month"'), RURAL), _STANDARD),
    ),
    SemanticFault(
        "yearly for monthly standard", "cases", "household.need: expected 700.00",
        (Change(FIGURES, 'amount = 700\nper = "year"', 'amount = 700\nper = "month"'), _URBAN),
    ),
    SemanticFault(
        "yuan written as fen", "cases", "household.need: expected 450.00, found 45000.00",
        (Change(FIGURES, RURAL.replace("5400", "540000"), RURAL), _STANDARD),
    ),
    SemanticFault(
        "urban and rural swapped", "cases", "household.need: expected 450.00, found 700.00",
        (Change("nation/measures.py", 'household.area == "rural"', 'household.area == "urban"'), _STANDARD),
    ),
    SemanticFault(
        "> for >= at an age", "cases", "expected {a: 90.00}, found {a: 0.00}",
        (Change("nation/measures.py", "if member.age_years > standards.count", _AGE), _SEVENTY),
    ),
    SemanticFault(
        ">= for > at an age", "cases", "expected {a: 0.00}, found {a: 90.00}",
        (Change("nation/measures.py", "if member.age_years >= standards.count(\"nation.old_age\") - 1", _AGE + '("nation.old_age")'), _YOUNGER),
    ),
    SemanticFault(
        "share of one tenth for one fifth", "cases", "expected {a: 90.00}, found {a: 45.00}",
        (Change("nation/figures.toml", "value = 0.1", "value = 0.2"), _SEVENTY),
    ),
    SemanticFault(
        "standard of the year before", "cases", "household.need: expected 450.00, found open",
        (Change(FIGURES, RURAL.replace('"open"', "2023"), RURAL), _STANDARD),
    ),
    SemanticFault(
        "two digits turned round", "cases", "household.need: expected 450.00, found 375.00",
        (Change(FIGURES, RURAL.replace("5400", "4500"), RURAL), _STANDARD),
    ),
    SemanticFault(
        "least amount taken as most", "cases", "dibao_monthly: expected 450.00, found 50.00",
        (Change(NOTICE, "return min(above", "return max(above"), _LEAST),
    ),
    SemanticFault(
        "dibao counted as income", "law-assistance", "of dibao received counts as income",
        (in_province('if item.kind == "social_assistance":\n    return item.amount\nreturn None', "item", "counted_income"),),
    ),
    SemanticFault(
        "income counted with the wrong sign", "law-more-income", "More income never raises the gap",
        (in_province('if item.kind == "wage":\n    return 0 - item.amount\nreturn None', "item", "counted_income"),),
    ),
    SemanticFault(
        "costs that raise income", "law-more-cost", "More deductible cost never lowers the gap",
        (
            Change(
                NOTICE,
                rule(
                    "return max(household.after_employment_cost\n"
                    "        - household.total(lambda member: member.expense.medical), 0)",
                    "household",
                    "rigid_expenditure",
                ),
            ),
        ),
    ),
    SemanticFault(
        "a need without end in the wrong direction", "law-higher-standard", "A higher standard never lowers the gap",
        (
            Change(
                NOTICE,
                rule(
                    "return max(standards.money(\"hebian.least\") * 20 - member.standard - member.standard, 0)",
                    "member, standards",
                    "additional_need",
                ).replace("def extra(member, standards)", "def extra(household, standards)").replace(
                    "member.standard - member.standard",
                    'standards.money("dibao.standard.rural") * 2',
                ),
            ),
        ),
    ),
    SemanticFault(
        "grace that restarts", "law-grace-ends", "grace starts again and never ends",
        (
            Change(MEASURES, "return months(1200) + months(1)", 'return standards.months("yun.grace")'),
            Change(MEASURES, "from dibao import Regulation, months", "from dibao import Regulation"),
        ),
    ),
    SemanticFault(
        "title of a figure in English only", "titles", "has no Chinese title",
        (Change("hebian/figures.toml", 'title = "least award"', 'title = "最低补差"'),),
    ),
    SemanticFault(
        "title of a place in Chinese only", "titles", "has no English title",
        (Change("hebian/jurisdictions.toml", 'english = "河边县"', 'english = "Hebian"'),),
    ),
    SemanticFault(
        "figure graded above its document", "citations", "Grade it no better than its source",
        (Change(FIGURES, RURAL.replace("reported", "official"), RURAL),),
    ),
    SemanticFault(
        "rule graded above its document", "citations", "Grade it no better than its source",
        (Change(NOTICE, rule("return 0", grade="official")),),
    ),
    SemanticFault(
        "document without a table of articles", "coverage", "hebian-2022 has no entry in coverage.toml", (),
    ),
    SemanticFault("plug-in without a case", "cases", "has no case. Write an example with its source", ()),
    SemanticFault(
        "figure that no case notices", "figures-noticed", "dibao.standard.urban for 980101, 700 yuan a month", (_STANDARD,),
    ),
    SemanticFault(
        "case without a source", "cases", "source is \"\"; expected a text in quotes that is not empty",
        (Change(CASES, '[[case]]\ntitle = "x"\nsource = ""\non = 2024-03-01\nhousehold = {}\nexpect = { status = "dibao" }\n'),),
    ),
    SemanticFault(
        "case that expects a misspelt part", "cases", "expects 'staus', which no decision has; did you mean 'status'?",
        (case("Misspelt", 'staus = "dibao"'),),
    ),
)  # fmt: skip
