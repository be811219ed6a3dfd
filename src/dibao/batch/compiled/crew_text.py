"""The text of what threads do between tasks: take the next one, wait for work, begin and end it."""

from __future__ import annotations

import platform

LINE = 8
"""So many words are a line of the cache, which two threads never write to at once."""
NEXT, WORK = 0, LINE
"""Where work has the number of its next task, and the words that say what it is."""
WORK_WORDS = ("count", "stride", "tasks", "rooms", "size")
BED, OPEN, INSIDE, TICKET, ASLEEP, CALLS = (LINE * each for each in range(6))
"""Where the control has its semaphore, the work that is open, how many are at it, its number, how many threads sleep
or are about to, and the system's calls."""
CALL_NAMES = ("sem_wait", "sem_post", "sched_yield")
CONTROL_WORDS = 7 * LINE
LOOKS = 20_000
"""So often a thread looks for other work before it sleeps, which takes several times as long as to wake it."""
LOOKS_AT_OTHERS = 4096
"""So often the caller looks whether others are done before it lets other programs run."""
GONE = -1
"""The number of the work after which there is none."""


def crew_text() -> str:
    """Give the text of the functions `take`, `serve`, `begin`, `finish`, `share` and `dismiss`."""
    on_intel = platform.machine() in ("x86_64", "AMD64")
    pause = "call void @llvm.x86.sse2.pause()" if on_intel else ""
    declared = "declare void @llvm.x86.sse2.pause()\n" if on_intel else ""
    return "\n".join([_TAKE, _serve(pause), _BEGIN, _finish(pause), _SHARE, _DISMISS, declared])


def _word(name: str, of: str, number: int, kind: str = "i64") -> str:
    return f"""\
  %{name}.at = getelementptr i64, ptr %{of}, i64 {number}
  %{name} = load {kind}, ptr %{name}.at
"""


def _places(*numbers: int) -> str:
    return "".join(f"  %{_NAMES[each]}.at = getelementptr i64, ptr %control, i64 {each}\n" for each in numbers)


_NAMES = {OPEN: "open", INSIDE: "inside", TICKET: "ticket", ASLEEP: "asleep"}
_KINDS = {"tasks": "ptr", "rooms": "ptr"}
_TAKE = f"""\
define void @take(ptr %work, i64 %who) nounwind {{
entry:
{"".join(_word(name, "work", WORK + n, _KINDS.get(name, "i64")) for n, name in enumerate(WORK_WORDS))}
  %distance = mul i64 %size, %who
  %room = getelementptr i8, ptr %rooms, i64 %distance
  br label %next

next:
  %n = atomicrmw add ptr %work, i64 1 seq_cst
  %more = icmp ult i64 %n, %count
  br i1 %more, label %doing, label %all

doing:
  %before = mul i64 %n, %stride
  %task = getelementptr i8, ptr %tasks, i64 %before
  %function = load ptr, ptr %task
  call void %function(ptr %task, ptr %room)
  br label %next

all:
  ret void
}}
"""


def _serve(pause: str) -> str:
    """Give the text of what a thread does all its life: look for work, sleep if there is none, and take part.

    It says first that it is inside, and then looks what is open: whoever closes work does it the other way round,
    so that one of them sees the other.
    """
    return f"""\
define void @serve(ptr %control, i64 %who) nounwind {{
entry:
{_places(OPEN, INSIDE, TICKET, ASLEEP)}{_word("wait", "control", CALLS, "ptr")}
  br label %idle

idle:
  %last = phi i64 [ 0, %entry ], [ %last, %sleep ], [ %ticket, %leave ]
  br label %look

look:
  %looks = phi i64 [ 0, %idle ], [ %looked, %again ]
  %now = load atomic i64, ptr %ticket.at seq_cst, align 8
  %is.new = icmp ne i64 %now, %last
  br i1 %is.new, label %join, label %again

again:
  {pause}
  %looked = add i64 %looks, 1
  %is.long = icmp ugt i64 %looked, {LOOKS}
  br i1 %is.long, label %sleep, label %look

sleep:
  %sleeping = atomicrmw add ptr %asleep.at, i64 1 seq_cst
  %woken = call i32 %wait(ptr %control)
  br label %idle

join:
  %in = atomicrmw add ptr %inside.at, i64 1 seq_cst
  %ticket = load atomic i64, ptr %ticket.at seq_cst, align 8
  %work = load atomic ptr, ptr %open.at seq_cst, align 8
  %is.closed = icmp eq ptr %work, null
  br i1 %is.closed, label %leave, label %taking

taking:
  call void @take(ptr %work, i64 %who)
  br label %leave

leave:
  %out = atomicrmw sub ptr %inside.at, i64 1 seq_cst
  %is.gone = icmp eq i64 %ticket, {GONE}
  br i1 %is.gone, label %gone, label %idle

gone:
  ret void
}}
"""


_WAKING = """\
  br label %waking

waking:
  %w = phi i64 [ 0, %entry ], [ %w.next, %wake ]
  %w.more = icmp ult i64 %w, %sleepers
  br i1 %w.more, label %wake, label %all

wake:
  %told = call i32 %post(ptr %control)
  %w.next = add i64 %w, 1
  br label %waking

all:
  ret void
}
"""
_BEGIN = f"""\
define void @begin(ptr %control, ptr %work) nounwind {{
entry:
{_places(OPEN, TICKET, ASLEEP)}{_word("post", "control", CALLS + 1, "ptr")}
  store atomic ptr %work, ptr %open.at seq_cst, align 8
  %t = atomicrmw add ptr %ticket.at, i64 1 seq_cst
  %sleepers = atomicrmw xchg ptr %asleep.at, i64 0 seq_cst
{_WAKING}"""
"""Whoever lies down just now may be overlooked; it takes no part this time, and the caller does more."""
_DISMISS = f"""\
define void @dismiss(ptr %control, i64 %sleepers) nounwind {{
entry:
{_places(TICKET)}{_word("post", "control", CALLS + 1, "ptr")}
  store atomic i64 {GONE}, ptr %ticket.at seq_cst, align 8
{_WAKING}"""


def _finish(pause: str) -> str:
    """Give the text of taking part, closing the work, and waiting until nobody is inside."""
    return f"""\
define void @finish(ptr %control, ptr %work) nounwind {{
entry:
{_places(OPEN, INSIDE)}{_word("yield", "control", CALLS + 2, "ptr")}
  call void @take(ptr %work, i64 0)
  store atomic ptr null, ptr %open.at seq_cst, align 8
  br label %look

look:
  %looks = phi i64 [ 0, %entry ], [ %looked, %again ], [ %looked, %letting ]
  %inside = load atomic i64, ptr %inside.at seq_cst, align 8
  %is.empty = icmp eq i64 %inside, 0
  br i1 %is.empty, label %all, label %again

again:
  {pause}
  %looked = add i64 %looks, 1
  %is.long = icmp ugt i64 %looked, {LOOKS_AT_OTHERS}
  br i1 %is.long, label %letting, label %look

letting:
  %let = call i32 %yield()
  br label %look

all:
  ret void
}}
"""


_SHARE = """\
define void @share(ptr %control, ptr %work) nounwind {
  call void @begin(ptr %control, ptr %work)
  call void @finish(ptr %control, ptr %work)
  ret void
}
"""
