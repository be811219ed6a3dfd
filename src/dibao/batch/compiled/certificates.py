"""Tell in one pass whether both halves of certificates stand in the same rows."""

from __future__ import annotations

from functools import cache
from typing import Any

from dibao.batch.compiled.crew import done
from dibao.batch.compiled.passes import pass_text
from dibao.batch.compiled.tasks import tasks_of
from dibao.batch.memory import address
from dibao.batch.threads import row_spans


def agree(kinds: Any, no_kind: int, grades: Any, no_grade: int, threads: int = 1) -> bool:
    """Tell whether every row has both a kind and a grade or neither; both are columns of signed whole numbers."""
    from dibao.batch.compiled.machine import task_of

    look = task_of(_text(8 * kinds.itemsize, no_kind, 8 * grades.itemsize, no_grade))
    spans = row_spans(len(kinds), threads)
    calls = [(span.stop - span.start, address(kinds[span]), address(grades[span])) for span in spans]
    return not any(done(tasks_of(look, calls), threads))


@cache
def _text(kind: int, no_kind: int, grade: int, no_grade: int) -> str:
    """Give the text for columns of so many bits, and for the numbers of none."""
    return pass_text("ptr noalias readonly %kinds, ptr noalias readonly %grades", "i8", f"""\
  %kind.at = getelementptr i{kind}, ptr %kinds, i64 %r
  %grade.at = getelementptr i{grade}, ptr %grades, i64 %r
  %kind = load i{kind}, ptr %kind.at
  %grade = load i{grade}, ptr %grade.at
  %has.kind = icmp ne i{kind} %kind, {no_kind}
  %has.grade = icmp ne i{grade} %grade, {no_grade}
  %half = xor i1 %has.kind, %has.grade
  %half.byte = zext i1 %half to i8
  %found = or i8 %before, %half.byte""")  # fmt: skip
