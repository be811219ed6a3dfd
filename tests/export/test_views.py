"""Who stands in which list, with what, and who never does."""

from datetime import date
from typing import cast

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.lists import WithAwards, decided, engine, person, with_awards
from tests.properties.places import cases

from dibao import UNKNOWN, BenefitState, Decision, Disability, InputError, Money
from dibao.assess.awards import PaidAward
from dibao.export import VIEWS, Field, LeftOut, csv_text, rows, to_json
from dibao.export import listing as listing_module
from dibao.export.views import View

SPOUSE, CHILD = person("b", "spouse", "1972-03-09"), person("c", "child", "2009-09-01")
CHILDRENS = ("orphan_allowance", "unattended_child_allowance")


def on_dibao():
    return decided(person("a", wage=600), SPOUSE, CHILD)


def marginal(**stated):
    return decided(person("a", wage=1350), SPOUSE, CHILD, **stated)


def with_a_disabled_person(born):
    """Give a marginal family in which somebody severely disabled is covered alone with 300 yuan."""
    alone = person(
        "d",
        "spouse",
        born,
        disability=Disability("intellectual", 1),
        flags={"applies_alone": True},
        findings={"single_person_amount": Money.monthly(300)},
    )
    return decided(person("a", wage=1500), alone, CHILD)


def as_dicts(listing):
    return [dict(row) for row in listing]


def test_a_household_on_dibao_has_one_row():
    (row,) = rows([on_dibao()], "dibao")
    assert row == {
        "household": "hj",
        "jurisdiction": "431281",
        "place": "洪江市",
        "area": "rural",
        "status": "dibao",
        "cover": "household",
        "people": 3,
        "monthly": Money.monthly("750"),
        "from": "2024-04",
        "on": "2024-03-01",
    }


def test_a_household_that_fades_out_of_dibao_is_on_the_list_of_dibao():
    prior = BenefitState(status="dibao", dibao_monthly=Money.monthly(300), cause="employment", grace_months_used=1)
    findings = {"property_within_limits": True, "grace_months_granted": 6, "grace_amount": Money.monthly(200)}
    decision = marginal(prior=prior, findings=findings)
    assert decision.status == "gradual_exit"
    (row,) = rows([decision], "dibao", ("status", "cover", "monthly"))
    assert row == {"status": "gradual_exit", "cover": "household", "monthly": decision.dibao_monthly}


def test_a_family_of_low_income_has_no_amount():
    (row,) = rows([marginal()], "low_income")
    assert row == {
        "household": "hj",
        "jurisdiction": "431281",
        "place": "洪江市",
        "area": "rural",
        "status": "marginal",
        "people": 3,
        "on": "2024-03-01",
    }


def test_the_lists_of_families_share_no_row():
    listed = {view: len(rows([on_dibao(), marginal()], view)) for view in ("dibao", "low_income", "tekun")}
    assert listed == {"dibao": 1, "low_income": 1, "tekun": 0}


def test_who_is_not_eligible_is_on_no_list():
    decision = decided(person("a", wage=5000))
    assert [len(rows([decision], view)) for view in VIEWS] == [0, 0, 0]
    assert [rows([decision], view).left_out for view in VIEWS] == [(), (), ()]


def test_single_person_cover_is_a_row_of_dibao_without_a_name():
    decision = with_a_disabled_person("1999-01-01")
    assert [(each.programme, each.to) for each in decision.awards if each.programme == "single_person"] == [
        ("single_person", "d")
    ]
    (row,) = rows([decision], "dibao", ("household", "cover", "people", "monthly"))
    assert row == {"household": "hj", "cover": "single_person", "people": 1, "monthly": Money.monthly(300)}


@pytest.mark.parametrize(
    ("born", "listed"), [("2006-03-02", 0), ("2006-03-01", 1), ("2006-02-28", 1)], ids=["below", "on", "above"]
)
def test_single_person_cover_of_a_child_is_not_listed(born, listed):
    listing = rows([with_a_disabled_person(born)], "dibao")
    assert len(listing) == listed
    assert listing.left_out == (() if listed else (LeftOut("not_adult", 1),))


def test_a_tekun_person_has_one_row_with_both_amounts():
    decision = with_awards(marginal(), ("tekun_living", "b", "585"), ("tekun_care", "b", "97.50"))
    (row,) = rows([decision], "tekun")
    assert row == {
        "household": "hj",
        "person": "b",
        "jurisdiction": "431281",
        "place": "洪江市",
        "area": "rural",
        "living": Money.monthly("585"),
        "care": Money.monthly("97.50"),
        "monthly": Money.monthly("682.50"),
        "from": "2024-04",
        "on": "2024-03-01",
    }


