"""Build a list: rows from the named fields alone, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from dibao.assess.decision import UNDETERMINED, Decision, Lang
from dibao.export.fields import Field, Person, Value
from dibao.export.privacy import is_about_an_adult
from dibao.export.views import View, view_named

Reason = Literal["undetermined", "open_amount", "not_adult"]
Row = Mapping[str, Value]
SENTENCES: Mapping[Reason, tuple[str, str]] = {
    "undetermined": (
        "{count}户的认定结果尚不能确定，未列入名单。用 dibao assess 查看缺少什么。",
        "{count} undetermined and not listed; dibao assess says what is missing.",
    ),
    "open_amount": (
        "{count}条的金额尚不能确定，未列入名单。用 dibao assess 查看缺少什么。",
        "{count} with an amount that is still open and not listed; dibao assess says what is missing.",
    ),
    "not_adult": (
        "{count}条只涉及未成年人或者年龄不明的人员，为保护隐私未列入名单（社会救助法 第十一条）。",
        "{count} about children alone, or people of unknown age, and not listed for their privacy "
        "(Social Assistance Law 第十一条).",
    ),
}
"""What is said of the rows that a list lacks."""


@frozen
class LeftOut:
    """How many a list lacks for one reason.

    `undetermined` counts households, the other reasons count rows.
    """

    reason: Reason
    count: int

    def sentence(self, lang: Lang = "zh") -> str:
        """Say how many were left out, and why; no id is named."""
        return SENTENCES[self.reason][0 if lang == "zh" else 1].format(count=self.count)


@frozen
class Listing:
    """The rows of a view, in the order of the decisions, and what was left out.

    A row maps the names of `fields` to values, and holds nothing else.
    `left_out` is for whoever makes the list; it is not written with it.
    """

    view: View
    fields: Sequence[Field]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Give the rows."""
        return iter(self.rows)

    def __getitem__(self, position: int) -> Row:
        """Give a row by its position."""
        return self.rows[position]


def rows(decisions: Iterable[Decision], view: str, fields: Iterable[str] | None = None) -> Listing:
    """List whom a view is about, with the named fields and no others.

    A decision whose status is open gives no row, nor does an amount that is
    open. No row is about children alone, and none names a child: whoever is not
    known to have the age of an adult (`dibao.adult_age`) counts as a child.

    Args:
        decisions: of any places and days; one household's stay together.
        view: `dibao`, `tekun` or `low_income`.
        fields: the names of those that are wanted; they come in the view's order.

    Raises:
        InputError: there is no such view, or it has no such field.
    """
    chosen_view = view_named(view)
    chosen = chosen_view.chosen(fields)
    found: list[Row] = []
    missing: Counter[Reason] = Counter()
    for decision in decisions:
        for person, reason in _subjects(decision, chosen_view):
            if reason is not None:
                missing[reason] += 1
            else:
                found.append({field.name: field.value(decision, person) for field in chosen})
    left_out = tuple(LeftOut(reason, missing[reason]) for reason in SENTENCES if missing[reason])
    return Listing(chosen_view, tuple(chosen), tuple(found), left_out)


def _subjects(decision: Decision, view: View) -> Iterator[tuple[Person, Reason | None]]:
    """Give whom a view may be about, each with why it is left out, if it is."""
    if decision.status == UNDETERMINED:
        yield None, "undetermined"
        return
    for person in view.subjects(decision):
        if not is_about_an_adult(decision, person, view.covers):
            yield person, "not_adult"
        elif view.amount is not None and view.amount.value(decision, person) is None:
            yield person, "open_amount"
        else:
            yield person, None
