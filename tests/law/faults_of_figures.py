"""Figures that no rule can use, and rules that no figure fits."""

from typing import Any

from tests.law.fault import (
    FACTS,
    FIGURES,
    MONEY,
    NEIGHBOUR,
    RURAL,
    YUN_FIGURES,
    Fault,
    county_file,
    in_county,
    value,
)
from tests.law.planted_world import Change

BAND = "[figure.\"hebian.band\"]\nunit = 'band'\nby = 'count'\ntitle = '分档'\nenglish = 'a band'\n" + value(
    "hebian.band", "2022", "'open'", "per = 'month'\nrows = [{ from = 0, amount = 9 }, { from = 60, amount = 5 }]"
)


def living(amount: str) -> str:
    """Declare a figure that should be a multiple of the standard, with a value of the county's."""
    declared = """[figure."hebian.living"]
unit = "flow"
title = "生活标准"
english = "living standard"
applied = false
least = { times = "1.3", of = "dibao.standard.rural", document = "yun-2022" }
"""
    return declared + value("hebian.living", "2022", "'open'", f"amount = {amount}\nper = 'year'")


def reading_bands(wrong: str, right: str) -> dict[str, Any]:
    """Read a band in a rule of the county, with a mistake and without it."""
    both = in_county(wrong, right, arguments="member, standards")
    return {key: (*changes, *county_file(BAND)) for key, changes in both.items()}


BY_AGE = 'return standards.band("hebian.band", member.age_years)'
READS = "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) "

