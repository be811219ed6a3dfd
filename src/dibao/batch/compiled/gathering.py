"""Put columns in another order by compiled loops."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dibao.batch.compiled.passes import pass_text
from dibao.batch.memory import address


def gather(final: Any, own: Any, order: Any, part: slice) -> None:
    """Fill a part of a column with what stands in another one where an order says, of amounts both words.

    An amount is never negative here; whoever knows of some that are writes their upper words.
    """
    from dibao.batch.compiled.machine import compiled

    text = _text(8 * own.itemsize, 8 * final.itemsize, final.strides[0] // final.itemsize)
    rows = order[part]
    compiled(text, 4)(len(rows), address(own), address(rows), address(final) + part.start * final.strides[0])


@lru_cache(maxsize=64)
def _text(own: int, final: int, words: int) -> str:
    """Give the text for numbers of so many bits; of two words of a result the upper one is zero."""
    change = "bitcast" if own == final else "sext" if own < final else "trunc"
    upper = (
        f"""
  %upper = add i64 %place, 1
  %upper.at = getelementptr i{final}, ptr %final, i64 %upper
  store i{final} 0, ptr %upper.at"""
        if words > 1
        else ""
    )
    return pass_text("ptr noalias readonly %own, ptr noalias readonly %order, ptr noalias %final", "i64", f"""\
  %from.at = getelementptr i64, ptr %order, i64 %r
  %from = load i64, ptr %from.at
  %number.at = getelementptr i{own}, ptr %own, i64 %from
  %number = load i{own}, ptr %number.at
  %changed = {change} i{own} %number to i{final}
  %place = mul i64 %r, {words}
  %lower.at = getelementptr i{final}, ptr %final, i64 %place
  store i{final} %changed, ptr %lower.at{upper}
  %found = add i64 %before, 0""")  # fmt: skip
