"""Say where what was declared and what was verified differ, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dibao.assess.account import Account
from dibao.assess.discrepancies import Discrepancy, is_other_outcome
from dibao.assess.outcome_in_words import outcome_text
from dibao.assess.words import COMMA, Words
from dibao.household.stated import UNKNOWN
from dibao.household.verified import SOURCES


def discrepancy_lines(account: Account) -> Iterator[str]:
    """Say each fact whose sources differ, then the outcome on all that was declared."""
    words, decision = account.words, account.decision
    for each in decision.discrepancies:
        yield _line(words, each)
    declared = decision.outcome_as_declared
    if decision.discrepancies and declared is not None:
        if is_other_outcome(decision, declared) is False:
            yield words("as_declared_same")
        else:
            yield words("as_declared", outcome=outcome_text(words, declared))


def _line(words: Words, found: Discrepancy) -> str:
    said = {source: getattr(found, source) for source in SOURCES if getattr(found, source) is not None}
    shown = zip(said, _values(words, list(said.values())), strict=True)
    sources = [words("source_says", source=words(source), value=value) for source, value in shown]
    line = words(
        "discrepancy",
        who=words("of", id=found.person) if found.person else "",
        title=words.title(found),
        sources=words.listed(sources, COMMA),
        used=words(found.used),
        effect=words(_effect(found)),
    )
    return line if found.person else line[:1].upper() + line[1:]


def _values(words: Words, values: list[Any]) -> list[str]:
    """Print what sources say beside one another, amounts for one period."""
    numbers = iter(words.values([each for each in values if not isinstance(each, str) and each is not UNKNOWN]))
    return [
        words("source_unknown") if each is UNKNOWN else words.stated(each) if isinstance(each, str) else next(numbers)
        for each in values
    ]


def _effect(found: Discrepancy) -> str:
    if found.changes_outcome is not None:
        return "changes_outcome" if found.changes_outcome else "keeps_outcome"
    return "nothing_declared" if found.declared in (None, UNKNOWN) else "outcome_not_compared"
