"""Pass once over whole columns by compiled loops, for what no loop over households looks at itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from dibao.batch.compiled.crew import done
from dibao.batch.compiled.tasks import tasks_of, together
from dibao.batch.memory import address, room
from dibao.batch.threads import row_spans

FLAGS = 32
"""So many flags are unpacked at once."""
FOUR_YEARS = 1461
"""The days of four years of which one is a leap year."""
_WORD = 2**64 - 1


def keeps_within(columns: Sequence[tuple[Any, int, int]], threads: int) -> bool:
    """Tell whether no number of columns lies beyond the least and the most that stand beside each."""
    from dibao.batch.compiled.machine import task_of

    tasks, within = [], []
    for numbers, low, high in columns:
        limits, look = np.iinfo(numbers.dtype), task_of(_furthest(8 * numbers.itemsize))
        low, high = max(low, int(limits.min)), min(high, int(limits.max))
        parts = [numbers[span] for span in row_spans(len(numbers), threads)]
        tasks.append(tasks_of(look, [(len(part), address(part), low) for part in parts]))
        within += [high - low] * len(parts)
    furthest = done(together(tasks), threads)
    return all(each & _WORD <= most for each, most in zip(furthest, within, strict=True))


def years_lived(days: Any, last: int, most: int, cut: int, leap: int, threads: int) -> Any:
    """Give the full years since each day; None if one lies behind the last day, or more than so many days before it.

    To a day before `cut` one is added, and `leap` says where in four years the leap year stands.
    """
    from dibao.batch.compiled.machine import task_of

    years = room(np.int16, len(days))
    parts = [(days[span], years[span]) for span in row_spans(len(days), threads)]
    calls = [(len(here), address(here), address(there), last, cut, leap) for here, there in parts]
    return years if all(each <= most for each in done(tasks_of(task_of(_YEARS), calls), threads)) else None


def how_many_hold(flags: Sequence[Any], rows: int, threads: int) -> Any:
    """Count for each row which of some flags hold, packed eight to a byte from its first bit on."""
    from dibao.batch.compiled.machine import task_of

    counted = np.empty(rows, np.int8)
    spans = row_spans(rows - rows % FLAGS, threads)
    places = [(address(counted[each]), *(address(flag) + each.start // 8 for flag in flags)) for each in spans]
    calls = [((span.stop - span.start) // FLAGS, *place) for span, place in zip(spans, places, strict=True)]
    done(tasks_of(task_of(_holding(len(flags))), calls), threads)
    rest = counted[rows - rows % FLAGS :]
    rest[:] = 0
    for each in flags:
        packed = each[(rows - len(rest)) // 8 :]
        rest += np.unpackbits(packed[: -(-len(rest) // 8)], bitorder="little", count=len(rest)).view(np.int8)
    return counted


def is_first_in_each(numbers: Any, chosen: int, starts: Any, threads: int) -> bool:
    """Tell whether a number stands at the first person of each household and nowhere else; nobody lives in none."""
    from dibao.batch.compiled.machine import task_of

    bits = 8 * numbers.itemsize
    spans = row_spans(len(starts) - 1, threads)
    parts = [numbers[starts[span.start] : starts[span.stop]] for span in spans]
    counting = tasks_of(task_of(_counting(bits)), [(len(part), address(part), chosen) for part in parts])
    calls = [(span.stop - span.start, address(starts[span]), address(numbers), chosen) for span in spans]
    given = done(together([counting, tasks_of(task_of(_looking(bits)), calls)]), threads)
    return sum(given[: len(spans)]) == len(starts) - 1 and not any(given[len(spans) :])


def pass_text(arguments: str, kind: str, body: str) -> str:
    """Give the text of a loop over at least one row `%r`, of which `%found` comes from what was found `%before`."""
    return f"""\
