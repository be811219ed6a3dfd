"""One household of the reference policy, decided by us and by others in the same run."""

from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from typing import Any

from attrs import evolve
from benchmarks.shili import CASES, ShiliByDibao, disagreements
from benchmarks.table import Row
from benchmarks.timing import timed
from tests.fixtures.shili.households import ON, shili_household
from tests.oracle import reference_policy

from dibao import to_json_data

PEER = "OpenFisca-Core"
OURS = "Shili, dibao: from a dict"
Action = Callable[[Any], object]
Deciders = Mapping[str, Callable[[Mapping[str, Any]], reference_policy.ReferenceResult]]


def deciders() -> tuple[Deciders, ShiliByDibao, Any, str]:
    """Give who decides Shili's households; the peer is None with a reason."""
    ours = ShiliByDibao()
    found: Deciders = {"plain Python": reference_policy.decide, "dibao": ours.decide}
    try:
        from benchmarks.openfisca_shili import ShiliByOpenFisca
    except ImportError as error:
        return found, ours, None, f"cannot be imported ({error}); `make bench` installs it"
    peer = ShiliByOpenFisca()
    return {**found, PEER: peer.decide}, ours, peer, ""


def agreement(deciders: Deciders) -> dict[str, str]:
    """Say of each decider on how many cases it gives the expected results."""
    said = {}
    for name, decide in deciders.items():
        wrong = disagreements(decide)
        which = f", not on {', '.join(wrong)}" if wrong else ""
        said[f"{name} agrees"] = f"on {len(CASES) - len(wrong)} of {len(CASES)} cases{which}"
    return said


def compared(calls: int) -> tuple[list[Row], dict[str, str]]:
    """Time all deciders on the cases in turn, and say how far they agree."""
    who, ours, peer, absent = deciders()
    stated = [case["household"] for case in CASES]
    data = [to_json_data(shili_household(each)) for each in stated]

    def row(what: str, action: Action, subjects: Callable[[], Any], calls: int = calls, note: str = "") -> Row:
        return Row(what, timed(action, subjects, calls), note=note)

    new = cycle(stated)
    rows = [
        row("Shili, plain Python: from a dict", reference_policy.decide, cycle(stated).__next__),
        row("Shili, dibao: from a Household", ours.policy.assess, lambda: shili_household(next(new))),
        row(OURS, lambda each: ours.engine.assess(each, ON), cycle(data).__next__),
        row(
            "Shili, dibao: from a dict, all five results",
            lambda each: ours.results(ours.engine.assess(each, ON)),
            cycle(data).__next__,
            calls // 4,
            "and every reason, one by one",
        ),
    ]
    what = f"Shili, {PEER}: from a dict, all five results"
    if peer is None:
        rows.append(Row(what, note=absent))
    else:
        from benchmarks.openfisca_shili import situation

        situations = [situation(each) for each in stated]
        note = f"{PEER} {_version(PEER)}, the system built before"
        rows.append(row(what, peer.results_of, cycle(situations).__next__, calls // 8, note))
    [dibao] = [each.timing.p50 for each in rows if each.what == OURS and each.timing]
    return [evolve(each, compared_with=dibao) for each in rows], agreement(who)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"
