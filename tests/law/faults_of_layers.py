"""Documents and rules that contradict each other, or speak where they may not."""

from tests.law.fault import (
    MEASURES,
    MORE,
    NOTICE,
    Fault,
    county_file,
    rule,
    second,
    value,
)
from tests.law.planted_world import Change

LAYERS = (
    Fault(
        "two plug-ins of one layer answer a nearest question",
        check="conflicts",
        wrong=second("980101", "another"),
        message=(
            "hebian/notice.py:8 hebian-2022:least answers 'benefit', and so does second-2023:another "
            "(second/notice.py:6) of the same layer, 980101; nothing says which comes first. Write "
            'amends=("second-2023",) on hebian-2022 or the reverse, or remove one.'
        ),
    ),
    Fault(
        "two rules of one document answer a nearest question",
        check="conflicts",
        wrong=(Change(NOTICE, rule("return household.gap", "household", "benefit")),),
        healed=(Change(NOTICE, rule("return household.gap", "household", "grace_benefit")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra answers 'benefit', and so does hebian-2022:least "
            "(hebian/notice.py:8) of the same layer, 980101; nothing says which comes first. Let their conditions "
            "exclude each other, or write both into one function."
        ),
    ),
    Fault(
        "same name in one layer",
        check="amendments",
        wrong=second("980101", "least"),
        message=(
            "hebian/notice.py:8 hebian-2022:least answers 'benefit' under the same name as second-2023:least "
            '(second/notice.py:6). Write amends=("second-2023",) and replaces="second-2023:least", or choose another '
            "name."
        ),
    ),
    Fault(
        "same name farther away without replaces",
        check="amendments",
        wrong=(Change(NOTICE, rule("return 0", name="old")),),
        healed=(Change(NOTICE, rule("return 0", name="old", replaces="cn-2021:old")),),
        message=(
            "hebian/notice.py:14 hebian-2022:old answers 'supplement' under the same name as cn-2021:old "
            '(nation/measures.py:38). Write replaces="cn-2021:old", or choose another name.'
        ),
    ),
    Fault(
        "two rules replace one",
        check="amendments",
        wrong=(
            Change(
                NOTICE,
                rule("return 0", replaces="cn-2021:old") + rule("return 0", name="other", replaces="cn-2021:old"),
            ),
        ),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old") + rule("return 0", name="other")),),
        message=(
            "hebian/notice.py:14 hebian-2022:other (hebian/notice.py:20) and hebian-2022:extra (hebian/notice.py:14) "
            "both replace cn-2021:old (nation/measures.py:38). Let the nearer or later one replace the other."
        ),
    ),
    Fault(
        "replaces a rule that ended before",
        check="amendments",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:ended")),),
        healed=(Change(NOTICE, rule("return 0")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra replaces cn-2021:ended (nation/measures.py:46), which is in force "
            "on none of its days (2021-01-01 until 2021-06-30)."
        ),
    ),
    Fault(
        "replaces an answer to another question",
        check="amendments",
        wrong=(Change(NOTICE, rule("return 0", replaces="cn-2021:gap")),),
        healed=(Change(NOTICE, rule("return 0", replaces="cn-2021:old")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra answers 'supplement' and replaces cn-2021:gap "
            "(nation/measures.py:26), which answers 'benefit'. Name another."
        ),
    ),
    Fault(
        "replaces a rule below",
        check="amendments",
        wrong=(
            Change(
                MEASURES,
                MORE.format("")
                + rule("return household.gap", "household", "benefit", replaces="hebian-2022:least").replace(
                    "@scheme", "@more"
                ),
            ),
        ),
        healed=(
            Change(
                MEASURES,
                MORE.format("") + rule("return household.gap", "household", "benefit").replace("@scheme", "@more"),
            ),
        ),
        message=(
            "yun/measures.py:27 yun-more:extra replaces hebian-2022:least (hebian/notice.py:8), which is neither of a "
            "document that yun-more amends nor of a layer above 980000. Name such a rule, or add amends=(...)."
        ),
    ),
    Fault(
        "repeals nothing",
        check="amendments",
        wrong=(Change(NOTICE, '\nscheme.repeal("cn-2021:older", article="part 2", title="废止")\n'),),
        healed=(Change(NOTICE, '\nscheme.repeal("cn-2021:old", article="part 2", title="废止")\n'),),
        message=(
            "hebian/notice.py:13 hebian-2022 repeals 'cn-2021:older', a rule that no loaded plug-in has. Did you mean "
            "'cn-2021:old'?"
        ),
    ),
    Fault(
        "repeals a rule that ended before",
        check="amendments",
        wrong=(Change(NOTICE, '\nscheme.repeal("cn-2021:ended", article="part 2", title="废止")\n'),),
        message=(
            "hebian/notice.py:13 hebian-2022 repeals cn-2021:ended (nation/measures.py:46), which is in force on none "
            "of its days (2021-01-01 until 2021-06-30)."
        ),
    ),
    Fault(
        "a document amends itself through another",
        check="amendments",
        wrong=(
            Change(MEASURES, 'since="2022", amends=("yun-more",),', 'since="2022",'),
            Change(MEASURES, MORE.format(', amends=("yun-2022",)')),
        ),
        healed=(Change(MEASURES, MORE.format(', amends=("yun-2022",)')),),
        message=(
            "yun/measures.py:3 yun-2022 amends itself through yun-more (yun/measures.py:24). Let only the later one "
            "amend."
        ),
    ),
    Fault(
        "a county answers a question open to provinces",
        check="competence",
        wrong=(Change(NOTICE, rule("return member.in_prison", hook="left_out")),),
        healed=(Change(NOTICE, rule("return member.in_prison", hook="left_out", practice="的确如此")),),
        message=(
            "hebian/notice.py:14 hebian-2022:extra (hebian/notice.py:14) answers 'left_out' for 980101, a county; the "
            'question is open to: province and up. Remove it, or say practice="why it is applied".'
        ),
    ),
    Fault(
        "a document outside the plug-in's places",
        check="places",
        wrong=(Change(NOTICE, 'jurisdiction="980100"', 'jurisdiction="980101"'),),
        message=(
            "hebian/notice.py:3 hebian-2022 speaks for 980100; its plug-in hebian speaks only for 980101 and below. "
            "Move it to another plug-in."
        ),
    ),
    Fault(
        "a figure outside the plug-in's places",
        check="places",
        wrong=county_file(value("dibao.standard.rural", "2021", "'open'", code="980100")),
        message=(
            "hebian/figures.toml:40 gives dibao.standard.rural for 980100, but hebian speaks for 980101 and what is "
            "below it. Move it."
        ),
    ),
    Fault(
        "a figure for a place that nobody declares",
        check="places",
        wrong=county_file(value("dibao.standard.rural", "2021", "'open'", code="980110")),
        message=(
            "hebian/figures.toml:40 gives dibao.standard.rural for a place that is not there: 980110 is not a "
            "jurisdiction of any loaded plug-in; did you mean 980101 河边县 (Hebian)? If 980110 lies in 980100 云市 "
            '(Yun City), ask for 980100, whose law it has, or declare ["980110"] in a plug-in\'s jurisdictions.toml.'
        ),
    ),
    Fault(
        "a document for a place that nobody declares",
        check="places",
        wrong=(Change(NOTICE, 'jurisdiction="980102"', 'jurisdiction="980101"'),),
        message=(
            "hebian/notice.py:3 hebian-2022 speaks for 980102, which nobody declares. Add it to jurisdictions.toml."
        ),
    ),
    Fault(
        "a place in a place that nobody declares",
        check="places",
        wrong=(Change("hebian/jurisdictions.toml", "980001", "980100"),),
        message=(
            'hebian/jurisdictions.toml:1 980101 河边县 (Hebian) lies in 980001, which nobody declares; add ["980001"]'
        ),
    ),
    Fault(
        "a plug-in for a place that nobody declares",
        check="places",
        wrong=(Change("hebian/__init__.py", "980102", "980101"),),
        message=("hebian speaks for 980102, which nobody declares. Correct it, or add it to jurisdictions.toml."),
    ),
)
