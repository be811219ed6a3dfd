"""Write what loops over blocks give: a block of each output in room of its own first, then past the caches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define

from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.values import is_flag
from dibao.batch.memory import LINE
from dibao.batch.prepared.bounds import StatedBounds
from dibao.symbols.nodes import Node

MEMCPY = "declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)"
_HALF = f"<{LINE // 2} x i8>"
_INTEGERS = (np.int8, np.int16, np.int32, np.int64)
_ALONE = "!{i32 1}"
Given = Sequence[tuple[str, Node]]
"""Where values are written, of which several may be the same."""


@define
class Outputs:
    """The values that are given, those of the household and those of its persons; constants are nobody's column.

    `kinds` are the types that outputs must have; all others are as narrow as their bounds allow.
    """

    lines: Lines
    bounds: StatedBounds
    household: Sequence[Node]
    persons: Sequence[Node]
    kinds: Mapping[Node, Any]

    @property
    def of_household(self) -> Given:
        """Name the household's outputs that are not always the same."""
        return [(f"%output_{n}", node) for n, node in enumerate(self.household) if node.op != "const"]

    @property
    def of_persons(self) -> Given:
        """Name those of persons."""
        return [(f"%person_{n}", node) for n, node in enumerate(self.persons) if node.op != "const"]

    @property
    def arguments(self) -> list[str]:
        """Name all columns that are filled."""
        return [name for name, _ in (*self.of_household, *self.of_persons)]

    @property
    def rooms(self) -> dict[str, Any]:
        """Name the room of each of the household's outputs, with its type."""
        return {_room(name): self.kept_as(node) for name, node in self.of_household}

    def kept_as(self, node: Node) -> Any:
        """Give the type of an output: the narrowest that holds it, if none is asked for."""
        if node in self.kinds:
            return np.dtype(self.kinds[node])
        if is_flag(node):
            return np.dtype(np.bool_)
        low, high = self.bounds.of(node)
        return np.dtype(next(each for each in _INTEGERS if np.iinfo(each).min <= low and high <= np.iinfo(each).max))

    def type_of(self, node: Node) -> str:
        """Give the same in LLVM's words."""
        return f"i{8 * self.kept_as(node).itemsize}"

    def begins(self, given: Given, place: str) -> Given:
        """Give where a loop begins to write each output of persons."""
        return [(self.lines.at(name, self.type_of(node), place), node) for name, node in given]

    def begins_in_rooms(self, given: Given, place: str) -> Given:
        """Give the same of households, whose blocks are written to rooms first."""
        return self.begins([(_room(name), node) for name, node in given], place)

    def write_out(self, given: Given, first: str, count: str) -> None:
        """Copy a block from its rooms to where it belongs."""
        for name, node in given:
            size = self.kept_as(node).itemsize
            bytes_of_block = self.lines.put(f"mul i64 {count}, {size}")
            streamed(self.lines, _room(name), self.lines.at(name, self.type_of(node), first), bytes_of_block)


def streamed(lines: Lines, source: str, target: str, size: str) -> None:
    """Copy so many bytes; whole lines of the target are written without being read before."""
    put = lines.put
    address = put(f"ptrtoint ptr {target} to i64")
    before = put(f"and i64 {put(f'sub i64 0, {address}')}, {LINE - 1}")
    before = put(f"call i64 @llvm.smin.i64(i64 {before}, i64 {size})")
    _copy(lines, source, target, "0", before)
    count = put(f"udiv i64 {put(f'sub i64 {size}, {before}')}, {LINE}")
    with lines.loop(count, serial=True) as number:
        at = put(f"add i64 {before}, {put(f'mul i64 {number}, {LINE}')}")
        _line(lines, source, target, (at, put(f"add i64 {at}, {LINE // 2}")))
    done = put(f"add i64 {before}, {put(f'mul i64 {count}, {LINE}')}")
    _copy(lines, source, target, done, put(f"sub i64 {size}, {done}"))


def _line(lines: Lines, source: str, target: str, places: Iterable[str]) -> None:
    alone = lines.told(_ALONE)
    for place in places:
        found = lines.put(f"load {_HALF}, ptr {lines.at(source, 'i8', place)}, align 1")
        there = lines.at(target, "i8", place)
        lines.do(f"store {_HALF} {found}, ptr {there}, align {LINE // 2}, !nontemporal {alone}")


def _copy(lines: Lines, source: str, target: str, begin: str, size: str) -> None:
    there, here = lines.at(target, "i8", begin), lines.at(source, "i8", begin)
    lines.do(f"call void @llvm.memcpy.p0.p0.i64(ptr {there}, ptr {here}, i64 {size}, i1 false)")


def _room(name: str) -> str:
    return f"%room_of_{name[1:]}"
