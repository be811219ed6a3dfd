"""How a case is read from data and files: every problem at once, in sentences."""

import json

import pytest
from tests.timeline.families import admitted, day, household, person, wage, yuan

from dibao import Case, Disability, InputError, read_case, read_case_file, to_json_data
from dibao.timeline.events import (
    EVENTS,
    Died,
    DisabilityAssessed,
    FactsChanged,
    FindingMade,
    Heard,
    IncomeChanged,
    JobLost,
    JobRefused,
    JobStarted,
    Joined,
    Left,
    Moved,
    PropertyFound,
    Reviewed,
    ShareRestored,
)

FAMILY = household(person(), person("b", "spouse"))
DATA = {"household": to_json_data(FAMILY), "stated": "2023-01-01"}
EVERY_EVENT = (
    IncomeChanged(
        on=day("2023-02-01"), member="a", incomes=wage(7), clear=True, because="other", known=day("2023-05-01")
    ),
    JobStarted(on=day("2023-02-02"), member="a", incomes=wage("7.50"), decided=day("2023-03-01")),
    JobLost(on=day("2023-02-03"), member="a"),
    JobRefused(on=day("2023-02-04"), member="a", withheld=yuan(100)),
    ShareRestored(on=day("2023-02-05"), member="a"),
    Joined(on=day("2023-02-06"), person=person("c", "child", "2023-02-06")),
    Left(on=day("2023-02-07"), member="c"),
    DisabilityAssessed(on=day("2023-02-08"), member="b", disability=Disability("limb", 2)),
    PropertyFound(on=day("2023-02-09"), property={"houses": 2}, findings={"property_within_limits": False}),
    Moved(on=day("2023-02-10"), jurisdiction="960102", area="urban"),
    FindingMade(on=day("2023-02-11"), member="b", findings={"legal_support_duty": True}),
    FactsChanged(on=day("2023-02-12"), member="b", flags={"in_prison": True}, expenses={"medical": yuan(9)}),
    Heard(on=day("2023-02-13")),
    Reviewed(on=day("2023-02-14"), circumstances="unsettled"),
    Died(on=day("2023-02-15"), member="a", relations={"b": "applicant"}),
)


def problems(*events, **more):
    with pytest.raises(InputError) as raised:
        read_case({**DATA, "events": events, **more})
    return [f"{each.where} {each.message}" for each in raised.value.problems]


def test_every_event_comes_out_and_in_again():
    case = admitted(*EVERY_EVENT, family=FAMILY)
    assert {each.kind for each in case.events} == set(EVENTS)
    assert read_case(json.loads(json.dumps(case.to_json()))) == case


def test_the_order_in_which_events_are_written_says_nothing():
    case = admitted(*EVERY_EVENT, family=FAMILY)
    assert Case(case.household, case.stated, case.events[::-1]) == case


def test_a_file_is_read_in_both_forms(tmp_path):
    case = admitted(IncomeChanged(on=day("2023-02-01"), member="a", incomes=wage(7)))
    written = tmp_path / "case.json"
    written.write_text(json.dumps(case.to_json()), encoding="utf-8")
    assert read_case_file(written) == case
    toml = tmp_path / "case.toml"
    toml.write_text(
        'stated = 2023-01-01\n[household]\nid = "t"\njurisdiction = "960101"\nprior = "none"\n'
        '[[household.members]]\nid = "a"\nrelation = "applicant"\n'
        '[[events]]\non = 2023-02-01\nkind = "income"\nmember = "a"\nincomes = { wage = "7" }\n',
        encoding="utf-8",
    )
    assert read_case_file(toml).events == (case.events[2],)


def test_null_says_that_there_is_none_any_more():
    case = read_case(
        {**DATA, "events": [{"on": "2023-02-01", "kind": "income", "member": "a", "incomes": {"wage": None}}]}
    )
    assert case.events == (IncomeChanged(on=day("2023-02-01"), member="a", incomes=wage(0)),)


