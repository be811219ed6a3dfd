"""Names that nothing has, and units that do not go together."""

from tests.law.fault import (
    FIGURES,
    LIMIT,
    MEASURES,
    MONEY,
    MORE,
    NOTICE,
    RURAL,
    Fault,
    county_file,
    in_county,
    rule,
    value,
)
from tests.law.planted_world import Change

NAMES_AND_UNITS = (
    Fault(
        "misspelt hook",
        check="questions",
        wrong=(Change(NOTICE, rule("return 0", hook="suplement")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message=("hebian/notice.py:14 hebian answers 'suplement', which is never asked. Did you mean 'supplement'?"),
    ),
    Fault(
        "misspelt argument",
        check="questions",
        wrong=(Change(NOTICE, rule("return 0", arguments="membre")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message=(
            "hebian/notice.py:14 hebian: hebian-2022:extra names 'membre', which 'supplement' does not have. Did you "
            "mean 'member'?"
        ),
    ),
    Fault(
        "misspelt figure",
        check="traced",
        **in_county(
            'return standards.money("hebian.leest")', 'return standards.money("hebian.least")', arguments="standards"
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads 'hebian.leest', a "
            "figure that nobody declares; did you mean 'hebian.least' (hebian/figures.toml:8)?"
        ),
    ),
    Fault(
        "misspelt fact",
        check="traced",
        **in_county("return member.incomes.wage", "return member.income.wage"),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) asks for "
            "member.incomes, which is not settled or not a fact here; did you mean member.income.wage?"
        ),
    ),
    Fault(
        "misspelt fact of a plug-in",
        check="traced",
        **in_county(
            'return member.standard if member.facts["yun.registered_por"] else 0',
            'return member.standard if member.facts["yun.registered_poor"] else 0',
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) asks for "
            "member.yun.registered_por, which is not settled or not a fact here; did you mean "
            "member.yun.registered_poor?"
        ),
    ),
    Fault(
        "misspelt word of a choice",
        check="traced",
        **in_county(
            'return member.standard if member.relation == "spuse" else 0',
            'return member.standard if member.relation == "spouse" else 0',
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) 'spuse' is none of the "
            "words of this choice; they are applicant, spouse, child, parent, sibling, grandparent, grandchild, "
            "other."
        ),
    ),
    Fault(
        "misspelt finding",
        check="traced",
        **in_county(
            "return household.findings.property_within_limit",
            "return household.findings.property_within_limits",
            arguments="household",
            hook="passes_property_test",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) asks for "
            "household.findings.property_within_limit, which is not settled or not a fact here; did you mean "
            "household.findings.property_within_limits?"
        ),
    ),
    Fault(
        "finding left to officers that is no fact",
        check="facts",
        wrong=(Change(NOTICE, '\nscheme.left_to_officer("part 3", finding="proprety_within_limits", title="财产")\n'),),
        healed=(
            Change(NOTICE, '\nscheme.left_to_officer("part 3", finding="property_within_limits", title="财产")\n'),
        ),
        message=(
            "hebian/notice.py:13 hebian-2022 leaves 'proprety_within_limits' to officers, which is not a finding. Did "
            "you mean 'property_within_limits'?"
        ),
    ),
    Fault(
        "misspelt quantity",
        check="traced",
        **in_county("return household.gaps", "return household.gap", arguments="household", hook="grace_benefit"),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) asks for "
            "household.gaps, which is not settled or not a fact here; did you mean household.gap?"
        ),
    ),
    Fault(
        "misspelt rule that is replaced",
        check="amendments",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:olt")),),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra replaces 'cn-2021:olt', a rule that no loaded plug-in has. Did you "
            "mean 'cn-2021:old'?"
        ),
    ),
    Fault(
        "misspelt document that is amended",
        check="amendments",
        wrong=(Change(MEASURES, MORE.format(', amends=("yun-2202",)')),),
        healed=(Change(MEASURES, MORE.format(', amends=("yun-2022",)')),),
        message=(
            "yun/measures.py:24 yun-more amends 'yun-2202', a document that no loaded plug-in has. Did you mean "
            "'yun-2022'?"
        ),
    ),
    Fault(
        "age compared with money",
        check="traced",
        **in_county(
            "return member.standard if member.age_years > member.income.wage else 0",
            "return member.standard if member.age_years > 70 else 0",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) count cannot be "
            "compared with money a month; only values of one unit go together."
        ),
    ),
    Fault(
        "flow compared with stock",
        check="traced",
        **in_county(
            "return household.property.savings <= household.need * 24",
            "return household.property.savings <= household.need * months(24)",
            arguments="household",
            hook="passes_property_test",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) money cannot be "
            "compared with money a month; multiply the monthly amount by months(n), or compare like with like."
        ),
    ),
    Fault(
        "bare number as money",
        check="traced",
        **in_county("return 50", 'return standards.money("hebian.least")', arguments="standards"),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) answers with 50; the "
            "question wants money a month, and amounts of money are figures."
        ),
    ),
    Fault(
        "money added to a bare number",
        check="traced",
        **in_county("return member.standard + 50", "return member.standard + 0"),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) money a month cannot be "
            "added to the bare value 50; only 0 fits every unit, amounts are figures."
        ),
    ),
    Fault(
        "float as a share",
        check="plain-rules",
        **in_county(
            "return member.standard * 0.2",
            'return member.standard * standards.share("nation.old_share")',
            arguments="member, standards",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) writes the float 0.2; "
            "put it into figures.toml and read standards.share(...)."
        ),
    ),
    Fault(
        "figure read as another unit",
        check="traced",
        **in_county(
            'return member.standard * standards.share("hebian.least")',
            'return standards.money("hebian.least")',
            arguments="member, standards",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads 'hebian.least' as "
            "share; it is declared as money a month at hebian/figures.toml:8; write standards.money('hebian.least')."
        ),
    ),
    Fault(
        "yearly amount where the figure is a stock",
        check="figures",
        wrong=(
            *county_file(MONEY.format("limit", "stock") + value("hebian.limit", "2022", "'open'")),
            Change(NOTICE, rule(LIMIT, "household, standards", "passes_property_test")),
        ),
        healed=(
            *county_file(MONEY.format("limit", "stock") + value("hebian.limit", "2022", "'open'", "amount = 5000")),
            Change(NOTICE, rule(LIMIT, "household, standards", "passes_property_test")),
        ),
        message=(
            "hebian/figures.toml:44 hebian.limit is 5000 yuan a year; expected amount without per, as declared at "
            "hebian/figures.toml:39"
        ),
    ),
    Fault(
        "amount without month or year",
        check="figures",
        wrong=(Change(FIGURES, RURAL.replace('per = "year"\n', ""), RURAL),),
        message=(
            'hebian/figures.toml:31 dibao.standard.rural is 5400 yuan; expected amount with per = "month" or per = '
            '"year", as declared at nation/figures.toml:13'
        ),
    ),
    Fault(
        "answer in another unit",
        check="traced",
        **in_county("return member.age_years", "return member.income.wage"),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) answers with count; the "
            "question wants money a month."
        ),
    ),
)
