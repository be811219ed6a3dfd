"""Compare the library with the oracle on households at random.

python -m tests.oracle.agreement --households 20000 --region hunan --era 2019
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from dibao import Decision, Engine

from .cases import household
from .means_test import decide
from .national import Nation
from .places import PLACES, REGIONS, TURNS, Place, overlay
from .result import Award, Once, OracleResult

ORACLE_NAMES = {"gradual_exit": "dibao"}


class Tried(NamedTuple):
    """One household, and what both sides say of it."""

    place: Place
    on: date
    stated: dict[str, Any]
    oracle: OracleResult
    decided: dict[str, Any]

    @property
    def differences(self) -> dict[str, Any]:
        """Give what the two say differently: the oracle's answer first."""
        expected = of_the_oracle(self.oracle)
        return {name: (expected[name], self.decided[name]) for name in expected if expected[name] != self.decided[name]}


@cache
def engine() -> Engine:
    """Give an engine with all plug-ins and the figures of every place."""
    declared = frozenset(Engine().figures.declarations)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "oracle.toml"
        file.write_text(overlay(declared), "utf-8")
        return Engine(figures=file)


def of_the_oracle(result: OracleResult) -> dict[str, Any]:
    """Give what is compared."""
    return {
        "status": result.status,
        "awards": sorted(result.awards),
        "size": result.size,
        "household_income": result.household_income,
        "need": result.need,
        "may_apply_alone": sorted(result.may_apply_alone),
        "counted": list(result.counted),
        "destitute": sorted(result.destitute),
        "once": sorted(result.once),
        "services": sorted(result.services),
    }


def of_the_library(decision: Decision) -> dict[str, Any]:
    """Give the same of a decision; whatever is open is None, or -1 of what is paid once."""
    people = decision.household.members
    return {
        "status": decision.status,
        "awards": sorted(
            Award(ORACLE_NAMES.get(each.programme, each.programme), each.to, fen(each.monthly), each.start)
            for each in decision.awards
            if each.kind == "monthly"
        ),
        "size": decision.quantity("household.size"),
        "household_income": fen(decision.quantity("household.household_income")),
        "need": fen(decision.quantity("household.need")),
        "may_apply_alone": sorted(member for member, may in decision.may_apply_alone.items() if may),
        "counted": [each.id for n, each in enumerate(people) if decision.quantity("member.counts", n)],
        "destitute": sorted(each.id for n, each in enumerate(people) if decision.quantity("member.is_tekun", n)),
        "once": sorted(
            Once(each.programme, each.to, -1 if each.once is None else int(each.once.amount), each.start)
            for each in decision.awards
            if each.kind == "once"
        ),
        "services": sorted(each.programme for each in decision.entitlements),
    }


def fen(amount: Any) -> Any:
    """Give fen a month, exactly."""
    return None if amount is None else Fraction(amount.per_month) * 100


def tried(place: Place, law: Nation, seed: str, count: int) -> Iterator[Tried]:
    """Try so many households of a place on a day."""
    draw = Random(seed)
    for _ in range(count):
        stated = household(draw, place.code, place.region, law)
        decision = engine().assess(stated, law.on)
        yield Tried(place, law.on, stated, decide(stated, law), of_the_library(decision))


def sample(regions: Iterable[str], on: Sequence[date], households: int, seed: int = 0) -> Iterator[Tried]:
    """Try households in each region on each day, shared out among the region's places."""
    for region in regions:
        places = [each for each in PLACES if each.region == region]
        for day in on:
            for n, place in enumerate(places):
                share = households * (n + 1) // len(places) - households * n // len(places)
                yield from tried(place, place.under(day), f"{seed} {place.name} {day}", share)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how often the two were compared, and the first differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=2000, help="in all, shared out among regions and days")
    parser.add_argument("--region", choices=REGIONS)
    parser.add_argument("--era", default="", help="how the day begins, such as 2019 or 2022-10-20")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=3, help="how many differences to print whole")
    chosen = parser.parse_args(arguments)
    regions = [chosen.region] if chosen.region else REGIONS
    on = [day for day in TURNS if str(day).startswith(chosen.era)]
    if not on:
        parser.error(f"no day of trial begins with {chosen.era}; they are {', '.join(map(str, TURNS))}")
    began = time.perf_counter()
    seen = sample(regions, on, math.ceil(chosen.households / len(regions) / len(on)), chosen.seed)
    counts, differing = reckoned(seen)
    print_table(counts)
    tried_in_all = sum(count for key, count in counts.items() if key[1] != "awards")
    print(f"{tried_in_all} households, {len(differing)} differ, {time.perf_counter() - began:.1f} s")
    print_differences(differing, chosen.show)
    return 1 if differing else 0


def reckoned(seen: Iterable[Tried]) -> tuple[Counter[tuple[str, ...]], list[Tried]]:
    """Count statuses by region and day, and awards by region; keep what differs."""
    counts: Counter[tuple[str, ...]] = Counter()
    differing = []
    for each in seen:
        counts[each.place.region, str(each.on), each.oracle.status] += 1
        given = [*(award.programme for award in each.oracle.awards), *(award.programme for award in each.oracle.once)]
        counts.update((each.place.region, "awards", name) for name in (*given, *each.oracle.services))
        if each.differences:
            differing.append(each)
    return counts, differing


def print_table(counts: Counter[tuple[str, ...]]) -> None:
    """Print one line a region and day, and one on what was paid in the region."""
    for region, on in sorted({key[:2] for key in counts}):
        found = {key[2]: count for key, count in counts.items() if key[:2] == (region, on)}
        print(f"{region:10} {on:10}  " + "  ".join(f"{name} {found[name]}" for name in sorted(found)))


def print_differences(differing: Sequence[Tried], show: int) -> None:
    """Print where the two differ and in what, and the first households."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for each in differing:
        kinds.setdefault((each.place.name, ", ".join(each.differences)), []).append(str(each.on))
    for (place, what), on in sorted(kinds.items()):
        print(f"{place}, {min(on)} to {max(on)}: {len(on)} in {what}")
    for each in differing[:show]:
        told = {name: [repr(side) for side in sides] for name, sides in each.differences.items()}
        print(json.dumps({"place": each.place.name, "on": str(each.on), "oracle, library": told}, ensure_ascii=False))
        print(json.dumps(each.stated, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
