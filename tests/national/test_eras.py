"""Which national law holds on which day, on both sides of every day of change."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dibao import Decision, Engine, NoPolicyInForce

HONGJIANG, NATION = "431281", "000000"
FIRST_DAY, LAST_DAY = date(2012, 12, 12), date(2026, 12, 31)
IN_2020, IN_2024 = date(2020, 3, 1), date(2024, 3, 1)
BOUNDARIES = [
    date(2012, 12, 12),
    date(2014, 5, 1),
    date(2016, 1, 1),
    date(2020, 8, 1),
    date(2021, 7, 1),
    date(2022, 10, 20),
    date(2023, 10, 1),
    date(2025, 1, 1),
    date(2026, 1, 1),
    date(2026, 7, 1),
]
STANDARDS = {"dibao.standard.urban": "800", "dibao.standard.rural": "580"}
RIGID = {"rigid.ratio": "0.6", "rigid.disposable_income": "2000"}
FACTOR = {"dibao.marginal_factor": "1.5"}
SHARES = ("rigid.ratio", "dibao.marginal_factor")

Assess = Callable[..., Decision]


def figures(values: Mapping[str, str]) -> str:
    """Write an office's figures, in force on every day."""
    document = """[document.office]
title = "某办公室的数据（虚构）"
english = "An office's figures, invented"
issuer = "某办公室"
level = "fixture"
grade = "assumed"
"""
    rows = (
        f'[[{name}]]\ncode = "{HONGJIANG}"\nsince = 2012\nuntil = "open"\ndocument = "office"\ngrade = "assumed"\n'
        + (f"value = {stated}\n" if name in SHARES else f'amount = "{stated}"\nper = "month"\n')
        for name, stated in values.items()
    )
    return "\n".join([document, *rows])


@pytest.fixture(scope="module")
def assess(tmp_path_factory: pytest.TempPathFactory) -> Assess:
    """Decide a household under the standards above and some more figures."""
    engines: dict[tuple[str, ...], Engine] = {}

    def decide(household: Mapping[str, Any], on: date, **more: str) -> Decision:
        values = {**STANDARDS, **{name.replace("__", "."): value for name, value in more.items()}}
        key = tuple(f"{name} {value}" for name, value in values.items())
        if key not in engines:
            path: Path = tmp_path_factory.mktemp("office") / "figures.toml"
            path.write_text(figures(values), encoding="utf-8")
            engines[key] = Engine(figures=path)
        return engines[key].assess(household, on)

    return decide


def extra(values: Mapping[str, str]) -> dict[str, str]:
    """Name figures as `assess` takes them."""
    return {name.replace(".", "__"): value for name, value in values.items()}


def person(id: str = "a", relation: str = "applicant", wage: str = "0", **stated: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"flags": {}, "expenses": {}, "incomes": {"wage": wage}, "facts": {}}
    return {"id": id, "relation": relation, "born": "1970-05-01", **nothing, **stated}


def family(*members: dict[str, Any], **stated: Any) -> dict[str, Any]:
    return {
        "id": "hj",
        "jurisdiction": HONGJIANG,
        "area": "rural",
        "members": list(members),
        "obligors": [],
        "property": {},
        "findings": {"property_within_limits": True, "grace_months_granted": 12, "grace_amount": "300"},
        "prior": None,
        "facts": {},
        **stated,
    }


def alone(wage: str, **stated: Any) -> dict[str, Any]:
    return family(person(wage=wage, **stated))


def test_every_day_around_a_change_composes() -> None:
    engine = Engine()
    days = {FIRST_DAY, LAST_DAY, *engine.days_of_change(HONGJIANG)}
    assert set(BOUNDARIES) <= days
    near = {day + timedelta(shift) for day in days for shift in (-1, 0, 1)}
    for on in sorted(day for day in near if FIRST_DAY <= day <= LAST_DAY):
        for code in (HONGJIANG, NATION):
            assert engine.policy(code, on).on == on


def test_nothing_is_wrong_with_the_national_law() -> None:
    assert [problem for problem in Engine().check() if problem.severity == "error"] == []


