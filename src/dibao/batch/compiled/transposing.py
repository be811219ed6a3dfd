"""Write how a square of numbers is turned: what lay in columns lies in rows."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from dibao.batch.compiled.lines import Lines

VECTOR_BITS = 256
WORD_BITS = 64


@frozen
class Square:
    """As many vectors as each has elements, of one kind of number."""

    lines: Lines
    kind: str

    @property
    def side(self) -> int:
        """Give how many vectors there are."""
        return VECTOR_BITS // int(self.kind[1:])

    @property
    def align(self) -> int:
        """Give how many bytes a number has; no vector is known to lie better."""
        return int(self.kind[1:]) // 8

    @property
    def vector(self) -> str:
        """Give the type of a vector."""
        return f"<{self.side} x {self.kind}>"

    @property
    def words(self) -> int:
        """Give how many words of 64 bits a vector takes."""
        return VECTOR_BITS // WORD_BITS

    def read(self, place: str) -> str:
        """Read one vector."""
        return self.lines.load(place, self.vector, "0", self.align)

    def transposed(self, rows: Sequence[str]) -> list[str]:
        """Turn the square; rows that are not there are taken as nothing.

        Each step changes a bit of a number's row with the same bit of its column.
        """
        turned = [*rows, *["zeroinitializer"] * (self.side - len(rows))]
        step = self.side // 2
        while step:
            for row in range(self.side):
                if not row & step:
                    first, second = turned[row], turned[row + step]
                    turned[row] = self._picked(first, second, step, 0)
                    turned[row + step] = self._picked(first, second, step, step)
            step //= 2
        return turned

    def _picked(self, first: str, second: str, step: int, beside: int) -> str:
        """Give a vector of which every second group of `step` numbers comes from the second one."""
        if first == second == "zeroinitializer":
            return first
        chosen = (
            self.side + place - step + beside if place & step else place + beside for place in range(self.side)
        )  # fmt: skip
        mask = ", ".join(f"i32 {each}" for each in chosen)
        return self.lines.put(
            f"shufflevector {self.vector} {first}, {self.vector} {second}, <{self.side} x i32> <{mask}>"
        )
