"""Put results into words for people: titles, statuses and reasons, and cells that run nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.assess.decision import Lang
from dibao.assess.engine import Engine
from dibao.assess.ladder import Ladder
from dibao.assess.words import STATED
from dibao.batch.files.layout import Layout, one
from dibao.batch.files.missing_in_words import BETWEEN, MissingInWords
from dibao.export.cells import neutral

TITLES: Mapping[str, tuple[str, str]] = {
    "id": ("家庭编号", "household"),
    "jurisdiction": ("行政区划代码", "division code"),
    "status": ("认定结果", "status"),
    "dibao_monthly": ("月低保金（元）", "dibao and supplements, yuan a month"),
    "total_monthly": ("月保障金额合计（元）", "all programmes, yuan a month"),
    "reasons": ("未满足的条件", "tests that do not hold"),
    "grade": ("依据等级", "grade of evidence"),
    "missing": ("尚缺事项", "what is missing"),
}
UNITS = {"monthly": ("（元/月）", ", yuan a month"), "once": ("（元）", ", yuan"), "service": ("（人）", ", persons")}
# A text of these signs alone starts no formula; every other one is looked at sign by sign.
_HARMLESS = r"^[0-9A-Za-z_.\p{Han}][0-9A-Za-z_.\p{Han} \-]*$"


@frozen(eq=False)
class Presented:
    """Columns of results in the words of one language."""

    layout: Layout
    ladder: Ladder
    missing: MissingInWords
    lang: Lang = "zh"

    @property
    def index(self) -> int:
        """Give 0 for Chinese words, 1 for English ones."""
        return 0 if self.lang == "zh" else 1

    @property
    def titles(self) -> list[str]:
        """Give the title of every column."""
        awards = {f"award_{name}": (kind, (zh, en)) for name, kind, zh, en in self.layout.programmes}
        titles = []
        for name in self.layout.schema.names:
            if name in awards:
                kind, words = awards[name]
                titles.append(words[self.index] + UNITS.get(kind, ("", ""))[self.index])
            else:
                titles.append(TITLES.get(name, (name, name))[self.index])
        return titles

    def columns(self, decisions: pa.Table) -> list[pa.Array]:
        """Give the cells of every column: amounts as they are, words in this language."""
        return [self._column(name, one(decisions.column(name))) for name in self.layout.schema.names]

    def _column(self, name: str, column: pa.Array) -> pa.Array:
        if name == "status":
            return _translated(column, self._statuses())
        if name == "grade":
            return _translated(column, {each: STATED[each][self.index] for each in self.layout.words["grade"]})
        if name == "reasons":
            return self._reasons(column)
        if name == "missing":
            return harmless(self.missing.column(column))
        if name in ("id", "jurisdiction"):
            return harmless(column.cast(pa.string()))
        return column

    def _statuses(self) -> Mapping[str, str]:
        known = (*self.ladder.statuses, self.ladder.otherwise, self.ladder.undetermined)
        return {each.name: (each.title, each.english)[self.index] for each in known}

    def _reasons(self, column: pa.Array) -> pa.Array:
        """Give the tests that do not hold; each set of bits is put into words once."""
        titles = [(each["title"], each["english"].rstrip("."))[self.index] for each in self.layout.legend]
        patterns, codes = np.unique(column.to_numpy(zero_copy_only=False), return_inverse=True)
        words = [
            BETWEEN[self.index].join(title for bit, title in enumerate(titles) if int(pattern) >> bit & 1)
            for pattern in patterns
        ]
        return pa.array(words, pa.string()).take(pa.array(codes))


def presented_in(lang: Lang, layout: Layout, engine: Engine) -> Presented:
    """Give what puts the results of an engine into words."""
    missing = MissingInWords(engine.catalogue, engine.figures.declarations, 0 if lang == "zh" else 1)
    return Presented(layout, engine.ladder, missing, lang)


def _translated(column: pa.DictionaryArray, words: Mapping[str, str]) -> pa.Array:
    known: Sequence[str] = [words[each] for each in column.dictionary.to_pylist()]
    return pa.array(known, pa.string()).take(column.indices)


def harmless(texts: pa.Array) -> pa.Array:
    """Give texts that no spreadsheet takes for formulas."""
    suspect = pc.invert(pc.match_substring_regex(texts, _HARMLESS)).fill_null(False)
    where = np.flatnonzero(suspect.to_numpy(zero_copy_only=False))
    if not len(where):
        return texts
    replaced = [neutral(each) for each in texts.take(pa.array(where)).to_pylist()]
    return pc.replace_with_mask(texts, suspect, pa.array(replaced, pa.string()))