def test_no_law_is_known_before_the_first_measures() -> None:
    with pytest.raises(NoPolicyInForce, match="the first rules start on 2012-12-12"):
        Engine().policy(HONGJIANG, date(2012, 12, 11))


# -- what changes on each day -----------------------------------------------------------------------------


def first_answering(hook: str) -> Callable[[Assess, date], str]:
    return lambda assess, on: assess(alone("0"), on, **extra(FACTOR)).policy.law.answers[hook].rules[0].regulation.id


def status(household: dict[str, Any], values: Mapping[str, str] = FACTOR) -> Callable[[Assess, date], str]:
    return lambda assess, on: assess(household, on, **extra(values)).status


def fading(used: int) -> dict[str, Any]:
    state: dict[str, Any] = {
        "status": "dibao",
        "dibao_monthly": "300",
        "awards": [],
        "cause": "employment",
        "exit_decided": None,
        "grace_months_used": used,
    }
    return family(person(wage="900"), prior=state)


PARENT = family(person(), person("p", "parent", "1000"))
DISABLED = {"born": "1980-01-01", "disability": {"kind": "limb", "grade": 1}}

CHANGES: Mapping[str, tuple[date, Callable[[Assess, date], Any], Any, Any]] = {
    "the decree names the standard": (date(2014, 5, 1), first_answering("standard"), "cn-2012-220", "cn-decree-649"),
    "the decree pays the gap": (date(2014, 5, 1), first_answering("benefit"), "cn-2012-220", "cn-decree-649"),
    "disability allowances no longer count": (
        date(2016, 1, 1),
        status(family(person(incomes={"disability_allowance": "580"}))),
        "not_eligible",
        "dibao",
    ),
    "a benefit may fade out": (date(2020, 8, 1), status(fading(0)), "not_eligible", "gradual_exit"),
    "families may be marginal": (date(2021, 7, 1), status(alone("700")), "not_eligible", "marginal"),
    "a parent belongs no more by kinship": (
        date(2021, 7, 1),
        lambda assess, on: assess(PARENT, on).quantity("household.size"),
        2,
        1,
    ),
    "honour pensions no longer count": (
        date(2021, 7, 1),
        status(family(person(incomes={"preferential_pension": "580"}))),
        "not_eligible",
        "dibao",
    ),
    "basic pensions no longer count": (
        date(2021, 7, 1),
        status(family(person(incomes={"basic_pension": "580"}))),
        "not_eligible",
        "dibao",
    ),
    "support paid comes off": (
        date(2021, 7, 1),
        status(alone("600", transfers_paid={"support": "100"})),
        "not_eligible",
        "dibao",
    ),
    "grace ends at its ceiling": (date(2022, 10, 20), status(fading(6)), "gradual_exit", "not_eligible"),
    "marginal families may deduct the cost of working": (
        date(2023, 10, 1),
        lambda assess, on: [
            rule.regulation.id for rule in assess(alone("0"), on).policy.law.answers["employment_cost"].rules
        ],
        ["cn-2021-57", "cn-2020-reform"],
        ["cn-2021-57", "cn-2020-reform", "cn-2023-39"],
    ),
    "spending may make a hardship family": (
        date(2025, 1, 1),
        status(alone("1000", expenses={"medical": "700"}), {**FACTOR, **RIGID}),
        "not_eligible",
        "rigid_expenditure",
    ),
    "basic pensions count again": (
        date(2026, 1, 1),
        status(family(person(incomes={"basic_pension": "580"}))),
        "dibao",
        "marginal",
    ),
    "the marginal line becomes a province's": (
        date(2026, 7, 1),
        status(alone("700"), {}),
        "marginal",
        "undetermined",
    ),
    "the law names the standard": (date(2026, 7, 1), first_answering("standard"), "cn-2021-57", "cn-2026-law"),
    "the law pays the gap": (date(2026, 7, 1), first_answering("benefit"), "cn-2021-57", "cn-2026-law"),
}