def test_what_must_not_be_announced_is_on_no_list():
    living = PaidAward("tekun_living", "b", Money.monthly("585"), "2024-04", "", "", public=False)
    assert len(rows([cast(Decision, WithAwards(marginal(), [living]))], "tekun")) == 0


def test_tekun_without_care_has_a_care_of_nothing():
    (row,) = rows([with_awards(marginal(), ("tekun_living", "b", "585"))], "tekun", ("person", "care", "monthly"))
    assert row == {"person": "b", "care": Money.monthly(0), "monthly": Money.monthly("585")}


def test_a_tekun_child_is_counted_and_not_listed():
    decision = with_awards(marginal(), ("tekun_living", "c", "585"), ("tekun_living", "a", "585"))
    listing = rows([decision], "tekun", ("person",))
    assert (as_dicts(listing), listing.left_out) == ([{"person": "a"}], (LeftOut("not_adult", 1),))


def test_a_person_of_unknown_age_counts_as_a_child():
    decision = with_awards(decided(person("a", wage=600), person("b", "spouse", UNKNOWN)), ("tekun_living", "b", "1"))
    assert decision.status == "dibao"
    assert rows([decision], "tekun").left_out == (LeftOut("not_adult", 1),)


@pytest.mark.parametrize(("born", "listed"), [("2006-03-02", 0), ("2006-03-01", 1)], ids=["a child", "an adult"])
def test_a_household_of_children_alone_is_not_listed(born, listed):
    decision = decided(person("a", born=born), CHILD)
    assert decision.status == "dibao"
    listing = rows([decision], "dibao")
    assert len(listing) == listed
    assert listing.left_out == (() if listed else (LeftOut("not_adult", 1),))


def test_a_household_whose_id_is_that_of_its_child_is_not_listed():
    named_by_child, named_by_parent = evolve(on_dibao().household, id="c"), evolve(on_dibao().household, id="a")
    decisions = [engine().assess(each, date(2024, 3, 1)) for each in (named_by_child, named_by_parent)]
    listing = rows(decisions, "dibao", ("household",))
    assert (as_dicts(listing), listing.left_out) == ([{"household": "a"}], (LeftOut("not_adult", 1),))


@pytest.mark.parametrize("programme", CHILDRENS)
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_paid_for_a_child_is_on_no_list(programme, view):
    decision = with_awards(on_dibao(), (programme, "c", "1150"), (programme, "a", "1150"))
    text = csv_text(rows([decision], view)) + str(to_json(rows([decision], view)))
    assert "1150" not in text
    assert as_dicts(rows([decision], view)) == as_dicts(rows([on_dibao()], view))


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_undetermined_is_counted_once_a_household(view):
    open_one = decided(person("a", wage=600), SPOUSE, findings={})
    assert open_one.status == "undetermined"
    listing = rows([open_one, open_one, with_awards(open_one, ("tekun_living", "a", "585"))], view)
    assert (as_dicts(listing), listing.left_out) == ([], (LeftOut("undetermined", 3),))


def test_an_open_amount_is_counted_and_not_listed():
    decision = with_awards(
        marginal(), ("tekun_living", "a", "585"), ("tekun_care", "a", None), ("tekun_living", "b", "585")
    )
    listing = rows([decision], "tekun", ("person",))
    assert (as_dicts(listing), listing.left_out) == ([{"person": "b"}], (LeftOut("open_amount", 1),))


@pytest.mark.parametrize(
    ("reason", "chinese", "english"),
    [
        ("undetermined", "2户的认定结果尚不能确定", "2 undetermined and not listed"),
        ("open_amount", "2条的金额尚不能确定", "2 with an amount that is still open"),
        ("not_adult", "2条只涉及未成年人", "2 about children alone"),
    ],
)
def test_what_was_left_out_is_said_in_a_sentence(reason, chinese, english):
    left_out = LeftOut(reason, 2)
    assert left_out.sentence("zh").startswith(chinese)
    assert left_out.sentence("en").startswith(english)


# -- fields --------------------------------------------------------------------------------------------
def test_narrowing_keeps_the_order_of_the_view():
    (row,) = rows([on_dibao()], "dibao", ("monthly", "household"))
    assert list(row) == ["household", "monthly"]


