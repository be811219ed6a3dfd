"""Python that would mean something else, and answers that cannot be used."""

from tests.law.fault import (
    BEHIND,
    MANY_ADDED,
    MANY_PATHS,
    NOTICE,
    Fault,
    in_county,
    in_province,
    rule,
)
from tests.law.planted_world import Change

_BILL = "return household.total(lambda member: member.expense.medical)"
_BILLS = rule(_BILL, "household", "rigid_expenditure", "illness")

RULES = (
    Fault(
        "takes one bill twice",
        check="counted-once",
        wrong=(Change(NOTICE, _BILLS + rule("return member.expense.medical", hook="employment_cost")),),
        healed=(
            Change(
                NOTICE,
                _BILLS
                + rule("return member.expense.medical", hook="employment_cost", counts_again="the notice says so"),
            ),
        ),
        message=(
            "hebian/notice.py:20 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) takes "
            "member.expense.medical into account, and so does hebian-2022:illness (hebian/notice.py:14); one bill "
            'counts once in a decision. Let one of the two leave it out, or say counts_again="why" where the document '
            "says so."
        ),
    ),
    Fault(
        "takes one bill off income twice, whatever is said",
        check="counted-once",
        wrong=(
            Change(
                NOTICE,
                _BILLS + rule(_BILL, "household", "rigid_expenditure", counts_again="the notice says so"),
            ),
        ),
        healed=(Change(NOTICE, _BILLS),),
        message=(
            "hebian/notice.py:20 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) takes "
            "member.expense.medical into account, and so does hebian-2022:illness (hebian/notice.py:14); one bill "
            "counts once in a decision. Let one of the two leave it out."
        ),
    ),
    Fault(
        "adds to the need what comes off income",
        check="counted-once",
        wrong=(Change(NOTICE, _BILLS + rule(_BILL, "household", "additional_need")),),
        healed=(Change(NOTICE, rule(_BILL, "household", "additional_need")),),
        message=(
            "hebian/notice.py:20 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) takes "
            "member.expense.medical into account, and so does hebian-2022:illness (hebian/notice.py:14); one bill "
            'counts once in a decision. Let one of the two leave it out, or say counts_again="why" where the document '
            "says so."
        ),
    ),
    Fault(
        "missing return",
        check="plain-rules",
        **in_county("if member.in_prison:\n    return 0", "if member.in_prison:\n    return 0\nreturn None"),
        message=(
            "hebian/notice.py:15 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) may end without return; "
            "write `return None` to leave the question to the next rule."
        ),
    ),
    Fault(
        "compares by identity",
        check="plain-rules",
        **in_county(
            "return 0 if member.in_prison is True else member.standard",
            "return 0 if member.in_prison else member.standard",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) writes `is`, which "
            "compares objects and not values; write ==."
        ),
    ),
    Fault(
        "asks for a type",
        check="plain-rules",
        **in_county(
            "return 0 if isinstance(member.age_years, bool) else member.standard",
            "return 0 if member.age_years > 3 else member.standard",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads isinstance, which "
            "a rule may not use; a symbol has no such type; compare the value itself."
        ),
    ),
    Fault(
        "reads the clock",
        check="plain-rules",
        wrong=(
            Change(
                NOTICE,
                "\n\nfrom datetime import date\n" + rule("return 0 if date.today().year > 2030 else member.standard"),
            ),
        ),
        healed=(Change(NOTICE, rule("return member.standard", since="2030")),),
        message=(
            "hebian/notice.py:20 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads date, the class "
            "date; a rule reads its arguments only, so state what it needs as a fact or a figure."
        ),
    ),
    Fault(
        "reads a list of the module",
        check="plain-rules",
        wrong=(
            Change(
                NOTICE,
                "\nGRADES = [1, 2]\n" + rule("return member.standard if member.disability.grade in GRADES else 0"),
            ),
        ),
        healed=(
            Change(
                NOTICE,
                "\nGRADES = (1, 2)\n" + rule("return member.standard if member.disability.grade in GRADES else 0"),
            ),
        ),
        message=(
            "hebian/notice.py:19 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads GRADES, a list "
            "that can change between rules; write a tuple."
        ),
    ),
    Fault(
        "throws dice",
        check="plain-rules",
        wrong=(
            Change(NOTICE, "\n\nfrom random import random\n" + rule("return 0 if random() > 1 else member.standard")),
        ),
        healed=(Change(NOTICE, rule("return member.standard")),),
        message=(
            "hebian/notice.py:20 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads random, which "
            "comes from another package; write a function in the plug-in's own package."
        ),
    ),
    Fault(
        "adds a fact to a household",
        check="plain-rules",
        **in_county("member.age_years = 3\nreturn 0", "return 0"),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) sets member.age_years; "
            "facts are read-only, give the new value a name of its own."
        ),
    ),
    Fault(
        "raises an error",
        check="traced",
        **in_county(
            "return member.standard if (1, 2)[member.age_years] else 0",
            "return member.standard if member.age_years in (1, 2) else 0",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) a value (count) cannot "
            "be used as a position or in range(); compare it instead."
        ),
    ),
    Fault(
        "asks a later quantity",
        check="traced",
        **in_county("return household.need", "return 0", arguments="household", hook="rigid_expenditure"),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) asks for "
            "household.need, which is settled later in the means test (a cycle); settled here are: member.belongs, "
            "member.counts, household.size, member.counted_wage, member.counted_income, household.counted_income, "
            "member.employment_cost, household.after_employment_cost."
        ),
    ),
    Fault(
        "totals the members who count to settle who counts",
        check="traced",
        **in_province(
            "return household.total(lambda each: each.income.wage) > 0",
            "return household.everyone.total(lambda each: each.income.wage) > 0",
            arguments="household",
            hook="left_out",
        ),
        message=(
            "yun/measures.py:30 yun-more:extra (part 2 of 云省补充规定, yun/measures.py:24) asks for member.counts, "
            "which is settled later in the means test (a cycle); settled here are: member.belongs."
        ),
    ),
    Fault(
        "mixes two members",
        check="traced",
        **in_county(
            "return household.total(lambda each: each.income.wage if each.in_prison else member.income.wage)",
            "return household.total(lambda each: each.income.wage if each.in_prison else 0)",
            arguments="member, household",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) mixes one member's "
            "value with another's; inside household.total(...) use only that lambda's member."
        ),
    ),
    Fault(
        "follows too many paths",
        check="traced",
        **in_county(MANY_PATHS, MANY_ADDED),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) has more than 512 paths "
            "(the last question is member.income.social_assistance > member.standard); split it into parts, or use "
            "min and max."
        ),
    ),
    Fault(
        "leaves a question unanswered",
        check="traced",
        wrong=(
            Change(
                "nation/measures.py",
                '.urban")\n    if household.property.houses > 3:\n        return None\n',
                '.urban")\n',
            ),
        ),
        message=(
            "nation/measures.py:18 cn-2021:local_standard (art. 3 of 国办法, nation/measures.py:3) leaves 'standard' "
            "unanswered where not is('urban', household.area) and not household.property.houses <= 3, and nobody "
            "behind it answers."
        ),
    ),
    Fault(
        "a rule that is never heard",
        check="reachable",
        wrong=(Change(NOTICE, rule("return None", arguments="household", hook="grace_benefit")),),
        healed=(Change(NOTICE, rule("return household.gap", arguments="household", hook="grace_benefit")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) answers on no path, "
            "whatever the facts are. Correct its conditions, or remove it."
        ),
    ),
    Fault(
        "a rule behind one that always answers",
        check="reachable",
        wrong=BEHIND,
        message=(
            "yun/measures.py:29 yun-more:first (part 2 of 云省补充规定, yun/measures.py:24) is never heard: "
            "yun-last:last_one (yun/measures.py:35) always answers first. Remove it, or repeal it in writing."
        ),
    ),
    Fault(
        "a rule of days before any means test",
        check="reachable",
        wrong=(Change(NOTICE, rule("return 0", since="2019", until="2020")),),
        healed=(Change(NOTICE, rule("return 0", since="2019", until="2021")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) is in force from "
            "2019-01-01 until 2020-12-31, but never asked: no place has a means test on any of its days. Correct the "
            "days, or remove it."
        ),
    ),
    Fault(
        "nobody answers from some day on",
        check="answered",
        wrong=(Change("nation/measures.py", 'title="家庭成员", until="2025"', 'title="家庭成员"'),),
        message=(
            "nation/measures.py:6 cn-2021:everybody (art. 1 of 国办法, nation/measures.py:3) ends on 2025-12-31, and "
            "from 2026-01-01 on nobody answers 'belongs', which every decision needs. Write the rule that follows, or "
            "move the last day."
        ),
    ),
)
