"""Say what was measured on many households: rows, ratios against the targets, JSON."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from attrs import frozen
from benchmarks.many import engines
from benchmarks.many.measure import Measured
from benchmarks.table import Row
from benchmarks.timing import timing_of

ROWS = 1_000_000


@frozen
class Claim:
    """A ratio of two engines' times that must be reached, at most or at least."""

    what: str
    slower: str
    faster: str
    target: float
    slower_threads: int = 1
    faster_threads: int = 1
    at_most: bool = False


CLAIMS = (
    Claim("from tables, compiled, by OpenFisca's build + calculate", engines.OPENFISCA, engines.FAST, 30),
    Claim("from tables, without compilation, by OpenFisca's build + calculate", engines.OPENFISCA, engines.PLAIN, 4),
    Claim("a prepared population by OpenFisca's calculate only", engines.OPENFISCA_ONLY, engines.PREPARED, 20),
    Claim("share of the streaming limit, prepared", engines.READING_PREPARED, engines.PREPARED, 0.5),
    Claim("share of it without pieces of zeros, prepared", engines.READING_PIECES, engines.PREPARED, 0.5),
    Claim("two threads by one", engines.FAST, engines.FAST, 1.6, faster_threads=2),
    Claim("Hongjiang by the reference policy", engines.HONGJIANG, engines.FAST, 3, at_most=True),
    Claim(
        "Hongjiang, figures missing, by the reference policy", engines.HONGJIANG_MISSING, engines.FAST, 3, at_most=True
    ),
    Claim("Hongjiang with open rows by the reference policy", engines.HONGJIANG_OPEN, engines.FAST, 3, at_most=True),
)

SHARED = (
    engines.ARITHMETIC, engines.READING, engines.NEAR, engines.FAST, engines.PREPARED, engines.HONGJIANG,
)  # fmt: skip


def rows_of(found: Sequence[Measured]) -> list[Row]:
    """Give a row for each case; the ratio is by dibao from tables on as many households and threads."""
    ours = {(each.case.rows, each.case.threads): each for each in found if each.case.entry.name == engines.FAST}
    return [_row(each, ours.get((each.case.rows, each.case.threads))) for each in found]


def _row(each: Measured, ours: Measured | None) -> Row:
    case = each.case
    threads = f", {case.threads} threads" if case.threads > 1 else ""
    what = f"{case.rows:,}: {case.entry.name}{threads}"
    if each.failed or not each.wall:
        return Row(what, note=each.failed)
    base = median(ours.wall) if ours is not None and ours.wall else None
    parts = [
        f"{1000 / median(each.wall):,.2f} M households/s",
        f"processor {median(each.cpu):,.0f} ns",
        f"peak +{each.peak_mb:,.0f} MB",
        f"first run {each.first_seconds:.2f} s",
        case.entry.note,
    ]
    timing = timing_of(each.wall * 2 if len(each.wall) == 1 else each.wall)
    return Row(what, timing, "ns", compared_with=base, note="; ".join(part for part in parts if part))


def claims_of(found: Sequence[Measured], rows: int | None = None) -> Iterator[dict[str, Any]]:
    """Give each claim with the ratio that was measured, on the largest size that both took."""
    times = {(e.case.entry.name, e.case.rows, e.case.threads): median(e.wall) for e in found if e.wall}
    for claim in CLAIMS:
        sizes = [
            size
            for name, size, threads in times
            if (name, threads) == (claim.faster, claim.faster_threads)
            and (claim.slower, size, claim.slower_threads) in times
            and (rows is None or size == rows)
        ]
        size = max((each for each in sizes if each <= ROWS), default=None)
        ratio = None
        if size is not None:
            slower = times[claim.slower, size, claim.slower_threads]
            ratio = slower / times[claim.faster, size, claim.faster_threads]
        yield {
            "claim": claim.what,
            "rows": size,
            "ratio": ratio,
            "target": claim.target,
            "at_most": claim.at_most,
            "reached": None if ratio is None else (ratio <= claim.target) if claim.at_most else ratio >= claim.target,
        }


def claim_lines(claims: Sequence[dict[str, Any]]) -> list[str]:
    """Print the claims, one a line."""
    lines = []
    for each in claims:
        bound = f"{'at most' if each['at_most'] else 'at least'} {each['target']:g}"
        if each["ratio"] is None:
            lines.append(f"{each['claim']}: not measured here ({bound})")
            continue
        verdict = "reached" if each["reached"] else "MISSED"
        lines.append(f"{each['claim']}: {each['ratio']:.2f} on {each['rows']:,} households ({bound}): {verdict}")
    return lines


def thread_lines(found: Sequence[Measured]) -> Iterator[str]:
    """Say what a second thread gains whoever hardly reads, whoever only reads, and us; more is not to be had here."""
    times = {(e.case.entry.name, e.case.rows, e.case.threads): median(e.wall) for e in found if e.wall}
    for rows in sorted({rows for _, rows, _ in times}):
        for name in SHARED:
            one, two = (times.get((name, rows, threads)) for threads in (1, 2))
            if one and two:
                yield f"a second thread, {rows:,} households, {name}: {one / two:.2f}"


def as_json(found: Sequence[Measured]) -> list[dict[str, Any]]:
    """Give every case as JSON data."""
    return [
        {
            "engine": each.case.entry.name,
            "rows": each.case.rows,
            "threads": each.case.threads,
            "wall_ns": each.wall,
            "cpu_ns": each.cpu,
            "peak_mb": each.peak_mb,
            "first_seconds": each.first_seconds,
            "bytes": each.bytes,
            "failed": each.failed,
        }
        for each in found
    ]
