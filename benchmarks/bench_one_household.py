"""Print how long one household takes, and how much memory, against the targets.

Run it with `make bench`, or `python -m benchmarks.bench_one_household [--json]`.
"""

import argparse
import json
import sys

from benchmarks.hongjiang import deciding, starting
from benchmarks.peers import compared
from benchmarks.table import as_json, as_text


def main() -> int:
    """Measure everything and print the table; 1 says that an engine decides otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--full", action="store_true", help="as the others take it; here it changes nothing")
    parser.add_argument("--calls", type=int, default=4000, help="timed calls of a row (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=15, help="new processes to start (default: %(default)s)")
    given = parser.parse_args()
    peers, agreement = compared(given.calls)
    rows = [*starting(given.processes), *deciding(given.calls), *peers]
    print(
        json.dumps(as_json(rows, agreement), ensure_ascii=False, indent=2) if given.json else as_text(rows, agreement)
    )
    return int(any(" not on " in each for each in agreement.values()))


if __name__ == "__main__":
    sys.exit(main())
