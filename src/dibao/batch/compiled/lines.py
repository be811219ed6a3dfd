"""Write instructions of LLVM line by line: fresh names, loops, and where one goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import define, field

SERIAL = (
    '!{!"llvm.loop.vectorize.enable", i1 false}',
    '!{!"llvm.loop.unroll.disable"}',
)
"""How a loop over the few people of one household is kept from being prepared for many."""


@define
class Lines:
    """The lines of one function; values have numbers, loops have labels."""

    lines: list[str] = field(factory=list)
    label: str = "entry"
    _count: int = 0
    _metadata: list[str] = field(factory=list)
    _tables: dict[str, str] = field(factory=dict)
    _told: dict[str, str] = field(factory=dict)

    def put(self, text: str) -> str:
        """Write an instruction that gives a value; give its name."""
        name = self.name()
        self.lines.append(f"  {name} = {text}")
        return name

    def name(self) -> str:
        """Give a name that nothing has yet."""
        self._count += 1
        return f"%v{self._count}"

    def do(self, text: str) -> None:
        """Write an instruction that gives nothing."""
        self.lines.append(f"  {text}")

    def at(self, pointer: str, kind: str, index: str) -> str:
        """Give the address of an element."""
        return self.put(f"getelementptr inbounds {kind}, ptr {pointer}, i64 {index}")

    def load(self, pointer: str, kind: str, index: str, align: int = 0) -> str:
        """Read an element."""
        place = pointer if index == "0" else self.at(pointer, kind, index)
        return self.put(f"load {kind}, ptr {place}{_aligned(kind, align)}")

    def store(self, value: str, pointer: str, kind: str, index: str, align: int = 0) -> None:
        """Write an element."""
        place = pointer if index == "0" else self.at(pointer, kind, index)
        self.do(f"store {kind} {value}, ptr {place}{_aligned(kind, align)}")

    def looked_up(self, numbers: Sequence[int], kind: str, index: str) -> str:
        """Give one of some numbers that are always the same, any of them where the index, of 32 bits, is beyond."""
        natural = self.put(f"call i32 @llvm.smax.i32(i32 {index}, i32 0)")
        within = self.put(f"call i32 @llvm.smin.i32(i32 {natural}, i32 {len(numbers) - 1})")
        told = f"[{len(numbers)} x {kind}] [{', '.join(f'{kind} {each}' for each in numbers)}]"
        table = self._tables.setdefault(told, f"@table_{len(self._tables)}")
        return self.load(table, kind, self.put(f"zext i32 {within} to i64"))

    def start(self, label: str) -> None:
        """Begin the part of a name."""
        self.lines.append(f"{label}:")
        self.label = label

    @contextmanager
    def loop(self, count: str, step: str = "1", *, serial: bool = False, width: int = 0) -> Iterator[str]:
        """Repeat what is written inside, for positions from 0 to below a count; none at all is fine.

        `width` says how many positions are worked on at once, if not as many as seem best.
        """
        top, end, before = self.fresh("loop"), self.fresh("end"), self.label
        some = self.put(f"icmp sgt i64 {count}, 0")
        self.do(f"br i1 {some}, label %{top}, label %{end}")
        self.start(top)
        position, following = self.name(), self.name()
        place = len(self.lines)
        yield position
        self.lines.insert(place, f"  {position} = phi i64 [ 0, %{before} ], [ {following}, %{self.label} ]")
        self.do(f"{following} = add nuw nsw i64 {position}, {step}")
        # Where a count is known to fill vectors, it is seen to be one only by what it is not.
        more = self.put(f"icmp {'ne' if step == '1' else 'slt'} i64 {following}, {count}")
        parts = SERIAL if serial else (f'!{{!"llvm.loop.vectorize.width", i32 {width}}}',) if width else ()
        told = f", !llvm.loop {self._loop_metadata(parts)}" if parts else ""
        self.do(f"br i1 {more}, label %{top}, label %{end}{told}")
        self.start(end)

    def fresh(self, word: str) -> str:
        """Give a label that nothing has yet."""
        self._count += 1
        return f"{word}{self._count}"

    def _loop_metadata(self, parts: tuple[str, ...]) -> str:
        numbers = range(len(self._metadata) + 1, len(self._metadata) + 1 + len(parts))
        own = len(self._metadata)
        self._metadata.append(f"!{own} = distinct !{{!{own}, {', '.join(f'!{each}' for each in numbers)}}}")
        self._metadata += [f"!{number} = {part}" for number, part in zip(numbers, parts, strict=True)]
        return f"!{own}"

    def told(self, text: str) -> str:
        """Give the number of something that is told of an instruction."""
        if text not in self._told:
            self._told[text] = f"!{len(self._metadata)}"
            self._metadata.append(f"{self._told[text]} = {text}")
        return self._told[text]

    @property
    def metadata(self) -> list[str]:
        """Give what is told of the loops and the numbers that are looked up, after the function."""
        tables = (f"{name} = private unnamed_addr constant {told}" for told, name in self._tables.items())
        return [*tables, *self._metadata]


def _aligned(kind: str, align: int) -> str:
    return f", align {align}" if align else ""
