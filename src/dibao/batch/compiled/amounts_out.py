"""Write how amounts leave for a column of decimals: in whole lines of memory, past the cache."""

from __future__ import annotations

from dibao.batch.compiled.block_columns import BlockColumns
from dibao.batch.compiled.lines import Lines
from dibao.symbols.nodes import HOUSEHOLD, Node

DECIMAL = "{ i64, i64 }"
AT_ONCE = 4
"""So many decimals are a line of memory, of 64 bytes."""
_NUMBER = "!9999"
METADATA = f"{_NUMBER} = !{{i32 1}}"
_PAST_THE_CACHE = f", align 32, !nontemporal {_NUMBER}"


def put_amounts(columns: BlockColumns, node: Node, room: str, output: str) -> None:
    """Copy a block's amounts from where they were worked out to a column of two words each.

    Nobody reads them soon, and whole lines that pass the cache need not be read before they
    are written. The column begins at a line of memory, and so does each block but its last rows.
    """
    lines, kind, count = columns.lines, columns.kind(node), columns.counts[HOUSEHOLD]
    has_signs = columns.bounds.of(node)[0] < 0
    begin = lines.at(output, DECIMAL, columns.bases[HOUSEHOLD])
    with lines.loop(lines.put(f"sub i64 {count}, {AT_ONCE - 1}"), str(AT_ONCE), serial=True) as position:
        few = lines.load(lines.at(room, kind, position), f"<{AT_ONCE} x {kind}>", "0", int(kind[1:]) // 8)
        _put_four(lines, few, kind, lines.at(begin, DECIMAL, position), has_signs=has_signs)
    rest = lines.put(f"and i64 {count}, {AT_ONCE - 1}")
    done = lines.put(f"sub i64 {count}, {rest}")
    with lines.loop(rest, serial=True) as position:
        place = lines.put(f"add i64 {done}, {position}")
        value = columns.changed(lines.load(room, kind, place), kind, "i64")
        word = lines.put(f"shl i64 {place}, 1")
        lines.store(value, begin, "i64", word)
        sign = lines.put(f"ashr i64 {value}, 63") if has_signs else "0"
        lines.store(sign, begin, "i64", lines.put(f"or i64 {word}, 1"))


def _put_four(lines: Lines, few: str, kind: str, begin: str, *, has_signs: bool) -> None:
    """Write four decimals, each a number and its sign."""
    words = few if kind == "i64" else lines.put(f"sext <{AT_ONCE} x {kind}> {few} to <{AT_ONCE} x i64>")
    signs = "zeroinitializer"
    if has_signs:
        signs = lines.put(f"ashr <{AT_ONCE} x i64> {words}, <{', '.join(['i64 63'] * AT_ONCE)}>")
    for first in range(0, AT_ONCE, 2):
        chosen = ", ".join(f"i32 {each}" for each in (first, first + AT_ONCE, first + 1, first + 1 + AT_ONCE))
        pair = lines.put(
            f"shufflevector <{AT_ONCE} x i64> {words}, <{AT_ONCE} x i64> {signs}, <{AT_ONCE} x i32> <{chosen}>"
        )
        lines.do(f"store <{AT_ONCE} x i64> {pair}, ptr {lines.at(begin, DECIMAL, str(first))}{_PAST_THE_CACHE}")
