"""Compile the text of a loop, or take what an earlier run compiled."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

import numba
from numba import types

from dibao.batch.compiled.store import module_of, private_directory

_known: dict[tuple[str, Hashable], Callable[..., None]] = {}
_lock = Lock()


def compiled_loop(text: str, columns: Sequence[Any], outputs: int) -> Callable[..., None]:
    """Give the function of a text for columns like these, the last ones of which it fills.

    It takes the first and the last household before the columns, and lets other threads run.
    """
    kinds = tuple((each.dtype.str, _is_dense(each)) for each in columns)
    with _lock:
        if (text, kinds) not in _known:
            _known[text, kinds] = _compiled(text, _signature(columns, outputs))
        return _known[text, kinds]


def _is_dense(column: Any) -> bool:
    # One row counts as dense to NumPy whatever its stride, and would be compiled for itself.
    dense: bool = column.strides == (column.itemsize,)
    return dense


def _signature(columns: Sequence[Any], outputs: int) -> Any:
    read = len(columns) - outputs
    kinds = [
        types.Array(numba.from_dtype(each.dtype), 1, "C" if _is_dense(each) else "A", readonly=number < read)
        for number, each in enumerate(columns)
    ]
    return types.void(types.int64, types.int64, *kinds)


def _compiled(text: str, signature: Any) -> Callable[..., None]:
    directory = private_directory()
    if directory is not None:
        try:
            module = module_of(text, str(signature), directory)
            return _jitted(module.decide, signature, cache=True)
        except OSError:
            # A full or failing disk: what cannot be kept is compiled for this run alone.
            pass
    name = f"<dibao loop {len(_known) + 1}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space: dict[str, Any] = {}
    exec(compile(text, name, "exec"), space)  # noqa: S102 - our own text: numbers and names that we made
    return _jitted(space["decide"], signature, cache=False)


def _jitted(function: Any, signature: Any, *, cache: bool) -> Callable[..., None]:
    made: Callable[..., None] = numba.njit(
        [signature], cache=cache, nogil=True, boundscheck=False, error_model="numpy"
    )(function)
    return made
