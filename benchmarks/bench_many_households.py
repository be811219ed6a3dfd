"""Print how fast many households are decided, by dibao and by others, on the reference policy.

Run it with `make bench` (quick) or `make bench FULL=1` (everything), or
`python -m benchmarks.bench_many_households [--full] [--json] [--only NAME ...]`.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.many.compiling import starting
from benchmarks.many.measure import CHECKED, absent, agreement, all_rounds, cases, entries_named, populations
from benchmarks.many.report import as_json, claim_lines, claims_of, rows_of, thread_lines
from benchmarks.table import Row, as_text, machine

QUICK, FULL = (1_000, 100_000), (1_000, 10_000, 100_000, 1_000_000, 5_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, measure, print; 1 says that an engine decides otherwise."""
    given = _parser().parse_args(arguments)
    sizes = given.sizes or (FULL if given.full else QUICK)
    rounds, seconds = given.rounds or (5 if given.full else 1), 1.0 if given.full else 0.3
    wanted = list(entries_named(given.only))
    missing = absent(wanted)
    here = [each for each in wanted if each.name not in missing]
    with TemporaryDirectory(dir=given.folder) as folder:
        place = Path(folder)
        agrees = agreement(place / "checked", here, given.checked)
        found = all_rounds(cases(sizes, here, given.threads), populations(place, sizes), rounds, seconds)
    starts = starting(given.starts)
    claims = list(claims_of(found))
    rows = [*rows_of(found), *(Row(name, note=why) for name, why in missing.items()), *starts]
    if given.json:
        told = {"machine": dict(machine()), "agreement": agrees, "cases": as_json(found), "claims": claims}
        told["starting"] = [each.as_json() for each in starts]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(as_text(rows, {f"{name} agrees": said for name, said in agrees.items()}))
        print("\n" + "\n".join([*claim_lines(claims), *thread_lines(found)]))
    return int(any(" not on " in each or each.startswith("failed") for each in agrees.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all sizes, five rounds; about half an hour")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="engines whose names contain one of these")
    parser.add_argument("--sizes", nargs="+", type=int, metavar="N", help="how many households")
    parser.add_argument("--threads", nargs="+", type=int, default=(1, 2), metavar="N", help="numbers of threads")
    parser.add_argument("--rounds", type=int, help="processes for each case")
    parser.add_argument("--checked", type=int, default=CHECKED, help="households checked before (default: %(default)s)")
    parser.add_argument("--starts", type=int, default=3, help="processes for each start (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where populations are written for a while")
    return parser


if __name__ == "__main__":
    sys.exit(main())
