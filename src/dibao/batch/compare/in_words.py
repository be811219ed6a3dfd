"""Say what a reform means, as sentences and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from dibao.batch.compare.comparison import BY, Comparison, Counts, yuan
from dibao.symbols.units import MONTHS_A_YEAR

WORDS: dict[str, tuple[str, str]] = {
    "all": ("合计", "all"),
    "area": ("城乡", "area"),
    "jurisdiction": ("行政区划", "place"),
    "size": ("家庭人口", "household size"),
    "households": ("户数", "households"),
    "winners": ("增加", "winners"),
    "losers": ("减少", "losers"),
    "unchanged": ("不变", "unchanged"),
    "newly": ("新增享受", "newly covered"),
    "dropped": ("不再享受", "dropped"),
    "open": ("未定", "open"),
    "coverage": ("享受比例(%)", "covered, %"),
    "cost_month": ("每月增支(元)", "cost a month, yuan"),
    "cost_year": ("每年增支(元)", "cost a year, yuan"),
    "programme": ("项目", "programme"),
    "before": ("改革前户数", "paid before"),
    "after": ("改革后户数", "paid after"),
    "amount_before": ("改革前金额(元)", "yuan before"),
    "amount_after": ("改革后金额(元)", "yuan after"),
    "was": ("改革前", "before"),
    "now": ("改革后", "after"),
    "urban": ("城市", "urban"),
    "rural": ("农村", "rural"),
    "unknown": ("未知", "unknown"),
    "once": ("(一次性)", " (once)"),
    "service": ("(服务)", " (service)"),
    "monthly": ("", ""),
}
SENTENCES: dict[str, tuple[str, str]] = {
    "same_law": (
        "改革在这些地区当日不改变任何规则和数值。",
        "The reform changes neither a rule nor a figure in force at these places on this day.",
    ),
    "nothing": (
        "改革改变了规则或数值，但没有改变任何一户的结果。",
        "The reform changes the law, but the outcome of no household.",
    ),
    "cost": (
        "每月增支{month}元，每年增支{year}元；每月支出由{before}元变为{after}元。",
        "The reform costs {month} yuan a month and {year} yuan a year: {before} yuan a month before, {after} after.",
    ),
    "who": (
        "{winners}户增加，{losers}户减少，{unchanged}户不变；{newly}户新增享受，{dropped}户不再享受。",
        "{winners} households gain, {losers} lose, {unchanged} are paid the same; {newly} are newly covered, "
        "{dropped} dropped.",
    ),
    "open": (
        "{open}户至少在一种情形下未定，不计入任何合计。",
        "{open} households are open under one of the two, and in no sum.",
    ),
    "rejected": ("{rejected}户数据有误，未作认定。", "{rejected} households could not be decided and are left out."),
}


class Section(NamedTuple):
    """A table with its headings."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def sentences(found: Comparison, lang: str) -> Iterator[str]:
    """Say the whole in a few sentences."""
    total = found.total
    if found.changes_nothing:
        yield _say("same_law" if found.same_law else "nothing", lang)
    yield _say(
        "who", lang, winners=total.winners, losers=total.losers, unchanged=total.unchanged,
        newly=total.newly_covered, dropped=total.dropped,
    )  # fmt: skip
    yield _say(
        "cost", lang, month=_amount(total.cost), year=_amount(MONTHS_A_YEAR * total.cost),
        before=_amount(total.paid_before), after=_amount(total.paid_after),
    )  # fmt: skip
    if total.open:
        yield _say("open", lang, open=total.open)
    if found.rejected:
        yield _say("rejected", lang, rejected=found.rejected)


def sections(found: Comparison, lang: str) -> Iterator[Section]:
    """Give the tables: each grouping, the statuses, the programmes."""
    columns = (
        "households",
        "winners",
        "losers",
        "unchanged",
        "newly",
        "dropped",
        "open",
        "coverage",
        "cost_month",
        "cost_year",
    )
    for by in BY:
        rows = [_row(_word(name, lang), each) for name, each in found.groups[by].items()]
        if by == BY[0]:
            rows.append(_row(_word("all", lang), found.total))
        yield Section([_word(each, lang) for each in (by, *columns)], rows)
    headings = [_word(each, lang) for each in ("was", "now", "households")]
    yield Section(headings, [[was, now, f"{count:,}"] for (was, now), count in sorted(found.statuses.items())])
    named = ("programme", "before", "after", "newly", "dropped", "amount_before", "amount_after")
    yield Section([_word(each, lang) for each in named], list(_programmes(found, lang)))


def _programmes(found: Comparison, lang: str) -> Iterator[list[str]]:
    for each in found.programmes.values():
        title = (each.title if lang == "zh" else each.english) + _word(each.kind, lang)
        counts = (each.before, each.after, each.newly, each.dropped)
        yield [title, *(f"{count:,}" for count in counts), _amount(each.paid_before), _amount(each.paid_after)]


def _row(name: str, counts: Counts) -> list[str]:
    numbers = (
        counts.households, counts.winners, counts.losers, counts.unchanged, counts.newly_covered, counts.dropped,
        counts.open,
    )  # fmt: skip
    before, after = (counts.share(each) for each in (counts.covered_before, counts.covered_after))
    coverage = "" if before is None else f"{before} → {after}"
    costs = _amount(counts.cost), _amount(MONTHS_A_YEAR * counts.cost)
    return [name, *(f"{each:,}" for each in numbers), coverage, *costs]


def plain_text(found: Comparison, lang: str) -> str:
    """Give sentences and tables as plain columns."""
    parts = ["\n".join(sentences(found, lang))]
    parts += ["\n".join(_lines(section)) for section in sections(found, lang) if section.rows]
    return "\n\n".join(parts) + "\n"


def _lines(section: Section) -> Iterator[str]:
    lines = [section.headings, *section.rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _amount(fen: int) -> str:
    return f"{yuan(fen):,}"


def _word(name: str, lang: str) -> str:
    return WORDS[name][0 if lang == "zh" else 1] if name in WORDS else name


def _say(name: str, lang: str, **values: object) -> str:
    told = {key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()}
    return SENTENCES[name][0 if lang == "zh" else 1].format(**told)
