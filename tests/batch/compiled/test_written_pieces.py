"""The pieces that loops are written of, each compiled alone and called with plain numbers."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dibao.batch.compiled.amounts_out import METADATA, put_amounts
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.machine import compiled
from dibao.batch.compiled.transposing import Square

SIGNED = {"i32": np.int32, "i64": np.int64}


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def called(lines, *arrays):
    """Compile the lines of a function of addresses and call it."""
    arguments = ", ".join(f"ptr %a{number}" for number in range(len(arrays)))
    body = "\n".join(["entry:", *lines.lines, "  ret i64 0", "}", METADATA, *lines.metadata])
    decide = compiled(f"define i64 @decide({arguments}) nounwind {{\n{body}\n", len(arrays))
    decide(*(each.ctypes.data for each in arrays))


@pytest.mark.parametrize("kind", ["i32", "i64"])
@pytest.mark.parametrize("missing", [0, 1, 3])
def test_a_square_is_turned(kind, missing):
    lines = Lines()
    square = Square(lines, kind)
    side = square.side
    given = np.arange(1, side * side + 1, dtype=SIGNED[kind]).reshape(side, side)
    found = np.full((side, side), -1, SIGNED[kind])
    rows = [square.read(lines.at("%a0", square.vector, str(row))) for row in range(side - missing)]
    for row, each in enumerate(square.transposed(rows)):
        lines.store(each, "%a1", square.vector, str(row), square.align)
    called(lines, given, found)
    given[side - missing :] = 0
    assert found.tolist() == given.T.tolist()


@pytest.mark.parametrize("kind", ["i32", "i64"])
@pytest.mark.parametrize("count", [1, 3, 4, 5, 8, 11])
@pytest.mark.parametrize("least", [0, -1])
def test_amounts_leave_with_their_signs(kind, count, least):
    lines = Lines()
    node: Any = None
    columns: Any = SimpleNamespace(
        lines=lines,
        kind=lambda node: kind,
        counts={"household": str(count)},
        bases={"household": "4"},
        bounds=SimpleNamespace(of=lambda node: (least, 100)),
        changed=lambda value, own, wanted: value if own == wanted else lines.put(f"sext {own} {value} to {wanted}"),
    )
    given = np.array([(-5 if least and n % 2 else 3) * (n + 1) for n in range(count + 8)], SIGNED[kind])
    room = np.full((2 * (count + 8) + 8), 77, np.int64)
    skipped = (-room.ctypes.data % 64) // 8
    found = room[skipped : skipped + 2 * (count + 8)].reshape(-1, 2)
    put_amounts(columns, node, "%a0", "%a1")
    called(lines, given, found)
    expected = np.full_like(found, 77)
    expected[4 : 4 + count, 0] = given[:count]
    expected[4 : 4 + count, 1] = np.where(given[:count] < 0, -1, 0)
    assert found.tolist() == expected.tolist()
