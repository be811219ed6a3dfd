"""Laws of what is known when: parts add up, and what is learned later changes no earlier answer."""

from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.timeline.late_cases import DEATH, ENGINE, case, member

from dibao import InputError, Money
from dibao.symbols.units import FLOW
from dibao.timeline.as_known import timeline_as_decided, timeline_as_known_on
from dibao.timeline.replay import replay

FIRST, LAST = "2023-07", "2024-09"
DAYS = st.dates(date(2023, 6, 16), date(2024, 8, 31))
LAGS = st.sampled_from([0, 0, 20, 45, 120, 300])
KINDS = ("income", "job_started", "job_lost", "job_refused", "joined", "left", "returned", "moved", "review")
WAGES = st.sampled_from(["0", "100", "416.99", "417", "500", "900", "1500"])


@st.composite
def events(draw):
    """Give what may happen to a couple, each heard of after a while."""
    found: list[Any] = []
    for on in sorted(draw(st.lists(DAYS, max_size=4, unique=True))):
        known = on + timedelta(draw(LAGS))
        kind = draw(st.sampled_from(KINDS))
        event = {"on": on.isoformat(), "kind": kind, "known": known.isoformat()}
        if kind in ("income", "job_started", "job_lost", "job_refused"):
            event["member"] = draw(st.sampled_from(["a", "b"]))
        if kind in ("income", "job_started"):
            event["incomes"] = {"wage": draw(WAGES)}
        if kind == "left":
            event["member"] = "b"
        if kind == "returned":
            event |= {"kind": "joined", "person": member("b", "spouse", incomes={"wage": draw(WAGES)})}
        if kind == "moved":
            event["jurisdiction"] = draw(st.sampled_from(["431281", "430281"]))
        if kind == "income":
            event["clear"] = draw(st.booleans())
        if kind == "joined":
            event["person"] = member(f"child-{len(found)}", "child", born=on.isoformat())
        if kind == "review":
            event["known"] = event["on"]
        found.append(event)
    if draw(st.booleans()):
        found.append(DEATH)
    return found


def made(found):
    """Give the case, None where the events do not go together."""
    try:
        return case(*found)
    except InputError:
        return None


def books(timeline):
    return sum(each.total.amount for each in timeline.rows)


LEFT = {"on": "2023-07-05", "kind": "left", "member": "b"}
BACK = {"on": "2023-09-05", "kind": "joined", "known": "2023-10-10", "person": member("b", "spouse")}
REFUSED = [{"on": f"2023-0{n}-02", "kind": "job_refused", "member": "a", "known": "2023-10-02"} for n in (7, 8, 9)]


@settings(max_examples=15)
@given(events())
@example([LEFT, BACK])
@example([dict(LEFT, known="2023-10-10"), BACK])
@example([dict(LEFT, known="2023-12-10"), BACK])
@example(REFUSED)
@example([DEATH])
@example(
    [{"on": "2024-01-02", "kind": "joined", "known": "2024-01-02", "person": member("c", "child", born="2024-01-02")}]
)
def test_differences_and_their_parts_add_up_to_new_minus_old(found):
    told = made(found)
    if told is None:
        return
    answer = replay(told, FIRST, LAST, ENGINE)
    assert answer.total.amount == books(answer.owed) - books(answer.decided)
    for each in answer.differences:
        assert sum(part.amount.amount for part in each.parts) == each.amount.amount
    assert answer.decided.rows == timeline_as_decided(told, FIRST, LAST, ENGINE).rows
    at_once = evolve(told, events=[evolve(each, known=None) for each in told.events])
    assert books(answer.owed) == books(ENGINE.timeline(at_once, FIRST, LAST))


@settings(max_examples=10)
@given(events(), st.lists(st.integers(0, 2000), min_size=15, max_size=15))
def test_against_what_was_paid_the_parts_add_up_too(found, yuan):
    told = made(found)
    if told is None:
        return
    months = [f"{2023 + (6 + each) // 12}-{(6 + each) % 12 + 1:02d}" for each in range(15)]
    paid = {month: {"dibao": Money.monthly(each)} for month, each in zip(months, yuan, strict=True)}
    answer = replay(told, FIRST, LAST, ENGINE, paid=paid)
    assert answer.total.amount == books(answer.owed) - sum(Money.monthly(each).amount for each in yuan)
    for each in answer.differences:
        assert Money(sum(part.amount.amount for part in each.parts), FLOW) == each.amount


@settings(max_examples=15)
@given(events(), events(), DAYS)
@example([], [DEATH], date(2024, 6, 2))
def test_what_is_learned_later_never_changes_an_earlier_answer(found, later, known_on):
    learned = [
        dict(each, known=max(date.fromisoformat(each["known"]), known_on + timedelta(1)).isoformat())
        for each in later
        if each["kind"] != "review"
    ]
    short, long = made(found), made([*found, *learned])
    if short is None or long is None:
        return
    before = timeline_as_known_on(short, FIRST, LAST, ENGINE, known_on)
    assert timeline_as_known_on(long, FIRST, LAST, ENGINE, known_on).rows == before.rows


@settings(max_examples=10)
@given(events(), st.dates(date(2024, 1, 1), date(2024, 12, 31)), DAYS)
def test_a_figure_known_later_never_changes_an_earlier_answer(found, known, known_on):
    told = made(found)
    if told is None or known <= known_on:
        return
    data = ENGINE._law_data
    [standard] = [
        each for each in data.records
        if (each.name, each.code, each.since.year) == ("dibao.standard.rural", "431281", 2024)
    ]  # fmt: skip
    late = evolve(standard, value=int(str(standard.value)) * 2, known=known)
    with_it = ENGINE.with_figures(evolve(data, records=(late,), declarations={}, own_unknown=(), documents={}))
    before = timeline_as_known_on(told, FIRST, LAST, ENGINE, known_on)
    assert timeline_as_known_on(told, FIRST, LAST, with_it, known_on).rows == before.rows
