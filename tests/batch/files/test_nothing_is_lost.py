"""Every row of every file is in the result or named among the rejects, whatever their order."""

import csv
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dibao.batch.files.request import Request
from dibao.batch.files.run import run_batch

from .conftest import HOMES, ON, PEOPLE, decided, homes, rejected, table_text

IDS = st.sampled_from(["a", "b", "c", "d", "e", "f"])
PERSON = st.tuples(IDS, st.sampled_from(["100", "100", "100", "x"]))


def stated(people):
    """Let the first person of each household apply."""
    seen = set()
    for household, wage in people:
        yield (household, "其他人员" if household in seen else "申请人", "1970-05-01", wage, "是")
        seen.add(household)


@settings(max_examples=20)
@given(ids=st.lists(IDS, max_size=7), people=st.lists(PERSON, max_size=14), part_size=st.integers(1, 4))
@example(ids=["a", "b", "a"], people=[("a", "100"), ("b", "100"), ("a", "100")], part_size=1)
@example(ids=["b", "a"], people=[("a", "100"), ("f", "x"), ("b", "100"), ("a", "x")], part_size=1)
def test_every_row_is_decided_or_named(engine, ids, people, part_size):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "homes.csv").write_text(table_text(HOMES, homes(*ids)), encoding="utf-8")
        (folder / "people.csv").write_text(table_text(PEOPLE, list(stated(people))), encoding="utf-8")
        request = Request(
            households=folder / "homes.csv",
            members=folder / "people.csv",
            target=folder / "out.parquet",
            on=ON,
            part_size=part_size,
        )
        finished = run_batch(engine, request)
        result = [each[0] for each in decided(finished)]
        lines = list(csv.reader(rejected(finished)))
    counts, wages = Counter(ids), {household: [w for h, w in people if h == household] for household in ids}
    assert result == [each for each in ids if counts[each] == 1 and wages[each] and "x" not in wages[each]]
    named = {(file, int(row)) for file, row, *_ in lines}
    lost = {("homes.csv", row) for row, each in enumerate(ids, 2) if each not in result}
    lost |= {("people.csv", row) for row, (home, wage) in enumerate(people, 2) if home not in ids or wage == "x"}
    assert named == lost
