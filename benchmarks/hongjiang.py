"""What an office in Hongjiang does with one household, timed step by step."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

from benchmarks.table import Row
from benchmarks.timing import Timing, in_fresh_processes, timed

from dibao import Decision, Engine, Household, read_household
from dibao.household.files import household_from_json

ON = date(2024, 3, 1)
CODE = "431281"
EXAMPLE = Path(__file__).parents[1] / "examples" / "2024-03-01" / "1-rural-family-of-three.json"
START = """
import json, resource, sys, time
def resident():
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
    except OSError:  # no Linux: the peak, which macOS gives in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
now, used = time.perf_counter, time.process_time
before, busy, empty = now(), used(), resident()
import dibao
busy = used() - busy
imported, loaded = now(), resident()
from datetime import date
engine = dibao.Engine()
ready = now()
engine.policy("431281", date(2024, 3, 1))
composed = now()
print(json.dumps({
    "import": 1000 * (imported - before), "engine": 1000 * (ready - imported), "policy": 1000 * (composed - ready),
    "processor": 1000 * busy, "empty": empty, "loaded": loaded, "in use": resident(),
}))
"""


def starting(processes: int) -> list[Row]:
    """Time what happens before the first household."""
    found = in_fresh_processes(START, processes)
    bare = f"of which Python itself {found['empty'].p50:.1f}"
    return [
        _row(
            "import dibao", found["import"], "ms", 150, f"of which the processor was busy {found['processor'].p50:.0f}"
        ),
        _row("import dibao: resident memory", found["loaded"], "MB", 40, bare),
        _row("Engine(): load all plug-ins and figures", found["engine"], "ms"),
        _row("Hongjiang's policy: compose and compile", found["policy"], "ms", 200),
        _row("Engine and policy: resident memory", found["in use"], "MB"),
    ]


def deciding(calls: int) -> Iterator[Row]:
    """Time one rural family of three on its way through the library."""
    policy = Engine().policy(CODE, ON)
    text = EXAMPLE.read_text(encoding="utf-8")
    data = json.loads(text)
    ready = read_household(data)
    decision = policy.assess(ready)
    assert (decision.status, str(decision.to_json()["total_monthly"])) == ("dibao", "750.00")

    def fresh() -> Household:
        return read_household(data)

    def assessed() -> Decision:
        return policy.assess(ready)

    again, anew = timed(policy.assess, repeat(ready).__next__, calls), timed(policy.assess, fresh, calls)
    yield _row("assess a ready Household, seen before", again, target=60)
    yield _row("assess a ready Household, never seen before", anew, target=60, note="its raw values are prepared first")
    from_text = timed(lambda text: policy.assess(household_from_json(text)), lambda: text, calls)
    yield _row("from JSON text to a Decision", from_text, target=300)
    to_text = timed(lambda each: json.dumps(each.to_json(), ensure_ascii=False), assessed, calls)
    yield _row("from a Decision to JSON text", to_text)
    explained = timed(lambda decision: decision.explain("zh"), assessed, calls // 4)
    yield _row("explain a Decision in Chinese", explained.scaled(1 / 1000), "ms", 3)
    yield from _with_unknowns(policy.assess, data, calls)


def _with_unknowns(assess: Callable[[Household], Decision], data: Mapping[str, Any], calls: int) -> Iterator[Row]:
    for what, changed, target in (
        ("findings missing: decision, bounds and questions", without_findings(data), None),
        ("five unknowns: decision, bounds and questions", with_five_unknowns(data), 50),
    ):
        household = read_household(changed)
        decision = assess(household)
        assert not decision.is_decided
        found = timed(lambda each: _settle(assess(each)), repeat(household).__next__, calls // 4)
        yield _row(what, found.scaled(1 / 1000), "ms", target, f"questions: {len(decision.questions)}")


def _settle(decision: Decision) -> object:
    return decision.questions, decision.bounds  # both are worked out when asked for


def without_findings(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the household as it comes in before an officer has found anything."""
    return {**data, "findings": {}}


def with_five_unknowns(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave open the finding, the area, two wages and whether the son is in prison."""
    father, mother, son = data["members"]
    members = [
        {**father, "incomes": {"wage": "unknown"}},
        {**mother, "incomes": {"wage": "unknown"}},
        {**son, "flags": {**son["flags"], "in_prison": "unknown"}},
    ]
    return {**data, "area": "unknown", "members": members, "findings": {}}


def _row(what: str, timing: Timing, unit: str = "µs", target: float | None = None, note: str = "") -> Row:
    return Row(what, timing, unit, target, note=note)
