"""Reckon with numbers that never leave the nearest cache: what more threads can gain at most."""

import pyarrow as pa

from dibao.batch.compiled.crew import done
from dibao.batch.compiled.tasks import tasks_of

STEPS_A_HOUSEHOLD = 100
NUMBERS = 1024
PARTS = 4
"""Each thread does so many parts."""
TEXT = f"""\
define i64 @decide(i64 %rounds) nounwind {{
entry:
  %numbers = alloca [{NUMBERS} x i32], align 64
  call void @llvm.memset.p0.i64(ptr %numbers, i8 1, i64 {4 * NUMBERS}, i1 false)
  br label %round

round:
  %r = phi i64 [ 0, %entry ], [ %r.next, %rounded ]
  br label %step

step:
  %s = phi i64 [ 0, %round ], [ %s.next, %step ]
  %at = getelementptr i32, ptr %numbers, i64 %s
  %number = load i32, ptr %at
  %product = mul i32 %number, 1664525
  %next = add i32 %product, 1013904223
  store i32 %next, ptr %at
  %s.next = add nuw nsw i64 %s, 1
  %s.more = icmp ult i64 %s.next, {NUMBERS}
  br i1 %s.more, label %step, label %rounded

rounded:
  %r.next = add nuw nsw i64 %r, 1
  %r.more = icmp ult i64 %r.next, %rounds
  br i1 %r.more, label %round, label %done

done:
  %first = load i32, ptr %numbers
  %word = zext i32 %first to i64
  ret i64 %word
}}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
"""


class Arithmetic:
    """Multiplies and adds, as often as there are households; the threads share the work evenly."""

    def prepare(self, households: pa.Table, members: pa.Table, threads: int) -> None:
        """Compile, and settle how much is to be done."""
        from dibao.batch.compiled.machine import task_of

        rounds = -(-households.num_rows * STEPS_A_HOUSEHOLD // (NUMBERS * threads * PARTS))
        self.task, self.calls, self.threads = task_of(TEXT), [(rounds,)] * threads * PARTS, threads

    def run(self) -> int:
        """Do it."""
        return sum(done(tasks_of(self.task, self.calls), self.threads))
