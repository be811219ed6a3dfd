"""Write a plan as loops over blocks of households, so small that all between stays in the nearest cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field, frozen

from dibao.batch.compiled.amounts_out import METADATA
from dibao.batch.compiled.block_columns import BlockColumns, Scratch
from dibao.batch.compiled.households import Households
from dibao.batch.compiled.kinds import FactKind
from dibao.batch.compiled.levels import Levels
from dibao.batch.compiled.outline import Outline
from dibao.batch.compiled.people import COPIES, People
from dibao.batch.compiled.sums import Sums
from dibao.batch.compiled.writing import Writing
from dibao.batch.prepared.bounds import StatedBounds

BLOCK = 512
SLACK = 8 * COPIES
"""So many rows behind those of a block may be written to a room, and mean nothing there."""


@frozen(eq=False)
class BlockText:
    """The text of a function, what it reads and fills, and the room that it needs."""

    text: str
    scratch: Sequence[Scratch]


@define
class BlockWriter:
    """Writes the function for columns of certain kinds."""

    outline: Outline
    words: Mapping[tuple[str, str], Sequence[str]]
    kinds: Sequence[FactKind]
    fills: Sequence[str]
    bounds: StatedBounds
    columns: BlockColumns = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start with nothing written."""
        self.columns = BlockColumns(self.outline, self.kinds, self.bounds)

    def write(self) -> BlockText:
        """Give the text."""
        columns, outline = self.columns, self.outline
        lines = columns.lines
        for node in outline.order:
            self.bounds.of(node)
        households, people = self._loops()
        whole = lines.put("sub i64 %last, %first")
        with lines.loop(whole, str(BLOCK)) as position:
            left = lines.put(f"sub i64 {whole}, {position}")
            block = lines.put(f"add i64 %first, {position}")
            columns.open(block, lines.put(f"call i64 @llvm.smin.i64(i64 {left}, i64 {BLOCK})"))
            for phase in range(outline.last_phase + 1):
                for entity in outline.entities:
                    people.work_out(entity, phase)
            households.give(self.fills)
        lines.do("fence seq_cst")
        lines.do(f"ret i64 {columns.tell_beyond()}")
        return BlockText(self._whole(), columns.scratch)

    def _loops(self) -> tuple[Households, People]:
        """Give what writes the loops of a block, with the figures that are read before."""
        outline, columns = self.outline, self.columns
        figures = {}
        if not outline.figures_vary:
            figures = {node: columns.figure(node, "0") for node in outline.order if node.op == "figure"}
        writing, sums = Writing(columns, self.words, figures), Sums(columns)
        households = Households(writing, sums)
        return households, People(writing, sums, households, Levels(outline, self.words, self.bounds))

    def _whole(self) -> str:
        body = ["entry:", *self.columns.entry, *self.columns.lines.lines]
        return "\n".join([
            f"define i64 @decide({', '.join(self._arguments)}) nounwind {{", *body, "}",
            _DECLARED, METADATA, *self.columns.lines.metadata, "",
        ])  # fmt: skip

    @property
    def _arguments(self) -> list[str]:
        read, filled = "ptr noalias readonly", "ptr noalias"
        return [
            "i64 %first", "i64 %last", f"{read} %place_of", f"{read} %start_member", f"{read} %start_obligor",
            *(f"{read} %fact_{n}" for n in range(len(self.kinds))),
            *(f"i64 %bit_{n}" for n, kind in enumerate(self.kinds) if kind.is_packed),
            *(f"{read} %figure_{n}" for n in range(len(self.outline.figures))),
            *(f"{filled} %output_{n}" for n, node in enumerate(self.outline.outputs) if node.op != "const"),
            *(f"{filled} %person_{n}" for n, node in enumerate(self.outline.persons) if node.op != "const"),
            *(f"{filled} %{each.name}" for each in self.columns.scratch),
        ]  # fmt: skip


_DECLARED = (
    "\n".join(
        f"declare i{bits} @llvm.{name}.i{bits}(i{bits}, i{bits})"
        for bits in (8, 16, 32, 64)
        for name in ("smin", "smax", "umax")
    )
    + "\ndeclare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)"
)
