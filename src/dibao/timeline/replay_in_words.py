"""Say what is owed and what was paid too much, in Chinese and English and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from dibao.symbols.amounts import Money
from dibao.timeline.months import month_number
from dibao.timeline.replay import Difference, Names, Part, Replay
from dibao.timeline.rows import Lang

FORM = "replay-1"
"""The version of the form; a new one when a key goes or changes its meaning."""


def replay_text(replay: Replay, lang: Lang) -> str:
    """Give the differences in words, months that are alike together."""
    return "\n".join(_lines(replay, lang)) + "\n"


def _lines(replay: Replay, lang: Lang) -> Iterator[str]:
    arrears, recovery, total = replay.arrears.text(), replay.recovery.text(), signed(replay.total)
    if lang == "zh":
        yield f"{replay.case_id}：补发合计{arrears}元，多发合计{recovery}元，相抵{total}元"
    else:
        yield f"{replay.case_id}: arrears {arrears} yuan, paid too much {recovery} yuan, together {total} yuan"
    for alike in _alike(replay.differences):
        yield _heading(alike, replay.names, lang)
        for part in alike[0].parts:
            yield f"  {_part(part, replay.names, lang)}"
    if replay.open_months:
        months = "、".join(replay.open_months) if lang == "zh" else ", ".join(replay.open_months)
        yield (
            f"信息不足，尚不能确定的月份：{months}"
            if lang == "zh"
            else f"Months in which something is missing: {months}"
        )


def _alike(differences: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Give runs of months in which one programme differs in the same way."""
    by_programme = sorted(differences, key=lambda each: (each.programme, each.month))
    for _, run in groupby(enumerate(by_programme), key=lambda pair: _likeness(*pair)):
        yield [each for _, each in run]


def _likeness(position: int, each: Difference) -> tuple[object, ...]:
    return (each.programme, month_number(each.month) - position, each.paid, each.owed, _shown(each.parts))


def _shown(parts: Sequence[Part]) -> tuple[object, ...]:
    return tuple((each.known, each.amount, each.figures, each.documents, each.events) for each in parts)


def _heading(alike: Sequence[Difference], names: Names, lang: Lang) -> str:
    first, last = alike[0], alike[-1]
    zh = lang == "zh"
    months = first.month if first is last else f"{first.month}{'至' if zh else ' to '}{last.month}"
    title = _named(names.programmes.get(first.programme), first.programme, lang)
    paid, owed, amount = first.paid.text(), first.owed.text(), signed(first.amount)
    if zh:
        each = f"，{len(alike)}个月每月" if len(alike) > 1 else "，"
        return f"{months} {title}{each}已发{paid}元，应发{owed}元，差额{amount}元"
    each = f", {len(alike)} months, in each" if len(alike) > 1 else ","
    return f"{months} {title}{each} paid {paid} yuan, owed {owed} yuan, difference {amount} yuan"


def _part(part: Part, names: Names, lang: Lang) -> str:
    zh, amount = lang == "zh", signed(part.amount)
    if part.known is None:
        what = "实发与当时应作的决定不同" if zh else "paid otherwise than could have been decided then"
        return f"{amount}{'元' if zh else ' yuan'}{'：' if zh else ': '}{what}"
    causes = [*(_figure(each, names, lang) for each in part.figures)]
    causes += [_named(names.documents.get(each), each, lang) for each in part.documents]
    for event in part.events:
        who = f"{event.subject}{'：' if zh else ': '}" if event.subject else ""
        causes.append(f"{event.on} {who}{event.title if zh else event.english}")
    joined = ("；" if zh else "; ").join(causes) or ("其他数值" if zh else "other figures")
    return f"{amount}元：{part.known}获知{joined}" if zh else f"{amount} yuan: known on {part.known}, {joined}"


def _figure(record: Any, names: Names, lang: Lang) -> str:
    title = _named(names.figures.get(record.name), record.name, lang)
    since = f"（{record.since}起）" if lang == "zh" else f" from {record.since} on"
    return f"{title}{'' if lang == 'zh' else ' '}{record.text(lang)}{since}"


def _named(titles: tuple[str, str] | None, name: str, lang: Lang) -> str:
    return name if titles is None else titles[0 if lang == "zh" else 1]


def signed(amount: Money) -> str:
    """Print an amount with its sign; nothing has none."""
    return f"+{amount.text()}" if amount.amount > 0 else amount.text()


def replay_data(replay: Replay) -> dict[str, Any]:
    """Give a replay as JSON data."""
    return {
        "form": FORM,
        "case": replay.case_id,
        "known_on": None if replay.known_on is None else replay.known_on.isoformat(),
        "arrears": replay.arrears.to_json(),
        "recovery": replay.recovery.to_json(),
        "total": replay.total.to_json(),
        "differences": [_difference(each) for each in replay.differences],
        "open_months": list(replay.open_months),
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "month": each.month,
        "programme": each.programme,
        "paid": each.paid.to_json(),
        "owed": each.owed.to_json(),
        "amount": each.amount.to_json(),
        "kind": each.kind,
        "parts": [_part_data(part) for part in each.parts],
    }


def _part_data(part: Part) -> dict[str, Any]:
    return {
        "known": None if part.known is None else part.known.isoformat(),
        "amount": part.amount.to_json(),
        "figures": [
            {"name": each.name, "code": each.code, "since": each.since.isoformat(), "document": each.document}
            for each in part.figures
        ],
        "documents": list(part.documents),
        "events": [{"kind": each.kind, "on": each.on.isoformat(), "member": each.subject} for each in part.events],
    }
