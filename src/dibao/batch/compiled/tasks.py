"""Lay calls of compiled functions out in memory, so that any thread can do them without Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

TASK = "task"
FUNCTION, GIVEN, ARGUMENTS = 0, 1, 2
"""A task has so many words: the function, what it gave, and from there on its arguments."""


def with_task(text: str, rooms: int) -> str:
    """Add to the text of a function the one that does a task of it.

    The last so many of its arguments lie in the room of the thread that does it: a task says how far from its begin.
    The text begins with the function, whose arguments have no attributes with brackets.
    """
    begin = text.index("(") + 1
    kinds = [each.split()[0] for each in text[begin : text.index(")", begin)].split(",")]
    lines, given = [], []
    for number, kind in enumerate(kinds):
        is_room = number >= len(kinds) - rooms
        lines += [
            f"  %at.{number} = getelementptr i64, ptr %words, i64 {ARGUMENTS + number}",
            f"  %word.{number} = load {'i64' if is_room else kind}, ptr %at.{number}",
        ]
        if is_room:
            lines.append(f"  %place.{number} = getelementptr i8, ptr %room, i64 %word.{number}")
        given.append(f"{kind} %{'place' if is_room else 'word'}.{number}")
    return "\n".join([
        text, f"define void @{TASK}(ptr %words, ptr %room) nounwind {{", *lines,
        f"  %given = call i64 @decide({', '.join(given)}) noinline",
        f"  %given.at = getelementptr i64, ptr %words, i64 {GIVEN}",
        "  store i64 %given, ptr %given.at", "  ret void", "}", "",
    ])  # fmt: skip


def tasks_of(function: int, calls: Sequence[Sequence[int]]) -> Any:
    """Give one task for the arguments of each call."""
    return np.array([(function, 0, *each) for each in calls], np.int64).reshape(len(calls), -1 if calls else ARGUMENTS)


def spread(function: int, spans: Sequence[range], others: Sequence[int]) -> Any:
    """Give one task for each span, whose arguments are its ends and the others."""
    tasks = np.empty((len(spans), ARGUMENTS + 2 + len(others)), np.int64)
    tasks[:] = (function, 0, 0, 0, *others)
    tasks[:, ARGUMENTS] = [each.start for each in spans]
    tasks[:, ARGUMENTS + 1] = [each.stop for each in spans]
    return tasks


def together(tasks: Sequence[Any]) -> Any:
    """Give tasks of several functions one after another."""
    if len(tasks) == 1:
        return tasks[0]
    found = np.zeros((sum(map(len, tasks)), max((each.shape[1] for each in tasks), default=ARGUMENTS)), np.int64)
    first = 0
    for each in tasks:
        found[first : first + len(each), : each.shape[1]] = each
        first += len(each)
    return found
