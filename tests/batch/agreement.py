"""Compare tables with decisions one by one, on households at random.

python -m tests.batch.agreement --households 100000 [--region hunan] [--unknowns 0.1]
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle.agreement import engine
from tests.oracle.cases import household
from tests.oracle.places import PLACES, REGIONS, TURNS, Place

from dibao import Decision, Engine, Household, Money, Policy, read_household
from dibao.assess.awards import PaidAward
from dibao.batch import assess, assess_tables, tables_of, threads
from dibao.batch.together import FEWEST_TOGETHER

MONEY_COLUMNS = {"dibao_monthly": "dibao_monthly", "total_monthly": "total_monthly"}
Row = dict[str, Any]


def row_of(decision: Decision, legend: Mapping[str, int], quantities: Sequence[str] = ()) -> Row:
    """Give what the table must say of a decision, read from its public face."""
    row: Row = {"id": decision.household.id, "jurisdiction": decision.household.jurisdiction, "status": decision.status}
    row["grade"] = decision.grade
    for name in MONEY_COLUMNS:
        amount = getattr(decision, name)
        row[name] = None if amount is None else amount.per_month
    for award in decision.policy.composed.awards:
        row[f"award_{award.programme}"] = 0
    for given in decision.given:
        name = f"award_{given.programme}"
        value = amount_of(given)
        row[name] = None if value is None or row[name] is None else row[name] + value
    row["missing"] = [] if decision.is_decided else [each.path for each in decision.questions]
    row["reasons"] = sum(1 << legend[name] for name in failed_tests(decision) if name in legend)
    return row | {path: quantity_of(decision, path) for path in quantities}


def quantity_of(decision: Decision, path: str) -> Any:
    """Give a quantity as a column does: money in yuan, a year if it flows; None where it is open."""
    stated = decision.quantity(path)
    return Fraction(stated.amount, 100) if isinstance(stated, Money) else stated


def persons_of(decision: Decision) -> list[Row]:
    """Give the awards to persons of a decision, in the order of the table."""
    members = [each.id for each in decision.household.members]
    given = [(members.index(each.to), each) for each in decision.given if each.to != "household"]
    told = sorted((number, each.programme, amount_of(each), each.kind) for number, each in given)
    return [
        {"household": decision.household.id, "member": members[number], "programme": name, "amount": yuan, "kind": kind}
        for number, name, yuan, kind in told
        if yuan
    ]


def amount_of(given: PaidAward) -> Any:
    """Give yuan a month or once, 1 for a service, None for what is open."""
    if given.kind == "service":
        return 1 if given.granted else None
    if given.kind == "monthly":
        return None if given.monthly is None else given.monthly.per_month
    return None if given.once is None else Fraction(given.once.amount, 100)


def failed_tests(decision: Decision) -> Iterator[str]:
    """Name the tests that the ladder reached and that do not hold, and the rules among them."""
    for each in decision.tests:
        if each.holds is False:
            yield each.reason.test
        by_name: dict[str, Any] = {}
        for answer in decision.policy.composed.answers:
            if (answer.step, answer.rule.hook) == (each.reason.holds, each.reason.hook):
                by_name.setdefault(answer.rule.name, answer)
        # A test that one rule alone decides needs no bit for the rule, though another place may have one.
        for name, answer in by_name.items() if len(by_name) > 1 else ():
            if [decision.value(node) for node in (answer.answered, answer.value)] == [1, 0]:
                yield f"{each.reason.test}.{name}"


def differences(
    law: Engine | Policy, households: Sequence[Household], on: date, **options: Any
) -> list[tuple[Row, Row]]:
    """Give the rows on which a table and single decisions differ: the table's, then the decision's."""
    catalogue = law.catalogue
    tables = tables_of(households, on, catalogue)
    answer = assess_tables(law, tables.households, tables.members, tables.obligors, on=on, **options)
    decided = answer.decisions
    legend = {each["test"]: each["bit"] for each in json.loads(decided.schema.metadata[b"dibao.reasons"])}
    found: list[tuple[Row, Row]] = []
    persons: list[Row] = []
    for row, home in zip(decided.to_pylist(), households, strict=True):
        policy = law.policy(home.jurisdiction, on) if isinstance(law, Engine) else law
        decision = policy.assess(home)
        persons += persons_of(decision)
        expected = row_of(decision, legend, options.get("quantities", ()))
        said = {name: value for name, value in row.items() if name in expected or value not in (0, [])}
        if said != expected:
            found.append((said, expected))
    if answer.people is not None:
        said_of_people = answer.people.drop_columns(["row"]).to_pylist()
        if said_of_people != persons:
            found.append(({"people": said_of_people}, {"people": persons}))
    return found


def forgotten(draw: Random, stated: Any, often: float) -> Any:
    """Make some entries of a household unknown, or leave whole maps out."""
    if isinstance(stated, Mapping) and "per" not in stated:
        changed: Row = {}
        for key, value in stated.items():
            if key in ("id", "jurisdiction", "relation", "members") or draw.random() > often:
                changed[key] = forgotten(draw, value, often) if key not in ("prior", "disability") else value
            elif key not in ("members", "findings", "request", "monitoring"):
                changed[key] = "unknown"
        return changed
    if isinstance(stated, list):
        return [forgotten(draw, each, often) for each in stated]
    return stated


def households_of(place: Place, on: date, count: int, seed: str, unknowns: float = 0.0) -> list[Household]:
    """Give households at random of a place."""
    draw = Random(seed)
    law = place.under(on)
    stated = (household(draw, place.code, place.region, law) for _ in range(count))
    told = (forgotten(draw, each, unknowns) if unknowns else each for each in stated)
    catalogue = engine().catalogue
    return [read_household({**each, "id": f"h{n}"}, catalogue=catalogue) for n, each in enumerate(told)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how often the two were compared, and the first differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=5000)
    parser.add_argument("--region", choices=REGIONS)
    parser.add_argument("--unknowns", type=float, default=0.0, help="how often an entry is unknown")
    parser.add_argument("--days", type=int, default=len(TURNS), help="on how many days, chosen at random")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--backend", default="numpy")
    parser.add_argument("--threads", type=int, default=1, help="how many threads decide a table, however small")
    given = parser.parse_args(arguments)
    vars(threads)["FEWEST_FOR_THREADS"] = 1
    # Few rows are bounded from both sides, too, though they would sooner be decided one by one.
    vars(assess)["FEWEST_BETWEEN"] = FEWEST_TOGETHER
    places = [each for each in PLACES if given.region in (None, each.region)]
    share = max(given.households // (len(places) * given.days), 1)
    began, compared, wrong = time.perf_counter(), 0, Counter[str]()
    for place in places:
        for on in Random(f"{given.seed} {place.name}").sample(TURNS, given.days):
            homes = households_of(place, on, share, f"{given.seed} {place.name} {on}", given.unknowns)
            found = differences(engine(), homes, on, backend=given.backend, threads=given.threads)
            compared += len(homes)
            for said, expected in found:
                names = [name for name in expected if said.get(name) != expected[name]]
                if not wrong:
                    print(place.name, on, [(name, said.get(name), expected[name]) for name in names])
                wrong.update([f"{place.name} {on} {', '.join(names)}"])
        print(
            f"{place.name}: {compared} compared, {wrong.total()} differ, {time.perf_counter() - began:.0f} s",
            flush=True,
        )
    print(*wrong.items(), sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