define i64 @decide(i64 %rows, {arguments}) nounwind {{
entry:
  br label %row

row:
  %r = phi i64 [ 0, %entry ], [ %next, %row ]
  %before = phi {kind} [ 0, %entry ], [ %found, %row ]
{body}
  %next = add nuw nsw i64 %r, 1
  %more = icmp ult i64 %next, %rows
  br i1 %more, label %row, label %done

done:
  %given = {"bitcast" if kind == "i64" else "zext"} {kind} %found to i64
  ret i64 %given
}}
"""


@cache
def _furthest(bits: int) -> str:
    """Give the text that looks for the largest distance from the least; what lies below it is furthest of all."""
    word = f"i{bits}"
    return pass_text("ptr noalias readonly %numbers, i64 %least", word, f"""\
  %low = {_cut(bits)} i64 %least to {word}
  %at = getelementptr {word}, ptr %numbers, i64 %r
  %number = load {word}, ptr %at
  %distance = sub {word} %number, %low
  %found = call {word} @llvm.umax.{word}({word} %before, {word} %distance)""") + (
        f"declare {word} @llvm.umax.{word}({word}, {word})\n"
    )  # fmt: skip


_YEARS = pass_text(
    "ptr noalias readonly %days, ptr noalias %years, i64 %last.word, i64 %cut.word, i64 %leap.word", "i32", f"""\
  %last = trunc i64 %last.word to i32
  %cut = trunc i64 %cut.word to i32
  %leap = trunc i64 %leap.word to i32
  %day.at = getelementptr i32, ptr %days, i64 %r
  %day = load i32, ptr %day.at
  %lived = sub i32 %last, %day
  %is.early = icmp slt i32 %day, %cut
  %one = zext i1 %is.early to i32
  %moved = add i32 %lived, %one
  %quarters = shl i32 %moved, 2
  %counted = add i32 %quarters, %leap
  %passed = udiv i32 %counted, {FOUR_YEARS}
  %short = trunc i32 %passed to i16
  %year.at = getelementptr i16, ptr %years, i64 %r
  store i16 %short, ptr %year.at
  %found = call i32 @llvm.umax.i32(i32 %before, i32 %lived)""") + (
    "declare i32 @llvm.umax.i32(i32, i32)\n"
)  # fmt: skip


@cache
def _holding(flags: int) -> str:
    """Give the text that counts so many packed flags, many rows at once."""
    lines, total = [], "zeroinitializer"
    for number in range(flags):
        lines += [
            f"  %at.{number} = getelementptr i{FLAGS}, ptr %flags.{number}, i64 %r",
            f"  %packed.{number} = load i{FLAGS}, ptr %at.{number}, align 1",
            f"  %apart.{number} = bitcast i{FLAGS} %packed.{number} to <{FLAGS} x i1>",
            f"  %one.{number} = zext <{FLAGS} x i1> %apart.{number} to <{FLAGS} x i8>",
            f"  %total.{number} = add <{FLAGS} x i8> {total}, %one.{number}",
        ]
        total = f"%total.{number}"
    arguments = ", ".join(["ptr noalias %counted", *(f"ptr noalias readonly %flags.{n}" for n in range(flags))])
    return pass_text(arguments, "i64", "\n".join([
        *lines,
        f"  %counted.at = getelementptr <{FLAGS} x i8>, ptr %counted, i64 %r",
        f"  store <{FLAGS} x i8> {total}, ptr %counted.at, align 1",
        "  %found = add i64 %before, 0",
    ]))  # fmt: skip


@cache
def _counting(bits: int) -> str:
    """Give the text that counts where a number stands."""
    word = f"i{bits}"
    return pass_text("ptr noalias readonly %numbers, i64 %chosen.word", "i32", f"""\
  %chosen = {_cut(bits)} i64 %chosen.word to {word}
  %at = getelementptr {word}, ptr %numbers, i64 %r
  %number = load {word}, ptr %at
  %is.chosen = icmp eq {word} %number, %chosen
  %one = zext i1 %is.chosen to i32
  %found = add i32 %before, %one""")  # fmt: skip


@cache
def _looking(bits: int) -> str:
    """Give the text that tells whether another number stands at one of some places."""
    word = f"i{bits}"
    return pass_text("ptr noalias readonly %places, ptr noalias readonly %numbers, i64 %chosen.word", "i8", f"""\
  %chosen = {_cut(bits)} i64 %chosen.word to {word}
  %place.at = getelementptr i64, ptr %places, i64 %r
  %place = load i64, ptr %place.at
  %at = getelementptr {word}, ptr %numbers, i64 %place
  %number = load {word}, ptr %at
  %is.other = icmp ne {word} %number, %chosen
  %other = zext i1 %is.other to i8
  %found = or i8 %before, %other""")  # fmt: skip


def _cut(bits: int) -> str:
    """Give how a word becomes one of so many bits."""
    return "bitcast" if bits == 64 else "trunc"