@pytest.mark.parametrize("shift", [-1, 0, 1])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_holds_from_its_day_on(change: str, shift: int, assess: Assess) -> None:
    day, seen, before, since = CHANGES[change]
    assert seen(assess, day + timedelta(shift)) == (before if shift < 0 else since)


# -- 民发〔2012〕220号 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wage", "expected"), [("579.99", "dibao"), ("580", "not_eligible"), ("869.99", "not_eligible")]
)
def test_in_2020_nobody_is_marginal(wage: str, expected: str, assess: Assess) -> None:
    decision = assess(alone(wage), IN_2020)
    assert (decision.status, decision.policy.law.answers["marginal_standard"].rules) == (expected, ())


@pytest.mark.parametrize(("on", "size", "monthly"), [(IN_2020, 2, "160.00"), (IN_2024, 1, "580.00")])
def test_a_parent_belonged_by_kinship_alone_until_2021(on: date, size: int, monthly: str, assess: Assess) -> None:
    decision = assess(PARENT, on)
    assert (decision.quantity("household.size"), decision.to_json()["dibao_monthly"]) == (size, monthly)


@pytest.mark.parametrize(
    ("on", "flags", "counts"),
    [
        (IN_2020, {"part_time_student": True}, True),
        (IN_2020, {"full_time_student": True}, True),
        (IN_2024, {"part_time_student": True}, False),
        (IN_2024, {"full_time_student": True}, True),
    ],
)
def test_students_need_not_be_full_time_before_2021(
    on: date, flags: dict[str, bool], counts: bool, assess: Assess
) -> None:
    findings = {"cannot_live_independently": False}
    child = person("c", "child", born="2000-01-01", education="bachelor", flags=flags, findings=findings)
    assert assess(family(person(), child), on).quantity("member.counts", 1) is counts


def test_who_was_in_labour_reeducation_was_left_out(assess: Assess) -> None:
    household = family(person(), person("b", "spouse", flags={"in_labour_camp": True}))
    assert assess(household, date(2013, 1, 1)).quantity("household.size") == 1


@pytest.mark.parametrize(("since", "counts"), [("2017-03-02", True), ("2017-03-01", False), ("2017-02-28", False)])
def test_clergy_leave_the_family_on_the_third_anniversary(since: str, counts: bool, assess: Assess) -> None:
    household = family(person(), person("b", "spouse", clergy_apart_since=since))
    assert assess(household, IN_2020).quantity("member.counts", 1) is counts


def test_income_is_what_tax_and_insurance_leave(assess: Assess) -> None:
    paid = {"tax": "20", "social_insurance": "30", "support": "100"}
    assert assess(alone("600", transfers_paid=paid), IN_2020).to_json()["dibao_monthly"] == "30.00"


def test_social_relief_counted_before_2021(assess: Assess) -> None:
    household = family(person(incomes={"social_assistance": "100"}))
    assert [assess(household, on).to_json()["dibao_monthly"] for on in (IN_2020, IN_2024)] == ["480.00", "580.00"]


def test_what_the_article_does_not_name_counts_with_a_warning(assess: Assess) -> None:
    decision = assess(family(person(incomes={"basic_pension": "100"})), IN_2020)
    assert decision.to_json()["dibao_monthly"] == "480.00"
    assert any("does not name this one" in each for each in decision.to_json()["warnings"])


def test_what_the_article_names_counts_without_a_warning(assess: Assess) -> None:
    decision = assess(family(person(incomes={"retirement_pension": "100"})), IN_2020)
    assert (decision.to_json()["dibao_monthly"], decision.to_json()["warnings"]) == ("480.00", [])