FIGURES_AND_FACTS = (
    Fault(
        "band read as an amount",
        check="traced",
        **reading_bands('return standards.money("hebian.band")', BY_AGE),
        message=(
            f"{READS}reads 'hebian.band' as money; it is declared as band at hebian/figures.toml:39; write "
            "standards.band('hebian.band')."
        ),
    ),
    Fault(
        "band of grades with a hole",
        check="band-rows",
        wrong=(
            *in_county(BY_AGE, BY_AGE, arguments="member, standards")["wrong"],
            *county_file(BAND.replace("from = 0,", "from = 1,").replace("from = 60,", "from = 3,")),
        ),
        is_notice=True,
        message=(
            "hebian/figures.toml:45 hebian.band for 980101 has rows from 1 and from 3: what lies between gets the row "
            "of 1. Add its row if it is a grade of its own."
        ),
    ),
    Fault(
        "band that goes by another unit",
        check="traced",
        **reading_bands('return standards.band("hebian.band", member.income.wage)', BY_AGE),
        message=f"{READS}asks for hebian.band by money a month; it goes by count.",
    ),
    Fault(
        "band by a bare amount",
        check="traced",
        **reading_bands('return standards.band("hebian.band", "60")', BY_AGE),
        message=f"{READS}asks for hebian.band by '60'; it goes by count.",
    ),
    Fault(
        "amount read as a band",
        check="traced",
        **in_county(
            'return standards.band("dibao.standard.rural", member.age_years)',
            'return standards.money("dibao.standard.rural")',
            arguments="member, standards",
        ),
        message=(
            f"{READS}reads 'dibao.standard.rural' as band; it is declared as money a month at "
            "nation/figures.toml:13; write standards.money('dibao.standard.rural')."
        ),
    ),
    Fault(
        "unknown document of a figure",
        check="figures",
        wrong=(Change(FIGURES, RURAL.replace("hebian-2022", "hebian-2020"), RURAL),),
        message=(
            "hebian/figures.toml:31 dibao.standard.rural: document 'hebian-2020' is not known; did you mean "
            "'hebian-2022'?"
        ),
    ),
    Fault(
        "undeclared figure",
        check="figures",
        wrong=county_file(value("hebian.leest", "2021", "'open'")),
        message="hebian/figures.toml:40 hebian.leest is not a declared figure. Did you mean 'hebian.least'?",
    ),
    Fault(
        "figure declared twice",
        check="figures",
        wrong=county_file(MONEY.format("x", "stock").replace("hebian.x", "yun.grace")),
        message=(
            "yun/figures.toml:8 figure yun.grace is written differently at hebian/figures.toml:39; keep one of the two"
        ),
    ),
    Fault(
        "figure above its bound",
        check="figures",
        wrong=(Change("nation/figures.toml", "value = 1.2", "value = 0.2"),),
        message="nation/figures.toml:43 nation.old_share is 1.2; expected 0 to 1",
    ),
    Fault(
        "overlapping values",
        check="figures",
        wrong=county_file(value("dibao.standard.rural", "2024", "2024")),
        message=(
            "hebian/figures.toml:40 dibao.standard.rural for 980101 from 2024-01-01 overlaps the value in force "
            "2021-01-01 to open at hebian/figures.toml:31; end one before the other starts"
        ),
    ),
    Fault(
        "gap in July",
        check="figure-gaps",
        wrong=(
            Change(
                FIGURES,
                RURAL.replace('"open"', "2024-06-30") + value("dibao.standard.rural", "2024-08-01", "'open'"),
                RURAL,
            ),
        ),
        healed=(
            Change(
                FIGURES,
                RURAL.replace('"open"', "2024-07-31") + value("dibao.standard.rural", "2024-08-01", "'open'"),
                RURAL,
            ),
        ),
        message=(
            "hebian/figures.toml:40 dibao.standard.rural for 980101 has no value from 2024-07-01 to 2024-07-31: that "
            "of hebian-2022 (hebian/figures.toml:31) ends on 2024-06-30, that of hebian-2022 starts on 2024-08-01. "
            'Add the notice in between, correct one of the two days, or say gap_before = "why nothing is known".'
        ),
    ),
    Fault(
        "gap in July that is owned up to",
        check="figure-gaps",
        wrong=(
            Change(
                FIGURES,
                RURAL.replace('"open"', "2024-06-30")
                + value("dibao.standard.rural", "2024-08-01", "'open'", gap_before="the notice was not found"),
                RURAL,
            ),
        ),
        is_notice=True,
        message=(
            "hebian/figures.toml:40 dibao.standard.rural for 980101 has no value from 2024-07-01 to 2024-07-31: the "
            "notice was not found."
        ),
    ),
    Fault(
        "unused figure",
        check="figure-use",
        wrong=county_file(MONEY.format("unused", "flow") + value("hebian.unused", "2022", "'open'")),
        healed=county_file(
            MONEY.format("unused", "flow") + "applied = false\n" + value("hebian.unused", "2022", "'open'")
        ),
        message=(
            "hebian/figures.toml:39 hebian.unused is declared, and given at hebian/figures.toml:44, but no rule reads "
            "it on any day. Read it in a rule, write applied = false if it only informs, or remove it."
        ),
    ),
    Fault(
        "value for a place whose rules do not read it",
        check="figure-use",
        wrong=(
            NEIGHBOUR,
            Change(YUN_FIGURES, value("hebian.least", "2022", "'open'", code="980102", document="yun-2022")),
        ),
        healed=(NEIGHBOUR,),
        message=(
            "yun/figures.toml:30 hebian.least for 980102 of yun-2022 reaches no place whose rules read this figure "
            "(declared at hebian/figures.toml:8). Correct the code, or remove the value."
        ),
    ),
    Fault(
        "value of days on which nobody reads it",
        check="figure-use",
        wrong=county_file(value("hebian.least", "2019", "2021", "amount = 40\nper = 'month'")),
        is_notice=True,
        message=(
            "hebian/figures.toml:40 hebian.least for 980101 of hebian-2022 holds from 2019-01-01 until 2021-12-31, "
            "when no rule there reads it; one does from 2022-01-01 on (declared at hebian/figures.toml:8). Add the "
            "rules of those days, or leave it."
        ),
    ),
    Fault(
        "local standard below its guide",
        check="guides",
        wrong=(Change(FIGURES, RURAL.replace("5400", "4799"), RURAL),),
        healed=(Change(FIGURES, RURAL.replace("5400", "4800"), RURAL),),
        is_notice=True,
        message=(
            "hebian/figures.toml:31 dibao.standard.rural for 980101, 4799 yuan a year by hebian-2022, lies below "
            "dibao.guide.rural for 980000, 400 yuan a month by yun-2022 (yun/figures.toml:21), from 2022-01-01 until "
            "further notice. Correct the wrong one; if both are right, the place is below its guide."
        ),
    ),
    Fault(
        "value below its least multiple",
        check="guides",
        wrong=county_file(living("7019")),
        healed=county_file(living("7020")),
        is_notice=True,
        message=(
            "hebian/figures.toml:46 hebian.living for 980101, 7019 yuan a year by hebian-2022, falls short of 1.3 "
            "times dibao.standard.rural for 980101, 5400 yuan a year by hebian-2022 (hebian/figures.toml:31), from "
            "2022-01-01 until further notice; yun-2022 asks for that much. Correct the wrong one; if both are right, "
            "the place gives less."
        ),
    ),
    Fault(
        "informing figure read by a rule",
        check="traced",
        **in_county(
            'return standards.money("dibao.guide.rural")',
            'return standards.money("dibao.standard.rural")',
            arguments="standards",
        ),
        message=(
            "hebian/notice.py:17 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) reads "
            "'dibao.guide.rural', which only informs (applied = false at nation/figures.toml:18); read the standard "
            "in force instead."
        ),
    ),
    Fault(
        "figure without grade",
        check="figures",
        wrong=(Change(FIGURES, RURAL.replace('grade = "reported"\n', ""), RURAL),),
        message="hebian/figures.toml:31 dibao.standard.rural: grade is missing; add it",
    ),
    Fault(
        "figure without document",
        check="figures",
        wrong=(Change(FIGURES, RURAL.replace('document = "hebian-2022"\n', ""), RURAL),),
        message="hebian/figures.toml:31 dibao.standard.rural: document is missing; add it",
    ),
    Fault(
        "figure that ends before it starts",
        check="figures",
        wrong=(Change(FIGURES, RURAL.replace('"open"', "2020"), RURAL),),
        message=(
            "hebian/figures.toml:31 dibao.standard.rural: until is 2020-12-31, before since, 2021-01-01; put the "
            "earlier day in since"
        ),
    ),
    Fault(
        "fact with the name of another",
        check="facts",
        wrong=(Change("hebian/facts.toml", FACTS.replace("UNIT", "flow")),),
        healed=(Change("hebian/facts.toml", FACTS.replace("UNIT", "flow").replace("yun.", "hebian.")),),
        message=(
            "yun/facts.toml:7 yun.registered_poor is already a fact of a member: registered as poor (money a month). "
            "Choose another name. The first is hebian/facts.toml:7."
        ),
    ),
)