def test_every_problem_is_found_at_once():
    assert problems(
        {"on": "2023-03-01", "kind": "died", "member": "b"},
        {"on": "2023-04-01", "kind": "died", "member": "b"},
        {"on": "2023-04-01", "kind": "birth"},
        {"on": "2022-12-31", "kind": "income", "member": "a", "incomes": {"wages": "5"}},
        {"on": "2022-12-31", "kind": "job_lost", "member": "a"},
        {"on": "2023-05-01", "kind": "joined", "person": {"id": "a", "relation": "child", "born": "2023-06-01"}},
        {"on": "2023-05-02", "kind": "moved", "jurisdiction": "960101", "decided": "2023-05-01"},
        {"on": "2023-05-03", "kind": "decision", "known": "2023-05-01"},
        revews="stated",
    ) == [
        '$.revews is "stated", but "revews" is not known in a case; did you mean "reviews"?',
        '$.events[2].kind is "birth", no event that anybody declared; expected "application", "decision", "review", '
        '"hearing", "income", "job_started", "job_lost", "job_refused", "share_restored", "joined", "left", "died", '
        '"disability_assessed", "property_found", "moved", "finding" or "facts".',
        '$.events[3].incomes.wages is "5", but "wages" is not known under incomes; did you mean "wage"?',
        "$.events[4].on is 2022-12-31, before 2023-01-01, the day on which the household is stated; expected a later "
        "day. State the household as of an earlier day, or leave the event out.",
        "$.events[6].decided is 2023-05-01, before 2023-05-02, the day of the event; expected that day or later.",
        "$.events[7].known is 2023-05-01, before 2023-05-03, the day of the event; expected that day or later.",
        '$.events[1].member is "b", who died on 2023-03-01; a person dies once.',
        '$.events[5].person.id is "a", who is of the family on 2023-05-01 already; state first when they left.',
        "$.events[5].person.born is 2023-06-01, after 2023-05-01, the day of joining; expected a "
        "birth on or before it.",
        "$.events[6] moves the family to 960101, where it lives already; leave it out.",
        "$.events[7] decides on 2023-05-03, before anybody has applied; state the application first.",
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (
            [{"on": "2023-02-01", "kind": "job_lost", "member": "xyz"}],
            '$.events[0].member is "xyz", whom nobody stated by 2023-02-01; the members are a, b.',
        ),
        (
            [
                {"on": "2023-02-01", "kind": "left", "member": "b"},
                {"on": "2023-02-02", "kind": "job_lost", "member": "b"},
            ],
            '$.events[1].member is "b", who left on 2023-02-01; state first when they joined again.',
        ),
        (
            [{"on": "2023-02-01", "kind": "died", "member": "a"}],
            '$.events[0].relations leaves no applicant; expected one of "b" to be "applicant", and the others by their '
            "relation to them.",
        ),
        (
            [{"on": "2023-02-01", "kind": "left", "member": "b", "relations": {"z": "child"}}],
            '$.events[0].relations names "z", who does not stay; those who stay are a.',
        ),
        (
            [{"on": "2023-02-01", "kind": "application"}, {"on": "2023-02-02", "kind": "application"}],
            "$.events[1] applies again on 2023-02-02 before the last application was decided on; expected one of them.",
        ),
        (
            [{"on": "2023-02-01", "kind": "hearing"}, {"on": "2023-02-01", "kind": "hearing"}],
            '$.events[1] states "hearing" of 2023-02-01 a second time, after $.events[0]; keep one of them.',
        ),
        (
            [
                {"on": "2023-02-01", "kind": "income", "member": "a", "incomes": {"wage": "1"}},
                {"on": "2023-02-01", "kind": "job_lost", "member": "a"},
            ],
            "$.events[1] changes a.incomes.wage on 2023-02-01, as does $.events[0]; which comes first would matter. "
            "Keep one, or give another day.",
        ),
        (
            [{"on": "2023-02-01", "kind": "income", "member": "a"}],
            "$.events[0].incomes is not there; expected it in every event of this kind.",
        ),
        (
            [{"on": "2023-02-30", "kind": "hearing"}],
            '$.events[0].on is "2023-02-30", a day that no calendar has; expected a date.',
        ),
        (
            [{"on": "2023-02-01", "kind": "review", "circumstances": "stabel"}],
            '$.events[0].circumstances is "stabel"; expected "special", "stable" or "unsettled". Did '
            'you mean "stable"?',
        ),
        (
            [{"on": "2023-02-01", "kind": "joined", "person": {"id": "c", "relation": "kid"}}],
            '$.events[0].person.relation is "kid"; expected "applicant", "spouse", "child", "parent", "sibling", '
            '"grandparent", "grandchild" or "other".',
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(events, expected):
    assert problems(*events) == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], '$ is a list with 0 entries; expected an object with "household", "stated" and "events".'),
        ({**DATA, "events": {}}, "$.events is an object with 0 entries; expected a list of events."),
        ({**DATA, "events": [1]}, '$.events[0] is 1; expected an object with "on" and "kind".'),
        ({**DATA, "reviews": "often"}, '$.reviews is "often"; expected "stated" or "when_due".'),
        (
            {"household": DATA["household"]},
            '$.stated is not there; expected the day on which the household is as stated, "stated": "2024-01-01".',
        ),
    ],
)
def test_a_case_has_its_form(data, expected):
    with pytest.raises(InputError) as raised:
        read_case(data)
    assert [f"{each.where} {each.message}" for each in raised.value.problems] == [expected]


def test_two_events_of_one_day_that_do_not_touch_are_taken():
    both = ({"on": "2023-02-01", "kind": "income", "member": each, "incomes": {"wage": "1"}} for each in ("a", "b"))
    assert len(read_case({**DATA, "events": list(both)}).events) == 2
