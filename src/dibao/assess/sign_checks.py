"""Settle whether every sign of monitoring points to something that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dibao.assess.ladder import Ladder
from dibao.errors import Problem
from dibao.law.rules import Rule
from dibao.law.stated import suggestion


def sign_problems(rules: Iterable[Rule], ladder: Ladder) -> Iterator[Problem]:
    """Find signs that point nowhere, and other rules that point somewhere.

    Args:
        rules: of all plug-ins, whatever their days.
        ladder: names its awards, the questions of further programmes and what helps elsewhere.
    """
    every = tuple(rules)
    hooks = {each.hook for each in ladder.programmes}
    known = dict.fromkeys(each.programme for each in ladder.awards)
    known |= dict.fromkeys(rule.name for rule in every if rule.hook in hooks)
    known |= dict.fromkeys(each.name for each in ladder.elsewhere)
    for rule in every:
        if message := _fault(rule, ladder.signs, known):
            yield Problem(str(rule.place), f"{rule.cited} {message}")


def _fault(rule: Rule, signs: str, known: Iterable[str]) -> str:
    if rule.hook != signs:
        return f"says looks_at={rule.looks_at!r}, but is no sign. Leave it out." if rule.looks_at is not None else ""
    if rule.looks_at is None:
        return 'is a sign that says not what to look at. Write looks_at="..." with a programme\'s name.'
    if rule.looks_at in known:
        return ""
    advice = suggestion(rule.looks_at, known, f"There are: {', '.join(known)}.")
    return f"looks at {rule.looks_at!r}, which is neither a programme nor a help elsewhere. {advice}"
