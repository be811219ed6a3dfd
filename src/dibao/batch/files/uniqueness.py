"""Find keys that stand twice anywhere in a file, whatever its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dibao.batch.files.identity import hashes, repeated

Keys = Callable[[], Iterator[pa.Array]]


def ascend(keys: Iterator[pa.Array]) -> bool:
    """Tell whether every key is above the one before it, so that none can stand twice."""
    last: pa.Scalar | None = None
    for batch in keys:
        if not len(batch):
            continue
        if batch.null_count or (last is not None and not pc.less(last, batch[0]).as_py()):
            return False
        if not pc.all(pc.less(batch.slice(0, len(batch) - 1), batch.slice(1)), min_count=0).as_py():
            return False
        last = batch[len(batch) - 1]
    return True


def standing_twice(keys: Keys, rows: int) -> dict[object, list[int]]:
    """Give every key that stands more than once with the positions of all its rows."""
    bits = np.empty(rows, dtype=np.uint64)
    start = 0
    for batch in keys():
        bits[start : start + len(batch)] = hashes(batch)
        start += len(batch)
    suspects = repeated(bits[:start])
    del bits
    found: dict[object, list[int]] = defaultdict(list)
    if not len(suspects):
        return found
    start = 0
    for batch in keys():
        for index in np.flatnonzero(np.isin(hashes(batch), suspects)):
            if batch[index].is_valid:
                found[batch[index].as_py()].append(start + int(index))
        start += len(batch)
    return {key: places for key, places in found.items() if len(places) > 1}
