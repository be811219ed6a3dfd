"""Settle in one pass where the people of each household begin, for tables that stand in order."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from attrs import frozen

from dibao.batch.columns import NEAR
from dibao.batch.compiled.crew import Begun, begun
from dibao.batch.compiled.tasks import tasks_of
from dibao.batch.memory import address, room
from dibao.batch.threads import threads_for
from dibao.household.checks import MOST_PEOPLE

BLOCK = 2048
UNUSUAL = -1
FEW = 8
"""The next household is looked for among so many people first."""
PARTS_A_THREAD = 2
"""More than one, so that who comes later still finds something to do."""


@frozen(eq=False)
class Starting:
    """The pass over the people of households, begun by other threads; `starts` is filled meanwhile."""

    work: Begun
    starts: Any
    largest: Any

    def found(self) -> tuple[Any, list[int]] | None:
        """Finish the pass; give what `starts_of` gives."""
        changes = self.work.finish()
        most = [max(each) for each in zip(*self.largest.tolist(), strict=True)]
        if UNUSUAL in changes or sum(changes) != len(self.starts) - 1 or max(most) > MOST_PEOPLE:
            return None
        return self.starts, most


def starts_of(ids: Any, owners: Any, threads: int = 1) -> tuple[Any, list[int]] | None:
    """Give where the people of each household begin, and where the last ones end; None if anything is unusual.

    Usual are ids that count up by one, owners in their order, somebody in every household, and not too many.
    Beside it stands of every so many households that are `NEAR` each other how many people the largest has,
    or more where one next to them has.
    """
    starting = starting_of(ids, owners, threads)
    return None if starting is None else starting.found()


def starting_of(ids: Any, owners: Any, threads: int) -> Starting | None:
    """Begin the pass in other threads, so that something else can be done meanwhile; None if anything is unusual."""
    from dibao.batch.compiled.machine import task_of

    if ids.dtype != np.int64 or owners.dtype != np.int64 or not len(ids) or not len(owners):
        return None
    starts, threads = room(np.int64, len(ids) + 1), threads_for(len(ids), threads)
    parts = _parts(ids, owners, starts, threads * PARTS_A_THREAD if threads > 1 else 1)
    if parts is None:
        return None
    largest = np.zeros((len(parts), (len(ids) - 1) // NEAR + 1), np.int64)
    given = [address(each) for each in (ids, owners, starts)]
    calls = [(len(ids), *part, *given, address(largest[number])) for number, part in enumerate(parts)]
    return Starting(begun(tasks_of(task_of(TEXT), calls), threads, (ids, owners, starts, largest)), starts, largest)


def _parts(ids: Any, owners: Any, starts: Any, count: int) -> list[tuple[int, int, int, int, int, int]] | None:
    """Divide people where another household begins, and households; None if that is nowhere near.

    A part has its ids, its people, the household before it and its first one, whose start is put already; while the
    part before it is at work, something less may stand there.
    """
    begins = {_next_household(owners, len(owners) * part // count) for part in range(1, count)}
    if UNUSUAL in begins:
        return None
    edges = sorted({0, *begins, len(owners)})
    found, count = [], len(edges) - 1
    for part, (begin, end) in enumerate(itertools.pairwise(edges)):
        counted = len(ids) * part // count, len(ids) * (part + 1) // count
        before, first = (int(owners[each]) - int(ids[0]) if each >= 0 else -1 for each in (begin - 1, begin))
        if not 0 <= first < len(ids):
            return None
        starts[first] = begin
        found.append((*counted, begin, end, before, first))
    return found


def _next_household(owners: Any, row: int) -> int:
    """Give where the next household begins that has nobody before a row; `UNUSUAL` if one there is too large."""
    row = max(row, 1)
    for most in (FEW, MOST_PEOPLE):
        near = owners[row - 1 : row + most + 1].tolist()
        for people, (before, owner) in enumerate(itertools.pairwise(near)):
            if owner != before:
                return row + people
    return len(owners) if row + MOST_PEOPLE >= len(owners) else UNUSUAL


TEXT = f"""\
define i64 @decide(i64 %households, i64 %id.from, i64 %id.to, i64 %people.from, i64 %people.to, i64 %earlier,
                   i64 %first.place, ptr noalias readonly %ids, ptr noalias readonly %owners, ptr noalias %starts,
                   ptr noalias %largest) nounwind {{
entry:
  %first = load i64, ptr %ids
  %ends = getelementptr i64, ptr %starts, i64 1
  br label %counting

counting:
  %c = phi i64 [ %id.from, %entry ], [ %c.next, %counting ]
  %c.strange = phi i64 [ 0, %entry ], [ %c.stranger, %counting ]
  %id.at = getelementptr i64, ptr %ids, i64 %c
  %id = load i64, ptr %id.at
  %id.expected = add i64 %first, %c
  %id.differs = xor i64 %id, %id.expected
  %c.stranger = or i64 %c.strange, %id.differs
  %c.next = add nuw nsw i64 %c, 1
  %c.more = icmp ult i64 %c.next, %id.to
  br i1 %c.more, label %counting, label %counted

counted:
  %is.counted = icmp eq i64 %c.stranger, 0
  br i1 %is.counted, label %block, label %unusual

block:
  %b = phi i64 [ %people.from, %counted ], [ %b.next, %blocked ]
  %before = phi i64 [ %earlier, %counted ], [ %last, %blocked ]
  %changes = phi i64 [ 0, %counted ], [ %w.changes, %blocked ]
  %sized = phi i64 [ %first.place, %counted ], [ %s.last, %blocked ]
  %left = sub i64 %people.to, %b
  %is.short = icmp ult i64 %left, {BLOCK}
  %n = select i1 %is.short, i64 %left, i64 {BLOCK}
  %block.at = getelementptr i64, ptr %owners, i64 %b
  %begin = load i64, ptr %block.at
  %begin.place = sub i64 %begin, %first
  %begin.back = icmp slt i64 %begin.place, %before
  %begin.new = icmp ne i64 %begin.place, %before
  %begin.change = zext i1 %begin.new to i64
  %changed = add i64 %changes, %begin.change
  %last.index = sub i64 %n, 1
  %last.at = getelementptr i64, ptr %block.at, i64 %last.index
  %last.owner = load i64, ptr %last.at
  %last = sub i64 %last.owner, %first
  %has.more = icmp ugt i64 %n, 1
  br i1 %has.more, label %watching, label %watched

watching:
  %w = phi i64 [ 1, %block ], [ %w.next, %watching ]
  %w.back = phi i64 [ 0, %block ], [ %w.backs, %watching ]
  %w.count = phi i64 [ %changed, %block ], [ %w.counts, %watching ]
  %this.at = getelementptr i64, ptr %block.at, i64 %w
  %that.at = getelementptr i64, ptr %this.at, i64 -1
  %this = load i64, ptr %this.at
  %that = load i64, ptr %that.at
  %back = icmp slt i64 %this, %that
  %back.word = zext i1 %back to i64
  %w.backs = or i64 %w.back, %back.word
  %new = icmp ne i64 %this, %that
  %new.word = zext i1 %new to i64
  %w.counts = add i64 %w.count, %new.word
  %w.next = add nuw nsw i64 %w, 1
  %w.more = icmp ult i64 %w.next, %n
  br i1 %w.more, label %watching, label %watched

watched:
  %backs = phi i64 [ 0, %block ], [ %w.backs, %watching ]
  %w.changes = phi i64 [ %changed, %block ], [ %w.counts, %watching ]
  %went.back = icmp ne i64 %backs, 0
  %is.beyond = icmp uge i64 %last, %households
  %is.before = icmp slt i64 %begin.place, 0
  %strange.1 = or i1 %went.back, %is.beyond
  %strange.2 = or i1 %strange.1, %is.before
  %strange.3 = or i1 %strange.2, %begin.back
  br i1 %strange.3, label %unusual, label %putting

putting:
  %p = phi i64 [ 0, %watched ], [ %p.next, %putting ]
  %owner.at = getelementptr i64, ptr %block.at, i64 %p
  %owner = load i64, ptr %owner.at
  %place = sub i64 %owner, %first
  %end.at = getelementptr i64, ptr %ends, i64 %place
  %p.next = add nuw nsw i64 %p, 1
  %end = add i64 %b, %p.next
  store i64 %end, ptr %end.at
  %p.more = icmp ult i64 %p.next, %n
  br i1 %p.more, label %putting, label %put

put:
  %b.next = add i64 %b, %n
  %b.more = icmp ult i64 %b.next, %people.to
  %is.last = xor i1 %b.more, true
  %last.too = zext i1 %is.last to i64
  %s.last = add i64 %last, %last.too
  %has.whole = icmp ult i64 %sized, %s.last
  br i1 %has.whole, label %sizing, label %blocked

sizing:
  %s = phi i64 [ %sized, %put ], [ %s.next, %sizing ]
  %s.most = phi i64 [ 0, %put ], [ %s.more.most, %sizing ]
  %s.at = getelementptr i64, ptr %starts, i64 %s
  %s.next = add nuw nsw i64 %s, 1
  %s.end.at = getelementptr i64, ptr %starts, i64 %s.next
  %s.loaded = load i64, ptr %s.at
  %s.is.first = icmp eq i64 %s, %first.place
  %s.begin = select i1 %s.is.first, i64 %people.from, i64 %s.loaded
  %s.end = load i64, ptr %s.end.at
  %size = sub i64 %s.end, %s.begin
  %s.more.most = call i64 @llvm.smax.i64(i64 %s.most, i64 %size)
  %s.more = icmp ult i64 %s.next, %s.last
  br i1 %s.more, label %sizing, label %comparing

comparing:
  %from = udiv i64 %sized, {NEAR}
  %final = sub i64 %s.last, 1
  %to = udiv i64 %final, {NEAR}
  %from.at = getelementptr i64, ptr %largest, i64 %from
  %from.most = load i64, ptr %from.at
  %from.more = call i64 @llvm.smax.i64(i64 %from.most, i64 %s.more.most)
  store i64 %from.more, ptr %from.at
  %to.at = getelementptr i64, ptr %largest, i64 %to
  %to.most = load i64, ptr %to.at
  %to.more = call i64 @llvm.smax.i64(i64 %to.most, i64 %s.more.most)
  store i64 %to.more, ptr %to.at
  br label %blocked

blocked:
  br i1 %b.more, label %block, label %all

all:
  ret i64 %w.changes

unusual:
  ret i64 {UNUSUAL}
}}
declare i64 @llvm.smax.i64(i64, i64)
"""
