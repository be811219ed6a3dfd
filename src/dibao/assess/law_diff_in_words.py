"""Print what differs between two policies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dibao.assess.decision import Lang
from dibao.assess.law_diff import FigureChange, PolicyDiff, RuleChange, RuleField
from dibao.assess.law_in_words import finding_line, rule_line
from dibao.assess.law_parts import FigureView, RuleView
from dibao.assess.law_words import LawWords, paragraphs
from dibao.assess.words import COUNTED, LIST, PERIODS, STOP, exact
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Period
from dibao.symbols.units import AREA, FLAG, MONTHS, MONTHS_A_YEAR


def diff_text(diff: PolicyDiff, lang: Lang = "zh") -> str:
    """Print what came, what went and what changed; or that nothing differs."""
    words = LawWords(lang)
    heading = [_heading(words, diff)]
    if not diff.differs:
        heading.append(words("no_difference"))
    changed = "changed" if _is_one_place(diff) else "different"
    sections = [
        (_side(words, diff, "rules", "came"), [_rule(words, each) for each in diff.came]),
        (_side(words, diff, "rules", "went"), [_rule(words, each) for each in diff.went]),
        (words(changed), [_rule_change(words, each) for each in diff.changed]),
        (words("differing_figures"), [figure_change_line(words, each) for each in diff.figures]),
        (_side(words, diff, "findings", "came"), [finding_line(words, each) for each in diff.findings_came]),
        (_side(words, diff, "findings", "went"), [finding_line(words, each) for each in diff.findings_went]),
    ]
    return paragraphs(words, heading, sections)


def _is_one_place(diff: PolicyDiff) -> bool:
    return diff.before.jurisdictions[0] == diff.after.jurisdictions[0]


def _heading(words: LawWords, diff: PolicyDiff) -> str:
    before, after = words.place(diff.before.jurisdictions[0]), words.place(diff.after.jurisdictions[0])
    day, other = words.day(diff.before.on), words.day(diff.after.on)
    if _is_one_place(diff):
        return words("two_days", place=before, before=day, after=other)
    if diff.before.on == diff.after.on:
        return words("two_places", before=before, after=after, day=day)
    return words("two_of_both", before=before, after=after, day=day, other=other)


def _side(words: LawWords, diff: PolicyDiff, what: str, side: str) -> str:
    """Give the title of what only one of the two has."""
    if _is_one_place(diff):
        return words(f"{what}_{side}")
    view = diff.after if side == "came" else diff.before
    return words(f"{what}_only", place=words.place(view.jurisdictions[0]))


def _rule(words: LawWords, view: RuleView) -> str:
    instead = [words("instead", id=view.rule.replaces)] if view.rule.replaces else []
    return words.listed([rule_line(words, view), *instead], STOP)


def _rule_change(words: LawWords, change: RuleChange) -> str:
    parts = []
    for field in change.fields:
        before, after = _told(words, change.before, field), _told(words, change.after, field)
        if before != after:  # titles may differ in one language only
            parts.append(_from_to(words, field, before, after))
    return words("value", title=rule_line(words, change.after), value=words.listed(parts, STOP))


def _from_to(words: LawWords, field: str, before: str, after: str) -> str:
    return words("from_to", field=words(f"field_{field}"), before=before, after=after)


def _told(words: LawWords, view: RuleView, field: RuleField) -> str:
    rule = view.rule
    known = {
        "title": words.title(rule),
        "document": words.number_of(view.document),
        "article": rule.article,
        "layer": words.place(view.layer),
        "grade": words.stated(rule.grade),
        "figures": words.listed(list(view.figures), LIST),
        "behind": view.behind,
    }
    return known[field] or words("none")


def figure_change_line(words: LawWords, change: FigureChange) -> str:
    """Say how a figure differs: values, difference, document, grade."""
    before, after = _record(change.before), _record(change.after)
    values = [_value(words, each) for each in (change.before, change.after)]
    if before is None or after is None:
        said = words("arrow", before=values[0], after=values[1])
    elif "value" not in change.fields:
        said = words("unchanged", value=values[0])
    elif (by := _difference(words, before, after)) is None:
        said = words("arrow", before=values[0], after=values[1])
    else:
        said = words("arrow_by", before=values[0], after=values[1], by=by)
    parts = [said, *_sources(words, change)]
    return words("value", title=words.title(change.either.declaration), value=words.listed(parts, STOP))


def _record(view: FigureView | None) -> FigureRecord | None:
    return view.found.record if view is not None and isinstance(view.found, FigureInForce) else None


def _value(words: LawWords, view: FigureView | None) -> str:
    if view is None:
        return words("not_read")
    record = _record(view)
    return words("no_value") if record is None else words.plain_value(record)


def _sources(words: LawWords, change: FigureChange) -> Iterator[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if "document" in change.fields:
        yield _from_to(words, "document", _named(words, before), _named(words, after))
    if "grade" in change.fields:
        yield _from_to(words, "grade", words.stated(before.grade or ""), words.stated(after.grade or ""))


def _named(words: LawWords, view: FigureView) -> str:
    record = _record(view)
    if view.document is not None:
        return words.number_of(view.document)
    return record.document if record else words("none")


def _difference(words: LawWords, before: FigureRecord, after: FigureRecord) -> str | None:
    """Say by how much the later value is higher or lower; nothing of a flag or of other rows."""
    if isinstance(before.value, Band) and isinstance(after.value, Band):
        return _band_difference(words, before, after)
    if after.unit == FLAG or isinstance(before.value, Band) or isinstance(after.value, Band):
        return None
    by = Fraction(after.value - before.value)
    sign, size = ("+" if by > 0 else "-"), abs(by)
    if after.unit.is_money:
        return _more_money(words, by, _period(before, after, size))
    if after.unit == AREA:
        return sign + COUNTED["area"][words.index].format(count=exact(size, HUNDREDTHS).removesuffix(".00"))
    number = format((Decimal(size.numerator) / size.denominator).normalize(), "f")
    return sign + COUNTED["months" if after.unit == MONTHS else ""][words.index].format(count=number)


def _band_difference(words: LawWords, before: FigureRecord, after: FigureRecord) -> str | None:
    """Say which rows pay how much more or less, where both bands have the same rows."""
    one, other = before.quantity, after.quantity
    if [(one.by, row.start) for row in one.rows] != [(other.by, row.start) for row in other.rows]:
        return None
    said = []
    for row, (old, new) in enumerate(zip(one.rows, other.rows, strict=True)):
        if by := Fraction(new.amount - old.amount):
            more = _more_money(words, by, _period(before, after, abs(by)))
            start = other.start_in_words(row, words.lang)
            said.append(f"{start}{more}" if words.lang == "zh" else f"{more} {start}")
    return words.listed(said, LIST)


def _more_money(words: LawWords, by: Fraction, per: Period | None) -> str:
    parts = FEN_A_YUAN * (MONTHS_A_YEAR if per == "month" else 1)
    return f"{'+' if by > 0 else '-'}{exact(abs(by), parts).removesuffix('.00')}{PERIODS[per or ''][words.index]}"


def _period(before: FigureRecord, after: FigureRecord, size: Fraction) -> Period | None:
    """Give the period of both, else the month where that is whole fen."""
    if before.per == after.per:
        return after.per
    return "month" if size % MONTHS_A_YEAR == 0 else "year"
