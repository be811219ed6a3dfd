"""Settle how a figure says that it should be at least a multiple of another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from dibao.law.toml_tables import Fields, shown

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?|[0-9]{1,9}/[1-9][0-9]{0,8}")
_FORM = 'expected { times = "1.3", of = "NAME", document = "ID" }, and a tolerance if there is one'
_TOLERANCE_PLACES = 4


@frozen
class Least:
    """What a figure should be at least, in multiples of another one.

    It only serves to find mistakes in data: `dibao check` mentions a value that
    falls short by more than `tolerance`, a share of that multiple. No decision
    ever rests on it. `times` is exact; `text` is how it was written.
    """

    times: Fraction
    of: str
    tolerance: Fraction
    document: str
    text: str = field(default="", eq=False)

    @property
    def allowed(self) -> Fraction:
        """Give the multiple below which a value falls short."""
        return self.times * (1 - self.tolerance)


def stated_least(fields: Fields) -> Least | None:
    """Read what a declaration says under `least`, if it says anything."""
    if not fields.has("least"):
        return None
    raw = fields.raw("least")
    if not isinstance(raw, Mapping):
        fields.refuse(f"least is {shown(raw)}; {_FORM}")
        return None
    inner = Fields(raw, f"{fields.title}: least", fields.place, fields.problems)
    times, of, document = _times(inner), inner.text("of"), inner.text("document")
    tolerance = inner.decimal("tolerance", _TOLERANCE_PLACES) if inner.has("tolerance") else 0
    if tolerance is not None and not 0 <= tolerance < 1:
        inner.refuse(f"tolerance is {tolerance}; expected a share from 0 to less than 1")
    inner.refuse_unknown()
    return Least(times, of, Fraction(tolerance or 0), document, str(raw.get("times")))


def _times(fields: Fields) -> Fraction:
    """Give a multiple that is written as a decimal or as a fraction."""
    value = fields.raw("times")
    if value is None:
        return Fraction(1)
    text = "" if isinstance(value, bool) else str(value)
    if not _NUMBER.fullmatch(text) or Fraction(text) == 0:
        fields.refuse(f'times is {shown(value)}; expected a number above 0 such as "1.3" or "1/10"')
        return Fraction(1)
    return Fraction(text)
