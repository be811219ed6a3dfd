"""Print how long the months of a case take: one case of ten years, and many of two.

An analyst tells what a county pays over two years; an officer looks at one family's ten.
Run it with `make bench`, or `python -m benchmarks.bench_timeline [--json]`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import repeat
from time import perf_counter_ns

from attrs import evolve
from benchmarks.table import Row, as_json, as_text
from benchmarks.timing import Timing, timed, timing_of
from tests.timeline.families import ENGINE, PROPERTY, admitted, household, person, wage

from dibao import Case, Household
from dibao.timeline.events import Event, IncomeChanged, JobLost, JobStarted, Reviewed

FIRST, LAST = "2014-01", "2023-12"
SPANS = ("2023-12", "2024-12")
TARGET_MS = 30


def long_case() -> Case:
    """Give a family of three over ten years, with a review and a change of income in each."""
    events: list[Event] = []
    for year in range(2014, 2024):
        events.append(IncomeChanged(on=date(year, 3, 3), member="a", incomes=wage(year - 1900)))
        events.append(Reviewed(on=date(year, 7, 20)))
    events.append(JobStarted(on=date(2021, 4, 10), member="b", incomes=wage(2000)))
    events.append(JobLost(on=date(2021, 8, 10), member="b"))
    return admitted(*events, family=_family(6), stated="2014-01-01")


def _family(number: int) -> Household:
    return household(
        person("a", incomes=wage(number % 300)),
        person("b", "spouse", "1982-03-03"),
        person("c", "child", "2012-06-06"),
        findings={**PROPERTY, "grace_months_granted": number % 7},
    )


def many_cases(number: int) -> Iterator[Case]:
    """Give cases of 2023 and 2024; one in three takes up work, each on a day of its own."""
    for each in range(number):
        works = date(2023, 3, 1) + timedelta(each % 360)
        events: list[Event] = [Reviewed(on=date(2024, 1, 20))]
        if each % 3 == 0:
            events.append(JobStarted(on=works, member="b", incomes=wage(900 + each % 900)))
        case = admitted(*events, family=_family(each))
        yield evolve(case, household=evolve(case.household, id=f"case-{each}"))


def measured(cases: int, calls: int) -> Iterator[Row]:
    """Time the months of one case and of many."""
    case = long_case()
    rows = ENGINE.timeline(case, FIRST, LAST).rows
    assert [row.state for row in rows].count("grace") == 4
    one = timed(lambda each: ENGINE.timeline(each, FIRST, LAST), repeat(case).__next__, calls)
    yield Row(
        "120 months of one case, engine warm", one.scaled(1 / 1000), "ms", TARGET_MS, note=f"{len(case.events)} events"
    )
    ready = list(many_cases(cases))
    base = 0.0
    for end in SPANS:
        seconds = _told(ready, end)
        months = 12 * (int(end[:4]) - 2022)
        base = base or seconds.p50
        note = f"{1000 * seconds.p50 / cases:.2f} ms a case; {seconds.p50 / base:.2f} times the shortest"
        yield Row(f"{cases:,} cases, {months} months, one core", seconds, "s", note=note)


def _told(cases: list[Case], end: str) -> Timing:
    start = perf_counter_ns()
    for case in cases:
        ENGINE.timeline(case, "2023-01", end)
    return timing_of([(perf_counter_ns() - start) / 1e9] * 2)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--full", action="store_true", help="as the others take it; here it changes nothing")
    parser.add_argument("--calls", type=int, default=50, help="timed runs of the long case (default: %(default)s)")
    parser.add_argument("--cases", type=int, default=10_000, help="cases of two years (default: %(default)s)")
    given = parser.parse_args()
    rows = list(measured(given.cases, given.calls))
    print(json.dumps(as_json(rows, {}), ensure_ascii=False, indent=2) if given.json else as_text(rows, {}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