@pytest.mark.parametrize(
    ("changes", "paid"),
    [
        ({}, "300.00"),
        ({"flags": {"applies_alone": True}}, "0.00"),
        ({"disability": {"kind": "limb", "grade": 3}}, "0.00"),
        ({"born": "2002-03-02"}, "0.00"),
        ({"findings": {"incapable_of_work": False}}, "0.00"),
    ],
)
def test_only_a_disabled_adult_of_an_own_registration_was_covered_alone(
    changes: dict[str, Any], paid: str, assess: Assess
) -> None:
    stated = {
        **DISABLED,
        "flags": {"applies_alone": True, "separate_hukou": True},
        "findings": {"incapable_of_work": True, "single_person_amount": "300"},
        **changes,
    }
    findings = {"property_within_limits": True, "hardship_family": True}
    household = family(person(wage="2000"), person("b", "spouse", **stated), findings=findings)
    awards = [each["monthly"] for each in assess(household, IN_2020).to_json()["awards"] if each["to"] == "b"]
    assert awards[:1] == [paid] if paid != "0.00" else "300.00" not in awards


# -- 刚性支出困难家庭认定办法 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spent", "expected"),
    [("599.99", "not_eligible"), ("600", "not_eligible"), ("600.01", "rigid_expenditure")],
)
def test_spending_must_exceed_the_ratio(spent: str, expected: str, assess: Assess) -> None:
    household = alone("1000", expenses={"medical": spent})
    assert assess(household, date(2025, 1, 1), **extra(RIGID)).status == expected


@pytest.mark.parametrize(
    ("wage", "expected"),
    [("1999.99", "rigid_expenditure"), ("2000", "not_eligible"), ("2000.01", "not_eligible")],
)
def test_income_must_lie_below_the_local_average(wage: str, expected: str, assess: Assess) -> None:
    household = alone(wage, expenses={"education": "1900"})
    assert assess(household, date(2025, 1, 1), **extra(RIGID)).status == expected


@pytest.mark.parametrize("kind", ["living", "rent", "medical", "education", "disability", "other_necessary"])
def test_every_kind_of_spending_is_added_up(kind: str, assess: Assess) -> None:
    household = alone("1000", expenses={"medical": "300", kind: "700"})
    assert assess(household, date(2025, 1, 1), **extra(RIGID)).status == "rigid_expenditure"


def test_property_beyond_the_limits_makes_no_hardship_family(assess: Assess) -> None:
    findings = {"property_within_limits": False}
    household = family(person(wage="1000", expenses={"medical": "700"}), findings=findings)
    assert assess(household, date(2025, 1, 1), **extra(RIGID)).status == "not_eligible"


def test_without_spending_no_ratio_is_asked_for(assess: Assess) -> None:
    assert assess(alone("1000"), date(2025, 1, 1)).status == "not_eligible"


# -- 社会救助法 -------------------------------------------------------------------------------------------

IN_2026 = date(2026, 10, 1)


def test_in_2026_a_person_without_income_gets_the_standard(assess: Assess) -> None:
    decision = assess(alone("0", expenses={"medical": "300"}), IN_2026)
    assert (decision.status, decision.to_json()["dibao_monthly"]) == ("dibao", "580.00")


def test_in_2026_the_provinces_line_and_the_local_ratio_are_asked_for_at_once(assess: Assess) -> None:
    decision = assess(alone("700", expenses={"medical": "300"}), IN_2026)
    assert decision.status == "undetermined"
    assert {each.path for each in decision.questions} == {
        "dibao.marginal_factor",
        "rigid.ratio",
        "rigid.disposable_income",
    }


@pytest.mark.parametrize(("wage", "expected"), [("700", "marginal"), ("869.99", "marginal"), ("870", "not_eligible")])
def test_in_2026_the_provinces_factor_draws_the_marginal_line(wage: str, expected: str, assess: Assess) -> None:
    assert assess(alone(wage), IN_2026, **extra(FACTOR)).status == expected


@pytest.mark.parametrize(("on", "paid"), [(date(2026, 6, 30), "0.00"), (date(2026, 7, 1), "300.00")])
def test_special_hardship_is_covered_alone_from_the_law_on(on: date, paid: str, assess: Assess) -> None:
    findings = {"special_hardship": True, "single_person_amount": "300"}
    household = alone("700", flags={"applies_alone": True}, findings=findings)
    assert assess(household, on, **extra(FACTOR)).to_json()["total_monthly"] == paid
