"""Tell in one pass whether both halves of certificates stand in the same rows."""

from __future__ import annotations

from typing import Any

from dibao.batch.memory import address


def agree(kinds: Any, no_kind: int, grades: Any, no_grade: int) -> bool:
    """Tell whether every row has both a kind and a grade or neither; both are columns of signed whole numbers."""
    from dibao.batch.compiled.machine import compiled

    if not len(kinds):
        return True
    pass_over = compiled(_text(8 * kinds.itemsize, no_kind, 8 * grades.itemsize, no_grade), 3)
    return not pass_over(len(kinds), address(kinds), address(grades))


def _text(kind: int, no_kind: int, grade: int, no_grade: int) -> str:
    """Give the text for columns of so many bits, and for the numbers of none."""
    return f"""\
define i64 @decide(i64 %rows, ptr noalias readonly %kinds, ptr noalias readonly %grades) nounwind {{
entry:
  br label %row

row:
  %r = phi i64 [ 0, %entry ], [ %next, %row ]
  %differ = phi i8 [ 0, %entry ], [ %some.differ, %row ]
  %kind.at = getelementptr i{kind}, ptr %kinds, i64 %r
  %grade.at = getelementptr i{grade}, ptr %grades, i64 %r
  %kind = load i{kind}, ptr %kind.at
  %grade = load i{grade}, ptr %grade.at
  %has.kind = icmp ne i{kind} %kind, {no_kind}
  %has.grade = icmp ne i{grade} %grade, {no_grade}
  %half = xor i1 %has.kind, %has.grade
  %half.byte = zext i1 %half to i8
  %some.differ = or i8 %differ, %half.byte
  %next = add nuw nsw i64 %r, 1
  %more = icmp ult i64 %next, %rows
  br i1 %more, label %row, label %done

done:
  %found = zext i8 %some.differ to i64
  ret i64 %found
}}
"""