@pytest.mark.parametrize(
    ("view", "fields", "sentence"),
    [
        ("dibao", ("household", "month"), "'month' is no field of the view dibao; did you mean 'monthly'?"),
        (
            "low_income",
            ("monthly",),
            "'monthly' is no field of the view low_income; its fields are household, jurisdiction, place, area, "
            "status, people, on",
        ),
        ("dibao", ("person",), "'person' is no field of the view dibao; its fields are household, jurisdiction, "
         "place, area, status, cover, people, monthly, from, on"),
        ("dibao", "savings", "'savings' is no field of the view dibao; its fields are household, jurisdiction, "
         "place, area, status, cover, people, monthly, from, on"),
        ("low_income", (), "no field of the view low_income is named; there are household, jurisdiction, place, area, "
         "status, people, on"),
        ("low_incom", None, "'low_incom' is no view; did you mean 'low_income'?"),
        ("all", None, "'all' is no view; there are dibao, tekun, low_income"),
        ("tekun", ("total", "house"), "2 problems\n'total' is no field of the view tekun; its fields are household, "
         "person, jurisdiction, place, area, living, care, monthly, from, on\n'house' is no field of the view tekun; "
         "did you mean 'household'?"),
    ],
)  # fmt: skip
def test_a_name_outside_the_view_is_refused_before_any_row(view, fields, sentence):
    with pytest.raises(InputError) as refused:
        rows(iter([None]), view, fields)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_every_field_has_a_name_and_two_titles():
    for view in VIEWS.values():
        names = [each.name for each in view.fields]
        assert len(set(names)) == len(names)
        assert all(each.title and each.english for each in view.fields)
    assert list(VIEWS) == ["dibao", "tekun", "low_income"]


@given(st.sets(st.integers(0, 9), min_size=1))
def test_only_the_fields_that_are_named_are_worked_out(chosen):
    """Each field of this view is a mark, and the unnamed ones fail when they are asked."""

    def marked(number):
        def value(decision: Decision, person: int | None) -> str:
            assert number in chosen
            return f"<{number}>"

        return Field(f"f{number}", f"t{number}", f"e{number}", value)

    view = View("marks", "", "", tuple(map(marked, range(10))), lambda decision: [None], "member.counts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(listing_module, "view_named", lambda name: view)
        listing = rows([on_dibao()], "marks", [f"f{number}" for number in chosen])
    expected = [f"<{number}>" for number in sorted(chosen)]
    assert csv_text(listing).splitlines()[1] == ",".join(expected)
    assert list(to_json(listing)["rows"][0].values()) == expected


@settings(max_examples=40)
@given(cases(unknowns=True) | cases(), st.data())
def test_no_list_tells_what_its_view_does_not_name(case, data):
    """People, relatives and amounts of other programmes are marked, and no mark is in a list."""
    policy, stated = case
    members = [evolve(each, id=f"MEMBER-{n}-") for n, each in enumerate(stated.members)]
    others = () if stated.obligors is UNKNOWN else [evolve(each, id=f"RELATIVE-{each.id}") for each in stated.obligors]
    marked = evolve(stated, id="HOUSEHOLD", members=members, obligors=others, prior=None)
    paid = [
        (programme, each.id, "98765.43")
        for programme in (*CHILDRENS, "disability_living_allowance", "price_subsidy")
        for each in members
    ]
    tekun = [("tekun_living", each.id, "87654.32") for each in members if data.draw(st.booleans())]
    decision = with_awards(policy.assess(marked), *paid, *tekun)
    for name, view in VIEWS.items():
        chosen = data.draw(st.lists(st.sampled_from([each.name for each in view.fields]), min_size=1, unique=True))
        listing = rows([decision], name, chosen)
        text = csv_text(listing, "zh") + csv_text(listing, "en") + str(to_json(listing))
        assert "RELATIVE" not in text and "98765.43" not in text
        assert ("87654.32" in text) <= (name == "tekun" and {"living", "monthly"} & set(chosen) != set())
        named = {each.id for each in members if each.id in text}
        assert named <= (_adults(decision, policy) if name == "tekun" and "person" in chosen else set())
        assert ("HOUSEHOLD" in text) <= ("household" in chosen)
        assert all(set(row) == set(chosen) for row in listing)


def _adults(decision, policy):
    """Give the ids of those born eighteen years or more before the day, reckoned by the calendar alone."""
    on = policy.on
    born = {each.id: each.born for each in decision.household.members if each.born is not UNKNOWN}
    return {id for id, day in born.items() if (on.year - day.year - 18, on.month, on.day) >= (0, day.month, day.day)}


def test_a_list_of_nobody_is_its_titles():
    assert csv_text(rows([], "low_income", ("household", "people")), "en") == "household,people of the family\r\n"
